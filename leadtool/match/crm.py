"""What the CRM already knows of each lead: the person, the account, or nobody."""

from collections.abc import Sequence
from typing import Any, Final

import duckdb
import pyarrow as pa

from leadtool.chunks import TEXT, column_values
from leadtool.fields.standing import meaning
from leadtool.match.known import known_forms
from leadtool.match.names import FITTING_FIRST, FITTING_LAST, SAME_FIRST, SAME_LAST
from leadtool.model import KnownList
from leadtool.vocab import fold, word_list

MATCHES: Final = pa.schema([("record", pa.int64()), ("match", TEXT), ("reason", TEXT)])
"""One row per record: `match` is net_new, known_lead, customer, open_deal, refused_before or same_account."""

_ORDER: Final = ("customer", "open_deal", "refused_before", "known_lead", "same_account")
_KEY: Final = (
    "record, given, middle, root, roots, family, replace(family, ' ', '') AS joined, company, domain, profile, email, mail_kind"
)
# A mailbox of one's own at work is one person, however the first name is written, unless several share it.
_OWN_MAILBOX: Final = f"(k.mail_kind = 'business' AND k.email = k.v AND s.initials = 1 AND k.initials <= 2 AND {SAME_LAST})"
_FIRST_PART: Final = "split_part(s.family, ' ', 1) = split_part(k.family, ' ', 1)"
_EACH_DOMAIN: Final = "(SELECT *, unnest(list_distinct(list_concat(hosts, domains))) AS v FROM known)"
_PERSON_WAYS: Final = (
    (1, "same e-mail", f"""(SELECT *, count(DISTINCT left(given, 1)) OVER (PARTITION BY v) AS initials
        FROM (SELECT *, unnest(emails) AS v FROM known)) s
        JOIN (SELECT *, count(DISTINCT left(given, 1)) OVER (PARTITION BY v) AS initials
              FROM (SELECT {_KEY}, unnest(emails) AS v FROM keys) WHERE v IN (SELECT unnest(emails) FROM known)) k ON s.v
                  = k.v""",
     f"({FITTING_LAST} OR (s.root = k.root AND k.root <> '')) AND {FITTING_FIRST} OR {_OWN_MAILBOX}"),
    (2, "same profile", f"known s JOIN (SELECT {_KEY} FROM keys) k ON s.profile = k.profile", "s.profile <> ''"),
    (3, "same phone and name", f"""(SELECT *, unnest(phones) AS v FROM known) s
        JOIN (SELECT {_KEY}, unnest(phones) AS v FROM keys) k ON s.v = k.v""",
     f"({SAME_FIRST} AND {SAME_LAST}) OR (s.family = '' AND s.given = '' AND k.family = '' AND k.given = '')"),
    (4, "same name and company", f"""known s JOIN (SELECT {_KEY} FROM keys) k
        ON s.company = k.company AND s.root = k.root""", f"s.company <> '' AND s.root <> '' AND {SAME_LAST}"),
    (4, "same name and company", f"""known s JOIN (SELECT {_KEY} FROM keys) k
        ON s.company = k.company AND {_FIRST_PART}""", f"s.company <> '' AND s.family <> '' AND {SAME_FIRST} AND {SAME_LAST}"),
    (5, "same name and company domain", f"""{_EACH_DOMAIN} s JOIN (SELECT {_KEY} FROM keys) k
        ON s.v = k.domain AND s.root = k.root""", f"s.root <> '' AND {SAME_LAST}"),
    (5, "same name and company domain", f"""{_EACH_DOMAIN} s JOIN (SELECT {_KEY} FROM keys) k
        ON s.v = k.domain AND {_FIRST_PART}""", f"s.family <> '' AND {SAME_FIRST} AND {SAME_LAST}"),
)  # fmt: skip
_ACCOUNT_WAYS: Final = (
    (6, "same company domain", f"""{_EACH_DOMAIN} s
        JOIN (SELECT {_KEY}, v FROM (SELECT *, unnest(list_transform(range(1, len(string_split(domain, '.'))),
              lambda n: array_to_string(string_split(domain, '.')[n:], '.'))) AS v FROM keys
                  WHERE domain <> '')) k ON s.v = k.v""", "true"),
    (7, "same company", f"known s JOIN (SELECT {_KEY} FROM keys) k ON s.company = k.company", "length(s.company) > 1"),
)  # fmt: skip


def crm_matches(connection: duckdb.DuckDBPyConnection, lists: Sequence[KnownList], settings: Any = None) -> pa.Table:
    """What the known lists of kind "crm" and "run" say of each record (see `MATCHES`), in order of record.

    Every record is there when there is such a list, as net_new where nobody knows it; without one the table is empty. The
    connection holds the view `keys`.
    """
    chosen = [known for known in lists if known.kind in ("crm", "run")]
    if not chosen:
        return MATCHES.empty_table()
    statuses = {} if settings is None else {fold(word): meaning for word, meaning in settings.status.items()}
    connection.register("known", pa.concat_tables([_described(known, at, statuses) for at, known in enumerate(chosen)]))
    try:
        return _best(connection)
    finally:
        connection.unregister("known")


