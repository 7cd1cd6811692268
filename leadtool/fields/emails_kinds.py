"""What an e-mail domain or mailbox name stands for: free, disposable, relay, role, placeholder, or a slip of the keyboard."""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from disposable_email_domains import blocklist
from rapidfuzz.distance import OSA

from leadtool.fields.suffixes import has_known_ending
from leadtool.vocab import fold, word_list

BRANDS: Final = ("gmail", "googlemail", "hotmail", "yahoo", "outlook", "icloud", "aol", "live", "msn", "protonmail")
_EXAMPLES: Final = ("example.com", "example.org", "example.net")
# Letters of other scripts that print like a Latin one (Unicode confusables, the common ones).
_LOOKALIKES: Final = str.maketrans("асеорхуіѕјһԁԛԝӏкмтвнαορνικτυχεβ", "aceopxyisjhdqwlkmtbhaopviktuxeb")


@cache
def _domains(name: str) -> frozenset[str]:
    return frozenset(word_list("email_domains")[name].split())


@cache
def words_of(section: str, key: str = "words") -> frozenset[str]:
    """The mailbox names of a section, squeezed."""
    return frozenset(squeezed(word) for word in word_list("email_words")[section][key].split())


@cache
def role_words() -> frozenset[str]:
    """Mailbox names of an office or a function, in all languages, squeezed."""
    return frozenset(squeezed(word) for words in word_list("email_words")["role"].values() for word in words.split())


@cache
def none_words() -> frozenset[str]:
    """Cells that say there is no address, folded."""
    return frozenset(fold(word) for word in word_list("email_words")["none"]["words"].split("|"))


@cache
def label_words() -> frozenset[str]:
    """Words that announce an address, folded."""
    return frozenset(fold(word) for word in word_list("email_words")["label"]["words"].split())


def says(section: str, text: str) -> bool:
    """Whether one of the phrases of a section (do_not_mail, bounced) stands among the words of a cell."""
    padded = f" {fold(text)} "
    return any(f" {phrase} " in padded or (not phrase.isascii() and phrase in padded) for phrase in _phrases(section))


@cache
def _phrases(section: str) -> tuple[str, ...]:
    return tuple(fold(phrase) for phrase in word_list("email_words")[section]["words"].split("|"))


def squeezed(text: str) -> str:
    """Folded, without blanks: how mailbox names are compared.

    >>> squeezed("Customer.Service")
    'customerservice'
    """
    return fold(text).replace(" ", "")


@lru_cache(maxsize=50_000)
def domain_kind(domain: str) -> str:
    """What the domain alone says: relay, disposable, free or business; a subdomain counts as its parent."""
    parts = domain.split(".")
    for start in range(len(parts) - 1):
        parent = ".".join(parts[start:])
        if parent in _domains("relay"):
            return "relay"
        if parent in _domains("free"):
            return "free" if start == 0 else "business"
        if parent in _domains("disposable") or parent in blocklist:
            return "disposable"
    return "business"


def is_role(local: str) -> bool:
    """Whether a mailbox name is that of an office: info.madrid, sales2, uk-support, Kundenservice; never anna.sales."""
    plain = local.split("+")[0]
    if squeezed(plain).rstrip("0123456789") in role_words():
        return True
    first, *rest = fold(plain).split(" ")
    if not rest:
        return False
    if first in words_of("role_front"):
        return True
    behind = first in role_words() and all(word.isdigit() or word in words_of("role_tail") for word in rest)
    return behind or (rest[-1] in role_words() and all(word in words_of("role_tail") for word in (first, *rest[:-1])))


def is_no_reply(local: str) -> bool:
    """Whether a mailbox only sends."""
    return squeezed(local.split("+")[0]) in words_of("no_reply")


def is_test_mailbox(local: str) -> bool:
    """Whether a mailbox name is that of a program or a trial."""
    name = squeezed(local.split("+")[0])
    return name in words_of("test") or name in words_of("placeholder", "weak") - role_words()


def is_placeholder(local: str, domain: str) -> bool:
    """Whether an address was typed to fill the field: none@, asdf@asdf.com, test@test.com, test@gmail.com, a@a.com."""
    name = squeezed(local)
    if name in words_of("placeholder") or (len(name) >= 5 and len(set(name)) == 1):
        return True
    doubtful = name in words_of("test") or name in words_of("placeholder", "weak")
    if domain in _words_plain("placeholder_domain", "shared"):
        return doubtful or len(name) < 2 or name == domain.split(".")[0]
    if domain in _words_plain("placeholder_domain", "words"):
        return True
    if doubtful and (domain_kind(domain) in ("free", "disposable") or domain in _EXAMPLES):
        return True
    firm = squeezed(domain.split(".")[0])
    if domain.count(".") > 1:
        return False
    if len(name) > 1 and len(set(name)) == 1 == len(set(firm)) and len(firm) > 1:
        return True
    return name == firm and (name.isdigit() or len(set(name)) <= 2 or doubtful)


