"""Interest, ability and authority: yes, no or unknown, with the evidence that decides.

Of several pieces of evidence the one nearest to the person decides: what somebody wrote down of a talk (status, notes), then
what the lead said (enquiry, own flags), then figures and title, then how the lead came; a loan not approved counts only where
no figure is known. Missing data is unknown, never no.

Interest: words of status and notes; the enquiry; rating; an amount in a deal; how the lead came (web, phone, newsletter, event,
referral: they came to us). Ability: words; pre-approved; budget, income, revenue, company size against the criteria, or
against the lines of data/qualification.toml. Authority: words; the decision maker column; the job level against the criteria.
"""

from functools import cache, lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import map_text, text
from leadtool.config import Criteria, Settings
from leadtool.judge.classes import QUOTED
from leadtool.judge.combos import each_combination, joined
from leadtool.judge.figures import Range, parse_range, reaches, scale, shown
from leadtool.judge.junk import all_mash
from leadtool.judge.meanings import MEANINGS, status_meaning
from leadtool.judge.phrases import find
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


def qualify(chunk: pa.Table, context: Context, told: dict[str, pa.Array], kinds: pa.Array) -> dict[str, pa.Array]:
    """The columns lt_interest, lt_ability, lt_authority, lt_qualified, lt_evidence, and `rules` (codes joined by blanks)."""
    interest = _interest(chunk, context, told["interest"], kinds)
    ability = _ability(chunk, context.settings, told["ability"])
    authority = _authority(chunk, context.settings, told["authority"])

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


def _verdict(of: str, evidence: list[tuple[str, str]]) -> tuple[str, str, str]:
    """The first piece of evidence decides; a rule code where a later one of weight says the opposite."""
    evidence = [one for one in evidence if one[0] != "unknown"]
    if not evidence:
        return "unknown", "", ""
    answer, words = evidence[0]
    against = any(other != answer for other, _ in evidence)
    return answer, f"{of} {answer}: {words}", rules.EVIDENCE_CONFLICT.code if against else ""


def _told(said: str) -> list[tuple[str, str]]:
    answer, _, words = said.partition("\t")
    return [(answer, words)] if answer else []


def quoted(cell: str) -> str:
    """A cell in quotes, on one line, cut to 60 characters."""
    flat = " ".join(cell.split()).replace('"', "'")
    return f'"{flat if len(flat) <= QUOTED else flat[: QUOTED - 1] + "…"}"'


def _interest(chunk: pa.Table, context: Context, told: pa.Array, kinds: pa.Array) -> list[pa.Array]:
    preset = context.mapping.preset or ""

    def judge(said: str, enquiry: str, rating: str, deal: str, kind: str) -> tuple[str, str, str]:
        evidence = _told(said)
        evidence += _enquiry(enquiry)
        if status_meaning(rating, preset, ()) in ("hot", "warm", "interested"):
            evidence.append(("yes", f"rating {quoted(rating)}"))
        amount = parse_range(deal)
        if (amount.low or 0) > 0 or (amount.high or 0) > 0:
            evidence.append(("yes", f"deal of {shown(deal)}"))
        if kind in CAME_TO_US and not evidence:
            evidence.append(("yes", _ENQUIRED[kind]))
        return _verdict("interest", evidence)

    columns = [told, text(chunk, "enquiry"), text(chunk, "rating"), text(chunk, "deal_value"), kinds]
    return each_combination(columns, judge, 3)


@lru_cache(maxsize=20_000)
def _enquiry(cell: str) -> tuple[tuple[str, str], ...]:
    """What an enquiry cell says of interest: yes or no, a level, or words; nothing where it holds no more than a filler.

    `unknown` is an answer too: "low" is neither interest nor refusal, and outweighs how the lead came.
    """
    folded = fold(cell[:200])
    if len(folded.replace(" ", "")) < 2 and folded not in _answers() and not _is_word(folded):
        return ()
    said = f"enquiry {quoted(cell)}"
    answer = _answers().get(folded)
    if answer:
        return () if answer == "nothing" else ((answer, said),)
    if all_mash(cell) or not any(letter.isalpha() for letter in folded):
        return (("unknown", said),) if folded else ()
    for found in reversed(find(cell)):
        if found.meaning in _NO_BUYER or MEANINGS[found.meaning].interest:
            return (("no" if found.meaning in _NO_BUYER else MEANINGS[found.meaning].interest, said),)
    return (("yes", said),)


_NO_BUYER: Final = ("vendor_test", "job_seeker", "junk", "student", "freebie", "do_not_call", "unsubscribed")


