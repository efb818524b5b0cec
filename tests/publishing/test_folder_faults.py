"""Odd things among the CSVs: each is said by its name, tried again, and changes nothing for readers."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publicstats.__main__ import main
from publicstats.edition.model import build_edition
from publicstats.publishing import Store
from publicstats.reading.tables import fingerprint_files
from publicstats.text.i18n import LANGS
from tests.helpers import FIGURES, add, make_files, save
from tests.publishing.spoiling import GOOD, HEADER, NEXT, bind, is_current, list_codes, make, put, served

HUGE = "*".join(["1000000000000"] * 3)
DEEP = "(" * 490 + "members_2024" + ")" * 490


IN_THE_FOLDER: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "a name in GBK": (
        "file_name",
        "figures/热线.csv",
        lambda data: (data / "figures" / os.fsdecode("热线.csv".encode("gbk"))).write_bytes(HEADER),
    ),
    "a name of no encoding": (
        "file_name",
        "figures/a\ufffd.csv",
        lambda data: (data / "figures" / os.fsdecode(b"a\xff.csv")).write_bytes(HEADER),
    ),
    "a name of two lines": (
        "file_name",
        "figures/a\ufffdb.csv",
        lambda data: (data / "figures" / "a\nb.csv").write_bytes(HEADER),
    ),
    "a name that turns round": (
        "file_name",
        "figures/a\ufffdb.csv",
        lambda data: (data / "figures" / "a\u202eb.csv").write_bytes(HEADER),
    ),
    "a name of a path": (
        "file_name",
        "figures/a\ufffdb.csv",
        lambda data: (data / "figures" / "a\\b.csv").write_bytes(HEADER),
    ),
    "a folder": ("file_kind", "figures/a.csv", lambda data: make("folder", data / "figures" / "a.csv")),
    "a pipe": ("file_kind", "figures/a.csv", lambda data: make("pipe", data / "figures" / "a.csv")),
    "a link in a circle": (
        "file_kind",
        "figures/a.csv",
        lambda data: make("circle", data / "figures" / "a.csv"),
    ),
    "a link to nothing": (
        "file_kind",
        "figures/a.csv",
        lambda data: (data / "figures" / "a.csv").symlink_to("nothing"),
    ),
    "a link to a device": (
        "file_kind",
        "figures/a.csv",
        lambda data: (data / "figures" / "a.csv").symlink_to("/dev/zero"),
    ),
    "a socket": ("file_kind", "figures/a.csv", lambda data: bind(data / "figures" / "a.csv")),
    "a folder for a table": (
        "file_kind",
        "themes.csv",
        lambda data: put("folder", data / "themes.csv"),
    ),
    "a file for figures": ("file_kind", "figures", lambda data: put("file", data / "figures")),
    "a file for the folder": ("file_kind", "data", lambda data: put("file", data)),
    "a circle for figures": (
        "file_unreadable",
        "figures",
        lambda data: put("circle", data / "figures"),
    ),
    "a file of a terabyte": (
        "files_large",
        FIGURES,
        lambda data: os.truncate(data / FIGURES, 1_000_000_000_000),
    ),
}


@pytest.mark.parametrize("name", IN_THE_FOLDER)
def test_odd_thing_in_the_folder_is_a_problem_that_names_it(
    name: str, store: Store, data: Path, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, file, spoil = IN_THE_FOLDER[name]
    spoil(data)
    restarted = Store(data, state)
    for each in (store, restarted):
        each.check()
        assert (served(each), is_current(each)) == (fingerprint_files(GOOD), 0)
        assert (code, file) in {(problem.code, problem.file) for problem in each.snapshot.problems}
    for lang in LANGS if data.is_dir() else ():
        assert main(["check", str(data), "--lang", lang]) == 1
        out, err = capsys.readouterr()
        assert file in out
        assert "Traceback" not in out + err
    shutil.rmtree(data) if data.is_dir() else data.unlink()
    for files in (GOOD, NEXT):  # as it was before, too
        save(files, data)
        for each in (store, restarted):
            each.check()
            assert (served(each), is_current(each), list_codes(each)) == (fingerprint_files(files), 1, set())


def test_file_with_the_longest_name_is_read_like_any_other(store: Store, data: Path) -> None:
    (data / "figures" / f"{'x' * 251}.csv").write_bytes(HEADER)
    assert store.check().is_current
    assert store.snapshot.trouble == ()


def compute(formula: str) -> dict[str, bytes]:
    """The files with one more calculation, of this formula."""
    cells = {
        "calculation": "more",
        "indicator": "members",
        "region": "cn",
        "period": "2024",
        "basis": "stock",
    }
    return make_files(calculations=[add(**cells, formula=formula)])


@pytest.mark.parametrize(
    "formula", [DEEP, "-" * 900 + "members_2024", "members_2024" + "+1" * 480, "1" * 900]
)
def test_formula_of_any_depth_is_a_problem_or_a_figure(formula: str) -> None:
    assert "check_failed" not in {problem.code for problem in build_edition(compute(formula)).problems}


def test_number_of_36_digits_is_a_problem_of_its_calculation(store: Store, data: Path, state: Path) -> None:
    save(compute(HUGE), data)
    for each in (store, Store(data, state)):
        each.check()
        assert (served(each), is_current(each)) == (fingerprint_files(GOOD), 0)
        assert [problem.file for problem in each.snapshot.problems] == ["calculations.csv"]


def test_file_that_vanishes_while_it_is_read_is_tried_again(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bytes = Path.read_bytes

    def vanish(path: Path) -> bytes:
        path.unlink(missing_ok=True)
        return read_bytes(path)

    save(NEXT, data)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", vanish)
        store.check()
    assert list_codes(store) == {"file_unreadable"}
    assert store.snapshot.is_unsettled
    save(NEXT, data)
    assert store.check().is_current


def test_folder_that_changes_all_the_time_is_tried_again(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bytes = Path.read_bytes
    sizes = itertools.count(1)

    def change_meanwhile(path: Path) -> bytes:
        (data / "figures" / "more.csv").write_bytes(HEADER + b"\n" * next(sizes))
        return read_bytes(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", change_meanwhile)
        store.check()
    assert list_codes(store) == {"file_unreadable"}
    assert store.check().is_current


@pytest.mark.parametrize("place", ["data", "data/figures", "data/themes.csv", "data/figures/figures.csv"])
def test_place_that_may_not_be_read_is_named_and_tried_again(
    place: str, store: Store, data: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = data.parent / place

    def forbid(call: Callable[..., Any]) -> Callable[..., Any]:
        def ask(path: Path, *arguments: Any, **options: Any) -> Any:
            if path == refused or (refused.is_dir() and refused in path.parents and call is not iterdir):
                raise PermissionError(13, "Permission denied", str(path))
            return call(path, *arguments, **options)

        return ask

    iterdir, read_bytes = Path.iterdir, Path.read_bytes
    restarted = Store(data, state)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", forbid(iterdir))
        patch.setattr(Path, "read_bytes", forbid(read_bytes))
        for each in (store, restarted):
            each.check()
    for each in (store, restarted):
        assert (served(each), is_current(each), list_codes(each)) == (
            fingerprint_files(GOOD),
            0,
            {"file_unreadable"},
        )
        assert place.removeprefix("data/") in {problem.file for problem in each.snapshot.problems}
        assert each.check().is_current
