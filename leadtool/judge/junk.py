"""Junk: evidence in the row itself that it has no potential; hard signs stand alone, weak ones add up.

Points (a row is junk from 100, and for review from 60 when its name is what looks wrong): test person, invented person or a
name typed at random along the keys 70, a name of consonants only, or one that refuses to be said 60, sample name or a test
word in the name 40, part of the name at random 35, a sample name that many bear 30, a placeholder for a name 20, an invented
person's name that people bear 15; made-up e-mail address 60, e-mail at random 40, none that works 30, an address in the
invented person's name 30; company at random or a test 30; a phone number that cannot be 30, none and no e-mail either 20.
"""

from collections.abc import Iterable
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, has_column, matches, text
from leadtool.judge.channels import reachable
from leadtool.judge.combos import joined
from leadtool.judge.consent import headers
from leadtool.judge.junk_mail import Mail, in_parts, is_doubtful, is_made_up, junk_lists
from leadtool.judge.junk_names import latin, mashed, name_signs
from leadtool.judge.mash import is_scrap
from leadtool.judge.phrases import find
from leadtool.judge.spam import is_spam
from leadtool.model import Context
from leadtool.rules import junk as rules
from leadtool.vocab import fold

_JUNK: Final = 100
_DOUBT: Final = 60
_SPOKEN: Final = 35  # a name sign of this weight is worth a look
_AD_TEST: Final = r"(?i)test lead\s*:?\s*dummy|dummy data for"
_TAG: Final = (
    r"\{\{[^}]{0,60}\}\}|\{%|\*\|[A-Za-z0-9_:]{1,40}\|\*|%%?[A-Za-z_]{3,40}%%?|\$\{[^}]{0,60}\}|<%=|\[\[[^\]]{1,60}\]\]|@@[A-Za-z_]{3,40}@@"
    r"|(?i:[\[{<](?:first|last|full|user|company|contact|lead|customer)?[ _.]?(?:name|email|e-mail|phone|company)[\]}>])"
)


_RULES: Final = {
    "test": rules.TEST_PERSON,
    "fictional": rules.FICTIONAL_PERSON,
    "mash": rules.KEYBOARD_MASH,
    "sample": rules.PLACEHOLDER_PERSON,
}


def find_junk(chunk: pa.Table, context: Context, findings: Findings) -> None:
    """Add a finding for every kind of junk a row shows."""
    records = chunk.column("record")
    name, email, company = (
        raw_name(chunk, context),
        _raw(chunk, context, "email", "lt_email"),
        _raw(chunk, context, "company", "lt_company"),
    )
    header = headers(context)
    name_header = header.get("full_name") or header.get("last_name") or header.get("first_name", "")
    settings = context.settings.junk

    marked = _any(matches([name, email, company], _AD_TEST))
    findings.add_where(marked, records, rules.AD_TEST_LEAD.code, name_header, name)
    findings.add_where(_templates(chunk, context, email, company), records, rules.MERGE_TAGS.code, name_header, name)
    findings.add_where(is_spam(chunk, name), records, rules.SPAM_TEXT.code)

    signs, listed = name_signs(name, settings.names)
    parsed = text(chunk, "lt_email")
    mail = pc.if_else(pc.equal(parsed, ""), pc.utf8_lower(email), parsed)  # one that parsing refused still says something
    address = in_parts(mail)
    made_up = is_made_up(address)
    findings.add_where(listed, records, rules.LISTED_AS_JUNK.code, name_header, name)
    if settings.domains:
        domains = pa.array(sorted({d.lower().lstrip("@") for d in settings.domains}), TEXT)
        theirs = pc.or_(pc.is_in(address.domain, value_set=domains), pc.is_in(text(chunk, "lt_domain"), value_set=domains))
        findings.add_where(theirs, records, rules.LISTED_AS_JUNK.code, header.get("email", ""), text(chunk, "lt_email"))
    if settings.students:
        findings.add_where(pc.equal(text(chunk, "lt_job_level"), "student"), records, rules.STUDENT.code)
    if settings.job_seekers:
        findings.add_where(_job_seekers(chunk), records, rules.JOB_SEEKER.code)

    there = reachable(chunk)
    works = pc.and_(there["email"], pc.invert(made_up))
    anything = _any([works, *(there[channel] for channel in ("call", "sms", "social", "in_person"))])
    findings.add_where(pc.invert(anything), records, rules.NO_CONTACT.code)
    fake = pc.if_else(made_up, 70, pc.if_else(is_doubtful(address), 60, 0))
    phone = pc.if_else(there["call"], 0, pc.if_else(pc.equal(text(chunk, "lt_phone_status"), "invalid"), 30, -20))
    _add_up(chunk, signs, address, fake, works, phone, company, findings, name_header, name)


