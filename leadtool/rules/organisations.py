"""Rules about organisations."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

COMPANY_PLACEHOLDER: Final = Rule(
    code="O101",
    name="company-placeholder",
    effect=Effect.NOTE,
    summary="The company cell says that there is no company.",
    why="Counted as a company, `n/a` or `self-employed` would join strangers into one account.",
    fix="Nothing to do; lt_company is empty, the original cell is unchanged.",
    bad=("n/a", "self employed", "Freelance", "none", "-"),
    good=("Acme Ltd", "None Such Ltd", "Freelancer.com"),
    column="Company",
)
