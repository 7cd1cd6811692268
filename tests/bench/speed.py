"""Time, rows per second and peak memory of the main job, beside the floor and the naive script in the same run."""

import json
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.bench.measure import Cost, machine, measure
from tests.listgen import AS_OF, make_list

_NAIVE_ROWS = 20_000
SEED = 9100
_LEADTOOL = [sys.executable, "-m", "tests.bench.main_job", "clean"]
ONLY = ("leadtool", "floor", "naive")


def speed(rows: list[int], *, only: tuple[str, ...], duplicates: str, workers: int, layout: str, folder: Path | None) -> None:
    """Print the table for lists of so many rows."""
    work = Path(tempfile.mkdtemp(prefix="leadtool-bench-", dir=folder))
    try:
        print(machine())
        print(f"list: layout {layout}, seed {SEED}; duplicates {duplicates}; workers {workers or 'as leadtool chooses'}")
        print(f"naive measured on at most {_NAIVE_ROWS:,} rows and multiplied up for more")
        print(
            f"{'rows':>10} {'what':<10} {'time s':>8} {'cpu s':>8} {'rows/s':>10} {'peak MB':>8} {'x floor':>8} {'naive / it':>10}"
            f" {'by cpu':>8}"
        )
        for count in rows:
            _one_size(count, work, only, duplicates, workers, layout)
    finally:
        shutil.rmtree(work)


def _one_size(count: int, work: Path, only: tuple[str, ...], duplicates: str, workers: int, layout: str) -> None:
    source = work / f"list_{count}.csv"
    make_list(count, SEED, layout).write(source)
    costs: dict[str, Cost] = {}
    if "floor" in only:
        costs["floor"] = measure([sys.executable, "-m", "tests.bench.floor", str(source), str(work / "floor.csv")], work)
        _print_row(count, "floor", costs)
    if "naive" in only:
        costs["naive"] = _naive(count, source, work)
        _print_row(count, "naive", costs)
    if "leadtool" in only:
        costs["leadtool"] = _leadtool(source, work, duplicates, workers)
        _print_row(count, "leadtool", costs)
        timings = json.loads(costs["leadtool"].stdout)["timings_s"]
        print(" " * 11 + "; ".join(f"{phase} {seconds:.1f}" for phase, seconds in timings.items()), flush=True)
    source.unlink()


def _leadtool(source: Path, work: Path, duplicates: str, workers: int) -> Cost:
    out = work / "run"
    command = [*_LEADTOOL, str(source), "-o", str(out), "--json", "--overwrite", "--as-of", AS_OF.isoformat()]
    command += ["--duplicates", duplicates, *(["--workers", str(workers)] if workers else [])]
    cost = measure(command, work)
    shutil.rmtree(out)
    return cost


def _naive(count: int, source: Path, work: Path) -> Cost:
    """The naive script's cost, its seconds multiplied up to all rows."""
    measured = min(count, _NAIVE_ROWS)
    part = work / "naive_in.csv"
    with source.open(encoding="utf-8") as whole, part.open("w", encoding="utf-8") as some:
        some.writelines(line for _, line in zip(range(measured + 1), whole, strict=False))
    cost = measure([sys.executable, "-m", "tests.bench.naive", str(part), str(work / "naive.csv")], work)
    return replace(cost, seconds=cost.seconds * count / measured, cpu=cost.cpu * count / measured)


def _print_row(count: int, name: str, costs: dict[str, Cost]) -> None:
    """One line; the ratios of processor time hold on a busy machine too, those of the clock on an idle one only."""
    cost = costs[name]
    floor = f"{cost.seconds / costs['floor'].seconds:.1f}" if "floor" in costs else ""
    naive, cpu = (
        (f"{costs['naive'].seconds / cost.seconds:.1f}", f"{costs['naive'].cpu / cost.cpu:.1f}") if "naive" in costs else ("", "")
    )
    figures = f"{cost.seconds:>8.1f} {cost.cpu:>8.1f} {count / cost.seconds:>10,.0f} {cost.megabytes:>8,.0f} {floor:>8}"
    print(f"{count:>10,} {name:<10} {figures} {naive:>10} {cpu:>8}", flush=True)
