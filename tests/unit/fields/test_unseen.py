"""Tables written before any of their cells was tried: every answer is a careful person's, and every one is given."""

import pytest

from tests.unit.fields.unseen import TABLES, lines


@pytest.mark.parametrize("name", list(TABLES))
def test_cells_never_seen_before_are_read_as_a_careful_person_reads_them(name: str) -> None:
    answers = list(TABLES[name]())
    assert [(one.cell, one.said, one.expected) for one in answers if one.said != one.expected] == []


@pytest.mark.parametrize(
    ("name", "least"),
    [("names", 120), ("titles", 120), ("phones", 100), ("emails", 100), ("figures", 120), ("places", 60), ("companies", 60)],
)
def test_the_tables_are_long_enough_and_repeat_nothing(name: str, least: int) -> None:
    rows = list(lines(name))
    assert len(rows) >= least
    assert len({*rows}) == len(rows)
