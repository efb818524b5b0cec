"""Two hundred readers who turn pages while an analyst saves edits: no error, no mixture, no growing memory.

    python -m benchmarks.soak [--minutes 10] [--sessions 200] [--no-docs]

The analyst changes one figure and the name of its indicator, in two files, again and again. Every screen
with that figure must show both of one edit, and its edition line must name the one edition that has them.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.live_edit import PAGE, read_edit, save_edit
from benchmarks.machine import Others, describe_machine, read_cpu, read_memory
from benchmarks.report import write_section
from benchmarks.sessions import Session
from tests.browser.servers import ROOT, Server, start_server

PAGES = ("", PAGE, "elder_care", "red_cross", "sources", "indicator", "explore")
THINK, EDIT_SECONDS, SAMPLE_SECONDS = 5.0, 5.0, 5.0
WARM_SECONDS = 60.0
"""Memory is compared with what it was after this long."""
GROWTH = 0.1
EDITION = re.compile(r'class="ps-edition"[^>]*>[^0-9a-f<]*([0-9a-f]{16})')


@dataclass
class Tally:
    """What all readers have seen."""

    screens: int = 0
    mixtures: int = 0
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    editions: dict[str, set[int]] = field(default_factory=dict)
    """The edits that were seen under each edition line: one each, or something is wrong."""
    memory: list[tuple[float, float]] = field(default_factory=list)

    def look(self, text: str) -> None:
        """Counts a screen."""
        self.screens += 1
        value, title = read_edit(text)
        if value < 0 or title < 0:
            return
        line = EDITION.search(text)
        seen = self.editions.setdefault(line[1] if line else "", set())
        seen.add(value)
        self.mixtures += value != title or len(seen) > 1 or line is None


def main() -> None:
    """Prints the report; ends with status 1 where readers saw an error or a mixture, or memory grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--no-docs", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(ROOT / "data", Path(folder) / "data"))
        server = start_server(Path(folder) / "log.txt", data, {})
        try:
            report = asyncio.run(soak(server, data, options.sessions, options.minutes * 60))
        finally:
            server.stop()
        report["lines in the server's log"] = len(re.findall(r"Traceback|ERROR", server.read_log()))
    text = "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in report.items())])
    sys.stdout.write(text + "\n")
    if not options.no_docs:
        write_section("soak", f"{'; '.join(describe_machine().values())}\n\n{text}")
    bad = report["errors"] or report["mixed screens"] or report["lines in the server's log"]
    sys.exit(1 if bad or float(str(report["memory growth, %"])) >= GROWTH * 100 else 0)


async def soak(server: Server, data: Path, count: int, seconds: float) -> dict[str, object]:
    """The report of so many readers and one analyst for so long."""
    tally, others = Tally(), Others()
    pid, began = server.process.pid, time.monotonic()
    cpu, end = read_cpu(pid), began + seconds
    readers = [asyncio.create_task(_read(server.port, tally, end, _dice(n))) for n in range(count)]
    sampler = asyncio.create_task(_sample(pid, tally, end))
    edits = await _edit(data, end)
    await asyncio.gather(*readers, sampler)
    base, last = _level(tally.memory, began + min(WARM_SECONDS, seconds / 2)), _level(tally.memory, end)
    waits = sorted(tally.waits)
    return {
        "minutes": round(seconds / 60, 1),
        "sessions": count,
        "edits saved": edits,
        "editions seen": len(tally.editions),
        "screens": tally.screens,
        "errors": len(tally.errors),
        "first error": tally.errors[0][:120] if tally.errors else "–",
        "mixed screens": tally.mixtures,
        "median wait for a page, ms": round(statistics.median(waits) * 1000),
        "95th percentile, ms": round(waits[int(len(waits) * 0.95) - 1] * 1000),
        "share of a core": round((read_cpu(pid) - cpu) / seconds, 2),
        "memory after the first minute, MB": round(base),
        "memory at the end, MB": round(last),
        "memory growth, %": round((last / base - 1) * 100, 1),
        "others' share of the machine": round(others.share(), 2),
    }


async def _read(port: int, tally: Tally, end: float, dice: random.Random) -> None:
    """One reader: turns to a page, reads it, sees it change, turns to the next."""
    session = Session(port, dice.choice(PAGES), keep=False)
    await asyncio.sleep(dice.uniform(0, THINK))
    try:
        async with session.connect() as socket:
            while time.monotonic() < end and not session.errors:
                tally.waits.append(await session.draw(socket, dice.choice(PAGES)))
                leave = min(end, time.monotonic() + dice.uniform(0.5, 1.5) * THINK)
                while (left := leave - time.monotonic()) > 0:
                    seen = session.screens[-1] if session.screens else None
                    if seen is not None:
                        tally.look(seen.text)
                    await session.watch(socket, left, seen)
    except Exception as error:  # noqa: BLE001 - whatever befalls a reader is what this counts
        tally.errors.append(f"{type(error).__name__}: {error}")
    tally.errors += session.errors


def _dice(number: int) -> random.Random:
    """A reader's own choices, the same in every run."""
    return random.Random(number)


async def _edit(data: Path, end: float) -> int:
    """How many edits were saved, one every few seconds; none in the last ones."""
    number = 0
    while time.monotonic() + 2 * EDIT_SECONDS < end:
        await asyncio.sleep(EDIT_SECONDS)
        number += 1
        save_edit(data, number)
    return number


async def _sample(pid: int, tally: Tally, end: float) -> None:
    while time.monotonic() < end:
        tally.memory.append((time.monotonic(), read_memory(pid)))
        await asyncio.sleep(min(SAMPLE_SECONDS, max(0.1, end - time.monotonic())))


def _level(memory: list[tuple[float, float]], moment: float) -> float:
    """The median of the samples around a moment: a drawing engine comes and goes."""
    near = [size for at, size in memory if abs(at - moment) <= 3 * SAMPLE_SECONDS]
    return statistics.median(near)


if __name__ == "__main__":
    main()
