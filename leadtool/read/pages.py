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
_LITTLE: Final = 10  # bytes beyond ASCII, which are too few to be doubted
_WIDE_RUN: Final = re.compile(rb"[\x40-\xff]*[\x80-\xff][\x40-\xff]*")
_RUNS: Final = 1_000
_GOOD_SIGNS: Final = frozenset("’‘“”„«»–—…€£°§®©™№·•¿¡ªº\xa0´¨²³¼½¾±×µ")
_OPENING, _CLOSING, _ALONE = frozenset("‘“„«"), frozenset("’”»“™®ªº"), frozenset("–—…€•°·µ£©§")
_PRIOR: Final = {
    **dict.fromkeys(
        ("cp1250", "cp1251", "cp1254", "cp1253", "iso8859_7", "cp1257", "cp1255", "cp1256", "gb18030", "cp932"), -2.0
    ),
    **dict.fromkeys(("big5", "cp949", "euc_jp", "cp874", "koi8_r", "iso8859_2", "mac_roman", "cp866"), -4.0),
    **dict.fromkeys(("cp850", "koi8_u", "iso8859_9", "iso8859_15", "iso8859_8", "iso8859_6"), -5.0),
    "cp1252": 0.0,
}
"""How readily a page is believed before any letter is seen (natural logarithms); little evidence cannot overcome it."""
_LATIN_END: Final = "\u0250"
_RAREST_PAGE: Final = -6.0
_WIDE: Final = frozenset(("cp932", "euc_jp", "gb18030", "big5", "cp949"))


_SCRIPTS: Final = (("\u3040", "\u30ff"), ("\u4e00", "\u9fff"), ("\uac00", "\ud7a3"), ("\uff01", "\uff5e"))


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
    runs, wide_runs = _runs(lines, _RUN), _runs(lines, _WIDE_RUN)
    if not runs:
        return Guess("cp1252", True, ("cp1252",), "nothing speaks against it")
    size, wide_size = _high_bytes(runs), max(1, _high_bytes(wide_runs))
    scored: list[tuple[float, int, str, str]] = []
    order = 0
    for group, said in word_list("letters").items():
        for page in said["pages"]:
            order -= 1
            if page in _WIDE:
                value = _wide_score(wide_runs, page, said["common"]) * size / wide_size
                scored.append((value + _PRIOR.get(page, _RAREST_PAGE), order, page, group))
                continue
            counts = _decoded(runs, page)
            for language in said["languages"]:
                scored.append((_score(counts, _shares(group, language)) + _PRIOR.get(page, _RAREST_PAGE), order, page, language))
    scored.sort(key=lambda item: (-round(item[0], 6), -item[1]))
    best = scored[0]
    pages = tuple(dict.fromkeys(page for _, _, page, _ in scored))
    same = [page for said in word_list("letters").values() for page in said["pages"] if _same_text(runs, page, best[2])]
    best = (*best[:2], same[0], best[3]) if same and best[2] not in _WIDE else best
    sure = best[0] > -6.0 * max(size, 1) or size <= _LITTLE
    return Guess(best[2], sure, pages, f"its letters make {best[3]} words", best[2] in _WIDE)


def letter_shape(lines: Sequence[bytes], page: str) -> str:
    """What the first words beyond ASCII would be in a page, letter by letter and without showing any: `latin`, `cyrillic` …

    >>> letter_shape(["Иван".encode("cp1251")], "cp1251"), letter_shape(["Иван".encode("cp1251")], "cp1252")
    ('4 cyrillic', '4 latin')
    """
    kinds: Counter[str] = Counter()
    for run in list(_runs(lines, _RUN))[:50]:
        for char in run.decode(page, "replace"):
            if char >= "\x80":
                name = unicodedata.name(char, "")
                kinds[name.split()[0].lower() if char.isalpha() and name else "no letter"] += 1
    return ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:3])


def _high_bytes(runs: Mapping[bytes, int]) -> int:
    """How many bytes beyond ASCII the words have, as often as they are counted."""
    return sum(min(times, 3) * sum(byte > 127 for byte in run) for run, times in runs.items())


def _same_text(runs: Mapping[bytes, int], one: str, other: str) -> bool:
    """Whether two pages make the same text of these words."""
    return all(run.decode(one, "replace") == run.decode(other, "replace") for run in runs)


