"""One lead out of a group of rows: blanks filled, contacts joined, the strongest no kept, every value with its row.

Values that belong together (a street with its city, an address with its verdict) are taken from one row together. The result
does not depend on the order of rows: of the others the fullest comes first, then the newest, then by content.
"""

from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import NO_FINDINGS, Findings, column_values, sorted_findings, text, with_columns
from leadtool.config import Settings
from leadtool.dedupe import consent
from leadtool.dedupe.members import EARLIEST, LATEST, Ints, Members
from leadtool.dedupe.spelling import better_spellings
from leadtool.fields.emails import email_key
from leadtool.fields.standing import advance
from leadtool.model import PARSED, PARSED_LT
from leadtool.rules.duplicates import FILLED, JOINED, RICHER

_TOGETHER: Final = (
    ("lt_email", "lt_email_status", "lt_email_kind", "lt_email_suggestion", "email_verdict", "email_verdict_at"),
    ("lt_phone", "lt_phone_status", "lt_phone_type", "lt_phone_ext", "phone_verdict"),
    ("lt_last_name", "lt_first_name", "lt_full_name", "middle_name", "suffix", "salutation"),
    ("job_title", "lt_job_level", "lt_job_function"),
    ("lt_street", "lt_city", "lt_state", "lt_postal_code", "lt_country"),
    ("lt_company", "lt_domain", "website"),
    ("campaign", "source"),
)
"""The first of each decides whether the whole block is taken; a block that was taken or stands is then filled cell by cell."""
_CONSENT: Final = ("consent_at", "consent_ip", "consent_evidence")
_LISTS: Final = (("notes", " | "), ("tags", ";"))
_OWN: Final = (
    "lt_other_emails",
    "lt_other_phones",
    "status",
    "stage",
    "contact_count",
    "opt_in",
    *consent.FLAGS,
    *_CONSENT,
    *LATEST,
    *EARLIEST,
)
_NEVER: Final = ("id", "source")
_COLUMN_OF: Final = {
    **{field: f"lt_{field}" for field in "email phone mobile company street city state postal_code country".split()},
    **dict.fromkeys(("full_name", "first_name", "last_name"), "lt_last_name"),
}
"""Fields whose normal form is merged, not the cell."""
_FOLLOWS: Final = frozenset(
    """lt_email_status lt_email_kind lt_email_suggestion email_verdict email_verdict_at lt_phone_status lt_phone_type lt_phone_ext
    phone_verdict lt_job_level lt_job_function lt_full_name""".split()
)
"""Columns that say something about another cell, and go where it goes."""


def merge(members: pa.Table, settings: Settings | None = None) -> tuple[pa.Table, pa.Table]:
    """The kept row of each group with what the others know, and findings that name each value's row.

    `members` holds whole groups: parsed columns, record, `lt_rules` and `kept`; so does the result, one row per group.
    """
    if not members.num_rows:
        return members, NO_FINDINGS
    settings = settings or Settings()
    groups = Members(members, settings)
    kept = groups.rows.take(pa.array(groups.start))
    findings = Findings()
    kept = _fill(groups, kept, settings, findings)
    if settings.merge.spelling:
        kept = better_spellings(groups, kept, findings)
    kept = _join_contacts(groups, kept, findings)
    kept = _newest_and_earliest(groups, kept, findings)
    kept = _status(groups, kept, settings, findings)
    kept = _lists(groups, kept, findings)
    kept = consent.merge_consent(groups, kept, findings)
    return kept, sorted_findings(findings.table())


def _wanted(groups: Members, names: tuple[str, ...], settings: Settings) -> Ints:
    """The row that `[merge.fields]` prefers for the first of these columns, for each group; -1 where it says nothing."""
    said = [rule for field, rule in settings.merge.fields.items() if _COLUMN_OF.get(field, field) in names]
    if not said or said[0] == "kept":
        return np.full(groups.start.size, -1, dtype=np.int64)
    lengths = [len(cell) for cell in column_values(groups.rows, names[0])] if said[0] == "longest" else []
    ranks = lengths or groups.ranks[said[0]].to_pylist()
    best = groups.best(ranks, groups.filled(names[0]))
    return np.where(best == groups.start, -1, best)


