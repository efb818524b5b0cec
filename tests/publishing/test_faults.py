"""Whatever goes wrong with an edit is said, tried again, and changes nothing for readers."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from publicstats import validation
from publicstats.__main__ import main
from publicstats.edition.model import build_edition
from publicstats.edition.model import model as edition_module
from publicstats.figures.wording import describe_figure
from publicstats.publishing import Store
from publicstats.publishing import changes as changes_module
from publicstats.publishing import store as store_module
from publicstats.reading.files import fingerprint_files
from publicstats.server.metrics import collect_edition
from publicstats.text.i18n import LANGS
from tests.helpers import FIGURES, add, change, make_files, save
from tests.publishing.faults import fault_after, list_temporary
from tests.publishing.test_journal import make

GOOD = make_files()
NEXT = make_files(figures=[change("members_2024", printed="1900多万名")])
HEADER = GOOD[FIGURES].split(b"\n")[0] + b"\n"
HUGE = "*".join(["1000000000000"] * 3)
DEEP = "(" * 490 + "members_2024" + ")" * 490


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Machines do not end in these tests: nothing need outlive one."""
    monkeypatch.setattr("os.fsync", lambda handle: None)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a valid edition."""
    return save(GOOD, tmp_path / "data")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Where its editions are kept."""
    return tmp_path / "data.state"


@pytest.fixture
def store(data: Path, state: Path) -> Store:
    """A store that serves it."""
    store = Store(data, state)
    store.check()
    return store


def served(store: Store) -> str:
    edition = store.snapshot.edition
    return edition.fingerprint if edition else ""


def list_codes(store: Store) -> set[str]:
    return {problem.code for problem in store.snapshot.problems}


def is_current(store: Store) -> float:
    """What the metrics say."""
    families = collect_edition(store.snapshot, datetime.now(UTC))
    samples = [sample for family in families for sample in family.samples]
    return next(s.value for s in samples if s.name == "publicstats_edition_current")


