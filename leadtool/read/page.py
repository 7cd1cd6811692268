"""The table in the page: which row is the header, what stands above it, and what below it is no record."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from leadtool.read.header_words import names_somebody, surely_names_columns
from leadtool.read.shapes import Profile, shape
from leadtool.rules.reading import DRAWN_LINE, SECOND_HEADER, TITLE, UNITS
from leadtool.vocab import fold, word_list

HEAD: Final = 60  # rows among which the header is looked for
_ADDRESSED: Final = re.compile(r"<[^<>@\s]{1,64}@[^<>@\s]{1,200}>")  # a person with an address, as in a mail's head
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
BELOW: Final = 200  # rows below it that say what the columns hold

_DRAWN: Final = frozenset("-=+:|_─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬ \t")  # what a line between rows is drawn with
_ALONE: Final = frozenset("*~#")  # signs that mean "hidden" where each cell holds some
_SHORTEST_LINE: Final = 3  # signs


@cache
def words(kind: str) -> frozenset[str]:
    """The folded words of one kind (`header`, `footer`, `sum`, `unit`) in data/table_words.toml."""
    return frozenset(fold(word) for word in word_list("table_words")[kind])


@dataclass(frozen=True, kw_only=True)
class Page:
    """Where the table stands: `above` rows before the header, then the header (if any), then `below` rows of units.

    `trailing` says that records end with a delimiter, behind which there is nothing; `open_last` that the last column is
    written without quotes although its text holds delimiters.
    `rules` gives the rule of each of the first rows that is no record, by its place among all rows of the page.
    """

    header_at: int | None
    header: tuple[str, ...]
    width: int
    rules: dict[int, str] = field(default_factory=dict)
    profile: Profile
    evidence: str = ""
    warnings: tuple[str, ...] = ()
    trailing: bool = False
    open_last: bool = False

    @property
    def last(self) -> int:
        """The place of the last row that was judged here."""
        return max([-1 if self.header_at is None else self.header_at, *self.rules])

    def widened(self, width: int) -> "Page":
        """The same page with more columns, which have no name."""
        header = (*self.header, *[""] * (width - len(self.header))) if self.header_at is not None else ()
        return replace(self, width=width, header=header)


def trimmed(row: Sequence[str]) -> int:
    """How many cells a row has without the empty ones at its end."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def is_drawn(row: Sequence[str]) -> bool:
    """Whether a row holds nothing but a line drawn with signs.

    >>> is_drawn(["+----+---+"]), is_drawn(["", "----", "--:"]), is_drawn(["-", ""]), is_drawn(["Jo", "---"])
    (True, True, False, False)
    """
    texts = [cell.strip() for cell in row if cell.strip()]
    signs = _DRAWN if len(texts) > 1 else _DRAWN | _ALONE
    return sum(map(len, texts)) >= _SHORTEST_LINE * max(1, len(texts)) and all(signs.issuperset(text) for text in texts)


def filled(row: Sequence[str]) -> int:
    """How many cells of a row are not empty."""
    return sum(1 for cell in row if cell.strip())


