"""HTML tables and Excel-2003 XML, which both come as files named .xls, as grids."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

from leadtool.errors import UnreadableInput
from leadtool.read.decode import read_lines
from leadtool.read.encoding import find_encoding
from leadtool.read.grid import Grid, Row, open_grid
from leadtool.read.inputs import Source
from leadtool.read.options import ReadOptions
from leadtool.read.table import OpenTable
from leadtool.read.workbook import choose, no_sheet
from leadtool.read.workbook_child import named_sheet

_LARGEST: Final = 256 << 20
_WIDEST: Final = 16_384
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{3,20})", re.IGNORECASE)


class _Tables(HTMLParser):
    """All tables of a page, outermost only, spans filled by empty cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.depth = 0
        self.cell: list[str] | None = None
        self.span = 1
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
        elif tag in ("style", "script"):
            self.silent += 1
        elif self.depth == 1 and tag == "tr":
            self._close()
            self.tables[-1].append([])
        elif self.depth == 1 and tag in ("td", "th"):
            self._close()
            if not self.tables[-1]:
                self.tables[-1].append([])
            self.cell = []
            span = dict(attrs).get("colspan") or "1"
            self.span = min(int(span), 1000) if span.isdigit() else 1
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr") and self.depth == 1:
            self._close()
        elif tag == "table" and self.depth:
            if self.depth == 1:
                self._close()
            self.depth -= 1
        elif tag in ("style", "script") and self.silent:
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.silent:
            self.cell.append(data)

    def _close(self) -> None:
        if self.cell is None:
            return
        text = "\n".join(" ".join(line.split()) for line in "".join(self.cell).split("\n")).strip()
        self.tables[-1][-1] += [text, *[""] * (self.span - 1)]
        self.cell = None


def open_html(source: Source, options: ReadOptions, *, every_sheet: bool) -> list[OpenTable]:
    """The tables of an HTML page; the layout around them is left out.

    Raises:
        UnreadableInput: if the page has no table with two columns.
    """
    parser = _Tables()
    parser.feed(_whole_text(source, options))
    parser.close()
    grids = [table for table in parser.tables if max((len(row) for row in table), default=0) >= 2] or parser.tables
    grids = [table for table in grids if any(any(row) for row in table)]
    if not grids:
        raise UnreadableInput(
            f"{source.name} is a web page without a table.", hint="Export the list as CSV or XLSX.", kind="html"
        )
    return _chosen(
        source, options, [(f"table {n}" if len(grids) > 1 else None, t) for n, t in enumerate(grids, 1)], "HTML", every_sheet
    )


def _whole_text(source: Source, options: ReadOptions) -> str:
    if source.local.stat().st_size > _LARGEST:
        raise UnreadableInput(f"{source.name} is too large for a page.", hint="Export it as CSV.", kind="workbook-too-large")
    with source.local.open("rb") as stream:
        said = _CHARSET.search(stream.read(4096))
    forced = options.encoding
    if forced is None and said is not None:
        name = said.group(1).decode("ascii")
        try:
            source.local.read_bytes().decode(name)
            forced = name
        except (LookupError, UnicodeDecodeError):
            forced = None
    encoding = find_encoding(source.local, source.name, forced)
    return "".join(line for block in read_lines(source.local, encoding) for line in block.lines)


def _chosen(
    source: Source, options: ReadOptions, tables: list[tuple[str | None, list[list[str]]]], what: str, every_sheet: bool
) -> list[OpenTable]:
    """The tables to read, by the rules for sheets."""
    grids: list[tuple[dict[str, Any], Grid]] = []
    for name, rows in tables:
        while rows and not any(rows[-1]):
            rows.pop()
        about = {"name": name or "", "table": True, "visible": True, "filled": sum(any(row) for row in rows)}
        grids.append(
            (
                about,
                Grid(
                    sheet=name, rows=_numbered(rows), evidence=(f"{what} table",), warnings=(f"{what}, whatever its name says",)
                ),
            )
        )
    wanted = options.sheet
    if wanted and wanted.lower() != "all":
        names = [about["name"] for about, _ in grids]
        at = named_sheet(wanted, names)
        if at is None and options.is_habit("sheet"):
            return _chosen(source, replace(options, sheet=None), tables, what, every_sheet)
        if at is None:
            raise no_sheet(source, wanted, names)
        return [open_grid(grids[at][1], source, options)]
    sheets = [about for about, _ in grids]
    return [open_grid(grid, source, options) for grid in choose(grids, sheets, source, options, every_sheet=every_sheet)]


