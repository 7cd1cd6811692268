"""Keyboard mash: words typed by running a finger along the keys, in the layouts of ten languages."""

import re
from functools import cache, lru_cache
from typing import Final

from leadtool.vocab import fold, word_list

_RUN: Final = 4  # this many neighbouring keys in a row
_SHARE: Final = 0.6  # at least this share of a word must be such runs
_REPEAT: Final = re.compile(r"^(.{1,3}?)\1{2,}.?$")
_VOWELS: Final = frozenset("aeiouyаеёиоуыэюяіїєαεηιουωåäöüøæœ")


@cache
def runs() -> frozenset[str]:
    """Every run of four keys, both ways."""
    rows = [fold(row).replace(" ", "") for row in word_list("junk")["keyboards"]]
    rows += [row[::-1] for row in rows]
    return frozenset(row[i : i + _RUN] for row in rows for i in range(len(row) - _RUN + 1))


@cache
def typed_runs() -> frozenset[str]:
    """The same runs as people type them, with the letters that folding changes (й, ё)."""
    rows = [row.lower().replace(" ", "") for row in word_list("junk")["keyboards"]]
    rows += [row[::-1] for row in rows]
    return runs() | {row[i : i + _RUN] for row in rows for i in range(len(row) - _RUN + 1)}


@cache
def _triples() -> frozenset[str]:
    """Every run of three keys, both ways."""
    return frozenset(run[i : i + 3] for run in runs() for i in range(_RUN - 2))


@cache
def _spared() -> frozenset[str]:
    return frozenset(fold(word) for word in word_list("junk")["spared"])


@cache
def _pairs() -> frozenset[str]:
    return frozenset(run[i : i + 2] for run in _triples() for i in (0, 1))


def is_scrap(word: str) -> bool:
    """Whether a short folded word may be the rest of a mash: neighbouring keys, or one letter over and over."""
    return len(word) < _RUN and (word in _triples() or word in _pairs() or len(set(word)) == 1)


@lru_cache(maxsize=20_000)
def is_mash(word: str) -> bool:
    """Whether a folded word was typed at random.

    Four neighbouring keys that make up most of it, one syllable over and over, or nothing but consonants in a long word.

    >>> [is_mash(w) for w in ("asdf", "qwertz", "йцукен", "dfgdfgdfg", "sdfkjhsdf")]
    [True, True, True, True, True]
    >>> [is_mash(w) for w in ("asdrubal", "wertheimer", "schwartz", "ng", "krstic", "lululu")]
    [False, False, False, False, False, False]
    """
    if len(word) > 1 and all("\u1100" <= letter <= "\u11ff" or "\u3131" <= letter <= "\u318e" for letter in word):
        return True  # letters of Korean that make no syllable
    word = word.rstrip("0123456789") or word
    if len(word) < _RUN or word in _spared() or word.isdecimal():
        return False
    if len(set(word)) == 1 or (len(word) > _RUN and word[:3] in _triples() and word == (word[:3] * len(word))[: len(word)]):
        return True
    known = runs()
    covered = [False] * len(word)
    for i in range(len(word) - _RUN + 1):
        if word[i : i + _RUN] in known:
            covered[i : i + _RUN] = [True] * _RUN
    if sum(covered) >= _SHARE * len(word):
        return True
    vowels = sum(letter in _VOWELS for letter in word)
    repeat = _REPEAT.match(word)
    if repeat and len(word) >= 5 and (len(set(word)) == 1 or vowels == 0):
        return True
    half = len(word) // 2
    if vowels == 0 and len(word) >= 6 and word[:half] * 2 == word[: 2 * half]:
        return True
    return vowels == 0 and len(word) >= 6 and word.isalpha() and word.isascii()
