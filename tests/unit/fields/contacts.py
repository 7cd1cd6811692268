"""What the tests of e-mails and phones share: a chunk and a context made from a few cells."""

import datetime

import pyarrow as pa

from leadtool.chunks import texts
from leadtool.config import Settings
from leadtool.model import Context, MappedColumn, StepResult, TableInfo, TableMapping

INFO = TableInfo(
    path="leads.csv",
    file="leads.csv",
    sheet=None,
    encoding="utf-8",
    delimiter=",",
    quote='"',
    escape=None,
    header_line=1,
    header=(),
    names=(),
    sha256="",
    bytes=0,
)


def context(*fields: str, country: str = "", settings: Settings | None = None, headers: tuple[str, ...] = ()) -> Context:
    """A context whose columns are these fields in this order; the header is the field's name unless given."""
    ranks: dict[str, int] = {}
    columns = []
    for position, field in enumerate(fields):
        ranks[field] = ranks.get(field, 0) + 1
        header = headers[position] if headers else field
        columns.append(MappedColumn(position=position, header=header, name=header, field=field, rank=ranks[field]))
    return Context(
        settings=settings or Settings(),
        as_of=datetime.date(2026, 10, 1),
        mapping=TableMapping(preset=None, columns=tuple(columns)),
        table=INFO,
        country=country,
    )


def chunk(rows: list[tuple[str, ...]], **more: list[str]) -> pa.Table:
    """Rows of cells as a chunk: originals, tidied columns, and whatever text columns stand in `more`."""
    columns: dict[str, pa.Array] = {"record": pa.array(range(len(rows)), pa.int64())}
    for position in range(len(rows[0]) if rows else 0):
        cells = [row[position] for row in rows]
        columns[f"c:{position}"] = texts(cells)
        columns[f"f:{position}"] = texts([cell.strip() for cell in cells])
    columns |= {name: texts(values) for name, values in more.items()}
    return pa.table(columns)


def column(result: StepResult, name: str) -> list[str]:
    """A column of the result as Python strings."""
    values: list[str] = result.chunk.column(name).to_pylist()
    return values


def codes(result: StepResult, record: int = 0) -> list[str]:
    """The rules that fired on a record."""
    return [row["rule"] for row in result.findings.to_pylist() if row["record"] == record]
