"""Rows laid out in another order: each once, at its place, in stretches that begin where they may."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from leadtool.chunks import TEXT
from leadtool.pipeline.order import laid_out, stretches
from leadtool.pipeline.spool import Spool


@pytest.mark.parametrize("chunk", [1, 7, 100])
@pytest.mark.parametrize("rows", [1, 5, 1000])
def test_rows_stand_at_their_places(tmp_path: Path, chunk: int, rows: int) -> None:
    schema = pa.schema([("record", pa.int64()), ("left", TEXT), ("name", TEXT)])
    spool = Spool(tmp_path / "rows.arrow", schema)
    for first in range(0, 100, chunk):
        numbers = list(range(first, min(100, first + chunk)))
        spool.write(pa.table([numbers, ["x"] * len(numbers), [f"n{number}" for number in numbers]], schema=schema))
    spool.close()
    place = np.full(100, -1, np.int64)
    wanted = np.random.default_rng(3).permutation(100)[:60]
    place[wanted] = np.arange(60)
    starts = np.array([0, 3, 4, 20, 41, 59])
    for borders in (stretches(60, rows), stretches(60, rows, starts)):
        tables = list(laid_out(spool, place, borders, ("record", "name")))
        assert pa.concat_tables(tables).column("record").to_pylist() == wanted.tolist()
        assert pa.concat_tables(tables).column("name").to_pylist() == [f"n{number}" for number in wanted]
        assert np.cumsum([0, *(table.num_rows for table in tables)])[:-1].tolist() == borders.tolist()
    assert [path.name for path in tmp_path.iterdir()] == ["rows.arrow"]


def test_stretches_begin_at_starts_only() -> None:
    starts = np.array([0, 3, 4, 20, 41, 59])
    assert set(stretches(60, 10, starts).tolist()) <= set(starts.tolist())
    assert stretches(60, 10, starts)[0] == 0
    assert stretches(0, 10).tolist() == stretches(0, 10, np.array([], np.int64)).tolist() == []
    assert len(stretches(1_000_000, 10)) <= 64
