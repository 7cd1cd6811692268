"""The child process that parses a workbook under a memory and a time cap, and writes each sheet as plain text cells.

Run as a script with the workbook, an output folder, a sheet ("" for all visible ones) and the caps; it imports nothing of
leadtool, so that it starts fast and can be killed without harm. It writes `sheets.json` and one CSV per sheet whose first
cell is the sheet row's number. Exit status: 0 read, 3 damaged, 4 password, 5 too large, 6 no such sheet.
"""

import csv
import datetime
import json
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

if __package__:
    from leadtool.read.workbook_marks import scan_others
    from leadtool.read.workbook_scan import Refused, scan_xlsx, trimmed
else:  # run as a script, without leadtool
    sys.path.insert(0, str(Path(__file__).parent))
    from workbook_marks import scan_others  # type: ignore[no-redef,import-not-found]
    from workbook_scan import Refused, scan_xlsx, trimmed  # type: ignore[no-redef,import-not-found]

    sys.path.pop(0)


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

    scans = scan_xlsx(path) if zipfile.is_zipfile(path) else {}
    others = {} if scans else scan_others(path)
    try:
        book = calamine.CalamineWorkbook.from_path(trimmed(path, scans, folder))
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
            about.update(_write(sheet, folder / f"sheet-{number}.csv", scans.get(one.name) or others.get(number, {})))
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
    left = sheet.start[1] if sheet.start else 0  # empty columns before the first filled one, which the reader leaves out
    last = width = 0
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = [cell_text(cell) for cell in row]
            if padded:
                for at, cell in enumerate(cells):
                    code = padded.get((number, at + left))
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
