"""The terms of job titles, and how they are found in a title."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from leadtool.vocab import fold

SPACELESS: Final = re.compile(r"[぀-ヿ㐀-鿿가-힣ก-๙]")
_LATIN: Final = re.compile(r"[a-z]{2,}")


class Hit(NamedTuple):
    """A term found: where it starts, how many words (or letters, in a script without blanks) it has, and its list."""

    start: int
    size: int
    kind: str


class Terms:
    """Terms to be found in a folded title: words, beginnings, endings and parts of words."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.starts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.ends: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.parts: list[tuple[str, tuple[str, ...], str]] = []
        self.anywhere: list[tuple[str, str]] = []
        self._sorted: list[tuple[str, str]] = []
        self._known: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # longest first

    def add(self, terms: str, kind: str) -> None:
        """The terms of one list, parted by commas."""
        for term in (term.strip() for term in terms.split(",")):
            if not term:
                continue
            if SPACELESS.search(term):
                self.anywhere.append((fold(term.replace("*", "")).replace(" ", ""), kind))
                continue
            words = tuple(_pattern(word) for word in term.split())
            first = words[0]
            bare = first.strip("*")
            if first.startswith("*") and first.endswith("*"):
                self.parts.append((bare, words, kind))
            elif first.startswith("*"):
                self.ends.setdefault(bare, []).append((words, kind))
            elif first.endswith("*"):
                self.starts.setdefault(bare, []).append((words, kind))
            else:
                self.by_word.setdefault(bare, []).append((words, kind))

    def _candidates(self, word: str) -> list[tuple[tuple[str, ...], str]]:
        """The terms whose first word this may be; lists repeat their words, so each is looked up once."""
        if word not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[word] = sorted(dict.fromkeys(self._looked_up(word)), key=_length, reverse=True)
        return self._known[word]

    def _looked_up(self, word: str) -> Iterator[tuple[tuple[str, ...], str]]:
        yield from self.by_word.get(word, ())
        for size in range(2, len(word) + 1):
            yield from self.starts.get(word[:size], ())
            if size < len(word):
                yield from self.ends.get(word[-size:], ())
        for part, words, kind in self.parts:
            if part in word:
                yield words, kind

    def find(self, words: list[str]) -> list[Hit]:
        """The terms in these words, at each place the longest, none overlapping."""
        hits: list[Hit] = []
        at = 0
        while at < len(words):
            best = self._longest_at(words, at)
            if best is None:
                at += 1
                continue
            hits.append(best)
            at += best.size
        return hits

    def _longest_at(self, words: list[str], at: int) -> Hit | None:
        for pattern, kind in self._candidates(words[at]):
            size = len(pattern)
            if size == 1:
                return Hit(at, 1, kind)
            if at + size <= len(words) and all(map(_fits, pattern[1:], words[at + 1 : at + size])):
                return Hit(at, size, kind)
        return None

    def find_all(self, words: list[str]) -> list[Hit]:
        """The terms in these words; where a script has no blanks, anywhere in it, and in the Latin words beside it."""
        spaceless = "".join(words)
        if not SPACELESS.search(spaceless):
            return self.find(words)
        return self.find_anywhere(spaceless) + self.find(_LATIN.findall(" ".join(words)))

    def _longest_first(self) -> list[tuple[str, str]]:
        if not self._sorted:
            self._sorted = sorted(set(self.anywhere), key=lambda pair: (-len(pair[0]), pair))
        return self._sorted

    def find_anywhere(self, run: str) -> list[Hit]:
        """The terms in a text without blanks, longest first, none overlapping."""
        found: list[Hit] = []
        taken = [False] * len(run)
        for term, kind in self._longest_first():
            at = run.find(term)
            while at >= 0:
                if not any(taken[at : at + len(term)]):
                    taken[at : at + len(term)] = [True] * len(term)
                    found.append(Hit(at, len(term), kind))
                at = run.find(term, at + 1)
        return sorted(found)


def bare_article(word: str) -> str:
    """An Arabic word without its article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _pattern(word: str) -> str:
    core = bare_article(fold(word.replace("*", "")).replace(" ", ""))
    return ("*" if word.startswith("*") else "") + core + ("*" if word.endswith("*") else "")


def _fits(pattern: str, word: str) -> bool:
    bare = pattern.strip("*")
    if pattern.startswith("*"):
        return bare in word if pattern.endswith("*") else word.endswith(bare)
    return word.startswith(bare) if pattern.endswith("*") else word == bare


def _length(term: tuple[tuple[str, ...], str]) -> tuple[int, int]:
    """Words, then letters of a term; a whole word counts more than a beginning or an ending."""
    return len(term[0]), sum(len(word.strip("*")) + ("*" not in word) for word in term[0])
