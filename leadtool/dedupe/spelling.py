"""The better of two spellings of one value: José before jose, Acme Corp before ACME CORP, John before J., both of a couple.

Only the same value written better is taken, never another value, and always from a row of the group.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import pyarrow as pa

from leadtool.chunks import Findings, column_values, with_columns
from leadtool.dedupe.members import Members
from leadtool.fields.name_case import is_one_case
from leadtool.rules.duplicates import RICHER
from leadtool.vocab import fold

_NAMES: Final = ("lt_first_name", "lt_last_name", "lt_full_name")
_OTHERS: Final = ("lt_company", "lt_street", "lt_city", "job_title")
_LOST: Final = "?\ufffd"
_MOST: Final = 200
_ACRONYM: Final = 4  # letters: IBM is written so, INDITEX SA only shouts


def better_spellings(groups: Members, kept: pa.Table, findings: Findings) -> pa.Table:
    """The kept rows with the best spelling in their group of what they say; names may also be said more fully."""
    for names, fits in ((_NAMES, _says_as_much), (_OTHERS, _is_same)):
        for name in names:
            if name in kept.column_names:
                kept = _best_of(groups, kept, name, fits, findings)
    return kept


def _best_of(groups: Members, kept: pa.Table, name: str, fits: Callable[[str, str], bool], findings: Findings) -> pa.Table:
    cells, values = column_values(groups.rows, name), column_values(kept, name)
    for group, (first, end) in enumerate(pairwise(groups.bounds)):
        here = values[group]
        for row in range(first, end):
            cell = cells[row]
            if cell and here and cell != here and len(cell) <= _MOST >= len(here) and fits(here, cell) and _is_better(here, cell):
                findings.add(groups.record[first], RICHER.code, name, here, f"{cell} (from {groups.place[row]})")
                here = cell
        values[group] = here
    return with_columns(kept, {name: values})


def _letters(text: str) -> str:
    return "".join(fold(text).split())


def _is_same(one: str, other: str) -> bool:
    """Whether two cells are one value but for case, accents, blanks and lost letters.

    >>> _is_same("Garc?a", "García"), _is_same("Acme Corp", "ACME CORP."), _is_same("Acme", "Acme Corp")
    (True, True, False)
    """
    if any(mark in one for mark in _LOST):
        return len(one) == len(other) and all(a == b or a in _LOST for a, b in zip(one.lower(), other.lower(), strict=True))
    return _letters(one) == _letters(other)


def _says_as_much(one: str, other: str) -> bool:
    """Whether a name says all that another says: the same words, initials spelled out, or a partner beside it.

    >>> _says_as_much("J. Smith", "John Smith"), _says_as_much("Tom Smith", "Tom & Judy Smith"), _says_as_much("Tom", "Tim")
    (True, True, False)
    """
    if _is_same(one, other):
        return True
    if any(mark in one for mark in _LOST):
        return False
    rest = fold(other).split()
    for word in sorted(fold(one).split(), key=len, reverse=True):
        found = next((w for w in rest if w == word or (len(word) == 1 and w.startswith(word))), None)
        if found is None:
            return False
        rest.remove(found)
    return True


def _is_better(one: str, other: str) -> bool:
    """Whether the other spelling is the better one of two that fit.

    >>> _is_better("jose", "José"), _is_better("José", "Jose"), _is_better("IBM", "Ibm"), _is_better("ACME CORP", "Acme Corp")
    (True, False, False, True)
    """
    return _quality(other) > _quality(one)


def _quality(text: str) -> tuple[bool, int, bool, int]:
    """Nothing lost, more letters said, not shouted or mumbled, more accents."""
    accents = sum(c.isalpha() and not c.isascii() for c in text)
    said = sum(c.isalnum() or c in _LOST for c in fold(text) if c != " ")
    shouted = is_one_case(text) and not (text.isupper() and len(text) <= _ACRONYM)
    return (not any(mark in text for mark in _LOST), said, not shouted, accents)
