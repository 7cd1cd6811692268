"""Claims: the rows of a source that its vendor should credit, each with its evidence and the days left."""

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from leadtool.chunks import TEXT
from leadtool.config import Source, check
from leadtool.errors import OutputError, UsageError
from leadtool.rules import all_rules, consent
from leadtool.rules.qualification import OFF_SPEC
from leadtool.runs.run import LEAD_TABLES, Run, open_run
from leadtool.vocab import fold, word_list
from leadtool.write.facts import money, source_price, source_terms
from leadtool.write.tables import csv_bytes, private_file

CLAIM_COLUMNS: Final = (
    "lt_id", "file", "row", "vendor_id", "reason", "vendor_reason", "rule", "evidence", "name", "company", "email", "phone",
    "price", "currency", "days_left",
)  # fmt: skip
REASONS: Final = ("duplicate", "invalid", "fake", "off-spec")
"""What can be claimed; the first that the terms accept is given, and beside it the word that the terms have for it."""

# Junk by the user's own wish is not the vendor's fault.
_OWN_WISH: Final = ("student", "job-seeker", "listed-as-junk")
_READ: Final = (
    "lt_id", "lt_source", "lt_file", "lt_row", "lt_disposition", "lt_full_name", "lt_company", "lt_email", "lt_email_status",
    "lt_phone", "lt_phone_status", "lt_duplicate_of", "lt_match_reason", "lt_rules",
)  # fmt: skip
_USELESS: Final = ("invalid", "missing")
_BOUNCED, _WRONG_NUMBER = consent.BOUNCED.code, consent.WRONG_NUMBER.code


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What to claim from one source: the table (CLAIM_COLUMNS, text), and the days left (None where no term is known)."""

    source: str
    table: pa.Table
    days_left: int | None

    @property
    def amount(self) -> str:
        """What the claims come to, with the currency; "" where no price is known."""
        prices = [Decimal(cell) for cell in self.table.column("price").to_pylist() if cell]
        return f"{sum(prices):.2f} {self.table.column('currency')[0].as_py()}" if prices else ""

    @property
    def slug(self) -> str:
        """The source's name as part of a file name, told apart by a hash where letters had to go."""
        plain = re.sub(r"[^a-z0-9]+", "-", fold(self.source)[:60]).strip("-")
        if plain == self.source.casefold():
            return plain
        mark = hashlib.sha256(self.source.encode("utf-8")).hexdigest()[:6]
        return f"{plain}-{mark}" if plain else mark


def claims(path: Path | str, source: str, *, as_of: datetime.date) -> Claims:
    """The rows of `source` in a run that its vendor should credit, by the terms in the run's own config.

    Claimed are duplicates of another row of the same source, rows without any valid contact, fakes and rows that are not what
    was ordered; with `accepted_reasons` in the config, only those reasons. `days_left` counts from `as_of` to the end of
    `received` + `claim_days`, at least 0.

    Raises:
        UsageError: if there is no such run, or no such source in it.
    """
    run = open_run(Path(path))
    name = _named(run, source)
    settings = check(run.manifest.get("config", {}), "manifest.json")
    terms = source_terms(settings, name)
    accepted = _accepted(terms)
    days = _days_left(terms, as_of)
    rows = list(_rows(run, name))
    owners = _owners(rows)
    each = _price_each(terms, len(rows))
    found = []
    for row in rows:
        given = _reasons(row, owners)
        reason = next((word for word in REASONS if word in given and word in accepted), None)
        if reason is not None:
            found.append(_claim(row, (reason, accepted[reason]), given[reason], each, terms, days))
    found.sort(key=lambda claim: (REASONS.index(claim["reason"]), claim["file"], int(claim["row"] or 0)))
    table = pa.table({column: pa.array([claim[column] for claim in found], TEXT) for column in CLAIM_COLUMNS})
    return Claims(source=name, table=table, days_left=days)


