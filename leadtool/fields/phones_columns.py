"""The best number of each row, chosen for whole columns: what `phones` does row by row where every cell is plain or empty."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc
from phonenumbers import PhoneNumberType

from leadtool.chunks import TEXT, Findings, text
from leadtool.fields.phones_fast import NOTES, PREMIUM, PhoneColumn
from leadtool.fields.phones_numbers import HOTLINES, TYPES
from leadtool.model import MappedColumn
from leadtool.rules import phones as rules

Mask = npt.NDArray[np.bool_]
_LAST: Final = 1 << 30
_HOTLINES: Final = tuple(number for number, name in TYPES.items() if name in HOTLINES)


def choose(read: Sequence[PhoneColumn], columns: Sequence[MappedColumn], preference: Sequence[int]) -> tuple[pa.Array, ...]:
    """lt_phone, its status, type and extension, lt_mobile and lt_other_phones; cells that are not sure count as empty."""
    n = len(read[0].sure)
    every = pa.concat_arrays([*(column.e164 for column in read), pa.array([""], TEXT)])
    keys = _keys(read, preference)
    order = np.argsort(keys, axis=1, kind="stable")
    row = np.arange(n)
    best = order[:, 0]
    some = keys[row, best] < _LAST
    mobile_keys = np.where(_mobiles(read, columns), keys, _LAST)
    mobile = np.argmin(mobile_keys, axis=1)
    has_mobile = mobile_keys[row, mobile] < _LAST
    kinds = np.stack([column.kind for column in read], axis=1)[row, best]
    fictional = np.stack([column.fictional for column in read], axis=1)[row, best]
    status = np.where(some, np.where(fictional, 1, 0), 2)
    names = pa.array([TYPES.get(kind, "unknown") for kind in range(max(TYPES) + 1)] + [""], TEXT)
    others: list[pa.Array] = []
    for rank in range(1, len(read)):
        which = order[:, rank]
        kept = (keys[row, which] < _LAST) & ~(has_mobile & (which == mobile))
        others.append(pc.take(every, pa.array(np.where(kept, which * n + row, len(every) - 1))))
    return (
        pc.take(every, pa.array(np.where(some, best * n + row, len(every) - 1))),
        pc.take(pa.array(["valid", "possible", "missing"], TEXT), pa.array(status)),
        pc.take(names, pa.array(np.where(some, kinds, max(TYPES) + 1))),
        pa.repeat(pa.scalar("", TEXT), n),
        pc.take(every, pa.array(np.where(has_mobile, mobile * n + row, len(every) - 1))),
        _joined(others, n),
    )


def _joined(others: list[pa.Array], n: int) -> pa.Array:
    """Several columns of numbers as one, `;` between those that are there."""
    joined = pa.repeat(pa.scalar("", TEXT), n)
    for other in others:
        both = pc.and_(pc.not_equal(joined, ""), pc.not_equal(other, ""))
        sign = pc.if_else(both, pa.scalar(";", TEXT), pa.scalar("", TEXT))
        joined = pc.binary_join_element_wise(joined, sign, other, pa.scalar("", TEXT))
    return joined


def _keys(read: Sequence[PhoneColumn], preference: Sequence[int]) -> npt.NDArray[np.int64]:
    """What the numbers of a row are sorted by: real before fictional, hotlines last, then the column; one number counts once."""
    present = [column.sure.copy() for column in read]
    position = [np.full(len(column.sure), at) for at, column in enumerate(read)]
    for at, one in enumerate(read):
        for behind in range(at + 1, len(read)):
            same = present[at] & present[behind]
            if same.any():
                same &= pc.equal(one.e164, read[behind].e164).to_numpy(zero_copy_only=False)
                position[at][same] = behind  # the number keeps its first column, and stands where it was last
                present[behind] &= ~same
    keys = []
    for at, column in enumerate(read):
        key = column.fictional * 100_000 + np.isin(column.kind, _HOTLINES) * 10_000 + preference[at] * 1_000 + position[at]
        keys.append(np.where(present[at], key, _LAST))
    return np.stack(keys, axis=1)


def _mobiles(read: Sequence[PhoneColumn], columns: Sequence[MappedColumn]) -> Mask:
    """Which numbers are valid mobiles; where mobile and fixed look alike (North America) the column decides."""
    found = []
    for column, mapped in zip(read, columns, strict=True):
        mobile = column.kind == PhoneNumberType.MOBILE
        if mapped.field == "mobile":
            mobile |= column.kind == PhoneNumberType.FIXED_LINE_OR_MOBILE
        found.append(mobile & ~column.fictional)
    return np.stack(found, axis=1)


def tell(
    findings: Findings, chunk: pa.Table, column: MappedColumn, read: PhoneColumn, rows: Mask, own_code: npt.NDArray[np.int64]
) -> None:
    """The findings of one column on these rows; `own_code` is the calling code of each row's country, -1 without a country."""
    sure = read.sure & rows
    codes = np.array([phonenumbers.country_code_for_region(region) for region in read.regions])[read.region]
    abroad = sure & ~read.fictional & (own_code >= 0) & (codes != own_code)
    told: list[tuple[Mask, str]] = [(sure & (read.note == at), code) for at, code in enumerate(NOTES) if code]
    told += [
        (sure & read.fictional, rules.PHONE_FICTIONAL.code),
        (sure & np.isin(read.kind, PREMIUM), rules.PHONE_PREMIUM.code),
        (abroad, rules.PHONE_OTHER_COUNTRY.code),
    ]
    for mask, code in told:
        if mask.any():
            before = text(chunk, f"c:{column.position}")
            findings.add_where(pa.array(mask), chunk.column("record"), code, column.header, before, read.e164)


def own_codes(countries: pa.Array) -> npt.NDArray[np.int64]:
    """The calling code of each row's country: 0 if it has none, -1 without a country."""
    encoded = countries.dictionary_encode()
    known = encoded.dictionary.to_pylist()
    codes = [phonenumbers.country_code_for_region(country) if country else -1 for country in known]
    found: npt.NDArray[np.int64] = np.array(codes or [-1])[encoded.indices.to_numpy()]
    return found
