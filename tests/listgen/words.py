"""Pools of words: read once from the TOML files beside this module, drawn from with weights like those of real names."""

import tomllib
import unicodedata
from bisect import bisect
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ'",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g ".split(" "),
        strict=True,
    )
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True))
_LATIN = {"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "ı": "i", "đ": "d", **_CYRILLIC, **_GREEK}


class Pool:
    """Words, the first far more frequent than the last (Zipf-like: a word of rank r weighs 1 / (r + 6))."""

    def __init__(self, words: Sequence[Any]) -> None:
        self.words = list(words)
        self._weights = list(accumulate(1 / (rank + 6) for rank in range(len(self.words))))

    def draw(self, random: Random) -> Any:
        """One word."""
        return self.words[bisect(self._weights, random.random() * self._weights[-1])]


@lru_cache(100_000)
def latin(text: str) -> str:
    """A romanisation of Latin, Cyrillic and Greek letters, without accents; other scripts stay as they are."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c) or c == "̆")
    plain = unicodedata.normalize("NFC", plain).replace("̆", "")
    spelled = "".join(_LATIN.get(c, c) for c in plain)
    return spelled.title() if text[:1].isupper() else spelled


@lru_cache(100_000)
def slug(text: str) -> str:
    """The ASCII letters and digits of a romanised text, as in a domain or the local part of an address."""
    return "".join(c for c in latin(text).casefold() if c.isascii() and c.isalnum())


def pairs(text: str, separator: str | None = None) -> list[tuple[str, str]]:
    """Words with their romanisations: `太郎:Taro`, or a word alone; an underscore is a blank inside a word."""
    found = []
    for word in text.split(separator):
        native, _, romanised = word.replace("_", " ").partition(":")
        found.append((native, romanised or latin(native)))
    return found


@cache
def data(name: str) -> dict[str, Any]:
    """One of the TOML files beside this module."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
