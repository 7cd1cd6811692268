"""Comparison forms of whole columns are those of each cell by itself."""

import random
from collections.abc import Callable

import pyarrow as pa
import pytest

from leadtool.fields import compared_columns as columns
from leadtool.fields.compared import folded, generation, is_placeholder_phone, name_form, profile_form
from leadtool.fields.compared_columns import email_form

TEXT = pa.large_string()
_EMAILS = """jo.meyer@acme.de Jo.Meyer+crm@googlemail.com j.o@gmail.com ...@gmail.com +x@gmail.com jo-m@ya.ru jo.m@yandex.com
test@test.com asdf@asdf.com none@none.de a@a.com aa@aa.com aaaaa@firma.de 12@12.de info@info.de test@gmail.com x@sub.test.com
jo@ÄCME.de jö@acme.de _@acme.de -@-.de jo@acme jo@@acme.de acme@acme.de 1a1a@1a1a.de TEST@GMAIL.COM keine@angabe.de @ jo""".split()
_PROFILES = """https://www.linkedin.com/in/Jo-Smith-1a/?trk=x linkedin.com/company/acme http://de.linkedin.com/pub/jo/1/2
HTTPS:/M.LINKEDIN.COM/in/jo linkedin.com/in/j linkedin.com/in/jö-1 www.linkedin.com/in/a%C3%B6b xlinkedin.com/in/jojo""".split()
_NAMES = ["", "anna", "anna maria", "de la cruz", "иван", "müller", "jr", "安藤", "o brien", "zz aa"]
_FULL = [
    "",
    "Jo Smith Jr.",
    "Jo Smith",
    "John A. Smith III",
    "Ivan V",
    "Jo\u00a0Smith\u3000Sr",
    "Ana  Sousa Filho",
    "jr",
    " a b ",
    "Мл",
]
_PHONES = [
    "",
    "+49301234567",
    "+4930123456",
    "+14155550000",
    "+1111111",
    "+222222222",
    "+3456789",
    "+49 30",
    "12",
    "+447700900123",
]


def column(cells: list[str]) -> pa.Array:
    """A text column that does not begin at the first byte of its buffer, as columns of a chunk may not."""
    return pa.array(["before", *cells], TEXT).slice(1)


@pytest.mark.parametrize(
    ("made", "plain", "cells"),
    [
        (columns.emails, email_form, _EMAILS),
        (columns.profiles, profile_form, [*_PROFILES, "", " linkedin.com/in/anna ", "linkedin.com/in/" + "x" * 400]),
        (columns.squeezed, lambda cell: folded(cell).replace(" ", ""), ["", "SW1A 1AA", "〒100-0001", "28 013", "Ab-1_2", "é1"]),
    ],
)
def test_forms_of_a_column_are_those_of_its_cells(
    made: Callable[[pa.Array], pa.Array], plain: Callable[[str], str], cells: list[str]
) -> None:
    for part in (cells, cells[:1], [""], [cell for cell in cells if cell.isascii()]):
        assert made(column(part)).to_pylist() == [plain(cell) for cell in part]


def test_addresses_made_of_every_side_have_their_own_key() -> None:
    locals_, domains = ({cell.rpartition("@")[0 if side else 2] for cell in _EMAILS} for side in (True, False))
    cells = [f"{local}@{domain}" for local in sorted(locals_) for domain in sorted(domains)]
    assert columns.emails(column(cells)).to_pylist() == [email_form(cell) for cell in cells]


def test_words_of_a_name_stand_in_order() -> None:
    rows = [(one, two, three) for one in _NAMES for two in _NAMES for three in ("", "Zoe Abel", "n/a", "山田 太郎")]
    expected = [
        " ".join(sorted(f"{one} {two}".split())) if one or two else " ".join(sorted(name_form(full).words.split()))
        for one, two, full in rows
    ]
    made = columns.whole_names(*(column([row[at] for row in rows]) for at in range(3)))
    assert made.to_pylist() == expected


def test_generations_are_found_behind_names() -> None:
    rows = [(suffix, full) for suffix in ("", "III", "Jr", "PhD", "sen.") for full in _FULL]
    made = columns.generations(*(column([row[at] for row in rows]) for at in range(2)))
    assert made.to_pylist() == [generation(*row) for row in rows]


def test_numbers_of_a_row_stand_once_and_in_order() -> None:
    chosen = random.Random(4)
    rows = [(chosen.choice(_PHONES), chosen.choice(_PHONES), ";".join(chosen.sample(_PHONES, 2))) for _ in range(300)]
    expected = [
        list(dict.fromkeys(number for cell in row for number in cell.split(";") if number and not is_placeholder_phone(number)))
        for row in rows
    ]
    made = columns.phone_lists([column([row[at] for row in rows]) for at in range(3)])
    assert made.to_pylist() == expected
    assert columns.phone_lists([column(["", ""])] * 3).to_pylist() == [[], []]


def test_addresses_of_a_row_stand_once_and_in_order() -> None:
    chosen = random.Random(5)
    some = ["", *_EMAILS[:12], "jo@acme.de "]
    rows = [(chosen.choice(some), chosen.choice(["", "", "b@x.de", "b@x.de;Test@Test.com", "c@y.de;"])) for _ in range(300)]
    main, others = column([row[0] for row in rows]), column([row[1] for row in rows])
    keys = [list(dict.fromkeys(key for key in (one, *map(email_form, more.split(";"))) if key)) for one, more in rows]
    assert columns.email_lists(main, others).to_pylist() == keys
    written = [chosen.choice([" Jo@Acme.de\u00a0", "no address", "", "x@" + "y" * 260, "jo@acme.de"]) for _ in rows]
    spelled = [
        list(dict.fromkeys(v for v in (one, *more.split(";"), cell.strip() if "@" in cell and len(cell) <= 254 else "") if v))
        for (one, more), cell in zip(rows, written, strict=True)
    ]
    assert columns.spelling_lists(main, others, [column(written)]).to_pylist() == spelled


def test_filled_cells_are_counted() -> None:
    assert columns.filled([column(["", "a"]), column(["b", "é"])]).to_pylist() == [1, 2]
