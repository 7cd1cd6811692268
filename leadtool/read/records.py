"""Lines → records: a tolerant CSV reader that numbers physical lines, keeps stray quotes and survives unclosed ones."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

from leadtool.read.dialect import Dialect, split_literally, split_record, unwrapped
from leadtool.read.shapes import Profile
from leadtool.rules.reading import CUT_OFF, HUGE_CELL, SPLIT_ROW_JOINED, STRAY_QUOTE, UNCLOSED_QUOTE

LIMIT: Final = 200  # lines that one record may span; longer "records" are an unclosed quote
HUGE: Final = 1_000_000
_AT_ONCE: Final = 32  # lines that the csv module takes at once, where each is a record
_PARTS: Final = 20  # lines that LFs may part one record into
csv.field_size_limit(1 << 30)  # the module's own limit would stop the reader; cells are capped here instead


class Broken(NamedTuple):
    """Lines that are no readable record: a row of rejected.csv in the making."""

    first: int
    last: int
    rule: str
    raw: str


@dataclass
class Batch:
    """Some records in order of lines. `notes` holds the rules that fired on a row, by its place in `rows`."""

    rows: list[list[str]] = field(default_factory=list)
    first: Sequence[int] = ()
    last: Sequence[int] = ()
    broken: list[Broken] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=dict)
    raw: Callable[[int], str] = lambda at: ""  # noqa: ARG005


class Block(NamedTuple):
    """Some physical lines with their ends, and the rules that fired on single lines while decoding, by place."""

    lines: list[str]
    odd: dict[int, list[str]]


def read_records(blocks: Iterable[Block], reader: "RecordReader") -> Iterator[Batch]:
    """All records of the blocks, each physical line in exactly one record or broken piece; lines count from 1."""
    waiting: Block | None = None
    base = 1
    for block in blocks:
        if waiting is not None:
            batch, used = reader.batch(waiting, base, final=False)
            yield batch
            rest = len(waiting.lines) - used
            lines = waiting.lines[used:] + block.lines
            odd = {at - used: codes for at, codes in waiting.odd.items() if at >= used}
            odd.update({at + rest: codes for at, codes in block.odd.items()})
            base += used
            waiting = Block(lines, odd)
        else:
            waiting = block
    if waiting is not None and waiting.lines:
        yield reader.batch(waiting, base, final=True)[0]


class RecordReader:
    """Cuts lines into records in one dialect.

    `width` and `profile`, where known, tell a record from the rest of a cell after an unclosed quote; `literal` is a line
    (the header) whose quotes are characters, because one of them never closes. `crlf` says that records end with CRLF, so
    that an LF alone may stand within a cell; `trailing` that a delimiter stands behind every record.
    """

    def __init__(
        self,
        dialect: Dialect,
        width: int = 0,
        profile: Profile | None = None,
        literal: int | None = None,
        *,
        crlf: bool = False,
        trailing: bool = False,
    ) -> None:
        self.dialect = dialect
        self.crlf = crlf
        self.trailing = trailing
        self.literal = literal
        self.width = width
        self.profile = profile
        self.plain = len(dialect.delimiter) == 1 and dialect.escape is None and not dialect.skip_space

    def batch(self, block: Block, base: int, *, final: bool, most: int = 1 << 62) -> tuple[Batch, int]:
        """The records of a block, and how many of its lines they took; a record may wait for the next block.

        `most` ends the batch behind the first record that reaches so many lines, whatever the block still holds.
        """
        lines = [unwrapped(line, self.dialect) for line in block.lines] if self.dialect.wrapped else block.lines
        out = Batch()
        quote = self.dialect.quote
        first: list[int] = []
        last: list[int] = []
        if self.plain and not any(quote in line for line in lines):
            used = min(most, len(lines))
            out.rows = list(csv.reader(lines[:used], delimiter=self.dialect.delimiter, quoting=csv.QUOTE_NONE))
            out.first = out.last = range(base, base + used)
        else:
            used = self._quoted_lines(lines, base, out, first, last, final, most)
            out.first, out.last = first, last
        if self.crlf and self.width > 1 and not self.dialect.wrapped:
            used = self._join_at_line_feeds(lines, base, used, out, final and used == len(lines))
        self._odd_lines(block.odd, base, used, out)
        self._huge(lines[:used] if used < len(lines) else lines, base, out)
        out.raw = lambda at: "".join(lines[out.first[at] - base : out.last[at] - base + 1]).rstrip("\r\n")
        return out, used

    def _quoted_lines(
        self, lines: list[str], base: int, out: Batch, first: list[int], last: list[int], final: bool, most: int
    ) -> int:
        at = 0
        literal = -1 if self.literal is None else self.literal - base
        while at < len(lines) and at < most:
            if at == literal:
                out.rows.append(lines[at].rstrip("\r\n").split(self.dialect.delimiter))
                first.append(base + at)
                last.append(base + at)
                at += 1
                continue
            if self.plain:
                stop = literal if literal > at else len(lines)
                at = self._strictly(lines, at, stop, base, out, first, last, most)
                if at >= min(most, len(lines)) or at == literal:
                    continue
            if not final and len(lines) - at < 2 * LIMIT:
                return at
            at = self._slowly(lines, at, base, out, first, last, final)
        return at

    def _strictly(
        self, lines: list[str], start: int, stop: int, base: int, out: Batch, first: list[int], last: list[int], most: int
    ) -> int:
        """Records by the csv module for as long as it has nothing to object; gives back the line of the first doubt."""
        at = start
        while at < stop and at < most:
            if at + _AT_ONCE <= stop and self._line_by_line(lines, at, at + _AT_ONCE, base, out, first, last):
                at += _AT_ONCE
                continue
            before, at = at, self._one_by_one(lines, at, stop, base, out, first, last)
            if at < min(before + _AT_ONCE, stop):
                return at
        return at

    def _one_by_one(
        self, lines: list[str], start: int, stop: int, base: int, out: Batch, first: list[int], last: list[int]
    ) -> int:
        """Some records, over one or several lines; gives back the line behind them, which is less far where there is a doubt."""
        reader = csv.reader(
            islice(lines, start, stop), delimiter=self.dialect.delimiter, quotechar=self.dialect.quote, strict=True
        )
        before = 0
        quote = self.dialect.quote
        try:
            for row in reader:
                now = reader.line_num
                if now - before > 1 and not self._whole(lines, start + before, start + now):
                    return start + before
                line = lines[start + before]
                if quote in line:
                    text = line if now - before == 1 else "".join(lines[start + before : start + now])
                    if self._may_be_stray(text) and split_record(text, self.dialect)[2]:
                        out.notes.setdefault(len(out.rows), []).append(STRAY_QUOTE.code)
                out.rows.append(row)
                first.append(base + start + before)
                last.append(base + start + now - 1)
                before = now
                if before >= _AT_ONCE:
                    return start + before
        except csv.Error:
            return start + before
        return start + before

    def _line_by_line(
        self, lines: list[str], start: int, stop: int, base: int, out: Batch, first: list[int], last: list[int]
    ) -> bool:
        """Take some lines at once if each of them is a record to which the csv module has nothing to object."""
        some = lines[start:stop]
        try:
            rows = list(csv.reader(some, delimiter=self.dialect.delimiter, quotechar=self.dialect.quote, strict=True))
        except csv.Error:
            return False
        if len(rows) != len(some):
            return False
        quote, at = self.dialect.quote, len(out.rows)
        for place, line in enumerate(some):
            if quote in line and self._may_be_stray(line) and split_record(line, self.dialect)[2]:
                out.notes.setdefault(at + place, []).append(STRAY_QUOTE.code)
        out.rows += rows
        first.extend(range(base + start, base + stop))
        last.extend(range(base + start, base + stop))
        return True

    def _may_be_stray(self, text: str) -> bool:
        """Whether a record has other quotes than doubled ones and pairs of which the first opens a cell."""
        quote, delimiter = self.dialect.quote, self.dialect.delimiter
        single = text.replace(quote * 2, "")
        return single.count(quote) != 2 * (delimiter + single).count(delimiter + quote)

    def _whole(self, lines: list[str], begin: int, stop: int) -> bool:
        """Whether lines that quotes hold together are one record: neither an inner one nor both outer ones are records."""
        if stop - begin > LIMIT or any(self.plausible(line) for line in lines[begin + 1 : stop - 1]):
            return False
        return not (self.alone(lines[stop - 1]) and self.alone(lines[begin]))

    def alone(self, line: str) -> bool:
        """Whether a line is a whole record if a quote that it leaves open is a character."""
        if self.width < 2 or line.count(self.dialect.delimiter) < self.width - 1:
            return False
        cells = split_literally(line, self.dialect)
        if len(cells) != self.width:
            return False
        if self.profile is None or not self.profile.strong:
            return self.width >= 3
        good, bad = self.profile.fits([cell.strip(self.dialect.quote) for cell in cells])
        return good > 0 and bad == 0

    def plausible(self, line: str) -> bool:
        """Whether a line alone looks like a record of this table."""
        if not self.width:
            return False
        cells, closed, _ = split_record(line, self.dialect)
        if not closed or len(cells) != self.width or self.width < 2:
            return False
        if self.profile is None or not self.profile.strong:
            return self.width >= 3 or self.profile is None
        good, bad = self.profile.fits(cells)
        return good > 0 and bad == 0

    def _slowly(self, lines: list[str], at: int, base: int, out: Batch, first: list[int], last: list[int], final: bool) -> int:
        """One record that the csv module objects to, or the damage of an unclosed quote."""
        stop = min(len(lines), at + LIMIT)
        if self._only_stray(lines[at]):
            out.notes.setdefault(len(out.rows), []).append(STRAY_QUOTE.code)
            out.rows.append(split_literally(lines[at], self.dialect))
            first.append(base + at)
            last.append(base + at)
            return at + 1
        for end in range(at + 1, stop + 1):
            if end > at + 1 and self.dialect.quote not in lines[end - 1]:
                continue
            cells, closed, stray = split_record("".join(lines[at:end]), self.dialect)
            if not closed:
                continue
            if end - at > 1 and (not self._whole(lines, at, end) or (self.width and len(cells) != self.width)):
                break
            if stray:
                out.notes.setdefault(len(out.rows), []).append(STRAY_QUOTE.code)
            out.rows.append(cells if lines[at].strip("\r\n") or end - at > 1 else [])
            first.append(base + at)
            last.append(base + end - 1)
            return end
        if final and at + 1 == len(lines) and self._cut(lines[at]):
            out.notes.setdefault(len(out.rows), []).append(CUT_OFF.code)
            out.rows.append(split_record(lines[at], self.dialect)[0])
            first.append(base + at)
            last.append(base + at)
            return at + 1
        end = next((k for k in range(at + 1, stop) if self.plausible(lines[k])), min(at + 1, len(lines)))
        raw = "".join(lines[at:end]).rstrip("\r\n")
        out.broken.append(Broken(base + at, base + end - 1, UNCLOSED_QUOTE.code, raw))
        return end

    def _join_at_line_feeds(self, lines: list[str], base: int, used: int, out: Batch, final: bool) -> int:
        """Join rows that an LF parts where all records end with CRLF, if a whole record comes of it; the lines used."""
        alone = [k for k in range(used) if not lines[k].endswith("\r\n")]
        ends = set(alone)
        if ends.isdisjoint(number - base for number in out.last):
            return used
        rows: list[list[str]] = []
        first: list[int] = []
        last: list[int] = []
        notes: dict[int, list[str]] = {}
        at = 0
        while at < len(out.rows):
            stop, cells = at, out.rows[at] or [""]
            while (
                out.last[stop] - base in ends
                and stop + 1 < len(out.rows)
                and stop - at < _PARTS
                and out.first[stop + 1] == out.last[stop] + 1
            ):
                stop += 1
                more = out.rows[stop] or [""]
                cells = [*cells[:-1], f"{cells[-1]}\n{more[0]}", *more[1:]]
            waits = not final and stop + 1 == len(out.rows) and out.last[stop] - base in ends
            if waits and len(cells) <= self.width and at:
                used = out.first[at] - base
                out.broken = [piece for piece in out.broken if piece.first < base + used]
                break
            joined = stop > at and len(cells) == self.width and out.last[stop] - base not in ends
            stop, cells = (stop, cells) if joined else (at, out.rows[at])
            codes = [code for k in range(at, stop + 1) for code in out.notes.get(k, [])] + [SPLIT_ROW_JOINED.code] * joined
            if codes:
                notes[len(rows)] = codes
            rows.append(cells)
            first.append(out.first[at])
            last.append(out.last[stop])
            at = stop + 1
        out.rows, out.first, out.last, out.notes = rows, first, last, notes
        return used

    def _only_stray(self, line: str) -> bool:
        """Whether a line whose quotes come in pairs is a whole record with quotes that are characters."""
        quote = self.dialect.quote
        if not self.width or line.count(quote) % 2 or split_record(line, self.dialect)[1]:
            return False
        return self.alone(line)

    def _cut(self, line: str) -> bool:
        """Whether the last line of a file ends within a quoted cell, and no further right than the table reaches."""
        return not line.endswith(("\n", "\r")) and 1 < len(split_record(line, self.dialect)[0]) <= self.width

    def _odd_lines(self, odd: dict[int, list[str]], base: int, used: int, out: Batch) -> None:
        """Carry the findings on lines over to the records these lines belong to."""
        if not odd:
            return
        by_line = {line: at for at in range(len(out.rows)) for line in range(out.first[at], out.last[at] + 1)}
        for line, codes in odd.items():
            at = by_line.get(base + line)
            if line < used and at is not None:
                out.notes.setdefault(at, []).extend(codes)

    def _huge(self, lines: list[str], base: int, out: Batch) -> None:
        if max(map(len, lines), default=0) <= HUGE and sum(map(len, lines)) <= 64 * HUGE:
            return
        drop = [at for at, row in enumerate(out.rows) if any(len(cell) > HUGE for cell in row)]
        first, last = list(out.first), list(out.last)
        for at in reversed(drop):
            raw = "".join(lines[first[at] - base : last[at] - base + 1]).rstrip("\r\n")
            out.broken.append(Broken(first[at], last[at], HUGE_CELL.code, raw))
            del out.rows[at], first[at], last[at]
            out.notes = {(k if k < at else k - 1): v for k, v in out.notes.items() if k != at}
        out.first, out.last = first, last
