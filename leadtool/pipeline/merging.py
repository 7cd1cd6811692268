"""Merging: the rows of each duplicate group, brought together from the spool and made into one lead."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.dedupe.merge import merge
from leadtool.pipeline.dispositions import add_codes
from leadtool.pipeline.job import Job
from leadtool.pipeline.lists import Listed
from leadtool.pipeline.order import laid_out, stretches
from leadtool.pipeline.rows import LEAD_COLUMNS, Spools
from leadtool.pipeline.spool import Spool


def merged_leads(spools: Spools, listed: Listed, job: Job, folder: Path, findings: Spool) -> Spool:
    """The kept lead of every group with what its group adds, in order of record; findings go to `findings`."""
    schema = pa.schema([spools.rows.schema.field(name) for name in LEAD_COLUMNS])
    spool = Spool(folder / "merged.arrow", schema)
    for members in _groups(spools, listed, job):
        kept, found = merge(add_codes(members, listed.hits), job.settings)
        spool.write(add_codes(kept, found))
        findings.write(found)
    spool.close()
    return spool


def _groups(spools: Spools, listed: Listed, job: Job) -> Iterator[pa.Table]:
    """Parsed rows of whole groups, by kept lead and then by record, some thousands at a time.

    A row stands in the spool where its number says.
    """
    if not listed.duplicates:
        return
    grouped = listed.connection.sql("SELECT record, kept FROM listed WHERE size > 1 ORDER BY kept, record").to_arrow_table()
    record, kept = (grouped.column(name).to_numpy() for name in ("record", "kept"))
    place = np.full(spools.rows.rows, -1, np.int64)
    place[record] = np.arange(record.size)
    starts = np.flatnonzero(np.diff(kept, prepend=-1))
    done = 0
    for members in laid_out(spools.rows, place, stretches(record.size, job.chunk_rows, starts), LEAD_COLUMNS):
        yield members.append_column("kept", pa.array(kept[done : done + members.num_rows], pa.int64()))
        done += members.num_rows


class MergedReader:
    """The merged leads, handed out range by range in order of record."""

    def __init__(self, spool: Spool) -> None:
        self._chunks = spool.chunks()
        self._held = spool.schema.empty_table()

    def between(self, first: int, last: int) -> pa.Table:
        """The merged leads whose record lies from `first` to `last`; ranges must be asked for in rising order."""
        while not self._held.num_rows or self._held.column("record")[-1].as_py() <= last:
            following = next(self._chunks, None)
            if following is None:
                break
            self._held = pa.concat_tables([self._held, following])
        records = self._held.column("record")
        inside = pc.and_(pc.greater_equal(records, first), pc.less_equal(records, last))
        chosen = self._held.filter(inside)
        self._held = self._held.filter(pc.greater(records, last))
        return chosen.combine_chunks()
