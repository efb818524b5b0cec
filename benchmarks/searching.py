"""How long a search takes as it is typed: each text that stands in the field after a key, each asked once.

The field sends what stands in it with Enter, or when it is left: a reader waits for one of these texts, and
nobody knows for which. Words in Chinese, pinyin and English, ids, numbers, questions, and slips of each.
"""

from __future__ import annotations

import statistics
import time

from benchmarks.servers import Running
from benchmarks.sessions import Session

TYPED = (
    "热线接通率", "医疗保险参保人数", "上海 热线", "2024年养老", "跨省结算人次有多少",
    "rexian", "ylbxcbrs", "yanglaobaoxian",
    "health insurance", "unemployment insurance 2023", "How many people", "414.4万", "98.7%",
    "hotline_connection_rate", "shanghai_hotline_calls_2024",
    "rexain", "inusrance", "保险医疗参", "养老保显", "计数 12",
)  # fmt: skip
LONGEST = 60
"""Seconds after which what was not asked yet is left."""


async def measure_search(server: Running) -> dict[str, float]:
    """Milliseconds from a text to the end of the run that shows what it finds, over all texts."""
    session, times = Session(server.port, "explore", keep=False), []
    end = time.monotonic() + LONGEST
    async with session.connect() as socket:
        await session.draw(socket)  # the page itself
        for text in list_texts():
            session.query = f"q={text}"
            times.append(await session.draw(socket) * 1000)
            if time.monotonic() > end:
                break
    if session.errors:
        raise RuntimeError(session.errors[0])
    return {
        "texts": len(times),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(sorted(times)[int(len(times) * 0.95) - 1], 1),
        "max_ms": round(max(times), 1),
    }


def list_texts() -> list[str]:
    """What stands in the field after each key, each once."""
    return list(dict.fromkeys(text[:end].strip() for text in TYPED for end in range(1, len(text) + 1)))
