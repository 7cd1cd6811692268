"""Places: countries in many languages, states, postal codes, cities, time zones."""

import pytest
from babel import Locale

from leadtool.chunks import texts
from leadtool.fields.address_columns import add_addresses
from leadtool.fields.addresses import parse_city, parse_postal_code, parse_state
from leadtool.fields.countries import parse_country
from leadtool.fields.places import country_of_place, parse_address, parse_location
from leadtool.fields.street_case import recased_streets
from leadtool.fields.timezones import time_zone
from leadtool.vocab import word_list
from tests.unit.fields.contacts import chunk, column, context

COUNTRIES = {
    "US": ["United States", "USA", "U.S.A.", "US", "us", "United States of America", "Estados Unidos", "EE.UU.", "EUA", "США", "Vereinigte Staaten", "États-Unis", "Stati Uniti", "ABD", "アメリカ合衆国", "美国", "美國", "미국", "الولايات المتحدة", "🇺🇸", "America", "The United States"],
    "GB": ["United Kingdom", "UK", "U.K.", "Great Britain", "England", "Scotland", "GB", "GBR", "Великобритания", "Royaume-Uni", "Reino Unido", "Großbritannien", "英国"],
    "DE": ["Germany", "Deutschland", "Alemania", "Allemagne", "Германия", "Niemcy", "Tyskland", "ドイツ", "德国", "DEU", "de", "DE - Germany", "Germany (DE)", "Almanya", "Németország", "Saksa"],
    "NL": ["Netherlands", "The Netherlands", "Holland", "Nederland", "Países Bajos", "Нидерланды", "Niederlande"],
    "ES": ["Spain", "España", "ESPANA", "Espagne", "Spanien", "Испания", "Madrid, Spain", "Ισπανία"],
    "NA": ["NA", "Namibia", "NAM"],
    "CZ": ["Czech Republic", "Czechia", "Česko", "Česká republika"],
    "KR": ["South Korea", "Korea, Republic of", "Republic of Korea", "Korea", "대한민국", "韓国"],
    "TR": ["Turkey", "Türkiye", "TÜRKİYE", "Turkei"],
    "RU": ["Russia", "Russian Federation", "Россия", "РФ", "Российская Федерация"],
    "CI": ["Côte d'Ivoire", "Cote d’Ivoire", "Ivory Coast"],
    "AE": ["UAE", "United Arab Emirates", "Dubai", "الإمارات العربية المتحدة"],
    "VN": ["Viet Nam", "Vietnam", "Việt Nam"],
    "HK": ["Hong Kong", "Hong Kong SAR", "香港"],
    "": ["", "-", "N/A", "unknown", "Other"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "cell"), [(a, c) for a, cells in COUNTRIES.items() for c in cells])
def test_countries_are_known_in_many_languages(code: str, cell: str) -> None:
    assert parse_country(cell) == (code, "")


@pytest.mark.parametrize(
    ("cell", "code", "rule"),
    [("Atlantis", "", "A101"), ("Congo", "CD", "A201"), ("+1", "US", "A201"), ("+49", "DE", ""), ("D", "DE", "A201")],
)
def test_doubtful_countries_say_so(cell: str, code: str, rule: str) -> None:
    assert parse_country(cell) == (code, rule)


@pytest.mark.parametrize(
    "language", "en es ru de fr pt it nl pl tr uk cs sk hu ro el sv da nb fi ja zh zh_Hant ko ar he hi fa th vi".split()
)
def test_every_country_name_of_a_language_is_known(language: str) -> None:
    shared = {"CG", "CD"}  # Kongo
    codes = set(word_list("countries")["names"]) - shared
    names = Locale.parse(language).territories
    wrong = {
        names[code]: parse_country(names[code]) for code in codes if code in names and parse_country(names[code]).code != code
    }
    assert not wrong


