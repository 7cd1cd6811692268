"""The public FEBRL list: people without e-mail and phone, cells damaged by design."""

import csv
from pathlib import Path

import pytest

from tests.unit.dedupe.parsed_rows import found, lead

CASES = Path(__file__).parents[4] / "shared" / "cases" / "duplicates"


@pytest.mark.skipif(not CASES.exists(), reason="the public cases are not beside the checkout")
def test_febrl_people_are_found_and_none_is_merged_wrongly():
    with (CASES / "febrl1_truth.csv").open(encoding="utf-8") as file:
        truth = {row["row_id"]: row["cluster_id"] for row in csv.DictReader(file)}
    rows, cluster = [], []
    with (CASES / "febrl1_input.csv").open(encoding="utf-8") as file:
        for cell in csv.DictReader(file):
            row = lead(lt_first_name=cell["given_name"], lt_last_name=cell["surname"], lt_full_name=f"{cell['given_name']} {cell['surname']}".strip(),
                       lt_street=f"{cell['street_number']} {cell['address_1']}", lt_city=cell["suburb"], lt_postal_code=cell["postcode"], lt_state=cell["state"])  # fmt: skip
            rows.append(row | {"c:0": cell["date_of_birth"], "c:1": cell["soc_sec_id"]})
            cluster.append(truth[cell["row_id"]])
    groups = found(rows, headers=("date_of_birth", "soc_sec_id")).groups
    kept = list(range(len(rows)))
    for record, into in zip(groups.column("record").to_pylist(), groups.column("kept").to_pylist(), strict=True):
        kept[record] = into
    pairs = {(a, b) for b in range(len(rows)) for a in range(b) if kept[a] == kept[b]}
    true = {(a, b) for b in range(len(rows)) for a in range(b) if cluster[a] == cluster[b]}
    right = len(pairs & true)
    assert right / len(pairs) >= 0.99
    assert 2 * right / (len(pairs) + len(true)) >= 0.95
