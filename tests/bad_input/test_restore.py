"""Law 2: whatever was read, `restore` gives back the header and every record where they stood, short ones included."""

import csv
import io
import random
from pathlib import Path

import pytest

from leadtool.read.decode import split_lines
from leadtool.read.dialect import Dialect
from leadtool.read.records import Block, RecordReader
from leadtool.runs.restore import restore_run
from tests.bad_input.reading import HEADER, PEOPLE
from tests.bench.reading_known import blank_rows, footers, quoted, repeated_headers, short_rows, titles
from tests.runs import clean_files


def _restored(path: Path) -> list[list[str]]:
    clean_files([path], path.parent / "run")
    return list(csv.reader(io.StringIO("".join(restore_run(path.parent / "run")), newline="")))


@pytest.mark.parametrize("make", [quoted, short_rows, blank_rows, titles, footers, repeated_headers])
def test_restore_gives_back_a_damaged_list(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    case = make(random.Random(f"restore {make.__name__}"))
    path = tmp_path / case.name
    path.write_bytes(case.content)
    text = case.content.decode()
    batch, _ = RecordReader(Dialect(delimiter=case.delimiter or ",")).batch(Block(split_lines(text), {}), 1, final=True)
    assert _restored(path) == batch.rows


def test_restore_gives_back_short_and_long_records(tmp_path: Path) -> None:
    text = HEADER + PEOPLE[0] + "\nEd Els,ed@acme.nl\nSmit, Ann,ann@x.nl,+31 20 123 4599,Ede\n" + "\n".join(PEOPLE[1:]) + "\n"
    path = tmp_path / "leads.csv"
    path.write_text(text)
    assert _restored(path) == [line.split(",") for line in text.splitlines()]
