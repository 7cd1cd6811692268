"""Text columns as the bytes they are made of: measured, cut and put together without a Python string in between."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


def buffers(column: pa.Array) -> tuple[npt.NDArray[np.uint8], Rows]:
    """The bytes of a text column, and where each cell begins; the last entry is where the last one ends."""
    held = column.buffers()
    ends = np.frombuffer(held[1], np.int64)[column.offset : column.offset + len(column) + 1]
    data = np.frombuffer(held[2], np.uint8)[ends[0] : ends[-1]] if held[2] else np.zeros(0, np.uint8)
    return data, ends - ends[0]


def kept(data: npt.NDArray[np.uint8], ends: Rows, keep: Mask) -> pa.Array:
    """A text column of the bytes that are kept."""
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(keep)))
    return pa.LargeStringArray.from_buffers(
        len(ends) - 1, pa.py_buffer(before[ends].tobytes()), pa.py_buffer(data[keep].tobytes())
    )


def sizes(column: pa.Array) -> Rows:
    """The length of each cell in bytes."""
    return np.diff(buffers(column)[1])


def mask(values: pa.Array) -> Mask:
    """An Arrow column of truth values as numpy."""
    found: Mask = values.to_numpy(zero_copy_only=False)
    return found


def where(condition: Mask, yes: pa.Array, no: pa.Array) -> pa.Array:
    """Cell by cell one column or the other."""
    return yes if condition.all() else no if not condition.any() else pc.if_else(pa.array(condition), yes, no)
