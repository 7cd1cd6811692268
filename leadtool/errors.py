"""What can go wrong for a user, and the exit code each kind has.

    LeadtoolError
    ├── UsageError        2   wrong option or config, a path that is not there
    │   └── ChoiceNeeded  2   an input of which one sheet or member must be named (6 among others that can be read)
    ├── UnreadableInput   3   an input that cannot be read
    ├── OutputError       4   the output cannot be written
    └── LockedError       5   another run holds the lock

Anything else that reaches the boundary is a bug (exit 70).
"""

from typing import ClassVar


class LeadtoolError(Exception):
    """A problem the user can solve: what happened and where, with a hint saying what to do next.

    Messages hold file names, headers and numbers, never the value of a cell. `kind` is a short stable word such as
    `empty` or `xlsx-encrypted`, which `--json` prints.
    """

    exit_code: ClassVar[int] = 2
    default_kind: ClassVar[str] = "error"

    def __init__(self, message: str, *, hint: str = "", kind: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.kind = kind or self.default_kind


class UsageError(LeadtoolError):
    """Wrong usage or configuration; nothing was read yet."""

    exit_code = 2
    default_kind = "usage"


class ChoiceNeeded(UsageError):  # noqa: N818  what is missing is a choice, not an error of anybody
    """An input that holds several sheets or members, of which the user named none, or one that is not there."""


class UnreadableInput(LeadtoolError):  # noqa: N818  the user's word for it, not "InputError"
    """An input file that cannot be read as a table."""

    exit_code = 3
    default_kind = "unreadable"


class OutputError(LeadtoolError):
    """The run folder cannot be written or published."""

    exit_code = 4
    default_kind = "output"


class LockedError(LeadtoolError):
    """Another run holds the lock of the same output folder."""

    exit_code = 5
    default_kind = "locked"
