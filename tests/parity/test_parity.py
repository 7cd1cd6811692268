"""The fast paths read like the plain parsers: a small part of what `python -m tests.parity` compares."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from leadtool.config import Settings
from leadtool.fields import emails_fast, phones_digits, phones_fast
from leadtool.fields.emails import add_emails
from leadtool.fields.phones import add_phones
from leadtool.fields.phones_plans import calling_codes, plans_of
from leadtool.model import StepResult
from tests.parity.compare import compare_emails, compare_phones
from tests.parity.email_values import ALLOW, DENY, email_cells
from tests.parity.phone_values import phone_cells
from tests.parity.sabotage import BREAKS, Break, noticed_after
from tests.unit.fields.contacts import chunk, context

ROWS = 300
QUICK = ("the national prefix is kept", "the rare types are not known", "phrases for none are addresses", "no domain is a slip")


def test_phones_are_read_alike_by_columns_and_by_cells() -> None:
    found = compare_phones(1_500, seed=13)
    assert found.different == ()
    assert found.left < 0.8 * found.cells


def test_emails_are_read_alike_by_columns_and_by_cells() -> None:
    found = compare_emails(4_000, seed=12)
    assert found.different == ()
    assert found.left < 0.7 * found.cells


@pytest.mark.parametrize("broken", [one for one in BREAKS if one.name in QUICK], ids=lambda one: one.name)
def test_a_broken_rule_is_noticed(broken: Break) -> None:
    assert noticed_after(broken, 13, (1_500,))


@pytest.mark.parametrize("fields", [("phone",), ("phone", "mobile", "work_phone", "phone")])
def test_rows_of_phones_are_chosen_alike(fields: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    cells = phone_cells(ROWS, 14)
    # Cells repeat within a row, so that one number stands in several columns.
    rows = [tuple(cells[(at * 7 + of * (at % 3)) % ROWS].text for of in range(len(fields))) for at in range(ROWS)]
    more = {
        "lt_country": [cells[at * 7 % ROWS].country for at in range(ROWS)],
        "phone_verdict": [("", "active", "disconnected", "unknown")[at % 4] for at in range(ROWS)],
    }
    headers = ("Phone", "Mobile", "Company phone", "Direct")[: len(fields)]
    listed, asked = chunk(rows, **more), context(*fields, country="ES", headers=headers)
    plain = add_phones(listed, asked)
    monkeypatch.setattr(phones_fast, "WORTH_IT", 0)
    monkeypatch.setattr(phones_digits, "FEW", 3)
    _same(add_phones(listed, asked), plain)


@pytest.mark.parametrize("fields", [("email",), ("email", "email", "email")])
@pytest.mark.parametrize("listing", [{}, {"allow": ALLOW, "deny": DENY}], ids=["no lists", "lists"])
def test_rows_of_emails_are_chosen_alike(
    fields: tuple[str, ...], listing: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = email_cells(ROWS, 15)
    rows = [
        tuple(cells[(at * 7 + of * (at % 3)) % ROWS] if at % 5 or not of else "" for of in range(len(fields)))
        for at in range(ROWS)
    ]
    verdicts = ("", "", "valid", "risky", "invalid", "disposable", "role", "unknown")
    more = {
        "email_verdict": [verdicts[at % 8] for at in range(ROWS)],
        "email_verdict_at": [("", "2019-01-01", "2026-09-30")[at % 3] for at in range(ROWS)],
    }
    settings = Settings.model_validate({"email": listing})
    listed, asked = chunk(rows, **more), context(*fields, settings=settings)
    monkeypatch.setattr(emails_fast, "WORTH_IT", ROWS + 1)
    plain = add_emails(listed, asked)
    monkeypatch.setattr(emails_fast, "WORTH_IT", 0)
    _same(add_emails(listed, asked), plain)


def _same(fast: StepResult, plain: StepResult) -> None:
    assert fast.findings.to_pylist() == plain.findings.to_pylist()
    for name in plain.chunk.column_names:
        assert fast.chunk.column(name).to_pylist() == plain.chunk.column(name).to_pylist(), name


def test_every_pattern_of_the_numbering_plans_is_understood() -> None:
    digits = pa.array(["123456789"], pa.large_string())
    for code in {int(code) for code in calling_codes() if code}:
        for plan in plans_of(code):
            kinds = (kind.pattern for kind in (*plan.rare_kinds, plan.fixed, plan.mobile))
            for pattern in (plan.idd, plan.prefix, plan.viable, plan.leading, plan.rare, *kinds):
                pc.match_substring_regex(digits, f"^(?:{pattern})$")
