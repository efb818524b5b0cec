"""Memory after an edit: what building took is given back."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from publicstats.publishing.memory import give_back, take_freely
from tests.helpers import ROOT

STATM = Path("/proc/self/statm")
PAGES = 4096
MEGABYTES_32 = 32_000_000 // PAGES
FREEING = """
import numpy as np
from pathlib import Path
from publicstats.publishing.memory import give_back, take_freely
def count(): return int(Path("/proc/self/statm").read_text().split()[1])
take_freely()
give_back()
before = count()
columns = [np.ones(1_000_000, dtype=np.int32) for _ in range(20)]
full = count()
del columns
print(full - before, full - count())
"""


@pytest.mark.skipif(not STATM.exists(), reason="only Linux tells what a process has resident")
def test_memory_that_nobody_needs_any_more_is_given_back() -> None:
    columns = [pa.array(range(100_000)) for _ in range(100)]
    full = int(STATM.read_text().split()[1])
    del columns
    give_back()
    assert full - int(STATM.read_text().split()[1]) > MEGABYTES_32


@pytest.mark.skipif(not STATM.exists(), reason="only Linux tells what a process has resident")
def test_what_is_freed_while_nothing_is_built_goes_back_at_once() -> None:
    # In a process of its own: what other tests have left lying would be used first.
    found = subprocess.run([sys.executable, "-c", FREEING], cwd=ROOT, capture_output=True, text=True)
    taken, freed = map(int, found.stdout.split())
    assert taken > MEGABYTES_32
    assert freed > MEGABYTES_32


def test_arrow_has_no_memory_of_its_own_where_the_c_library_gives_it_back() -> None:
    before = pa.default_memory_pool()
    take_freely()
    assert pa.default_memory_pool().backend_name in {"system", before.backend_name}
    assert np.asarray(pa.array(range(10))).sum() == 45
    give_back()
