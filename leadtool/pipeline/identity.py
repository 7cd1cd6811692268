"""The identity of a record: the same original cells give the same `lt_id`, in every run, wherever the record stands."""

import base64
import hashlib
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text

_SEPARATOR = "\x1f"


def identities(records: pa.Table, names: Sequence[str]) -> pa.Array:
    """`lt_id` without its counter, for each row: L and 16 letters or digits of a hash over the non-empty original cells.

    `names` are the columns' names in the file; what an earlier run added (`lt_…`) is no original cell. A leading apostrophe
    is left out of account, since writing a table may add one to defuse a formula.
    """
    cells = [_bare(text(records, f"c:{position}")) for position, name in enumerate(names) if not name.startswith("lt_")]
    if not cells:
        return pa.repeat(pa.scalar("L", TEXT), records.num_rows)
    joined = pc.binary_join_element_wise(*cells, pa.scalar(_SEPARATOR, TEXT))
    joined = pc.utf8_trim(pc.replace_substring_regex(joined, f"{_SEPARATOR}+", _SEPARATOR), _SEPARATOR)
    return pa.array([_digest(row) for row in joined.to_pylist()], TEXT)


def _bare(cells: pa.Array) -> pa.Array:
    """Cells with one leading apostrophe dropped."""
    quoted = pc.starts_with(cells, "'")
    return pc.if_else(quoted, pc.utf8_slice_codeunits(cells, 1), cells) if pc.any(quoted).as_py() else cells


def _digest(row: str) -> str:
    raw = hashlib.blake2b(row.encode("utf-8", "surrogatepass"), digest_size=10).digest()
    return "L" + base64.b32encode(raw).decode("ascii").lower()
