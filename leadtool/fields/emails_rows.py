"""What was read in the e-mail cells of a row, and which address is the best of it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from leadtool.rules import emails as rules


class Email(NamedTuple):
    """One address as read.

    `address` is the normal form (email-validator's) or "" if unusable; `key` what is compared when matching; `status` valid,
    risky or invalid; `problem` the code of the rule that made it invalid, `notes` the codes of repairs and doubts.
    """

    address: str
    key: str = ""
    kind: str = ""
    suggestion: str = ""
    problem: str = ""
    notes: tuple[str, ...] = ()
    status: str = "invalid"


class Emails(NamedTuple):
    """All addresses of one cell: the usable ones in order, then what was wrong with the rest and what was tidied."""

    usable: tuple[Email, ...] = ()
    unusable: tuple[Email, ...] = ()
    notes: tuple[str, ...] = ()


class Lists(NamedTuple):
    """The user's own domains and addresses, in lower case; `allow` wins over `deny`."""

    allow: frozenset[str] = frozenset()
    deny: frozenset[str] = frozenset()


NO_LISTS: Final = Lists()
GMAIL: Final = ("gmail.com", "googlemail.com")
YANDEX: Final = ("ya.ru", "yandex.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua")


def email_key(address: str) -> str:
    """The form in which two spellings of one mailbox are equal: lower case, no +tag, no Gmail dots, one domain per provider.

    >>> email_key("Jo.Meyer+crm@googlemail.com"), email_key("Jo.Meyer@acme.de")
    ('jomeyer@gmail.com', 'jo.meyer@acme.de')
    """
    local, at, domain = address.casefold().rpartition("@")
    if not at:
        return address.casefold()
    local = local.split("+")[0] or local
    if domain in GMAIL:
        local, domain = local.replace(".", "") or local, GMAIL[0]
    elif domain in YANDEX:
        local, domain = local.replace("-", "."), "yandex.ru"
    return f"{local}@{domain}"


class Row(NamedTuple):
    """What a row's e-mail cells and verdict come to; `found` holds (which column, rule, after)."""

    values: tuple[str, str, str, str, str]
    found: tuple[tuple[int, str, str], ...]


def best_of(read: Sequence[Emails], verdict: str, old: bool) -> Row:
    """The best address of a row, by status and then by the order of its columns."""
    found: list[tuple[int, str, str]] = []
    usable: list[tuple[int, Email]] = []
    suggestion = ""
    for which, cell in enumerate(read):
        after = cell.usable[0].address if cell.usable else ""
        found += [(which, code, after) for code in cell.notes]
        found += [(which, email.problem, email.suggestion) for email in cell.unusable]
        found += [(which, code, email.suggestion) for email in cell.usable for code in email.notes]
        suggestion = suggestion or next((email.suggestion for email in cell.unusable if email.suggestion), "")
        usable += [(which, email) for email in cell.usable]
    distinct: dict[str, tuple[int, Email]] = {}
    for which, email in usable:
        distinct.setdefault(email.key, (which, email))
    usable = list(distinct.values())
    if usable and verdict:
        usable[0] = (usable[0][0], _with_verdict(usable[0][1], verdict, old, usable, found))
    if not usable:
        wrong = any(cell.unusable for cell in read)
        return Row(("", "invalid" if wrong else "missing", "", suggestion, ""), _once(found))
    order = {"valid": 0, "risky": 1, "invalid": 2}
    ranked = [email for _, email in sorted(usable, key=lambda pair: order[pair[1].status])]
    best, others = ranked[0], ranked[1:]
    if best.status != "invalid":  # one address came back, but another is there: nothing is closed
        gone, spared = rules.EMAIL_UNDELIVERABLE.code, rules.EMAIL_ONE_UNDELIVERABLE.code
        found = [(which, spared if code == gone else code, after) for which, code, after in found]
    values = (best.address, best.status, best.kind, best.suggestion, ";".join(email.address for email in others))
    return Row(values, _once(found))


def _with_verdict(
    email: Email, verdict: str, old: bool, usable: Sequence[tuple[int, Email]], found: list[tuple[int, str, str]]
) -> Email:
    """The first address of a row in the light of a verifier's word on it, which is weaker once it is old."""
    which = usable[0][0]
    if old:
        found.append((which, rules.EMAIL_VERDICT_OLD.code, ""))
    if verdict == "invalid" and not old:
        found.append((which, rules.EMAIL_UNDELIVERABLE.code, ""))
        return email._replace(status="invalid")
    if verdict in ("invalid", "risky"):
        found.append((which, rules.EMAIL_VERDICT_RISKY.code, ""))
        return email._replace(status="risky")
    if verdict == "disposable" and email.kind != "relay":
        found.append((which, rules.EMAIL_DISPOSABLE.code, ""))
        return email._replace(status="risky", kind="disposable")
    if verdict == "role" and email.kind in ("business", "free"):
        found.append((which, rules.EMAIL_ROLE.code, ""))
        return email._replace(kind="role")
    return email


def _once(found: Sequence[tuple[int, str, str]]) -> tuple[tuple[int, str, str], ...]:
    """Each finding once, in order."""
    return tuple(dict.fromkeys(found))
