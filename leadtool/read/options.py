"""What a user may say about how an input is to be read."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """Forced choices; None means "find out". `sheet` is a name, a number from 1 as text, or "all".

    `habits` names those choices that a saved profile made: they give way where this file is plainly another.
    """

    encoding: str | None = None
    delimiter: str | None = None
    no_header: bool = False
    sheet: str | None = None
    member: str | None = None
    habits: frozenset[str] = frozenset()

    def is_habit(self, choice: str) -> bool:
        """Whether a choice was made by a profile, and not for this file."""
        return choice in self.habits
