"""Rectangles of cells (sheets, HTML tables, Parquet) as tables."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from leadtool.model import TableInfo
from leadtool.read.inputs import Source
from leadtool.read.options import ReadOptions
from leadtool.read.page import BELOW, HEAD, Page, column_names, find_table
from leadtool.read.records import HUGE, Batch, Broken
from leadtool.read.table import OpenTable
from leadtool.rules.reading import HUGE_CELL, LOST_DIGITS, SECOND_HEADER

_BATCH = 5_000

Row = tuple[int, list[str]]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Numbered rows of text cells that can be read again and again; `sheet` is None where there is only one.

    `width` is the most cells any row has; `tall` holds the first and last row of ranges merged over several rows.
    """

    sheet: str | None
    rows: Callable[[], Iterator[Row]]
    warnings: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    tall: tuple[tuple[int, int], ...] = ()
    width: int = 0


def look(grid: Grid, options: ReadOptions) -> tuple[Page, list[Row]]:
    """The table in the grid, found from its first rows."""
    head = list(islice(grid.rows(), HEAD + 2 * BELOW))
    page = find_table([cells for _, cells in head], no_header=options.no_header, grid=True)
    if page.header_at is not None:
        top = head[page.header_at][0]
        end = max((bottom for first, bottom in grid.tall if first == top), default=top)
        below = {at: SECOND_HEADER.code for at, (row, cells) in enumerate(head) if top < row <= end and any(cells)}
        page = replace(page, rules={**page.rules, **below})
    return page, head


def open_grid(grid: Grid, source: Source, options: ReadOptions) -> OpenTable:
    """A grid as a table, as wide as its widest row."""
    page, head = look(grid, options)
    width = max(page.width, grid.width)
    if width > page.width:
        page = page.widened(width)
    info = TableInfo(
        path=source.path,
        file=source.name,
        sheet=grid.sheet,
        encoding=None,
        delimiter=None,
        quote=None,
        escape=None,
        header_line=None if page.header_at is None else head[page.header_at][0],
        header=page.header,
        names=column_names(page.header, page.width),
        sha256=source.sha256,
        bytes=source.bytes,
        evidence=tuple(e for e in (*grid.evidence, page.evidence) if e),
        warnings=(*source.notes, *grid.warnings, *page.warnings),
    )
    return OpenTable(info, page, lambda: _batches(grid.rows(), page.width))


def _batches(rows: Iterable[Row], width: int) -> Iterator[Batch]:
    stream = iter(rows)
    while part := list(islice(stream, _BATCH)):
        cells = [row + [""] * (width - len(row)) for _, row in part]
        numbers = [number for number, _ in part]
        broken = [
            Broken(number, number, HUGE_CELL.code, as_csv(row))
            for number, row in zip(numbers, cells, strict=True)
            if any(len(cell) > HUGE for cell in row)
        ]
        if broken:
            gone = {piece.first for piece in broken}
            cells = [row for number, row in zip(numbers, cells, strict=True) if number not in gone]
            numbers = [number for number in numbers if number not in gone]
        notes = {at: [LOST_DIGITS.code] for at, row in enumerate(cells) if any(_lost(cell) for cell in row)}
        raw = partial(_raw, cells)
        yield Batch(rows=cells, first=numbers, last=numbers, broken=broken, notes=notes, raw=raw)


def _raw(rows: Sequence[Sequence[str]], at: int) -> str:
    return as_csv(rows[at])


def _lost(cell: str) -> bool:
    """Whether a cell is a number that Excel has cut to 15 digits."""
    return 15 < len(cell) < 40 and cell.isdigit() and cell.isascii() and not cell[15:].strip("0")


def as_csv(cells: Sequence[str]) -> str:
    """Cells as one line of comma CSV, without the empty ones at its end."""
    row = list(cells)
    while row and not row[-1]:
        row.pop()
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(row)
    return out.getvalue()
