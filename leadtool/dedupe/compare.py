"""How far two people agree, field by field, as small levels: 0 unknown, the higher the more alike, below 0 different."""

from collections.abc import Iterable
from typing import Final

import duckdb

# One is the other plus the ending that makes a man's name a woman's, or they differ in that ending only.
_SEXED: Final = """(
    (length(a.given) >= 3 AND length(b.given) >= 3 AND a.script = b.script AND (
        (starts_with(b.given, a.given) AND substr(b.given, length(a.given) + 1) IN ('a', 'e', 'ia', 'ina', 'ine', 'ette',
            'etta', 'ita', 'ella', 'elle'))
     OR (starts_with(a.given, b.given) AND substr(a.given, length(b.given) + 1) IN ('a', 'e', 'ia', 'ina', 'ine', 'ette',
         'etta', 'ita', 'ella', 'elle'))
     OR (length(a.given) = length(b.given) AND left(a.given, -1) = left(b.given, -1) AND right(a.given, 1) IN ('a', 'o', 'e')
         AND right(b.given, 1) IN ('a', 'o', 'e') AND right(a.given, 1) <> right(b.given, 1)))))"""
# The same words in another order, or the same letters with other blanks.
# Two last names in another order are another family.
_SAME_RUN: Final = "((a.whole = b.whole AND contains(a.whole, ' ') AND a.given <> b.given) OR a.run = b.run)"
# First and last name stand in each other's column; one of them may be misspelled or an initial.
_SWAPPED: Final = """(left(a.given, 1) = left(b.family, 1) AND left(a.family, 1) = left(b.given, 1)
    AND (a.given = b.family OR a.family = b.given)
    AND (a.given = b.family OR length(a.given) = 1 OR length(b.family) = 1 OR jaro_winkler_similarity(a.given, b.family) >= 0.92)
    AND (a.family = b.given OR length(a.family) = 1 OR length(b.given) = 1 OR jaro_winkler_similarity(a.family,
        b.given) >= 0.92))"""
# An initial of one letter that Latin letters write with several: Ю. is Yu.
_INITIAL: Final = "({0}.script = 'cyrillic' AND {0}.given IN ('yu', 'ya', 'ye', 'zh', 'ch', 'sh', 'shch', 'kh', 'ts'))"
# Names that end in another figure were counted up, in a test list or for want of names: nobody mistypes them so.
_NUMBERED: Final = "(right({0}, 1) BETWEEN '0' AND '9' OR right({1}, 1) BETWEEN '0' AND '9') AND right({0}, 1) <> right({1}, 1)"
_GIVEN: Final = f"""CASE WHEN a.root = b.root OR ((len(a.roots) > 1 OR len(b.roots) > 1) AND list_has_any(a.roots, b.roots))
    THEN 4
        WHEN {_NUMBERED.format("a.given", "b.given")} THEN -1
        WHEN length(a.given) = 1 OR length(b.given) = 1 THEN CASE WHEN left(a.given, 1) = left(b.given, 1) THEN 2
             WHEN a.script <> b.script THEN 0 ELSE -1 END
        WHEN (starts_with(b.given, a.given) AND {_INITIAL.format("a")}) OR (starts_with(a.given, b.given)
             AND {_INITIAL.format("b")}) THEN 2
        WHEN a.script <> b.script AND a.given_sound <> b.given_sound THEN 0
        WHEN {_SEXED} THEN -1
        WHEN length(a.given) >= 3 AND length(b.given) >= 3 AND (starts_with(a.given, b.given) OR starts_with(b.given,
            a.given)) THEN 4
        WHEN jaro_winkler_similarity(a.given, b.given) >= 0.92 THEN 3
        WHEN length(a.given) >= 4 AND length(b.given) >= 4 AND abs(length(a.given) - length(b.given)) <= 1
             AND jaro_winkler_similarity(a.given, b.given) >= 0.78 AND damerau_levenshtein(a.given, b.given) <= 1 THEN 3
        WHEN a.given_sound = b.given_sound AND jaro_winkler_similarity(a.given, b.given) >= 0.80 THEN 1
        WHEN a.script <> b.script THEN 0 ELSE -1 END"""
