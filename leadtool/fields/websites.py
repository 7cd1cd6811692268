"""Web addresses: websites, public profiles, and the domain that somebody registered."""

import re
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, text, with_columns
from leadtool.fields.countries import place_fillers
from leadtool.fields.suffix_columns import registrable_domains
from leadtool.fields.suffixes import registrable_domain
from leadtool.model import Context, StepResult
from leadtool.rules import addresses as rules
from leadtool.vocab import fold

LONGEST: Final = 2000
# What no label of a host holds; a class of the 65,000 letters that it may hold would take 20 ms to build.
_NEVER = r"\x00-,./:-^`{-\u00a0\U00010000-\U0010ffff"
_LABEL = rf"[^_{_NEVER}-](?:[^{_NEVER}]{{0,61}}[^_{_NEVER}-])?"
_HOST = re.compile(rf"(?:{_LABEL}\.){{1,8}}[^0-9_{_NEVER}-][^_{_NEVER}]{{1,62}}")
_PROFILE = re.compile(r"(?:[a-z]{2,3}\.|www\.|m\.)?linkedin\.com/(?:mwlite/)?(in|pub)/([^/?#\s]{1,150})")
# Nearly all addresses look like this and need no closer look; "www" may not begin the host, since it is cut off.
_USUAL = re.compile(r"(?:https?://)?(?:www\.)?((?!www)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,3}[a-z]{2,24})/?")
_PLAIN_WEBSITE = r"^(?:https?://)?(?:www\.)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,3}[a-z]{2,24})/?$"
_SIGNS = str.maketrans("./:-", "    ")
_PLAIN_PROFILE = (
    r"^(?:https?://)?(?:[a-z]{2,3}\.|www\.)?linkedin\.com/in/(?P<slug>[a-z0-9_][a-z0-9_-]*)/?"
    r"(?:\?[!#-&*+./0-9:=?@A-Z^_a-z~-]*)?$"
)
_SOCIAL: Final = {
    "twitter.com": "x.com",
    "mobile.twitter.com": "x.com",
    "fb.com": "facebook.com",
    "m.facebook.com": "facebook.com",
}


class ParsedProfile(NamedTuple):
    """A LinkedIn profile as `linkedin.com/in/slug`, or "", and the rule that fired."""

    key: str
    rule: str = ""


def parse_website(cell: str) -> str | None:
    """A web address as `https://host/path` without tracking, "" for a filler, None where the cell holds none.

    >>> parse_website("WWW.Acme.com/"), parse_website("http:/acme.com?utm_source=x"), parse_website("soon")
    ('https://acme.com', 'https://acme.com', None)
    """
    usual = _USUAL.fullmatch(cell) if len(cell) <= 80 else None
    if usual and registrable_domain(usual[1]) and " ".join(cell.translate(_SIGNS).split()) not in place_fillers():
        return f"https://{usual[1]}"
    return _website(cell)


