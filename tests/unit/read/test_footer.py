"""Sums below the records, in many languages."""

import pytest

from leadtool.read.footer import is_footer


@pytest.mark.parametrize(
    "cell",
    [
        "Razem: 9", "Total: 5", "Summe: 9", "Итого: 9", "Toplam: 9", "合計: 9", "合計：9件", "Σύνολο: 9", "Razem: 9 rekordów", "Összesen: 9 db",
        "Total general: 4", "Genel Toplam: 9", "รวม: 9", "Łącznie: 9", "Celkem: 9", "総件数：9", "Всего 12", "סה\"כ: 9", "합계: 9", "المجموع: 9",
    ],
)  # fmt: skip
def test_a_sum_with_its_number_is_a_footer(cell: str) -> None:
    assert is_footer([cell, "", "", ""], 4)
    assert is_footer([cell, "", "", "55 700,50 zł"], 4)
    assert is_footer([cell, "", "$1,234.00", "1.200.000 TL", "", ""], 6)


@pytest.mark.parametrize(
    "row",
    [
        ["Total: 5", "Jan", "", ""],
        ["Razem: 1", "a@a.pl", "", "9"],
        ["Total 5", "", "", "+48 600 700 800"],
        ["Total 5", "", "", "617 555 0142"],
        ["Total Wine: 5", "", "", "a"],
        ["Toplam Ltd", "", "", "9"],
    ],
)
def test_a_record_that_begins_like_a_sum_stays_one(row: list[str]) -> None:
    assert not is_footer(row, 4)
