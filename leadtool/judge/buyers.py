"""Who buys: a business or a consumer, by what the row and the list's columns hold.

The first that says something: a company; an income, a loan or a home; a title, a size or a website; the columns of the list;
the mailbox (a company's own, or a free one). Nothing known is neither.
"""

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, has_column, text
from leadtool.model import Context

_PRIVATE = ("income", "preapproved", "homeowner")
_AT_WORK = ("job_title", "employees", "revenue", "industry", "website")
_COMPANY_COLUMNS = ("company", "job_title", "employees", "revenue", "industry", "department")


def buyers(chunk: pa.Table, context: Context) -> pa.Array:
    """For each row "business", "consumer" or "unknown"."""
    of_companies = any(context.mapping.of(field) for field in _COMPANY_COLUMNS)
    of_consumers = any(context.mapping.of(field) for field in _PRIVATE)
    listed = "" if of_companies == of_consumers else "business" if of_companies else "consumer"
    kind = text(chunk, "lt_email_kind")
    private = pc.if_else(pc.equal(kind, "free"), "consumer", "unknown")
    mailbox = pc.if_else(_among(kind, ("business", "role")), "business", private)
    found = pa.repeat(pa.scalar(listed, TEXT), chunk.num_rows) if listed else mailbox
    found = pc.if_else(_any_filled(chunk, _AT_WORK), "business", found)
    found = pc.if_else(_any_filled(chunk, _PRIVATE), "consumer", found)
    return pc.if_else(_any_filled(chunk, ("lt_company",)), "business", found).cast(TEXT)


def _any_filled(chunk: pa.Table, columns: tuple[str, ...]) -> pa.Array:
    filled = pa.repeat(pa.scalar(False), chunk.num_rows)
    for column in columns:
        if has_column(chunk, column):
            filled = pc.or_(filled, pc.not_equal(text(chunk, column), ""))
    return filled


def _among(cells: pa.Array, words: tuple[str, ...]) -> pa.Array:
    return pc.is_in(cells, value_set=pa.array(words, TEXT))