def _website(cell: str) -> str | None:
    """What `parse_website` says of a cell that is not usual."""
    value = cell.strip(" <>\"'()[],;")
    if not value or fold(value[:80]) in place_fillers() or fold(value[:40]) in ("http", "https", "www", "http www", "https www"):
        return ""
    if len(value) > LONGEST:
        return None
    first = re.split(r"[\s,;|]", value, maxsplit=1)[0]
    if "\\" in first[:10]:
        first = first.replace("\\", "/")  # https:\\acme.com
    address = re.sub(r"^(?:(?:https?|htp|htttp|hhttp|ttp|http?s?)[:;]?/{1,3}|//)", "", first, flags=re.IGNORECASE)
    try:
        parts = urlsplit("//" + address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    host = re.sub(r"^(?:www\d?\.)+", "", host.lower())
    if "@" in address or not _HOST.fullmatch(host) or not registrable_domain(host):
        return None
    path = parts.path.rstrip("/")
    return f"https://{host}{path}"


def host_of(website: str) -> str:
    """The host of a website in its normal form."""
    return website.removeprefix("https://").partition("/")[0]


def parse_linkedin(cell: str) -> ParsedProfile:
    """The public profile of a person.

    >>> parse_linkedin("https://de.linkedin.com/in/Anna-Berg/?trk=x").key
    'linkedin.com/in/anna-berg'
    >>> parse_linkedin("https://www.linkedin.com/company/acme").rule
    'A210'
    """
    value = unquote(cell.strip(" <>\"'()[],;")).lower()[:LONGEST]
    if not value or fold(value[:80]) in place_fillers():
        return ParsedProfile("")
    found = _PROFILE.search(value)
    if found:
        return ParsedProfile(f"linkedin.com/in/{found[2].rstrip('.')}")
    bare = re.fullmatch(r"(?:/?in/|@)([^/?#\s]{3,100})/?", value)
    if bare:
        return ParsedProfile(f"linkedin.com/in/{bare[1]}")
    return ParsedProfile("", rules.PROFILE_NOT_PERSONAL.code)


def parse_social(cell: str) -> str:
    """Another profile: `host/name` without tracking; a handle stays as it is."""
    value = cell.strip(" <>\"'()[],;")
    if not value or fold(value[:80]) in place_fillers():
        return ""
    website = parse_website(value) if "." in value and "@" not in value else None
    if not website:
        return value
    host, slash, path = website.removeprefix("https://").partition("/")
    return _SOCIAL.get(host, host) + slash + path


def add_websites(chunk: pa.Table, context: Context) -> StepResult:
    """Add `website`, `linkedin` and `social`; the first filled column of each counts."""
    findings = Findings()
    columns = {
        "website": _first(chunk, context, "website", findings),
        "linkedin": _first(chunk, context, "linkedin", findings),
        "social": _first(chunk, context, "social", findings),
    }
    return StepResult(with_columns(chunk, columns), findings.table())


def _parse(cell: str, field: str) -> ParsedProfile:
    if field == "linkedin":
        return parse_linkedin(cell)
    if field == "social":
        return ParsedProfile(parse_social(cell))
    website = parse_website(cell)
    return ParsedProfile(website or "", rules.WEBSITE_UNREADABLE.code if website is None else "")


def _first(chunk: pa.Table, context: Context, field: str, findings: Findings) -> pa.Array:
    found = text(chunk, "")
    for mapped in context.mapping.of(field):
        cells = text(chunk, f"f:{mapped.position}")
        plain = _plain_profiles(cells) if field == "linkedin" else _plain_websites(cells) if field == "website" else None
        encoded = (cells if plain is None else pc.if_else(plain[0], pa.scalar("", TEXT), cells)).dictionary_encode()
        answers = [_parse(value, field) for value in encoded.dictionary.to_pylist()]
        read = pc.take(pa.array([one.key for one in answers], TEXT), encoded.indices)
        if plain is not None:
            read = pc.if_else(plain[0], plain[1], read)
        for code in sorted({one.rule for one in answers if one.rule}):
            fired = pc.take(pa.array([one.rule == code for one in answers]), encoded.indices)
            findings.add_where(fired, chunk["record"], code, mapped.name, cells, read)
        found = pc.if_else(pc.equal(found, ""), read, found)
    return found


def _plain_websites(cells: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Where a whole column holds usual web addresses, and what `parse_website` would make of those."""
    host = pc.fill_null(pc.struct_field(pc.extract_regex(cells, _PLAIN_WEBSITE), "host"), "")
    plain = pc.and_(pc.not_equal(registrable_domains(host), ""), pc.less_equal(pc.binary_length(cells), 80))
    plain = pc.and_(plain, pc.invert(pc.starts_with(host, "www")))
    words = pc.utf8_trim_whitespace(pc.replace_substring_regex(cells, "[./:-]+", " "))
    plain = pc.and_(plain, pc.invert(pc.is_in(words, value_set=pa.array(sorted(place_fillers()), TEXT))))
    return plain, pc.binary_join_element_wise(pa.scalar("https:/", TEXT), host, pa.scalar("/", TEXT))


def _plain_profiles(cells: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Where a whole column holds usual profile addresses, and what `parse_linkedin` would make of those."""
    found = pc.extract_regex(pc.utf8_lower(cells), _PLAIN_PROFILE)
    plain = pc.and_(pc.is_valid(found), pc.less_equal(pc.binary_length(cells), 150))
    slugs = pc.fill_null(pc.struct_field(found, "slug"), "")
    return plain, pc.binary_join_element_wise(pa.scalar("linkedin.com/in", TEXT), slugs, pa.scalar("/", TEXT))
