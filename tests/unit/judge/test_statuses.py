"""Status words, notes, tags and activity, and the class that a careful person would give them."""

from pathlib import Path

import pytest

from leadtool.config import Settings
from leadtool.judge import judge, standing
from leadtool.judge.meanings import MEANINGS
from leadtool.judge.timing import due_date
from leadtool.vocab import fold, word_list
from tests.unit.judge.rows import PERSON, chunk, context, judged, judged_all


def _table(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


TABLE = _table("statuses.tsv")
JUDGED = judged_all([{column: cell} for column, cell, _ in TABLE])


@pytest.mark.parametrize(("case", "row"), list(zip(TABLE, JUDGED, strict=True)), ids=[" ".join(case[:2]) for case in TABLE])
def test_a_word_gives_the_class_a_careful_person_gives(case: list[str], row: dict[str, str]) -> None:
    lead_class, _, stage = case[2].partition("/")
    assert row["lt_class"] == lead_class, row["lt_class_reason"]
    if stage:
        assert row["lt_stage"] == stage


def test_the_table_holds_three_hundred_words() -> None:
    assert len(TABLE) >= 300


@pytest.mark.parametrize(
    ("preset", "word", "lead_class", "stage"),
    [
        ("apollo_people", "Cold", "new", ""),
        ("apollo_people", "Bad Data", "unqualified", ""),
        ("merge_unified_api", "UNQUALIFIED", "new", ""),
        ("oracle_sales", "Unqualified", "new", ""),
        ("oracle_sales", "Retired", "unqualified", ""),
        ("pipedrive_people", "open", "working", "prospect"),
        ("pipedrive_people", "lost", "unqualified", ""),
        ("meta_lead_ads", "CREATED", "new", ""),
        ("meta_lead_ads", "complete", "new", ""),
        ("freshsales", "Prospect", "working", "prospect"),
        ("hubspot_contacts", "UNQUALIFIED", "unqualified", ""),
    ],
)
def test_a_preset_gives_words_its_own_meaning(preset: str, word: str, lead_class: str, stage: str) -> None:
    row = judged({"status": word}, preset=preset)
    assert row["lt_class"] == lead_class
    assert not stage or row["lt_stage"] == stage


def test_an_unknown_word_is_new_and_found() -> None:
    row = judged({"status": "Zwischenlager Nord"})
    assert (row["lt_class"], row["codes"]) == ("new", "S101")


def test_the_finding_of_an_unknown_word_holds_word_and_header() -> None:
    table = chunk([{**PERSON, "status": "Zwischenlager Nord"}])
    found = judge(table, context(fields=("status",))).findings.to_pylist()
    assert [(one["rule"], one["column"], one["before"]) for one in found] == [("S101", "status", "Zwischenlager Nord")]


def test_a_taught_word_is_known() -> None:
    row = judged({"status": "zwischenlager  NORD"}, Settings(status={"Zwischenlager Nord": "nurturing"}))
    assert (row["lt_class"], row["codes"]) == ("nurturing", "")


@pytest.mark.parametrize(
    ("cells", "lead_class", "code"),
    [
        ({"status": "Not Contacted", "lt_last_contacted": "2026-09-01"}, "new", "S201"),
        ({"status": "New", "contact_count": "2"}, "working", "S201"),
        ({"status": "Interested", "notes": "not interested"}, "working", "S201"),
        ({"status": "Contacted", "notes": "not interested"}, "unqualified", ""),
        ({"status": "Contacted", "notes": "call back next year"}, "nurturing", ""),
        ({"status": "Unqualified", "stage": "opportunity"}, "unqualified", "S202"),
        ({"status": "New", "stage": "customer"}, "working", "X109"),
        ({"status": "Interested", "lt_last_contacted": "2026-12-01"}, "nurturing", ""),
        ({"status": "Interested", "lt_last_contacted": "2026-08-01"}, "working", ""),
        ({"notes": "interested in May. 12.06. not interested any more"}, "unqualified", ""),
        ({"notes": "not interested in May. Now very interested"}, "working", ""),
        ({"notes": "no answer, follow up next week"}, "working", ""),
        ({"status": "Converted", "notes": "do not call"}, "unqualified", "X107"),
    ],
)
def test_pieces_of_evidence_have_an_order(cells: dict[str, str], lead_class: str, code: str) -> None:
    row = judged(cells)
    assert row["lt_class"] == lead_class, row["lt_class_reason"]
    assert code in row["codes"]


@pytest.mark.parametrize(
    ("cells", "engagement"),
    [
        ({}, "none"),
        ({"status": "New"}, "none"),
        ({"status": "Voicemail"}, "one_way"),
        ({"contact_count": "4"}, "one_way"),
        ({"lt_last_contacted": "2026-01-05"}, "one_way"),
        ({"last_reply_at": "2026-01-05"}, "two_way"),
        ({"notes": "spoke with him about prices"}, "two_way"),
        ({"status": "Not interested"}, "two_way"),
        ({"lt_last_contacted": "2027-01-05"}, "none"),
    ],
)
def test_engagement_says_how_far_contact_went(cells: dict[str, str], engagement: str) -> None:
    assert judged(cells)["lt_engagement"] == engagement


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"status": "Voicemail"}, 'status "Voicemail" (S001)'),
        ({"notes": "Is NOT interested."}, 'notes "NOT interested" (S002)'),
        ({"contact_count": "1"}, "1 contact (S003)"),
        ({"last_reply_at": "2026-09-02T10:00:00"}, "replied on 2026-09-02 (S003)"),
        ({"lt_last_contacted": "2026-09-01"}, "last contacted 2026-09-01 (S004)"),
        ({}, "nothing known of any contact (S005)"),
    ],
)
def test_the_reason_names_what_decided(cells: dict[str, str], reason: str) -> None:
    assert judged(cells)["lt_class_reason"] == reason


