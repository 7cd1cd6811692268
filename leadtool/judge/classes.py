"""Class, stage hint and engagement of a lead, with the reason.

The order of precedence, the first that says something wins:

1. A final no, in the status, then in lost reason, notes, tags and enquiry: do not contact, do not call, unsubscribed, left the
   company, company closed → unqualified.
2. A status word with a meaning of its own (by preset first, then any CRM's, then a phrase in it); where there is none or it is
   one that CRMs set by themselves (New, Open; a finding where 3 or 5 know more), the lifecycle stage. Interested becomes
   nurturing with a follow-up or later date.
3. Lost reason, notes, tags and a refusal in the enquiry; of interest and refusal the one written last. They also refine a
   status word that says only that somebody is at work (Contacted, Attempted): a refusal makes it unqualified, a later date
   nurturing.
4. A status word of work (Contacted, Attempted, In process).
5. Activity: converted, replied, number of contacts. "Not contacted" gives way to a reply only.
6. Dates relative to today: contacted in the past → working, something planned in the future → nurturing if there was contact.
7. Nothing known → new.

A customer is of class working and stage customer, never new.
"""

import datetime
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, map_text, text
from leadtool.judge.combos import each_combination, joined
from leadtool.judge.meanings import MEANINGS, NOTHING, heaviest, status_meaning
from leadtool.judge.timing import PLANS
from leadtool.judge.told import (
    AHEAD,
    CONTACT,
    FOR,
    PAST,
    QUOTED,
    Row,
    Told,
    contradictions,
    digest,
    due_days,
    evidence_of,
    message,
    told_by,
)
from leadtool.model import Context
from leadtool.rules import status as rules

_WHY: Final = (
    "no_budget",
    "chose_competitor",
    "no_need",
    "not_interested",
    "wrong_number",
    "bounced",
    "left_company",
    "company_closed",
)
_CRM_INTEREST: Final = {
    "open_deal": "yes\topen deal in the CRM",
    "customer": "yes\tcustomer in the CRM",
    "refused_before": "no\trefused before, says the CRM",
}
_ENGAGEMENTS: Final = ("none", "one_way", "two_way")
_HINTS: Final = ("", "lead", "prospect", "qualified", "customer")


class Standing(NamedTuple):
    """Where a lead stands, as text columns: see DESIGN §4 for the first five.

    `situation` is the meaning that decided, for the next action; `due` a date in the future; `interest`, `ability` and
    `authority` are `yes` or `no`, a tab, and the words that say so, or empty; `competitor` is `yes` for an interested customer of
    a competitor; `rules` finding codes joined by blanks.
    """

    lead_class: str
    reason: str
    hint: str
    engagement: str
    situation: str
    due: str
    interest: str
    ability: str
    authority: str
    competitor: str
    rules: str


def standings(chunk: pa.Table, context: Context) -> dict[str, pa.Array]:
    """The fields of `Standing` for every row."""
    preset = context.mapping.preset or ""
    taught = tuple(sorted(context.settings.status.items()))
    today = context.as_of.isoformat()
    days = {name: pc.utf8_slice_codeunits(text(chunk, name), 0, 10) for name in _DATES}
    ahead = {name: pc.greater(day, today) for name, day in days.items()}
    when = [pc.if_else(pc.equal(days[name], ""), "", pc.if_else(ahead[name], AHEAD, PAST)).cast(TEXT) for name in _DATES]
    notes = map_text(text(chunk, "notes"), digest)
    columns = [*(text(chunk, name) for name in ("status", "stage", "lost_reason")), notes, text(chunk, "tags")]
    columns += [map_text(text(chunk, "enquiry"), message), due_days(chunk, today)]
    columns += [*when, text(chunk, "contact_count"), text(chunk, "lt_crm_match")]
    soon = (context.as_of + datetime.timedelta(days=_SOON)).isoformat()

    def judge(*cells: str) -> tuple[str, ...]:
        return standing_of(Row(*cells), preset, taught, soon)

    told = dict(zip(Standing._fields, each_combination(columns, judge, len(Standing._fields)), strict=True))
    for i, name in enumerate(_DATES):  # the reason names the day itself
        told["reason"] = _with_day(told["reason"], i, days[name])
    for name in ("lt_last_contacted", "last_activity"):
        sooner = pc.and_(ahead[name], pc.or_(pc.equal(told["due"], ""), pc.less(days[name], told["due"])))
        told["due"] = pc.if_else(sooner, days[name], told["due"])
    return told


