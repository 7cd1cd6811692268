"""Phone columns: the best number of a row, the mobile, verdicts, countries, and hostile cells."""

import json
import time
from pathlib import Path

import pytest

from leadtool.fields.phones import add_phones, find_phones, parse_phone
from leadtool.fields.phones_numbers import is_fictional
from leadtool.rules import phones as rules
from leadtool.rules.rule import Rule
from tests.unit.fields.contacts import chunk, codes, column, context

CASES = Path(__file__).parents[4] / "shared" / "cases" / "phones"


def test_the_phone_column_comes_first_and_the_mobile_is_found_among_all() -> None:
    rows = [("030 901820", "0151 23456789 / 040 123456")]
    result = add_phones(chunk(rows, lt_country=["DE"]), context("phone", "work_phone"))
    assert column(result, "lt_phone") == ["+4930901820"]
    assert column(result, "lt_phone_status") == ["valid"]
    assert column(result, "lt_phone_type") == ["fixed_line"]
    assert column(result, "lt_mobile") == ["+4915123456789"]
    assert column(result, "lt_other_phones") == ["+4940123456"]
    assert codes(result) == ["P002"]


def test_a_valid_number_goes_before_a_possible_one() -> None:
    result = add_phones(chunk([("+34 112 345 678", "+34 914 11 22 33")]), context("phone", "home_phone"))
    assert column(result, "lt_phone") == ["+34914112233"]
    assert column(result, "lt_other_phones") == ["+34112345678"]


def test_a_persons_own_number_goes_before_the_switchboard() -> None:
    table = chunk([("+49 30 901820", "+49 151 23456789")])
    result = add_phones(table, context("phone", "mobile", headers=("Company HQ Phone", "Mobile")))
    assert column(result, "lt_phone") == ["+4915123456789"]
    assert column(result, "lt_mobile") == ["+4915123456789"]
    assert column(result, "lt_other_phones") == ["+4930901820"]


def test_a_hotline_is_taken_only_where_there_is_nothing_else() -> None:
    rows = [("+1 800 356 9377", "+1 415 555 2671"), ("+1 800 356 9377", "")]
    result = add_phones(chunk(rows), context("phone", "mobile"))
    assert column(result, "lt_phone") == ["+14155552671", "+18003569377"]


def test_a_fax_is_nobodys_phone() -> None:
    result = add_phones(chunk([("+49 30 901820",)]), context("fax"))
    assert column(result, "lt_phone_status") == ["missing"]


def test_the_country_of_the_row_goes_before_that_of_the_list() -> None:
    rows = [("612 345 678",), ("06 12 34 56 78",), ("612 345 678",)]
    table = chunk(rows, lt_country=["ES", "", ""])
    result = add_phones(table, context("phone", country="FR"))
    assert column(result, "lt_phone") == ["+34612345678", "+33612345678", "+33612345678"]


def test_a_number_that_fits_only_the_lists_country_is_read_there() -> None:
    table = chunk([("0151 23456789",)], lt_country=["ES"])
    result = add_phones(table, context("phone", country="DE"))
    assert column(result, "lt_phone") == ["+4915123456789"]
    assert codes(result) == ["P202"]


def test_an_unknown_country_is_no_country() -> None:
    result = add_phones(chunk([("612 345 678",)], lt_country=["XX"]), context("phone"))
    assert column(result, "lt_phone_status") == ["invalid"]
    assert codes(result) == ["P110"]


def test_missing_and_invalid_are_told_apart() -> None:
    rows = [("",), ("n/a",), ("4.16E+09",), ("do not call",)]
    result = add_phones(chunk(rows), context("phone", country="US"))
    assert column(result, "lt_phone_status") == ["missing", "missing", "invalid", "missing"]
    assert column(result, "lt_phone") == ["", "", "", ""]
    assert [codes(result, record) for record in range(4)] == [[], ["P011"], ["P102"], ["P111"]]


def test_do_not_call_beside_a_number_keeps_both() -> None:
    result = add_phones(chunk([("415-555-2671 do not call",)]), context("phone", country="US"))
    assert column(result, "lt_phone") == ["+14155552671"]
    assert "P111" in codes(result)
    assert rules.PHONE_DO_NOT_CALL.closes == ("call", "sms")


def test_a_disconnected_number_gives_way_to_the_next() -> None:
    table = chunk([("+49 30 901820", "+49 151 23456789"), ("+49 30 901820", "")], phone_verdict=["disconnected"] * 2)
    result = add_phones(table, context("phone", "mobile"))
    assert column(result, "lt_phone") == ["+4915123456789", ""]
    assert column(result, "lt_phone_status") == ["valid", "invalid"]
    assert column(result, "lt_other_phones") == ["+4930901820", "+4930901820"]
    assert [codes(result, record) for record in range(2)] == [["P113"], ["P112"]]


def test_where_mobile_and_fixed_look_alike_the_column_decides() -> None:
    rows = [("415 555 2671", "415 555 2672")]
    result = add_phones(chunk(rows), context("phone", "mobile", country="US"))
    assert column(result, "lt_phone") == ["+14155552671"]
    assert column(result, "lt_mobile") == ["+14155552672"]
    assert column(result, "lt_phone_type") == ["fixed_line_or_mobile"]


