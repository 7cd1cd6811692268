"""One phone number: its digits read in a country, by libphonenumber, and whether they look made up."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, ValidationResult
from phonenumbers.re_util import enable_pattern_cache

from leadtool.rules import phones as rules
from leadtool.vocab import word_list

TYPES: Final = {value: name.lower() for name, value in vars(PhoneNumberType).items() if isinstance(value, int)}
"""libphonenumber's types by number, in lower snake case: fixed_line, mobile, fixed_line_or_mobile, toll_free …"""
HOTLINES: Final = ("toll_free", "premium_rate", "shared_cost", "uan")
"""Types of number that many call and no one person answers: taken for lt_phone only where there is nothing else."""
LONGEST_EXTENSION: Final = 6
_ASCENDING: Final = "01234567890123456789"
_INVALID: Final = PhoneNumberType.UNKNOWN

enable_pattern_cache()  # the metadata of all countries is more patterns than Python keeps compiled

# Three, three and four digits parted like this are written so in North America only.
_AMERICAN: Final = re.compile(r"(?:1[-. ]?)?(?:\(\d{3}\) ?|\d{3}([-.]))\d{3}(?(1)\1|[-. ])\d{4}")


class Phone(NamedTuple):
    """One number as read.

    `e164` is empty unless `status` is valid or possible; `type` is libphonenumber's; `problem` the code of the rule that made
    it invalid, `notes` the codes of repairs and doubts.
    """

    e164: str = ""
    status: str = "invalid"
    type: str = ""
    ext: str = ""
    region: str = ""
    problem: str = ""
    notes: tuple[str, ...] = ()


class _Attempt(NamedTuple):
    """One way to read digits: as written for libphonenumber, the region to read them in, and what was repaired."""

    text: str
    region: str | None
    note: str = ""


def parse_number(text: str, extension: str, country: str) -> Phone:
    """One number, by the first way of reading it that is valid, else the first that is possible, else why it is neither."""
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) >= 6 and len(set(digits)) == 1:
        return Phone(problem=rules.PHONE_REPEATED.code)
    if any(c.isalpha() for c in text):
        text = _keyed(text)
        attempts = [_Attempt(text, country or "US", rules.PHONE_LETTERS.code), _Attempt(text, "US", rules.PHONE_LETTERS.code)]
    else:
        attempts = list(_attempts(text, digits, country))
    best: tuple[PhoneNumber, _Attempt] | None = None
    problem = ""
    for attempt in attempts:
        number, kind, why = _parsed(attempt)
        if number is None:
            problem = problem or why
        elif kind != _INVALID:
            return _judged(number, kind, attempt.note, extension, digits)
        elif best is None or (
            not phonenumbers.is_possible_number(best[0]) and phonenumbers.is_possible_number(number) and not attempt.note
        ):
            best = (number, attempt)
    if best is None:
        return Phone(
            problem=_made_up(digits)
            or problem
            or (rules.PHONE_TOO_SHORT.code if len(digits) < 6 else rules.PHONE_NO_COUNTRY.code)
        )
    return _doubted(*best, extension)


