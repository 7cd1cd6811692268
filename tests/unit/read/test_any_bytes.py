"""Whatever bytes come, reading gives a table in which every line stands once, or an error that a person can act on."""

import random
from pathlib import Path

import pytest

from leadtool.errors import LeadtoolError
from tests.bad_input.reading import read_all
from tests.unit.read.damage import damaged_list


def _struck(seed: int) -> bytes:
    """A damaged list in which single bytes were changed, cut out, doubled or put in."""
    draw = random.Random(seed)
    content = bytearray(damaged_list(seed, 25))
    for _ in range(draw.choice([1, 3, 10])):
        at = draw.randrange(len(content))
        kind = draw.randrange(5)
        if kind == 0:
            content[at] = draw.randrange(256)
        elif kind == 1:
            del content[at : at + draw.randrange(1, 20)]
        elif kind == 2:
            content[at:at] = bytes([draw.choice(b"\",;\n\r\t\0'\\|")]) * draw.randrange(1, 4)
        elif kind == 3:
            content[at:at] = content[draw.randrange(len(content)) :][:40]
        else:
            content[at:] = content[at : at + 200]
    return bytes(content)


@pytest.mark.parametrize("seed", range(80))
def test_any_bytes_are_a_table_or_a_clear_error(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_bytes(_struck(seed))
    problem = None
    try:
        [table] = read_all(path, rows=7)
    except LeadtoolError as error:
        problem = error
    if problem is not None:
        assert problem.kind
        assert problem.hint
        return
    spans = [*table.lines, *((int(str(row["first_line"])), int(str(row["last_line"]))) for row in table.rejected)]
    lines = sorted(line for first, last in spans for line in range(first, last + 1))
    assert len(lines) == len(set(lines))
    missing = sorted(set(range(1, max(lines, default=0) + 1)) - set(lines))
    header = table.info.header_line
    assert missing == ([] if header is None else list(range(header, header + len(missing))))
