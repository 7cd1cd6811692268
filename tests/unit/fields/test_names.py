"""Full names split into parts, against a table a careful person wrote; and the traps around names."""

import datetime
import json
import time
from pathlib import Path

import pyarrow as pa
import pytest

from leadtool.config import Settings
from leadtool.fields.name_case import repair_case
from leadtool.fields.name_columns import plain_names
from leadtool.fields.name_words import name_words
from leadtool.fields.names import add_names, name_key, parse_full_name, parse_name_part
from leadtool.model import Context, MappedColumn, TableInfo, TableMapping
from leadtool.rules import names as rules
from leadtool.vocab import fold

HERE = Path(__file__).parent
NAUGHTY = Path(__file__).parents[4] / "shared/cases/names/naughty_strings.json"


def table() -> list[tuple[str, str, str, str, str]]:
    rows = []
    for line in (HERE / "names_table.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, first, last, middle, suffix = ([cell.strip() for cell in line.split("|")] + ["", "", ""])[:5]
            rows.append((text, first, last, middle, suffix))
    return rows


def is_right(text: str, first: str, last: str, middle: str, suffix: str) -> bool:
    name = parse_full_name(text)
    given = f"{name.first} {name.middle}".strip() == f"{first} {middle}".strip() if middle else name.first == first
    return given and name.last == last and name.suffix == suffix


def run(columns: dict[str, list[str]], country: str = "") -> tuple[pa.Table, list[tuple[int, str, str]]]:
    mapped = tuple(MappedColumn(position=i, header=field, name=field, field=field) for i, field in enumerate(columns))
    info = TableInfo(
        path="list.csv", file="list.csv", sheet=None, encoding="utf-8", delimiter=",", quote='"', escape=None, header_line=1,
        header=tuple(columns), names=tuple(columns), sha256="", bytes=0,
    )  # fmt: skip
    context = Context(
        settings=Settings(), as_of=datetime.date(2026, 1, 1), mapping=TableMapping(preset=None, columns=mapped), table=info,
        country=country,
    )  # fmt: skip
    rows = len(next(iter(columns.values())))
    chunk = pa.table(
        {"record": pa.array(range(rows), pa.int64())}
        | {f"f:{i}": pa.array(cells, pa.large_string()) for i, cells in enumerate(columns.values())}
    )
    chunk, findings = add_names(chunk, context)
    return chunk, [(f["record"], f["rule"], f["column"]) for f in findings.to_pylist()]


def parts(chunk: pa.Table) -> list[tuple[str, str, str]]:
    return list(zip(*(chunk.column(c).to_pylist() for c in ("lt_first_name", "lt_last_name", "lt_full_name")), strict=True))


def test_at_least_95_of_100_full_names_are_split_as_a_careful_person_would() -> None:
    rows = table()
    wrong = [row for row in rows if not is_right(*row)]
    assert len(rows) >= 300
    assert len(wrong) <= 0.02 * len(rows), wrong


def test_no_part_of_a_name_is_lost_in_the_full_name() -> None:
    for text, *_ in table():
        full = fold(parse_full_name(text).full).split()
        assert [word for word in fold(text).split() if word not in full] == [], text


def test_a_last_name_has_neither_suffix_nor_title() -> None:
    for text, *_ in table():
        last = parse_full_name(text).last.lower().split()
        assert not {"jr", "jr.", "sr.", "ii", "iii", "dr.", "mr.", "md", "phd"} & set(last), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MCDONALD", "McDonald"), ("o'brien", "O'Brien"), ("VON DER LEYEN", "von der Leyen"), ("DE LA CRUZ", "de la Cruz"),
        ("MACDONALD", "MacDonald"), ("MACHADO", "Machado"), ("mackey", "Mackey"), ("smith-jones", "Smith-Jones"),
        ("ijsbrand", "IJsbrand"), ("IJEOMA", "Ijeoma"), ("IŞIK", "Işık"), ("İBRAHİM", "İbrahim"), ("ИВАНОВ", "Иванов"),
        ("ΟΔΥΣΣΕΑΣ", "Οδυσσεας"), ("DeShawn", "DeShawn"), ("McDonald", "McDonald"), ("van der Berg", "van der Berg"),
        ("D'ANGELO", "D'Angelo"), ("AJ", "AJ"), ("TJ", "TJ"), ("ED", "Ed"), ("AL", "Al"), ("NG", "Ng"), ("J.R.R.", "J.R.R."),
        ("ÉMILE", "Émile"), ("ß", "ß"), ("", ""), ("MARY ANN", "Mary Ann"), ("山田", "山田"), ("L'HEUREUX", "L'Heureux"),
    ],
)  # fmt: skip
def test_case_is_repaired_only_where_all_is_upper_or_lower(text: str, expected: str) -> None:
    assert repair_case(text) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("john@acme.com", rules.EMAIL_IN_NAME), ("+1 415 555 2671", rules.PHONE_IN_NAME), ("Acme Ltd", rules.COMPANY_IN_NAME),
        ("www.acme.com", rules.WEB_IN_NAME), ("n/a", rules.NAME_PLACEHOLDER), ("unknown", rules.NAME_PLACEHOLDER),
        ("-", rules.NAME_PLACEHOLDER), ("#N/A", rules.NAME_PLACEHOLDER), ("null", rules.NAME_PLACEHOLDER),
        ("Sales Department", rules.ROLE_IN_NAME), ("неизвестно", rules.NAME_PLACEHOLDER), ("不明", rules.NAME_PLACEHOLDER),
        ("ООО «Ромашка»", rules.COMPANY_IN_NAME), ("株式会社トヨタ", rules.COMPANY_IN_NAME), ("12345", rules.DIGITS_IN_NAME),
    ],
)  # fmt: skip
def test_what_is_no_name_is_said_to_be_none(text: str, rule: rules.Rule) -> None:
    name = parse_full_name(text)
    assert (name.problem, name.first, name.last, name.full) == (rule.code, "", "", "")


