"""Words of headers in all languages, and by them alone whether a row names columns."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from leadtool.vocab import fold, header_words, word_list

_CAMEL: Final = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])|(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_LONGEST: Final = 80  # characters of a header; longer ones are questions or notes
_SHORTEST_INNER: Final = 4  # letters of a word that is looked for within a compound: "Firmentelefon"
_UNSPACED_FROM: Final = "\u0e00"  # Thai and the scripts of East Asia write words without blanks between them
_NEUTRAL: Final = frozenset(("filler", "person", "ordinal", "secondary"))


@cache
def _words() -> tuple[frozenset[str], frozenset[str], int]:
    """Compact words that name a column, those that only stand beside such words, and the length of the longest."""
    naming: set[str] = {fold(word).replace(" ", "") for word in word_list("table_words")["header"]}
    beside: set[str] = set()
    for phrase, said in header_words().items():
        word = phrase.replace(" ", "")
        neutral = [part in _NEUTRAL for part, _ in said]
        if any(neutral):
            beside.add(word)
        if not all(neutral):
            naming.add(word)
    naming.discard("")
    beside.discard("")
    return frozenset(naming), frozenset(beside - naming), max(map(len, naming))


@lru_cache(maxsize=20_000)
def names_a_column(cell: str) -> bool:
    """Whether a cell consists of words that headers consist of, and one of them names a column.

    >>> [names_a_column(c) for c in ("Lead Status", "FirstName", "e-mail 2", "会社電話番号", "Jo Smit", "Acme")]
    [True, True, True, True, False, False]
    """
    if not cell.strip() or len(cell) > _LONGEST:
        return False
    naming, beside, longest = _words()
    tokens = fold(_CAMEL.sub(" ", cell)).split()
    text = "".join(tokens)
    if text in naming:
        return True
    edges = {0}
    for token in tokens:
        edges.add(max(edges) + len(token))
    named = {0: False}  # how far words reach, and whether one of them named a column
    for start in range(len(text)):
        if start not in named:
            continue
        for end in range(start + 1, min(len(text), start + longest) + 1):
            word = text[start:end]
            whole = start in edges and end in edges
            inner = end - start >= _SHORTEST_INNER or word[0] >= _UNSPACED_FROM
            if not whole and not inner:
                continue
            if word in naming:
                named[end] = True
            elif whole and (word in beside or word.isdigit()):
                named[end] = named.get(end, False) or named[start]
    return named.get(len(text), False)


def surely_names_columns(row: Sequence[str]) -> bool:
    """Whether a row is a header by its words alone: most of its cells are header words, however odd the rows below."""
    cells = [cell for cell in row if cell.strip()]
    known = sum(names_a_column(cell) for cell in cells[:400])
    size = min(len(cells), 400)
    distinct = len(set(cells)) >= 0.7 * len(cells)
    if size < 3:
        return 0 < known == size and distinct
    return known >= max(2, 0.6 * size) and distinct


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(name) for names in word_list("given_names").values() for name in str(names).split())


@cache
def _endings() -> frozenset[str]:
    return frozenset(fold(word) for words in word_list("companies")["endings"].values() for word in words)


def names_somebody(row: Sequence[str]) -> bool:
    """Whether a row of words holds a person or a company, and so is a record: a given name first, a legal form last.

    >>> names_somebody(["Jo", "Delft"]), names_somebody(["x", "Globex GmbH"]), names_somebody(["Nev", "Foo"])
    (False, True, False)
    """
    for cell in row:
        words = fold(cell[:_LONGEST]).split()
        if words and not names_a_column(cell) and (words[0] in _given_names() or (len(words) > 1 and words[-1] in _endings())):
            return True
    return False
