"""The README's main job on the sample lists, against what was counted by hand from the lists themselves.

For each record: where it must end and its class, with the reason a person would say aloud. `not_a_record` lines are titles,
blank lines and footers.
"""

import pytest

from tests.runs import Run

EXPECTED = {
    "homeline_consumers.csv": {
        2: ("duplicate", None),  # Harriet wants refinance rates; the later of her two rows is kept
        3: ("ready", "new"),  # Chidi, known to the CRM as a new lead
        6: ("ready", "new"),  # Dwayne: poor, but reachable by phone and post
        7: ("junk", None),  # Mickey Mouse
        8: ("ready", "new"),  # Consuelo: do not call, so by e-mail
        9: ("ready", "new"),  # Edith has a phone
        10: ("junk", None),  # merge tags that were never filled
        11: ("ready", "new"),  # Ng Bao is a real name
        12: ("ready", "new"),  # Walt's mailbox is disposable, his phone is not
        13: ("ready", "new"),  # Harriet; nobody has talked to her yet
    },
    "kontaktwerk_maschinenbau.csv": {
        3: ("ready", "working"),  # met at the fair in Lyon, wants an offer before Christmas
        4: ("ready", "new"),
        5: ("ready", "new"),  # his phone is on the do-not-call list: by e-mail
        6: ("duplicate", None),  # Brandstaetter is Brandstätter
        7: ("ready", "new"),  # info@ is a role address, not junk
        8: ("junk", None),  # Max Mustermann, Musterstadt
        9: ("ready", "new"),  # a student is still a person
        11: ("ready", "new"),  # broken e-mail, good phone
        12: ("ready", "new"),
        13: ("ready", "new"),  # only an address to visit
        14: ("ready", "new"),
        15: ("suppressed", "working"),  # a customer in the CRM
        16: ("junk", None),  # asdf
        17: ("ready", "new"),
    },
    "oportunidades_iberia.csv": {
        2: ("ready", "working"),  # interested, asked for a quote
        3: ("ready", "new"),  # Nuevo
        4: ("ready", "working"),  # Contactado
        5: ("ready", "unqualified"),  # No interesado
        6: ("ready", "nurturing"),  # Recontactar en enero
        7: ("duplicate", None),  # Lucía again
        8: ("suppressed", "working"),  # unsubscribed; last tried by phone
        9: ("junk", None),  # Prueba Prueba
        10: ("suppressed", "working"),  # Cliente
        11: ("ready", "new"),  # Pendiente
        12: ("ready", "unqualified"),  # Dado de baja: no more mail, the phone is open
    },
    "salon_industrie_lyon.csv": {
        2: ("ready", "nurturing"),  # wants a demo in January
        3: ("ready", "working"),  # asks for a quote
        4: ("ready", None),  # call back on Tuesday: working or nurturing
        5: ("ready", None),  # only curious
        6: ("ready", None),  # unsubscribed from mail, phone open
        7: ("ready", "nurturing"),  # interested, but from March on
        8: ("junk", None),  # no contact at all
        9: ("duplicate", None),  # A. Rochefort-Vidal is Amélie
        10: ("suppressed", None),  # her company is on the list
        11: ("duplicate", None),  # Brandstätter, bought as well
    },
    "zayavki_moskva.csv": {
        2: ("suppressed", "working"),  # unsubscribed with another tag
        3: ("ready", "unqualified"),  # the CRM says unqualified
        4: ("ready", "working"),  # Недозвон: tried
        5: ("junk", None),  # Иванов Иван Иванович, тест
        6: ("ready", "nurturing"),  # Отложено, call in February
        7: ("duplicate", None),  # the same in capitals
        8: ("ready", "unqualified"),  # Отказ
        9: ("ready", "working"),  # Квалифицирован
    },
    "webinar_attendees.xlsx": {
        5: ("ready", "working"),  # Connected, wants a quote
        6: ("ready", "new"),  # New
        7: ("ready", "working"),  # Attempted to Contact
        8: ("ready", "nurturing"),  # Bad Timing, budget next year
        9: ("duplicate", None),  # Robert is Bob
        10: ("junk", None),  # Test Test
        11: ("ready", None),  # gmial.com: the phone is good
        12: ("ready", "working"),  # Open Deal
        13: ("ready", "new"),  # the father of the one above
        14: ("ready", None),  # a student who asks for her thesis
        16: ("ready", "working"),  # In Progress
    },
}


