"""What of each lead is compared with other leads: one row of comparison forms per record."""

from collections.abc import Callable
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text
from leadtool.fields.companies import company_key
from leadtool.fields.compared import (
    born_form,
    folded,
    generation,
    is_placeholder_company,
    is_placeholder_phone,
    latin,
    name_form,
    profile_form,
    roots,
    street_form,
)
from leadtool.fields.emails import email_key
from leadtool.fields.emails_kinds import is_placeholder
from leadtool.model import PARSED, PARSED_LT, Context
from leadtool.vocab import fold, word_list

_LIST: Final = pa.list_(TEXT)
KEYS: Final = pa.schema(
    [
        ("record", pa.int64()),
        *(
            (name, TEXT)
            for name in "given root given_sound middle family family_sound script family_script generation whole".split()
        ),
        ("roots", _LIST),
        ("emails", _LIST),
        *((name, TEXT) for name in "email mail_kind letters".split()),
        ("phones", _LIST),
        ("addresses", _LIST),
        *((name, TEXT) for name in "company company_words domain profile street house postal city state country title".split()),
        *((name, TEXT) for name in "born person_id newest".split()),
        ("filled", pa.int32()),
    ]
)
"""Comparison forms, "" where unknown; lists hold every address and number of the lead, its main one first."""
_DATES: Final = "lt_last_contacted created_at updated_at last_activity last_reply_at converted_at consent_at".split()
_ALWAYS_FILLED: Final = (
    "lt_email_status",
    "lt_email_kind",
    "lt_phone_status",
    "lt_phone_type",
    "lt_job_level",
    "lt_job_function",
)
_SHARED_KINDS: Final = ("role", "disposable")


def keys(chunk: pa.Table, context: Context) -> pa.Table:
    """The comparison forms of each lead of a parsed chunk (see `KEYS`), in the chunk's order."""
    first, given_script, given_sound = _forms(text(chunk, "lt_first_name"), _name, 3)
    family, family_script, family_sound = _forms(text(chunk, "lt_last_name"), _name, 3)
    given, more = _forms(first, lambda words: words.split(" ", 1) if " " in words else (words, ""), 2)
    (given_sound,) = _forms(given, lambda word: (_name(word)[2],), 1)
    middle = _first_filled(_forms(text(chunk, "middle_name"), lambda cell: (latin(folded(cell)),), 1)[0], more)
    (email,) = _forms(text(chunk, "lt_email"), lambda cell: (_email(cell),), 1)
    (company,) = _forms(text(chunk, "lt_company"), _company, 1)
    street, house = _forms(text(chunk, "lt_street"), street_form, 2)
    columns: dict[str, Any] = {
        "record": chunk.column("record"),
        "given": given,
        "root": _forms(given, lambda word: (_root(word),), 1)[0],
        "given_sound": given_sound,
        "middle": middle,
        "family": family,
        "family_sound": family_sound,
        "script": _first_filled(given_script, family_script),
        "family_script": family_script,
        "generation": _generations(chunk),
        "whole": _whole(chunk, first, family),
        "roots": _each(given, roots, _LIST),
        "emails": _emails(chunk, email),
        "email": email,
        "mail_kind": text(chunk, "lt_email_kind"),
        "letters": _letters(email, text(chunk, "lt_email_kind")),
        "phones": _phones(chunk),
        "addresses": _addresses(chunk, context),
        "company": company,
        "company_words": _forms(company, lambda words: (" ".join(sorted(words.split())),), 1)[0],
        "domain": pc.utf8_lower(text(chunk, "lt_domain")),
        "profile": _forms(text(chunk, "linkedin"), lambda cell: (profile_form(cell),), 1)[0],
        "street": street,
        "house": house,
        "postal": _forms(text(chunk, "lt_postal_code"), lambda cell: (folded(cell).replace(" ", ""),), 1)[0],
        "city": _forms(text(chunk, "lt_city"), lambda cell: (latin(folded(cell)),), 1)[0],
        "state": _forms(text(chunk, "lt_state"), lambda cell: (folded(cell),), 1)[0],
        "country": text(chunk, "lt_country"),
        "title": _forms(text(chunk, "job_title"), lambda cell: (latin(folded(cell)),), 1)[0],
        "born": _unmapped(chunk, context, "born", born_form),
        "person_id": _unmapped(chunk, context, "number", _person_number),
        "newest": _newest(chunk),
        "filled": _filled(chunk),
    }
    return pa.table([columns[name] for name in KEYS.names], schema=KEYS)


