"""The input again: every record and the header as they stood in the file, whatever a run made of them."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT
from leadtool.errors import UsageError
from leadtool.rules.reading import SHORT_ROW
from leadtool.rules.writing import FORMULA_LIKE
from leadtool.runs.run import LEAD_TABLES, Run, open_run

_PIECE: Final = 1 << 20
_SLICE: Final = 20_000
_LONGEST_CELL: Final = 1 << 27


@dataclass(frozen=True, kw_only=True)
class Restorable:
    """One input table of a run: its label (`list.csv`, `book.xlsx#Sheet1`) and what the summary says about it."""

    label: str
    file: str
    sheet: str | None
    entry: Mapping[str, Any]

    @property
    def prefix(self) -> str:
        """How rows of this table are marked in `lt_file`."""
        return self.file if self.sheet is None else f"{self.file}!{self.sheet}"


def restorable(run: Run) -> tuple[Restorable, ...]:
    """The input tables that this run read."""
    found = []
    for entry in run.summary.get("inputs", []):
        if entry.get("error") or not entry.get("columns"):
            continue
        file = entry.get("file") or str(entry["path"]).replace("\\", "/").rsplit("/", 1)[-1]
        sheet = entry.get("sheet")
        found.append(Restorable(label=file if sheet is None else f"{file}#{sheet}", file=file, sheet=sheet, entry=entry))
    return tuple(found)


def choose(run: Run, wanted: str | None) -> Restorable:
    """The input table the user means; without a name, the only one.

    Raises:
        UsageError: if there is none of that name, or several to choose from.
    """
    tables = restorable(run)
    if wanted is None and len(tables) == 1:
        return tables[0]
    labels = ", ".join(table.label for table in tables) or "none"
    if wanted is None:
        raise UsageError(f"This run read several tables: {labels}.", hint="Choose one with --file NAME[#SHEET].")
    matching = [t for t in tables if wanted in (t.label, t.prefix)] or [
        t for t in tables if wanted in (t.file, t.entry["path"], f"{t.entry['path']}#{t.sheet}")
    ]
    if len(matching) != 1:
        raise UsageError(f"--file {wanted}: there is no one such table; this run read: {labels}.")
    return matching[0]


def restore_run(path: Path | str, file: str = "") -> Iterator[str]:
    """One input of a run as UTF-8 comma CSV text, everything quoted, piece by piece; write it with `newline=""`.

    Columns that began with `lt_` were an earlier run's: their cells are empty.

    Raises:
        UsageError: if there is no such run, or it read several tables and none is named.
    """
    run = open_run(Path(path))
    return _pieces(run, choose(run, file or None))


def _pieces(run: Run, table: Restorable) -> Iterator[str]:
    header = [column["header"] for column in table.entry["columns"]]
    header_line = table.entry.get("header_line")
    due = header_line is not None
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for line, cells in _in_order(_records(run, table), _rejected(run, table)):
        if due and line > (header_line or 0):
            writer.writerow(header)
            due = False
        writer.writerow(cells)
        if buffer.tell() > _PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    if due:
        writer.writerow(header)
    yield buffer.getvalue()


def _in_order(kept: Iterator[tuple[int, list[str]]], rejected: list[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Both sorted streams of (line, cells) as one."""
    waiting = iter(rejected)
    aside = next(waiting, None)
    for line, cells in kept:
        while aside is not None and aside[0] < line:
            yield aside
            aside = next(waiting, None)
        yield line, cells
    while aside is not None:
        yield aside
        aside = next(waiting, None)


def _records(run: Run, table: Restorable) -> Iterator[tuple[int, list[str]]]:
    """The records of the four lead tables in the order of the file, original cells only."""
    names = [str(column.get("name") or column["header"]) for column in table.entry["columns"]]
    columns = [name for name in dict.fromkeys(names) if not name.startswith("lt_")]
    parts = []
    for part in LEAD_TABLES:
        for batch in run.batches(part, [*columns, "lt_file", "lt_row"]):
            parts.append(batch.filter(_is_of(batch.column("lt_file"), table)))
    whole = pa.concat_tables(parts)
    lines = pc.cast(whole.column("lt_row"), pa.int64())
    order = pc.sort_indices(lines)
    whole, lines = whole.take(order), lines.take(order)
    whole = _fused(run, table, whole)
    short = _short_records(run, table)
    for start in range(0, whole.num_rows, _SLICE):
        some = whole.slice(start, _SLICE)
        blank = [""] * some.num_rows
        cells = [some.column(name).to_pylist() if name in columns else blank for name in names]
        for line, row in zip(lines.slice(start, _SLICE).to_pylist(), zip(*cells, strict=True), strict=True):
            yield line, list(row[: short.get(line)])


