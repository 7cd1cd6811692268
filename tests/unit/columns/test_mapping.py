"""Columns to fields: what is forced, what headers say, what values refuse and add."""

import pytest

from leadtool.chunks import texts
from leadtool.columns import find_column, suggest_fields
from leadtool.columns.hints import date_order, units_in
from leadtool.config import Settings
from leadtool.errors import UsageError
from leadtool.model import TableMapping
from tests.unit.columns.tables import map_header, table_info


def fields(mapping: TableMapping) -> list[str | None]:
    return [column.field for column in mapping.columns]


def one_field(header: str, *values: str) -> str | None:
    """What a single column with these values is taken for."""
    return map_header([header], [[value] for value in values]).columns[0].field


def test_a_forced_column_beats_its_header_and_the_config() -> None:
    mapping = map_header(["Email", "Contact point"], forced={"email": "Contact point"}, settings=Settings(headers={"Contact point": "phone"}))  # fmt: skip
    assert mapping.columns[1].field == "email"
    assert mapping.columns[1].rank == 1
    assert (mapping.columns[0].field, mapping.columns[0].rank) == ("email", 2)


def test_a_column_without_a_header_can_be_forced_by_its_number() -> None:
    assert fields(map_header(["", ""], [["a", "b"]], forced={"notes": "column_2"})) == [None, "notes"]


def test_the_config_teaches_headers_and_takes_them_away() -> None:
    settings = Settings(headers={"Kontaktpunkt X": "email", "Email": "-"})
    assert fields(map_header(["kontaktpunkt x", "Email"], settings=settings)) == ["email", None]


def test_an_unknown_field_is_an_error_with_the_nearest_one() -> None:
    with pytest.raises(UsageError, match="no field emial"):
        map_header(["Email"], forced={"emial": "Email"})
    assert suggest_fields("emial")[0] == "email"


def test_columns_of_an_earlier_run_are_never_mapped_and_said_so() -> None:
    mapping = map_header(["Email", "lt_email", "lt_phone"], [["a@b.de", "a@b.de", "+4930123456"]])
    assert fields(mapping) == ["email", None, None]
    assert any("earlier run" in warning for warning in mapping.warnings)


def test_a_repeated_header_is_read_like_the_first_one() -> None:
    mapping = map_header(["email", "email"], [["a@b.de", "c@d.de"]])
    assert [(c.name, c.field, c.rank) for c in mapping.columns] == [("email", "email", 1), ("email__2", "email", 2)]


