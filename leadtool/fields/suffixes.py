"""Domain endings by the public suffix list that the library ships; nothing is ever looked up online.

Only the library's file is used: its own object takes a quarter of a second to make, as long as a small list in all.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from publicsuffixlist import PSLFILE

_RULE: Final = re.compile(r"^(?!//)\S+", re.MULTILINE)


@cache
def public_suffixes() -> frozenset[str]:
    """Every rule as written: an ending, `*.` before any label at all, `!` before what is an exception from that."""
    return frozenset(_RULE.findall(Path(PSLFILE).read_text(encoding="utf-8").lower()))


@cache
def _rules_and_wire() -> frozenset[str]:
    """The rules, and those that are not ASCII as mail servers write them too: `xn--…`; few lists have a host that asks."""
    rules = public_suffixes()
    foreign = (rule for rule in rules if not rule.isascii())
    return rules.union("!" * rule.startswith("!") + rule.lstrip("!").encode("idna").decode("ascii") for rule in foreign)


def _ending(host: str) -> int:
    """How many labels at the end of a host name are a public suffix, 0 where the list does not know it."""
    rules = _rules_and_wire() if "xn--" in host else public_suffixes()
    labels = host.split(".")
    for start, size in enumerate(range(len(labels), 0, -1)):
        name = ".".join(labels[start:])
        if f"!{name}" in rules:
            return size - 1
        if f"*.{name}" in rules:
            return size + 1 if start else size
        if name in rules:
            return size
    return 0


@lru_cache(maxsize=50_000)
def registrable_domain(host: str) -> str:
    """The part of a host name that somebody registered; "" where there is none.

    >>> registrable_domain("shop.acme.co.uk"), registrable_domain("localhost"), registrable_domain("10.0.0.1")
    ('acme.co.uk', '', '')
    """
    host = host.lower().strip(".")
    if not host or len(host) > 253 or "." not in host or ".." in host or host.replace(".", "").isdigit():
        return ""
    size = _ending(host)
    labels = host.split(".")
    return _in_letters(".".join(labels[-size - 1 :])) if 0 < size < len(labels) else ""


def _in_letters(domain: str) -> str:
    """A domain as people write it, which is how addresses stand in `lt_email`: müller.de for xn--mller-kva.de."""
    if "xn--" not in domain:
        return domain
    import idna  # late: hardly any list needs it

    try:
        return idna.decode(domain)
    except (idna.IDNAError, UnicodeError):
        return domain


@lru_cache(maxsize=20_000)
def has_known_ending(ascii_domain: str) -> bool:
    """Whether the domain ends in a top-level domain that exists."""
    return _ending(ascii_domain.rpartition(".")[2].lower()) > 0
