"""E-mail columns: the best address of a row, verdicts, the user's lists, keys, and hostile cells."""

import json
import time
from pathlib import Path

import pytest

from leadtool.config import Email, Settings
from leadtool.fields.emails import Lists, add_emails, email_key, find_emails, parse_email
from leadtool.fields.emails_kinds import domain_meant
from leadtool.rules import emails as rules
from leadtool.rules.rule import Rule
from leadtool.vocab import word_list
from tests.unit.fields.contacts import chunk, codes, column, context

CASES = Path(__file__).parents[4] / "shared" / "cases" / "emails"


def test_the_first_valid_address_is_used_and_the_others_are_kept() -> None:
    rows = [("jo@gmial.com", "jo@nordhaus-bau.de; jo.meyer@gmx.de")]
    result = add_emails(chunk(rows), context("email", "email"))
    assert column(result, "lt_email") == ["jo@nordhaus-bau.de"]
    assert column(result, "lt_email_status") == ["valid"]
    assert column(result, "lt_email_kind") == ["business"]
    assert column(result, "lt_other_emails") == ["jo.meyer@gmx.de;jo@gmial.com"]
    assert codes(result) == ["E003", "E201"]


def test_one_address_in_two_spellings_is_one_address() -> None:
    result = add_emails(chunk([("jo.meyer@gmail.com", "JoMeyer+x@googlemail.com")]), context("email", "email"))
    assert column(result, "lt_email") == ["jo.meyer@gmail.com"]
    assert column(result, "lt_other_emails") == [""]


def test_missing_and_invalid_are_told_apart() -> None:
    result = add_emails(chunk([("",), ("n/a",), ("jo@@x.de",), ("jo@gmailcom",)]), context("email"))
    assert column(result, "lt_email_status") == ["missing", "missing", "invalid", "invalid"]
    assert column(result, "lt_email") == ["", "", "", ""]
    assert column(result, "lt_email_suggestion") == ["", "", "jo@x.de", "jo@gmail.com"]


def test_a_list_without_e_mail_column_has_only_missing_ones() -> None:
    result = add_emails(chunk([("x",)]), context("company"))
    assert column(result, "lt_email_status") == ["missing"]
    assert result.findings.num_rows == 0


def test_a_finding_names_the_column_and_the_cell_as_it_stood() -> None:
    result = add_emails(chunk([(" Jo <jo@nordhaus-bau.de> ",)]), context("email", headers=("Mail address",)))
    assert result.findings.to_pylist() == [
        {
            "record": 0,
            "column": "Mail address",
            "rule": "E001",
            "before": " Jo <jo@nordhaus-bau.de> ",
            "after": "jo@nordhaus-bau.de",
        }
    ]


@pytest.mark.parametrize(
    ("verdict", "date", "status", "kind", "fired"),
    [
        ("", "", "valid", "business", []),
        ("valid", "2026-09-20", "valid", "business", []),
        ("unknown", "2026-09-20", "valid", "business", []),
        ("risky", "2026-09-20", "risky", "business", ["E207"]),
        ("invalid", "2026-09-20", "invalid", "business", ["E107"]),
        ("invalid", "", "invalid", "business", ["E107"]),
        ("invalid", "2026-01-20", "risky", "business", ["E207", "E208"]),
        ("valid", "2024-01-20", "valid", "business", ["E208"]),
        ("disposable", "2026-09-20", "risky", "disposable", ["E202"]),
        ("role", "2026-09-20", "valid", "role", ["E203"]),
    ],
)
def test_a_verdict_counts_and_ages(verdict: str, date: str, status: str, kind: str, fired: list[str]) -> None:
    table = chunk([("jo@nordhaus-bau.de",)], email_verdict=[verdict], email_verdict_at=[date])
    result = add_emails(table, context("email"))
    assert column(result, "lt_email") == ["jo@nordhaus-bau.de"]
    assert column(result, "lt_email_status") == [status]
    assert column(result, "lt_email_kind") == [kind]
    assert codes(result) == fired


def test_an_undeliverable_address_gives_way_to_the_next_one_and_closes_nothing() -> None:
    table = chunk([("jo@nordhaus-bau.de", "jo@gmx.de")], email_verdict=["invalid"])
    result = add_emails(table, context("email", "email"))
    assert column(result, "lt_email") == ["jo@gmx.de"]
    assert column(result, "lt_other_emails") == ["jo@nordhaus-bau.de"]
    assert codes(result) == ["E108"]


def test_a_cell_may_say_itself_that_mail_came_back_or_is_unwanted() -> None:
    rows = [("jo@nordhaus-bau.de (bounced)", ""), ("jo@nordhaus-bau.de (bounced)", "jo@gmx.de"), ("unsubscribed", "jo@gmx.de")]
    result = add_emails(chunk(rows), context("email", "email"))
    assert column(result, "lt_email") == ["jo@nordhaus-bau.de", "jo@gmx.de", "jo@gmx.de"]
    assert column(result, "lt_email_status") == ["invalid", "valid", "valid"]
    assert [codes(result, record) for record in range(3)] == [["E001", "E107"], ["E001", "E108"], ["E109"]]
    assert rules.EMAIL_DO_NOT_MAIL.closes == ("email",)


