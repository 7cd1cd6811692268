"""Publishing: the old run or the new one, never a mixture, whatever happens."""

import datetime
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from leadtool.errors import LockedError, OutputError, UsageError
from leadtool.write.publish import Staging, check_space, default_target, point_latest, runs_lock, runs_target

CRASHING = """
import os, sys
from pathlib import Path
from leadtool.write.publish import Staging
target, stop = Path(sys.argv[1]), int(sys.argv[2])
seen = 0
def hook(event, args):
    global seen
    writes = event == "open" and isinstance(args[1], str) and args[1] != "r" or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
    if writes and str(target.parent) in str(args[0]):
        seen += 1
        if seen == stop:
            os._exit(9)
sys.addaudithook(hook)
with Staging(target, overwrite=True) as staging:
    for name in ("leads.csv", "junk.csv", "manifest.json"):
        with open(staging.folder / name, "w") as file:
            file.write("new")
    staging.publish()
"""


def publish(target: Path, content: str, **options: bool) -> None:
    with Staging(target, **options) as staging:
        for name in ("leads.csv", "junk.csv", "manifest.json"):
            (staging.folder / name).write_text(content)
        staging.publish()


def contents(target: Path) -> set[str]:
    return {path.read_text() for path in target.iterdir()} if target.exists() else set()


def test_a_run_appears_whole_and_private(tmp_path: Path) -> None:
    publish(tmp_path / "run", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "run").iterdir()} == {0o600}


def test_an_existing_folder_is_refused(tmp_path: Path) -> None:
    publish(tmp_path / "run", "old")
    with pytest.raises(UsageError):
        publish(tmp_path / "run", "new")
    assert contents(tmp_path / "run") == {"old"}


def test_overwrite_replaces_the_whole_run(tmp_path: Path) -> None:
    publish(tmp_path / "run", "old")
    (tmp_path / "run" / "extra.csv").write_text("old")
    publish(tmp_path / "run", "new", overwrite=True)
    assert contents(tmp_path / "run") == {"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_overwrite_leaves_alone_what_is_no_run(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "love.txt").write_text("x")
    with pytest.raises(UsageError):
        publish(tmp_path / "letters", "new", overwrite=True)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError):
        publish(tmp_path / "file", "new", overwrite=True)


def test_an_error_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Staging(tmp_path / "run"):
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_a_missing_parent_and_a_full_disk_are_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the folder is not there"):
        publish(tmp_path / "no" / "run", "new")
    with pytest.raises(OutputError, match="disk is full"), Staging(tmp_path / "run"):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


def test_a_second_run_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with Staging(tmp_path / "run"):
        with pytest.raises(LockedError, match=f"process {os.getpid()} on "):
            publish(tmp_path / "run", "new")
        with pytest.raises(LockedError, match=f"process {os.getpid()} on "):
            publish(tmp_path / "run", "new")
    publish(tmp_path / "run", "new")


def test_work_in_progress_is_not_published(tmp_path: Path) -> None:
    with Staging(tmp_path / "run") as staging:
        (staging.spool / "rows.arrow").write_text("x")
        (staging.folder / "manifest.json").write_text("x")
        staging.publish()
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["manifest.json"]


def test_a_crash_at_any_point_leaves_the_old_run_or_the_new_one(tmp_path: Path) -> None:
    """The process ends itself at its first, second, third … change of the file system, until one survives."""
    target = tmp_path / "run"
    for stop in range(1, 60):
        if not target.exists() or contents(target) == {"new"}:
            publish(target, "old", overwrite=True)
        done = subprocess.run([sys.executable, "-c", CRASHING, str(target), str(stop)], capture_output=True, check=False)
        assert contents(target) in ({"old"}, {"new"}), stop
        assert len(list(target.iterdir())) == 3
        if done.returncode == 0:
            break
    else:
        pytest.fail("no run survived")
    assert stop > 5
    assert contents(target) == {"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_sigterm_cleans_up_and_ends_with_its_own_code(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom leadtool.write.publish import Staging\n"
        "with Staging(Path(sys.argv[1])):\n    print('ready', flush=True)\n    time.sleep(30)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "run")], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 128 + signal.SIGTERM
    assert not list(tmp_path.iterdir())


def test_names_of_runs_never_hit_an_existing_one(tmp_path: Path) -> None:
    assert default_target("lists/spring.csv.gz", tmp_path).name == "spring-leadtool"
    (tmp_path / "spring-leadtool").mkdir()
    assert default_target("spring.csv", tmp_path).name == "spring-leadtool-2"
    assert default_target("-", tmp_path).name == "stdin-leadtool"
    now = datetime.datetime(2026, 10, 1, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    assert runs_target(tmp_path / "runs", now).name == "run-20261001T100000Z"


def test_latest_points_at_the_newest_run(tmp_path: Path) -> None:
    for name in ("run-1", "run-2"):
        with Staging(tmp_path / name, lock=runs_lock(tmp_path)) as staging:
            (staging.folder / "manifest.json").write_text(name)
            point_latest(tmp_path, staging.publish())
        assert (tmp_path / "latest" / "manifest.json").read_text() == name
    assert str((tmp_path / "latest").readlink()) == "run-2"
    (tmp_path / "latest").unlink()
    (tmp_path / "latest").mkdir()
    with pytest.raises(OutputError):
        point_latest(tmp_path, tmp_path / "run-2")


def test_runs_under_one_lock_take_the_next_name_and_sweep_orphans(tmp_path: Path) -> None:
    target = tmp_path / "run-20261001T100000Z"
    orphan = tmp_path / ".run-20260930T100000Z.leadtool-staging" / "run"
    orphan.mkdir(parents=True)
    target.mkdir()
    with Staging(target, lock=runs_lock(tmp_path)) as staging:
        (staging.folder / "manifest.json").write_text("x")
        assert staging.publish() == tmp_path / "run-20261001T100000Z-2"
    assert not orphan.exists()


def test_too_little_space_is_told_with_the_estimate(tmp_path: Path) -> None:
    check_space(tmp_path / "run", 1)
    with pytest.raises(OutputError, match="needs about 1,099,511,627,776 MB"):
        check_space(tmp_path / "run", 1 << 60)


def test_a_file_limit_in_the_middle_of_a_table_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    code = (
        "import resource, sys\nfrom pathlib import Path\nfrom leadtool.errors import OutputError\n"
        "from leadtool.write.publish import Staging\nfrom tests.unit.write import making\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))\n"
        "try:\n    with Staging(Path(sys.argv[1])) as staging:\n        making.write(staging.folder)\n"
        "except OutputError as told:\n    print(told.message)\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "run")], capture_output=True, text=True, check=False, cwd=root
    )
    assert "the file would be larger than is allowed here" in done.stdout, done.stderr[-300:]
    assert not list(tmp_path.iterdir())
