"""Counts: numbers of employees and of contacts so far."""

import re
from typing import Final

from leadtool.fields.dates import month_number
from leadtool.fields.money import ParsedFigure, parse_figure, read_range, write_range
from leadtool.rules import value as rules

MOST_CONTACTS: Final = 10_000
"""A larger number of contacts is a date or an id."""
MOST_EMPLOYEES: Final = 10_000_000
_MONTH_AND_NUMBER = re.compile(r"(?:(?P<m>[^\W\d_]{3,9})|(?P<d>\d{1,2}))\.?[-/ .](?:(?P<m2>[^\W\d_]{3,9})|(?P<d2>\d{1,2}))\.?")
_ISO_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?: 00:00(?::00)?)?")


def parse_employees(cell: str, *, decimal: str = "", unit: float = 1.0) -> ParsedFigure:
    """A number or range of employees; a range that a spreadsheet turned into a date is read back.

    >>> parse_employees("11-50").text, parse_employees("Nov-50").text, parse_employees("1.000+").text
    ('11..50', '11..50', '1000..')
    """
    restored = _range_from_date(cell.strip())
    if restored:
        return ParsedFigure(restored, (rules.FIGURE_AS_DATE.code,))
    read = parse_figure(cell, decimal=decimal, unit=unit, count=True)
    ends = read_range(read.text)
    if max(ends.low or 0, ends.high or 0) > MOST_EMPLOYEES:
        return ParsedFigure("", (rules.FIGURE_UNREADABLE.code,))
    return read


def _range_from_date(cell: str) -> str:
    """The range that 10-Jan, Nov-50, 2026-05-10 or 1950-11-01 was before a spreadsheet took it for a date; else ""."""
    iso = _ISO_DAY.fullmatch(cell)
    if iso:
        other = int(iso["y"]) % 100 if iso["d"] == "01" and int(iso["y"]) < 2000 else int(iso["d"])
        return _ends(int(iso["m"]), other)
    found = _MONTH_AND_NUMBER.fullmatch(cell)
    if not found or bool(found["m"]) == bool(found["m2"]):
        return ""
    month = month_number(found["m"] or found["m2"])
    return _ends(month, int(found["d"] or found["d2"])) if month else ""


def _ends(one: int, other: int) -> str:
    low, high = sorted((one, other))
    return write_range(float(low), float(high)) if 1 <= low < high else ""


def parse_contact_count(cell: str) -> ParsedFigure:
    """How often somebody was contacted, as digits: the lower end of a range, the figure of “5+”.

    >>> parse_contact_count("3 times").text, parse_contact_count("never").text, parse_contact_count("5+").text
    ('3', '0', '5')
    """
    read = parse_figure(cell, count=True)
    ends = read_range(read.text)
    number = ends.low if ends.low is not None else ends.high
    if number is None:
        return read
    if number > MOST_CONTACTS or number != int(number):
        return ParsedFigure("", (rules.FIGURE_UNREADABLE.code,))
    return ParsedFigure(str(int(number)), read.rules)
