"""How right the verdicts are on generated lists: duplicates, junk, classes and closed channels against the truth."""

import csv
import io
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from leadtool import api
from tests.bench.agreement import Agreement, agreement, fallen_traps, found_variants
from tests.listgen import AS_OF, TRUTH_COLUMNS, Listing, make_list

REPORT_SEEDS = (("generic", 9001), ("salesforce", 9002), ("consumer", 9003), ("apollo", 9004), ("spanish", 9005))
"""Layouts and seeds of the reported figures: nothing is ever tuned on them."""
_OTHERS = (("russian", 9006), ("german", 9007), ("french", 9008), ("hubspot", 9009), ("zoho", 9010), ("meta", 9011))
FEBRL = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "cases" / "duplicates"
_TABLES = ("leads", "duplicates", "suppressed", "junk")


@dataclass(frozen=True)
class Judged:
    """A generated list cleaned: per record of the list its truth and its row of the run, and the run's review pairs."""

    name: str
    truth: list[dict[str, str]]
    rows: list[dict[str, str]]
    pairs: list[dict[str, str]]

    @property
    def groups(self) -> list[str]:
        """The group of each record, by its kept lead."""
        return [row["lt_duplicate_of"] or row["lt_id"] for row in self.rows]


def _table(run: Path, name: str) -> list[dict[str, str]]:
    with (run / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def clean(file: Path, run: Path, truth: list[dict[str, str]], duplicates: str = "fuzzy") -> Judged:
    """Clean a file and put each record's verdict beside its truth."""
    api.clean([str(file)], out=str(run), as_of=AS_OF.isoformat(), duplicates=duplicates)
    by_line = {row["lt_row"]: row for name in _TABLES for row in _table(run, name)}
    known = [row for row in truth if row["line"] in by_line]
    lost = len(truth) - len(known)
    if lost:
        print(f"  {file.name}: {lost} records are in no table of leads")
    return Judged(file.stem, known, [by_line[row["line"]] for row in known], _table(run, "review"))


def _lists(rows: int, which: tuple[tuple[str, int], ...], work: Path) -> Iterator[tuple[Judged, Listing]]:
    for name, seed in which:
        listing = make_list(rows, seed, name)
        file = work / f"{name}_{seed}.csv"
        listing.write(file)
        truth = [dict(zip(TRUTH_COLUMNS, row, strict=True)) for row in listing.truth]
        yield clean(file, work / f"{name}_run", truth), listing


def _in_a_folder(show: Callable[[int, Path], None], rows: int, folder: Path | None) -> None:
    work = Path(tempfile.mkdtemp(prefix="leadtool-bench-", dir=folder))
    try:
        show(rows, work)
    finally:
        shutil.rmtree(work)


def duplicates(rows: int, folder: Path | None) -> None:
    """Print how right merged groups and review pairs are, per list, trap and kind of second record."""
    _in_a_folder(_duplicates, rows, folder)


def _duplicates(rows: int, work: Path) -> None:
    print(f"{rows:,} rows a list; junk records left out")
    print(f"{'list':<20} {'by':<12} {'P':>7} {'R':>7} {'F1':>7} {'B3':>7}   review: share of rows, true")
    traps: Counter[tuple[str, bool]] = Counter()
    kinds: Counter[tuple[str, bool]] = Counter()
    for judged, listing in _lists(rows, REPORT_SEEDS, work):
        real = [number for number, row in enumerate(judged.truth) if not row["junk"]]
        truth = [judged.truth[number] for number in real]
        groups = [judged.groups[number] for number in real]
        clusters = [row["cluster"] for row in truth]
        addresses = _by_email(listing)
        _print_agreement(judged.name, "leadtool", agreement(clusters, groups), _review(judged))
        _print_agreement("", "exact e-mail", agreement(clusters, [addresses[number] for number in real]), "")
        for counter, found in ((traps, fallen_traps(truth, groups)), (kinds, found_variants(truth, groups))):
            for name, (yes, cases) in found.items():
                counter[name, True] += yes
                counter[name, False] += cases - yes
    if (FEBRL / "febrl1_input.csv").exists():
        _febrl(work)
    _print_shares("different people merged, of the cases of each trap", traps)
    _print_shares("second records found, by how they differ", kinds)


def _by_email(listing: Listing) -> list[str]:
    at = listing.layout.keys.index("email")
    reader = csv.reader(io.StringIO("\n".join(listing.lines)), delimiter=listing.layout.delimiter)
    return [cells[at].strip().lower() or f"row {number}" for number, cells in enumerate(reader)]


def _review(judged: Judged) -> str:
    owner = {row["lt_id"]: truth["cluster"] for row, truth in zip(judged.rows, judged.truth, strict=True)}
    nobody = {row["lt_id"] for row, truth in zip(judged.rows, judged.truth, strict=True) if truth.get("junk")}
    pairs = [(pair["lt_id_a"], pair["lt_id_b"]) for pair in judged.pairs]
    people = [pair for pair in pairs if not nobody & set(pair)]
    true = sum(owner[one] == owner[other] for one, other in people)
    touched = {side for pair in pairs for side in pair}
    return f"{len(touched) / len(judged.rows):7.1%} {true / max(1, len(people)):7.1%} of {len(people)}, and {len(pairs) - len(people)} with junk"


def _print_agreement(name: str, by: str, value: Agreement, review: str) -> None:
    print(f"{name:<20} {by:<12} {value.precision:7.4f} {value.recall:7.4f} {value.f1:7.4f} {value.b_cubed:7.4f}   {review}")


def _print_shares(title: str, counts: Counter[tuple[str, bool]]) -> None:
    print(f"\n{title}")
    for name in sorted({name for name, _ in counts}):
        yes, no = counts[name, True], counts[name, False]
        print(f"  {name:<20} {yes:>6} of {yes + no:>6} {yes / (yes + no):8.2%}")


def _febrl(work: Path) -> None:
    with (FEBRL / "febrl1_truth.csv").open(encoding="utf-8", newline="") as file:
        answers = [
            {"line": str(int(row["row_id"]) + 1), "cluster": row["cluster_id"], "trap": "", "made": ""}
            for row in csv.DictReader(file)
        ]
    judged = clean(FEBRL / "febrl1_input.csv", work / "febrl", answers)
    _print_agreement("febrl1", "leadtool", agreement([row["cluster"] for row in judged.truth], judged.groups), _review(judged))


def junk(rows: int, folder: Path | None, *, examples: int = 5) -> None:
    """Print which kinds of junk were found, and who was taken for junk wrongly."""

    def show(rows: int, work: Path) -> None:
        found: Counter[tuple[str, bool]] = Counter()
        for judged, _ in _lists(rows, REPORT_SEEDS + _OTHERS, work):
            wrong = []
            for truth, row in zip(judged.truth, judged.rows, strict=True):
                is_junk = row["lt_disposition"] == "junk" or "J1" in row["lt_rules"]
                found[truth["junk"] or f"not junk {truth['trap']}", is_junk] += 1
                if is_junk != bool(truth["junk"]):
                    wrong.append(
                        f"    line {truth['line']} truth {truth['junk'] or 'a person'} {truth['trap']}: {row['lt_rules']}"
                    )
            print(f"  {judged.name}: {len(wrong)} wrong of {len(judged.rows)}", *wrong[:examples], sep="\n")
        _print_shares("taken for junk, by what it is", found)

    _in_a_folder(show, rows, folder)


def classes(rows: int, folder: Path | None, *, examples: int = 5) -> None:
    """Print true class against found class where the row's status is plain, and channels used though closed."""

    def show(rows: int, work: Path) -> None:
        table: Counter[tuple[str, str]] = Counter()
        words: Counter[tuple[str, str, str, str]] = Counter()
        closed: Counter[tuple[str, bool]] = Counter()
        for judged, listing in _lists(rows, REPORT_SEEDS + _OTHERS, work):
            status = listing.layout.header[listing.layout.keys.index("status")]
            for truth, row in zip(judged.truth, judged.rows, strict=True):
                for channel in truth["closed"].split(";") if truth["closed"] else ():
                    used = bool(row["lt_channels"]) if channel == "all" else channel in row["lt_channels"].split(";")
                    closed[channel, used] += 1
                if truth["class"] and not truth["junk"] and row["lt_group_size"] == "1":
                    table[truth["class"], row["lt_class"]] += 1
                    if row["lt_class"] not in truth["class"].split("|"):
                        words[
                            listing.layout.name, row[status], truth["class"], f"{row['lt_class']}: {row['lt_class_reason']}"
                        ] += 1
        found = ("new", "working", "nurturing", "unqualified")
        print(f"{'true class (status plain, group of 1)':<40}" + "".join(f"{name:>12}" for name in found))
        for true in sorted({true for true, _ in table}):
            print(f"{true:<40}" + "".join(f"{table[true, name]:>12}" for name in found))
        print("\nwhere they differ, by status word")
        for (layout, word, true, reason), count in words.most_common(40):
            print(f"  {count:>5}  {layout} {word!r}: {true}, found {reason}")
        _print_shares("closed channels used all the same", closed)

    _in_a_folder(show, rows, folder)
