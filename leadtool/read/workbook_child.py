"""The child process that parses a workbook under a memory and a time cap, and writes each sheet as plain text cells.

Run as a script with the workbook, an output folder, a sheet ("" for all visible ones) and the caps; it imports nothing of
leadtool, so that it starts fast and can be killed without harm. It writes `sheets.json` and one CSV per sheet whose first
cell is the sheet row's number. Exit status: 0 read, 3 damaged, 4 password, 5 too large, 6 no such sheet.
"""

import csv
import datetime
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_FILLED = re.compile(rb'<(?:x:)?c (?:[^>]{0,99}? )?r="([A-Z]{1,6})([0-9]{1,9})"[^>/]*>')
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


class Refused(Exception):  # noqa: N818  a refusal, not an error of this program
    """The workbook is not to be parsed: an exit status and what is wrong."""

    def __init__(self, status: int, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.status, self.kind, self.detail = status, kind, detail


def main(arguments: list[str]) -> int:
    """Parse the workbook and write its sheets; the reason of a refusal goes to `refused.json`."""
    path, out, wanted, megabytes, seconds = arguments
    _cap(int(megabytes), int(seconds))
    folder = Path(out)
    try:
        sheets = _sheets(path, folder, wanted)
    except Refused as refused:
        (folder / "refused.json").write_text(json.dumps({"kind": refused.kind, "detail": refused.detail}))
        return refused.status
    except MemoryError:
        return 5
    (folder / "sheets.json").write_text(json.dumps(sheets))
    return 0


def _cap(megabytes: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where the parent's time cap has to do
        return
    size = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sheets(path: str, folder: Path, wanted: str) -> list[dict[str, Any]]:
    import python_calamine as calamine

    scans = _scan(path) if zipfile.is_zipfile(path) else {}
    try:
        book = calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError as cause:
        raise Refused(4, "xlsx-encrypted") from cause
    except (calamine.CalamineError, OSError, ValueError, UnicodeError) as cause:
        raise Refused(3, "xlsx-damaged") from cause
    found: list[dict[str, Any]] = []
    names = [one.name for one in book.sheets_metadata]
    at = named_sheet(wanted, names)
    one_wanted = "" if at is None else names[at]
    for number, one in enumerate(book.sheets_metadata):
        about: dict[str, Any] = {
            "name": one.name,
            "visible": one.visible == calamine.SheetVisibleEnum.Visible,
            "table": one.typ == calamine.SheetTypeEnum.WorkSheet,
            "rows": 0,
            "file": "",
        }
        found.append(about)
        if wanted and not one_wanted:
            continue
        if not about["table"] or (one.name != one_wanted if one_wanted else not about["visible"]):
            continue
        try:
            sheet = book.get_sheet_by_name(one.name)
            about.update(_write(sheet, folder / f"sheet-{number}.csv", scans.get(one.name, {})))
        except (calamine.CalamineError, ValueError) as cause:
            raise Refused(3, "xlsx-damaged") from cause
        about["file"] = f"sheet-{number}.csv"
    return found


def named_sheet(wanted: str, names: list[str]) -> int | None:
    """Which sheet a name means, whatever its capitals and the blanks around it, or a number from 1; None for none.

    >>> [named_sheet(said, ["Notes", "Leads ", "2025"]) for said in ("leads", "2", "2025", "Leeds")]
    [1, 1, 2, None]
    """
    if wanted in names:
        return names.index(wanted)
    folded = [" ".join(name.split()).casefold() for name in names]
    said = " ".join(wanted.split()).casefold()
    if said and said in folded:
        return folded.index(said)
    return int(wanted) - 1 if wanted.isdigit() and 0 < int(wanted) <= len(names) else None


def _write(sheet: Any, out: Path, scan: dict[str, Any]) -> dict[str, Any]:
    """One sheet as CSV: row number, then cells; blank rows at the end are left away."""
    padded: dict[tuple[int, int], str] = scan.pop("padded", {})
    counts = {"filled": 0, "lost_digits": 0, "nul": 0}
    blank: list[int] = []
    last = width = 0
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = [cell_text(cell) for cell in row]
            if padded:
                for at, cell in enumerate(cells):
                    code = padded.get((number, at))
                    if code and cell.isdigit():
                        cells[at] = cell.zfill(code.count("0")) if code.isdigit() else _masked(cell, code)
            if not any(cells):
                blank.append(number)
                continue
            for skipped in blank:
                writer.writerow([skipped])
            blank.clear()
            while cells and not cells[-1]:
                cells.pop()
            writer.writerow([number, *cells])
            counts["filled"] += 1
            width = max(width, len(cells))
            last = number
    merged = getattr(sheet, "merged_cell_ranges", None) or []
    tall = [[top + 1, bottom + 1] for (top, _), (bottom, _) in merged if bottom > top]
    return {"rows": last, "width": width, **counts, "merged": len(merged), "tall": tall[:200], **scan}


def _masked(digits: str, code: str) -> str:
    """Digits laid into a pattern of zeros and separators, from the right."""
    left = list(digits.zfill(code.count("0")))
    extra = len(left) - code.count("0")
    head, left = left[:extra], left[extra:]
    return "".join(head) + "".join(left.pop(0) if c == "0" else c for c in code)


def cell_text(cell: Any) -> str:
    """A cell as text: whole numbers exact, others to Excel's 15 digits, dates and times in ISO form.

    >>> [cell_text(c) for c in (15551234567.0, 0.1 + 0.2, True, datetime.date(2026, 10, 1), "x")]
    ['15551234567', '0.3', 'TRUE', '2026-10-01', 'x']
    """
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        if cell != cell or cell in (float("inf"), float("-inf")):
            return ""
        if cell.is_integer() and abs(cell) < 1e21:
            return str(int(Decimal(f"{cell:.15g}")))  # the digits Excel shows
        return f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, datetime.timedelta):
        seconds = int(cell.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(cell)


def _scan(path: str) -> dict[str, dict[str, Any]]:
    """What the sheets' XML says that the reader does not tell: hidden rows, formulas, error cells, zero-padded numbers."""
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
            return {sheet: _scan_sheet(book, member, padded) for sheet, member in _sheet_members(book).items() if member in names}
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
    low, high, right = LAST_ROW, 0, 0
    far = ""
    for piece in _pieces(book, member):
        found["formulas"] += piece.count(b"<f>") + piece.count(b"<f ") + piece.count(b"<f/>")
        found["no_value"] += len(_NO_VALUE.findall(piece))
        found["errors"] += piece.count(b't="e"')
        if b"hidden=" in piece:
            found["hidden"] += sum(b'hidden="1"' in row or b'hidden="true"' in row for row in _ROW.findall(piece))
        cells = _FILLED.findall(piece)
        if not cells:
            continue
        columns = {letters: _column(letters) for letters in {letters for letters, _ in cells}}
        rows = {int(digits) for digits in {digits for _, digits in cells}}
        if max(columns.values()) > LAST_COLUMN or max(rows) > LAST_ROW or min(rows) < 1:
            raise Refused(3, "xlsx-damaged", "a cell lies outside the grid")
        low, high = min(low, min(rows)), max(high, max(rows))
        widest = max(columns, key=lambda letters: columns[letters])
        if columns[widest] > right:
            right = columns[widest]
            far = next(f"{letters.decode()}{digits.decode()}" for letters, digits in cells if letters == widest)
        if padded:
            found["padded"].update(_padded_cells(piece, padded))
    if high and (high - low + 1) * right > LARGEST:
        raise Refused(5, "xlsx-far-cell", far)
    return found


def _padded_cells(piece: bytes, padded: dict[int, str]) -> Iterator[tuple[tuple[int, int], str]]:
    """The number cells that are shown with leading zeros, and how."""
    for attributes in _STYLED.findall(piece):
        style, where = _STYLE.search(attributes), _REF.search(attributes)
        if style is None or where is None or int(style.group(1)) not in padded:
            continue
        if b't="' not in attributes or b't="n"' in attributes:
            yield (int(where.group(2)), _column(where.group(1)) - 1), padded[int(style.group(1))]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
