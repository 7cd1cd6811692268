"""The field steps together: every promised column, every rule's examples, and no dependence on chunks."""

import datetime
from collections import Counter
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadtool.chunks import texts
from leadtool.config import Settings
from leadtool.fields import parse
from leadtool.fields.addresses import parse_postal_code
from leadtool.fields.dates import parse_date
from leadtool.fields.money import parse_figure
from leadtool.fields.websites import parse_linkedin
from leadtool.model import PARSED, PARSED_LT, Context, MappedColumn, StepResult, TableInfo, TableMapping
from leadtool.rules import Rule, addresses, cells, times, value

AS_OF = datetime.date(2026, 10, 1)
FIELD_OF = {
    "First Name": "first_name",
    "Last Name": "last_name",
    "Company": "company",
    "Opt In": "opt_in",
    "Email Verification Status": "email_verdict",
    "Phone Status": "phone_verdict",
    "Last Contacted": "last_contacted",
    "Country": "country",
    "Website": "website",
    "Zip": "postal_code",
    "LinkedIn": "linkedin",
    "Budget": "budget",
    "Income": "income",
    "Employees": "employees",
    "Name": "full_name",
    "Email": "email",
}


def parsed(columns: dict[str, list[str]], *, country: str = "", **details: dict[str, Any]) -> StepResult:
    """What the field steps make of these columns; a key is a field, with `#` and anything behind it for a second column."""
    n = len(next(iter(columns.values())))
    ranks: Counter[str] = Counter()
    mapped = []
    data: dict[str, pa.Array] = {
        "record": pa.array(range(n), pa.int64()),
        "file": pa.array([0] * n, pa.int32()),
        "first_line": pa.array(range(2, n + 2), pa.int64()),
        "last_line": pa.array(range(2, n + 2), pa.int64()),
    }
    for i, (name, values) in enumerate(columns.items()):
        field = name.split("#")[0]
        ranks[field] += 1
        mapped.append(MappedColumn(position=i, header=name, name=name, field=field, rank=ranks[field], **details.get(name, {})))
        data[f"c:{i}"] = texts(values)
    table = TableInfo(
        path="leads.csv", file="leads.csv", sheet=None, encoding="utf-8", delimiter=",", quote='"', escape=None, header_line=1,
        header=tuple(columns), names=tuple(columns), sha256="", bytes=0,
    )  # fmt: skip
    mapping = TableMapping(preset=None, columns=tuple(mapped))
    return parse(pa.table(data), Context(settings=Settings(), as_of=AS_OF, mapping=mapping, table=table, country=country))


def rules_of(result: StepResult) -> set[str]:
    return set(result.findings["rule"].to_pylist())


MY_RULES = [one for module in (cells, times, addresses, value) for one in vars(module).values() if isinstance(one, Rule)]


@pytest.mark.parametrize("one", MY_RULES, ids=lambda one: one.code)
def test_each_rule_fires_on_its_bad_examples_and_on_no_good_one(one: Rule) -> None:
    for examples, expected in ((one.bad, True), (one.good, False)):
        for example in examples:
            assert (one.code in rules_of(_example(one, example))) is expected, example


def _example(one: Rule, example: str) -> StepResult:
    if "\n" not in example:
        return parsed({"email": ["anna.berg@bergmann-tools.com"], FIELD_OF[one.column]: [example]})
    header, row = (line.split(",") for line in example.splitlines())
    return parsed({FIELD_OF[name]: [cell] for name, cell in zip(header, row, strict=True)})


def test_every_promised_column_is_there_whatever_was_mapped() -> None:
    for columns in ({"email": ["a@acme.nl", ""]}, {"notes": ["called", ""]}, {"company": [""]}):
        chunk = parsed(columns).chunk
        for name in (*PARSED_LT, *PARSED):
            assert chunk.schema.field(name).type == pa.large_string(), name
            assert chunk[name].null_count == 0, name


def test_an_empty_chunk_is_parsed() -> None:
    assert (
        parsed({"email": [], "country": [], "created_at": [], "budget": [], "opt_in": [], "postal_code": []}).chunk.num_rows == 0
    )


def test_rows_and_originals_stay() -> None:
    values = ["  a@acme.nl ", "ZoÃ«", "'+1 415 555 2671"]
    chunk = parsed({"email": values, "notes": values}).chunk
    assert chunk["c:0"].to_pylist() == values
    assert chunk["record"].to_pylist() == [0, 1, 2]


