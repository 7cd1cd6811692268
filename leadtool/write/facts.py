"""Facts of a run: what is counted while its rows go by, for the summary, the report and the terminal."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text
from leadtool.config import Settings, Source
from leadtool.model import CHANNELS, CLASSES, STAGES, TIERS
from leadtool.rules import Effect, all_rules

SCORE_BINS: Final = 10
_LEADS: Final = ("ready", "review")
_ANSWERS: Final = ("yes", "no", "unknown")
_KNOWN_EMPTY: Final = ("", "net_new")


@dataclass(kw_only=True)
class SourceFacts:
    """What one source delivered: counts of its rows."""

    rows: int = 0
    valid: int = 0
    ready: int = 0
    review: int = 0
    usable: int = 0
    duplicate_inside: int = 0
    duplicate_across: int = 0
    known: int = 0
    suppressed: int = 0
    junk: int = 0
    off_spec: int = 0
    net_new: int = 0
    tier_a: int = 0
    tier_b: int = 0


@dataclass(frozen=True, kw_only=True)
class RunFacts:
    """Counts over a finished run.

    `classes`, `stages`, `tiers`, `channels`, `best_channels`, `engagement`, `scores` (ten bins from 0 to 100), `answers`
    (interest, ability, authority, qualified → yes, no, unknown), `countries`, `levels`, `email_status` and `phone_status`
    count the rows of `leads`; `dispositions` and `rules` every lead row; `junk_rules` the junk rules of junk rows.
    """

    dispositions: Mapping[str, int]
    classes: Mapping[str, int]
    stages: Mapping[str, int]
    tiers: Mapping[str, int]
    engagement: Mapping[str, int]
    channels: Mapping[str, int]
    best_channels: Mapping[str, int]
    email_status: Mapping[str, int]
    phone_status: Mapping[str, int]
    answers: Mapping[str, Mapping[str, int]]
    scores: tuple[int, ...]
    countries: Mapping[str, int]
    levels: Mapping[str, int]
    rules: Mapping[str, int]
    junk_rules: Mapping[str, int]
    suppress_rules: Mapping[str, int]
    value_low: float
    value_high: float
    sources: tuple[Mapping[str, Any], ...]

    @property
    def leads(self) -> int:
        """Rows of `leads`."""
        return sum(self.dispositions.get(word, 0) for word in _LEADS)


@dataclass(kw_only=True)
class FactsBuilder:
    """Counts judged chunks as they go by; order and size of the chunks never change the result."""

    settings: Settings
    _counts: dict[str, Counter[str]] = field(default_factory=dict)
    _sources: dict[str, SourceFacts] = field(default_factory=dict)
    _scores: list[int] = field(default_factory=lambda: [0] * SCORE_BINS)
    _value: list[float] = field(default_factory=lambda: [0.0, 0.0])
    _kept: list[pa.Table] = field(default_factory=list)
    _merged: list[pa.Table] = field(default_factory=list)

    def add(self, chunk: pa.Table) -> None:
        """Count a chunk that holds all `lt_` columns."""
        if not chunk.num_rows:
            return
        disposition = text(chunk, "lt_disposition")
        self._count("dispositions", disposition)
        self._count_codes("rules", text(chunk, "lt_rules"))
        self._count_codes("junk_rules", pc.filter(text(chunk, "lt_rules"), pc.equal(disposition, "junk")))
        self._count_codes("suppress_rules", pc.filter(text(chunk, "lt_rules"), pc.equal(disposition, "suppressed")))
        self._add_sources(chunk, disposition)
        leads = chunk.filter(pc.is_in(disposition, pa.array(_LEADS, TEXT)))
        if leads.num_rows:
            self._add_leads(leads)

    def facts(self) -> RunFacts:
        """Everything counted so far."""
        self._place_duplicates()
        effect = {code: self.settings.rules.get(code, rule.effect) for code, rule in all_rules().items()}
        return RunFacts(
            dispositions=self._ordered("dispositions", (*_LEADS, "duplicate", "suppressed", "junk")),
            classes=self._ordered("lt_class", CLASSES),
            stages=self._ordered("lt_stage", STAGES),
            tiers=self._ordered("lt_tier", TIERS),
            engagement=self._ordered("lt_engagement", ("none", "one_way", "two_way")),
            channels=self._ordered("lt_channels", CHANNELS),
            best_channels=self._ordered("lt_best_channel", CHANNELS),
            email_status=self._ordered("lt_email_status", ("valid", "risky", "invalid", "missing")),
            phone_status=self._ordered("lt_phone_status", ("valid", "possible", "invalid", "missing")),
            answers={
                asked: self._ordered(f"lt_{asked}", _ANSWERS) for asked in ("interest", "ability", "authority", "qualified")
            },
            scores=tuple(self._scores),
            countries=self._largest("lt_country"),
            levels=self._largest("lt_job_level"),
            rules=dict(sorted(self._counts.get("rules", Counter()).items())),
            junk_rules={c: n for c, n in self._largest("junk_rules").items() if effect.get(c) is Effect.JUNK},
            suppress_rules={c: n for c, n in self._largest("suppress_rules").items() if effect.get(c) is Effect.SUPPRESS},
            value_low=self._value[0],
            value_high=self._value[1],
            sources=tuple(self._source_entry(name) for name in sorted(self._sources)),
        )

    def _add_leads(self, leads: pa.Table) -> None:
        for name in (
            "lt_class lt_stage lt_tier lt_engagement lt_best_channel lt_email_status lt_phone_status "
            "lt_interest lt_ability lt_authority lt_qualified lt_country lt_job_level"
        ).split():
            self._count(name, text(leads, name))
        self._count_codes("lt_channels", text(leads, "lt_channels"))
        for low, n in _counted(text(leads, "lt_score")):
            number = _number(low)
            if number is not None:
                self._scores[min(SCORE_BINS - 1, max(0, int(number // (100 / SCORE_BINS))))] += n
        # Sums only what is in the configured currency: amounts of other currencies do not add up with it.
        ours = leads.filter(pc.match_substring(text(leads, "lt_value_basis"), self.settings.value.currency))
        for at, name in enumerate(("lt_value_low", "lt_value_high")):
            self._value[at] += sum((_number(cell) or 0.0) * n for cell, n in _counted(text(ours, name)))

    def _add_sources(self, chunk: pa.Table, disposition: pa.Array) -> None:
        source = text(chunk, "lt_source")
        lead = pc.is_in(disposition, pa.array(_LEADS, TEXT))
        usable = pc.and_(lead, pc.not_equal(text(chunk, "lt_channels"), ""))
        tier = text(chunk, "lt_tier")
        strange = pc.invert(pc.is_in(text(chunk, "lt_crm_match"), pa.array(_KNOWN_EMPTY, TEXT)))
        off_spec = _has_code(text(chunk, "lt_rules"), _off_spec_codes())
        masks = {
            "rows": None,
            "valid": pc.or_(pc.equal(text(chunk, "lt_email_status"), "valid"), pc.equal(text(chunk, "lt_phone_status"), "valid")),
            "ready": pc.equal(disposition, "ready"),
            "review": pc.equal(disposition, "review"),
            "usable": usable,
            "known": strange,
            "suppressed": pc.equal(disposition, "suppressed"),
            "junk": pc.equal(disposition, "junk"),
            "off_spec": off_spec,
            "net_new": pc.and_(usable, pc.invert(strange)),
            "tier_a": pc.and_(lead, pc.equal(tier, "A")),
            "tier_b": pc.and_(lead, pc.equal(tier, "B")),
        }
        for what, mask in masks.items():
            for name, n in _counted(source if mask is None else pc.filter(source, mask)):
                facts = self._sources.setdefault(name, SourceFacts())
                setattr(facts, what, getattr(facts, what) + n)
        sides = pa.table({"id": text(chunk, "lt_id"), "source": source, "of": text(chunk, "lt_duplicate_of")})
        merged = pc.equal(disposition, "duplicate")
        self._merged.append(sides.filter(merged).select(["of", "source"]))
        grouped = pc.and_not(pc.not_equal(text(chunk, "lt_group_size"), "1"), merged)
        self._kept.append(sides.filter(grouped).select(["id", "source"]))

    def _place_duplicates(self) -> None:
        """Tell duplicates inside a source from those of another source's lead."""
        if not self._merged:
            return
        merged, kept = pa.concat_tables(self._merged), pa.concat_tables(self._kept)
        at = pc.index_in(merged.column("of"), kept.column("id").combine_chunks())
        theirs = pc.fill_null(pc.take(kept.column("source").combine_chunks(), at), "")
        people = Counter(zip(*(column.to_pylist() for column in (merged["of"], merged["source"], theirs)), strict=True))
        for facts in self._sources.values():
            facts.duplicate_inside = facts.duplicate_across = 0
        for (_, own, other), n in people.items():
            facts = self._sources[own]
            first = int(own != other)  # of the rows of one person, one stands for the source, the others repeat it
            facts.duplicate_across += first
            facts.duplicate_inside += n - first

    def _source_entry(self, name: str) -> dict[str, Any]:
        facts = self._sources[name]
        terms = source_terms(self.settings, name)
        price = source_price(terms, facts.rows)
        cost = money(price, facts.usable) if price is not None and facts.usable else None
        return {
            "name": name,
            "kind": terms.kind if terms else "",
            **vars(facts),
            "price": price,
            "currency": terms.currency if terms and price is not None else None,
            "cost_per_usable": cost,
        }

    def _count(self, what: str, column: pa.Array) -> None:
        counter = self._counts.setdefault(what, Counter())
        for value, n in _counted(column):
            counter[value] += n

    def _count_codes(self, what: str, column: pa.Array) -> None:
        """Count the parts of `;`-joined lists."""
        counter = self._counts.setdefault(what, Counter())
        for cell, n in _counted(column):
            for part in cell.split(";"):
                if part:
                    counter[part] += n

    def _ordered(self, what: str, words: Iterable[str]) -> dict[str, int]:
        counter = self._counts.get(what, Counter())
        return {word: counter.get(word, 0) for word in words}

    def _largest(self, what: str) -> dict[str, int]:
        return dict(sorted(self._counts.get(what, Counter()).items(), key=lambda pair: (-pair[1], pair[0])))


