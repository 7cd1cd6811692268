"""Figures: money and counts as people write them → a range `low..high CUR`, and the range back as numbers."""

import re
import unicodedata
from functools import cache
from typing import Final

from leadtool.fields.figure_reading import FigureReading, number_words
from leadtool.fields.ranges import ParsedFigure, Range, read_range, write_range
from leadtool.rules import value as rules
from leadtool.vocab import fold, word_list

__all__ = ["ParsedFigure", "Range", "parse_figure", "read_range", "write_range"]

LONGEST: Final = 100
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−～〜~∼﹣→", "-") | {"＜": "<", "＞": ">", "﹢": "+"})
_NO_CENTS = re.compile(r"(?<=\d)[.,][-–—]{1,2}(?=\D|$)")
_IN_BRACKETS = re.compile(r"\([^()\d-]{0,5}\d[\d.,]{0,20}[^()\d]{0,5}\)")


@cache
def _none_words() -> frozenset[str]:
    return frozenset(word_list("figures")["none"])


def parse_figure(
    cell: str, *, decimal: str = "", unit: float = 1.0, currency: str = "", country: str = "", count: bool = False
) -> ParsedFigure:
    """Read one amount, count or range of them.

    `unit` multiplies a figure that has no unit of its own (a header that says thousands); `currency` is the column's;
    `country` says whose dollar a bare "$" is. A `count` has no decimals, so "1.000" is a thousand for sure.

    >>> parse_figure("$50k-100k").text, parse_figure("über 1,5 Mio. €").text, parse_figure("80.000 – 100.000 руб").text
    ('50000..100000 USD', '1500000.. EUR', '80000..100000 RUB')
    """
    text = cell.strip()
    folded = fold(text[:LONGEST])
    if not text or folded in _none_words() or not any(c.isalnum() or c == "?" for c in text):
        return ParsedFigure("")
    if len(text) > LONGEST:
        return ParsedFigure("", (rules.FIGURE_UNREADABLE.code,))
    if folded in number_words() and text[0] not in "<>≤≥":
        value = number_words()[folded]
        return ParsedFigure(write_range(value, value, currency)) if value or count or folded == "zero" else ParsedFigure("")
    plain = unicodedata.normalize("NFKC", text).lower().lstrip("~〜～∼≈±≅ ").translate(_DASHES)  # about
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    if _IN_BRACKETS.fullmatch(plain):
        return ParsedFigure("", (rules.FIGURE_NEGATIVE.code,))
    return FigureReading(_NO_CENTS.sub("", plain), decimal, unit, currency, country, count).figure()
