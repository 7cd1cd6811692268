"""Judging each distinct combination of a few columns once."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def each_combination(columns: Sequence[pa.Array], judge: Callable[..., tuple[str, ...]], width: int) -> list[pa.Array]:
    """`width` text columns: the parts of `judge(cell, cell, …)` for every row, called once per distinct combination."""
    rows, index = combinations(columns)
    answers = [judge(*row) for row in rows]
    parts = list(zip(*answers, strict=True)) if answers else [()] * width
    return [pc.take(pa.array(list(part), pa.large_string()), index) for part in parts]


def combinations(columns: Sequence[pa.Array]) -> tuple[list[tuple[str, ...]], pa.Array]:
    """The distinct combinations of some text columns, in order of first appearance, and each row's place among them."""
    encoded = [column.dictionary_encode() for column in columns]
    code: Any = np.zeros(len(columns[0]), dtype=np.int64)
    size = 1
    for one in encoded:
        n = max(len(one.dictionary), 1)
        if size > (1 << 62) // n:  # keep the code within 64 bits
            again = pa.array(code).dictionary_encode()
            code, size = again.indices.to_numpy().astype(np.int64), len(again.dictionary)
        code = code * n + one.indices.to_numpy(zero_copy_only=False)
        size *= n
    whole = pa.array(code).dictionary_encode()
    index = whole.indices
    first = np.zeros(len(whole.dictionary), dtype=np.int64)
    places = index.to_numpy()
    first[places[::-1]] = np.arange(len(places) - 1, -1, -1)
    cells = [pc.take(column, pa.array(first)).to_pylist() for column in columns]
    return list(zip(*cells, strict=True)), index


def joined(parts: Sequence[pa.Array], separator: str) -> pa.Array:
    """Text columns joined cell by cell."""
    return pc.binary_join_element_wise(*parts, pa.scalar(separator, pa.large_string()))
