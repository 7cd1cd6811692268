"""The name columns of a chunk, read into the parts of each lead's name."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, text, with_columns
from leadtool.fields.name_checks import LONGEST, is_company, is_lone_placeholder, undecorated
from leadtool.fields.name_cjk import has_cjk, has_han_or_hangul
from leadtool.fields.name_columns import plain_names
from leadtool.fields.name_reading import Name, name_key, parse_full_name, parse_name_part
from leadtool.fields.name_words import name_words, squeezed
from leadtool.model import Context, MappedColumn, StepResult
from leadtool.rules import names as rules

__all__ = ["Name", "add_names", "name_key", "parse_full_name", "parse_name_part"]


def add_names(chunk: pa.Table, context: Context) -> StepResult:
    """Adds lt_first_name, lt_last_name, lt_full_name, middle_name, salutation and suffix."""
    findings = Findings()
    records = chunk.column("record").combine_chunks() if "record" in chunk.column_names else pa.array(range(chunk.num_rows))
    read = {
        field: _read_columns(chunk, context.mapping.of(field), judge, records, findings)
        for field, judge in (
            ("first_name", lambda v: parse_name_part(v, "first")),
            ("middle_name", lambda v: parse_name_part(v, "middle")),
            ("last_name", lambda v: parse_name_part(v, "last")),
        )
    }
    first, middle, last = read["first_name"], read["middle_name"], read["last_name"]
    first, last = _without_lone_placeholders(first, last, records, findings)
    full_columns = context.mapping.of("full_name")
    whole = _whole_cells(first, last)
    named = pc.or_(pc.not_equal(first["first"], ""), pc.not_equal(last["last"], ""))
    wanted = pc.or_(pc.invert(named), pc.fill_null(pc.not_equal(whole, ""), False))
    given_full = _first_filled(chunk, full_columns)
    source = pc.if_else(pc.not_equal(whole, ""), whole, given_full)
    split = _read_full(source, context.country)
    from_whole = pc.not_equal(whole, "")
    from_full = pc.and_(pc.invert(from_whole), pc.not_equal(given_full, ""))
    _report(split, from_full, records, findings, full_columns, source)
    _report_whole(split, from_whole, records, findings, context, source)
    use = pc.and_(wanted, pc.equal(split["problem"], ""))
    spoiled = pc.and_(from_whole, pc.not_equal(split["problem"], ""))  # a company in the first-name column
    for read_part_of, part in ((first, "first"), (last, "last")):
        read_part_of[part] = pc.if_else(spoiled, "", read_part_of[part])
        read_part_of["full"] = pc.if_else(spoiled, "", read_part_of["full"])
    assembled = _assembled(first, middle, last, text(chunk, _position(context, "suffix")))
    lacks_first = _lacks(first["first"], last["last"], split["last"])  # a full name that agrees fills the gap
    lacks_last = _lacks(last["last"], first["first"], split["first"])
    columns = {
        "lt_first_name": pc.if_else(pc.or_(use, lacks_first), split["first"], first["first"]),
        "lt_last_name": pc.if_else(pc.or_(use, lacks_last), split["last"], last["last"]),
        "middle_name": pc.if_else(pc.and_(use, pc.equal(middle["middle"], "")), split["middle"], middle["middle"]),
        "salutation": _coalesce(
            _tidied(text(chunk, _position(context, "salutation"))),
            pc.if_else(use, split["salutation"], ""),
            first["salutation"],
            last["salutation"],
        ),
        "suffix": _coalesce(
            _generation(text(chunk, _position(context, "suffix"))),
            pc.if_else(use, split["suffix"], ""),
            last["suffix"],
            first["suffix"],
        ),
    }
    longer = pc.greater_equal(pc.utf8_length(split["full"]), pc.utf8_length(assembled))
    full = pc.if_else(pc.or_(use, pc.and_(longer, pc.equal(split["problem"], ""))), split["full"], assembled)
    columns["lt_full_name"] = full
    return StepResult(with_columns(chunk, {name: pc.cast(array, TEXT) for name, array in columns.items()}), findings.table())


Read = dict[str, Any]
_PARTS = ("salutation", "first", "middle", "last", "suffix", "full", "problem")


def _lacks(part: pa.Array, other: pa.Array, other_in_full: pa.Array) -> pa.Array:
    """Where one part is missing and the full name has the other part as the columns have it."""
    return pc.and_(pc.equal(part, ""), pc.and_(pc.not_equal(other, ""), pc.equal(other, other_in_full)))


def _position(context: Context, field: str) -> str:
    columns = context.mapping.of(field)
    return f"f:{columns[0].position}" if columns else ""


def _first_filled(chunk: pa.Table, columns: tuple[MappedColumn, ...]) -> pa.Array:
    """The first non-empty cell of these columns, row by row."""
    return _coalesce(*(text(chunk, f"f:{column.position}") for column in columns)) if columns else text(chunk, "")


def _coalesce(*arrays: pa.Array) -> pa.Array:
    """The first non-empty text, row by row."""
    found = arrays[0]
    for array in arrays[1:]:
        found = pc.if_else(pc.equal(found, ""), array, found)
    return found


def _read(column: pa.Array, judge: Callable[[str], Name]) -> Read:
    """Every distinct value judged once; the parts as columns, and the codes by value."""
    encoded = column.dictionary_encode()
    names = [judge(value) for value in encoded.dictionary.to_pylist()]
    read: Read = {part: pc.take(pa.array([getattr(name, part) for name in names], TEXT), encoded.indices) for part in _PARTS}
    codes = sorted({code for name in names for code in (*name.notes, name.problem) if code})
    read["codes"] = {
        code: pc.take(pa.array([code in name.notes or code == name.problem for name in names], pa.bool_()), encoded.indices)
        for code in codes
    }
    read["raw"] = column
    return read


def _read_full(column: pa.Array, country: str) -> Read:
    """Full names: the plain ones in whole columns, the others parsed, each distinct one once."""
    if not pc.any(pc.not_equal(column, "")).as_py():
        return _read(column, lambda _: Name())  # no full-name column
    quick = plain_names(column)
    read = _read(pc.if_else(quick.plain, "", column), lambda v: parse_full_name(v, country))
    for part, array in (("first", quick.first), ("middle", quick.middle), ("last", quick.last)):
        read[part] = pc.if_else(quick.plain, array, read[part])
    read["full"] = pc.if_else(quick.plain, _joined(quick.first, quick.middle, quick.last), read["full"])
    code = rules.NAME_CASE.code
    read["codes"][code] = pc.or_(pc.and_(quick.plain, quick.tidied), read["codes"].get(code, pc.and_(quick.tidied, False)))
    read["raw"] = column
    return read


def _joined(*columns: pa.Array) -> pa.Array:
    """The texts of each row with blanks between them, leaving out empty ones."""
    joined = pc.cast(columns[0], TEXT)
    for column in columns[1:]:
        if pc.any(pc.not_equal(column, "")).as_py():
            both = pc.binary_join_element_wise(joined, pc.cast(column, TEXT), pa.scalar(" ", TEXT))
            joined = pc.if_else(pc.equal(column, ""), joined, pc.if_else(pc.equal(joined, ""), column, both))
    return joined


def _read_columns(
    chunk: pa.Table, columns: tuple[MappedColumn, ...], judge: Callable[[str], Name], records: pa.Array, findings: Findings
) -> Read:
    read = _read(_first_filled(chunk, columns), judge)
    _report(read, pc.not_equal(read["raw"], ""), records, findings, columns, read["raw"])
    read["header"] = columns[0].header if columns else ""
    return read


def _report(
    read: Read, where: pa.Array, records: pa.Array, findings: Findings, columns: tuple[MappedColumn, ...], before: pa.Array
) -> None:
    header = columns[0].header if columns else ""
    for code, mask in read["codes"].items():
        findings.add_where(pc.and_(mask, where), records, code, header, before, read["full"])


def _report_whole(
    split: Read, where: pa.Array, records: pa.Array, findings: Findings, context: Context, before: pa.Array
) -> None:
    columns = context.mapping.of("first_name") or context.mapping.of("last_name")
    header = columns[0].header if columns else ""
    good = pc.and_(where, pc.equal(split["problem"], ""))
    findings.add_where(good, records, rules.NAME_IN_FIRST_COLUMN.code, header, before, split["full"])
    for code, mask in split["codes"].items():
        if code in (rules.SEVERAL_PEOPLE.code, rules.COMPANY_IN_NAME.code):
            findings.add_where(pc.and_(mask, where), records, code, header, before, split["full"])


def _without_lone_placeholders(first: Read, last: Read, records: pa.Array, findings: Findings) -> tuple[Read, Read]:
    """Cells such as NULL or none, emptied where neither cell holds a real name."""
    lone_first, lone_last = (_read_flags(read["raw"], is_lone_placeholder) for read in (first, last))
    no_first = pc.or_(pc.equal(first["first"], ""), lone_first)
    no_last = pc.or_(pc.equal(last["last"], ""), lone_last)
    both = pc.and_(no_first, no_last)
    emptied = []
    for read, lone, part in ((first, lone_first, "first"), (last, lone_last, "last")):
        mask = pc.and_(both, lone)
        findings.add_where(mask, records, rules.NAME_PLACEHOLDER.code, read["header"], read["raw"])
        emptied.append({**read, part: pc.if_else(mask, "", read[part]), "full": pc.if_else(mask, "", read["full"])})
    return emptied[0], emptied[1]


def _read_flags(column: pa.Array, judge: Callable[[str], bool]) -> pa.Array:
    encoded = column.dictionary_encode()
    return pc.take(pa.array([judge(value) for value in encoded.dictionary.to_pylist()], pa.bool_()), encoded.indices)


def _whole_cells(first: Read, last: Read) -> pa.Array:
    """The cell that holds a whole name although it is a first- or last-name column, else ""."""
    no_first, no_last = pc.equal(first["first"], ""), pc.equal(last["last"], "")
    in_first = pc.and_(no_last, _read_flags(pc.if_else(no_last, first["raw"], ""), _is_whole_in_first))
    in_last = pc.and_(no_first, _read_flags(pc.if_else(no_first, last["raw"], ""), _is_whole_in_last))
    equal = pc.equal(first["raw"], last["raw"])
    same = pc.and_(equal, _read_flags(pc.if_else(equal, first["raw"], ""), _is_whole_in_first))
    return pc.if_else(
        pc.or_(pc.and_(in_first, pc.not_equal(first["first"], "")), same),
        first["raw"],
        pc.if_else(pc.and_(in_last, pc.not_equal(last["last"], "")), last["raw"], ""),
    )


def _is_whole_in_first(value: str) -> bool:
    """Whether a first-name cell, alone in its row, holds a family name too."""
    clean = undecorated(value[: LONGEST + 1])
    if is_company(clean):
        return True
    if has_cjk(clean):
        return len(clean.replace(" ", "")) >= 3 and not all("ぁ" <= c <= "ヿ" for c in clean)
    words = clean.replace(",", " ").split()
    if len(words) < 2 or len(value) > LONGEST:
        return False
    known = name_words()
    given = all(squeezed(w) in known.any_given and squeezed(w) not in known.any_surname for w in words)
    name = parse_full_name(value)
    return bool(name.last and name.first) and not (given and "," not in clean) and len(squeezed(name.last)) > 1


def _is_whole_in_last(value: str) -> bool:
    """Whether a last-name cell, alone in its row, holds a given name too."""
    clean = undecorated(value[: LONGEST + 1])
    if len(value) > LONGEST or not (" " in clean or "," in clean):
        return False
    if is_company(clean):
        return True
    if has_cjk(clean):
        return False
    name = parse_full_name(value)
    known = name_words()
    turned = rules.NAME_REORDERED.code in name.notes
    first = squeezed(name.first.split(" ")[0]) if name.first else ""
    return bool(name.first and name.last) and (turned or (first in known.any_given and first not in known.any_surname))


def _assembled(first: Read, middle: Read, last: Read, suffix: pa.Array) -> pa.Array:
    """The full name made from its columns; in Chinese, Japanese and Korean the family name first, without a blank."""
    western = _joined(first["full"], middle["full"], last["full"], suffix)
    eastern = pc.binary_join_element_wise(last["full"], first["full"], pa.scalar("", TEXT))
    cjk = _read_flags(last["full"], has_han_or_hangul)
    return pc.if_else(cjk, eastern, western)


def _tidied(column: pa.Array) -> pa.Array:
    return column


def _generation(column: pa.Array) -> pa.Array:
    """The generation suffix of a suffix column; degrees are none."""
    encoded = column.dictionary_encode()
    known = name_words().generation
    values = [known.get(squeezed(value), "") for value in encoded.dictionary.to_pylist()]
    return pc.take(pa.array(values, TEXT), encoded.indices)
