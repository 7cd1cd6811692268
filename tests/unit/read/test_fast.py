"""The fast road gives what the tolerant reader gives, whatever the damage and wherever blocks are cut."""

import random
from pathlib import Path

import pytest

from leadtool.read import encoding, fast
from leadtool.read.records import RecordReader
from tests.bad_input.reading import Read, read_all
from tests.unit.read.damage import DAMAGE, clean_list, damaged_list


def _read(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, quick: bool, first: int = 1 << 18, block: int = 4 << 20, stretch: int = 512
) -> Read:
    with monkeypatch.context() as patched:
        patched.setattr(fast, "_FIRST_STRETCH", stretch)
        patched.setattr(fast, "_SHORTEST_STRETCH", max(4, stretch // 8))
        patched.setattr(encoding, "FIRST", first)
        patched.setattr(encoding, "BLOCK", block)
        patched.setattr(fast, "_LEAST", 0 if quick else 1 << 60)
        [table] = read_all(path)
    return table


@pytest.mark.parametrize("seed", range(30))
def test_the_fast_road_equals_the_tolerant_reader(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(damaged_list(seed, 300))
    slow = _read(path, monkeypatch, quick=False)
    for block, stretch in ((3_000, 512), (9_000, 24), (1 << 20, 24), (1 << 20, 100)):
        _same(_read(path, monkeypatch, quick=True, first=12_000, block=block, stretch=stretch), slow)


def _same(quick: Read, slow: Read) -> None:
    assert quick.rows == slow.rows
    assert quick.lines == slow.lines
    assert sorted(map(str, quick.rejected)) == sorted(map(str, slow.rejected))
    assert quick.findings == slow.findings


@pytest.mark.parametrize("seed", range(12))
def test_rare_damage_and_trailing_delimiters_are_read_alike_on_both_roads(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(seed)
    header, *lines = clean_list(draw, 3_000)
    kind = draw.choice(sorted(DAMAGE))
    for at in draw.sample(range(len(lines)), draw.choice((1, 3, 12))):
        lines[at] = DAMAGE[kind](lines[at])
    end = draw.choice(["\n", "\r\n"])
    behind = draw.choice(["", ","])
    path = tmp_path / "leads.csv"
    path.write_bytes(
        (end.join([header, *[line + behind for line in lines]]) + end).encode(draw.choice(["utf-8", "cp1252"]), "replace")
    )
    slow = _read(path, monkeypatch, quick=False)
    for first, block, stretch in ((1 << 18, 4 << 20, 512), (12_000, 40_000, 50)):
        _same(_read(path, monkeypatch, quick=True, first=first, block=block, stretch=stretch), slow)


@pytest.mark.parametrize("behind", ["", ","])
def test_a_few_damaged_lines_leave_the_others_on_the_fast_road(
    behind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, *lines = clean_list(random.Random(5), 20_000)
    lines[7_000] = DAMAGE["stray"](lines[7_000])
    path = tmp_path / "leads.csv"
    path.write_bytes(("\n".join([header, *[line + behind for line in lines]]) + "\n").encode())
    slowly = []
    real = RecordReader.batch

    def spy(reader: RecordReader, *args: object, **named: object) -> object:
        batch, used = real(reader, *args, **named)  # type: ignore[arg-type]
        slowly.append(used)
        return batch, used

    monkeypatch.setattr(RecordReader, "batch", spy)
    [table] = read_all(path)
    assert len(table.rows) == 20_000
    assert sum(slowly) < 4_000  # the head of the file, read for its dialect, among them


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
