"""The commands of the README: `--second` is the test command, `--main-job` what the first one does once leadtool is installed."""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def commands() -> list[str]:
    """Every line of the README's shell blocks, in order; the first two are the ones a new user needs."""
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip() and not line.startswith("#")]


def main_job() -> str:
    """What the first command does once leadtool is installed."""
    return commands()[0].rpartition("&&")[2].strip().replace(".venv/bin/", "")


if __name__ == "__main__":
    print(commands()[1] if "--second" in sys.argv else main_job())  # noqa: T201
