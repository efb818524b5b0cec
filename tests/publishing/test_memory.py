"""Memory after an edit: what building took is given back."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from publicstats.publishing.memory import give_back, take_freely

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


@pytest.mark.skipif(not STATM.exists(), reason="only Linux tells what a process has resident")
def test_what_is_freed_while_nothing_is_built_goes_back_at_once() -> None:
    take_freely()
    give_back()
    before = int(STATM.read_text().split()[1])
    columns = [np.ones(1_000_000, dtype=np.int32) for _ in range(20)]
    full = int(STATM.read_text().split()[1])
    del columns
    assert full - before > MEGABYTES_32
    assert full - int(STATM.read_text().split()[1]) > MEGABYTES_32


def test_arrow_has_no_memory_of_its_own_where_the_c_library_gives_it_back() -> None:
    before = pa.default_memory_pool()
    take_freely()
    assert pa.default_memory_pool().backend_name in {"system", before.backend_name}
    assert np.asarray(pa.array(range(10))).sum() == 45
    give_back()
