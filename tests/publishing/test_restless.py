"""A folder that never rests: its edits are published in ten seconds, and what is half written never is."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publicstats.publishing import Store, Watcher, shared_store
from publicstats.publishing import settling as settling_module
from publicstats.publishing import store as store_module
from publicstats.publishing import watcher as watcher_module
from publicstats.publishing.settling import RECHECK, RECHECK_BYTES, SETTLE, Settling, find_pace
from publicstats.reading import steady as steady_module
from publicstats.reading.folder import Signature, UnreadableError, sign_folder
from publicstats.reading.steady import MovedError, Settled, load_steady
from publicstats.reading.tables import fingerprint_files
from tests.helpers import FIGURES, save
from tests.publishing.spoiling import GOOD, HEADER, NEXT, served

A_LOOK = 0.25
MOST = 9.0
"""Seconds of looks after which it is read, with one more for the reading."""


def look(
    settling: Settling, states: Callable[[int], Signature], seconds: float
) -> list[tuple[float, Settled]]:
    """The readings that looks four times a second lead to."""
    found = []
    for number in range(1, int(seconds / A_LOOK) + 1):
        settled = settling.look(states(number), number * A_LOOK)
        if settled is not None:
            found.append((number * A_LOOK, settled))
    return found


def sign(**sizes: tuple[int, int]) -> Signature:
    return tuple((f"{name}.csv", size, time, 7) for name, (size, time) in sizes.items())


START = sign(themes=(100, 1), units=(50, 1))


def test_file_that_never_rests_is_read_in_time_and_again_and_again() -> None:
    settling = Settling(START, 0.0)
    moments = [at for at, _ in look(settling, lambda n: sign(themes=(100, n + 1), units=(50, 1)), 60)]
    assert moments[0] <= MOST
    assert all(second - first <= MOST for first, second in itertools.pairwise(moments))
    assert len(moments) < 10


def test_edit_beside_a_file_that_never_rests_is_read_soon() -> None:
    settling = Settling(START, 0.0)
    edited = 80  # the look at which it is saved
    found = look(settling, lambda n: sign(themes=(100, n + 1), units=(50, 1 + (n >= edited))), 30)
    waits = [at - edited * A_LOOK for at, settled in found if at >= edited * A_LOOK]
    assert waits[0] <= SETTLE + 2 * A_LOOK


def test_files_that_change_in_turn_are_read_in_time() -> None:
    files = [f"f{number}" for number in range(40)]

    def turn(number: int) -> Signature:
        return sign(**{name: (10, 1 + (number + place) // 40) for place, name in enumerate(files)})

    moments = [at for at, _ in look(Settling(turn(0), 0.0), turn, 30)]
    assert moments[0] <= MOST


def test_files_that_come_and_go_are_read_in_time() -> None:
    found = look(Settling(START, 0.0), lambda n: START + sign(**{f"new{n}": (10, 1)}), 30)
    assert found[0][0] <= MOST


def test_file_that_is_mostly_long_is_not_taken_while_it_is_short_but_in_the_end() -> None:
    settling = Settling(START, 0.0)
    found = look(settling, lambda n: sign(themes=(100 if n % 4 else 30, n + 1), units=(50, 1)), 9)
    assert found[0][1].restless == {"themes.csv": 100}
    settling = Settling(START, 0.0)
    shrinking = [settling.look(sign(themes=(1000 - n, n), units=(50, 1)), n * A_LOOK) for n in range(1, 32)]
    first = next(settled for settled in shrinking if settled)
    settling.retry(8.0)
    (_, second), *_ = [
        (n, settled)
        for n in range(33, 60)
        if (settled := settling.look(sign(themes=(1000 - n, n), units=(50, 1)), n * A_LOOK))
    ]
    assert first.restless["themes.csv"] > second.restless["themes.csv"] == 0


def test_content_is_looked_at_less_often_where_it_is_large_and_still_is() -> None:
    assert find_pace(RECHECK_BYTES) == find_pace(0) == RECHECK
    large = sign(themes=(5 * RECHECK_BYTES, 1))
    assert find_pace(5 * RECHECK_BYTES) == 5 * RECHECK
    moments = [at for at, _ in look(Settling(large, 0.0), lambda n: large, 11 * RECHECK)]
    assert moments == [5 * RECHECK, 10 * RECHECK]


@pytest.mark.parametrize(
    "name",
    [
        "themes.csv.tmp",
        ".~lock.themes.csv#",
        "~$themes.csv",
        ".themes.csv",
        "themes.csv~",
        "notes.csv",
        "#themes.csv#",
        "figures/~$a.csv",
        "figures/.a.csv.swp",
        "figures/a.csv.bak",
        "figures/.~a.csv",
        "datapackage.json",
    ],
)
def test_only_files_of_the_contract_count(name: str, data: Path) -> None:
    before = sign_folder(data)
    (data / name).write_bytes(b"x")
    assert sign_folder(data) == before


def test_what_is_written_between_the_look_and_the_reading_is_left(data: Path, store: Store) -> None:
    settled = Settled(sign_folder(data))
    save(NEXT, data)
    with pytest.raises(MovedError):
        load_steady(data, settled)
    store.check(settled)
    assert store.has_moved
    assert (served(store), store.snapshot.is_current) == (fingerprint_files(GOOD), True)
    store.check(Settled(sign_folder(data)))
    assert (served(store), store.has_moved) == (fingerprint_files(NEXT), False)


def test_reading_takes_what_is_the_same_twice_and_long_enough(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = data / FIGURES
    cut = NEXT[FIGURES][: NEXT[FIGURES].rindex(b"\n", 0, -1) + 1]
    states = iter([cut, cut, NEXT[FIGURES], cut, NEXT[FIGURES], NEXT[FIGURES]])
    monkeypatch.setattr("time.sleep", lambda seconds: path.write_bytes(next(states)))
    settled = Settled(sign_folder(data), {FIGURES: len(NEXT[FIGURES])})
    assert load_steady(data, settled)[FIGURES] == NEXT[FIGURES]
    sizes = itertools.count(1)
    monkeypatch.setattr("time.sleep", lambda s: path.write_bytes(HEADER + b"\n" * next(sizes)))
    with pytest.raises(UnreadableError) as error:
        load_steady(data, settled)
    assert [problem.file for problem in error.value.problems] == [FIGURES]


def test_start_waits_until_a_save_is_over(data: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of a file is written while the start waits; without a wait, half of it would be served."""
    path, slept = data / FIGURES, itertools.count(1)
    path.write_bytes(HEADER)
    pause = time.sleep

    def write_meanwhile(seconds: float) -> None:
        if next(slept) == 2:
            path.write_bytes(NEXT[FIGURES])
        pause(seconds)

    monkeypatch.setenv("PUBLICSTATS_DATA", str(data))
    monkeypatch.setenv("PUBLICSTATS_STATE", str(state))
    for module in (settling_module, store_module):
        monkeypatch.setattr(module, "SETTLE", SETTLE / 10)
    monkeypatch.setattr("time.sleep", write_meanwhile)
    shared_store.cache_clear()
    try:
        assert served(shared_store()) == fingerprint_files(NEXT)
    finally:
        shared_store.cache_clear()