def _best(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The strongest statement about each record: what is known of the person first, then of the company."""
    ways = [
        f"""SELECT k.record, CASE WHEN s.standing = 'lost_account' THEN 'refused_before' ELSE s.standing END AS match,
            {place} AS place,
        '{said}' AS by, s.told, s.list, s."row" AS line, s.turn FROM {source} WHERE {where}"""
        for place, said, source, where in _PERSON_WAYS
    ]
    ways += [
        f"""SELECT k.record, CASE WHEN s.standing IN ('customer', 'open_deal') AND s.nobody
            THEN s.standing ELSE 'same_account' END,
        {place}, '{said}', s.told, s.list, s."row", s.turn FROM {source} WHERE {where}"""
        for place, said, source, where in _ACCOUNT_WAYS
    ]
    order = " ".join(f"WHEN '{match}' THEN {at}" for at, match in enumerate(_ORDER))
    table: pa.Table = connection.sql(
        f"""WITH m AS ({" UNION ALL ".join(ways)}),
        b AS (SELECT *, row_number() OVER (PARTITION BY record ORDER BY CASE match {order} END, place, turn, line) AS best FROM m)
        SELECT r.record, coalesce(b.match, 'net_new') AS match,
               CASE WHEN b.match IS NULL THEN 'not in the CRM' ELSE b.by || ' as in ' || b.list || b.told END AS reason
        FROM keys r LEFT JOIN (SELECT * FROM b WHERE best = 1) b ON b.record = r.record ORDER BY r.record"""
    ).to_arrow_table()
    return table.cast(MATCHES)


def _described(known: KnownList, at: int, statuses: dict[str, str]) -> pa.Table:
    """The forms of a known list, with what each row says about the relation."""
    forms = known_forms(known)
    leads: pa.Table = known.leads
    cells = {
        name: column_values(leads, name)
        for name in ("status", "stage", "lost_reason", "converted_at", "owner", "lt_last_contacted", "last_activity")
    }
    cells["deal_value"] = column_values(leads, "deal_value")
    cells["lt_stage"] = column_values(leads, "lt_stage")
    told: list[str] = []
    standing: list[str] = []
    for row in range(leads.num_rows):
        cell = {name: values[row] for name, values in cells.items()}
        standing.append(_standing(known, cell, statuses))
        told.append(_told(known, cell))
    whom = zip(*(forms.column(name).to_pylist() for name in ("family", "given", "emails")), strict=True)
    named = [bool(family or given or emails) for family, given, emails in whom]
    for name, values in (("standing", standing), ("told", told), ("list", [known.name] * leads.num_rows)):
        forms = forms.append_column(name, pa.array(values, TEXT))
    forms = forms.append_column("nobody", pa.array([not one for one in named], pa.bool_()))
    return forms.append_column("turn", pa.array([at] * leads.num_rows, pa.int32()))


def _standing(known: KnownList, cell: dict[str, str], statuses: dict[str, str]) -> str:
    """customer, open_deal, refused_before or known_lead, from the row's status, stage and dates."""
    words = word_list("crm_standing")
    for name in ("stage", "status"):
        word = fold(cell[name][:200])
        if not word:
            continue
        if statuses.get(word) == "customer":
            return "customer"
        for standing in ("customer", "refused_before", "open_deal"):
            if word in words[standing] or meaning(word) in words["meanings"][standing]:
                return standing
        parts = set(word.split())
        for standing in ("refused_before", "customer", "open_deal"):
            if parts & set(words[f"{standing}_word"]):
                return standing
    if cell["lt_stage"] == "customer" or cell["converted_at"]:
        return "customer"
    if cell["lost_reason"]:
        return "refused_before"
    return "open_deal" if cell["deal_value"] and known.kind == "crm" and cell["stage"] else "known_lead"


def _told(known: KnownList, cell: dict[str, str]) -> str:
    """Owner, stage and last activity, as the end of a sentence."""
    parts = [
        *([f"bought {known.date.isoformat()}"] if known.kind == "run" and known.date else []),
        *([f"owner {cell['owner']}"] if cell["owner"] else []),
        *([f"stage {cell['stage'] or cell['status']}"] if cell["stage"] or cell["status"] else []),
        *(
            [f"last activity {max(cell['last_activity'], cell['lt_last_contacted'])[:10]}"]
            if cell["last_activity"] or cell["lt_last_contacted"]
            else []
        ),
    ]
    return f" ({', '.join(parts)})" if parts else ""
