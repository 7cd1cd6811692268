"""One figure cell being read: numbers, units, currencies and words from left to right, then what they say together."""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from leadtool.fields.ranges import ParsedFigure, write_range
from leadtool.rules import value as rules
from leadtool.vocab import fold, word_list

_LARGEST: Final = 1e15
_SIGN = re.compile(r"(?:[a-z]{1,3}|cn)?[$¥]s?(?:us|ca)?|s/\.|gh₵|[€£₽₹₺₩₪₴₫฿₱₦₡₲₸₾₼৳]")
_PART = re.compile(
    r"(?P<number>\d+(?:[.,'’´_]\d+| \d{3}(?!\d)| ?\d{3}(?=,\d))*)"
    rf"|(?P<sign>{_SIGN.pattern})"
    r"|(?P<mark><=|>=|[<>≤≥+%/-])"
    r"|(?P<word>[^\s\d<>≤≥+%/.,;:()\[\]\"'’*~=€£₽₹₺₩₪₴₫฿₱₦₡₲₸₾₼৳$¥-]+)"
)


class _Number(NamedTuple):
    value: float  # as written, before units
    unit: float  # what the words behind it multiply it with
    base: float = 0.0  # an earlier part of the same figure (2億 of 2億5000万)


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    """What each folded word or sign says: (kind, value)."""
    words = word_list("figures")
    found: dict[str, tuple[str, str]] = {}
    for kind in ("units", "currencies"):
        for value, names in words[kind].items():
            for name in names:
                sign = any(unicodedata.category(c) == "Sc" or c == "/" for c in name)
                found.setdefault(name if sign else fold(name), (kind, value))
    for kind, names in words["around"].items():
        for name in names:
            found.setdefault(fold(name), (kind, ""))
    return found


@cache
def number_words() -> dict[str, float]:
    """What number words (twenty, zwanzig, just me) stand for."""
    return {fold(name): float(value) for value, names in word_list("figures")["words"].items() for name in names}