def test_the_word_list_names_each_country_once() -> None:
    names = [name for words in word_list("countries")["names"].values() for name in words.split("|")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("cell", "country", "code", "rule"),
    [
        ("02116", "US", "02116", ""),
        ("2116", "US", "02116", "A001"),
        ("601", "US", "00601", "A001"),
        ("2116-1234", "US", "02116-1234", "A001"),
        ("021161234", "US", "02116-1234", ""),
        ("21161234", "US", "02116-1234", "A001"),
        ("90210.0", "US", "90210", ""),
        ("8001", "ES", "08001", "A001"),
        ("1067", "DE", "01067", "A001"),
        ("D-80331", "DE", "80331", ""),
        ("DE 80331", "DE", "80331", ""),
        ("75008", "FR", "75008", ""),
        ("F-75008", "FR", "75008", ""),
        ("1010", "AT", "1010", ""),
        ("1012ab", "NL", "1012 AB", ""),
        ("NL-1012 AB", "NL", "1012 AB", ""),
        ("sw1a1aa", "GB", "SW1A 1AA", ""),
        ("M1 1AE", "GB", "M1 1AE", ""),
        ("SW1A", "GB", "SW1A", ""),
        ("k1a0b1", "CA", "K1A 0B1", ""),
        ("950", "PL", "950", "A102"),
        ("00950", "PL", "00-950", ""),
        ("11455", "SE", "114 55", ""),
        ("11000", "CZ", "110 00", ""),
        ("1000001", "JP", "100-0001", ""),
        ("〒100-0001", "JP", "〒100-0001", None),
        ("01310100", "BR", "01310-100", ""),
        ("1310100", "BR", "01310-100", "A001"),
        ("1000-100", "PT", "1000-100", ""),
        ("LV-1010", "LV", "LV-1010", ""),
        ("1010", "LV", "LV-1010", ""),
        ("00100", "FI", "00100", ""),
        ("800", "AU", "0800", "A001"),
        ("101000", "RU", "101000", ""),
        ("999", "DE", "999", "A102"),
        ("ABC", "US", "ABC", "A102"),
        ("00000", "US", "", "A202"),
        ("n/a", "US", "", ""),
        ("12-34", "XX", "12-34", ""),
        ("2116", "", "2116", ""),
    ],
)
def test_postal_codes_are_written_as_their_country_writes_them(cell: str, country: str, code: str, rule: str | None) -> None:
    if rule is None:
        assert parse_postal_code(cell, country).code.endswith("100-0001")
    else:
        assert parse_postal_code(cell, country) == (code, rule)


@pytest.mark.parametrize(
    ("cell", "city"),
    [
        ("NEW YORK", "New York"),
        ("san josé de las lajas", "San José de las Lajas"),
        ("STRATFORD-UPON-AVON", "Stratford-upon-Avon"),
        ("L'AQUILA", "L'Aquila"),
        ("’S-HERTOGENBOSCH", "’s-Hertogenbosch"),
        ("МОСКВА", "Москва"),
        ("Den Haag", "Den Haag"),
        ("McAllen", "McAllen"),
        ("東京", "東京"),
        ("LA", "LA"),
        ("n/a", ""),
        ("-", ""),
        ("Berlin,", "Berlin"),
    ],
)
def test_cities_keep_their_case_unless_there_is_none(cell: str, city: str) -> None:
    assert parse_city(cell) == city


@pytest.mark.parametrize(
    ("cell", "country", "state"),
    [
        ("California", "US", "CA"),
        ("california ", "US", "CA"),
        ("ca", "US", "CA"),
        ("Calif.", "US", "CA"),
        ("US-CA", "US", "CA"),
        ("Washington D.C.", "US", "DC"),
        ("Québec", "CA", "QC"),
        ("New South Wales", "AU", "NSW"),
        ("São Paulo", "BR", "SP"),
        ("Bayern", "DE", "Bayern"),
        ("CA", "", "CA"),
        ("NA", "IT", "NA"),
        ("n/a", "US", ""),
    ],
)
def test_states_have_their_postal_abbreviation(cell: str, country: str, state: str) -> None:
    assert parse_state(cell, country) == state


@pytest.mark.parametrize(
    ("country", "state", "phone", "zone"),
    [
        ("DE", "", "", "Europe/Berlin"),
        ("ES", "", "+34600111222", "Europe/Madrid"),
        ("US", "CA", "", "America/Los_Angeles"),
        ("US", "CA", "+12125550123", "America/Los_Angeles"),
        ("US", "", "+12125550123", "America/New_York"),
        ("US", "FL", "", "America/New_York;America/Chicago"),
        ("US", "FL", "+13055550123", "America/New_York"),
        ("US", "", "", ""),
        ("CA", "BC", "", "America/Vancouver"),
        ("AU", "QLD", "", "Australia/Brisbane"),
        ("", "", "+442071234567", "Europe/London"),
        ("", "", "", ""),
        ("IN", "", "", "Asia/Kolkata"),
        ("CN", "", "", "Asia/Shanghai"),
        ("RU", "", "+74951234567", "Europe/Moscow"),
    ],
)
def test_time_zones_come_from_country_then_state_then_phone(country: str, state: str, phone: str, zone: str) -> None:
    assert time_zone(country, state, phone) == zone