def test_the_users_lists_decide_and_allow_wins() -> None:
    settings = Settings(email=Email(allow=("mailinator.com", "info@acme-tools.nl"), deny=("nordhaus-bau.de", "Mailinator.com")))
    rows = [("jo@mailinator.com",), ("info@acme-tools.nl",), ("sales@acme-tools.nl",), ("jo@sub.nordhaus-bau.de",)]
    result = add_emails(chunk(rows), context("email", settings=settings))
    assert column(result, "lt_email_kind") == ["business", "business", "role", "disposable"]
    assert column(result, "lt_email_status") == ["valid", "valid", "valid", "risky"]
    assert codes(result, 3) == ["E210"]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("Jo.Meyer@Gmail.com", "jomeyer@gmail.com"),
        ("jo.meyer+crm@googlemail.com", "jomeyer@gmail.com"),
        ("Jo.Meyer+x@Acme.de", "jo.meyer@acme.de"),
        ("+x@acme.de", "+x@acme.de"),
        ("jo@ya.ru", "jo@yandex.ru"),
        ("jo", "jo"),
    ],
)
def test_the_key_is_one_for_all_spellings_of_a_mailbox(address: str, key: str) -> None:
    assert email_key(address) == key


def test_no_real_mail_domain_is_called_a_slip() -> None:
    lists = word_list("email_domains")
    real = " ".join(lists[name] for name in ("free", "relay", "disposable", "no_typo", "famous")).split()
    assert [domain for domain in real if domain_meant(domain)] == []
    assert [domain for domain in lists["typos"] if domain in real] == []


@pytest.mark.parametrize(
    "cell",
    [
        " " * 100_000 + "x",
        "a" * 100_000 + "!",
        "a@" * 50_000,
        "@" * 100_000,
        "<" * 50_000 + ">" * 50_000,
        "a." * 50_000 + "@b.de",
        "x@" + "a." * 50_000 + "de",
        "(at)" * 30_000,
        '"' * 100_000,
        "jo@x.de " * 20_000,
    ],
)
def test_a_hostile_cell_takes_no_time(cell: str) -> None:
    find_emails("warm@up.de")
    begun = time.perf_counter()
    find_emails(cell)
    assert time.perf_counter() - begun < 0.25  # 50 ms on an idle machine


def test_reading_a_normal_form_again_changes_nothing() -> None:
    for cell in ("Jo.Meyer@Nordhaus-Bau.DE", "INFO@x-y.de", "jo@xn--mller-kva.de", "ＪＯ@ｘ-ｙ.de", '"jo meyer"@x-y.de'):
        first = find_emails(cell).usable[0].address
        assert [email.address for email in find_emails(first).usable] == [first]


def fired(cell: str) -> set[str]:
    found = find_emails(cell)
    read = (*found.usable, *found.unusable)
    return {*found.notes, *(email.problem for email in read), *(code for email in read for code in email.notes)}


@pytest.mark.parametrize("rule", [rule for rule in vars(rules).values() if isinstance(rule, Rule)], ids=lambda rule: rule.code)
def test_a_rule_fires_on_its_bad_cells_only(rule: Rule) -> None:
    assert [cell for cell in rule.bad if "\n" not in cell and rule.code not in fired(cell)] == []
    assert [cell for cell in rule.good if "\n" not in cell and rule.code in fired(cell)] == []


# Where a lead list asks another question than a mail server does.
EXPLAINED = {
    "test@io": "a bare top-level domain: no lead has one",
    "test@test.com": "a placeholder: well-formed, but nobody's",
    "test@iana.org.": "a closing full stop is cut off, with a finding",
    "test@iana.org(\r)": "an empty comment is cut off, with a finding",
    '"test\\©"@iana.org': "letters beyond ASCII are allowed in mailboxes today",
}


@pytest.mark.skipif(not CASES.exists(), reason="the public cases are not here")
def test_the_is_email_cases_are_accepted_and_rejected_as_leads() -> None:
    wrong = []
    for line in (CASES / "isemail_cases.jsonl").read_text(encoding="utf-8").strip().split("\n"):
        case = json.loads(line)
        policy = case["lead_policy"].split(" ")[0]
        address = case["address"]
        outer_blanks = address != address.strip()  # cells are trimmed
        if policy == "either" or address in EXPLAINED or outer_blanks:
            continue
        if bool(find_emails(address).usable) != (policy == "accept"):
            wrong.append(address)
    assert wrong == []


@pytest.mark.skipif(not CASES.exists(), reason="the public cases are not here")
def test_the_cases_of_email_validator_keep_their_normal_form() -> None:
    wrong = []
    for line in (CASES / "email_validator_cases.jsonl").read_text(encoding="utf-8").strip().split("\n"):
        case = json.loads(line)
        if case.get("valid") is not True or "@" not in case.get("normalized", ""):
            continue
        found = find_emails(case["address"]).usable
        if not found or found[0].address != case["normalized"]:
            wrong.append(case["address"])
    assert wrong == []


def test_parse_email_takes_the_users_lists() -> None:
    assert parse_email("jo@x-y.de", Lists(deny=frozenset({"x-y.de"}))).status == "risky"
