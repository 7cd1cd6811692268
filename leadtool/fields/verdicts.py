"""Verdicts of e-mail and phone checkers that the list already holds, in one vocabulary."""

from functools import cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, text, with_columns
from leadtool.fields.flags import joined_flags
from leadtool.model import Context, MappedColumn, StepResult
from leadtool.rules import cells as rules
from leadtool.vocab import fold, word_list

EMAIL_VERDICTS: Final = ("valid", "unknown", "risky", "role", "disposable", "invalid")
"""From the weakest to the strongest: where two columns speak about one address, the stronger word counts."""
PHONE_VERDICTS: Final = ("unknown", "active", "disconnected")
LONGEST: Final = 200
_SURE, _FAIR = 90.0, 50.0


class ParsedVerdict(NamedTuple):
    """A verdict or "", the codes of the rules that fired, and whether the phone must not be called."""

    verdict: str
    rules: tuple[str, ...] = ()
    do_not_call: bool = False


@cache
def _words(kind: str) -> dict[str, str]:
    lists = word_list("verdicts")[kind]
    order = (*EMAIL_VERDICTS, "nothing") if kind == "email" else (*PHONE_VERDICTS, "nothing")
    found: dict[str, str] = {}
    for verdict in order:
        found.update({fold(word): verdict if verdict != "nothing" else "" for word in lists[verdict]})
    return found


@cache
def _special(kind: str, name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in word_list("verdicts")[kind][name])


def parse_email_verdict(cell: str) -> ParsedVerdict:
    """What an e-mail checker said; a grade or a score out of 100 never makes an address invalid.

    >>> parse_email_verdict("catch-all").verdict, parse_email_verdict("spamtrap"), parse_email_verdict("97").verdict
    ('risky', ParsedVerdict(verdict='invalid', rules=('R272',), do_not_call=False), 'valid')
    """
    cell = cell[:LONGEST]
    word = _word(cell)
    if not word:
        return ParsedVerdict("")
    if word in _words("email"):
        fired: tuple[str, ...] = ()
        if word in _special("email", "trap"):
            fired = (rules.SPAM_TRAP.code,)
        elif word in _special("email", "advised_against"):
            fired = (rules.DO_NOT_MAIL.code,)
        return ParsedVerdict(_words("email")[word], fired)
    score = _score(cell)
    if score is not None:
        return ParsedVerdict("valid" if score >= _SURE else "risky" if score >= _FAIR else "unknown")
    parts = [_words("email")[p] for p in (_word(part) for part in _parts(cell)) if p in _words("email")]
    if parts:
        return ParsedVerdict(max(parts, key=("", *EMAIL_VERDICTS).index))
    return ParsedVerdict("unknown", (rules.EMAIL_VERDICT_WORD.code,))


def parse_phone_verdict(cell: str) -> ParsedVerdict:
    """What a phone checker said.

    >>> parse_phone_verdict("Disconnected").verdict, parse_phone_verdict("Litigator").do_not_call
    ('disconnected', True)
    """
    cell = cell[:LONGEST]
    word = _word(cell)
    if not word:
        return ParsedVerdict("")
    if word in _special("phone", "do_not_call"):
        return ParsedVerdict("", (), True)
    if word in _words("phone"):
        return ParsedVerdict(_words("phone")[word])
    score = _score(cell)
    if score is not None:
        return ParsedVerdict("active" if score >= _SURE else "unknown")
    found = [_word(part) for part in _parts(cell)]
    called_off = any(p in _special("phone", "do_not_call") for p in found)
    known = [_words("phone")[p] for p in found if p in _words("phone")]
    if known or called_off:
        return ParsedVerdict(max(known, key=("", *PHONE_VERDICTS).index, default=""), (), called_off)
    return ParsedVerdict("unknown", (rules.PHONE_VERDICT_WORD.code,))


def _word(cell: str) -> str:
    grade = cell.strip().replace("+", " plus")
    return fold(grade[:60].removesuffix("-") + (" minus" if grade in ("A-", "B-", "a-", "b-") else ""))


def _parts(cell: str) -> list[str]:
    for mark in (";", ",", "|", "/", ":", "(", " - "):
        if mark in cell:
            return cell.replace(")", "").split(mark)
    return []


def _score(cell: str) -> float | None:
    """A score out of 100; a share of one (0.97) counts as such."""
    number = cell.strip().removesuffix("%").strip().replace(",", ".")
    if not number.replace(".", "", 1).isdecimal() or not number.isascii():
        return None
    score = float(number)
    if score <= 1 and "." in number:
        score *= 100
    return score if score <= 100 else None


def add_verdicts(chunk: pa.Table, context: Context) -> StepResult:
    """Add `email_verdict` and `phone_verdict`; a phone checker's "do not call" goes into `do_not_call`."""
    findings = Findings()
    email, phone, called_off = text(chunk, ""), text(chunk, ""), text(chunk, "")
    for mapped in context.mapping.of("email_verdict"):
        email = _stronger(email, _read_column(chunk, mapped, findings)[0], EMAIL_VERDICTS)
    for mapped in context.mapping.of("phone_verdict"):
        read, refused = _read_column(chunk, mapped, findings)
        phone = _stronger(phone, read, PHONE_VERDICTS)
        called_off = joined_flags(called_off, refused, "do_not_call")
    columns = {"email_verdict": email, "phone_verdict": phone, "do_not_call": called_off}
    return StepResult(with_columns(chunk, columns), findings.table())


def _stronger(one: pa.Array, other: pa.Array, order: tuple[str, ...]) -> pa.Array:
    ranks = pa.array(["", *order], TEXT)
    stronger = pc.greater(pc.index_in(other, value_set=ranks), pc.index_in(one, value_set=ranks))
    return pc.if_else(stronger, other, one)


def _read_column(chunk: pa.Table, mapped: MappedColumn, findings: Findings) -> tuple[pa.Array, pa.Array]:
    cells = text(chunk, f"f:{mapped.position}")
    encoded = cells.dictionary_encode()
    parse = parse_email_verdict if mapped.field == "email_verdict" else parse_phone_verdict
    answers = [parse(value) for value in encoded.dictionary.to_pylist()]
    read = pc.take(pa.array([one.verdict for one in answers], TEXT), encoded.indices)
    for code in sorted({code for one in answers for code in one.rules}):
        fired = pc.take(pa.array([code in one.rules for one in answers]), encoded.indices)
        findings.add_where(fired, chunk["record"], code, mapped.name, cells, read)
    refused = pc.take(pa.array(["yes" if one.do_not_call else "" for one in answers], TEXT), encoded.indices)
    return read, refused
