"""What stands in an e-mail cell around the addresses: names, brackets, labels, blanks; and what is wrong with the rest."""

import re
from functools import lru_cache
from typing import Final

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from leadtool.fields import emails_kinds as kinds
from leadtool.rules import emails as rules
from leadtool.vocab import fold, word_list

LONGEST: Final = 254  # RFC 5321, in characters; nothing longer is looked at by a pattern
LONGEST_CELL: Final = 1000
FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: ".", 0xFE6B: "@", 0xFF61: "."}
_ADDRESS: Final = re.compile(r"""[^\s;,|<>()\[\]{}":/@&\\]+@[^\s;,|<>()\[\]{}"':/@&?!*\\]+""")
_PAIRS: Final = {"<": ">", "(": ")", "[": "]", '"': '"', "'": "'", "{": "}"}
_WRAPPED: Final = re.compile(r"""^(?:<(.*)>|\((.*)\)|\[(.*)\]|"(.*)"|'(.*)')$""", re.DOTALL)


@lru_cache(maxsize=1000)
def checked(text: str, *, named: bool = False) -> ValidatedEmail | None:
    """What email-validator says, None if it is not an address; `named` allows a name before it, `Jo <jo@acme.nl>`."""
    if "@" not in text or len(text) > LONGEST:
        return None
    try:
        return validate_email(text, check_deliverability=False, allow_quoted_local=True, allow_display_name=named, strict=True)
    except EmailNotValidError:
        return None


def problem(text: str) -> str:
    """Which rule an address breaks that is not well-formed."""
    local, at, domain = text.rpartition("@")
    if not at:
        return rules.EMAIL_OTHER_THING.code
    if len(text) > LONGEST or len(local) > 64:
        return rules.EMAIL_TOO_LONG.code
    if domain.rpartition(".")[2].casefold() in ("test", "invalid", "local", "localhost", "onion", "arpa"):
        return rules.EMAIL_RESERVED.code
    if local and "@" not in local and "." not in domain and "," not in domain:
        return rules.EMAIL_NO_DOMAIN.code
    return rules.EMAIL_SYNTAX.code


def mended(text: str) -> str:
    """A guess at the address meant by one that is not well-formed, for a person to decide; "" if there is none."""
    if len(text) > LONGEST:
        return ""
    if "@" not in text:
        for provider in ("gmail.com", "hotmail.com", "yahoo.com", "outlook.com", "icloud.com"):
            local = text.removesuffix(provider).rstrip("#")
            if len(local) < len(text) and local and not local.endswith(".") and checked(f"{local}@{provider}"):
                return f"{local}@{provider}"
        return ""
    tried = re.sub(r"@{2,}", "@", text)
    tried = re.sub(r"\.{2,}", ".", tried).strip(".")
    local, _, domain = tried.rpartition("@")
    domain = domain.replace(",", ".").replace(" ", "").strip(".")
    if domain in kinds.BRANDS:
        domain += ".com"
    elif "." not in domain:
        domain = re.sub(r"(com|net|org|de|fr|es|it|ru|nl|pl)$", r".\1", domain)
    tried = f"{local.strip('.').rstrip()}@{domain}"
    read = checked(tried) if tried != text else None
    return "" if read is None else read.normalized


def pieces(text: str, notes: list[str]) -> list[str]:
    """The addresses of a cell as written, or the cell itself if none can be taken out."""
    if checked(text) and text[0] not in "'`*":
        return [text]
    if "<" in text and (named := checked(text, named=True)):
        notes.append(rules.EMAIL_TIDIED.code)
        return [named.normalized]
    bare = _unwrapped(text)
    if checked(bare):
        notes.append(rules.EMAIL_TIDIED.code)
        return [bare]
    spelled = _spelled_out(bare)
    if spelled != bare and checked(spelled):
        notes.append(rules.EMAIL_SPELLED_OUT.code)
        return [spelled]
    if bare.count("@") == 1 and (closed := _without_blanks(bare)) != bare and checked(closed):
        notes.append(rules.EMAIL_TIDIED.code)
        return [closed]
    found = _taken_out(bare)
    if not found:
        return [bare]
    notes.append(rules.EMAIL_SEVERAL.code if len(found) > 1 else rules.EMAIL_TIDIED.code)
    return found


def _unwrapped(text: str) -> str:
    """Without mailto:, balanced brackets or quotes, and closing full stops, commas or semicolons."""
    for _ in range(3):
        before = text
        if match := _WRAPPED.match(text):
            text = next(group for group in match.groups() if group is not None).strip()
        if text[:7].casefold() == "mailto:":
            text = text[7:].split("?")[0].strip()
        text = text.removesuffix("%20").rstrip(" .,;:!?*").lstrip(" ,;:*•·–—")
        if (text.endswith(">") and "<" not in text) or (text.endswith('"') and text.count('"') == 1):
            text = text[:-1]
        if text[:1] in ("'", "`") and text[-1:] not in ("'", "`"):
            text = text[1:]
        if text == before:
            break
    return text


def _spelled_out(text: str) -> str:
    """`jo (at) acme [dot] de` with its signs."""
    ats = "|".join(map(re.escape, word_list("email_words")["spelled"]["at"].split()))
    dots = "|".join(map(re.escape, word_list("email_words")["spelled"]["dot"].split()))
    if "@" not in text or re.search(r"[(\[{<] ?@", text):
        text = re.sub(rf" ?[(\[{{<] ?(?:{ats}|@) ?[)\]}}>] ?| (?:{ats}) ", "@", text[:LONGEST], flags=re.IGNORECASE)
    return re.sub(rf" ?[(\[{{<] ?(?:{dots}|\.) ?[)\]}}>] ?| (?:{dots}) ", ".", text, flags=re.IGNORECASE)


def _without_blanks(text: str) -> str:
    """Without the blanks around @ and around the dots of the domain."""
    local, _, domain = text.rpartition("@")
    domain = ".".join(part.strip(" ") for part in domain.split("."))
    return f"{local.rstrip(' ')}@{domain}"


def _taken_out(text: str) -> list[str]:
    """Addresses that stand free among other text; none if brackets do not close or words run into the address."""
    if "\\" in text or text.count('"') % 2 or any(text.count(a) != text.count(b) for a, b in ("<>", "()", "[]")):
        return []
    found: list[str] = []
    for match in _ADDRESS.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if after[:1] == "@":
            return []  # jo@acme.nljo@gmail.com: nobody knows where the first one ends
        opening = before[-1:]
        if opening in _PAIRS and not after.startswith(_PAIRS[opening]):
            return []
        if opening and not opening.isspace() and opening not in ";,|:/-&" and opening not in _PAIRS:
            return []
        if not found and _runs_into(before, match.group()):
            return []
        if "@" not in after and re.match(r",[a-z]{2,4}$", after):
            return []  # jo@acme.co,uk: the comma was a full stop
        found.append(match.group().rstrip("."))
    return found if any(checked(piece) for piece in found) else []


def _runs_into(before: str, address: str) -> bool:
    """Whether the one word before the address may be its beginning."""
    words = before.split()
    if words and before[-1] in ",;/|&":
        return True
    if words and words[-1][-1:] == "." and len(words) < 3:
        return True
    if len(words) != 1 or before[-1:] not in (" ", "\n", "\t"):
        return False
    word = words[0]
    if fold(word) in kinds.label_words():
        return False
    return not word.endswith((":", ",", ";", "-", "–", "|", "/", ")", ">", ".")) and not (
        word[:1].isupper() and not (word.isupper() and address.isupper())
    )
