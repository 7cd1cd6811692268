"""Ranges of figures as text: `80000..120000 USD`, either end may be missing."""

import re
from typing import NamedTuple

_RANGE = re.compile(r"(\d+(?:\.\d+)?)?\.\.(\d+(?:\.\d+)?)?(?: ([A-Z]{3}))?")


class Range(NamedTuple):
    """A range of figures; an end that nobody said is None. `currency` is ISO 4217 or ""."""

    low: float | None
    high: float | None
    currency: str


class ParsedFigure(NamedTuple):
    """A range as text (`80000..120000 USD`), or "", and the codes of the rules that fired."""

    text: str
    rules: tuple[str, ...] = ()


def read_range(text: str) -> Range:
    """The range that `parse_figure` wrote as text.

    >>> read_range("80000..120000 USD"), read_range("..50")
    (Range(low=80000.0, high=120000.0, currency='USD'), Range(low=None, high=50.0, currency=''))
    """
    found = _RANGE.fullmatch(text)
    if not found:
        return Range(None, None, "")
    return Range(float(found[1]) if found[1] else None, float(found[2]) if found[2] else None, found[3] or "")


def write_range(low: float | None, high: float | None, currency: str = "") -> str:
    """A range as text; "" where neither end is known."""
    if low is None and high is None:
        return ""
    ends = "..".join("" if x is None else f"{x:.2f}".rstrip("0").rstrip(".") for x in (low, high))
    return f"{ends} {currency}".rstrip()
