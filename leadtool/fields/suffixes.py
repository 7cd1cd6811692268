"""Domain endings by the public suffix list that the library ships; nothing is ever looked up online."""

from functools import cache, lru_cache
from typing import Any


@cache
def _suffixes() -> Any:
    from publicsuffixlist import PublicSuffixList  # late: a list without domains never needs it

    return PublicSuffixList(accept_unknown=False)


@lru_cache(maxsize=200_000)
def registrable_domain(host: str) -> str:
    """The part of a host name that somebody registered; "" where there is none.

    >>> registrable_domain("shop.acme.co.uk"), registrable_domain("localhost"), registrable_domain("10.0.0.1")
    ('acme.co.uk', '', '')
    """
    host = host.lower().strip(".")
    if not host or len(host) > 253 or "." not in host or host.replace(".", "").isdigit():
        return ""
    return str(_suffixes().privatesuffix(host) or "")


@lru_cache(maxsize=50_000)
def has_known_ending(ascii_domain: str) -> bool:
    """Whether the domain ends in a top-level domain that exists."""
    return _suffixes().publicsuffix(ascii_domain.rpartition(".")[2]) is not None
