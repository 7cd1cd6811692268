"""What the report says: the answers of its first screen and the figures of its charts, ready to be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from leadtool.config import Settings
from leadtool.rules import all_rules
from leadtool.write.charts import Bar, Column, Piece, Ribbon, bars, flow, histogram, share, stacked
from leadtool.write.facts import RunFacts, source_terms
from leadtool.write.masking import masked_email, masked_name, masked_phone
from leadtool.write.report_words import ANSWER_WORDS, CHANNEL_WORDS, DISPOSITION_WORDS, counted, number

GOOD: Final = 70.0
FAIR: Final = 40.0
"""From which share of usable leads, in percent of the records, a list is called good, or mixed."""

_BOUGHT: Final = ("bought", "directory", "cold")


class Tile(NamedTuple):
    """One big figure: what it is, the figure, and a line below it."""

    label: str
    figure: str
    note: str


class Problem(NamedTuple):
    """Something wrong with the list: how many rows, the share of the records in percent, and in which file they stand."""

    n: int
    share: float
    said: str
    file: str


@dataclass(frozen=True, kw_only=True)
class View:
    """Everything the page shows."""

    files: tuple[str, ...]
    as_of: str
    grade: str
    headline: str
    verdict: str
    tiles: tuple[Tile, ...]
    problems: tuple[Problem, ...]
    steps: tuple[str, ...]
    top: tuple[Mapping[str, str], ...]
    masked: bool
    ledger: tuple[Ribbon, ...]
    ledger_rows: tuple[tuple[str, str, int, float], ...]
    classes: tuple[Piece, ...]
    stages: tuple[Bar, ...]
    tiers: tuple[Piece, ...]
    channels: tuple[Bar, ...]
    junk: tuple[Bar, ...]
    suppressed: tuple[Bar, ...]
    scores: tuple[Column, ...]
    answers: tuple[tuple[str, tuple[Piece, ...]], ...]
    countries: tuple[Bar, ...]
    sources: tuple[Mapping[str, Any], ...]
    specs: tuple[tuple[str, str, int, int], ...]
    rules: tuple[tuple[str, str, str, int], ...]
    definition: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, tuple[Mapping[str, Any], ...]], ...]
    warnings: tuple[str, ...]


def view(summary: Mapping[str, Any], facts: RunFacts, top_leads: Sequence[Mapping[str, str]], settings: Settings) -> View:
    """The page's content, worked out from the summary and the facts of a run."""
    ledger: Mapping[str, int] = summary["ledger"]
    records = ledger["records"] - ledger["not_a_record"]
    sources = summary["sources"]
    usable = sum(source["usable"] for source in sources)
    grade, headline = _headline(usable, records)
    words = {code: rule.summary.rstrip(".") for code, rule in all_rules().items()}
    masked = settings.output.mask_report
    return View(
        files=tuple(_label(entry) for entry in summary["inputs"]),
        as_of=summary["as_of"],
        grade=grade,
        headline=headline,
        verdict=_verdict(sources, facts, settings, usable),
        tiles=_tiles(sources, facts, usable, records),
        problems=_problems(ledger, facts, sources, records),
        steps=_steps(ledger, facts, sources, summary),
        top=tuple(_shown(lead, masked) for lead in top_leads),
        masked=masked,
        ledger=tuple(flow({key: ledger[key] for key in DISPOSITION_WORDS}, DISPOSITION_WORDS)),
        ledger_rows=tuple(
            (key, word, ledger[key], share(ledger[key], ledger["records"])) for key, word in DISPOSITION_WORDS.items()
        ),
        classes=tuple(stacked(facts.classes, {})),
        stages=tuple(bars(facts.stages, {}, whole=facts.leads)),
        tiers=tuple(stacked(facts.tiers, {})),
        channels=tuple(bars(facts.channels, CHANNEL_WORDS, whole=facts.leads)),
        junk=tuple(bars(facts.junk_rules, words, whole=ledger["junk"])),
        suppressed=tuple(bars(facts.suppress_rules, words, whole=ledger["suppressed"])),
        scores=tuple(histogram(facts.scores)),
        answers=tuple((asked, tuple(stacked(counts, ANSWER_WORDS))) for asked, counts in facts.answers.items()),
        countries=tuple(bars({c or "unknown": n for c, n in facts.countries.items()}, {}, whole=facts.leads)),
        sources=tuple(sources),
        specs=_specs(sources, settings),
        rules=_rules(summary["rules"]),
        definition=_definition(settings),
        columns=tuple((_label(entry), tuple(entry["columns"])) for entry in summary["inputs"] if entry.get("columns")),
        warnings=_warnings(summary),
    )


