"""A few lines of each table of trust; `python -m tests.trust` prints the whole tables."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust import cron, endings, hostile

FORKS = hasattr(os, "fork") and os.name == "posix"
CANARY = "Zyxquallo"


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    settings = {"capture_output": True, "text": True, "encoding": "utf-8", "timeout": 280, "check": False, **options}
    return subprocess.run([sys.executable, *arguments], **settings)  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(not FORKS, reason="needs fork")
@pytest.mark.parametrize("table", [["crashes", "--every", "9"], ["kills", "--times", "6"]])
def test_a_killed_run_leaves_the_old_run_or_the_new_one(table):
    done = run("-m", "tests.trust", *table, cwd=Path(__file__).resolve().parents[2])
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].endswith("0 neither")


def test_every_ending_has_its_code(tmp_path):
    assert [line for line in endings.matrix(tmp_path) if line[1] != line[2]] == []


def test_cron_and_old_terminals_change_nothing(tmp_path, monkeypatch):
    kept = ("an empty environment", "output in ascii", "COLUMNS=1", "HOME that is not there")
    monkeypatch.setattr(cron, "SURROUNDINGS", {name: cron.SURROUNDINGS[name] for name in kept})
    monkeypatch.setattr(cron, "overlapping", lambda _folder, times: (times, times))
    assert [line for line in cron.matrix(tmp_path) if line[1] != line[2]] == []


def test_runs_at_one_moment_do_not_disturb_each_other(tmp_path):
    (tmp_path / "list.csv").write_text(cron.LIST, encoding="utf-8")
    assert cron.overlapping(tmp_path, 4) == (4, 4)


def test_hostile_text_is_inert_on_every_surface(tmp_path):
    assert hostile.inert(tmp_path, list(hostile.STRINGS.values())) == "inert"


BROKEN = {
    "a closed quote is missing": f'Name,Email,Phone\n"{CANARY},{CANARY}@mail-{CANARY}.de,+49 30 {CANARY}\nx,y,z\n',
    "rows of any length": f"Name,Email,Phone\n{CANARY}\n{CANARY},{CANARY},{CANARY},{CANARY},{CANARY}\n",
    "no header": f"{CANARY},{CANARY}@granitepeakfreight.com,030 {CANARY}\n" * 3,
    "no columns that hold a person": f"alpha,beta\n{CANARY},1\n{CANARY},2\n",
    "letters that are none": f"Name,Email\n{CANARY}\x81\x8d,{CANARY}@x.de\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_no_cell_ever_reaches_the_terminal_the_log_or_a_temporary_file(tmp_path, name):
    (tmp_path / "tmp").mkdir()
    (tmp_path / "list.csv").write_bytes(BROKEN[name].encode("latin-1"))
    env = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    code = "from leadtool.cli import main; main()"
    for options in (["--verbose"], ["--json"], ["--map", "email=Nowhere"]):
        done = run("-c", code, "clean", "list.csv", "-o", "out", "--overwrite", *options, cwd=tmp_path, env=env)
        said = done.stderr if name != "no columns that hold a person" else done.stderr.replace("alpha, beta", "")
        assert CANARY.lower() not in said.lower()
        if "--json" in options and done.returncode:
            assert CANARY not in done.stdout
    assert list((tmp_path / "tmp").iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) in (["list.csv", "out", "tmp"], ["list.csv", "tmp"])


def test_a_bug_is_told_without_any_value(tmp_path):
    (tmp_path / "list.csv").write_text(f"Name,Email\n{CANARY},{CANARY}@granitepeakfreight.com\n", encoding="utf-8")
    code = (
        "from leadtool.pipeline import rows\n"
        f"def broken(task): raise ValueError('{CANARY}')\n"
        "rows.process_rows = broken\nfrom leadtool.cli import main; main()"
    )
    done = run("-c", code, "clean", "list.csv", "-o", "out", "--verbose", cwd=tmp_path)
    assert done.returncode == 70
    assert CANARY not in done.stderr + done.stdout
    assert not (tmp_path / "out").exists()


def test_nothing_is_sent_anywhere(tmp_path):
    (tmp_path / "list.csv").write_text(cron.LIST, encoding="utf-8")
    code = (
        "import sys\n"
        "def hook(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.gethostbyname', 'socket.sendto'): raise SystemExit(99)\n"
        "sys.addaudithook(hook)\nfrom leadtool.cli import main; main()"
    )
    for arguments in (["clean", "list.csv", "-o", "out", "--format", "xlsx"], ["report", "list.csv"], ["columns", "list.csv"]):
        assert run("-c", code, *arguments, cwd=tmp_path).returncode == 0


ALLOWED = ("MIT", "BSD", "APACHE", "ISC", "PSF", "PYTHON", "MPL", "MOZILLA", "LGPL", "LESSER", "ZLIB", "UNLICENSE", "0BSD", "CC0")


def test_no_dependency_has_a_licence_that_binds_its_users(tmp_path):
    from importlib.metadata import distribution

    from packaging.requirements import Requirement

    waiting, seen = ["leadtool"], {}
    while waiting:
        name = waiting.pop()
        found = distribution(name)
        said = [found.metadata.get("License-Expression") or "", (found.metadata.get("License") or "")[:80]]
        said += [value for key, value in found.metadata.items() if key == "Classifier" and value.startswith("License")]
        seen[name] = " ".join(said).upper()
        for line in found.requires or []:
            needed = Requirement(line)
            if (not needed.marker or needed.marker.evaluate({"extra": ""})) and needed.name not in seen:
                waiting.append(needed.name)
    assert len(seen) > 12
    for name, licence in seen.items():
        assert any(word in licence for word in ALLOWED), name
        bare = licence.replace("LGPL", "").replace("LESSER GENERAL PUBLIC", "").replace("(LGPLV2+)", "")
        assert "GPL" not in bare, name
        assert "GENERAL PUBLIC" not in bare, name


def test_a_run_of_a_later_schema_is_refused(tmp_path):
    (tmp_path / "list.csv").write_text(cron.LIST, encoding="utf-8")
    code = "from leadtool.cli import main; main()"
    assert run("-c", code, "clean", "list.csv", "-o", "out", "-q", cwd=tmp_path).returncode == 0
    summary = tmp_path / "out" / "summary.json"
    told = json.loads(summary.read_text(encoding="utf-8"))
    summary.write_text(json.dumps({**told, "schema_version": "99.0"}), encoding="utf-8")
    manifest = tmp_path / "out" / "manifest.json"
    manifest.write_text(
        json.dumps({**json.loads(manifest.read_text(encoding="utf-8")), "schema_version": "99.0"}), encoding="utf-8"
    )
    done = run("-c", code, "explain", "out", "2", cwd=tmp_path)
    assert done.returncode == 2
    assert "Update leadtool" in done.stderr
