"""The fast road: blocks whose structure is proven plain are cut into columns by pyarrow, all others by the tolerant reader.

The proof: no NUL, no U+FFFD, every CR before an LF, every quote opens or closes a cell or is doubled, no line inside a
quoted cell looks like a record of its own; and pyarrow finds as many records of the right width as there are record ends.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from leadtool.chunks import TEXT
from leadtool.read.decode import block_of_lines, skip_mark, split_lines
from leadtool.read.dialect import Dialect
from leadtool.read.encoding import Encoding, byte_blocks
from leadtool.read.records import HUGE, LIMIT, Batch, Block, RecordReader

_LF, _CR = 10, 13
_FIRST_STRETCH, _SHORTEST_STRETCH = 512, 64  # lines
_SLOWLY, _MOST_SLOWLY = 32, 16_384  # lines; more than those into which line feeds part a record
_LEAST: Final = 16_384  # bytes; below this size the proof costs more than it saves


@dataclass(frozen=True)
class Columns:
    """Records of a proven block: `table` has `first_line`, `last_line`, `c:0` …; `raw` gives the text of one of them."""

    table: pa.Table
    raw: Callable[[int], str]


def read_parts(path: Path, encoding: Encoding, reader: RecordReader) -> Iterator[Batch | Columns]:
    """All records of a file that is decoded block by block, fast where the block is proven."""
    blocks = byte_blocks(path, skip_mark(path, encoding))
    carry = Block([], {})
    base = 1
    current = next(blocks, None)
    while current is not None:
        following = next(blocks, None)
        plain = None if carry.odd else _as_utf8(current, encoding)
        found, data = None, b""
        if plain is not None:
            data = "".join(carry.lines).encode() + plain if carry.lines else plain
            found = _columns(data, base, reader, final=following is None) if len(data) >= _LEAST else None
        if found is not None:
            columns, lines, rest = found
            base += lines
            carry = Block(split_lines(rest.decode()), {})
            yield columns
        else:
            carry = _joined(carry, block_of_lines(current, encoding))
            used = 0
            if plain is not None and len(data) >= _LEAST:
                used = yield from _in_stretches(data, carry, base, reader, final=following is None)
            if not used:
                batch, used = reader.batch(carry, base, final=following is None)
                yield batch
            base += used
            carry = Block(carry.lines[used:], {at - used: codes for at, codes in carry.odd.items() if at >= used})
        current = following
    if carry.lines:
        yield reader.batch(carry, base, final=True)[0]


def _in_stretches(
    data: bytes, block: Block, base: int, reader: RecordReader, *, final: bool
) -> Generator[Batch | Columns, None, int]:
    """A block that is not proven as a whole: proven stretches fast, a few lines by the tolerant reader, and so on.

    Between records the tolerant reader remembers nothing, so that it may begin at any of them. Gives back the lines used.
    """
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == _LF) + 1
    lines = block.lines
    starts = [0, *ends.tolist()] if len(ends) == len(lines) else [0, *ends.tolist(), len(data)]
    lone = data.count(b"\r") != data.count(b"\r\n")
    if lone or len(starts) != len(lines) + 1 or not _may_be_plain(reader.dialect, reader.width):
        return 0
    at, size, slowly = 0, _FIRST_STRETCH, _SLOWLY
    while at < len(lines):
        stop = min(at + size, len(lines))
        piece = data[starts[at] : starts[stop]]
        found = _columns(piece, base + at, reader, final=final and stop == len(lines))
        if found is not None:
            yield found[0]
            slowly = _SLOWLY if found[1] >= _FIRST_STRETCH else slowly
            at, size = at + found[1], 2 * size
        elif size > _SHORTEST_STRETCH:
            size = max(size // 8, _SHORTEST_STRETCH)
        else:
            end = min(at + slowly + 4 * LIMIT, len(lines))
            odd = {k: block.odd[at + k] for k in range(end - at) if at + k in block.odd} if block.odd else {}
            batch, used = reader.batch(Block(lines[at:end], odd), base + at, final=final and end == len(lines), most=slowly)
            if not used:
                break
            yield batch
            at, size, slowly = at + used, _FIRST_STRETCH, min(8 * slowly, _MOST_SLOWLY)  # much damage: fewer attempts
    return at


def _joined(one: Block, other: Block) -> Block:
    shift = len(one.lines)
    return Block(one.lines + other.lines, {**one.odd, **{at + shift: codes for at, codes in other.odd.items()}})


def _as_utf8(block: bytes, encoding: Encoding) -> bytes | None:
    """The block in UTF-8, or None where single lines have to be looked at."""
    if block.isascii() and not encoding.wide:
        return block
    if encoding.codec.startswith("utf-8"):
        return block
    if encoding.other is not None:
        return None
    try:
        return block.decode(encoding.codec).encode()
    except UnicodeError:
        return None


def _columns(data: bytes, base: int, reader: RecordReader, *, final: bool) -> tuple[Columns, int, bytes] | None:
    """The records of a block by columns, how many lines they took, and the bytes left over; None where a proof fails."""
    dialect = reader.dialect
    if reader.literal is not None and base <= reader.literal:
        return None
    if not _may_be_plain(dialect, reader.width) or b"\0" in data or b"\xef\xbf\xbd" in data:
        return None
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return None
    buffer = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(buffer == _LF)
    lines = ends
    if dialect.quote.encode() in data:
        quotes = np.flatnonzero(buffer == ord(dialect.quote))
        open_end = len(quotes) % 2 == 1
        if open_end:
            if final:
                return None
            quotes = quotes[:-1]
        opening, closing = quotes[0::2], quotes[1::2]
        inner = np.searchsorted(opening, ends) - np.searchsorted(closing, ends) == 1
        ends = ends[~inner]
        if open_end:
            last = np.flatnonzero(buffer == ord(dialect.quote))[-1]
            ends = ends[ends < last]
        if not _well_quoted(buffer, opening, closing, ord(dialect.delimiter)):
            return None
    if len(ends) == 0:
        return None
    stop = int(ends[-1]) + 1
    if final and stop < len(data):
        stop = len(data)
        ends = np.append(ends, len(data))
    lengths = np.diff(ends, prepend=-1)
    if lengths.max() > HUGE:
        return None
    numbers = np.searchsorted(lines, ends) + base
    first = np.concatenate(([base], numbers[:-1] + 1))
    if not _inner_lines_are_no_records(data, lines, first - base, numbers - base, reader):
        return None
    width = reader.width + reader.trailing
    table = _parsed(data[:stop] if stop < len(data) else data, dialect, width, inner=len(ends) < len(lines))
    if table is None or table.num_rows != len(ends):
        return None
    if reader.trailing:
        if (pc.max(pc.binary_length(table.column(width - 1))).as_py() or 0) > 0:
            return None
        table = table.drop_columns([f"c:{width - 1}"])
    table = pa.table([pa.array(first), pa.array(numbers), *table.columns], names=["first_line", "last_line", *table.column_names])
    starts = np.concatenate(([0], ends[:-1] + 1))

    def raw(at: int) -> str:
        return data[int(starts[at]) : int(ends[at])].decode().rstrip("\r\n")

    return Columns(table, raw), int(numbers[-1]) - base + 1, data[stop:]


def _may_be_plain(dialect: Dialect, width: int) -> bool:
    one_byte = len(dialect.delimiter) == 1 and dialect.delimiter.isascii() and len(dialect.quote) == 1 and dialect.quote.isascii()
    return one_byte and width >= 2 and dialect.escape is None and not dialect.skip_space and not dialect.wrapped


def _well_quoted(buffer: Any, opening: Any, closing: Any, delimiter: int) -> bool:
    """Whether each quote opens a cell behind a delimiter or line end, closes one before them, or is one of two."""
    if len(opening) == 0:
        return True
    before = buffer[np.maximum(opening - 1, 0)]
    doubled = np.concatenate(([False], closing[:-1] + 1 == opening[1:]))
    fine = doubled | (opening == 0) | (before == delimiter) | (before == _LF)
    if not fine.all():
        return False
    after = buffer[np.minimum(closing + 1, len(buffer) - 1)]
    doubled = np.concatenate((closing[:-1] + 1 == opening[1:], [False]))
    fine = doubled | (closing == len(buffer) - 1) | (after == delimiter) | (after == _LF) | (after == _CR)
    return bool(fine.all())


def _inner_lines_are_no_records(data: bytes, lines: Any, first: Any, last: Any, reader: RecordReader) -> bool:
    """What the tolerant reader asks of records over several lines."""
    over = np.flatnonzero(last - first >= 1)
    if len(over):
        begins = np.concatenate(([0], lines + 1))
        signs = np.flatnonzero(np.frombuffer(data, np.uint8) == ord(reader.dialect.delimiter))
        stops = np.append(lines + 1, len(data))

        def enough(line: Any) -> Any:
            return np.searchsorted(signs, stops[line]) - np.searchsorted(signs, begins[line]) >= reader.width - 1

        for at in over[enough(first[over]) & enough(last[over])]:
            one, other = (data[int(begins[line]) : int(stops[line])].decode("utf-8", "replace") for line in (first[at], last[at]))
            if reader.alone(one) and reader.alone(other):
                return False
    for at in over[last[over] - first[over] >= 2]:
        begin, end = int(first[at]), int(last[at])
        if end - begin >= LIMIT:
            return False
        for line in range(begin + 1, end):
            text = data[int(lines[line - 1]) + 1 : int(lines[line]) + 1].decode("utf-8", "replace")
            if reader.plausible(text):
                return False
    return True


def _parsed(data: bytes, dialect: Dialect, width: int, *, inner: bool) -> pa.Table | None:
    names = [f"c:{at}" for at in range(width)]
    try:
        table = pacsv.read_csv(
            pa.py_buffer(data),
            read_options=pacsv.ReadOptions(
                column_names=names, block_size=max(1 << 20, len(data) // 2 if not inner else len(data) + 1)
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote,
                double_quote=True,
                escape_char=False,
                newlines_in_values=inner,
                ignore_empty_lines=False,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, TEXT), strings_can_be_null=False, quoted_strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    return table.combine_chunks()
