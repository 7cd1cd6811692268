"""Interest, ability and authority: yes, no or unknown, with the evidence that decides.

Of several pieces of evidence the one nearest to the person decides: what somebody wrote down of a talk (status, notes), then
what the lead said (enquiry, own flags), then figures and title, then how the lead came; a loan not approved decides only where
no figure is known. Missing data is unknown, never no.

Interest: words of status and notes; the enquiry; rating; an amount in a deal; how the lead came (web, phone, newsletter, event,
referral: they came to us). Ability: words; figures in notes and enquiry; pre-approved; budget, income, revenue,
company size against the criteria, or against the lines of data/qualification.toml. Authority: words; the decision maker
column; the job level against the criteria.
"""

from collections.abc import Iterable
from functools import cache, reduce
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, map_text, text
from leadtool.config import Criteria, Settings
from leadtool.judge.combos import each_combination, joined
from leadtool.judge.figures import Range, parse_range, reaches, scale, shown
from leadtool.judge.junk_names import all_mash
from leadtool.judge.meanings import MEANINGS, status_meaning
from leadtool.judge.phrases import find
from leadtool.judge.said import KINDS, list_country, said_figures, with_figures
from leadtool.judge.told import QUOTED
from leadtool.model import Context
from leadtool.rules import qualification as rules
from leadtool.vocab import fold, word_list

CAME_TO_US: Final = ("web", "phone", "newsletter", "event", "referral")
_ENQUIRED: Final = {
    "web": "enquiry through the web",
    "phone": "enquiry by phone",
    "newsletter": "newsletter subscriber",
    "event": "met at an event",
    "referral": "referral",
}


@cache
def _answers() -> dict[str, str]:
    return {fold(word): answer for answer, words in word_list("qualification")["answers"].items() for word in words if fold(word)}


@cache
def _source_words() -> dict[tuple[str, ...], str]:
    said = word_list("qualification")["sources"]
    return {tuple(fold(word).split()): kind for kind, words in said.items() for word in words}


@cache
def source_kind(name: str) -> str:
    """How a lead came, by the words of its source or campaign: a kind of `[sources]`, or ""."""
    words = fold(name[:200]).split()
    table = _source_words()
    for size in range(min(len(words), 4), 0, -1):
        for i in range(len(words) - size + 1):
            kind = table.get(tuple(words[i : i + size]))
            if kind:
                return kind
    return ""


def source_kinds(chunk: pa.Table, settings: Settings) -> pa.Array:
    """How each lead came: what the settings say of its source, else what the words of source, own source cell or campaign say."""

    def kind(vendor: str, own: str, campaign: str) -> tuple[str]:
        known = settings.sources.get(vendor)
        if known and known.kind not in ("", "crm"):
            return (known.kind,)
        return (source_kind(own) or source_kind(vendor) or source_kind(campaign),)

    return each_combination([text(chunk, "lt_source"), text(chunk, "source"), text(chunk, "campaign")], kind, 1)[0]


def qualify(
    chunk: pa.Table, context: Context, told: dict[str, pa.Array], kinds: pa.Array, buyer: pa.Array
) -> dict[str, pa.Array]:
    """The columns lt_interest, lt_ability, lt_authority, lt_qualified, lt_evidence, and `rules` (codes joined by blanks)."""
    interest = _interest(chunk, context, told["interest"], kinds)
    ability = _ability(chunk, context, told["ability"])
    authority = _authority(chunk, context.settings, told["authority"], buyer)

    def qualified(*answers: str) -> tuple[str]:
        return ("no" if "no" in answers else "yes" if set(answers) == {"yes"} else "unknown",)

    whole = each_combination([interest[0], ability[0], authority[0]], qualified, 1)[0]
    parts = [interest[1], ability[1], authority[1]]
    ended = [pc.replace_substring_regex(part, "(.)$", r"\1; ") for part in parts]
    evidence = pc.replace_substring_regex(joined(ended, ""), "; $", "")
    conflicts = joined([interest[2], ability[2], authority[2]], " ")
    return {
        "lt_interest": interest[0],
        "lt_ability": ability[0],
        "lt_authority": authority[0],
        "lt_qualified": whole,
        "lt_evidence": evidence,
        "rules": conflicts,
    }


