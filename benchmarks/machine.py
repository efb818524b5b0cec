"""The machine that is measured on, and what processes use of it, from /proc."""

from __future__ import annotations

import os
import platform
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
DISTURBED = 0.25
"""Share of all processors used by others above which a measurement is marked."""
PACKAGES = ("streamlit", "pandas", "plotly", "dash", "uvicorn", "playwright")


def describe_machine() -> dict[str, str]:
    """Cores, processor, memory, system, versions and the date."""
    processor = next(
        (line.partition(":")[2].strip() for line in _read("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next(int(line.split()[1]) for line in _read("/proc/meminfo") if line.startswith("MemTotal"))
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "cores": str(os.cpu_count()),
        "processor": processor,
        "memory": f"{memory / 2**20:.0f} GB",
        "system": f"{platform.system()}, Python {platform.python_version()}",
        "packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    }


def read_cpu(pid: int) -> float:
    """Seconds of processor time of a process and its living children."""
    return sum(sum(_fields(one)[11:13]) for one in list_tree(pid)) / TICK


def read_memory(pid: int) -> float:
    """Megabytes resident of a process and its children."""
    pages = 0
    for one in list_tree(pid):
        parts = _read(f"/proc/{one}/statm")
        pages += int(parts[0].split()[1]) if parts else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def list_tree(pid: int) -> list[int]:
    """A process and all that it has started."""
    children = [
        int(name)
        for path in Path(f"/proc/{pid}/task").glob("*/children")
        for name in _read(path, joined=True)
    ]
    return [pid, *(one for child in children for one in list_tree(child))]


class Others:
    """How much of the machine processes other than ours use meanwhile."""

    def __init__(self) -> None:
        self._began, self._busy, self._ours = time.monotonic(), _busy(), _ours()

    def share(self) -> float:
        """The share of all processors since the beginning."""
        spent = (_busy() - self._busy) - max(0.0, _ours() - self._ours)
        return max(0.0, spent) / (time.monotonic() - self._began) / (os.cpu_count() or 1)


def _busy() -> float:
    user, nice, system, _, _, irq, soft, *_ = (int(part) for part in _read("/proc/stat")[0].split()[1:])
    return (user + nice + system + irq + soft) / TICK


def _ours() -> float:
    """This process, all below it, and what of that has ended."""
    return sum(sum(_fields(one)[11:15]) for one in list_tree(os.getpid())) / TICK


def _fields(pid: int) -> list[int]:
    """The numbers of /proc/PID/stat, the state left as 0; zeros for a process that has ended."""
    lines = _read(f"/proc/{pid}/stat")
    parts = lines[0].rpartition(")")[2].split() if lines else ["0"] * 50
    return [int(part) if part.lstrip("-").isdigit() else 0 for part in parts]


def _read(path: str | Path, *, joined: bool = False) -> list[str]:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError:
        return []
    return text.split() if joined else text.splitlines()
