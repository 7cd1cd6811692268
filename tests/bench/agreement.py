"""How well groups of records agree with the truth: pairs, B-cubed, traps and kinds of second records."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """Pairwise precision, recall and F1, and B-cubed F1."""

    precision: float
    recall: float
    f1: float
    b_cubed: float


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def agreement(clusters: Sequence[Hashable], groups: Sequence[Hashable]) -> Agreement:
    """Hold groups against true clusters, record by record in the same order.

    >>> agreement("aab", "xxx").precision
    0.3333333333333333
    """
    both = Counter(zip(clusters, groups, strict=True))
    sizes, found = Counter(clusters), Counter(groups)

    def pairs(counts: Mapping[Hashable, int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    right, true, said = pairs(both), pairs(sizes), pairs(found)
    precision, recall = right / said if said else 1.0, right / true if true else 1.0
    rows = len(clusters)
    b_precision = sum(n * n / found[group] for (_, group), n in both.items()) / rows
    b_recall = sum(n * n / sizes[cluster] for (cluster, _), n in both.items()) / rows
    return Agreement(precision, recall, _f1(precision, recall), _f1(b_precision, b_recall))


def fallen_traps(truth: Sequence[Mapping[str, str]], groups: Sequence[Hashable]) -> dict[str, tuple[int, int]]:
    """Per kind of trap: cases in which different people were merged, and all cases."""
    members: dict[tuple[str, str], list[tuple[str, Hashable]]] = defaultdict(list)
    for row, group in zip(truth, groups, strict=True):
        if row["trap"]:
            members[row["trap"], row["case"]].append((row["cluster"], group))
    result: dict[str, tuple[int, int]] = {}
    for (trap, _), records in sorted(members.items()):
        if len({cluster for cluster, _ in records}) < 2:
            continue
        owners = defaultdict(set)
        for cluster, group in records:
            owners[group].add(cluster)
        fallen, cases = result.get(trap, (0, 0))
        result[trap] = (fallen + any(len(people) > 1 for people in owners.values()), cases + 1)
    return result


def found_variants(truth: Sequence[Mapping[str, str]], groups: Sequence[Hashable]) -> dict[str, tuple[int, int]]:
    """Per kind of second record: how many were merged with the person's first record, and all of them."""
    first = {row["cluster"]: group for row, group in zip(truth, groups, strict=True) if row["made"] == "first"}
    result: dict[str, tuple[int, int]] = {}
    for row, group in zip(truth, groups, strict=True):
        if row["made"] != "first" and row["cluster"] in first:
            found, all_ = result.get(row["made"], (0, 0))
            result[row["made"]] = (found + (group == first[row["cluster"]]), all_ + 1)
    return result
