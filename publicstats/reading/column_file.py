"""Columns of numbers and texts in one file: an Arrow stream each, one after the other, below a checksum.

A file is read into memory in one piece, of which the columns are views. It is in a form that maps, but of a
mapped file that somebody cuts short while it is used the process dies (SIGBUS). Nothing in it is believed: a
column is of one of few types, not compressed (a few bytes may say that they make more than any memory holds),
without nulls, and looked through by Arrow.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

HEAD = 256
"""Bytes before the first column: as many as keep all columns where Arrow wants them."""
_MAGIC = b"publicstats columns 1\n"
_TYPES = frozenset(
    (
        *(pa.large_string(), pa.string(), pa.float32(), pa.float64()),
        *(pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()),
    )
)
_NAME = "column"
_BATCH = 3
"""What a message's header is, as Arrow's Message.fbs numbers it."""


class ColumnFileError(ValueError):
    """A file that is not what `write_columns` wrote under the same name."""


def write_columns(file: BinaryIO, name: str, columns: Iterable[pa.Array | pa.ChunkedArray]) -> None:
    """Writes columns into an empty file, each when it is its turn. `name` says of what they are."""
    sink = _Hashing(file, name)
    file.write(bytes(HEAD))
    for column in columns:
        whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        batch = pa.record_batch([whole], [_NAME])
        with pa.PythonFile(sink, "w") as open_sink, pa.ipc.new_stream(open_sink, batch.schema) as stream:
            stream.write_batch(batch)
    file.seek(0)
    file.write(write_head(name, sink.digest.hexdigest()))


class _Hashing:
    """A file that can be written only, and knows the digest of what it was given."""

    closed = False

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self.digest = hashlib.sha256(name.encode())

    def write(self, data: bytes) -> int:
        """Takes some bytes."""
        self.digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        """What Arrow calls at the end of a stream."""

    def close(self) -> None:
        """The same: there is another stream to come."""


def write_head(name: str, digest: str) -> bytes:
    """What stands above columns: their name, and the digest of it and them."""
    return (_MAGIC + f"{name}\n{digest}\n".encode()).ljust(HEAD)


def read_columns(path: Path, name: str, most: int) -> list[pa.Array]:
    """The columns of a file of at most so many bytes, which it shares.

    Raises OSError, `ColumnFileError` or `pyarrow.ArrowException` where it is not what was written.
    """
    data = _read(path, most)
    content = data.slice(HEAD)
    digest = hashlib.sha256(name.encode())
    digest.update(content)
    if data.slice(0, HEAD).to_pybytes() != write_head(name, digest.hexdigest()):
        raise ColumnFileError("another name or checksum")
    return list(_list_columns(content))


def _read(path: Path, most: int) -> pa.Buffer:
    """All of a regular file. Of anything else, as a pipe, nothing is read."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb", buffering=0) as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or not HEAD < status.st_size <= most:
            raise ColumnFileError(f"no file, or one of {status.st_size} bytes")
        data = pa.allocate_buffer(status.st_size)
        view, done = memoryview(data), 0
        while count := file.readinto(view[done:]):
            done += count
    if done < status.st_size:
        raise ColumnFileError("cut short while it was read")
    return data


def _list_columns(content: pa.Buffer) -> Iterator[pa.Array]:
    source = pa.BufferReader(content)
    while source.tell() < content.size:
        schema = pa.ipc.read_schema(_take(source, "schema"))
        if schema.names != [_NAME] or schema.types[0] not in _TYPES:
            raise ColumnFileError("no column of texts or numbers")
        batch = pa.ipc.read_record_batch(_take(source, "record batch"), schema)
        column = batch.column(0)
        column.validate(full=True)
        if column.null_count:
            raise ColumnFileError("a column with nulls")
        if _read_message(source) is not None:
            raise ColumnFileError("a stream of several batches")
        yield column


def _take(source: Any, kind: str) -> Any:
    """The next message, where it is of a kind and nothing in it has to be unpacked."""
    message = _read_message(source)
    if message is None or message.type != kind or message.metadata_version != pa.ipc.MetadataVersion.V5:
        raise ColumnFileError("a stream in another form")
    table = _Table.open(message.metadata.to_pybytes())
    header, extra = table.follow(2), table.find(4)
    if extra or (table.data[table.find(1)] == _BATCH and header.find(3)):
        raise ColumnFileError("a stream that is compressed")
    return message


def _read_message(source: Any) -> Any:
    """The next message of a stream, none at its end."""
    try:
        return pa.ipc.read_message(source)
    except EOFError:
        return None


class _Table:
    """A table of flatbuffers, of which Arrow's messages are made: pyarrow does not tell what is in one.

    Fields of Message: 1 the header's type, 2 the header, 4 metadata. Of RecordBatch: 3 the compression.
    """

    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self._at = at

    @classmethod
    def open(cls, data: bytes) -> _Table:
        """The first table of a message that Arrow has verified."""
        return cls(data, _read_number("<I", data, 0))

    def find(self, number: int) -> int:
        """Where a field is; 0 where it is left out."""
        fields = self._at - _read_number("<i", self.data, self._at)
        place = 4 + 2 * number
        if place >= _read_number("<H", self.data, fields):
            return 0
        offset = _read_number("<H", self.data, fields + place)
        return self._at + offset if offset else 0

    def follow(self, number: int) -> _Table:
        """The table that a field points at."""
        at = self.find(number)
        return _Table(self.data, at + _read_number("<I", self.data, at))


def _read_number(form: str, data: bytes, at: int) -> int:
    try:
        return int(struct.unpack_from(form, data, at)[0])
    except struct.error:
        raise ColumnFileError("a message cut short") from None