@pytest.fixture(scope="module")
def found(sample_run: Run) -> dict[tuple[str, int], dict[str, str]]:
    return {(row["lt_file"], int(row["lt_row"])): row for row in sample_run.rows}


@pytest.mark.parametrize("file", EXPECTED)
def test_every_record_ends_where_a_person_would_put_it(file, found):
    wrong = []
    for row, (disposition, lead_class) in EXPECTED[file].items():
        lead = found[file, row]
        if lead["lt_disposition"] != disposition or lead_class not in (None, lead["lt_class"]):
            wrong.append((row, lead["lt_disposition"], lead["lt_class"], lead["lt_class_reason"]))
    assert wrong == []


def test_one_household_of_two_rows_stays_one_lead_and_the_one_who_wants_out_is_not_called(found):
    couple = {found["homeline_consumers.csv", row]["lt_disposition"] for row in (4, 5)}
    assert couple in ({"duplicate", "ready"}, {"review"})
    leaver = found["webinar_attendees.xlsx", 15]  # "Not interested, please remove me"
    assert leaver["lt_class"] == "unqualified"
    assert leaver["lt_disposition"] == "suppressed" or "email" not in leaver["lt_channels"].split(";")


def test_the_ledger_is_what_was_counted(sample_run):
    ledger = sample_run.summary["ledger"]
    assert ledger["records"] == 76
    assert ledger["unreadable"] == 1  # Gloria's row has two cells too many
    assert ledger["not_a_record"] == 8
    assert ledger["junk"] == 8
    assert ledger["ready"] + ledger["review"] + ledger["duplicate"] + ledger["suppressed"] == 59


def test_all_four_classes_occur_each_with_its_reason(sample_run):
    leads = sample_run.table("leads")
    assert {row["lt_class"] for row in leads} == {"new", "working", "nurturing", "unqualified"}
    assert all(row["lt_class_reason"] and row["lt_next_action"] for row in leads)


def test_contacts_are_what_the_cells_say(found):
    phones = {
        ("webinar_attendees.xlsx", 5): "+13038457721",  # a number in the workbook
        ("webinar_attendees.xlsx", 7): "+18475513208",  # 8.475513208E9
        ("webinar_attendees.xlsx", 12): "",  # 2.06E+09 has lost its digits
        ("kontaktwerk_maschinenbau.csv", 3): "+498954703180",
        ("kontaktwerk_maschinenbau.csv", 4): "+497119340217",  # the zero in +49 (0)
        ("kontaktwerk_maschinenbau.csv", 17): "+41445123870",  # a Swiss number in a German list
        ("zayavki_moskva.csv", 4): "+79164473805",  # 8-916 …
        ("oportunidades_iberia.csv", 11): "+34963512784",
        ("salon_industrie_lyon.csv", 2): "+33477389215",
    }
    assert {key: found[key]["lt_phone"] for key in phones} == phones
    postal = {
        ("webinar_attendees.xlsx", 8): "02903",
        ("homeline_consumers.csv", 11): "02111",
        ("kontaktwerk_maschinenbau.csv", 17): "8002",
    }
    assert {key: found[key]["lt_postal_code"] for key in postal} == postal
    assert found["webinar_attendees.xlsx", 6]["lt_last_name"] == "Okonkwo-Hale"
    assert found["kontaktwerk_maschinenbau.csv", 5]["lt_last_name"] == "von der Aue"
    assert found["webinar_attendees.xlsx", 13]["lt_last_name"] == "Fairweather"
    assert found["oportunidades_iberia.csv", 2]["lt_crm_match"] == "open_deal"
    assert found["zayavki_moskva.csv", 3]["lt_crm_match"] == "refused_before"