def _short_records(run: Run, table: Restorable) -> dict[int, int]:
    """How many cells each record had that was padded on reading, by its line."""
    found: dict[int, int] = {}
    for batch in run.batches("findings", ["file", "row", "before", "rule"]):
        mine = batch.filter(pc.and_(pc.equal(batch.column("rule"), SHORT_ROW.code), _is_of(batch.column("file"), table)))
        for line, count in zip(mine.column("row").to_pylist(), mine.column("before").to_pylist(), strict=True):
            if line.isdigit() and count.isdigit():
                found[int(line)] = int(count)
    return found


def _is_of(files: Any, table: Restorable) -> Any:
    return pc.is_in(files, pa.array(sorted({table.prefix, table.file}), TEXT))


def _findings(run: Run, table: Restorable) -> pa.Table:
    """The cells of this table that got an apostrophe from this run."""
    if not run.safety:
        return pa.table({name: pa.array([], TEXT) for name in ("row", "column")})
    parts = [
        batch.filter(pc.and_(pc.equal(batch.column("rule"), FORMULA_LIKE.code), _is_of(batch.column("file"), table)))
        for batch in run.batches("findings", ["file", "row", "column", "rule"])
    ]
    return pa.concat_tables(parts).select(["row", "column"])


def _fused(run: Run, table: Restorable, whole: pa.Table) -> pa.Table:
    """The records without the apostrophes that this run added."""
    found = _findings(run, table)
    columns = found.column("column").to_pylist()
    rows = found.column("row").to_pylist()
    for at, name in enumerate(whole.column_names):
        marked = [row for row, column in zip(rows, columns, strict=True) if run.column(name) == column or name == column]
        if not marked or name.startswith("lt_"):
            continue
        cells = whole.column(name)
        ours = pc.and_(pc.is_in(whole.column("lt_row"), pa.array(marked, TEXT)), pc.starts_with(cells, "'"))
        whole = whole.set_column(at, name, pc.if_else(ours, pc.utf8_slice_codeunits(cells, 1), cells))
    return whole


def _rejected(run: Run, table: Restorable) -> list[tuple[int, list[str]]]:
    """What was set aside, as (first line, cells), in the order of the file."""
    found = _findings(run, table)
    marked = {
        row for row, column in zip(found.column("row").to_pylist(), found.column("column").to_pylist(), strict=True)
        if column == "raw_text"
    }  # fmt: skip
    rows = []
    for batch in run.batches("rejected", ["file", "line", "raw_text"]):
        mine = batch.filter(_is_of(batch.column("file"), table))
        for line, raw in zip(mine.column("line").to_pylist(), mine.column("raw_text").to_pylist(), strict=True):
            text = raw[1:] if line in marked and raw.startswith("'") else raw
            rows.append((int(line.split("-")[0]), split_raw(text, table.entry)))
    return sorted(rows, key=lambda pair: pair[0])


def split_raw(raw: str, entry: Mapping[str, Any]) -> list[str]:
    """The cells into which the raw text of a record splits by its file's own dialect; none for a blank line.

    A record that is damaged for this dialect (a quote that never closes) splits as far as it goes.

    >>> split_raw('a;"b;c"', {"delimiter": ";", "quote": '"'})
    ['a', 'b;c']
    """
    if not raw:
        return []
    delimiter, quote = entry.get("delimiter"), entry.get("quote")
    if delimiter is None:  # a row of a workbook: its raw text is CSV
        delimiter, quote = ",", '"'
    if len(delimiter) != 1:
        return raw.split(delimiter)
    csv.field_size_limit(_LONGEST_CELL)
    escape = entry.get("escape")
    reader = csv.reader(
        io.StringIO(raw, newline=""),
        delimiter=delimiter,
        quotechar=quote or None,
        quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        escapechar=escape if escape and escape != quote else None,
    )
    try:
        rows = list(reader)
    except csv.Error:
        return raw.split(delimiter)
    return [cell for row in rows for cell in row]
