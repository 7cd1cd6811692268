"""Junk and not junk, as a careful person would tell them apart."""

import re
from pathlib import Path

import pytest

from leadtool.config import Settings
from leadtool.judge import standing
from leadtool.judge.junk_names import name_sign
from tests.unit.judge.rows import chunk, context, judged

_PHONES = {"v": ("+4930123456", "valid"), "i": ("", "invalid"), "-": ("", "missing")}


def _rows() -> list[tuple[str, dict[str, str], str]]:
    lines = (Path(__file__).parent / "junk.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line.startswith("#") or not line:
            continue
        name, email, phone, company, expected = (
            "" if cell == "-" and i != 2 else cell for i, cell in enumerate(line.split("\t"))
        )
        number, status = _PHONES[phone]
        row = {"f:0": name, "lt_full_name": name, "lt_email": email, "lt_email_status": "valid" if email else "missing"}
        row |= {"lt_email_kind": "business", "lt_phone": number, "lt_phone_status": status, "lt_company": company}
        found.append((line, row, expected))
    return found


ROWS = _rows()


def _codes(rows: list[dict[str, str]], settings: Settings | None = None) -> list[set[str]]:
    found: list[set[str]] = [set() for _ in rows]
    for one in standing(chunk(rows), context(settings, fields=("full_name",))).findings.to_pylist():
        found[one["record"]].add(one["rule"])
    return found


CODES = _codes([row for _, row, _ in ROWS])


@pytest.mark.parametrize(
    ("case", "codes"), list(zip(ROWS, CODES, strict=True)), ids=[line.replace("\t", " ") for line, _, _ in ROWS]
)
def test_junk_is_told_from_real_people(case: tuple[str, dict[str, str], str], codes: set[str]) -> None:
    junk = sorted(code for code in codes if code.startswith("J1"))
    told = "junk" if junk else "review" if "J201" in codes else "keep"
    assert told == case[2], sorted(codes)


def test_the_table_holds_two_hundred_leads() -> None:
    assert len(ROWS) >= 200


TEXTS = [
    ("enquiry", "We offer SEO services and backlinks to rank your website on the first page of google", True),
    ("enquiry", "Buy cheap backlinks at https://links.example", True),
    ("enquiry", "Хотите раскрутка сайта и быстрый заработок? http://spam.ru", True),
    ("enquiry", "Online casino bonus, click here http://casino.top", True),
    ("enquiry", "副業で稼げる仮想通貨 https://x.jp", True),
    ("notes", "I found your website and we offer web design services, seo packages", True),
    ("enquiry", "Please send a quote for https://keller-bau.de", False),
    ("enquiry", "We need SEO services for our shop", False),
    ("enquiry", "Interested in a business loan", False),
    ("enquiry", "We run a casino and need chairs", False),
    ("notes", "Website: https://keller-bau.de", False),
    ("notes", "wants SEO services, see https://keller-bau.de", False),
    ("lt_company", "SEO Experts GmbH", False),
    ("lt_company", "Bitcoin Suisse AG", False),
    ("notes", "test lead, please ignore this lead", True),
    ("notes", "agent testing the form", True),
    ("notes", "wants to test the product", False),
    ("notes", "passed the test with us", False),
    ("status", "Junk Lead", True),
    ("status", "Spam", True),
    ("status", "Fake", True),
    ("status", "Test", True),
    ("status", "Мусор", True),
    ("status", "Lost", False),
    ("status", "Wrong number", False),
    ("status", "Not interested", False),
]


@pytest.mark.parametrize(("column", "cell", "junk"), TEXTS)
def test_texts_are_told_from_advertising(column: str, cell: str, junk: bool) -> None:
    codes = judged({column: cell})["codes"].split(";")
    assert any(code.startswith("J1") for code in codes) == junk, codes


def test_two_template_tags_are_junk_and_one_is_not() -> None:
    fields = ("first_name", "last_name", "email")
    rows = [
        {
            "f:0": "{{first_name}}",
            "f:1": "{{last_name}}",
            "f:2": "{{email}}",
            "lt_phone": "+4930123456",
            "lt_phone_status": "valid",
        },
        {"f:0": "%FNAME%", "f:1": "*|LNAME|*", "f:2": "a@keller.de", "lt_email": "a@keller.de", "lt_email_status": "valid"},
        {"f:0": "{{first_name}}", "f:1": "Keller", "f:2": "a@keller.de", "lt_email": "a@keller.de", "lt_email_status": "valid"},
        {"f:0": "100%", "f:1": "O'[Neil]", "f:2": "a@keller.de", "lt_email": "a@keller.de", "lt_email_status": "valid"},
    ]
    found = standing(chunk(rows), context(fields=fields)).findings.to_pylist()
    assert [one["record"] for one in found if one["rule"] == "J106"] == [0, 1]


def test_the_settings_name_more_junk() -> None:
    settings = Settings.model_validate(
        {"junk": {"students": True, "job_seekers": True, "names": ["Petra Sorge"], "domains": ["spam.de"]}}
    )
    assert "J109" in judged({"lt_job_level": "student"}, settings)["codes"]
    assert "J110" in judged({"notes": "is looking for a job"}, settings)["codes"]
    assert "J111" in judged({"lt_full_name": "PETRA  SORGE"}, settings)["codes"]
    assert "J111" in judged({"lt_email": "x@spam.de"}, settings)["codes"]
    assert judged({"lt_job_level": "student", "notes": "is looking for a job"})["codes"] == ""


@pytest.mark.parametrize("name", ["Anna Keller", "Qi", "O'Brien", "Null", "Werther", "Assad", "Wertheimer", "Polk", "Fertig"])
def test_a_real_name_shows_no_sign_of_test_or_mash(name: str) -> None:
    assert name_sign(name).kind in ("", "placeholder")


@pytest.mark.parametrize("column", ["linkedin", "lt_street"])
def test_a_profile_or_an_address_is_a_contact(column: str) -> None:
    row = {
        "lt_full_name": "Anna Keller",
        column: "https://linkedin.com/in/anna" if column == "linkedin" else "Hauptstr. 1",
        "lt_city": "Bonn",
    }
    assert "J101" not in judged(row, person=False)["codes"]


# --- many languages, and names that must be spared

_CELLS = re.compile(r"\|(?=(?:name|email|phone|company|enquiry)=)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
WORLD = [
    line
    for line in (Path(__file__).parent / "junk_worldwide.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SPARED = [
    line.split("\t")
    for line in (Path(__file__).parent / "spared.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _of_the_world(line: str) -> dict[str, str]:
    cells = dict(cell.split("=", 1) for cell in _CELLS.split(line))
    number, status = _PHONES[cells["phone"]]
    mail = cells.get("email", "")
    usable = bool(_ADDRESS.fullmatch(mail))
    row = {"f:0": cells["name"], "lt_full_name": cells["name"], "f:1": mail, "lt_email": mail if usable else ""}
    row |= {"lt_email_status": "valid" if usable else "invalid", "lt_email_kind": "business", "lt_phone": number}
    return row | {"lt_phone_status": status, "enquiry": cells.get("enquiry", "")}


def _told(rows: list[dict[str, str]], fields: tuple[str, ...]) -> list[set[str]]:
    found: list[set[str]] = [set() for _ in rows]
    for one in standing(chunk(rows), context(fields=fields)).findings.to_pylist():
        found[one["record"]].add(one["rule"])
    return found


WORLD_CODES = _told([_of_the_world(line) for line in WORLD], ("full_name", "email"))


@pytest.mark.parametrize(("line", "codes"), list(zip(WORLD, WORLD_CODES, strict=True)), ids=WORLD)
def test_junk_of_all_languages_is_junk(line: str, codes: set[str]) -> None:
    assert any(code.startswith("J1") for code in codes), codes


@pytest.mark.parametrize("phone", ["v", "-"])
def test_rare_names_and_companies_are_spared(phone: str) -> None:
    number, status = _PHONES[phone]
    sound = {"lt_email": "p.sorge@firma-nord.eu", "lt_email_status": "valid", "lt_email_kind": "business", "lt_phone": number}
    rows = [
        {**sound, "lt_phone_status": status, "f:0": name, "lt_full_name": name, "lt_company": company}
        for kind, cell in SPARED
        for name, company in [(cell, "Firma Nord") if kind == "name" else ("Petra Sorge", cell)]
    ]
    codes = _told(rows, ("full_name",))
    assert [cell for (_, cell), said in zip(SPARED, codes, strict=True) if any(code[0] == "J" for code in said)] == []
    assert len(SPARED) >= 600
