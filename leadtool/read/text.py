"""Text files as tables: encoding, dialect and page found from the head, records streamed from the whole."""

from collections.abc import Iterator
from dataclasses import replace

from leadtool.errors import UnreadableInput
from leadtool.model import TableInfo
from leadtool.read.consistency import find_dialect
from leadtool.read.decode import read_lines
from leadtool.read.encoding import find_encoding
from leadtool.read.inputs import Source
from leadtool.read.options import ReadOptions
from leadtool.read.page import column_names, find_table
from leadtool.read.records import Batch, Block, read_records
from leadtool.read.table import OpenTable
from leadtool.rules.reading import SEPARATOR_LINE

HEAD_LINES = 2_000


def open_text(source: Source, options: ReadOptions) -> OpenTable:
    """A delimited text file as a table.

    Raises:
        UnreadableInput: if it holds nothing, or no text.
    """
    encoding = find_encoding(source.local, source.name, options.encoding)
    head = next(read_lines(source.local, encoding), Block([], {}))
    lines = head.lines[:HEAD_LINES]
    if not any(line.strip() for line in lines):
        raise UnreadableInput(f"{source.name} holds nothing but blanks.", hint="Did the export finish?", kind="empty")
    dialect = find_dialect(lines, delimiter=options.delimiter)
    rough = next(read_records(iter([Block(lines, {})]), dialect, width=dialect.width))
    page = find_table(rough.rows, no_header=options.no_header, grid=False)
    header_line = None if page.header_at is None else rough.first[page.header_at]
    warnings = [*source.notes, *encoding.warnings, *page.warnings]
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

    def rows() -> Iterator[Batch]:
        return read_records(read_lines(source.local, encoding), dialect, width=page.width, profile=page.profile)

    return OpenTable(info, page, rows)
