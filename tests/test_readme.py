"""The README keeps its word: its commands run, its screen is what a terminal shows, its Python works."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leadtool import api
from leadtool.cli.summary import screen_lines
from tests.readme_commands import README, commands, main_job
from tests.runs import SAMPLES


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with the sample lists, in which the README's commands are run one after the other."""
    place = tmp_path_factory.mktemp("readme")
    shutil.copytree(SAMPLES, place / "sample_data")
    bin_folder = place / "bin"
    bin_folder.mkdir()
    program = bin_folder / "leadtool"
    program.write_text(f"#!{sys.executable}\nfrom leadtool.cli import main\nmain()\n", encoding="utf-8")
    program.chmod(0o755)
    return place


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    return subprocess.run(["bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_every_command_runs_in_the_order_of_the_readme(folder):
    for command in [main_job(), *commands()[2:]]:
        done = shell(command, folder)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert "Traceback" not in done.stderr
    assert (folder / "kontaktwerk" / "leads.xlsx").exists()
    assert (folder / "restored.csv").read_text(encoding="utf-8-sig").startswith('"ФИО"')


def test_the_screen_is_what_a_terminal_shows(folder):
    shown = re.search(r"```text\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert shown is not None
    words = main_job().replace('"', "").split(" --source ")
    assert len(words) == 3
    files = sorted(str(path) for path in (*SAMPLES.glob("*.csv"), *SAMPLES.glob("*.xlsx")))
    done = api.clean(
        files,
        dry_run=True,
        config_file=str(SAMPLES / "leadtool.toml"),
        crm=[str(SAMPLES / "known" / "crm_export.csv")],
        suppress=[str(SAMPLES / "known" / "unsubscribed.csv")],
        source=["webinar_attendees.xlsx=Webinar", "salon_industrie_lyon.csv=Salon Lyon"],
        as_of="2026-11-20",
    )
    lines = [line for line, _ in screen_lines(done)]
    assert len(lines) <= 15
    lines[-1] += " in sample-leadtool"
    assert shown[1].splitlines() == lines


def test_the_python_example_works(folder):
    example = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert example is not None
    done = subprocess.run([sys.executable, "-c", example[1]], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert " of 10" in done.stdout
