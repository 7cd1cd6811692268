"""What people decided about possible duplicates: read, written, and turned into record numbers of a run.

A decision names its two leads by `lt_id`, which is made of their cells, so that it holds in every later run. A line taken out
of the file is a decision withdrawn.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT
from leadtool.errors import UsageError
from leadtool.vocab import fold, word_list

HEADER: Final = ("lt_id_a", "lt_id_b", "decision")
DECIDED: Final = pa.schema([("record_a", pa.int64()), ("record_b", pa.int64())])


@dataclass(frozen=True, kw_only=True)
class DecidedRecords:
    """Decisions of which both sides are in this run, as tables (record_a, record_b)."""

    merge: pa.Table
    apart: pa.Table


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """Pairs of `lt_id` that are one lead, and pairs that are not; each pair sorted, all in order."""

    merge: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()

    @classmethod
    def load(cls, path: Path) -> "Decisions":
        """The decisions a CSV file holds (columns lt_id_a, lt_id_b, decision; others are passed over).

        Raises:
            UsageError: if the file is missing, has other columns, or holds a word that is no decision.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise UsageError(f"{path.name} not found.", hint="`leadtool review DIR` writes it.", kind="decisions") from None
        except (OSError, UnicodeDecodeError) as cause:
            raise UsageError(f"{path.name} cannot be read as UTF-8 text.", kind="decisions") from cause
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        if not set(HEADER) <= set(reader.fieldnames or ()):
            raise UsageError(
                f"{path.name} has no columns {', '.join(HEADER)}.", hint="`leadtool review DIR` writes them.", kind="decisions"
            )
        lines = [(reader.line_num, row["lt_id_a"] or "", row["lt_id_b"] or "", row["decision"] or "") for row in reader]
        return cls.of(lines, path.name)

    @classmethod
    def of(cls, lines: list[tuple[int, str, str, str]], where: str) -> "Decisions":
        """Decisions from lines (line number, lt_id, lt_id, word); a blank word decides nothing, the last line about a pair holds.

        Raises:
            UsageError: naming the lines whose word is no decision.
        """
        words = {fold(word): name for name, known in word_list("decisions").items() for word in known}
        said: dict[tuple[str, str], str] = {}
        wrong: list[int] = []
        for line, one, other, word in lines:
            if not fold(word[:100]):
                continue
            decision = words.get(fold(word[:100]))
            if decision is None:
                wrong.append(line)
            elif one.strip() and other.strip() and one.strip() != other.strip():
                said[_pair(one.strip(), other.strip())] = decision
        if wrong:
            shown = ", ".join(map(str, wrong[:10])) + (" …" if len(wrong) > 10 else "")
            raise UsageError(
                f"{where}: no decision in line {shown}.", hint="Write merge or apart, or leave it empty.", kind="decisions"
            )
        return cls(
            merge=tuple(sorted(pair for pair, decision in said.items() if decision == "merge")),
            apart=tuple(sorted(pair for pair, decision in said.items() if decision == "apart")),
        )

    def dump(self) -> str:
        """The decisions as CSV text, in order; the same decisions give the same bytes."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(sorted([(*pair, "merge") for pair in self.merge] + [(*pair, "apart") for pair in self.apart]))
        return out.getvalue()

    def records(self, ids: pa.Table) -> DecidedRecords:
        """The decisions as record numbers, of a run whose records have these ids (record, lt_id)."""
        wanted = sorted({name for pair in (*self.merge, *self.apart) for name in pair})
        chosen = ids.filter(pc.is_in(ids.column("lt_id"), value_set=pa.array(wanted, TEXT)))
        number = dict(zip(chosen.column("lt_id").to_pylist(), chosen.column("record").to_pylist(), strict=True))
        return DecidedRecords(merge=_numbers(self.merge, number), apart=_numbers(self.apart, number))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _numbers(pairs: tuple[tuple[str, str], ...], number: dict[str, int]) -> pa.Table:
    here = [(number[a], number[b]) for a, b in pairs if a in number and b in number]
    return pa.table({"record_a": [a for a, _ in here], "record_b": [b for _, b in here]}, schema=DECIDED)
