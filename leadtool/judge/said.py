"""What notes and messages say in figures: a budget, an income, a revenue, how many people work there; with the words quoted."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, map_text, text
from leadtool.fields.counts import parse_employees
from leadtool.fields.money import parse_figure
from leadtool.judge.figures import NOTHING, parse_range
from leadtool.judge.said_words import Cue, cues, figure_ends, figure_words, plain_words, upper_bounds
from leadtool.model import Context
from leadtool.vocab import fold

KINDS: Final = ("budget", "income", "revenue", "employees")
LONGEST: Final = 2000
_TOKEN: Final = re.compile(r"\d+(?:[.,'’   ]\d{3})*(?:[.,]\d{1,2})?(?!\d)|\d+|[^\W\d_]+|\S")
_BREAKS: Final = frozenset(".;!?\n)|/")
_LINKS: Final = frozenset('(:~≈=-–—<>≤≥+€$£¥₽₺₴₹₩*"')
_APOSTROPHES: Final = ("'", "’")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_AHEAD: Final = 7  # tokens behind a word in which its figure begins
_LONG: Final = 7  # tokens of a figure
_SMALL: Final = {"budget": 100, "income": 5000, "revenue": 5000}  # a bare number below this is no amount of money
_GLUED_LINK: Final = r"[\sはがのもをに:：=は約约大概大约是有为為은는이가수총약（(]{0,6}"
_GLUED_FIGURE: Final = (
    r"\d[\d,.]*\s?[千百十천백]?[万萬億亿만억]?[千百十천백]?\s?(?:日元|美元|欧元|歐元|人民币|円|元|원|ドル|달러|유로|ユーロ|块)?"
    r"(?:\s?[~～〜-]\s?\d[\d,.]*\s?[万萬億亿만억千천]*\s?(?:円|元|원)?)?(?:以上|以下|以内|未満|이상|이하|程度|左右)?"
)
_GLUED_COUNT: Final = r"(\d[\d,]*)\s?(?:名|人|명)"


class Said(NamedTuple):
    """One figure of a text: of which kind, as a parsed cell (`40000..40000 EUR`), and the words that say so."""

    kind: str
    figure: str
    quote: str


class _Text(NamedTuple):
    plain: str
    tokens: list[str]  # folded; the sign itself for signs
    spans: list[tuple[int, int]]

    def slice(self, start: int, end: int) -> str:
        return self.plain[self.spans[start][0] : self.spans[end - 1][1]]


@lru_cache(maxsize=20_000)
def said_figures(text: str, country: str = "", *, message: bool = False) -> tuple[Said, ...]:
    """The figures of a text, at most one of each kind, in the order of `KINDS`.

    `message`: the lead wrote it; an amount with "up to" or "under" and a currency is then a budget too.

    >>> [(one.kind, one.figure, one.quote) for one in said_figures("Budget 40k, we have 25 people")]
    [('budget', '40000..40000', 'Budget 40k'), ('employees', '25..25', 'we have 25 people')]
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    if not any(character.isdecimal() for character in plain):
        return ()
    found: dict[str, Said] = {}
    spans = [match.span() for match in _TOKEN.finditer(plain) if match.group() not in _APOSTROPHES]
    words = _Text(plain, [fold(plain[a:b]) or plain[a:b] for a, b in spans], spans)
    taken = [False] * len(spans)
    for cue, at, end in _places(words):
        kind = "employees" if cue.kind in ("staff", "owner") else cue.kind
        if kind not in found:
            place = _count_at(words, cue, at, end) if kind == "employees" else _money_at(words, kind, at, end, taken, country)
            if place:
                first, last, figure = place
                found[kind] = Said(kind, figure, " ".join(words.slice(min(first, at), max(last, end)).split()))
                taken[first:last] = [True] * (last - first)
    if not plain.isascii():
        for one in _glued(plain):
            found.setdefault(one.kind, one)
    if message and "budget" not in found:
        bounded = _bounded(words, taken, country)
        if bounded:
            found["budget"] = bounded
    return tuple(found[kind] for kind in KINDS if kind in found)


def list_country(context: Context) -> str:
    """The country whose dollar a bare "$" is."""
    return context.country or context.mapping.country


