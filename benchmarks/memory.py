"""What figures take in memory: by column, by array, by what is kept, and what is resident beside that.

    python -m benchmarks.memory [--figures 1000000] [--data DIR] [--json]

Starts what the server starts, in a process of its own, opens a page and searches. Arrays that two parts share
are counted where they are met first; "resident" is what the system counts, with the libraries.
"""

from __future__ import annotations

import argparse
import ctypes
import dataclasses
import gc
import inspect
import json
import multiprocessing
import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks.datasets import write_data
from benchmarks.machine import read_memory
from publicstats.edition.model import Edition
from publicstats.series.lookups import Sparse

PAGES = ("", "hotline")
"""The overview, and a theme with charts."""
SEARCHES = ("热线", "rexian", "health insurance")
LEAST = 1_000
"""Bytes of what is listed at the least."""


def main() -> None:
    """Prints the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, multiprocessing.get_context("spawn").Pool(1) as pool:
        folder = options.data or Path(name) / "data"
        if options.data is None:
            write_data(folder, options.figures)
        found = pool.apply(measure, (str(folder), f"{name}/state"))
    if options.json:
        sys.stdout.write(json.dumps(found, indent=1) + "\n")
        return
    count = found["figures"]
    sys.stdout.write(
        f"{count:,} figures, CSVs of {found['csv'] / 1e6:.1f} MB\n\n| part | MB | bytes a figure |\n"
    )
    sys.stdout.write("|---|---|---|\n")
    for title, size in found["parts"].items():
        sys.stdout.write(f"| {title} | {size / 1e6:.1f} | {size / count:.1f} |\n")
    sys.stdout.write("\n| resident | MB |\n|---|---|\n")
    for title, size in found["resident"].items():
        sys.stdout.write(f"| {title} | {size:.0f} |\n")


def measure(folder: str, state: str) -> dict[str, Any]:
    """The bytes of each part, and the megabytes that are resident from step to step."""
    os.environ |= {"PUBLICSTATS_DATA": folder, "PUBLICSTATS_STATE": state}
    import dashboard  # it declares its pages
    from publicstats.analysis.find.results import search
    from publicstats.publishing import shared_store
    from publicstats.publishing.memory import give_back
    from publicstats.server.shell.first_views import FIRST_VIEWS

    assert dashboard.app is not None
    resident = {"libraries": read_memory(os.getpid())}
    store = shared_store()
    edition = store.snapshot.edition
    if edition is None:
        raise SystemExit(f"the data of {folder} is not valid")
    resident["edition served"] = read_memory(os.getpid())
    resident["peak until then"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    for address in PAGES:
        FIRST_VIEWS.find({"path": f"/{address}", "query_string": b""})
    resident["pages opened, with the process that draws"] = read_memory(os.getpid())
    before = dict(list_parts(edition, store.builder))
    for words in SEARCHES:
        search(edition, words)
    resident["searched"] = read_memory(os.getpid())
    give_back()
    resident["searched, what nobody needs given back"] = read_memory(os.getpid())
    resident |= read_allocators()
    after = list_parts(edition, store.builder)
    more = {f"{name}, searches": size for name, size in after.items() if size != before.get(name)}
    return {
        "figures": len(edition.figures),
        "csv": store.snapshot.size,
        "parts": before | more,
        "resident": resident,
    }


def list_parts(edition: Any, builder: Any) -> dict[str, int]:
    """The bytes of each part, the largest parts' own parts one by one; what is shared counts once."""
    seen: set[int] = set()
    parts = list(_name_parts(edition, builder))  # all at once: names of things that are gone are given again
    sized = {title: count_bytes(thing, seen) for title, thing in parts}
    sized["all"] = sum(sized.values())
    return {title: size for title, size in sized.items() if size >= LEAST}


def _name_parts(edition: Any, builder: Any) -> Iterator[tuple[str, Any]]:
    frame = edition.figures
    for name in frame:
        column = frame[name]
        array = column.array
        inner = (array.codes, array.categories) if isinstance(array, pd.Categorical) else pa.array(column)
        yield f"column {name}: {describe_type(column)}", inner
    yield from _name_arrays("series", edition.series)
    yield "edition, the rest", [thing for name, thing in vars(edition).items() if name != "_figures"]
    kept: dict[str, list[Any]] = {}
    for key, answer in builder._kept._answers.items():
        kept.setdefault(key[0], []).append(answer)
    yield from ((f"kept: {kind}", answers) for kind, answers in kept.items())
    yield from _list_memos(edition)