def _decide(of: str, pieces: list[pa.Array]) -> list[pa.Array]:
    """Answer, evidence and a rule code of one question, from columns of evidence, the weightiest first.

    Each holds `yes` or `no`, a tab and the words that say so, or "". The first that is not empty decides; the code is set where
    a later one says the opposite.
    """
    first = pc.coalesce(*(pc.if_else(pc.equal(piece, ""), None, piece) for piece in pieces), pa.scalar("", TEXT))
    yes, no = pc.starts_with(first, "yes"), pc.starts_with(first, "no")
    answer = pc.if_else(yes, "yes", pc.if_else(no, "no", "unknown")).cast(TEXT)
    words = pc.replace_substring(pc.binary_join_element_wise(pa.scalar(of, TEXT), first, pa.scalar(" ", TEXT)), "\t", ": ")
    evidence = pc.if_else(pc.equal(answer, "unknown"), "", words)
    against = _any_of(pc.and_(yes, pc.starts_with(piece, "no")) for piece in pieces)
    against = pc.or_(against, _any_of(pc.and_(no, pc.starts_with(piece, "yes")) for piece in pieces))
    return [answer, evidence, pc.if_else(against, rules.EVIDENCE_CONFLICT.code, "").cast(TEXT)]


def _any_of(masks: Iterable[pa.Array]) -> pa.Array:
    return reduce(pc.or_, masks)


def quoted(cell: str) -> str:
    """A cell in quotes, on one line, cut to 60 characters."""
    flat = " ".join(cell.split()).replace('"', "'")
    return f'"{flat if len(flat) <= QUOTED else flat[: QUOTED - 1] + "…"}"'


def _interest(chunk: pa.Table, context: Context, told: pa.Array, kinds: pa.Array) -> list[pa.Array]:
    preset = context.mapping.preset or ""

    def warm(rating: str) -> str:
        return f"yes\trating {quoted(rating)}" if status_meaning(rating, preset, ()) in ("hot", "warm", "interested") else ""

    def deal(cell: str) -> str:
        amount = parse_range(cell)
        return f"yes\tdeal of {shown(cell)}" if (amount.low or 0) > 0 or (amount.high or 0) > 0 else ""

    asked = map_text(text(chunk, "enquiry"), _enquiry)
    said = [told, _unless_unknown(asked), map_text(text(chunk, "rating"), warm), map_text(text(chunk, "deal_value"), deal)]
    silent = pc.and_(_all_empty(said), pc.invert(pc.starts_with(asked, "unknown")))
    came = map_text(kinds, lambda kind: f"yes\t{_ENQUIRED[kind]}" if kind in CAME_TO_US else "")
    return _decide("interest", [*said, pc.if_else(silent, came, "")])


def _unless_unknown(piece: pa.Array) -> pa.Array:
    return pc.if_else(pc.starts_with(piece, "unknown"), "", piece)


def _all_empty(pieces: list[pa.Array]) -> pa.Array:
    return reduce(pc.and_, (pc.equal(piece, "") for piece in pieces))


def _enquiry(cell: str) -> str:
    """What an enquiry cell says of interest, as a piece of evidence; "" where it holds no more than a filler.

    `unknown` is an answer too: "low" is neither interest nor refusal, and outweighs how the lead came.
    """
    folded = fold(cell[:200])
    if len(folded.replace(" ", "")) < 2 and folded not in _answers() and not _is_word(folded):
        return ""
    said = f"enquiry {quoted(cell)}"
    answer = _answers().get(folded)
    if answer:
        return "" if answer == "nothing" else f"{answer}\t{said}"
    if all_mash(cell) or not any(letter.isalpha() for letter in folded):
        return f"unknown\t{said}" if folded else ""
    for found in reversed(find(cell)):
        if found.meaning in _NO_BUYER or MEANINGS[found.meaning].interest:
            return f"{'no' if found.meaning in _NO_BUYER else MEANINGS[found.meaning].interest}\t{said}"
    return f"yes\t{said}"


_NO_BUYER: Final = ("vendor_test", "job_seeker", "junk", "student", "freebie", "do_not_call", "unsubscribed", "not_a_buyer")


def _is_word(text: str) -> bool:
    """Whether one character may be a word: in scripts that write so."""
    return bool(text) and ord(text[0]) > 0x2E80


def _ability(chunk: pa.Table, context: Context, told: pa.Array) -> list[pa.Array]:
    criteria = context.settings.criteria
    approved = text(chunk, "preapproved")

    def figure(name: str) -> pa.Array:
        return map_text(text(chunk, name), lambda cell: _figure(name, cell, criteria) if cell else "")

    def spoken(column: str) -> pa.Array:
        return map_text(with_figures(chunk, column), lambda cell: _spoken(column, cell, criteria, list_country(context)))

    said = [
        _outside(chunk, criteria),
        told,
        spoken("notes"),
        spoken("enquiry"),
        pc.if_else(pc.equal(approved, "yes"), "yes\tloan pre-approved", "").cast(TEXT),
        *(figure(name) for name in KINDS),
    ]
    refused = pc.if_else(pc.equal(approved, "no"), "no\tloan not approved", "").cast(TEXT)
    return _decide("ability", [*said, refused])  # the last word: who earns enough may need no loan


