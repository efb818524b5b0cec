"""The bytes of a CSV are split as its text is read: the same records, the same cells, the same refusals."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publicstats.editing.spans import BrokenError, Records, read_cell, split_record

MARK = b"\xef\xbb\xbf"


def read(text: str) -> list[list[str]]:
    """The records as reading finds them."""
    lines = io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline="")
    return [cells or [""] for cells in csv.reader(lines, strict=True)]


def split(data: bytes, start: int) -> list[list[str]]:
    records = Records(data, start)
    found = [records.get(number) for number in range(1, len(records) + 1)]
    assert records.get(0) is records.get(len(records) + 1) is None
    return [[read_cell(cell, "utf-8") for cell in split_record(data, record)] for record in found if record]


@given(st.text(st.sampled_from('a,,"""\r\n 中'), max_size=24))
@example('a"b,"c\r\n""d"\r\r\n,"')
@example('"a"\n"b""')
def test_bytes_are_split_as_the_reader_splits_the_text(text: str) -> None:
    try:
        expected = read(text)
    except csv.Error:
        with pytest.raises(BrokenError):
            split(text.encode(), 0)
        return
    assert split(text.encode(), 0) == (expected or [[""]])
    assert split(MARK + text.encode(), 3) == (expected or [[""]])


def test_places_lead_back_to_the_bytes() -> None:
    data = 'a,"b\r\nc"\r\n\r"d"\n中'.encode()
    records = [Records(data, 0).get(number) for number in range(1, 5)]
    assert [record and (data[record.start : record.end], record.line_end) for record in records] == [
        (b'a,"b\r\nc"', b"\r\n"),
        (b"", b"\r"),
        (b'"d"', b"\n"),
        ("中".encode(), b""),
    ]
