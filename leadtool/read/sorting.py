"""Rows → records: each row of a table is padded, joined or set aside under a rule, and none gets lost."""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT
from leadtool.read.dialect import Dialect, split_record
from leadtool.read.fast import Columns
from leadtool.read.footer import is_footer
from leadtool.read.page import Page, ends_in_prose, filled, is_drawn, known_words, trimmed, words
from leadtool.read.records import Batch
from leadtool.read.shapes import shape
from leadtool.rules import Effect, rule
from leadtool.rules.reading import (
    BLANK,
    CUT_OFF,
    DRAWN_LINE,
    FOOTER,
    HUGE_CELL,
    LONG_ROW,
    OPEN_LAST,
    OTHER_DELIMITER,
    REPEATED_HEADER,
    SECOND_TABLE,
    SHORT_ROW,
    SPLIT_ROW,
    SPLIT_ROW_JOINED,
    TITLE,
    UNCLOSED_QUOTE,
)
from leadtool.vocab import fold

_UNREADABLE: Final = frozenset(one.code for one in (UNCLOSED_QUOTE, LONG_ROW, SPLIT_ROW, SECOND_TABLE, HUGE_CELL))
_DRAWN: Final = "-=+|_*"  # signs with which a drawn line may begin
_TAIL: Final = 40  # rows at the end among which a footer may stand
_OTHERS: Final = (";", "\t", ",", "|")  # delimiters that another export in the same file may have
_PARTS: Final = 6  # rows that one split record may be in


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
    short: int = 0  # cells that a padded record had in the file


def sort_rows(
    parts: Iterator[Batch | Columns], page: Page, width: int, *, delimiter: str | None = None, cut: bool = False
) -> Iterator[Sorted]:
    """The rows of a table sorted into records and what is set aside; every row once.

    `cut` says that the file ends without a line end: its last record, if short, may have been cut off.
    """
    sorter = _Sorter(page, width, delimiter)
    for part in parts:
        if isinstance(part, Batch):
            yield sorter.sort(part)
        elif sorter.takes(part):
            yield from sorter.pass_on(part)
        else:
            yield sorter.sort(as_batch(part))
    yield sorter.finish(cut=cut)


def as_rows(part: Columns, start: int = 0) -> list[_Row]:
    """The rows of a part one by one."""
    first, last, *columns = [column.to_pylist() for column in part.table.slice(start).columns]
    cells = [list(row) for row in zip(*columns, strict=True)]
    return [_Row(row, first[at], last[at], part.raw(start + at), []) for at, row in enumerate(cells)]


def as_batch(part: Columns) -> Batch:
    """A part as the tolerant reader would have given it."""
    rows = as_rows(part)
    return Batch(
        rows=[row.cells for row in rows], first=[row.first for row in rows], last=[row.last for row in rows], raw=part.raw
    )


def _plain(cells: Sequence[str]) -> list[str]:
    """Header cells as they are compared: no capitals, blanks or byte order marks around them."""
    return [cell.strip().strip('\ufeff"').casefold() for cell in cells]


