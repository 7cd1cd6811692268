"""E-mail addresses: one address read, all addresses of a cell found, the best of a row chosen."""

import datetime
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leadtool import chunks
from leadtool.fields import emails_columns, emails_fast
from leadtool.fields import emails_kinds as kinds
from leadtool.fields import emails_text as cells
from leadtool.fields.emails_rows import NO_LISTS, Email, Emails, Lists, Row, best_of, email_key
from leadtool.fields.suffixes import has_known_ending
from leadtool.model import Context, StepResult
from leadtool.rules import emails as rules
from leadtool.vocab import fold

__all__ = ["Email", "Emails", "Lists", "add_emails", "email_key", "find_emails", "parse_email"]


def parse_email(text: str, lists: Lists = NO_LISTS) -> Email:
    """One address: its syntax and normal form, its kind, and what is doubtful about it.

    Syntax and normal form are those of email-validator, without asking DNS; a quoted mailbox is accepted, an address in
    brackets (`jo@[1.2.3.4]`) is not.
    """
    checked = cells.checked(text)
    if checked is None:
        return Email("", problem=cells.problem(text), suggestion=cells.mended(text))
    address, domain = checked.normalized, checked.domain
    local = checked.local_part
    if address.casefold() in lists.allow or _listed(domain, lists.allow):
        return Email(address, email_key(address), "business", status="valid")
    if address.casefold() in lists.deny or _listed(domain, lists.deny):
        return Email(address, email_key(address), "disposable", notes=(rules.EMAIL_DENIED.code,), status="risky")
    if kinds.is_placeholder(local, domain):
        return Email("", problem=rules.EMAIL_PLACEHOLDER.code)
    return _judged(address, local, domain, checked.ascii_domain)


def _judged(address: str, local: str, domain: str, ascii_domain: str) -> Email:
    """The kind of a well-formed address and every doubt about it."""
    meant = kinds.domain_meant(domain)
    kind = kinds.domain_kind(meant or domain)
    notes: list[str] = []
    doubts: list[str] = []
    suggestion = ""
    if kinds.is_no_reply(local):
        kind = "role" if kind in ("business", "free") else kind
        doubts.append(rules.EMAIL_NO_REPLY.code)
    elif kinds.is_role(local) and kind in ("business", "free"):
        kind = "role"
        notes.append(rules.EMAIL_ROLE.code)
    elif kinds.is_test_mailbox(local):
        notes.append(rules.EMAIL_TEST_MAILBOX.code)
    if meant:
        suggestion = f"{local}@{meant}"
        doubts.append(rules.EMAIL_TYPO.code)
    if kind == "disposable":
        doubts.append(rules.EMAIL_DISPOSABLE.code)
    if "?" in local or "\ufffd" in local:
        doubts.append(rules.EMAIL_LOST_LETTER.code)
    if kinds.mixes_scripts(address):
        suggestion = kinds.in_latin(address)
        doubts.append(rules.EMAIL_LOOKALIKE.code)
    if kinds.is_example(domain):
        # Made-up firms under .example stand in sample lists for real ones: said, but not held against the lead.
        (notes if domain.endswith(".example") else doubts).append(rules.EMAIL_EXAMPLE.code)
    elif not meant and not has_known_ending(ascii_domain):
        doubts.append(rules.EMAIL_UNKNOWN_ENDING.code)
    status = "risky" if doubts else "valid"
    return Email(address, email_key(address), kind, suggestion, notes=tuple(notes + doubts), status=status)


def _listed(domain: str, listed: frozenset[str]) -> bool:
    """Whether the domain or a domain above it is listed."""
    parts = domain.casefold().split(".")
    return bool(listed) and any(".".join(parts[start:]) in listed for start in range(len(parts)))


def find_emails(cell: str, lists: Lists = NO_LISTS) -> Emails:
    """All addresses of a cell, taken out of names, brackets, labels and blanks.

    An address glued to other text, or behind one loose word (`jo meyer@acme.nl`), is not taken: nobody knows where it begins.
    """
    text = cell.strip()[: cells.LONGEST_CELL]
    if not text:
        return Emails()
    if fold(text) in kinds.none_words() or not any(c.isalnum() or c == "@" for c in text):
        return Emails(notes=(rules.EMAIL_WORD_FOR_NONE.code,))
    notes: list[str] = []
    if ("@" not in text or " " in text) and kinds.says("do_not_mail", text):
        notes.append(rules.EMAIL_DO_NOT_MAIL.code)
        if "@" not in text:
            return Emails(notes=tuple(notes))
    plain = text.translate(cells.FULL_WIDTH)
    if plain != text and plain.count("@") == 1:
        text = plain
        notes.append(rules.EMAIL_FULL_WIDTH.code)
    if "@" not in text:
        text = text.replace("%40", "@")
    pieces = cells.pieces(text, notes)
    if " " in text and kinds.says("bounced", text):
        notes.append(rules.EMAIL_UNDELIVERABLE.code)
    read = [parse_email(piece, lists) for piece in pieces]
    if rules.EMAIL_UNDELIVERABLE.code in notes:
        read = [email._replace(status="invalid") for email in read]
    usable = tuple({email.key: email for email in reversed(read) if email.address}.values())[::-1]
    unusable = tuple(email for email in read if not email.address)
    return Emails(usable, unusable, tuple(notes))


OUTPUT: Final = ("lt_email", "lt_email_status", "lt_email_kind", "lt_email_suggestion", "lt_other_emails")


