"""Opening an input: whatever it is by its bytes, as one or several tables."""

from pathlib import Path
from typing import Final

from leadtool.read.inputs import fetch, unpack
from leadtool.read.markup import open_html, open_xml
from leadtool.read.options import ReadOptions
from leadtool.read.parquet import open_parquet
from leadtool.read.sniff import sniff
from leadtool.read.table import OpenTable
from leadtool.read.text import open_text
from leadtool.read.workbook import open_workbook

_OTHER_NAMES: Final = {
    "text": ("delimited text", (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet")),
    "workbook": ("a workbook", (".csv", ".tsv", ".txt")),
    "parquet": ("a Parquet file", (".csv", ".tsv", ".txt", ".xlsx", ".xls")),
}


def open_tables(path: str, name: str, options: ReadOptions, *, scratch: Path, every_sheet: bool = False) -> list[OpenTable]:
    """The tables of an input: one for a text file, one or more for a workbook.

    `path` is as typed, "-" is stdin; `name` is the short name for ids and messages; copies that are needed go into
    `scratch`, a private folder. `every_sheet` opens each sheet that holds data instead of asking which one is meant.

    Raises:
        UsageError: for a missing path or a folder.
        ChoiceNeeded: for several sheets or members of which none was chosen, or one that is not there.
        UnreadableInput: for an input that cannot be read as a table.
    """
    source = unpack(fetch(path, name, scratch), scratch, options.member)
    kind = sniff(source)
    if kind in _OTHER_NAMES and (source.inner or source.name).lower().endswith(_OTHER_NAMES[kind][1]):
        source.notes.append(f"{source.name} is {_OTHER_NAMES[kind][0]}, whatever its name says")
    if kind == "workbook":
        return open_workbook(source, options, scratch, every_sheet=every_sheet)
    if kind == "html":
        return open_html(source, options, every_sheet=every_sheet)
    if kind == "xml":
        return open_xml(source, options, every_sheet=every_sheet)
    if kind == "parquet":
        return [open_parquet(source)]
    return [open_text(source, options)]
