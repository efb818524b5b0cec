"""Three replicas that watch one folder while restores are killed: no mixture is published."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publicstats.publishing import Archive, Store
from publicstats.publishing.changes import Changes
from publicstats.publishing.restoring import finish_restore
from publicstats.reading.folder import load_files
from publicstats.reading.tables import fingerprint_files
from tests.helpers import FIGURES, ROOT, change, make_files, save
from tests.publishing.faults import list_temporary

RESTORE_FOR_EVER = """
import sys, itertools
from pathlib import Path
from publicstats.publishing.archive import Archive
from publicstats.publishing.restoring import restore_files
data, archive = Path(sys.argv[1]), Archive(Path(sys.argv[2]))
editions = [archive.load(fingerprint) for fingerprint in sys.argv[3:]]
print("ready", flush=True)
for files in itertools.cycle(editions):
    restore_files(data, archive, files)
"""
ONE = make_files()
TWO = make_files(
    figures=[change("members_2024", printed="1900多万名")], themes=[change("care", icon="home")]
) | {"figures/more.csv": ONE[FIGURES].split(b"\n")[0] + b"\n"}
KILLS = 6


@contextmanager
def running(*actions: Callable[[], object]) -> Iterator[None]:
    """Each action over and over again, beside what is done inside."""
    stop = threading.Event()

    def repeat(action: Callable[[], object]) -> None:
        while not stop.wait(0.02):
            action()

    threads = [threading.Thread(target=repeat, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@pytest.mark.parametrize("may_write", [True, False], ids=["servers may write", "servers may only read"])
def test_restores_that_are_killed_are_never_published_as_a_mixture(
    may_write: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, archive = save(ONE, tmp_path / "data"), Archive(tmp_path / "state")
    editions = {fingerprint_files(files): files for files in (TWO, ONE)}
    for fingerprint, files in editions.items():
        archive.record(fingerprint, files, 15, Changes(0, 0, 0, ()))
    if not may_write:
        monkeypatch.setattr("publicstats.publishing.store.finish_restore", lambda *_: True)
    replicas = [Store(data, archive.folder) for _ in range(3)]
    served = set()

    def look(replica: Store) -> None:
        snapshot = replica.check()
        assert snapshot.edition is not None
        served.add(snapshot.edition.fingerprint)
        served.update(problem.code for problem in snapshot.problems)

    command = [sys.executable, "-c", RESTORE_FOR_EVER, str(data), str(archive.folder), *editions]
    dice = random.Random(16)
    with running(*(lambda replica=replica: look(replica) for replica in replicas)):
        for _ in range(KILLS):
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
                assert process.stdout is not None
                assert process.stdout.readline() == "ready\n"
                time.sleep(dice.uniform(0.05, 0.6))
                process.kill()
            assert load_files(data) in (ONE, TWO)
    # A folder that changes five times while it is read once is looked at again, which is said meanwhile.
    assert served <= {*editions, "file_unreadable"}
    assert {entry.fingerprint for entry in archive.list_entries()} <= set(editions)
    assert finish_restore(data, archive)
    assert load_files(data) in (ONE, TWO)
    assert list_temporary(data, archive.folder) == []
    shutil.rmtree(archive.replaced)
