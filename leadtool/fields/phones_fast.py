"""A whole column of phone cells read at once: plain numbers by columns, and a word for each cell that is not plain.

What is read here is read as `phones.find_phones` reads it (tests/parity holds both against each other); a cell that may be
anything but one plain, valid number is left to it. Learn the rules there: this file only repeats them for columns.
"""

from functools import cache
from typing import Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc
from phonenumbers import PhoneNumberType

from leadtool.fields import phones_digits as by_column
from leadtool.fields.phones_digits import Valid, begins, only_digits
from leadtool.fields.phones_numbers import TYPES, Phone
from leadtool.fields.phones_plans import plan
from leadtool.fields.text_bytes import Mask, Rows, buffers, mask, sizes
from leadtool.rules import phones as rules
from leadtool.vocab import word_list

WORTH_IT: Final = 1_000
"""Cells below which reading one after the other is quicker than setting up the columns."""
# One number in digits and the signs between them; with a slash only if what follows it is no second line.
PLAIN: Final = r"^(?:\+[ (]?[1-9]|\(?[0-9])[0-9 ().\-]*[0-9)](?:/ ?[0-9][0-9 ().\-]{4,}[0-9)])?$"
# Dates, and numbers that went through a spreadsheet.
ODD: Final = (
    r"^(?:(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?: .*)?|[0-9]{1,2}[./][0-9]{1,2}[./](?:19|20)[0-9]{2}|\+?[0-9]{6,17}\.0{1,2})$"
)
TRUNK: Final = r"\( ?0 ?\)"
AMERICAN: Final = r"^(?:1[-. ]?)?(?:\([0-9]{3}\) ?[0-9]{3}[-. ]|[0-9]{3}-[0-9]{3}-|[0-9]{3}\.[0-9]{3}\.)[0-9]{4}$"
FEWEST: Final = 7  # digits
LONGEST: Final = 60  # characters
NOTES: Final = (
    "",
    rules.PHONE_ZERO_RESTORED.code,
    rules.PHONE_TRUNK_ZERO.code,
    rules.PHONE_DIALLING_PREFIX.code,
    rules.PHONE_NO_PLUS.code,
    rules.PHONE_AMERICAN_FORM.code,
)
ZERO_RESTORED, TRUNK_ZERO, DIALLING_PREFIX, NO_PLUS, AMERICAN_FORM = range(1, 6)
PREMIUM: Final = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)


class PhoneColumn(NamedTuple):
    """A column of cells as read: of each its E.164 form ("" unless `sure`), type, region (an index), note and whether fictional.

    `sure` cells hold one valid or fictional number; `empty` cells hold nothing; the others are for the plain parser.
    """

    sure: Mask
    empty: Mask
    e164: pa.Array
    kind: npt.NDArray[np.int16]
    region: npt.NDArray[np.int16]
    regions: list[str]
    note: npt.NDArray[np.int8]
    fictional: Mask

    def phone(self, row: int) -> Phone:
        """One sure cell as the plain parser gives it."""
        kind = int(self.kind[row])
        notes = [NOTES[self.note[row]]] if self.note[row] else []
        notes += [rules.PHONE_FICTIONAL.code] if self.fictional[row] else []
        notes += [rules.PHONE_PREMIUM.code] if kind in PREMIUM else []
        return Phone(
            self.e164[row].as_py(),
            "possible" if self.fictional[row] else "valid",
            TYPES[kind],
            region=self.regions[self.region[row]],
            notes=tuple(notes),
        )


class _Cells(NamedTuple):
    """The plain cells of a column: their digits, the digits without a trunk zero in brackets, and what stands before them."""

    digits: pa.Array
    trunk: pa.Array
    plus: Mask
    bracketed: Mask
    american: Mask
    country: npt.NDArray[np.int16]


def read_phones(cells: pa.Array, countries: pa.Array, default: str) -> PhoneColumn:
    """Each cell read in its row's country (`countries`, any text; `default` where empty)."""
    n = len(cells)
    plain = mask(pc.match_substring_regex(cells, PLAIN))
    plain[plain] &= ~mask(pc.match_substring_regex(pc.filter(cells, pa.array(plain)), ODD))
    at = np.flatnonzero(plain)
    regions = _regions(countries, default)
    taken = _cells(cells if len(at) == n else pc.filter(cells, pa.array(plain)), regions.codes[at])
    found = Valid(len(at))
    found.doubt |= sizes(cells)[at] > LONGEST
    note = _attempt_all(taken, regions.names, found)
    good = found.kind != by_column.UNKNOWN
    e164 = found.e164()
    good &= ~found.doubt & ~_looks_made_up(taken.digits) & ~_looks_made_up(e164)
    fictional = mask(pc.match_substring_regex(e164, _fictional()))
    good &= ~(fictional & _second_chance(countries, default)[at])
    return _spread(cells, plain, at[good], good, found, e164, note, fictional)


