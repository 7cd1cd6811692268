"""Who is one person and who is not: the traps of contact lists."""

import random

import pytest

from leadtool.config import check
from leadtool.dedupe.find import find_duplicates
from tests.unit.dedupe.parsed_rows import connect, found, grouped, lead

SMITH = {"email": "bob.smith@acme.com", "phone": "+14155552676", "company": "Acme Inc"}

ONE_PERSON = [
    ("equal rows", [lead("Bob Smith", **SMITH), lead("Bob Smith", **SMITH)]),
    ("nickname", [lead("Bob Smith", **SMITH), lead("Robert Smith", "bob.smith@acme.com")]),
    ("diacritics", [lead("José Núñez", "jose@acme.es"), lead("Jose Nunez", "jose@acme.es")]),
    ("same mailbox, other script", [lead("山田 太郎", "taro@acme.jp", lt_first_name="太郎", lt_last_name="山田"), lead("Taro Yamada", "taro@acme.jp")]),
    ("transliterated", [lead("Иван Петров", "", "+74951234599"), lead("Ivan Petrov", "", "+74951234599")]),
    ("plus tag and dots", [lead("Bob Smith", "bob.smith+x@gmail.com"), lead("Bob Smith", "bobsmith@gmail.com")]),
    ("second address", [lead("Bob Smith", "a@acme.com", lt_other_emails="bob@home.de"), lead("Bob Smith", "bob@home.de")]),
    ("mobile against phone", [lead("Bob Smith", "", "+14155552676"), lead("Bob Smith", "", "", lt_mobile="+14155552676")]),
    ("married name", [lead("Mary Smith", "mary@acme.com", "+14155552676"), lead("Mary Jones", "mary@acme.com", "+14155552676")]),
    ("no name on one side", [lead("Bob Smith", "bob@acme.com"), lead("", "bob@acme.com")]),
    ("profile", [lead("Bob Smith", linkedin="https://linkedin.com/in/bob-smith-1/"), lead("Robert Smith", linkedin="www.linkedin.com/in/bob-smith-1")]),
    ("swapped names", [lead("Bob Smith", "bob@acme.com"), lead("Smith Bob", "bob@acme.com")]),
    ("shared mailbox, same name", [lead("Ann Lee", "info@widget.de"), lead("Ann Lee", "info@widget.de", "+493090182034")]),
    ("other script, one-letter family name", [lead("예준 최", "y.choi@saerom.co.kr", "+8225448239", "새롬"), lead("Yejun Choi", "y.choi@saerom.co.kr", "+8225448239", "Saerom")]),
    ("an initial of two Latin letters", [lead("Юлия Орлова", "orlova@ural.ru", "+73433878888"), lead("Ю. Орлова", "orlova@ural.ru", "+73433878888")]),
    ("short name", [lead("Robbie Perry", "robert.perry87@gmail.com"), lead("Robert Perry", "robert.perry87@gmail.com")]),
    ("company rows", [lead("", "info@widget.de", company="Widget GmbH"), lead("", "info@widget.de", company="Widget")]),
]  # fmt: skip
APART = [
    ("household, shared mailbox", [lead("Mary Smith", "smiths@gmail.com", "+14155552676"), lead("John Smith", "smiths@gmail.com", "+14155552676")]),
    ("switchboard", [lead("Mary Smith", company="Acme", phone="+14155552676"), lead("Tom Ray", company="Acme", phone="+14155552676")]),
    ("role mailbox", [lead("Ann Lee", "info@widget.de", company="Widget"), lead("Tom Ray", "info@widget.de", company="Widget")]),
    ("role mailbox of nobody", [lead("Ann Lee", "info@widget.de", company="Widget"), lead("", "info@widget.de", company="Widget")]),
    ("father and son", [lead("John Smith", "john@smith.org", "+14155552676", suffix="Sr"), lead("John Smith", "john@smith.org", "+14155552676", suffix="Jr.")]),
    ("namesakes", [lead("John Smith", "john.smith@acme.com", company="Acme"), lead("John Smith", "jsmith@widget.de", company="Widget")]),
    ("only a name", [lead("John Smith", lt_city="Rome"), lead("John Smith", "john@x1.it")]),
    ("man and wife", [lead("Paul Klein", "klein@web.de", "+493090182034"), lead("Paula Klein", "klein@web.de", "+493090182034")]),
    ("two profiles", [lead("Bob Smith", linkedin="linkedin.com/in/bob-1", company="Acme"), lead("Bob Smith", linkedin="linkedin.com/in/bob-2", company="Acme")]),
    ("placeholders", [lead("Ann Lee", "none@none.com", "+11111111111"), lead("Tom Ray", "none@none.com", "+11111111111")]),
    ("kana beside other characters", [lead("さくら 小川", "info@taisei.co.jp", "+81459731627"), lead("哲也 阿部", "info@taisei.co.jp", "+81459731627")]),
    ("counted up", [lead("Ana Ruiz0", "ana.ruiz0@acme.es", "+34612345670", company="Acme"), lead("Ana Ruiz1", "ana.ruiz1@acme.es", "+34612345671", company="Acme")]),
    ("first names counted up", [lead("Lead1 Ruiz", "l1@acme.es", "+34612345670", company="Acme"), lead("Lead2 Ruiz", "l2@acme.es", "+34612345671", company="Acme")]),
    ("assistant", [lead("Ann Lee", "ann@acme.com"), lead("Tom Ray", "ann@acme.com")]),
]  # fmt: skip


