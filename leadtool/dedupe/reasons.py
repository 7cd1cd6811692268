"""Why two leads are one, or may be, in a sentence a rep understands."""

from typing import Final

SPOKEN_OF: Final = "(SELECT i, given, family, roots FROM dd_person)"
"""What a sentence says of each person."""


def _name(side: str, part: str) -> str:
    return f"upper(left({side}.{part}, 1)) || substr({side}.{part}, 2)"


def _both(part: str) -> str:
    return f"least({_name('x', part)}, {_name('y', part)}) || ' / ' || greatest({_name('x', part)}, {_name('y', part)})"


def _firsts() -> str:
    """What is said of two first names that are not simply the same."""
    related = "list_contains(x.roots, y.given) OR list_contains(y.roots, x.given) OR list_has_any(x.roots, y.roots)"
    return f"""CASE WHEN fn = 5 AND ln = 3 THEN NULL
        WHEN fn = 4 AND ({related}) THEN 'first name is a nickname (' || {_both("given")} || ')'
        WHEN fn = 4 THEN 'first name shortened (' || {_both("given")} || ')'
        WHEN sw THEN 'first and last name swapped'
        WHEN fn IN (1, 3) THEN 'first name spelled differently (' || {_both("given")} || ')'
        WHEN fn = 2 THEN 'first name as an initial (' || {_both("given")} || ')'
        WHEN fn = -1 THEN 'other first name (' || {_both("given")} || ')'
        WHEN fn = 5 AND ln <> 0 THEN 'same first name' END"""


def _lasts() -> str:
    """What is said of two last names that are not simply the same."""
    return f"""CASE WHEN sw THEN NULL WHEN ln = 3 AND fn NOT IN (5, 0) THEN 'same last name'
        WHEN ln = 2 THEN 'last name spelled differently (' || {_both("family")} || ')'
        WHEN ln = 1 THEN 'last names share a part (' || {_both("family")} || ')'
        WHEN ln = -1 THEN 'other last name (' || {_both("family")} || ')' END"""


_PARTS: Final = (
    """CASE em WHEN 5 THEN 'same e-mail' WHEN 4 THEN 'nearly the same e-mail' WHEN 3 THEN 'same e-mail name at another domain'
        WHEN 2 THEN 'same letters in the e-mail' END""",
    "CASE ph WHEN 3 THEN 'same phone' WHEN 2 THEN 'nearly the same phone' END",
    "CASE li WHEN 1 THEN 'same profile' END",
    "CASE pid WHEN 2 THEN 'same personal number' WHEN 1 THEN 'nearly the same personal number' END",
    "CASE dob WHEN 3 THEN 'same date of birth' WHEN 2 THEN 'nearly the same date of birth' END",
    """CASE WHEN fn = 5 AND ln = 3 AND sw THEN 'first and last name swapped' WHEN fn = 5 AND ln = 3 THEN 'same name'
        WHEN fn = 0 AND ln = 0 AND fu = 1 THEN 'same name' WHEN fn = 0 AND ln = 3 THEN 'same last name'
        WHEN fn = 5 AND ln = 0 THEN 'same first name' END""",
    _firsts(),
    _lasts(),
    """CASE WHEN co = 5 THEN 'same company' WHEN co >= 3 THEN 'nearly the same company'
        WHEN dom = 1 THEN 'same company domain' END""",
    """CASE WHEN st = 4 THEN 'same address' WHEN st IN (2, 3) THEN 'nearly the same address' WHEN zip = 2 THEN 'same postal code'
        WHEN city = 2 THEN 'same city' END""",
    "CASE WHEN em < 0 THEN 'different e-mail' END",
    "CASE WHEN ph = -1 THEN 'different phone' END",
    "CASE WHEN co = -1 THEN 'different company' END",
)
_AGREEING: Final = len(_PARTS) - 3


def sentence(*, with_doubts: bool) -> str:
    """SQL for the sentence of a pair of levels joined with its two people `x` and `y`."""
    parts = ", ".join(_PARTS if with_doubts else _PARTS[:_AGREEING])
    told = f"list_filter([{parts}], lambda t: t IS NOT NULL)"
    return f"""(SELECT CASE len(t) WHEN 0 THEN 'the same cells' WHEN 2 THEN t[1] || ' and ' || t[2]
        ELSE array_to_string(t, ', ') END FROM (SELECT {told} AS t))"""
