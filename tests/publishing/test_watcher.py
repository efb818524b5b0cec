"""When a changed folder may be read: pure decisions on signatures and times."""

from publicstats.publishing.watcher import RECHECK, SETTLE, SETTLE_SHRUNK, Settling
from publicstats.reading.folder import Signature


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