def _attempts(text: str, digits: str, country: str) -> Iterator[_Attempt]:
    """Ways to read the text, the likeliest first."""
    text = re.sub(r"^\+[\s+]*(?=00)|^\++\s*", "+", text) if text.startswith("+") else text
    text = re.sub(r"^\(\s*\+\s*(\d{1,3})\s*\)", r"+\1 ", text)
    text = re.sub(r"^\+00\s?", "+", text)
    if text.startswith("+"):
        if country in ("RU", "KZ") and digits.startswith("8") and len(digits) == 11:
            yield _Attempt(digits, country, rules.PHONE_TRUNK_ZERO.code)  # +8 495 …: the trunk prefix, not Vietnam
        if digits.startswith("521") and len(digits) == 13:
            yield _Attempt("+52" + digits[3:], None, rules.PHONE_OLD_PREFIX.code)
        if re.search(r"\(\s?0\s?\)", text):
            yield _Attempt(re.sub(r"\(\s?0\s?\)", " ", text), None, rules.PHONE_TRUNK_ZERO.code)
        yield _Attempt(text, None)
        return
    trunk = re.sub(r"\(\s?0\s?\)", " ", text)
    if digits.startswith("00"):
        abroad = "+" + re.sub(r"^\D*0\D*0", "", trunk if trunk != text else text)
        yield _Attempt(abroad, None, rules.PHONE_DIALLING_PREFIX.code)
    nanp = phonenumbers.country_code_for_region(country) == 1 if country else False
    if digits.startswith("011") and (nanp or not country):
        yield _Attempt("+" + digits[3:], None, rules.PHONE_DIALLING_PREFIX.code)
    if country:
        code = str(phonenumbers.country_code_for_region(country))
        without_plus = may_lack_plus(country) and digits.startswith(code)
        if without_plus and _is_mobile("+" + digits, None) and not _is_mobile(text, country):
            yield _Attempt("+" + digits, None, rules.PHONE_NO_PLUS.code)
        yield _Attempt(text, country)
        if not digits.startswith("0"):
            yield _Attempt("0" + digits, country, rules.PHONE_ZERO_RESTORED.code)
        elif len(digits) >= 8:
            yield _Attempt(digits.lstrip("0"), country, rules.PHONE_TRUNK_ZERO.code)
        if country == "MX" and digits[:3] in ("044", "045") and len(digits) == 13:
            yield _Attempt(digits[3:], country, rules.PHONE_OLD_PREFIX.code)
        if country == "MX" and digits.startswith("521") and len(digits) == 13:
            yield _Attempt(digits[3:], country, rules.PHONE_OLD_PREFIX.code)
        if digits.startswith(code):
            yield _Attempt("+" + digits, None, rules.PHONE_NO_PLUS.code)
    elif _AMERICAN.fullmatch(text):
        yield _Attempt(text, "US", rules.PHONE_AMERICAN_FORM.code)
    if len(digits) >= 11 and not digits.startswith("0"):
        yield _Attempt("+" + "".join(c for c in trunk if c.isdigit()), None, rules.PHONE_NO_PLUS.code)
    if digits.startswith("011") and country and not nanp:
        yield _Attempt("+" + digits[3:], None, rules.PHONE_DIALLING_PREFIX.code)
    if country == "MX" and digits.startswith("01") and len(digits) == 12:
        yield _Attempt(digits[2:], country, rules.PHONE_OLD_PREFIX.code)


@cache
def may_lack_plus(country: str) -> bool:
    """Whether digits that begin with the country's own calling code are likelier a number without its + than a local one.

    Where callers at home dial a 0 first, a number without it has lost something anyway: spreadsheets drop the + of
    +49 170 1234567, and 4917… would be in a small town of the area 0491 with a number that is much too long for it.
    """
    return phonenumbers.ndd_prefix_for_region(country, True) == "0"


def _is_mobile(text: str, country: str | None) -> bool:
    """Whether a text read so is a valid mobile number."""
    number, kind, _ = _parsed(_Attempt(text, country))
    return number is not None and kind == PhoneNumberType.MOBILE


def _keyed(text: str) -> str:
    """Letters as the digits of their keys; what a North American switch ignores behind the tenth digit is cut."""
    keyed = "".join(c for c in phonenumbers.convert_alpha_characters_in_number(text) if c.isdigit() or c == "+")
    longest = 12 if keyed.startswith("+1") else 11 if keyed.startswith("1") else 10 if not keyed.startswith("+") else 16
    return keyed[:longest]


def _parsed(attempt: _Attempt) -> tuple[PhoneNumber | None, int, str]:
    """What libphonenumber reads and its type (UNKNOWN if not valid), or the rule that says why it reads nothing."""
    try:
        number = phonenumbers.parse(attempt.text, attempt.region)
        # "612345678, 698765432" is two numbers, though a dialler could take the second for an extension.
        if len(number.extension or "") > LONGEST_EXTENSION:
            return None, _INVALID, rules.PHONE_TOO_LONG.code
        return *_settled(number), ""
    except NumberParseException as cause:
        if cause.error_type == NumberParseException.INVALID_COUNTRY_CODE:
            plus = attempt.text.startswith("+")
            return None, _INVALID, (rules.PHONE_COUNTRY_CODE if plus else rules.PHONE_NO_COUNTRY).code
        if cause.error_type == NumberParseException.TOO_LONG:
            return None, _INVALID, rules.PHONE_TOO_LONG.code
        if cause.error_type == NumberParseException.NOT_A_NUMBER and not any(c.isdigit() for c in attempt.text):
            return None, _INVALID, rules.PHONE_NOT_A_NUMBER.code
        return None, _INVALID, rules.PHONE_TOO_SHORT.code


