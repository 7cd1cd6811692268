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
from leadtool.fields.name_order import looks_like_patronymic
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
    return key not in _never_first() and not word.endswith(("né", "NÉ"))


def _is_open_last(word: str) -> bool:
    key = squeezed(word)
    return key not in _never_last() and not looks_like_patronymic(key)


def plain_names(column: pa.Array) -> PlainNames:
    """The plain full names of a column, split; the other rows are left to the parser."""
    shaped = pc.match_substring_regex(column, _PLAIN)
    names = pc.if_else(shaped, column, "")
    given = pc.replace_substring_regex(names, " .*$", "").dictionary_encode()
    middle = pc.utf8_trim_whitespace(pc.replace_substring_regex(names, r"^[^ ]* ([A-Z]\.? )?[^ ]*$", r"\1"))
    family = pc.replace_substring_regex(names, "^.* ", "").dictionary_encode()
    first, first_ok = _judged(given, _is_open_first)
    last, last_ok = _judged(family, _is_open_last)
    plain = pc.and_(shaped, pc.and_(first_ok, last_ok))
    cased = pc.or_(pc.not_equal(first, pc.cast(given, TEXT)), pc.not_equal(last, pc.cast(family, TEXT)))
    return PlainNames(plain, first, middle, last, pc.and_(plain, cased))


def _judged(words: pa.DictionaryArray, is_open: Callable[[str], bool]) -> tuple[pa.Array, pa.Array]:
    """Each distinct word in the case it is written, and whether nothing else can be meant by it."""
    values = words.dictionary.to_pylist()
    shown = pa.array([repair_case(value) for value in values], TEXT)
    open_words = pa.array([bool(value) and is_open(value) for value in values], pa.bool_())
    return pc.take(shown, words.indices), pc.take(open_words, words.indices)
