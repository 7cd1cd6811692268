"""What a group of rows says about consent: one no holds for the lead, whoever said it, and closed channels stay closed."""

from itertools import pairwise
from typing import Final

import pyarrow as pa

from leadtool.chunks import Findings, column_values, with_columns
from leadtool.dedupe.members import Members
from leadtool.rules import all_rules, closing_rules
from leadtool.rules.consent import BOUNCED as _BOUNCED
from leadtool.rules.consent import NO_CHANNEL_LEFT, OPT_IN_NO, OPT_IN_UNCLEAR
from leadtool.rules.duplicates import CONTRADICTION, FILLED

BOUNCED: Final = _BOUNCED.code
FLAGS: Final = ("do_not_contact", "opt_out", "do_not_call")
_STRENGTH: Final = {"yes": 3, "unknown": 2, "no": 1, "": 0}
_OF_THE_ROW: Final = (NO_CHANNEL_LEFT.code,)


def merge_consent(groups: Members, kept: pa.Table, findings: Findings) -> pa.Table:
    """The kept rows with the group's strongest no in every flag, its earliest consent, and its closing rules as findings."""
    spans = list(pairwise(groups.bounds))
    for name in FLAGS:
        kept = _flag(groups, kept, spans, name, findings)
    kept, reopened = _opt_in(groups, kept, spans, findings)
    kept = _consent(groups, kept, spans, findings)
    _carry(groups, spans, reopened, findings)
    return kept


def _flag(groups: Members, kept: pa.Table, spans: list[tuple[int, int]], name: str, findings: Findings) -> pa.Table:
    cells = column_values(groups.rows, name)
    values = column_values(kept, name)
    if not any(cells):
        return kept
    for group, (first, end) in enumerate(spans):
        strongest = max(range(first, end), key=lambda row: (_STRENGTH.get(cells[row], 2), -row))
        said = {cell for cell in cells[first:end] if cell in ("yes", "no")}
        if len(said) == 2:
            findings.add(groups.record[first], CONTRADICTION.code, name, cells[first], f"yes (from {groups.place[strongest]})")
        elif cells[strongest] != cells[first]:
            findings.add(
                groups.record[first], FILLED.code, name, cells[first], f"{cells[strongest]} (from {groups.place[strongest]})"
            )
        values[group] = cells[strongest]
    return with_columns(kept, {name: values})


def _opt_in(groups: Members, kept: pa.Table, spans: list[tuple[int, int]], findings: Findings) -> tuple[pa.Table, set[int]]:
    """Opt-in of each group: a no holds, unless a yes has its own date, later than every date of every no."""
    cells = column_values(groups.rows, "opt_in")
    values = column_values(kept, "opt_in")
    reopened: set[int] = set()
    if not any(cells):
        return kept, reopened
    when = column_values(groups.rows, "consent_at")
    other = [column_values(groups.rows, name) for name in ("updated_at", "last_activity", "lt_last_contacted", "created_at")]
    for group, (first, end) in enumerate(spans):
        rows = range(first, end)
        noes = [row for row in rows if cells[row] in ("no", "unknown")]
        yeses = [row for row in rows if cells[row] == "yes"]
        chosen = first if not (noes or yeses) else (noes or yeses)[0]
        if noes and yeses:
            dates = [max(when[row], *(column[row] for column in other)) for row in noes]
            latest = max(yeses, key=lambda row: (when[row], -row))
            if all(dates) and when[latest] and when[latest][:10] > max(dates)[:10]:
                chosen = latest
                reopened.add(group)
            findings.add(
                groups.record[first], CONTRADICTION.code, "opt_in", cells[first], f"{cells[chosen]} (from {groups.place[chosen]})"
            )
        elif cells[chosen] != cells[first]:
            findings.add(
                groups.record[first], FILLED.code, "opt_in", cells[first], f"{cells[chosen]} (from {groups.place[chosen]})"
            )
        values[group] = cells[chosen]
    return with_columns(kept, {"opt_in": values}), reopened


def _consent(groups: Members, kept: pa.Table, spans: list[tuple[int, int]], findings: Findings) -> pa.Table:
    """The earliest consent, with where it came from, out of one row."""
    when = column_values(groups.rows, "consent_at")
    if not any(when):
        return kept
    columns = {
        name: (column_values(groups.rows, name), column_values(kept, name))
        for name in ("consent_at", "consent_ip", "consent_evidence")
    }
    for group, (first, end) in enumerate(spans):
        dated = [row for row in range(first, end) if when[row]]
        earliest = min(dated, key=lambda row: (when[row], row), default=first)
        if earliest == first:
            continue
        for name, (cells, values) in columns.items():
            if cells[earliest] != values[group]:
                findings.add(
                    groups.record[first], FILLED.code, name, values[group], f"{cells[earliest]} (from {groups.place[earliest]})"
                )
                values[group] = cells[earliest]
    return with_columns(kept, {name: values for name, (_, values) in columns.items()})


def _carry(groups: Members, spans: list[tuple[int, int]], reopened: set[int], findings: Findings) -> None:
    """Every rule of a merged row that closes a channel or suppresses fires on the kept lead too."""
    closing = {code for code in closing_rules() if code.startswith("X") and code not in _OF_THE_ROW}
    rules = [[code for code in cell.split(";") if code in closing] for cell in column_values(groups.rows, "lt_rules")]
    if not any(rules):
        return
    for group, (first, end) in enumerate(spans):
        own = set(rules[first])
        for row in range(first + 1, end):
            for code in rules[row]:
                if code in own or (group in reopened and code in (OPT_IN_NO.code, OPT_IN_UNCLEAR.code)):
                    continue
                own.add(code)
                findings.add(groups.record[first], code, "", "", f"{all_rules()[code].name} (from {groups.place[row]})")
