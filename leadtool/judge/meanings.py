"""What status words and phrases mean: the class, stage, engagement and evidence behind each known word."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from leadtool.judge.phrases import Found, find
from leadtool.vocab import fold, word_list


class Meaning(NamedTuple):
    """What one kind of status word says of a lead; "" where it says nothing.

    `weak` marks a word that a CRM sets by itself (New, Open): what is known of contacts wins over it.
    `progress` marks a word that says only that somebody is at work on the lead: what the lead answered wins over it.
    """

    lead_class: str
    engagement: str = "none"
    stage: str = ""
    interest: str = ""
    ability: str = ""
    authority: str = ""
    weak: bool = False
    progress: bool = False
    final: bool = False


NOTHING: Final = Meaning("")
MEANINGS: Final[dict[str, Meaning]] = {
    "do_not_contact": Meaning("unqualified", "one_way", interest="no", final=True),
    "deceased": Meaning("unqualified", "none", interest="no", final=True),
    "do_not_call": Meaning("unqualified", "one_way", final=True),
    "unsubscribed": Meaning("unqualified", "one_way", final=True),
    "left_company": Meaning("unqualified", "one_way", final=True),
    "company_closed": Meaning("unqualified", "one_way", ability="no", final=True),
    "junk": Meaning("unqualified"),
    "test": Meaning("unqualified"),
    "vendor_test": Meaning("unqualified"),
    "wrong_number": Meaning("unqualified", "one_way"),
    "bounced": Meaning("unqualified", "one_way"),
    "not_interested": Meaning("unqualified", "two_way", interest="no"),
    "no_need": Meaning("unqualified", "two_way", interest="no"),
    "chose_competitor": Meaning("unqualified", "two_way", interest="no"),
    "lost": Meaning("unqualified", "two_way", interest="no"),
    "unqualified": Meaning("unqualified", "one_way"),
    "not_a_buyer": Meaning("unqualified", "none"),
    "no_budget": Meaning("unqualified", "two_way", ability="no"),
    "no_authority": Meaning("", authority="no"),
    "has_budget": Meaning("", ability="yes"),
    "decision_maker": Meaning("", authority="yes"),
    "competitor_customer": Meaning("", interest="yes"),
    "student": Meaning(""),
    "job_seeker": Meaning("unqualified", interest="no"),
    "customer": Meaning("working", "two_way", stage="customer", interest="yes"),
    "converted": Meaning("working", "two_way", stage="customer", interest="yes"),
    "qualified": Meaning("working", "two_way", stage="qualified", interest="yes"),
    "opportunity": Meaning("working", "two_way", stage="prospect", interest="yes"),
    "appointment": Meaning("working", "two_way", interest="yes"),
    "prequalified": Meaning("working", "two_way", stage="prospect"),
    "marketing_qualified": Meaning("new", "none", stage="lead", interest="yes", weak=True),
    "later": Meaning("nurturing", "two_way"),
    "future": Meaning("nurturing", "one_way"),
    "recycled": Meaning("nurturing", "one_way"),
    "nurturing": Meaning("nurturing", "two_way", interest="yes"),
    "follow_up": Meaning("nurturing", "one_way"),
    "interested": Meaning("working", "two_way", interest="yes"),
    "asked": Meaning("working", "two_way", interest="yes"),
    "deadline": Meaning("working", "two_way", interest="yes"),
    "hot": Meaning("working", "one_way", interest="yes"),
    "warm": Meaning("working", "one_way", interest="yes"),
    "cold": Meaning("new", weak=True),
    "replied": Meaning("working", "two_way"),
    "curious": Meaning("", interest="no"),
    "freebie": Meaning(""),
    "talked": Meaning("working", "two_way", progress=True),
    "must_ask": Meaning("working", "two_way", authority="no", progress=True),
    "call_back": Meaning("working", "one_way", progress=True),
    "contacted": Meaning("working", "one_way", progress=True),
    "in_process": Meaning("working", "one_way", progress=True),
    "attempted": Meaning("working", "one_way", progress=True),
    "unresponsive": Meaning("working", "one_way", progress=True),
    "subscribed": Meaning("new", "none", interest="yes", weak=True),
    "no_consent": Meaning("new", weak=True),
    "new": Meaning("new", weak=True),
    "not_contacted": Meaning("new", weak=True),
}
"""In order of weight: where a text says several things, the first of these decides its class."""

# What the user's own words in `[status]` may mean.
TAUGHT: Final = {
    "new": "new",
    "working": "in_process",
    "nurturing": "nurturing",
    "unqualified": "unqualified",
    "qualified": "qualified",
    "customer": "customer",
    "do_not_contact": "do_not_contact",
    "junk": "junk",
}
_NUMBERING: Final = re.compile(r"^\s*\(?\d{1,2}\s*[.):\-–]\s*|\s*\(\d{1,3}\)\s*$")
_PARTS: Final = re.compile(r"\s[-–—>]\s|[/;:|()]")
LONGEST: Final = 200
_WEIGHT: Final = {name: i for i, name in enumerate(MEANINGS)}


@cache
def _words() -> dict[str, str]:
    """Every picklist word, folded, with its meaning."""
    said = word_list("status")["words"]
    found = {fold(word): meaning for meaning, lists in said.items() for words in lists.values() for word in words}
    closed_up = {fold(word).replace(" ", ""): meaning for meaning, lists in said.items() for word in lists.get("ko", ())}
    return closed_up | found  # Korean is written with and without blanks: 계약 완료, 계약완료


@cache
def _words_anywhere() -> dict[str, str]:
    """The picklist words that mean the same as a tag or a short note; not those a CRM sets by itself."""
    only_status = {fold(word) for word in word_list("status")["only_status"]}
    return {word: meaning for word, meaning in _words().items() if word not in only_status and not MEANINGS[meaning].weak}


@cache
def _preset_words(preset: str) -> dict[str, str]:
    """The words to which a preset gives a meaning of their own."""
    found: dict[str, str] = {}
    for name, meanings in word_list("status")["presets"].items():
        if name in preset:
            found |= {fold(word): meaning for meaning, words in meanings.items() for word in words}
    return found


def status_meaning(text: str, preset: str, taught: tuple[tuple[str, str], ...]) -> str:
    """The name of what a status cell means; "" for an empty cell, "?" for words that are not known.

    The user's words first, then the preset's, then every CRM's, then phrases; a numbering ("1. New") is left out.
    """
    return _status_meaning(text[:LONGEST], (preset or "").lower(), taught)


@lru_cache(maxsize=20_000)
def _status_meaning(text: str, preset: str, taught: tuple[tuple[str, str], ...]) -> str:
    folded = fold(text)
    if not folded:
        return ""
    own = {fold(word): TAUGHT[meaning] for word, meaning in taught}
    for key in (folded, fold(_NUMBERING.sub("", text))):
        for table in (own, _preset_words(preset), _words()):
            if key in table:
                return table[key]
    told = [_words()[part] for part in map(fold, _PARTS.split(text)) if part in _words()]  # "Lost - Price"
    told += [found.meaning for found in find(text)]
    if "customer" in told or "converted" in told:  # "Closed – Won (Renewal)": closed says only that it is over
        told = [meaning for meaning in told if meaning != "unqualified"]
    return min(told, key=_WEIGHT.__getitem__) if told else "?"


def heaviest(names: list[str]) -> str:
    """Of several meanings, the one that decides; "" of none."""
    return min(names, key=_WEIGHT.__getitem__) if names else ""


def note_meanings(text: str) -> tuple[Found, ...]:
    """What a note means: a note of one status word ("busy") as that word, any other by its phrases."""
    if len(text) <= _SHORT:
        meaning = _words_anywhere().get(fold(text), "")
        if meaning:
            return (Found(meaning, text.strip()),)
    return find(text)


_SHORT: Final = 30  # a note of a single status word is not longer
_TAG_BREAKS: Final = re.compile(r"[;,|#\n]+")
_EMPTY: Final = frozenset(("n a", "na", "none", "null", "0", "no", "false", "nein", "нет", "non", "nao", "x"))


@lru_cache(maxsize=20_000)
def tag_meanings(text: str) -> tuple[Found, ...]:
    """What each tag of a cell means; a tag may be a status word (DNC) or hold a phrase."""
    found: list[Found] = []
    for tag in _TAG_BREAKS.split(text[: LONGEST * 5]):
        folded = fold(tag)
        if folded in _words_anywhere():
            found.append(Found(_words_anywhere()[folded], tag.strip()))
        elif folded not in _words():
            found += find(tag)
    return tuple(found)


@cache
def _lost_words() -> dict[str, str]:
    """What words mean as the reason of a loss alone."""
    return {fold(word): meaning for meaning, words in word_list("status")["lost"].items() for word in words}


@lru_cache(maxsize=20_000)
def lost_meanings(text: str) -> tuple[Found, ...]:
    """What a lost reason means; any reason that is not known still says that the lead was lost."""
    folded = fold(text)
    if not folded or folded in _EMPTY:
        return ()
    meaning = _lost_words().get(folded) or _words().get(folded, "")
    if meaning == "unresponsive" or "unresponsive" in folded:
        return (Found("lost", text[:LONGEST]),)
    if meaning and not MEANINGS[meaning].weak:
        return _at_least_unqualified((Found(meaning, text[:LONGEST]),))
    told = tuple(found for found in find(text) if MEANINGS[found.meaning] != NOTHING)
    return _at_least_unqualified(told) if told else (Found("lost", text[:LONGEST]),)


def _at_least_unqualified(told: tuple[Found, ...]) -> tuple[Found, ...]:
    """What a lost reason says, and that the lead is out where it says no class itself."""
    if any(MEANINGS[found.meaning].lead_class in ("unqualified", "nurturing") for found in told):
        return told
    return (*told, Found("unqualified", told[0].quote))
