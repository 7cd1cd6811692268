"""A small run to write: three leads, a duplicate, a suppressed and a junk row, with hostile cells among them."""

from dataclasses import replace
from typing import Any

import pyarrow as pa

from leadtool.chunks import TEXT
from leadtool.config import Settings
from leadtool.config import check as settings_from
from leadtool.model import LT_COLUMNS
from leadtool.write.facts import FactsBuilder, RunFacts
from leadtool.write.run_tables import FINDING_COLUMNS, REJECTED_COLUMNS, REVIEW_COLUMNS, RunTables, RunWriter

ORIGINALS = ("Name", "Phone", "Zip", "=Notes")
SETTINGS = settings_from({"sources": {"Acme Lists": {"kind": "bought", "price": 90.0, "currency": "EUR"}}}, "test")


def table(rows: list[dict[str, str]], columns: tuple[str, ...]) -> pa.Table:
    return pa.table({name: pa.array([row.get(name, "") for row in rows], TEXT) for name in columns})


def lead(row: int, disposition: str, cells: tuple[str, ...], **given: str) -> dict[str, str]:
    """One lead row; `given` are lt_ columns without their prefix."""
    values = dict.fromkeys(LT_COLUMNS, "")
    values |= {
        "lt_id": f"L{row:04d}",
        "lt_source": "Acme Lists",
        "lt_file": "list.csv",
        "lt_row": str(row),
        "lt_disposition": disposition,
        "lt_class": "new",
        "lt_class_reason": "nothing known yet",
        "lt_stage": "suspect",
        "lt_engagement": "none",
        "lt_score": "60",
        "lt_score_receipt": "valid e-mail +25; valid phone +20; decision maker +15",
        "lt_tier": "B",
        "lt_next_action": "Call and ask who buys",
        "lt_interest": "unknown",
        "lt_ability": "unknown",
        "lt_authority": "yes",
        "lt_qualified": "unknown",
        "lt_full_name": cells[0],
        "lt_email": f"p{row}@acme.example",
        "lt_email_status": "valid",
        "lt_email_kind": "business",
        "lt_phone": "+34600123456",
        "lt_phone_status": "valid",
        "lt_channels": "email;call",
        "lt_best_channel": "email",
        "lt_company": "Acme & Söhne <GmbH>",
        "lt_country": "ES",
        "lt_group_size": "1",
    }
    values |= {f"lt_{name}": value for name, value in given.items()}
    return dict(zip(ORIGINALS, cells, strict=True)) | values


LEADS = [
    lead(3, "ready", ("<script>alert(1)</script>", "+1 555 010 0200", "00123", "=1+1"), score="85", tier="A", group_size="2"),
    lead(5, "review", ("Jo {{ 7*7 }} ${x}", "+34600123456", "01234", "mailto:x"), **{"class": "nurturing"}),
    lead(6, "ready", ("Zoë \x07 Null", "", "-5", "'=x"), score="20", tier="D"),
]
DUPLICATES = [lead(4, "duplicate", ("Jo Doe", "+1 555 010 0200", "00123", "@SUM(A1)"), duplicate_of="L0003", group_size="2")]
SUPPRESSED = [lead(7, "suppressed", ("Max", "", "", ""), channels="", best_channel="")]
JUNK = [lead(8, "junk", ("Test Test", "", "", 'a "quoted"\r\nnote'), rules="J101")]
REJECTED = [
    {"file": "list.csv", "line": "1", "disposition": "not_a_record", "rule": "R101", "raw_text": "=Title of the list"},
    {"file": "list.csv", "line": "9-10", "disposition": "unreadable", "rule": "R102", "raw_text": 'a;"b\nc";d;e;f'},
    {"file": "list.csv", "line": "11", "disposition": "not_a_record", "rule": "R103", "raw_text": ""},
]
REVIEW = [{"lt_id_a": "L0003", "lt_id_b": "L0005", "name_a": "=x", "reason": "same phone"}]
FINDINGS = [{"file": "list.csv", "row": "3", "column": "Zip", "rule": "A101", "before": "=b", "after": "x"}]


def tables() -> RunTables:
    columns = (*ORIGINALS, *LT_COLUMNS)
    return RunTables(
        originals=ORIGINALS,
        leads=iter([table(LEADS[:2], columns), table(LEADS[2:], columns)]),
        duplicates=iter([table(DUPLICATES, columns)]),
        suppressed=iter([table(SUPPRESSED, columns)]),
        junk=iter([table(JUNK, columns)]),
        rejected=iter([table(REJECTED, REJECTED_COLUMNS)]),
        review=iter([table(REVIEW, REVIEW_COLUMNS)]),
        findings=iter([table(FINDINGS, FINDING_COLUMNS)]),
    )


def changed_tables(**columns: str) -> RunTables:
    """The small run's tables with some lt_ columns of the leads set to another value."""
    rows = [row | {f"lt_{name}": value for name, value in columns.items()} for row in LEADS]
    return replace(tables(), leads=iter([table(rows, (*ORIGINALS, *LT_COLUMNS))]))


def facts(settings: Settings = SETTINGS) -> RunFacts:
    builder = FactsBuilder(settings=settings)
    for rows in (LEADS, DUPLICATES, SUPPRESSED, JUNK):
        builder.add(table(rows, (*ORIGINALS, *LT_COLUMNS)))
    return builder.facts()


def summary(of: RunFacts) -> dict[str, Any]:
    header = ("Name", "Phone", "Zip", "=Notes")
    return {
        "tool": {"name": "leadtool", "version": "0.1.0"},
        "as_of": "2026-10-01",
        "inputs": [
            {
                "path": "list.csv", "file": "list.csv", "sheet": None, "encoding": "utf-8", "delimiter": ";", "quote": '"',
                "header_line": 2, "records": 7, "preset": None, "sha256": "0" * 64, "bytes": 321,
                "columns": [
                    {"position": at, "header": name, "name": name, "field": None, "rank": None, "confidence": 0.0, "why": ""}
                    for at, name in enumerate(header)
                ],
            }
        ],
        "ledger": {"records": 9, **of.dispositions, "unreadable": 1, "not_a_record": 2},
        "classes": dict(of.classes),
        "stages": dict(of.stages),
        "tiers": dict(of.tiers),
        "sources": [dict(source) for source in of.sources],
        "rules": {"A101": 1, "J101": 1},
        "gates": [],
        "outputs": [],
        "timings_s": {},
    }  # fmt: skip


def write(folder: Any, **options: Any) -> dict[str, Any]:
    """Write the whole small run into a folder; gives the summary as written."""
    rows = options.pop("tables", None) or tables()
    writer = RunWriter(folder=folder, settings=options.pop("settings", SETTINGS), **options)
    writer.write_tables(rows)
    known = facts()
    return writer.finish(summary(known), known, versions={"leadtool": "0.1.0"}, created="2026-10-01T00:00:00Z")
