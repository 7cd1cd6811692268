"""The tables of trust, each printed by one command: `python -m tests.trust crashes`, `kills`, `cron`, `endings`, `hostile`."""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.trust import crashes, cron, endings, hostile


def main() -> int:
    """Print one table; the exit code is 1 where a line of it is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust", description=__doc__)
    parser.add_argument("table", choices=("crashes", "kills", "cron", "endings", "hostile"))
    parser.add_argument("--times", type=int, default=200, help="kills: how many")
    parser.add_argument("--every", type=int, default=1, help="crashes: try only every so many events")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if told.table in ("crashes", "kills"):
            return _deaths(Path(folder), told)
        lines = {"cron": cron.matrix, "endings": endings.matrix, "hostile": hostile.matrix}[told.table](Path(folder))
        bad = 0
        for what, wanted, seen in lines:
            bad += wanted != seen
            print(f"{'ok ' if wanted == seen else 'BAD'}  {what:<62} {wanted!s:<16} {'' if wanted == seen else seen}", flush=True)
        return int(bad > 0)


def _deaths(folder: Path, told: argparse.Namespace) -> int:
    """One line per killed run, and the count of what stood in its place."""
    dying = (
        crashes.deaths_at_every_event(folder, every=told.every)
        if told.table == "crashes"
        else crashes.deaths_at_random(folder, told.times)
    )
    seen: Counter[str] = Counter()
    strangers = 0
    for death in dying:
        seen[death.stands] += 1
        strangers += len([name for name in death.left_over if not name.startswith(".")])
        print(f"{death.at:<12} {'ended' if death.ended else 'killed':<8} {death.stands}", flush=True)
    print(
        f"{seen.total()} runs: {seen['old']} left the old run, {seen['new']} the new one, {seen['torn'] + seen['nothing']} neither"
    )
    return int(seen["torn"] + seen["nothing"] + strangers > 0)


if __name__ == "__main__":
    sys.exit(main())
