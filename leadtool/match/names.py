"""Whether the name of a known person and that of a lead can be one person's, as SQL over the rows `s` (known) and `k` (lead).

Both sides hold `given` (first word), `middle` (the others), `root`, `roots`, `family` (words) and `joined` (without blanks).
"""

from typing import Final


def _among(one: str, other: str) -> str:
    """A first name that is one of the other's later names: Carmen of María del Carmen."""
    return f"(length({one}.given) > 2 AND contains(' ' || {other}.middle || ' ', ' ' || {one}.given || ' '))"


SAME_FIRST: Final = f"""((s.root = k.root AND k.root <> '') OR list_has_any(s.roots, k.roots) OR {_among("s", "k")}
    OR {_among("k", "s")}
    OR (least(length(s.given), length(k.given)) = 1 AND left(s.given, 1) = left(k.given, 1)))"""
"""The first names are one name, a nickname, one of several, or an initial of it."""

_LONG_PARTS: Final = """len(list_filter(list_intersect(string_split(s.family, ' '), string_split(k.family, ' ')),
    lambda part: length(part) > 3)) > 0"""
SAME_LAST: Final = f"""(s.family <> '' AND k.family <> '' AND (s.joined = k.joined
    OR jaro_winkler_similarity(s.joined, k.joined) >= 0.85
    OR ((contains(s.family, ' ') OR contains(k.family, ' ')) AND {_LONG_PARTS})
    OR (least(length(s.joined), length(k.joined)) = 1 AND left(s.joined, 1) = left(k.joined, 1))))"""
"""The last names are one name, nearly, or share a part: Ibáñez of Ibáñez Robledo."""

FITTING_LAST: Final = f"(s.family = '' OR k.family = '' OR {SAME_LAST})"
"""The last names do not speak against one person."""

FITTING_FIRST: Final = f"(s.given = '' OR k.given = '' OR left(s.given, 1) = left(k.given, 1) OR {SAME_FIRST})"
"""The first names do not speak against one person."""
