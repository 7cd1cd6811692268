"""Dates: one cell in any usual notation → ISO 8601, honest about what cannot be known."""

import datetime
import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from leadtool.fields.clocks import clock_of, without_time
from leadtool.rules import times as rules
from leadtool.vocab import fold, word_list

LONGEST: Final = 60
"""A longer cell is no date."""


class ParsedDate(NamedTuple):
    """A date as ISO 8601, with its time if there was one, or ""; and the codes of the rules that fired."""

    iso: str
    rules: tuple[str, ...] = ()


NO_DATE: Final = ParsedDate("")

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?")
_ISO_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?")
_ERA = re.compile(r"(令和|平成|昭和|[rhs](?=\d))\s?(元|\d{1,2})\s?[年./]\s?(\d{1,2})\s?[月./]\s?(\d{1,2})\s?日?")
_ERA_START = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925}
_DATE_SIGNS = re.compile("[年月日년월일号號]")
_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"\d+|[^\s\d.,/\\()\-–:;'’\"]+")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|º|ª|°|-?го|\.?-?е|de)\b")
_MONTH_AND_SHORT_YEAR = re.compile(
    r"([^\W\d_]{3,10})\.?(?:-|\s?['’])(\d{2})"
)  # Dec-24, as spreadsheets write months; Dec 24 is a day
_RELATIVE_DAYS = re.compile(r"[+-]?\d{1,4} ?d(?:ays?)?(?: ago)?")
_EXCEL_FIRST, _EXCEL_LAST = 20_000, 60_000  # 1954 to 2064
_PLACEHOLDERS = frozenset(
    {(0, 0, 0), (1, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 0), (1900, 1, 1), (1901, 1, 1), (1904, 1, 1), (1970, 1, 1)}
    | {(9999, 12, 31), (1753, 1, 1), (1969, 12, 31), (1111, 11, 11), (9999, 9, 9), (2999, 12, 31)}
)


@cache
def _months() -> dict[str, int]:
    return {word: int(n) for n, words in word_list("months")["months"].items() for word in words.split("|")}


@cache
def _fillers() -> frozenset[str]:
    weekdays = word_list("months")["weekdays"]["words"].replace("|", " ").split()  # terça-feira stands as two words
    return frozenset(weekdays) | frozenset(word_list("dates")["fillers"])


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in word_list("dates")[name])


def parse_date(cell: str, *, order: str = "", month_first: bool = False, as_of: datetime.date, past: bool = True) -> ParsedDate:
    """Read one date.

    `order` is the column's order of day and month ("dmy", "mdy", "ymd" or "" where nobody knows); then `month_first` says how
    the lead's country writes. `past` events cannot be later than the day after `as_of`. A time is kept to the second, without
    its zone. A date that is impossible, relative or a placeholder gives "" and a finding.

    >>> parse_date("3. Oktober 2025 14:30 Uhr", as_of=datetime.date(2026, 1, 1))
    ParsedDate(iso='2025-10-03T14:30', rules=())
    >>> parse_date("03/04/25", as_of=datetime.date(2026, 1, 1))
    ParsedDate(iso='2025-04-03', rules=('T201',))
    """
    text = cell.strip()
    if not text:
        return NO_DATE
    if len(text) > LONGEST:
        return ParsedDate("", (rules.DATE_UNREADABLE.code,))
    plain = _ISO.fullmatch(text) or _ISO_BASIC.fullmatch(text)
    if plain:
        year, month, day = int(plain[1]), int(plain[2]), int(plain[3])
        clock = clock_of(plain[4], plain[5], plain[6]) if plain[4] else ""
        return _checked((year, month, day), clock, (), as_of, past)
    if fold(text) in _word_set("none") or not any(c.isalnum() for c in text):
        return NO_DATE
    read = _read(_plain_digits(text), order, month_first, as_of, past)
    if rules.DATE_UNREADABLE.code in read.rules and _is_relative(text):
        return ParsedDate("", (rules.DATE_RELATIVE.code,))
    return read


