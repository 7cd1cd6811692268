"""Hidden rows and sizes of the workbooks that are no .xlsx: .ods, .xlsb and .xls, by the place of the sheet in the workbook.

Imported by the child process that parses workbooks; it imports nothing of leadtool. Formats: OASIS Open Document 1.3 part 3
(table:visibility), [MS-XLSB] 2.4 (BrtRowHdr), [MS-XLS] 2.4.221 (Row), [MS-CFB] 2 (the container of .xls).
"""

import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

if __package__:
    from leadtool.read.workbook_scan import LARGEST, Refused
else:  # in the child process, without leadtool
    from workbook_scan import LARGEST, Refused  # type: ignore[no-redef,import-not-found]

Scans = dict[int, dict[str, Any]]

_TOKEN = re.compile(rb"<table:table[\s>]|<table:table-row\b[^>]{0,2000}>")
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d{1,9})"')
_BOX = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]{0,3000}>")
_HIDDEN = (b'table:visibility="collapse"', b'table:visibility="filter"')
_PACKED_END = b"</table:table-row>"

_SHEETS_OF_BINARY = "xl/workbook.bin"
_ROW_HEADER, _BOX_FIRST, _BOX_LAST = 0, 1, 11  # records of a sheet in .xlsb: a row, and the kinds of filled cells

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFF0  # sector numbers from here on are marks
_BOUND_SHEET, _ROW_OLD, _ROW = 0x85, 0x08, 0x208
_ZERO_HEIGHT = 0x20


def scan_others(path: str) -> Scans:
    """Hidden rows per sheet; what cannot be told is left out.

    Raises:
        Refused: for a sheet with more cells than can be held.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as book:
                names = book.namelist()
                if "content.xml" in names:
                    return _scan_ods(book)
                return _scan_xlsb(book, names) if _SHEETS_OF_BINARY in names else {}
        return _scan_xls(Path(path).read_bytes())
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, struct.error, IndexError, OSError, EOFError, ValueError):
        return {}  # the reader says what is wrong with it


def _scan_ods(book: zipfile.ZipFile) -> Scans:
    found: Scans = {}
    sheet, row = -1, 0
    for piece in _rows_of_ods(book):
        for token in _TOKEN.finditer(piece):
            if not token[0].startswith(b"<table:table-row"):
                sheet, row = sheet + 1, 0
                found[sheet] = {"hidden": 0}
                continue
            times = _times(token[0])
            content = b"" if token[0].endswith(b"/>") else piece[token.end() :]
            row += times
            if sheet < 0 or b"office:value-type" not in content:
                continue
            width = _width(content)
            if row * width > LARGEST or times * width > LARGEST:
                raise Refused(5, "xlsx-far-cell")
            if any(mark in token[0] for mark in _HIDDEN):
                found[sheet]["hidden"] += times
    return found


def _rows_of_ods(book: zipfile.ZipFile) -> Iterator[bytes]:
    """The content in pieces, each of which ends behind a row."""
    rest = b""
    with book.open("content.xml") as stream:
        while block := stream.read(1 << 20):
            *rows, rest = (rest + block).split(_PACKED_END)
            yield from rows
            if len(rest) > 64 << 20:
                raise Refused(5, "workbook-too-large")
    yield rest


def _times(tag: bytes) -> int:
    said = _REPEATED.search(tag)
    return int(said[1]) if said else 1


def _width(content: bytes) -> int:
    """How many columns the filled cells of a row reach."""
    at = width = 0
    for box in _BOX.findall(content):
        at += _times(box)
        if b"office:value-type" in box:
            width = at
    return width


def _scan_xlsb(book: zipfile.ZipFile, names: list[str]) -> Scans:
    rels = ElementTree.fromstring(book.read("xl/_rels/workbook.bin.rels"))
    targets = {r.get("Id", ""): r.get("Target", "") for r in rels}
    found: Scans = {}
    for kind, body in _records_of_binary(book.read(_SHEETS_OF_BINARY)):
        if kind != 156:  # a sheet: state, number, relation, name
            continue
        (size,) = struct.unpack_from("<I", body, 8)
        target = targets.get(body[12 : 12 + 2 * size].decode("utf-16-le"), "")
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[len(found)] = _scan_binary_sheet(book.read(member)) if member in names and "worksheets/" in member else {}
    return found


def _scan_binary_sheet(raw: bytes) -> dict[str, Any]:
    hidden = errors = formulas = row = bottom = right = 0
    unseen = False
    for kind, body in _records_of_binary(raw):
        if kind == _ROW_HEADER and len(body) > 11:
            row = struct.unpack_from("<I", body)[0] + 1
            unseen = bool(body[11] & 0x10)
        elif _BOX_FIRST < kind <= _BOX_LAST and len(body) >= 4:
            hidden, unseen = hidden + unseen, False
            errors += kind in (3, 11)
            formulas += kind >= 8
            bottom, right = max(bottom, row), max(right, struct.unpack_from("<I", body)[0] + 1)
    if bottom * right > LARGEST:
        raise Refused(5, "xlsx-far-cell")
    return {"hidden": hidden, "errors": errors, "formulas": formulas}


def _records_of_binary(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part of an .xlsb file: number and size are written seven bits at a time."""
    at = 0
    while at < len(raw):
        kind, at = raw[at], at + 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | raw[at] << 7, at + 1
        size = shift = 0
        while True:
            byte, at = raw[at], at + 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        yield kind, raw[at : at + size]
        at += size


