"""The fixed part of the contract, checked from outside on several kinds of run, and the sample lists counted by hand."""

from collections.abc import Callable
from pathlib import Path

from tests.runs import SAMPLES, Run, clean_files, clean_text

Check = Callable[[Path], list[str]]


def test_the_sample_run_keeps_the_contract(sample_run: Run, check_run: Check):
    assert check_run(sample_run.folder) == []


def test_an_empty_list_keeps_the_contract(check_run: Check, tmp_path):
    run = clean_text("Email,Name\n", tmp_path)
    assert check_run(run.folder) == []
    assert run.summary["ledger"]["records"] == 0


def test_a_damaged_list_keeps_the_contract(check_run: Check, tmp_path):
    text = 'Email;Name;Notes\n=1+1@x;"Jo;\n;;\nbob@ribera-vinos.es;Bob Ruiz;"a\nb"\nTotal;2;\n'
    assert check_run(clean_text(text, tmp_path).folder) == []


def test_a_list_without_a_header_keeps_the_contract(check_run: Check, tmp_path):
    text = "ana.ruiz@ribera-vinos.es,+34 612 345 671\nluis.mora@ribera-vinos.es,+34 612 345 672\n"
    run = clean_text(text, tmp_path)
    assert check_run(run.folder) == []
    assert [row["lt_email"] for row in run.table("leads")] == ["ana.ruiz@ribera-vinos.es", "luis.mora@ribera-vinos.es"]


def test_a_run_s_own_leads_as_input_keep_the_contract(check_run: Check, tmp_path):
    first = clean_files([SAMPLES / "kontaktwerk_maschinenbau.csv"], tmp_path / "first")
    again = clean_files([first.folder / "leads.csv"], tmp_path / "again")
    assert check_run(again.folder) == []
    assert {row["lt_id"] for row in again.table("leads")} == {row["lt_id"] for row in first.table("leads")}
