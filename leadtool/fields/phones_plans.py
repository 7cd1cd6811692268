"""The numbering plans of all countries as whole columns need them: libphonenumber's metadata, read from it at run time.

Its patterns are written for backtracking engines but use nothing that RE2 lacks; a test compiles all of them. A pattern here
is RE2 text, "" for one that nothing matches; a set of lengths is a table indexed by length.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumberType
from phonenumbers.phonemetadata import PhoneNumberDesc

Mask = npt.NDArray[np.bool_]
NOWHERE: Final = "001"
"""What libphonenumber calls the region of numbers of no country, as of satellite phones."""
_LONGEST: Final = 260
# The order in which libphonenumber tries the types that come before fixed line and mobile.
_RARE: Final = ("premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail")


class Kind(NamedTuple):
    """One type of number in a plan: its number among libphonenumber's types, its pattern and its lengths."""

    type: int
    pattern: str
    lengths: Mask


class Plan(NamedTuple):
    """One region's plan. `prefix` is what callers at home dial first, its groups named; `rule` what they become (see `moved`)."""

    region: str
    code: int
    idd: str
    prefix: str
    literal: int
    last_group: str
    rule: tuple[str, ...]
    viable: str
    possible: Mask
    local: Mask
    longest: int
    leading: str
    rare: str
    rare_kinds: tuple[Kind, ...]
    fixed: Kind
    mobile: Kind
    one_pattern: bool


@cache
def plan(region: str, code: int = 0) -> Plan:
    """The plan of a region, or of a calling code of no country (`region` "001")."""
    found = PhoneMetadata.metadata_for_nongeo_region(code) if region == NOWHERE else PhoneMetadata.metadata_for_region(region)
    data: Any = found  # never None for a region of the calling codes, which are the only ones asked for
    kinds = tuple(_kind(getattr(data, name), getattr(PhoneNumberType, name.upper())) for name in _RARE)
    prefix = data.national_prefix_for_parsing or ""
    groups = re.compile(prefix).groups
    numbers = iter(range(1, groups + 1))
    general = data.general_desc
    rule = re.split(r"(\\\d)", data.national_prefix_transform_rule or "")
    return Plan(
        region=region,
        code=data.country_code,
        idd=data.international_prefix or "",
        prefix=re.sub(r"\((?!\?)", lambda _: f"(?P<g{next(numbers)}>", prefix),
        literal=len(prefix) if prefix.isdecimal() else 0,
        last_group=f"g{groups}" if groups and data.national_prefix_transform_rule else "",
        rule=tuple(f"g{part[1]}" if part.startswith("\\") else part for part in rule if part),
        viable=general.national_number_pattern or "",
        possible=lengths(general.possible_length),
        local=lengths(general.possible_length_local_only),
        longest=max(general.possible_length),
        leading=data.leading_digits or "",
        rare="|".join(f"(?:{kind.pattern})" for kind in kinds if kind.pattern),
        rare_kinds=tuple(kind for kind in kinds if kind.pattern),
        fixed=_kind(data.fixed_line, PhoneNumberType.FIXED_LINE),
        mobile=_kind(data.mobile, PhoneNumberType.MOBILE),
        one_pattern=bool(data.same_mobile_and_fixed_line_pattern),
    )


def _kind(described: PhoneNumberDesc | None, number_type: int) -> Kind:
    if described is None or not described.national_number_pattern:
        return Kind(number_type, "", lengths(()))
    return Kind(number_type, described.national_number_pattern, lengths(described.possible_length or range(_LONGEST)))


def lengths(possible: Sequence[int]) -> Mask:
    """A table that says of each length whether it is possible."""
    table = np.zeros(_LONGEST, np.bool_)
    table[[length for length in possible if length >= 0]] = True
    return table


@cache
def plans_of(code: int) -> tuple[Plan, ...]:
    """The plans of all regions behind a calling code, in the order in which libphonenumber tries them."""
    return tuple(plan(region, code) for region in COUNTRY_CODE_TO_REGION_CODE[code])


def main_plan(code: int) -> Plan:
    """The plan in which numbers written with a calling code are read."""
    return plans_of(code)[0]


@cache
def calling_codes() -> npt.NDArray[np.int16]:
    """The calling code that three leading digits begin with, 0 if none does."""
    table = np.zeros(1000, np.int16)
    for code in COUNTRY_CODE_TO_REGION_CODE:
        width = 10 ** (3 - len(str(code)))
        table[code * width : (code + 1) * width] = code
    return table
