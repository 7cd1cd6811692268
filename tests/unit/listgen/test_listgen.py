"""The generator of lists: the same seed gives the same bytes, and its truth is true."""

import csv
import io
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import phonenumbers
import pytest

from tests.listgen import TRUTH_COLUMNS, Listing, layouts, make_list
from tests.listgen.layouts import spell
from tests.listgen.people import World, fill


@pytest.fixture(scope="module")
def listing() -> Listing:
    return make_list(3000, seed=3)


def _rows(listing: Listing) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(listing.text), delimiter=listing.layout.delimiter))


def _truth(listing: Listing) -> list[dict[str, str]]:
    return [dict(zip(TRUTH_COLUMNS, row, strict=True)) for row in listing.truth]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_list(300, seed=9, layout_name="spanish").write(tmp_path / f"{name}.csv", tmp_path / f"{name}_truth.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert (tmp_path / "one_truth.csv").read_bytes() == (tmp_path / "two_truth.csv").read_bytes()


def test_another_seed_gives_other_people() -> None:
    assert not set(make_list(200, seed=1).lines) & set(make_list(200, seed=2).lines)


@pytest.mark.parametrize("name", layouts())
def test_every_layout_has_a_truth_for_every_row(name: str) -> None:
    made = make_list(400, seed=5, layout_name=name)
    rows = _rows(made)
    assert len(rows) == len(made.truth) == 400
    assert all(None not in row and None not in row.values() for row in rows)
    made.text.encode(made.layout.encoding, errors="replace")


def test_lines_of_the_truth_are_lines_of_the_file(listing: Listing) -> None:
    assert [row["line"] for row in _truth(listing)] == [str(number) for number in range(2, 3002)]


def test_an_exact_copy_is_one(listing: Listing) -> None:
    lines = defaultdict(set)
    copies = [row for row in _truth(listing) if row["made"] == "exact"]
    for row, line in zip(_truth(listing), listing.lines, strict=True):
        if row["made"] in ("first", "exact"):
            lines[row["cluster"]].add(line)
    assert copies
    assert all(len(lines[row["cluster"]]) == 1 for row in copies)


def test_people_share_an_address_only_where_the_truth_says_so(listing: Listing) -> None:
    owners = defaultdict(set)
    for row, truth in zip(_rows(listing), _truth(listing), strict=True):
        if row["Email"] and not truth["junk"] and not truth["trap"]:
            owners[row["Email"].strip().casefold()].add(truth["cluster"])
    assert all(len(clusters) == 1 for clusters in owners.values())


def test_everybody_but_junk_can_be_reached(listing: Listing) -> None:
    for row, truth in zip(_rows(listing), _truth(listing), strict=True):
        assert truth["junk"] or row["Email"] or row["Phone"] or row["Mobile"]


def test_all_kinds_of_second_records_traps_and_junk_occur() -> None:
    truth = _truth(make_list(8000, seed=4))
    for column, least in (("made", 14), ("trap", 8), ("junk", 5), ("class", 4)):
        assert len({row[column] for row in truth if row[column]}) >= least, column
    assert Counter(row["closed"] for row in truth)["all"] > 20


def test_phones_are_valid_in_every_country() -> None:
    random = Random(8)
    world = World(random, None)
    assert len(world.places) >= 15
    for country, place in world.places.items():
        for template in [*place.get("mobile", []), *(text.split("|")[3] for text in place["places"])]:
            for native in (True, False) * 3:
                text = spell((country, fill(template, random)), native, random)
                number = phonenumbers.parse(text, country)
                assert phonenumbers.is_valid_number(number), (country, template, text)