def _spread(
    cells: pa.Array, plain: Mask, at: Rows, good: Mask, found: Valid, e164: pa.Array, note: npt.NDArray[np.int8], fictional: Mask
) -> PhoneColumn:
    """What was found in the plain cells, in the places of all cells."""
    n = len(cells)
    sure = np.zeros(n, np.bool_)
    sure[at] = True
    place = np.full(n, len(e164), np.int64)
    place[at] = np.flatnonzero(good)
    texts = pc.take(pa.concat_arrays([e164, pa.array([""], pa.large_string())]), pa.array(place))
    out = PhoneColumn(
        sure,
        ~plain & (sizes(cells) == 0),
        texts,
        np.full(n, by_column.UNKNOWN, np.int16),
        np.zeros(n, np.int16),
        found.regions,
        np.zeros(n, np.int8),
        np.zeros(n, np.bool_),
    )
    out.kind[at], out.region[at], out.note[at], out.fictional[at] = (
        found.kind[good],
        found.region[good],
        note[good],
        fictional[good],
    )
    return out


class _Regions(NamedTuple):
    codes: npt.NDArray[np.int16]
    names: list[str]


def _regions(countries: pa.Array, default: str) -> _Regions:
    """The region of each row as libphonenumber knows it, as an index into the names; 0 for none."""
    encoded = countries.dictionary_encode()
    names = [""]
    codes = []
    for country in encoded.dictionary.to_pylist():
        region = (country or default).upper()
        region = region if region in phonenumbers.SUPPORTED_REGIONS else ""
        if region not in names:
            names.append(region)
        codes.append(names.index(region))
    return _Regions(np.array(codes or [0], np.int16)[encoded.indices.to_numpy()], names)


def _second_chance(countries: pa.Array, default: str) -> Mask:
    """Rows that are read in the list's country, too, unless a valid number is found in their own."""
    if not default:
        return np.zeros(len(countries), np.bool_)
    return mask(pc.and_(pc.not_equal(countries, ""), pc.not_equal(countries, default)))


def _cells(cells: pa.Array, country: npt.NDArray[np.int16]) -> _Cells:
    """The digits of plain cells and what else the plain parser looks at."""
    digits = only_digits(cells)
    bracketed = mask(pc.match_substring_regex(cells, TRUNK))
    trunk = digits
    if bracketed.any():
        bare = pc.replace_substring_regex(pc.filter(cells, pa.array(bracketed)), TRUNK, " ")
        trunk = pc.replace_with_mask(digits, pa.array(bracketed), only_digits(bare))
    homeless = country == 0
    american = homeless.copy()
    if homeless.any():
        american[homeless] = mask(pc.match_substring_regex(pc.filter(cells, pa.array(homeless)), AMERICAN))
    return _Cells(digits, trunk, mask(pc.starts_with(cells, "+")), bracketed, american, country)


class _Attempt(NamedTuple):
    """One way to read cells: which of them, the note it leaves, and how (how many digits are cut, for calls abroad)."""

    which: Mask
    note: int
    kind: Literal["abroad", "trunk", "home", "zero", "no zero", "american"]
    cut: int = 0


def _attempt_all(cells: _Cells, names: list[str], found: Valid) -> npt.NDArray[np.int8]:
    """Try the ways to read each cell, the likeliest first, as `phones_numbers` does; the note of the way that was right."""
    size = sizes(cells.digits)
    found.doubt |= (size < FEWEST) | (sizes(cells.trunk) < FEWEST)
    attempts = _attempts(cells, names, size, found)
    note = np.zeros(len(size), np.int8)
    following = np.zeros(len(size), np.int8)  # the next attempt of each cell
    for _ in attempts:
        waiting = (found.kind == by_column.UNKNOWN) & ~found.doubt
        for at, attempt in enumerate(attempts):
            now = waiting & attempt.which & (following <= at)
            if now.any():
                _attempt(cells, now, attempt, names, found)
                note[now], following[now] = attempt.note, at + 1
                waiting &= ~now
        found.judge()
    return note