OFFICE = {"phone": "+493090182034", "company": "Acme GmbH"}
HOME = {
    "phone": "+33612137988",
    "company": "Netan SA",
    "job_title": "Buyer",
    "lt_street": "159 Allee",
    "lt_postal_code": "75038",
    "lt_city": "Paris",
}
DOUBTFUL = [
    ("other last name, all else agrees", [lead("Martine Delier", **HOME), lead("Martine Baudeau", "m.delier@netan.fr", **HOME)]),
    ("first names nearly the same", [lead("Marlene Mathews", "mathews17@gmail.com", "+14155552676"), lead("Marlies Mathews", "mathews17@gmail.com", "+14155552676")]),
    ("two profiles of one mailbox", [lead("Bob Smith", "bob@acme.com", linkedin="linkedin.com/in/bob-1"), lead("Bob Smith", "bob@acme.com", linkedin="linkedin.com/in/bob-2")]),
]  # fmt: skip
NOT_WORTH_A_LOOK = [
    ("colleagues of one first name", [lead("John Smith", "john.smith@acme.de", **OFFICE), lead("John Gonzalez", "john.gonzalez@acme.de", **OFFICE)]),
    ("each a number of their own", [lead("Rosa Arias", "", **OFFICE, lt_mobile="+491701111222"), lead("Rosario Gil", "", **OFFICE, lt_mobile="+491703333444")]),
    ("brothers", [lead("José Javier Gil", "jj@gmail.com", "+493090182034"), lead("José Ángel Gil", "ja@gmail.com", "+493090182034")]),
    ("man and wife", [lead("Paul Klein", "klein@web.de", "+493090182034"), lead("Paula Klein", "klein@web.de", "+493090182034")]),
    ("namesakes of one city", [lead("John Smith", "john@x1.it", lt_city="Rome"), lead("John Smith", "smith@y2.it", lt_city="Rome")]),
    ("junk", [lead("Test Test", "test@acme.com") | {"_own": "junk"}, lead("Tester Test", "test@acme.com") | {"_own": "junk"}]),
]  # fmt: skip


def test_a_person_is_asked_where_one_thing_speaks_against_much_that_agrees_and_not_about_different_people():
    others = [lead(f"Given{at}x Family{at}y", f"n{at}@firm{at}.com", f"+1415{5550000 + 3 * at}") for at in range(600)]
    cases = [*DOUBTFUL, *NOT_WORTH_A_LOOK]
    rows = [row for _, case in cases for row in case]
    result = found(rows + others)
    assert result.groups.num_rows == 0
    asked = {(pair["record_a"], pair["record_b"]) for pair in result.pairs.to_pylist() if pair["leads"]}
    assert asked == {(2 * at, 2 * at + 1) for at in range(len(DOUBTFUL))}


@pytest.mark.parametrize(("name", "rows"), ONE_PERSON, ids=[name for name, _ in ONE_PERSON])
def test_one_person_is_one_lead(name, rows):
    assert grouped(rows) == [[0, 1]], name


@pytest.mark.parametrize(
    ("name", "rows"), [ONE_PERSON[at] for at in (0, 1, 3, 7, 10)], ids=lambda value: value if isinstance(value, str) else ""
)
def test_exact_evidence_is_enough(name, rows):
    assert grouped(rows, how="exact") == [[0, 1]], name


@pytest.mark.parametrize(("name", "rows"), APART, ids=[name for name, _ in APART])
def test_different_people_stay_apart(name, rows):
    assert grouped(rows) == [], name


@pytest.mark.parametrize(("name", "rows"), APART[:5], ids=[name for name, _ in APART[:5]])
def test_different_people_stay_apart_on_exact_evidence(name, rows):
    assert grouped(rows, how="exact") == [], name


def test_nothing_is_merged_when_duplicates_are_off():
    assert grouped([lead("Bob Smith", **SMITH), lead("Bob Smith", **SMITH)], how="off") == []


def test_a_row_without_a_name_does_not_chain_two_people():
    rows = [lead("John Smith", "desk@acme.com"), lead("", "desk@acme.com"), lead("Mary Jones", "desk@acme.com")]
    assert all(len(group) == 2 for group in grouped(rows))
    assert [0, 2] not in grouped(rows)


def test_the_reason_is_a_sentence_without_figures():
    result = found([lead("Bob Smith", phone="+14155552676"), lead("Robert Smith", phone="+14155552676")]).groups
    assert "same phone, first name is a nickname (Bob / Robert), same last name" in result.column("reason").to_pylist()


