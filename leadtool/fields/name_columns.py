"""Full names as whole columns: the plain ones split by Arrow, each distinct word judged once.

A name is plain when it is `Given Family` or `Given X. Family` in one alphabet and neither word can mean anything else to
`names.parse_full_name`: a test holds both ways against each other.
"""

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT
from leadtool.fields.name_case import repair_case
from leadtool.fields.name_order import ends_like_surname, looks_like_patronymic
from leadtool.fields.name_words import name_words, squeezed
from leadtool.vocab import word_list

_PLAIN: Final = (
    r"^(?:\p{Lu}\p{Ll}{1,29} (?:[A-Z]\. |[A-DF-HJ-NP-XZ] )?\p{Lu}\p{Ll}{1,29}|[A-ZÀ-ÖØ-Þ]{3,30} [A-ZÀ-ÖØ-Þ]{3,30}"
    r"|[a-zà-öø-ÿ]{3,30} [a-zà-öø-ÿ]{3,30})$"
)


class PlainNames(NamedTuple):
    """For each row whether its full name is plain, and if so its parts; `tidied` where the case was repaired."""

    plain: pa.Array
    first: pa.Array
    middle: pa.Array
    last: pa.Array
    tidied: pa.Array


@cache
def _never_first() -> frozenset[str]:
    """Words that a plain name cannot begin with."""
    words = name_words()
    companies, roles = word_list("companies")["strong"]["list"], words.role_cells | words.placeholders | words.lone_placeholders
    named = frozenset(squeezed(form.split()[0]) for form in companies) | frozenset(text.split()[0] for text in roles if text)
    return (
        words.salutations | words.particles | words.joiners | words.given_prefixes | words.vietnamese | words.eastern
        | words.any_surname | words.professional | words.upper_professional | words.after | words.maiden | words.turkish_only
        | words.bare_placeholders | words.pairs | frozenset(words.generation) | named
    )  # fmt: skip


@cache
def _never_last() -> frozenset[str]:
    """Words that a plain name cannot end with."""
    words, given = name_words(), name_words().given
    companies, roles = word_list("companies")["strong"]["list"], words.role_cells | words.placeholders | words.lone_placeholders
    named = frozenset(squeezed(form.split()[-1]) for form in companies) | frozenset(text.split()[-1] for text in roles if text)
    return (
        words.salutations | words.particles | words.joiners | words.professional | words.upper_professional | words.after
        | words.maiden | words.role_words | words.bare_placeholders | words.vietnamese_sure | words.hungarian_only
        | words.slavic_given | given["hu"] | given["el"] | given["ja"] | words.turkish_only | words.pairs
        | frozenset(words.generation) | named
    )  # fmt: skip


def _is_open_first(word: str) -> bool:
    key = squeezed(word)
    return key not in _never_first() and not word.endswith(("né", "NÉ")) and not ends_like_surname(key)


def _is_open_last(word: str) -> bool:
    key = squeezed(word)
    return key not in _never_last() and not word.endswith(("né", "NÉ")) and not looks_like_patronymic(key)


def plain_names(column: pa.Array) -> PlainNames:
    """The plain full names of a column, split; the other rows are left to the parser."""
    shaped = pc.match_substring_regex(column, _PLAIN)
    rows = pc.indices_nonzero(shaped)
    parts = pc.split_pattern(pc.take(column, rows), " ")
    starts, ends = parts.offsets[:-1], parts.offsets[1:]
    given, family = parts.values.take(starts), parts.values.take(pc.subtract(ends, 1))
    three = pc.equal(pc.subtract(ends, starts), 3)
    middle = pc.if_else(three, parts.values.take(pc.if_else(three, pc.add(starts, 1), starts)), "")
    first, first_ok = _judged(given.dictionary_encode(), _is_open_first)
    last, last_ok = _judged(family.dictionary_encode(), _is_open_last)
    cased = pc.or_(pc.not_equal(first, given), pc.not_equal(last, family))
    return PlainNames(*(_spread(part, rows, shaped) for part in (pc.and_(first_ok, last_ok), first, middle, last, cased)))


def _spread(values: pa.Array, rows: pa.Array, shaped: pa.Array) -> pa.Array:
    """Values of the chosen rows, at their places among all rows; false or "" elsewhere."""
    empty = pa.scalar(False if pa.types.is_boolean(values.type) else "", values.type)
    return pc.replace_with_mask(pa.repeat(empty, len(shaped)), shaped, values) if len(rows) else pa.repeat(empty, len(shaped))


def _judged(words: pa.DictionaryArray, is_open: Callable[[str], bool]) -> tuple[pa.Array, pa.Array]:
    """Each distinct word in the case it is written, and whether nothing else can be meant by it."""
    values = words.dictionary.to_pylist()
    shown = pa.array([repair_case(value) for value in values], TEXT)
    open_words = pa.array([bool(value) and is_open(value) for value in values], pa.bool_())
    return pc.take(shown, words.indices), pc.take(open_words, words.indices)
