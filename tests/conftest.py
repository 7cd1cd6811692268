"""Fixtures shared by all tests."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.runs import COMMAND, SAMPLES, SHARED, Run, clean_files

_LOCAL = ("127.", "::1", "localhost")


def _refuse_strangers(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: no test reaches beyond this machine."""
    if event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        if not str(arguments[1][0]).startswith(_LOCAL):
            raise OSError("tests do not use the network")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not str(arguments[0]).startswith(_LOCAL):
        raise socket.gaierror("tests do not use the network")


if not os.environ.get("LEADTOOL_TESTS_WITH_NETWORK"):
    sys.addaudithook(_refuse_strangers)

Leadtool = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def leadtool(tmp_path: Path) -> Leadtool:
    """The command line as a real process, in an empty folder; `env` and `cwd` may be given."""

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        settings = {"cwd": tmp_path, "capture_output": True, "text": True, "encoding": "utf-8", "timeout": 120, **options}
        command = [*COMMAND, *map(str, arguments)]
        return subprocess.run(command, check=False, **settings)  # type: ignore[call-overload,no-any-return]

    return run


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The README's main job on the sample lists."""
    folder = tmp_path_factory.mktemp("samples")
    files = sorted([*SAMPLES.glob("*.csv"), *SAMPLES.glob("*.xlsx")])
    return clean_files(
        files,
        folder / "run",
        config_file=str(SAMPLES / "leadtool.toml"),
        crm=[str(SAMPLES / "known" / "crm_export.csv")],
        suppress=[str(SAMPLES / "known" / "unsubscribed.csv")],
        source=["webinar_attendees.xlsx=Webinar", "salon_industrie_lyon.csv=Salon Lyon"],
    )


@pytest.fixture
def check_run(tmp_path: Path) -> Callable[[Path], list[str]]:
    """The contract checker, when the folder that holds it stands beside the checkout; gives the breaches it prints."""
    tool = SHARED / "tools" / "check_run.py"
    if not tool.exists():
        pytest.skip("the contract checker is not here")

    def check(run: Path) -> list[str]:
        rules = f'{sys.executable} -c "from leadtool.cli import main; main()" rule'
        done = subprocess.run(
            [sys.executable, str(tool), str(run), "--rules", rules], capture_output=True, text=True, check=False
        )
        return [] if done.returncode == 0 else done.stdout.splitlines()

    return check


@pytest.fixture
def copy_samples(tmp_path: Path) -> Path:
    """A copy of the sample lists in a folder of its own."""
    target = tmp_path / "sample_data"
    shutil.copytree(SAMPLES, target)
    return target
