"""The two steps of judging: a row by itself, and a lead after merging."""

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import Findings, text, with_columns
from leadtool.judge.actions import next_actions
from leadtool.judge.buyers import buyers
from leadtool.judge.channels import channels, closed_why, effect_of
from leadtool.judge.classes import standings
from leadtool.judge.combos import each_combination, joined
from leadtool.judge.consent import find_refusals, headers
from leadtool.judge.junk import find_junk
from leadtool.judge.qualification import qualify, source_kinds
from leadtool.judge.scores import scores, tiers
from leadtool.judge.specs import off_spec
from leadtool.judge.stages import stages
from leadtool.judge.value import values
from leadtool.model import Context, StepResult
from leadtool.rules import Effect
from leadtool.rules.consent import NO_CHANNEL_LEFT
from leadtool.rules.qualification import OFF_CRITERIA, OFF_SPEC


def standing(chunk: pa.Table, context: Context) -> StepResult:
    """Find junk and refusals in each row; the chunk is returned as it is."""
    findings = Findings()
    find_junk(chunk, context, findings)
    find_refusals(chunk, context, findings)
    return StepResult(chunk, findings.table())


def judge(chunk: pa.Table, context: Context) -> StepResult:
    """Give each lead its class, stage, qualification, value, score, tier, channels and next action, with the reasons."""
    settings = context.settings
    findings = Findings()
    told = standings(chunk, context)
    kinds = source_kinds(chunk, settings)
    buyer = buyers(chunk, context)
    qualified = qualify(chunk, context, told, kinds, buyer)
    usable, best, lost = channels(chunk, settings, buyer)
    low, high, basis = values(chunk, context)
    failed = off_spec(chunk, settings)
    judged: dict[str, pa.Array] = {
        "lt_class": told["lead_class"],
        "lt_class_reason": told["reason"],
        "lt_engagement": told["engagement"],
        **{name: qualified[name] for name in ("lt_interest", "lt_ability", "lt_authority", "lt_qualified", "lt_evidence")},
        "lt_value_low": low,
        "lt_value_high": high,
        "lt_value_basis": basis,
        "lt_channels": usable,
        "lt_best_channel": best,
    }
    inner = judged | {"hint": told["hint"], "situation": told["situation"], "due": told["due"]}
    inner["closed"] = closed_why(chunk, lost, settings)
    inner["competitor"] = told["competitor"]
    judged["lt_stage"] = inner["lt_stage"] = stages(inner, kinds, settings.definition.profile)
    score, judged["lt_score_receipt"] = scores(chunk, context, inner, kinds, failed)
    judged["lt_score"] = score
    judged["lt_tier"] = tiers(score, inner, settings)
    judged["lt_next_action"] = next_actions(chunk, context, inner, kinds, buyer)
    _find(chunk, context, findings, told["rules"], qualified, lost, failed)
    return StepResult(with_columns(chunk, judged), findings.table())


def _find(
    chunk: pa.Table,
    context: Context,
    findings: Findings,
    contradictions: pa.Array,
    qualified: dict[str, pa.Array],
    lost: pa.Array,
    failed: pa.Array,
) -> None:
    """Add the findings of judging: contradictions, conflicting evidence, off-spec, and no channel left."""
    records, header = chunk.column("record"), headers(context)
    codes = joined([contradictions, qualified["rules"]], " ")
    for code in sorted({code for cell in pc.unique(codes).to_pylist() for code in cell.split()}):
        column = "status" if code.startswith("S") else ""
        before = text(chunk, column) if column else None
        findings.add_where(pc.match_substring(codes, code), records, code, header.get(column, ""), before)
    findings.add_where(pc.not_equal(failed, ""), records, OFF_SPEC.code, "", failed)
    outside = pc.match_substring(qualified["lt_evidence"], "outside the criteria")
    findings.add_where(outside, records, OFF_CRITERIA.code, "", qualified["lt_evidence"])

    def suppressed(codes: str) -> tuple[str]:
        return ("yes" if any(effect_of(code, context.settings) is Effect.SUPPRESS for code in codes.split(";")) else "",)

    already = each_combination([text(chunk, "lt_rules")], suppressed, 1)[0]
    fired = pc.and_(pc.equal(lost, "yes"), pc.equal(already, ""))
    findings.add_where(fired, records, NO_CHANNEL_LEFT.code)
