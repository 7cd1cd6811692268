"""Verdicts of checkers: many vocabularies, one answer."""

import pytest

from leadtool.fields.verdicts import parse_email_verdict, parse_phone_verdict

EMAIL = {
    "valid": ["valid", "Deliverable", "Verified", "safe", "safetosend", "OK", "accepted_email", "97", "0.97", "98%", "A", "A+", "true"],
    "risky": ["catch-all", "catchall", "accept_all", "Accept All", "risky", "Extrapolated", "Guessed", "abuse", "do_not_mail", "B", "70", "mailbox_quota_exceeded"],
    "invalid": ["invalid", "Undeliverable", "bounced", "Syntax", "mailbox_not_found", "no_dns_entries", "Bad", "spamtrap", "Spam Trap", "hard bounce", "false", "possible_typo"],
    "disposable": ["disposable", "Temporary"],
    "role": ["Role", "role_based", "role-based"],
    "unknown": ["unknown", "Unverified", "Un-verifiable", "timeout_exceeded", "greylisted", "User Managed", "20", "Unavailable"],
    "": ["", "-", "n/a", "Not Catch-all", "webmail"],
}  # fmt: skip
PHONE = {
    "active": ["active", "Connected", "valid", "Y"],
    "disconnected": ["disconnected", "Inactive", "out of service", "wrong number", "N"],
    "unknown": ["unknown", "busy"],
    "": ["", "n/a"],
}


@pytest.mark.parametrize(("answer", "cell"), [(a, c) for a, cells in EMAIL.items() for c in cells])
def test_email_verdicts(answer: str, cell: str) -> None:
    read = parse_email_verdict(cell)
    assert read.verdict == answer
    assert "R271" not in read.rules


@pytest.mark.parametrize(("answer", "cell"), [(a, c) for a, cells in PHONE.items() for c in cells])
def test_phone_verdicts(answer: str, cell: str) -> None:
    assert parse_phone_verdict(cell).verdict == answer


def test_spam_traps_and_warnings_have_their_rules() -> None:
    assert parse_email_verdict("spamtrap").rules == ("R272",)
    assert parse_email_verdict("do_not_mail").rules == ("R273",)
    assert parse_email_verdict("purple") == ("unknown", ("R271",), False)


def test_a_phone_checker_can_forbid_the_call() -> None:
    assert parse_phone_verdict("DNC").do_not_call
    assert parse_phone_verdict("active; litigator") == ("active", (), True)


def test_several_words_count_as_the_strongest() -> None:
    assert parse_email_verdict("invalid (mailbox not found)").verdict == "invalid"
    assert parse_email_verdict("valid; role").verdict == "role"
