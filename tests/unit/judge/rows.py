"""Rows for the judge's tests: a chunk as parsing would leave it, made of a few cells each."""

import datetime
from collections.abc import Mapping, Sequence

import pyarrow as pa

from leadtool.chunks import with_columns
from leadtool.config import Settings
from leadtool.judge import judge, standing
from leadtool.model import PARSED, PARSED_LT, Context, MappedColumn, TableInfo, TableMapping

TODAY = datetime.date(2026, 10, 1)


def context(
    settings: Settings | None = None, *, preset: str | None = None, file: str = "list.csv", fields: Sequence[str] = ()
) -> Context:
    """A context of a table whose columns are these fields, in this order."""
    columns = tuple(MappedColumn(position=i, header=field, name=field, field=field) for i, field in enumerate(fields))
    table = TableInfo(
        path=file,
        file=file,
        sheet=None,
        encoding="utf-8",
        delimiter=",",
        quote='"',
        escape=None,
        header_line=1,
        header=tuple(fields),
        names=tuple(fields),
        sha256="",
        bytes=0,
    )
    return Context(
        settings=settings or Settings(), as_of=TODAY, mapping=TableMapping(preset=preset, columns=columns), table=table
    )


def chunk(rows: Sequence[Mapping[str, str]]) -> pa.Table:
    """A chunk of parsed rows; cells that are not given are empty."""
    numbers = {"record": pa.array(range(len(rows)), pa.int64()), "file": pa.array([0] * len(rows), pa.int32())}
    numbers |= {name: pa.array(range(len(rows)), pa.int64()) for name in ("first_line", "last_line")}
    names = list(
        dict.fromkeys(
            [*PARSED_LT, *PARSED, "lt_rules", "lt_source", "lt_crm_match", "lt_group_size", *(key for row in rows for key in row)]
        )
    )
    return with_columns(pa.table(numbers), {name: [row.get(name, "") for row in rows] for name in names})


PERSON = {
    "lt_first_name": "Anna", "lt_last_name": "Keller", "lt_full_name": "Anna Keller", "lt_email": "anna.keller@keller-bau.de",
    "lt_email_status": "valid", "lt_email_kind": "business", "lt_phone": "+4930123456", "lt_phone_status": "valid",
    "lt_phone_type": "fixed_line", "lt_company": "Keller Bau", "lt_job_level": "unknown", "lt_country": "DE",
}  # fmt: skip


def judged(
    row: Mapping[str, str], settings: Settings | None = None, *, preset: str | None = None, person: bool = True
) -> dict[str, str]:
    """What judging says of one row, beside the row's own cells."""
    return judged_all([row], settings, preset=preset, person=person)[0]


def judged_all(
    rows: Sequence[Mapping[str, str]], settings: Settings | None = None, *, preset: str | None = None, person: bool = True
) -> list[dict[str, str]]:
    """What judging says of some rows; `standing`'s codes are added to `lt_rules` as the pipeline would."""
    whole = [{**(PERSON if person else {}), **row} for row in rows]
    here = context(settings, preset=preset)
    table = chunk(whole)
    codes: dict[int, set[str]] = {i: set(filter(None, row.get("lt_rules", "").split(";"))) for i, row in enumerate(whole)}
    for one in standing(table, here).findings.to_pylist():
        codes[one["record"]].add(one["rule"])
    table = with_columns(table, {"lt_rules": [";".join(sorted(codes[i])) for i in range(len(whole))]})
    result = judge(table, here)
    for one in result.findings.to_pylist():
        codes[one["record"]].add(one["rule"])
    found: list[dict[str, str]] = result.chunk.to_pylist()
    for i, row in enumerate(found):
        row["codes"] = ";".join(sorted(codes[i]))
    return found
