"""Merging: the rows of each duplicate group, brought together from the spool and made into one lead."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.dedupe.merge import merge
from leadtool.pipeline.dispositions import add_codes
from leadtool.pipeline.job import Job
from leadtool.pipeline.lists import Listed
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
    """Parsed rows of whole groups, by kept lead and then by record, some thousands at a time."""
    if not listed.duplicates:
        return
    listed.connection.register("lead_rows", spools.rows.dataset())
    columns = ", ".join(f'r."{name}"' for name in LEAD_COLUMNS)
    reader = listed.connection.sql(
        f"""SELECT {columns}, l.kept FROM lead_rows r JOIN listed l USING (record) WHERE l.size > 1 ORDER BY l.kept, r.record"""
    ).to_arrow_reader(job.chunk_rows)
    held: list[pa.Table] = []
    for batch in reader:
        table = _text_tables(pa.Table.from_batches([batch]), spools.rows.schema)
        last = table.column("kept")[-1]
        border = pc.index(table.column("kept"), last).as_py()
        if border:  # the last group may go on in the next batch
            yield pa.concat_tables([*held, table.slice(0, border)]).combine_chunks()
            held = []
        held.append(table.slice(border))
    if held:
        yield pa.concat_tables(held).combine_chunks()
    listed.connection.unregister("lead_rows")


def _text_tables(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """DuckDB gives its own string type; back to the one that every chunk has."""
    wanted = pa.schema([schema.field(f.name) if f.name in schema.names else pa.field(f.name, pa.int64()) for f in table.schema])
    return table.cast(wanted)


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
