"""Of two leads that differ in one respect, the better one never scores lower and never stands in a lower tier."""

from hypothesis import given, settings
from hypothesis import strategies as st

from leadtool.config import Settings
from tests.unit.judge.rows import judged_all

# Each respect from the worst to the best; equal worth is fine, less is not.
LADDERS: dict[str, list[dict[str, str]]] = {
    "budget": [{"budget": cell} for cell in ("0..0 EUR", "", "5000..5000 EUR", "20000..90000 EUR")],
    "income": [{"income": cell} for cell in ("..9000 EUR", "", "45000..60000 EUR", "150000.. EUR")],
    "revenue": [{"revenue": cell} for cell in ("", "5000000..5000000 EUR")],
    "company size": [{"employees": cell} for cell in ("", "2..2", "12..12", "500..1000")],
    "deal": [{"deal_value": cell} for cell in ("", "90000..90000 EUR")],
    "loan": [{"preapproved": cell} for cell in ("no", "", "yes")],
    "decision maker": [{"decision_maker": cell} for cell in ("no", "", "yes")],
    "job": [
        {"lt_job_level": "student", "job_title": "Student"},
        {"lt_job_level": "unknown", "job_title": ""},
        {"lt_job_level": "manager", "job_title": "Manager"},
        {"lt_job_level": "director", "job_title": "Director"},
    ],
    "enquiry": [
        {"enquiry": cell}
        for cell in (
            "not interested, please remove me",
            "win an iPad",
            "",
            "price list please",
            "price list please, my budget is 20.000 EUR",
            "price list please, my budget is 20.000 EUR and I decide",
        )
    ],
    "notes": [
        {"notes": cell}
        for cell in (
            "do not contact",
            "not interested",
            "",
            "left a voicemail",
            "spoke with her",
            "spoke with her, wants an offer",
            "spoke with her, wants an offer, budget 40k",
            "spoke with her, wants an offer, budget 40k, she decides alone",
        )
    ],
    "status": [
        {"status": cell} for cell in ("Do Not Contact", "Not interested", "", "Attempted", "Connected", "Interested", "Qualified")
    ],
    "rating": [{"rating": cell} for cell in ("", "Hot")],
    "tags": [{"tags": cell} for cell in ("not interested", "", "hot")],
    "lost reason": [{"lost_reason": cell} for cell in ("Went with a competitor", "")],
    "reply": [{"last_reply_at": cell} for cell in ("", "2026-09-20")],
    "contacts": [{"contact_count": cell} for cell in ("", "2")],
    "age": [{"lt_last_contacted": cell} for cell in ("2020-01-01", "", "2026-09-01")],
    "mailbox": [
        {"lt_email": "", "lt_email_status": "missing", "lt_email_kind": ""},
        {"lt_email_status": "risky", "lt_email_kind": "role"},
        {"lt_email_status": "risky", "lt_email_kind": "business"},
        {"lt_email_status": "valid", "lt_email_kind": "role"},
        {"lt_email_status": "valid", "lt_email_kind": "free"},
        {"lt_email_status": "valid", "lt_email_kind": "business"},
    ],
    "phone": [
        {"lt_phone": "", "lt_phone_status": "missing"},
        {"lt_phone_status": "possible"},
        {"lt_phone_status": "valid"},
    ],
    "mobile": [{"lt_mobile": cell} for cell in ("", "+491701234567")],
    "profile": [{"linkedin": cell} for cell in ("", "https://www.linkedin.com/in/anna-keller")],
    "opt-out": [{"opt_out": cell} for cell in ("yes", "", "no")],
    "opt-in": [{"opt_in": cell} for cell in ("no", "", "yes")],
    "calls": [{"do_not_call": cell} for cell in ("yes", "", "no")],
    "contact at all": [{"do_not_contact": cell} for cell in ("yes", "")],
    "how it came": [{"source": cell} for cell in ("Purchased list", "Web form", "Referral")],
    "company": [{"lt_company": cell} for cell in ("", "Keller Bau")],
    "name": [{"lt_last_name": cell} for cell in ("", "Keller")],
    "order": [{"lt_source": "Acme", "lt_country": cell} for cell in ("DE", "ES")],
    "looks": [{"lt_rules": cell} for cell in ("J201", "")],
    "our own list": [{"lt_crm_match": cell} for cell in ("refused_before", "net_new", "open_deal")],
}
ORDERED = Settings.model_validate({"sources": {"Acme": {"kind": "bought", "spec": {"countries": ["ES"]}}}})
_SAME_FIGURE = ("budget", "enquiry", "notes")
_LEVELS = {name: st.integers(0, len(ladder) - 1) for name, ladder in LADDERS.items()}


@st.composite
def _steps(draw: st.DrawFn) -> tuple[str, int, dict[str, int]]:
    """A respect, a step of its ladder, and where the lead stands in some others."""
    name = draw(st.sampled_from(sorted(LADDERS)))
    apart = _SAME_FIGURE if name in _SAME_FIGURE else (name,)  # two budgets of one lead would be a contradiction
    others = draw(st.lists(st.sampled_from(sorted(set(LADDERS) - set(apart))), max_size=8, unique=True))
    return name, draw(st.integers(0, len(LADDERS[name]) - 2)), {other: draw(_LEVELS[other]) for other in others}


def _cells(name: str, level: int, others: dict[str, int]) -> dict[str, str]:
    found: dict[str, str] = {}
    for other, at in others.items():
        found |= LADDERS[other][at]
    return found | LADDERS[name][level]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.lists(_steps(), min_size=40, max_size=120))
def test_one_step_up_in_any_respect_never_lowers_score_or_tier(steps: list[tuple[str, int, dict[str, int]]]) -> None:
    rows = [_cells(name, level + up, others) for name, level, others in steps for up in (0, 1)]
    found = judged_all(rows, ORDERED)
    for (name, level, others), worse, better in zip(steps, found[::2], found[1::2], strict=True):
        told = (name, LADDERS[name][level : level + 2], others, worse["lt_score_receipt"], better["lt_score_receipt"])
        assert int(worse["lt_score"]) <= int(better["lt_score"]), told
        assert worse["lt_tier"] >= better["lt_tier"], told


def test_every_ladder_has_a_step_that_counts() -> None:
    """Without it the property above would hold of a score that is blind to a respect."""
    silent = {"contacts", "profile", "opt-in"}  # they open or close channels, or say nothing of worth by themselves
    for name, ladder in LADDERS.items():
        found = judged_all(ladder, ORDERED)
        scores = [int(row["lt_score"]) for row in found]
        assert name in silent or scores[0] < scores[-1] or found[0]["lt_value_low"] != found[-1]["lt_value_low"], (name, scores)
