"""The accounts of a run: the ledger that must balance, and the summary that says what happened."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from leadtool.model import DISPOSITIONS, MappedColumn
from leadtool.pipeline.gates import gate_numbers, parse_gate
from leadtool.pipeline.inputs import Inputs, MappedTable
from leadtool.pipeline.job import Job
from leadtool.pipeline.outputs import Judged
from leadtool.write.facts import RunFacts


class LedgerError(AssertionError):
    """The books do not balance: a bug, and nothing is published."""


def check_every_record_once(judged: Judged) -> None:
    """Every record that was read stands exactly once in one of the tables.

    Raises:
        LedgerError: if not.
    """
    seen = np.zeros(judged.spools.rows.rows, np.int64)
    for spool in judged.tables.values():
        for chunk in spool.chunks("record"):
            np.add.at(seen, chunk.column("record").to_numpy(), 1)
    if not (seen == 1).all():
        raise LedgerError("a record is missing or stands twice")


def ledger(judged: Judged, facts: RunFacts) -> dict[str, int]:
    """Physical records and where each of them ended; `records` is the sum of all others."""
    counts = dict.fromkeys(DISPOSITIONS, 0)
    counts.update(facts.dispositions)
    for chunk in judged.spools.rejected.chunks("disposition"):
        for word in chunk.column("disposition").to_pylist():
            counts[word] += 1
    records = judged.spools.rows.rows + judged.spools.rejected.rows
    if sum(counts.values()) != records:
        raise LedgerError("the ledger does not balance")
    return {"records": records, **counts}


def summary(judged: Judged, facts: RunFacts, job: Job, *, tool: str, timings: Mapping[str, float]) -> dict[str, Any]:
    """The summary with its fixed keys, less `schema_version` and `outputs`, which the writer adds."""
    books = ledger(judged, facts)
    stale = stale_do_not_call(job)
    flags = {"dnc-stale": bool(stale), "profile-changed": judged.inputs.profile_changed}
    gates = []
    for said in job.fail_on:
        gate = parse_gate(said)
        failed = gate.failed(gate_numbers(books, facts.classes), flags)
        gates.append({"gate": said, "failed": failed})
    rules = dict(facts.rules)
    for chunk in judged.spools.rejected.chunks("rule"):
        for code in chunk.column("rule").to_pylist():
            rules[code] = rules.get(code, 0) + 1
    return {
        "tool": {"name": "leadtool", "version": tool},
        "as_of": job.as_of.isoformat(),
        "inputs": _inputs(judged),
        "ledger": books,
        "classes": dict(facts.classes),
        "stages": dict(facts.stages),
        "tiers": dict(facts.tiers),
        "sources": [dict(source) for source in facts.sources],
        "rules": dict(sorted(rules.items())),
        "gates": gates,
        "review_pairs": judged.listed.pairs.num_rows,
        "warnings": [*judged.inputs.warnings, *stale],
        "timings_s": {stage: round(seconds, 3) for stage, seconds in timings.items()},
    }


def stale_do_not_call(job: Job) -> list[str]:
    """The do-not-call lists that are older than the config allows, a sentence each; a list without a date says nothing."""
    allowed = job.settings.outreach.do_not_call_days
    ages = [(given, (job.as_of - given.date).days) for given in job.suppress if given.kind == "do_not_call" and given.date]
    return [
        f"{Path(given.path).name}: the do-not-call list is {days} days old (allowed: {allowed})"
        for given, days in ages
        if days > allowed
    ]


def _inputs(judged: Judged) -> list[dict[str, Any]]:
    unreadable = dict.fromkeys(range(len(judged.inputs.tables)), 0)
    for chunk in judged.spools.rejected.chunks("file", "disposition"):
        for number, word in zip(chunk.column("file").to_pylist(), chunk.column("disposition").to_pylist(), strict=True):
            unreadable[number] += word == "unreadable"
    rows = dict.fromkeys(unreadable, 0)
    for chunk in judged.spools.rows.chunks("file"):
        rows[chunk.column("file")[0].as_py()] += chunk.num_rows
    read = [input_entry(table, rows[number] + unreadable[number]) for number, table in enumerate(judged.inputs.tables)]
    return read + input_errors(judged.inputs)


def input_entry(mapped: MappedTable, records: int) -> dict[str, Any]:
    """One table as `columns --json` and `summary.json` describe it; `records` leaves out what is not a record."""
    info = mapped.table.info
    return {
        "path": info.path,
        "file": info.file,
        "sheet": info.sheet,
        "encoding": info.encoding,
        "delimiter": info.delimiter,
        "quote": info.quote,
        "escape": info.escape,
        "header_line": info.header_line,
        "records": records,
        "preset": mapped.mapping.preset,
        "country": mapped.mapping.country or None,
        "sha256": info.sha256,
        "bytes": info.bytes,
        "evidence": list(info.evidence),
        "columns": [_column(column) for column in mapped.mapping.columns],
    }


def input_errors(inputs: Inputs) -> list[dict[str, Any]]:
    """The inputs that could not be read, each with its error."""
    return [{"path": path, "error": error.message, "kind": error.kind, "hint": error.hint} for path, error in inputs.errors]


def _column(column: MappedColumn) -> dict[str, Any]:
    return {
        "position": column.position,
        "header": column.header,
        "name": column.name,
        "field": column.field,
        "rank": column.rank,
        "confidence": round(column.confidence, 3),
        "why": column.why,
    }
