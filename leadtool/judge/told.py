"""What the words of a row tell: notes, tags, lost reason and enquiry in short, and where they contradict the status."""

from functools import lru_cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, map_text, text
from leadtool.judge.meanings import MEANINGS, NOTHING, lost_meanings, note_meanings, status_meaning, tag_meanings
from leadtool.judge.phrases import Found, find
from leadtool.judge.timing import due_date
from leadtool.rules import status as rules

QUOTED: Final = 60  # characters of a cell that a reason quotes
_OF_MEANS: Final = {
    "has_budget": "has_budget",
    "decision_maker": "decision_maker",
    "no_authority": "no_authority",
    "must_ask": "no_authority",
}
FOR: Final = ("interested", "asked", "deadline", "appointment", "opportunity", "hot")
AGAINST: Final = ("not_interested", "no_need", "chose_competitor", "lost")
CONTACT: Final = (
    "interested",
    "asked",
    "deadline",
    "appointment",
    "opportunity",
    "talked",
    "must_ask",
    "replied",
    "hot",
    "warm",
)
PAST, AHEAD = "past", "ahead"
_SAYS, _AND = "\x1f", "\x1e"  # what part the pieces of a digest
_NO_DAY: Final = "9999"


def digest(note: str) -> str:
    """What a note says, in short: its known phrases; notes that say the same are judged once."""
    return _AND.join(f"{one.meaning}{_SAYS}{one.quote}" for one in note_meanings(note)) if note else ""


def message(enquiry: str) -> str:
    """What an enquiry says against the lead, and of means and authority, written like a digest.

    Of interest and refusal what was written last counts. To write that one must ask somebody is no talk with us yet.
    """
    told = find(enquiry) if enquiry else ()
    polar = [one for one in told if one.meaning in FOR or MEANINGS[one.meaning].lead_class == "unqualified"]
    refusals = [one for one in polar if one.meaning not in FOR] if polar and polar[-1].meaning not in FOR else []
    kept = [one for one in told if one in refusals or one.meaning in _OF_MEANS]
    return _AND.join(f"{_OF_MEANS.get(one.meaning, one.meaning)}{_SAYS}{one.quote}" for one in kept)


def due_days(chunk: pa.Table, today: str) -> pa.Array:
    """The first day ahead that the words of a row name."""

    def day(cell: str) -> str:
        return due_date(cell, today)

    found = [map_text(text(chunk, name), day) for name in ("notes", "status", "enquiry")]
    found.append(map_text(text(chunk, "lost_reason"), lambda cell: due_date(cell, today, plan=True)))
    days = pc.min_element_wise(*(pc.if_else(pc.equal(day, ""), _NO_DAY, day) for day in found))
    return pc.if_else(pc.equal(days, _NO_DAY), "", days).cast(TEXT)


class Row(NamedTuple):
    status: str
    stage: str
    lost_reason: str
    notes: str
    tags: str
    enquiry: str
    due: str
    contacted: str
    activity: str
    replied: str
    converted: str
    contacts: str
    crm: str


class Told(NamedTuple):
    meaning: str
    where: str
    quote: str


@lru_cache(maxsize=20_000)
def _told_cached(lost_reason: str, notes: str, tags: str, enquiry: str) -> tuple[Told, ...]:
    found: list[tuple[str, tuple[Found, ...]]] = [
        ("enquiry", tuple(Found(*one.split(_SAYS)) for one in enquiry.split(_AND) if one)),
        ("notes", tuple(Found(*one.split(_SAYS)) for one in notes.split(_AND) if one)),
        ("tag", tag_meanings(tags)),
        ("lost reason", lost_meanings(lost_reason)),
    ]
    told = [Told(one.meaning, where, one.quote) for where, all_found in found for one in all_found]
    polar = [one for one in told if one.meaning in FOR or one.meaning in AGAINST]
    if polar:
        dropped = AGAINST if polar[-1].meaning in FOR else FOR
        told = [one for one in told if one.meaning not in dropped]
    return tuple(told)


def told_by(row: Row) -> tuple[Told, ...]:
    """What lost reason, notes, tags and a refusing enquiry say; of interest and refusal only what was written last."""
    said = (row.lost_reason, row.notes, row.tags, row.enquiry)
    return _told_cached(*said) if any(said) else ()


def evidence_of(of: str, word: str, where: str, quote: str, told: tuple[Told, ...], decided: str) -> str:
    """`yes` or `no`, a tab and the quoted words; what decided the class first, then the status, then what was written last."""
    said = [Told(word, where, quote)] if word else []
    ordered = [one for one in [*told, *said] if one.meaning == decided] + said + list(reversed(told))
    for one in ordered:
        answer = getattr(MEANINGS[one.meaning], of)
        if answer:
            short = one.quote if len(one.quote) <= QUOTED else one.quote[: QUOTED - 1] + "…"
            return f'{answer}\t{one.where} "{short}"'
    return ""


def contradictions(row: Row, told: tuple[Told, ...], preset: str, taught: tuple[tuple[str, str], ...]) -> list[str]:
    codes = []
    own, stage = status_meaning(row.status, preset, taught), status_meaning(row.stage, preset, taught)
    if own == "?":
        codes.append(rules.UNKNOWN_STATUS.code)
    status, lifecycle = MEANINGS.get(own, NOTHING), MEANINGS.get(stage, NOTHING)
    contacted = (row.contacted == PAST) or (row.replied == PAST) or row.contacts.strip("0")
    talked = any(MEANINGS[one.meaning].engagement != "none" for one in told if one.where != "enquiry")
    names = [one.meaning for one in told]
    against = any(name in AGAINST or MEANINGS[name].final for name in names)
    if (
        (status.weak and own in ("new", "not_contacted") and (contacted or talked))
        or (status.interest == "yes" and not status.weak and against)
        or (status.lead_class == "unqualified" and any(name in FOR for name in names))
        or (status.lead_class == "unqualified" and row.converted == PAST)
    ):
        codes.append(rules.CONTRADICTION.code)
    if status.lead_class and lifecycle.stage:
        clash = status.lead_class == "unqualified" and lifecycle.stage in ("prospect", "qualified", "customer")
        if clash or ((status.stage == "customer") != (lifecycle.stage == "customer") and not status.weak and status.stage):
            codes.append(rules.STAGE_CONTRADICTED.code)
    return codes