def test_a_row_says_the_same_alone_and_in_company() -> None:
    columns = {
        "country": ["US", "Germany", "", "Philippines"],
        "state": ["", "", "Texas", ""],
        "created_at": ["03/04/2026", "03/04/2026", "03/04/2026", "03/04/2026"],
        "postal_code": ["2116", "1067", "78701", "1000"],
        "budget": ["$5k", "5.000 €", "n/a", "over 100k"],
        "opt_out": ["yes", "maybe", "", "no"],
    }
    together = parsed(columns).chunk
    assert together["created_at"].to_pylist() == ["2026-03-04", "2026-04-03", "2026-03-04", "2026-03-04"]
    for row in range(4):
        alone = parsed({name: [values[row]] for name, values in columns.items()}).chunk
        for name in (*PARSED_LT, *PARSED):
            assert alone[name].to_pylist() == [together[name][row].as_py()], name


def test_the_country_comes_from_the_cell_then_the_state_then_the_list() -> None:
    chunk = parsed({"country": ["Spain", "", "", "Atlantis"], "state": ["", "Ontario", "", "Texas"]}, country="DE").chunk
    assert chunk["lt_country"].to_pylist() == ["ES", "CA", "DE", "US"]


def test_several_columns_of_one_field_are_joined_with_care() -> None:
    chunk = parsed(
        {
            "last_contacted": ["2026-01-05 10:00", "2026-03-01", ""],
            "last_contacted#2": ["2026-02-05", "", "2025-01-01"],
            "created_at": ["2025-05-05", "", "2024-01-01"],
            "created_at#2": ["2024-05-05", "2024-05-06", ""],
            "opt_out": ["no", "", "no"],
            "opt_out#2": ["yes", "no", "unknown"],
            "opt_in": ["yes", "yes", ""],
            "opt_in#2": ["no", "", "yes"],
            "notes": ["a", "", "c"],
            "notes#2": ["b", "x", ""],
        }
    ).chunk
    assert chunk["lt_last_contacted"].to_pylist() == ["2026-02-05", "2026-03-01", "2025-01-01"]
    assert chunk["created_at"].to_pylist() == ["2024-05-05", "2024-05-06", "2024-01-01"]
    assert chunk["opt_out"].to_pylist() == ["yes", "no", "no"]
    assert chunk["opt_in"].to_pylist() == ["no", "yes", "yes"]
    assert chunk["notes"].to_pylist() == ["a ; b", "x", "c"]


def test_a_phone_checker_can_forbid_the_call_even_where_the_flag_says_no() -> None:
    chunk = parsed({"phone_verdict": ["active", "DNC"], "do_not_call": ["yes", "no"]}).chunk
    assert chunk["do_not_call"].to_pylist() == ["yes", "yes"]
    assert chunk["phone_verdict"].to_pylist() == ["active", ""]


def test_times_are_kept_and_days_stand_alone_in_the_last_contact() -> None:
    result = parsed(
        {
            "last_activity": ["2026-01-05 10:00:01", "2026-02-31 10:00", "5 Jan 2026 9:30"],
            "last_contacted": ["2026-01-05T10:00"] * 3,
        }
    )
    assert result.chunk["last_activity"].to_pylist() == ["2026-01-05T10:00:01", "", "2026-01-05T09:30"]
    assert result.chunk["lt_last_contacted"].to_pylist() == ["2026-01-05"] * 3


def test_a_vendor_prefix_is_cut() -> None:
    chunk = parsed({"phone": ["p:+4915112345678"], "id": ["l:123"]}, phone={"prefix": "p:"}, id={"prefix": "l:"}).chunk
    assert chunk["f:0"].to_pylist() == ["+4915112345678"]
    assert chunk["id"].to_pylist() == ["123"]


def test_whole_columns_and_single_cells_give_the_same_figures() -> None:
    cells = ["0", "50", "5.5", "5.50", "007", "1.25", "1000000", "12345678901234567", "", "5,5"]
    chunk = parsed({"budget": cells, "employees": cells, "contact_count": cells}, budget={"currency": "EUR"}).chunk
    assert chunk["budget"].to_pylist() == [
        "0..0 EUR", "50..50 EUR", "5.5..5.5 EUR", "5.5..5.5 EUR", "7..7 EUR", "1.25..1.25 EUR", "1000000..1000000 EUR", "", "", "5.5..5.5 EUR",
    ]  # fmt: skip
    assert chunk["employees"].to_pylist()[:2] == ["0..0", "50..50"]
    assert chunk["contact_count"].to_pylist()[:2] == ["0", "50"]


