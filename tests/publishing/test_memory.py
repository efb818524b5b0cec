"""Memory after an edit: what building took is given back."""

from pathlib import Path

import pyarrow as pa
import pytest

from publicstats.publishing.memory import give_back

STATM = Path("/proc/self/statm")
PAGES = 4096
MEGABYTES_32 = 32_000_000 // PAGES


@pytest.mark.skipif(not STATM.exists(), reason="only Linux tells what a process has resident")
def test_memory_that_nobody_needs_any_more_is_given_back() -> None:
    columns = [pa.array(range(100_000)) for _ in range(100)]
    full = int(STATM.read_text().split()[1])
    del columns
    give_back()
    assert full - int(STATM.read_text().split()[1]) > MEGABYTES_32
