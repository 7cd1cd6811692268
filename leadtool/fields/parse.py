"""Parsing: every field of every lead into its normal form, one step after the other."""

from collections.abc import Callable
from typing import Final

import pyarrow as pa

from leadtool.chunks import Findings, has_column, text, with_columns
from leadtool.fields.address_columns import add_addresses
from leadtool.fields.cells import tidy
from leadtool.fields.companies import add_companies
from leadtool.fields.country_columns import add_countries
from leadtool.fields.date_columns import add_dates
from leadtool.fields.emails import add_emails
from leadtool.fields.figure_columns import add_figures
from leadtool.fields.flags import add_flags
from leadtool.fields.names import add_names
from leadtool.fields.phones import add_phones
from leadtool.fields.plain import add_plain
from leadtool.fields.timezones import add_timezones
from leadtool.fields.titles import add_titles
from leadtool.fields.verdicts import add_verdicts
from leadtool.fields.websites import add_websites
from leadtool.model import PARSED, PARSED_LT, Context, StepResult

STEPS: Final[tuple[Callable[[pa.Table, Context], StepResult], ...]] = (
    tidy,  # every later step reads the tidied cells
    add_plain,
    add_countries,  # phones, postal codes, dates and dollars depend on it
    add_dates,
    add_verdicts,
    add_flags,  # after the verdicts: a phone checker may say "do not call"
    add_figures,
    add_websites,
    add_emails,
    add_phones,
    add_names,
    add_companies,
    add_titles,
    add_addresses,
    add_timezones,  # from country, state and phone
)


def parse(chunk: pa.Table, context: Context) -> StepResult:
    """Read each field of each lead into its normal form.

    The chunk gains a tidied copy `f:<position>` of each mapped column and every column of PARSED_LT and PARSED, "" where
    nothing was mapped.
    """
    findings = Findings()
    for step in STEPS:
        chunk, found = step(chunk, context)
        if found is not None and found.num_rows:
            findings.extend(found)
    missing = [name for name in (*PARSED_LT, *PARSED) if not has_column(chunk, name)]
    return StepResult(with_columns(chunk, {name: text(chunk, "") for name in missing}), findings.table())
