"""Phone cells of every region and type: as they should be, in many spellings, and damaged in every way the parser tells apart."""

import random
from functools import cache
from typing import NamedTuple

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from leadtool.vocab import word_list
from tests.parity.patterns import sample

REGIONS = tuple(sorted(phonenumbers.SUPPORTED_REGIONS))
TYPES = "fixed_line mobile toll_free premium_rate shared_cost personal_number voip pager uan voicemail general_desc".split()
NO_COUNTRY = tuple(sorted(code for code, regions in COUNTRY_CODE_TO_REGION_CODE.items() if regions == ("001",)))


class PhoneCell(NamedTuple):
    """A cell and the country of its row."""

    text: str
    country: str


@cache
def _patterns(region: str, code: int) -> tuple[str, ...]:
    plan = PhoneMetadata.metadata_for_nongeo_region(code) if region == "001" else PhoneMetadata.metadata_for_region(region)
    described = (getattr(plan, name) for name in TYPES)
    return tuple(one.national_number_pattern for one in described if one is not None and one.national_number_pattern)


def phone_cells(count: int, seed: int) -> list[PhoneCell]:
    """Cells with their countries: every region in turn, so that none is left out."""
    chance = random.Random(seed)
    start = chance.randrange(len(REGIONS))
    return [
        _habit(chance)
        if at % 40 == 0
        else _fictional(chance)
        if at % 40 == 1
        else _short(chance)
        if at % 40 == 2
        else _neighbour(chance)
        if at % 40 == 3
        else _cell(REGIONS[(start + at) % len(REGIONS)], chance)
        for at in range(count)
    ]


def _habit(chance: random.Random) -> PhoneCell:
    """Numbers of countries with dialling habits of their own."""
    region = chance.choice(["RU", "KZ", "MX", "MX"])
    number = sample(chance.choice(_patterns(region, phonenumbers.country_code_for_region(region))), chance)
    if region == "MX":
        text = f"{chance.choice(['+521', '521', '044', '045', '01', '0052', '+52 1 '])}{number}"
    else:
        text = f"{chance.choice(['+8', '8', '+7', '7', '810', '+8 '])}{number}"
    return PhoneCell(_parted(text, chance) if chance.random() < 0.5 else text, chance.choice([region, region, "", "US"]))


@cache
def _short_numbers() -> tuple[tuple[str, int, str], ...]:
    """Regions, calling codes and patterns of numbers as short as those that the calling code's main region dials only locally."""
    chance = random.Random(0)
    found = []
    for region in REGIONS:
        code = phonenumbers.country_code_for_region(region)
        main = PhoneMetadata.metadata_for_region(COUNTRY_CODE_TO_REGION_CODE[code][0])
        local = main.general_desc.possible_length_local_only
        patterns = dict.fromkeys(_patterns(region, code))
        found += [(region, code, one) for one in patterns if any(len(sample(one, chance)) in local for _ in range(40))]
    return tuple(found)


def _short(chance: random.Random) -> PhoneCell:
    """A short number behind the national prefix, once or twice: enough is left only by the rules of one region."""
    region, code, pattern = chance.choice(_short_numbers())
    number = sample(pattern, chance)
    local = PhoneMetadata.metadata_for_region(COUNTRY_CODE_TO_REGION_CODE[code][0]).general_desc.possible_length_local_only
    for _ in range(20):
        number = number if len(number) in local else sample(pattern, chance)
    prefix = PhoneMetadata.metadata_for_region(region).national_prefix or chance.choice("01")
    text = chance.choice([f"+{code}{prefix}{number}", f"{prefix}{number}", f"+{code}{number}", number, f"{code}{prefix}{number}"])
    return PhoneCell(text, chance.choice([region, COUNTRY_CODE_TO_REGION_CODE[code][0], ""]))


def _neighbour(chance: random.Random) -> PhoneCell:
    """A number with its calling code but no plus, in the row of another region behind the same code."""
    code = chance.choice(_shared_codes())
    home, other = chance.sample(COUNTRY_CODE_TO_REGION_CODE[code], 2)
    return PhoneCell(f"{code}{sample(chance.choice(_patterns(other, code)), chance)}", home)


@cache
def _shared_codes() -> tuple[int, ...]:
    return tuple(code for code, regions in sorted(COUNTRY_CODE_TO_REGION_CODE.items()) if len(regions) > 1)


def _fictional(chance: random.Random) -> PhoneCell:
    """A number set aside for films, in the row of any country."""
    one = "".join(chance.choice("0123456789") if c == "x" else c for c in chance.choice(word_list("phone_fictional")["ranges"]))
    text = chance.choice([one, one, f"00{one[1:]}", f"0{one[3:]}", one[1:], one[2:]])
    return PhoneCell(text, chance.choice(["", "US", "GB", "DE", "FR", "AU", "SE", chance.choice(REGIONS)]))


def _cell(region: str, chance: random.Random) -> PhoneCell:
    if chance.random() < 0.02:
        region, code = "001", chance.choice(NO_COUNTRY)
    else:
        code = phonenumbers.country_code_for_region(region)
    number = _number(region, code, chance)
    if chance.random() < 0.35:
        number = damaged(number, chance)
    text = _spelled(region, code, number, chance)
    if chance.random() < 0.1:
        text = damaged(text, chance)
    if chance.random() < 0.03:
        text = _odd(number, chance)
    return PhoneCell(text, _country(region, code, chance))


