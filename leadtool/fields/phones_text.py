"""What stands in a phone cell beside the digits: words, extensions, foreign digits, spreadsheet damage, several numbers."""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from leadtool.rules import phones as rules
from leadtool.vocab import fold, word_list

LONGEST: Final = 250  # libphonenumber's own limit; nothing longer is looked at by a pattern

_EXPONENT: Final = re.compile(r"\+?(\d)(?:[.,](\d{1,17}))?[eE](\+?)(0?)(\d{1,2})")
_THOUSANDS: Final = re.compile(r"\d{1,3}([,. ])\d{3}(?:\1\d{3}){2,}|\d{3}(,)\d{3}\2\d{3}")
_FLOAT: Final = re.compile(r"(\+?\d{6,17})[.,]0{1,2}")
_DATE: Final = re.compile(r"(19|20)\d\d-\d\d-\d\d( .*)?|\d{1,2}[./]\d{1,2}[./](19|20)\d\d")
_LONE_EXTENSION: Final = re.compile(r"(\d[\d\s().\-/]{4,})[,;]?\s*(?:#|~|;ext=|x)\s*(\d{1,7})\s*\)?", re.IGNORECASE)
_DIGITS_AND_O: Final = re.compile(r"[+\d\s().\-/oO]{7,30}")
_LETTER_O: Final = re.compile(r"(?<![^\W\d_])[oO]{1,4}(?![^\W\d_])")  # O30 901820, 253-OOOO: the letter for the digit
_ONLY_A_NUMBER: Final = re.compile(r"[+(]?\d[\d ()\-]{6,28}\d")
_NUMBER: Final = re.compile(r"\+?\s?\(?\d[\d\s().\-/–]{4,}\d")


class Cell(NamedTuple):
    """A phone cell made plain: the candidates (digits and signs, extension), notes, and a rule if there is no number."""

    candidates: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""


@cache
def _folded(section: str) -> frozenset[str]:
    words = word_list("phone_words")[section]["words"]
    return frozenset(fold(word) for word in (words.split("|") if isinstance(words, str) else words))


@cache
def _extension() -> re.Pattern[str]:
    words = sorted(word_list("phone_words")["extension"]["words"], key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d])\(?(?:{'|'.join(map(re.escape, words))})\s?[.:#]*\s?(\d{{1,7}})\)?$", re.IGNORECASE)


@cache
def _after_extension() -> re.Pattern[str]:
    """An extension with another number behind it: ext. 12/415-555-2671."""
    words = "|".join(re.escape(word) for word in sorted(word_list("phone_words")["extension"]["words"], key=len, reverse=True))
    return re.compile(rf"((?<![^\W\d])(?:{words})\s?[.:#]*\s?\d{{1,6}})\s*[/,]\s*(?=[+(]?\d{{2,}})", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    words = sorted(word_list("phone_words")["between"]["words"], key=len, reverse=True)
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, words))})\s+|[;|\n\r&]+", re.IGNORECASE)


@cache
def _fax() -> re.Pattern[str]:
    words = "|".join(map(re.escape, word_list("phone_words")["fax"]["words"]))
    return re.compile(rf"(?:(?<![^\W\d])(?:{words})|(?<=\d)\s+f)\s?[.:]*\s*[+(]?\d[\d\s().\-/]*", re.IGNORECASE)


def is_do_not_call(text: str) -> bool:
    """Whether the words of a cell say that this person must not be called; "do not call before 9" does not."""
    words = fold(text)
    if not any(c.isalpha() for c in words):
        return False
    words = _only_then().sub(" ", words)
    padded = f" {words} "
    return any(f" {no} " in padded or (not no.isascii() and no in words) for no in _folded("do_not_call"))


@cache
def _only_then() -> re.Pattern[str]:
    no, then = ("|".join(map(re.escape, sorted(_folded(name)))) for name in ("do_not_call", "but_then"))
    return re.compile(rf"(?<!\S)(?:{no}) (?:{then})(?!\S)")


def says_none(text: str) -> bool:
    """Whether a cell says that there is no number: in words, or by a few noughts."""
    noughts = len(text) < 6 and not any(c.isalnum() and c != "0" for c in text)
    return fold(text) in _folded("none") or noughts or not any(c.isalnum() for c in text)


def is_switchboard(header: str) -> bool:
    """Whether a header names a company's common line."""
    return any(word in _folded("switchboard") for word in fold(header).split())


def plain_digits(text: str) -> str:
    """Digits of every script as 0 to 9, full-width and typographic signs as ordinary ones.

    >>> plain_digits("＋٤٩ ３０—９０")
    '+49 30-90'
    """
    out = []
    for c in text:
        if c.isascii():
            out.append(c)
        elif c.isdecimal():
            out.append(str(unicodedata.decimal(c)))
        elif unicodedata.category(c) == "Pd" or c == "−":
            out.append("-")
        elif unicodedata.category(c) == "Zs":
            out.append(" ")
        elif unicodedata.category(c) == "Cf":
            continue
        else:
            wide = unicodedata.normalize("NFKC", c)
            out.append(wide if wide.isascii() else c)
    return "".join(out)


