"""What a row itself says about being contacted: opt-out columns, refusals in words, customers, bounces."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import Findings, has_column, text
from leadtool.judge.channels import closed_by, effect_of, reachable
from leadtool.judge.meanings import note_meanings, status_meaning, tag_meanings
from leadtool.judge.phrases import find
from leadtool.model import Context
from leadtool.rules import Effect
from leadtool.rules import consent as rules
from leadtool.rules.junk import JUNK_STATUS, VENDOR_TEST
from leadtool.rules.rule import Rule

WORD_COLUMNS = ("status", "stage", "notes", "tags", "lost_reason", "enquiry")

_FLAGS: tuple[tuple[str, str, Rule], ...] = (
    ("do_not_contact", "yes", rules.DO_NOT_CONTACT),
    ("do_not_contact", "unknown", rules.DO_NOT_CONTACT_UNCLEAR),
    ("opt_out", "yes", rules.EMAIL_OPT_OUT),
    ("opt_out", "unknown", rules.OPT_OUT_UNCLEAR),
    ("opt_in", "no", rules.OPT_IN_NO),
    ("opt_in", "unknown", rules.OPT_IN_UNCLEAR),
    ("do_not_call", "yes", rules.DO_NOT_CALL),
    ("do_not_call", "unknown", rules.DO_NOT_CALL_UNCLEAR),
)
_MEANS: dict[str, Rule] = {
    "do_not_contact": rules.REFUSED_CONTACT,
    "deceased": rules.REFUSED_CONTACT,
    "do_not_call": rules.REFUSED_CALLS,
    "unsubscribed": rules.UNSUBSCRIBED,
    "no_consent": rules.OPT_IN_NO,
    "bounced": rules.BOUNCED,
    "wrong_number": rules.WRONG_NUMBER,
}


def find_refusals(chunk: pa.Table, context: Context, findings: Findings) -> None:
    """Add a finding for every no the row holds, and for a no that leaves no channel."""
    records = chunk.column("record")
    header = headers(context)
    codes: list[tuple[str, pa.Array]] = []

    def fire(rule: Rule, column: str, mask: pa.Array, before: pa.Array | None = None) -> None:
        findings.add_where(mask, records, rule.code, header.get(column, ""), before)
        codes.append((rule.code, mask))

    for column, answer, rule in _FLAGS:
        if has_column(chunk, column):
            cells = text(chunk, column)
            fire(rule, column, pc.equal(cells, answer), cells)
    customer = rules.CUSTOMER if context.settings.outreach.customers == "suppress" else rules.CUSTOMER_KEPT
    for column in WORD_COLUMNS:
        cells = text(chunk, column)
        for code_rule, mask in _said(cells, _reader(column, context, customer)):
            fire(code_rule, column, mask, cells)
    converted = text(chunk, "converted_at")
    past = pc.and_(pc.not_equal(converted, ""), pc.less_equal(pc.utf8_slice_codeunits(converted, 0, 10), str(context.as_of)))
    fire(customer, "converted_at", past, converted)
    if _export_of_lost_members(context):
        fire(rules.UNSUBSCRIBED_FILE, "", pc.equal(text(chunk, ""), ""))
    findings.add_where(_nothing_left(chunk, context, codes), records, rules.NO_CHANNEL_LEFT.code)


def headers(context: Context) -> dict[str, str]:
    """The header of the first column of each field."""
    found: dict[str, str] = {}
    for column in context.mapping.columns:
        if column.field and column.rank == 1:
            found.setdefault(column.field, column.header)
    return found


def _reader(column: str, context: Context, customer: Rule) -> Callable[[str], tuple[Rule, ...]]:
    """What to read a cell of this column as: a status word, or free text."""
    preset = context.mapping.preset or ""
    tests_count = context.settings.junk.vendor_tests
    taught = tuple(sorted(context.settings.status.items()))

    def status(cell: str) -> tuple[Rule, ...]:
        meaning = status_meaning(cell, preset, taught)
        if meaning in ("customer", "converted"):
            return (customer,)
        if meaning in ("junk", "test"):
            return (JUNK_STATUS,)
        if meaning == "vendor_test":
            return (VENDOR_TEST,) if tests_count else ()
        return (_MEANS[meaning],) if meaning in _MEANS else ()

    def notes(cell: str) -> tuple[Rule, ...]:
        meanings = list(dict.fromkeys(found.meaning for found in read(cell)))
        told = [_MEANS[meaning] for meaning in meanings if meaning in _MEANS]
        if "customer" in meanings:
            told.append(customer)
        if "vendor_test" in meanings and tests_count:
            told.append(VENDOR_TEST)
        return tuple(dict.fromkeys(told))

    read = tag_meanings if column == "tags" else note_meanings if column == "notes" else find

    return status if column in ("status", "stage") else notes


def _said(cells: pa.Array, read: Callable[[str], tuple[Rule, ...]]) -> list[tuple[Rule, pa.Array]]:
    """Each rule that any cell fires, with the rows it fires on."""
    encoded = cells.dictionary_encode()
    answers = [read(cell) if cell else () for cell in encoded.dictionary.to_pylist()]
    fired: dict[str, Rule] = {rule.code: rule for answer in answers for rule in answer}
    return [
        (rule, pc.take(pa.array([rule in answer for answer in answers], pa.bool_()), encoded.indices))
        for _, rule in sorted(fired.items())
    ]


def _export_of_lost_members(context: Context) -> bool:
    name = context.table.file.replace("\\", "/").rsplit("/", 1)[-1].lower()
    return name.startswith(("unsubscribed_", "cleaned_")) and "member" in name


def _nothing_left(chunk: pa.Table, context: Context, codes: list[tuple[str, pa.Array]]) -> pa.Array:
    """True where something usable was closed and nothing usable is left."""
    there = reachable(chunk)
    n = chunk.num_rows
    left = pa.repeat(pa.scalar(False), n)
    lost = pa.repeat(pa.scalar(False), n)
    for channel, has in there.items():
        shut = pa.repeat(pa.scalar(False), n)
        for code, mask in codes:
            suppresses = effect_of(code, context.settings) is Effect.SUPPRESS  # said already, and louder
            if not suppresses and channel in closed_by(code, context.settings):
                shut = pc.or_(shut, mask)
        left = pc.or_(left, pc.and_(has, pc.invert(shut)))
        lost = pc.or_(lost, pc.and_(has, shut))
    return pc.and_(lost, pc.invert(left))