"""How two different first names agree."""
# The first names are not one name, but a hasty hand could have made one of the other.
_NEAR: Final = f"""(a.script = b.script AND length(a.given) >= 4 AND length(b.given) >= 4 AND NOT {_SEXED}
    AND jaro_winkler_similarity(a.given, b.given) >= 0.75)"""
_FAMILY: Final = f"""CASE WHEN {_NUMBERED.format("a.joined", "b.joined")} THEN -1
        WHEN a.family_script <> b.family_script AND a.family_sound <> b.family_sound THEN 0
        WHEN length(a.family) = 1 OR length(b.family) = 1 THEN CASE WHEN left(a.family, 1) = left(b.family, 1) THEN 0 ELSE -1 END
        WHEN jaro_winkler_similarity(a.joined, b.joined) >= 0.94 THEN 2
        WHEN length(a.joined) >= 4 AND length(b.joined) >= 4 AND abs(length(a.joined) - length(b.joined)) <= 2
             AND jaro_winkler_similarity(a.joined, b.joined) >= 0.78 AND damerau_levenshtein(a.joined, b.joined)
                 <= CASE WHEN length(a.joined) >= 8 AND length(b.joined) >= 8 THEN 2 ELSE 1 END THEN 2
        WHEN a.one <> '' AND a.one = b.one THEN 1
        WHEN (NOT contains(a.family, ' ') AND a.one <> '' AND a.one = b.two) OR (NOT contains(b.family, ' ') AND b.one <> ''
             AND b.one = a.two) THEN 1
        WHEN a.family_sound = b.family_sound AND jaro_winkler_similarity(a.joined, b.joined) >= 0.75 THEN 1
        WHEN a.family_script <> b.family_script THEN 0 ELSE -1 END"""
"""How two different last names agree; `one` and `two` are the first and the last part of each."""
_LEVELS: Final = {
    "sw": f"""CASE WHEN a.given <> '' AND b.given <> '' AND a.family <> '' AND b.family <> '' AND a.given <> b.given
        AND {_SWAPPED}
        THEN true ELSE false END""",
    "fn": f"""CASE WHEN a.given = '' OR b.given = '' THEN 0
        WHEN a.given = b.given OR (a.given = b.family AND a.family = b.given) OR {_SAME_RUN} THEN 5
        WHEN a.family <> '' AND b.family <> '' AND {_SWAPPED} THEN CASE WHEN length(a.given) = 1 OR length(b.given) = 1
            OR length(a.family) = 1 OR length(b.family) = 1 THEN 2 ELSE 3 END
        WHEN a.middle <> '' AND length(b.given) > 2 AND contains(' ' || a.middle || ' ', ' ' || b.given || ' ') THEN 2
        WHEN b.middle <> '' AND length(a.given) > 2 AND contains(' ' || b.middle || ' ', ' ' || a.given || ' ') THEN 2
        ELSE {_GIVEN} END""",
    "ln": f"""CASE WHEN a.family = '' OR b.family = '' THEN 0
        WHEN a.joined = b.joined OR (a.given = b.family AND a.family = b.given) OR {_SAME_RUN} THEN 3
        WHEN a.given <> '' AND b.given <> '' AND {_SWAPPED} THEN 2
        ELSE {_FAMILY} END""",
    "sx": f"""CASE WHEN a.given <> '' AND b.given <> '' AND a.given <> b.given AND ({_SEXED}) THEN true ELSE false END""",
    "near": f"""CASE WHEN a.given <> '' AND b.given <> '' AND a.given <> b.given THEN {_NEAR} ELSE false END""",
    "fu": """CASE WHEN a.whole = '' OR b.whole = '' THEN 0 WHEN a.whole = b.whole THEN 1 ELSE -1 END""",
    "mid": """CASE WHEN a.middle = '' OR b.middle = '' THEN 0 WHEN a.middle = b.middle THEN 2
        WHEN left(a.middle, 1) <> left(b.middle, 1) THEN -1
        WHEN length(a.middle) = 1 OR length(b.middle) = 1 OR starts_with(a.middle, b.middle) OR starts_with(b.middle,
            a.middle) THEN 1
        ELSE -1 END""",
    "gen": """CASE WHEN a.generation = b.generation THEN CASE WHEN a.generation = '' THEN 0 ELSE 2 END
        WHEN a.generation = '' OR b.generation = '' THEN 1 ELSE -1 END""",
    "em": """CASE WHEN len(a.emails) = 0 OR len(b.emails) = 0 THEN 0
        WHEN a.email <> '' AND a.email = b.email THEN 5
        WHEN (len(a.emails) > 1 OR len(b.emails) > 1) AND list_has_any(a.emails, b.emails) THEN 5
        WHEN a.email = '' OR b.email = '' THEN 0
        WHEN a.mail_kind = 'role' OR b.mail_kind = 'role' THEN 1
        WHEN a.host = b.host AND a.mail_digits = b.mail_digits AND left(a.local, 1) = left(b.local, 1)
             AND (jaro_winkler_similarity(a.local, b.local) >= 0.93
                  OR (least(length(a.local), length(b.local)) >= 4 AND damerau_levenshtein(a.local, b.local) <= 1)) THEN 4
        WHEN a.local = b.local AND length(a.local) >= 4 THEN 3
        WHEN a.letters <> '' AND a.letters = b.letters AND (a.mail_digits = b.mail_digits OR a.mail_digits = ''
             OR b.mail_digits = '') THEN 2
        WHEN a.mail_kind = 'free' AND b.mail_kind = 'free' THEN -2
        WHEN a.host = b.host THEN -1
        WHEN a.mail_kind = 'free' OR b.mail_kind = 'free' THEN -3 ELSE -4 END""",
    "biz": """a.mail_kind = 'business' AND b.mail_kind = 'business' AND a.host <> b.host""",
    "lm": """CASE WHEN a.local = '' OR b.local = '' THEN false
        WHEN length(a.mail_digits) >= 2 THEN a.mail_digits = b.mail_digits
        ELSE a.script = 'latin' AND NOT contains(a.mail_letters, a.joined) AND NOT contains(a.mail_letters, a.given) END""",
    "own": """CASE WHEN a.email = '' OR b.email = '' OR a.email = b.email THEN 0
        WHEN ln IN (1, 2) AND NOT contains(a.joined, b.joined) AND NOT contains(b.joined, a.joined)
             AND contains(a.mail_letters, a.joined) AND contains(b.mail_letters, b.joined) THEN 2
        WHEN fn IN (1, 3) AND NOT contains(a.given, b.given) AND NOT contains(b.given, a.given)
             AND contains(a.mail_letters, a.given) AND contains(b.mail_letters, b.given) THEN 1 ELSE 0 END""",
    "role": """(a.mail_kind = 'role' AND list_contains(b.emails, a.email)) OR (b.mail_kind = 'role'
        AND list_contains(a.emails, b.email))""",
    "ev": """CASE WHEN a.email = b.email AND a.email <> '' THEN hash(a.email)
        WHEN (len(a.emails) > 1 OR len(b.emails) > 1) AND list_has_any(a.emails, b.emails)
            THEN hash(list_min(list_intersect(a.emails, b.emails))) END""",
    "ph": """CASE WHEN len(a.phones) = 0 OR len(b.phones) = 0 THEN 0
        WHEN a.phone <> '' AND a.phone = b.phone THEN 3
        WHEN (len(a.phones) > 1 OR len(b.phones) > 1) AND list_has_any(a.phones, b.phones) THEN 3
        WHEN right(a.phone, 7) = right(b.phone, 7) THEN 2
        WHEN length(a.phone) = length(b.phone) THEN CASE hamming(a.phone, b.phone) WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE -1 END
        WHEN abs(length(a.phone) - length(b.phone)) = 1 AND damerau_levenshtein(a.phone, b.phone) = 1 THEN 2 ELSE -1 END""",
    "pv": """CASE WHEN a.phone = b.phone AND a.phone <> '' THEN hash(a.phone)
        WHEN (len(a.phones) > 1 OR len(b.phones) > 1) AND list_has_any(a.phones, b.phones)
            THEN hash(list_min(list_intersect(a.phones, b.phones))) END""",
    "nums": """CASE WHEN len(a.phones) > 1 AND len(b.phones) > 1
        THEN len(list_intersect(a.phones, b.phones)) < least(len(a.phones), len(b.phones)) ELSE false END""",
    "co": """CASE WHEN a.company = '' OR b.company = '' THEN 0 WHEN a.company = b.company THEN 5
        WHEN a.company_words = b.company_words THEN 4
        WHEN jaro_winkler_similarity(a.company, b.company) >= 0.93
             AND damerau_levenshtein(a.company, b.company) <= CASE WHEN length(a.company) >= 8 THEN 2 ELSE 1 END THEN 4
        WHEN least(length(a.company), length(b.company)) >= 4
             AND (starts_with(a.company, b.company || ' ') OR starts_with(b.company, a.company || ' ')) THEN 3
        WHEN contains(a.company, ' ') AND contains(b.company, ' ')
             AND (contains(' ' || b.company || ' ', ' ' || split_part(a.company, ' ', 1) || ' ')
                  OR contains(' ' || a.company || ' ', ' ' || split_part(b.company, ' ', 1) || ' '))
             AND len(list_intersect(string_split(a.company, ' '), string_split(b.company, ' '))) >= 2 THEN 3
        WHEN (length(a.company) BETWEEN 2 AND 5 AND a.company = list_aggregate(list_transform(string_split(b.company, ' '),
            lambda w: left(w, 1)), 'string_agg', ''))
          OR (length(b.company) BETWEEN 2 AND 5 AND b.company = list_aggregate(list_transform(string_split(a.company, ' '),
              lambda w: left(w, 1)), 'string_agg', '')) THEN 3
        WHEN jaro_winkler_similarity(a.company, b.company) >= 0.85 OR (a.domain <> '' AND a.domain = b.domain)
            THEN 2 ELSE -1 END""",
    "dom": """CASE WHEN a.domain = '' OR b.domain = '' THEN 0 WHEN a.domain = b.domain THEN 1 ELSE -1 END""",
    "st": """CASE WHEN a.street = '' OR b.street = '' THEN 0
        WHEN a.street = b.street THEN CASE WHEN a.house = b.house THEN 4 WHEN a.house = '' OR b.house = '' THEN 2 ELSE 1 END
        WHEN a.road_digits <> b.road_digits THEN -1
        WHEN a.house = b.house AND a.house <> '' AND jaro_winkler_similarity(a.street, b.street) >= 0.92 THEN 3
        WHEN a.house = b.house AND a.house <> '' AND jaro_winkler_similarity(a.street, b.street) >= 0.80 THEN 2
        WHEN jaro_winkler_similarity(a.street, b.street) >= 0.92 THEN 1 ELSE -1 END""",
    "zip": """CASE WHEN a.postal = '' OR b.postal = '' THEN 0 WHEN a.postal = b.postal THEN 2
        WHEN starts_with(a.postal, b.postal) OR starts_with(b.postal, a.postal) OR damerau_levenshtein(a.postal,
            b.postal) <= 1 THEN 1 ELSE -1 END""",
    "city": """CASE WHEN a.city = '' OR b.city = '' THEN 0 WHEN a.city = b.city THEN 2
        WHEN jaro_winkler_similarity(a.city, b.city) >= 0.88 THEN 1 ELSE -1 END""",
    "state": """CASE WHEN a.state = '' OR b.state = '' THEN 0 WHEN a.state = b.state THEN 1 ELSE -1 END""",
    "ctry": """CASE WHEN a.country = '' OR b.country = '' THEN 0 WHEN a.country = b.country THEN 1 ELSE -1 END""",
    "dob": """CASE WHEN a.born = '' OR b.born = '' THEN 0 WHEN a.born = b.born THEN 3
        WHEN damerau_levenshtein(a.born, b.born) <= 1 THEN 2
        WHEN left(a.born, 4) = left(b.born, 4) AND (substr(a.born, 6, 2) = substr(b.born, 6, 2) OR right(a.born,
            2) = right(b.born, 2)) THEN 1
        ELSE -1 END""",
    "li": """CASE WHEN a.profile = '' OR b.profile = '' THEN 0 WHEN a.profile = b.profile THEN 1 ELSE -1 END""",
    "pid": """CASE WHEN a.person_id = '' OR b.person_id = '' THEN 0 WHEN a.person_id = b.person_id THEN 2
        WHEN damerau_levenshtein(a.person_id, b.person_id) <= 1 THEN 1 ELSE -1 END""",
    "ti": """CASE WHEN a.title = '' OR b.title = '' THEN 0 WHEN a.title = b.title THEN 2
        WHEN jaro_winkler_similarity(a.title, b.title) >= 0.88 OR starts_with(a.title, b.title) OR starts_with(b.title,
            a.title) THEN 1 ELSE -1 END""",
}  # fmt: skip
_FLAGS: Final = ("sw", "role", "sx", "near", "biz", "lm", "nums")
_HASHES: Final = ("ev", "pv")
_NAMES: Final = ("sw", "fn", "ln", "sx", "near", "fu")
# Pairs that can neither merge nor be worth a look are dropped before their other cells are compared: the first names clash,
# or the last names do and no contact, profile, number or date of birth is shared.
_WORTH: Final = """(fn <> -1 OR (near AND p.sure) OR (a.person_id <> '' AND a.person_id = b.person_id))
    AND (ln <> -1 OR p.sure OR (a.born <> '' AND a.born = b.born))"""
# Pairs whose names must be looked at together, each part against the other and against further names.
_CROSSED: Final = "(a.g = b.f OR a.f = b.g OR ((a.mid OR b.mid) AND a.g <> b.g))"
_SAME_MARKS: Final = "((a.w = b.w AND a.two_words AND a.g IS DISTINCT FROM b.g) OR a.rn = b.rn)"
_MANY: Final = 20_000


def _typed(names: Iterable[str]) -> str:
    """SQL columns of these levels, as small as they can be."""
    kinds = {name: "BOOLEAN" if name in _FLAGS else "TINYINT" for name in names if name not in _HASHES}
    return ", ".join(
        f"({_LEVELS[name]})::{kinds[name]} AS {name}" if name in kinds else f"{_LEVELS[name]} AS {name}" for name in names
    )


def compare(connection: duckdb.DuckDBPyConnection, pairs: str, into: str, *, fresh: bool = True, every: bool = False) -> None:
    """The levels of the pairs of table `pairs` (a, b, sure) as table `into` (a, b, one column per level).

    Only pairs worth a look are kept unless `every` is true; `fresh` makes the table anew.
    """
    many = not every and connection.execute(f"SELECT count(*) FROM {pairs}").fetchall()[0][0] > _MANY
    if many:
        _names_of_many(connection, pairs)
    else:
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE dd_names AS SELECT p.a, p.b, {_typed(_NAMES)}
            FROM {pairs} p JOIN dd_person a ON a.i = p.a JOIN dd_person b ON b.i = p.b {"" if every else f"WHERE {_WORTH}"}"""
        )
    head = f"CREATE OR REPLACE TEMP TABLE {into} AS" if fresh else f"INSERT INTO {into}"
    connection.execute(
        f"""{head} SELECT p.*, (a.named AND b.named) AS named, (NOT a.named AND NOT b.named) AS nobody,
        {_typed([name for name in _LEVELS if name not in _NAMES])}
        FROM dd_names p JOIN dd_person a ON a.i = p.a JOIN dd_person b ON b.i = p.b"""
    )


def _names_of_many(connection: duckdb.DuckDBPyConnection, pairs: str) -> None:
    """Make `dd_names` as `compare` does, each two different first names and last names compared once."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_first_names AS
        WITH n AS (SELECT p.*, m.id FROM (SELECT gid AS id, min(i) AS i FROM dd_mark GROUP BY gid) m JOIN dd_person p USING (i)),
             d AS (SELECT DISTINCT least(a.gid, b.gid) AS x, greatest(a.gid, b.gid) AS y
                   FROM {pairs} p JOIN dd_mark a ON a.i = p.a JOIN dd_mark b ON b.i = p.b WHERE a.g <> b.g)
        SELECT x, y, ({_GIVEN})::TINYINT AS fn, ({_LEVELS["sx"]}) AS sx, ({_NEAR}) AS near
        FROM d JOIN n a ON a.id = x JOIN n b ON b.id = y"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_half AS SELECT p.a, p.b, p.sure, {_CROSSED} IS TRUE AS crossed,
        (CASE WHEN a.g IS NULL OR b.g IS NULL THEN 0 WHEN a.g = b.g OR {_SAME_MARKS} THEN 5 ELSE n.fn END)::TINYINT AS fn,
        (CASE WHEN a.f IS NULL OR b.f IS NULL THEN 0 WHEN a.f = b.f OR {_SAME_MARKS} THEN 3 END)::TINYINT AS ln,
        coalesce(n.sx, false) AS sx, coalesce(n.near, false) AS near,
        (CASE WHEN a.w IS NULL OR b.w IS NULL THEN 0 WHEN a.w = b.w THEN 1 ELSE -1 END)::TINYINT AS fu,
        (a.pid = b.pid) IS TRUE AS same_id, (a.b = b.b) IS TRUE AS same_born,
        least(a.fid, b.fid) AS x, greatest(a.fid, b.fid) AS y
        FROM {pairs} p JOIN dd_mark a ON a.i = p.a JOIN dd_mark b ON b.i = p.b
        LEFT JOIN dd_first_names n ON n.x = least(a.gid, b.gid) AND n.y = greatest(a.gid, b.gid)
        WHERE {_CROSSED} IS TRUE OR (a.pid = b.pid) IS TRUE OR a.g IS NULL OR b.g IS NULL OR a.g = b.g OR {_SAME_MARKS} IS TRUE
            OR n.fn <> -1 OR (n.near AND p.sure)"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_last_names AS
        WITH n AS (SELECT p.*, m.id FROM (SELECT fid AS id, min(i) AS i FROM dd_mark GROUP BY fid) m JOIN dd_person p USING (i)),
             d AS (SELECT DISTINCT x, y FROM dd_half WHERE ln IS NULL AND NOT crossed)
        SELECT x, y, ({_FAMILY})::TINYINT AS ln FROM d JOIN n a ON a.id = x JOIN n b ON b.id = y"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_names AS
        SELECT p.a, p.b, false AS sw, p.fn, coalesce(p.ln, n.ln) AS ln, p.sx, p.near, p.fu
        FROM dd_half p LEFT JOIN dd_last_names n ON n.x = p.x AND n.y = p.y AND p.ln IS NULL
        WHERE NOT p.crossed AND (p.fn <> -1 OR p.same_id OR (p.near AND p.sure))
            AND (coalesce(p.ln, n.ln) <> -1 OR p.sure OR p.same_born)
        UNION ALL SELECT p.a, p.b, {_typed(_NAMES)} FROM (SELECT a, b, sure FROM dd_half WHERE crossed) p
        JOIN dd_person a ON a.i = p.a JOIN dd_person b ON b.i = p.b WHERE {_WORTH}"""
    )
    connection.execute("DROP TABLE dd_first_names; DROP TABLE dd_half; DROP TABLE dd_last_names")
