"""Comparison forms as whole columns: what Arrow can say at once of usual cells; every other cell goes to the plain function.

`compared` says what the forms are; a test holds both ways against each other.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT
from leadtool.fields.compared import (
    PHONES_COUNTED_UP,
    folded,
    generation,
    is_placeholder_phone,
    name_form,
    profile_form,
)
from leadtool.fields.emails_kinds import filler_domains, filler_names, is_placeholder
from leadtool.fields.emails_rows import GMAIL, YANDEX, email_key
from leadtool.fields.plain_where import plain_where
from leadtool.fields.text_bytes import Mask, Rows, buffers, kept, mask

_LIST: Final = pa.list_(TEXT)
_EMPTY: Final = pa.scalar("", TEXT)
_WORD: Final = np.isin(np.arange(256), np.frombuffer(b"abcdefghijklmnopqrstuvwxyz0123456789", np.uint8))
_LETTER: Final = np.isin(np.arange(256), np.frombuffer(b"abcdefghijklmnopqrstuvwxyz", np.uint8))
_USUAL_ADDRESS: Final = r"^[a-z0-9_-][a-z0-9._-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$"
_ONE_SIGN: Final = "^(?:" + "|".join(f"{sign}+" for sign in "abcdefghijklmnopqrstuvwxyz0123456789") + ")$"
_PROFILE: Final = r"^(?:https?:/{1,2})?(?:[a-z]{2,3}\.|m\.)?linkedin\.com/(?P<kind>in|pub)/(?P<name>[^/?#\s]{2,120})"
_COUNTED_UP: Final = "(?:" + "|".join([*(f"{digit}{{7}}" for digit in range(10)), *PHONES_COUNTED_UP]) + ")$"
_BLANK: Final = r"[\s\pZ\x1c-\x1f\x{85}]"
_SEVERAL_BLANKS: Final = rf"{_BLANK}[^\s\pZ\x1c-\x1f\x{{85}}]+{_BLANK}"
_NO_BLANK: Final = r"^[!-~]*$"


def is_ascii(column: pa.Array) -> pa.Array:
    """True where a cell holds nothing but ASCII."""
    data, ends = buffers(column)
    if not (data > 127).any():
        return pa.repeat(pa.scalar(True), len(column))
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(data > 127)))
    return pa.array(np.diff(before[ends]) == 0)


def _only(column: pa.Array, wanted: npt.NDArray[np.bool_]) -> pa.Array:
    """The cells without any byte that is not wanted."""
    data, ends = buffers(column)
    return kept(data, ends, wanted[data])


def squeezed(column: pa.Array) -> pa.Array:
    """`folded` without blanks."""
    quick = _only(pc.ascii_lower(column), _WORD)
    return plain_where(column, pc.invert(is_ascii(column)), lambda cell: folded(cell).replace(" ", ""), quick)


def letters(column: pa.Array) -> pa.Array:
    """The Latin letters of cells in lower case."""
    return _only(column, _LETTER)


def emails(column: pa.Array) -> pa.Array:
    """The key of each address; "" where it stands for nobody."""
    lower = pc.ascii_lower(column)
    usual = pc.match_substring_regex(lower, _USUAL_ADDRESS)
    sides = pc.split_pattern(pc.if_else(usual, lower, "@"), "@")
    local, domain = (pc.list_element(sides, at) for at in (0, 1))
    yandex = pc.is_in(domain, value_set=pa.array(YANDEX, TEXT))
    gmail = pc.is_in(domain, value_set=pa.array(GMAIL, TEXT))
    if pc.any(gmail).as_py():
        local = pc.if_else(gmail, pc.replace_substring(local, ".", ""), local)
        domain = pc.if_else(gmail, pa.scalar("gmail.com", TEXT), domain)
    quick = pc.if_else(usual, pc.binary_join_element_wise(local, domain, pa.scalar("@", TEXT)), "")
    rare = pc.or_(pc.and_(pc.invert(usual), pc.not_equal(column, _EMPTY)), pc.or_(yandex, _may_be_filler(local, domain)))
    return plain_where(column, rare, email_form, quick.cast(TEXT))


def _may_be_filler(local: pa.Array, domain: pa.Array) -> pa.Array:
    """True where `is_placeholder` has to be asked."""
    name = _only(local, _WORD)
    firm = _only(pc.list_element(pc.split_pattern(domain, ".", max_splits=1), 0), _WORD)
    found = [
        pc.is_in(name, value_set=pa.array(filler_names(), TEXT)),
        pc.is_in(domain, value_set=pa.array(filler_domains(), TEXT)),
        pc.match_substring_regex(name, _ONE_SIGN),
        pc.and_(pc.equal(name, firm), pc.not_equal(name, _EMPTY)),
        pc.equal(name, _EMPTY),
    ]
    return reduce(pc.or_, found)


def email_form(address: str) -> str:
    """The key of an address; "" where it stands for nobody."""
    if not address:
        return ""
    key = email_key(address)
    local, _, domain = key.rpartition("@")
    return "" if is_placeholder(local, domain) else key


def profiles(column: pa.Array) -> pa.Array:
    """`profile_form` of each cell."""
    if not pc.any(pc.not_equal(column, _EMPTY)).as_py():
        return column
    found = pc.extract_regex(pc.ascii_lower(column), _PROFILE)
    kind, name = found.field("kind"), found.field("name")
    quick = pc.if_else(pc.equal(name, _EMPTY), "", pc.binary_join_element_wise(kind, name, pa.scalar("/", TEXT)))
    usual = pc.match_substring_regex(column, _NO_BLANK)
    rare = pc.or_(pc.invert(usual), pc.greater(pc.binary_length(column), 300))
    return plain_where(column, rare, profile_form, quick.cast(TEXT))


def whole_names(first: pa.Array, family: pa.Array, full: pa.Array) -> pa.Array:
    """All words of the name (its compared parts) in order of the alphabet; of the full name where it was not split."""
    several = pc.or_(*(pc.match_substring_regex(part, _BLANK) for part in (first, family)))
    neither = pc.and_(pc.equal(first, _EMPTY), pc.equal(family, _EMPTY))
    before, after = pc.min_element_wise(first, family), pc.max_element_wise(first, family)
    both = pc.binary_join_element_wise(before, after, pa.scalar(" ", TEXT))
    quick = pc.if_else(pc.equal(before, _EMPTY), after, both)
    joined = pc.binary_join_element_wise(first, family, pa.scalar(" ", TEXT))
    quick = plain_where(joined, several, _in_order, quick)
    return plain_where(full, neither, lambda name: _in_order(name_form(name).words), quick)


def _in_order(words: str) -> str:
    return " ".join(sorted(words.split()))


def generations(suffix: pa.Array, full: pa.Array) -> pa.Array:
    """`generation` of each suffix and full name."""
    several = pc.match_substring_regex(full, _SEVERAL_BLANKS)
    asked = pc.or_(pc.not_equal(suffix, _EMPTY), several)
    joined = pc.binary_join_element_wise(suffix, full, pa.scalar("\n", TEXT))
    return plain_where(joined, asked, lambda cell: generation(*cell.split("\n", 1)), pa.repeat(_EMPTY, len(full)))


def filled(columns: Sequence[pa.Array]) -> pa.Array:
    """How many cells of each row hold something."""
    count = np.zeros(len(columns[0]), np.int32)
    for column in columns:
        count += np.diff(buffers(column)[1]) > 0
    return pa.array(count, pa.int32())


def phone_lists(columns: Sequence[pa.Array]) -> pa.Array:
    """The numbers of each row, `;` between those of one cell, each once and none that can be nobody's."""
    rows, values = _parted(columns)
    odd = pc.less(pc.binary_length(values), 8)
    good = pc.invert(pc.match_substring_regex(values, _COUNTED_UP))
    if pc.any(odd).as_py():
        plain = [bool(value) and not is_placeholder_phone(value) for value in pc.filter(values, odd).to_pylist()]
        good = pc.replace_with_mask(good, odd, pa.array(plain, pa.bool_()))
    return _listed(rows[mask(good)], pc.filter(values, good), len(columns[0]))


