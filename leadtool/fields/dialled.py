"""The country that an internationally written phone number gives away: `+41 44 …` is dialled in Switzerland."""

from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow.compute as pc
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, NumberParseException, parse, region_code_for_number

from leadtool.chunks import map_text
from leadtool.fields.text_bytes import buffers, kept

_LONGEST_CODE = 3
_SIGNS = np.isin(np.arange(256), np.frombuffer(b"0123456789+", np.uint8))
_EXAMPLE_REST = "2345678"  # any seven digits: where several countries share a code, the digits before them tell which
_START = r"^(?:\+|00)(?P<start>[1-9][0-9]{2,5})"  # a code of three digits at most, and three after it


def dialled_starts(cells: Any) -> Any:
    """The digits with which internationally written numbers begin, country calling code first; "" for all other cells."""
    data, ends = buffers(cells)
    start = pc.struct_field(pc.extract_regex(kept(data, ends, _SIGNS[data]), _START), "start")
    return pc.fill_null(start.cast(cells.type), "")


def countries_dialled(cells: Any, default: str) -> Any:
    """The country of each cell of phone numbers, "" where it tells none; `default` wins where it shares the calling code."""
    return map_text(dialled_starts(cells), lambda start: country_dialled(start, default))


@lru_cache(maxsize=20_000)
def country_dialled(start: str, default: str = "") -> str:
    """The country (ISO alpha-2) of a number that begins with these digits, calling code first; "" where there is none.

    >>> country_dialled("4144512"), country_dialled("1416555"), country_dialled("7701234"), country_dialled("999")
    ('CH', 'CA', 'KZ', '')
    """
    for length in range(1, _LONGEST_CODE + 1):
        regions = COUNTRY_CODE_TO_REGION_CODE.get(int(start[:length] or 0), ())
        if not regions or regions == ("001",):
            continue
        if default in regions:
            return default
        return regions[0] if len(regions) == 1 else _shared(start[:length], start[length : length + 3]) or regions[0]
    return ""


@lru_cache(maxsize=20_000)
def _shared(code: str, after: str) -> str:
    """Which of the countries that share a calling code the digits after it belong to."""
    try:
        number = parse(f"+{code}{after}{_EXAMPLE_REST}")
    except NumberParseException:
        return ""
    return region_code_for_number(number) or ""
