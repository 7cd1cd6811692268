"""Columns of digits: cut, grouped and matched as whole Arrow arrays; and which numbers of a column are valid.

The same steps, in the same order, as libphonenumber's parser and validator; `phones_numbers` shows what they are for.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from phonenumbers import PhoneNumberType

from leadtool.fields.phones_numbers import may_lack_plus
from leadtool.fields.phones_plans import Kind, Plan, calling_codes, main_plan, plans_of
from leadtool.fields.text_bytes import Mask, Rows, buffers, kept, mask, sizes, where

UNKNOWN: Final = PhoneNumberType.UNKNOWN
SHORTEST: Final = 4  # digits; what is shorter is left to the plain parser
FEW: Final = 12
"""Numbers of one country below which reading them one by one is quicker than compiling its patterns."""


class Valid:
    """The valid numbers found so far: of each row its E.164 form, type and region; and the rows nobody is sure about."""

    def __init__(self, rows: int) -> None:
        self.kind = np.full(rows, UNKNOWN, np.int16)
        self.doubt = np.zeros(rows, np.bool_)
        self.region = np.zeros(rows, np.int16)
        self.regions: list[str] = [""]
        self._read: dict[int, list[tuple[pa.Array, Rows]]] = {}
        self._at = np.zeros(rows, np.int64)
        self._parts: list[pa.Array] = [pa.array([""], pa.large_string())]
        self._held = 1

    def add(self, rows: Rows, e164: pa.Array, kind: npt.NDArray[np.int16], plan: Plan) -> None:
        """Numbers found valid in one region."""
        if plan.region not in self.regions:
            self.regions.append(plan.region)
        self.kind[rows] = kind
        self.region[rows] = self.regions.index(plan.region)
        self._at[rows] = np.arange(self._held, self._held + len(rows))
        self._held += len(rows)
        self._parts.append(e164)

    def read(self, code: int, numbers: pa.Array, rows: Rows) -> None:
        """National numbers as read, not looked at yet."""
        self._read.setdefault(code, []).append((numbers, rows))

    def judge(self) -> None:
        """Look at all national numbers read so far, country by country: compiling its patterns is what takes time."""
        for code, read in self._read.items():
            rows = np.concatenate([rows for _, rows in read])
            if len(rows) < FEW:
                self.doubt[rows] = True
            else:
                classify(code, pa.concat_arrays([numbers for numbers, _ in read]), rows, self)
        self._read.clear()

    def e164(self) -> pa.Array:
        """The E.164 form per row, "" where there is none."""
        return pc.take(pa.concat_arrays(self._parts), pa.array(self._at))


def only_digits(column: pa.Array) -> pa.Array:
    """A text column without anything but the digits 0 to 9."""
    data, ends = buffers(column)
    return kept(data, ends, (data - 48) < 10)  # unsigned: what lies before "0" wraps around to large numbers


def begins(column: pa.Array, pattern: str) -> Mask:
    """Which cells begin with the pattern; none if it is empty."""
    if pattern.isdecimal():
        return mask(pc.starts_with(column, pattern))
    return mask(pc.match_substring_regex(column, f"^(?:{pattern})")) if pattern else np.zeros(len(column), np.bool_)


def matches(column: pa.Array, pattern: str) -> Mask:
    """Which cells the pattern matches as a whole; none if it is empty."""
    return mask(pc.match_substring_regex(column, f"^(?:{pattern})$")) if pattern else np.zeros(len(column), np.bool_)


def groups(codes: npt.NDArray[np.int16], column: pa.Array) -> Iterator[tuple[int, Rows, pa.Array]]:
    """Each code, the rows that have it and their cells; rows with code 0 are left out."""
    order = np.argsort(codes, kind="stable")
    found, starts = np.unique(codes[order], return_index=True)
    ordered = pc.take(column, pa.array(order))
    for code, start, end in zip(found.tolist(), starts.tolist(), [*starts[1:].tolist(), len(order)], strict=True):
        if code:
            yield code, order[start:end], ordered.slice(start, end - start)


def international(digits: pa.Array, rows: Rows, out: Valid) -> None:
    """Read digits that begin with a calling code, as after a plus."""
    data, ends = buffers(digits)
    long_enough = np.diff(ends) >= SHORTEST
    out.doubt[rows[~long_enough]] = True
    starts = np.where(long_enough, ends[:-1], 0)
    first = [data[starts + at].astype(np.int64) - 48 if len(data) else starts for at in range(3)] if long_enough.any() else []
    codes = calling_codes()[first[0] * 100 + first[1] * 10 + first[2]] if first else np.zeros(len(rows), np.int16)
    codes = np.where(long_enough, codes, 0).astype(np.int16)
    for code, at, numbers in groups(codes, digits):
        national = pc.utf8_slice_codeunits(numbers, start=len(str(code)))
        finish(main_plan(code), national, rows[at], out)


def at_home(plan: Plan, digits: pa.Array, rows: Rows, out: Valid) -> None:
    """Read digits as dialled in a country: abroad behind its dialling prefix, at home with or without the calling code."""
    abroad, rest = without_idd(plan, digits)
    if abroad.any():
        international(rest, rows[abroad], out)
        digits, rows = pc.filter(digits, pa.array(~abroad)), rows[~abroad]
    coded = begins(digits, str(plan.code))
    if coded.any():
        whole = pc.filter(digits, pa.array(coded))
        inner = without_prefix(plan, pc.utf8_slice_codeunits(whole, start=len(str(plan.code))))
        better = carries_code(plan, whole, inner)
        if better.any():
            taken = np.flatnonzero(coded)[better]
            finish(main_plan(plan.code), pc.filter(inner, pa.array(better)), rows[taken], out)
            left = np.ones(len(rows), np.bool_)
            left[taken] = False
            digits, rows = pc.filter(digits, pa.array(left)), rows[left]
            coded = coded[left]
        if may_lack_plus(plan.region):
            out.doubt[rows[coded]] = True  # a + may be missing: the plain parser looks at both readings
    if len(rows):
        finish(plan, digits, rows, out)


def carries_code(plan: Plan, whole: pa.Array, inner: pa.Array) -> Mask:
    """Which numbers are read without the calling code they begin with: it makes them good, or they are too long with it."""
    size = sizes(whole)
    too_long = ~plan.local[size] & (size > plan.longest)
    mended: Mask = ~matches(whole, plan.viable) & matches(inner, plan.viable)
    return mended | too_long


def without_idd(plan: Plan, digits: pa.Array) -> tuple[Mask, pa.Array]:
    """Which numbers begin with the country's prefix for calls abroad, and what follows there; no calling code begins with 0."""
    abroad = begins(digits, plan.idd)
    if not abroad.any():
        return abroad, digits
    taken = pc.filter(digits, pa.array(abroad))
    rest = pc.struct_field(pc.extract_regex(taken, f"^(?:{plan.idd})(?P<rest>.*)$"), "rest")
    calls = ~begins(rest, "0")
    abroad[np.flatnonzero(abroad)[~calls]] = False
    return abroad, pc.filter(rest, pa.array(calls))


