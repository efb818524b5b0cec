"""Many Streamlit sessions at once without a browser: how long their runs take, and what they cost."""

from __future__ import annotations

import asyncio
import statistics
import time

from benchmarks.machine import read_cpu, read_memory
from benchmarks.servers import Running
from benchmarks.sessions import Session

IDLE_SECONDS = 8


async def measure_runs(
    server: Running, page: str, sessions: int, runs: int, limit: float = 15, queries: tuple[str, ...] = ("",)
) -> dict[str, float]:
    """Runs of that many sessions, each `runs` times, all at once: rate, milliseconds, processor time, bytes.

    `queries` are the addresses' queries that the runs go through in turn. What is not done within `limit`
    seconds is left.
    """
    times: list[float] = []
    bytes_: list[int] = []
    everyone = [Session(server.port, page, queries[0], keep=False) for _ in range(sessions)]
    opened, go = asyncio.Semaphore(0), asyncio.Event()

    async def read(session: Session) -> None:
        async with session.connect() as socket:
            # Each once before the clock: nothing is drawn for the first time then.
            for query in queries:
                session.query = query
                await session.draw(socket)
            opened.release()
            await go.wait()
            for run in range(runs):
                session.query, before = queries[(run + 1) % len(queries)], session.received
                times.append(await session.draw(socket))
                bytes_.append(session.received - before)

    began = time.perf_counter()
    tasks = [asyncio.create_task(read(session)) for session in everyone]
    try:
        async with asyncio.timeout(limit):
            for _ in everyone:
                await opened.acquire()
    except TimeoutError:
        pass
    first = time.perf_counter() - began
    cpu, began = read_cpu(server.pid), time.perf_counter()
    go.set()
    _, late = await asyncio.wait(tasks, timeout=limit)
    wall, spent = time.perf_counter() - began, read_cpu(server.pid) - cpu
    memory = read_memory(server.pid)
    for task in late:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if not times:
        return {"sessions": sessions, "runs": 0, "open_s": round(first, 2)}
    return {
        "sessions": sessions,
        "runs": len(times),
        "open_s": round(first, 2),
        "runs_per_s": round(len(times) / wall, 1),
        "median_ms": round(statistics.median(times) * 1000, 1),
        "p95_ms": round(sorted(times)[int(len(times) * 0.95) - 1] * 1000, 1),
        "cpu_ms": round(spent / len(times) * 1000, 2),
        "kilobytes": round(statistics.mean(bytes_) / 1000, 1),
        "memory_mb": round(memory, 1),
        "errors": sum(len(session.errors) for session in everyone),
    }


async def measure_idle(server: Running, page: str, sessions: int) -> dict[str, float]:
    """The share of a core that open pages cost while nothing changes."""
    everyone = [Session(server.port, page, keep=False) for _ in range(sessions)]
    readers = [asyncio.create_task(session.read(lambda _: False, 120)) for session in everyone]
    async with asyncio.timeout(60):
        while not all(session.screens for session in everyone):
            await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    cpu, began = read_cpu(server.pid), time.perf_counter()
    await asyncio.sleep(IDLE_SECONDS)
    share = (read_cpu(server.pid) - cpu) / (time.perf_counter() - began)
    for reader in readers:
        reader.cancel()
    await asyncio.gather(*readers, return_exceptions=True)
    return {"sessions": sessions, "core_share": round(share, 4)}