def _fill(groups: Members, kept: pa.Table, settings: Settings, findings: Findings) -> pa.Table:
    """Blanks filled: first whole blocks, then what is still blank and stands alone; blocks of the row the config prefers."""
    taken: set[str] = set()
    for block in _TOGETHER:
        names = [name for name in block if name in kept.column_names and name not in _NEVER]
        taken |= set(block)
        if block[0] not in kept.column_names:
            continue
        wanted = _wanted(groups, block, settings)
        for name in names:
            kept = _take(groups, kept, name, wanted, findings, overwrite=True)
        fits = _fits(groups, names) & (wanted < 0)[groups.group]
        source = groups.first(groups.filled(block[0]) & fits)
        blank = np.asarray(pc.equal(text(kept, block[0]), "").to_numpy(zero_copy_only=False), dtype=np.bool_)
        source = np.where(blank, source, -1)
        for name in names:
            kept = _take(groups, kept, name, source, findings, overwrite=name in _FOLLOWS)
        for name in names[1:]:
            kept = _fill_alike(groups, kept, name, block[0], fits, findings)
    for name in (*PARSED_LT, *PARSED):
        if (
            name in kept.column_names
            and name not in taken
            and name not in _OWN
            and name not in _NEVER
            and name not in ("notes", "tags")
        ):
            kept = _take(groups, kept, name, _wanted(groups, (name,), settings), findings)
            source = groups.first(groups.filled(name))
            blank = np.asarray(pc.equal(text(kept, name), "").to_numpy(zero_copy_only=False), dtype=np.bool_)
            kept = _take(groups, kept, name, np.where(blank, source, -1), findings)
    return kept


def _fits(groups: Members, names: list[str]) -> npt.NDArray[np.bool_]:
    """Which rows say nothing else than the kept row of their group in any of these columns."""
    fits = np.ones(groups.group.size, dtype=np.bool_)
    for name in names:
        if name not in _FOLLOWS:
            cells = pc.utf8_lower(text(groups.rows, name))
            own = cells.take(pa.array(groups.start)).take(pa.array(groups.group))
            same = pc.or_(pc.or_(pc.equal(cells, ""), pc.equal(own, "")), pc.equal(cells, own))
            fits &= np.asarray(same.to_numpy(zero_copy_only=False), dtype=np.bool_)
    return fits


def _fill_alike(
    groups: Members, kept: pa.Table, name: str, lead: str, fits: npt.NDArray[np.bool_], findings: Findings
) -> pa.Table:
    """A blank in a block filled from a row whose block starts alike: the city of the same street, the domain of the company."""
    start = text(kept, lead).take(pa.array(groups.group))
    alike = np.asarray(
        pc.equal(pc.utf8_lower(start), pc.utf8_lower(text(groups.rows, lead))).to_numpy(zero_copy_only=False), dtype=np.bool_
    )
    blank_start = np.asarray(pc.equal(start, "").to_numpy(zero_copy_only=False), dtype=np.bool_)
    source = groups.first(groups.filled(name) & fits & (alike | blank_start))
    blank = np.asarray(pc.equal(text(kept, name), "").to_numpy(zero_copy_only=False), dtype=np.bool_)
    return _take(groups, kept, name, np.where(blank & (source != groups.start), source, -1), findings)


def _take(groups: Members, kept: pa.Table, name: str, source: Ints, findings: Findings, *, overwrite: bool = False) -> pa.Table:
    """Column `name` of the kept rows with the cell of row `source` where there is one (not -1)."""
    at = np.flatnonzero(source >= 0)
    if not at.size:
        return kept
    before = text(kept, name)
    cells = text(groups.rows, name).take(pa.array(source[at]))
    values = before.to_pylist()
    for group, value in zip(at.tolist(), cells.to_pylist(), strict=True):
        if value == values[group] or not (value or overwrite):
            continue
        row = int(source[group])
        rule = RICHER if values[group] and name not in _FOLLOWS else FILLED
        findings.add(
            groups.record[int(groups.start[group])], rule.code, name, values[group], f"{value} (from {groups.place[row]})"
        )
        values[group] = value
    return with_columns(kept, {name: values})


