"""The report page: one self-contained HTML file that says what was bought, what it is worth and what to do."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from leadtool.config import Settings
from leadtool.write.facts import RunFacts
from leadtool.write.report_view import view
from leadtool.write.report_words import CLASS_MEANINGS, number


def render_report(summary: Mapping[str, Any], facts: RunFacts, top_leads: Sequence[Mapping[str, str]], settings: Settings) -> str:
    """The page as HTML text: no clock, no duration, nothing from outside, and no script but its own."""
    style, script = _asset("report.css"), _asset("report.js")
    return _template().render(
        v=view(summary, facts, top_leads, settings),
        style=Markup(style),
        script=Markup(script),
        style_hash=_csp_hash(style),
        script_hash=_csp_hash(script),
        meanings=CLASS_MEANINGS,
        number=number,
    )


def _csp_hash(text: str) -> str:
    """How a content security policy names an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    return (files("leadtool.write") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_asset("report.html.j2"))
