"""leadtool, Splink and plain exact e-mail on the same lists: `python -m tests.bench rivals --python PATH`.

PATH is a Python that has Splink, and leadmatch for lists that another hand made; what it lacks is left out. The rivals get the
normal forms that leadtool parses, and Splink the threshold that suits it best, chosen with the truth in hand.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from leadtool.dedupe.groups import components
from tests.bench.agreement import Agreement, agreement
from tests.bench.rightness import FEBRL, REPORT_SEEDS, Judged, clean
from tests.listgen import TRUTH_COLUMNS, make_list

LEADMATCH_SEEDS = (9101, 9102)
"""Seeds of `leadmatch gen`: nothing is ever tuned on them."""
_FORMS = {"first": "lt_first_name", "last": "lt_last_name", "email": "lt_email", "phone": "lt_phone", "company": "lt_company",
          "street": "lt_street", "city": "lt_city", "postal": "lt_postal_code"}  # fmt: skip
_SPLINK = Path(__file__).with_name("rival_splink.py")
_SURE = 0.99


def rivals(rows: int, folder: Path | None, python: str) -> None:
    """Print the table."""
    work = Path(tempfile.mkdtemp(prefix="leadtool-bench-", dir=folder))
    try:
        print(f"{rows:,} rows a list; junk records left out")
        print(f"{'list':<20} {'by':<34} {'P':>7} {'R':>7} {'F1':>7} {'B3':>7}")
        for number, (name, file, truth) in enumerate(_lists(rows, python, work)):
            _compare(name, file, truth, python, work / str(number))
    finally:
        shutil.rmtree(work)


def _lists(rows: int, python: str, work: Path) -> Iterator[tuple[str, Path, list[dict[str, str]]]]:
    for name, seed in REPORT_SEEDS[:3]:
        listing, file = make_list(rows, seed, name), work / f"{name}_{seed}.csv"
        listing.write(file)
        yield file.stem, file, [dict(zip(TRUTH_COLUMNS, row, strict=True)) for row in listing.truth]
    generator = Path(python).with_name("leadmatch")
    for seed in LEADMATCH_SEEDS if generator.exists() else ():
        made, file = work / "made.csv", work / f"leadmatch_{seed}.csv"
        subprocess.run([generator, "gen", "--n", str(rows), "--seed", str(seed), "--out", made], check=True, capture_output=True)
        with made.open(encoding="utf-8", newline="") as source:
            lines = list(csv.DictReader(source))
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, [column for column in lines[0] if column != "entity_id"], extrasaction="ignore")
            writer.writeheader()
            writer.writerows(lines)
        yield file.stem, file, [{"line": str(at), "cluster": line["entity_id"], "junk": ""} for at, line in enumerate(lines, 2)]
    if (FEBRL / "febrl1_input.csv").exists():
        with (FEBRL / "febrl1_truth.csv").open(encoding="utf-8", newline="") as source:
            answers = [(str(int(row["row_id"]) + 1), row["cluster_id"]) for row in csv.DictReader(source)]
        yield "febrl1", FEBRL / "febrl1_input.csv", [{"line": line, "cluster": one, "junk": ""} for line, one in answers]


def _compare(name: str, file: Path, truth: list[dict[str, str]], python: str, work: Path) -> None:
    work.mkdir()
    ours = clean(file, work / "run", truth)
    parsed = clean(file, work / "parsed", truth, duplicates="off")
    real = [at for at, row in enumerate(ours.truth) if not row["junk"]]
    clusters = [ours.truth[at]["cluster"] for at in real]
    _show(name, "leadtool", agreement(clusters, [ours.groups[at] for at in real]))
    addresses = [row["lt_email"].casefold() or f"row {at}" for at, row in enumerate(parsed.rows)]
    _show("", "exact e-mail", agreement(clusters, [addresses[at] for at in real]))
    found = _splink(parsed, real, python, work)
    if found:
        _show("", f"Splink, best of all at {found[0][0]:+.0f} bits", found[0][1])
        reaches = found[1][1].precision >= _SURE
        _show(
            "", f"Splink at P >= {_SURE} ({found[1][0]:+.0f} bits)" if reaches else f"Splink never at P >= {_SURE}", found[1][1]
        )


def _splink(parsed: Judged, real: Sequence[int], python: str, work: Path) -> list[tuple[float, Agreement]]:
    """The threshold of best F1, and of best F1 where precision suffices, each with what it reaches; nothing without Splink."""
    source, target = work / "in.csv", work / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", *_FORMS])
        writer.writerows(
            [at, *(parsed.rows[row][column].casefold() for column in _FORMS.values())] for at, row in enumerate(real)
        )
    done = subprocess.run([python, _SPLINK, source, target], capture_output=True, text=True)
    if done.returncode:
        print(f"{'':<20} Splink did not run: {(done.stderr.strip().splitlines() or ['?'])[-1]}", file=sys.stderr)
        return []
    with target.open(encoding="utf-8", newline="") as lines:
        pairs = np.array([[float(cell) for cell in line] for line in list(csv.reader(lines))[1:]])
    clusters = [parsed.truth[at]["cluster"] for at in real]
    reached = []
    for threshold in range(-5, 41):
        chosen = pairs[pairs[:, 2] >= threshold]
        groups = components(len(real), chosen[:, 0].astype(np.int64), chosen[:, 1].astype(np.int64))
        reached.append((float(threshold), agreement(clusters, groups.tolist())))
    sure = [one for one in reached if one[1].precision >= _SURE]
    return [max(some, key=lambda one: one[1].f1) for some in (reached, sure or reached)]


def _show(name: str, by: str, value: Agreement) -> None:
    print(f"{name:<20} {by:<34} {value.precision:7.4f} {value.recall:7.4f} {value.f1:7.4f} {value.b_cubed:7.4f}", flush=True)