def _attempts(cells: _Cells, names: list[str], size: Rows, found: Valid) -> list[_Attempt]:
    """The ways to read, in their order, with the cells each is meant for."""
    starts = {start: begins(cells.digits, start) for start in ("0", "00", "011", "521", "04[45]", "8")}
    _leave_habits(cells, names, starts, size, found)
    plus, home, zero = cells.plus, ~cells.plus & (cells.country > 0), starts["0"]
    nanp = np.array([phonenumbers.country_code_for_region(name) == 1 for name in names], np.bool_)[cells.country]
    from_us = starts["011"] & ~plus
    found.doubt |= ~plus & starts["00"] & ~begins(cells.trunk, "00")
    return [
        _Attempt(plus & cells.bracketed, TRUNK_ZERO, "trunk"),
        _Attempt(plus, 0, "abroad"),
        _Attempt(~plus & starts["00"], DIALLING_PREFIX, "trunk", 2),
        _Attempt(from_us & (nanp | ~home), DIALLING_PREFIX, "abroad", 3),
        _Attempt(home, 0, "home"),
        _Attempt(home & ~zero, ZERO_RESTORED, "zero"),
        _Attempt(home & zero & (size >= 8), TRUNK_ZERO, "no zero"),
        _Attempt(home & _begins_with_own_code(cells, names), NO_PLUS, "abroad"),
        _Attempt(~plus & cells.american, AMERICAN_FORM, "american"),
        _Attempt(~plus & (size >= 11) & ~zero, NO_PLUS, "trunk"),
        _Attempt(from_us & home & ~nanp, DIALLING_PREFIX, "abroad", 3),
    ]


def _leave_habits(cells: _Cells, names: list[str], starts: dict[str, Mask], size: Rows, found: Valid) -> None:
    """Leave the dialling habits of Russia, Kazakhstan and Mexico to the plain parser."""
    of = {name: cells.country == at for at, name in enumerate(names)}
    nobody = np.zeros(len(size), np.bool_)
    russian = of.get("RU", nobody) | of.get("KZ", nobody)
    found.doubt |= cells.plus & russian & starts["8"] & (size == 11)
    found.doubt |= starts["521"] & (size == 13)
    found.doubt |= of.get("MX", nobody) & starts["04[45]"] & (size == 13)


def _begins_with_own_code(cells: _Cells, names: list[str]) -> Mask:
    """Whether the digits begin with the calling code of the row's own country."""
    own = np.zeros(len(cells.country), np.bool_)
    for at, name in enumerate(names):
        here = cells.country == at
        if name and here.any():
            code = str(phonenumbers.country_code_for_region(name))
            own[here] = begins(pc.filter(cells.digits, pa.array(here)), code)
    return own


def _attempt(cells: _Cells, which: Mask, way: _Attempt, names: list[str], found: Valid) -> None:
    """Read some of the cells in one way."""
    rows = np.flatnonzero(which)
    digits = pc.filter(cells.trunk if way.kind == "trunk" else cells.digits, pa.array(which))
    if way.kind in ("trunk", "abroad"):
        by_column.international(pc.utf8_slice_codeunits(digits, start=way.cut) if way.cut else digits, rows, found)
        return
    if way.kind == "american":
        by_column.at_home(plan("US"), digits, rows, found)
        return
    if way.kind == "zero":
        digits = pc.binary_join_element_wise(pa.scalar("0", pa.large_string()), digits, pa.scalar("", pa.large_string()))
    elif way.kind == "no zero":
        digits = pc.ascii_ltrim(digits, "0")
        found.doubt[rows[sizes(digits) < by_column.SHORTEST]] = True
    for region, at, numbers in by_column.groups(cells.country[rows], digits):
        by_column.at_home(plan(names[region]), numbers, rows[at], found)


def _looks_made_up(digits: pa.Array) -> Mask:
    """Whether the last six digits are all the same, or run up or down: such numbers are looked at one by one."""
    data, ends = buffers(digits)
    long_enough = np.diff(ends) >= 6
    last = ends[1:][long_enough]
    data = data.astype(np.int16)
    steps = [(data[last - at - 1] - data[last - at]) % 10 for at in range(1, 6)] if len(last) else []
    made_up = np.zeros(len(digits), np.bool_)
    if steps:
        same = np.logical_and.reduce([step == steps[0] for step in steps[1:]])
        made_up[long_enough] = same & np.isin(steps[0], (0, 1, 9))
    return made_up


@cache
def _fictional() -> str:
    """The ranges set aside for films and examples as one pattern."""
    ranges = (r"\+" + one[1:].replace("x", "[0-9]") for one in word_list("phone_fictional")["ranges"])
    return f"^(?:{'|'.join(ranges)})$"
