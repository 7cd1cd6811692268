"""One lead out of several rows: what it knows, and that no means no."""

import random

import pyarrow as pa
import pytest

from leadtool.config import check
from leadtool.dedupe.merge import merge
from leadtool.errors import UsageError
from tests.unit.dedupe.parsed_rows import lead, table


def merged(*rows, settings=None):
    """The kept row (the first) after merging, and the findings."""
    members = table([{"lt_rules": "", **row} for row in rows]).append_column("kept", pa.array([0] * len(rows), pa.int64()))
    kept, findings = merge(members, settings)
    assert kept.num_rows == 1
    return kept.to_pylist()[0], findings.to_pylist()


BOB = lead("Bob Smith", "bob@acme.com", lt_email_status="valid")


def test_blanks_are_filled_and_the_finding_names_the_row():
    kept, findings = merged(BOB, BOB | {"lt_city": "Rome", "job_title": "CEO", "lt_job_level": "c_level"})
    assert (kept["lt_city"], kept["job_title"], kept["lt_job_level"]) == ("Rome", "CEO", "c_level")
    assert {"record": 0, "column": "lt_city", "rule": "D001", "before": "", "after": "Rome (from line 1)"} in findings


def test_an_address_is_not_patched_together_from_two_places():
    here = BOB | {"lt_city": "Rome", "lt_country": "IT"}
    kept, _ = merged(
        here, BOB | {"lt_street": "1 Main Street", "lt_city": "Boston", "lt_postal_code": "02108", "lt_country": "US"}
    )
    assert (kept["lt_street"], kept["lt_city"], kept["lt_postal_code"], kept["lt_country"]) == ("", "Rome", "", "IT")


def test_other_contacts_are_joined_once_and_bounced_ones_are_not():
    other = lead("Bob Smith", "bob@home.de", "+14155552676", lt_email_status="valid")
    kept, _ = merged(
        BOB | {"lt_phone": "+14155552671"},
        other,
        other,
        lead("Bob Smith", "old@acme.com", lt_email_status="valid", lt_rules="X110"),
    )
    assert kept["lt_other_emails"] == "bob@home.de"
    assert kept["lt_other_phones"] == "+14155552676"


@pytest.mark.parametrize("flag", ["do_not_contact", "opt_out", "do_not_call"])
@pytest.mark.parametrize(("first", "second"), [("no", "yes"), ("", "yes"), ("yes", "no"), ("unknown", "yes")])
def test_one_yes_to_being_left_alone_holds(flag, first, second):
    kept, findings = merged(BOB | {flag: first}, BOB | {flag: second})
    assert kept[flag] == "yes"
    if {first, second} == {"yes", "no"}:
        assert [f["rule"] for f in findings if f["column"] == flag] == ["D202"]


@pytest.mark.parametrize(
    ("no_date", "yes_date", "expected"),
    [
        ("", "", "no"),
        ("", "2026-05-01", "no"),
        ("2026-01-01", "", "no"),
        ("2026-01-01", "2026-05-01", "yes"),
        ("2026-05-01", "2026-01-01", "no"),
    ],
)
def test_only_a_later_dated_yes_reopens_an_opt_in(no_date, yes_date, expected):
    no = BOB | {"opt_in": "no", "updated_at": no_date, "lt_rules": "X104"}
    yes = BOB | {"opt_in": "yes", "consent_at": yes_date}
    for rows in ((no, yes), (yes, no)):
        kept, findings = merged(*rows)
        assert kept["opt_in"] == expected
        if rows[0] is yes:
            assert ("X104" in [f["rule"] for f in findings]) == (expected == "no")


def test_closing_rules_of_every_row_hold_for_the_kept_lead():
    _, findings = merged(BOB, BOB | {"lt_rules": "E001;X102"}, BOB | {"lt_rules": "X101;X111"})
    assert [(f["record"], f["rule"]) for f in findings if f["rule"].startswith("X")] == [(0, "X101"), (0, "X102")]


def test_the_furthest_status_the_latest_contact_and_the_earliest_consent_hold():
    old = BOB | {"status": "Qualified", "lt_last_contacted": "2025-01-01", "consent_at": "2024-01-01", "consent_ip": "10.0.0.1"}
    new = BOB | {"status": "New", "lt_last_contacted": "2026-01-01", "consent_at": "2025-01-01", "consent_ip": "10.0.0.2"}
    for rows in ((old, new), (new, old)):
        kept, _ = merged(*rows)
        assert (kept["status"], kept["lt_last_contacted"]) == ("Qualified", "2026-01-01")
        assert (kept["consent_at"], kept["consent_ip"]) == ("2024-01-01", "10.0.0.1")


def test_notes_are_said_once():
    kept, _ = merged(BOB | {"notes": "likes tea"}, BOB | {"notes": "likes tea"}, BOB | {"notes": "call back"})
    assert kept["notes"] == "likes tea | call back"


def test_the_order_of_the_others_changes_nothing():
    one, two = BOB | {"lt_city": "Rome", "notes": "a"}, BOB | {"lt_city": "Bonn", "notes": "b"}
    assert merged(BOB, one, two)[0] == merged(BOB, two, one)[0]


