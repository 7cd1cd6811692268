"""Which 8-bit or multi-byte page a text is written in, by the letters each page would make of its bytes."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from leadtool.vocab import word_list

_RARE: Final = 0.0004  # the share given to a letter that a language does not have
_NO_LETTER: Final = 0.00002  # ... to a sign inside a word, or a control character
_RUN: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_RUNS: Final = 4_000
_GOOD_SIGNS: Final = frozenset("’‘“”„«»–—…€£°§®©™№·•¿¡ªº\xa0´¨²³¼½¾±×")
_WIDE: Final = frozenset(("cp932", "euc_jp", "gb18030", "big5", "cp949"))


class Guess(NamedTuple):
    """The likeliest page, whether it can be relied on, the candidates in order, and why."""

    codec: str
    sure: bool
    candidates: tuple[str, ...]
    why: str
    wide: bool = False


def likeliest_page(lines: Sequence[bytes]) -> Guess:
    """The page in which these lines make the likeliest words, over the letters of some forty languages.

    >>> likeliest_page(["Łukasz Wiśniewski, Gdańsk".encode("cp1250")]).codec
    'cp1250'
    >>> likeliest_page(["Сергей Иванов, Москва".encode("koi8_r")]).codec
    'koi8_r'
    """
    runs = _runs(lines)
    if not runs:
        return Guess("cp1252", True, ("cp1252",), "nothing speaks against it")
    scored: list[tuple[float, int, str, str]] = []
    order = 0
    for group, said in word_list("letters").items():
        for page in said["pages"]:
            order -= 1
            if page in _WIDE:
                scored.append((_wide_score(lines, page, said["common"]), order, page, group))
                continue
            texts = _decoded(runs, page)
            if texts is None:
                continue
            counts, total = texts
            for language in said["languages"]:
                scored.append((_score(counts, total, _shares(group, language)), order, page, language))
    scored.sort(key=lambda item: (-round(item[0], 6), -item[1]))
    best = scored[0]
    pages = tuple(dict.fromkeys(page for _, _, page, _ in scored))
    sure = best[0] > -7.5
    return Guess(best[2], sure, pages, f"its letters make {best[3]} words", best[2] in _WIDE)


def _runs(lines: Sequence[bytes]) -> Counter[bytes]:
    """The words with bytes beyond ASCII."""
    runs: Counter[bytes] = Counter()
    for line in lines:
        for run in _RUN.findall(line[:2000]):
            if len(runs) < _RUNS or run in runs:
                runs[run[:60]] += 1
    return runs


def _decoded(runs: Mapping[bytes, int], page: str) -> tuple[Counter[str], int] | None:
    """How often each letter beyond ASCII stands in the words of a page; marks "?" bad signs and "^" a case that jumps."""
    counts: Counter[str] = Counter()
    bytes_seen = 0
    for run, times in runs.items():
        times = min(times, 3)
        bytes_seen += times * sum(byte > 127 for byte in run)
        try:
            word = run.decode(page)
        except UnicodeDecodeError:
            word = run.decode(page, "replace")
        _count(word, times, counts)
    return counts, bytes_seen


def _count(word: str, times: int, counts: Counter[str]) -> None:
    inside = len(word) > 1
    if inside and word.isupper():
        word = word.lower()  # the pages differ in which letters they make, not in how often capitals stand
    for at, char in enumerate(word):
        if char < "\x80":
            continue
        before = word[at - 1] if at else ""
        after = word[at + 1] if at + 1 < len(word) else ""
        if char.isalpha() or unicodedata.category(char) == "Mn":
            jump = (
                char.isupper()
                and before.islower()
                or (char.islower() and len(before) == 1 and before.isupper() and after.isupper())
            )
            mixed = char > "\u02ff" and (before.isascii() and before.isalpha() or after.isascii() and after.isalpha())
            mixed = mixed and unicodedata.category(char) != "Mn"
            counts["^" if jump or mixed else char] += times
        elif char in _GOOD_SIGNS and not (inside and before.isalpha() and after.isalpha() and char not in "’·\xa0–"):
            counts["~"] += times
        else:
            counts["?"] += times


@cache
def _shares(group: str, language: str) -> Mapping[str, float]:
    letters = word_list("letters")[group]["languages"][language]
    weights = {part[0]: float(part[1:]) for part in letters.split()}
    total = sum(weights.values())
    return {letter: weight / total for letter, weight in weights.items()}


def _score(counts: Counter[str], total: int, shares: Mapping[str, float]) -> float:
    """The mean log-likelihood per byte beyond ASCII; a bare sign costs little, a sign within a word much."""
    sum_ = 0.0
    for char, times in counts.items():
        if char == "?":
            value = math.log(_NO_LETTER)
        elif char == "^":
            value = math.log(_RARE / 4)
        elif char == "~":
            value = math.log(0.002)
        else:
            value = math.log(max(shares.get(char, 0.0), _RARE))
        sum_ += times * value
    return sum_ / max(total, 1)


def _wide_score(lines: Sequence[bytes], page: str, common: str) -> float:
    """The same for a multi-byte page: common characters, the rest of its script, anything else."""
    known = frozenset(common)
    good = plain = odd = 0
    total = 0
    for line in lines:
        total += sum(byte > 127 for byte in line)
        try:
            text = line.decode(page)
        except UnicodeDecodeError:
            text = line.decode(page, "replace")
            odd += 4 * text.count("\ufffd")
        for char in text:
            if char < "\x80" or char == "\ufffd":
                continue
            if char in known or char in "、。（）・ー　：，；":
                good += 1
            elif (
                "\u4e00" <= char <= "\u9fff"
                or "\u3040" <= char <= "\u30ff"
                or "\uac00" <= char <= "\ud7a3"
                or "\uff01" <= char <= "\uff5e"
            ):
                plain += 1
            elif "\uff61" <= char <= "\uff9f":  # half-width kana: one byte each, and what cp932 makes of Western text
                odd += 1
            else:
                odd += 2
    if not good and not plain:
        return -20.0
    return (good * 2 * math.log(0.03) + plain * 2 * math.log(0.004) + odd * math.log(_NO_LETTER)) / max(total, 1)
