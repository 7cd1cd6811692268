"""What a column's header and values say about reading it: order of dates, decimal sign, unit and currency."""

from functools import cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.columns.lexicon import tokens
from leadtool.vocab import word_list

DATE_FIELDS: Final = frozenset(
    "created_at updated_at last_contacted last_activity last_reply_at converted_at consent_at email_verdict_at".split()
)
MONEY_FIELDS: Final = frozenset("budget income deal_value revenue employees".split())
_SYMBOLS: Final = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "₽": "RUB",
    "₴": "UAH",
    "₹": "INR",
    "₺": "TRY",
    "₩": "KRW",
    "₪": "ILS",
    "฿": "THB",
    "₫": "VND",
}


class Hints(NamedTuple):
    """How to read a column; empty where nothing is known."""

    date_order: str = ""
    decimal: str = ""
    unit: float = 1.0
    currency: str = ""


def hints_of(field: str, header: str, column: pa.Array) -> Hints:
    """The hints for a column that was taken for `field`."""
    if field in DATE_FIELDS:
        return Hints(date_order=date_order(column))
    if field in MONEY_FIELDS:
        unit, currency = units_in(header)
        return Hints(decimal=decimal_sign(column), unit=unit, currency=currency)
    return Hints()


def date_order(column: pa.Array) -> str:
    """ "dmy" or "mdy" where some date of the column can only be one of them and none only the other; "ymd" for years first.

    Real dates of a workbook stand years first and say nothing of how the others were typed: those may prove their own order.

    >>> date_order(pa.array(["03/04/2026", "25/12/2026"], pa.large_string()))
    'dmy'
    """
    parts = pc.extract_regex(column, r"^\s*'?(?P<a>\d{1,4})[./\- ](?P<b>\d{1,2})[./\- ](?P<c>\d{2,4})(?:\D|$)")
    parts = parts.drop_null()
    if not len(parts):
        return ""
    a, b, c = (pc.struct_field(parts, name) for name in ("a", "b", "c"))
    years_first = pc.sum(pc.greater_equal(pc.utf8_length(a), 4)).as_py() or 0
    short = pc.less(pc.utf8_length(a), 3)
    if years_first * 2 > len(parts):
        return _proven(a, b, pc.and_(short, pc.equal(pc.utf8_length(c), 4))) or "ymd"
    return _proven(a, b, short)


def _proven(a: pa.Array, b: pa.Array, short: pa.Array) -> str:
    """The order that the first two numbers of these dates prove, "" where they prove none or both."""
    first, second = (pc.cast(pc.filter(part, short), pa.int32()) for part in (a, b))
    day_first = pc.any(pc.and_(pc.greater(first, 12), pc.less_equal(second, 12))).as_py()
    month_first = pc.any(pc.and_(pc.greater(second, 12), pc.less_equal(first, 12))).as_py()
    return "" if bool(day_first) == bool(month_first) else "dmy" if day_first else "mdy"


def decimal_sign(column: pa.Array) -> str:
    """The decimal sign that every telling number of the column agrees on, else "".

    >>> decimal_sign(pa.array(["1.234,50", "12"], pa.large_string())), decimal_sign(pa.array(["1,5", "2.5"], pa.large_string()))
    (',', '')
    """
    comma = pc.match_substring_regex(column, r"^[^\d]*\d{1,3}(\.\d{3})+(,\d{1,2})?\D*$|^[^\d]*\d+,\d{1,2}\D*$")
    point = pc.match_substring_regex(column, r"^[^\d]*\d{1,3}(,\d{3})+(\.\d{1,2})?\D*$|^[^\d]*\d+\.\d{1,2}\D*$")
    commas, points = (pc.any(found).as_py() for found in (comma, point))
    return "" if bool(commas) == bool(points) else "," if commas else "."


@cache
def _words() -> tuple[dict[str, str], dict[str, float]]:
    """Currency and unit words of headers, each as its tokens joined by a blank."""
    said = word_list("headers_units")
    currencies = {" ".join(tokens(word)): code for code, words in said["currencies"].items() for word in [code, *words]}
    units = {" ".join(tokens(word)): float(unit) for unit, words in said["units"].items() for word in words}
    return currencies, units


def units_in(header: str) -> tuple[float, str]:
    """The unit and the currency (ISO 4217, or "") that a header names.

    >>> units_in("Revenue (in 000s USD)"), units_in("Доход, тыс. руб"), units_in("Budget (€)")
    ((1000.0, 'USD'), (1000.0, 'RUB'), (1.0, 'EUR'))
    """
    currencies, units = _words()
    words = tokens(header)
    said = [" ".join(words[i : i + n]) for n in (3, 2, 1) for i in range(len(words) - n + 1)]
    unit = next((units[word] for word in said if word in units), 1.0)
    found = {currencies[word] for word in said if word in currencies} or {c for s, c in _SYMBOLS.items() if s in header}
    return unit, next(iter(found)) if len(found) == 1 else ""
