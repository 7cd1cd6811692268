"""What commands write into files of the user's: `-` is standard output, and a place that is not there is exit code 4."""

import json

import pytest

LIST = "First Name,Last Name,Email,Phone\nMarisol,Penhallow,marisol@granitepeakfreight.com,(303) 845-7721\n"


@pytest.fixture
def run(leadtool, tmp_path):
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    done = leadtool("clean", "list.csv", "-o", "run", "-q", "--source", "Acme")
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_a_dash_is_standard_output(leadtool, run):
    restored = leadtool("restore", "run", "-o", "-")
    assert restored.stdout.splitlines()[0] == '"First Name","Last Name","Email","Phone"'
    assert json.loads(leadtool("columns", "list.csv", "--save", "-", "--json").stdout)["schema_version"]
    assert "marisol@" in leadtool("export", "run", "--for", "hubspot", "-o", "-").stdout
    assert leadtool("claims", "run", "--source", "Acme", "-o", "-").stdout.startswith('"lt_id"')
    assert "[sources" in leadtool("init", "-").stdout
    assert sorted(path.name for path in run.iterdir()) == ["list.csv", "run"]


def test_a_run_is_a_folder_and_no_stream(leadtool, run):
    assert leadtool("clean", "list.csv", "-o", "-").returncode == 2
    assert sorted(path.name for path in run.iterdir()) == ["list.csv", "run"]


def test_a_place_that_is_not_there_is_4(leadtool, run):
    for command in (
        ["columns", "list.csv", "--save", "missing/profile.json"],
        ["init", "missing/leadtool.toml"],
        ["restore", "run", "-o", "missing/list.csv"],
    ):
        done = leadtool(*command)
        assert done.returncode == 4, done.stderr
        assert "cannot be written" in done.stderr


def test_every_command_that_reads_takes_the_options_of_reading_and_names_the_local_settings(leadtool, tmp_path):
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "leadtool.toml").write_text('country = "US"\n', encoding="utf-8")
    for command in ("columns", "report"):
        done = leadtool(command, "list.csv", "--source", "Acme")
        assert done.returncode == 0, done.stderr
        assert "Settings from ./leadtool.toml." in done.stderr
    assert "--dns" in leadtool("report", "--help").stdout
