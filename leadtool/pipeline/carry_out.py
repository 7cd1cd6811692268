"""One job carried out: row phase, list phase, lead phase, tables, accounts."""

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leadtool.chunks import FINDINGS
from leadtool.engine.lean import give_back
from leadtool.errors import LeadtoolError, UnreadableInput
from leadtool.pipeline.accounts import check_every_record_once, input_errors, summary
from leadtool.pipeline.inputs import open_inputs
from leadtool.pipeline.job import Job
from leadtool.pipeline.leads import lead_phase
from leadtool.pipeline.lists import list_phase
from leadtool.pipeline.merging import merged_leads
from leadtool.pipeline.outputs import Judged, run_tables
from leadtool.pipeline.rows import row_phase
from leadtool.pipeline.spool import Spool
from leadtool.pipeline.trouble import told
from leadtool.write.facts import FactsBuilder, RunFacts
from leadtool.write.run_tables import RunWriter

Progress = Callable[[str, int, int], None]
"""Told of the stage, the rows done in it and the rows there are (0 where nobody knows)."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """A job carried out: the summary as written, the facts behind it, the best leads, and what went wrong on the way."""

    summary: dict[str, Any]
    facts: RunFacts
    top_leads: list[dict[str, str]]
    errors: tuple[tuple[str, LeadtoolError], ...]
    folder: Path | None = None

    @property
    def exit_code(self) -> int:
        """0, 1 when a gate failed, 6 when an input could not be read."""
        if self.errors:
            return 6
        return 1 if any(gate["failed"] for gate in self.summary["gates"]) else 0


@dataclass
class _Clock:
    """How long each stage took; durations never enter a result but `timings_s`."""

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, rows: int = 0) -> Any:
        self.progress(name, 0, rows)
        begun = time.monotonic()
        yield
        give_back()
        self.seconds[name] = time.monotonic() - begun


def carry_out(
    job: Job, writer: RunWriter, spool: Path, *, tool: str, versions: dict[str, str], created: str, progress: Progress
) -> Done:
    """Carry out the job with its work in progress under `spool`, and write its tables with `writer`.

    Raises:
        UnreadableInput: if no input can be read.
        OutputError: if memory, the disk or a worker gives out.
        LedgerError: if the books do not balance (a bug); nothing may be published then.
    """
    with told():
        return _carry_out(job, writer, spool, tool, versions, created, progress)


def _carry_out(
    job: Job, writer: RunWriter, spool: Path, tool: str, versions: dict[str, str], created: str, progress: Progress
) -> Done:
    clock = _Clock(progress)
    with clock.stage("open"):
        inputs = open_inputs(job, spool)
        if not inputs.tables:
            raise UnreadableInput(
                "None of the inputs can be read.", hint="; ".join(str(e) for _, e in inputs.errors), kind="none"
            )
    with clock.stage("read and parse"):
        spools = row_phase(inputs, job, spool, progress)
    with clock.stage("match and dedupe", spools.rows.rows):
        listed = list_phase(spools, job, spool)
    found = Spool(spool / "found.arrow", FINDINGS)
    with clock.stage("merge", spools.rows.rows):
        merged = merged_leads(spools, listed, job, spool, found)
    with clock.stage("judge", spools.rows.rows):
        tables = lead_phase(inputs, spools, listed, merged, job, spool, found, progress)
        found.close()
    judged = Judged(inputs, spools, listed, tables, found)
    check_every_record_once(judged)
    facts = FactsBuilder(settings=job.settings)
    with clock.stage("write", spools.rows.rows):
        writer.write_tables(run_tables(judged, job, facts))
    counted = facts.facts()
    said = summary(judged, counted, job, tool=tool, timings=clock.seconds)
    said["errors"] = input_errors(inputs)
    written = writer.finish(said, counted, versions=versions, created=created)
    listed.connection.close()
    return Done(summary=written, facts=counted, top_leads=writer.top_leads, errors=inputs.errors)
