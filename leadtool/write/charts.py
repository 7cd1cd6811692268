"""Charts as plain geometry: how long, where and how wide; the page draws them as inline SVG."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

FLOW_HEIGHT: Final = 300
_NODE: Final = 12
_GAP: Final = 12
_RIGHT: Final = 250


class Bar(NamedTuple):
    """One bar of a list: its key, what it says, its count, its share of the whole in percent, its length from 0 to 100."""

    key: str
    label: str
    n: int
    share: float
    length: float


class Piece(NamedTuple):
    """One piece of a stacked bar: from where and how wide, both from 0 to 100."""

    key: str
    label: str
    n: int
    share: float
    start: float
    width: float


class Ribbon(NamedTuple):
    """One stream of the flow picture: the SVG path, and where its node and label stand."""

    key: str
    label: str
    n: int
    share: float
    path: str
    y: float
    height: float
    text_y: float


class Column(NamedTuple):
    """One column of a histogram in a box of 480 by 150."""

    label: str
    n: int
    x: float
    y: float
    width: float
    height: float


def share(n: float, whole: float) -> float:
    """Percent, one decimal; 0 of nothing."""
    return round(100 * n / whole, 1) if whole else 0.0


def bars(counts: Mapping[str, int], labels: Mapping[str, str], *, whole: int, most: int = 8) -> list[Bar]:
    """The largest counts as bars, empty ones left out."""
    shown = [(key, n) for key, n in counts.items() if n][:most]
    longest = max((n for _, n in shown), default=0)
    return [Bar(key, labels.get(key, key), n, share(n, whole), share(n, longest)) for key, n in shown]


def stacked(counts: Mapping[str, int], labels: Mapping[str, str]) -> list[Piece]:
    """The counts side by side in one bar of length 100."""
    whole = sum(counts.values())
    pieces, start = [], 0.0
    for key, n in counts.items():
        width = 100 * n / whole if whole else 0.0
        pieces.append(Piece(key, labels.get(key, key), n, share(n, whole), round(start, 3), round(width, 3)))
        start += width
    return pieces


def flow(counts: Mapping[str, int], labels: Mapping[str, str]) -> list[Ribbon]:
    """The ledger as streams from one bar on the left to one node each on the right."""
    shown = [(key, n) for key, n in counts.items() if n]
    whole = sum(n for _, n in shown)
    if not whole:
        return []
    room = FLOW_HEIGHT - _GAP * (len(shown) - 1)
    smallest = 14.0
    heights = [max(smallest, room * n / whole) for _, n in shown]
    scale = room / sum(heights)
    heights = [height * scale for height in heights]
    left_scale = FLOW_HEIGHT / sum(heights)
    ribbons, left, right = [], 0.0, 0.0
    for (key, n), height in zip(shown, heights, strict=True):
        wide = height * left_scale
        path = _stream(left, wide, right, height)
        y = round(right, 1)
        ribbons.append(
            Ribbon(key, labels.get(key, key), n, share(n, whole), path, y, round(height, 1), round(right + height / 2, 1))
        )
        left += wide
        right += height + _GAP
    return ribbons


def _stream(left: float, wide: float, right: float, height: float) -> str:
    a, b, c, d = (round(v, 1) for v in (left, left + wide, right, right + height))
    middle = (_NODE + _RIGHT) / 2
    return f"M{_NODE} {a}C{middle} {a} {middle} {c} {_RIGHT} {c}L{_RIGHT} {d}C{middle} {d} {middle} {b} {_NODE} {b}Z"


def histogram(counts: Sequence[int]) -> list[Column]:
    """Counts of equal bins from 0 to 100 as columns."""
    tallest = max(counts, default=0)
    step = 480 / max(1, len(counts))
    size = 100 // max(1, len(counts))
    columns = []
    for at, n in enumerate(counts):
        height = max(2.0 if n else 0.0, 118 * n / tallest) if tallest else 0.0
        last = 100 if at == len(counts) - 1 else (at + 1) * size - 1
        x, y = round(at * step + 4, 1), round(136 - height, 1)
        columns.append(Column(f"{at * size}–{last}", n, x, y, round(step - 8, 1), round(height, 1)))
    return columns