def write_claims(claimed: Claims, folder: Path, *, run: Path) -> tuple[Path, Path]:
    """Write `claims_<source>.csv` and `.xlsx` into a folder that is not the run; gives both paths.

    Raises:
        UsageError: if the folder is the published run.
        OutputError: if they cannot be written, or stand there already.
    """
    if folder.exists() and folder.samefile(run):
        raise UsageError("A published run is never written to.", hint="Choose another folder with -o.")
    paths = (folder / f"claims_{claimed.slug}.csv", folder / f"claims_{claimed.slug}.xlsx")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with private_file(paths[0]) as file:
            file.write(csv_bytes(claimed.table, bom=True))
        with private_file(paths[1]) as file:
            _workbook(claimed.table, file)
    except FileExistsError as cause:
        raise OutputError(f"{paths[0].name} already exists there.", hint="Choose another folder with -o.") from cause
    except OSError as cause:
        raise OutputError(f"{folder} cannot be written.", hint="Choose another folder with -o.") from cause
    return paths


def _named(run: Run, source: str) -> str:
    names = [str(entry["name"]) for entry in run.summary.get("sources", [])]
    for name in names:
        if name == source or name.casefold() == source.casefold():
            return name
    known = ", ".join(name or "(not named)" for name in names) or "none"
    raise UsageError(f"This run has no source {source}.", hint=f"Its sources are: {known}.")


def _rows(run: Run, source: str) -> Iterator[dict[str, str]]:
    """The rows of one source, each with `vendor_id` (the vendor's own number of it, "" where its file has none) and `off_spec`
    (what is not as ordered)."""
    headers = _id_headers(run)
    failed = _off_spec(run)
    for table in LEAD_TABLES:
        for batch in run.batches(table, (*_READ, *dict.fromkeys(headers.values()))):
            for row in batch.to_pylist():
                if row["lt_source"] == source:
                    own = row.get(headers.get(row["lt_file"], ""), "") or ""
                    yield row | {"vendor_id": own, "off_spec": failed.get((row["lt_file"], row["lt_row"]), "")}


def _off_spec(run: Run) -> dict[tuple[str, str], str]:
    """For each row, by file and line, what is not as ordered, as the finding says it."""
    found: dict[tuple[str, str], str] = {}
    for batch in run.batches("findings", ("file", "row", "rule", "before")):
        for one in batch.filter(pc.equal(batch.column("rule"), OFF_SPEC.code)).to_pylist():
            found[(one["file"], one["row"])] = one["before"]
    return found


def _id_headers(run: Run) -> dict[str, str]:
    """For each file (as lt_file names it) the header of its id column."""
    found: dict[str, str] = {}
    for entry in run.summary.get("inputs", []):
        name = next((column["header"] for column in entry.get("columns", []) if column.get("field") == "id"), "")
        if name:
            path, sheet = str(entry.get("path", "")), entry.get("sheet")
            short = path.replace("\\", "/").rsplit("/", 1)[-1]
            for file in (path, short, *((f"{path}!{sheet}", f"{short}!{sheet}") if sheet else ())):
                found.setdefault(file, run.column(name))
    return found


