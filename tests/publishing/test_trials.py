"""A trial is what an edit makes of the CSVs as they are: nobody but who asks is given it."""

from __future__ import annotations

from pathlib import Path
from threading import Timer

import pytest

from publicstats.editing import Edit, MendedCell
from publicstats.edition.model import Edition
from publicstats.publishing import Store
from publicstats.publishing import trials as module
from publicstats.publishing.trials import MOST, Trials, has_edit
from tests.edits import MEMBERS, make_edit, make_preview, mend
from tests.helpers import FIGURES, add, change, make_files, save


@pytest.fixture
def trials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trials:
    monkeypatch.setattr(Timer, "start", lambda timer: None)
    store = Store(save(make_files(), tmp_path / "data"), tmp_path / "state")
    store.check()
    return Trials(store)


def list_state(trials: Trials) -> dict[str, bytes]:
    folder = trials.store.archive.folder
    return {path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def served(trials: Trials) -> Edition:
    edition = trials.store.snapshot.edition
    assert edition is not None
    return edition


def publish(trials: Trials, **changes: object) -> None:
    save(make_files(**changes), trials.store.data)  # type: ignore[arg-type]
    trials.store.check()


def test_trial_is_the_edition_with_the_edit_and_what_is_served_stays(trials: Trials) -> None:
    before, kept = served(trials), list_state(trials)
    trial = trials.show(make_preview(make_edit()))
    assert trial.edition is not None
    assert trial.edition.find("members_2025") is not None
    assert trial.edition.since is None
    assert trial.edition.history is before.history
    assert (trial.is_moved, trial.is_saved) == (False, False)
    assert served(trials) is before
    assert before.find("members_2025") is None
    assert list_state(trials) == kept
    assert save({}, trials.store.data).joinpath(FIGURES).read_bytes() == make_files()[FIGURES]


def test_trial_says_figure_by_figure_what_changes(trials: Trials) -> None:
    added = trials.show(
        make_preview(make_edit(supersedes="members_2024", period="2024", printed="1800多万名"))
    )
    assert added.changes is not None
    (new,) = (change for change in added.changes.listed if change.action == "added")
    assert (added.changes.added, new.figure) == (1, "members_2025")
    assert "1700多万名" in new.before.zh
    assert "1800多万名" in new.after.zh
    assert new.reason
    mended = trials.show(make_preview(mend("近1500万名")))
    assert mended.changes is not None
    assert ("changed", "members_2023") in [(c.action, c.figure) for c in mended.changes.listed]


def test_edit_with_an_error_has_its_problems_and_no_edition(trials: Trials) -> None:
    trial = trials.show(make_preview(make_edit(printed="1900万公斤")))
    assert (trial.edition, trial.changes) == (None, None)
    assert [p.code for p in trial.problems if p.severity == "error"] == ["unit_unknown"]
    assert not trial.is_saved


def test_errors_that_are_not_of_the_edit_do_not_keep_it_from_being_shown_on_what_readers_see(
    trials: Trials,
) -> None:
    preview = make_preview(make_edit())
    publish(trials, figures=[change("share_2024", printed="98.7公斤")])
    trial = trials.show(preview)
    assert (trial.is_held, trial.is_saved) == (True, False)
    assert trial.edition is not None
    assert trial.edition.find("members_2025") is not None
    assert [problem.code for problem in trial.problems if problem.severity == "error"] == ["unit_unknown"]
    assert trials.show(make_preview(make_edit(printed="1900万公斤"))).edition is None
    # What mends the very cell that is wrong makes the folder right, and no detour is needed.
    mending = Edit((), (MendedCell(FIGURES, 7, "printed", "98.7公斤", "98.9%"),), "mending")
    mended = trials.show(make_preview(mending))
    assert mended.edition is not None
    assert not mended.is_held


def test_same_preview_is_built_once_until_something_counts(
    trials: Trials, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = make_preview(make_edit())
    first = trials.show(preview)
    trials.store.check()
    assert trials.show(preview) is first
    publish(trials, indicators=[change("money", name_zh="钱")])
    again = trials.show(preview)
    assert again is not first
    assert again.edition is not None
    assert again.edition.indicators["money"].name.zh == "钱"
    assert not again.is_moved


def test_what_others_save_into_a_file_of_the_edit_is_said(trials: Trials) -> None:
    preview = make_preview(make_edit())
    publish(trials, figures=[change("share_2024", printed="98.8%")])
    trial = trials.show(preview)
    assert trial.is_moved
    assert trial.edition is not None
    assert trial.changes is not None
    assert trial.changes.added == 1


def test_edit_that_does_not_fit_any_more_says_why(trials: Trials) -> None:
    preview = make_preview(mend("近1500万名"))
    assert trials.show(preview).edition is not None
    publish(trials, figures=[change("members_2023", printed="近1550万名")])
    trial = trials.show(preview)
    assert trial.edition is None
    assert trial.conflict is not None
    assert not trial.is_saved


def test_folder_that_cannot_be_read_is_said(trials: Trials) -> None:
    preview = make_preview(make_edit())
    (trials.store.data / "units.csv").unlink()
    (trials.store.data / "units.csv").mkdir()
    assert [problem.code for problem in trials.show(preview).problems] == ["file_kind"]


def test_failure_of_the_program_is_a_problem(trials: Trials, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    for name in ("try_edit", "load_files"):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, fail)
            trial = trials.show(make_preview(make_edit()))
        assert [problem.code for problem in trial.problems] == ["check_failed"]


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        (make_edit(), {"figures": [add(**MEMBERS)]}),
        (mend("近1500万名"), {"figures": [change("members_2023", printed="近1500万名")]}),
    ],
)
def test_preview_ends_where_the_csvs_say_the_same_by_whatever_way(
    trials: Trials, edit: Edit, changes: dict[str, object]
) -> None:
    preview = make_preview(edit)
    token = trials.previews.keep(preview)
    assert trials.show(preview).edition is not None
    publish(trials, **changes)
    assert trials.show(preview).is_saved
    assert trials.previews.find(token, "") is None


