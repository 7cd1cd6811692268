"""The accounts of a run: the ledger that must balance, and the summary that says what happened."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc

from leadtool.model import DISPOSITIONS, MappedColumn
from leadtool.pipeline.gates import gate_numbers, parse_gate
from leadtool.pipeline.inputs import Inputs, MappedTable
from leadtool.pipeline.job import Job
from leadtool.pipeline.outputs import Judged
from leadtool.rules.status import UNKNOWN_STATUS
from leadtool.write.facts import RunFacts

_LISTED_WORDS = 50


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
    unknown = _unknown_status_words(judged)
    inputs = _inputs(judged)
    rules = dict(facts.rules)
    for chunk in judged.spools.rejected.chunks("rule"):
        for code in chunk.column("rule").to_pylist():
            rules[code] = rules.get(code, 0) + 1
    for _, _, code in judged.inputs.header_findings:
        rules[code] = rules.get(code, 0) + 1
    return {
        "tool": {"name": "leadtool", "version": tool},
        "as_of": job.as_of.isoformat(),
        "inputs": inputs,
        "ledger": books,
        "classes": dict(facts.classes),
        "stages": dict(facts.stages),
        "tiers": dict(facts.tiers),
        "sources": [dict(source) for source in facts.sources],
        "rules": dict(sorted(rules.items())),
        "gates": gates,
        "passed_over": list(judged.inputs.passed_over),
        "unknown_status_words": unknown,
        "review_pairs": judged.listed.pairs.num_rows,
        "warnings": [
            *judged.inputs.warnings,
            *_empty(inputs),
            *stale,
            *filter(None, [judged.listed.warning]),
            *_how_to_teach(unknown),
        ],
        "timings_s": {stage: round(seconds, 3) for stage, seconds in timings.items()},
    }


def _empty(inputs: list[dict[str, Any]]) -> list[str]:
    return [f"{entry['file']}: there is no record under the header" for entry in inputs if entry.get("records") == 0]


def _unknown_status_words(judged: Judged) -> dict[str, int]:
    """The status words nobody taught, and how many rows have each; the most frequent first."""
    counts: Counter[str] = Counter()
    for chunk in judged.found.chunks():
        words = chunk.filter(pc.equal(chunk.column("rule"), UNKNOWN_STATUS.code)).column("before")
        counts.update({entry["values"]: entry["counts"] for entry in pc.value_counts(words).to_pylist()})
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_LISTED_WORDS])


def _how_to_teach(unknown: Mapping[str, int]) -> list[str]:
    if not unknown:
        return []
    words = "1 status word is" if len(unknown) == 1 else f"{len(unknown)} status words are"
    return [f'{words} not known (listed in summary.json); teach them in leadtool.toml: [status] "the word" = "nurturing"']


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
        "columns": [_column(column, has_header=info.header_line is not None) for column in mapped.mapping.columns],
    }


def input_errors(inputs: Inputs) -> list[dict[str, Any]]:
    """The inputs that could not be read, each with its error."""
    return [{"path": path, "error": error.message, "kind": error.kind, "hint": error.hint} for path, error in inputs.errors]


def _column(column: MappedColumn, *, has_header: bool) -> dict[str, Any]:
    """One column; where the file has no header, `header` is the name that the column was given (`column_1` …)."""
    return {
        "position": column.position,
        "header": column.header if has_header else column.name,
        "name": column.name,
        "field": column.field,
        "rank": column.rank,
        "confidence": round(column.confidence, 3),
        "why": column.why,
    }
