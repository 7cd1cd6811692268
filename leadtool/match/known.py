"""What a list of people we know is compared by: one row of comparison forms per known person or company."""

import base64
import binascii
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

import pyarrow as pa

from leadtool.chunks import TEXT, column_values
from leadtool.fields.companies import company_key
from leadtool.fields.compared import folded, is_placeholder_company, is_placeholder_phone, latin, name_form, profile_form, roots
from leadtool.fields.emails import email_key
from leadtool.fields.emails_kinds import domain_kind, is_placeholder
from leadtool.fields.phones import find_phones
from leadtool.model import KnownList

_LIST: Final = pa.list_(TEXT)
KNOWN: Final = pa.schema(
    [
        ("row", pa.int64()),
        *((name, TEXT) for name in ("given", "middle", "root", "family", "joined", "company", "profile")),
        *((name, _LIST) for name in ("roots", "emails", "hosts", "phones", "digits", "domains", "hashes")),
    ]
)
"""One row per row of a known list. `hosts` are the company domains of its addresses, `domains` domains that stand for
themselves, `digits` numbers whose country is not known, without leading zeros, `hashes` lower-case hex."""
_HEX: Final = re.compile(r"^(?:0x)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$", re.IGNORECASE)
_BASE64: Final = {24: 16, 22: 16, 28: 20, 27: 20, 44: 32, 43: 32}
_DOMAIN: Final = re.compile(r"^(?:https?://)?(?:\*?@|\*\.)?(?:www\.)?((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24})/?$")
_EMAIL: Final = re.compile(r"[^\s@<>\"(),;:]{1,64}@[^\s@<>\"(),;:]{1,190}")
_EVERYBODYS: Final = (
    "linkedin.com",
    "facebook.com",
    "instagram.com",
    "twitter.com",
    "x.com",
    "youtube.com",
    "xing.com",
    "wordpress.com",
)
_DIGITS: Final = re.compile(r"^[\d\s()+./–-]{7,30}$")


_PARSED: Final = (
    *"lt_first_name lt_last_name middle_name lt_company lt_domain linkedin".split(),
    *"lt_email lt_other_emails lt_phone lt_mobile lt_other_phones".split(),
)


class Cells(NamedTuple):
    """What the raw cells of one row say by themselves."""

    emails: list[str]
    domains: list[str]
    hashes: list[str]
    digits: list[str]


def read_cells(cells: Iterable[str]) -> Cells:
    """Addresses, domains, hashes and numbers among the raw cells of a row, whatever column they stand in."""
    found = Cells([], [], [], [])
    for raw in cells:
        cell = raw.strip().strip("'\"<>").strip()[:300]
        if not cell:
            continue
        lowered = cell.lower().removeprefix("mailto:")
        domain = _DOMAIN.match(lowered)
        hashed = hash_form(cell)
        if domain is not None:
            found.domains.append(domain.group(1))
        elif hashed:
            found.hashes.append(hashed)
        elif "@" in lowered:
            found.emails.extend(_EMAIL.findall(lowered))
        elif _DIGITS.match(cell):
            found.digits.append(cell)
    return found


def hash_form(cell: str) -> str:
    """A hash as lower-case hex, from hex or base64; "" where the cell is none.

    >>> hash_form("CY9rzUYh03PK3k6DJie09g=="), hash_form("098F6BCD4621D373CADE4E832627B4F6")
    ('098f6bcd4621d373cade4e832627b4f6', '098f6bcd4621d373cade4e832627b4f6')
    """
    text = cell.strip()
    if (found := _HEX.match(text)) is not None:
        return found.group(1).lower()
    if len(text) not in _BASE64 or " " in text or "@" in text or not any(c.isalpha() for c in text):
        return ""
    if len(text) % 4 and "=" not in text and text.isalnum() and (text.islower() or text.isupper()):
        return ""
    padded = text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4)
    try:
        raw = base64.b64decode(padded, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return raw.hex() if len(raw) == _BASE64[len(text)] and (text.endswith("=") or not text.isalpha()) else ""


def known_forms(known: KnownList) -> pa.Table:
    """The comparison forms of every row of a known list (see `KNOWN`), in its order."""
    leads: pa.Table = known.leads
    raw_names = [name for name in leads.column_names if name.startswith("c:")]
    raw = list(zip(*(column_values(leads, name) for name in raw_names), strict=True)) or [()] * leads.num_rows
    parsed = {name: column_values(leads, name) for name in _PARSED}
    rows = [
        _row(at, {name: values[at] for name, values in parsed.items()}, raw[at], known.mapping.country)
        for at in range(leads.num_rows)
    ]
    return pa.Table.from_pylist(rows, schema=KNOWN)


def _row(at: int, cell: dict[str, str], raw: Iterable[str], country: str) -> dict[str, object]:
    said = read_cells(raw)
    written = [cell["lt_email"], *cell["lt_other_emails"].split(";"), *said.emails]
    emails = list(dict.fromkeys(email_key(address.strip()) for address in written if "@" in address))
    emails = [key for key in emails if not is_placeholder(*key.rsplit("@", 1))]
    numbers = [cell["lt_phone"], cell["lt_mobile"], *cell["lt_other_phones"].split(";")]
    phones = [number for number in dict.fromkeys(numbers) if number and not is_placeholder_phone(number)]
    digits: list[str] = []
    if not phones and not emails:
        phones, digits = _numbers(said.digits, country)
    first, last = name_form(cell["lt_first_name"]), name_form(cell["lt_last_name"])
    given, _, more = first.words.partition(" ")
    formal = [name for name in roots(given) if name != given]
    company = "" if is_placeholder_company(cell["lt_company"]) else latin(company_key(cell["lt_company"]))
    domains = [*said.domains, *([cell["lt_domain"].lower()] if not emails else [])]
    return {
        "row": at,
        "given": given,
        "middle": more or latin(folded(cell["middle_name"])),
        "root": formal[0] if len(formal) == 1 else given,
        "roots": roots(given),
        "family": last.words,
        "joined": last.words.replace(" ", ""),
        "company": company,
        "profile": profile_form(cell["linkedin"]),
        "emails": emails,
        "hosts": sorted({key.rsplit("@", 1)[1] for key in emails if _is_own(key.rsplit("@", 1)[1])}),
        "phones": phones,
        "digits": digits,
        "domains": sorted({domain for domain in domains if domain and _is_own(domain)}),
        "hashes": said.hashes,
    }  # fmt: skip


def _is_own(domain: str) -> bool:
    """Whether a domain is a company's own, so that it says where somebody works."""
    return domain_kind(domain) not in ("free", "disposable", "relay") and domain not in _EVERYBODYS


def _numbers(written: list[str], country: str) -> tuple[list[str], list[str]]:
    """Numbers that no column was mapped for: E.164 where the country is known or said, else bare digits."""
    phones: list[str] = []
    digits: list[str] = []
    for number in written:
        bare = "".join(c for c in number if c.isdigit())
        if is_placeholder_phone(bare):
            continue
        read = [one.e164 for one in find_phones(f"+{bare[2:]}" if bare.startswith("00") else number, country).usable if one.e164]
        phones += read
        if not read and 8 <= len(bare.lstrip("0")) <= 15:
            digits.append(bare.lstrip("0"))
    return list(dict.fromkeys(phones)), list(dict.fromkeys(digits))
