"""Countries: names and codes in many languages → ISO 3166-1 alpha-2."""

from functools import cache
from typing import Final, NamedTuple

from leadtool.rules import addresses as rules
from leadtool.vocab import fold, word_list

LONGEST: Final = 80


class ParsedCountry(NamedTuple):
    """A country code, or "", and the rule that fired."""

    code: str
    rule: str = ""


@cache
def country_names() -> dict[str, str]:
    """Country codes by folded name, alpha-2 and alpha-3 code."""
    names: dict[str, str] = {}
    for code, words in word_list("countries")["names"].items():
        for word in words.split("|"):
            names.setdefault(word, code)
    names.update({fold(code): code for code in word_list("countries")["names"]})
    return names


@cache
def place_fillers() -> frozenset[str]:
    """Words that stand in address cells and name no place."""
    return frozenset(word_list("places")["placeholders"])


@cache
def month_first_countries() -> frozenset[str]:
    """Countries whose people write the month before the day."""
    return frozenset(word_list("countries")["month_first"]["countries"].split("|"))


@cache
def state_codes(country: str) -> dict[str, str]:
    """Postal abbreviations of a country's states by folded name and by themselves; empty where it has none."""
    states: dict[str, str] = {}
    for code, names in word_list("states").get(country, {}).items():
        states[fold(code)] = code
        states.update({fold(name): code for name in names.split("|")})
    return states


@cache
def _countries_of_states() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in ("US", "CA", "AU"):
        for code, names in word_list("states")[country].items():
            for name in names.split("|"):
                if len(fold(name)) > 3 and fold(name) != fold(code):
                    found.setdefault(fold(name), country)
    return found


def country_by_state(state: str) -> str:
    """The country that a state's full name alone gives away (United States, Canada, Australia), or "".

    >>> country_by_state("New South Wales"), country_by_state("CA")
    ('AU', '')
    """
    return _countries_of_states().get(fold(state[:LONGEST]), "") if state else ""


def parse_country(cell: str) -> ParsedCountry:
    """The country a cell names.

    >>> parse_country("Deutschland"), parse_country("U.S.A."), parse_country("NA").code
    (ParsedCountry(code='DE', rule=''), ParsedCountry(code='US', rule=''), 'NA')
    """
    if not cell:
        return ParsedCountry("")
    if len(cell) > LONGEST:
        return ParsedCountry("", rules.COUNTRY_UNKNOWN.code)
    if cell.upper() != "NA" and fold(cell) in place_fillers():  # NA is Namibia
        return ParsedCountry("")
    exact = word_list("countries")["exact"].get(cell)
    found = ParsedCountry(exact) if exact else _look_up(fold(cell)) or _flag(cell) or _calling_code(cell)
    if found is None:
        for part in (*reversed(cell.split(",")), *cell.replace(")", "(").split("("), *cell.split("/"), *cell.split(" - ")):
            found = found or _look_up(fold(part))
    if found is None:
        return ParsedCountry("", rules.COUNTRY_UNKNOWN.code if any(c.isalnum() for c in cell) else "")
    return found


def _look_up(word: str) -> ParsedCountry | None:
    doubtful = word_list("countries")["ambiguous"].get(word)
    if doubtful:
        return ParsedCountry(doubtful, rules.COUNTRY_AMBIGUOUS.code)
    code = country_names().get(word) or country_names().get(word.removeprefix("the "))
    if code is None and len(word) <= 5:  # "u s a", "u k"
        code = country_names().get(word.replace(" ", ""))
    return ParsedCountry(code) if code else None


def _calling_code(cell: str) -> ParsedCountry | None:
    """+49 is Germany; +1, +7 and +44 are shared, so they are doubted."""
    code = cell[1:].strip()
    if not cell.startswith("+") or len(code) > 3 or not (code.isascii() and code.isdecimal()):
        return None
    import phonenumbers  # late: hardly any list needs it here

    regions = phonenumbers.region_codes_for_country_code(int(code))
    if not regions or not regions[0].isalpha():
        return None
    return ParsedCountry(regions[0], rules.COUNTRY_AMBIGUOUS.code if len(regions) > 1 else "")


def _flag(cell: str) -> ParsedCountry | None:
    """A flag emoji is the two letters of its country."""
    letters = "".join(chr(ord(c) - 0x1F1E6 + 97) for c in cell if 0x1F1E6 <= ord(c) <= 0x1F1FF)
    return ParsedCountry(country_names()[letters]) if len(letters) == 2 and letters in country_names() else None
