"""Header rows of many languages and products, labelled by hand: precision, recall, no dangerous error, every no seen."""

import tomllib
from functools import cache
from pathlib import Path

from tests.unit.columns.tables import map_header

FILES = ("header_rows", "header_rows_exports", "header_rows_dangers", "header_rows_typed", "header_rows_mail")
CORE = frozenset(
    """email phone mobile work_phone home_phone full_name first_name last_name company job_title street city state postal_code
    country opt_out do_not_call do_not_contact opt_in""".split()
)
NOS = frozenset({"opt_out", "do_not_call", "do_not_contact"})
CONTACTS = frozenset("email phone mobile work_phone home_phone".split())
NAMES = frozenset("full_name first_name last_name".split())


@cache
def judged() -> tuple[tuple[str, str, str | None, str | None], ...]:
    """(language, header, wanted field, found field) of every labelled header that is not open."""
    found = []
    for file in FILES:
        rows = tomllib.loads(Path(__file__).with_name(f"{file}.toml").read_text(encoding="utf-8"))["rows"]
        for language, listed in rows.items():
            for row in listed:
                labelled = [cell.strip().rsplit(">", 1) for cell in row.split(" | ")]
                columns = map_header([header for header, _ in labelled]).columns
                found += [
                    (language, header, None if wanted == "-" else wanted, column.field)
                    for (header, wanted), column in zip(labelled, columns, strict=True)
                    if wanted != "?"
                ]
    return tuple(found)


def test_there_are_enough_rows_and_languages() -> None:
    rows = [
        (language, row)
        for file in FILES
        for language, listed in tomllib.loads(Path(__file__).with_name(f"{file}.toml").read_text(encoding="utf-8"))[
            "rows"
        ].items()
        for row in listed
    ]
    assert len(rows) >= 150
    assert len({language for language, _ in rows}) == 39


def test_core_fields_are_found_and_rarely_mistaken() -> None:
    claimed = [case for case in judged() if case[3] in CORE]
    wanted = [case for case in judged() if case[2] in CORE]
    wrong = [case for case in claimed if case[2] != case[3]]
    missed = [case for case in wanted if case[2] != case[3]]
    assert len(wrong) <= 0.01 * len(claimed), wrong
    assert len(missed) <= 0.05 * len(wanted), missed


def test_every_no_is_seen_as_the_no_it_is() -> None:
    assert [case for case in judged() if case[2] in NOS and case[3] != case[2]] == []


def test_no_consent_is_turned_around() -> None:
    turned = [case for case in judged() if (case[2] in NOS and case[3] == "opt_in") or (case[2] == "opt_in" and case[3] in NOS)]
    assert turned == []


def test_nobody_elses_contact_or_name_is_the_leads() -> None:
    assert [case for case in judged() if case[2] is None and case[3] in CONTACTS | NAMES | {"company"}] == []


def test_people_and_companies_are_not_mistaken_for_each_other() -> None:
    mistaken = [
        case
        for case in judged()
        if (case[2] in NAMES and case[3] == "company")
        or (case[2] == "company" and case[3] in NAMES)
        or {case[2], case[3]} == {"salutation", "job_title"}
        or {case[2], case[3]} == {"first_name", "last_name"}
    ]
    assert mistaken == []
