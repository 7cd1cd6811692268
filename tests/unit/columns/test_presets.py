"""Presets: each export by its whole signature, none by a part of it."""

import tomllib
from pathlib import Path

import pytest

from leadtool.columns.lexicon import compact
from leadtool.columns.presets import preset_of, presets
from leadtool.model import FIELDS
from tests.unit.columns.tables import map_header


def exports() -> dict[str, list[str]]:
    """The headers of known exports by name."""
    return tomllib.loads(Path(__file__).with_name("exports.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(exports()))
def test_a_known_export_is_recognised(name: str) -> None:
    found = preset_of(exports()[name])
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("preset", presets(), ids=lambda p: p.name)
def test_a_partial_signature_never_claims(preset: object) -> None:
    for signature in getattr(preset, "signatures", ()):
        for left_out in sorted(signature):
            rest = [word for word in sorted(signature) if word != left_out]
            found = preset_of([*rest, "Something else"])
            assert found is None or any(one <= set(rest) for one in found.signatures)


@pytest.mark.parametrize("preset", presets(), ids=lambda p: p.name)
def test_presets_name_fields_that_exist(preset: object) -> None:
    assert {field for field in getattr(preset, "columns", {}).values() if field} <= set(FIELDS)


def test_a_signature_holds_in_any_case_and_spacing() -> None:
    found = preset_of(["COMPANY main industry", "company number of employees", " work  email "])
    assert found is not None
    assert found.name == "lusha"


def test_meta_marks_are_cut_from_phones_whatever_the_form_calls_them() -> None:
    header = ["id", "created_time", "ad_id", "adset_id", "form_id", "is_organic", "platform", "número_de_teléfono", "nombre_completo"]  # fmt: skip
    mapping = map_header(header, [["l:1", "2026-01-01T10:00:00", "ag:1", "as:2", "f:3", "false", "fb", "p:+34600111222", "Ana Gil"]])  # fmt: skip
    by_header = {column.header: column for column in mapping.columns}
    assert mapping.preset == "meta_lead_ads"
    assert (by_header["número_de_teléfono"].field, by_header["número_de_teléfono"].prefix) == ("phone", "p:")
    assert by_header["ad_id"].field is None


def test_zoominfo_revenue_is_in_thousands_of_dollars() -> None:
    header = ["ZoomInfo Contact ID", "Contact Accuracy Score", "Notice Provided Date", "Revenue (in 000s USD)"]
    column = map_header(header, [["1", "90", "2026-01-01", "1500"]]).columns[3]
    assert (column.field, column.unit, column.currency) == ("revenue", 1000.0, "USD")


def test_calendly_users_are_hosts_and_not_leads() -> None:
    header = ["User Name", "User Email", "Invitee Name", "Invitee Email", "Event Type Name", "Event Created Date & Time"]
    assert [c.field for c in map_header(header).columns] == [None, None, "full_name", "email", None, "created_at"]


def test_pipedrive_needs_its_prefix_on_every_header() -> None:
    assert preset_of(["Person - Name", "Person - Email - Work", "Deal - Title"]) is not None
    assert preset_of(["Person - Name", "Something"]) is None


def test_an_unsubscribed_column_of_an_export_is_a_no() -> None:
    for header, field in (
        ("Unsubscribed from all email", "opt_out"), ("HasOptedOutOfEmail", "opt_out"), ("UNSUB_TIME", "opt_out"),
        ("Do not allow Bulk Emails", "opt_out"), ("Do not allow Phone Calls", "do_not_call"), ("EMAIL_BLACKLISTED", "opt_out"),
    ):  # fmt: skip
        assert any(preset.columns.get(compact(header)) == field for preset in presets())
