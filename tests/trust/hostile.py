"""Hostile text through every surface: cells, headers, file and sheet names, and everything that leadtool writes or shows."""

import csv
import re
import resource
import subprocess
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.runs import COMMAND

MARK = "zq7"
"""Stands in every hostile text, so that its traces can be found."""
STRINGS = {
    "a formula": f"=cmd|'/c calc'!{MARK}",
    "a link formula": f'=HYPERLINK("http://evil.test/{MARK}","x")',
    "an at-sum": f"@SUM({MARK})",
    "a full-width formula": f"＝1+{MARK}",
    "a tab formula": f"\t=1+{MARK}",
    "a script": f"<script>alert('{MARK}')</script>",
    "an event handler": f"\" onmouseover=alert('{MARK}') x=\"",
    "a script link": f"javascript:alert('{MARK}')",
    "an image": f"<img src=x onerror=alert('{MARK}')>",
    "the end of a script": f"</script><b>{MARK}",
    "a comment": f"--><!-- {MARK}",
    "rich markup": f"[red]{MARK}[/]",
    "broken markup": f"[/]{MARK}\\",
    "an emoji code": f":smile:{MARK}",
    "terminal colours": f"\x1b[31m{MARK}\x1b[0m",
    "a terminal title": f"\x1b]0;{MARK}\x07",
    "a template": "{{ 7*7 }}" + MARK,
    "a statement": "{% raise %}" + MARK,
    "a shell call": f"$(touch {MARK})`id`",
    "format fields": f"%s%n{{0}}{{}}{MARK}",
    "SQL": f"Robert'); DROP TABLE leads;--{MARK}",
    "a path": f"../../etc/{MARK}",
    "a device": f"CON{MARK}",
    "right to left": f"\u202e{MARK}\u202c",
    "zero width": f"a\u200b{MARK}",
    "a NUL": f"a\x00{MARK}",
    "many blanks": " " * 20_000 + MARK,
    "a long address": "a" * 20_000 + f"!{MARK}",
    "many a's at": ("a." * 5_000) + f"@{MARK}",
    "combining marks": "e" + "\u0301" * 500 + MARK,
    "a lone surrogate in WTF-8": f"a\udc80{MARK}",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SLOWEST = 20.0  # seconds of work for a run


def matrix(folder: Path) -> Iterator[tuple[str, object, object]]:
    """Each text and what happened to it on every surface; `inert` is what must be."""
    for name, text in STRINGS.items():
        place = folder / "".join(c if c.isalnum() else "-" for c in name)
        place.mkdir()
        yield name, "inert", _inert(place, text)


def _inert(place: Path, text: str) -> str:
    """`inert`, or the first surface on which the text did or broke something."""
    return inert(place, [text])


def inert(place: Path, texts: list[str]) -> str:
    """`inert`, or the first surface on which one of these texts, in every column of one list, did or broke something."""
    columns = ["First Name", "Last Name", "Email", "Phone", "Company", "City", "Website", "Notes", "Lead Status"]
    plain = ["Marisol", "Penhallow", "marisol@granitepeakfreight.com", "(303) 845-7721", "Granite Peak", "Denver", "", "", "New"]
    rows = [([*plain[:at], text, *plain[at + 1 :]], text) for text in texts for at in range(len(columns))]
    headers = [*columns, *(f"X {text}"[:200] for text in texts)]
    source = place / "list.csv"
    with source.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerows([headers, *([*row, *([text] * len(texts))] for row, text in rows)])
    began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = _command(place, "clean", source.name, "-o", "out", "--format", "xlsx", "--as-of", "2026-11-20")
    if done.returncode != 0:
        return f"exit {done.returncode}"
    if resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began > _SLOWEST:
        return "too slow"
    out = place / "out"
    surfaces = {"terminal": done.stderr + done.stdout}
    for arguments in (("report", source.name), ("explain", "out", "2"), ("columns", source.name), ("verify", "out")):
        shown = _command(place, *arguments)
        if shown.returncode != 0:
            return f"{arguments[0]}: exit {shown.returncode}"
        surfaces[arguments[0]] = shown.stderr + shown.stdout
    for name, shown_text in surfaces.items():
        if _CONTROL.search(shown_text):
            return f"{name}: a control character"
    if (place / MARK).exists():
        return "a shell call was carried out"
    return _spreadsheets(out) or _page(out / "report.html") or "inert"


def _command(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=place, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )


_PHONE = re.compile(r"[+(]?[\d ().-]{5,25}( ?(x|ext\.?) ?\d{1,6})?|\+\d{6,15}(;\+\d{6,15})*|[+-]?\d[\d.,]*%?")


_LIVE = frozenset("=+-@|%＝＋－＠\t\r\n\x00")


def _spreadsheets(out: Path) -> str:
    """The first cell of a table that a spreadsheet would carry out, else ""."""
    for path in sorted(out.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    bare = cell.lstrip(" \u00a0\u200b\u200c\u200d\ufeff\u2060")
                    if bare and bare[0] in _LIVE and not _PHONE.fullmatch(cell):
                        return f"{path.name}: a live formula"
    with zipfile.ZipFile(out / "leads.xlsx") as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    if not sheets or any(b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet for sheet in sheets):
        return "leads.xlsx: a live formula or link"
    return ""


class _Page(HTMLParser):
    """Collects what a page could carry out: tags, event handlers and links in which the mark stands."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        for name, value in attrs:
            if MARK in name or (MARK in (value or "") and (name.startswith("on") or name in ("href", "src", "style"))):
                self.live.append(f"<{tag} {name}>")

    def handle_data(self, data: str) -> None:
        if self.inside in ("script", "style") and MARK in data:
            self.live.append(f"<{self.inside}>")

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.inside = ""

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.live.append("a comment")


def _page(path: Path) -> str:
    """The first place of the report page where the text is more than text, else ""."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return f"report.html: {page.live[0]}" if page.live else ""