def with_figures(chunk: pa.Table, column: str) -> pa.Array:
    """The cells of a column that hold a digit; the others empty."""
    cells = text(chunk, column)
    return pc.if_else(pc.match_substring_regex(cells, r"\p{Nd}"), cells, "").cast(TEXT)


def figure_column(chunk: pa.Table, context: Context, kind: str) -> pa.Array:
    """The figures of one kind that notes, else messages, hold, as parsed cells."""
    country = list_country(context)

    def figure(cell: str, *, message: bool = False) -> str:
        return next((one.figure for one in said_figures(cell, country, message=message) if one.kind == kind), "")

    notes = map_text(with_figures(chunk, "notes"), figure)
    enquiry = map_text(with_figures(chunk, "enquiry"), lambda cell: figure(cell, message=True))
    return pc.if_else(pc.equal(notes, ""), enquiry, notes)


def _places(words: _Text) -> Iterator[tuple[Cue, int, int]]:
    """Every cue of a text, the longest at each place, with its first token and the one after its last."""
    by_start = cues()[0]
    at = 0
    while at < len(words.tokens):
        for cue in by_start.get(words.tokens[at][:3], ()):
            end = at + len(cue.words)
            here = words.tokens[at:end]
            if len(here) == len(cue.words) and all(
                token.startswith(word) if last else token == word
                for token, word, last in zip(here, cue.words, cue.open_end, strict=True)
            ):
                yield cue, at, end
                at = end - 1
                break
        at += 1


def _money_at(words: _Text, kind: str, at: int, end: int, taken: list[bool], country: str) -> tuple[int, int, str] | None:
    """The amount behind a cue, else the one before it: its tokens and the figure."""
    unless = plain_words("unless")
    if any(token in unless for token in words.tokens[max(at - 3, 0) : at]):
        return None
    place = _behind(words, end, taken, country) or _before(words, at, taken, country)
    return place if place and _is_enough(place[2], kind) else None


def _behind(words: _Text, end: int, taken: list[bool], country: str) -> tuple[int, int, str] | None:
    allowed = plain_words("between") | figure_words()
    for i in range(end, min(end + _AHEAD, len(words.tokens))):
        token = words.tokens[i]
        if token[0].isdecimal():
            return _longest(words, end, i, taken, country)
        if token not in allowed and token not in _LINKS and not _is_point(words, i):
            return None
    return None


def _is_point(words: _Text, i: int) -> bool:
    """Whether a full stop belongs to a short form: "ca. 20.000", "5 Mio. €"."""
    short = words.tokens[i] == "." and i > 0 and words.tokens[i - 1] in figure_words()
    nexts = words.tokens[i + 1 : i + 2]
    return short and (not nexts or nexts[0][0].isdecimal() or nexts[0] in figure_words() or nexts[0] in _LINKS)


def _ends(words: _Text, i: int, taken: list[bool]) -> bool:
    """Whether no figure goes on over this token."""
    apart = words.plain[words.spans[i][0] - 1 : words.spans[i][0]] in _APOSTROPHES  # the m of "I'm" is no million
    return taken[i] or apart or words.tokens[i] == "," or (words.tokens[i] in _BREAKS and not _is_point(words, i))


def _longest(words: _Text, start: int, digit: int, taken: list[bool], country: str) -> tuple[int, int, str] | None:
    """The longest figure that begins between `start` and its first digit."""
    while start < digit and words.tokens[start] in plain_words("between"):
        start += 1
    last = digit + 1
    while last < len(words.tokens) and last < digit + _LONG and not _ends(words, last, taken):
        last += 1
    for first in range(start, digit + 1):
        for stop in range(last, digit, -1):
            figure = _amount(words.slice(first, stop), country)
            if figure:
                while stop > digit + 1 and _amount(words.slice(first, stop - 1), country) == figure:
                    stop -= 1  # "85k and": what adds nothing is not quoted
                return first, stop, figure
    return None