def _read(text: str, order: str, month_first: bool, as_of: datetime.date, past: bool) -> ParsedDate:
    number = _from_number(text, as_of, past)
    if number is not None:
        return number
    lowered = unicodedata.normalize("NFKC", text).lower()
    era = _ERA.search(lowered)
    if era:
        year = _ERA_START[era[1]] + (1 if era[2] == "元" else int(era[2]))
        return _checked((year, int(era[3]), int(era[4])), "", (), as_of, past)
    rest, clock = without_time(lowered)
    if clock is None:
        wrong = rules.DATE_IMPOSSIBLE if _DIGITS.search(rest) else rules.DATE_UNREADABLE
        return ParsedDate("", (wrong.code,))
    short = _MONTH_AND_SHORT_YEAR.fullmatch(rest.strip())
    if short and (named := month_number(short[1])):
        return _first_of_month(_year(short[2], as_of), named, as_of, past)
    numbers, month = _tokens(rest)
    if numbers is None:
        return ParsedDate("", (rules.DATE_UNREADABLE.code,))
    if month:
        return _with_month_name(numbers, month, clock, order, as_of, past)
    if len(numbers) == 2:
        return _month_and_year(numbers, as_of, past)
    if len(numbers) != 3:
        return ParsedDate("", (rules.DATE_UNREADABLE.code,))
    if "tháng" in rest or "thg" in rest:
        order = "dmy"  # Vietnamese names months by number
    return _three_numbers(numbers, rest, clock, order, month_first, as_of, past)


