"""Rows in another order than the input's: only places are sorted as a whole, the rows go once through buckets on disk."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from leadtool.pipeline.spool import Spool

Places = npt.NDArray[np.int64]
_BUCKETS: Final = 64  # files open at a time, each written to once per chunk


def stretches(count: int, rows: int, starts: Places | None = None) -> Places:
    """The places at which `count` rows are parted into stretches of about `rows`; at some of `starts`, if they are given."""
    size = max(rows, -(-count // _BUCKETS))
    borders = np.arange(0, count, size, dtype=np.int64)
    if starts is None or not count:
        return borders
    return np.unique(starts[np.minimum(np.searchsorted(starts, borders), len(starts) - 1)])


def laid_out(spool: Spool, place: Places, borders: Places, columns: Sequence[str] = ()) -> Iterator[pa.Table]:
    """The rows of a spool by their place, one table from each border to the next; rows with place -1 are left out.

    `place` has one entry per row of the spool; the places from 0 on are each taken once.
    """
    schema = pa.schema([spool.schema.field(name) for name in columns]) if columns else spool.schema
    buckets = [Spool(spool.path.with_name(f"{spool.path.stem}-{number}.arrow"), schema) for number in range(len(borders))]
    placed: list[list[Places]] = [[] for _ in buckets]
    done = 0
    for chunk in spool.chunks(*columns):
        here = place[done : done + chunk.num_rows]
        done += chunk.num_rows
        bucket = np.where(here < 0, -1, np.searchsorted(borders, here, side="right") - 1)
        for number in np.unique(bucket[bucket >= 0]).tolist():
            at = np.flatnonzero(bucket == number)
            buckets[number].write(chunk.take(pa.array(at)))
            placed[number].append(here[at])
    for one in buckets:
        one.close()
    for one, places in zip(buckets, placed, strict=True):
        if places:
            yield pa.concat_tables(one.chunks()).take(pa.array(np.argsort(np.concatenate(places)))).combine_chunks()
        one.path.unlink()
