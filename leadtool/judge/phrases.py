"""Finding known phrases in free text: notes, tags, lost reasons and long status words, with negation."""

import re
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from leadtool.judge.pairs import begins_pair, pair_at
from leadtool.vocab import fold, word_list

LONGEST: Final = 2000  # characters of a note that are read
_BREAKS: Final = ".!?;:,|/()\n"
_WORD: Final = re.compile(r"[nN]['’][tT]\b|[^\W_]+?(?=[nN]['’][tT]\b)|[^\W_]+|[.!?;:,|/()\n]")
_CANCELLING: Final = ("en", "de", "nl", "sv", "da", "no")  # where two negations make a yes; "n'est pas", "nunca no" stay a no
_SHORTENED: Final = {"ca": "can", "wo": "will", "sha": "shall"}  # what stands before n't
_WINDOW: Final = 3  # words before a phrase in which a negation counts
_UNSPACED: Final = ("ja", "zh", "ko", "th")  # written without blanks, or with endings glued on: found as substrings

# What a phrase means when it is negated; every other negated phrase means nothing.
_NEGATED: Final = {
    "interested": "not_interested",
    "asked": "not_interested",
    "not_interested": "interested",
    "qualified": "unqualified",
    "contacted": "new",
    "talked": "attempted",
    "replied": "attempted",
    "has_budget": "no_budget",
    "decision_maker": "no_authority",
    "converted": "unqualified",
}
_GRANTED: Final = ("has_budget",)
_LIMITED: Final = ("do_not_call", "do_not_contact")


class Found(NamedTuple):
    """A phrase found: what it means, and the words as they stand in the text."""

    meaning: str
    quote: str


class _Phrase(NamedTuple):
    tokens: tuple[str, ...]
    open_end: bool  # the last word may go on: "заинтересован*"
    meaning: str
    language: str


class _Ask(NamedTuple):
    verb: tuple[str, ...]
    between: tuple[tuple[str, ...], ...]
    things: tuple[tuple[tuple[str, ...], bool], ...]
    language: str


class _Lists(NamedTuple):
    by_word: dict[str, list[_Phrase]]
    by_stem: dict[str, list[_Phrase]]
    asks: dict[str, list[_Ask]]
    unspaced: list[tuple[str, str]]
    negators: dict[str, frozenset[str]]
    after: dict[str, frozenset[str]]
    limits: frozenset[str]
    unlimited: frozenset[str]
    yet: frozenset[str]


_STEM: Final = 4


@cache
def _lists() -> _Lists:
    said = word_list("status_phrases")
    by_word: dict[str, list[_Phrase]] = {}
    by_stem: dict[str, list[_Phrase]] = {}
    unspaced: list[tuple[str, str]] = []
    for meaning, languages in said["phrases"].items():
        for language, phrases in languages.items():
            for phrase in phrases:
                open_end = phrase.endswith("*")
                tokens = tuple(token for token in _tokens(phrase)[0] if token)
                if language in _UNSPACED:
                    unspaced.append((fold(phrase).replace(" ", ""), meaning))
                elif open_end and len(tokens) == 1:
                    by_stem.setdefault(tokens[0][:_STEM], []).append(_Phrase(tokens, True, meaning, language))
                else:
                    by_word.setdefault(tokens[0], []).append(_Phrase(tokens, open_end, meaning, language))
    for table in (by_word, by_stem):
        for phrases_here in table.values():
            phrases_here.sort(key=lambda p: (-len(p.tokens), -len(p.tokens[-1]), p.meaning))
    unspaced.sort(key=lambda p: (-len(p[0]), p))

    def folded(words: list[str]) -> frozenset[str]:
        return frozenset(fold(word) for word in words)

    return _Lists(
        by_word,
        by_stem,
        _asks(said),
        unspaced,
        {language: folded(words) for language, words in said["negators"].items()},
        {language: folded(words) for language, words in said["negators_after"].items()},
        folded([word for words in said["limits"].values() for word in words]),
        folded(said["unlimited"]["begin"]),
        folded(said["unlimited"]["yet"]),
    )


def _asks(said: dict[str, Any]) -> dict[str, list[_Ask]]:
    """By the first word of their verb, the ways to ask for something: "wants" + "a" + "demo"."""
    found: dict[str, list[_Ask]] = {}
    for language, parts in said["asks"].items():
        between = tuple(sorted({tuple(fold(word).split()) for word in parts["between"]}, key=lambda words: (-len(words), words)))
        things = tuple((tuple(fold(word).split()), word.endswith("*")) for word in parts["things"])
        for verb in parts["verbs"]:
            words = tuple(fold(verb).split())
            found.setdefault(words[0], []).append(_Ask(words, between, things, language))
    return found


