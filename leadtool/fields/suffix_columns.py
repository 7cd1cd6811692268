"""The registered part of host names as a whole column: `acme.de` at once, every other host by the plain function."""

from functools import cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT
from leadtool.fields.plain_where import plain_where
from leadtool.fields.suffixes import public_suffixes, registrable_domain

_TWO_LABELS: Final = r"^[a-z0-9-]+\.(?P<ending>[a-z]{2,24})$"
_EMPTY: Final = pa.scalar("", TEXT)


@cache
def _endings() -> pa.Array:
    """Endings below which every name can be registered."""
    rules = public_suffixes()
    return pa.array(sorted(rule for rule in rules if rule.isalpha() and rule.isascii() and f"*.{rule}" not in rules), TEXT)


@cache
def _listed() -> pa.Array:
    """Names of two labels that a rule speaks of."""
    names = (rule.removeprefix("!").removeprefix("*.") for rule in public_suffixes())
    return pa.array(sorted({name for name in names if name.count(".") == 1}), TEXT)


def registrable_domains(hosts: pa.Array) -> pa.Array:
    """`registrable_domain` of each host."""
    ending = pc.struct_field(pc.extract_regex(hosts, _TWO_LABELS), "ending")
    usual = pc.and_(pc.is_in(ending, value_set=_endings()), pc.invert(pc.is_in(hosts, value_set=_listed())))
    usual = pc.and_(usual, pc.invert(pc.match_substring(hosts, "xn--")))
    usual = pc.and_(usual, pc.less_equal(pc.binary_length(hosts), 253))
    return plain_where(hosts, pc.invert(pc.or_(usual, pc.equal(hosts, _EMPTY))), registrable_domain, hosts)
