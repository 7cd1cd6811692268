"""Company names, their legal forms and their domains."""

import csv
from pathlib import Path

import pyarrow as pa
import pytest

from leadtool.fields.companies import _domains as domains
from leadtool.fields.companies import company_key, has_strong_legal_form, legal_form, parse_company
from leadtool.fields.suffixes import registrable_domain

CLEANCO = Path(__file__).parents[4] / "shared/cases/names/cleanco_companies.csv"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Acme Ltd", "acme"), ("ACME LIMITED", "acme"), ("Acme, Inc.", "acme"), ("Acme GmbH & Co. KG", "acme"), ("Acme AG", "acme"),
        ("Acme S.L.U.", "acme"), ("Acme S.A. de C.V.", "acme"), ("Żabka Polska Sp. z o.o.", "zabka polska"), ("Acme s.r.o.", "acme"),
        ("Acme spol. s r.o.", "acme"), ("Acme a.s.", "acme"), ("Acme Kft.", "acme"), ("Acme Zrt", "acme"), ("Mærsk A/S", "maersk"),
        ("Nokia Oyj", "nokia"), ("Acme Oy", "acme"), ("Acme AB", "acme"), ("AB Volvo", "volvo"), ("ООО «Ромашка»", "ромашка"),
        ("ЗАО Вектор", "вектор"), ("ПАО Сбербанк", "сбербанк"), ("株式会社トヨタ", "トヨタ"), ("トヨタ自動車株式会社", "トヨタ自動車"),
        ("华为技术有限公司", "华为技术"), ("삼성전자 주식회사", "삼성전자"), ("Acme Ltda.", "acme"), ("Acme Pty Ltd", "acme"),
        ("Acme S.p.A.", "acme"), ("Acme Srl", "acme"), ("Acme B.V.", "acme"), ("Acme NV", "acme"), ("Acme SARL", "acme"),
        ("Acme SAS", "acme"), ("Acme d.o.o.", "acme"), ("Acme UAB", "acme"), ("Acme Ltd. Şti.", "acme"), ("Acme A.Ş.", "acme"),
        ("ACME LLC", "acme"), ("The Acme Company", "acme"), ("Acme PLC", "acme"), ("Acme KK", "acme"), ("Acme Pte. Ltd.", "acme"),
        ("Acme Sdn. Bhd.", "acme"), ("PT Acme Tbk", "acme"), ("Procter & Gamble Co.", "procter gamble"), ("SA", "sa"), ("Limited", "limited"),
        ("Group Limited", "group"), ("AT&T Inc.", "at t"), ("3M Company", "3m"), ("", ""),
    ],
)  # fmt: skip
def test_the_key_of_a_company_goes_without_legal_form(name: str, key: str) -> None:
    assert company_key(name) == key


@pytest.mark.parametrize(
    "text",
    ["n/a", "N/A", "none", "self employed", "Self-Employed", "freelance", "Freelancer", "-", "autónomo", "selbständig", "частное лицо",
     "ИП", "zzp", "個人", "無", "없음", "لا يوجد", "unknown", "Privat", "..."],
)  # fmt: skip
def test_a_word_for_no_company_is_no_company(text: str) -> None:
    assert parse_company(text)[0::3] == ("", "O101")


@pytest.mark.parametrize(
    "text",
    ["None Such Ltd", "Freelancer.com", "IBM", "acme", "Self Storage Inc", "Student Loans Company", "X Corp", "Home Depot"],
)
def test_a_company_is_shown_as_written(text: str) -> None:
    assert parse_company(text).name == text


def test_quotes_and_blanks_around_a_company_go() -> None:
    assert parse_company('  "Acme   Ltd." ').name == "Acme Ltd."
    assert parse_company("ООО «Ромашка»").name == "ООО «Ромашка»"


@pytest.mark.parametrize("name", ["John Sa", "Sang As", "Jack Ma", "Anna Co", "Ab Jones", "Peter Kg"])
def test_a_person_is_no_company(name: str) -> None:
    assert not has_strong_legal_form(name)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("shop.acme.co.uk", "acme.co.uk"), ("acme.com", "acme.com"), ("www.acme.com.br", "acme.com.br"), ("ACME.DE", "acme.de"),
        ("acme", ""), ("192.168.0.1", ""), ("co.uk", ""), ("", ""), ("acme.com.", "acme.com"),
    ],
)  # fmt: skip
def test_the_domain_a_company_registers(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


def test_the_domain_comes_from_the_website_else_from_a_business_address() -> None:
    rows = [
        ("https://www.acme.co.uk/about", "jo@other.com", "business", "acme.co.uk"),
        ("", "jo@mail.acme.de", "business", "acme.de"),
        ("", "info@acme.de", "role", "acme.de"),
        ("", "info@gmail.com", "role", ""),
        ("", "jo@gmail.com", "free", ""),
        ("https://www.facebook.com/acme", "jo@acme.fr", "business", "acme.fr"),
        ("https://linkedin.com/company/acme", "", "", ""),
        ("", "", "", ""),
    ]
    names = ("website", "lt_email", "lt_email_kind")
    chunk = pa.table({name: pa.array([row[i] for row in rows], pa.large_string()) for i, name in enumerate(names)})
    assert domains(chunk).to_pylist() == [row[3] for row in rows]


@pytest.mark.skipif(not CLEANCO.exists(), reason="the public cases are not beside this checkout")
def test_the_legal_forms_of_public_companies_are_recognised_and_none_is_a_placeholder() -> None:
    with CLEANCO.open(encoding="utf-8", newline="") as lines:
        names = [row[0] for row in csv.reader(lines, delimiter=";")]
    form_less = [name for name in names if not legal_form(name)]
    assert len(form_less) <= 0.047 * len(names), form_less
    assert [name for name in names if parse_company(name).problem] == []
