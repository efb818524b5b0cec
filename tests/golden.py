"""Golden cases: a valid set of CSVs in `cases/_base`, and a folder for each edit that is wrong or looks odd.

A folder holds the files that differ from the base, or, where no editor could keep such a file as it is, a
`recipe.toml` with the steps that make it from the base's (see `STEPS`). `expected.json` says what happened
to the analyst, whether the edit is published, and the file, row, column and code of each problem, as
`publicstats check --format json` gives them. To add a case, add a folder.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from publicstats.reading.early import MAX_FILES, MAX_LINES
from publicstats.reading.folder import is_table_name

CASES = Path(__file__).resolve().parent / "cases"
BASE = CASES / "_base"
Place = tuple[str, int | None, str | None, str]
"""File, row, column and code of a problem; no row or column where it is the whole file's or row's."""
Step = dict[str, Any]


@dataclass
class Case:
    """One edit: its files, what is expected, and what else its folder has."""

    name: str
    why: str
    expected: list[Place]
    published: bool
    compared: list[str]
    """Codes of what is found in comparing it with the base, as if that had been published before."""
    files: dict[str, bytes] = field(default_factory=dict)
    failing: dict[str, Exception] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def needs_folder(self) -> bool:
        """Whether it is about files in a folder, and not about what is in them."""
        many = len(self.files) > MAX_FILES or max(map(len, self.files.values())) > MAX_LINES
        return (
            bool(self.failing or self.folders or self.sizes)
            or many
            or not all(map(is_table_name, self.files))
        )


def list_cases() -> list[str]:
    """The names of all cases."""
    return sorted(path.name for path in CASES.iterdir() if (path / "expected.json").is_file())


def describe_case(name: str) -> Case:
    """The case of a folder, without its files."""
    words = json.loads((CASES / name / "expected.json").read_text(encoding="utf-8"))
    expected = [(file, row, column, code) for file, row, column, code in words["problems"]]
    return Case(name, words["why"], expected, words["published"], words.get("compared", []))


def load_case(name: str) -> Case:
    """The case of a folder, its files made."""
    folder, case = CASES / name, describe_case(name)
    case.files = read_base() | {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.csv"))
    }
    recipe = folder / "recipe.toml"
    if recipe.is_file():
        for step in tomllib.loads(recipe.read_text(encoding="utf-8"))["step"]:
            _take(case, step)
    return case


@cache
def _read_base_once() -> tuple[tuple[str, bytes], ...]:
    return tuple((p.relative_to(BASE).as_posix(), p.read_bytes()) for p in sorted(BASE.rglob("*.csv")))


def read_base() -> dict[str, bytes]:
    """The files of the base."""
    return dict(_read_base_once())


def _take(case: Case, step: Step) -> None:
    """One step of a recipe: of `file` (`files` of them, with {n} in their names), or of every file."""
    names = (
        [step["file"].format(n=n) for n in range(step.get("files", 1))]
        if "file" in step
        else list(case.files)
    )
    for name in names:
        if step["do"] in FAILURES:
            case.failing[name] = FAILURES[step["do"]]
        elif step["do"] == "folder":
            case.folders.append(name)
        elif step["do"] == "enlarge":
            case.sizes[name] = int(step["megabytes"] * 1_000_000)
        elif step["do"] == "rename":
            case.files[f"figures/{os.fsdecode(bytes.fromhex(step['hex']))}"] = case.files.pop(name)
        elif step["do"] == "delete":
            del case.files[name]
        else:
            case.files[name] = STEPS[step["do"]](case.files.get(name, b""), step)


def _write(data: bytes, step: Step) -> bytes:
    """Another content: `text`, or the bytes of `hex`, repeated up to `megabytes`."""
    unit = bytes.fromhex(step["hex"]) if "hex" in step else step["text"].encode()
    return unit * max(1, int(step.get("megabytes", 0) * 1_000_000 / len(unit)))


def _append(data: bytes, step: Step) -> bytes:
    """The same with more at its end, as `_write` makes it, in `encoding`."""
    more = _write(b"", step)
    return data + (more.decode().encode(step["encoding"]) if "encoding" in step else more)


def _append_rows(data: bytes, step: Step) -> bytes:
    """`count` rows more: {n} in `row` counts them; {date} and lists (`region = []`) tell them apart."""
    lists = {name: value for name, value in step.items() if isinstance(value, list)}
    since = date.fromisoformat(step.get("since", "1900-01-01"))
    days = ((since + timedelta(days=n)).isoformat() for n in itertools.count())
    sets = (
        dict(zip(lists, cells, strict=True)) | {"date": day}
        for day in days
        for cells in itertools.product(*lists.values())
    )
    rows = (step["row"].format(n=n, **cells) for n, cells in enumerate(itertools.islice(sets, step["count"])))
    return data + "".join(f"{row}\n" for row in rows).encode()


def _replace(data: bytes, step: Step) -> bytes:
    """The text `old`, which must be there, replaced by `new`, `times` over; with `all` wherever it is."""
    old, new = step["old"].encode(), step["new"].encode()
    assert old in data, f"{step['old']!r} is not in the file"
    return data.replace(old, new * step.get("times", 1), -1 if step.get("all") else 1)


def _truncate(data: bytes, step: Step) -> bytes:
    """What comes before byte `at`, or up to `after` and `bytes` bytes more."""
    if "at" in step:
        return data[: step["at"]]
    mark = step["after"].encode()
    return data[: data.index(mark) + len(mark) + step.get("bytes", 0)]


def _encode(data: bytes, step: Step) -> bytes:
    """The same text in another encoding."""
    return data.decode().encode(step["as"])


def _separate(data: bytes, step: Step) -> bytes:
    """The same cells with another separator."""
    text = io.StringIO()
    csv.writer(text, delimiter=step["by"], lineterminator="\n").writerows(
        csv.reader(io.StringIO(data.decode(), newline=""))
    )
    return text.getvalue().encode()


def _end_lines(data: bytes, step: Step) -> bytes:
    """The same lines with another end."""
    return data.replace(b"\n", step["by"].encode())


STEPS: dict[str, Callable[[bytes, Step], bytes]] = {
    "write": _write,
    "append": _append,
    "append_rows": _append_rows,
    "replace": _replace,
    "truncate": _truncate,
    "encode": _encode,
    "separate": _separate,
    "end_lines": _end_lines,
}
"""What a recipe may do to a file's bytes, beside `delete`, `rename`, `folder`, `enlarge` and `FAILURES`."""
FAILURES: dict[str, Exception] = {"lock": PermissionError(13, "Permission denied"), "exhaust": MemoryError()}
"""What reading a file may fail with, by the step that makes it fail, even for root."""
