"""What the parts of an .xlsx file say that its reader does not tell: hidden rows, formulas, errors, zeros, cells far away.

Imported by the child process that parses workbooks; it imports nothing of leadtool.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_FILLED = re.compile(rb'<(?:x:)?c (?:[^>]{0,99}? )?r="([A-Z]{1,6})([0-9]{1,9})"[^>/]*>')
_CELL = re.compile(
    rb'<(?:x:)?c (?:[^>]{0,99}? )?r="([A-Z]{1,6})([0-9]{1,9})"[^>]*?(?:/>|>(?:.{0,100000}?)</(?:x:)?c>)', re.DOTALL
)
_STYLED = re.compile(rb"<(?:x:)?c ([^>/]*)>")
_ROW = re.compile(rb"<(?:x:)?row\b([^>]*?)/?>")
_REF = re.compile(rb'\br="([A-Z]{1,6})([0-9]{1,9})"')
_STYLE = re.compile(rb'\bs="([0-9]{1,6})"')
_NO_VALUE = re.compile(rb"(?:</(?:x:)?f>|<(?:x:)?f\b[^>]*/>)(?:<(?:x:)?v\s*/>|<(?:x:)?v>\s*</(?:x:)?v>)?</(?:x:)?c>")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_ZEROS = re.compile(r'"?0{2,15}"?(?:\\?[-/ ]"?0{2,15}"?)*(?:;@|;.*)?')
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
LARGEST = 120_000_000  # cells of the rectangle that holds all filled cells
COLUMN_GAP = 100  # empty columns, beyond which a few cells are no part of the table
ROW_GAP = 5_000
FEW = 3  # cells that may be left out, or one of a thousand


class Refused(Exception):  # noqa: N818  a refusal, not an error of this program
    """The workbook is not to be parsed: an exit status and what is wrong."""

    def __init__(self, status: int, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.status, self.kind, self.detail = status, kind, detail


def scan_xlsx(path: str) -> dict[str, dict[str, Any]]:
    """What each sheet says beside its values, by name; refuses document types, damage and cells that no memory can hold."""
    try:
        with zipfile.ZipFile(path) as book:
            names = book.namelist()
            for name in names:
                if name.endswith((".xml", ".rels")):
                    with book.open(name) as stream:
                        head = stream.read(4096)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or "<!DOCTYPE".encode("utf-16-le") in head:
                        raise Refused(3, "xlsx-dtd")
            if "xl/workbook.xml" not in names:
                return {}
            padded = _padded_styles(book, names)
            members = {sheet: member for sheet, member in _sheet_members(book).items() if member in names}
            return {sheet: {**_scan_sheet(book, member, padded), "member": member} for sheet, member in members.items()}
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, EOFError, NotImplementedError, RuntimeError, OSError) as cause:
        raise Refused(3, "xlsx-damaged") from cause


def _sheet_members(book: zipfile.ZipFile) -> dict[str, str]:
    rels = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id", ""): r.get("Target", "") for r in rels}
    members: dict[str, str] = {}
    for element in ElementTree.fromstring(book.read("xl/workbook.xml")).iter():
        if element.tag in (f"{_MAIN}sheet", f"{_STRICT}sheet"):
            key = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
            target = targets.get(key, "")
            members[element.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return members


def _padded_styles(book: zipfile.ZipFile, names: list[str]) -> dict[int, str]:
    """The number formats that show leading zeros, by style index: `00000` for zip codes."""
    if "xl/styles.xml" not in names:
        return {}
    root = ElementTree.fromstring(book.read("xl/styles.xml"))
    space = root.tag[: root.tag.index("}") + 1] if "}" in root.tag else ""
    codes: dict[str, str] = {}
    for element in root.iter(f"{space}numFmt"):
        code = element.get("formatCode", "")
        if _ZEROS.fullmatch(code):
            codes[element.get("numFmtId", "")] = code.split(";")[0].replace("\\", "").replace('"', "")
    xfs = root.find(f"{space}cellXfs")
    styles = [] if xfs is None else [x.get("numFmtId", "") for x in xfs]
    return {at: codes[number] for at, number in enumerate(styles) if number in codes}


def _pieces(book: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """A sheet's XML in pieces that end behind a cell."""
    rest = b""
    with book.open(member) as stream:
        while block := stream.read(4 << 20):
            block = rest + block
            cut = max(block.rfind(b"</c>") + 4, block.rfind(b"</row>") + 6, block.rfind(b"/>") + 2)
            if cut < 7:
                rest = block
                if len(rest) > 64 << 20:
                    raise Refused(5, "workbook-too-large")
                continue
            yield block[:cut]
            rest = block[cut:]
    yield rest