def _is_word(text: str) -> bool:
    """Whether one character may be a word: in scripts that write so."""
    return bool(text) and ord(text[0]) > 0x2E80


def _ability(chunk: pa.Table, settings: Settings, told: pa.Array) -> list[pa.Array]:
    criteria = settings.criteria
    outside = _outside(chunk, criteria)

    def judge(
        said: str, preapproved: str, budget: str, income: str, revenue: str, employees: str, outside: str
    ) -> tuple[str, str, str]:
        evidence = _told(said)
        if preapproved == "yes":
            evidence.append(("yes", "loan pre-approved"))
        evidence += _figures(criteria, budget, income, revenue, employees)
        if preapproved == "no" and not evidence:  # who earns enough may need no loan
            evidence.append(("no", "loan not approved"))
        if outside:
            evidence.insert(0, ("no", outside))
        return _verdict("ability", evidence)

    names = ("preapproved", "budget", "income", "revenue", "employees")
    return each_combination([told, *(text(chunk, name) for name in names), outside], judge, 3)


def _figures(criteria: Criteria, budget: str, income: str, revenue: str, employees: str) -> list[tuple[str, str]]:
    """What the figures say: the first that says anything, as budget speaks louder than size."""
    lines = word_list("qualification")
    said = [
        _line("budget", budget, criteria.budget_min, 0.01, 0.01),
        _line("income", income, criteria.income_min, lines["income_enough"], lines["income_too_low"]),
        _line("revenue", revenue, criteria.revenue_min, lines["revenue_enough"], 0.0),
    ]
    size = parse_range(employees)
    if size != parse_range(""):
        least = criteria.employees_min
        too_many = criteria.employees_max is not None and size.low is not None and size.low > criteria.employees_max
        enough = reaches(size, lines["employees_enough"] if least is None else least)
        if too_many or (enough is False and least is not None):
            said.append(("no", f"company size {shown(employees)}"))
        elif enough:
            said.append(("yes", f"company size {shown(employees)}"))
    return [one for one in said if one]


def _line(name: str, cell: str, least: float | None, enough: float, too_low: float) -> tuple[str, str] | None:
    """What an amount says against the criteria, or without any against a line that fits most purchases."""
    amount = parse_range(cell)
    if amount == Range(None, None, amount.currency):
        return None
    if least is not None:
        reached = reaches(amount, least)
        return None if reached is None else ("yes" if reached else "no", f"{name} {shown(cell)}")
    rate = scale(amount.currency)
    if reaches(amount, enough * rate):
        return ("yes", f"{name} {shown(cell)}")
    return ("no", f"{name} {shown(cell)}") if too_low and reaches(amount, too_low * rate) is False else None


def _outside(chunk: pa.Table, criteria: Criteria) -> pa.Array:
    """Why a lead cannot buy by the countries and industries of the criteria, or ""."""
    countries = {country.upper() for country in criteria.countries}
    industries = {fold(industry) for industry in criteria.industries}

    def judge(country: str, industry: str) -> tuple[str]:
        if countries and country and country not in countries:
            return (f"country {country} outside the criteria",)
        if industries and industry and not any(f" {one} " in f" {fold(industry)} " for one in industries):
            return (f"industry {quoted(industry)} outside the criteria",)
        return ("",)

    if not countries and not industries:
        return map_text(text(chunk, "\0"), str)
    return each_combination([text(chunk, "lt_country"), text(chunk, "industry")], judge, 1)[0]


def _authority(chunk: pa.Table, settings: Settings, told: pa.Array) -> list[pa.Array]:
    levels, functions = settings.criteria.job_levels, settings.criteria.job_functions

    def judge(said: str, decides: str, level: str, function: str, title: str, company: str) -> tuple[str, str, str]:
        evidence = _told(said)
        if decides in ("yes", "no"):
            consumer = not company and level in ("", "unknown")
            who = "head of household" if consumer else "decision maker"
            evidence.append((decides, who if decides == "yes" else f"not the {who}"))
        shown = f"job title {quoted(title)}" if title else f"job level {level}"
        if level in levels and (not functions or function in functions or level in ("owner", "c_level")):
            evidence.append(("yes", shown))
        elif level == "student" or (level == "staff" and function != "purchasing"):  # a buyer may well decide
            evidence.append(("no", shown))
        return _verdict("authority", evidence)

    business = pc.if_else(pc.equal(text(chunk, "lt_company"), ""), "", "yes").cast(pa.large_string())
    names = ("decision_maker", "lt_job_level", "lt_job_function", "job_title")
    return each_combination([told, *(text(chunk, name) for name in names), business], judge, 3)
