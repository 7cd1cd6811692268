"""Whether domains take mail, asked of the domain name system: the only look outside, and only where the user wants it."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, Literal

TakesMail = Literal["yes", "no", "unknown"]
TIMEOUT: Final = 5.0
"""Seconds for one question; a domain takes up to four (MX, A, AAAA, TXT)."""
AT_ONCE: Final = 32
"""Domains asked for at a time. If none of so many gets an answer there is no network, and the others are not asked for."""


def mail_domains(domains: Iterable[str], *, timeout: float = TIMEOUT, resolver: Any = None) -> dict[str, TakesMail]:
    """Of each domain whether it takes mail, by email-validator's own check, each asked once; in order of the alphabet.

    "no": it does not exist, refuses mail (null MX), has neither mail server nor public address, or no mail server and says that
    it never sends. "unknown": no answer in `timeout` seconds, or none that counts. `resolver` is dnspython's, by default the
    system's; its lifetime and cache are set here.
    """
    asked = sorted({domain.strip().lower().rstrip(".") for domain in domains} - {""})
    found: dict[str, TakesMail] = dict.fromkeys(asked, "unknown")
    prepared = _resolver(timeout, resolver) if asked else None
    if prepared is None:
        return found
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="dns") as pool:
        for start in range(0, len(asked), AT_ONCE):
            batch = asked[start : start + AT_ONCE]
            answers = list(pool.map(lambda domain: _takes_mail(domain, prepared), batch))
            found.update(zip(batch, answers, strict=True))
            if len(batch) == AT_ONCE and set(answers) == {"unknown"}:
                break
    return found


def _resolver(timeout: float, resolver: Any) -> Any:
    """A resolver with a time limit and a memory; None on a machine that has none set up."""
    from dns.resolver import LRUCache, NoResolverConfiguration, Resolver  # late: no other run needs them

    if resolver is None:
        try:
            resolver = Resolver()
        except NoResolverConfiguration:
            return None
    resolver.lifetime = timeout
    resolver.cache = LRUCache()
    return resolver


def _takes_mail(domain: str, resolver: Any) -> TakesMail:
    import idna
    from dns.resolver import NXDOMAIN, NoAnswer
    from email_validator import EmailUndeliverableError
    from email_validator.deliverability import validate_email_deliverability

    try:
        ascii_domain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
        said = validate_email_deliverability(ascii_domain, domain, dns_resolver=resolver)
    except idna.IDNAError:
        return "unknown"
    except EmailUndeliverableError as cause:
        # The library also says so of anything that went wrong on the way; then the cause is another one.
        return "no" if cause.__cause__ is None or isinstance(cause.__cause__, NXDOMAIN | NoAnswer) else "unknown"
    return "unknown" if "unknown-deliverability" in said else "yes"