def test_main_contacts_come_before_second_ones() -> None:
    mapping = map_header(["Email 2", "Secondary Email", "Email", "Phone 2", "Phone 1"])
    assert [c.rank for c in mapping.of("email")] == [1, 2, 3]
    assert mapping.of("email")[0].header == "Email"
    assert mapping.of("phone")[0].header == "Phone 1"


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Xyz", ["a@b.de", "c@d.fr", "e@f.it"], "email"),
        ("Xyz", ["+49 30 123456", "+33 1 44556677", "+34 912 345 678"], "phone"),
        ("", ["https://www.linkedin.com/in/ana", "linkedin.com/in/bo"], "linkedin"),
        ("Xyz", ["alpha", "beta", "gamma"], None),
        ("Email", ["yes", "no", "yes"], None),
        ("Email", ["2026-01-31", "2026-02-01", "2026-02-03"], None),
        ("Phone", ["a@b.de", "c@d.fr", "e@f.it"], "email"),
        ("Phone", ["yes", "no", "no"], None),
        ("First name", ["a@b.de", "c@d.fr", "e@f.it"], "email"),
        ("Status", ["valid", "invalid", "catch-all"], "email_verdict"),
        ("Status", ["New", "Contacted", "Qualified"], "status"),
        ("Registered", ["2026-01-31", "2026-02-01"], "created_at"),
        ("Registered", ["yes", "no"], None),
        ("Attended", ["yes", "no"], None),
    ],
)
def test_values_refuse_a_header_and_speak_for_an_unknown_one(header: str, values: list[str], field: str | None) -> None:
    assert one_field(header, *values) == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Email Opt Out", "opt_out"), ("Email Opt In", "opt_in"), ("No consent", "opt_out"), ("Consent", "opt_in"),
        ("No Email Consent", "opt_out"), ("No marketing consent", "opt_out"), ("Consent withdrawn", "opt_out"),
        ("Do Not Call", "do_not_call"), ("Phone No", "phone"), ("No. of Employees", "employees"), ("Mobile No.", "mobile"),
        ("Do Not Contact", "do_not_contact"), ("HasOptedOutOfEmail", "opt_out"), ("DoNotCall", "do_not_call"),
        ("HasOptedOutOfFax", None), ("Unsubscribed from all email", "opt_out"), ("Opt-out reason", None),
        ("Direct DNC", "do_not_call"), ("Kein Newsletter", "opt_out"), ("Newsletter", "opt_in"),
        ("No acepta publicidad", "opt_out"), ("Acepta publicidad", "opt_in"), ("Refuse la newsletter", "opt_out"),
        ("Do not contact by phone", "do_not_call"), ("Do not contact by email", "opt_out"), ("Cannot email", "opt_out"),
        ("Cannot call", "do_not_call"), ("Не беспокоить звонками", "do_not_call"), ("Без согласия", "opt_out"), ("Согласие", "opt_in"), ("同意なし", "opt_out"), ("同意", "opt_in"),
        ("不同意", "opt_out"), ("عدم الموافقة", "opt_out"), ("الموافقة", "opt_in"), ("Tidak setuju", "opt_out"),
    ],
)  # fmt: skip
def test_consent_keeps_its_polarity(header: str, field: str | None) -> None:
    assert map_header([header]).columns[0].field == field


@pytest.mark.parametrize(
    "header",
    [
        "Assistant Email", "Spouse Phone", "Parent Email", "Agent Phone", "Shipping Phone", "Pager", "Emergency Contact Phone",
        "Manager's Name", "Referred By", "Created By", "Previous Company", "Parent Company", "Product Name", "File Name",
        "Event Name", "Email Type", "Phone Type", "MD5 Email", "Co-Borrower Email", "Telefon des Assistenten",
        "Téléphone du conjoint", "Correo del asistente", "Телефон ассистента", "助理电话", "配偶者電話番号", "비서 전화번호",
    ],
)  # fmt: skip
def test_somebody_elses_contact_stays_unmapped(header: str) -> None:
    assert map_header(["Email", "Full name", header]).columns[2].field is None


def test_title_is_what_its_values_say() -> None:
    assert one_field("Title", "Mr", "Mrs", "Dr") == "salutation"
    assert one_field("Title", "Sales Director", "CEO", "Buyer") == "job_title"
    assert one_field("Titre", "M.", "Mme", "Mme") == "salutation"
    assert one_field("Título", "Sr.", "Sra.", "Sr.") == "salutation"
    assert fields(map_header(["Title", "Job Title"], [["Intro call", "CEO"], ["Demo day", "Buyer"]])) == [None, "job_title"]


def test_name_is_understood_by_what_stands_beside_it() -> None:
    assert fields(map_header(["Name", "Surname"])) == ["first_name", "last_name"]
    assert fields(map_header(["Vorname", "Name"])) == ["first_name", "last_name"]
    assert fields(map_header(["Name", "Email"])) == ["full_name", "email"]
    assert one_field("Name", "Acme GmbH", "Bolt Ltd", "Cargo SA") == "company"


def test_a_state_is_a_region_beside_an_address_and_a_status_beside_none() -> None:
    assert map_header(["Ciudad", "Estado"]).columns[1].field == "state"
    assert map_header(["Ciudad", "Provincia", "Estado"], [["Lugo", "Lugo", "Nuevo"]]).columns[2].field == "status"


