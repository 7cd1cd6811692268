"""Workbooks: each sheet parsed in a capped child process, then read as a grid."""

import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from leadtool.errors import ChoiceNeeded, UnreadableInput
from leadtool.read import workbook_child
from leadtool.read.grid import Grid, Row, look, open_grid
from leadtool.read.inputs import Source, did_you_mean
from leadtool.read.options import ReadOptions
from leadtool.read.page import filled
from leadtool.read.table import OpenTable

_SMALL: Final = 3  # columns; leads without contacts have more
MEMORY_MB: Final = 6_000
SECONDS: Final = 600
_REFUSALS: Final = {
    "xlsx-encrypted": ("is protected by a password.", "Save it without a password."),
    "xlsx-damaged": ("is cut off or damaged.", "Export or save it again."),
    "xlsx-dtd": ("holds an XML document type, which no workbook needs.", "Do not open it; ask where it comes from."),
    "xlsx-far-cell": ("has a filled cell far away from the others.", "Go to its last cell (Ctrl+End), delete those rows, save."),
    "workbook-too-large": ("needs more memory or time than a list may take.", "Save the sheet as CSV."),
}


def refusal(source: Source, kind: str, detail: str = "") -> UnreadableInput:
    """The error for a workbook that is not read."""
    what, hint = _REFUSALS.get(kind, _REFUSALS["xlsx-damaged"])
    return UnreadableInput(f"{source.name} {what}" + (f" ({detail})" if detail else ""), hint=hint, kind=kind)


def open_workbook(source: Source, options: ReadOptions, scratch: Path, *, every_sheet: bool) -> list[OpenTable]:
    """The sheets of a workbook that hold data, or the one that was named.

    Raises:
        ChoiceNeeded: for several data sheets of which none was chosen, or a sheet that is not there.
        UnreadableInput: for a workbook that cannot be parsed within the caps.
    """
    wanted = options.sheet if options.sheet and options.sheet.lower() != "all" else ""
    sheets, folder = _parse(source, scratch, wanted)
    source.notes += _left_alone(source)
    if wanted and options.is_habit("sheet") and not any(sheet["file"] for sheet in sheets):
        wanted = ""
        sheets, folder = _parse(source, scratch, wanted)
        options = replace(options, sheet=None)
    grids = [(sheet, _grid(sheet, folder, len(sheets))) for sheet in sheets if sheet["file"]]
    if wanted:
        if not grids:
            raise no_sheet(source, wanted, [sheet["name"] for sheet in sheets])
        return [open_grid(grid, source, options) for _, grid in grids]
    return [open_grid(grid, source, options) for grid in choose(grids, sheets, source, options, every_sheet=every_sheet)]


def no_sheet(source: Source, wanted: str, names: Sequence[str]) -> ChoiceNeeded:
    """The error for a sheet that is not there."""
    hint = f"{did_you_mean(wanted, names)}It has: {', '.join(names)}"
    return ChoiceNeeded(f"{source.name} has no sheet {wanted}.", hint=hint, kind="sheet")


def _left_alone(source: Source) -> list[str]:
    """What a workbook holds beside values: macros, links to other workbooks, data connections."""
    try:
        with zipfile.ZipFile(source.local) as book:
            names = book.namelist()
    except (zipfile.BadZipFile, OSError):
        return []
    held = [
        what
        for what, begins in (
            ("macros", "xl/vbaProject"),
            ("links to other workbooks", "xl/externalLinks/"),
            ("data connections", "xl/connections"),
        )
        if any(name.startswith(begins) for name in names)
    ]
    return [f"{source.name} holds {' and '.join(held)}: only stored values were read"] if held else []