def _name_arrays(title: str, thing: Any) -> Iterator[tuple[str, Any]]:
    for field in dataclasses.fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, Sparse):
            yield f"{title}.{field.name}", [value.positions, value.said]
        elif dataclasses.is_dataclass(value):
            yield from _name_arrays(f"{title}.{field.name}", value)
        else:
            yield f"{title}.{field.name}: {value.dtype}", value


def describe_type(column: pd.Series) -> str:
    """The type of a column as it lies in memory."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return f"{column.cat.codes.dtype} of {len(column.cat.categories):,}"
    return str(column.dtype)


def _list_memos(edition: Any) -> Iterator[tuple[str, Any]]:
    """What questions of the edition keep of their answers, by the module that asks them."""
    for name, module in sorted(sys.modules.items()):
        if not name.startswith("publicstats."):
            continue
        functions = [f for f in vars(module).values() if inspect.isfunction(f) and f.__module__ == name]
        kept = (inspect.getclosurevars(f).nonlocals.get("answers") for f in functions)
        found = [answers[edition] for answers in kept if answers is not None and edition in answers]
        if found:
            yield (
                f"answers of {name.removeprefix('publicstats.')}",
                [gc.get_referents(each) for each in found],
            )


def count_bytes(thing: Any, seen: set[int]) -> int:
    """The bytes of all that can be reached from a thing, but for what was `seen`: arrays by their memory."""
    total, waiting = 0, [thing]
    while waiting:
        each = waiting.pop()
        for address, size in list_buffers(each):
            if address not in seen:
                seen.add(address)
                total += size
        if isinstance(each, _WHOLE) or id(each) in seen:
            continue
        seen.add(id(each))
        total += sys.getsizeof(each) if not isinstance(each, pd.Series | pd.DataFrame | pd.Index) else 0
        waiting += gc.get_referents(each)
    return total


_ARRAYS = (np.ndarray, pa.Array, pa.ChunkedArray, pa.Table)
_WHOLE = (*_ARRAYS, type, ModuleType, FunctionType, BuiltinFunctionType, MethodType, CodeType, Edition)
"""What is not looked into: it is counted by its memory, belongs to the program, or is a part of its own."""


def list_buffers(thing: Any) -> Iterator[tuple[int, int]]:
    """The memory that an array lies in: where it begins, and its bytes."""
    if isinstance(thing, np.ndarray):
        owner = thing
        while isinstance(owner.base, np.ndarray):
            owner = owner.base
        if owner.base is None:
            yield owner.__array_interface__["data"][0], owner.nbytes
    elif isinstance(thing, pa.Table | pa.ChunkedArray):
        for part in thing.columns if isinstance(thing, pa.Table) else thing.chunks:
            yield from list_buffers(part)
    elif isinstance(thing, pa.Array):
        parts = [getattr(thing, name) for name in _PARTS if hasattr(thing, name)]
        yield from (found for part in parts for found in list_buffers(part))
        yield from ((each.address, each.size) for each in thing.buffers() if each)


_PARTS = ("dictionary", "run_ends", "values")
"""What arrays of numbers for distinct cells, and of runs, consist of."""


def read_allocators() -> dict[str, float]:
    """Megabytes that Arrow and the C library have given out, and those that they keep for later."""
    read = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if read is None:
        return {"given out by Arrow": pa.total_allocated_bytes() / 1e6}
    read.restype = _Mallinfo
    found = read()
    return {
        "given out by Arrow": pa.total_allocated_bytes() / 1e6,
        "given out by the C library": (found.uordblks + found.hblkhd) / 1e6,
        "kept by the C library": found.fordblks / 1e6,
    }


_FIELDS = (
    *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
    *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
)


class _Mallinfo(ctypes.Structure):
    """What mallinfo2(3) gives."""

    _fields_: ClassVar = [(name, ctypes.c_size_t) for name in _FIELDS]


if __name__ == "__main__":
    main()