def _owners(rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """By the id of a kept lead the row of this source that stands for the person: the kept one, else the first delivered."""
    owners = {row["lt_id"]: row for row in rows}
    for row in sorted(rows, key=lambda row: (row["lt_file"], int(row["lt_row"] or 0))):
        if row["lt_duplicate_of"]:
            owners.setdefault(row["lt_duplicate_of"], row)
    return owners


def _reasons(row: dict[str, str], owners: dict[str, dict[str, str]]) -> dict[str, tuple[str, str]]:
    """Every reason for which this row can be claimed, with the rule's code and the evidence in words."""
    known = all_rules()
    codes = [code for code in row["lt_rules"].split(";") if code in known]
    found: dict[str, tuple[str, str]] = {}
    merged = row["lt_disposition"] == "duplicate"
    kept = owners.get(row["lt_duplicate_of"]) if merged else None
    if kept is row:
        kept = None  # the kept lead is another source's
    if kept is not None:
        duplicate = next((code for code in codes if code.startswith("D")), "")
        why = f": {row['lt_match_reason']}" if row["lt_match_reason"] else ""
        found["duplicate"] = (duplicate, f"the same person as {kept['lt_file']} row {kept['lt_row']}{why}")
    email = "bounced" if _BOUNCED in codes else row["lt_email_status"] if row["lt_email_status"] in _USELESS else ""
    phone = "wrong number" if _WRONG_NUMBER in codes else row["lt_phone_status"] if row["lt_phone_status"] in _USELESS else ""
    if email and phone and not (merged and kept is None):
        wrong = next((code for code in codes if code[:2] in ("E1", "P1", "J1") or code in (_BOUNCED, _WRONG_NUMBER)), "")
        said = f"e-mail {email}, phone {phone}"
        found["invalid"] = (wrong, said + (f"; {known[wrong].summary}" if wrong else ""))
    fake = next((code for code in codes if code.startswith("J1") and known[code].name not in _OWN_WISH), "")
    if fake and row["lt_disposition"] == "junk":
        found["fake"] = (fake, known[fake].summary)
    off = next((code for code in codes if "off-spec" in known[code].name), "")
    if off:
        found["off-spec"] = (off, f"not as ordered: {row['off_spec']}" if row["off_spec"] else known[off].summary)
    return found


def _claim(
    row: dict[str, str], reason: tuple[str, str], why: tuple[str, str], each: float | None, terms: Source | None, days: int | None
) -> dict[str, str]:
    return {
        "lt_id": row["lt_id"],
        "file": row["lt_file"],
        "row": row["lt_row"],
        "vendor_id": row["vendor_id"],
        "reason": reason[0],
        "vendor_reason": reason[1],
        "rule": why[0],
        "evidence": why[1],
        "name": row["lt_full_name"],
        "company": row["lt_company"],
        "email": row["lt_email"],
        "phone": row["lt_phone"],
        "price": "" if each is None else f"{money(each):.2f}",
        "currency": terms.currency if terms and each is not None else "",
        "days_left": "" if days is None else str(days),
    }


def _accepted(terms: Source | None) -> dict[str, str]:
    """The reasons that the terms accept, each with the vendor's own word for it."""
    if terms is None or not terms.accepted_reasons:
        return {reason: reason for reason in REASONS}
    known = _reason_words()
    found: dict[str, str] = {}
    for word in terms.accepted_reasons:
        if fold(word) in known:
            found.setdefault(known[fold(word)], word)
    return found


@cache
def _reason_words() -> dict[str, str]:
    return {fold(word): reason for reason, words in word_list("claim_reasons").items() for word in (reason, *words)}


def _days_left(terms: Source | None, as_of: datetime.date) -> int | None:
    if terms is None or terms.received is None or terms.claim_days is None:
        return None
    return max(0, (terms.received + datetime.timedelta(days=terms.claim_days) - as_of).days)


def _price_each(terms: Source | None, rows: int) -> float | None:
    if terms is not None and terms.price_per_lead is not None:
        return terms.price_per_lead
    price = source_price(terms, rows)
    return None if price is None or not rows else money(price, rows)


def _workbook(table: pa.Table, file: Any) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    page = book.add_worksheet("Claims")
    bold = book.add_format({"bold": True, "bg_color": "#0F766E", "font_color": "#FFFFFF"})
    for at, name in enumerate(table.column_names):
        page.set_column(at, at, 60 if name == "evidence" else 18)
        page.write_string(0, at, name, bold)
        for number, cell in enumerate(table.column(name).to_pylist(), start=1):
            page.write_string(number, at, cell[:32_000])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, table.num_rows), table.num_columns - 1)
    book.close()
