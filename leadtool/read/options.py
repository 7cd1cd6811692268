"""What a user may say about how an input is to be read."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """Forced choices; None means "find out". `sheet` is a name, a number from 1 as text, or "all"."""

    encoding: str | None = None
    delimiter: str | None = None
    no_header: bool = False
    sheet: str | None = None
    member: str | None = None
