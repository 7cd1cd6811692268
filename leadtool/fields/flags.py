"""Flags: yes and no in many languages, and what a word means in a column of refusals or of consent."""

import re
from functools import cache
from typing import Final, Literal, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, text, with_columns
from leadtool.model import Context, StepResult
from leadtool.rules import cells as rules
from leadtool.vocab import fold, word_list

Flag = Literal["yes", "no", "unknown", ""]

REFUSALS: Final = ("do_not_contact", "opt_out", "do_not_call")
FLAGS: Final = (*REFUSALS, "opt_in", "preapproved", "decision_maker", "homeowner")
LONGEST: Final = 120
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T]\d{1,2}:\d{2}.{0,20})?|\d{10}(?:\d{3})?")
_NO_DATE = re.compile(r"(?:0000-00-00|0001-01-01|1900-01-01|1970-01-01|00/00/0000)(?:[ T]|$)")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


class ParsedFlag(NamedTuple):
    """yes, no, unknown (a word that is neither) or "", and the rule that fired."""

    answer: Flag
    rule: str = ""


@cache
def _words(name: str, section: str = "") -> frozenset[str]:
    words = word_list("flags")
    listed = (words[section] if section else words).get(name, [])
    return frozenset(fold(word) or word for word in listed)


def parse_flag(cell: str, field: str) -> ParsedFlag:
    """What a cell answers to the question that its column asks.

    In a column of refusals "opted out" is a yes and "ok to call" a no; in an opt-in column it is the other way round. There, a
    date says when it happened, and so that it did.

    >>> parse_flag("Do not call", "do_not_call").answer, parse_flag("OK to call", "do_not_call").answer
    ('yes', 'no')
    >>> parse_flag("opt-out", "opt_in").answer, parse_flag("maybe", "opt_in")
    ('no', ParsedFlag(answer='unknown', rule='R270'))
    """
    value = cell.strip()
    folded = fold(value[:LONGEST])
    if not value or folded in _words("empty") or (not folded and set(value) <= set("-–—.,;/_'\" ")):
        return ParsedFlag("")
    if _NO_DATE.match(value):  # what a database writes for “not yet”
        return ParsedFlag("")
    word = folded or value
    if field in ("decision_maker", "homeowner", "preapproved"):
        if word in _words("yes", field):
            return ParsedFlag("yes")
        if word in _words("no", field):
            return ParsedFlag("no")
    elif (field == "opt_in" or field in REFUSALS) and (said := _consent(word, value, field)):
        return ParsedFlag(said, rules.FLAG_WORD.code if said == "unknown" else "")
    return _yes_or_no(word)


def _yes_or_no(word: str) -> ParsedFlag:
    if word in _words("yes"):
        return ParsedFlag("yes")
    if word in _words("no"):
        return ParsedFlag("no")
    first = word.split(" ", 1)[0]
    if word not in _words("open") and len(first) > 1 and first in (_words("yes") | _words("no")) and not first.isdecimal():
        return ParsedFlag("yes" if first in _words("yes") else "no")  # “Yes, by phone”, “No - asked twice”
    return ParsedFlag("unknown", rules.FLAG_WORD.code)


def _consent(word: str, value: str, field: str) -> Flag:
    """What a word of consent or refusal, or a date, says in a column about consent; "" where it is neither."""
    refusing = field in REFUSALS
    if word in _words("refuses") or (refusing and word in _words("listed")):
        return "yes" if refusing else "no"
    if word in _words("agrees") or word in _words("clear" if refusing else "consents"):
        return "no" if refusing else "yes"
    if refusing and (word in _words("doubtful_refusal") or word in _words("consents")):
        return "unknown"
    if _DATE.fullmatch(value) or (_WEB.fullmatch(value) and not refusing):
        return "yes"
    if word in _words("channels") or all(part in _words("channels") for part in word.replace(" and ", " ").split()):
        return "yes"
    padded = f" {word} "
    if any(f" {phrase} " in padded for phrase in _phrases("refuses")):
        return "yes" if refusing else "no"
    agreeing = _phrases("agrees") if refusing else (*_phrases("agrees"), *_phrases("consents"))
    if any(f" {phrase} " in padded for phrase in agreeing):
        negated = not _words("negations").isdisjoint(word.split())  # “I do not agree”
        return "no" if refusing is not negated else "yes"
    return ""


@cache
def _phrases(name: str) -> tuple[str, ...]:
    """The entries of a list that say the same inside a sentence: those of several words, and the plainest single ones."""
    plain = {"unsubscribed", "unsubscribe", "dnc", "optout", "stop", "subscribed", "optin", "agree", "consent", "agreed"}
    return tuple(sorted(p for p in _words(name) if (" " in p and len(p) > 6) or p in plain))


def add_flags(chunk: pa.Table, context: Context) -> StepResult:
    """Add the flag fields. Where several columns hold one field, a refusal anywhere counts, else the first answer."""
    findings = Findings()
    columns: dict[str, pa.Array] = {}
    for field in FLAGS:
        flags = text(chunk, field)  # a phone checker may have said "do not call" already
        for mapped in context.mapping.of(field):
            cells = text(chunk, f"f:{mapped.position}")
            encoded = cells.dictionary_encode()
            answers = [parse_flag(value, field) for value in encoded.dictionary.to_pylist()]
            read = pc.take(pa.array([one.answer for one in answers], TEXT), encoded.indices)
            fired = np.array([bool(one.rule) for one in answers], dtype=bool)[encoded.indices.to_numpy()]
            findings.add_where(pa.array(fired), chunk["record"], rules.FLAG_WORD.code, mapped.name, cells, read)
            flags = joined_flags(flags, read, field)
        columns[field] = flags
    return StepResult(with_columns(chunk, columns), findings.table())


def joined_flags(one: pa.Array, other: pa.Array, field: str) -> pa.Array:
    """Two columns of one flag as one: somebody's refusal wins, then the first answer that is known."""
    refusal = "yes" if field in REFUSALS else "no" if field == "opt_in" else None
    first = pc.if_else(pc.is_in(one, value_set=pa.array(["", "unknown"], TEXT)), pc.if_else(pc.equal(other, ""), one, other), one)
    if refusal is None:
        return first
    return pc.if_else(pc.or_(pc.equal(one, refusal), pc.equal(other, refusal)), pa.scalar(refusal, TEXT), first)
