"""The rule catalogue: every reason leadtool can give, by its code; one file per subject."""

from functools import cache
from importlib import import_module

from leadtool.rules.rule import Effect, Rule

SUBJECTS = (
    "reading",
    "cells",
    "columns",
    "times",
    "emails",
    "phones",
    "names",
    "organisations",
    "addresses",
    "duplicates",
    "suppression",
    "consent",
    "junk",
    "status",
    "qualification",
    "value",
    "writing",
)

__all__ = ["SUBJECTS", "Effect", "Rule", "all_rules", "closing_rules", "rule"]


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by code, in order of code; two rules with one code or one name are a bug."""
    found: dict[str, Rule] = {}
    names: set[str] = set()
    for subject in SUBJECTS:
        for value in vars(import_module(f"leadtool.rules.{subject}")).values():
            if not isinstance(value, Rule):
                continue
            if value.code in found or value.name in names:
                raise AssertionError(f"rule {value.code} {value.name} stands twice in the catalogue")
            found[value.code] = value
            names.add(value.name)
    return dict(sorted(found.items()))


def rule(code: str) -> Rule:
    """The rule with this code.

    Raises:
        KeyError: if there is no such rule.
    """
    return all_rules()[code]


@cache
def closing_rules() -> dict[str, tuple[str, ...]]:
    """The channels each rule closes, for the rules that close any or suppress."""
    return {code: one.closes for code, one in all_rules().items() if one.closes or one.effect is Effect.SUPPRESS}