def add_emails(chunk: pa.Table, context: Context) -> StepResult:
    """The chunk with lt_email, its status, kind and suggestion, and lt_other_emails; a finding for every repair and doubt.

    Reads the `f:` columns mapped to email, and `email_verdict` and `email_verdict_at` where they are there already. Rows with
    one plain address are read as whole columns, the others one by one.
    """
    columns = context.mapping.of("email")
    lists = Lists(_lowered(context.settings.email.allow), _lowered(context.settings.email.deny))
    findings = chunks.Findings()
    rows = np.arange(chunk.num_rows)
    read: list[emails_fast.EmailColumn] = []
    values: tuple[pa.Array, ...] = ()
    if columns and chunk.num_rows >= emails_fast.WORTH_IT:
        read = [_column(chunks.text(chunk, f"f:{column.position}"), lists) for column in columns]
        plain = _plain(chunk, read)
        values = emails_columns.choose(read)
        for column, emails in zip(columns, read, strict=True):
            emails_columns.tell(findings, chunk, column, emails, plain)
        rows = np.flatnonzero(~plain)
    if len(rows) or not values:
        others = _one_by_one(chunk, context, lists, rows, read, findings)
        values = _replaced(values, rows, others) if values else others
    return StepResult(chunks.with_columns(chunk, dict(zip(OUTPUT, values, strict=True))), findings.table())


def _replaced(values: tuple[pa.Array, ...], rows: npt.NDArray[np.int64], others: tuple[pa.Array, ...]) -> tuple[pa.Array, ...]:
    """The columns with other values in these rows."""
    mask = np.zeros(len(values[0]), np.bool_)
    mask[rows] = True
    return tuple(pc.replace_with_mask(every, pa.array(mask), some) for every, some in zip(values, others, strict=True))


def _column(cells: pa.Array, lists: Lists) -> emails_fast.EmailColumn:
    """A column read at once; addresses that the user lists one by one are left out."""
    addresses = chunks.texts(sorted(entry for entry in lists.allow | lists.deny if "@" in entry))

    def listed(domain: str) -> str:
        if not lists.allow and not lists.deny:
            return ""
        return "allow" if _listed(domain, lists.allow) else "deny" if _listed(domain, lists.deny) else ""

    return emails_fast.read_emails(cells, listed, addresses)


def _plain(chunk: pa.Table, read: Sequence[emails_fast.EmailColumn]) -> npt.NDArray[np.bool_]:
    """The rows with at most one address, plain, of which no verifier said anything that could matter."""
    plain: npt.NDArray[np.bool_] = np.logical_and.reduce([column.sure | column.empty for column in read])
    plain &= np.add.reduce([column.sure.astype(np.int8) for column in read]) < 2
    verdicts = chunks.text(chunk, "email_verdict")
    good = pc.and_(pc.equal(verdicts, "valid"), pc.equal(chunks.text(chunk, "email_verdict_at"), ""))
    plain &= pc.or_(pc.equal(verdicts, ""), good).to_numpy(zero_copy_only=False)
    return plain


def _one_by_one(
    chunk: pa.Table,
    context: Context,
    lists: Lists,
    rows: npt.NDArray[np.int64],
    sure: Sequence[emails_fast.EmailColumn],
    findings: chunks.Findings,
) -> tuple[pa.Array, ...]:
    """The same for some rows (numbers of rows), each by itself; `sure` holds the cells that were read as columns already."""
    columns = context.mapping.of("email")
    some = pa.array(rows)

    def taken(name: str) -> list[str]:
        values: list[str] = pc.take(chunks.text(chunk, name), some).to_pylist()
        return values

    originals = [chunks.text(chunk, f"c:{column.position}") for column in columns]
    records = pc.take(chunk.column("record"), some).to_pylist()
    oldest = (context.as_of - datetime.timedelta(days=context.settings.outreach.verdict_days)).isoformat()
    read = lru_cache(maxsize=None)(lambda cell: find_emails(cell, lists))
    known: dict[tuple[str, ...], Row] = {}
    found: list[Row] = []
    texts = [taken(f"f:{column.position}") for column in columns]
    for at, (verdict, date, *cells_) in enumerate(zip(taken("email_verdict"), taken("email_verdict_at"), *texts, strict=True)):
        age = "" if not (verdict and date) else "old" if date[:10] < oldest else "fresh"
        key = (verdict, age, *cells_)
        row = known.get(key)
        if row is None:
            emails = [
                Emails((_sure(sure[which], rows[at]),)) if sure and sure[which].sure[rows[at]] else read(cell)
                for which, cell in enumerate(cells_)
            ]
            row = known[key] = best_of(emails, verdict, age == "old")
        found.append(row)
        for which, code, after in row.found:
            findings.add(records[at], code, columns[which].header, originals[which][rows[at]].as_py(), after)
    out = zip(*(row.values for row in found), strict=True) if found else [()] * len(OUTPUT)
    return tuple(chunks.texts(list(values)) for values in out)


def _sure(column: emails_fast.EmailColumn, row: int) -> Email:
    """One cell read as part of a column, as the plain parser gives it."""
    address = column.address[row].as_py()
    notes = tuple(code for code, mask in zip(emails_fast.NOTES, column.notes, strict=True) if mask[row])
    status = "risky" if column.risky[row] else "valid"
    kind = emails_fast.KINDS[column.kind[row]]
    return Email(address, email_key(address), kind, column.suggestion[row].as_py(), notes=notes, status=status)


def _lowered(values: Sequence[str]) -> frozenset[str]:
    return frozenset(value.strip().casefold().removeprefix("@") for value in values)
