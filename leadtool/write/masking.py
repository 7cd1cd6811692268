"""Masking: a person shown so that a colleague can find the row, and a stranger learns nothing."""


def masked_name(name: str) -> str:
    """Initials only.

    >>> masked_name("Ana María García"), masked_name("")
    ('A••• M••• G•••', '')
    """
    return " ".join(f"{word[0]}•••" for word in name.split()[:4])


def masked_email(address: str) -> str:
    """The first letter and the domain.

    >>> masked_email("ana.garcia@acme.example")
    'a•••@acme.example'
    """
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain}" if at else ""


def masked_phone(number: str) -> str:
    """The first three and the last two characters.

    >>> masked_phone("+34600123456")
    '+34•••56'
    """
    return f"{number[:3]}•••{number[-2:]}" if len(number) > 6 else ""
