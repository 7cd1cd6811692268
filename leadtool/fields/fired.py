"""Findings of rules that fired on distinct cells, spread over the rows that hold those cells."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from leadtool.chunks import Findings


def add_fired(
    findings: Findings,
    records: pa.ChunkedArray,
    column: str,
    fired: Sequence[Sequence[str]],
    indices: "np.ndarray[Any, np.dtype[Any]]",
    before: pa.Array,
    after: pa.Array,
) -> None:
    """Add a finding for each row and rule: `fired` names the rules per distinct cell, `indices` says which cell a row holds."""
    for code in sorted({code for codes in fired for code in codes}):
        has = np.array([code in codes for codes in fired], dtype=bool)
        findings.add_where(pa.array(has[indices]), records, code, column, before, after)