@contextmanager
def repeating(action: Callable[[int], object], seconds: float) -> Iterator[None]:
    """An action over and over again, beside what is done inside."""
    stop = threading.Event()

    def repeat() -> None:
        for number in itertools.count():
            if stop.wait(seconds):
                return
            action(number)

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def cut_in_the_middle(path: Path, files: dict[str, bytes]) -> None:
    """Rewrites a file as a slow program does: first a part that could be read by itself."""
    whole = files[FIGURES]
    path.write_bytes(whole[: whole.index(b"\n", len(whole) // 2) + 1])
    time.sleep(0.01)
    path.write_bytes(whole)


RESTLESS = {
    "touched": lambda data: (data / "units.csv").touch(),
    "a temporary file": lambda data: (data / "figures" / "a.tmp").write_bytes(b"x"),
    "rewritten as it was": lambda data: (data / "themes.csv").write_bytes(GOOD["themes.csv"]),
    "rewritten in two steps": lambda data: cut_in_the_middle(data / FIGURES, NEXT),
}


@pytest.mark.parametrize("name", RESTLESS)
def test_folder_that_never_rests_is_published_and_never_half(
    name: str, store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, constant in (
        (watcher_module, "POLL"),
        (settling_module, "SETTLE"),
        (settling_module, "RESTLESS"),
    ):
        monkeypatch.setattr(module, constant, getattr(module, constant) / 10)
    for constant in ("SETTLE_SHRUNK", "RESTLESS_MOST", "RETRY"):
        monkeypatch.setattr(settling_module, constant, getattr(settling_module, constant) / 10)
    monkeypatch.setattr(steady_module, "PAUSE", 0.02)
    seen: set[str] = set()
    done = threading.Event()

    def announce() -> None:
        seen.add(served(store))
        if served(store) == fingerprint_files(NEXT):
            done.set()

    watcher = Watcher(store, announce)
    watcher.start()
    try:
        with repeating(lambda number: RESTLESS[name](data), 0.05):
            (data / FIGURES).write_bytes(NEXT[FIGURES])
            assert done.wait(30)
    finally:
        watcher.stop()
    assert seen == {fingerprint_files(NEXT)}
