"""Figures: hand-made tables of money and count cells with the answer a careful person would give."""

import pytest

from leadtool.fields.counts import parse_contact_count, parse_employees
from leadtool.fields.money import parse_figure, read_range

MONEY = [
    ("50000", "50000..50000"),
    ("50,000", "50000..50000"),
    ("50.000", "50000..50000"),
    ("50 000", "50000..50000"),
    ("50\u00a0000 €", "50000..50000 EUR"),
    ("50'000 CHF", "50000..50000 CHF"),
    ("CHF 50’000.–", "50000..50000 CHF"),
    ("$50,000.00", "50000..50000 USD"),
    ("$ 50,000.50", "50000.5..50000.5 USD"),
    ("1.234,56 €", "1234.56..1234.56 EUR"),
    ("€1,234.56", "1234.56..1234.56 EUR"),
    ("1.234.567,89 EUR", "1234567.89..1234567.89 EUR"),
    ("12,34,567", "1234567..1234567"),
    ("₹12,34,567", "1234567..1234567 INR"),
    ("€1.5M", "1500000..1500000 EUR"),
    ("1,5 Mio. €", "1500000..1500000 EUR"),
    ("1.5 million USD", "1500000..1500000 USD"),
    ("$2.3B", "2300000000..2300000000 USD"),
    ("£10k", "10000..10000 GBP"),
    ("10K GBP", "10000..10000 GBP"),
    ("$50k-100k", "50000..100000 USD"),
    ("$50-100k", "50000..100000 USD"),
    ("$50k - $100k", "50000..100000 USD"),
    ("50,000 - 80,000", "50000..80000"),
    ("50.000 – 80.000 €", "50000..80000 EUR"),
    ("80.000 – 100.000 руб", "80000..100000 RUB"),
    ("от 80 000 до 100 000 ₽", "80000..100000 RUB"),
    ("3 млн ₽", "3000000..3000000 RUB"),
    ("500 тыс. руб.", "500000..500000 RUB"),
    ("1,5 млрд руб", "1500000000..1500000000 RUB"),
    ("over 100k", "100000.."),
    ("over $100,000", "100000.. USD"),
    ("more than 1 million", "1000000.."),
    ("<50K", "..50000"),
    ("< $50,000", "..50000 USD"),
    ("under £20k", "..20000 GBP"),
    ("up to 5000 EUR", "..5000 EUR"),
    ("100k+", "100000.."),
    ("$1M+", "1000000.. USD"),
    ("> 10 Mio EUR", "10000000.. EUR"),
    ("ab 5.000 €", "5000.. EUR"),
    ("über 100.000", "100000.."),
    ("unter 50.000 Euro", "..50000 EUR"),
    ("bis 10.000 €", "..10000 EUR"),
    ("5.000 bis 10.000 Euro", "5000..10000 EUR"),
    ("zwischen 5.000 und 10.000 Euro", "5000..10000 EUR"),
    ("más de 50.000 €", "50000.. EUR"),
    ("entre 10.000 y 20.000 euros", "10000..20000 EUR"),
    ("de 10.000 a 20.000 euros", "10000..20000 EUR"),
    ("hasta 5000 euros", "..5000 EUR"),
    ("plus de 50 000 €", "50000.. EUR"),
    ("entre 10 000 et 20 000 €", "10000..20000 EUR"),
    ("R$ 5 mil", "5000..5000 BRL"),
    ("5 mil euros", "5000..5000 EUR"),
    ("R$ 1,5 milhão", "1500000..1500000 BRL"),
    ("5 lakh", "500000..500000"),
    ("₹5 lakh - 10 lakh", "500000..1000000 INR"),
    ("Rs. 2 crore", "20000000..20000000 INR"),
    ("¥300万", "3000000..3000000 JPY"),
    ("300万円", "3000000..3000000 JPY"),
    ("300万円以上", "3000000.. JPY"),
    ("2億5000万円", "250000000..250000000 JPY"),
    ("500万元", "5000000..5000000 CNY"),
    ("5천만원", "50000000..50000000 KRW"),
    ("50 tys. zł", "50000..50000 PLN"),
    ("1,5 mln zł", "1500000..1500000 PLN"),
    ("100 000 Kč", "100000..100000 CZK"),
    ("500 000 Ft", "500000..500000 HUF"),
    ("10.000 TL", "10000..10000 TRY"),
    ("5 milyon TL", "5000000..5000000 TRY"),
    ("TEUR 500", "500000..500000 EUR"),
    ("500 T€", "500000..500000 EUR"),
    ("500 kEUR", "500000..500000 EUR"),
    ("USD 5000", "5000..5000 USD"),
    ("US$ 5,000", "5000..5000 USD"),
    ("A$5,000", "5000..5000 AUD"),
    ("5000,- €", "5000..5000 EUR"),
    ("approx. $5,000", "5000..5000 USD"),
    ("$5,000 per year", "5000..5000 USD"),
    ("$1 to 5 million", "1000000..5000000 USD"),
    ("$1M - $5M", "1000000..5000000 USD"),
    ("$0 - $1M", "0..1000000 USD"),
    ("between 5 and 10 million", "5000000..10000000"),
    ("$100,000 or more", "100000.. USD"),
    ("$25,000 and below", "..25000 USD"),
    ("0", "0..0"),
    ("$0.00", "0..0 USD"),
    ("zero", "0..0"),
    ("0.5M", "500000..500000"),
    ("1.250 million", "1250000..1250000"),
    ("one million", "1000000..1000000"),
    ("٥٠٠٠ ريال", "5000..5000 SAR"),
    ("5 مليون درهم", "5000000..5000000 AED"),
    ("50000 د.إ", "50000..50000 AED"),
    ("Rp 5 juta", "5000000..5000000 IDR"),
    ("5 triệu đồng", None),
    ("$10 mil. - $25 mil.", "10000000..25000000 USD"),
    ("$500,000 - $1 mil.", "500000..1000000 USD"),
    ("$1 bil. - $5 bil.", "1000000000..5000000000 USD"),
    ("Over $5 bil.", "5000000000.. USD"),
    ("Under $500,000", "..500000 USD"),
    ("$50 mil pesos", None),
    ("10-20 Mio. €", "10000000..20000000 EUR"),
    ("€ 10 - 50 Mio", "10000000..50000000 EUR"),
    ("£10,000 - £20,000 per annum", "10000..20000 GBP"),
    ("$100K-$250K/yr", "100000..250000 USD"),
    ("$250,000 & above", "250000.. USD"),
    ("50k€", "50000..50000 EUR"),
    ("100.000€+", "100000.. EUR"),
    ("$1.5MM", "1500000..1500000 USD"),
    ("1-5M", "1000000..5000000"),
    ("$75K+", "75000.. USD"),
    ("Less than $15,000", "..15000 USD"),
    ("10L - 15L", "1000000..1500000"),
    ("до 1 млн руб.", "..1000000 RUB"),
    ("1 млн - 5 млн руб", "1000000..5000000 RUB"),
    ("менее 100 тыс.", "..100000"),
    ("moins de 10 000 €", "..10000 EUR"),
    ("10 000 à 20 000 €", "10000..20000 EUR"),
    ("da 10.000 a 50.000 euro", "10000..50000 EUR"),
    ("oltre 1 milione di euro", "1000000.. EUR"),
    ("acima de R$ 100.000", "100000.. BRL"),
    ("tussen 10.000 en 50.000 euro", "10000..50000 EUR"),
    ("powyżej 100 000 zł", "100000.. PLN"),
    ("od 50 tys. do 100 tys. zł", "50000..100000 PLN"),
    ("100.000 TL üzeri", "100000.. TRY"),
    ("понад 100 тис. грн", "100000.. UAH"),
    ("více než 1 mil. Kč", None),
    ("100 000–500 000 kr", "100000..500000"),
    ("500万円～1000万円", "5000000..10000000 JPY"),
    ("100万以上", "1000000.."),
    ("1억원 이상", "100000000.. KRW"),
    ("", ""),
    ("n/a", ""),
    ("none", ""),
    ("-", ""),
    ("undisclosed", ""),
    ("не указано", ""),
    ("k.A.", ""),
]