@cache
def filler_names() -> tuple[str, ...]:
    """Every mailbox name, squeezed, that may have been typed to fill the field."""
    words = words_of("placeholder") | words_of("test") | words_of("placeholder", "weak")
    return tuple(sorted(words))


@cache
def filler_domains() -> tuple[str, ...]:
    """Every domain that is typed to fill the field, by itself or with some mailboxes."""
    return tuple(sorted(_words_plain("placeholder_domain", "shared") | _words_plain("placeholder_domain", "words")))


def is_filler_domain(domain: str) -> bool:
    """Whether a domain is typed to fill the field, by itself or with some mailboxes."""
    return domain in _words_plain("placeholder_domain", "shared") or domain in _words_plain("placeholder_domain", "words")


@cache
def _words_plain(section: str, key: str) -> frozenset[str]:
    return frozenset(word_list("email_words")[section][key].split())


def is_example(domain: str) -> bool:
    """Whether the domain, or one above it, is set aside for examples in texts (RFC 2606)."""
    return domain.endswith((".example", *(f".{one}" for one in _EXAMPLES))) or domain in _EXAMPLES


@lru_cache(maxsize=50_000)
def domain_meant(domain: str) -> str:
    """The well-known domain that this one is a slip of, or "" if it is none.

    Silent on every domain that is itself known to offer mail. A slip in the first letter counts only if listed, since
    `email.com`, `fmail.com` and the like exist.

    >>> domain_meant("gmial.com"), domain_meant("nordhaus.con"), domain_meant("ymail.com"), domain_meant("gmail.vom")
    ('gmail.com', 'nordhaus.com', '', 'gmail.com')
    """
    if any(domain in _domains(name) for name in ("free", "no_typo", "relay", "disposable")):
        return ""
    typos = word_list("email_domains")["typos"]
    if domain in typos:
        return str(typos[domain])
    head, _, ending = domain.rpartition(".")
    if ending in word_list("email_domains")["endings"] and not has_known_ending(domain):
        mended = f"{head}.{word_list('email_domains')['endings'][ending]}"
        return domain_meant(mended) or mended
    name, _, suffix = domain.partition(".")
    unknown = not has_known_ending(domain)
    if unknown:
        brand = f"{name}.com" if name in BRANDS else ""
        meant = _nearest(domain, "famous") or (brand if "." not in suffix else "") or _nearest(domain, "free") or brand
        if meant:
            return meant
    for known in _famous().get((name[:1], suffix), ()):
        if OSA.distance(name, known, score_cutoff=1) == 1:
            return f"{known}.{suffix}"
    return ""


def _nearest(domain: str, name: str) -> str:
    """The first domain of a list that is one slip away from one that cannot exist: libero.i, gmx.ed."""
    near = (known for known in _domains_from(name, domain[:1]) if OSA.distance(domain, known, score_cutoff=1) == 1)
    return next(near, "")


@cache
def _domains_from(name: str, first: str) -> tuple[str, ...]:
    """The domains of a list that begin with this letter, in order."""
    return tuple(sorted(domain for domain in _domains(name) if domain[:1] == first))


@cache
def _famous() -> dict[tuple[str, str], list[str]]:
    """Names of the famous providers, in order, by their first letter and what follows the name."""
    names: dict[tuple[str, str], list[str]] = {}
    for famous in sorted(_domains("famous")):
        name, _, suffix = famous.partition(".")
        names.setdefault((name[:1], suffix), []).append(name)
    return names


def is_remarkable(labels: Sequence[str]) -> bool:
    """Whether anything may be said of a domain (its labels) but that some business has it: a quick look before the long ones."""
    if not has_known_ending(labels[-1]) or (labels[0][:1], ".".join(labels[1:])) in _famous():
        return True
    return any(".".join(labels[start:]) in _remarkable() for start in range(len(labels) - 1))


@cache
def _remarkable() -> frozenset[str]:
    """All domains of all lists."""
    lists = [_domains(name) for name in ("free", "no_typo", "relay", "disposable", "famous")]
    fillers = [_words_plain("placeholder_domain", key) for key in ("shared", "words")]
    return frozenset(blocklist).union(*lists, *fillers, word_list("email_domains")["typos"], _EXAMPLES)


def mixes_scripts(address: str) -> bool:
    """Whether one word of the address mixes Latin with Cyrillic or Greek letters, or a whole word only looks Latin."""
    if address.isascii():
        return False
    labels = address.replace("@", ".").split(".")
    for label in labels:
        scripts = {unicodedata.name(c, "").split(" ")[0] for c in label if c.isalpha()}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
            return True
        if label and not label.isascii() and label.translate(_LOOKALIKES).isascii() and labels[-1].isascii():
            return True
    return False


def in_latin(address: str) -> str:
    """The address as it looks, in Latin letters; "" if some letters have no Latin double."""
    latin = address.translate(_LOOKALIKES)
    return latin if latin.isascii() else ""
