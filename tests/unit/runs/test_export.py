"""Leads as a CRM's import page takes them."""

import csv
import io
from pathlib import Path

import pytest

from leadtool.errors import UsageError
from leadtool.runs import export as subject
from leadtool.runs.export import CRMS, export_leads
from tests.runs import Run, clean_files
from tests.unit.write import making


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.mark.parametrize("crm", CRMS)
def test_only_ready_leads_are_exported_each_with_its_id(tmp_path: Path, crm: str) -> None:
    making.write(tmp_path)
    (part,) = export_leads(tmp_path, crm)
    assert part.name == f"{crm}.csv"
    assert [next(v for k, v in row.items() if k.endswith("lt_id")) for row in rows(part.content)] == ["L0003", "L0006"]


def test_classes_stand_in_the_words_of_the_crm(tmp_path: Path) -> None:
    making.write(tmp_path, tables=making.changed_tables(**{"class": "nurturing", "disposition": "ready"}))
    said = {"hubspot": "Bad Timing", "salesforce": "Nurturing", "zoho": "Contact in Future"}
    for crm, word in said.items():
        assert {row["Lead Status"] for row in rows(export_leads(tmp_path, crm)[0].content)} == {word}


def test_what_the_crm_requires_is_never_empty(tmp_path: Path) -> None:
    making.write(tmp_path)
    assert {row["Last Name"] for row in rows(export_leads(tmp_path, "salesforce")[0].content)} == {"[not provided]"}


def test_leads_can_be_chosen_by_class_and_tier(tmp_path: Path) -> None:
    making.write(tmp_path)
    assert [row["lt_id"] for row in rows(export_leads(tmp_path, "zoho", tiers=["A"])[0].content)] == ["L0003"]
    assert rows(export_leads(tmp_path, "zoho", classes=["working"])[0].content) == []


def test_a_closed_channel_stands_in_the_opt_out_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "closing_rules", lambda: {"J101": ("email",)})
    making.write(tmp_path, tables=making.changed_tables(rules="J101", disposition="ready"))
    first = rows(export_leads(tmp_path, "salesforce")[0].content)[0]
    assert (first["Email Opt Out"], first["Do Not Call"]) == ("TRUE", "FALSE")


def test_more_rows_than_the_crm_takes_become_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    making.write(tmp_path)
    form = dict(subject.word_list("exports"))
    monkeypatch.setattr(subject, "word_list", lambda _name: {**form, "zoho": {**form["zoho"], "rows": 1}})
    assert [(part.name, part.rows) for part in export_leads(tmp_path, "zoho")] == [("zoho-1.csv", 1), ("zoho-2.csv", 1)]


def test_an_unknown_crm_is_refused(tmp_path: Path) -> None:
    making.write(tmp_path)
    with pytest.raises(UsageError, match="no export for siebel"):
        export_leads(tmp_path, "siebel")


PRESETS = {
    "hubspot": "hubspot_contacts",
    "salesforce": "salesforce_report",
    "zoho": "zoho_leads",
    "pipedrive": "pipedrive_people",
    "dynamics": "dynamics_leads",
}


@pytest.mark.parametrize("crm", CRMS)
def test_an_exported_file_read_again_gives_the_same_leads_classes_and_closed_channels(
    sample_run: Run, crm: str, tmp_path: Path
) -> None:
    (part,) = export_leads(sample_run.folder, crm)
    file = tmp_path / part.name
    file.write_bytes(part.content)
    again = clean_files([file], tmp_path / "run")
    assert again.summary["inputs"][0]["preset"] == PRESETS[crm]
    ready = [row for row in sample_run.table("leads") if row["lt_disposition"] == "ready"]
    assert len(again.table("leads")) == len(ready)
    ours, theirs = ({_plain(row): row for row in rows} for rows in (ready, again.table("leads")))
    assert set(ours) == set(theirs)
    for person, row in ours.items():
        assert theirs[person]["lt_class"] == row["lt_class"], person
        assert set(theirs[person]["lt_channels"].split(";")) == set(row["lt_channels"].split(";")), person


def _plain(row: dict[str, str]) -> tuple[str, str, str]:
    """Who it is, however the name is put together: contact, last name, generation."""
    name = row["lt_full_name"].casefold()
    return row["lt_email"] or row["lt_phone"], row["lt_last_name"], name[-3:] if name.endswith((" jr.", " sr.")) else ""