def source_terms(settings: Settings, name: str) -> Source | None:
    """What the config says about a source; upper and lower case make no difference."""
    folded = {known.casefold(): terms for known, terms in settings.sources.items()}
    return settings.sources.get(name) or folded.get(name.casefold())


def money(amount: float, parts: int = 1) -> float:
    """An amount, or its even part, to the cent; half a cent counts as one.

    >>> money(90, 16), money(0.285), money(10, 3)
    (5.63, 0.29, 3.33)
    """
    return float((Decimal(str(amount)) / parts).quantize(Decimal("0.01"), ROUND_HALF_UP))


def source_price(terms: Source | None, rows: int) -> float | None:
    """What the rows of a source cost, or None where nobody said."""
    if terms is None:
        return None
    if terms.price is not None:
        return terms.price
    return None if terms.price_per_lead is None else money(float(Decimal(str(terms.price_per_lead)) * rows))


def _off_spec_codes() -> tuple[str, ...]:
    return tuple(code for code, rule in all_rules().items() if "off-spec" in rule.name)


def _has_code(rules: pa.Array, codes: tuple[str, ...]) -> pa.Array:
    found = pa.array([False] * len(rules))
    for code in codes:
        found = pc.or_(found, pc.match_substring(rules, code))
    return found


def _counted(column: pa.Array) -> list[tuple[str, int]]:
    counts = pc.value_counts(column)
    return list(zip(counts.field("values").to_pylist(), counts.field("counts").to_pylist(), strict=True))


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
