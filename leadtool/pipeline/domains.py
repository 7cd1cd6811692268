"""The only look outside: whether the domains of the e-mail addresses take mail, asked where the user wants it (--dns)."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, each_distinct, text, with_columns
from leadtool.fields.deliverability import TakesMail, mail_domains
from leadtool.rules.emails import DOMAIN_TAKES_NO_MAIL

_KNOWN: Final[dict[str, TakesMail]] = {}
"""What was already answered in this process; no domain is asked for twice."""


def ask_domains(chunk: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The chunk with `lt_email_status` invalid where the domain takes no mail; no answer changes nothing."""
    addresses = text(chunk, "lt_email")
    domains = each_distinct(addresses, lambda address: address.rpartition("@")[2])
    _KNOWN.update(mail_domains(set(domains) - _KNOWN.keys() - {""}))
    refused = pa.array([_KNOWN.get(domain) == "no" for domain in domains], pa.bool_())
    findings = Findings()
    records = chunk.column("record").combine_chunks()
    findings.add_where(refused, records, DOMAIN_TAKES_NO_MAIL.code, before=addresses, after=addresses)
    status = pc.if_else(refused, pa.scalar("invalid", TEXT), text(chunk, "lt_email_status"))
    return with_columns(chunk, {"lt_email_status": status}), findings.table()