def _warnings(summary: Mapping[str, Any]) -> tuple[str, ...]:
    """What to know about the files: those that could not be read, then what was odd in the others."""
    failed = [entry for entry in summary["inputs"] if entry.get("error")]
    named = ["" if entry["error"].startswith(entry["path"]) else f"{entry['path']}: " for entry in failed]
    unread = [f"{name}{entry['error']} {entry.get('hint', '')}".rstrip() for name, entry in zip(named, failed, strict=True)]
    return (*unread, *summary.get("warnings", ()))


def _label(entry: Mapping[str, Any]) -> str:
    name = str(entry.get("file") or entry["path"])
    return f"{name} ({entry['sheet']})" if entry.get("sheet") else name


def _headline(usable: int, records: int) -> tuple[str, str]:
    if not records:
        return "poor", "There is nothing in this list."
    percent = 100 * usable / records
    if percent >= GOOD:
        return "good", "A good list: most of it can be used."
    if percent >= FAIR:
        return "fair", "A mixed list: use it, and claim the rest."
    return "poor", "A poor list: little of it can be used." if usable else "Nobody in this list can be contacted."


def _verdict(sources: Sequence[Mapping[str, Any]], facts: RunFacts, settings: Settings, usable: int) -> str:
    """Is the list worth its price? One or two sentences."""
    currency = settings.value.currency
    worth = ""
    if facts.value_high:
        worth = (
            f"Together its leads may be worth {currency} {number(round(facts.value_low))} to {number(round(facts.value_high))}."
        )
    paid = _prices(sources)
    if not paid:
        return worth or "No price was given, so its worth cannot be held against it: name one under [sources] in leadtool.toml."
    cost = " and ".join(f"{code} {number(price)}" for code, price in paid.items())
    each = "; ".join(
        f"{code} {number(round(price / n, 2))} for each of {counted(n, 'usable lead')}"
        for code, price in paid.items()
        if (n := sum(s["usable"] for s in sources if s["price"] is not None and s["currency"] == code))
    )
    said = f"It cost {cost}" + (f": {each}." if each else ", and nobody in it can be used.")
    only = len(paid) == 1 and currency in paid
    if worth and only and usable:
        price = paid[currency]
        if facts.value_low >= price:
            worth = f"Yes, it is worth its price: {worth[0].lower()}{worth[1:]}"
        elif facts.value_high < price:
            worth = f"It is not worth its price: {worth[0].lower()}{worth[1:]}"
    return f"{said} {worth}".strip()


