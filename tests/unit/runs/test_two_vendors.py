"""Two vendors that sold the same people: scorecard and claims against a table reckoned by hand, to the cent.

Acme Lists sold 12 rows for 90.00 EUR (7.50 a row), ordered: owners and C level in Spain; it credits duplicates, disconnected
and off-spec leads within 14 days of 1 October. Leadfarm sold 5 rows at 1.255 USD (6.275, so 6.28; 1.26 a row) without terms
but 30 days from 3 October. On 5 October:

    A-004 repeats A-003, A-012 repeats A-005, A-011 repeats A-010 (kept is Leadfarm's 9002): three duplicates of Acme's own
    A-010 and 9001 are people the other sold too: not claimed
    A-007 can be reached by nothing, A-005 is German, A-006 decides nothing: claimed; A-008 is a test, which Acme does not credit
    9004 can be reached by nothing
"""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

TERMS = """
[sources."Acme Lists"]
kind = "bought"
price = 90.00
currency = "EUR"
received = 2026-10-01
claim_days = 14
accepted_reasons = ["Duplicates", "Disconnected", "off-spec"]
spec = { countries = ["ES"], job_levels = ["owner", "c_level"] }
[sources."Leadfarm"]
kind = "bought"
price_per_lead = 1.255
currency = "USD"
received = 2026-10-03
claim_days = 30
"""
ACME = """Record ID,First Name,Last Name,Company,Job Title,Email,Phone,Country
A-001,Lucía,Ferrer,Ferrer Hermanos SL,Propietaria,lucia.ferrer@ferrerhermanos.es,+34 912 345 671,ES
A-002,Mateo,Roldán,Roldán Maquinaria SA,CEO,mateo.roldan@roldanmaquinaria.es,+34 912 345 672,ES
A-003,Inés,Castaño,Castaño Vinos SL,Propietaria,ines.castano@castanovinos.es,+34 912 345 673,ES
A-004,Inés,Castaño,Castaño Vinos,Propietaria,ines.castano@castanovinos.es,+34 912 345 673,ES
A-005,Jonas,Lindner,Lindner Bau GmbH,Inhaber,jonas.lindner@lindner-bau.de,+49 30 450512345,DE
A-006,Pablo,Quiroga,Quiroga Textil SL,Asistente,pablo.quiroga@quirogatextil.es,+34 912 345 676,ES
A-007,Elvira,Montes,Montes Logística,Propietaria,elvira.montes@@montes,000000,ES
A-008,Test,Test,Test,Propietario,test@test.com,+34 912 345 678,ES
A-009,Rosa,Iglesias,Iglesias Óptica SL,Gerente General,rosa.iglesias@iglesiasoptica.es,+34 912 345 679,ES
A-010,Bruno,Salvatierra,Salvatierra,,bruno.salvatierra@salvatierra.es,,ES
A-011,Bruno,Salvatierra,,Propietario,bruno.salvatierra@salvatierra.es,,ES
A-012,Jonas,Lindner,Lindner Bau,Inhaber,jonas.lindner@lindner-bau.de,,DE
"""
LEADFARM = """id,Name,Company,Title,E-mail,Tel,Land
9001,Mateo Roldán,Roldán Maquinaria SA,CEO,mateo.roldan@roldanmaquinaria.es,,ES
9002,Bruno Salvatierra,Salvatierra SL,Propietario,bruno.salvatierra@salvatierra.es,+34 912 345 680,ES
9003,Nora Ibarra,Ibarra Diseño SL,CEO,nora.ibarra@ibarradiseno.es,+34 912 345 681,ES
9004,Víctor Peña,Peña y Asociados,,victor@,123,ES
9005,Alba Cortés,Cortés Cerámica SL,Directora,alba.cortes@cortesceramica.es,+34 912 345 683,ES
"""
FIGURES = (
    "rows", "usable", "duplicate_inside", "duplicate_across", "junk", "off_spec", "net_new", "price", "currency",
    "cost_per_usable",
)  # fmt: skip
BY_HAND = {
    "Acme Lists": (12, 6, 3, 1, 2, 3, 6, 90.0, "EUR", 15.0),
    "Leadfarm": (5, 3, 0, 1, 1, 0, 3, 6.28, "USD", 2.09),
}
CLAIMED = {  # their own id, our reason, theirs, a word of the evidence, price, currency, days left
    "acme lists": [
        ("A-004", "duplicate", "Duplicates", "acme.csv row 4", "7.50", "EUR", "10"),
        ("A-011", "duplicate", "Duplicates", "acme.csv row 11", "7.50", "EUR", "10"),
        ("A-012", "duplicate", "Duplicates", "acme.csv row 6", "7.50", "EUR", "10"),
        ("A-007", "invalid", "Disconnected", "e-mail invalid, phone invalid", "7.50", "EUR", "10"),
        ("A-005", "off-spec", "off-spec", "country DE", "7.50", "EUR", "10"),
        ("A-006", "off-spec", "off-spec", "job level staff", "7.50", "EUR", "10"),
    ],
    "Leadfarm": [("9004", "invalid", "invalid", "e-mail invalid, phone invalid", "1.26", "USD", "28")],
}
AMOUNTS = {"acme lists": "6 rows of Acme Lists can be claimed, 45.00 EUR in all", "Leadfarm": "1 row of Leadfarm can be claimed"}


