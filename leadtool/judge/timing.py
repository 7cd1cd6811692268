"""When a lead is to be contacted again, as words say it: a date, a month, "next quarter", "in 3 weeks"."""

import datetime
import re
from functools import cache, lru_cache
from typing import Final

from leadtool.judge.phrases import find
from leadtool.vocab import fold, word_list

PLANS: Final = ("later", "future", "follow_up", "recycled", "nurturing")
_WISHES: Final = (*PLANS, "call_back", "interested", "asked", "no_budget", "hot", "warm", "talked", "opportunity", "no_need")
_LONGEST: Final = 2000
_CLAUSES: Final = re.compile(r"[!?;\n|]|\.(?!\d)|(?<!\d)\.")
_ISO: Final = re.compile(r"\b(20\d\d)-([01]?\d)-([0-3]?\d)\b")
_DOTTED: Final = re.compile(r"\b([0-3]?\d)[./]([01]?\d)[./](20\d\d)\b")
_QUARTER: Final = re.compile(
    r"\bq([1-4])\b|\b([1-4])\. ?(?:quartal|kwarta|čtvrtlet|квартал)|\b([1-4])[ -]?й? квартал", re.IGNORECASE
)
_CJK_MONTH: Final = re.compile(r"(?<!\d)(1[0-2]|[1-9]) ?[月월]")
_NUMBER: Final = re.compile(r"\d{1,2}")


@cache
def _times() -> tuple[dict[str, list[tuple[tuple[str, ...], bool, str]]], list[tuple[str, str]]]:
    """Phrases by their first four letters (words, open end, what they stand for), and those of scripts without blanks."""
    said = word_list("status_times")
    by_start: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
    glued: list[tuple[str, str]] = []
    for section in ("months", "ahead"):
        for what, phrases in said[section].items():
            for phrase in phrases:
                open_end = phrase.endswith("*")
                words = tuple(fold(phrase).split())
                if not words:
                    continue
                if ord(words[0][0]) > 0x2E80:
                    glued.append((fold(phrase).replace(" ", ""), what))
                by_start.setdefault(words[0][:3], []).append((words, open_end, what))
    return by_start, glued


@cache
def _units() -> dict[str, dict[str, bool]]:
    """For each unit its words; True for one that may go on."""
    said = word_list("status_times")["units"]
    return {unit: {fold(word): word.endswith("*") for word in words} for unit, words in said.items()}


@lru_cache(maxsize=20_000)
def due_date(text: str, today: str, *, plan: bool = False) -> str:
    """The first day ahead that a text names, as ISO date, or "".

    A written date counts anywhere; a month or "next year" only in a sentence that speaks of a plan or a wish, unless the whole
    text is one (`plan`).

    >>> due_date("Recontactar en enero", "2026-11-20"), due_date("met in March", "2026-11-20")
    ('2027-01-01', '')
    >>> due_date("call back in 3 weeks", "2026-11-20"), due_date("call again 15.02.2027", "2026-11-20")
    ('2026-12-11', '2027-02-15')
    >>> due_date("call back in November", "2026-11-20")
    '2026-11-21'
    """
    text = text[:_LONGEST]
    if not text:
        return ""
    days = [_day(year, month, day) for year, month, day in _ISO.findall(text)]
    days += [_day(year, month, day) for day, month, year in _DOTTED.findall(text)]
    now = datetime.date.fromisoformat(today)
    for clause in _CLAUSES.split(text):
        when = _worded(clause, now)
        if when and (plan or any(one.meaning in _WISHES for one in find(clause))):
            days.append(when)
    return min((day.isoformat() for day in days if day and day > now), default="")


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _worded(clause: str, now: datetime.date) -> datetime.date | None:
    """The day that the words of a clause name."""
    folded = fold(clause)
    words = folded.split()
    by_start, glued = _times()
    for i, word in enumerate(words):
        for phrase, open_end, what in by_start.get(word[:3], ()):
            here = words[i : i + len(phrase)]
            fits = len(here) == len(phrase) and tuple(here[:-1]) == phrase[:-1]
            if fits and (here[-1].startswith(phrase[-1]) if open_end else here[-1] == phrase[-1]):
                return _from_name(what, now, _year_after(words, i + len(phrase)))
        if _NUMBER.fullmatch(word) and i + 1 < len(words):
            ahead = _counted(int(word), words, i, now)
            if ahead:
                return ahead
    quarter = _QUARTER.search(clause[:300])
    if quarter:
        number = int(next(group for group in quarter.groups() if group))
        return _from_name(str(3 * number - 2), now, _year_after(words, 0))
    if not folded.isascii():
        poor = folded.replace(" ", "")
        month = _CJK_MONTH.search(poor)
        if month:
            return _from_name(month.group(1), now, 0)
        return next((_from_name(what, now, 0) for phrase, what in glued if phrase in poor), None)
    return None


def _year_after(words: list[str], at: int) -> int:
    """A year written within the next words, or 0."""
    return next((int(word) for word in words[at : at + 8] if len(word) == 4 and word.startswith("20") and word.isdecimal()), 0)


def _counted(number: int, words: list[str], at: int, now: datetime.date) -> datetime.date | None:
    """The day "in 3 weeks", if these words say so."""
    before = word_list("status_times")["units"]["before"]
    near = [*words[max(at - 2, 0) : at], *words[at + 2 : at + 3]]
    if not any(word in before for word in near):
        return None
    for unit, size in (("days", 1), ("weeks", 7), ("months", 30), ("years", 365)):
        for stem, open_end in _units()[unit].items():
            if words[at + 1] == stem or (open_end and words[at + 1].startswith(stem)):
                return now + datetime.timedelta(days=number * size)
    return None


def _from_name(what: str, now: datetime.date, year: int) -> datetime.date:
    """The day that a month ("1"–"12") or a name of `[ahead]` stands for; a running month is now, one that is over next year's."""
    if what.isdecimal():
        month = int(what)
        if month == now.month and year in (0, now.year):
            return now + datetime.timedelta(days=1)
        return datetime.date(year or (now.year if month > now.month else now.year + 1), month, 1)
    if what == "tomorrow":
        return now + datetime.timedelta(days=1)
    if what == "week":
        return now + datetime.timedelta(days=7 - now.weekday())
    months = {"month": 1, "quarter": 3 - (now.month - 1) % 3, "year": 13 - now.month}[what]
    whole = now.year * 12 + now.month - 1 + months
    return datetime.date(whole // 12, whole % 12 + 1, 1)