def _runs(lines: Sequence[bytes], form: re.Pattern[bytes]) -> Counter[bytes]:
    """The words with bytes beyond ASCII."""
    runs: Counter[bytes] = Counter()
    for line in lines:
        for run in form.findall(line[:2000]):
            if len(runs) < _RUNS or run in runs:
                runs[run[:60]] += 1
    return runs


def _decoded(runs: Mapping[bytes, int], page: str) -> Counter[str]:
    """How often each letter beyond ASCII stands in the words of a page; "?" counts bad signs, "^" a case that jumps."""
    counts: Counter[str] = Counter()
    for run, times in runs.items():
        _count(run.decode(page, "replace"), min(times, 3), counts)
    return counts


def _count(word: str, times: int, counts: Counter[str]) -> None:
    inside = len(word) > 1
    if inside and word.isupper():
        word = word.lower()  # the pages differ in which letters they make, not in how often capitals stand
    for at, char in enumerate(word):
        if char < "\x80":
            continue
        before = word[at - 1] if at else ""
        after = word[at + 1] if at + 1 < len(word) else ""
        if _in_place(char, before, after):
            counts["*"] += times
        elif char in _GOOD_SIGNS:
            counts["?" if before.isalpha() and after.isalpha() and char not in "’·\xa0" else "~"] += times
        elif char.isalpha() or unicodedata.category(char) == "Mn":
            if char < _LATIN_END and before.isalpha() and not before.isascii():
                counts["&"] += times
            counts["^" if _misplaced(char, before, after) else char] += times
        else:
            counts["?"] += times


def _misplaced(char: str, before: str, after: str) -> bool:
    """Whether a letter stands where no writer puts it: a capital in a word, two scripts in one word, a rare letter alone."""
    if char.isupper() and before.islower():
        return True
    if char.islower() and before.isupper() and after.isupper():
        return True
    if char < _LATIN_END:
        return not before and not after and char.lower() not in "àèéóòáíöåøúâœæ"
    neighbours = (before, after)
    return unicodedata.category(char) != "Mn" and any(other.isascii() and other.isalpha() for other in neighbours)


def _in_place(char: str, before: str, after: str) -> bool:
    """Whether a sign stands where writers put it: quotes around words, an apostrophe between letters, dashes alone."""
    if char == "’" and before.isalpha() and after.isalpha():
        return True
    if char in _OPENING and not before and after.isalpha():
        return True
    if char in _CLOSING and before.isalpha() and not after:
        return True
    return char in _ALONE and not before and not after


@cache
def _shares(group: str, language: str) -> Mapping[str, float]:
    letters = word_list("letters")[group]["languages"][language]
    weights = {part[0]: float(part[1:]) for part in letters.split()}
    total = sum(weights.values())
    return {letter: weight / total for letter, weight in weights.items()}


def _score(counts: Counter[str], shares: Mapping[str, float]) -> float:
    """The log-likelihood of the letters in a language; a sign in its place costs little, a sign within a word much."""
    sum_ = 0.0
    for char, times in counts.items():
        if char == "?":
            value = math.log(_NO_LETTER)
        elif char == "^":
            value = math.log(_RARE / 4)
        elif char == "*":
            value = math.log(0.08)
        elif char == "&":
            value = -1.5  # accented letters seldom stand side by side
        elif char == "~":
            value = math.log(0.003)
        else:
            value = math.log(max(shares.get(char, 0.0), _RARE))
        sum_ += times * value
    return sum_


def _wide_score(runs: Mapping[bytes, int], page: str, common: str) -> float:
    """The same for a multi-byte page: common characters, the rest of its script, anything else."""
    known = frozenset(common)
    good = plain = odd = 0
    for run, times in runs.items():
        text = run.decode(page, "replace")
        odd += 4 * text.count("\ufffd") * min(times, 3)
        for char in text:
            if char < "\x80" or char == "\ufffd":
                continue
            if char in known or char in "、。（）・ー　：，；":
                good += min(times, 3)
            elif any(low <= char <= high for low, high in _SCRIPTS):
                plain += min(times, 3)
            else:  # half-width kana among them: one byte each, and what cp932 makes of Western text
                odd += min(times, 3)
    if not good and not plain:
        return -1e9
    return -4.8 * good - 8.0 * plain + odd * math.log(_NO_LETTER)
