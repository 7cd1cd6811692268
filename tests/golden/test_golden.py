"""Folders of input and options, and all that a run must make of them, cell by cell."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.runs import clean_files

_HERE = Path(__file__).parent
_CASES = sorted(folder.parent for folder in _HERE.glob("*/input"))
_TABLES = ("leads", "duplicates", "suppressed", "junk", "rejected", "review", "findings")
_SUMMARY = ("ledger", "classes", "stages", "tiers", "sources", "rules", "review_pairs", "warnings", "gates")


@pytest.mark.parametrize("case", _CASES, ids=lambda folder: folder.name)
def test_a_run_gives_what_was_read_line_by_line(
    case: Path, tmp_path: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case)
    options = tomllib.loads(Path("options.toml").read_text(encoding="utf-8")) if Path("options.toml").exists() else {}
    if Path("leadtool.toml").exists():
        options["config_file"] = "leadtool.toml"
    run = clean_files(sorted(path.as_posix() for path in Path("input").iterdir()), tmp_path / "run", **options)
    made = {f"{name}.csv": (run.folder / f"{name}.csv").read_text(encoding="utf-8-sig") for name in _TABLES}
    summary = {key: run.summary[key] for key in _SUMMARY if key in run.summary}
    made["summary.json"] = json.dumps(summary, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    expected = case / "expected"
    if update_golden:
        expected.mkdir(exist_ok=True)
        for name, text in made.items():
            (expected / name).write_text(text, encoding="utf-8", newline="")
    for name, text in made.items():
        assert text.splitlines() == (expected / name).read_text(encoding="utf-8").splitlines(), name