def test_whole_columns_and_single_cells_read_the_same_profiles_codes_and_times() -> None:
    profiles = [
        "https://www.linkedin.com/in/Anna-Berg?trk=a", "linkedin.com/in/anna/", "http://de.linkedin.com/in/x_1", "https://linkedin.com/in/ren%C3%A9",
        "https://www.linkedin.com/in/anna/en", "https://www.linkedin.com/in/anna ", "https://www.linkedin.com/in/a.b", "",
    ]  # fmt: skip
    codes = ["02116", "2116", "99999", "00000", "80331", "123", "ABC 1", "0"]
    days = [
        "2026-01-05 10:00", "05/01/2026 5:06 PM", "25/01/2026, 17:06", "2026-02-30 10:00", "3.4.2026 24:00", "2026-01-05T10:00:00.000+0000",
        "12/25/2025 12:05 AM", "1/1/1900 10:00",
    ]  # fmt: skip
    for country in ("US", "DE", ""):
        columns = {"linkedin": profiles, "postal_code": codes, "created_at": days, "country": [country] * 8}
        chunk = parsed(columns).chunk
        assert chunk["linkedin"].to_pylist() == [parse_linkedin(cell.strip()).key for cell in profiles]
        assert chunk["lt_postal_code"].to_pylist() == [parse_postal_code(cell, country).code for cell in codes]
        one_by_one = [parse_date(day, month_first=country == "US", as_of=AS_OF).iso for day in days]
        assert chunk["created_at"].to_pylist() == one_by_one


def test_a_whole_address_in_one_column_fills_the_parts() -> None:
    chunk = parsed(
        {"street": ["418 Maple Bluff Dr, Des Moines, IA 50309", "Hauptstr. 5, 1067 Dresden, Germany", "Elm St 5"]}
    ).chunk
    assert chunk["lt_city"].to_pylist() == ["Des Moines", "Dresden", ""]
    assert chunk["lt_state"].to_pylist() == ["IA", "", ""]
    assert chunk["lt_postal_code"].to_pylist() == ["50309", "01067", ""]
    assert chunk["lt_country"].to_pylist() == ["US", "DE", ""]
    assert chunk["lt_street"].to_pylist() == ["418 Maple Bluff Dr", "Hauptstr. 5", "Elm St 5"]


def test_an_american_list_without_a_country_column_is_american() -> None:
    chunk = parsed({"city": ["Boston", "Milano"], "state": ["MA", "MI"], "postal_code": ["2111", "20121"]}).chunk
    assert chunk["lt_country"].to_pylist() == ["US", ""]
    assert chunk["lt_postal_code"].to_pylist() == ["02111", "20121"]
    assert chunk["lt_timezone"].to_pylist() == ["America/New_York", ""]


def test_a_location_column_gives_city_state_and_country() -> None:
    chunk = parsed({"city": ["Austin, Texas, United States", "Berlin, Germany", "Madrid"]}).chunk
    assert chunk["lt_city"].to_pylist() == ["Austin", "Berlin", "Madrid"]
    assert chunk["lt_state"].to_pylist() == ["TX", "", ""]
    assert chunk["lt_country"].to_pylist() == ["US", "DE", ""]


def test_a_contact_in_another_column_counts_where_the_first_says_none() -> None:
    chunk = parsed({"contact_count": ["0", "2", ""], "contact_count#2": ["3", "", "0"]}).chunk
    assert chunk["contact_count"].to_pylist() == ["3", "2", "0"]


MY_FIELDS = (
    "country state city postal_code street street2 created_at last_contacted budget revenue employees contact_count opt_in opt_out "
    "do_not_call homeowner email_verdict phone_verdict website linkedin social notes status"
).split()
STRANGE = [
    "",
    " ",
    "'",
    "#N/A",
    "\x00",
    "\ud83d",
    "½",
    "²",
    "١٢٣",
    "1e400",
    "9" * 500,
    "=1+1",
    "a" * 5000,
    ",,,,",
    "http://[",
    "\u202e",
    "🇩🇪",
    "-",
    "(5)",
]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=30), st.sampled_from(STRANGE)), min_size=1, max_size=6))
def test_no_cell_makes_a_step_fail(values: list[str]) -> None:
    cells = [value.encode("utf-8", "replace").decode() for value in values]
    result = parsed(dict.fromkeys(MY_FIELDS, cells))
    assert result.chunk.num_rows == len(cells)
    assert set(result.findings["record"].to_pylist()) <= set(range(len(cells)))


def test_an_american_state_and_an_american_way_to_write_phones_make_an_american() -> None:
    chunk = parsed(
        {"state": ["TX", "ON", "MI", "", "TX"], "phone": ["(512) 228-7140", "416-967-1111", "02 1234567", "(512) 228-7140", ""]}
    ).chunk
    assert chunk["lt_country"].to_pylist() == ["US", "CA", "", "", ""]


def test_whole_columns_and_single_cells_read_the_same_money() -> None:
    cells = ["$1,234.00", "€5", "$12,345,678", "£999", "$1,23", "$0.50", "€1.234", "$ 5", "$1,234.5", "¥1,000"]
    for decimal in ("", ".", ","):
        for currency in ("", "EUR", "CAD"):
            details = {"decimal": decimal, "currency": currency}
            chunk = parsed({"budget": cells}, country="AU", budget=details).chunk
            one_by_one = [parse_figure(cell, decimal=decimal, currency=currency, country="AU").text for cell in cells]
            assert chunk["budget"].to_pylist() == one_by_one
