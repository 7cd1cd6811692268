"""The identity of a record: the same original cells give the same `lt_id`, in every run, wherever the record stands."""

import hashlib
from collections.abc import Sequence
from functools import reduce
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text

_SEPARATOR: Final = "\x1f"
_DIGITS: Final = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", np.uint8)  # of base 32
_BYTES: Final = 10  # of a hash: 80 bits, 16 digits


def identities(records: pa.Table, names: Sequence[str]) -> pa.Array:
    """`lt_id` without its counter, for each row: L and 16 letters or digits of a hash over the non-empty original cells.

    `names` are the columns' names in the file; what an earlier run added (`lt_…`) is no original cell. A leading apostrophe
    is left out of account, since writing a table may add one to defuse a formula.
    """
    cells = [_bare(text(records, f"c:{position}")) for position, name in enumerate(names) if not name.startswith("lt_")]
    if not cells:
        return pa.repeat(pa.scalar("L", TEXT), records.num_rows)
    joined = _joined(cells)
    if any(pc.any(pc.match_substring(column, _SEPARATOR)).as_py() for column in cells):
        joined = pc.utf8_trim(pc.replace_substring_regex(joined, f"{_SEPARATOR}+", _SEPARATOR), _SEPARATOR)
    return _digests(joined)


def _bare(cells: pa.Array) -> pa.Array:
    """Cells with one leading apostrophe dropped."""
    quoted = pc.starts_with(cells, "'")
    return pc.if_else(quoted, pc.utf8_slice_codeunits(cells, 1), cells) if pc.any(quoted).as_py() else cells


def _joined(cells: Sequence[pa.Array]) -> pa.Array:
    """The filled cells of each row, with the separator between them."""
    filled = [pc.not_equal(column, pa.scalar("", TEXT)) for column in cells]
    blank = pc.invert(reduce(pc.or_, filled))
    filled[0] = pc.or_(filled[0], blank)  # Arrow leaves a row out of which all is skipped
    seen = [_null_unless(column, mask) for column, mask in zip(cells, filled, strict=True)]
    return pc.binary_join_element_wise(*seen, pa.scalar(_SEPARATOR, TEXT), null_handling="skip")


def _null_unless(cells: pa.Array, mask: pa.Array) -> pa.Array:
    """The same text, null where the mask is false: mostly a view of the same bytes."""
    if cells.offset or mask.offset:
        return pc.if_else(mask, cells, pa.scalar(None, TEXT))
    _, offsets, data = cells.buffers()
    return pa.LargeStringArray.from_buffers(len(cells), offsets, data, mask.buffers()[1])


def _digests(rows: pa.Array) -> pa.Array:
    """L and the digits of each row's hash, in base 32."""
    hashed = b"".join(hashlib.blake2b(row, digest_size=_BYTES).digest() for row in rows.cast(pa.large_binary()).to_pylist())
    bits = np.unpackbits(np.frombuffer(hashed, np.uint8).reshape(-1, _BYTES), axis=1).reshape(len(rows), _BYTES * 8 // 5, 5)
    letters: npt.NDArray[np.uint8] = np.full((len(rows), bits.shape[1] + 1), ord("L"), np.uint8)
    letters[:, 1:] = _DIGITS[bits @ np.array([16, 8, 4, 2, 1], np.uint8)]
    offsets = pa.py_buffer(np.arange(0, letters.size + 1, letters.shape[1], dtype=np.int64))
    return pa.LargeStringArray.from_buffers(len(rows), offsets, pa.py_buffer(letters.tobytes()))