@pytest.mark.parametrize(
    ("column", "kept_cell", "other_cell", "expected"),
    [
        ("lt_first_name", "jose", "José", "José"),
        ("lt_first_name", "José", "Jose", "José"),
        ("lt_first_name", "J.", "John", "John"),
        ("lt_first_name", "Jon", "John", "Jon"),
        ("lt_last_name", "Garc?a", "García", "García"),
        ("lt_last_name", "Mcdonald", "McDonald", "Mcdonald"),
        ("lt_full_name", "Tom Smith", "Tom & Judy Smith", "Tom & Judy Smith"),
        ("lt_full_name", "Tom & Judy Smith", "Tom Smith", "Tom & Judy Smith"),
        ("lt_full_name", "J. Smith", "John Albert Smith", "John Albert Smith"),
        ("lt_full_name", "Tom Smith", "Tim Smith", "Tom Smith"),
        ("lt_company", "ACME CORP", "Acme Corp", "Acme Corp"),
        ("lt_company", "IBM", "Ibm", "IBM"),
        ("lt_company", "Acme", "Acme Holding", "Acme"),
        ("lt_city", "zurich", "Zürich", "Zürich"),
        ("job_title", "DIRECTEUR GENERAL", "Directeur Général", "Directeur Général"),
    ],
)
def test_the_better_spelling_of_one_value_is_taken(column, kept_cell, other_cell, expected):
    kept, findings = merged(BOB | {column: kept_cell}, BOB | {column: other_cell})
    assert kept[column] == expected
    changed = [(f["rule"], f["before"], f["after"]) for f in findings if f["column"] == column]
    assert changed == ([("D003", kept_cell, f"{expected} (from line 1)")] if expected != kept_cell else [])


def test_the_config_says_whose_value_a_field_takes():
    rows = (
        BOB | {"job_title": "CTO", "lt_job_level": "c_level", "updated_at": "2025-01-01", "lt_source": "Acme", "status": "Qualified"},
        BOB | {"job_title": "Manager of many", "lt_job_level": "manager", "updated_at": "2026-01-01", "status": "New"},
        BOB | {"job_title": "CEO", "lt_job_level": "c_level", "lt_source": "CRM"},
    )  # fmt: skip
    for rule, title, level in (("kept", "CTO", "c_level"), ("newest", "Manager of many", "manager"), ("trusted", "CEO", "c_level"),
                               ("longest", "Manager of many", "manager")):  # fmt: skip
        settings = check({"merge": {"fields": {"job_title": rule}}, "sources": {"CRM": {"trust": 5}}}, "test")
        kept, findings = merged(*rows, settings=settings)
        assert (kept["job_title"], kept["lt_job_level"], kept["status"]) == (title, level, "Qualified")
        assert bool([f for f in findings if f["column"] == "job_title"]) == (title != "CTO")
    kept, _ = merged(*rows, settings=check({"merge": {"fields": {"status": "newest"}}}, "test"))
    assert kept["status"] == "New"


def test_an_address_goes_together_to_the_row_the_config_prefers():
    here = BOB | {"lt_street": "1 Main Street", "lt_city": "Boston", "lt_postal_code": "02108", "updated_at": "2025-01-01"}
    there = BOB | {"lt_street": "5 Elm Road", "lt_city": "Austin", "updated_at": "2026-01-01"}
    kept, _ = merged(here, there, settings=check({"merge": {"fields": {"street": "newest"}}}, "test"))
    assert (kept["lt_street"], kept["lt_city"], kept["lt_postal_code"]) == ("5 Elm Road", "Austin", "")


def test_an_address_that_another_one_replaces_is_kept_beside_it():
    new = lead("Bob Smith", "bob@home.de", lt_email_status="valid", updated_at="2026-01-01")
    kept, _ = merged(BOB, new, settings=check({"merge": {"fields": {"email": "newest"}}}, "test"))
    assert (kept["lt_email"], kept["lt_other_emails"]) == ("bob@home.de", "bob@acme.com")


def test_the_order_in_which_rows_fill_blanks_is_the_users():
    full = BOB | {"lt_city": "Rome", "notes": "a", "industry": "b", "updated_at": "2025-01-01"}
    new = BOB | {"lt_city": "Bonn", "updated_at": "2026-01-01"}
    assert merged(BOB, full, new)[0]["lt_city"] == "Rome"
    assert merged(BOB, full, new, settings=check({"merge": {"order": ["newest"]}}, "test"))[0]["lt_city"] == "Bonn"


@pytest.mark.parametrize("field", ["opt_out", "consent_at", "do_not_call", "created_at", "nonsense"])
def test_what_must_hold_has_no_merge_rule(field):
    with pytest.raises(UsageError):
        check({"merge": {"fields": {field: "newest"}}}, "test")


@pytest.mark.parametrize("seed", range(20))
def test_no_order_of_rows_changes_the_merged_lead(seed):
    chance = random.Random(seed)
    values = {"lt_first_name": ["Bob", "bob", "B.", ""], "lt_city": ["Rome", "ROME", ""], "lt_street": ["1 Main Street", ""],
              "status": ["New", "Qualified", ""], "opt_out": ["yes", "no", ""], "opt_in": ["yes", "no", ""],
              "consent_at": ["2025-01-01", "2026-02-02", ""], "notes": ["a", "b", ""], "updated_at": ["2025-01-01", "2026-01-01", ""],
              "lt_rules": ["", "X102", "X110"], "lt_other_emails": ["b@home.de", ""], "job_title": ["CEO", "ceo", ""]}  # fmt: skip
    rows = [BOB | {name: chance.choice(cells) for name, cells in values.items()} for _ in range(5)]
    first, others = rows[0], rows[1:]
    told = {tuple(sorted(merged(first, *chance.sample(others, 4))[0].items())) for _ in range(6)}
    assert len(told) == 1
    kept = dict(next(iter(told)))
    assert kept["opt_out"] == ("yes" if "yes" in {row["opt_out"] for row in rows} else kept["opt_out"])
