"""Rows → records: each row of a table is padded, joined or set aside under a rule, and none gets lost."""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import pyarrow as pa

from leadtool.chunks import TEXT
from leadtool.read.page import Page, filled, trimmed, words
from leadtool.read.records import Batch
from leadtool.read.shapes import shape
from leadtool.rules.reading import (
    BLANK,
    FOOTER,
    LONG_ROW,
    REPEATED_HEADER,
    SECOND_HEADER,
    SEPARATOR_LINE,
    SHORT_ROW,
    TITLE,
    UNITS,
)
from leadtool.vocab import fold

_NOT_A_RECORD: Final = {rule.code for rule in (BLANK, TITLE, REPEATED_HEADER, FOOTER, UNITS, SECOND_HEADER, SEPARATOR_LINE)}
_TAIL: Final = 40  # rows at the end among which a footer may stand


class Sorted(NamedTuple):
    """Records as columns (`first_line`, `last_line`, `c:0` …), findings (row, rule, before, after) and what was set aside."""

    table: pa.Table
    notes: list[tuple[int, str, str, str]]
    aside: list[tuple[int, int, str, str, str]]


class _Row(NamedTuple):
    cells: list[str]
    first: int
    last: int
    raw: str
    notes: list[str]


def sort_rows(batches: Iterator[Batch], page: Page, names: Sequence[str]) -> Iterator[Sorted]:
    """The rows of a table sorted into records and what is set aside; every row once."""
    sorter = _Sorter(page, len(names))
    for batch in batches:
        yield sorter.sort(batch)
    yield sorter.finish()


class _Sorter:
    def __init__(self, page: Page, width: int) -> None:
        self.page = page
        self.width = width
        self.header = list(page.header)
        self.unnamed = next((at for at in range(len(page.header), 0, -1) if page.header[at - 1].strip()), 0) or width
        self.seen = 0  # rows so far, counted as the page counts them
        self.tail: deque[_Row] = deque()
        self.out: list[_Row] = []
        self.aside: list[tuple[int, int, str, str, str]] = []

    def set_aside(self, row: _Row, rule: str) -> None:
        self.aside.append((row.first, row.last, "not_a_record" if rule in _NOT_A_RECORD else "unreadable", rule, row.raw))

    def sort(self, batch: Batch) -> Sorted:
        """The rows of one batch, less the last few, which wait for the end of the file."""
        for piece in batch.broken:
            self.aside.append((piece.first, piece.last, "unreadable", piece.rule, piece.raw))
        for at, cells in enumerate(batch.rows):
            place, self.seen = self.seen, self.seen + 1
            if place == self.page.header_at:
                continue
            rule = self.page.rules.get(place)
            row = _Row(cells, batch.first[at], batch.last[at], "", batch.notes.get(at, []))
            if (
                (rule is None and not any(cells))
                or (len(cells) < 2 and not "".join(cells).strip())
                or (not filled(cells[:1] or [""]) and not filled(cells))
            ):
                rule = BLANK.code
            if rule is None and cells == self.header:
                rule = REPEATED_HEADER.code
            if rule is None and len(cells) != self.width:
                rule, row = self._ragged(row)
            if rule is not None:
                self.set_aside(row._replace(raw=batch.raw(at)), rule)
                continue
            self.tail.append(row._replace(raw=batch.raw(at)) if len(batch.rows) - at <= 2 * _TAIL else row)
            if len(self.tail) > _TAIL:
                self.out.append(self.tail.popleft())
        return self._flush()

    def finish(self) -> Sorted:
        """The last rows, less those of a footer."""
        for row in self.tail:
            if self._footer(row):
                self.set_aside(row, FOOTER.code)
            else:
                self.out.append(row)
        self.tail.clear()
        return self._flush()

    def _ragged(self, row: _Row) -> tuple[str | None, _Row]:
        cells = row.cells
        if len(cells) > self.width:
            if trimmed(cells) > self.width:
                return LONG_ROW.code, row
            return None, row._replace(cells=cells[: self.width])
        notes = row.notes if len(cells) >= self.unnamed else [*row.notes, SHORT_ROW.code]
        return None, row._replace(cells=cells + [""] * (self.width - len(cells)), notes=notes)

    def _footer(self, row: _Row) -> bool:
        texts = [cell.strip() for cell in row.cells if cell.strip()]
        if len(texts) > max(2, self.width // 3) or self.width < 2:
            return False
        if any(shape(cell) in ("email", "phone") for cell in texts):
            return False
        first = fold(texts[0].split(":")[0][:60]) if texts else ""
        start = " ".join(first.split()[:2])
        return (
            first in words("footer") or start in words("footer") or (start.split(" ")[0] in words("footer") and len(texts) == 1)
        )

    def _flush(self) -> Sorted:
        rows, self.out = self.out, []
        aside, self.aside = self.aside, []
        columns: list[Any] = list(zip(*[row.cells for row in rows], strict=True)) if rows else [()] * self.width
        table = pa.table(
            {
                "first_line": pa.array([row.first for row in rows], pa.int64()),
                "last_line": pa.array([row.last for row in rows], pa.int64()),
                **{f"c:{at}": pa.array(list(column), TEXT) for at, column in enumerate(columns)},
            }
        )
        notes = [(at, rule, "", "") for at, row in enumerate(rows) for rule in dict.fromkeys(row.notes)]
        return Sorted(table, notes, aside)
