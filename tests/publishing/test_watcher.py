"""When a changed folder is read, and that watching never ends."""

import threading
from pathlib import Path

import pytest

from publicstats.publishing import Snapshot, Store, Watcher
from publicstats.publishing import settling as settling_module
from publicstats.publishing import store as store_module
from publicstats.publishing import watcher as watcher_module
from publicstats.publishing.settling import QUIET, RECHECK, RETRY, RETRY_MOST, SETTLE, SETTLE_SHRUNK, Settling
from publicstats.publishing.watcher import POLL
from publicstats.reading.folder import Signature
from publicstats.reading.steady import Settled
from tests.helpers import change, make_files, save


def sign(size: int = 100, time: int = 1, name: str = "themes.csv") -> Signature:
    return ((name, size, time, 7),)


def test_nothing_is_read_while_nothing_changes() -> None:
    settling = Settling(sign(), 0.0)
    assert not any(settling.look(sign(), second / 4) for second in range(40))


def test_change_is_read_once_it_has_settled_and_only_once() -> None:
    settling = Settling(sign(), 0.0)
    assert not settling.look(sign(120, 2), 1.0)
    assert not settling.look(sign(120, 2), 1.0 + SETTLE - 0.01)
    assert settling.look(sign(120, 2), 1.0 + SETTLE)
    assert not settling.look(sign(120, 2), 1.0 + SETTLE + 0.25)


def test_slow_saving_starts_the_wait_anew_with_each_piece() -> None:
    settling = Settling(sign(), 0.0)
    for piece in range(10):
        assert not settling.look(sign(110 + piece, 2 + piece), 1.0 + 0.8 * piece)
    assert settling.look(sign(119, 11), 8.2 + SETTLE)


def test_shorter_file_waits_longer_because_it_may_be_half_written() -> None:
    settling = Settling(sign(100), 0.0)
    assert not settling.look(sign(40, 2), 1.0)
    assert not settling.look(sign(40, 2), 1.0 + SETTLE)
    assert settling.look(sign(40, 2), 1.0 + SETTLE_SHRUNK)


def test_vanished_file_waits_longer_because_it_may_be_on_its_way_back() -> None:
    settling = Settling(sign(), 0.0)
    assert not settling.look((), 1.0)
    assert not settling.look((), 1.0 + SETTLE)
    assert not settling.look(sign(130, 3), 2.5)
    assert settling.look(sign(130, 3), 2.5 + SETTLE)


def test_contents_are_looked_at_now_and_then_though_nothing_seems_to_change() -> None:
    settling = Settling(sign(), 0.0)
    assert not settling.look(sign(), RECHECK - 0.1)
    assert settling.look(sign(), RECHECK)
    assert not settling.look(sign(), RECHECK + 1)


def test_locked_file_is_tried_again_without_a_change() -> None:
    settling = Settling(sign(), 0.0)
    settling.retry(5.0)
    assert not settling.look(sign(), 5.2)
    assert settling.look(sign(), 5.0 + SETTLE)


def test_what_fails_again_is_tried_more_and_more_rarely_until_it_works() -> None:
    settling, now, waits = Settling(sign(), 0.0), 0.0, []
    for _ in range(9):
        settling.retry(now)
        began = now
        while not settling.look(sign(), now):
            now += POLL
        waits.append(now - began)
    assert waits[:3] == [RETRY, 2 * RETRY, 4 * RETRY]
    assert waits[-1] <= RETRY_MOST < sum(waits)
    settling.rest()
    settling.retry(now)
    assert not settling.look(sign(), now + RETRY / 2)
    assert settling.look(sign(), now + RETRY)


def test_what_is_being_saved_is_built_ahead_once_in_a_quiet_moment() -> None:
    settling = Settling(sign(), 0.0)
    assert not settling.foresee(0.5)
    settling.look(sign(120, 2), 1.0)
    assert not settling.foresee(1.0)
    settling.look(sign(121, 3), 1.1)
    assert not settling.foresee(1.0 + QUIET)
    settling.look(sign(121, 3), 1.2 + QUIET)
    assert settling.foresee(1.2 + QUIET)
    settling.look(sign(122, 4), 1.5)
    settling.look(sign(122, 4), 1.5 + QUIET)
    assert not settling.foresee(1.5 + QUIET)
    assert settling.look(sign(122, 4), 1.5 + SETTLE)
    assert not settling.is_moving
    settling.look(sign(123, 5), 4.0)
    settling.look(sign(123, 5), 4.1 + QUIET)
    assert settling.foresee(4.1 + QUIET)


def test_nothing_is_built_ahead_by_a_watcher_that_begins() -> None:
    settling = Settling((), 0.0)
    settling.look(sign(), 0.1)
    assert not settling.foresee(0.1 + 2 * QUIET)
    assert settling.look(sign(), 0.1 + SETTLE)
    settling.look(sign(120, 2), 5.0)
    settling.look(sign(120, 2), 5.1 + QUIET)
    assert settling.foresee(5.1 + QUIET)


def test_nothing_is_built_ahead_while_another_file_is_written() -> None:
    settling = Settling(sign() + sign(name="units.csv"), 0.0)
    for step in range(20):
        settling.look(sign(120, 2) + sign(100, step, "units.csv"), 1.0 + 0.1 * step)
        assert not settling.foresee(1.0 + 0.1 * step)


def test_edit_is_read_at_once_though_something_waits_to_be_tried_again() -> None:
    settling = Settling(sign(), 0.0)
    for _ in range(9):
        settling.retry(0.0)
    assert not settling.look(sign(120, 2), 1.0)
    assert settling.look(sign(120, 2), 1.0 + SETTLE)
    assert not settling.look(sign(120, 2), 2.0 + SETTLE)


class Broken(Store):
    """A store whose checks fail a few times in some way that nobody foresaw."""

    failures = 0

    def check(self, settled: Settled | None = None) -> Snapshot:
        self.failures += 1
        if self.failures <= 2:
            raise RecursionError
        return super().check(settled)


def test_watching_goes_on_whatever_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in (("POLL", 0.01), ("SETTLE", 0.05), ("RETRY", 0.02)):
        monkeypatch.setattr(watcher_module if name == "POLL" else settling_module, name, seconds)
    told: list[str] = []
    done = threading.Event()

    def announce() -> None:
        told.append("failed" if len(told) < 2 else "done")
        if told[-1] == "failed":
            raise OverflowError
        done.set()

    store = Broken(save(make_files(), tmp_path / "data"), tmp_path / "state")
    watcher = Watcher(store, announce)
    watcher.start()
    try:
        assert done.wait(30)
        assert told == ["failed", "failed", "done"]
        assert store.failures == 5
        done.clear()
        save(make_files(figures=[change("members_2024", printed="1900多万名")]), store.data)
        assert done.wait(30)
        assert store.snapshot.is_current
    finally:
        watcher.stop()


def test_error_that_passes_is_got_over_without_an_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, seconds in (("POLL", 0.01), ("RETRY", 0.02)):
        monkeypatch.setattr(watcher_module if name == "POLL" else settling_module, name, seconds)
    store = Store(save(make_files(), tmp_path / "data"), tmp_path / "state")
    done, failed = threading.Event(), threading.Event()

    def fail(*arguments: object) -> None:
        failed.set()
        raise OverflowError

    watcher = Watcher(store, done.set)
    with monkeypatch.context() as patch:
        patch.setattr(store_module, "fingerprint_files", fail)
        watcher.start()
        assert failed.wait(30)
    try:
        assert done.wait(30)
        assert store.snapshot.is_current
    finally:
        watcher.stop()
