"""E-mail cells: plain addresses of every kind, and everything that comes close to one without being one."""

import random
from functools import cache

import email_validator
from disposable_email_domains import blocklist

from leadtool.vocab import word_list

NAMES = "anna maria jose li wei olga peter schmidt garcia rossi smith nakamura dubois kowalski".split()
FIRMS = "acme nordhaus cafeluna tecnova bluewater 3m x1 gm test abc 163 aa sunny-side na firma example".split()
ENDINGS = "com de co.uk es com.br ru net org io example con cmo c0m local xyz museum test dev onion t1 1t".split()
SIGNS = "!#$%&'*/=?^`{|}~"
ALLOW, DENY = "acme.com nordhaus.de jo@tecnova.es gmail.com co.uk".split(), "bluewater.com anna@acme.net mail.ru acme.com".split()


def email_cells(count: int, seed: int) -> list[str]:
    """Cells, the same for the same seed."""
    chance = random.Random(seed)
    return [_cell(chance) for _ in range(count)]


@cache
def _mailboxes() -> tuple[str, ...]:
    words = word_list("email_words")
    found = [word for names in words["role"].values() for word in names.split()]
    for section in ("role_front", "role_tail", "no_reply", "test", "placeholder"):
        found += words[section]["words"].split()
    return tuple(found + words["placeholder"]["weak"].split() + email_validator.rfc_constants.CASE_INSENSITIVE_MAILBOX_NAMES)


@cache
def _domains() -> tuple[tuple[str, ...], ...]:
    lists, words = word_list("email_domains"), word_list("email_words")
    return (
        *(tuple(lists[name].split()) for name in ("free", "relay", "disposable", "no_typo", "famous")),
        tuple(lists["typos"]),
        tuple(sorted(blocklist)),
        tuple(words["placeholder_domain"]["words"].split()),
        tuple(words["placeholder_domain"]["shared"].split()),
        ("example.com", "www.example.org", "mail.example.net", "acme.example", "example.example"),
        tuple(f"acme.{name}" for name in email_validator.SPECIAL_USE_DOMAIN_NAMES),
    )


def _cell(chance: random.Random) -> str:
    domain = _domain(chance)
    local = _local(chance, domain)
    text = f"{local}@{domain}"
    drawn = chance.random()
    if drawn < 0.05:
        text = text.upper()
    elif drawn < 0.1:
        text = "".join(c.upper() if chance.random() < 0.5 else c for c in text)
    elif drawn < 0.2:
        text = damaged(text, chance)
    elif drawn < 0.22:
        return _around(text, chance)
    elif drawn < 0.235:
        text = _like_none(chance)
    return text


def _like_none(chance: random.Random) -> str:
    """A phrase for none, written so that it has the form of an address."""
    words = chance.choice(_long_nones())
    signs = ["@"] + ["."] * 8
    return "".join(word + (signs.pop(0) if at + 1 < len(words) else "") for at, word in enumerate(words))


@cache
def _long_nones() -> tuple[tuple[str, ...], ...]:
    """The phrases for none of three words and more: fewer make no address."""
    phrases = (tuple(phrase.split()) for phrase in word_list("email_words")["none"]["words"].split("|"))
    return tuple(words for words in phrases if len(words) > 2 and "".join(words).isascii())


def _domain(chance: random.Random) -> str:
    drawn = chance.random()
    if drawn < 0.4:
        firm = chance.choice(FIRMS + NAMES)
        return f"{firm}{chance.choice(['', '', '-' + chance.choice(NAMES)])}.{chance.choice(ENDINGS)}"
    if drawn < 0.8:
        domain = chance.choice(chance.choice(_domains()))
        return f"{chance.choice(['mail', 'www', 'a-b', 'x'])}.{domain}" if chance.random() < 0.15 else domain
    if drawn < 0.9:
        return damaged(chance.choice(_domains()[4]), chance)
    label = chance.choice("abcx") * chance.randint(50, 70)
    long = ".".join("d" * chance.randint(50, 63) for _ in range(3))
    return chance.choice(
        [
            f"{label}.com",
            f"mail.{label}.co.uk",
            f"{long}.{'e' * chance.randint(40, 60)}.com",
            "xn--bcher-kva.de",
            "xn--80ak6aa92e.com",
            "ac--me.com",
            "acme--x.com",
            "ab--cd.com",
            "-acme.com",
            "acme-.com",
            "a_b.com",
            "acme.com.",
            "acme..com",
            "acme",
            "bücher.de",
            "почта.рф",
            "1.2.3.4",
            "[1.2.3.4]",
            "acme.c-m",
            "acme.co1",
        ]
    )


def _local(chance: random.Random, domain: str) -> str:
    drawn = chance.random()
    sign = chance.choice([".", "_", "-", "+", "", "..", ".-"])
    name = chance.choice(NAMES)
    if drawn < 0.35:
        return chance.choice([name, f"{name}{sign}{chance.choice(NAMES)}", f"{name[0]}{sign}{name}{chance.randint(1, 99)}"])
    word = chance.choice(_mailboxes())
    if drawn < 0.7:
        tail = chance.choice([chance.choice(_mailboxes()), name, str(chance.randint(1, 999)), ""])
        return chance.choice(
            [word, f"{word}{chance.randint(1, 20)}", f"{word}{sign}{tail}", f"{tail}{sign}{word}", f"_{word}", f"{word}+x"]
        )
    if drawn < 0.78:
        return domain.split(".")[0].replace("-", chance.choice(["-", "", "."]))
    letter = chance.choice("ax1z")
    other = chance.choice("bq2")
    return chance.choice(
        [
            letter * chance.randint(1, 8),
            f"{letter}{other}{letter}{other}",
            f"{letter}.{letter}",
            f"{name}+{chance.choice(_mailboxes())}",
            "+" + name,
            str(chance.randint(1, 10**8)),
            name * chance.randint(8, 13),
            "n" * chance.randint(60, 68),
            name + chance.choice(SIGNS) + name,
            f'"{name} x"',
            "j" + chance.choice("éøжü") + name,
            f".{name}",
            f"{name}.",
            f"{name} {name}",
        ]
    )


def damaged(text: str, chance: random.Random) -> str:
    """One character lost, doubled, changed or swapped."""
    at = chance.randrange(len(text))
    sign = chance.choice("abcz019.-_@+ ,'")
    return chance.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + sign + text[at + 1 :],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
            text[:at] + sign + text[at:],
        ]
    )


def _around(text: str, chance: random.Random) -> str:
    """With what stands around addresses in cells."""
    other = f"{chance.choice(NAMES)}@acme.com"
    return chance.choice(
        [
            f"<{text}>",
            f"Jo <{text}>",
            f"mailto:{text}",
            f"{text};{other}",
            f"{text} bounced",
            f"{text},",
            f" {text}",
            f"'{text}",
            "",
            "n/a",
            "do not email",
            text.replace("@", " at "),
            text.replace("@", "＠"),
        ]
    )
