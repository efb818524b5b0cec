"""What readers are served: right edits at once and whole, wrong ones never, through restarts and faults."""

import shutil
from pathlib import Path

import pytest

from publicstats.contract.problems import Problem
from publicstats.edition.builder import Builder
from publicstats.edition.model import Outcome, build_edition
from publicstats.publishing import Store
from publicstats.publishing import store as store_module
from publicstats.reading.folder import UnreadableError
from publicstats.reading.tables import fingerprint_files

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped CSVs that a test may edit."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture
def store(data: Path, tmp_path: Path) -> Store:
    """A store that serves the copy."""
    store = Store(data, tmp_path / "state")
    store.check()
    return store


def edit(data: Path, before: str, after: str, name: str = "figures/hotline.csv") -> None:
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8", newline="")


def served(store: Store) -> str:
    edition = store.snapshot.edition
    assert edition is not None
    figure = edition.find("shanghai_hotline_calls_2024")
    return figure.printed if figure else ""


def test_right_edit_is_served_and_recorded_figure_by_figure(store: Store, data: Path) -> None:
    serial = store.snapshot.serial
    edit(data, "414.4万个", "414.5万个")
    store.check()
    assert served(store) == "414.5万个"
    assert store.snapshot.serial == serial + 1
    assert store.snapshot.is_current
    changes = store.archive.list_entries()[-1].changes
    changed = {change.figure: change for change in changes.listed}
    assert changes.added == changes.removed == 0
    assert changes.changed == len(changed)
    assert {name for name in changed if not name.startswith("shanghai_hotline_")} == set()
    printed = changed["shanghai_hotline_calls_2024"]
    assert (printed.before.zh.endswith("414.4万个"), printed.after.zh.endswith("414.5万个")) == (True, True)
    assert "4.145 million" in printed.after.en


def test_change_of_an_input_is_a_change_of_what_is_computed_from_it(store: Store, data: Path) -> None:
    edit(data, "414.4万个", "424.4万个")
    store.check()
    listed = store.archive.list_entries()[-1].changes.listed
    assert "shanghai_hotline_daily_calls_2024" in {change.figure for change in listed}


def test_wrong_edit_changes_nothing_for_readers_and_says_what_is_wrong(store: Store, data: Path) -> None:
    edition = store.snapshot.edition
    edit(data, "414.4万个", "1.2E+08")
    store.check()
    assert store.snapshot.edition is edition
    assert not store.snapshot.is_current
    (problem,) = store.snapshot.problems
    assert (problem.file, problem.code, problem.cell[0]) == (
        "figures/hotline.csv",
        "printed_excel_number",
        "I",
    )
    edit(data, "1.2E+08", "414.4万个")
    assert store.check().is_current
    assert len(store.archive.list_entries()) == 1


def test_restart_over_broken_csvs_serves_the_last_edition(store: Store, data: Path, tmp_path: Path) -> None:
    edit(data, "414.4万个", "414.5万个")
    since = store.check().since
    (data / "themes.csv").write_bytes(b"")
    restarted = Store(data, tmp_path / "state")
    restarted.check()
    assert served(restarted) == "414.5万个"
    assert restarted.snapshot.since == since
    assert [problem.code for problem in restarted.snapshot.problems] == ["file_empty"]


def test_deleting_the_folder_changes_nothing_for_readers(store: Store, data: Path) -> None:
    shutil.rmtree(data)
    store.check()
    assert served(store) == "414.4万个"
    assert {problem.code for problem in store.snapshot.problems} == {"file_missing"}


def test_state_that_cannot_be_written_is_said_and_readers_go_on(data: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "state"
    blocked.write_text("a file where the folder should be")
    store = Store(data, blocked)
    store.check()
    assert served(store) == "414.4万个"
    assert store.snapshot.trouble == ("quality.state_unwritable",)


def test_locked_file_is_said_and_read_once_it_is_free(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> dict[str, bytes]:
        raise UnreadableError(Problem("file_unreadable", "figures/hotline.csv"))

    with monkeypatch.context() as locked:
        locked.setattr(store_module, "load_files", refuse)
        store.check()
    assert store.snapshot.is_unsettled
    assert served(store) == "414.4万个"
    snapshot = store.check()
    assert snapshot.is_current
    assert not snapshot.problems


def test_damaged_last_edition_on_disk_gives_way_to_the_one_before(
    store: Store, data: Path, tmp_path: Path
) -> None:
    edit(data, "414.4万个", "414.5万个")
    edition = store.check().edition
    assert edition is not None
    (tmp_path / "state" / "editions" / f"{edition.fingerprint}.zip").write_bytes(b"torn")
    shutil.rmtree(data)
    restarted = Store(data, tmp_path / "state")
    restarted.check()
    assert served(restarted) == "414.4万个"


def test_zeros_that_a_spreadsheet_dropped_are_published_and_said(store: Store, data: Path) -> None:
    edit(data, "16.60%", "16.6%", "figures/population.csv")
    snapshot = store.check()
    (problem,) = snapshot.problems
    assert snapshot.is_current
    assert (problem.code, problem.severity, problem.typed) == ("zeros_changed", "warning", "16.6%")
    assert problem.facts == {"figure": "cn_children_share_2010", "before": "16.60%"}


def test_restart_over_unchanged_csvs_builds_one_edition_only(
    store: Store, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []

    def count(builder: Builder, files: dict[str, bytes]) -> Outcome:
        built.append(fingerprint_files(files))
        return build_edition(files)

    monkeypatch.setattr(Builder, "build", count)
    restarted = Store(data, tmp_path / "state")
    restarted.check()
    assert served(restarted) == served(store)
    assert restarted.snapshot.since == store.snapshot.since
    assert len(built) == 1


def test_edition_knows_since_when_it_and_its_sources_are_published(store: Store, data: Path) -> None:
    first = store.snapshot.edition
    assert first is not None
    assert first.history.moments == (first.since,)
    assert first.history.arrivals == {}
    for path in (data / "sources.csv", data / "figures" / "hotline.csv"):
        header, row, *_ = path.read_text(encoding="utf-8").splitlines()
        cells = dict(zip(header.split(","), row.split(","), strict=False))
        new = {"source": "new_bulletin", "figure": "new_figure", "period": "2019"}
        with path.open("a", encoding="utf-8") as file:
            file.write(",".join(new.get(name, cell) for name, cell in cells.items()) + "\n")
    second = store.check().edition
    assert second is not None
    assert second.history.moments == (first.since, second.since)
    assert second.history.arrivals == {"new_bulletin": second.since}
    again = Store(data, store.archive.folder)
    again.check()
    assert again.snapshot.edition is not None
    assert again.snapshot.edition.history == second.history
