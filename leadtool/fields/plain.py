"""Fields that are read as they stand: the tidied cell of the first filled column, or all of them for running text."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text, with_columns
from leadtool.model import Context, StepResult

PLAIN: Final = (
    "id",
    "status",
    "stage",
    "rating",
    "source",
    "campaign",
    "owner",
    "lost_reason",
    "industry",
    "enquiry",
    "consent_ip",
    "consent_evidence",
    "department",
    "salutation",
    "suffix",
    "middle_name",
    "job_title",
)
RUNNING: Final = ("notes", "tags")
"""Fields of which every column counts; they are joined by " ; "."""


def add_plain(chunk: pa.Table, context: Context) -> StepResult:
    """Add the fields that need no reading; several columns of notes or tags are joined."""
    columns: dict[str, pa.Array] = {}
    for field in (*PLAIN, *RUNNING):
        cells = text(chunk, "")
        for mapped in context.mapping.of(field):
            more = text(chunk, f"f:{mapped.position}")
            filled = pc.if_else(pc.equal(cells, ""), more, cells)
            if field in RUNNING:
                both = pc.and_(pc.not_equal(cells, ""), pc.not_equal(more, ""))
                filled = pc.if_else(both, pc.binary_join_element_wise(cells, more, pa.scalar(" ; ", TEXT)), filled)
            cells = filled
        columns[field] = cells
    return StepResult(with_columns(chunk, columns), None)
