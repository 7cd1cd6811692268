"""Formula-like cells: which cells a spreadsheet would run, and how they are made inert.

The grammar: after leading blanks and zero-width characters the cell begins with `= + - @ | %`, their full-width forms, TAB,
CR, LF or NUL. Phones, lists of E.164 numbers and plain numbers are exempt by full match.
"""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT

_BLANK = r"\t\n\v\f\r\x{85}\pZ\x{AD}\x{180E}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2069}\x{FEFF}"
_FORMULA_LIKE: Final = rf"\A(?:[\t\r\n\x00]|[{_BLANK}]*[=+\-@|%＝＋－＠｜％\t\r\n\x00])"
_EXEMPT: Final = (
    r"\A(?:\+[0-9]{6,15}(?:;\+[0-9]{6,15})*"
    r"|[+(]?[0-9 ().\-]{5,25}(?: ?(?:x|ext\.?) ?[0-9]{1,6})?"
    r"|[+\-]?[0-9][0-9.,]*%?)\z"
)

# The bytes that a formula-like cell can begin with, in UTF-8: the first, cheap test of a whole column.
_FIRST = np.zeros(256, dtype=bool)
_FIRST[[*b"=+-@|% \t\n\v\f\r\x00", 0xC2, 0xE1, 0xE2, 0xE3, 0xEF]] = True


def is_formula_like(cell: str) -> bool:
    r"""Whether a spreadsheet might run this cell.

    >>> is_formula_like("=1+1"), is_formula_like("+34 600 123 456"), is_formula_like("-5"), is_formula_like("\t x")
    (True, False, False, True)
    """
    return formula_like(pa.array([cell], TEXT)) is not None


def formula_like(column: pa.Array) -> pa.Array | None:
    """Which cells of a text column are formula-like, as a boolean array; None when none is."""
    suspects = _suspects(column)
    if suspects is None:
        return None
    chosen = column.take(suspects)
    like = pc.match_substring_regex(chosen, _FORMULA_LIKE)
    if not pc.any(like).as_py():
        return None
    like = pc.and_not(like, pc.match_substring_regex(chosen, _EXEMPT))
    if not pc.any(like).as_py():
        return None
    mask = np.zeros(len(column), dtype=bool)
    mask[suspects.to_numpy()[like.to_numpy(zero_copy_only=False)]] = True
    return pa.array(mask)


def defuse(column: pa.Array) -> tuple[pa.Array, pa.Array | None]:
    """The column with one leading apostrophe before each formula-like cell, and which cells got one (None: none did).

    A cell that begins with an apostrophe is not formula-like, so that defusing twice changes nothing.
    """
    mask = formula_like(column)
    if mask is None:
        return column, None
    marked = pc.binary_join_element_wise(pa.scalar("'", TEXT), column, pa.scalar("", TEXT))
    return pc.if_else(mask, marked, column), mask


def _suspects(column: pa.Array) -> pa.Array | None:
    """The positions of the cells whose first byte a formula-like cell can have."""
    if not len(column):
        return None
    _, offsets_buffer, data_buffer = column.buffers()
    if data_buffer is None or not data_buffer.size:
        return None
    offsets = np.frombuffer(offsets_buffer, dtype=np.int64)[column.offset : column.offset + len(column) + 1]
    data = np.frombuffer(data_buffer, dtype=np.uint8)
    filled = offsets[1:] > offsets[:-1]
    first = data[np.minimum(offsets[:-1], len(data) - 1)]
    at = np.flatnonzero(_FIRST[first] & filled)
    return pa.array(at) if len(at) else None