def _settled(number: PhoneNumber) -> tuple[PhoneNumber, int]:
    """The number whose E.164 form reads back as itself, and its type: superfluous zeros may need several readings to go."""
    for _ in range(8):
        kind = phonenumbers.number_type(number)  # UNKNOWN if and only if the number is not valid
        if kind != _INVALID:
            return number, kind
        again = phonenumbers.parse(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
        again.extension = number.extension
        if again == number:
            break
        number = again
    return number, phonenumbers.number_type(number)


def _judged(number: PhoneNumber, number_type: int, note: str, extension: str, digits: str) -> Phone:
    """A valid number: its type and region, and what makes it look made up."""
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    national = str(number.national_number)
    if len(set(national)) == 1 and len(national) >= 6:
        return Phone(problem=rules.PHONE_REPEATED.code)
    kind = TYPES.get(number_type, "unknown")
    fictional = is_fictional(e164)
    notes = [note] if note else []
    if fictional:
        notes.append(rules.PHONE_FICTIONAL.code)
    if kind in ("premium_rate", "shared_cost"):
        notes.append(rules.PHONE_PREMIUM.code)
    if len(national) > 7 and len(set(national[-7:])) == 1:
        notes.append(rules.PHONE_MANY_REPEATED.code)
    if _made_up(digits) or _made_up(national):
        notes.append(rules.PHONE_LIKE_SEQUENCE.code)
    region = phonenumbers.region_code_for_number(number) or ""
    status = "possible" if fictional else "valid"
    return Phone(e164, status, kind, extension or number.extension or "", region, notes=tuple(notes))


def _doubted(number: PhoneNumber, attempt: _Attempt, extension: str) -> Phone:
    """A number that is not valid: possible by its length, or the rule that says what is wrong."""
    national = phonenumbers.national_significant_number(number)
    made_up = _made_up(national)
    if made_up:
        return Phone(problem=made_up)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    doubt = rules.PHONE_FICTIONAL if is_fictional(e164) else rules.PHONE_POSSIBLE
    reason = phonenumbers.is_possible_number_with_reason(number)
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    if number.country_code == 1 and len(national) == 10 and (national[0] in "01" or national[3] in "01"):
        return Phone(problem=rules.PHONE_IMPOSSIBLE.code)
    if reason == ValidationResult.IS_POSSIBLE:
        if made_up := _made_up(national, SHORTEST_MADE_UP):
            return Phone(problem=made_up)
        notes = ((attempt.note,) if attempt.note else ()) + (doubt.code,)
        return Phone(e164, "possible", "unknown", extension or number.extension or "", region, notes=notes)
    if reason == ValidationResult.INVALID_COUNTRY_CODE:
        return Phone(problem=rules.PHONE_COUNTRY_CODE.code)
    if reason == ValidationResult.INVALID_LENGTH:
        example = phonenumbers.example_number(region)
        short = example is None or len(national) < len(str(example.national_number))
        return Phone(problem=(rules.PHONE_TOO_SHORT if short else rules.PHONE_TOO_LONG).code)
    long = reason == ValidationResult.TOO_LONG
    return Phone(problem=(rules.PHONE_TOO_LONG if long else rules.PHONE_TOO_SHORT).code)


MADE_UP: Final = (rules.PHONE_REPEATED.code, rules.PHONE_SEQUENCE.code)


SHORTEST_MADE_UP: Final = 5
"""12345 is made up where it is possible only by its length; a valid number may well have so many digits in a row."""


def _made_up(digits: str, least: int = 7) -> str:
    """The rule that digits typed to fill the field break, "" if they look real; `least` digits make a run."""
    if len(digits) >= min(least, 6) and len(set(digits)) == 1:
        return rules.PHONE_REPEATED.code
    bare = digits.removeprefix("1") if len(digits) == 11 else digits
    runs = len(bare) >= least and (bare in _ASCENDING or bare in _ASCENDING[::-1])
    return rules.PHONE_SEQUENCE.code if runs else ""


@cache
def _fictional() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Patterns of the ranges set aside, by the first three characters."""
    by_start: dict[str, list[re.Pattern[str]]] = {}
    for one in word_list("phone_fictional")["ranges"]:
        by_start.setdefault(one[:2], []).append(re.compile(re.escape(one).replace("x", r"\d")))
    return {start: tuple(patterns) for start, patterns in by_start.items()}


def is_fictional(e164: str) -> bool:
    """Whether a number lies in a range that its country set aside for films and examples."""
    return any(pattern.fullmatch(e164) for pattern in _fictional().get(e164[:2], ()))
