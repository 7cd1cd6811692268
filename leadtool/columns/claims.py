"""A claim: what a column is taken for so far, and why."""

from dataclasses import dataclass

from leadtool.columns.headers import Guess


@dataclass(frozen=True)
class Claim:
    """What a column is taken for so far. `settled`: by the user; `closed`: values may not make it anything else."""

    position: int
    header: str
    field: str | None
    confidence: float
    why: str
    guess: Guess | None = None
    settled: bool = False
    closed: bool = False
    preset: bool = False

    @property
    def meaning(self) -> str:
        """The header's meaning while it is still open, else ""."""
        decided = self.settled or self.preset or self.closed or self.field
        return "" if decided or self.guess is None else self.guess.meaning