def test_a_person_column_is_what_its_values_are() -> None:
    assert one_field("Kontakt", "Anna Berg", "Jens Falk", "Ute Ohm") == "full_name"
    assert one_field("Kontakt", "a@b.de", "c@d.de", "e@f.de") == "email"
    assert one_field("Person", "Anna Berg", "Jens Falk", "Ute Ohm") == "full_name"
    assert one_field("Customer", "Acme GmbH", "Bolt Ltd", "Cargo SA") == "company"
    assert one_field("Customer", "yes", "no", "no") is None


def test_one_address_is_taken_whole() -> None:
    header = ["Home Street", "Home City", "Business Street", "Business City", "Country"]
    mapping = map_header(header, [["", "", "Main St 1", "Bern", "Switzerland"]])
    assert [c.header for c in mapping.of("street", "city", "country")] == ["Business Street", "Business City", "Country"]


def test_a_county_gives_way_to_the_state() -> None:
    assert fields(map_header(["City", "County", "ST", "Zip"])) == ["city", None, "state", "postal_code"]
    assert map_header(["Town", "County", "Postcode"]).columns[1].field == "state"


@pytest.mark.parametrize(
    ("header", "unit", "currency"),
    [
        ("Revenue (in 000s USD)", 1000.0, "USD"), ("Доход, тыс. руб", 1000.0, "RUB"), ("Budget (€)", 1.0, "EUR"),
        ("Umsatz in TEUR", 1000.0, ""), ("Budget", 1.0, ""), ("年収(万円)", 10000.0, "JPY"),
    ],
)  # fmt: skip
def test_headers_name_units_and_currencies(header: str, unit: float, currency: str) -> None:
    assert units_in(header)[0] == unit
    assert not currency or units_in(header)[1] == currency


def test_the_order_of_dates_comes_from_the_whole_column() -> None:
    assert map_header(["Created"], [["03/04/2026"], ["25/12/2026"]]).columns[0].date_order == "dmy"
    assert map_header(["Created"], [["03/04/2026"], ["12/25/2026"]]).columns[0].date_order == "mdy"
    assert map_header(["Created"], [["03/04/2026"], ["05/06/2026"]]).columns[0].date_order == ""
    assert map_header(["Created"], [["12/25/2026"], ["25/12/2026"]]).columns[0].date_order == ""


def test_reasons_are_sentences_for_people() -> None:
    why = map_header(["Estado", "Correo"], [["Nuevo", "a@b.es"], ["Contactado", "c@d.es"]]).columns[0].why
    assert why == "header 'Estado' is Spanish for state or status; its values are words for a lead's status"
    every = map_header(["Nombre", "Estado", "Título", "Xyz", "Assistant", "", "Q" * 300]).columns
    assert all(column.why and "statelike" not in column.why and "barred" not in column.why for column in every)


def test_a_long_or_blank_header_is_read_by_its_values() -> None:
    mapping = map_header(["x" * 5000, "   "], [["a@b.de", "+49 30 123456"], ["c@d.de", "+49 30 123457"]])
    assert fields(mapping) == ["email", "phone"]


def test_the_list_s_country_comes_from_states_zip_codes_and_phones() -> None:
    american = [["Des Moines", "IA", "50309", "(515) 288-7140"], ["Atlanta", "GA", "30303", "404-523-9917"], ["Austin", "TX", "78701", "512 555 0100"]]  # fmt: skip
    assert map_header(["city", "state", "zip", "phone"], american).country == "US"
    italian = [["Milano", "MI", "20121", "02 1234567"], ["Roma", "RM", "00184", "06 1234567"], ["Torino", "TO", "10121", "011 123456"]]  # fmt: skip
    assert map_header(["Città", "Provincia", "CAP", "Telefono"], italian).country == "IT"
    german = [["10115", "030 123"], ["80331", "089 123"], ["50667", "0221 12"]]
    assert map_header(["PLZ", "Telefon"], german).country == "DE"
    divided = [["+49 30 1234567"], ["+33 1 42345678"], ["+34 912345678"]]
    assert map_header(["Phone"], divided).country == ""


