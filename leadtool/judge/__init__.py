"""Judging: junk, consent, class, stage, qualification, value, score and next action."""

from leadtool.judge.stages import definition_text
from leadtool.judge.verdicts import judge, standing

__all__ = ["definition_text", "judge", "standing"]
