"""Zips of the state folder, damaged in every way: each counts as not kept, and is written anew."""

from __future__ import annotations

import io
import random
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from publicstats.publishing import Archive, Store
from publicstats.publishing.changes import Changes
from publicstats.reading.tables import fingerprint_files
from tests.helpers import change, make_files, save
from tests.publishing.spoiling import make

FILES = make_files()
OTHER = make_files(figures=[change("members_2024", printed="1900多万名")])
FINGERPRINT = fingerprint_files(FILES)
NOTHING = Changes(0, 0, 0, ())


def pack(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def flip(data: bytes, seed: int, count: int) -> bytes:
    """Other bytes at as many places."""
    dice, flipped = random.Random(seed), bytearray(data)
    for _ in range(count):
        flipped[dice.randrange(len(flipped))] ^= dice.randrange(1, 256)
    return bytes(flipped)


def patch(data: bytes, local: int, central: int, value: bytes) -> bytes:
    """Another value in the header of the first file, both where it stands and in the directory."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        place = changed.index(mark) + offset
        changed[place : place + len(value)] = value
    return bytes(changed)


def double(data: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("themes.csv", FILES["themes.csv"])
    return buffer.getvalue()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "nothing in it": lambda data: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "its end alone": lambda data: data[-22:],
    "no zip": lambda data: b"x" * 5_000,
    "encrypted": lambda data: patch(data, 6, 8, struct.pack("<H", 1)),
    "an unknown compression": lambda data: patch(data, 8, 10, struct.pack("<H", 99)),
    "another compression": lambda data: pack(FILES, zipfile.ZIP_LZMA),
    "a later version": lambda data: patch(data, 4, 6, struct.pack("<H", 999)),
    "a wrong checksum": lambda data: patch(data, 14, 16, b"\1\2\3\4"),
    "a huge size": lambda data: patch(data, 22, 24, b"\xfe\xff\xff\xff"),
    "a small size": lambda data: patch(data, 22, 24, b"\1\0\0\0"),
    "a name doubled": double,
    "a name that is no UTF-8": lambda data: patch(
        patch(data, 6, 8, struct.pack("<H", 0x800)), 30, 46, b"\xff\xff"
    ),
    "a file too many": lambda data: pack({**FILES, "figures/z.csv": b"x"}),
    "a file too few": lambda data: pack({k: v for k, v in FILES.items() if k != "themes.csv"}),
    "another edition": lambda data: pack(OTHER),
    "a bomb": lambda data: pack({**FILES, "themes.csv": bytes(50_000_000)}),
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with one edition."""
    archive = Archive(tmp_path / "state")
    archive.record(FINGERPRINT, FILES, 15, NOTHING)
    return archive


def place(archive: Archive) -> Path:
    return archive.folder / "editions" / f"{FINGERPRINT}.zip"


@pytest.mark.parametrize("name", DAMAGE)
def test_damaged_zip_counts_as_not_kept_and_is_written_anew(name: str, archive: Archive) -> None:
    path = place(archive)
    path.write_bytes(DAMAGE[name](path.read_bytes()))
    assert archive.load(FINGERPRINT) is None
    archive.record(FINGERPRINT, FILES, 15, NOTHING)
    assert archive.load(FINGERPRINT) == FILES


@pytest.mark.parametrize("count", [1, 3, 20, 200])
def test_flipped_bytes_never_raise_and_never_give_other_files(count: int, archive: Archive) -> None:
    path, lost = place(archive), 0
    whole = path.read_bytes()
    for seed in range(100):
        path.write_bytes(flip(whole, seed, count))
        found = archive.load(FINGERPRINT)
        assert found in (None, FILES)
        lost += found is None
    assert lost > 30


@pytest.mark.parametrize("kind", ["folder", "pipe", "circle"])
def test_edition_that_is_no_file_counts_as_not_kept(kind: str, archive: Archive) -> None:
    place(archive).unlink()
    make(kind, place(archive))
    assert archive.load(FINGERPRINT) is None


def test_bomb_takes_no_more_memory_than_a_piece(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publicstats.publishing.archive.MAX_BYTES", 10_000_000)
    path = place(archive)
    path.write_bytes(DAMAGE["a bomb"](path.read_bytes()))

    def refuse(*arguments: object) -> bytes:
        raise AssertionError("unpacked before it was known to be right")

    monkeypatch.setattr(zipfile.ZipExtFile, "read", refuse)
    assert archive.load(FINGERPRINT) is None


def test_every_replica_starts_over_damaged_zips_and_publishes_the_way_back(tmp_path: Path) -> None:
    data, state = save(FILES, tmp_path / "data"), tmp_path / "state"
    store = Store(data, state)
    store.check()
    save(OTHER, data)
    assert store.check().is_current
    for path in (state / "editions").glob("*.zip"):
        path.write_bytes(flip(path.read_bytes(), 7, 200))
    replicas = [Store(data, state) for _ in range(3)]
    for replica in (*replicas, store):
        assert replica.check().is_current
    save(FILES, data)
    for replica in (*replicas, store):
        snapshot = replica.check()
        assert snapshot.edition is not None
        assert (snapshot.edition.fingerprint, snapshot.is_current) == (FINGERPRINT, True)
    assert all(Archive(state).load(fingerprint_files(files)) == files for files in (FILES, OTHER))


def test_editions_survive_the_loss_of_the_journal(archive: Archive) -> None:
    (archive.folder / "journal.jsonl").write_bytes(b"[" * 100_000)
    assert [fingerprint for fingerprint, _ in archive.list_latest()] == [FINGERPRINT]
    assert archive.find(FINGERPRINT[:5]) == FINGERPRINT


def test_what_a_killed_server_left_of_a_zip_is_removed_by_the_next(archive: Archive) -> None:
    left = archive.folder / "editions" / ".abc.tmp"
    left.write_bytes(b"half")
    archive.record(fingerprint_files(OTHER), OTHER, 15, NOTHING)
    assert not left.exists()
    assert stat.S_IMODE(place(archive).stat().st_mode) == 0o644
