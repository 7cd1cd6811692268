"""The words beside which texts name money and people, from data/said.toml and data/figures.toml, ready to be looked up."""

from functools import cache
from typing import NamedTuple

from leadtool.vocab import fold, word_list


class Cue(NamedTuple):
    words: tuple[str, ...]
    open_end: tuple[bool, ...]
    kind: str


@cache
def cues() -> tuple[dict[str, list[Cue]], list[tuple[str, str]]]:
    """Cues by the first three letters of their first word, the longest first; and those of scripts without blanks."""
    said = word_list("said")
    by_start: dict[str, list[Cue]] = {}
    glued: list[tuple[str, str]] = []
    for section, kind in (("budget", "budget"), ("income", "income"), ("revenue", "revenue"), ("staff", "staff")):
        for language, phrases in said[section].items():
            for phrase in phrases:
                if language in ("ja", "zh", "ko"):
                    glued.append((phrase, kind))
                else:
                    _add(by_start, phrase, kind)
    for phrase in said["heads"]["owners"]:
        _add(by_start, phrase, "owner")
    for listed in by_start.values():
        listed.sort(key=lambda cue: (-len(cue.words), -len(cue.words[0]), cue))
    glued.sort(key=lambda pair: (-len(pair[0]), pair))
    return by_start, glued


def _add(by_start: dict[str, list[Cue]], phrase: str, kind: str) -> None:
    parts = [(fold(word), word.endswith("*")) for word in phrase.split()]
    words = tuple(word for folded, _ in parts for word in folded.split())
    open_end = tuple(last and word == folded.split()[-1] for folded, last in parts for word in folded.split())
    by_start.setdefault(words[0][:3], []).append(Cue(words, open_end, kind))


@cache
def plain_words(*path: str) -> frozenset[str]:
    here = word_list("said")
    for part in path:
        here = here[part]
    lists = here.values() if isinstance(here, dict) else [here]
    return frozenset(fold(word) for words in lists for word in words)


@cache
def figure_words() -> frozenset[str]:
    """Words that figures hold: currencies, units, about, from, up to."""
    said = word_list("figures")
    lists = [words for section in ("around", "currencies", "units") for words in said[section].values()]
    return frozenset(part for words in lists for word in words for part in fold(word).split())


@cache
def figure_ends() -> frozenset[str]:
    """What a figure may end in: a unit, a currency or its sign; and the words that tie it to what follows ("40k for budget")."""
    said = word_list("figures")
    lists = [words for section in ("currencies", "units") for words in said[section].values()]
    return frozenset(fold(word) or word for words in lists for word in words) | plain_words("ties")


@cache
def upper_bounds() -> frozenset[str]:
    return frozenset(fold(word) for word in word_list("figures")["around"]["high"] if fold(word))
