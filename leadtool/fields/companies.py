"""Companies: the name as shown, the name as compared, and the domain of the company."""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, text, with_columns
from leadtool.fields.plain_where import plain_where
from leadtool.fields.suffix_columns import registrable_domains
from leadtool.fields.suffixes import registrable_domain
from leadtool.model import Context, StepResult
from leadtool.rules import organisations as rules
from leadtool.vocab import fold, word_list

LONGEST: Final = 300
_INNER: Final = frozenset("ab ag corp inc ltd gmbh llc company".split())  # Potash Corp. of Saskatchewan
# Behind these stand the owners: Rossi S.n.c. di Rossi Mario & C., Malerbetrieb Huber, Inh. Karl Huber.
_OWNERS: Final = re.compile(r" (?P<form>(?:s n c|snc|s a s|sas|s s|ss|ditta)) di .+$| (?P<owner>inh|inhaber|inhaberin) .+$")
_PLAIN_NAME: Final = r"^[A-Za-z0-9](?: ?[!-~])*$"
_PLAIN_SITE: Final = r"^https://(?P<host>[a-z0-9.-]+)(?:[/?#:](?s:.)*)?$"
_SECOND_NAME: Final = re.compile(r"\s-|-\s|\s[–—|]\s|[(]")


class Company(NamedTuple):
    """A company: `name` as shown, `key` as compared (without legal form), `form` the legal form found, `problem` a rule code."""

    name: str = ""
    key: str = ""
    form: str = ""
    problem: str = ""


class _Forms(NamedTuple):
    endings: frozenset[tuple[str, ...]]
    beginnings: frozenset[tuple[str, ...]]
    anywhere: tuple[str, ...]
    strong: frozenset[tuple[str, ...]]
    longest: int
    last_words: frozenset[str]
    first_words: frozenset[str]
    placeholders: frozenset[str]
    shared_hosts: frozenset[str]


@cache
def _forms() -> _Forms:
    words = word_list("companies")
    endings = {tuple(fold(form).split()) for forms in words["endings"].values() for form in forms}
    beginnings = {tuple(fold(form).split()) for form in words["beginnings"]["list"]}
    strong = {tuple(fold(form).split()) for form in words["strong"]["list"]}
    anywhere = tuple(sorted({unicodedata.normalize("NFKC", form) for form in words["cjk"]["list"]}, key=lambda f: (-len(f), f)))
    return _Forms(
        frozenset(endings | strong) - {()},
        frozenset(beginnings) - {()},
        anywhere,
        frozenset(strong) - {()},
        max(len(form) for form in endings | strong | beginnings),
        frozenset(form[-1] for form in endings | strong if form),
        frozenset(form[0] for form in beginnings if form),
        frozenset(fold(word) for word in words["placeholder"]["list"]),
        frozenset(words["shared_hosts"]["list"]),
    )


def _cut(name: str) -> tuple[list[str], list[str]]:
    """The folded words of a company name, and those of its legal forms."""
    forms = _forms()
    plain = unicodedata.normalize("NFKC", name)
    found: list[str] = []
    for form in () if plain.isascii() else forms.anywhere:
        if form in plain:
            plain = plain.replace(form, " ")
            found.append(form)
    folded = fold(plain.replace("&", " & ").replace("+", " + "))
    owners = _OWNERS.search(folded)
    if owners:
        folded = folded[: owners.start()]
        found += (owners["form"] or "").split()
    tokens = folded.split()
    while len(tokens) > 1 and tokens[-1] in forms.last_words:
        for size in range(min(forms.longest, len(tokens) - (0 if found else 1)), 0, -1):
            if tuple(tokens[-size:]) in forms.endings and size < len(tokens):
                found[:0] = tokens[-size:]
                tokens = tokens[:-size]
                break
        else:
            break
    for size in range(min(forms.longest, len(tokens) - 1), 0, -1) if tokens and tokens[0] in forms.first_words else ():
        if tuple(tokens[:size]) in forms.beginnings:
            found += tokens[:size]
            tokens = tokens[size:]
            break
    return tokens, found


def company_key(name: str) -> str:
    """A company name as it is compared: folded, without legal form, never shown.

    >>> company_key("ACME Widgets, GmbH & Co. KG"), company_key("ООО «Ромашка»"), company_key("株式会社トヨタ")
    ('acme widgets', 'ромашка', 'トヨタ')
    """
    tokens, _ = _cut(name[:LONGEST])
    while len(tokens) > 1 and tokens[0] in ("the", "a"):
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[-1] in ("and", "und", "et", "y", "e"):
        tokens = tokens[:-1]
    return " ".join(tokens)


def legal_form(name: str) -> str:
    """The legal form in a company name, folded, or ""; it may stand before a second name: `Petrobras S.A. - PBR`."""
    name = name[:LONGEST]
    found = _cut(name)[1] or _cut(_SECOND_NAME.split(name, maxsplit=1)[0])[1]
    return " ".join(found) or next((word for word in fold(name).split()[1:] if word in _INNER), "")


def has_legal_form(name: str) -> bool:
    """Whether a company name shows a legal form."""
    return bool(legal_form(name))