def bind(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(path.parent)  # the address of a socket may not be long
        try:
            server.bind(path.name)
        finally:
            os.chdir(here)


def put(kind: str, path: Path) -> None:
    """Something else in the place of a file or folder."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    if kind == "file":
        path.write_bytes(b"")
    else:
        make(kind, path)


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
    save(NEXT, data)
    for each in (store, restarted):
        each.check()
        assert (served(each), is_current(each), list_codes(each)) == (fingerprint_files(NEXT), 1, set())


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


def test_computed_figure_that_cannot_be_worded_is_a_problem_of_its_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(figure: Any, lang: Any) -> str:
        if figure.id == "money_per_member":
            raise OverflowError
        return describe_figure(figure, lang)

    monkeypatch.setattr(edition_module, "describe_figure", fail)
    outcome = build_edition(GOOD)
    assert outcome.edition is None
    assert [(p.file, p.row, p.code) for p in outcome.problems] == [("calculations.csv", 3, "check_failed")]


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
            each._fingerprint = ""
            each.check()
    for each in (store, restarted):
        assert (served(each), is_current(each), list_codes(each)) == (
            fingerprint_files(GOOD),
            0,
            {"file_unreadable"},
        )
        assert place.removeprefix("data/") in {problem.file for problem in each.snapshot.problems}
        assert each.check().is_current


ERRORS = [RecursionError(), MemoryError(), NotImplementedError(), ZeroDivisionError(), KeyError("x")]
STEPS = [
    (store_module, "load_files"),
    (store_module, "fingerprint_files"),
    (store_module, "build_edition"),
    (store_module, "find_lost_zeros"),
    (store_module, "compare_editions"),
    (store_module, "give_back"),
    (store_module, "finish_restore"),
    (changes_module, "describe_figure"),
    (changes_module, "_contents"),
]


FAILURES = [(*step, OverflowError()) for step in STEPS] + [(*STEPS[0], error) for error in ERRORS]
"""Where the program fails, and with what: each place, and each kind of error at one of them."""


@pytest.mark.parametrize(("module", "step", "error"), FAILURES)
def test_error_of_the_program_is_a_problem_and_tried_again(
    module: Any, step: str, error: Exception, store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise error

    save(NEXT, data)
    with monkeypatch.context() as patch:
        patch.setattr(module, step, fail)
        for _ in range(2):
            serial = store.snapshot.serial
            store.check()
            (problem,) = store.snapshot.problems
            assert (problem.code, problem.facts["error"]) == ("check_failed", type(error).__name__)
            assert is_current(store) == 0
            assert store.snapshot.is_unsettled
            assert served(store) in ({fingerprint_files(GOOD)} if step != "give_back" else {served(store)})
    assert step == "give_back" or serial == store.snapshot.serial, "what stays the same redraws no page"
    store.check()
    assert (served(store), is_current(store), list_codes(store)) == (fingerprint_files(NEXT), 1, set())
    assert not store.snapshot.is_unsettled


@pytest.mark.parametrize("step", ["load_files", "fingerprint_files", "compare_editions", "find_lost_zeros"])
def test_start_serves_the_last_good_edition_whatever_fails(
    step: str, store: Store, data: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise OverflowError

    save(NEXT, data)
    restarted = Store(data, state)
    with monkeypatch.context() as patch:
        patch.setattr(store_module, step, fail)
        restarted.check()
    assert (served(restarted), list_codes(restarted)) == (fingerprint_files(GOOD), {"check_failed"})
    assert restarted.check().is_current
    assert served(store) == fingerprint_files(GOOD)


def test_archive_that_fails_for_another_reason_than_its_folder_is_a_problem(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise KeyError("x")

    save(NEXT, data)
    with monkeypatch.context() as patch:
        patch.setattr(store.archive, "record", fail)
        store.check()
    assert (served(store), list_codes(store)) == (fingerprint_files(GOOD), {"check_failed"})
    assert store.check().is_current


def test_rule_that_fails_hides_nothing_that_the_others_find(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(context: object) -> list[Any]:
        raise RecursionError

    monkeypatch.setattr(validation, "RULES", (fail, *validation.RULES))
    outcome = build_edition(make_files(figures=[change("fee", line="x")]))
    assert outcome.edition is None
    assert {(problem.file, problem.code) for problem in outcome.problems} == {
        ("*.csv", "check_failed"),
        (FIGURES, "integer"),
    }


def test_edition_before_that_cannot_be_worded_keeps_no_edit_from_being_published(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = store.snapshot.edition

    def fail(figure: Any, lang: Any) -> str:
        if figure.printed == "1700多万名":
            raise OverflowError
        return describe_figure(figure, lang)

    assert old is not None
    monkeypatch.setattr(changes_module, "describe_figure", fail)
    save(NEXT, data)
    assert store.check().is_current
    listed = {change.figure: change for change in store.archive.list_entries()[-1].changes.listed}
    assert listed["members_2024"].before.zh == "1700多万名"
    assert "1900" in listed["members_2024"].after.zh


IN_THE_STATE = {
    "a file for the folder": ("file", "."),
    "a folder for the lock": ("folder", "lock"),
    "a folder for the journal": ("folder", "journal.jsonl"),
    "a pipe for the journal": ("pipe", "journal.jsonl"),
    "a file for the editions": ("file", "editions"),
}


@pytest.mark.parametrize("name", IN_THE_STATE)
def test_state_that_is_spoilt_keeps_no_edit_back_and_is_written_once_it_is_mended(
    name: str, store: Store, data: Path, state: Path
) -> None:
    kind, place = IN_THE_STATE[name]
    put(kind, state / place)
    save(NEXT, data)
    restarted = Store(data, state)
    for each in (store, restarted):
        snapshot = each.check()
        assert (served(each), is_current(each)) == (fingerprint_files(NEXT), 1)
        assert snapshot.trouble == ("quality.state_unwritable",)
        assert snapshot.is_unsettled
    shutil.rmtree(state) if state.is_dir() else state.unlink()
    for each in (store, restarted):
        assert each.check().trouble == ()
        assert not each.snapshot.is_unsettled
    (entry,) = store.archive.list_entries()
    assert entry.fingerprint == fingerprint_files(NEXT)
    assert store.archive.load(entry.fingerprint) == NEXT


def test_edition_that_could_not_be_kept_is_kept_later_though_the_csvs_broke_meanwhile(
    store: Store, data: Path, state: Path
) -> None:
    put("file", state)
    save(NEXT, data)
    store.check()
    (data / "themes.csv").write_bytes(b"")
    state.unlink()
    store.check()
    restarted = Store(data, state)
    restarted.check()
    assert served(restarted) == fingerprint_files(NEXT)


def test_disk_that_is_full_at_any_step_of_publishing_keeps_no_edit_back(
    store: Store, data: Path, state: Path
) -> None:
    for steps, files in enumerate(itertools.cycle((NEXT, GOOD))):
        shutil.rmtree(state)
        save(files, data)
        with fault_after(steps, OSError) as reached:
            store.check()
        assert (served(store), is_current(store)) == (fingerprint_files(files), 1)
        assert store.check().trouble == ()
        assert list_temporary(state) == []
        assert store.archive.load(fingerprint_files(files)) == files
        if not reached:
            break
    assert steps > 5


def test_publishing_that_is_killed_at_any_step_leaves_a_state_to_go_on_from(
    store: Store, data: Path, state: Path
) -> None:
    for steps, files in enumerate(itertools.cycle((NEXT, GOOD))):
        before = served(store)
        save(files, data)
        (state / "editions" / f"{fingerprint_files(files)}.zip").unlink(missing_ok=True)
        with fault_after(steps) as reached:
            Store(data, state).check()
        (data / "themes.csv").write_bytes(b"")
        over_broken = Store(data, state)
        over_broken.check()
        assert served(over_broken) in {before, fingerprint_files(files)}
        save(files, data)
        store.check()
        assert (served(store), store.snapshot.trouble) == (fingerprint_files(files), ())
        assert list_temporary(state) == []
        if not reached:
            break
    assert steps > 5


def test_clock_that_goes_back_stops_nothing(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = json.loads((store.archive.folder / "journal.jsonl").read_bytes())
    line["since"] = "2999-01-01T00:00:00+00:00"
    (store.archive.folder / "journal.jsonl").write_text(json.dumps(line) + "\n")
    save(NEXT, data)
    assert store.check().is_current
    assert [entry.fingerprint for entry in store.archive.list_entries()][-1] == fingerprint_files(NEXT)


def test_check_says_in_json_too_that_the_program_failed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(context: object) -> list[Any]:
        raise MemoryError

    monkeypatch.setattr(validation, "RULES", (fail, *validation.RULES))
    assert main(["check", str(data), "--format", "json", "--lang", "en"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["file"]) == ("check_failed", "*.csv")
    assert "MemoryError" in problem["message"]