def email_lists(main: pa.Array, others: pa.Array) -> pa.Array:
    """The keys of each row's addresses, the main one (a key already) first."""
    rows, values = _parted([others])
    return _merged(main, rows, emails(values))


def spelling_lists(main: pa.Array, others: pa.Array, written: Sequence[pa.Array]) -> pa.Array:
    """Every address of each row in its normal form, then as written in the file."""
    rows, values = _parted([others])
    every, whose = [main, values], [np.arange(len(main)), rows]
    for cells in written:
        like = pc.and_(pc.match_substring(cells, "@"), pc.less_equal(pc.utf8_length(cells), 254))
        chosen = pc.filter(cells, like)
        blank = pc.invert(pc.match_substring_regex(chosen, _NO_BLANK))
        every.append(plain_where(chosen, blank, str.strip, chosen))
        whose.append(np.flatnonzero(mask(like)))
    return _in_rows(whose, every, len(main))


def _merged(main: pa.Array, rows: Rows, values: pa.Array) -> pa.Array:
    return _in_rows([np.arange(len(main)), rows], [main, values], len(main))


def _in_rows(rows: Sequence[Rows], values: Sequence[pa.Array], count: int) -> pa.Array:
    """Filled values of several kinds, brought together row by row in the order of the kinds."""
    whose, every = np.concatenate(rows), pa.concat_arrays([array.cast(TEXT) for array in values])
    order = np.argsort(whose, kind="stable")
    filled_ones = order[(np.diff(buffers(every)[1]) > 0)[order]]
    return _listed(whose[filled_ones], pc.take(every, pa.array(filled_ones)), count)


def _parted(columns: Sequence[pa.Array]) -> tuple[Rows, pa.Array]:
    """The filled values of cells with `;` between them, and the row each stands in."""
    joined = columns[0] if len(columns) == 1 else pc.binary_join_element_wise(*columns, pa.scalar(";", TEXT))
    parts = pc.split_pattern(joined, ";")
    values, rows = parts.flatten(), np.repeat(np.arange(len(joined)), np.diff(parts.offsets.to_numpy()))
    there = np.diff(buffers(values)[1]) > 0
    return rows[there], pc.filter(values, pa.array(there))


def _listed(rows: Rows, values: pa.Array, count: int) -> pa.Array:
    """A list for each of `count` rows: its values, each once; `rows` rise."""
    again: Mask = np.zeros(len(rows), np.bool_)
    if (rows[1:] == rows[:-1]).any():
        codes = values.dictionary_encode()
        pair = rows * len(codes.dictionary) + codes.indices.to_numpy()
        again[:] = True
        again[np.unique(pair, return_index=True)[1]] = False
        rows, values = rows[~again], pc.filter(values, pa.array(~again))
    ends = np.searchsorted(rows, np.arange(count + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), values.cast(TEXT)).cast(_LIST)
