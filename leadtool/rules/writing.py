"""Rules about what is written."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

FORMULA_LIKE: Final = Rule(
    code="R900",
    name="formula-like",
    effect=Effect.NOTE,
    summary="The cell begins like a spreadsheet formula; in the CSV tables it carries a leading apostrophe.",
    why="A spreadsheet runs what begins with = + - or @ as a formula, which can send data away or start a program.",
    fix="Nothing to do; `leadtool restore` gives the cell back as it stood, `--csv-safety off` writes it as it stands.",
    bad=("=1+1", "@SUM(A1)", "=HYPERLINK(0)"),
    good=("+1 555 0100 200", "-5", "jo@acme.nl"),
    column="Notes",
)
