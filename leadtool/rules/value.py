"""Rules about figures: money and counts."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

FIGURE_PER_YEAR: Final = Rule(
    code="V001",
    name="figure-made-yearly",
    effect=Effect.NOTE,
    summary="The amount was said per month or week and was counted up to a year.",
    why="Incomes and revenues are compared by the year.",
    fix="Nothing to do; the original cell is kept.",
    column="Income",
    bad=("5,000 per month",),
    good=("60,000",),
)
FIGURE_UNREADABLE: Final = Rule(
    code="V101",
    name="figure-unreadable",
    effect=Effect.NOTE,
    summary="A money or number column holds something that is no figure.",
    why="It counts as not known.",
    fix="Write a figure or a range, such as 50000 or 50k-100k.",
    column="Budget",
    bad=("blue", "ask my wife"),
    good=("50k-100k", "€1.5M"),
)
FIGURE_NEGATIVE: Final = Rule(
    code="V102",
    name="figure-negative",
    effect=Effect.NOTE,
    summary="The figure is below zero.",
    why="Nobody has a negative budget or number of employees; it counts as not known.",
    fix="Correct the figure at the source.",
    column="Budget",
    bad=("-500",),
    good=("500",),
)
FIGURE_AS_DATE: Final = Rule(
    code="V201",
    name="range-turned-into-date",
    effect=Effect.NOTE,
    summary="A spreadsheet made a date of a range (11-50 became Nov-50); it was read back as the range.",
    why="Spreadsheets do so unasked.",
    fix="Format the column as text before pasting.",
    column="Employees",
    bad=("Nov-50", "10-Jan"),
    good=("11-50",),
)
FIGURE_AMBIGUOUS: Final = Rule(
    code="V202",
    name="figure-ambiguous",
    effect=Effect.NOTE,
    summary="The figure can be read in two ways (“5 mil” is five thousand or five million).",
    why="The reading that is usual in the list's country and currency was taken.",
    fix="Write the figure in full.",
    column="Budget",
    bad=("$5 mil",),
    good=("$5 million", "5 mil euros"),
)
FIGURE_REVERSED: Final = Rule(
    code="V203",
    name="range-reversed",
    effect=Effect.NOTE,
    summary="The lower end of the range is above its upper end; they were swapped.",
    why="A slip, or a unit is missing at one end.",
    fix="Write the lower figure first.",
    column="Budget",
    bad=("100000 - 50000",),
    good=("50000 - 100000",),
)
