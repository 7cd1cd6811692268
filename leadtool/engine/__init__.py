"""Where chunks run: the same step functions, on this machine or elsewhere, with the same results."""

from leadtool.engine.local import map_in_order

__all__ = ["map_in_order"]