def test_the_extension_stands_apart() -> None:
    result = add_phones(chunk([("415 555 2671 x12",)]), context("phone", country="US"))
    assert column(result, "lt_phone") == ["+14155552671"]
    assert column(result, "lt_phone_ext") == ["12"]


def test_a_finding_names_the_column_and_the_cell_as_it_stood() -> None:
    result = add_phones(chunk([(" 0034 612 345 678",)]), context("phone", headers=("Tel",)))
    assert result.findings.to_pylist() == [
        {"record": 0, "column": "Tel", "rule": "P007", "before": " 0034 612 345 678", "after": "+34612345678"}
    ]


@pytest.mark.parametrize("number", ["+14155550100", "+14155550199", "+447700900000", "+442079460999", "+33639980000"])
def test_numbers_set_aside_for_films_are_known(number: str) -> None:
    assert is_fictional(number)


@pytest.mark.parametrize("number", ["+14155550200", "+14155552671", "+447700800000", "+33612345678"])
def test_other_numbers_are_not_fictional(number: str) -> None:
    assert not is_fictional(number)


@pytest.mark.parametrize(
    "cell",
    [
        " " * 100_000 + "x",
        "1" * 100_000,
        "+" * 100_000,
        "1 " * 50_000,
        "1-" * 50_000 + "x",
        "(" * 100_000,
        "x1" * 50_000,
        "ext. " * 20_000,
        "612345678;" * 20_000,
        "1 2 3 4 5 6 7 8 9 0 / " * 11,
        "٣" * 100_000,
    ],
)
def test_a_hostile_cell_takes_no_time(cell: str) -> None:
    find_phones("+34 612 345 678", "ES")
    begun = time.perf_counter()
    find_phones(cell, "ES")
    assert time.perf_counter() - begun < 0.25  # 50 ms on an idle machine


def test_reading_a_normal_form_again_changes_nothing() -> None:
    for cell, country in [("030 901820", "DE"), ("06 6982", "IT"), ("(415) 555-2671 x1", "US"), ("011 96123-4567", "BR")]:
        first = parse_phone(cell, country).e164
        assert parse_phone(first, "").e164 == first
        assert parse_phone(first, "JP").e164 == first


def fired(cell: str) -> set[str]:
    found = find_phones(cell, "")
    read = (*found.usable, *found.unusable)
    return {*found.notes, *(phone.problem for phone in read), *(code for phone in read for code in phone.notes)}


@pytest.mark.parametrize("rule", [rule for rule in vars(rules).values() if isinstance(rule, Rule)], ids=lambda rule: rule.code)
def test_a_rule_fires_on_its_bad_cells_only(rule: Rule) -> None:
    assert [cell for cell in rule.bad if "\n" not in cell and rule.code not in fired(cell)] == []
    assert [cell for cell in rule.good if "\n" not in cell and rule.code in fired(cell)] == []


@pytest.mark.skipif(not CASES.exists(), reason="the public cases are not here")
def test_every_example_of_libphonenumber_is_read_in_all_its_spellings() -> None:
    wrong = []
    for line in (CASES / "libphonenumber_examples.jsonl").read_text(encoding="utf-8").strip().split("\n"):
        case = json.loads(line)
        if not case["valid_py"]:
            continue
        abroad = [(case["e164"], ""), (case["international_format"], "")]
        home = [] if case["region"] == "001" else [(case[key], case["region"]) for key in ("e164", "national_significant")]
        home += [(case["national_format"], case["region"])] if "national_format" in case else []
        for text, country in abroad + home:
            phone = parse_phone(text, country)
            # The library's own example for the United States lies in the range set aside for films.
            status = "possible" if is_fictional(case["e164"]) else "valid"
            if (phone.e164, phone.status) != (case["e164"], status):
                wrong.append((text, country, phone))
    assert wrong == []


@pytest.mark.parametrize("cell", ["0010973.0142", "00768327137", "+310099128", "(002105043344"])
def test_a_possible_number_is_written_so_that_it_reads_back_as_itself(cell: str) -> None:
    for phone in find_phones(cell, "BR").usable:
        assert [again.e164 for again in find_phones(phone.e164, "").usable] == [phone.e164]


@pytest.mark.parametrize(
    ("cell", "country", "wanted"),
    [
        ("491701234567", "DE", "+491701234567"),
        ("49 151 12345678", "DE", "+4915112345678"),
        ("436641234567", "AT", "+436641234567"),
        ("447911123456", "GB", "+447911123456"),
        ("4921123456", "DE", "+494921123456"),  # Norden has the area code 04921
        ("49301234567", "DE", "+49301234567"),
        ("1701234567", "DE", "+491701234567"),
    ],
)
def test_a_mobile_whose_plus_a_spreadsheet_dropped_is_not_a_number_of_a_small_town(cell: str, country: str, wanted: str) -> None:
    assert parse_phone(cell, country).e164 == wanted
