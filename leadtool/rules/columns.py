"""Rules about columns: findings on the header of a file, not on its rows."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

_PEOPLE = "Jo Smit,{0},Delft\nAnn Vos,{1},Breda\nBo Bos,{2},Gouda\nCy Cas,{3},Goes\n"
_MIXED = _PEOPLE.format("jo@acme.nl", "bo3", "bo@initech.nl", "see file")
_ADDRESSES = _PEOPLE.format("jo@acme.nl", "ann@globex.nl", "bo@initech.nl", "cy@umbrella.nl")

COLUMN_GONE: Final = Rule(
    code="C101",
    name="column-gone",
    effect=Effect.NOTE,
    summary="The saved profile knows this column, but the file does not have it.",
    why="The vendor has changed the export: what stood there stands elsewhere now, or was left out.",
    fix="Look at the file with `leadtool columns`, and save the profile again once the columns are right.",
)
READING_CHANGED: Final = Rule(
    code="C102",
    name="reading-changed",
    effect=Effect.NOTE,
    summary="The file is not written as the saved profile says: its encoding, delimiter, header or sheet is another.",
    why="The vendor has changed the export; the file was read as it is, not as the profile says.",
    fix="Look at the file with `leadtool columns`, and save the profile again.",
)
COLUMN_NEW: Final = Rule(
    code="C201",
    name="column-new",
    effect=Effect.NOTE,
    summary="The file has a column that the saved profile does not know.",
    why="Nobody has said yet what it holds; it was taken for what its header and values say.",
    fix="Look at the file with `leadtool columns`, and save the profile again once the columns are right.",
)
COLUMN_DOUBTFUL: Final = Rule(
    code="C202",
    name="column-doubtful",
    effect=Effect.NOTE,
    summary="What this column holds was told with little certainty.",
    why="A name, contact or consent taken from the wrong column spoils every row of the list.",
    fix="Check it with `leadtool columns`; say what it is with --map field=Column, or teach its header under [headers].",
    bad=(_ADDRESSES.replace("Delft", "Delft BV").replace("Breda", "Breda BV"),),
    good=("Name,Email,City\n" + _ADDRESSES,),
)
CONTACTS_UNUSED: Final = Rule(
    code="C203",
    name="contacts-unused",
    effect=Effect.NOTE,
    summary="Many cells of this column are e-mail addresses or phone numbers, but it was not used.",
    why="Its header does not say what it is, and its cells are not alike enough to tell.",
    fix="Say what it is, for example --map email=Column; or part addresses from other text at the source.",
    bad=("Name,Zorgel,City\n" + _MIXED,),
    good=("Name,Email,City\n" + _MIXED, "Name,Assistant Email,City\n" + _MIXED),
)
