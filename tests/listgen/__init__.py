"""Generated lead lists: realistic, seeded, and with the truth about every row."""

from tests.listgen.layouts import AS_OF, layouts
from tests.listgen.make import TRUTH_COLUMNS, Listing, make_list

__all__ = ["AS_OF", "TRUTH_COLUMNS", "Listing", "layouts", "make_list"]