def _numbered(rows: list[list[str]]) -> Any:
    def read() -> Iterator[Row]:
        return iter((number, list(row)) for number, row in enumerate(rows, start=1))

    return read


class _Sheets:
    """The sheets of an Excel-2003 XML workbook, read element by element."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, list[list[str]]]] = []
        self.text: list[str] | None = None
        self.kind = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("|")[2]
        said = {key.rpartition("|")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            self.sheets.append((said.get("Name", f"Sheet{len(self.sheets) + 1}"), []))
        elif name == "Row" and self.sheets:
            rows = self.sheets[-1][1]
            at = said.get("Index", "")
            if at.isdigit() and len(rows) < int(at) <= 1_048_576:
                rows += [[] for _ in range(int(at) - 1 - len(rows))]
            rows.append([])
        elif name == "Cell" and self.sheets and self.sheets[-1][1]:
            row = self.sheets[-1][1][-1]
            at = said.get("Index", "")
            if at.isdigit() and len(row) < int(at) <= _WIDEST:
                row += [""] * (int(at) - 1 - len(row))
            row.append("")
        elif name == "Data":
            self.text, self.kind = [], said.get("Type", "")

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        if tag.rpartition("|")[2] == "Data" and self.text is not None:
            rows = self.sheets[-1][1] if self.sheets else []
            if rows and rows[-1]:
                rows[-1][-1] = _typed("".join(self.text), self.kind)
            self.text = None


def _typed(text: str, kind: str) -> str:
    if kind == "DateTime":
        return text.removesuffix(".000").removesuffix("T00:00:00").replace("T", " ")
    if kind == "Number" and re.fullmatch(r"-?\d{1,15}(\.\d+)?[eE]\+\d{1,2}", text):
        return str(int(float(text))) if float(text).is_integer() else text
    if kind == "Error":
        return ""
    return {"1": "TRUE", "0": "FALSE"}.get(text, text) if kind == "Boolean" else text


def open_xml(source: Source, options: ReadOptions, *, every_sheet: bool) -> list[OpenTable]:
    """The sheets of an Excel-2003 XML workbook.

    Raises:
        UnreadableInput: for damaged XML, or one with a document type.
    """
    found = _parse_xml(source.local, source.name)
    return _chosen(source, options, [(name, rows) for name, rows in found.sheets], "Excel 2003 XML", every_sheet)


def _parse_xml(path: Path, name: str) -> _Sheets:
    if path.stat().st_size > _LARGEST:
        raise UnreadableInput(f"{name} is too large.", hint="Save it as XLSX.", kind="workbook-too-large")
    sheets = _Sheets()
    parser = expat.ParserCreate(namespace_separator="|")
    parser.StartElementHandler, parser.EndElementHandler = sheets.start, sheets.end
    parser.CharacterDataHandler = sheets.data
    refused: list[str] = []

    def document_type(*_: object) -> None:
        refused.append("dtd")
        raise ValueError

    parser.StartDoctypeDeclHandler = document_type
    try:
        with path.open("rb") as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, ValueError) as cause:
        if refused:
            raise UnreadableInput(
                f"{name} holds an XML document type, which no workbook needs.", hint="Ask where it comes from.", kind="xlsx-dtd"
            ) from cause
        raise UnreadableInput(f"{name} is cut off or damaged.", hint="Save it again as XLSX.", kind="xlsx-damaged") from cause
    return sheets
