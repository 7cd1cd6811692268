"""What a start costs: the modules that a command loads, and the options that it hands on."""

import inspect
import subprocess
import sys

import pytest

from leadtool.asking import make_job
from leadtool.cli.clean import clean
from leadtool.cli.columns import columns
from leadtool.cli.options import ASKED
from leadtool.cli.report import report

_LOADED = """
import sys
sys.argv = ["leadtool", *sys.argv[1:]]
from leadtool.cli import main
try:
    main()
except SystemExit as end:
    assert end.code == 0
print(*sorted(sys.modules), file=sys.stderr)
"""
_FOR_WORKBOOKS = {"xlsxwriter", "python_calamine", "openpyxl"}
_FOR_ODD_CELLS = {"ftfy", "dns"}
_FOR_PYTHON_USERS = {"pandas"}


def _loaded(*words, cwd):
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *words], capture_output=True, text=True, cwd=cwd, check=True, encoding="utf-8"
    )
    return {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split()}


@pytest.fixture
def listed(tmp_path):
    rows = [f"Anna Smit,anna.smit{n}@acme{n}.nl,+31 20 624 1{n}11,Acme {n} BV" for n in range(9)]
    (tmp_path / "list.csv").write_text("\n".join(["Full name,Email,Phone,Company", *rows]) + "\n", encoding="utf-8")
    return tmp_path


def test_a_clean_csv_loads_nothing_for_workbooks_odd_cells_or_python_users(listed):
    loaded = _loaded("clean", "list.csv", "-o", "run", "-q", cwd=listed)
    assert (listed / "run" / "manifest.json").exists()
    assert "pyarrow" in loaded
    assert loaded & (_FOR_WORKBOOKS | _FOR_ODD_CELLS | _FOR_PYTHON_USERS) == set()


@pytest.mark.parametrize("command", [clean, report, columns])
def test_every_option_that_a_job_knows_is_handed_on(command):
    known = inspect.signature(make_job).parameters.keys() - {"files", "csv_safety"}
    assert known & inspect.signature(command).parameters.keys() <= set(ASKED)