def _with_day(reason: pa.Array, number: int, day: pa.Array) -> pa.Array:
    """Reasons with the mark of one date column replaced by the day in it."""
    mark = f"\0{number}"
    marked = pc.match_substring(reason, mark)
    if not pc.any(marked).as_py():
        return reason
    before = pc.replace_substring_regex(reason, f"{mark}.*$", "")
    after = pc.replace_substring_regex(reason, f"^.*{mark}", "")
    return pc.if_else(marked, joined([before, day, after], ""), reason)


_SOON: Final = 21  # days; to call back later than that is to follow up
_DATES: Final = ("lt_last_contacted", "last_activity", "last_reply_at", "converted_at")


def standing_of(row: Row, preset: str, taught: tuple[tuple[str, str], ...], soon: str) -> Standing:
    """Where one lead stands; a day from `soon` on is a later one."""
    word, where, quote = _status_word(row, preset, taught)
    told = told_by(row)
    main = MEANINGS.get(word, NOTHING)
    decided = _decide(row, word, where, quote, told)
    meaning = MEANINGS.get(decided.meaning, NOTHING)
    lead_class, situation = meaning.lead_class or "new", decided.meaning
    plans = [one for one in told if one.meaning in PLANS]
    due = row.due
    planned = due >= soon or AHEAD in (row.contacted, row.activity)
    if decided.meaning == "call_back" and due >= soon:
        lead_class, situation = "nurturing", "later"
    if decided.meaning in ("unqualified", "lost"):  # the next step is for what is known of why
        situation = next((one.meaning for one in told if one.meaning in _WHY), situation)
    if decided.meaning in ("interested", "asked", "hot", "warm") and (plans or planned):
        lead_class, situation = "nurturing", plans[0].meaning if plans else "follow_up"
    if (
        row.crm == "open_deal"
        and lead_class in ("new", "working")
        and (decided.where == "activity" or decided.meaning not in FOR)
    ):
        situation = "open_deal"
    hint = _hint(row, main, told, preset, taught)
    if hint == "customer" and lead_class == "new":
        lead_class, situation = "working", "customer"
    engagement = _engagement(row, main, told)
    interest = evidence_of("interest", word, where, quote, told, decided.meaning) or _CRM_INTEREST.get(row.crm, "")
    theirs = interest.startswith("yes") and any(one.meaning == "competitor_customer" for one in told)
    return Standing(
        lead_class,
        _reason(decided),
        hint,
        engagement,
        situation or "new",
        due,
        interest,
        evidence_of("ability", word, where, quote, told, ""),
        evidence_of("authority", word, where, quote, told, ""),
        "yes" if theirs else "",
        " ".join(contradictions(row, told, preset, taught)),
    )


def _status_word(row: Row, preset: str, taught: tuple[tuple[str, str], ...]) -> tuple[str, str, str]:
    """What the status says, or the lifecycle stage where it says more."""
    word = status_meaning(row.status, preset, taught)
    stage = status_meaning(row.stage, preset, taught)
    weak = word in ("", "?") or MEANINGS[word].weak
    if weak and stage not in ("", "?") and (word in ("", "?") or not MEANINGS[stage].weak):
        return stage, "stage", row.stage
    return ("", "status", row.status) if word == "?" else (word, "status", row.status)


