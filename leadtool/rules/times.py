"""Rules about dates and times."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

DATE_FROM_NUMBER: Final = Rule(
    code="T001",
    name="date-from-number",
    effect=Effect.NOTE,
    summary="The date was written as a number (a spreadsheet's day count or a computer's seconds) and was read as a date.",
    why="Spreadsheets count days from 1900; exports often lose the date format.",
    fix="Nothing to do; the original cell is kept.",
    column="Last Contacted",
    bad=("45214", "1696845600"),
    good=("2023-10-15",),
)
DATE_IMPOSSIBLE: Final = Rule(
    code="T101",
    name="date-impossible",
    effect=Effect.NOTE,
    summary="There is no such day.",
    why="A date that cannot be is left out; nothing is made of it.",
    fix="Correct the date at the source.",
    column="Last Contacted",
    bad=("2023-02-30", "30 February 2023"),
    good=("2023-02-28",),
)
DATE_UNREADABLE: Final = Rule(
    code="T102",
    name="date-unreadable",
    effect=Effect.NOTE,
    summary="A date column holds something that is not a date.",
    why="It counts as no date.",
    fix="Write dates as 2026-10-01.",
    column="Last Contacted",
    bad=("blue", "99"),
    good=("2023-02-28", "never"),
)
DATE_IN_FUTURE: Final = Rule(
    code="T103",
    name="date-in-future",
    effect=Effect.NOTE,
    summary="Something past has a date that is still to come.",
    why="Nobody can have been contacted tomorrow: day and month were swapped, or the year is wrong.",
    fix="Correct the date at the source.",
    column="Last Contacted",
    bad=("2093-05-01",),
    good=("2023-05-01",),
)
DATE_PLACEHOLDER: Final = Rule(
    code="T104",
    name="date-placeholder",
    effect=Effect.NOTE,
    summary="The date is what a system writes when it has none (1900-01-01, 1970-01-01, 0000-00-00).",
    why="Taken at its word, it would make the lead the stalest of all.",
    fix="Leave the cell empty.",
    column="Last Contacted",
    bad=("1900-01-01", "0000-00-00", "1970-01-01 00:00:00"),
    good=("2023-05-01",),
)
DATE_AMBIGUOUS: Final = Rule(
    code="T201",
    name="date-ambiguous",
    effect=Effect.NOTE,
    summary="Day and month could be either way round, and nothing else in the column tells.",
    why="It was read as the country writes dates, else day first; a reading is not knowledge.",
    fix="Write dates as 2026-10-01, or export them with the name of the month.",
    column="Last Contacted",
    bad=("03/04/2023",),
    good=("2023-04-03", "04/04/2023", "3 April 2023"),
)
DATE_RELATIVE: Final = Rule(
    code="T202",
    name="date-relative",
    effect=Effect.NOTE,
    summary="The date is relative (yesterday, 2 days ago) to a day that nobody wrote down.",
    why="The list does not say when it was exported, so it counts as no date.",
    fix="Export real dates.",
    column="Last Contacted",
    bad=("yesterday", "3 days ago"),
    good=("2023-04-03",),
)
DATE_WITHOUT_DAY: Final = Rule(
    code="T203",
    name="date-without-day",
    effect=Effect.NOTE,
    summary="The date has a month and a year but no day; the first of the month stands for it.",
    why="Ages are counted in days; a few days more or less are better than no date.",
    fix="Export full dates.",
    column="Last Contacted",
    bad=("October 2023", "2023-10"),
    good=("2023-10-01",),
)
DATE_OTHER_ORDER: Final = Rule(
    code="T204",
    name="date-in-other-order",
    effect=Effect.NOTE,
    summary="The date has day and month the other way round than its column.",
    why="Parts of the list were made on machines with different settings; other dates of the column may be swapped unseen.",
    fix="Ask the source for dates as 2026-10-01.",
)