def _scan_sheet(book: zipfile.ZipFile, member: str, padded: dict[int, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"hidden": 0, "formulas": 0, "no_value": 0, "errors": 0, "padded": {}}
    columns: Counter[int] = Counter()
    stretches: list[list[int]] = []
    for piece in _pieces(book, member):
        found["formulas"] += piece.count(b"<f>") + piece.count(b"<f ") + piece.count(b"<f/>")
        found["no_value"] += len(_NO_VALUE.findall(piece))
        found["errors"] += piece.count(b't="e"')
        if b"hidden=" in piece:
            found["hidden"] += sum(b'hidden="1"' in row or b'hidden="true"' in row for row in _ROW.findall(piece))
        cells = _FILLED.findall(piece)
        if not cells:
            continue
        for letters, count in Counter(letters for letters, _ in cells).items():
            columns[column_number(letters)] += count
        rows = {int(digits): count for digits, count in Counter(digits for _, digits in cells).items()}
        if max(columns) > LAST_COLUMN or max(rows) > LAST_ROW or min(rows) < 1:
            raise Refused(3, "xlsx-damaged", "a cell lies outside the grid")
        _stretch(stretches, rows)
        if padded:
            found["padded"].update(_padded_cells(piece, padded))
    if columns:
        found.update(bounds(columns, stretches))
    return found


def _stretch(stretches: list[list[int]], rows: dict[int, int]) -> None:
    """Add rows with their numbers of cells to the stretches of rows (first, last, cells) with no wide gap within."""
    for row in sorted(rows):
        if stretches and row - stretches[-1][1] <= ROW_GAP:
            stretches[-1][1] = max(row, stretches[-1][1])
            stretches[-1][2] += rows[row]
        else:
            stretches.append([row, row, rows[row]])


def bounds(columns: Counter[int], stretches: list[list[int]]) -> dict[str, Any]:
    """The last row and column of the table where a few cells lie far beyond it, and how many do (`far`); nothing otherwise.

    Raises:
        Refused: if the rectangle of all cells is larger than can be held, and no few cells are the reason.
    """
    total = columns.total()
    few = max(FEW, total // 1000)
    right, bottom = max(columns), stretches[-1][1]
    some = sorted(columns)
    beyond = 0
    for before, after in zip(reversed(some[:-1]), reversed(some[1:]), strict=True):
        beyond += columns[after]
        if beyond > few:
            break
        if after - before > COLUMN_GAP:
            right = before
    beyond = 0
    for at in range(len(stretches) - 1, 0, -1):
        beyond += stretches[at][2]
        if beyond > few:
            break
        bottom = stretches[at - 1][1]
    if (bottom - stretches[0][0] + 1) * right > LARGEST:
        raise Refused(5, "xlsx-far-cell")
    if right == max(columns) and bottom == stretches[-1][1]:
        return {}
    return {"trim": [bottom, right]}


def trimmed(path: str, scans: dict[str, dict[str, Any]], folder: Path) -> str:
    """The workbook without the cells that lie far beyond its tables, as a copy where there are any; counts them as `far`."""
    cut = {scan["member"]: scan for scan in scans.values() if scan.get("trim")}
    if not cut:
        return path
    copy = folder / "trimmed.xlsx"
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(copy, "w") as out:
        for name in book.namelist():
            if name not in cut:
                out.writestr(name, book.read(name))
                continue
            with out.open(name, "w") as stream:
                for piece in _pieces(book, name):
                    stream.write(_within(piece, cut[name]))
    return str(copy)


def _within(piece: bytes, scan: dict[str, Any]) -> bytes:
    """A piece of a sheet without the cells beyond its bounds."""
    bottom, right = scan["trim"]

    def keep(cell: re.Match[bytes]) -> bytes:
        if int(cell[2]) <= bottom and column_number(cell[1]) <= right:
            return cell[0]
        scan["far"] = scan.get("far", 0) + (not cell[0].endswith(b"/>"))
        return b""

    return _CELL.sub(keep, piece)


def _padded_cells(piece: bytes, padded: dict[int, str]) -> Iterator[tuple[tuple[int, int], str]]:
    """The number cells that are shown with leading zeros, and how."""
    for attributes in _STYLED.findall(piece):
        style, where = _STYLE.search(attributes), _REF.search(attributes)
        if style is None or where is None or int(style.group(1)) not in padded:
            continue
        if b't="' not in attributes or b't="n"' in attributes:
            yield (int(where.group(2)), column_number(where.group(1)) - 1), padded[int(style.group(1))]


def column_number(letters: bytes) -> int:
    """The number of a column from 1: A, B … XFD."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