def _leadtool(folder: Path, *arguments: str) -> tuple[str, str]:
    command = [sys.executable, "-c", "from leadtool.cli.app import main; main()", *arguments]
    done = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both lists, the terms, and the run of them."""
    here = tmp_path_factory.mktemp("vendors")
    for name, text in (("leadtool.toml", TERMS), ("acme.csv", ACME), ("farm.csv", LEADFARM)):
        (here / name).write_text(text, encoding="utf-8")
    sources = ("--source", "acme.csv=Acme Lists", "--source", "farm.csv=Leadfarm")
    _leadtool(here, "clean", "acme.csv", "farm.csv", *sources, "-o", "run", "--as-of", "2026-10-05", "--quiet")
    return here


def test_the_scorecard_is_the_one_reckoned_by_hand(folder: Path) -> None:
    said = json.loads(_leadtool(folder, "sources", "run", "--json")[0])
    assert {entry["name"]: tuple(entry[figure] for figure in FIGURES) for entry in said["sources"]} == BY_HAND
    # Acme sold 8 people and a test, Leadfarm 5; Mateo and Bruno are in both.
    assert [tuple(lap.values()) for lap in said["overlaps"]] == [("Acme Lists", "Leadfarm", 2, 22.2, 40.0)]
    assert "15.00 EUR" in _leadtool(folder, "sources", "run")[0]


@pytest.mark.parametrize("source", list(CLAIMED))
def test_the_claims_are_those_reckoned_by_hand(folder: Path, source: str) -> None:
    table, talk = _leadtool(folder, "claims", "run", "--source", source, "--as-of", "2026-10-05")
    rows = list(csv.DictReader(io.StringIO(table)))
    found = [
        tuple(row[name] for name in ("vendor_id", "reason", "vendor_reason", "evidence", "price", "currency", "days_left"))
        for row in rows
    ]
    assert [(*claim[:3], *claim[4:]) for claim in found] == [(*claim[:3], *claim[4:]) for claim in CLAIMED[source]]
    for claim, wanted in zip(found, CLAIMED[source], strict=True):
        assert wanted[3] in claim[3]
    assert AMOUNTS[source] in talk


def test_table_and_workbook_hold_the_same_claims(folder: Path) -> None:
    _leadtool(folder, "claims", "run", "--source", "Acme Lists", "--as-of", "2026-10-05", "-o", "out")
    (table,) = (folder / "out").glob("*.csv")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    page = CalamineWorkbook.from_path(table.with_suffix(".xlsx")).get_sheet_by_index(0)
    assert [[str(cell) for cell in row] for row in page.to_python()] == rows
    assert len(rows) == 7