def find_table(rows: Sequence[Sequence[str]], *, no_header: bool, grid: bool) -> Page:
    """The table among the first rows of a page; `grid` says that all rows are equally long because a sheet is a rectangle."""
    full = [at for at, row in enumerate(rows) if filled(row)]
    if not full:
        return Page(header_at=None, header=(), width=0, profile=Profile([], 0))
    lengths = [trimmed(row) if grid else len(row) for row in rows]
    usual = _usual_width(full, lengths)
    first = next((at for at in full[:HEAD] if _begins(rows, at, usual, lengths)), full[0])
    sure = None if no_header else _sure_header(rows, full, usual)
    first = sure if sure is not None else first if no_header else _fuller(rows, first, full)
    header_at = None if no_header else sure if sure is not None else _header(rows, first, full)
    if header_at is None:
        if not grid:
            first = next(at for at in full if lengths[at] == usual or at == first)
        return _headless(rows, first, full, lengths, no_header)
    header = tuple(rows[header_at][: lengths[header_at]])
    body = [rows[at] for at in full if at > header_at][:BELOW]
    header = header if grid else _as_wide_as(header, body)
    width = max(len(header), 1)
    if grid:
        width = max(width, *(trimmed(row) for row in body), 1) if body else width
        header = (*header, *[""] * (width - len(header)))
    profile = Profile(body, width)
    rules = {at: DRAWN_LINE.code if is_drawn(rows[at]) else TITLE.code for at in full if at < header_at}
    rules |= {at: SECOND_HEADER.code for at in rules if at == header_at - 1 and filled(rows[at]) >= max(2, width // 2)}
    after = [at for at in full if at > header_at]
    for at in after[:3]:
        rule = _no_record(rows[at], header, profile, len(after))
        if rule is None:
            break
        rules[at] = rule
    body = [rows[at] for at in after if at not in rules][:BELOW]
    trailing = sum(len(row) == width + 1 and not row[-1] for row in body) > 0.5 * len(body)
    page = Page(header_at=header_at, header=header, width=width, rules=rules, profile=Profile(body, width), trailing=trailing)
    beyond = [row for row in body if len(row) > width and trimmed(row) > width]
    many = not grid and len(beyond) >= max(3, 0.1 * len(body))
    return replace(page, open_last=many and all(ends_in_prose(row, page) for row in beyond))


def ends_in_prose(row: Sequence[str], page: Page) -> bool:
    """Whether the cells of a row beyond the last column are the rest of its text: each begins with a blank, none before does."""
    if page.width < 3 or page.width - 1 in page.profile.strong:
        return False
    good, bad = page.profile.fits(row[: page.width - 1])
    spaced = [cell[:1] == " " for cell in row]
    return good > 0 and bad == 0 and all(spaced[page.width :]) and not any(spaced[: page.width])


def _usual_width(full: Sequence[int], lengths: Sequence[int]) -> int:
    counts = Counter(lengths[at] for at in full)
    return max(counts, key=lambda width: (counts[width] * (width > 1), counts[width], width))


def _begins(rows: Sequence[Sequence[str]], at: int, usual: int, lengths: Sequence[int]) -> bool:
    """Whether the table can begin with this row: filled well enough, and not a title above a wider table."""
    row = rows[at]
    if usual <= 1:
        return True
    enough = filled(row) >= max(2, (min(usual, 40) + 1) // 2)
    if not enough and filled(row) >= 2 and abs(lengths[at] - usual) <= 1 and known_words(row) >= 2:
        return True
    return enough


def _sure_header(rows: Sequence[Sequence[str]], full: Sequence[int], usual: int) -> int | None:
    """The row that is the header by its words alone, below fewer cells at most; None where words alone do not tell."""
    best, most = None, 0
    for at in full[:HEAD]:
        row = rows[at]
        size = filled(row)
        if any(shape(cell) in ("email", "phone") for cell in row):
            break
        if size > most and (size > 1 or (usual <= 1 and at == full[0])) and surely_names_columns(row):
            best = at
        most = max(most, size)
    return best


def _counts_columns(row: Sequence[str]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 or A, B, C."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(cells) > 1 and cells in ([str(n + 1) for n in range(len(cells))], list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(cells)]))


_TOLD_BY_NAME: Final = {
    "email": ("mail", "correo", "почт", "メール", "邮箱"),
    "number": ("tel", "phone", "mobil", "тел", "電話", "电话"),
}


def _as_wide_as(header: tuple[str, ...], body: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The header with blank names added where nearly all records are longer than it: in front where the names fit so."""
    lengths = Counter(trimmed(row) for row in body)
    width, count = max(lengths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    if width <= len(header) or count < 3 or count < 0.6 * len(body):
        return header
    if all(row[len(header)][:1] == " " for row in body if trimmed(row) > len(header)):
        return header  # the rest of a text, not a column
    profile = Profile(body, width)
    missing = [""] * (width - len(header))

    def agree(names: Sequence[str]) -> int:
        folded = [fold(name) for name in names]
        return sum(any(word in folded[at] for word in _TOLD_BY_NAME.get(kind, ())) for at, kind in profile.strong.items())

    after, before = [*header, *missing], [*missing, *header]
    return tuple(before if agree(before) > agree(after) else after)


def _fuller(rows: Sequence[Sequence[str]], first: int, full: Sequence[int]) -> int:
    """The row below that is plainly the header, where the rows before it are fewer cells such as "Exported: 2026-10-01"."""
    after = [at for at in full if at > first]
    if _counts_columns(rows[first]) and after and _names_columns(rows[after[0]], [rows[at] for at in after[1:]][:BELOW]):
        return after[0] if known_words(rows[after[0]]) else first
    before = [filled(rows[first])]
    for at in [at for at in full if at > first][:15]:
        if filled(rows[at]) > max(before) and known_words(rows[at]) >= 2 > known_words(rows[first]):
            below = [rows[k] for k in full if k > at][:BELOW]
            if _names_columns(rows[at], below):
                return at
        before.append(filled(rows[at]))
    return first


def known_words(row: Sequence[str]) -> int:
    """How many cells of a row are words that headers consist of."""
    known = words("header")
    return sum(1 for cell in row if len(cell) < 80 and cell.strip() and fold(cell) in known)


def _header(rows: Sequence[Sequence[str]], first: int, full: Sequence[int]) -> int | None:
    """The header's place: the first table row, or the one below it where that one names more columns; None without one."""
    row = rows[first]
    below = [rows[at] for at in full if at > first][:BELOW]
    if not _names_columns(row, below):
        return None
    after = [at for at in full if at > first][:1]
    if after and len(below) > 1:
        following = rows[after[0]]
        profile = Profile(below[1:], len(following))
        sparse = filled(row) < filled(following) and any(not cell.strip() for cell in row[: trimmed(following)])
        if sparse and _names_columns(following, below[1:]) and all(shape(c) in ("", "text") for c in following):
            contrast = sum(at < len(following) and bool(following[at].strip()) for at in profile.strong)
            if contrast or known_words(following) > known_words(row):
                return after[0]
    return first


def _names_columns(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row names columns and is not itself a record."""
    kinds = [shape(cell) for cell in row]
    known = known_words(row)
    if known and any(_YEAR.fullmatch(cell.strip()) for cell in row):
        kinds = ["text" if _YEAR.fullmatch(cell.strip()) else kind for cell, kind in zip(row, kinds, strict=True)]
    if (
        "email" in kinds
        or any(_ADDRESSED.search(cell[:300]) for cell in row)
        or (any(kind in ("date", "url") for kind in kinds) and known < 2)
    ):
        return False
    profile = Profile(below, len(row))
    same = sum(kind in ("number", "phone") and profile.strong.get(at) in ("number", "phone") for at, kind in enumerate(kinds))
    texts = sum(kind == "text" for kind in kinds)
    if (kinds.count("phone") and known < 2) or (same and known < 2 and same + kinds.count("phone") >= 0.3 * max(1, len(kinds))):
        return not _shares(row, below) and texts > same and not any(k == "phone" for k in kinds) and known > 0
    if not texts:
        return False
    if not known and not profile.strong and below and (len(row) == 1 or names_somebody(row)):
        return False
    return not (known == 0 and below and _shares(row, below))


def _shares(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a value of the row stands in the same column further down: then the row is one of them."""
    return any(
        cell.strip() and any(at < len(other) and other[at] == cell and list(other) != list(row) for other in below[:BELOW])
        for at, cell in enumerate(row)
    )


def _no_record(row: Sequence[str], header: Sequence[str], profile: Profile, rows: int) -> str | None:
    """The rule under which a row right below the header is no record, or None."""
    cells = [cell.strip() for cell in row if cell.strip()]
    kinds = [shape(cell) for cell in row[: profile.width]]
    if not cells or "email" in kinds or "phone" in kinds:
        return None
    if is_drawn(cells):
        return DRAWN_LINE.code
    units = words("unit")
    unitlike = sum((cell[0] in "([<{" and cell[-1] in ")]>}") or fold(cell) in units for cell in cells)
    contrary = [at for at in profile.strong if at < len(kinds) and kinds[at] == "text"]
    agreeing = [at for at, kind in profile.strong.items() if at < len(kinds) and kinds[at] and kinds[at] == kind]
    only_figures = all(profile.strong.get(at) in ("number", "date") for at, cell in enumerate(row) if cell.strip())
    if not agreeing and (unitlike >= max(1, 0.7 * len(cells)) or (only_figures and contrary and max(map(len, cells)) <= 20)):
        return UNITS.code
    if agreeing or rows < 2 or len(cells) < max(2, 0.5 * len([h for h in header if h.strip()])):
        return None
    known = known_words(row)
    emails = [at for at in contrary if profile.strong[at] == "email"]
    if (known >= 2 and known >= 0.3 * len(cells) and (contrary or known >= 0.6 * len(cells))) or (
        len(contrary) >= 2 and emails and len(set(cells)) == len(cells)
    ):
        return SECOND_HEADER.code
    return None


def _headless(rows: Sequence[Sequence[str]], first: int, full: Sequence[int], lengths: Sequence[int], asked: bool) -> Page:
    """A table without a header: its width is the widest that more than a twentieth of the rows have."""
    counts = Counter(lengths[at] for at in full if at >= first)
    total = sum(counts.values())
    width = max(w for w, n in counts.items() if n > 0.05 * total or n == max(counts.values()))
    body = [rows[at] for at in full if at >= first][:BELOW]
    rules = {at: DRAWN_LINE.code if is_drawn(rows[at]) else TITLE.code for at in full if at < first and not asked}
    warnings = () if asked else ("There is no header line: columns are named column_1, column_2 … (use --no-header to say so)",)
    return Page(header_at=None, header=(), width=width, rules=rules, profile=Profile(body, width), warnings=warnings)


def column_names(header: Sequence[str], width: int) -> tuple[str, ...]:
    """Unique names for the columns: a blank header cell becomes `column_7`, a repeated one gets `__2`.

    >>> column_names(("Email", "", "Email"), 4)
    ('Email', 'column_2', 'Email__2', 'column_4')
    """
    taken = {cell for cell in header if cell.strip()}
    names: list[str] = []
    seen: set[str] = set()
    for at in range(width):
        cell = header[at] if at < len(header) else ""
        name = cell if cell.strip() else f"column_{at + 1}"
        number = 2
        while name in seen or (name in taken and name != cell):
            name = f"{cell if cell.strip() else f'column_{at + 1}'}__{number}"
            number += 1
        seen.add(name)
        names.append(name)
    return tuple(names)
