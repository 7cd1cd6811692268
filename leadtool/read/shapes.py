"""The shape of a cell: what kind of value it looks like, before anybody knows its column."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

Shape = Literal["", "email", "url", "date", "number", "phone", "text"]

_LONGEST: Final = 254
# Signs that may stand in an address but hardly do, such as ^ or §, are likelier delimiters of a whole record.
_EMAIL = re.compile(r"""<?(?:mailto:)?[\w.+\-'’]{1,64}@[\w.\-]{1,180}\.[\w\-]{2,24}>?""")
_URL = re.compile(
    r"(?:https?://|www\.)\S+|(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|io|co|info|biz|eu|[a-z]{2})(?:/\S*)?", re.IGNORECASE
)
_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z| ?[+-]\d{2}:?\d{2})?)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:,? \d{1,2}:\d{2}(?::\d{2})?(?: ?[APap]\.?[Mm]\.?)?)?"
    r"|\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{2,4}"
)
_NUMBER = re.compile(r"[+-]?(?:[$€£¥] ?)?\d[\d.,' ]{0,30}(?:[eE][+-]?\d{1,3})?(?: ?[%$€£¥kKmM]| ?[A-Z]{3})?")
_PHONE = re.compile(r"(?:[A-Za-z]{1,6}[:.] ?)?[+(]?[\d ()./\-\u2010-\u2015\xa0]{6,30}(?: ?(?:x|ext\.?|#|;ext=) ?\d{1,6})?")

STRONG: Final = ("email", "url", "date", "number", "phone")
_LIKE: Final = {"phone": "number"}


@lru_cache(maxsize=20_000)
def shape(cell: str) -> Shape:
    """What a cell looks like; "" for an empty one.

    >>> [shape(c) for c in ("", "jo@acme.nl", "+34 600 123 456", "2026-10-01", "1.234,50", "acme.nl", "Jo")]
    ['', 'email', 'phone', 'date', 'number', 'url', 'text']
    """
    text = cell.strip().strip("'\"").strip()
    if not text:
        return ""
    if len(text) > _LONGEST:
        return "text"
    if "@" in text:
        return "email" if _EMAIL.fullmatch(text) else "text"
    if text[0] in "0123456789+-($€£¥" or text[-1].isdigit():
        if _DATE.fullmatch(text):
            return "date"
        digits = sum(c.isdigit() for c in text)
        if _NUMBER.fullmatch(text) and not (digits >= 7 and (" " in text or text[0] == "+")):
            return "number"
        if digits >= 6 and _PHONE.fullmatch(text):
            return "phone"
    return "url" if "." in text and " " not in text and _URL.fullmatch(text) else "text"


def alike(one: Shape, other: Shape) -> bool:
    """Whether two shapes can stand in one column: phones are often plain numbers."""
    return one == other or {one, other} == {"phone", "number"}


class Profile:
    """What each column of a table mostly holds, learnt from its first records.

    A column is strong in a shape when at least 70 % of its filled cells have it.
    """

    def __init__(self, rows: Sequence[Sequence[str]], width: int) -> None:
        self.width = width
        whole = [row for row in rows if len(row) == width]
        rows = whole if len(whole) >= 0.3 * len(rows) else rows
        self.rows = len(rows)
        self.strong: dict[int, Shape] = {}
        self.mixed: set[int] = set()  # columns of numbers that hold words, too: British zip codes among German ones
        self.seen: list[frozenset[str]] = []
        for at in range(width):
            kinds = [shape(row[at]) for row in rows if at < len(row)]
            full = [_LIKE.get(kind, kind) for kind in kinds if kind]
            self.seen.append(frozenset(full))
            if not full:
                continue
            best = max(sorted(set(full)), key=full.count)
            if best in STRONG and full.count(best) >= 0.7 * len(full):
                self.strong[at] = best  # type: ignore[assignment]
                if best in ("number", "phone") and full.count("text") >= 0.05 * len(full):
                    self.mixed.add(at)

    def fits(self, row: Sequence[str]) -> tuple[int, int]:
        """How many cells of a row agree with their strong columns, and how much the others contradict theirs.

        An e-mail address outside the e-mail columns counts double: it shows that cells have shifted.
        """
        good = bad = 0
        for at, cell in enumerate(row[: self.width]):
            kind = shape(cell)
            wanted = self.strong.get(at)
            if not kind or (wanted is None and kind != "email"):
                continue
            if wanted is not None and alike(wanted, kind):
                good += 1
            elif kind == "email":
                bad += 2 * ("email" in self.strong.values())
            elif kind != "text" or not (at in self.mixed or _says_nothing(cell, wanted)):
                bad += 1
        return good, bad

    def strange(self, row: Sequence[str]) -> int:
        """How many cells hold an address, number or date in a column that has none in at least ten records."""
        if self.rows < 10:
            return 0
        kinds = [shape(cell) for cell in row[: self.width]]
        return sum(kind in STRONG and _LIKE.get(kind, kind) not in self.seen[at] for at, kind in enumerate(kinds))


def _says_nothing(cell: str, wanted: Shape | None) -> bool:
    """Whether a text in a column of another shape is no contradiction: a damaged address, a sign, a word for "none"."""
    text = cell.strip()
    return len(text) <= 4 or not any(c.isalnum() for c in text) or (wanted == "email" and "@" in text)
