"""Job titles in many languages, against a table a careful person wrote."""

import time
from pathlib import Path

import pytest

from leadtool.fields.titles import parse_title
from leadtool.model import JOB_LEVELS
from leadtool.vocab import fold, word_list

CLASHES = {"administrateur"}  # a board member in French, a bookkeeper in Dutch


def table() -> list[list[str]]:
    text = (Path(__file__).parent / "titles_table.txt").read_text(encoding="utf-8")
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line and not line.startswith("#")]


def test_levels_and_functions_are_those_a_careful_person_would_give() -> None:
    rows = table()
    levels = [title for title, level, _ in rows if parse_title(title).level != level]
    functions = [title for title, _, function in rows if parse_title(title).function != function]
    assert len(rows) >= 300
    assert len(levels) <= 0.02 * len(rows), levels
    assert len(functions) <= 0.05 * len(rows), functions


def test_every_answer_is_a_known_level_and_function() -> None:
    functions = {*word_list("job_titles")["functions"], ""}
    for title, level, function in table():
        answer = parse_title(title)
        assert {answer.level, level} <= set(JOB_LEVELS)
        assert {answer.function, function} <= functions


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Assistant to the CEO", "staff"), ("Product Owner", "staff"), ("Vice President", "vp"), ("President", "c_level"),
        ("Assistant Director of Nursing", "director"), ("Assistant Store Manager", "manager"), ("CEO (retired)", "unknown"),
        ("Director of Student Affairs", "director"), ("International Student Advisor", "staff"), ("Ad Operations Manager", "manager"),
        ("Internal Communications Lead", "manager"), ("Head Cashier", "staff"), ("Partner at KPMG", "owner"),
        ("Partner Manager", "manager"), ("代表取締役CEO", "c_level"), ("法人営業部 部長", "director"), ("V.P.", "vp"),
        ("Chief Technology & Product Officer", "c_level"), ("Founder's Associate", "staff"), ("Stage Manager", "manager"),
        ("Consultor empresarial", "staff"), ("Владелец продукта", "staff"), ("プロダクトオーナー", "staff"), ("", "unknown"),
        ("Homeowner", "unknown"), ("Hausfrau", "unknown"), ("SALES MANAGER", "manager"), ("sales manager", "manager"),
        ("CEO and Founder", "owner"), ("Associate Professor", "staff"), ("Student", "student"), ("Dean of Students", "director"),
    ],
)  # fmt: skip
def test_titles_that_look_like_others(title: str, level: str) -> None:
    assert parse_title(title).level == level


def test_a_department_says_the_function_where_the_title_does_not() -> None:
    assert parse_title("Manager", "Purchasing").function == "purchasing"
    assert parse_title("Sales Manager", "Purchasing").function == "sales"


def test_a_very_long_title_is_quick() -> None:
    started = time.perf_counter()
    for text in ("manager " * 10_000, "a" * 100_000, "、" * 1000, "chief " * 50 + "officer"):
        parse_title(text)
    assert time.perf_counter() - started < 0.5


def test_no_whole_term_stands_for_two_levels_that_differ_much() -> None:
    ranks: dict[str, set[int]] = {}
    for rank, languages in enumerate(word_list("job_titles")["levels"].values()):
        for terms in languages.values():
            for term in terms.split(","):
                ranks.setdefault(fold(term.replace("*", "")), set()).add(rank)
    clashes = {term: sorted(found) for term, found in ranks.items() if term and max(found) - min(found) > 2}
    assert set(clashes) <= CLASHES, clashes
