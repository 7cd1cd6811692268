"""Where each row ends: the only code that decides a disposition, from the effects of the rules that fired on it."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, map_text, text
from leadtool.config import Settings
from leadtool.rules import Effect, all_rules

# Where several apply: suppressed before junk before review before ready (a duplicate goes before them all).
_PRECEDENCE = ((Effect.SUPPRESS, "suppressed"), (Effect.JUNK, "junk"), (Effect.REVIEW, "review"))


def effects(settings: Settings) -> dict[str, Effect]:
    """What each rule does, with the config's own wishes."""
    return {code: settings.rules.get(code, rule.effect) for code, rule in all_rules().items()}


def dispositions(codes: pa.Array, effect_of: Mapping[str, Effect]) -> pa.Array:
    """ready, review, junk or suppressed for each row, from its `lt_rules` text."""

    def decide(cell: str) -> str:
        fired = {effect_of[code] for code in cell.split(";") if code}
        return next((word for effect, word in _PRECEDENCE if effect in fired), "ready")

    return map_text(codes, decide)


def add_codes(chunk: pa.Table, findings: pa.Table) -> pa.Table:
    """The chunk with the codes of these findings added to `lt_rules`: sorted, each once, joined by `;`."""
    codes = text(chunk, "lt_rules")
    if findings.num_rows:
        pairs = findings.select(["record", "rule"]).group_by(["record", "rule"]).aggregate([])
        new: dict[int, list[str]] = {}
        for record, rule in zip(pairs.column("record").to_pylist(), pairs.column("rule").to_pylist(), strict=True):
            new.setdefault(record, []).append(rule)
        wanted = pa.array(sorted(new), pa.int64())
        at = pc.index_in(chunk.column("record").combine_chunks(), wanted)
        extra = pa.array([";".join(sorted(new[r])) for r in wanted.to_pylist()], TEXT)
        joined = pc.binary_join_element_wise(codes, pc.fill_null(pc.take(extra, at), ""), pa.scalar(";", TEXT))
        codes = map_text(joined, lambda cell: ";".join(sorted(set(cell.split(";")) - {""})))
    at = chunk.schema.get_field_index("lt_rules")
    return chunk.append_column("lt_rules", codes) if at < 0 else chunk.set_column(at, "lt_rules", codes)
