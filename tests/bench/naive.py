"""The naive script: pandas, phonenumbers and email-validator row by row, duplicates by e-mail. What most people would write."""

import sys

import pandas as pd
import phonenumbers
from email_validator import EmailNotValidError, validate_email

_REGIONS = {"united states": "US", "usa": "US", "us": "US", "united kingdom": "GB", "uk": "GB", "españa": "ES", "spain": "ES"}
_REGIONS |= {"deutschland": "DE", "germany": "DE", "france": "FR", "italia": "IT", "italy": "IT", "россия": "RU", "russia": "RU"}
_REGIONS |= {"brasil": "BR", "brazil": "BR", "nederland": "NL", "polska": "PL", "india": "IN", "méxico": "MX", "türkiye": "TR"}


def email(text: str) -> str:
    """The normal form of an address, or nothing."""
    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return ""


def phone(row: "pd.Series[str]", column: str) -> str:
    """The normal form of a number, or nothing."""
    try:
        number = phonenumbers.parse(row[column], _REGIONS.get(row["Country"].strip().lower(), "US"))
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def clean(source: str, target: str) -> None:
    """Clean a list."""
    frame = pd.read_csv(source, dtype=str, keep_default_na=False)
    for column in frame.columns:
        frame[column] = frame[column].str.strip()
    frame["First Name"] = frame["First Name"].str.title()
    frame["Last Name"] = frame["Last Name"].str.title()
    frame["clean_email"] = frame["Email"].map(email)
    frame["clean_phone"] = frame.apply(phone, axis=1, column="Phone")
    frame["clean_mobile"] = frame.apply(phone, axis=1, column="Mobile")
    empty = frame["clean_email"] == ""
    frame = pd.concat([frame[~empty].drop_duplicates("clean_email"), frame[empty]])
    frame.to_csv(target, index=False)


if __name__ == "__main__":
    clean(sys.argv[1], sys.argv[2])
