"""Times of day, as they stand in date cells."""

import re

_TIME = re.compile(
    r"(?P<before>上午|下午|午前|午後|오전|오후|凌晨|晚上|am|pm)?\s{0,2}(?<!\d)(?P<h>\d{1,2})\s?[:時时시點点]\s?(?P<m>\d{2})(?!\d)\s?[分분]?"
    r"(?:\s?:?(?P<s>\d{2})(?!\d)[秒초]?(?:[.,]\d{1,9})?)?\s{0,2}(?P<after>[ap]\.?\s?m\b\.?|πμ|μμ|π\.μ\.|μ\.μ\.|[صم]\b)?"
    r"\s{0,2}(?:\(?(?:z|utc|gmt|[a-z]{1,2}[sd]t|cet|cest|msk|uhr|hrs?|h)\b\)?)?\s{0,2}(?:(?:utc|gmt)?[+-]\d{2}:?\d{2})?(?:\s?\([^)]{0,30}\))?"
)
_HOUR = re.compile(r"(?:\bat |,? )(?P<h>\d{1,2})\s?(?P<after>[ap]\.?m\b\.?)")
_FRENCH_HOUR = re.compile(r"(?<=[\s,])(?P<h>\d{1,2})h(?P<m>\d{2})\b")
# 14.05 is a time only beside a word that says so; alone it may be the fourteenth of May.
_DOTTED_HOUR = re.compile(
    r"(?:(?<![^\W\d_])(?:kl|klo|um|ore|alle ore|ora|o godz|godz|ob|às|as)\.?\s(?P<h>\d{1,2})\.(?P<m>\d{2})(?!\d)"
    r"|(?<![\d.])(?P<h2>\d{1,2})\.(?P<m2>\d{2})\s?(?:uhr|hrs?)\b)"
)
_ISO_T = re.compile(r"(?<=\d)t(?=\d{2}:)")


def parse_clock(text: str) -> str:
    """A time of day as `Thh:mm[:ss]`, "" where it is none.

    >>> parse_clock("5:06 pm"), parse_clock("23:59:01")
    ('T17:06', 'T23:59:01')
    """
    return without_time(text.lower())[1] or ""


def without_time(text: str) -> tuple[str, str | None]:
    """The text without its time of day, and the time as `Thh:mm[:ss]`, "" where there is none, None where it is impossible."""
    text = _ISO_T.sub(" ", text)
    for pattern in (_TIME, _FRENCH_HOUR, _HOUR, _DOTTED_HOUR):
        found = pattern.search(text)
        if not found:
            continue
        parts = found.groupdict()
        if parts["h"] is None:
            parts |= {"h": parts["h2"], "m": parts["m2"]}
        hour = int(parts["h"])
        half = (parts.get("before") or parts.get("after") or "").replace(".", "").replace(" ", "")
        if half in ("pm", "下午", "午後", "오후", "晚上", "μμ", "م") and hour < 12:
            hour += 12
        elif half in ("am", "上午", "午前", "오전", "凌晨", "πμ", "ص") and hour == 12:
            hour = 0
        clock = clock_of(str(hour), parts.get("m") or "00", parts.get("s"))
        return text[: found.start()] + " " + text[found.end() :], clock
    return text, ""


def clock_of(hour: str, minute: str, second: str | None) -> str | None:
    """A time of day as `Thh:mm[:ss]`, or None where there is no such time; midnight may be 24:00."""
    if int(hour) > 24 or int(minute) > 59 or int(second or 0) > 59 or (int(hour) == 24 and (int(minute) or int(second or 0))):
        return None
    return f"T{int(hour) % 24:02d}:{int(minute):02d}" + (f":{int(second):02d}" if second else "")
