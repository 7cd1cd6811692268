"""Whom a suppression list names, in every spelling, and whom it does not."""

import base64
import hashlib
import random

import pyarrow as pa
import pytest

from leadtool.chunks import TEXT
from leadtool.match.known import known_forms
from leadtool.match.suppress import suppression_hits
from leadtool.model import KnownList, TableMapping
from tests.unit.dedupe.parsed_rows import connect, lead, table


def known(kind, *raw, rows=()):
    """A known list of raw rows (cells of columns nobody mapped), or of parsed leads."""
    leads = table(list(rows) or [lead() for _ in raw])
    for at in range(max((len(cells) for cells in raw), default=0)):
        leads = leads.append_column(f"c:{at}", pa.array([cells[at] for cells in raw], TEXT))
    return KnownList(name=f"{kind}.csv", kind=kind, leads=leads, mapping=TableMapping(preset=None, columns=()))


def hits(leads, *lists):
    found = suppression_hits(connect(leads), list(lists))
    return [(hit["record"], hit["rule"], hit["by"]) for hit in found.to_pylist()]


ANN = lead("Ann Lee", "Ann.Lee@gmail.com", "+493090182034", linkedin="https://www.linkedin.com/in/ann-lee-7/")
TOM = lead("Tom Ray", "tom.ray@widget.de", "+14155552676", "Widget GmbH")
BOTH = [ANN, TOM]


@pytest.mark.parametrize(
    ("cell", "record", "by"),
    [
        ("ann.lee@gmail.com", 0, "e-mail"),
        (" ANN.LEE@GMAIL.COM ", 0, "e-mail"),
        ("annlee+news@googlemail.com", 0, "e-mail"),
        ("<ann.lee@gmail.com>", 0, "e-mail"),
        ("mailto:ann.lee@gmail.com", 0, "e-mail"),
        ("Ann Lee <ann.lee@gmail.com>", 0, "e-mail"),
        ("'ann.lee@gmail.com", 0, "e-mail"),
        ("+49 30 90182034", 0, "phone"),
        ("0049 (30) 9018-2034", 0, "phone"),
        ("+1 (415) 555-2676", 1, "phone"),
        ("4155552676", 1, "phone"),
        ("1-415-555-2676", 1, "phone"),
        ("widget.de", 1, "domain"),
        ("@widget.de", 1, "domain"),
        ("*@widget.de", 1, "domain"),
        ("https://www.Widget.de/", 1, "domain"),
    ],
)
def test_a_single_cell_names_the_lead_in_any_spelling(cell, record, by):
    assert hits(BOTH, known("unsubscribed", (cell,))) == [(record, "X150", by)]


@pytest.mark.parametrize(
    "cell", ["gmail.com", "Lee", "", "ann", "googlemail.com", "lee@gmail.com", "+1 415 555 2675", "idget.de", "123"]
)
def test_what_names_nobody_hits_nobody(cell):
    assert hits(BOTH, known("unsubscribed", (cell,))) == []


def test_hashed_lists_are_matched():
    cells = []
    for text in ("ann.lee@gmail.com", "Ann.Lee@gmail.com", "annlee@gmail.com", "+493090182034", "493090182034"):
        for function in ("md5", "sha1", "sha256"):
            digest = hashlib.new(function, text.encode())
            cells += [digest.hexdigest(), digest.hexdigest().upper(), base64.b64encode(digest.digest()).decode()]
    lists = [known("unsubscribed", ("x", cell)) for cell in cells]
    lists = [KnownList(name=str(at), kind=one.kind, leads=one.leads, mapping=one.mapping) for at, one in enumerate(lists)]
    found = suppression_hits(connect(BOTH), lists)
    assert {(hit["record"], hit["hashed"]) for hit in found.to_pylist()} == {(0, True)}
    assert len(set(found.column("list").to_pylist())) == len(cells) == 45


def test_each_kind_has_its_rule():
    kinds = {"unsubscribed": "X150", "customers": "X151", "competitors": "X152", "staff": "X153", "do_not_call": "X154"}
    for kind, rule in kinds.items():
        assert hits([TOM], known(kind, rows=[lead(phone="+14155552676")])) == [(0, rule, "phone")]


def test_a_row_about_one_person_does_not_suppress_the_company():
    row = lead("Eva Roe", "eva.roe@widget.de", company="Widget")
    assert hits([TOM], known("unsubscribed", ("eva.roe@widget.de", "widget.de"), rows=[row])) == []
    assert hits([TOM], known("competitors", rows=[row])) == [(0, "X152", "company")]


def test_a_company_alone_suppresses_everybody_there():
    assert hits([TOM], known("customers", rows=[lead(company="Widget")])) == [(0, "X151", "company")]


def test_a_shared_number_does_not_suppress_a_colleague_but_closes_calls():
    row = lead("Eva Roe", phone="+14155552676")
    assert hits([TOM], known("unsubscribed", rows=[row])) == []
    assert hits([TOM], known("do_not_call", rows=[row])) == [(0, "X154", "phone")]


def test_profiles_and_second_addresses_hit():
    profile = known("unsubscribed", rows=[lead(linkedin="linkedin.com/in/ann-lee-7")])
    assert hits(BOTH, profile) == [(0, "X150", "profile")]
    assert hits([lead("Ann Lee", "x@acme.com", lt_other_emails="ann.lee@gmail.com")], known("staff", ("ann.lee@gmail.com",))) == [
        (0, "X153", "e-mail")
    ]


def test_a_thousand_spellings_of_one_person_are_all_caught():
    chance = random.Random(7)
    cells = []
    for _ in range(1000):
        local = "".join(chance.choice([c, c.upper()]) for c in "ann.lee")
        local = local.replace(".", chance.choice([".", ""])) + chance.choice(["", "+a", "+news1"])
        blank = " " * chance.randint(0, 2)
        cells.append(f"{blank}{local}@{chance.choice(['gmail.com', 'GMAIL.com', 'googlemail.com'])}{blank}")
    listed = known("unsubscribed", *((cell,) for cell in cells))
    assert {tuple(emails) for emails in known_forms(listed).column("emails").to_pylist()} == {("annlee@gmail.com",)}
    assert hits([ANN], listed) == [(0, "X150", "e-mail")]


@pytest.mark.parametrize(
    ("row", "clear"),
    [
        (lead("Ann Lee", "Ann.Lee+shop@gmail.com"), "ann.lee@gmail.com"),
        (lead("Ann Lee", "ANN.LEE@ACME.COM"), "ann.lee@acme.com"),
        (lead("Ann Lee", phone="+14155552676"), "(415) 555-2676"),
        (lead("Ann Lee", phone="+14155552676"), "415-555-2676"),
        (lead("Ann Lee", phone="+493090182034"), "00493090182034"),
    ],
)
def test_a_hash_of_another_usual_spelling_hits(row, clear):
    for function in ("md5", "sha1", "sha256"):
        digest = hashlib.new(function, clear.encode())
        for cell in (digest.hexdigest(), base64.b64encode(digest.digest()).decode()):
            assert [hit[0] for hit in hits([row], known("unsubscribed", ("x", cell)))] == [0]