def _prices(sources: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    paid: dict[str, float] = {}
    for source in sources:
        if source["price"] is not None:
            paid[source["currency"]] = round(paid.get(source["currency"], 0.0) + source["price"], 2)
    return paid


def _tiles(sources: Sequence[Mapping[str, Any]], facts: RunFacts, usable: int, records: int) -> tuple[Tile, ...]:
    first = facts.tiers.get("A", 0)
    paid = _prices(sources)
    cost, lost = "–", "no price given"
    if len(paid) == 1:
        ((currency, price),) = paid.items()
        priced = [source for source in sources if source["price"] is not None]
        n, rows = sum(s["usable"] for s in priced), sum(s["rows"] for s in priced)
        cost = f"{currency} {number(round(price / n, 2))}" if n else "–"
        lost = f"{currency} {number(round(price / rows, 2))} for each row bought" if rows else ""
    elif paid:
        lost = "several currencies: see the sources"
    qualified = facts.answers["qualified"].get("yes", 0)
    return (
        Tile("Usable leads", number(usable), f"{share(usable, records)}% of {number(records)} records"),
        Tile("Cost of a usable lead", cost, lost),
        Tile("Call first", number(first), f"tier A; {number(facts.tiers.get('B', 0))} more in tier B"),
        Tile("Qualified", number(qualified), "interest, ability and authority all yes"),
    )


def _problems(
    ledger: Mapping[str, int], facts: RunFacts, sources: Sequence[Mapping[str, Any]], records: int
) -> tuple[Problem, ...]:
    worst = next(iter(facts.junk_rules), "")
    why = f", mostly: {all_rules()[worst].summary.rstrip('.').lower()}" if worst in all_rules() else ""
    candidates = (
        (ledger["junk"], f"junk{why}", "junk"),
        (ledger["duplicate"], "repeated: the lead is already here", "duplicates"),
        (ledger["suppressed"], "not to be contacted", "suppressed"),
        (ledger["unreadable"], "damaged, could not be read", "rejected"),
        (sum(s["known"] for s in sources), "already in the CRM", ""),
        (sum(s["off_spec"] for s in sources), "not what was ordered", ""),
        (facts.email_status.get("invalid", 0), "with an e-mail address that cannot be delivered", ""),
        (facts.phone_status.get("invalid", 0), "with a phone number that does not exist", ""),
        (ledger["review"], "for a person to look at", "review"),
    )
    found = [Problem(n, share(n, records), said, file) for n, said, file in candidates if n]
    return tuple(sorted(found, key=lambda problem: -problem.n)[:5])


def _steps(
    ledger: Mapping[str, int], facts: RunFacts, sources: Sequence[Mapping[str, Any]], summary: Mapping[str, Any]
) -> tuple[str, ...]:
    steps = []
    best = facts.tiers.get("A", 0)
    if best:
        steps.append(f"Start with tier A, {counted(best, 'lead')} on top of the leads table.")
    elif facts.leads:
        steps.append("Start at the top of the leads table: the best leads stand first.")
    if facts.classes.get("nurturing", 0):
        steps.append(f"Follow up {counted(facts.classes['nurturing'], 'lead')} in nurturing: the row says what to send.")
    claim = [s for s in sources if s["kind"] in _BOUGHT and s["junk"] + s["duplicate_inside"] + s["off_spec"]]
    if claim:
        rows = sum(s["junk"] + s["duplicate_inside"] + s["off_spec"] for s in claim)
        names = ", ".join(s["name"] for s in claim[:3])
        steps.append(f"Claim up to {counted(rows, 'row')} back from {names}: leadtool claims has the evidence.")
    pairs = summary.get("review_pairs", 0)
    if pairs:
        steps.append(f"Decide {counted(pairs, 'possible duplicate')} in the review table, then: leadtool review.")
    if ledger["unreadable"]:
        steps.append(f"Look at {counted(ledger['unreadable'], 'damaged record')} in the rejected table, and export again.")
    if facts.leads:
        steps.append("Load the ready leads into the CRM: leadtool export writes its import file.")
    return tuple(steps[:5]) or ("Ask the source for another export: nothing here can be used.",)


def _shown(lead: Mapping[str, str], masked: bool) -> dict[str, str]:
    hide = masked
    return {
        "name": masked_name(lead["lt_full_name"]) if hide else lead["lt_full_name"],
        "company": lead["lt_company"],
        "class": lead["lt_class"],
        "tier": lead["lt_tier"],
        "score": lead["lt_score"],
        "receipt": lead["lt_score_receipt"],
        "next": lead["lt_next_action"],
        "channel": CHANNEL_WORDS.get(lead["lt_best_channel"], lead["lt_best_channel"]),
        "email": masked_email(lead["lt_email"]) if hide else lead["lt_email"],
        "phone": masked_phone(lead["lt_phone"]) if hide else lead["lt_phone"],
        "country": lead["lt_country"],
        "where": f"{lead['lt_file']}, row {lead['lt_row']}",
        "id": lead["lt_id"],
    }


def _specs(sources: Sequence[Mapping[str, Any]], settings: Settings) -> tuple[tuple[str, str, int, int], ...]:
    """What was ordered from each source, in words, and how many of its rows are something else."""
    found = []
    for source in sources:
        terms = source_terms(settings, source["name"])
        said = terms.spec.model_dump(exclude_defaults=True) if terms else {}
        if said:
            words = "; ".join(f"{key.replace('_', ' ')}: {_plain(value)}" for key, value in said.items())
            found.append((source["name"], words, source["rows"], source["off_spec"]))
    return tuple(found)


def _rules(counts: Mapping[str, int]) -> tuple[tuple[str, str, str, int], ...]:
    known = all_rules()
    rows = [(code, known[code].summary, known[code].fix, n) for code, n in counts.items() if code in known]
    return tuple(sorted(rows, key=lambda row: (-row[3], row[0])))


def _definition(settings: Settings) -> tuple[tuple[str, str], ...]:
    """The definition of a lead in force, in words."""
    meaning = {"sales": "sales: somebody who fits and has a need", "marketing": "marketing: anybody who might"}
    lines = [("Definition", meaning[settings.definition.profile])]
    for key, value in settings.criteria.model_dump().items():
        if value not in ((), None):
            lines.append((f"Can buy: {key.replace('_', ' ')}", _plain(value)))
    outreach, tiers = settings.outreach, settings.tiers
    lines.append(("Customers", "kept" if outreach.customers == "keep" else "not contacted again as leads"))
    lines.append(("Stale after", f"{outreach.stale_days} days without contact"))
    lines.append(("Tiers", f"A from {tiers.a} points, B from {tiers.b}, C from {tiers.c}, D below"))
    return tuple(lines)


def _plain(value: Any) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, tuple | list) else str(value)