def test_the_fullest_row_is_kept_then_the_newest():
    rows = [lead("Bob Smith", "bob@acme.com"), lead("Bob Smith", "bob@acme.com", job_title="CEO", lt_city="Rome")]
    assert set(found(rows).groups.column("kept").to_pylist()) == {1}
    rows = [
        lead("Bob Smith", "bob@acme.com", updated_at="2025-01-01"),
        lead("Bob Smith", "bob@acme.com", updated_at="2026-01-01"),
    ]
    assert set(found(rows).groups.column("kept").to_pylist()) == {1}


@pytest.mark.parametrize(("keep", "kept"), [("fullest", 0), ("newest", 1), ("trusted", 2)])
def test_the_config_says_which_row_is_kept(keep, kept):
    rows = [
        lead("Bob Smith", "bob@acme.com", job_title="CEO", lt_city="Rome", updated_at="2025-01-01"),
        lead("Bob Smith", "bob@acme.com", job_title="CEO", updated_at="2026-01-01"),
        lead("Bob Smith", "bob@acme.com", source="Our CRM's"),
    ]
    settings = check({"merge": {"keep": keep}, "sources": {"Our CRM's": {"trust": 5}, "Bad": {"trust": -5}}}, "test")
    assert set(find_duplicates(connect(rows), settings=settings).groups.column("kept").to_pylist()) == {kept}


def test_a_suppressed_or_junk_row_is_not_the_kept_one():
    full = lead("Bob Smith", "bob@acme.com", "+14155552676", "Acme", job_title="CEO")
    for own in ("suppressed", "junk"):
        assert set(found([full | {"_own": own}, lead("Bob Smith", "bob@acme.com")]).groups.column("kept").to_pylist()) == {1}


def test_junk_alone_makes_no_group():
    rows = [lead("Bob Smith", "bob@acme.com") | {"_own": "junk"}] * 2
    assert grouped(rows) == []


def people(seed: int, count: int) -> list[dict[str, str]]:
    """A small list with duplicates of several kinds."""
    chance = random.Random(seed)
    firsts = ["Bob", "Robert", "Ann", "Anna", "Tom", "Mary", "Elena", "Jon", "John"]
    lasts = ["Smith", "Smyth", "Lee", "Ray", "Garcia", "Müller", "Mueller", "Petrov"]
    rows = []
    for _ in range(count):
        first, last, company = chance.choice(firsts), chance.choice(lasts), chance.choice(["Acme", "Widget", "Volta", ""])
        email = chance.choice(["", f"{first}.{last}@{company or 'gmail'}.com".lower().replace("ü", "u"), "info@acme.com"])
        rows.append(lead(f"{first} {last}", email, chance.choice(["", "", f"+1415555{chance.randint(2000, 2040)}"]), company,
                         lt_city=chance.choice(["", "Rome", "Bonn"])))  # fmt: skip
    return rows


def by_content(rows: list[dict[str, str]], order: list[int]) -> tuple[list[list[int]], list[tuple[int, int]]]:
    shuffled = [rows[at] | {"_at": str(at)} for at in order]
    result = found(shuffled)
    groups: dict[int, list[int]] = {}
    for record, kept in zip(result.groups.column("record").to_pylist(), result.groups.column("kept").to_pylist(), strict=True):
        groups.setdefault(kept, []).append(order[record])
    pairs = zip(result.pairs.column("record_a").to_pylist(), result.pairs.column("record_b").to_pylist(), strict=True)
    return sorted(sorted(group) for group in groups.values()), sorted(tuple(sorted((order[a], order[b]))) for a, b in pairs)


@pytest.mark.parametrize("seed", [1])
def test_the_order_of_rows_changes_nothing(seed):
    rows = [row | {"id": str(at)} for at, row in enumerate(people(seed, 150))]
    straight = list(range(len(rows)))
    mixed = random.Random(seed).sample(straight, len(rows))
    assert by_content(rows, straight) == by_content(rows, mixed)


@pytest.mark.parametrize("seed", [3])
def test_leads_looked_at_again_stay_as_they_are(seed):
    rows = people(seed, 200)
    first = found(rows)
    merged = {
        r
        for r, k in zip(first.groups.column("record").to_pylist(), first.groups.column("kept").to_pylist(), strict=True)
        if r != k
    }
    left = [at for at in range(len(rows)) if at not in merged]
    again = found([rows[at] for at in left])
    assert again.groups.num_rows == 0
    pairs = [
        (left[a], left[b]) for a, b in zip(*(again.pairs.column(f"record_{side}").to_pylist() for side in "ab"), strict=True)
    ]
    before = first.pairs.filter(first.pairs.column("leads"))
    assert pairs == list(zip(*(before.column(f"record_{side}").to_pylist() for side in "ab"), strict=True))


def test_many_equal_rows_are_one_group():
    rows = [lead("Bob Smith", **SMITH)] * 5000
    result = found(rows).groups
    assert result.num_rows == 5000
    assert len(set(result.column("kept").to_pylist())) == 1