class FigureReading:
    """One cell being read: its parts from left to right, then what they say together."""

    def __init__(self, text: str, decimal: str, unit: float, currency: str, country: str, count: bool) -> None:
        self.decimal, self.unit, self.count, self.country = decimal, unit, count, country
        self.currency = currency
        self.numbers: list[_Number] = []
        self.joined = False  # a joiner or dash stood after the last number
        self.bounds: list[str] = []
        self.period = 1.0
        self.ahead = 1.0
        self.fired: list[str] = []
        self.mils: list[int] = []  # which numbers "mil" stood behind: what it means is known at the end
        self.spanish = re.search(r"pesos|de |entre|hasta|más|mais|até", text) is not None
        self.sure_of_millions = re.search(r"mil\.|\bbil\b", text) is not None  # “$10 mil. - $25 mil.”, a vendor's bands
        self.readable = self._parts(text)

    def figure(self) -> ParsedFigure:
        """The range that the parts say."""
        if rules.FIGURE_NEGATIVE.code in self.fired:
            return ParsedFigure("", (rules.FIGURE_NEGATIVE.code,))
        if not self.readable or not 1 <= len(self.numbers) <= 2:
            return ParsedFigure("", (rules.FIGURE_UNREADABLE.code,))
        for at in self.mils:
            self.numbers[at] = self.numbers[at]._replace(unit=self.numbers[at].unit * self._mil())
        low, high = self._ends()
        if max(low or 0, high or 0) > _LARGEST:
            return ParsedFigure("", (rules.FIGURE_UNREADABLE.code,))
        if low is not None and high is not None and low > high:
            low, high = high, low
            self.fired.append(rules.FIGURE_REVERSED.code)
        return ParsedFigure(write_range(low, high, "" if self.count else self.currency), tuple(dict.fromkeys(self.fired)))

    def _ends(self) -> tuple[float | None, float | None]:
        if len(self.numbers) == 2:
            first, second = self._shared_unit(*self.numbers)
            return self._full(first), self._full(second)
        value = self._full(self.numbers[0])
        if "low" in self.bounds and "high" not in self.bounds:
            return value, None
        if "high" in self.bounds and "low" not in self.bounds:
            return None, value
        return value, value

    def _full(self, number: _Number) -> float:
        own = number.unit if number.unit != 1.0 or number.base else self.unit
        return (number.base + number.value * own) * self.period

    def _shared_unit(self, first: _Number, second: _Number) -> tuple[_Number, _Number]:
        """“50-100k” is fifty thousand to a hundred thousand."""
        if first.unit == 1.0 and second.unit > 1.0 and first.value:
            if first.value <= second.value:
                return first._replace(unit=second.unit), second
            if first.value < 1000 and second.unit >= 1e6:
                self.fired.append(rules.FIGURE_AMBIGUOUS.code)
                return first._replace(unit=second.unit / 1000), second
        if second.unit == 1.0 and first.unit > 1.0 and first.value <= second.value < 1000:
            return first, second._replace(unit=first.unit)
        return first, second

    def _parts(self, text: str) -> bool:
        words: list[str] = []
        for part in (*_PART.finditer(text), None):
            if part is not None and part.lastgroup == "word":
                words.append(part.group())
                continue
            if not self._words(words):
                return False
            words = []
            if part is not None and not self._part(part, text):
                return False
        return True

    def _part(self, part: "re.Match[str]", text: str) -> bool:
        said = part.group()
        if part.lastgroup == "number":
            return self._number(said, text[part.end() : part.end() + 24].strip())
        if part.lastgroup == "sign":
            return self._word(said) or (self._word(said[-1]) and self._words([said[:-1]]))
        if said == "%":
            return False
        if said == "-":
            if self.numbers:
                self.joined = True
            elif text[part.end() : part.end() + 2].strip()[:1].isdigit() or text[part.end() : part.end() + 1] in "$€£":
                self.fired.append(rules.FIGURE_NEGATIVE.code)
        elif said in (">", ">=", "≥") or (said == "+" and self.numbers):
            self.bounds.append("low")
        elif said in ("<", "<=", "≤"):
            self.bounds.append("high")
        return True

    def _number(self, said: str, behind: str) -> bool:
        value = self._value(said, behind)
        if value is None:
            return False
        last = self.numbers[-1] if self.numbers else None
        if last is None or self.joined or "low" in self.bounds or "high" in self.bounds:
            self.numbers.append(_Number(value, self.ahead))
        elif last.unit > 1.0 and value < last.unit:  # 2億5000万, 5 crore 20 lakh: two parts of one figure
            self.numbers[-1] = _Number(value, 1.0, last.base + last.value * last.unit)
        else:
            return False
        self.joined = False
        return True

    def _value(self, said: str, behind: str) -> float | None:
        digits = re.sub(r"[ '’´_]", "", said)
        points, commas = digits.count("."), digits.count(",")
        if points and commas:
            mark = max(".", ",", key=digits.rfind)
            if digits.count(mark) > 1:
                return None
            whole, _, rest = digits.rpartition(mark)
            return float(re.sub(r"[.,]", "", whole) + "." + rest)
        if points + commas > 1:
            return float(re.sub(r"[.,]", "", digits))
        if not points + commas:
            return float(digits)
        mark = "." if points else ","
        whole, _, rest = digits.partition(mark)
        millions = _meanings().get(fold(re.split(r"[^\w]", behind)[0]), ("", "0"))
        large = millions[0] == "units" and float(millions[1]) >= 1e6
        thousands = len(rest) == 3 and len(whole) <= 3 and whole.strip("0") != ""
        if thousands and ((self.decimal == mark and not self.count) or (large and (mark == "." or self.decimal == ","))):
            thousands = False
        return float(whole + rest) if thousands else float(f"{whole}.{rest}")

    def _words(self, words: list[str]) -> bool:
        """Read a run of words, the longest known phrase first."""
        at = 0
        while at < len(words):
            for length in range(min(4, len(words) - at), 0, -1):
                phrase = " ".join(words[at : at + length])
                if self._word(phrase) or self._number_word(phrase):
                    at += length
                    break
            else:
                if not self._glued(fold(words[at])):
                    return False
                at += 1
        return True

    def _number_word(self, phrase: str) -> bool:
        value = number_words().get(fold(phrase), 0.0)
        if not value or (self.numbers and not self.joined):
            return False
        self.numbers.append(_Number(value, self.ahead))
        self.joined = False
        return True

    def _glued(self, word: str) -> bool:
        """Read a word made of known pieces, as scripts without blanks write (万円以上) and vendors do (keur)."""
        if not word:
            return True
        for length in range(len(word), 0, -1):
            piece = word[:length]
            if piece in _meanings() and (not piece.isascii() or length > 1 or piece in "kmbt"):
                kind = _meanings()[piece][0]
                if piece.isascii() and kind not in ("units", "currencies"):
                    continue
                return self._word(piece) and self._glued(word[length:])
        return False

    def _word(self, word: str) -> bool:
        meaning = _meanings().get(word) or _meanings().get(fold(word))
        if meaning is None:
            return False
        kind, value = meaning
        if kind == "units":
            if word == "mil" and self.numbers:
                self.mils.append(len(self.numbers) - 1)
            else:
                self._multiply(float(value))
        elif kind == "currencies":
            self.currency = self._whose(value)
        elif kind in ("low", "high"):
            self.bounds.append(kind)
        elif kind == "join":
            self.joined = bool(self.numbers)
        elif kind in ("month", "week", "hour") and not self.count:
            self.period = {"month": 12.0, "week": 52.0, "hour": 2080.0}[kind]
            self.fired.append(rules.FIGURE_PER_YEAR.code)
        return True

    def _multiply(self, by: float) -> None:
        if not self.numbers:
            self.ahead *= by  # TEUR 500
            return
        last = self.numbers[-1]
        self.numbers[-1] = last._replace(unit=last.unit * by)

    def _mil(self) -> float:
        """A thousand in Spanish and Portuguese, a million next to English money; where neither is said, the smaller, doubted."""
        words = word_list("figures")["mil"]
        if self.country in words["thousand_in"]:
            return 1e3
        if self.currency in words["million_with"] and not self.spanish:
            if not self.sure_of_millions:
                self.fired.append(rules.FIGURE_AMBIGUOUS.code)
            return 1e6
        if not self.currency and not self.spanish:
            self.fired.append(rules.FIGURE_AMBIGUOUS.code)
        return 1e3

    def _whose(self, value: str) -> str:
        """The currency that a shared sign stands for in this list."""
        if len(value) == 3 and value.isupper():
            return value
        if value == "yen":
            return "CNY" if self.country == "CN" or self.currency == "CNY" else "JPY"
        if self.currency.endswith("D") and value == "dollar":
            return self.currency
        shared = word_list("countries")[value]
        if value == "krone":
            return self.currency or str(shared.get(self.country, ""))
        return str(shared.get(self.country, "USD"))