@pytest.mark.parametrize(
    "text", ["Jennifer Null", "Null", "Brandon None", "Anh Na", "Jane True", "Penny Blank", "Jo Test", "X Y", "Ng"]
)
def test_a_rare_real_name_is_kept(text: str) -> None:
    name = parse_full_name(text)
    assert name.full == text
    assert not name.problem


def test_name_columns_are_taken_as_they_are() -> None:
    chunk, findings = run({"first_name": ["Jan", "María José", "太郎"], "last_name": ["van der Berg", "García López", "山田"]})
    assert parts(chunk) == [
        ("Jan", "van der Berg", "Jan van der Berg"),
        ("María José", "García López", "María José García López"),
        ("太郎", "山田", "山田太郎"),
    ]
    assert findings == []


def test_a_whole_name_in_the_first_name_column_is_split_with_a_finding() -> None:
    chunk, findings = run({"first_name": ["John Smith", "Mary Ann", "Acme Ltd"], "last_name": ["", "", ""]})
    assert parts(chunk) == [("John", "Smith", "John Smith"), ("Mary Ann", "", "Mary Ann"), ("", "", "")]
    assert [(record, rule) for record, rule, _ in findings] == [(0, "N001"), (2, "N104")]


def test_a_full_name_column_is_split_only_where_first_and_last_are_empty() -> None:
    chunk, _ = run({"first_name": ["Jo", ""], "last_name": ["Smith", ""], "full_name": ["Joanna Q. Smith", "Ann Lee"]})
    assert parts(chunk) == [("Jo", "Smith", "Joanna Q. Smith"), ("Ann", "Lee", "Ann Lee")]


def test_a_full_name_fills_the_gap_where_it_agrees() -> None:
    chunk, _ = run(
        {"first_name": ["", "Ann", "Jo"], "last_name": ["Smith", "", ""], "full_name": ["John Smith", "Ann Lee", "Ann Lee"]}
    )
    assert [row[:2] for row in parts(chunk)] == [("John", "Smith"), ("Ann", "Lee"), ("Jo", "")]


def test_a_nickname_in_brackets_stays_in_the_full_name_only() -> None:
    chunk, _ = run({"first_name": ["William (Bill)"], "last_name": ["Gates"]})
    assert parts(chunk) == [("William", "Gates", "William (Bill) Gates")]


def test_titles_and_suffixes_are_set_apart_but_stay_in_the_full_name() -> None:
    chunk, findings = run({"first_name": ["Dr. Jane", "John"], "last_name": ["Doe, PhD", "SMITH JR."]})
    assert parts(chunk) == [("Jane", "Doe", "Dr. Jane Doe, PhD"), ("John", "Smith", "John Smith Jr.")]
    assert chunk.column("salutation").to_pylist() == ["Dr.", ""]
    assert chunk.column("suffix").to_pylist() == ["", "Jr"]
    assert {rule for _, rule, _ in findings} == {"N002", "N005", "N006"}


