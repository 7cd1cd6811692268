"""Time, processor time and peak memory of a command, its children included."""

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05  # seconds between two looks at the memory
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of wall clock and of processor, and the peak of resident megabytes.

    The peak is the larger of the biggest single process (exact, from the kernel) and of the sum over the process tree as seen
    every 50 ms (pages shared by several processes count once for each).
    """

    seconds: float
    cpu: float
    megabytes: float
    stdout: str


def measure(command: list[str], folder: Path) -> Cost:
    """Run a command in a folder and measure it.

    Raises:
        RuntimeError: when the command fails; its own words have gone to stderr.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(_ROOT)}
    )
    peak = _Peak(process.pid)
    peak.start()
    stdout, _ = process.communicate()
    seconds = time.perf_counter() - begun
    peak.stopped.set()
    peak.join()
    if process.returncode:
        raise RuntimeError(f"{command[:4]} ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, cpu, peak.bytes / 1e6, stdout)


_ROOT = Path(__file__).resolve().parent.parent.parent


class _Peak(threading.Thread):
    """Looks at the memory of a process and its descendants until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.bytes = 0
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(_EVERY):
            self.bytes = max(self.bytes, sum(_resident(pid) for pid in _tree(self.pid)))


def _tree(root: int) -> list[int]:
    found, todo = [], [root]
    while todo:
        pid = todo.pop()
        found.append(pid)
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def machine() -> str:
    """The facts of this machine that a figure depends on, in one line."""
    model = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "unknown processor"
    )
    memory = next((int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    load = os.getloadavg()[0]
    return f"{model}, {len(os.sched_getaffinity(0))} cores, {memory} GB, load before the run {load:.1f}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []
