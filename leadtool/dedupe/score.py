"""What the levels of a pair weigh together, in bits, and whether that merges it, asks a person, or keeps it apart."""

from functools import cache
from typing import Final

import duckdb

from leadtool.vocab import word_list

_LEVELS: Final = {"mid": (2, 1, -1), "gen": (2, 1, -1), "ti": (2, 1, -1), "state": (1, -1), "zip": (2, 1, -1), "city": (2, 1, -1)}

# Names agree: nothing speaks against one person in either part, and at least one part is the same.
_OK: Final = "((fn >= 2 AND ln >= 1) OR (fu = 1 AND named))"
# A person's own number and something beside it outweigh a first name.
_CERTAIN: Final = "(pid = 2 AND gen <> -1 AND (dob = 3 OR st >= 3 OR ln >= 2))"
# The names differ by a little, and so do the two addresses made of them: colleagues with look-alike names, not a slip.
_TOLD: Final = f"""{_OK} AND own = 0 AS ok, {_CERTAIN} AS certain, (fn = -1 OR own = 1) AND NOT {_CERTAIN} AS first_clash,
    ln = -1 OR own = 2 AS last_clash,
    gen = -1 OR li = -1 OR pid = -1 OR (mid = -1 AND NOT sw AND em <> 5) AS person_clash"""
_CLASH: Final = "(first_clash OR last_clash)"

EXACT: Final = f"""(NOT person_clash AND NOT first_clash AND (
    (em = 5 AND NOT role AND enames <= 4 AND (NOT last_clash OR fn >= 4))
 OR (em = 5 AND NOT role AND ok)
 OR (em = 5 AND role AND ((fn >= 2 AND ln >= 2) OR (fu = 1 AND named) OR (nobody AND co <> -1)))
 OR (ph = 3 AND ((fn >= 2 AND ln >= 2 AND own = 0 AND (fn >= 4 OR em >= 0)) OR (fu = 1 AND named) OR (nobody AND co >= 4)))
 OR (li = 1 AND NOT {_CLASH}) OR (li = 1 AND fn >= 4)
 OR (pid = 2 AND NOT {_CLASH})))"""
"""Exact evidence: a contact or profile that is one person's own, and no name against it."""

# Something besides the name must agree before two leads are taken for one: a contact, the employer, the home.
# A slip is in the name or in the address made of it, seldom in both; an address made of the name says no more than the name.
_CONTACT: Final = (
    "(em = 5 OR (em = 4 AND fn >= 4 AND ln = 3) OR (ph >= 2 AND (fn >= 4 OR em >= 0)) OR li = 1 OR pid >= 1 OR dob >= 2)"
)
_WORK: Final = "(co = 5 OR (co >= 3 AND NOT biz) OR dom = 1)"
_HOME: Final = "((st >= 3 AND NOT (zip = -1 AND city = -1)) OR (st >= 2 AND (zip = 2 OR city = 2)))"
_PLACE: Final = """(NOT biz AND co <> -1 AND ((zip = 2 AND city >= 1 AND fn = 5 AND ln = 3 AND em >= 0 AND ph >= 0)
    OR (em IN (2, 3) AND lm AND (city = 2 OR zip = 2 OR ti = 2))))"""
_BACKED: Final = f"({_CONTACT} OR {_WORK} OR ({_HOME} AND NOT (biz AND co = -1)) OR {_PLACE})"
# Names that only look alike need a contact, or nothing else that differs.
_ALIKE: Final = f"((fn >= 4 AND ln = 3) OR fu = 1 OR {_CONTACT} OR (em >= 0 AND ph >= 0))"
_NAMED_ENOUGH: Final = f"""(ok OR (NOT {_CLASH} AND em = 5 AND NOT role) OR (nobody AND (em = 5 OR (co >= 4 AND (st >= 3
    OR ph = 3 OR city = 2 OR zip = 2))))
    OR (fn >= 4 AND em = 5 AND NOT role AND enames <= 4) OR (fn >= 4 AND (li = 1 OR pid = 2 OR (dob = 3 AND (st >= 2 OR ph = 3))))
    OR certain OR (NOT {_CLASH} AND (ln >= 2 OR fn >= 3) AND (pid >= 1 OR dob = 3) AND (st >= 1 OR zip >= 1 OR city >= 1)))"""
_MERGES: Final = f"(NOT first_clash AND NOT person_clash AND {_BACKED} AND {_ALIKE} AND {_NAMED_ENOUGH})"
# What a person should look at: no name speaks against it but too little for it, or one thing speaks against much that agrees.
_SURE_NAMES: Final = f"(NOT {_CLASH} AND ({_CONTACT} OR (ok AND em >= 0 AND ph >= 0)))"
_OTHER_LAST: Final = f"""(NOT first_clash AND last_clash AND {_CONTACT} AND NOT role AND NOT nums
    AND ((em IN (0, 2, 3, 5) AND ti <> -1) OR (em = 4 AND ln >= 1 AND ph >= 2)))"""
_OTHER_FIRST: Final = "(near AND em = 5 AND NOT role AND ln >= 2 AND NOT nums)"
_OTHER_NUMBER: Final = "(ok AND (li = -1 OR pid = -1) AND (em = 5 OR dob = 3 OR st >= 3))"
_DOUBTFUL: Final = f"""(a <> b AND gen <> -1 AND mid <> -1 AND {_BACKED}
    AND (({_OTHER_NUMBER}) OR (li <> -1 AND pid <> -1 AND ({_SURE_NAMES} OR {_OTHER_LAST} OR {_OTHER_FIRST}))))"""


@cache
def _weights() -> dict[str, float]:
    return dict(word_list("duplicate_weights")["weights"])


def threshold(name: str) -> float:
    """The score at which something happens: `merge`, `review` or `hard`, in bits."""
    return float(word_list("duplicate_weights")["thresholds"][name])


def _w(name: str) -> str:
    return f"({_weights().get(name, 0.0)})"


def _steps(field: str, levels: tuple[int, ...]) -> str:
    """The weight of a field by its level alone."""
    cases = " ".join(
        f"WHEN {level} THEN {_w(f'{field}{level}' if f'{field}{level}' in _weights() else f'{field}_{level}')}"
        for level in levels
    )
    return f"(CASE {field} {cases} ELSE 0 END)"


def _if(condition: str, *terms: str) -> str:
    return f"(CASE WHEN {condition} THEN {' + '.join(terms)} ELSE 0 END)"


def _named(field: str) -> tuple[str, ...]:
    """What a shared value loses or gains by how the names of the two agree."""
    return (
        _if("ok", _w(f"{field}_ok")),
        _if("fn = -1", _w(f"{field}_fc")),
        _if("ln = -1", _w(f"{field}_lc")),
        _if("fn = -1 AND ln = -1", _w(f"{field}_two")),
    )


def _formula() -> str:
    """The score as SQL over the levels and the counts joined to them."""
    size = "people_bits"
    return " + ".join(
        [
            f"{_w('bias')} - {_w('negN')} * {size}",
            _steps("ln", (3, 2, 1, -1)) + " + " + _if("ln >= 2", f"{_w('ln_bits')} * ln_rare"),
            _steps("fn", (5, 4, 3, 2, -1)) + " + " + _if("fn >= 3", f"{_w('fn_bits')} * fn_rare"),
            _if("ok", _w("both_ok")),
            _if("sw", _w("sw")),
            _if("fn = -1 AND ln = -1", _w("both_clash")),
            *(_steps(field, levels) for field, levels in _LEVELS.items()),
            _if("em = 5", _w("em5"), f"{_w('em5_n')} * {size}", f"{_w('em5_nn')} * log2(enames)", _if("role", _w("em5_role"))),
            _if("em = 5", *_named("em5")),
            _steps("em", (4, 3, 2, 1, -1, -2, -3, -4)),
            _if("ok", _if("em = 4", _w("em4_ok")), _if("em = 3", _w("em3_ok")), _if("em = 2", _w("em2_ok"))),
            _if("ph = 3", _w("ph3"), f"{_w('ph3_n')} * {size}", f"{_w('ph3_nn')} * log2(pnames)"),
            _if("ph = 3", *_named("ph3")),
            _steps("ph", (2, 1, -1)),
            _if("co = 5", _w("co5"), f"{_w('co5_b')} * co_rare") + " + " + _steps("co", (4, 3, 2, -1)),
            _steps("dom", (1, -1)) + " + " + _if("co >= 2 AND dom = 1", _w("co_dom")),
            _if("st = 4", _w("st4"), f"{_w('st4_b')} * st_rare") + " + " + _steps("st", (3, 2, 1, -1)),
            _if("st > 0", _if("zip > 0", _w("st_zip")), *_named("st")),
            _if("zip > 0 AND city > 0", _w("zip_city")),
            _if("co >= 2 AND st > 0", _w("co_st")),
            _if("co >= 2 AND ph = 3", _w("co_ph")),
            _if("st > 0 AND ph = 3", _w("st_ph")),
            _if("em = 5", _if("co >= 2", _w("co_em")), _if("dom = 1", _w("dom_em"))),
            _steps("dob", (3, 2, 1, -1)) + " + " + _if("dob > 0 AND st > 0", _w("dob_st")),
            _if("li = 1", _w("li1"), f"{_w('li1_n')} * {size}") + " + " + _if("li = -1", _w("li-1")),
            _if("pid = 2", f"6 + {size}") + " + " + _if("pid = 1", "6"),
        ]
    )  # fmt: skip


def score(connection: duckdb.DuckDBPyConnection, *, levels: str, into: str, people: int, how: str) -> None:
    """Make table `into` (a, b, the levels, score, merges, clash, doubtful, hopeless) of table `levels`."""
    fuzzy = f"score >= {threshold('merge')} AND {_MERGES}" if how == "fuzzy" else "false"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {into} AS
        WITH c AS (SELECT l.*, log2({max(people, 2)}) AS people_bits, least(x.fn, y.fn) AS fn_rare, least(x.ln, y.ln) AS ln_rare,
                   least(x.co, y.co) AS co_rare, least(x.st, y.st) AS st_rare,
                   coalesce(e.names, 1) AS enames, coalesce(p.names, 1) AS pnames
                   FROM {levels} l JOIN dd_bits x ON x.i = l.a JOIN dd_bits y ON y.i = l.b
                   LEFT JOIN dd_share e ON e.v = l.ev LEFT JOIN dd_share p ON p.v = l.pv),
             t AS (SELECT *, {_TOLD} FROM c),
             s AS (SELECT *, {_formula()} AS score, {EXACT} AS exact FROM t)
        SELECT *, exact OR ({fuzzy}) AS merges, {_CLASH} OR person_clash AS clash,
               NOT merges AND score >= {threshold("review")} AND {_DOUBTFUL} AS doubtful,
               (first_clash AND NOT near) OR gen = -1 OR (mid = -1 AND NOT sw AND em <> 5) AS hopeless
            FROM s"""
    )