def _before(words: _Text, at: int, taken: list[bool], country: str) -> tuple[int, int, str] | None:
    """The longest figure that ends right before a cue: "40k budget", "12 000 € Budget"."""
    first = at
    while first > 0 and first > at - _LONG and not _ends(words, first - 1, taken):
        first -= 1
    if first == at or not (words.tokens[at - 1][0].isdecimal() or words.tokens[at - 1] in figure_ends()):
        return None
    for start in range(first, at):
        begins = words.tokens[start][0].isdecimal() or words.tokens[start] in figure_words() or words.tokens[start] in _LINKS
        if begins and any(token[0].isdecimal() for token in words.tokens[start:at]):
            figure = _amount(words.slice(start, at), country)
            if figure:
                return start, at, figure
    return None


@lru_cache(maxsize=20_000)
def _amount(said: str, country: str) -> str:
    """An amount of money as a parsed cell; "" for a year, a percentage, or what is no figure."""
    figure = parse_figure(said, country=country).text
    amount = parse_range(figure)
    if amount == NOTHING or not figure:
        return ""
    highest = amount.high if amount.high is not None else amount.low or 0.0
    year = not amount.currency and 1990 <= highest <= 2099 and _YEAR.search(said)
    return "" if year else figure


def _is_enough(figure: str, kind: str) -> bool:
    """Whether a figure may be an amount of this kind: one without a currency is not too small; nothing at all is an amount."""
    amount = parse_range(figure)
    highest = amount.high if amount.high is not None else amount.low or 0.0
    return bool(amount.currency) or not 0 < highest < _SMALL[kind]


def _bounded(words: _Text, taken: list[bool], country: str) -> Said | None:
    """What a lead would pay at most: "under $20,000", "bis 12.000 €"."""
    unless = plain_words("unless")
    for at, token in enumerate(words.tokens):
        pair = " ".join(words.tokens[at : at + 2])
        if token not in upper_bounds() and pair not in upper_bounds():
            continue
        if any(before in unless for before in words.tokens[max(at - 3, 0) : at]):
            continue
        digit = next((i for i in range(at, min(at + 5, len(words.tokens))) if words.tokens[i][0].isdecimal()), None)
        place = _longest(words, at, digit, taken, country) if digit is not None else None
        if place and parse_range(place[2]).currency:
            return Said("budget", place[2], " ".join(words.slice(place[0], place[1]).split()))
    return None


def _count_at(words: _Text, cue: Cue, at: int, end: int) -> tuple[int, int, str] | None:
    """How many people a cue speaks of: "25 employees", "Mitarbeiter: 20", "we have 25 people"."""
    if cue.kind == "owner":
        heads = plain_words("heads", "heads")
        for i in range(end, min(end + 3, len(words.tokens) - 1)):
            if words.tokens[i].isdecimal() and words.tokens[i + 1] in heads:
                return _counted(words, i, i + 1, i + 2)
            if words.tokens[i] in _BREAKS:
                break
        return None
    first = at
    while first > 0 and at - first < 4 and (words.tokens[first - 1][0].isdecimal() or words.tokens[first - 1] in ("-", "–", "+")):
        first -= 1
    if first < at:
        return _counted(words, first, at, at)
    stop = end + (end < len(words.tokens) and words.tokens[end] in (":", "=", "-"))
    if stop < len(words.tokens) and words.tokens[stop][0].isdecimal() and (stop > end or stop + 1 == len(words.tokens)):
        return _counted(words, stop, stop + 1, stop + 1)
    return None


def _counted(words: _Text, first: int, last: int, end: int) -> tuple[int, int, str] | None:
    figure = parse_employees(words.slice(first, last)).text
    return (first, end, figure) if figure else None


def _glued(plain: str) -> Iterator[Said]:
    """Figures in scripts without blanks: 予算は500万円, 员工50人."""
    for cue, kind in cues()[1]:
        at = plain.find(cue)
        if at < 0:
            continue
        if kind == "staff":
            match = re.compile(re.escape(cue) + _GLUED_LINK + _GLUED_COUNT).search(plain)
            if match:
                yield Said("employees", parse_employees(match.group(1)).text, match.group())
            continue
        match = re.compile(re.escape(cue) + _GLUED_LINK + f"({_GLUED_FIGURE})").search(plain) or re.compile(
            f"({_GLUED_FIGURE})" + r"\s?(?:の|的|의)?\s?" + re.escape(cue)
        ).search(plain)
        figure = _amount(match.group(1), "") if match else ""
        if match and figure and _is_enough(figure, kind):
            yield Said(kind, figure, match.group().strip())
