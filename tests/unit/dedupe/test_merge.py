"""One lead out of several rows: what it knows, and that no means no."""

import pyarrow as pa
import pytest

from leadtool.dedupe.merge import merge
from tests.unit.dedupe.parsed_rows import lead, table


def merged(*rows):
    """The kept row (the first) after merging, and the findings."""
    members = table([{"lt_rules": "", **row} for row in rows]).append_column("kept", pa.array([0] * len(rows), pa.int64()))
    kept, findings = merge(members)
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