def without_prefix(plan: Plan, numbers: pa.Array) -> pa.Array:
    """National numbers without what callers at home dial first, unless a good number turned into a bad one."""
    dialled = begins(numbers, plan.prefix)
    if not dialled.any():
        return numbers
    whole = pc.filter(numbers, pa.array(dialled))
    short = moved(plan, whole)
    return pc.replace_with_mask(numbers, pa.array(dialled), where(spoilt(plan, whole, short), whole, short))


def spoilt(plan: Plan, whole: pa.Array, short: pa.Array) -> Mask:
    """Which good numbers are none without what looks like a prefix."""
    return matches(whole, plan.viable) & ~matches(short, plan.viable)


def moved(plan: Plan, numbers: pa.Array) -> pa.Array:
    """Numbers that begin with the national prefix, without it, or with what the country's rule puts in its place."""
    if plan.literal:
        return pc.utf8_slice_codeunits(numbers, start=plan.literal)
    parts = pc.extract_regex(numbers, f"^(?:{plan.prefix})(?P<rest>.*)$")
    rest = pc.struct_field(parts, "rest")
    if not plan.last_group:
        return rest
    pieces = [pc.struct_field(parts, part) if part[0] == "g" else pa.scalar(part, pa.large_string()) for part in plan.rule]
    ruled = pc.binary_join_element_wise(*pieces, rest, pa.scalar("", pa.large_string()))
    return where(mask(pc.not_equal(pc.struct_field(parts, plan.last_group), "")), ruled, rest)


