"""Lists with seeded damage of many kinds, for tests that compare two ways of reading them."""

import random

_FIRST = ["José", "Anna", "Müller", "Bob", "Zoë", "Li", "Ольга", "田中"]
_LAST = ["Smith", "García", "Nowak", "O'Neil", "van den Berg", "Иванова"]


def clean_list(draw: random.Random, rows: int) -> list[str]:
    """The lines of a list without damage, some cells quoted, some over two lines."""
    lines = ["Id,First,Last,Email,Phone,Company,Notes"]
    for at in range(rows):
        first, last = draw.choice(_FIRST), draw.choice(_LAST)
        company = draw.choice(["Acme", '"Acme, Inc."', '"The ""Best"" Ltd"', ""])
        notes = (
            draw.choice(["", "plain", '"two\nlines"', '"a, b"', '""', '"three\nlines, of\ntext"']) if draw.random() < 0.3 else "x"
        )
        lines.append(f"{at},{first},{last},n{at}@acme.com,+1 555 123 {at:04},{company},{notes}")
    return lines


DAMAGE = {
    "none": lambda line: line,
    "unclosed": lambda line: line.replace(",", ',"', 1),
    "unclosed at end": lambda line: line[:-1] + '"' + line[-1:],
    "stray": lambda line: line.replace("n", 'n"', 1),
    "long": lambda line: line.replace(",", ",,", 1),
    "short": lambda line: line.rsplit(",", 1 + len(line) % 5)[0],
    "blank": lambda line: line + "\n",
    "commas": lambda line: line + "\n,,,,,,",
    "trailing": lambda line: line + ",,",
    "split": lambda line: line.replace(" ", "\n", 1),
    "nul": lambda line: line.replace("a", "a\0", 1),
    "cr": lambda line: line.replace("a", "a\r", 1),
    "header": lambda line: "Id,First,Last,Email,Phone,Company,Notes\n" + line,
    "no first cell": lambda line: line[line.index(",") :],
    "lost letter": lambda line: line.replace("a", "\ufffd", 1),
    "footer": lambda line: line + "\nTotal,5,,,,,",
    "lone quote": lambda line: line + '\n"',
    "quotes only": lambda line: line + '\n"",,,,,,""',
}


def damaged_list(seed: int, rows: int = 60) -> bytes:
    """A list in which up to four kinds of damage have struck some lines."""
    draw = random.Random(seed)
    kinds = draw.sample(sorted(DAMAGE), draw.randint(0, 4))
    share = draw.choice([0.0, 0.02, 0.1, 0.4])
    header, *lines = clean_list(draw, rows)
    for at, line in enumerate(lines):
        if kinds and draw.random() < share:
            lines[at] = DAMAGE[draw.choice(kinds)](line)
    end = draw.choice(["\n", "\r\n"])
    text = end.join([header, *lines]) + draw.choice(["", end, end + end])
    return text.encode(draw.choice(["utf-8", "utf-8", "utf-8-sig"]))
