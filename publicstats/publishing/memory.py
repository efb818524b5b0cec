"""Memory that building an edition takes for a moment: kept at hand meanwhile, then given back to the system.

By itself the C library keeps what is freed once much was asked for: of a million figures 150 MB that pages
leave behind. That is right while an edition is built, which takes hundreds of arrays one after the other:
each would have to be fetched from the system anew. It is wrong for the hours after it. Arrow takes its memory
from the same place, so that one has what the other gave back. Of a C library that is not GNU's only Arrow's
part is given back.
"""

from __future__ import annotations

import ctypes

import pyarrow as pa

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Numbers of mallopt(3): how much may lie free at the end of the heap, and from what size on a piece of
memory is one of its own, which goes back as soon as it is freed."""
_MUCH, _LARGEST = 1 << 30, 32 << 20
"""Bytes of both while an edition is built; of the latter more is not allowed."""
_LITTLE = 1 << 20
"""Bytes of both at all other times."""


def take_freely() -> None:
    """Has what is freed be kept for what is asked for next, until `give_back`."""
    if _set_thresholds(_MUCH, _LARGEST):
        pa.set_memory_pool(pa.system_memory_pool())


def give_back() -> None:
    """Frees what Arrow and the C library keep for later: 200 MB after the building of a million figures.

    Takes milliseconds. What is freed from then on goes back at once.
    """
    pa.default_memory_pool().release_unused()
    if _set_thresholds(_LITTLE, _LITTLE):
        ctypes.CDLL(None).malloc_trim(0)


def _set_thresholds(trim: int, mmap: int) -> bool:
    """Sets both, in bytes; whether this is a C library that knows them."""
    library = ctypes.CDLL(None)
    if not (hasattr(library, "mallopt") and hasattr(library, "malloc_trim")):
        return False
    return bool(library.mallopt(_TRIM_THRESHOLD, trim) and library.mallopt(_MMAP_THRESHOLD, mmap))