def test_a_column_is_found_by_any_name_a_user_may_type() -> None:
    info = table_info(["E-Mail", "Name", "Name", ""])
    assert [find_column(info, word) for word in ("E-Mail", "e mail", "Name__2", "column_4", "nothing")] == [0, 0, 2, 3, None]


@pytest.mark.parametrize(
    "answers", [("可", "不可"), ("是", "否"), ("동의", "거부"), ("Так", "Ні"), ("✓", "✗"), ("yes", "no"), ("evet", "hayır")]
)
@pytest.mark.parametrize("header", ["Email", "メール", "Telefon", "電話", "Name", "氏名", "First Name", "이메일"])
def test_a_column_of_yes_and_no_is_no_contact_and_no_name(header: str, answers: tuple[str, str]) -> None:
    assert one_field(header, *answers, *answers) is None


@pytest.mark.parametrize(
    "header",
    [
        "メール配信",
        "配信可否",
        "メール配信可否",
        "是否允许营销",
        "이메일 수신",
        "메일 수신여부",
        "Receive emails",
        "Recevoir emails",
    ],
)
def test_whether_to_send_e_mail_is_consent(header: str) -> None:
    assert fields(map_header(["Email", header], [["a@b.co", "yes"], ["c@d.co", "no"]])) == ["email", "opt_in"]


def test_a_phone_column_that_mostly_says_none_stays_a_phone_column() -> None:
    assert one_field("電話", "なし", "なし", "なし", "なし", "なし", "03-1234-5678") == "phone"


def test_states_make_state_a_place_where_no_address_stands_beside_it() -> None:
    rows = [["Jo Doe", "6175550142", "WA"], ["Al Roe", "2065550143", "CA"], ["Ed Poe", "5035550144", "OR"]]
    mapping = map_header(["Full Name", "Mobile", "State"], rows)
    assert (fields(mapping)[2], mapping.country) == ("state", "US")
    assert one_field("State", "Open", "Closed", "Open") == "status"


def american(area: int, n: int) -> list[str]:
    """Ten digits from the United States."""
    return [f"{area + 10 * (i % 2)}555{1000 + i}" for i in range(n)]


def test_ten_digits_beside_a_sign_of_america_make_an_american_list() -> None:
    few = american(202, 4)
    assert map_header(["Company", "Phone"], [["Acme LLC", phone] for phone in few]).country == "US"
    assert map_header(["Company", "Phone", "Zip"], [["Acme", phone, "2139"] for phone in few]).country == "US"
    assert map_header(["Company", "Phone", "State"], [["Acme", phone, "MA"] for phone in few]).country == "US"


def test_ten_digits_alone_take_many_and_nearly_all() -> None:
    assert map_header(["Name", "Phone"], [["Jo", phone] for phone in american(202, 4)]).country == ""
    assert map_header(["Name", "Phone"], [["Jo", phone] for phone in american(202, 12)]).country == "US"
    indian = [f"98{i % 10}{45_000_00 + 7919 * i}" for i in range(40)]
    assert map_header(["Name", "Phone", "Zip"], [["Jo", phone, "560001"] for phone in indian]).country == ""


@pytest.mark.parametrize(
    ("typed", "order"),
    [(["05/06/2025"], "ymd"), (["05/16/2025", "05/06/2025"], "mdy"), (["25/06/2025"], "dmy"), (["25-03-04"], "ymd")],
)
def test_real_dates_of_a_workbook_do_not_decide_how_the_others_were_typed(typed: list[str], order: str) -> None:
    assert date_order(texts(["2025-03-04 00:00:00"] * 9 + typed)) == order


def test_a_word_for_names_means_the_whole_name_where_the_language_writes_it_as_one():
    for header, value in (("이름", "김철수"), ("ชื่อ", "สมชาย ใจดี")):
        mapped = map_header([header, "Email"], [[value, "a@x.kr"]] * 3)
        assert mapped.columns[0].field == "full_name", header
    assert [column.field for column in map_header(["성", "이름"], [["김", "철수"]] * 3).columns] == ["last_name", "first_name"]
