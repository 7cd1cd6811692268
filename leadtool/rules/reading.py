"""Rules about reading: what is not a record, what cannot be read, and what was mended on the way."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

_HEAD = "Name,Email,Phone\nJo Smit,jo@acme.nl,+31 20 123 4567\n"
_GOOD = (_HEAD + "Ann Vos,ann@globex.nl,+31 20 765 4321\n",)

NUL_REMOVED: Final = Rule(
    code="R001",
    name="nul-removed",
    effect=Effect.NOTE,
    summary="NUL characters were removed from the record.",
    why="No program shows them, and many stop reading at the first one.",
    fix="Nothing to do; the system that exported the file has a fault.",
    bad=(_HEAD + "Ann V\x00os,ann@globex.nl,+31 20 765 4321\n",),
    good=_GOOD,
)
SHORT_ROW: Final = Rule(
    code="R002",
    name="short-row",
    effect=Effect.NOTE,
    summary="The record has fewer cells than the header; the missing ones were taken as empty.",
    why="A short record may have been cut off.",
    fix="Check the record in the file; if many are short, check the delimiter.",
    bad=(_HEAD + "Ann Vos,ann@globex.nl\n",),
    good=_GOOD,
)
STRAY_QUOTE: Final = Rule(
    code="R003",
    name="stray-quote",
    effect=Effect.NOTE,
    summary="A quote stands inside a cell without being doubled; it was kept as a character.",
    why="Other programs cut or join cells there.",
    fix="Export again with a CSV writer that doubles quotes.",
    bad=(_HEAD + '"Ann "Annie" Vos",ann@globex.nl,+31 20 765 4321\n',),
    good=_GOOD,
)
SPLIT_ROW_JOINED: Final = Rule(
    code="R004",
    name="split-row-joined",
    effect=Effect.NOTE,
    summary="A line break in an unquoted cell split the record; the halves were joined.",
    why="Each half alone would have put cells under the wrong headers.",
    fix="Export again with quoted cells.",
    bad=(
        "Name,Street,Email,Phone\nJo Smit,Dam 1,jo@acme.nl,+31 20 123 4567\nBo Bos,Dam 2,bo@acme.nl,+31 20 123 4568\n"
        "Ann Vos,Dam 3\nfloor 2,ann@globex.nl,+31 20 765 4321\n",
    ),
    good=_GOOD,
)
INVALID_BYTES: Final = Rule(
    code="R005",
    name="invalid-bytes",
    effect=Effect.NOTE,
    summary="Bytes that are no character in the file's encoding were replaced by U+FFFD.",
    why="The letters are lost; names and companies may be wrong.",
    fix="Export again as UTF-8, or name the encoding with --encoding.",
)
OTHER_ENCODING: Final = Rule(
    code="R006",
    name="other-encoding",
    effect=Effect.NOTE,
    summary="The line is written in another encoding than the rest of the file, and was read in that one.",
    why="The file was put together from several exports.",
    fix="Nothing to do; check a few names.",
)
OTHER_DELIMITER: Final = Rule(
    code="R007",
    name="other-delimiter",
    effect=Effect.NOTE,
    summary="The record is parted by another delimiter than the rest of the file, and was read by that one.",
    why="The file was put together from several exports; other programs read the record as one cell.",
    fix="Nothing to do; check a few records.",
    bad=(
        _HEAD + "Bo Bos,bo@acme.nl,+31 20 123 4568\nCy Cas,cy@acme.nl,+31 20 123 4569\nAnn Vos;ann@globex.nl;+31 20 765 4321\n",
    ),
    good=_GOOD,
)
OPEN_LAST: Final = Rule(
    code="R008",
    name="open-last-column",
    effect=Effect.NOTE,
    summary="The last column is not quoted although its text holds delimiters; the cells beyond it were joined to it again.",
    why="In this file that is so in every tenth record at least, and nothing else explains it.",
    fix="Export again with quoted cells.",
    bad=(
        "Name,Email,Notes\nJo Smit,jo@acme.nl,called, no answer\nBo Bos,bo@acme.nl,wants price, size\n"
        "Cy Cas,cy@acme.nl,met, liked it\nAnn Vos,ann@globex.nl,plain\n",
    ),
    good=_GOOD,
)
LOST_DIGITS: Final = Rule(
    code="R201",
    name="lost-digits",
    effect=Effect.NOTE,
    summary="A number of more than 15 digits: Excel has replaced the last ones by zeros.",
    why="The id or card number is not the original one any more.",
    fix="Format the column as text before the number is typed or imported.",
)
CUT_OFF: Final = Rule(
    code="R202",
    name="cut-off",
    effect=Effect.NOTE,
    summary="The file ends in the middle of this record.",
    why="The export or the transfer broke off; records may be missing after it.",
    fix="Export or download the file again.",
    bad=(_HEAD + "Ann Vos,ann@glo",),
    good=_GOOD,
)
LOST_LETTERS: Final = Rule(
    code="R203",
    name="replacement-character",
    effect=Effect.NOTE,
    summary="The record holds U+FFFD, the sign for a letter that an earlier program could not read.",
    why="The letter was lost before this file was written; it cannot be brought back.",
    fix="Ask the source for an export in UTF-8.",
    bad=(_HEAD + "Ana Garc\ufffda,ann@globex.nl,+31 20 765 4321\n",),
    good=_GOOD,
)


def _aside(code: str, name: str, summary: str, why: str, fix: str, bad: tuple[str, ...] = ()) -> Rule:
    return Rule(
        code=code, name=name, effect=Effect.SET_ASIDE, summary=summary, why=why, fix=fix, bad=bad, good=_GOOD if bad else ()
    )


BLANK: Final = _aside(
    "R101",
    "blank-line",
    "The line or row is empty.",
    "It holds no lead.",
    "Nothing to do.",
    (_HEAD + "\nAnn Vos,ann@globex.nl,+31 20 765 4321\n",),
)
TITLE: Final = _aside(
    "R102",
    "title",
    "A title, note or instruction above the header.",
    "It holds no lead.",
    "Nothing to do.",
    ("Leads of October\n" + _HEAD,),
)
REPEATED_HEADER: Final = _aside(
    "R103",
    "repeated-header",
    "The header stands here again.",
    "Several exports were put one after the other.",
    "Nothing to do.",
    (_HEAD + "Name,Email,Phone\nAnn Vos,ann@globex.nl,+31 20 765 4321\n",),
)
FOOTER: Final = _aside(
    "R104",
    "footer",
    "A total, a count or a note below the records.",
    "It holds no lead.",
    "Nothing to do.",
    (_HEAD + "Ann Vos,ann@globex.nl,+31 20 765 4321\nTotal: 2\n",),
)
UNITS: Final = _aside(
    "R105",
    "units-row",
    "A row of units or formats below the header.",
    "It says how cells are written, and holds no lead.",
    "Nothing to do.",
    ("Name,Email,Revenue\n(text),(text),(EUR)\nJo Smit,jo@acme.nl,1000\nAnn Vos,ann@globex.nl,2000\n",),
)
SECOND_HEADER: Final = _aside(
    "R106",
    "second-header",
    "A second header row, below or above the one that was used.",
    "It names columns, and holds no lead.",
    "Nothing to do.",
    ("Name,Email,Phone\nNombre,Correo,Teléfono\nJo Smit,jo@acme.nl,+31 20 123 4567\nAnn Vos,ann@globex.nl,+31 20 765 4321\n",),
)
SEPARATOR_LINE: Final = _aside(
    "R107",
    "separator-line",
    "The line tells Excel which delimiter the file uses.",
    "It was followed, and holds no lead.",
    "Nothing to do.",
    ("sep=,\n" + _HEAD,),
)
DRAWN_LINE: Final = _aside(
    "R108",
    "drawn-line",
    "A line drawn with dashes or other signs between rows.",
    "It frames a printed table, and holds no lead.",
    "Nothing to do.",
    ("Name|Email|Phone\n---|---|---\nJo Smit|jo@acme.nl|+31 20 123 4567\nAnn Vos|ann@globex.nl|+31 20 765 4321\n---|---|---\n",),
)
UNCLOSED_QUOTE: Final = _aside(
    "R111",
    "unclosed-quote",
    "A quote opens in this line and never closes; reading goes on at the next whole record.",
    "Nobody can tell where the cell was meant to end.",
    "Close or double the quote in this line.",
    (_HEAD + '"Ann Vos,ann@globex.nl,+31 20 765 4321\nBo Bos,bo@acme.nl,+31 20 123 4568\nCy Cas,cy@acme.nl,+31 20 123 4569\n',),
)
LONG_ROW: Final = _aside(
    "R112",
    "long-row",
    "The record has more filled cells than the header has columns.",
    "Its cells would stand under the wrong headers.",
    "Quote the cell that holds the delimiter.",
    (_HEAD + "Vos, Ann,ann@globex.nl,+31 20 765 4321\n",),
)
SPLIT_ROW: Final = _aside(
    "R113",
    "split-row",
    "Part of a record that a line break has split, and that could not be joined.",
    "Its cells would stand under the wrong headers.",
    "Quote cells that hold line breaks.",
)
SECOND_TABLE: Final = _aside(
    "R114",
    "second-table",
    "The row belongs to a second table in the same file, with other columns.",
    "Its cells do not belong under this header.",
    "Save the second table as a file of its own.",
)
HUGE_CELL: Final = _aside(
    "R115",
    "huge-cell",
    "A cell holds more than a million characters.",
    "No lead has such a cell; the record is damaged.",
    "Export again, or leave the cell out.",
)