def _figure(name: str, cell: str, criteria: Criteria) -> str:
    """What a figure says of means, against the criteria or the lines that fit most purchases."""
    lines = word_list("qualification")
    if name == "budget":
        return _line(name, cell, criteria.budget_min, 0.01, 0.01)
    if name == "income":
        return _line(name, cell, criteria.income_min, lines["income_enough"], lines["income_too_low"])
    if name == "revenue":
        return _line(name, cell, criteria.revenue_min, lines["revenue_enough"], 0.0)
    return _size(criteria, cell)


def _spoken(column: str, cell: str, criteria: Criteria, country: str) -> str:
    """What the figures of a text say of means, quoted; a yes outweighs a no."""
    said = [
        (_figure(one.kind, one.figure, criteria).partition("\t")[0], one.quote)
        for one in said_figures(cell, country, message=column == "enquiry")
    ]
    for answer in ("yes", "no"):
        quote = next((quote for given, quote in said if given == answer), "")
        if quote:
            return f"{answer}\t{column} {quoted(quote)}"
    return ""


def _size(criteria: Criteria, employees: str) -> str:
    """What the number of employees says against the criteria."""
    size = parse_range(employees)
    if size == Range(None, None, size.currency):
        return ""
    least = criteria.employees_min
    too_many = criteria.employees_max is not None and size.low is not None and size.low > criteria.employees_max
    enough = reaches(size, word_list("qualification")["employees_enough"] if least is None else least)
    if too_many or (enough is False and least is not None):
        return f"no\tcompany size {shown(employees)}"
    return f"yes\tcompany size {shown(employees)}" if enough else ""


def _line(name: str, cell: str, least: float | None, enough: float, too_low: float) -> str:
    """What an amount says against the criteria, or without any against a line that fits most purchases."""
    amount = parse_range(cell)
    if amount == Range(None, None, amount.currency):
        return ""
    if name == "budget" and amount.low is None:
        amount = amount._replace(low=amount.high)  # who would pay up to so much has so much
    if least is not None:
        reached = reaches(amount, least)
        return "" if reached is None else f"{'yes' if reached else 'no'}\t{name} {shown(cell)}"
    rate = scale(amount.currency)
    if reaches(amount, enough * rate):
        return f"yes\t{name} {shown(cell)}"
    return f"no\t{name} {shown(cell)}" if too_low and reaches(amount, too_low * rate) is False else ""


def _outside(chunk: pa.Table, criteria: Criteria) -> pa.Array:
    """Why a lead cannot buy by the countries and industries of the criteria, or ""."""
    countries = {country.upper() for country in criteria.countries}
    industries = {fold(industry) for industry in criteria.industries}

    def judge(country: str, industry: str) -> tuple[str]:
        if countries and country and country not in countries:
            return (f"no\tcountry {country} outside the criteria",)
        if industries and industry and not any(f" {one} " in f" {fold(industry)} " for one in industries):
            return (f"no\tindustry {quoted(industry)} outside the criteria",)
        return ("",)

    if not countries and not industries:
        return map_text(text(chunk, "\0"), str)
    return each_combination([text(chunk, "lt_country"), text(chunk, "industry")], judge, 1)[0]


def _authority(chunk: pa.Table, settings: Settings, told: pa.Array, buyer: pa.Array) -> list[pa.Array]:
    levels, functions = settings.criteria.job_levels, settings.criteria.job_functions

    def decides(answer: str, buyer: str) -> tuple[str]:
        who = "head of household" if buyer == "consumer" else "decision maker"
        return (f"yes\t{who}" if answer == "yes" else f"no\tnot the {who}" if answer == "no" else "",)

    def ranks(level: str, function: str, title: str) -> tuple[str]:
        shown = f"job title {quoted(title)}" if title else f"job level {level}"
        if level in levels and (not functions or function in functions or level in ("owner", "c_level")):
            return (f"yes\t{shown}",)
        may_decide = level == "staff" and function == "purchasing"  # a buyer
        return (f"no\t{shown}" if level in ("staff", "student") and not may_decide else "",)

    level = text(chunk, "lt_job_level")
    own = each_combination([text(chunk, "decision_maker"), buyer], decides, 1)[0]
    title = each_combination([level, text(chunk, "lt_job_function"), text(chunk, "job_title")], ranks, 1)[0]
    return _decide("authority", [told, own, title])
