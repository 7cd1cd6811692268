"""Reading profiles: saved once, used for the next file of its kind; a file that no longer fits is told so."""

import csv
import json

import pytest

LIST = "Kontakt;Mailadresse;Rückruf\nMarisol Penhallow;marisol@granitepeakfreight.com;(303) 845-7721\nDevon Hale;devon@haleandoak.com;\n"


def test_a_profile_keeps_the_mapping_and_a_changed_file_fails_its_gate(leadtool, tmp_path):
    (tmp_path / "one.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "two.csv").write_text(LIST.replace("Rückruf", "Telefonnummer"), encoding="utf-8")
    saved = leadtool("columns", "one.csv", "--map", "phone=Rückruf", "--save", "profile.json")
    assert saved.returncode == 0, saved.stderr
    same = leadtool("clean", "one.csv", "--profile", "profile.json", "--fail-on", "profile-changed", "--json", "-o", "a")
    assert same.returncode == 0, same.stderr
    fields = {c["header"]: c["field"] for c in json.loads(same.stdout)["inputs"][0]["columns"]}
    assert fields["Rückruf"] == "phone"
    changed = leadtool("clean", "two.csv", "--profile", "profile.json", "--fail-on", "profile-changed", "--json", "-o", "b")
    assert changed.returncode == 1
    summary = json.loads(changed.stdout)
    assert any("profile" in said for said in summary["warnings"])
    assert (summary["rules"]["C101"], summary["rules"]["C201"]) == (1, 1)
    with (tmp_path / "b" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [(row["row"], row["column"], row["rule"]) for row in csv.DictReader(file)]
    assert found[:2] == [("1", "Rückruf", "C101"), ("1", "Telefonnummer", "C201")]
    again = leadtool("clean", "a/leads.csv", "--profile", "profile.json", "--json", "-o", "c")
    assert not {"C101", "C201"} & set(json.loads(again.stdout)["rules"])  # the columns of an earlier run are none of the list's


def test_a_file_that_is_no_profile_is_refused(leadtool, tmp_path):
    (tmp_path / "one.csv").write_text(LIST, encoding="utf-8")
    done = leadtool("clean", "one.csv", "--profile", "one.csv")
    assert done.returncode == 2
    assert "profile" in done.stderr


def test_an_old_do_not_call_list_is_told_and_can_be_a_gate(leadtool, tmp_path):
    (tmp_path / "one.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "dnc.csv").write_text("phone\n+1 303 845 7721\n", encoding="utf-8")
    (tmp_path / "leadtool.toml").write_text(
        '[[suppress]]\nfile = "dnc.csv"\nkind = "do_not_call"\ndate = 2026-01-05\n', encoding="utf-8"
    )
    done = leadtool("clean", "one.csv", "-o", "a", "--as-of", "2026-11-20", "--fail-on", "dnc-stale", "--json")
    assert done.returncode == 1
    assert any("do-not-call list is 319 days old" in said for said in json.loads(done.stdout)["warnings"])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda text: text.replace(";", ",").encode(), "delimiter ','"),
        (lambda text: text.encode("cp1252"), "encoding 'cp1252'"),
        (lambda text: text.encode("utf-16"), "encoding 'utf-16'"),
    ],
)
def test_a_file_written_otherwise_than_its_profile_says_is_read_all_the_same(leadtool, tmp_path, change, found):
    (tmp_path / "one.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "two.csv").write_bytes(change(LIST))
    leadtool("columns", "one.csv", "--map", "phone=Rückruf", "--save", "profile.json")
    done = leadtool("clean", "two.csv", "--profile", "profile.json", "--fail-on", "profile-changed", "--json", "-o", "run")
    assert done.returncode == 1, done.stderr
    summary = json.loads(done.stdout)
    assert (summary["ledger"]["ready"], summary["rules"]["C102"]) == (2, 1)
    assert f"not written as the profile says: {found}" in summary["warnings"][0]
    assert leadtool("clean", "two.csv", "--profile", "profile.json", "--encoding", "utf-8", "-o", "x").stderr != ""
