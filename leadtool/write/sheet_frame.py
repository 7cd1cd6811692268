"""The frame of the workbook: styles, widths, frozen headers, filters, notes, colours, drop-downs and the two small sheets."""

import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from leadtool.write.column_notes import COLUMN_NOTES

NUMBER_STYLE: Final = 1
"""The style that number cells carry: the first format in use after the default, which is text."""

CLASS_COLOURS: Final = {
    "new": ("#DBEAFE", "#1E3A8A"),
    "working": ("#DCFCE7", "#14532D"),
    "nurturing": ("#FEF3C7", "#78350F"),
    "unqualified": ("#E5E7EB", "#374151"),
}
TIER_COLOURS: Final = {"A": ("#BBF7D0", "#14532D"), "B": ("#DBEAFE", "#1E3A8A")}
_TAB_COLOURS: Final = {"leads": "#0F766E", "review": "#D97706", "junk": "#9CA3AF", "rejected": "#9CA3AF"}
_WIDTHS: Final = {
    "lt_full_name": 24, "lt_company": 26, "lt_class": 13, "lt_tier": 7, "lt_score": 8, "lt_next_action": 44,
    "lt_best_channel": 13, "lt_email": 30, "lt_phone": 17, "lt_interest": 11, "lt_ability": 11, "lt_authority": 11,
    "raw_text": 80, "before": 40, "after": 40, "reason": 40, "line": 10, "row": 8, "rule": 8, "file": 24, "decision": 14,
}  # fmt: skip
_STRINGS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
    "default_format_properties": {"num_format": 49, "font_name": "Calibri", "font_size": 11},
}
_CREATED: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
DECISIONS: Final = ("merge", "apart")


@dataclass(frozen=True, kw_only=True)
class FramedSheet:
    """One sheet to frame; the columns of a lead sheet are `front` read ones, `originals`, then the rest, folded away."""

    name: str
    table: str
    columns: tuple[str, ...]
    rows: int
    front: int
    originals: int

    @property
    def holds_leads(self) -> bool:
        """Whether its rows are leads."""
        return "lt_id" in self.columns


def frame(sheets: Sequence[FramedSheet], summary: Mapping[str, Any], cut: int) -> bytes:
    """A workbook with every sheet and header but no rows below them, and the Sources and Summary sheets whole."""
    import xlsxwriter  # late: only a workbook needs it

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, dict(_STRINGS))
    book.set_properties({"title": "Cleaned leads", "created": _CREATED})
    formats = _formats(book)
    for sheet in sheets:
        _frame_sheet(book.add_worksheet(sheet.name), sheet, formats)
    _sources(book.add_worksheet("Sources"), summary.get("sources", []), formats)
    _summary(book.add_worksheet("Summary"), summary, formats, cut)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    header = {"bold": True, "valign": "vcenter", "text_wrap": True, "bottom": 1, "num_format": 49}
    formats = {
        "number": book.add_format({"num_format": "General", "font_name": "Calibri", "font_size": 11}),
        "front": book.add_format({**header, "bg_color": "#0F766E", "font_color": "#FFFFFF", "bottom_color": "#0B4F4A"}),
        "original": book.add_format({**header, "bg_color": "#E2E8F0", "font_color": "#0F172A", "bottom_color": "#94A3B8"}),
        "added": book.add_format({**header, "bg_color": "#CCFBF1", "font_color": "#134E4A", "bottom_color": "#5EEAD4"}),
        "money": book.add_format({"num_format": 4}),
        "bold": book.add_format({"bold": True, "num_format": 49}),
        "title": book.add_format({"bold": True, "font_size": 15, "font_color": "#0F766E", "num_format": 49}),
    }
    for word, (paper, ink) in {**CLASS_COLOURS, **TIER_COLOURS}.items():
        formats[f"is {word}"] = book.add_format({"bg_color": paper, "font_color": ink})
    return formats


