"""A preview is kept under its browser's token, for a day, for one sign-in, and never half."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from publicstats.publishing import previews as module
from publicstats.publishing.previews import LASTING, MOST, Previews
from tests.edits import make_edit, make_preview, mend
from tests.publishing.faults import fault_after, list_temporary

PREVIEW = make_preview(make_edit(), "key")


@pytest.fixture
def previews(tmp_path: Path) -> Previews:
    return Previews(tmp_path / "state")


def test_preview_is_found_by_its_token_in_any_process_that_shares_the_folder(previews: Previews) -> None:
    token = previews.keep(PREVIEW)
    for replica in (previews, Previews(previews.folder.parent)):
        found = replica.find(token, "key")
        assert found is not None
        assert (found.name, found.base, found.made, found.edit.origin) == (
            PREVIEW.name,
            PREVIEW.base,
            PREVIEW.made,
            "draft",
        )


def test_token_is_no_file_name_and_two_previews_have_two(previews: Previews) -> None:
    tokens = {previews.keep(PREVIEW) for _ in range(2)}
    assert len(tokens) == 2
    assert not any(token in path.name for token in tokens for path in previews.folder.iterdir())


def test_token_alone_opens_nothing_without_its_sign_in(previews: Previews) -> None:
    token = previews.keep(PREVIEW)
    assert previews.find(token, "") is None
    assert previews.find(token, "another") is None
    previews.end(token, "another")
    assert previews.find(token, "key") is not None


@pytest.mark.parametrize(
    "token",
    [
        "",
        ".",
        "../journal",
        "/etc/passwd",
        "a\0b",
        "\ud800",
        "é" * 40,
        "x" * 10_000,
        "%2e%2e",
        "*",
        "\r\nSet-Cookie: a=b",
    ],
)
def test_hostile_token_is_a_token_that_nobody_has(previews: Previews, token: str) -> None:
    previews.keep(PREVIEW)
    assert previews.find(token, "key") is None
    previews.end(token, "key")
    kept = previews.keep(PREVIEW, token)
    assert kept != token
    assert {path.suffix for path in previews.folder.iterdir()} == {".json"}


def test_later_preview_of_the_same_browser_takes_the_place_of_the_earlier_one(previews: Previews) -> None:
    token = previews.keep(PREVIEW)
    later = make_preview(mend("近1500万名"), "key")
    assert previews.keep(later, token) == token
    found = previews.find(token, "key")
    assert found is not None
    assert found.name == later.name
    assert len(list(previews.folder.iterdir())) == 1


def test_token_of_another_sign_in_is_not_taken_over(previews: Previews) -> None:
    token = previews.keep(PREVIEW)
    assert previews.keep(make_preview(make_edit(), "other"), token) != token
    assert previews.find(token, "key") is not None


def test_preview_is_over_after_a_day_and_is_removed_with_what_killed_writers_left(previews: Previews) -> None:
    token = previews.keep(replace(PREVIEW, made=PREVIEW.made - LASTING - timedelta(seconds=1)))
    assert previews.find(token, "key") is None
    left, long_ago = previews.folder / ".x.tmp", time.time() - LASTING.total_seconds() - 1
    left.touch()
    for path in previews.folder.iterdir():
        os.utime(path, (long_ago, long_ago))
    (previews.folder / ".new.tmp").touch()
    previews.keep(PREVIEW)
    assert sorted(path.suffix for path in previews.folder.iterdir()) == [".json", ".tmp"]
    assert not left.exists()


def test_of_more_than_there_may_be_the_oldest_ends(previews: Previews) -> None:
    tokens = []
    for number in range(MOST + 1):
        tokens.append(previews.keep(PREVIEW))
        for path in previews.folder.iterdir():
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**9 * (MOST - number)))
    assert len(list(previews.folder.iterdir())) == MOST
    assert [previews.find(token, "key") is not None for token in tokens] == [False] + [True] * MOST


def test_ended_and_saved_previews_are_gone_from_every_process(previews: Previews) -> None:
    replica = Previews(previews.folder.parent)
    first, second, other = (
        previews.keep(PREVIEW),
        previews.keep(PREVIEW),
        previews.keep(make_preview(mend("近1500万名"), "key")),
    )
    replica.end(first, "key")
    assert previews.find(first, "key") is None
    replica.end_saved(make_edit())
    assert previews.find(second, "key") is None
    assert previews.find(other, "key") is not None


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        json.dumps({"form": 2}).encode(),
        json.dumps({"form": 1, "made": "now", "sign_in": "key", "base": {}, "edit": {}}).encode(),
        json.dumps({"form": 1, "made": "2024-01-01", "sign_in": "key", "base": {}, "edit": {}}).encode(),
        json.dumps({"form": 1, "made": "2099-01-01T00:00:00+00:00", "base": [1], "sign_in": "key"}).encode(),
    ],
)
def test_damaged_record_counts_as_none_and_is_logged(
    previews: Previews, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    token = previews.keep(PREVIEW)
    (path,) = previews.folder.iterdir()
    path.write_bytes(damage)
    assert previews.find(token, "key") is None
    assert "a preview cannot be read" in caplog.messages


def test_writer_killed_at_any_step_leaves_a_whole_preview_or_none(tmp_path: Path) -> None:
    for steps in range(20):
        previews = Previews(tmp_path / str(steps))
        token = previews.keep(PREVIEW)
        later = make_preview(mend("近1500万名"), "key")
        with fault_after(steps) as reached:
            previews.keep(later, token)
        found = Previews(tmp_path / str(steps)).find(token, "key")
        assert found is not None
        assert found.name in (PREVIEW.name, later.name)
        if not reached:
            return
    pytest.fail("a preview takes more steps than were tried")


def test_full_disk_leaves_the_earlier_preview_and_nothing_half(previews: Previews) -> None:
    token = previews.keep(PREVIEW)
    with fault_after(1, OSError), pytest.raises(OSError, match="No space"):
        previews.keep(make_preview(mend("近1500万名"), "key"), token)
    found = previews.find(token, "key")
    assert found is not None
    assert found.name == PREVIEW.name
    assert list_temporary(previews.folder) == []


def test_what_is_read_once_is_read_again_only_where_it_has_changed(
    previews: Previews, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = previews.keep(PREVIEW)
    assert previews.find(token, "key") is not None
    monkeypatch.setattr(module, "parse_edit", lambda record: pytest.fail("it is known"))
    assert previews.find(token, "key") is not None
