"""The difference of two runs: which leads came, went or moved in disposition, class or stage, and why."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import pyarrow as pa

from leadtool.runs.run import LEAD_TABLES, Run, open_run

MOVES: Final = ("disposition", "class", "stage")
_READ: Final = (
    "lt_id",
    "lt_disposition",
    "lt_class",
    "lt_stage",
    "lt_class_reason",
    "lt_rules",
    "lt_duplicate_of",
    "lt_evidence",
    "lt_file",
    "lt_row",
)


class Move(NamedTuple):
    """One lead that moved: its id, where it stands in the second run, what moved, from, to, and why."""

    lt_id: str
    file: str
    row: str
    what: str
    before: str
    after: str
    why: str


_STAGES: Final = ("suspect", "lead", "prospect", "qualified", "customer")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """`same` leads stand in both runs and did not move; `came` and `went` are ids of one run alone."""

    same: int
    came: tuple[str, ...]
    went: tuple[str, ...]
    moves: tuple[Move, ...]

    @property
    def fell_back(self) -> tuple[Move, ...]:
        """The prospects and qualified leads that stand at an earlier stage now, or became unqualified."""
        return tuple(move for move in self.moves if _is_worse(move))

    @property
    def counts(self) -> dict[str, int]:
        """How many leads moved from where to where: `class: new -> working` → 12."""
        found: dict[str, int] = {}
        for move in self.moves:
            key = f"{move.what}: {move.before} -> {move.after}"
            found[key] = found.get(key, 0) + 1
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _is_worse(move: Move) -> bool:
    """Whether a prospect or qualified lead fell to an earlier stage, or a lead became unqualified."""
    if move.what == "stage" and move.before in _STAGES and move.after in _STAGES:
        return _STAGES.index(move.before) > max(1, _STAGES.index(move.after))
    return move.what == "class" and move.after == "unqualified"


def diff_runs(before: Path | str, after: Path | str) -> Difference:
    """What changed from one run to another; the same record has the same lt_id in both.

    Raises:
        UsageError: if one of them is not a run.
    """
    old, new = (_leads(open_run(Path(path))) for path in (before, after))
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")  # it would go to standard output
        connection.register("old", old)
        connection.register("new", new)
        went, came, same = (
            connection.execute(sql).fetchall()
            for sql in (
                "SELECT lt_id FROM old WHERE lt_id NOT IN (SELECT lt_id FROM new) ORDER BY 1",
                "SELECT lt_id FROM new WHERE lt_id NOT IN (SELECT lt_id FROM old) ORDER BY 1",
                "SELECT count(*) FROM old JOIN new USING (lt_id, lt_disposition, lt_class, lt_stage)",
            )
        )
        pairs = connection.execute(
            """SELECT n.lt_id, n.lt_file, n.lt_row, o.lt_disposition, n.lt_disposition, o.lt_class, n.lt_class, o.lt_stage,
                      n.lt_stage, n.lt_class_reason, o.lt_rules, n.lt_rules, n.lt_duplicate_of, n.lt_evidence
               FROM new n JOIN old o USING (lt_id)
               WHERE o.lt_disposition <> n.lt_disposition OR o.lt_class <> n.lt_class OR o.lt_stage <> n.lt_stage
               ORDER BY n.lt_file, TRY_CAST(n.lt_row AS BIGINT), n.lt_id"""
        ).fetchall()
    moves = tuple(move for pair in pairs for move in _moves(pair))
    return Difference(same=same[0][0], came=tuple(row[0] for row in came), went=tuple(row[0] for row in went), moves=moves)


def _leads(run: Run) -> pa.Table:
    return pa.concat_tables([run.table(name, _READ) for name in LEAD_TABLES])


def _moves(pair: tuple[str, ...]) -> list[Move]:
    lt_id, file, row, *states, reason, old_rules, new_rules, kept, evidence = pair
    fired = sorted(set(new_rules.split(";")) - set(old_rules.split(";")) - {""})
    gone = sorted(set(old_rules.split(";")) - set(new_rules.split(";")) - {""})
    rules = "; ".join([f"now {code}" for code in fired] + [f"no more {code}" for code in gone])
    moves = []
    for at, what in enumerate(MOVES):
        before, after = states[2 * at], states[2 * at + 1]
        if before != after:
            told = f"same as {kept}" if after == "duplicate" and kept else rules
            of_stage = reason if states[2] != states[3] else evidence or rules or reason
            why = reason if what == "class" else of_stage if what == "stage" else told
            moves.append(Move(lt_id, file, row, what, before, after, why))
    return moves
