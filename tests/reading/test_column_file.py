"""A file of columns gives them back as they were, and anything else is refused without harm."""

from __future__ import annotations

import hashlib
import io
import os
import resource
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from publicstats.reading.column_file import HEAD, ColumnFileError, read_columns, write_columns, write_head

NAME, MOST = "edition of a test", 10_000_000
COLUMNS = [
    pa.array(np.arange(1000)),
    pa.array(np.arange(5, dtype=np.int8)),
    pa.array([], pa.int32()),
    pa.array([1.5, float("nan"), float("inf")]),
    pa.array(["", "甲", "b" * 300], pa.large_string()),
    pa.array(["a", "b", "c", "d"], pa.large_string()).slice(1, 2),
    pa.chunked_array([["a", "b"], ["c"]], pa.large_string()),
]


def write(path: Path, columns: list[pa.Array]) -> Path:
    with path.open("wb") as file:
        write_columns(file, NAME, columns)
    return path


def seal(path: Path, content: bytes) -> Path:
    """A file of any content with the right checksum: what somebody makes who knows how."""
    digest = hashlib.sha256(NAME.encode() + content).hexdigest()
    path.write_bytes(write_head(NAME, digest) + content)
    return path


def stream(array: pa.Array, times: int = 1, name: str = "column", **options: object) -> bytes:
    """A stream of Arrow's with so many batches of one column."""
    sink, batch = io.BytesIO(), pa.record_batch([array], [name])
    with pa.ipc.new_stream(sink, batch.schema, options=pa.ipc.IpcWriteOptions(**options)) as writer:
        for _ in range(times):
            writer.write_batch(batch)
    return sink.getvalue()


def test_columns_come_back_of_the_same_type_and_as_views_of_one_piece_of_memory(tmp_path: Path) -> None:
    path = write(tmp_path / "columns", COLUMNS)
    before = pa.total_allocated_bytes()
    found = read_columns(path, NAME, MOST)
    assert pa.total_allocated_bytes() - before < path.stat().st_size + 1000
    for column, back in zip(COLUMNS, found, strict=True):
        whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        assert back.type == whole.type
        assert back.to_pylist() == pytest.approx(whole.to_pylist(), nan_ok=True)
        assert all(not each or each.address % 8 == 0 for each in back.buffers() if each is not None)


def test_sealed_stream_is_read_as_one_that_was_written(tmp_path: Path) -> None:
    (found,) = read_columns(seal(tmp_path / "columns", stream(COLUMNS[0])), NAME, MOST)
    assert found.equals(COLUMNS[0])


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "head alone": lambda data: data[:HEAD],
    "half": lambda data: data[: len(data) // 2],
    "last byte gone": lambda data: data[:-1],
    "bytes after it": lambda data: data + b"\0",
    "a bit in the head": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "a bit of a number": lambda data: data[:1000] + bytes([data[1000] ^ 1]) + data[1001:],
    "zeros": lambda data: bytes(len(data)),
    "other name": lambda data: data.replace(NAME.encode(), b"edition of another"[: len(NAME)].ljust(17)),
}


@pytest.mark.parametrize("name", SPOILT)
def test_file_that_is_damaged_is_refused(name: str, tmp_path: Path) -> None:
    path = write(tmp_path / "columns", COLUMNS)
    path.write_bytes(SPOILT[name](path.read_bytes()))
    with pytest.raises(ColumnFileError):
        read_columns(path, NAME, MOST)


def test_folder_pipe_and_file_that_is_too_large_are_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MOST + 1)
    for name in ("folder", "pipe", "large", "missing"):
        with pytest.raises((OSError, ColumnFileError)):
            read_columns(tmp_path / name, NAME, MOST)


def test_file_of_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ColumnFileError):
        read_columns(write(tmp_path / "columns", COLUMNS), "edition of another test", MOST)


ZEROS = pa.array(np.zeros(50_000_000, dtype=np.int8))
"""What compressed would take fifty bytes."""
HOSTILE = {
    "compressed by zstd": lambda: stream(ZEROS, compression="zstd"),
    "compressed by lz4": lambda: stream(ZEROS.slice(0, 1_000_000), compression="lz4"),
    "two batches": lambda: stream(COLUMNS[0], 2),
    "no batch": lambda: stream(COLUMNS[0], 0),
    "another column's name": lambda: stream(COLUMNS[0], name="other"),
    "nulls": lambda: stream(pa.array([1, None])),
    "a list of lists": lambda: stream(pa.array([[1], [2]])),
    "codes with words": lambda: stream(pa.array(["a", "a"]).dictionary_encode()),
    "lengths of runs": lambda: stream(pa.RunEndEncodedArray.from_arrays([2**31 - 2], ["a"])),
    "nothing, a billion times": lambda: stream(pa.nulls(10**9)),
    "an older form": lambda: stream(COLUMNS[0], metadata_version=pa.ipc.MetadataVersion.V4),
    "no stream": lambda: b"a" * 1000,
    "a size beyond all memory": lambda: b"\xff\xff\xff\xff\xff\xff\xff\x7f" + bytes(1000),
    "a stream that goes on too far": lambda: stream(COLUMNS[0])[:-900],
    "texts that are none": lambda: stream(pa.array(["\x41" * 64], pa.large_string())).replace(b"A", b"\xff"),
    "text that ends before it begins": lambda: turn_offsets(),
}


def turn_offsets() -> bytes:
    texts = stream(pa.array(["abc", "defg"], pa.large_string()))
    right = np.array([0, 3, 7], dtype=np.int64).tobytes()
    assert right in texts
    return texts.replace(right, np.array([0, 2**40, 7], dtype=np.int64).tobytes())


@pytest.mark.parametrize("name", HOSTILE)
def test_file_with_the_right_checksum_and_something_else_in_it_is_refused_and_takes_no_memory(
    name: str, tmp_path: Path
) -> None:
    path = seal(tmp_path / "columns", HOSTILE[name]())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises((ValueError, OSError, pa.ArrowException)):
        read_columns(path, NAME, MOST)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000
