"""Strings that a regular expression of the numbering plans matches, drawn at random."""

import random
import re._constants as codes
import re._parser as parser
from functools import cache
from typing import Any


@cache
def _parsed(pattern: str) -> Any:
    return parser.parse(pattern)


def sample(pattern: str, chance: random.Random) -> str:
    """One string of digits that the pattern matches."""
    return _sequence(_parsed(pattern), chance)


def _sequence(parts: Any, chance: random.Random) -> str:
    return "".join(_part(kind, value, chance) for kind, value in parts)


def _part(kind: Any, value: Any, chance: random.Random) -> str:
    if kind is codes.LITERAL:
        return chr(value)
    if kind is codes.IN:
        return _one_of(value, chance)
    if kind is codes.BRANCH:
        return _sequence(chance.choice(value[1]), chance)
    if kind is codes.SUBPATTERN:
        return _sequence(value[-1], chance)
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        low, high, inner = value
        times = chance.randint(low, min(int(high), low + 8))
        return "".join(_sequence(inner, chance) for _ in range(times))
    if kind is codes.AT:
        return ""
    raise ValueError(f"a pattern uses {kind}")


def _one_of(choices: Any, chance: random.Random) -> str:
    kind, value = chance.choice(choices)
    if kind is codes.CATEGORY:
        return chance.choice("0123456789")
    return chr(chance.randint(*value)) if kind is codes.RANGE else chr(value)
