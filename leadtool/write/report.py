"""The report page: one self-contained HTML file that says what was bought, what it is worth and what to do."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2

from leadtool.config import Settings
from leadtool.write.facts import RunFacts


def render_report(summary: Mapping[str, Any], facts: RunFacts, top_leads: Sequence[Mapping[str, str]], settings: Settings) -> str:
    """The page as HTML text; no clock, no duration, nothing from outside."""
    return _template().render(summary=summary, facts=facts, top=top_leads, settings=settings)


@cache
def _template() -> jinja2.Template:
    source = (files("leadtool.write") / "templates" / "report.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source)