def test_no_word_of_the_picklists_stands_under_two_meanings() -> None:
    seen: dict[str, str] = {}
    for meaning, lists in word_list("status")["words"].items():
        assert meaning in MEANINGS
        for words in lists.values():
            for word in words:
                assert seen.setdefault(fold(word), meaning) == meaning, word


def test_no_phrase_stands_under_two_meanings_of_one_language() -> None:
    seen: dict[tuple[str, str], str] = {}
    for meaning, lists in word_list("status_phrases")["phrases"].items():
        for language, phrases in lists.items():
            for phrase in phrases:
                assert seen.setdefault((language, fold(phrase) + "*" * phrase.endswith("*")), meaning) == meaning, phrase


def test_every_phrase_has_a_known_meaning_and_every_language_its_negators() -> None:
    said = word_list("status_phrases")
    assert set(said["phrases"]) - {"nothing"} <= set(MEANINGS)
    unspaced = {"ja", "zh", "ko"}
    languages = {language for lists in said["phrases"].values() for language in lists}
    assert languages - unspaced <= set(said["negators"])


def test_the_preset_of_unsubscribed_members_closes_email() -> None:
    found = standing(chunk([PERSON]), context(file="unsubscribed_members_export_1.csv")).findings.to_pylist()
    assert [one["rule"] for one in found] == ["X115"]


NOTES = _table("notes.tsv")
NOTES_JUDGED = judged_all([{"notes": note} for note, _ in NOTES])


@pytest.mark.parametrize(("case", "row"), list(zip(NOTES, NOTES_JUDGED, strict=True)), ids=[note for note, _ in NOTES])
def test_a_note_is_understood_in_its_language(case: list[str], row: dict[str, str]) -> None:
    told = row["lt_interest"] == "yes" if case[1] == "interest" else row["lt_class"] == case[1]
    assert told, (row["lt_class"], row["lt_class_reason"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Recontactar en enero", "2027-01-01"),
        ("перезвонить в феврале", "2027-02-01"),
        ("veut une démo en mars", "2027-03-01"),
        ("zadzwonić w styczniu", "2027-01-01"),
        ("soita uudelleen tammikuussa", "2027-01-01"),
        ("来月また連絡", "2026-12-01"),
        ("call back in 3 weeks", "2026-12-11"),
        ("nochmal im Q2 melden", "2027-04-01"),
        ("call again 15.02.2027", "2027-02-15"),
        ("next year we want a demo", "2027-01-01"),
        ("met in March", ""),
        ("he may call back", ""),
        ("call back 32.13.2027", ""),
    ],
)
def test_the_day_to_call_again_is_read(text: str, day: str) -> None:
    assert due_date(text, "2026-11-20") == day


def test_every_pair_of_words_has_a_known_meaning_and_single_words() -> None:
    said = word_list("status_pairs")
    for entry in said["pairs"]:
        assert entry["meaning"] in MEANINGS
        assert entry.get("unless", "others") in said["unless"]
        for lists in entry["words"].values():
            assert all(len(fold(word).split()) == 1 for words in lists for word in words), lists


@pytest.mark.parametrize(
    ("note", "lead_class"),
    [
        ("Offer from another supplier was sent", "new"),
        ("no offer sent yet", "new"),
        ("need to call by Friday", "new"),
        ("remove me from your list", "unqualified"),
        ("take us off this list, please", "unqualified"),
        ("do not call before noon", "new"),
    ],
)
def test_pairs_and_limits_know_their_traps(note: str, lead_class: str) -> None:
    assert judged({"notes": note})["lt_class"] == lead_class