def _join_contacts(groups: Members, kept: pa.Table, findings: Findings) -> pa.Table:
    """Every usable address and number of the group, the kept lead's own first."""
    bounced = [consent.BOUNCED in rules.split(";") for rules in column_values(groups.rows, "lt_rules")]
    usable = [status in ("valid", "risky") for status in column_values(groups.rows, "lt_email_status")]
    emails = list(zip(column_values(groups.rows, "lt_email"), column_values(groups.rows, "lt_other_emails"), strict=True))
    numbers = list(zip(*(column_values(groups.rows, name) for name in ("lt_phone", "lt_mobile", "lt_other_phones")), strict=True))
    told = [status in ("valid", "possible", "") for status in column_values(groups.rows, "lt_phone_status")]
    own_email = column_values(kept, "lt_email")
    own_phone = list(zip(column_values(kept, "lt_phone"), column_values(kept, "lt_mobile"), strict=True))
    for name, of_row, form in (
        (
            "lt_other_emails",
            lambda row: [] if bounced[row] else [*([emails[row][0]] if usable[row] else []), *emails[row][1].split(";")],
            email_key,
        ),
        ("lt_other_phones", lambda row: [*(numbers[row][:2] if told[row] else ()), *numbers[row][2].split(";")], str),
    ):
        values = column_values(kept, name)
        bounds = groups.bounds
        for group, (first, end) in enumerate(pairwise(bounds)):
            own = {form(v) for v in ((own_email[group],) if name == "lt_other_emails" else own_phone[group]) if v}
            here = {form(v): v for v in values[group].split(";") if v}
            for row in range(first, end):
                for value in of_row(row):
                    if value and form(value) not in own and form(value) not in here:
                        here[form(value)] = value
                        findings.add(groups.record[first], JOINED.code, name, "", f"{value} (from {groups.place[row]})")
            values[group] = ";".join(here.values())
        kept = with_columns(kept, {name: values})
    return kept


def _newest_and_earliest(groups: Members, kept: pa.Table, findings: Findings) -> pa.Table:
    """The latest contact and activity, the first date of creation, the highest count of contacts."""
    for names, latest in ((LATEST, True), (EARLIEST, False)):
        for name in names:
            kept = _best(
                groups,
                kept,
                name,
                [value or ("" if latest else "~") for value in column_values(groups.rows, name)],
                latest,
                findings,
            )
    counts = [int(value) if value.isdigit() and len(value) < 10 else -1 for value in column_values(groups.rows, "contact_count")]
    return _best(groups, kept, "contact_count", counts, True, findings)


def _best(groups: Members, kept: pa.Table, name: str, ranks: list[Any], latest: bool, findings: Findings) -> pa.Table:
    """The cell of the row that ranks highest (or lowest) in each group; the kept row's where several do."""
    if name not in kept.column_names:
        return kept
    best = groups.start.copy()
    for row, group in enumerate(groups.group.tolist()):
        if (ranks[row] > ranks[best[group]]) if latest else (ranks[row] < ranks[best[group]]):
            best[group] = row
    return _better(groups, kept, name, best, findings)


def _better(groups: Members, kept: pa.Table, name: str, best: Ints, findings: Findings) -> pa.Table:
    """Column `name` with the cells of rows `best`, each change a finding."""
    cells = column_values(groups.rows, name)
    values = column_values(kept, name)
    for group, row in enumerate(best.tolist()):
        if cells[row] != values[group]:
            rule = RICHER if values[group] else FILLED
            findings.add(
                groups.record[int(groups.start[group])],
                rule.code,
                name,
                values[group],
                f"{cells[row]} (from {groups.place[row]})",
            )
            values[group] = cells[row]
    return with_columns(kept, {name: values})


def _status(groups: Members, kept: pa.Table, settings: Settings, findings: Findings) -> pa.Table:
    """The most advanced status and stage, unless the config prefers another row; the word stays as somebody wrote it."""
    for name in ("status", "stage"):
        if name in settings.merge.fields and name in kept.column_names:
            kept = _take(groups, kept, name, _wanted(groups, (name,), settings), findings)
            continue
        cells = column_values(groups.rows, name)
        kept = _best(groups, kept, name, [advance(cell) * 2 + bool(cell) if cell else 0 for cell in cells], True, findings)
    return kept


def _lists(groups: Members, kept: pa.Table, findings: Findings) -> pa.Table:
    """Notes and tags of all rows, each said once."""
    bounds = groups.bounds
    for name, separator in _LISTS:
        cells, values = column_values(groups.rows, name), column_values(kept, name)
        if name not in kept.column_names or not any(cells):
            continue
        for group, (first, end) in enumerate(pairwise(bounds)):
            for row in range(first + 1, end):
                if cells[row] and cells[row] not in values[group]:
                    findings.add(groups.record[first], FILLED.code, name, "", f"{cells[row]} (from {groups.place[row]})")
                    values[group] = separator.join(part for part in (values[group], cells[row]) if part)
        kept = with_columns(kept, {name: values})
    return kept
