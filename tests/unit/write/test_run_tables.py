"""The contents of a run folder: tables, summary, manifest; read back cell for cell."""

import csv
import hashlib
import json
from importlib.resources import files
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from leadtool.config import check
from leadtool.model import LT_COLUMNS
from tests.unit.write import making

FILES = {
    "leads.csv", "duplicates.csv", "suppressed.csv", "junk.csv", "rejected.csv", "review.csv", "findings.csv",
    "report.html", "summary.json", "manifest.json",
}  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_is_there_and_only_for_its_owner(tmp_path: Path) -> None:
    making.write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == FILES
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_tables_hold_the_originals_first_and_then_the_added_columns(tmp_path: Path) -> None:
    making.write(tmp_path)
    with (tmp_path / "leads.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file)) == ["Name", "Phone", "Zip", "'=Notes", *LT_COLUMNS]


def test_cells_stand_as_they_came_but_for_formulas(tmp_path: Path) -> None:
    making.write(tmp_path)
    leads = rows(tmp_path / "leads.csv")
    assert [lead["Name"] for lead in leads] == [lead["Name"] for lead in making.LEADS]
    assert [lead["Phone"] for lead in leads] == ["+1 555 010 0200", "+34600123456", ""]
    assert [lead["Zip"] for lead in leads] == ["00123", "01234", "-5"]
    assert [lead["'=Notes"] for lead in leads] == ["'=1+1", "mailto:x", "'=x"]
    assert rows(tmp_path / "junk.csv")[0]["'=Notes"] == 'a "quoted"\r\nnote'


def test_each_defused_cell_is_a_finding_and_counted(tmp_path: Path) -> None:
    summary = making.write(tmp_path)
    own = [found for found in rows(tmp_path / "findings.csv") if found["rule"] == "R900"]
    assert [(found["row"], found["column"], found["after"]) for found in own] == [
        ("1", "raw_text", "'=Title of the list"), ("3", "'=Notes", "'=1+1"), ("4", "'=Notes", "'@SUM(A1)"),
    ]  # fmt: skip
    assert summary["rules"]["R900"] == 3
    assert summary["formula_like"] == {"=Notes": 2, "raw_text": 1}


def test_with_safety_off_cells_stand_raw_and_the_manifest_says_so(tmp_path: Path) -> None:
    summary = making.write(tmp_path, safety=False)
    assert rows(tmp_path / "leads.csv")[0]["=Notes"] == "=1+1"
    assert json.loads((tmp_path / "manifest.json").read_text())["csv_safety"] == "off"
    assert "R900" not in summary["rules"]


def test_bom_can_be_turned_off(tmp_path: Path) -> None:
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    making.write(tmp_path / "with")
    making.write(tmp_path / "without", settings=check({"output": {"bom": False}}, "test"))
    assert (tmp_path / "with/leads.csv").read_bytes().startswith(b'\xef\xbb\xbf"Name"')
    assert (tmp_path / "without/leads.csv").read_bytes().startswith(b'"Name"')


def test_empty_tables_have_their_header(tmp_path: Path) -> None:
    from dataclasses import replace

    from leadtool.write.run_tables import RunWriter

    nothing = replace(making.tables(), leads=iter(()), review=iter(()), junk=iter(()))
    RunWriter(folder=tmp_path, settings=making.SETTINGS).write_tables(nothing)
    assert (tmp_path / "review.csv").read_text(encoding="utf-8-sig").startswith('"lt_id_a"')
    assert (tmp_path / "leads.csv").read_text(encoding="utf-8-sig").count("\n") == 1


def test_the_manifest_knows_rows_and_hash_of_every_other_file(tmp_path: Path) -> None:
    making.write(tmp_path)
    files = json.loads((tmp_path / "manifest.json").read_text())["files"]
    assert set(files) == FILES - {"manifest.json"}
    for name, said in files.items():
        assert said["sha256"] == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert files["leads.csv"]["rows"] == 3
    assert files["rejected.csv"]["rows"] == 3


def test_parquet_tables_hold_the_cells_undefused(tmp_path: Path) -> None:
    summary = making.write(tmp_path, form="parquet")
    leads = pq.read_table(tmp_path / "leads.parquet")
    assert leads.column_names == [*making.ORIGINALS, *LT_COLUMNS]
    assert leads.column("=Notes").to_pylist() == ["=1+1", "mailto:x", "'=x"]
    assert "leads.parquet" in summary["outputs"]
    assert "leads.csv" not in summary["outputs"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        making.write(tmp_path / name, form=form)
    for path in sorted((tmp_path / "a").iterdir()):
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_sources_are_counted_and_priced(tmp_path: Path) -> None:
    (source,) = making.write(tmp_path)["sources"]
    assert (source["rows"], source["usable"], source["duplicate_inside"], source["duplicate_across"]) == (6, 3, 1, 0)
    assert (source["suppressed"], source["junk"], source["net_new"]) == (1, 1, 3)
    assert (source["price"], source["currency"], source["cost_per_usable"]) == (90.0, "EUR", 30.0)


@pytest.mark.parametrize("name", ["summary", "manifest"])
def test_json_files_keep_their_schema(tmp_path: Path, name: str) -> None:
    """Every key that the schema requires is there, and what it closes holds no other key."""
    making.write(tmp_path)
    said = json.loads((tmp_path / f"{name}.json").read_text())
    schema = json.loads((files("leadtool.write") / "schemas" / f"{name}.schema.json").read_text())
    assert keeps(said, schema) == []


def keeps(value: object, schema: dict[str, object], where: str = "") -> list[str]:
    """What breaks a schema, for the few words that ours use."""
    wrong = []
    if "const" in schema and value != schema["const"]:
        wrong.append(f"{where}: not {schema['const']}")
    if "enum" in schema and value not in schema["enum"]:  # type: ignore[operator]
        wrong.append(f"{where}: not one of the words")
    if "anyOf" in schema and all(keeps(value, one, where) for one in schema["anyOf"]):  # type: ignore[attr-defined]
        wrong.append(f"{where}: none of the shapes")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        wrong += [f"{where}.{key} is missing" for key in schema.get("required", []) if key not in value]  # type: ignore[attr-defined]
        for key, part in value.items():
            other = schema.get("additionalProperties", {})
            if key not in known and other is False:  # type: ignore[operator]
                wrong.append(f"{where}.{key} is unknown")
            wrong += keeps(part, known.get(key, other or {}), f"{where}.{key}")  # type: ignore[attr-defined]
    if isinstance(value, list):
        for at, part in enumerate(value):
            wrong += keeps(part, schema.get("items", {}), f"{where}[{at}]")  # type: ignore[arg-type]
    return wrong
