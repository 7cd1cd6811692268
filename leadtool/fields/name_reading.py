"""One name: a full name or the cell of a name column, read into its parts."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from leadtool.fields.name_checks import LONGEST, is_company, is_lone_placeholder, is_role, notes_of, problem_of, undecorated
from leadtool.fields.name_cjk import has_cjk, split_cjk
from leadtool.fields.name_parts import read_part, split_name
from leadtool.fields.name_words import name_words
from leadtool.rules import names as rules
from leadtool.vocab import fold

_PLAIN_WORD: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{1,29}")  # as a name is written: nothing to tidy
_REMEMBERED: Final = 50_000  # names come back from chunk to chunk
_DOTTED: Final = re.compile(r"[^\W\d_]{2,}[._][^\W\d_]{2,}")


class Name(NamedTuple):
    """A name in its parts.

    `full` keeps every part of what was written; `suffix` is the generation only (Jr, Sr, II, III …), degrees stand in
    `full` alone. `problem` is the code of the rule that made the cell no name (the parts are then empty), `notes` are
    the codes of what was tidied or is odd.
    """

    salutation: str = ""
    first: str = ""
    middle: str = ""
    last: str = ""
    suffix: str = ""
    full: str = ""
    problem: str = ""
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=_REMEMBERED)
def parse_full_name(value: str, country: str = "") -> Name:
    """A full name, split; whatever cannot be split keeps its text in `full`.

    >>> name = parse_full_name("Dr. Jan van der Berg Jr.")
    >>> name.salutation, name.first, name.last, name.suffix
    ('Dr.', 'Jan', 'van der Berg', 'Jr')
    """
    if len(value) > LONGEST:
        return Name(full=value, notes=(rules.NAME_TOO_LONG.code,))
    clean, name = _cleaned(value)
    if name is not None:
        return name
    if is_company(clean):
        return Name(problem=rules.COMPANY_IN_NAME.code)
    if is_lone_placeholder(clean):
        return Name(problem=rules.NAME_PLACEHOLDER.code)
    if is_role(clean):
        return Name(problem=rules.ROLE_IN_NAME.code)
    notes = [*notes_of(clean), *([rules.NAME_DECORATION.code] if clean != value else [])]
    if has_cjk(clean) and not any(c.isascii() and c.isalpha() for c in clean):
        family, given, address = split_cjk(clean)
        return Name(address, given, "", family, "", clean, "", tuple(notes))
    if _DOTTED.fullmatch(clean):
        clean = re.sub("[._]", " ", clean)  # john.smith
        notes.append(rules.NAME_CASE.code)
    parts = split_name(clean, country)
    if parts.turned:
        notes.append(rules.NAME_REORDERED.code)
    if parts.several:
        notes.append(rules.SEVERAL_PEOPLE.code)
    if parts.full != clean and fold(parts.full) == fold(clean):
        notes.append(rules.NAME_CASE.code)
    return Name(*parts[:6], "", tuple(dict.fromkeys(notes)))


@lru_cache(maxsize=_REMEMBERED)
def parse_name_part(value: str, kind: str) -> Name:
    """The cell of a first-name ("first"), middle-name ("middle") or last-name ("last") column.

    The name stands in `first`, `middle` or `last`, what was set apart in `salutation` and `suffix`, all of it in `full`.

    >>> parse_name_part("SMITH JR.", "last")[3:6]
    ('Smith', 'Jr', 'Smith Jr.')
    """
    if _PLAIN_WORD.fullmatch(value) and fold(value) not in name_words().placeholders:
        return Name("", *_placed(kind, value), "", value)
    if len(value) > LONGEST:
        return Name("", *_placed(kind, value), "", value, "", (rules.NAME_TOO_LONG.code,))
    clean, name = _cleaned(value)
    if name is not None:
        return name
    notes = [*notes_of(clean), *([rules.NAME_DECORATION.code] if clean != value else [])]
    if kind == "middle" or has_cjk(clean):
        return Name("", *_placed(kind, clean), "", clean, "", tuple(notes))
    salutation, core, suffix, full, degree = read_part(clean)
    if salutation:
        notes.append(rules.TITLE_IN_NAME.code)
    if suffix or degree:
        notes.append(rules.SUFFIX_IN_NAME.code)
    if full != clean:
        notes.append(rules.NAME_CASE.code)
    return Name(salutation, *_placed(kind, core), suffix, full, "", tuple(notes))


def _placed(kind: str, name: str) -> tuple[str, str, str]:
    """(first, middle, last) with the name where its column says."""
    return (name if kind == "first" else "", name if kind == "middle" else "", name if kind == "last" else "")


def _cleaned(value: str) -> tuple[str, Name | None]:
    """The cell without ornaments, and the answer where it is no name."""
    if not value:
        return "", Name()
    clean = undecorated(value)
    if not clean:
        return "", Name(notes=(rules.NAME_DECORATION.code,))
    problem = problem_of(clean)
    return clean, Name(problem=problem) if problem else None


def name_key(value: str) -> str:
    """A name as it is compared: folded, without blanks around hyphens and apostrophes.

    >>> name_key("O’Brien-Müller") == name_key("o'brien muller")
    True
    """
    return fold(value)
