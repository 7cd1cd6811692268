"""Rows of a worksheet as SpreadsheetML, made column by column: text stays text, whatever it looks like."""

import re
from collections.abc import Collection
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT

MAX_CELL: Final = 32_767
"""The most UTF-16 units that Excel takes in one cell."""
CUT_MARK: Final = " … [cut here, whole in the CSV table]"

_NUMBER: Final = r"\A-?[0-9]{1,15}(?:\.[0-9]{1,6})?\z"
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SPECIAL = np.zeros(256, dtype=np.uint8)  # 1: markup, 2: a character that XML cannot hold
_SPECIAL[[*b"&<>\r"]] = 1
_SPECIAL[[*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xEF]] = 2


def column_letters(at: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701), column_letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def rows_xml(chunk: pa.Table, first_row: int, numbers: Collection[str], number_style: int) -> tuple[bytes, int]:
    """The `<row>` elements of a chunk, beginning at sheet row `first_row` (from 1), and how many cells had to be cut.

    Columns named in `numbers` become numbers where they are plain ones; everything else is an inline string, and an empty
    cell is no cell. XML-illegal characters are written as `_x0007_`, the way spreadsheets do.
    """
    n = chunk.num_rows
    row = pc.cast(pa.array(np.arange(first_row, first_row + n, dtype=np.int64)), TEXT)
    parts: list[pa.Array | pa.Scalar] = [pa.scalar('<row r="', TEXT), row, pa.scalar('">', TEXT)]
    cut = 0
    for at, name in enumerate(chunk.column_names):
        column = chunk.column(name)
        cells = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
        filled = pc.not_equal(cells, "")
        some = pc.sum(filled).as_py()
        if not some:
            continue
        letters = column_letters(at)
        made, shortened = _text_cells(cells, letters, row)
        cut += shortened
        if name in numbers:
            plain = pc.match_substring_regex(cells, _NUMBER)
            head = pa.scalar(f'<c r="{letters}', TEXT)
            style = pa.scalar(f'" s="{number_style}"><v>', TEXT)
            made = pc.if_else(plain, _join(head, row, style, cells, pa.scalar("</v></c>", TEXT)), made)
        parts.append(made if some == n else pc.if_else(filled, made, pa.scalar("", TEXT)))
    parts.append(pa.scalar("</row>", TEXT))
    return _bytes(_join(*parts)), cut


def _text_cells(cells: pa.Array, letters: str, row: pa.Array) -> tuple[pa.Array, int]:
    safe, cut = escaped(cells)
    head = pa.scalar(f'<c r="{letters}', TEXT)
    return _join(
        head, row, pa.scalar('" t="inlineStr"><is><t xml:space="preserve">', TEXT), safe, pa.scalar("</t></is></c>", TEXT)
    ), cut


def escaped(cells: pa.Array) -> tuple[pa.Array, int]:
    """Text as it may stand inside an XML element of a worksheet, and how many cells were too long and cut."""
    cut = 0
    longest = pc.max(pc.binary_length(cells)).as_py() or 0
    if longest > MAX_CELL:
        cells, cut = _shortened(cells)
    kinds = int(np.bitwise_or.reduce(_SPECIAL[np.frombuffer(_bytes(cells), dtype=np.uint8)], initial=0))
    odd = pc.any(pc.match_substring(cells, "_x")).as_py()
    if kinds & 2 or odd:
        cells = pa.array([_legal(cell) for cell in cells.to_pylist()], TEXT)
    if kinds & 1:
        for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
            cells = pc.replace_substring(cells, sign, entity)
    return cells, cut


def _legal(cell: str) -> str:
    text = _ESCAPE_LIKE.sub("_x005F_", cell)
    text = _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _shortened(cells: pa.Array) -> tuple[pa.Array, int]:
    cut = 0
    kept = []
    for cell in cells.to_pylist():
        units = cell.encode("utf-16-le")
        if len(units) > 2 * MAX_CELL:
            room = 2 * (MAX_CELL - len(CUT_MARK))
            cell = units[:room].decode("utf-16-le", errors="ignore") + CUT_MARK
            cut += 1
        kept.append(cell)
    return pa.array(kept, TEXT), cut


def _join(*parts: pa.Array | pa.Scalar) -> pa.Array:
    return pc.binary_join_element_wise(*parts, pa.scalar("", TEXT))


def _bytes(column: pa.Array) -> bytes:
    """All cells of a text column, one after the other."""
    _, offsets_buffer, data = column.buffers()
    if data is None or not len(column):
        return b""
    offsets = np.frombuffer(offsets_buffer, dtype=np.int64)
    start, end = int(offsets[column.offset]), int(offsets[column.offset + len(column)])
    return memoryview(data)[start:end].tobytes()
