"""The Python entry: the same results as the command line, on files and on DataFrames."""

import pandas as pd

import leadtool
from tests.runs import AS_OF


def people() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "First Name": ["Marisol", "Devon", "Devon"],
            "Last Name": ["Penhallow", "Hale", "Hale"],
            "Email": ["marisol@granitepeakfreight.com", "devon@haleandoakfoods.com", "DEVON@haleandoakfoods.com"],
            "Phone": ["(303) 845-7721", None, "(614) 923-4471"],
        }
    )


def test_a_data_frame_is_cleaned_like_a_file(tmp_path):
    frame = people()
    done = leadtool.clean(frame, out=str(tmp_path / "frame"), as_of=AS_OF)
    frame.to_csv(tmp_path / "list.csv", index=False)
    same = leadtool.clean([str(tmp_path / "list.csv")], out=str(tmp_path / "file"), as_of=AS_OF)
    assert done.summary["ledger"] == same.summary["ledger"] == {**done.summary["ledger"], "records": 3, "duplicate": 1}
    assert done.folder is not None
    leads = leadtool.table(done.folder)
    moving = ["lt_file"]
    assert leads.drop(columns=moving).equals(leadtool.table(tmp_path / "file").drop(columns=moving))


def test_a_missing_value_is_an_empty_cell_never_nan(tmp_path):
    leadtool.clean(people(), out=str(tmp_path / "frame"), as_of=AS_OF)
    cells = leadtool.table(tmp_path / "frame", "leads")["Phone"].tolist()
    assert "nan" not in "".join(cells).lower()


def test_a_report_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = leadtool.report(people(), as_of=AS_OF)
    assert done.summary["ledger"]["ready"] == 2
    assert list(tmp_path.iterdir()) == []


def test_every_command_has_its_function(tmp_path):
    from leadtool.cli.app import _COMMANDS

    functions = set(leadtool.__all__)
    assert {command.__name__.rstrip("_") for command in _COMMANDS} - {"init", "config"} <= functions
    for name in functions - {"__version__"}:
        assert callable(getattr(leadtool, name)), name
        assert getattr(leadtool, name).__doc__, name


def test_columns_is_the_function_whatever_was_loaded_before():
    leadtool.clean(people(), dry_run=True, as_of=AS_OF)
    assert callable(leadtool.columns)