def read_cell(cell: str) -> Cell:
    """The phone numbers a cell may hold, as written, with what was done to get at them."""
    if _ONLY_A_NUMBER.fullmatch(cell) and cell.isascii() and not _DATE.fullmatch(cell) and not says_none(cell):
        return Cell(((cell, ""),))
    text = plain_digits(cell[:LONGEST].strip())
    notes: list[str] = []
    if any((c.isdecimal() and not c.isascii()) or c in "＋－（）" for c in cell[:LONGEST]):
        notes.append(rules.PHONE_OTHER_DIGITS.code)
    if is_do_not_call(text):
        notes.append(rules.PHONE_DO_NOT_CALL.code)
        if sum(c.isdigit() for c in text) < 6:
            return Cell((), tuple(notes))
    if says_none(text):
        return Cell((), (rules.PHONE_WORD_FOR_NONE.code,))
    if len(cell) > LONGEST:
        return Cell((), tuple(notes), rules.PHONE_NOT_A_NUMBER.code)
    text = re.sub(r";\s?ext=", " ext ", text.lstrip("'`\"=").rstrip("'\""), flags=re.IGNORECASE)
    restored = _restored(text, notes)
    if restored is None:
        return Cell((), tuple(notes), rules.PHONE_DAMAGED.code)
    text = restored
    if _LETTER_O.search(text) and _DIGITS_AND_O.fullmatch(text):
        text = text.replace("O", "0").replace("o", "0")
        notes.append(rules.PHONE_OTHER_DIGITS.code)
    if _DATE.fullmatch(text) or "@" in text or any(unicodedata.category(c) == "Sc" for c in text):
        return Cell((), tuple(notes), rules.PHONE_NOT_A_NUMBER.code)
    text = _fax().sub(" ; ", text)
    text = _after_extension().sub(r"\1 ; ", text)
    pieces = [piece.strip() for piece in _between().split(text) if piece and piece.strip()]
    candidates = [found for piece in pieces for found in _candidates(piece, notes)]
    if not candidates:
        return Cell((), tuple(notes), rules.PHONE_NOT_A_NUMBER.code)
    return Cell(tuple(candidates), tuple(dict.fromkeys(notes)))


def _restored(text: str, notes: list[str]) -> str | None:
    """The text with what a spreadsheet did to it undone, None if digits were lost."""
    match = _FLOAT.fullmatch(text)
    if match:
        notes.append(rules.PHONE_FLOAT.code)
        return match.group(1)
    if "," in text and _THOUSANDS.fullmatch(text):
        notes.append(rules.PHONE_FLOAT.code)
        return text.replace(",", "")
    match = _EXPONENT.fullmatch(text.replace(" ", ""))
    if not match:
        return text
    first, rest, plus, zero, power = match.group(1), match.group(2) or "", match.group(3), match.group(4), int(match.group(5))
    missing = power - len(rest)
    # Programs (not spreadsheets) write "E9" without + or 0 and with every digit but closing zeros.
    if missing == 0 or (0 < missing <= 2 and not plus and not zero and len(rest) >= 7):
        notes.append(rules.PHONE_EXPONENT_RESTORED.code)
        return first + rest + "0" * missing
    return None


def _candidates(piece: str, notes: list[str]) -> list[tuple[str, str]]:
    """The numbers of one piece, each with its extension: the piece itself, or runs of digits among words."""
    if _is_vanity(piece):
        return [(piece, "")]
    text = _without_label(piece)
    text, extension = _without_extension(text)
    text = re.sub(r"(?<=[\d)\]])\s?[_·•:=,]\s?(?=[\d(])", " ", text) if extension or "," not in text else text
    text = text.replace("[", "(").replace("]", ")")
    if not any(c.isalpha() for c in text):
        return [(text, extension)] if any(c.isdigit() for c in text) else []
    if _is_vanity(text):
        return [(text, extension)]
    runs = [match.group().strip(" -/.") for match in _NUMBER.finditer(text)]
    runs = [run for run in runs if sum(c.isdigit() for c in run) >= 6]
    if runs:
        notes.append(rules.PHONE_TEXT_AROUND.code)
    return [_without_extension(run) for run in runs[:-1]] + [(runs[-1], extension)] if runs else []


def _without_label(text: str) -> str:
    """Without `tel:`, `Mobile:`, `(home)` and the like before or behind the number."""
    for _ in range(3):
        match = re.match(r"\(?([^\W\d]{1,14})\)?\s?[.:=\-]*\s*(?=[+(\d])", text)
        if match and fold(match.group(1)) in _folded("label"):
            text = text[match.end() :]
        match = re.search(r"(?<=\d)\s*[\s(\[,\-]+([^\W\d]{1,14})\.?[)\]]?$", text[-40:])
        if match and fold(match.group(1)) in _folded("label"):
            text = text[: len(text) - len(match.group())]
    return text.strip()


def _without_extension(text: str) -> tuple[str, str]:
    """The number and its extension."""
    match = _extension().search(text[-40:])
    if match and any(c.isdigit() for c in text[: len(text) - len(match.group())]):
        return text[: len(text) - len(match.group())].rstrip(" ,;-(.").strip(), match.group(1)
    match = _LONE_EXTENSION.fullmatch(text)
    if match:
        return match.group(1).strip(), match.group(2)
    return text, ""


def _is_vanity(text: str) -> bool:
    """Whether letters stand for keys: `1-800-FLOWERS`, `+1 800 GO FEDEX`; words in small letters do not."""
    letters = [c for c in text if c.isalpha()]
    head = re.match(r"\+?[\d\s().\-]*", text)
    digits = sum(c.isdigit() for c in head.group()) if head else 0
    return (
        3 <= len(letters) <= 10
        and 3 <= digits <= 9
        and all(c.isascii() and c.isupper() for c in letters)
        and re.fullmatch(r"[\d\s().\-+A-Z]+", text) is not None
        and 10 <= len(letters) + sum(c.isdigit() for c in text) <= 14
    )
