"""Gates: what the user asks a run to fail on, such as `junk>20%`; a gate that fails makes exit code 1, nothing else."""

import difflib
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from leadtool.errors import UsageError
from leadtool.model import CLASSES, DISPOSITIONS

FLAGS: Final = ("dnc-stale", "profile-changed")
NUMBERS: Final = ("records", "leads", *DISPOSITIONS, *CLASSES)
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "==": operator.eq,
}
_FORM = re.compile(r"([a-z_-]{1,20}) ?(<=|>=|==|<|>|=) ?(\d{1,12}(?:\.\d{1,6})?) ?(%?)")


@dataclass(frozen=True)
class Gate:
    """One condition under which a run fails. `sign` is "" for a flag such as `dnc-stale`."""

    said: str
    key: str
    sign: str = ""
    limit: float = 0.0
    percent: bool = False

    def failed(self, numbers: Mapping[str, int], flags: Mapping[str, bool]) -> bool:
        """Whether the run fails; a percentage is of the records that are not `not_a_record`."""
        if not self.sign:
            return flags.get(self.key, False)
        value: float = numbers[self.key]
        if self.percent:
            value = 100 * value / numbers["records"] if numbers["records"] else 0.0
        return _COMPARE[self.sign](value, self.limit)


def parse_gate(said: str) -> Gate:
    """The gate that an expression describes.

    >>> parse_gate("junk > 20%")
    Gate(said='junk > 20%', key='junk', sign='>', limit=20.0, percent=True)

    Raises:
        UsageError: if it is no such expression.
    """
    plain = " ".join(said.lower().split())
    if plain in FLAGS:
        return Gate(said, plain)
    form = _FORM.fullmatch(plain)
    key = form[1].replace("-", "_") if form else re.split(r"[<>=]", plain)[0].strip().replace("-", "_")
    if form and key in NUMBERS:
        return Gate(said, key, form[2], float(form[3]), bool(form[4]))
    near = difflib.get_close_matches(key, [*NUMBERS, *FLAGS], n=1)
    hint = (
        f"Did you mean {near[0]}?" if near and key not in NUMBERS else "Write it like 'junk>20%', 'unreadable>0' or 'leads<100'."
    )
    raise UsageError(f"--fail-on {said}: not understood.", hint=hint, kind="gate")


def gate_numbers(ledger: Mapping[str, int], classes: Mapping[str, int]) -> dict[str, int]:
    """What gates compare: the ledger, with `records` less what is not a record; leads; and the classes."""
    return {
        **ledger,
        **classes,
        "records": ledger["records"] - ledger["not_a_record"],
        "leads": ledger["ready"] + ledger["review"],
    }
