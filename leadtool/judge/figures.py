"""Ranges of money and counts as parsing writes them: `80000..120000 USD`, `100000.. EUR`, `50..200`, `42`."""

from functools import lru_cache
from typing import Final, NamedTuple

from leadtool.vocab import word_list


class Range(NamedTuple):
    """A range of numbers; either end may be missing, `currency` may be ""."""

    low: float | None
    high: float | None
    currency: str


NOTHING: Final = Range(None, None, "")


@lru_cache(maxsize=20_000)
def parse_range(text: str) -> Range:
    """The range a parsed cell holds; nothing where it holds none.

    >>> parse_range("80000..120000 USD"), parse_range("100000.. EUR").high, parse_range("42").low
    (Range(low=80000.0, high=120000.0, currency='USD'), None, 42.0)
    """
    numbers, _, currency = text.strip().partition(" ")
    low, dots, high = numbers.partition("..")
    try:
        first = float(low) if low else None
        last = (float(high) if high else None) if dots else first
    except ValueError:
        return NOTHING
    return Range(first, last, currency.strip())


def shown(cell: str) -> str:
    """A range as a person would write it.

    >>> shown("5000..5000 EUR"), shown("5..10 EUR"), shown("60000.. USD"), shown("..50")
    ('5000 EUR', '5..10 EUR', 'from 60000 USD', 'up to 50')
    """
    numbers, _, currency = cell.partition(" ")
    low, dots, high = numbers.partition("..")
    if dots:
        numbers = low if low == high else f"up to {high}" if not low else f"from {low}" if not high else numbers
    return f"{numbers} {currency}".strip()


def scale(currency: str) -> float:
    """About how many units of a currency are worth one euro; 1 where it is not known."""
    return float(word_list("qualification")["scale"].get(currency.upper(), 1.0))


def plain(number: float) -> str:
    """A number as a plain cell: no exponent, no needless decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def reaches(amount: Range, least: float) -> bool | None:
    """Whether an amount is at least this much; None where that cannot be said.

    A range counts by its lower end, or its middle when both are known; one that lies wholly below does not reach.
    """
    if amount.low is not None and amount.low >= least:
        return True
    if amount.high is not None and amount.high < least:
        return False
    if amount.low is not None and amount.high is not None:
        return (amount.low + amount.high) / 2 >= least
    return None