def test_database_words_are_names_beside_a_name_and_placeholders_alone() -> None:
    chunk, findings = run({"first_name": ["Jennifer", "NULL", "none"], "last_name": ["Null", "NULL", ""]})
    assert parts(chunk) == [("Jennifer", "Null", "Jennifer Null"), ("", "", ""), ("", "", "")]
    assert {(record, rule) for record, rule, _ in findings if rule == "N101"} == {(1, "N101"), (2, "N101")}


def test_salutation_and_suffix_columns_are_kept() -> None:
    chunk, _ = run({"salutation": ["Mr"], "first_name": ["John"], "last_name": ["Smith"], "suffix": ["3rd"]})
    assert chunk.column("salutation").to_pylist() == ["Mr"]
    assert chunk.column("suffix").to_pylist() == ["III"]
    assert parts(chunk) == [("John", "Smith", "John Smith 3rd")]


def test_lost_letters_are_left_as_they_are() -> None:
    assert parse_name_part("Garc?a", "last").last == "Garc?a"
    assert rules.NAME_LETTERS_LOST.code in parse_name_part("Garc?a", "last").notes


def test_emoji_go_and_are_reported() -> None:
    name = parse_name_part("🚀 John", "first")
    assert (name.first, name.notes) == ("John", (rules.NAME_DECORATION.code,))


def test_a_very_long_cell_is_quick_and_kept() -> None:
    started = time.perf_counter()
    for text in (" " * 100_000 + "x", "a" * 100_000, "a " * 50_000, "(" * 5_000, "-" * 199, "a, " * 66, "O'" * 100):
        parse_full_name(text)
        parse_name_part(text, "last")
    assert time.perf_counter() - started < 0.7


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the public cases are not beside this checkout")
def test_no_string_breaks_a_name() -> None:
    strings = [text for text in json.loads(NAUGHTY.read_text(encoding="utf-8")) if text]
    for text in strings:
        name = parse_full_name(text)
        assert name.full or name.problem or name.notes, text
        assert len(fold(name.full)) >= len(fold(text)) * 0.5 or name.problem or name.notes, text
    chunk, _ = run({"first_name": strings, "last_name": strings[::-1]})
    assert chunk.num_rows == len(strings)


def test_two_readings_of_a_name_are_the_same() -> None:
    for text, *_ in table():
        once = parse_full_name(text)
        if once.full and rules.SEVERAL_PEOPLE.code not in once.notes:
            again = parse_full_name(once.full)
            assert again.full == once.full, text


def test_name_keys_ignore_case_accents_and_marks() -> None:
    assert name_key("O’Brien-Müller") == name_key("o'brien muller")


def test_names_split_in_columns_are_those_split_one_by_one() -> None:
    words = name_words()
    pool = sorted({"john", "smith", "müller", "zoë", "ng", "al", "xavier", "de", "ooo"} | set(sorted(words.any_given)[::29]))
    pool += (
        sorted(words.particles)[::9]
        + sorted(words.salutations)[::9]
        + sorted(words.professional)[::9]
        + sorted(words.any_surname)[::23]
    )
    pool += (
        sorted(words.eastern)[::19]
        + sorted(words.generation)[::3]
        + sorted(words.role_words)
        + ["inc", "unknown", "null", "ivanovich"]
    )
    pairs = [(a, b) for a in pool[::3] for b in pool[1::3]]
    texts = (
        [f"{a.title()} {b.title()}" for a, b in pairs]
        + [f"{a} {b}".upper() for a, b in pairs[::7]]
        + [f"{a} {b}" for a, b in pairs[::11]]
    )
    texts += [f"{a.title()} Q. {b.title()}" for a, b in pairs[::5]] + [text for text, *_ in table()]
    chunk, findings = run({"full_name": texts})
    said: dict[int, set[str]] = {}
    for record, rule, _ in findings:
        said.setdefault(record, set()).add(rule)
    columns = ("lt_first_name", "middle_name", "lt_last_name", "suffix", "lt_full_name")
    rows = list(zip(*(chunk.column(column).to_pylist() for column in columns), strict=True))
    for at, (text, row) in enumerate(zip(texts, rows, strict=True)):
        name = parse_full_name(text)
        assert row == (name.first, name.middle, name.last, name.suffix, name.full), text
        assert said.get(at, set()) == {*name.notes, *([name.problem] if name.problem else [])}, text
    assert sum(plain_names(pa.array(texts, pa.large_string())).plain.to_pylist()) > 0.1 * len(texts)
