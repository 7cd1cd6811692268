"""The header words of `leadtool/data`: what each folded word or phrase can mean, and in which languages."""

import re
from functools import cache
from typing import Final, NamedTuple

from leadtool.vocab import fold, word_list

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
    """All words by their compact form, and the length of the longest."""

    senses: dict[str, tuple[Sense, ...]]
    longest: int


def tokens(header: str) -> list[str]:
    """The folded words of a header, with camel case, digits and the Arabic article taken apart.

    >>> tokens("FirstName"), tokens("E-mail 1 - Value"), tokens("HQPhone2")
    (['first', 'name'], ['e', 'mail', '1', 'value'], ['hq', 'phone', '2'])
    """
    words = fold(_DIGITS.sub(" ", _CAMEL.sub(" ", header))).split()
    return [w[2:] if w.startswith(_ARTICLE) and len(w) > 4 else w for w in words]


def compact(header: str) -> str:
    """A header as one word, however it was spaced or cased: the key of every look-up."""
    whole = fold(header).replace(" ", "")
    return "".join(tokens(header)) if _ARTICLE in whole else whole  # where words end only matters to the article


@cache
def lexicon() -> Lexicon:
    """Every word of every language file, ready to be looked up."""
    found: dict[str, dict[str, set[str]]] = {}
    for name in word_list("headers")["files"]:
        for language, parts in word_list(name).items():
            for part, words in parts.items():
                for word in words:
                    found.setdefault(compact(word), {}).setdefault(part, set()).add(language)
                    if language == "hr":
                        found.setdefault(compact(serbian(word)), {}).setdefault(part, set()).add("sr")
                    if language in _TYPED:
                        typed = compact(word.lower().translate(_TYPED[language]))
                        found.setdefault(typed, {}).setdefault(part, set()).add(language)
    for word, part in word_list_units().items():
        found.setdefault(compact(word), {}).setdefault(part, set())
    found.pop("", None)
    sense = cache(Sense)  # most words share theirs with many others
    senses = {
        word: tuple(sense(part, frozenset(languages)) for part, languages in sorted(parts.items()))
        for word, parts in found.items()
    }
    return Lexicon(senses, max(map(len, senses), default=0))


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
