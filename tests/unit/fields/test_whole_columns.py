"""Hosts, websites, companies and dialled numbers read as whole columns are what they are cell by cell."""

import pyarrow as pa
import pytest

from leadtool.fields import companies, websites
from leadtool.fields.dialled import countries_dialled, country_dialled
from leadtool.fields.suffix_columns import registrable_domains
from leadtool.fields.suffixes import registrable_domain

TEXT = pa.large_string()
_HOSTS = """acme.de shop.acme.de acme.co.uk co.uk uk de acme.ck www.ck foo.ck city.kawasaki.jp a.b.kawasaki.jp github.io
jo.github.io xn--mller-kva.de müller.de ACME.DE acme.de. acme .de acme..de 10.0.0.1 acme.invalidtld -.de localhost a.com.br
bd acme.bd acme.com.bd blogspot.com jo.blogspot.com""".split()
_SITES = """acme.de www.acme.de https://www.acme.de/ http://acme.co.uk www.www.de wwwacme.com www.com https://www.com/ n.a n.a. none
na.na soon http:// ACME.de acme.de/ acme.de// acme.de/path?x=1 jo@acme.de https://github.io a.b.c.d.de acme.xyzzy""".split()
_NAMES = [
    "Acme Ltd.", "Acme  Ltd", " Acme", '"Acme"', "n/a", "N.A.", "none", "-", "x" * 301, "Müller GmbH", "3M", "self employed",
    "self-employed", "(Acme)", "A\tB", "", "Potash Corp. of Saskatchewan", "a",
]  # fmt: skip


def column(cells: list[str]) -> pa.Array:
    """A text column that begins in the middle of its buffer."""
    return pa.array(["before", *cells], TEXT).slice(1)


def test_hosts() -> None:
    for part in (_HOSTS, [""], ["acme.de"]):
        assert registrable_domains(column(part)).to_pylist() == [registrable_domain(host) for host in part]


def test_websites_that_are_called_usual_are_read_alike() -> None:
    usual, read = websites._plain_websites(column(_SITES))
    for cell, plain, found in zip(_SITES, usual.to_pylist(), read.to_pylist(), strict=True):
        assert not plain or found == websites.parse_website(cell), cell
    assert usual.to_pylist()[:4] == [True] * 4


def test_companies_that_are_called_usual_stay_as_they_are() -> None:
    usual = companies._usual_names(column(_NAMES)).to_pylist()
    for name, plain in zip(_NAMES, usual, strict=True):
        assert not plain or companies._shown(name) == (name, ""), name
    assert usual[0]
    assert not usual[4]


@pytest.mark.parametrize("default", ["", "US", "KZ", "GB"])
def test_numbers_dialled(default: str) -> None:
    cells = [
        "+41 44 512 34 56",
        "0041 44 512",
        "+1 (416) 555-0123",
        "+7 770 123 45 67",
        "+999 1",
        "030 123",
        "+44 1481 25",
        "",
        "+4",
    ]
    starts = ["4144512", "4144512", "1416555", "7770123", "9991", "", "4414812", "", ""]
    expected = [country_dialled(start, default) if start else "" for start in starts]
    assert countries_dialled(column(cells), default).to_pylist() == expected