def has_strong_legal_form(name: str) -> bool:
    """Whether a text ends or begins in a legal form that is no name of a person."""
    forms = _forms()
    if not name.isascii() and any(form in name for form in forms.anywhere):
        return True
    tokens = fold(name).split()
    sizes = range(1, min(forms.longest, len(tokens) - 1) + 1)
    if any(tuple(tokens[-size:]) in forms.strong for size in sizes):
        return True
    return len(tokens) > 1 and tokens[0] in ("ооо", "оао", "зао", "пао", "тов") and not name[:2].istitle()


def parse_company(value: str) -> Company:
    """A company cell: the name without ornaments; empty with a problem where the cell says there is none.

    >>> parse_company('"Acme  Ltd."').name, parse_company("self-employed").problem
    ('Acme Ltd.', 'O101')
    """
    name, problem = _shown(value)
    return Company(name, company_key(name), legal_form(name)) if name else Company(problem=problem)


def _shown(value: str) -> tuple[str, str]:
    """(the name as shown, the code of the rule that says why there is none)."""
    name = " ".join(value[:LONGEST].split())
    if len(name) > 1 and name[0] in "\"“„«'" and name[-1] in "\"”“»'" and sum(c in '"“”„«»' for c in name) <= 2:
        name = name[1:-1].strip()
    if not name:
        return "", ""
    if not any(c.isalnum() for c in name) or fold(name) in _forms().placeholders:
        return "", rules.COMPANY_PLACEHOLDER.code
    return name, ""


def _website_domain(website: str) -> str:
    host = re.sub(r"^[a-z]+://", "", website.lower()[:500])
    host = re.split(r"[/?#:]", host, maxsplit=1)[0].rpartition("@")[2]
    domain = registrable_domain(host)
    return "" if domain in _forms().shared_hosts or host in _forms().shared_hosts else domain


def add_companies(chunk: pa.Table, context: Context) -> StepResult:
    """Adds lt_company and lt_domain (of the website, else of a business e-mail; never a free or shared domain)."""
    findings = Findings()
    columns = context.mapping.of("company")
    lt_company = text(chunk, "")
    for column in columns:
        cells = text(chunk, f"f:{column.position}")
        usual = _usual_names(cells)
        shown = plain_where(cells, pc.invert(usual), lambda cell: _shown(cell)[0], cells)
        encoded = pc.if_else(usual, pa.scalar("", TEXT), cells).dictionary_encode()
        problems = [bool(_shown(value)[1]) for value in encoded.dictionary.to_pylist()]
        problem = pc.take(pa.array(problems, pa.bool_()), encoded.indices)
        findings.add_where(problem, chunk.column("record").combine_chunks(), rules.COMPANY_PLACEHOLDER.code, column.header, cells)
        lt_company = pc.if_else(pc.equal(lt_company, ""), shown, lt_company)
    return StepResult(with_columns(chunk, {"lt_company": lt_company, "lt_domain": _domains(chunk)}), findings.table())


def _usual_names(cells: pa.Array) -> pa.Array:
    """Where `_shown` changes nothing and finds no placeholder: plain ASCII, no quote, words parted by one blank."""
    plain = pc.and_(pc.match_substring_regex(cells, _PLAIN_NAME), pc.less_equal(pc.binary_length(cells), LONGEST))
    words = pc.utf8_trim_whitespace(pc.replace_substring_regex(pc.ascii_lower(cells), "[^a-z0-9]+", " "))
    return pc.and_(plain, pc.invert(pc.is_in(words, value_set=pa.array(sorted(_forms().placeholders), TEXT))))


def _unshared(domains: pa.Array, hosts: pa.Array) -> pa.Array:
    """Domains, "" where many firms share the domain or the host."""
    shared = pa.array(sorted(_forms().shared_hosts), TEXT)
    many = pc.or_(pc.is_in(domains, value_set=shared), pc.is_in(hosts, value_set=shared))
    return pc.if_else(many, pa.scalar("", TEXT), domains)


def _domains(chunk: pa.Table) -> pa.Array:
    website = text(chunk, "website")
    host = pc.struct_field(pc.extract_regex(website, _PLAIN_SITE), "host")
    usual = pc.and_(pc.is_valid(host), pc.less_equal(pc.binary_length(website), 500))
    of_site = _unshared(registrable_domains(pc.fill_null(host, "")), pc.fill_null(host, ""))
    of_site = plain_where(website, pc.invert(usual), _website_domain, of_site)
    kind = text(chunk, "lt_email_kind")
    usable = pc.is_in(kind, pa.array(["business", "role"], pa.large_string()))
    email = pc.if_else(usable, text(chunk, "lt_email"), "")
    halves = pc.split_pattern(email, "@", max_splits=1, reverse=True)  # an empty cell has one half, itself
    domain = halves.values.take(pc.subtract(halves.offsets[1:], 1))
    of_mail = registrable_domains(domain)
    of_mail = _unshared(of_mail, of_mail)
    return pc.if_else(pc.equal(of_site, ""), of_mail, of_site)
