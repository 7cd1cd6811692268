"""Text files as tables: encoding, dialect and page found from the head, records streamed from the whole."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from leadtool.errors import UnreadableInput
from leadtool.model import TableInfo
from leadtool.read.consistency import find_dialect
from leadtool.read.decode import by_blocks, read_lines
from leadtool.read.dialect import Dialect
from leadtool.read.encoding import find_encoding, still_in
from leadtool.read.fast import Columns, read_parts
from leadtool.read.fixed import column_starts, open_fixed
from leadtool.read.footer import is_footer
from leadtool.read.header_words import surely_names_columns
from leadtool.read.inputs import Source
from leadtool.read.options import ReadOptions
from leadtool.read.page import Page, column_names, filled, find_table, is_drawn
from leadtool.read.records import HUGE, Batch, Block, RecordReader, read_records
from leadtool.read.shapes import shape
from leadtool.read.table import OpenTable
from leadtool.rules.reading import SEPARATOR_LINE

HEAD_LINES = 500
_MANY = 5_000  # columns; a worksheet ends at 16,384


def open_text(source: Source, options: ReadOptions) -> OpenTable:
    """A delimited text file as a table.

    Raises:
        UnreadableInput: if it holds nothing, or no text.
    """
    forced = options.encoding
    if forced and options.is_habit("encoding") and not still_in(source.local, forced):
        forced = None
    encoding = find_encoding(source.local, source.name, forced)
    lines: list[str] = []
    for block in read_lines(source.local, encoding):
        lines += block.lines
        if len(lines) >= HEAD_LINES:
            break
    lines = lines[: 4 * HEAD_LINES]
    if not any(line.strip() for line in lines):
        raise UnreadableInput(f"{source.name} holds nothing but blanks.", hint="Did the export finish?", kind="empty")
    if len(lines) == 1 and len(lines[0]) > HUGE:
        raise UnreadableInput(f"{source.name} is one endless line.", hint="Export it again, a line per lead.", kind="no-rows")
    dialect = _dialect(lines, options)
    doubtful = dialect.width < 2 or dialect.delimiter == " " or dialect.share < 0.6
    if doubtful and not options.delimiter and len(starts := column_starts(lines)) > 1:
        return open_fixed(source, options, encoding, starts)
    crlf = sum(line.endswith("\r\n") for line in lines) >= 0.5 * len(lines)
    rough = RecordReader(dialect, dialect.width, crlf=crlf).batch(Block(lines, {}), 1, final=True)[0]
    no_header = options.no_header and not (options.is_habit("no_header") and _has_header(rough.rows))
    page = find_table(rough.rows, no_header=no_header, grid=False)
    literal = None if no_header else _open_header(rough, page, dialect.delimiter)
    if literal is not None:
        rough = RecordReader(dialect, dialect.width, literal=literal, crlf=crlf).batch(Block(lines, {}), 1, final=True)[0]
        page = find_table(rough.rows, no_header=False, grid=False)
    header_line = None if page.header_at is None else rough.first[page.header_at]
    warnings = [*source.notes, *encoding.warnings, *page.warnings, *_warnings(rough.rows, page)]
    info = TableInfo(
        path=source.path,
        file=source.name,
        sheet=None,
        encoding=encoding.codec,
        delimiter=dialect.delimiter,
        quote=dialect.quote,
        escape=dialect.escape,
        header_line=header_line,
        header=page.header,
        names=column_names(page.header, page.width),
        sha256=source.sha256,
        bytes=source.bytes,
        evidence=tuple(e for e in (encoding.evidence, dialect.evidence, page.evidence) if e),
        warnings=tuple(warnings),
    )
    if dialect.sep_line:
        page = replace(page, rules={**page.rules, 0: SEPARATOR_LINE.code})

    reader = RecordReader(dialect, page.width, page.profile, literal, crlf=crlf, trailing=page.trailing)

    def rows() -> Iterator[Batch | Columns]:
        if by_blocks(encoding):
            yield from read_parts(source.local, encoding, reader)
        else:
            yield from read_records(read_lines(source.local, encoding), reader)
        source.check_unchanged()

    return OpenTable(info, page, rows, cut=not _ends_with_line(source))


def _dialect(lines: Sequence[str], options: ReadOptions) -> Dialect:
    """The dialect; a delimiter that only a profile names gives way to one that makes a table of this file."""
    dialect = find_dialect(lines, delimiter=options.delimiter)
    if options.delimiter and options.is_habit("delimiter"):
        free = find_dialect(lines)
        if free.width > 1 and (dialect.width < 2 or dialect.share < 0.6 < 0.9 <= free.share):
            return free
    return dialect


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first filled row is a header by its words."""
    first = next((row for row in rows if filled(row)), [])
    return surely_names_columns(first)


def _open_header(rough: Batch, page: Page, delimiter: str) -> int | None:
    """The line of a header in which a quote opens and never closes, None where there is none such."""
    begins = rough.first[0 if page.header_at is None else page.header_at] if rough.rows else 0
    for piece in rough.broken:
        if begins and piece.first > begins:
            break
        cells = [cell.strip(" \"'") for cell in piece.raw.splitlines()[0].split(delimiter)]
        headless = page.header_at is None and len(cells) == page.width and not any(shape(c) not in ("", "text") for c in cells)
        if headless or surely_names_columns(cells):
            return piece.first
    return None


def _ends_with_line(source: Source) -> bool:
    """Whether the last byte (or pair of bytes) of the file is a line end."""
    with source.local.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - 4))
        return stream.read().rstrip(b"\0").endswith((b"\n", b"\r", b"\x1a"))


def _is_aside(row: Sequence[str], width: int) -> bool:
    return is_footer(row, width) or is_drawn(row)


def _warnings(rows: Sequence[Sequence[str]], page: Page) -> list[str]:
    """What a person should know about the shape of the table, from its first rows."""
    body = [row for at, row in enumerate(rows) if at > page.last and filled(row) and not _is_aside(row, page.width)]
    named = len(page.header) - sum(1 for _ in takewhile(lambda cell: not cell.strip(), reversed(page.header)))
    said: list[str] = []
    short = sum(len(row) < (named or page.width) for row in body)
    if short > 0.05 * len(body):
        said.append(f"{short} of the first {len(body)} records are shorter than the header; is the delimiter right?")
    if body and sum(len(row) == page.width + 1 and not row[-1] for row in body) > 0.5 * len(body):
        said.append("every record ends with a delimiter: the empty column behind it is ignored")
    if page.width > _MANY:
        said.append(f"{page.width} columns: more than a list has, and than some programs can show; is the delimiter right?")
    blank = [f"column_{at + 1}" for at, cell in enumerate(page.header) if not cell.strip()]
    if blank:
        said.append(f"columns without a name: {', '.join(blank[:10])}")
    again = [cell for cell, count in Counter(page.header).items() if count > 1 and cell.strip()]
    if again:
        said.append(f"column names that stand several times: {', '.join(cell[:60] for cell in again[:10])}")
    return said