def _decide(row: Row, word: str, where: str, quote: str, told: tuple[Told, ...]) -> Told:
    """The one thing that decides the class; `where` is what the reason names."""
    main = MEANINGS.get(word, NOTHING)
    said = Told(word, where, quote)
    final = [one for one in told if MEANINGS[one.meaning].final]
    if main.final or (word and not main.weak and not main.progress and not final):
        return said
    if final:
        return final[0]
    heavy = _heaviest_told(told)
    if heavy and (not main.progress or MEANINGS[heavy.meaning].lead_class in ("unqualified", "nurturing") or not word):
        return heavy
    if main.progress:
        return heavy if heavy and MEANINGS[heavy.meaning].lead_class == "working" and heavy.meaning in CONTACT else said
    by_activity = _activity(row, word)
    if by_activity:
        return by_activity
    return said if word else Told("", "", "")


def _heaviest_told(told: tuple[Told, ...]) -> Told | None:
    """What weighs most of what was told, if it says a class; plans after a mere attempt stay an attempt."""
    names = [one.meaning for one in told if MEANINGS[one.meaning].lead_class and not MEANINGS[one.meaning].weak]
    if "attempted" in names and not any(name in CONTACT for name in names):
        names = [name for name in names if name not in ("later", "future", "follow_up", "contacted")]
    chosen = heaviest(names)
    return next((one for one in told if one.meaning == chosen), None) if chosen else None


def _activity(row: Row, word: str) -> Told | None:
    """What activity columns and dates say."""
    if row.converted == PAST:
        return Told("converted", "activity", "converted on \0003")
    if row.crm == "customer":
        return Told("customer", "activity", "customer in the CRM")
    if row.crm == "open_deal":
        return Told("opportunity", "activity", "open deal in the CRM")
    if row.crm == "refused_before":
        return Told("not_interested", "activity", "refused before")
    if row.replied == PAST:
        return Told("replied", "activity", "replied on \0002")
    if word == "not_contacted":
        return None
    contacts = int(row.contacts) if row.contacts.isdecimal() and len(row.contacts) < 10 else 0
    if contacts:
        return Told("contacted", "activity", f"{contacts} contact{'s' * (contacts > 1)}")
    if row.contacted == PAST:
        return Told("contacted", "date", "last contacted \0000")
    if not word and row.activity == PAST:
        return Told("contacted", "date", "last activity \0001")
    if row.contacted == AHEAD:
        return Told("future", "date", "contact planned for \0000")
    return None


def _hint(row: Row, main: object, told: tuple[Told, ...], preset: str, taught: tuple[tuple[str, str], ...]) -> str:
    """The furthest stage that words, conversion or CRM speak of."""
    hints = [getattr(main, "stage", "")]
    for cell in (row.status, row.stage):
        hints.append(MEANINGS.get(status_meaning(cell, preset, taught), NOTHING).stage)
    hints += [MEANINGS[one.meaning].stage for one in told]
    if (row.converted == PAST) or row.crm == "customer":
        hints.append("customer")
    if row.crm == "open_deal":
        hints.append("prospect")
    return max(hints, key=_HINTS.index)


def _engagement(row: Row, main: object, told: tuple[Told, ...]) -> str:
    """How far contact went: nobody, we to them, both ways."""
    said = [one for one in told if one.where != "enquiry"]  # a message is no talk yet
    seen = [getattr(main, "engagement", "none"), *(MEANINGS[one.meaning].engagement for one in said)]
    if (row.replied == PAST) or (row.converted == PAST) or row.crm in _CRM_INTEREST:
        seen.append("two_way")
    if (row.contacted == PAST) or (row.contacts.isdecimal() and int(row.contacts[:9]) > 0):
        seen.append("one_way")
    return max(seen, key=_ENGAGEMENTS.index)


def _reason(decided: Told) -> str:
    short = decided.quote if len(decided.quote) <= QUOTED else decided.quote[: QUOTED - 1] + "…"
    if not decided.where:
        return f"nothing known of any contact ({rules.NOTHING_KNOWN.code})"
    if decided.where == "activity":
        return f"{short} ({rules.BY_ACTIVITY.code})"
    if decided.where == "date":
        return f"{short} ({rules.BY_DATES.code})"
    rule = rules.BY_STATUS if decided.where in ("status", "stage") else rules.BY_NOTES
    return f'{decided.where} "{short}" ({rule.code})'
