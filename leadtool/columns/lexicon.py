"""The header words of `leadtool/data`: what each folded word or phrase can mean, and in which languages."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from leadtool.vocab import fold, header_words, word_list

_CAMEL: Final = re.compile(r"(?<=[^\W\d_])(?<![A-ZА-Я])(?=[A-ZА-Я])|(?<=[A-ZА-Я])(?=[A-ZА-Я][a-zа-я])")
_DIGITS: Final = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_ARTICLE: Final = "ال"
_CYRILLIC: Final = str.maketrans("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш")
_TYPED: Final = {
    "de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"}),
    "da": str.maketrans({"å": "aa", "ø": "oe"}),
    "no": str.maketrans({"å": "aa", "ø": "oe"}),
    "sv": str.maketrans({"å": "aa", "ä": "ae", "ö": "oe"}),
}
"""How people type letters that their keyboard lacks, where it is not just without the accent."""
_DIGRAPHS: Final = {"dž": "џ", "lj": "љ", "nj": "њ"}


class Sense(NamedTuple):
    """One meaning of a word: a part of a header (`email`, `work`, `not`) and the languages that use it so."""

    part: str
    languages: frozenset[str]


class Lexicon(NamedTuple):
    """All words by their compact form, with their meanings (part, language), and the length of the longest."""

    words: dict[str, list[tuple[str, str]]]
    longest: int


def tokens(header: str) -> list[str]:
    """The folded words of a header, with camel case, digits and the Arabic article taken apart.

    >>> tokens("FirstName"), tokens("E-mail 1 - Value"), tokens("HQPhone2")
    (['first', 'name'], ['e', 'mail', '1', 'value'], ['hq', 'phone', '2'])
    """
    return _without_articles(fold(_DIGITS.sub(" ", _CAMEL.sub(" ", header))))


def _without_articles(folded: str) -> list[str]:
    return [w[2:] if w.startswith(_ARTICLE) and len(w) > 4 else w for w in folded.split()]


def compact(header: str) -> str:
    """A header as one word, however it was spaced or cased: the key of every look-up."""
    return _joined(fold(header))


def _joined(folded: str) -> str:
    whole = folded.replace(" ", "")
    return "".join(_without_articles(folded)) if _ARTICLE in whole else whole  # where words end only matters to the article


@cache
def lexicon() -> Lexicon:
    """Every word of every language file, ready to be looked up."""
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, said in header_words().items():
        found.setdefault(_joined(phrase), []).extend(said)
    for language, parts in _spelled_otherwise():
        for part, words in parts.items():
            for word in words:
                if language == "hr":
                    found.setdefault(compact(serbian(word)), []).append((part, "sr"))
                if language in _TYPED:
                    found.setdefault(compact(word.lower().translate(_TYPED[language])), []).append((part, language))
    for word, part in word_list_units().items():
        found.setdefault(compact(word), []).append((part, ""))
    found.pop("", None)
    return Lexicon(found, max(map(len, found), default=0))


@lru_cache(maxsize=20_000)
def senses(word: str) -> tuple[Sense, ...]:
    """Every meaning of a compact word, none where it is not known."""
    said = lexicon().words.get(word, ())
    parts = sorted({part for part, _ in said})
    return tuple(Sense(part, frozenset(language for one, language in said if one == part and language)) for part in parts)


def _spelled_otherwise() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The words by part of each language that is also written with other letters."""
    for name in word_list("headers")["files"]:
        yield from ((language, parts) for language, parts in word_list(name).items() if language == "hr" or language in _TYPED)


def serbian(word: str) -> str:
    """A word of the language of Bosnia, Croatia and Serbia in Serbia's Cyrillic letters.

    >>> serbian("prezime"), serbian("odjavljen")
    ('презиме', 'одјављен')
    """
    word = word.lower()
    for pair, letter in _DIGRAPHS.items():
        word = word.replace(pair, letter)
    return word.translate(_CYRILLIC)


def word_list_units() -> dict[str, str]:
    """Every currency and unit word with the part of a header it is."""
    said = word_list("headers_units")
    currencies = {word: "currency" for code, words in said["currencies"].items() for word in [code, *words]}
    return currencies | {word: "unit" for words in said["units"].values() for word in words}


@cache
def meanings() -> dict[frozenset[str], str]:
    """What a header means that is made of these parts, leaving out the neutral ones: a field, or a word in brackets."""
    table: dict[frozenset[str], str] = {}
    for meaning, combinations in word_list("headers")["meanings"].items():
        for combination in combinations:
            table[frozenset(combination.split())] = meaning
    return table


@cache
def part_kinds() -> dict[str, frozenset[str]]:
    """The parts that are neutral, and those that bar a header from being the lead's own."""
    return {kind: frozenset(parts) for kind, parts in word_list("headers")["parts"].items()}


def language_name(code: str) -> str:
    """A language's name in English, for the reasons people read."""
    return str(word_list("headers")["languages"].get(code, code))


def spoken(meaning: str) -> str:
    """A field or an open question in words that people read."""
    return str(word_list("headers")["spoken"].get(meaning, meaning.replace("_", " ")))