def _frame_sheet(page: Any, sheet: FramedSheet, formats: Mapping[str, Any]) -> None:
    page.set_row(0, 32)
    if sheet.table in _TAB_COLOURS:
        page.set_tab_color(_TAB_COLOURS[sheet.table])
    folded_from = sheet.front + sheet.originals
    for at, name in enumerate(sheet.columns):
        kind = "original"
        folded: dict[str, Any] = {}
        if sheet.holds_leads:
            kind = "front" if at < sheet.front else "original" if at < folded_from else "added"
            folded = {"level": 1, "hidden": True} if at >= folded_from else {}
        # The score's column is the first thing with a format, so that its style is NUMBER_STYLE.
        page.set_column(at, at, _WIDTHS.get(name, 18), formats["number"] if name == "lt_score" else None, folded)
        page.write_string(0, at, name[:32_000], formats[kind])
        if name in COLUMN_NOTES and (sheet.holds_leads and name.startswith("lt_")):
            page.write_comment(0, at, COLUMN_NOTES[name], {"x_scale": 2, "author": "leadtool"})
    if sheet.holds_leads:
        page.set_column(len(sheet.columns), len(sheet.columns), None, None, {"collapsed": True})
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, sheet.rows), len(sheet.columns) - 1)
    _colour(page, sheet, formats)
    if sheet.table == "review" and "decision" in sheet.columns:
        at = sheet.columns.index("decision")
        page.data_validation(
            1, at, max(1, sheet.rows), at,
            {
                "validate": "list", "source": list(DECISIONS), "input_title": "Decision",
                "input_message": "merge: the two are one; apart: they are not; empty: not decided",
            },
        )  # fmt: skip
    page.set_landscape()
    page.fit_to_pages(1, 0)
    if sheet.holds_leads:  # on paper, what a person reads; eighty columns on one page nobody could
        page.print_area(0, 0, max(1, sheet.rows), sheet.front - 1)
    page.repeat_rows(0)


def _colour(page: Any, sheet: FramedSheet, formats: Mapping[str, Any]) -> None:
    if not sheet.holds_leads or not sheet.rows:
        return
    for column, colours in (("lt_class", CLASS_COLOURS), ("lt_tier", TIER_COLOURS)):
        at = sheet.columns.index(column)
        for word in colours:
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": formats[f"is {word}"]}
            page.conditional_format(1, at, sheet.rows, at, rule)
    at = sheet.columns.index("lt_score")
    page.conditional_format(1, at, sheet.rows, at, {"type": "data_bar", "bar_color": "#99F6E4"})


def _sources(page: Any, sources: Sequence[Mapping[str, Any]], formats: Mapping[str, Any]) -> None:
    keys = list(sources[0]) if sources else ["name", "kind", "rows", "usable", "price", "currency", "cost_per_usable"]
    page.set_row(0, 32)
    for at, key in enumerate(keys):
        page.set_column(at, at, 24 if key == "name" else 14)
        page.write_string(0, at, key.replace("_", " "), formats["original"])
        for row, source in enumerate(sources, start=1):
            _cell(page, row, at, source.get(key), formats["money" if key in ("price", "cost_per_usable") else "number"])
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(sources)), len(keys) - 1)


def _summary(page: Any, summary: Mapping[str, Any], formats: Mapping[str, Any], cut: int) -> None:
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 18)
    page.write_string(0, 0, "What became of the list", formats["title"])
    row = 2
    page.write_string(row, 0, "as of", formats["bold"])
    page.write_string(row, 1, str(summary.get("as_of", "")))
    for title in ("ledger", "classes", "stages", "tiers", "rules"):
        row += 2
        page.write_string(row, 0, title, formats["bold"])
        for key, n in summary.get(title, {}).items():
            row += 1
            _cell(page, row, 0, key.replace("_", " "), formats["number"])
            _cell(page, row, 1, n, formats["number"])
    if cut:
        row += 2
        page.write_string(row, 0, f"{cut} cells were too long for a workbook and are cut; the CSV tables hold them whole.")


def _cell(page: Any, row: int, at: int, value: Any, style: Any) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(row, at, value, style)
    elif value is not None:
        page.write_string(row, at, str(value)[:32_000])
