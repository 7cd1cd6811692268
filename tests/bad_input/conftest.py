"""The command line as fixtures for all tests of bad input."""

from tests.bad_input.command import clean, command

__all__ = ["clean", "command"]
