"""What of each lead is compared with other leads: one row of comparison forms per record."""

from collections.abc import Callable
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text
from leadtool.fields import compared_columns as columns_of
from leadtool.fields.companies import company_key
from leadtool.fields.compared import (
    born_form,
    folded,
    is_placeholder_company,
    latin,
    name_form,
    roots,
    street_form,
)
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
_PHONES: Final = ("lt_phone", "lt_mobile", "lt_other_phones")
_SHARED_KINDS: Final = ("role", "disposable")


def keys(chunk: pa.Table, context: Context) -> pa.Table:
    """The comparison forms of each lead of a parsed chunk (see `KEYS`), in the chunk's order."""
    first, given_script, given_sound = _forms(text(chunk, "lt_first_name"), _name, 3)
    family, family_script, family_sound = _forms(text(chunk, "lt_last_name"), _name, 3)
    given, more = _forms(first, lambda words: words.split(" ", 1) if " " in words else (words, ""), 2)
    (given_sound,) = _forms(given, lambda word: (_name(word)[2],), 1)
    middle = _first_filled(_forms(text(chunk, "middle_name"), lambda cell: (latin(folded(cell)),), 1)[0], more)
    email = columns_of.emails(text(chunk, "lt_email"))
    (company,) = _forms(text(chunk, "lt_company"), _company, 1)
    written = [text(chunk, f"c:{column.position}") for column in context.mapping.of("email")]
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
        "generation": columns_of.generations(text(chunk, "suffix"), text(chunk, "lt_full_name")),
        "whole": columns_of.whole_names(first, family, text(chunk, "lt_full_name")),
        "roots": _each(given, roots, _LIST),
        "emails": columns_of.email_lists(email, text(chunk, "lt_other_emails")),
        "email": email,
        "mail_kind": text(chunk, "lt_email_kind"),
        "letters": _letters(email, text(chunk, "lt_email_kind")),
        "phones": columns_of.phone_lists([text(chunk, name) for name in _PHONES]),
        "addresses": columns_of.spelling_lists(text(chunk, "lt_email"), text(chunk, "lt_other_emails"), written),
        "company": company,
        "company_words": _forms(company, lambda words: (" ".join(sorted(words.split())),), 1)[0],
        "domain": pc.utf8_lower(text(chunk, "lt_domain")),
        "profile": columns_of.profiles(text(chunk, "linkedin")),
        "street": street,
        "house": house,
        "postal": columns_of.squeezed(text(chunk, "lt_postal_code")),
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


def _letters(email: pa.Array, kind: pa.Array) -> pa.Array:
    """The letters of a personal mailbox's name, where there are enough to mean somebody."""
    local = columns_of.letters(pc.list_element(pc.split_pattern(email, "@", max_splits=1), 0))
    shared = pc.is_in(kind, pa.array(_SHARED_KINDS, TEXT))
    return pc.if_else(pc.or_(shared, pc.less(pc.binary_length(local), 7)), pa.scalar("", TEXT), local)


def _company(cell: str) -> tuple[str]:
    return ("",) if not cell or is_placeholder_company(cell) else (latin(company_key(cell)),)


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
    names = [name for name in (*PARSED_LT, *PARSED) if name not in _ALWAYS_FILLED]
    return columns_of.filled([text(chunk, name) for name in names])
