"""The floor: pyarrow reads a CSV file as text and writes it again, and does nothing else."""

import sys

import pyarrow as pa
import pyarrow.csv as arrow_csv


def copy(source: str, target: str) -> int:
    """Copy a list; gives the number of rows."""
    with open(source, encoding="utf-8") as file:  # noqa: PTH123 - a plain look at the header
        names = file.readline().strip().split(",")
    text = arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    table = arrow_csv.read_csv(source, convert_options=text)
    arrow_csv.write_csv(table, target)
    return table.num_rows


if __name__ == "__main__":
    copy(sys.argv[1], sys.argv[2])