def choose(
    grids: list[tuple[dict[str, Any], Grid]],
    sheets: list[dict[str, Any]],
    source: Source,
    options: ReadOptions,
    *,
    every_sheet: bool,
) -> list[Grid]:
    """The sheets to read when none was named: those that hold a table, else those that hold anything."""
    some = [(sheet, grid) for sheet, grid in grids if sheet["filled"]]
    if not some:
        raise UnreadableInput(f"{source.name} has no sheet with data.", hint=_hidden_hint(sheets), kind="empty")
    tables = [(sheet, grid) for sheet, grid in some if _is_table(grid, options)] or some
    none = [sheet["name"] for sheet, _ in some if all(sheet is not one for one, _ in tables)]
    one_needed = not every_sheet and (options.sheet or "").lower() != "all"
    tables = _with_leads(tables, options) if len(tables) > 1 and one_needed else tables
    if len(tables) > 1 and one_needed:
        names = ", ".join(f"{sheet['name']} ({sheet['filled']} rows)" for sheet, _ in tables)
        raise ChoiceNeeded(
            f"{source.name} has several sheets with data: {names}.",
            hint="Choose with --sheet NAME, or --sheet all.",
            kind="sheets",
        )
    read = [sheet["name"] for sheet, _ in tables]
    left = [sheet["name"] for sheet, _ in some if sheet["name"] not in (*read, *none)]
    hidden = [sheet["name"] for sheet in sheets if sheet["table"] and not sheet["visible"]]
    more = [f"sheet {name} holds no table and was not read" for name in none]
    more += [f"sheet {name} holds no leads and was not read (--sheet reads it)" for name in left]
    more += [f"hidden sheet {name} was not read (--sheet reads it)" for name in hidden]
    first, *others = [grid for _, grid in tables]
    first = replace(first, warnings=(*first.warnings, *more))
    return [first, *others]


def _with_leads(tables: list[tuple[dict[str, Any], Grid]], options: ReadOptions) -> list[tuple[dict[str, Any], Grid]]:
    """The tables less small ones without contacts (a cover, counts by country, a list of words), if one has contacts."""
    pages = [look(grid, options)[0] for _, grid in tables]
    contacts = [bool({"email", "phone"} & set(page.profile.strong.values())) for page in pages]
    if not any(contacts):
        return tables
    kept = zip(tables, pages, contacts, strict=True)
    return [table for table, page, has in kept if has or page.width > _SMALL]


def _hidden_hint(sheets: list[dict[str, Any]]) -> str:
    hidden = ", ".join(sheet["name"] for sheet in sheets if sheet["table"] and not sheet["visible"])
    return f"Hidden sheets are read when named with --sheet: {hidden}" if hidden else "Did the export finish?"


def _is_table(grid: Grid, options: ReadOptions) -> bool:
    page, head = look(grid, options)
    width = max((filled(cells) for at, (_, cells) in enumerate(head) if at not in page.rules), default=0)
    records = sum(1 for at, (_, cells) in enumerate(head) if at != page.header_at and at not in page.rules and filled(cells))
    return width >= 2 and records >= 1


def _parse(source: Source, scratch: Path, wanted: str) -> tuple[list[dict[str, Any]], Path]:
    """Run the child; its sheets' facts and the folder with their cells."""
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = next(path for path in (scratch / f"sheets-{n}" for n in range(1_000_000)) if not path.exists())
    folder.mkdir(mode=0o700)
    command = [
        sys.executable,
        "-I",
        workbook_child.__file__,
        str(source.local),
        str(folder),
        wanted,
        str(MEMORY_MB),
        str(SECONDS),
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as cause:
        raise refusal(source, "workbook-too-large") from cause
    refused = folder / "refused.json"
    if refused.exists():
        why = json.loads(refused.read_text())
        raise refusal(source, why["kind"], why["detail"])
    if done.returncode or not (folder / "sheets.json").exists():
        raise refusal(source, "workbook-too-large" if done.returncode == 5 or done.returncode < 0 else "xlsx-damaged")
    sheets: list[dict[str, Any]] = json.loads((folder / "sheets.json").read_text())
    return sheets, folder


def _grid(sheet: dict[str, Any], folder: Path, sheets: int) -> Grid:
    path = folder / sheet["file"]

    def rows() -> Iterator[Row]:
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                yield int(row[0]), row[1:]

    said = [
        (sheet.get("hidden"), f"{sheet.get('hidden')} of {sheet['rows']} rows were hidden; they were read"),
        (sheet.get("no_value"), f"{sheet.get('no_value')} formula cells have no stored value; open in Excel and save"),
        (sheet.get("errors"), f"{sheet.get('errors')} cells with an error such as #N/A were taken as empty"),
        (sheet.get("far"), f"{sheet.get('far')} cells far away from the table were left out; look at its last cell (Ctrl+End)"),
        (sheet.get("merged"), f"{sheet.get('merged')} merged ranges: only their first cell is filled"),
    ]
    valued = sheet.get("formulas", 0) - sheet.get("no_value", 0)
    evidence = (f"sheet {sheet['name']} of {sheets}", *([f"{valued} formula cells: stored value used"] if valued > 0 else []))
    warnings = tuple(text for count, text in said if count)
    tall = tuple((top, bottom) for top, bottom in sheet.get("tall", ()))
    return Grid(sheet=sheet["name"], rows=rows, warnings=warnings, evidence=evidence, tall=tall, width=sheet["width"])
