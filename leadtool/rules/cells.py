"""Rules about cells: what was tidied before reading (R06x), and what in a cell looks wrong or is not understood (R26x, R27x)."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

INVISIBLE_CHARACTERS: Final = Rule(
    code="R060",
    name="invisible-characters",
    effect=Effect.NOTE,
    summary="Characters that cannot be seen were left out: zero-width spaces, soft hyphens, byte order marks.",
    why="Two cells that look alike do not match, and an address with such a character bounces.",
    fix="Nothing to do; the original cell is kept.",
    column="First Name",
    bad=("Ma\u200bria", "Ma\u00adria"),
    good=("Maria",),
)
MOJIBAKE_REPAIRED: Final = Rule(
    code="R061",
    name="double-encoded-text",
    effect=Effect.NOTE,
    summary="The text had been decoded with the wrong alphabet (ZoÃ« for Zoë) and was repaired.",
    why="Nobody buys from someone who writes their name like that.",
    fix="Export the list as UTF-8, or open it as UTF-8.",
    column="First Name",
    bad=("ZoÃ«", "JosÃ©"),
    good=("Zoë", "José"),
)
HTML_ENTITIES: Final = Rule(
    code="R062",
    name="html-entities",
    effect=Effect.NOTE,
    summary="The cell held HTML codes (&amp;) for characters; they were read as those characters.",
    why="A letter to “Smith &amp; Sons” shows that a machine wrote it.",
    fix="Nothing to do; the original cell is kept.",
    column="Company",
    bad=("Smith &amp; Sons",),
    good=("Smith & Sons",),
)
SPREADSHEET_ERROR: Final = Rule(
    code="R160",
    name="spreadsheet-error-cell",
    effect=Effect.NOTE,
    summary="The cell holds a spreadsheet's error (#N/A, #REF!) instead of a value.",
    why="A formula failed before the list was exported; what it should have said is not known.",
    fix="Repair the formula in the source, and export again.",
    column="Company",
    bad=("#N/A", "#REF!"),
    good=("Number One", "# 1 Pizza"),
)
BIDI_CHARACTERS: Final = Rule(
    code="R260",
    name="direction-characters",
    effect=Effect.NOTE,
    summary="The cell holds characters that turn the direction of writing; they were left out.",
    why="They come along with phones copied from an address book, but they also hide what an address really says.",
    fix="Look at the original cell if the address matters.",
    column="First Name",
    bad=("\u202eMaria",),
    good=("Maria",),
)
CONTROL_CHARACTERS: Final = Rule(
    code="R261",
    name="control-characters",
    effect=Effect.NOTE,
    summary="The cell holds control characters or terminal codes; they were left out.",
    why="No person types them: the export is damaged, or somebody wants to play tricks on a terminal.",
    fix="Ask the source for a clean export.",
    column="First Name",
    bad=("Ma\x07ria", "\x1b[31mMaria"),
    good=("Maria",),
)
LETTERS_LOST: Final = Rule(
    code="R262",
    name="letters-lost",
    effect=Effect.NOTE,
    summary="Letters were lost in an earlier export (Garc?a).",
    why="The lost letter cannot be known; it is never guessed, and stands for any letter when names are compared.",
    fix="Ask the source for an export in UTF-8.",
    column="Last Name",
    bad=("Garc?a", "Mu\ufffdoz"),
    good=("García",),
)
FLAG_WORD: Final = Rule(
    code="R270",
    name="neither-yes-nor-no",
    effect=Effect.NOTE,
    summary="A yes/no column holds something that means neither.",
    why="A consent that nobody can read is no consent.",
    fix="Write yes or no, or leave the cell empty.",
    column="Opt In",
    bad=("maybe", "?"),
    good=("yes", "no"),
)
EMAIL_VERDICT_WORD: Final = Rule(
    code="R271",
    name="email-verdict-not-known",
    effect=Effect.NOTE,
    summary="The word of the e-mail checker is not known.",
    why="The verdict counts as unknown.",
    fix="Use the checker's own words: valid, invalid, catch-all, disposable, unknown.",
    column="Email Verification Status",
    bad=("purple",),
    good=("valid", "catch-all"),
)
SPAM_TRAP: Final = Rule(
    code="R272",
    name="spam-trap",
    effect=Effect.CLOSE,
    closes=("email",),
    summary="The e-mail checker says that the address is a spam trap.",
    why="One mail to a spam trap can block the sender's domain everywhere.",
    fix="Never write to this address; ask the vendor for credit.",
    column="Email Verification Status",
    bad=("spamtrap",),
    good=("valid",),
)
DO_NOT_MAIL: Final = Rule(
    code="R273",
    name="checker-advises-against-mail",
    effect=Effect.NOTE,
    summary="The e-mail checker advises not to write to the address (abuse, do not mail, toxic).",
    why="Such people or machines report mail as spam.",
    fix="Prefer another channel.",
    column="Email Verification Status",
    bad=("do_not_mail", "abuse"),
    good=("valid",),
)
PHONE_VERDICT_WORD: Final = Rule(
    code="R274",
    name="phone-verdict-not-known",
    effect=Effect.NOTE,
    summary="The word of the phone checker is not known.",
    why="The verdict counts as unknown.",
    fix="Use active or disconnected.",
    column="Phone Status",
    bad=("purple",),
    good=("active", "disconnected"),
)
