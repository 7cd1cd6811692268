"""leadtool: turns bought or exported lead lists into something a sales team can trust.

Every command has a function: `clean`, `report` and `columns` read lists; `explain`, `sources`, `claims`, `export`, `diff`,
`review`, `restore`, `verify` and `table` read finished runs; `rule` looks a rule up.
"""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from leadtool.api import clean as clean
    from leadtool.api import columns as columns
    from leadtool.api import report as report
    from leadtool.api import table as table
    from leadtool.rules import rule as rule
    from leadtool.runs.claims import claims as claims
    from leadtool.runs.diff import diff_runs as diff
    from leadtool.runs.explain import explain_lead as explain
    from leadtool.runs.export import export_leads as export
    from leadtool.runs.restore import restore_run as restore
    from leadtool.runs.review import collect_decisions as review
    from leadtool.runs.sources import scorecards as sources
    from leadtool.runs.verify import verify_run as verify

    __version__: str

__all__ = [
    "__version__", "claims", "clean", "columns", "diff", "explain", "export", "report", "restore", "review", "rule", "sources",
    "table", "verify",
]  # fmt: skip

_FOUND_IN: Final = {
    "clean": "api.clean", "report": "api.report", "columns": "api.columns", "table": "api.table", "rule": "rules.rule",
    "claims": "runs.claims.claims", "diff": "runs.diff.diff_runs", "explain": "runs.explain.explain_lead",
    "export": "runs.export.export_leads", "restore": "runs.restore.restore_run", "review": "runs.review.collect_decisions",
    "sources": "runs.sources.scorecards", "verify": "runs.verify.verify_run",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Give the version and the functions when they are asked for, so that `--help` loads nothing it does not need."""
    from importlib import import_module, metadata

    if name == "__version__":
        return metadata.version("leadtool")
    if name in _FOUND_IN:
        module, _, function = _FOUND_IN[name].rpartition(".")
        return getattr(import_module(f"leadtool.{module}"), function)
    raise AttributeError(f"module 'leadtool' has no attribute {name!r}")
