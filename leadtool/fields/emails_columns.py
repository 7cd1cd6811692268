"""The address of each row, for whole columns: what `emails` does row by row where a row has one plain address or none."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, text
from leadtool.fields.emails_fast import KINDS, NOTES, EmailColumn
from leadtool.model import MappedColumn


def choose(read: Sequence[EmailColumn]) -> tuple[pa.Array, ...]:
    """lt_email, its status, kind and suggestion, and lt_other_emails; cells that are not sure count as empty."""
    n = len(read[0].sure)
    which = np.argmax(np.stack([column.sure for column in read], axis=1), axis=1)
    row = np.arange(n)
    flat = pa.array(which * n + row)
    some = np.logical_or.reduce([column.sure for column in read])
    risky = np.stack([column.risky for column in read], axis=1)[row, which]
    kind = np.stack([column.kind for column in read], axis=1)[row, which]
    status = np.where(some, risky, 2)
    return (
        pc.take(pa.concat_arrays([column.address for column in read]), flat),
        pc.take(pa.array(["valid", "risky", "missing"], TEXT), pa.array(status)),
        pc.take(pa.array(KINDS, TEXT), pa.array(kind)),
        pc.take(pa.concat_arrays([column.suggestion for column in read]), flat),
        pa.repeat(pa.scalar("", TEXT), n),
    )


def tell(findings: Findings, chunk: pa.Table, column: MappedColumn, read: EmailColumn, rows: npt.NDArray[np.bool_]) -> None:
    """The findings of one column on these rows."""
    for code, broken in zip(NOTES, read.notes, strict=True):
        mask = broken & rows
        if mask.any():
            before = text(chunk, f"c:{column.position}")
            findings.add_where(pa.array(mask), chunk.column("record"), code, column.header, before, read.suggestion)
