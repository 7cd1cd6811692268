"""What the values of a column look like: the kinds they are of, each as a share of the filled cells."""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.fields.countries import state_codes
from leadtool.vocab import fold, word_list

MOST_VALUES: Final = 400
"""Values looked at per column, spread evenly over the filled cells of the sample."""
_LONGEST_VALUE: Final = 254
_SHORTEST_ANSWER: Final = 3  # two letters may be a state ("CO") as well as a yes
_NO_ANSWER: Final = frozenset({"none", "never", "active", "selected", "enabled", "disabled", "not selected"})
_TICKS: Final = frozenset("✓✔☑✅●○◯✗✘☐❌×")

_EMAIL: Final = re.compile(r"^(?:mailto:)?[^@\s,;<>()]{1,64}@[^@\s,;<>()]{1,190}\.[^\W\d_]{2,24}$")
_EMAIL_INSIDE: Final = re.compile(r"[^@\s,;<>()]@[^@\s,;<>()]{1,190}\.\w")
_HASH: Final = re.compile(r"^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$")
_URL: Final = re.compile(r"^(?:https?://|www\.)\S+$", re.I)
_DOMAIN: Final = re.compile(r"^(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,18}/?$", re.I)
_DATE: Final = re.compile(
    r"^\d{1,4}[./-](?:\d{1,2}|[A-Za-z]{3,9})[./-]\d{2,4}(?:[T ,].{0,24})?$"  # 31.01.2026, 2026-01-31T10:00, 3-Jan-26
    r"|^\d{1,2} [^\W\d]{3,10}\.? \d{2,4}.{0,20}$"  # 31 Jan 2026
    r"|^[A-Za-z]{3,9}\.? \d{1,2},? \d{4}.{0,20}$"  # January 31, 2026
    r"|^\d{4}年\d{1,2}月\d{1,2}日?.{0,12}$"
    r"|^\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?.{0,12}$"  # 2026. 1. 31.
)
_PHONE: Final = re.compile(
    r"^(?:p:|tel:|[^\W\d]{0,6}[.:]? ?)?['+(]?[+(]?\d[\d ().\-/–\u00a0]{4,30}\d"
    r"(?:\s?(?:x|ext\.?|#|доб\.?|Durchwahl|poste|int\.?|wew\.?)\s?\d{1,6})?$",
    re.I,
)
_DAMAGED_PHONE: Final = re.compile(r"^\d[.,]\d{1,12}E\+?\d{1,2}$", re.I)
_DIGITS: Final = re.compile(r"^\d{1,20}(?:\.0)?$")
_NUMBER: Final = re.compile(
    r"^[~<>≥≤+\-]?\s?\D{0,4}\d[\d.,'  ]{0,20}\s?(?:[-–]|to|bis|a)?\s?\D{0,4}[\d.,'  ]{0,20}\s?[^\W\d]{0,8}[.%+€$£]?$"
)
_WORDS: Final = re.compile(r"^[^\W\d_][\w.'’\-]{0,30}(?:[ ,]{1,2}[^\W\d_][\w.'’\-]{0,30}){1,4}$")


class Profile(NamedTuple):
    """The filled cells of a column: how many there are and were looked at, the share of each kind, and how many differ.

    `states` is the share of values that are American states, by abbreviation or by name.
    """

    filled: int
    looked_at: int
    shares: dict[str, float]
    distinct: float
    states: float = 0.0

    def share(self, *kinds: str) -> float:
        """The share of values that are of any of these kinds."""
        return sum(self.shares.get(kind, 0.0) for kind in kinds)


EMPTY: Final = Profile(0, 0, {}, 0.0)


def profile(column: pa.Array) -> Profile:
    """The kinds of values in a text column."""
    trimmed = pc.utf8_trim_whitespace(column)
    filled = pc.filter(trimmed, pc.not_equal(trimmed, ""))
    n = len(filled)
    if n == 0:
        return EMPTY
    if n > MOST_VALUES:
        filled = pc.take(filled, pa.array([i * n // MOST_VALUES for i in range(MOST_VALUES)]))
    values = filled.to_pylist()
    counts = Counter(map(kind, values))
    shares = {k: c / len(values) for k, c in sorted(counts.items())}
    return Profile(n, len(values), shares, len(set(values)) / len(values), sum(map(_is_state, values)) / len(values))


def _is_state(value: str) -> bool:
    """Whether a value is an American state, and an abbreviation of one in capitals."""
    return (len(value) > 2 or value.isupper()) and fold(value[:40]) in state_codes("US")


@cache
def _known_words() -> dict[str, str]:
    """Folded values that tell their kind; words of yes and no are also those that flags are read with."""
    own = {fold(word): kind for kind, words in word_list("headers_values")["kinds"].items() for word in words}
    flags = word_list("flags")
    said = [fold(word) for answer in ("yes", "no") for word in flags[answer]]
    rest = {word: "yes_no" for word in said if word and not (word.isascii() and len(word) < _SHORTEST_ANSWER)}
    return {**{word: kind for word, kind in rest.items() if word not in _NO_ANSWER}, **own}


@cache
def _company_forms() -> frozenset[str]:
    return frozenset(fold(word) for word in word_list("headers_values")["company_forms"])


@lru_cache(maxsize=20_000)
def kind(value: str) -> str:
    """What one value looks like, in one word.

    >>> [kind(v) for v in ("jo@acme.nl", "+31 20 123 4567", "yes", "Acme BV", "Jan de Boer", "2026-01-31", "https://x.nl")]
    ['email', 'phone', 'yes_no', 'company', 'words', 'date', 'url']
    """
    value = value.strip().lstrip("'")
    if len(value) > _LONGEST_VALUE:
        return "long_text"
    if "@" in value:
        return "email" if _EMAIL.match(value) or _EMAIL_INSIDE.search(value) else "text"
    known = _known_words().get(fold(value))
    if known or value in _TICKS:
        return known or "yes_no"
    low = value.lower()
    if "linkedin.com/" in low:
        return "linkedin_company" if "/company/" in low or "/school/" in low else "linkedin"
    if _URL.match(value):
        return "url"
    if _HASH.match(value):
        return "hash"
    if _DOMAIN.match(value):
        return "domain"
    if _DIGITS.match(value):
        return "long_digits" if 9 <= len(value.removesuffix(".0")) <= 13 else "digits"
    if _DATE.match(value):
        return "date"
    if _DAMAGED_PHONE.match(value):
        return "damaged_phone"
    if _PHONE.match(value) and 6 <= sum(c.isdigit() for c in value) <= 20:
        return "phone" if value[0] in "+(0pPtT" else "number_with_signs"
    return _wordy(value)


def _wordy(value: str) -> str:
    """The kind of a value that is mostly words."""
    if any(c.isdigit() for c in value):
        return "number" if _NUMBER.match(value) and not value[:2].isalpha() else "text"  # "Ana2" is a name
    words = fold(value).split()
    if words and (words[-1] in _company_forms() or words[0] in _company_forms() or "".join(words[-2:]) in _company_forms()):
        return "company"
    if _WORDS.match(value):
        return "words"
    return "word" if len(words) == 1 else "text"
