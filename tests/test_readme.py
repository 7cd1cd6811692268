"""The README keeps its word: its commands run, its screen is what a terminal shows, its Python works."""

import os
import re
import shlex
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


def test_the_python_examples_work(folder):
    examples = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(examples) == 2
    done = subprocess.run([sys.executable, "-c", "".join(examples)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert " of 10" in done.stdout
    assert "True 8" in done.stdout
    assert done.stdout.endswith("()\n")


@pytest.fixture
def srv(folder) -> Path:
    """What the nightly job finds in its folder."""
    place = folder / "srv"
    (place / "inbox").mkdir(parents=True, exist_ok=True)
    (place / ".venv").mkdir(exist_ok=True)
    shutil.copy(SAMPLES / "homeline_consumers.csv", place / "inbox" / "leads.csv")
    shutil.copy(SAMPLES / "known" / "crm_export.csv", place)
    shutil.copy(SAMPLES / "known" / "unsubscribed.csv", place)
    if not (place / ".venv" / "bin").exists():
        (place / ".venv" / "bin").symlink_to(folder / "bin")
    return place


def nightly(command: str, srv: Path) -> None:
    """The command ends as a night should, with the environment of cron, and `latest` stands."""
    env = {"HOME": "/", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "leads"}
    command = command.replace("/srv/leads", str(srv))
    done = subprocess.run(["/bin/sh", "-c", command], cwd="/", env=env, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert (srv / "nightly" / "latest" / "manifest.json").exists()
    shutil.rmtree(srv / "nightly")


def test_the_crontab_line_works_as_cron_reads_it(srv):
    line = re.search(r"```cron\n(.*?)\n```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert line is not None
    *when, command = line[1].split(maxsplit=5)
    assert len(when) == 5
    assert re.search(r"(?<!\\)%", command) is None
    nightly(command.replace("\\%", "%"), srv)
    assert "Traceback" not in (srv / "nightly.log").read_text(encoding="utf-8")


def test_the_systemd_service_works_as_systemd_reads_it(srv):
    units = re.findall(r"```ini\n(.*?)\n```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(units) == 2
    command = re.search(r"ExecStart=(.*)", units[0])
    assert command is not None
    assert "%" not in command[1].replace("%%", "")
    words = command[1].replace("%%", "%").split()
    nightly(f"cd /srv/leads && {shlex.join(words)}", srv)
    assert "OnCalendar=" in units[1]
