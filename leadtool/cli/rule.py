"""`leadtool rule`: list the rules, or explain one."""

import difflib
import json
from typing import Annotated

import typer

from leadtool.cli.options import Json


def rule(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="A rule's code or name.")] = "",
    as_json: Json = False,
) -> None:
    """List the rules, or explain one."""
    from leadtool.cli.screen import Screen
    from leadtool.errors import UsageError
    from leadtool.rules import all_rules

    screen = Screen()
    rules = all_rules()
    if not code:
        if as_json:
            said = [{"code": r.code, "name": r.name, "effect": r.effect.value, "summary": r.summary} for r in rules.values()]
            screen.raw(json.dumps({"schema_version": "1.0", "rules": said}, ensure_ascii=False, indent=2) + "\n")
        else:
            screen.table(
                ("code", "name", "effect", "what"), ([r.code, r.name, r.effect.value, r.summary] for r in rules.values())
            )
        return
    by_name = {r.name: r for r in rules.values()}
    chosen = rules.get(code.upper()) or by_name.get(code.lower())
    if chosen is None:
        near = difflib.get_close_matches(code.lower(), [*(c.lower() for c in rules), *by_name], n=1)
        hint = f"Did you mean {near[0]}?" if near else "`leadtool rule` lists them."
        raise UsageError(f"There is no rule {code}.", hint=hint, kind="rule")
    facts = {
        "code": chosen.code,
        "name": chosen.name,
        "effect": chosen.effect.value,
        "closes": list(chosen.closes),
        "summary": chosen.summary,
        "why": chosen.why,
        "fix": chosen.fix,
        "bad": list(chosen.bad),
        "good": list(chosen.good),
        "successor": chosen.successor,
    }
    if as_json:
        screen.raw(json.dumps({"schema_version": "1.0", "rule": facts}, ensure_ascii=False, indent=2) + "\n")
        return
    screen.tell(f"{chosen.code} {chosen.name}", style="bold")
    screen.tell(chosen.summary)
    for label, words in (("why", chosen.why), ("fix", chosen.fix), ("effect", chosen.effect.value)):
        screen.tell(f"{label:>7}: {words}")
    for label, examples in (("bad", chosen.bad), ("good", chosen.good)):
        for example in examples:
            screen.tell(f"{label:>7}: {example!r}")