def _country(region: str, code: int, chance: random.Random) -> str:
    drawn = chance.random()
    if region == "001" or drawn < 0.12:
        return ""
    if drawn < 0.25:
        return chance.choice(REGIONS)
    if drawn < 0.4:
        return chance.choice(COUNTRY_CODE_TO_REGION_CODE[code])
    return "XX" if drawn > 0.995 else region


def _number(region: str, code: int, chance: random.Random) -> str:
    """A national number: by one of the region's own patterns, an example, or any digits."""
    drawn = chance.random()
    if drawn < 0.8:
        return sample(chance.choice(_patterns(region, code)), chance)
    if drawn < 0.9 and (example := phonenumbers.example_number(region)):
        return phonenumbers.national_significant_number(example)
    return "".join(chance.choice("0123456789") for _ in range(chance.randint(4, 15)))


def _spelled(region: str, code: int, number: str, chance: random.Random) -> str:
    """The number as somebody writes it: with or without calling code, dialling prefixes, trunk zeros, signs between."""
    plan = None if region == "001" else PhoneMetadata.metadata_for_region(region)
    prefix = chance.choice(["0", "1", "8", "00", "06", ""])
    if plan and plan.national_prefix_for_parsing and chance.random() < 0.7:
        prefix = sample(plan.national_prefix_for_parsing, chance)
    abroad = chance.choice(["00", "011", "0011", "810", "000", "0"])
    if plan and plan.international_prefix and chance.random() < 0.6:
        abroad = sample(plan.international_prefix, chance)
    ways = [
        f"+{code}{number}",
        f"+{code}{number}",
        f"+{code}{prefix}{number}",
        f"+{code} (0) {number}",
        f"+{code}(0){prefix}{number}",
        f"+{code}00{number}",
        number,
        number,
        f"{prefix}{number}",
        f"{prefix}{number}",
        f"0{number}",
        f"00{number}",
        f"{code}{number}",
        f"{code}{prefix}{number}",
        f"{abroad}{code}{number}",
        f"{abroad}{code}{prefix}{number}",
        f"00{code}{number}",
        f"00{code} (0) {number}",
        f"00 (0) {code}{number}",
        f"011{code}{number}",
        f"(0){number}",
        f"+8{number}",
        f"+521{number[-10:]}",
        f"{chance.choice(['044', '045', '521', '1'])}{number[-10:]}",
        number[-7:],
        number[:6] + "/" + number[6:],
        number[:3] + " / " + number[3:],
        f"{number}.{chance.choice(['0', '00', '5'])}",
    ]
    text = chance.choice(ways)
    return text if chance.random() < 0.3 else _parted(text, chance)


def _parted(text: str, chance: random.Random) -> str:
    """With the signs people put between digits."""
    drawn = chance.random()
    digits = "".join(c for c in text if c.isdigit())
    if drawn < 0.15 and len(digits) in (10, 11):
        first, last = digits[:-10], digits[-10:]
        a, b, c = last[:3], last[3:6], last[6:]
        ways = [f"({a}) {b}-{c}", f"{a}-{b}-{c}", f"{a}.{b}.{c}", f"({a}){b} {c}", f"{a}-{b}.{c}", f"{a} {b} {c}", f"{a}.{b}-{c}"]
        return f"{first}{chance.choice(['', ' ', '-', '.']) if first else ''}{chance.choice(ways)}"
    signs = chance.choice([" ", "-", ".", " -.()", "  "])
    out = []
    for c in text:
        out.append(c)
        if c.isdigit() and chance.random() < 0.25:
            out.append(chance.choice(signs))
    return "".join(out).strip()


def damaged(text: str, chance: random.Random) -> str:
    """One character lost, doubled, changed or swapped; or the text cut short or carried on."""
    if not text:
        return text
    at = chance.randrange(len(text))
    digit = chance.choice("0123456789")
    return chance.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + digit + text[at + 1 :],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
            text[: chance.randint(1, len(text))],
            text + "".join(chance.choice("0123456789") for _ in range(chance.randint(1, 6))),
            digit + text,
            text[:at] + chance.choice("+( )-./x,;#eE–٣") + text[at:],
        ]
    )


def _odd(number: str, chance: random.Random) -> str:
    """Cells with a rule of their own: fictional, made up, dates, spreadsheet damage, words."""
    run = "01234567890123456789"[chance.randrange(8) :][: chance.randint(6, 10)]
    ways = [
        chance.choice("0123456789") * chance.randint(5, 12),
        f"+{chance.choice('1234567')}{number[:3]}{chance.choice('0123456789') * 7}",
        f"{number[:-7]}{chance.choice('0123456789') * 7}",
        run,
        run[::-1],
        f"+1{run}",
        "2024-05-17",
        "17.05.2024",
        "1/5/2024 12",
        f"{number[:1]}.{number[1:]}E+{len(number) - 1}",
        "n/a",
        "do not call",
        f"{number} ext 12",
        f"+49 30 {'.' * chance.randint(20, 260)}{number}",
        f"{number}.0{chance.choice([' ', '.', '-', ''])}",
        f"{number} / {number[-4:]}",
        "",
        " ",
        "1-800-FLOWERS",
    ]
    return chance.choice(ways)