def raw_name(chunk: pa.Table, context: Context) -> pa.Array:
    """The name as the file has it, tidied: the full name column, else first and last; the parsed name where there is neither."""
    whole = _raw(chunk, context, "full_name", "")
    parts = [_raw(chunk, context, field, "") for field in ("first_name", "last_name")]
    both = pc.utf8_trim_whitespace(joined(parts, " "))
    name = pc.if_else(pc.equal(whole, ""), both, whole)
    return pc.if_else(pc.equal(name, ""), text(chunk, "lt_full_name"), name)


def _raw(chunk: pa.Table, context: Context, field: str, otherwise: str) -> pa.Array:
    """The first column of a field as tidied; what was parsed from it where there is no such column."""
    for column in context.mapping.of(field):
        if has_column(chunk, f"f:{column.position}"):
            return text(chunk, f"f:{column.position}")
    return text(chunk, otherwise)


def _any(masks: Iterable[pa.Array]) -> pa.Array:
    first, *others = list(masks)
    for mask in others:
        first = pc.or_(first, mask)
    return first


def _templates(chunk: pa.Table, context: Context, email: pa.Array, company: pa.Array) -> pa.Array:
    """True where at least two main cells are template tags."""
    cells = [_raw(chunk, context, field, "") for field in ("full_name", "first_name", "last_name", "phone")]
    counts = [mask.cast(pa.int8()) for mask in matches([*cells, email, company], _TAG)]
    total = counts[0]
    for count in counts[1:]:
        total = pc.add(total, count)
    return pc.greater_equal(total, 2)


def _job_seekers(chunk: pa.Table) -> pa.Array:
    titles = junk_lists()["job_titles"]
    by_title = [fold(title) in titles for title in text(chunk, "job_title").to_pylist()]
    by_note = [any(f.meaning == "job_seeker" for f in find(note)) for note in text(chunk, "notes").to_pylist()]
    return pc.or_(pa.array(by_title, pa.bool_()), pa.array(by_note, pa.bool_()))


def _add_up(
    chunk: pa.Table,
    signs: pa.Array,
    mail: Mail,
    made_up: pa.Array,
    works: pa.Array,
    phone: pa.Array,
    company: pa.Array,
    findings: Findings,
    name_header: str,
    name: pa.Array,
) -> None:
    """Sum the weak signs of each row whose name or address shows one."""
    mash_local, mash_label, mash_company = mashed([mail.local, mail.label, company])
    mash_mail = pc.or_(mash_local, mash_label)
    doubtful = pc.greater(made_up, 0)
    worth = _any([pc.invert(pc.equal(signs, "0 ")), doubtful, mash_mail, mash_company])
    sound = pc.and_(works, pc.invert(pc.or_(doubtful, mash_mail)))
    phone = pc.if_else(pc.equal(phone, -20), pc.if_else(sound, 0, 20), phone)
    rows = pc.indices_nonzero(worth).to_pylist()
    if not rows:
        return
    at = pa.array(rows)
    address = joined([mail.local, mail.label], " ")
    take = [pc.take(column, at).to_pylist() for column in (signs, made_up, works, phone, mash_mail, mash_company, address, name)]
    numbers = pc.take(chunk.column("record"), at).to_pylist()
    for record, sign, fake, reached, call, random, firm, address_words, whole in zip(numbers, *take, strict=True):
        points, kind = int(sign.split(" ")[0]), sign.split(" ")[1]
        random = random or (kind == "mash" and is_scrap(fold(address_words).split(" ")[0]))
        total = points + (fake or (40 if random else 0 if reached else 30)) + call + (30 if firm else 0)
        if points >= 70 and not fake and _in_name(address_words, whole):
            total += 30
        if total >= _JUNK and points >= 20:
            findings.add(record, _RULES.get(kind, rules.ADDED_UP).code, name_header, whole)
        elif total >= _JUNK:
            findings.add(record, rules.ADDED_UP.code)
        elif points >= _SPOKEN and total >= _DOUBT:
            findings.add(record, rules.LOOKS_LIKE_JUNK.code, name_header, whole)


def _in_name(address: str, name: str) -> bool:
    """Whether an address is written in this name."""
    folded, named = fold(address), fold(name)
    return any(word in folded for word in (*named.split(), *latin(named).split()) if len(word) > 3)