def _scan_xls(raw: bytes) -> Scans:
    stream = _ole_stream(raw, ("Workbook", "Book")) if raw.startswith(_OLE) else raw
    found: Scans = {}
    starts: dict[int, int] = {}
    at, sheet = 0, -1
    if not raw.startswith(_OLE):  # the oldest kinds are one sheet, and no container
        sheet, found[0] = 0, {"hidden": 0}
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        sheet = starts.get(at, sheet)
        if kind == _BOUND_SHEET and size >= 6:
            starts[struct.unpack_from("<I", stream, at + 4)[0]] = len(starts)
            found[len(starts) - 1] = {"hidden": 0}
        elif kind in (_ROW, _ROW_OLD) and size >= 13 and sheet in found:
            first, stop = struct.unpack_from("<HH", stream, at + 6)
            found[sheet]["hidden"] += stop > first and bool(stream[at + 4 + 12] & _ZERO_HEIGHT)
        at += 4 + size
    return found


def _ole_stream(raw: bytes, names: tuple[str, ...]) -> bytes:
    """One stream of a compound file, put together from its sectors; nothing for one that is not there."""
    size = 1 << struct.unpack_from("<H", raw, 30)[0]
    (directory,) = struct.unpack_from("<I", raw, 48)
    cutoff, small, _, more, count = struct.unpack_from("<5I", raw, 56)

    def sector(number: int) -> bytes:
        return raw[(number + 1) * size : (number + 2) * size]

    tables = list(struct.unpack_from("<109I", raw, 76))
    for _ in range(min(count, 10_000)):
        if more >= _END:
            break
        *numbers, more = struct.unpack(f"<{size // 4}I", sector(more))
        tables += numbers
    links = [n for table in tables if table < _END for n in struct.unpack(f"<{size // 4}I", sector(table))]
    whole = _chained(directory, links, sector)
    entries = [whole[at : at + 128] for at in range(0, len(whole) - 127, 128)]
    for entry in entries:
        length = struct.unpack_from("<H", entry, 64)[0]
        start, bytes_held = struct.unpack_from("<II", entry, 116)
        if entry[: max(0, length - 2)].decode("utf-16-le", "replace") not in names:
            continue
        if bytes_held >= cutoff:
            return _chained(start, links, sector)[:bytes_held]
        return _small_stream(start, entries[0], small, links, sector)[:bytes_held]
    return b""


def _small_stream(start: int, root: bytes, small: int, links: list[int], sector: Callable[[int], bytes]) -> bytes:
    """A stream that lies, in pieces of 64 bytes, in the one that the root entry holds."""
    held = _chained(struct.unpack_from("<I", root, 116)[0], links, sector)
    table = _chained(small, links, sector)
    small_links = list(struct.unpack(f"<{len(table) // 4}I", table))
    return _chained(start, small_links, lambda number: held[number * 64 : number * 64 + 64])


def _chained(start: int, links: list[int], sector: Callable[[int], bytes]) -> bytes:
    """The sectors of a chain, one behind the other."""
    parts: list[bytes] = []
    while start < _END and len(parts) <= len(links):
        parts.append(sector(start))
        start = links[start]
    return b"".join(parts)
