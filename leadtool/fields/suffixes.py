"""Domain endings by the public suffix list that the library ships; nothing is ever looked up online."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

_NOT_ASCII: Final = re.compile(r"^(!?)((?!//)[^\s!]*[^\x00-\x7f\s]\S*)", re.MULTILINE)


@cache
def _suffixes() -> Any:
    from publicsuffixlist import PSLFILE, PublicSuffixList  # late: a list without domains never needs it

    rules = Path(PSLFILE).read_text(encoding="utf-8").lower()
    # Asked to add how a rule is written on the wire, the library would encode all ten thousand; only some hundred differ.
    wire = [sign + name.encode("idna").decode("ascii") for sign, name in _NOT_ASCII.findall(rules)]
    return PublicSuffixList("\n".join([rules, *wire]), accept_unknown=False, accept_encoded_idn=False)


@lru_cache(maxsize=20_000)
def registrable_domain(host: str) -> str:
    """The part of a host name that somebody registered; "" where there is none.

    >>> registrable_domain("shop.acme.co.uk"), registrable_domain("localhost"), registrable_domain("10.0.0.1")
    ('acme.co.uk', '', '')
    """
    host = host.lower().strip(".")
    if not host or len(host) > 253 or "." not in host or host.replace(".", "").isdigit():
        return ""
    return _in_letters(str(_suffixes().privatesuffix(host) or ""))


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
    return _suffixes().publicsuffix(ascii_domain.rpartition(".")[2]) is not None
