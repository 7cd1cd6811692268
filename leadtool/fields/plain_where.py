"""The seam between whole columns and plain functions: what Arrow could not say of a cell, the function says."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT


def plain_where(column: pa.Array, rare: pa.Array, form: Callable[[str], str], otherwise: pa.Array) -> pa.Array:
    """`form` of the rare cells of a text column, once per distinct value; what was found already of all others."""
    if not pc.any(rare).as_py():
        return otherwise
    encoded = pc.filter(column, rare).dictionary_encode()
    formed = pa.array([form(value) for value in encoded.dictionary.to_pylist()], TEXT)
    return pc.replace_with_mask(otherwise, rare, pc.take(formed, encoded.indices))
