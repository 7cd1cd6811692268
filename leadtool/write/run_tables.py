"""A run folder's contents: tables first, then workbook, report and summary, and the manifest last."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT
from leadtool.config import Settings
from leadtool.model import LT_COLUMNS
from leadtool.rules.writing import FORMULA_LIKE
from leadtool.write.facts import RunFacts
from leadtool.write.report import render_report
from leadtool.write.tables import TableWriter, WrittenFile, finished, private_file
from leadtool.write.workbook import LeadWorkbook

Form = Literal["csv", "xlsx", "parquet"]

SCHEMA_VERSION: Final = "1.0"
LEAD_TABLES: Final = ("leads", "duplicates", "suppressed", "junk")
REJECTED_COLUMNS: Final = ("file", "line", "disposition", "rule", "raw_text")
FINDING_COLUMNS: Final = ("file", "row", "column", "rule", "before", "after")
REVIEW_COLUMNS: Final = (
    "lt_id_a", "name_a", "company_a", "email_a", "phone_a", "city_a", "file_a", "row_a",
    "lt_id_b", "name_b", "company_b", "email_b", "phone_b", "city_b", "file_b", "row_b",
    "reason", "decision",
)  # fmt: skip
TOP_LEADS: Final = 25


@dataclass(frozen=True, kw_only=True)
class RunTables:
    """The rows of a run, each table as an iterable of Arrow tables of text, sorted as they shall stand.

    The four lead tables hold `originals` (the union of the inputs' columns), then LT_COLUMNS; other columns are ignored.
    `rejected`, `review` and `findings` hold REJECTED_COLUMNS (`line` is "12" or "12-14"), REVIEW_COLUMNS and FINDING_COLUMNS.
    """

    originals: tuple[str, ...]
    leads: Iterable[pa.Table]
    duplicates: Iterable[pa.Table]
    suppressed: Iterable[pa.Table]
    junk: Iterable[pa.Table]
    rejected: Iterable[pa.Table]
    review: Iterable[pa.Table]
    findings: Iterable[pa.Table]


@dataclass(kw_only=True)
class RunWriter:
    """Writes a run into a staging folder: first `write_tables`, then `finish` with the summary.

    `form` "xlsx" writes a workbook beside the CSV tables, "parquet" Parquet tables instead of them; `safety` off writes
    formula-like cells as they stand.
    """

    folder: Path
    settings: Settings
    form: Form = "csv"
    safety: bool = True
    written: list[WrittenFile] = field(default_factory=list)
    top_leads: list[dict[str, str]] = field(default_factory=list)
    formula_like: Counter[str] = field(default_factory=Counter)
    _pairs: list[tuple[str, str]] = field(default_factory=list)
    _defused: list[pa.Table] = field(default_factory=list)
    _workbook: LeadWorkbook | None = None

    def write_tables(self, tables: RunTables) -> None:
        """Write every table, however empty."""
        if self.form == "xlsx":
            self._workbook = LeadWorkbook(self.folder, tables.originals)
        columns = (*tables.originals, *LT_COLUMNS)
        self._table("leads", columns, self._watch_top(tables.leads))
        self._table("review", REVIEW_COLUMNS, self._watch_pairs(tables.review))
        for name in LEAD_TABLES[1:]:
            self._table(name, columns, getattr(tables, name))
        self._table("rejected", REJECTED_COLUMNS, tables.rejected)
        self._table("findings", FINDING_COLUMNS, self._with_own_findings(tables.findings))

    def finish(self, summary: dict[str, Any], facts: RunFacts, *, versions: Mapping[str, str], created: str) -> dict[str, Any]:
        """Write workbook, report, summary and, last, the manifest; gives the summary as written.

        `summary` has the fixed keys but `outputs`; `versions` (program → version) and `created` (UTC, ISO 8601) stand in the
        manifest alone.
        """
        summary = {"schema_version": SCHEMA_VERSION, **summary}
        if self.formula_like:
            code = FORMULA_LIKE.code
            summary["rules"] = dict(sorted({**summary["rules"], code: sum(self.formula_like.values())}.items()))
        summary["formula_like"] = dict(sorted(self.formula_like.items()))
        if self._workbook is not None:
            self.written.append(self._workbook.finish(summary))
        summary["outputs"] = sorted({file.name for file in self.written} | {"report.html", "summary.json", "manifest.json"})
        self._paper("report.html", render_report(summary, facts, self.top_leads, self.settings))
        self._paper("summary.json", json.dumps(summary, ensure_ascii=False, indent=2) + "\n")
        manifest = {
            "schema_version": SCHEMA_VERSION,
            "created": created,
            "versions": dict(versions),
            "format": self.form,
            "csv_safety": "on" if self.safety else "off",
            "config": self.settings.model_dump(mode="json"),
            "files": {file.name: self._manifest_entry(file) for file in sorted(self.written)},
        }
        self._paper("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
        return summary

    def _manifest_entry(self, file: WrittenFile) -> dict[str, Any]:
        entry: dict[str, Any] = {"sha256": file.sha256, "bytes": file.bytes}
        if file.rows is not None:
            entry["rows"] = file.rows
        if file.name.startswith("review."):
            entry["pairs_sha256"] = pairs_hash(self._pairs)
        return entry

    def _table(self, name: str, columns: tuple[str, ...], chunks: Iterable[pa.Table]) -> None:
        listen = None if name in ("review", "findings") else self._note_defused
        form: Literal["csv", "parquet"] = "parquet" if self.form == "parquet" else "csv"
        bom = self.settings.output.bom
        writer = TableWriter(self.folder, name, columns, form=form, bom=bom, safety=self.safety, on_defused=listen)
        with writer:
            for chunk in chunks:
                writer.write(chunk)
                if self._workbook is not None:
                    self._workbook.add(name, chunk.select(list(columns)))
        if self._workbook is not None:
            self._workbook.add(name, pa.table({column: pa.array([], TEXT) for column in columns}))
        self.written.append(writer.written())

    def _note_defused(self, chunk: pa.Table, column: str, mask: pa.Array, after: pa.Array) -> None:
        """Remember which cells got an apostrophe, so that `restore` can take away exactly those."""
        file, row = ("file", "line") if "raw_text" in chunk.column_names else ("lt_file", "lt_row")
        count = pc.sum(mask).as_py()
        self.formula_like[column] += count
        cells = chunk.select([file, row, column]).filter(mask)
        same = [pa.repeat(pa.scalar(value, TEXT), count) for value in (column, FORMULA_LIKE.code)]
        arrays = [cells.column(0), cells.column(1), *same, cells.column(2), pc.filter(after, mask)]
        self._defused.append(pa.table([_text(array) for array in arrays], names=list(FINDING_COLUMNS)))

    def _with_own_findings(self, findings: Iterable[pa.Table]) -> Iterable[pa.Table]:
        yield from findings
        if self._defused:  # found chunk by chunk; in the order of the input, whatever the chunks were
            own = pa.concat_tables(self._defused)
            line = pc.cast(pc.replace_substring_regex(own.column("row"), "-.*", ""), pa.int64())
            order = [("file", "ascending"), ("line", "ascending"), ("column", "ascending"), ("before", "ascending")]
            yield own.append_column("line", line).sort_by(order).drop_columns("line")

    def _watch_pairs(self, review: Iterable[pa.Table]) -> Iterable[pa.Table]:
        for chunk in review:
            self._pairs += zip(chunk.column("lt_id_a").to_pylist(), chunk.column("lt_id_b").to_pylist(), strict=True)
            yield chunk

    def _watch_top(self, leads: Iterable[pa.Table]) -> Iterable[pa.Table]:
        for chunk in leads:
            missing = TOP_LEADS - len(self.top_leads)
            if missing > 0:
                self.top_leads += chunk.select(list(LT_COLUMNS)).slice(0, missing).to_pylist()
            yield chunk

    def _paper(self, name: str, content: str) -> None:
        path = self.folder / name
        with private_file(path) as file:
            file.write(content.encode("utf-8"))
        self.written.append(finished(path))


def pairs_hash(pairs: Iterable[tuple[str, str]]) -> str:
    """The SHA-256 of the pairs of a review table, in whatever order and direction they stand."""
    lines = sorted(" ".join(sorted(pair)) for pair in pairs)
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


def _text(column: Any) -> pa.Array:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return whole.cast(TEXT)