@pytest.mark.parametrize(
    ("state", "code", "country"),
    [
        ("TX", "78701", "US"),
        ("tx", "78701-1234", "US"),
        ("MA", "2116", "US"),
        ("Texas", "", "US"),
        ("Ontario", "", "CA"),
        ("TX", "", ""),
        ("", "78701", ""),
        ("MI", "20121", ""),
        ("PA", "90100", ""),
        ("ON", "K1A 0B1", "CA"),
        ("", "SW1A 1AA", "GB"),
        ("", "JE2 3AB", "JE"),
        ("", "1012 AB", "NL"),
        ("", "", ""),
        ("Bayern", "80331", ""),
    ],
)
def test_state_and_postal_code_give_the_country_away(state: str, code: str, country: str) -> None:
    assert country_of_place(state, code) == country


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("418 Maple Bluff Dr, Des Moines, IA 50309", ("418 Maple Bluff Dr", "Des Moines", "IA", "50309", "US")),
        ("1 Main St, Suite 5, Austin, TX 78701, USA", ("1 Main St, Suite 5", "Austin", "TX", "78701", "US")),
        ("1 Main St, Austin, Texas 78701", ("1 Main St", "Austin", "Texas", "78701", "US")),
        ("100 Queen St, Ottawa, ON K1A 0B1", ("100 Queen St", "Ottawa", "ON", "K1A 0B1", "CA")),
        ("10 Downing Street, London SW1A 2AA", ("10 Downing Street", "London", "", "SW1A 2AA", "GB")),
        ("Hauptstr. 5, 80331 München", ("Hauptstr. 5", "München", "", "80331", "")),
        ("Hauptstr. 5, 80331 München, Germany", ("Hauptstr. 5", "München", "", "80331", "DE")),
        ("12 rue de la Paix, 75002 Paris, France", ("12 rue de la Paix", "Paris", "", "75002", "FR")),
        ("Keizersgracht 1, 1015 CN Amsterdam", ("Keizersgracht 1", "Amsterdam", "", "1015 CN", "NL")),
        ("Just a street 5", ("Just a street 5", "", "", "", "")),
        ("5 Elm St, Apt 2", ("5 Elm St, Apt 2", "", "", "", "")),
        ("", ("", "", "", "", "")),
    ],
)
def test_whole_addresses_are_taken_apart_only_where_that_is_certain(cell: str, place: tuple[str, ...]) -> None:
    assert parse_address(cell) == place


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("Austin, Texas, United States", ("", "Austin", "Texas", "", "US")),
        ("Austin, TX", ("", "Austin", "TX", "", "")),
        ("Austin, Texas", ("", "Austin", "Texas", "", "US")),
        ("Berlin, Germany", ("", "Berlin", "", "", "DE")),
        ("Paris, Île-de-France, France", ("", "Paris", "Île-de-France", "", "FR")),
        ("Greater London", ("", "Greater London", "", "", "")),
        ("Frankfurt, Main", ("", "Frankfurt, Main", "", "", "")),
    ],
)
def test_locations_are_taken_apart(cell: str, place: tuple[str, ...]) -> None:
    assert parse_location(cell) == place


@pytest.mark.parametrize(
    ("line", "country", "shown"),
    [
        ("123 MAIN ST NW", "US", "123 Main St NW"),
        ("1ST AVE S APT 4B", "US", "1st Ave S Apt 4B"),
        ("PO BOX 12", "US", "PO Box 12"),
        ("st mary's rd", "GB", "St Mary's Rd"),
        ("HAUPTSTRASSE 5A", "DE", "Hauptstrasse 5A"),
        ("VIA GIUSEPPE DI VITTORIO 3", "IT", "Via Giuseppe di Vittorio 3"),
        ("de la cruz st 5", "US", "De La Cruz St 5"),
        ("12 McKinley Rd", "US", "12 McKinley Rd"),
        ("12 B", "US", "12 B"),
        ("УЛ. ЛЕНИНА 5", "RU", "УЛ. ЛЕНИНА 5"),
        ("ATATÜRK BULVARI 5", "TR", "ATATÜRK BULVARI 5"),
        ("", "US", ""),
    ],
)
def test_streets_keep_their_case_unless_there_is_none(line: str, country: str, shown: str) -> None:
    assert recased_streets(texts([line, "Elm St 5"]), texts([country, ""])).to_pylist() == [shown, "Elm St 5"]


def test_states_keep_their_case_unless_there_is_none() -> None:
    assert [parse_state(*pair) for pair in (("BAYERN", "DE"), ("andalucía", "ES"), ("NRW", "DE"), ("ROMA", "IT"))] == [
        "Bayern", "Andalucía", "NRW", "ROMA",
    ]  # fmt: skip


def test_a_whole_address_is_taken_apart_in_rows_whose_other_parts_are_empty() -> None:
    rows = [("Gran Vía 1, 28013 Madrid", "", ""), ("Gran Vía 1, 28013 Madrid", "Getafe", ""), ("Elm St 5, Apt 2", "", "")]
    read = add_addresses(chunk(rows, lt_country=["ES", "ES", ""]), context("street", "city", "postal_code"))
    shown = zip(*(column(read, f"lt_{part}") for part in ("street", "city", "postal_code")), strict=True)
    assert list(shown) == [
        ("Gran Vía 1", "Madrid", "28013"),
        ("Gran Vía 1, 28013 Madrid", "Getafe", ""),
        ("Elm St 5, Apt 2", "", ""),
    ]
