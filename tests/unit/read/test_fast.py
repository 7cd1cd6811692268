"""The fast road gives what the tolerant reader gives, whatever the damage and wherever blocks are cut."""

from pathlib import Path

import pytest

from leadtool.read import encoding, fast
from tests.bad_input.reading import Read, read_all
from tests.unit.read.damage import damaged_list


def _read(path: Path, monkeypatch: pytest.MonkeyPatch, *, quick: bool, first: int, block: int) -> Read:
    with monkeypatch.context() as patched:
        patched.setattr(encoding, "FIRST", first)
        patched.setattr(encoding, "BLOCK", block)
        patched.setattr(fast, "_LEAST", 0 if quick else 1 << 60)
        [table] = read_all(path)
    return table


@pytest.mark.parametrize("seed", range(30))
def test_the_fast_road_equals_the_tolerant_reader(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(damaged_list(seed, 300))
    slow = _read(path, monkeypatch, quick=False, first=1 << 18, block=4 << 20)
    for block in (3_000, 9_000):
        quick = _read(path, monkeypatch, quick=True, first=12_000, block=block)
        assert quick.rows == slow.rows
        assert quick.lines == slow.lines
        assert sorted(map(str, quick.rejected)) == sorted(map(str, slow.rejected))
        assert quick.findings == slow.findings


@pytest.mark.parametrize("seed", range(30))
def test_every_line_is_in_exactly_one_record(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    content = damaged_list(seed)
    path.write_bytes(content)
    [table] = read_all(path)
    taken = [*table.lines, *((int(str(row["first_line"])), int(str(row["last_line"]))) for row in table.rejected)]
    lines = sorted(line for first, last in taken for line in range(first, last + 1))
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    count = text.count("\n") + (not text.endswith("\n"))
    assert lines == list(range(2, count + 1))


def test_the_fast_road_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(damaged_list(0, 5).split(b"\n")[0] + b"\n" + b'1,"Jo, Mr",Smit,jo@acme.nl,,"two\nlines",\n' * 20_000)
    taken = []
    real = fast._columns

    def spy(*args: object, **named: object) -> object:
        found = real(*args, **named)  # type: ignore[arg-type]
        taken.append(found is not None)
        return found

    monkeypatch.setattr(fast, "_columns", spy)
    [table] = read_all(path)
    assert len(table.rows) == 20_000
    assert sum(taken) >= len(taken) / 2
