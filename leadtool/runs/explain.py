"""Explaining one lead: from the line in the file to the verdict, in lines a person can read aloud."""

from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT
from leadtool.errors import UsageError
from leadtool.model import LT_COLUMNS
from leadtool.rules import all_rules
from leadtool.runs.run import LEAD_TABLES, Run, open_run

MOST_LINES: Final = 24
_MOST_RULES: Final = 6


def explain_lead(path: Path | str, which: str) -> list[str]:
    """What became of one record and why, in fewer than 25 lines; `which` is an lt_id, a row, or `FILE#ROW`.

    Raises:
        UsageError: if there is no such record, or several files have such a row.
    """
    run = open_run(Path(path))
    leads, asides = _find(run, which.strip())
    if len(leads) + len(asides) > 1:
        places = ", ".join(f"{row.get('lt_file') or row['file']}#{row.get('lt_row') or row['line']}" for row in leads + asides)
        raise UsageError(f"Several records are called {which}.", hint=f"Say which: {places[:400]}.")
    if leads:
        return _explained(run, leads[0])[:MOST_LINES]
    if asides:
        return _explained_aside(asides[0])
    raise UsageError(f"There is no record {which} in {run.path.name}.", hint="Give the line of the file, FILE#LINE, or an lt_id.")


def _find(run: Run, which: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    file, _, row = which.rpartition("#")
    leads: list[dict[str, Any]] = []
    asides: list[dict[str, Any]] = []
    for table in LEAD_TABLES:
        for batch in run.batches(table, LT_COLUMNS):
            mask = pc.equal(batch.column("lt_row" if row.isdigit() else "lt_id"), row if row.isdigit() else which)
            found = batch.filter(mask).to_pylist()
            leads += [one for one in found if not file or not row.isdigit() or _is_file(one["lt_file"], file)]
    if row.isdigit():
        for batch in run.batches("rejected"):
            asides += [one for one in batch.to_pylist() if _covers(one["line"], int(row)) and _is_file(one["file"], file)]
    return leads, asides


def _is_file(stands: str, wanted: str) -> bool:
    return not wanted or stands in (wanted, wanted.replace("#", "!")) or stands.split("!")[0] == wanted


def _covers(line: str, row: int) -> bool:
    first, _, last = line.partition("-")
    return first.isdigit() and int(first) <= row <= int(last or first)


def _explained(run: Run, lead: dict[str, str]) -> list[str]:
    get = {name.removeprefix("lt_"): value for name, value in lead.items()}
    lines = [f"{get['id']}: {get['file']}, row {get['row']}" + (f", source {get['source']}" if get["source"] else "")]
    who = ", ".join(part for part in (get["full_name"], get["company"], get["country"]) if part)
    lines.append(f"who: {who or 'nobody named'}")
    lines.append(f"disposition: {get['disposition']}" + _merged(get))
    lines.append(f"class: {get['class']}, because {get['class_reason'] or 'nothing says otherwise'}")
    lines.append(f"stage: {get['stage']}; engagement: {get['engagement']}")
    answers = "; ".join(f"{asked}: {get[asked]}" for asked in ("interest", "ability", "authority", "qualified"))
    lines.append(answers)
    if get["evidence"]:
        lines.append(f"evidence: {get['evidence']}")
    if get["value_low"] or get["value_high"]:
        lines.append(f"value: {get['value_low'] or '?'} to {get['value_high'] or '?'} ({get['value_basis']})")
    receipt = [line.strip() for line in get["score_receipt"].split(";") if line.strip()]
    lines.append(f"score: {get['score']}, tier {get['tier']}" + (" =" if receipt else ""))
    room = MOST_LINES - len(lines) - 5 - min(_MOST_RULES, len(get["rules"].split(";")))
    lines += [f"  {line}" for line in receipt] if len(receipt) <= room else [f"  {get['score_receipt']}"]
    lines.append(
        f"e-mail: {get['email'] or 'none'} ({get['email_status']}); phone: {get['phone'] or 'none'} ({get['phone_status']})"
    )
    lines.append(f"channels: {get['channels'].replace(';', ', ') or 'none is open'}")
    if get["crm_match"]:
        lines.append(f"CRM: {get['crm_match']}")
    lines.append(f"next: {get['next_action'] or 'nothing'}")
    return lines + _rules(run, lead)


def _merged(get: dict[str, str]) -> str:
    if get["duplicate_of"]:
        return f", merged into {get['duplicate_of']}" + (f" ({get['match_reason']})" if get["match_reason"] else "")
    if get["group_size"] not in ("", "1"):
        return f", kept for {get['group_size']} rows" + (f" ({get['match_reason']})" if get["match_reason"] else "")
    return ""


def _rules(run: Run, lead: dict[str, str]) -> list[str]:
    codes = [code for code in lead["lt_rules"].split(";") if code]
    where: dict[str, set[str]] = {}
    for batch in run.batches("findings", ["file", "row", "column", "rule"]):
        mine = batch.filter(
            pc.and_(
                pc.equal(batch.column("row"), lead["lt_row"]), pc.is_in(batch.column("file"), pa.array([lead["lt_file"]], TEXT))
            )
        )
        for rule, column in zip(mine.column("rule").to_pylist(), mine.column("column").to_pylist(), strict=True):
            where.setdefault(rule, set()).add(column)
    known = all_rules()
    lines = []
    for code in codes[:_MOST_RULES]:
        columns = ", ".join(sorted(where.get(code, set()) - {""}))
        said = known[code].summary if code in known else "a rule of another version"
        lines.append(f"{code}: {said}" + (f" [{columns}]" if columns else ""))
    if len(codes) > _MOST_RULES:
        lines.append(f"and {', '.join(codes[_MOST_RULES:])}: see `leadtool rule`")
    return lines


def _explained_aside(aside: dict[str, str]) -> list[str]:
    rule = all_rules().get(aside["rule"])
    said = f"{rule.code}: {rule.summary} {rule.why}" if rule else aside["rule"]
    fix = [f"fix: {rule.fix}"] if rule else []
    return [f"{aside['file']}, line {aside['line']}", f"disposition: {aside['disposition']}", said, *fix]