def finish(plan: Plan, numbers: pa.Array, rows: Rows, out: Valid) -> None:
    """Drop the national prefix where enough is left."""
    short = without_prefix(plan, numbers)
    size = sizes(short)
    out.read(plan.code, where(enough(plan, size), short, numbers), rows)


def enough(plan: Plan, size: Rows) -> Mask:
    """Whether what is left without a prefix is long enough to be a number of the country."""
    return ~plan.local[size] & (plan.possible[size] | (size > plan.longest))


def classify(code: int, numbers: pa.Array, rows: Rows, out: Valid) -> None:
    """The region and type of each national number; what may become valid when read once more is in doubt."""
    plans = plans_of(code)
    e164 = pc.binary_join_element_wise(pa.scalar(f"+{code}", pa.large_string()), numbers, pa.scalar("", pa.large_string()))
    open_ = np.arange(len(rows))
    left = numbers
    for plan in plans:
        by_start = bool(plan.leading) and len(plans) > 1
        settled = begins(left, plan.leading) if by_start else np.ones(len(open_), np.bool_)
        if settled.any():
            kind = types(plan, left if settled.all() else pc.filter(left, pa.array(settled)))
            at = np.flatnonzero(settled)[kind != UNKNOWN]
            out.add(rows[open_[at]], pc.take(e164, pa.array(open_[at])), kind[kind != UNKNOWN], plan)
            if not by_start:
                settled = out.kind[rows[open_]] != UNKNOWN
            open_, left = open_[~settled], pc.filter(left, pa.array(~settled))
        if not len(open_):
            break
    invalid = out.kind[rows] == UNKNOWN
    again(code, pc.filter(numbers, pa.array(invalid)), rows[invalid], out)


def again(code: int, numbers: pa.Array, rows: Rows, out: Valid) -> None:
    """Mark the invalid numbers whose E.164 form does not read back as itself."""
    if len(rows):
        short = without_prefix(main_plan(code), numbers)
        out.doubt[rows] |= mask(pc.not_equal(short, numbers))


def types(plan: Plan, numbers: pa.Array) -> npt.NDArray[np.int16]:
    """The type of each national number in a region's plan."""
    size = sizes(numbers)
    kind = np.full(len(numbers), UNKNOWN, np.int16)
    possible = plan.possible[size] & matches(numbers, plan.viable)
    if not possible.any():
        return kind
    at = np.flatnonzero(possible)
    if not possible.all():
        numbers, size = pc.filter(numbers, pa.array(possible)), size[possible]
    fixed = _is(plan.fixed, numbers, size)
    mobile = fixed if plan.one_pattern else _is(plan.mobile, numbers, size)
    both = fixed & (mobile | plan.one_pattern)
    found = np.select(
        [both, fixed, mobile],
        [PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE],
        UNKNOWN,
    ).astype(np.int16)
    rare = matches(numbers, plan.rare)
    if rare.any():
        some, length = pc.filter(numbers, pa.array(rare)), size[rare]
        of_rare = found[rare]
        for one in reversed(plan.rare_kinds):  # the first to match wins
            of_rare[_is(one, some, length)] = one.type
        found[rare] = of_rare
    kind[at] = found
    return kind


def _is(kind: Kind, numbers: pa.Array, size: Rows) -> Mask:
    return kind.lengths[size] & matches(numbers, kind.pattern)
