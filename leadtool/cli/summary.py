"""The closing screen of a run: at most 15 lines, most important last; plain lines where there is no terminal."""

from pathlib import Path
from typing import Any

from leadtool.cli.screen import Screen, show
from leadtool.pipeline import Done

_SHOWN_WARNINGS = 3


def opening(screen: Screen, config: str) -> None:
    """Say which settings file is used, when nobody named it."""
    if not config and Path("leadtool.toml").is_file():
        screen.say("Settings from ./leadtool.toml.")


def unread(screen: Screen, done: Done) -> None:
    """The inputs that could not be read: even a quiet run names them."""
    for path, error in done.errors:
        named = error.message.startswith(path)
        screen.warn(f"{'' if named else path + ': '}{error.message} {error.hint}")


def warned(done: Done) -> list[str]:
    """The first warnings, and how many more there are."""
    said = [f"! {show(sentence, 160)}" for sentence in done.summary["warnings"][:_SHOWN_WARNINGS]]
    more = len(done.summary["warnings"]) - _SHOWN_WARNINGS
    return [*said, f"! and {more} more warnings in summary.json"] if more > 0 else said


def closing(screen: Screen, done: Done) -> None:
    """What happened, what to look at, what to do next."""
    unread(screen, done)
    if screen.quiet:
        return
    if screen.verbose:
        _decided(screen, done)
    if not screen.talks_to_person:
        for key, value in _plain(done):
            screen.say(f"{key}: {value}")
        return
    for line, style in screen_lines(done):
        screen.say(line, style)


def _decided(screen: Screen, done: Done) -> None:
    """How each input was read, and what was passed over."""
    for path in done.summary["passed_over"]:
        screen.say(f"{show(path)}: passed over, it is no list")
    for entry in done.summary["inputs"]:
        for sentence in entry.get("evidence", ()):
            screen.say(f"{show(entry['path'])}: {show(sentence, 300)}")


def _plain(done: Done) -> list[tuple[str, Any]]:
    ledger, classes = done.summary["ledger"], done.summary["classes"]
    facts: list[tuple[str, Any]] = [("warning", show(said, 300)) for said in done.summary["warnings"][:_SHOWN_WARNINGS]]
    facts += ledger.items()
    facts += [("leads", ledger["ready"] + ledger["review"]), *classes.items()]
    facts += [("gate failed", gate["gate"]) for gate in done.summary["gates"] if gate["failed"]]
    if done.folder:
        facts.append(("folder", done.folder))
    return facts


def screen_lines(done: Done) -> list[tuple[str, str]]:
    """The lines of the closing screen with their styles, the most important last."""
    summary = done.summary
    books, classes, tiers = summary["ledger"], summary["classes"], summary["tiers"]
    leads = books["ready"] + books["review"]
    records = books["records"] - books["not_a_record"]
    lines = [(said, "yellow") for said in warned(done)]
    lines.append(
        (
            f"{records:,} records read" + (f", {books['not_a_record']:,} other lines set aside" if books["not_a_record"] else ""),
            "",
        )
    )
    gone = [(books[word], word) for word in ("duplicate", "suppressed", "junk", "unreadable") if books[word]]
    lines.append(
        ("  not leads  " + " · ".join(f"{n:,} {word}" for n, word in gone), "") if gone else ("  every record is a lead", "")
    )
    lines.append(("  classes    " + " · ".join(f"{n:,} {word}" for word, n in classes.items()), ""))
    lines.append(("  tiers      " + " · ".join(f"{word} {n:,}" for word, n in tiers.items()), ""))
    lines += _money(done)
    if books["review"]:
        lines.append(
            (f"  look at    {books['review']:,} in review ({summary['review_pairs']:,} pairs may be the same person)", "yellow")
        )
    if done.top_leads and (first := done.top_leads[0]):
        name = first["lt_full_name"] or first["lt_company"] or first["lt_email"] or first["lt_phone"]
        lines.append((f"  call first {show(name, 40)}: {show(first['lt_next_action'], 70)}", ""))
    share = round(100 * leads / records) if records else 0
    lines.append((f"{leads:,} leads ({share} % of the records)" + (f" in {done.folder}" if done.folder else ""), "bold green"))
    lines += [(f"gate failed: {gate['gate']}", "bold red") for gate in summary["gates"] if gate["failed"]]
    return lines


def _money(done: Done) -> list[tuple[str, str]]:
    priced = [source for source in done.summary["sources"] if source.get("cost_per_usable") is not None]
    said = [f"{show(s['name'], 30)} {s['cost_per_usable']:.2f} {s['currency']}" for s in priced[:3]]
    return [("  per usable lead  " + " · ".join(said), "")] if said else []