def _each(column: pa.Array, form: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """`form` of every value, once per distinct value."""
    encoded = column.dictionary_encode()
    return pc.take(pa.array([form(value) for value in encoded.dictionary.to_pylist()], kind), encoded.indices)


def _forms(column: pa.Array, forms: Callable[[str], Any], count: int) -> list[pa.Array]:
    """Several forms of every value, each as a column, once per distinct value."""
    encoded = column.dictionary_encode()
    made = [forms(value) for value in encoded.dictionary.to_pylist()]
    return [pc.take(pa.array([one[at] for one in made], TEXT), encoded.indices) for at in range(count)]


def _first_filled(first: pa.Array, second: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(first, ""), second, first)


def _name(cell: str) -> tuple[str, str, str]:
    return name_form(cell)


def _root(given: str) -> str:
    """The formal name that a first name is short for, where it is short for one only; else the name itself."""
    formal = [name for name in roots(given) if name != given]
    return formal[0] if len(formal) == 1 else given


def _email(address: str) -> str:
    if not address:
        return ""
    key = email_key(address)
    local, _, domain = key.rpartition("@")
    return "" if is_placeholder(local, domain) else key


def _emails(chunk: pa.Table, email: pa.Array) -> pa.Array:
    """Every address of each lead as compared, the main one first."""
    rows = zip(email.to_pylist(), text(chunk, "lt_other_emails").to_pylist(), strict=True)
    return pa.array([[one] if one and not others else _keys_of(one, others, _email) for one, others in rows], _LIST)


def _whole(chunk: pa.Table, first: pa.Array, family: pa.Array) -> pa.Array:
    """All words of the name in order of the alphabet; of the full name where it was not split."""
    rows = zip(first.to_pylist(), family.to_pylist(), text(chunk, "lt_full_name").to_pylist(), strict=True)
    return pa.array([" ".join(sorted(f"{one} {two}".split())) if one or two else _unsplit(name) for one, two, name in rows], TEXT)


def _unsplit(name: str) -> str:
    return " ".join(sorted(name_form(name).words.split()))


def _phones(chunk: pa.Table) -> pa.Array:
    names = ("lt_phone", "lt_mobile", "lt_other_phones")
    joined = pc.binary_join_element_wise(*(text(chunk, name) for name in names), pa.scalar(";", TEXT))
    return pa.array([_keys_of("", cell, _phone) for cell in joined.to_pylist()], _LIST)


def _addresses(chunk: pa.Table, context: Context) -> pa.Array:
    """Every address of each lead as it may have been hashed: its normal form, and as written in the file."""
    written = [text(chunk, f"c:{column.position}").to_pylist() for column in context.mapping.of("email")]
    rows = zip(text(chunk, "lt_email").to_pylist(), text(chunk, "lt_other_emails").to_pylist(), *written, strict=True)
    return pa.array([_spellings(one, others, cells) for one, others, *cells in rows], _LIST)


def _spellings(one: str, others: str, cells: list[str]) -> list[str]:
    values = [one] if not others else [one, *others.split(";")]
    values += [cell.strip() for cell in cells if "@" in cell and len(cell) <= 254]
    return list(dict.fromkeys(value for value in values if value))


def _phone(number: str) -> str:
    return "" if is_placeholder_phone(number) else number


def _keys_of(one: str, others: str, form: Callable[[str], str]) -> list[str]:
    values = [one, *others.split(";")] if others else [one]
    return list(dict.fromkeys(key for value in values if value and (key := form(value))))


def _letters(email: pa.Array, kind: pa.Array) -> pa.Array:
    """The letters of a personal mailbox's name, where there are enough to mean somebody."""
    local = pc.replace_substring_regex(pc.replace_substring_regex(email, "@.*$", ""), "[^a-z]", "")
    shared = pc.is_in(kind, pa.array(_SHARED_KINDS, TEXT))
    return pc.if_else(pc.or_(shared, pc.less(pc.utf8_length(local), 7)), pa.scalar("", TEXT), local)


def _company(cell: str) -> tuple[str]:
    return ("",) if not cell or is_placeholder_company(cell) else (latin(company_key(cell)),)


def _generations(chunk: pa.Table) -> pa.Array:
    joined = pc.binary_join_element_wise(text(chunk, "suffix"), text(chunk, "lt_full_name"), pa.scalar("\n", TEXT))
    return _each(joined, lambda cell: generation(*cell.split("\n", 1)), TEXT)


def _unmapped(chunk: pa.Table, context: Context, kind: str, form: Callable[[str], str]) -> pa.Array:
    """The form of the first unmapped column whose header says that it is a date of birth, or a person's number."""
    words = word_list("person_ids")[kind]
    for column in context.mapping.columns:
        if column.field is None and fold(column.header[:100]) in words:
            return _each(text(chunk, f"c:{column.position}"), form, TEXT)
    return text(chunk, "")


def _person_number(cell: str) -> str:
    letters = "".join(c for c in fold(cell[:60]) if c.isalnum())
    return letters if len(letters) >= 5 and len(set(letters)) > 2 else ""


def _newest(chunk: pa.Table) -> pa.Array:
    """The latest date known of each lead, as ISO day, else ""."""
    return pc.utf8_slice_codeunits(pc.max_element_wise(*(text(chunk, name) for name in _DATES)), 0, 10)


def _filled(chunk: pa.Table) -> pa.Array:
    """How many columns say something about each lead."""
    count = pa.repeat(pa.scalar(0, pa.int32()), chunk.num_rows)
    for name in (*PARSED_LT, *PARSED):
        if name in chunk.column_names and name not in _ALWAYS_FILLED:
            count = pc.add(count, pc.cast(pc.not_equal(text(chunk, name), ""), pa.int32()))
    return count