def test_edit_is_in_files_only_with_each_of_its_cells() -> None:
    assert not has_edit(make_files(), make_edit())
    assert not has_edit(make_files(figures=[add(**MEMBERS | {"printed": "1800多万名"})]), make_edit())
    assert not has_edit({}, make_edit())
    assert has_edit(make_files(figures=[add(**MEMBERS, note_zh="注")]), make_edit())


def test_no_more_trials_are_kept_than_memory_allows(trials: Trials, monkeypatch: pytest.MonkeyPatch) -> None:
    previews = [make_preview(make_edit(printed=f"190{number}万名")) for number in range(5)]
    shown = [trials.show(preview) for preview in previews]
    assert trials.kept == MOST
    for preview, trial in list(zip(previews, shown, strict=True))[-MOST:]:
        assert trials.show(preview) is trial
    monkeypatch.setattr(module, "MOST_FIGURES", 3)
    trials.show(previews[0])
    assert trials.kept == 1


def test_trial_is_let_go_of_when_its_preview_ends_and_when_nobody_asks(
    trials: Trials, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_preview(make_edit()), make_preview(mend("近1500万名"))
    trials.show(first)
    trials.show(second)
    trials.forget(first)
    assert trials.kept == 1
    trials.sweep()
    assert trials.kept == 1
    monkeypatch.setattr(module, "IDLE", 0.0)
    trials.sweep()
    assert trials.kept == 0


def test_each_of_three_replicas_shows_the_preview_that_one_of_them_keeps(
    trials: Trials, tmp_path: Path
) -> None:
    token = trials.previews.keep(make_preview(make_edit(), "key"))
    for _ in range(2):
        store = Store(tmp_path / "data", tmp_path / "state")
        store.check()
        replica = Trials(store)
        preview = replica.previews.find(token, "key")
        assert preview is not None
        edition = replica.show(preview).edition
        assert edition is not None
        assert edition.find("members_2025") is not None
    trials.previews.end(token, "key")
    assert replica.previews.find(token, "key") is None