class _Sorter:
    def __init__(self, page: Page, width: int, delimiter: str | None) -> None:
        self.page = page
        self.delimiter = delimiter
        self.width = width
        self.header = list(page.header)
        self.plain_header = _plain(page.header)
        self.sums = words("footer")
        first = (page.header or ("",))[0].lower()
        marked = {f"\ufeff{first}", f'\ufeff"{first}"'}  # files put one after the other keep their byte order marks
        self.starts = (
            frozenset(cell.lower() for cell in (*page.header, *self.plain_header) if cell)
            | marked
            | {word for word in self.sums if " " not in word}
        )
        self.named = next((at for at in range(len(page.header), 0, -1) if page.header[at - 1].strip()), 0) or width
        self.place = 0  # rows so far, counted as the page counts them
        self.after_blank = False
        self.other_table = False
        self.summed = 0  # the line of the last sum, or note behind a blank line
        self.waiting: list[_Row] = []  # short rows that may be parts of one record
        self.tail: deque[_Row] = deque()
        self.out: list[_Row] = []
        self.aside: list[tuple[int, int, str, str, str]] = []

    def sort(self, batch: Batch) -> Sorted:
        """The rows of one batch, less the last few, which wait for the end of the file."""
        for piece in batch.broken:
            self.aside.append((piece.first, piece.last, "unreadable", piece.rule, piece.raw))
        size = len(batch.rows)
        last = self.page.last
        trailing, wide = self.page.trailing, self.width + 1
        for at, cells in enumerate(batch.rows):
            place, self.place = self.place, self.place + 1
            if trailing and len(cells) == wide and not cells[-1]:
                cells = cells[:-1]
            usual = len(cells) == self.width and not self.waiting and not self.after_blank and not self.other_table
            if usual and cells[0] and cells[0][0] not in _DRAWN and place > last and cells[0].lower() not in self.starts:
                late = size - at <= 2 * _TAIL
                row = _Row(cells, batch.first[at], batch.last[at], batch.raw(at) if late else "", batch.notes.get(at, []))
                self._keep(row)
                continue
            if place != self.page.header_at:
                self._judge(_Row(cells, batch.first[at], batch.last[at], batch.raw(at), batch.notes.get(at, [])), place)
        return self._flush()

    def takes(self, part: Columns) -> bool:
        """Whether all rows of a part are plainly records, so that nothing about them depends on looking at each."""
        if part.table.num_rows <= _TAIL or self.waiting or self.after_blank or self.other_table or self.place <= self.page.last:
            return False
        first = part.table.column("c:0")
        doubtful = pc.or_(pc.equal(first, ""), pc.is_in(pc.utf8_lower(first), value_set=pa.array(sorted(self.starts), TEXT)))
        for sign in _DRAWN:
            doubtful = pc.or_(doubtful, pc.starts_with(first, sign))
        if not pc.any(doubtful).as_py():
            return True
        rows = part.table.drop_columns(["first_line", "last_line"]).filter(doubtful)
        columns = [column.to_pylist() for column in rows.columns]
        return not any(
            not filled(cells)
            or is_drawn(cells)
            or self._repeats_header(cells)
            or self._begins_other_table(cells, False)
            or self._is_sum(cells)
            for cells in zip(*columns, strict=True)
        )

    def pass_on(self, part: Columns) -> Iterator[Sorted]:
        """A part of plain records as it is, but for the last rows, which wait for the end of the file."""
        self.out += self.tail
        self.tail.clear()
        yield self._flush()
        size = part.table.num_rows
        self.place += size
        yield Sorted(part.table.slice(0, size - _TAIL), [], [])
        self.tail.extend(as_rows(part, size - _TAIL))

    def finish(self, *, cut: bool) -> Sorted:
        """The last rows, less those of a footer."""
        self._release()
        if cut and self.tail and SHORT_ROW.code in self.tail[-1].notes:
            self.tail[-1] = self.tail[-1]._replace(notes=[*self.tail[-1].notes, CUT_OFF.code])
        below = self._only_words_below_sum()
        for row in self.tail:
            lone = below and self.width > 2 and filled(row.cells) == 1 and shape(max(row.cells, key=len)) == "text"
            if lone or is_footer(row.cells, self.width):
                below = True
                self._set_aside(row, FOOTER.code)
            else:
                self.out.append(row)
        self.tail.clear()
        return self._flush()

    def _only_words_below_sum(self) -> bool:
        """Whether a sum stands among the last rows, and below it nothing but rows of one cell."""
        below = [row for row in self.tail if row.first > self.summed]
        return 0 < len(below) < len(self.tail) and self.summed > 0 and all(filled(row.cells) < 2 for row in below)

    def _judge(self, row: _Row, place: int) -> None:
        """One row that is not plainly a record."""
        cells = row.cells
        known = self.page.rules.get(place)
        blank = not filled(cells) or cells == ["\x1a"]  # the end-of-file sign of old systems
        again = self._repeats_header(cells)
        drawn = not blank and is_drawn(cells)
        if known is not None or blank or again or drawn:
            self._release()
            self.other_table = self.other_table and not again
            self._set_aside(row, known or (BLANK.code if blank else REPEATED_HEADER.code if again else DRAWN_LINE.code))
            self.after_blank = blank
            return
        after_blank, self.after_blank = self.after_blank, False
        if self.other_table or self._begins_other_table(cells, after_blank):
            self._release()
            self.other_table = True
            self._set_aside(row, SECOND_TABLE.code)
        elif self._is_sum(cells):
            self._release()
            self.summed = row.last
            self._set_aside(row, FOOTER.code)
        elif after_blank and self.width > 2 and len(cells) == 1 and shape(cells[0]) == "text":
            self._release()
            self.summed = row.last
            self._set_aside(row, TITLE.code)
        elif len(cells) > self.width:
            self._release()
            if self.page.open_last and ends_in_prose(cells, self.page):
                whole = [*cells[: self.width - 1], (self.delimiter or ",").join(cells[self.width - 1 :])]
                self._keep(row._replace(cells=whole, notes=[*row.notes, OPEN_LAST.code]))
            elif trimmed(cells) > self.width or self._shifted(cells):
                self._set_aside(row, LONG_ROW.code)
            else:
                self._keep(row._replace(cells=cells[: self.width]))
        elif len(cells) < self.width:
            self._short(row)
        else:
            self._release()
            self._keep(row)

    def _shifted(self, cells: Sequence[str]) -> bool:
        """Whether the cells of a row with empty ones beyond the last column stand under wrong headers."""
        if len(cells) == self.width + 1 and self.page.trailing:
            return False
        mine = [cell for cell in cells[: self.width] if cell.strip()]
        spaced = sum(cell[0] == " " for cell in mine)
        return self.page.profile.fits(cells)[1] > 0 or self.page.profile.strange(cells) > 0 or 0 < spaced < 0.5 * len(mine)

    def _repeats_header(self, cells: Sequence[str]) -> bool:
        """Whether a row is the header again, whatever its capitals."""
        return bool(self.header) and (list(cells) == self.header or _plain(cells) == self.plain_header)

    def _is_sum(self, cells: Sequence[str]) -> bool:
        """Whether a row between the records sums them up: a word such as "Subtotal" and a number, nothing else."""
        texts = [cell.strip() for cell in cells if cell.strip()]
        if len(texts) == 3 and fold(texts[1][:80]) in self.sums:  # "Subtotal", "Count", 3
            del texts[1]
        if len(texts) != 2 or self.width < 4 or fold(texts[0][:80]) not in self.sums:
            return False
        return shape(texts[1]) == "number" and sum(c.isdigit() for c in texts[1]) < 7

    def _begins_other_table(self, cells: Sequence[str], after_blank: bool) -> bool:
        """Whether a row is the header of another table: names of columns, and not ours."""
        texts = [cell for cell in cells if cell.strip()]
        if len(texts) < 2 or len(set(texts)) < len(texts) or any(shape(cell) != "text" for cell in texts):
            return False
        enough = known_words(texts) >= max(2, len(texts) // 2)
        if len(cells) != self.width:
            return enough or (after_blank and known_words(texts) >= 1)
        contrary = sum(at < len(cells) and shape(cells[at]) == "text" for at in self.page.profile.strong)
        return enough and (contrary > 0 or after_blank)

    def _in_other_dialect(self, row: _Row) -> _Row | None:
        """A row that is a record by another delimiter than the file's, in that; None where it is none."""
        for sign in _OTHERS:
            if sign != self.delimiter and row.raw.count(sign) >= self.width - 1:
                cells, closed, _ = split_record(row.raw, Dialect(delimiter=sign))
                good, bad = self.page.profile.fits(cells)
                if closed and len(cells) == self.width and ((good > 0 and bad == 0) or self._repeats_header(cells)):
                    return row._replace(cells=cells, notes=[*row.notes, OTHER_DELIMITER.code])
        return None

    def _short(self, row: _Row) -> None:
        """A row with too few cells: part of a split record, or a record without its last cells."""
        if self.width > 2 and len(row.cells) < self.width and (other := self._in_other_dialect(row)) is not None:
            self._release()
            if self._repeats_header(other.cells):
                self._set_aside(row, REPEATED_HEADER.code)
            else:
                self._keep(other)
            return
        if len(row.cells) >= self.named:
            self._release()
            self._keep(self._padded(row, note=False))
            return
        self.waiting.append(row)
        cells = list(self.waiting[0].cells)
        for part in self.waiting[1:]:
            cells = [*cells[:-1], cells[-1] + "\n" + part.cells[0], *part.cells[1:]]
        if len(self.waiting) > 1 and len(cells) in (self.width, self.named) and self._parts_of_one(cells):
            first, last = self.waiting[0], self.waiting[-1]
            notes = [code for part in self.waiting for code in part.notes]
            raw = "\n".join(part.raw for part in self.waiting)
            self.waiting = []
            self._keep(self._padded(_Row(cells, first.first, last.last, raw, [*notes, SPLIT_ROW_JOINED.code]), note=False))
        elif len(cells) >= self.width or len(self.waiting) >= _PARTS:
            self._release()

    def _parts_of_one(self, cells: Sequence[str]) -> bool:
        """Whether waiting rows fit the columns together, and at least one of the later ones does not by itself."""
        good, bad = self.page.profile.fits([cell.replace("\n", " ") for cell in cells])
        return (
            (bad == 0 or (bad == 1 and good >= 3))  # one cell of another kind, as a British zip code among numbers
            and good > 0
            and any(self.page.profile.fits(part.cells)[1] or self.page.profile.strange(part.cells) for part in self.waiting[1:])
        )

    def _release(self) -> None:
        """Give up waiting: each short row by itself."""
        waiting, self.waiting = self.waiting, []
        for row in waiting:
            good, bad = self.page.profile.fits(row.cells)
            fragment = len(row.cells) == 1 and self.width >= 4 and not good and shape(row.cells[0]) == "text"
            fragment = fragment and not (len(waiting) == 1 and not bad and self._begins_anew(row.cells[0]))
            below = bool(self.tail) and is_footer(self.tail[-1].cells, self.width)
            noted = bool(self.tail) and self.summed > self.tail[-1].last
            if fragment and noted and not is_footer(row.cells, self.width):  # more words below a note or heading
                self._set_aside(row, TITLE.code)
            elif ((fragment and not below) or (bad >= 2 and bad > good)) and not is_footer(row.cells, self.width):
                self._set_aside(row, SPLIT_ROW.code)
            else:
                self._keep(self._padded(row, note=True))

    def _begins_anew(self, cell: str) -> bool:
        """Whether a lone cell can be no rest of the record before: that ends with nothing, or with a value that is whole."""
        before = self.tail[-1].cells[-1].strip() if self.tail else ""
        return (not before or self.width - 1 in self.page.profile.strong) and ":" not in cell and cell[:1] not in "#*-"

    def _padded(self, row: _Row, *, note: bool) -> _Row:
        notes = [*row.notes, SHORT_ROW.code] if note else row.notes
        return row._replace(cells=row.cells + [""] * (self.width - len(row.cells)), notes=notes, short=len(row.cells))

    def _keep(self, row: _Row) -> None:
        self.tail.append(row)
        if len(self.tail) > _TAIL:
            self.out.append(self.tail.popleft())

    def _set_aside(self, row: _Row, code: str) -> None:
        assert rule(code).effect is Effect.SET_ASIDE
        self.aside.append((row.first, row.last, "unreadable" if code in _UNREADABLE else "not_a_record", code, row.raw))

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
        notes = [
            (at, code, str(row.short) if code == SHORT_ROW.code else "", "")
            for at, row in enumerate(rows)
            for code in dict.fromkeys(row.notes)
        ]
        return Sorted(table, notes, aside)
