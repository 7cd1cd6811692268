"""Leads, business and consumer, judged as a careful rep would."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadtool.config import Settings
from leadtool.judge import definition_text
from leadtool.judge.scores import receipt
from leadtool.rules import all_rules
from tests.unit.judge.rows import PERSON, judged, judged_all

SIGNED = re.compile(r"(?<![\w.])[+\-−]\d+(\.\d+)?")


def _table() -> list[list[str]]:
    lines = (Path(__file__).parent / "leads.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _cells(text: str) -> dict[str, str]:
    return dict(cell.split("=", 1) for cell in text.split("|") if cell)  # type: ignore[misc]


TABLE = _table()
JUDGED = judged_all([_cells(case[0]) for case in TABLE])


@pytest.mark.parametrize(("case", "row"), list(zip(TABLE, JUDGED, strict=True)), ids=[case[0] for case in TABLE])
def test_a_lead_is_judged_as_a_careful_rep_would(case: list[str], row: dict[str, str]) -> None:
    told = [row[f"lt_{name}"] for name in ("interest", "ability", "authority", "class")]
    assert told == case[1:5], (row["lt_evidence"], row["lt_class_reason"])
    assert case[5] == "-" or case[5] in row["lt_next_action"], row["lt_next_action"]


def test_the_table_holds_a_hundred_leads() -> None:
    assert len(TABLE) >= 100


def test_every_lead_has_a_next_action_and_every_unqualified_one_a_date() -> None:
    for row in JUDGED:
        assert row["lt_next_action"]
        assert "{" not in row["lt_next_action"]
        if row["lt_class"] == "unqualified" and row["lt_rules"] == "":
            assert re.search(r"\d{4}-\d\d-\d\d", row["lt_next_action"])


def test_what_is_known_has_evidence_and_what_is_unknown_has_none() -> None:
    for row in JUDGED:
        for name in ("interest", "ability", "authority"):
            known = row[f"lt_{name}"] != "unknown"
            assert (f"{name} {row[f'lt_{name}']}: " in row["lt_evidence"]) == known


@pytest.mark.parametrize(
    ("cells", "evidence"),
    [
        (
            {
                "enquiry": "asked for a demo",
                "revenue": "5..10 EUR",
                "budget": "500..900 EUR",
                "lt_job_level": "c_level",
                "job_title": "CEO",
            },
            'interest yes: enquiry "asked for a demo"; ability yes: budget 500..900 EUR; authority yes: job title "CEO"',
        ),
        ({"notes": "Not interested at all"}, 'interest no: notes "Not interested"'),
        (
            {"preapproved": "yes", "lt_company": "", "decision_maker": "yes"},
            "ability yes: loan pre-approved; authority yes: head of household",
        ),
        ({"budget": "5000..5000 EUR"}, "ability yes: budget 5000 EUR"),
    ],
)
def test_the_evidence_quotes_what_decides(cells: dict[str, str], evidence: str) -> None:
    assert judged(cells)["lt_evidence"] == evidence


def test_criteria_of_the_settings_decide() -> None:
    said = Settings.model_validate(
        {
            "criteria": {
                "budget_min": 10000,
                "employees_min": 20,
                "countries": ["DE"],
                "job_levels": ["manager"],
                "income_min": 50000,
            }
        }
    )
    assert judged({"budget": "5000..5000 EUR"}, said)["lt_ability"] == "no"
    assert judged({"budget": "12000..12000 EUR"}, said)["lt_ability"] == "yes"
    assert judged({"employees": "5..5"}, said)["lt_ability"] == "no"
    assert judged({"employees": "50..50"}, said)["lt_ability"] == "yes"
    assert judged({"lt_job_level": "manager"}, said)["lt_authority"] == "yes"
    assert judged({"income": "60000..70000 EUR"}, said)["lt_ability"] == "yes"
    row = judged({"lt_country": "FR"}, said)
    assert (row["lt_ability"], "Q102" in row["codes"]) == ("no", True)


def test_off_spec_leads_are_found_and_missing_data_is_not() -> None:
    said = Settings.model_validate(
        {"sources": {"Acme": {"spec": {"countries": ["ES"], "job_levels": ["owner"], "income_min": 80000, "has": ["mobile"]}}}}
    )
    row = judged(
        {"lt_source": "Acme", "lt_country": "DE", "lt_job_level": "staff", "income": "10..20 EUR", "lt_mobile": ""}, said
    )
    assert "Q101" in row["codes"]
    assert "off-spec -15" in row["lt_score_receipt"]
    assert "Q101" not in judged({"lt_source": "Acme", "lt_country": "", "lt_mobile": "+34600000000"}, said)["codes"]
    assert "Q101" not in judged({"lt_source": "Other", "lt_country": "DE"}, said)["codes"]


@pytest.mark.parametrize(
    ("cells", "channels"),
    [
        ({}, "email;call"),
        ({"lt_company": "", "lt_email_kind": "free"}, "call;email"),
        ({"lt_company": "", "income": "50000..50000 EUR"}, "call;email"),
        ({"lt_company": ""}, "email;call"),  # a company's own mailbox
        ({"lt_email_status": "risky"}, "call;email"),
        ({"lt_email_kind": "free"}, "call;email"),
        ({"lt_mobile": "+491701234567"}, "email;call;sms"),
        ({"lt_phone": "", "lt_phone_status": "missing", "lt_mobile": "+491701234567"}, "email;call;sms"),
        ({"lt_phone_status": "invalid"}, "email"),
        ({"lt_phone_type": "fax"}, "email"),
        ({"lt_street": "Hauptstr. 1", "lt_city": "Bonn"}, "email;call;in_person"),
        ({"linkedin": "https://www.linkedin.com/in/anna"}, "email;call;social"),
        ({"linkedin": "n/a"}, "email;call"),
        ({"opt_out": "yes"}, "call"),
        ({"opt_in": "no"}, "call"),
        ({"opt_in": "unknown"}, "call"),
        ({"opt_in": "yes"}, "email;call"),
        ({"do_not_call": "yes", "lt_mobile": "+491701234567"}, "email"),
        ({"do_not_call": "yes", "opt_out": "yes"}, ""),
        ({"do_not_contact": "yes"}, ""),
        ({"notes": "do not call"}, "email"),
        ({"notes": "unsubscribed"}, "call"),
        ({"notes": "email bounced"}, "call"),
        ({"notes": "wrong number"}, "email"),
        ({"lt_rules": "X102"}, "call"),
        ({"lt_rules": "X999"}, "email;call"),
    ],
)
def test_channels_are_those_that_work_and_nobody_closed(cells: dict[str, str], channels: str) -> None:
    row = judged(cells)
    assert row["lt_channels"] == channels
    assert row["lt_best_channel"] == channels.split(";")[0]


def test_no_channel_left_suppresses_and_nothing_at_all_is_junk() -> None:
    assert "X111" in judged({"opt_out": "yes", "do_not_call": "yes"})["codes"]
    assert "X111" not in judged({"opt_out": "yes"})["codes"]
    assert "X111" not in judged({"opt_out": "yes", "do_not_call": "yes", "lt_street": "Weg 1", "lt_city": "Bonn"})["codes"]
    nothing = judged({"lt_email": "", "lt_email_status": "missing", "lt_phone": "", "lt_phone_status": "missing"})
    assert "J101" in nothing["codes"]
    assert "X111" not in nothing["codes"]


def test_a_rule_can_be_turned_off_in_the_settings() -> None:
    assert judged({"opt_in": "no"}, Settings.model_validate({"rules": {"X104": "note"}}))["lt_channels"] == "email;call"


def test_customers_are_kept_when_the_settings_say_so() -> None:
    keep = Settings.model_validate({"outreach": {"customers": "keep"}})
    row = judged({"status": "Customer"}, keep)
    assert (row["codes"], row["lt_channels"]) == ("X001", "email;call")
    assert "repeat purchase" in row["lt_next_action"]


@pytest.mark.parametrize(
    ("cells", "said", "value"),
    [
        ({"deal_value": "12000..12000 USD", "budget": "5..5 EUR"}, {}, ("12000", "12000", "deal value USD")),
        ({"budget": "20000..50000 EUR"}, {}, ("20000", "50000", "budget EUR")),
        ({"budget": "20000.. EUR"}, {}, ("20000", "20000", "budget EUR")),
        ({"budget": "..50000"}, {}, ("0", "50000", "budget EUR")),
        ({"income": "80000..120000 USD"}, {}, ("1600", "7200", "income USD")),
        ({"employees": "50..200"}, {"per_employee": 10}, ("500", "6000", "company size EUR")),
        ({}, {}, ("", "", "")),
        (
            {"enquiry": "need two desks"},
            {"products": [{"name": "Desk", "price": 400, "per_year": 2, "words": ["desks"]}]},
            ("400", "2400", "products EUR: Desk"),
        ),
        ({"enquiry": "chairs"}, {"products": [{"name": "Desk", "price": 400, "words": ["desks"]}]}, ("", "", "")),
    ],
)
def test_value_has_a_range_and_a_basis(cells: dict[str, str], said: dict[str, object], value: tuple[str, str, str]) -> None:
    row = judged(cells, Settings.model_validate({"value": said}))
    assert (row["lt_value_low"], row["lt_value_high"], row["lt_value_basis"]) == value


STAGES = [
    ({}, "suspect", "lead"),
    ({"status": "Voicemail"}, "lead", "lead"),
    ({"source": "Web form"}, "lead", "prospect"),
    ({"status": "Replied"}, "lead", "prospect"),
    ({"status": "Interested"}, "prospect", "prospect"),
    ({"status": "Open Deal"}, "prospect", "prospect"),
    ({"status": "Qualified"}, "qualified", "qualified"),
    ({"status": "Won"}, "customer", "customer"),
    ({"status": "Not interested"}, "lead", "lead"),
    ({"enquiry": "a demo", "budget": "9000..9000 EUR", "lt_job_level": "owner"}, "qualified", "qualified"),
]


@pytest.mark.parametrize(("cells", "sales", "marketing"), STAGES)
def test_the_stage_follows_the_definition(cells: dict[str, str], sales: str, marketing: str) -> None:
    assert judged(cells)["lt_stage"] == sales
    assert judged(cells, Settings.model_validate({"definition": {"profile": "marketing"}}))["lt_stage"] == marketing
    assert definition_text("sales") != definition_text("marketing")


BETTER = [
    ({}, {"budget": "50000..50000 EUR"}),
    ({}, {"lt_job_level": "c_level"}),
    ({"lt_job_level": "staff"}, {"lt_job_level": "manager"}),
    ({"lt_job_level": "manager"}, {"lt_job_level": "director"}),
    ({}, {"decision_maker": "yes"}),
    ({"decision_maker": "no"}, {"decision_maker": "yes"}),
    ({}, {"last_reply_at": "2026-09-20"}),
    ({}, {"preapproved": "yes"}),
    ({"preapproved": "no"}, {"preapproved": "yes"}),
    ({"income": "..9000 EUR"}, {"income": "90000.. EUR"}),
    ({}, {"enquiry": "asked for a demo"}),
    ({"lt_last_contacted": "2020-01-01"}, {"lt_last_contacted": "2026-09-01"}),
    ({"status": "Not interested"}, {"status": "Contacted"}),
    ({"status": "Contacted"}, {"status": "Interested"}),
    ({"status": "Interested"}, {"status": "Qualified"}),
    ({"lt_email_status": "invalid", "lt_email": ""}, {}),
    ({"lt_email_status": "risky"}, {}),
    ({"lt_email_kind": "role"}, {"lt_email_kind": "business"}),
    ({"lt_email_kind": "free"}, {"lt_email_kind": "business"}),
    ({"lt_phone_status": "invalid", "lt_phone": ""}, {}),
    ({"lt_phone_status": "possible"}, {}),
    ({}, {"lt_mobile": "+491701234567"}),
    ({"opt_out": "yes"}, {}),
    ({"do_not_call": "yes"}, {}),
    ({}, {"source": "Referral"}),
    ({"source": "Purchased list"}, {"source": "Web form"}),
    ({}, {"notes": "uses a competitor"}),
    ({"lt_company": ""}, {}),
    ({"lt_last_name": ""}, {}),
    ({}, {"employees": "500..500"}),
    ({}, {"deal_value": "90000..90000 EUR"}),
    ({"rating": "Cold"}, {"rating": "Hot"}),
    ({"tags": "cold"}, {"tags": "hot"}),
    ({"status": "Wrong number"}, {"status": "Voicemail"}),
    ({"enquiry": "Not interested, please remove me"}, {}),
    ({"enquiry": "free iPad"}, {"enquiry": "price list please"}),
    ({"enquiry": "faible"}, {"enquiry": "fort"}),
    ({"enquiry": "not interested"}, {"enquiry": "low"}),
    ({"status": "Unqualified"}, {}),
    ({"lt_job_level": "staff"}, {"lt_job_level": "manager"}),
    ({"preapproved": "no"}, {"preapproved": "yes"}),
    ({"decision_maker": "no"}, {"decision_maker": "yes"}),
    ({"notes": "curieux seulement"}, {"notes": "veut une démo"}),
]
BASES = [
    {},
    {"status": "Contacted"},
    {"lt_email_kind": "free"},
    {"lt_company": ""},
    {"budget": "100..200 EUR", "lt_job_level": "owner"},
]


@pytest.mark.parametrize("base", BASES)
def test_the_better_of_two_leads_never_scores_lower(base: dict[str, str]) -> None:
    pairs = judged_all([{**base, **cells} for pair in BETTER for cells in pair])
    for i, (worse, better) in enumerate(zip(pairs[::2], pairs[1::2], strict=True)):
        assert int(worse["lt_score"]) <= int(better["lt_score"]), (
            BETTER[i],
            worse["lt_score_receipt"],
            better["lt_score_receipt"],
        )
        assert worse["lt_tier"] >= better["lt_tier"], BETTER[i]


def _adds_up(score: str, text: str) -> bool:
    total = sum(float(match.group()) for match in SIGNED.finditer(text))
    starts_well = all(part.strip()[0] not in "+-−=@" for part in text.split(";"))
    return total == float(score) and starts_well and 0 <= int(score) <= 100


@given(st.lists(st.tuples(st.sampled_from(["valid e-mail", "two-way contact", "stale"]), st.integers(-90, 90)), max_size=12))
def test_the_lines_of_a_receipt_add_up(lines: list[tuple[str, int]]) -> None:
    assert _adds_up(*receipt(lines))


_PARTS = {
    "lt_email_status": ["valid", "risky", "invalid", "missing"],
    "lt_email_kind": ["business", "free", "role", "disposable", "relay", ""],
    "lt_phone_status": ["valid", "possible", "invalid", "missing"],
    "lt_mobile": ["", "+491701234567"],
    "lt_company": ["", "Keller -5 Bau"],
    "lt_job_level": ["owner", "manager", "staff", "unknown", ""],
    "status": ["", "New", "Contacted", "Qualified", "Lost", "Customer", "Zz -3", "Do not call"],
    "notes": ["", "not interested -20", "asked for +5 demos", "do not contact", "call back 2027-01-05"],
    "budget": ["", "0..0 EUR", "5..9 EUR", "900000.. RUB", "..5"],
    "income": ["", "1..2 USD", "90000..90000 XXX"],
    "opt_out": ["", "yes", "no", "unknown"],
    "do_not_call": ["", "yes", "no"],
    "lt_last_contacted": ["", "2026-09-01", "2020-01-01", "2027-01-01T10:00"],
    "contact_count": ["", "0", "12"],
    "lt_source": ["", "Acme", "Web -7"],
}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in _PARTS.items()}), min_size=1, max_size=20))
def test_every_lead_is_judged_within_the_fixed_values(rows: list[dict[str, str]]) -> None:
    said = Settings.model_validate({"sources": {"Acme": {"kind": "bought", "trust": -4, "spec": {"countries": ["ES"]}}}})
    for row in judged_all(rows, said):
        assert _adds_up(row["lt_score"], row["lt_score_receipt"]), row["lt_score_receipt"]
        assert row["lt_class"] in ("new", "working", "nurturing", "unqualified")
        assert row["lt_stage"] in ("suspect", "lead", "prospect", "qualified", "customer")
        assert row["lt_engagement"] in ("none", "one_way", "two_way")
        assert row["lt_tier"] in ("A", "B", "C", "D")
        for name in ("interest", "ability", "authority", "qualified"):
            assert row[f"lt_{name}"] in ("yes", "no", "unknown")
        assert row["lt_next_action"]
        assert row["lt_best_channel"] == row["lt_channels"].split(";")[0]
        assert (row["lt_value_low"] == "") == (row["lt_value_basis"] == "")
        assert all(code in all_rules() for code in row["codes"].split(";") if code)


def test_a_row_is_judged_alike_alone_and_among_others() -> None:
    rows = [_cells(case[0]) for case in TABLE[:40]]
    together = judged_all(rows)
    for row, one in zip(rows[::7], together[::7], strict=True):
        alone = judged(row)
        assert {k: v for k, v in alone.items() if k.startswith("lt_")} == {k: v for k, v in one.items() if k.startswith("lt_")}


def test_no_rows_are_judged_too() -> None:
    assert judged_all([], person=True) == []
    assert PERSON


_BARE = {"lt_phone": "", "lt_phone_status": "missing", "lt_company": "", "lt_first_name": "", "lt_last_name": ""}
_STRONG = {"lt_job_level": "owner", "job_title": "Owner", "employees": "120..120"}


@pytest.mark.parametrize(
    ("cells", "tiers"),
    [
        (_STRONG, "B"),
        ({**_STRONG, "lt_mobile": "+491701234567"}, "B"),
        ({**_STRONG, "enquiry": "please send a quote"}, "A"),
        ({**_STRONG, "status": "Interested"}, "A"),
        (_BARE, "D"),
        ({}, "C"),
        ({**_STRONG, "status": "Unqualified"}, "CD"),
        ({**_STRONG, "enquiry": "please send a quote", "status": "Not interested"}, "CD"),
        ({**_STRONG, "enquiry": "free iPad"}, "CD"),
        ({**_STRONG, "deal_value": "90000..90000 EUR", "status": "Lost"}, "CD"),
        ({**_STRONG, "status": "Interested", "do_not_contact": "yes"}, "D"),
        ({**_STRONG, "status": "Interested", "notes": "test lead, please ignore this lead"}, "D"),
        ({**_STRONG, "lt_last_contacted": "2023-01-01"}, "BC"),
        ({**_STRONG, "lt_mobile": "+491701234567", "last_reply_at": "2026-09-20"}, "B"),  # an answer is not yet interest
    ],
)
def test_only_interest_makes_an_a_and_a_no_never_more_than_c(cells: dict[str, str], tiers: str) -> None:
    row = judged(cells)
    assert row["lt_tier"] in tiers, row["lt_score_receipt"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"lt_rules": "D101", "lt_duplicate_of": "Labc", "lt_group_size": "2"}, "Kept: Labc"),
        ({"do_not_contact": "yes"}, "Do not contact"),
        ({"opt_out": "yes", "status": "Nurturing"}, "by phone"),
        ({"do_not_call": "yes", "status": "Voicemail"}, "by e-mail"),
        ({"status": "Customer"}, "Known customer"),
        ({"notes": "test lead, please ignore this lead"}, "No action: junk"),
    ],
)
def test_the_next_action_uses_no_closed_channel(cells: dict[str, str], words: str) -> None:
    row = judged(cells)
    assert words in row["lt_next_action"]
    assert "email" in row["lt_channels"].split(";") or "by e-mail" not in row["lt_next_action"]
