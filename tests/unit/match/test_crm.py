"""What the CRM knows of each lead."""

import datetime

import pytest

from leadtool.match.crm import crm_matches
from leadtool.model import KnownList, TableMapping
from tests.unit.dedupe.parsed_rows import connect, lead, table


def crm(*rows, kind="crm", date=None):
    return KnownList(name="crm.csv", kind=kind, leads=table(rows), mapping=TableMapping(preset=None, columns=()), date=date)


def match(row, *rows, **more):
    found = crm_matches(connect([row]), [crm(*rows, **more)]).to_pylist()
    assert len(found) == 1
    return found[0]["match"], found[0]["reason"]


TOM = lead("Tom Ray", "tom.ray@widget.de", "+14155552676", "Widget GmbH")


@pytest.mark.parametrize(
    ("status", "expected"),
    [("", "known_lead"), ("New", "known_lead"), ("Customer", "customer"), ("Closed Won", "customer"), ("Kunde", "customer"),
     ("Negotiation/Review", "open_deal"), ("Closed Lost", "refused_before"), ("Not interested", "refused_before"), ("Отказ", "refused_before")],
)  # fmt: skip
def test_the_status_says_what_the_person_is(status, expected):
    assert match(TOM, lead("Thomas Ray", "TOM.RAY@widget.de", status=status))[0] == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (lead("Tom Ray", "t@home.de", "+14155552676"), "known_lead"),
        (lead("Tom Ray", "t@home.de", lt_other_emails="tom.ray@widget.de"), "known_lead"),
        (lead("Tom Ray", company="Widget"), "known_lead"),
        (lead("Eva Roe", "eva@widget.de"), "same_account"),
        (lead("Eva Roe", "eva@sub.widget.de"), "net_new"),
        (lead(company="Widget"), "same_account"),
        (lead("Eva Roe", phone="+14155552676"), "net_new"),
        (lead("Eva Roe", "eva@gmail.com"), "net_new"),
    ],
)
def test_the_person_is_known_by_any_contact_and_the_company_by_its_domain(row, expected):
    assert match(TOM, row)[0] == expected


def test_a_subsidiary_belongs_to_the_account():
    assert match(lead("Tom Ray", "tom@eu.widget.de"), lead(company="Widget", lt_domain="widget.de"))[0] == "same_account"


def test_an_account_that_is_a_customer_makes_its_people_customers():
    assert match(TOM, lead(company="Widget", status="Customer"))[0] == "customer"
    assert match(TOM, lead("Eva Roe", "eva@widget.de", status="Customer"))[0] == "same_account"


def test_two_people_on_free_mail_are_no_account():
    assert match(lead("Ann Lee", "ann@gmail.com"), lead("Eva Roe", "eva@gmail.com", status="Customer"))[0] == "net_new"


def test_the_reason_names_owner_stage_and_last_activity():
    row = lead("Tom Ray", "tom.ray@widget.de", status="Negotiation", owner="Eva", last_activity="2026-05-01T10:00:00")
    assert match(TOM, row)[1] == "same e-mail as in crm.csv (owner Eva, stage Negotiation, last activity 2026-05-01)"


def test_an_earlier_run_says_when_it_was_bought():
    reason = match(TOM, TOM, kind="run", date=datetime.date(2026, 1, 2))[1]
    assert "bought 2026-01-02" in reason


def test_without_a_crm_nothing_is_said():
    assert crm_matches(connect([TOM]), []).num_rows == 0


@pytest.mark.parametrize(
    ("lead_name", "known_name"),
    [
        (("María del Carmen", "Ibáñez Robledo"), ("Carmen", "Ibáñez")),
        (("Maria", "Ibáñez"), ("María del Carmen", "Ibáñez Robledo")),
        (("José Luis", "García López"), ("José", "Garcia")),
        (("J.-B.", "Moreau"), ("Jean-Baptiste", "Moreau")),
        (("J. L.", "García"), ("José Luis", "García-López")),
        (("Lola", "Duarte"), ("Dolores", "Duarte Neto")),
        (("Luiz", "da Silva Santos"), ("Luiz Fernando", "Santos")),
    ],
)
def test_compound_names_are_one_person(lead_name, known_name):
    row = lead(lt_first_name=lead_name[0], lt_last_name=lead_name[1], lt_company="Ribalta", lt_domain="ribalta.es")
    known = lead(lt_first_name=known_name[0], lt_last_name=known_name[1], lt_company="Ribalta", status="OPEN_DEAL")
    assert match(row, known)[0] == "open_deal"
    same_mailbox = {"lt_email": "mc@ribalta.es", "lt_email_kind": "business", "lt_domain": "ribalta.es", "lt_company": ""}
    assert match(row | same_mailbox, known | same_mailbox | {"lt_company": "Other"})[0] == "open_deal"


def test_a_mailbox_at_work_is_one_person_unless_several_share_it():
    known = lead("Fina Duarte", "f@duarte.pt", status="OPEN_DEAL")
    row = lead("Josefina Duarte", "f@duarte.pt")
    assert match(row, known)[0] == "open_deal"
    assert match(lead("Zita Duarte", "f@duarte.pt"), known, lead("Rui Duarte", "f@duarte.pt"))[0] == "same_account"
    assert match(lead("Zita Roe", "f@duarte.pt"), known)[0] == "same_account"
    assert (
        match(lead("Zita Duarte", "duarte@gmail.com"), lead("Rui Duarte", "duarte@gmail.com", status="Customer"))[0] == "net_new"
    )
