"""The lists of people we already know: CRM exports, suppression lists and earlier runs, read and parsed like any input."""

import dataclasses
import datetime
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from leadtool.errors import UnreadableInput
from leadtool.model import KnownList
from leadtool.pipeline.inputs import MappedTable, open_inputs
from leadtool.pipeline.job import Input, Job
from leadtool.pipeline.rows import parsed
from leadtool.read import ReadOptions


def suppression_lists(job: Job, scratch: Path) -> list[KnownList]:
    """Every `--suppress` list, one entry per table in it."""
    lists = []
    for given in job.suppress:
        for mapped in _tables(given.path, job, scratch):
            lists.append(_known(mapped, job, given.kind, name=Path(given.path).name, date=given.date))
    return lists


def crm_lists(job: Job, scratch: Path) -> list[KnownList]:
    """Every `--crm` file, one entry per table; for the folder of an earlier run, its leads."""
    lists = []
    for path in job.crm:
        folder = Path(path)
        earlier = folder.is_dir()
        files = [str(folder / name) for name in ("leads.csv", "leads.parquet") if (folder / name).exists()] if earlier else [path]
        if not files:
            raise UnreadableInput(
                f"{path} is a folder without leads.csv.", hint="Name a CRM export or a finished run.", kind="no-run"
            )
        for mapped in _tables(files[0], job, scratch):
            lists.append(_known(mapped, job, "run" if earlier else "crm", name=folder.name))
    return lists


def _tables(path: str, job: Job, scratch: Path) -> Iterator[MappedTable]:
    reading = dataclasses.replace(job, inputs=(Input(path=path),), reading=ReadOptions(sheet="all"), forced=())
    yield from open_inputs(reading, scratch, need_keys=False).tables


def _known(mapped: MappedTable, job: Job, kind: str, *, name: str, date: datetime.date | None = None) -> KnownList:
    context = mapped.context(job)
    chunks = []
    for read in mapped.table.chunks(rows=job.chunk_rows):
        chunk, _ = parsed(read.records, context, read.findings)
        chunks.append(chunk)
    leads = pa.concat_tables(chunks, promote_options="default") if chunks else pa.table({"record": pa.array([], pa.int64())})
    mapping = dataclasses.replace(mapped.mapping, country=context.country)
    return KnownList(name=name, kind=kind, leads=leads, mapping=mapping, date=date)
