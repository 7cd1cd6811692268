"""Two words that say something together, in either order and with a word or two between: "offer … sent", "boss … decides"."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from leadtool.vocab import fold, word_list

_STEM: Final = 4


class Pair(NamedTuple):
    """A pair found: its meaning and language, and the token after its last word."""

    meaning: str
    language: str
    end: int


class _Word(NamedTuple):
    stem: str
    open_end: bool


class _Kind(NamedTuple):
    meaning: str
    language: str
    sides: tuple[tuple[_Word, ...], tuple[_Word, ...]]
    ordered: bool  # only the first list before the second
    gap: int
    unless: str  # the list of `[unless]` of which a word in the same clause takes the meaning away
    unless_near: frozenset[str]  # a word between the two that parts them


def _words(said: Sequence[str]) -> tuple[_Word, ...]:
    return tuple(_Word(fold(word), word.endswith("*")) for word in said if fold(word))


@cache
def _kinds() -> dict[str, list[tuple[_Kind, int]]]:
    """By the first four letters of a word: the kinds it may be of, and on which side it stands."""
    found: dict[str, list[tuple[_Kind, int]]] = {}
    said = word_list("status_pairs")
    parting = frozenset(fold(word) for word in said["parting"])
    for entry in said["pairs"]:
        for language, lists in entry["words"].items():
            kind = _Kind(
                entry["meaning"],
                language,
                (_words(lists[0]), _words(lists[1])),
                entry.get("ordered", False),
                entry.get("gap", 2),
                entry.get("unless", ""),
                parting,
            )
            for side in (0, 1):
                for stem in sorted({word.stem[:_STEM] for word in kind.sides[side]}):
                    found.setdefault(stem, []).append((kind, side))
    return found


@lru_cache(maxsize=50_000)
def _sides(token: str) -> tuple[tuple[_Kind, int], ...]:
    """The kinds that a token is a word of, and on which side it stands."""
    return tuple((kind, side) for kind, side in _kinds().get(token[:_STEM], ()) if _is_one(token, kind.sides[side]))


def begins_pair(token: str) -> bool:
    """Whether a token may be the first word of a pair."""
    return bool(_sides(token))


def pair_at(tokens: Sequence[str], at: int) -> Pair | None:
    """The pair that begins with this token, the longest first; "" among the tokens ends a clause."""
    best: Pair | None = None
    for kind, side in _sides(tokens[at]):
        if kind.ordered and side:
            continue
        end = _other(tokens, at, kind, 1 - side)
        if end and (best is None or end > best.end) and not _taken_away(tokens, at, kind):
            best = Pair(kind.meaning, kind.language, end)
    return best


def _other(tokens: Sequence[str], at: int, kind: _Kind, side: int) -> int:
    """The token after the second word, or 0 where there is none near enough."""
    for i in range(at + 1, min(at + 2 + kind.gap, len(tokens))):
        token = tokens[i]
        if not token or token in kind.unless_near:
            return 0
        if any(other is kind and its == side for other, its in _sides(token)):
            return i + 1
    return 0


def _taken_away(tokens: Sequence[str], at: int, kind: _Kind) -> bool:
    """Whether the clause holds a word with which the pair means something else."""
    if not kind.unless:
        return False
    first = max((i for i in range(at) if not tokens[i]), default=-1) + 1
    last = next((i for i in range(at, len(tokens)) if not tokens[i]), len(tokens))
    return any(kind.unless in _takes_away(token) for token in tokens[first:last] if token)


@lru_cache(maxsize=50_000)
def _takes_away(token: str) -> tuple[str, ...]:
    """The lists of `[unless]` that hold a token."""
    return tuple(name for name, words in _unless().items() if _is_one(token, words))


@cache
def _unless() -> dict[str, tuple[_Word, ...]]:
    return {name: _words(words) for name, words in word_list("status_pairs")["unless"].items()}


def _is_one(token: str, words: tuple[_Word, ...]) -> bool:
    return any(token == word.stem or (word.open_end and token.startswith(word.stem)) for word in words)