DOUBTFUL_MONEY = [
    ("5,000 per month", "60000..60000", "V001"),
    ("$2,500/mo", "30000..30000 USD", "V001"),
    ("$25/hr", "52000..52000 USD", "V001"),
    ("blue", "", "V101"),
    ("ask my wife", "", "V101"),
    ("1-2-3", "", "V101"),
    ("12%", "", "V101"),
    ("call me at 5", "", "V101"),
    ("1,2.3,4", "", "V101"),
    ("x" * 200, "", "V101"),
    ("-500", "", "V102"),
    ("-$500", "", "V102"),
    ("($500)", "", "V102"),
    ("$5 mil", "5000000..5000000 USD", "V202"),
    ("5 mil", "5000..5000", "V202"),
    ("500-1M", "500000..1000000", "V202"),
    ("100000 - 50000", "50000..100000", "V203"),
]

EMPLOYEES = [
    ("11-50", "11..50"),
    ("11–50", "11..50"),
    ("1–10 employees", "1..10"),
    ("1,000-5,000", "1000..5000"),
    ("1.000-5.000", "1000..5000"),
    ("10,001+", "10001.."),
    ("1.000+", "1000.."),
    ("1000 +", "1000.."),
    ("250", "250..250"),
    ("250.0", "250..250"),
    ("1.5k", "1500..1500"),
    ("5k-10k", "5000..10000"),
    ("51 to 200", "51..200"),
    ("51 - 200 Mitarbeiter", "51..200"),
    ("ca. 50 Mitarbeiter", "50..50"),
    ("mehr als 500", "500.."),
    ("de 11 a 50 empleados", "11..50"),
    ("от 11 до 50 человек", "11..50"),
    ("более 1000 сотрудников", "1000.."),
    ("50名", "50..50"),
    ("10～50人", "10..50"),
    ("1000人以上", "1000.."),
    ("11-50 employés", "11..50"),
    ("less than 10", "..10"),
    ("<10", "..10"),
    ("10+", "10.."),
    ("twenty", "20..20"),
    ("zero", "0..0"),
    ("none", "0..0"),
    ("Self-employed", "1..1"),
    ("just me", "1..1"),
    ("unknown", ""),
    ("", ""),
]

