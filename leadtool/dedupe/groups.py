"""Pairs grown into groups, without chains through weak links."""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
LARGE: Final = 150
"""A group of more people than this is held together only by the pairs that were compared."""


def components(count: int, a: Ints, b: Ints) -> Ints:
    """The smallest node reachable from each of `count` nodes, by hooking roots and jumping pointers.

    >>> components(5, np.array([0, 3]), np.array([1, 4])).tolist()
    [0, 0, 2, 3, 3]
    """
    root = np.arange(count, dtype=np.int64)
    while a.size:
        left, right = root[a], root[b]
        open_pairs = left != right
        if not open_pairs.any():
            break
        a, b, left, right = a[open_pairs], b[open_pairs], left[open_pairs], right[open_pairs]
        np.minimum.at(root, np.maximum(left, right), np.minimum(left, right))
        while True:
            jumped = root[root]
            if np.array_equal(jumped, root):
                break
            root = jumped
    return root


def rebuild(pairs: Iterable[tuple[int, int, float, bool, bool]]) -> list[tuple[int, int]]:
    """The joins that hold in one group, taken best pair first.

    `pairs` are (a, b, score, merges, hard) of all compared pairs inside the group. A join is refused where the two sides hold
    a hard pair between them, or where the evidence between them, summed up, speaks against it.
    """
    known = {(min(a, b), max(a, b)): (score, hard) for a, b, score, _, hard in pairs}
    side: dict[int, list[int]] = {}
    for a, b in known:
        side.setdefault(a, [a])
        side.setdefault(b, [b])
    joins: list[tuple[int, int]] = []
    wanted = sorted(((-score, a, b) for a, b, score, merges, _ in pairs if merges))
    for _, a, b in wanted:
        if side[a] is side[b]:
            continue
        between = [known.get((min(i, j), max(i, j)), (0.0, False)) for i in side[a] for j in side[b]]
        if any(hard for _, hard in between) or sum(score for score, _ in between) <= 0:
            continue
        joins.append((a, b))
        together = side[a] + side[b]
        for member in together:
            side[member] = together
    return joins


def pairs_within(members: dict[int, list[int]]) -> tuple[list[int], list[int]]:
    """Every two members of each group that is not too large, as two parallel lists, smaller first."""
    first: list[int] = []
    second: list[int] = []
    for group in members.values():
        if len(group) > LARGE:
            continue
        for at, one in enumerate(group):
            first += [one] * (len(group) - at - 1)
            second += group[at + 1 :]
    return first, second


def as_ints(column: Any) -> Ints:
    """An Arrow column of whole numbers as numpy."""
    return np.asarray(column.to_numpy(), dtype=np.int64)