def _plain_digits(text: str) -> str:
    """Digits of any script (٢٠٢٥, २०२५) as ASCII digits."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _is_relative(text: str) -> bool:
    folded = fold(text)
    if folded in _word_set("relative") or _RELATIVE_DAYS.fullmatch(folded):
        return True
    words = folded.split()
    return (any(word in _word_set("ago") for word in words) and len(words) <= 6) or folded.endswith(("前", "전"))


def _from_number(text: str, as_of: datetime.date, past: bool) -> ParsedDate | None:
    """A date written as one number: a spreadsheet's day, seconds or milliseconds since 1970, or yyyymmdd[hhmmss]."""
    fired = (rules.DATE_FROM_NUMBER.code,)
    whole, _, fraction = text.partition("." if "." in text else ",")
    if not whole.isdecimal() or (fraction and not fraction.isdecimal()):
        return None
    if not whole.strip("0"):
        return ParsedDate("", (rules.DATE_PLACEHOLDER.code,))
    n = int(whole)
    if len(whole) == 5 and _EXCEL_FIRST <= n <= _EXCEL_LAST:
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=n)
        seconds = min(round(float("0." + fraction) * 86400), 86399) if fraction.strip("0") else -1
        clock = "" if seconds < 0 else clock_of(str(seconds // 3600), str(seconds % 3600 // 60), str(seconds % 60))
        return _checked((day.year, day.month, day.day), clock, fired, as_of, past)
    if len(whole) in (10, 13, 16) and whole[0] in "123":
        moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=n // 10 ** (len(whole) - 10))
        return _checked((moment.year, moment.month, moment.day), moment.strftime("T%H:%M:%S"), fired, as_of, past)
    if fraction:
        return None
    if len(whole) in (8, 12, 14):
        rest = whole[8:]
        clock = clock_of(rest[:2], rest[2:4], rest[4:] or None) if rest else ""
        return _checked((int(whole[:4]), int(whole[4:6]), int(whole[6:8])), clock, (), as_of, past)
    if n in (1, 2, 60, 61):  # 1 January 1900 and its neighbours in a spreadsheet
        return ParsedDate("", (rules.DATE_PLACEHOLDER.code,))
    return ParsedDate("", (rules.DATE_UNREADABLE.code,))


def _tokens(text: str) -> tuple[list[str] | None, int]:
    """The numbers of a date and its month if named; None where another word stands in it."""
    numbers: list[str] = []
    text = _ORDINAL.sub("", _DATE_SIGNS.sub(" ", text))
    month = month_phrase = _months().get(fold(_DIGITS.sub(" ", text)), 0)  # also a name of two words
    weekday = False
    for token in _TOKEN.findall(text):
        if token.isdecimal():
            numbers.append(token)
            continue
        word = fold(token)
        named = _months().get(word, 0)
        if named and (month in (0, named) or weekday):
            month = named
            weekday = word in word_list("dates")["weekdays_too"]
        elif word not in _fillers() and not month_phrase:
            return None, 0
    return numbers, month


def _year(token: str, as_of: datetime.date) -> int:
    year = int(token)
    if len(token) > 2:
        return year - 543 if 2400 <= year <= 2700 else year  # Thai years
    century = as_of.year // 100 * 100
    return century + year if century + year <= as_of.year + 10 else century - 100 + year


def _with_month_name(numbers: list[str], month: int, clock: str, order: str, as_of: datetime.date, past: bool) -> ParsedDate:
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return _first_of_month(_year(numbers[0], as_of), month, as_of, past)
    if len(numbers) != 2:
        return ParsedDate("", (rules.DATE_UNREADABLE.code,))
    first, second = numbers
    year_first = len(first) == 4 or (len(second) <= 2 and (order == "ymd" or int(first) > 31))
    day, year = (second, first) if year_first else (first, second)
    return _checked((_year(year, as_of), month, int(day)), clock, (), as_of, past)


def _month_and_year(numbers: list[str], as_of: datetime.date, past: bool) -> ParsedDate:
    first, second = numbers
    if len(first) == 4 and len(second) <= 2:
        return _first_of_month(_year(first, as_of), int(second), as_of, past)
    if len(second) == 4 and len(first) <= 2:
        return _first_of_month(_year(second, as_of), int(first), as_of, past)
    return ParsedDate("", (rules.DATE_UNREADABLE.code,))


def _first_of_month(year: int, month: int, as_of: datetime.date, past: bool) -> ParsedDate:
    return _checked((year, month, 1), "", (rules.DATE_WITHOUT_DAY.code,), as_of, past)


def _three_numbers(
    numbers: list[str], text: str, clock: str, order: str, month_first: bool, as_of: datetime.date, past: bool
) -> ParsedDate:
    first, second, third = numbers
    if any(len(n) > 4 for n in numbers):
        return ParsedDate("", (rules.DATE_UNREADABLE.code,))
    if len(first) >= 3 or (order == "ymd" and len(third) <= 2):
        year, month, day = _year(first, as_of), int(second), int(third)
        if month > 12 >= day:
            month, day = day, month
        return _checked((year, month, day), clock, (), as_of, past)
    year, a, b = _year(third, as_of), int(first), int(second)
    if a == b or not (1 <= a <= 12 and 1 <= b <= 12):
        month_leads = b > 12 or (a <= 12 and b > 12)
        fired = () if not order or a == b or (order == "mdy") == month_leads else (rules.DATE_OTHER_ORDER.code,)
        return _checked((year, a, b) if month_leads else (year, b, a), clock, fired, as_of, past)
    if order in ("dmy", "mdy"):
        return _checked((year, a, b) if order == "mdy" else (year, b, a), clock, (), as_of, past)
    if "." in text and "/" not in text and not month_first:  # only countries that put the day first write points
        return _checked((year, b, a), clock, (), as_of, past)
    return _either_way((year, a, b), (year, b, a), clock, month_first, as_of, past)


def _either_way(
    mdy: tuple[int, int, int], dmy: tuple[int, int, int], clock: str, month_first: bool, as_of: datetime.date, past: bool
) -> ParsedDate:
    """Day and month could be either way round: as the country writes, unless only the other way round lies in the past."""
    chosen, other = (mdy, dmy) if month_first else (dmy, mdy)
    if past and datetime.date(*chosen) > as_of >= datetime.date(*other):
        chosen = other
    return _checked(chosen, clock, (rules.DATE_AMBIGUOUS.code,), as_of, past)


def _checked(
    date: tuple[int, int, int], clock: str | None, fired: tuple[str, ...], as_of: datetime.date, past: bool
) -> ParsedDate:
    """A date that exists, is no filler and lies where it can lie."""
    if date in _PLACEHOLDERS or date[0] == 0:
        return ParsedDate("", (rules.DATE_PLACEHOLDER.code,))
    try:
        day = datetime.date(*date)
    except ValueError:
        return ParsedDate("", (rules.DATE_IMPOSSIBLE.code,))
    if clock is None or day.year < 1900 or day.year > 2200:
        return ParsedDate("", (rules.DATE_IMPOSSIBLE.code,))
    if past and day > as_of + datetime.timedelta(days=1):
        return ParsedDate("", (rules.DATE_IN_FUTURE.code,))
    return ParsedDate(day.isoformat() + clock, fired)


def month_number(word: str) -> int:
    """The month that a word names in any known language, 1 to 12; 0 if it names none."""
    return _months().get(fold(word), 0)
