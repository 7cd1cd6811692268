"""Job titles: the level and the function they name."""

from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text, with_columns
from leadtool.model import Context, StepResult


class Title(NamedTuple):
    """What a job title says: a level of JOB_LEVELS and a function (lower snake case, "" if unknown)."""

    level: str
    function: str


def parse_title(value: str, department: str = "") -> Title:
    """The level and function of a job title."""
    return Title("unknown", "")


def add_titles(chunk: pa.Table, context: Context) -> StepResult:
    """Adds job_title, department, lt_job_level and lt_job_function."""
    from leadtool.chunks import NO_FINDINGS

    cells = {}
    for field in ("job_title", "department"):
        found = text(chunk, "")
        for column in context.mapping.of(field):
            found = pc.if_else(pc.equal(found, ""), text(chunk, f"f:{column.position}"), found)
        cells[field] = found
    encoded = cells["job_title"].dictionary_encode()
    titles = [parse_title(value) for value in encoded.dictionary.to_pylist()]
    columns = {
        "lt_job_level": pc.take(pa.array([title.level for title in titles], TEXT), encoded.indices),
        "lt_job_function": pc.take(pa.array([title.function for title in titles], TEXT), encoded.indices),
    }
    return StepResult(with_columns(chunk, {**cells, **columns}), NO_FINDINGS)
