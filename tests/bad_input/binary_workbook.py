"""A writer of small .xlsb workbooks, which no library at hand writes: parts of records, as [MS-XLSB] describes them."""

import io
import struct
import zipfile
from collections.abc import Sequence

Cell = str | float | bool | None

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELATION = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'


def _relations(*said: tuple[str, str, str]) -> str:
    body = "".join(_RELATION.format(*one) for one in said)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'


def _record(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(body)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return number + size + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _cell(column: int, value: Cell) -> bytes:
    head = struct.pack("<II", column, 0)
    if isinstance(value, bool):
        return _record(4, head + bytes([value]))
    if isinstance(value, str):
        return _record(3, head + b"\x2a") if value == "#N/A" else _record(6, head + _wide(value))
    return _record(5, head + struct.pack("<d", value))


def _sheet(rows: Sequence[Sequence[Cell]], hidden: Sequence[int]) -> bytes:
    width = max(map(len, rows))
    parts = [_record(129), _record(148, struct.pack("<4I", 0, len(rows) - 1, 0, width - 1)), _record(145)]
    for at, row in enumerate(rows):
        parts.append(_record(0, struct.pack("<IIHBBBII", at, 0, 300, 0, 0x10 if at in hidden else 0, 0, 1, 0)))
        parts += [_cell(column, value) for column, value in enumerate(row) if value is not None]
    return b"".join([*parts, _record(146), _record(130)])


def binary_workbook(
    *sheets: tuple[str, Sequence[Sequence[Cell]]], hidden_rows: Sequence[int] = (), hidden: Sequence[str] = ()
) -> bytes:
    """A workbook of these sheets; rows hidden on every sheet (from 0), and the names of hidden sheets."""
    bundle = b"".join(
        _record(156, struct.pack("<II", name in hidden, at) + _wide(f"rId{at}") + _wide(name))
        for at, (name, _) in enumerate(sheets, start=1)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr("_rels/.rels", _relations(("rId1", "officeDocument", "xl/workbook.bin")))
        places = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.bin") for at in range(1, len(sheets) + 1)]
        book.writestr("xl/_rels/workbook.bin.rels", _relations(*places))
        book.writestr("xl/workbook.bin", _record(131) + _record(143) + bundle + _record(144) + _record(132))
        for at, (_, rows) in enumerate(sheets, start=1):
            book.writestr(f"xl/worksheets/sheet{at}.bin", _sheet(rows, hidden_rows))
    return out.getvalue()
