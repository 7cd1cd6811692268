"""Domain endings by the public suffix list that the library ships; nothing is ever looked up online."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any


@cache
def _suffixes() -> Any:
    from publicsuffixlist import PSLFILE, PublicSuffixList  # late: a list without domains never needs it

    source = Path(PSLFILE).read_text(encoding="utf-8")
    # The library would encode every one of ten thousand lines, though only some hundred are not ASCII.
    return PublicSuffixList("\n".join(_encoded_too(source)), accept_unknown=False, accept_encoded_idn=False)


def _encoded_too(source: str) -> Iterator[str]:
    """The rules of the list; those that are not ASCII also as they are written on the wire."""
    for line in source.splitlines():
        rule = line.split(" ")[0].strip().lower()
        if rule and not rule.startswith("//"):
            yield rule
            if not rule.isascii():
                sign = "!" if rule.startswith("!") else ""
                yield sign + rule.lstrip("!").encode("idna").decode("ascii")


@lru_cache(maxsize=20_000)
def registrable_domain(host: str) -> str:
    """The part of a host name that somebody registered; "" where there is none.

    >>> registrable_domain("shop.acme.co.uk"), registrable_domain("localhost"), registrable_domain("10.0.0.1")
    ('acme.co.uk', '', '')
    """
    host = host.lower().strip(".")
    if not host or len(host) > 253 or "." not in host or host.replace(".", "").isdigit():
        return ""
    return str(_suffixes().privatesuffix(host) or "")


@lru_cache(maxsize=20_000)
def has_known_ending(ascii_domain: str) -> bool:
    """Whether the domain ends in a top-level domain that exists."""
    return _suffixes().publicsuffix(ascii_domain.rpartition(".")[2]) is not None
