"""Sources: a scorecard for each vendor or channel over one or more runs, and how far they overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final, NamedTuple

from leadtool.runs.run import LEAD_TABLES, Run, open_run
from leadtool.write.facts import money

_FIGURES: Final = (
    "rows", "valid", "ready", "review", "usable", "duplicate_inside", "duplicate_across", "known", "suppressed", "junk",
    "off_spec", "net_new", "tier_a", "tier_b",
)  # fmt: skip


class Overlap(NamedTuple):
    """How many people two sources both delivered, and which share of each source's people that is, in percent."""

    one: str
    other: str
    people: int
    share_of_one: float
    share_of_other: float


@dataclass(frozen=True, kw_only=True)
class Scorecards:
    """`sources`: one object per source with the figures of summary.json, added up over the runs; `overlaps` by size."""

    sources: tuple[dict[str, Any], ...]
    overlaps: tuple[Overlap, ...]


def scorecards(paths: Sequence[Path | str]) -> Scorecards:
    """Scorecards over these runs; the same person in several runs is recognised by the e-mail address.

    Raises:
        UsageError: if one of them is not a run.
    """
    runs = [open_run(Path(path)) for path in paths]
    return Scorecards(sources=_added_up(runs), overlaps=_overlaps(runs))


def _added_up(runs: Sequence[Run]) -> tuple[dict[str, Any], ...]:
    found: dict[tuple[str, str | None], dict[str, Any]] = {}
    for run in runs:
        for entry in run.summary.get("sources", []):
            key = (entry["name"], entry.get("currency"))
            if key not in found:
                found[key] = dict(entry)
                continue
            have = found[key]
            for figure in _FIGURES:
                have[figure] = have.get(figure, 0) + entry.get(figure, 0)
            if entry.get("price") is not None:
                have["price"] = money((have.get("price") or 0) + entry["price"])
    for entry in found.values():
        priced = entry.get("price") is not None and entry.get("usable")
        entry["cost_per_usable"] = money(entry["price"], entry["usable"]) if priced else None
    return tuple(found[key] for key in sorted(found, key=lambda pair: (pair[0], pair[1] or "")))


class _People:
    """Rows that are one person, joined as they are met."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, token: str) -> str:
        root = token
        while (above := self._parent.setdefault(root, root)) != root:
            root = above
        while token != root:
            self._parent[token], token = root, self._parent[token]
        return root

    def join(self, one: str, other: str) -> None:
        a, b = self.find(one), self.find(other)
        if a != b:
            self._parent[max(a, b)] = min(a, b)


def _overlaps(runs: Sequence[Run]) -> tuple[Overlap, ...]:
    people = _People()
    seen: list[tuple[str, str]] = []
    for number, run in enumerate(runs):
        for table in LEAD_TABLES:
            for batch in run.batches(table, ["lt_source", "lt_id", "lt_duplicate_of", "lt_email"]):
                for source, own, kept, email in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    token = f"{number} {kept or own}"
                    if email:
                        people.join(token, f"@{email.casefold()}")
                    seen.append((source, token))
    of: dict[str, set[str]] = {}
    for source, token in seen:
        of.setdefault(source, set()).add(people.find(token))
    found = []
    for one, other in combinations(sorted(of), 2):
        both = len(of[one] & of[other])
        if both:
            shares = (round(100 * both / len(of[name]), 1) for name in (one, other))
            found.append(Overlap(one, other, both, *shares))
    return tuple(sorted(found, key=lambda overlap: (-overlap.people, overlap.one, overlap.other)))
