"""The three phases in their order, and what becomes of their results."""

from leadtool.pipeline.carry_out import Done, carry_out

__all__ = ["Done", "carry_out"]