@lru_cache(maxsize=20_000)
def find(text: str) -> tuple[Found, ...]:
    """The known phrases of a text, in its order; the longest at each place, negation applied.

    >>> [found.meaning for found in find("Called twice, no answer. Is NOT interested")]
    ['attempted', 'attempted', 'not_interested']
    """
    text = text[:LONGEST]
    if not text:
        return ()
    tokens, spans = _tokens(text)
    lists = _lists()
    found: list[tuple[int, Found]] = []
    at, free_from = 0, 0
    while at < len(tokens):
        token = tokens[at]
        known = token in lists.by_word or token in lists.asks or token[:_STEM] in lists.by_stem or begins_pair(token)
        phrase = _longest(lists, tokens, at) if known else None
        if phrase is None:
            at += 1
            continue
        end = at + len(phrase.tokens)
        meaning = _meaning(lists, phrase, tokens, free_from, at, end)
        if meaning and meaning != "nothing":
            start = at if meaning == phrase.meaning or not at or not tokens[at - 1] else max(free_from, at - 1)
            found.append((spans[at][0], Found(meaning, " ".join(text[spans[start][0] : spans[end - 1][1]].split()))))
        at = free_from = end
    if not text.isascii():
        found.extend(_find_unspaced(lists, text))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _tokens(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The folded words, "" where a clause ends, and where in the text each stands."""
    tokens: list[str] = []
    spans: list[tuple[int, int]] = []
    ascii_only = text.isascii()
    for match in _WORD.finditer(text):
        word = match.group()
        if word in _BREAKS:
            word = ""
        elif word[0] in "nN" and word[1:2] in ("'", "’"):
            word = "not"
            tokens[-1:] = [_SHORTENED.get(one, one) for one in tokens[-1:]]
        elif ascii_only:
            word = word.lower()
        else:
            word = fold(word)
        tokens.append(word)
        spans.append(match.span())
    return tokens, spans


def _asked(lists: _Lists, tokens: list[str], at: int) -> _Phrase | None:
    """The words from here on that ask for something."""
    for ask in lists.asks.get(tokens[at], ()):
        end = at + len(ask.verb)
        if tuple(tokens[at:end]) != ask.verb:
            continue
        refused = end < len(tokens) and tokens[end] in lists.negators.get(ask.language, ())  # "will kein Angebot"
        end += refused
        links = [words for words in ask.between if tuple(tokens[end : end + len(words)]) == words]
        for after in (end, *(end + len(words) for words in links)):
            for thing, open_end in ask.things:
                here = tokens[after : after + len(thing)]
                fits = len(here) == len(thing) and tuple(here[:-1]) == thing[:-1]
                if fits and (here[-1].startswith(thing[-1]) if open_end else here[-1] == thing[-1]):
                    meaning = "not_interested" if refused else "asked"
                    return _Phrase(tuple(tokens[at : after + len(thing)]), False, meaning, ask.language)
    return None


def _longest(lists: _Lists, tokens: list[str], at: int) -> _Phrase | None:
    """The longest phrase that begins here; of equally long ones a listed one, then one that asks for something, then a pair."""
    pair = pair_at(tokens, at)
    paired = _Phrase(tuple(tokens[at : pair.end]), False, pair.meaning, pair.language) if pair else None
    said = [one for one in (_listed(lists, tokens, at), _asked(lists, tokens, at), paired) if one]
    return max(said, key=lambda one: len(one.tokens)) if said else None


def _listed(lists: _Lists, tokens: list[str], at: int) -> _Phrase | None:
    first = tokens[at]
    for phrase in lists.by_word.get(first, ()):
        end = at + len(phrase.tokens)
        here = tokens[at:end]
        if phrase.open_end:
            if (
                len(here) == len(phrase.tokens)
                and tuple(here[:-1]) == phrase.tokens[:-1]
                and here[-1].startswith(phrase.tokens[-1])
            ):
                return phrase
        elif tuple(here) == phrase.tokens:
            return phrase
    for phrase in lists.by_stem.get(first[:_STEM], ()):
        if first.startswith(phrase.tokens[0]):
            return phrase
    return None


def _meaning(lists: _Lists, phrase: _Phrase, tokens: list[str], free_from: int, at: int, end: int) -> str:
    """What a phrase means in its place, "" where it says nothing."""
    negators = lists.negators.get(phrase.language, frozenset()) | lists.negators["en"] | lists.negators["any"]
    before = 0
    for token in reversed(tokens[max(free_from, at - _WINDOW) : at]):
        if not token:
            break
        before += token in negators
    if phrase.language not in _CANCELLING and any(token in negators for token in phrase.tokens):
        before = 0  # "n'avons pas de budget" says no once
    following = tokens[end] if end < len(tokens) else ""
    if following and following in lists.after.get(phrase.language, ()):
        before += 1
    if before % 2 or (before and phrase.language not in _CANCELLING):
        if phrase.meaning in _GRANTED and any(token in lists.yet for token in (*tokens[max(free_from, at - _WINDOW) : end + 2],)):
            return ""
        return _NEGATED.get(phrase.meaning, "")
    if phrase.meaning in _LIMITED and following in lists.limits and phrase.tokens[0] not in lists.unlimited:
        return ""
    return phrase.meaning


def _find_unspaced(lists: _Lists, text: str) -> list[tuple[int, Found]]:
    """Phrases of scripts without blanks, the longest first; what one phrase took, no other takes."""
    folded = fold(text).replace(" ", "")
    if folded.isascii():
        return []
    found = []
    for phrase, meaning in lists.unspaced:
        at = folded.find(phrase)
        while at >= 0:
            found.append((at, Found(meaning, phrase)))
            folded = folded[:at] + "\0" * len(phrase) + folded[at + len(phrase) :]
            at = folded.find(phrase)
    return found