CONTACTS = [
    ("3", "3"),
    ("3.0", "3"),
    ("0", "0"),
    ("none", "0"),
    ("never", "0"),
    ("nunca", "0"),
    ("twice", "2"),
    ("once", "1"),
    ("3x", "3"),
    ("3 times", "3"),
    ("5+", "5"),
    ("2-3", "2"),
    ("zweimal", "2"),
    ("3 раза", "3"),
    ("", ""),
    ("n/a", ""),
]


@pytest.mark.parametrize(("cell", "answer"), MONEY)
def test_money_is_read_as_a_person_reads_it(cell: str, answer: str | None) -> None:
    read = parse_figure(cell)
    if answer is not None:
        assert (read.text, read.rules) == (answer, ())


@pytest.mark.parametrize(("cell", "answer", "rule"), DOUBTFUL_MONEY)
def test_doubtful_money_says_so(cell: str, answer: str, rule: str) -> None:
    assert parse_figure(cell) == (answer, (rule,))


@pytest.mark.parametrize(("cell", "answer"), EMPLOYEES)
def test_employees_are_read_as_a_person_reads_them(cell: str, answer: str) -> None:
    assert parse_employees(cell) == (answer, ())


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Nov-50", "11..50"),
        ("10-Jan", "1..10"),
        ("Jan-10", "1..10"),
        ("1-Oct", "1..10"),
        ("2026-01-10 00:00:00", "1..10"),
        ("1950-11-01", "11..50"),
        ("Okt. 50", "10..50"),
    ],
)
def test_a_range_that_a_spreadsheet_made_a_date_is_read_back(cell: str, answer: str) -> None:
    assert parse_employees(cell) == (answer, ("V201",))


@pytest.mark.parametrize(("cell", "answer"), CONTACTS)
def test_numbers_of_contacts_are_digits(cell: str, answer: str) -> None:
    assert parse_contact_count(cell) == (answer, ())


@pytest.mark.parametrize("cell", ["many", "45214", "2026-03-04", "2.5"])
def test_what_is_no_number_of_contacts_is_said(cell: str) -> None:
    assert parse_contact_count(cell) == ("", ("V101",))


def test_the_header_tells_unit_decimals_and_currency() -> None:
    assert parse_figure("5,000", unit=1000, currency="USD").text == "5000000..5000000 USD"
    assert parse_figure("$5M", unit=1000).text == "5000000..5000000 USD"
    assert parse_figure("1.234", decimal=".").text == "1.23..1.23"
    assert parse_figure("1.234", decimal=",").text == "1234..1234"
    assert parse_figure("5000 kr", country="SE").text == "5000..5000 SEK"
    assert parse_figure("$5000", country="CA").text == "5000..5000 CAD"
    assert parse_figure("$5000", currency="AUD").text == "5000..5000 AUD"
    assert parse_figure("¥5000", country="CN").text == "5000..5000 CNY"


def test_a_range_is_read_back_as_it_was_written() -> None:
    assert read_range("..50000 EUR") == (None, 50000.0, "EUR")
    assert read_range("100000..") == (100000.0, None, "")
    assert read_range("1.5..2.5 USD") == (1.5, 2.5, "USD")
    assert read_range("") == (None, None, "")


def test_no_cell_makes_the_parser_fail() -> None:
    for cell in (
        "$",
        "€€€",
        "+-+-",
        "1,,2",
        "...",
        "½",
        "一二三",
        "$$50",
        "k",
        "5k5k5k",
        "1e10",
        "∞",
        "- -",
        "<<>>",
        "((5))",
        "m m m",
    ):
        parse_figure(cell)
        parse_employees(cell)
        parse_contact_count(cell)


def test_there_are_enough_cases() -> None:
    assert len(MONEY) + len(EMPLOYEES) + len(CONTACTS) >= 80
