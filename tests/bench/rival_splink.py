"""Splink on one table: `python rival_splink.py IN.csv OUT.csv`, with any Python that has Splink (5); never a dependency.

IN.csv holds normal forms (id, first, last, email, phone, company, street, city, postal). OUT.csv gets the pairs worth -5 bits
or more (a, b, weight); the benchmark chooses the best threshold with the truth in hand, which is more than a user can do.
"""

import sys

import pandas as pd
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

_BLOCKS = (
    ("email",),
    ("phone",),
    ("first", "last"),
    ("last", "company"),
    ("first", "company"),
    ("last", "postal"),
    ("last", "city"),
)


def main(source: str, target: str) -> None:
    """Train by expectation maximisation and score."""
    frame = pd.read_csv(source, dtype=str, keep_default_na=False).replace({"": None})
    blocks = [block_on(*columns) for columns in _BLOCKS]
    api = DuckDBAPI()
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            cl.NameComparison("first"),
            cl.NameComparison("last"),
            cl.EmailComparison("email"),
            cl.LevenshteinAtThresholds("phone", [1, 2]),
            cl.JaroWinklerAtThresholds("company", [0.95, 0.88]),
            cl.JaroWinklerAtThresholds("street", [0.92]),
            cl.LevenshteinAtThresholds("postal", [1]),
            cl.JaroWinklerAtThresholds("city", [0.9]),
        ],
        blocking_rules_to_generate_predictions=blocks,
        retain_matching_columns=False,
    )
    linker = Linker(api.register(frame), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(
        [block_on("email"), block_on("first", "last", "phone")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for columns in (("email",), ("first", "last"), ("phone",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    found = linker.inference.predict(threshold_match_weight=-5).as_pandas_dataframe()
    found[["id_l", "id_r", "match_weight"]].to_csv(target, index=False, header=["a", "b", "weight"])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
