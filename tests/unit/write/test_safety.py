"""Formula-like cells: the grammar, cell by cell."""

import pyarrow as pa
import pytest

from leadtool.chunks import TEXT
from leadtool.write.safety import defuse, formula_like, is_formula_like

DANGEROUS = [
    "=1+1", "=cmd|'/c calc'!A1", "=HYPERLINK(0)", "@SUM(A1)", "+cmd|x", "-2+3", "-x", "|cmd", "%x", "-", "+", "\t=1", "\tx",
    "\r=1", "\nx", "\x00=1", " =1", "\u00a0=1", "\u3000-x", "\u200b=1", "\ufeff@x", "\u202e=1", "＝1", "＋x", "－x", "＠x", "｜x",
    "％x", "+34 600 123 456 (mobile)", "+1 555\n=1", "-5\n", "+34600123456;=1", "--", "=", "- Ana",
]  # fmt: skip
HARMLESS = [
    "", "a", "'=1", "'+34 600", "+34600123456", "+34600123456;+34600123457", "+1 555 010 0200", "+44 (0)20 7946 0000",
    "(555) 010-0200", "+1 555-010-0200 x12", "+1 555-010-0200 ext. 12", "-5", "+5", "-1,234.50", "12%", "-12.5%", "+0",
    "mailto:x", "a=1", "a@b.example", "日本", "é=1", "Ｊｏ", "\u3000Jo", "\u200bJo", "  Jo", "x-5", "5-5",
]  # fmt: skip


@pytest.mark.parametrize("cell", DANGEROUS)
def test_what_a_spreadsheet_may_run_is_formula_like(cell: str) -> None:
    assert is_formula_like(cell)


@pytest.mark.parametrize("cell", HARMLESS)
def test_names_phones_and_numbers_are_not_formula_like(cell: str) -> None:
    assert not is_formula_like(cell)


def test_a_column_is_defused_cell_by_cell() -> None:
    cells = [*HARMLESS, *DANGEROUS, *HARMLESS]
    defused, mask = defuse(pa.array(cells, TEXT))
    assert mask is not None
    assert mask.to_pylist() == [False] * len(HARMLESS) + [True] * len(DANGEROUS) + [False] * len(HARMLESS)
    assert defused.to_pylist() == [*HARMLESS, *("'" + cell for cell in DANGEROUS), *HARMLESS]


def test_defusing_twice_changes_nothing() -> None:
    once, _ = defuse(pa.array(DANGEROUS, TEXT))
    again, mask = defuse(once)
    assert mask is None
    assert again.equals(once)


def test_a_slice_of_a_column_is_looked_at_in_its_own_place() -> None:
    column = pa.array(["=1", "a", "=2", "", "=3"], TEXT)
    assert formula_like(column.slice(1, 3)).to_pylist() == [False, True, False]
    assert formula_like(column.slice(1, 1)) is None
    assert formula_like(column.slice(5)) is None


def test_an_empty_column_has_no_formula() -> None:
    assert formula_like(pa.array([], TEXT)) is None
    assert formula_like(pa.array(["", ""], TEXT)) is None
