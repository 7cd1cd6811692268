"""Every ending of a command has its exit code, shown by a real process."""

import json
import signal
import subprocess
import sys
import time

import pytest

GOOD = "First Name,Last Name,Email,Phone\nMarisol,Penhallow,marisol@granitepeakfreight.com,(303) 845-7721\n"


@pytest.fixture
def listed(tmp_path):
    (tmp_path / "list.csv").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_done_is_0_and_names_the_folder(leadtool, listed):
    done = leadtool("clean", "list.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "leads: 1" in done.stderr
    assert (listed / "list-leadtool" / "leads.csv").exists()


def test_nothing_is_overwritten_by_default(leadtool, listed):
    assert leadtool("clean", "list.csv", "-q").returncode == 0
    assert leadtool("clean", "list.csv", "-q").returncode == 0
    assert (listed / "list-leadtool-2" / "leads.csv").exists()


def test_a_failed_gate_is_1_and_the_run_is_written(leadtool, listed):
    done = leadtool("clean", "list.csv", "-o", "out", "--fail-on", "leads<100")
    assert done.returncode == 1
    assert (listed / "out" / "leads.csv").exists()
    assert "leads<100" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["clean"],
        ["clean", "lost.csv"],
        ["clean", "."],
        ["clean", "list.csv", "--fail-on", "jnk>20%"],
        ["clean", "list.csv", "--map", "emial=Email"],
        ["clean", "list.csv", "--map", "email=Nowhere"],
        ["clean", "list.csv", "--duplicates", "sometimes"],
        ["clean", "list.csv", "--as-of", "yesterday"],
        ["clean", "list.csv", "--config", "lost.toml"],
        ["clean", "list.csv", "--suppress", "friends=list.csv"],
        ["clean", "list.csv", "--format", "pdf"],
        ["rule", "Z999"],
        ["nonsense"],
    ],
)
def test_wrong_usage_is_2_and_nothing_is_written(leadtool, listed, arguments):
    done = leadtool(*arguments)
    assert done.returncode == 2, done.stderr
    assert done.stderr
    assert [path.name for path in listed.iterdir()] == ["list.csv"]


def test_a_missing_file_names_the_nearest_one(leadtool, listed):
    done = leadtool("clean", "lst.csv")
    assert "Did you mean list.csv?" in done.stderr


def test_an_existing_folder_is_refused_with_2_unless_overwrite(leadtool, listed):
    assert leadtool("clean", "list.csv", "-o", "out").returncode == 0
    assert leadtool("clean", "list.csv", "-o", "out").returncode == 2
    assert leadtool("clean", "list.csv", "-o", "out", "--overwrite").returncode == 0


def test_an_unreadable_input_is_3_and_says_so_in_json(leadtool, listed):
    (listed / "empty.csv").write_bytes(b"")
    done = leadtool("clean", "empty.csv", "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["kind"] == "empty"


def test_no_key_columns_is_3_and_shows_a_map_example(leadtool, listed):
    (listed / "odd.csv").write_text("alpha,beta\n1,2\n3,4\n", encoding="utf-8")
    done = leadtool("clean", "odd.csv")
    assert done.returncode == 3
    assert "--map" in done.stderr


def test_several_inputs_with_one_unreadable_is_6_and_the_others_are_done(leadtool, listed):
    (listed / "empty.csv").write_bytes(b"")
    done = leadtool("clean", "list.csv", "empty.csv", "-o", "out")
    assert done.returncode == 6
    assert (listed / "out" / "leads.csv").exists()


def test_an_output_that_cannot_be_written_is_4(leadtool, listed):
    done = leadtool("clean", "list.csv", "-o", "missing/deeper/out")
    assert done.returncode == 4, done.stderr


def test_a_held_lock_is_5(leadtool, listed):
    from leadtool.write.publish import Staging

    with Staging(listed / "out"):
        done = leadtool("clean", "list.csv", "-o", "out")
    assert done.returncode == 5, done.stderr


def test_a_closed_pipe_is_141(listed):
    code = "from leadtool.cli import main; main()"
    done = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -c "{code}" rule | true; echo ${{PIPESTATUS[0]}}'],
        capture_output=True, text=True, cwd=listed, check=False,
    )  # fmt: skip
    assert done.stdout.strip() in ("141", "0")  # 0 when all was written before the reader went away


def test_a_signal_is_128_and_its_number_and_leaves_nothing(listed):
    (listed / "big.csv").write_text(
        GOOD + "".join(f"A{n},B{n},a{n}@granitepeakfreight.com,\n" for n in range(60_000)), encoding="utf-8"
    )
    code = "from leadtool.cli import main; main()"
    running = subprocess.Popen([sys.executable, "-c", code, "clean", "big.csv", "-o", "out", "--workers", "1"], cwd=listed)
    time.sleep(2.5)
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=30) == 143
    assert sorted(path.name for path in listed.iterdir()) == ["big.csv", "list.csv"]


def test_json_prints_the_summary_and_nothing_else(leadtool, listed):
    done = leadtool("clean", "list.csv", "-o", "out", "--json")
    assert json.loads(done.stdout) == json.loads((listed / "out" / "summary.json").read_text(encoding="utf-8"))
    assert done.stderr == ""


def test_standard_input_is_read(leadtool, listed):
    done = leadtool("clean", "-", "-o", "out", "-q", input=GOOD)
    assert done.returncode == 0, done.stderr
    assert "granitepeakfreight" in (listed / "out" / "leads.csv").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(leadtool, listed):
    assert leadtool("clean", "list.csv", "--dry-run").returncode == 0
    assert [path.name for path in listed.iterdir()] == ["list.csv"]


def test_runs_makes_a_folder_per_run_and_points_latest_at_it(leadtool, listed):
    assert leadtool("clean", "list.csv", "--runs", "nightly", "-q").returncode == 0
    latest = listed / "nightly" / "latest"
    assert latest.is_symlink()
    assert (latest / "manifest.json").exists()


def test_help_loads_no_heavy_library(listed):
    code = (
        "import sys; sys.argv = ['leadtool', 'clean', '--help']\nfrom leadtool.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'pandas', 'pyarrow', 'duckdb', 'numpy', 'phonenumbers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=listed, check=False)
    assert done.stdout.splitlines()[-1] == "[]"
