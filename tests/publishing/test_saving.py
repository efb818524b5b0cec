"""An edit is saved whole or not at all, into files that are what it was made for, and can be taken back."""

from __future__ import annotations

import csv
import io
import itertools
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publicstats.editing import ConflictError, Edit, EditError, MendedCell, NewRow
from publicstats.editing.applying import apply_edit
from publicstats.edition.builder import Builder
from publicstats.edition.model import build_edition
from publicstats.publishing import Archive, Store
from publicstats.publishing import saving as module
from publicstats.publishing.restoring import finish_restore, hold_lock
from publicstats.publishing.save_log import UNDO, Save
from publicstats.publishing.saving import ANALYST, SaveError, can_save, save_edit, sign_files, undo_save
from publicstats.reading.folder import load_files
from tests.helpers import FIGURES, change, make_files, save
from tests.publishing.faults import fault_after, list_temporary

OLD = make_files()
ROW = NewRow(
    FIGURES,
    {
        "figure": "members_2022",
        "indicator": "members",
        "region": "cn",
        "period": "2022",
        "basis": "stock",
        "printed": "1500万名",
        "source": "paper_c",
        "line": "1",
    },
)
SOURCE = NewRow(
    "sources.csv",
    {
        "source": "paper_c",
        "title_zh": "丙报一文",
        "title_en": "Article C",
        "published": "2024-10-12",
        "published_basis": "printed",
        "document": "c.txt",
    },
)
CELL = MendedCell(FIGURES, 3, "printed", "1700多万名", "1800多万名")
EDIT = Edit((ROW, SOURCE), (CELL,))
NEW = OLD | apply_edit(OLD, EDIT)


pytestmark = pytest.mark.usefixtures("saving_on")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return save(OLD, tmp_path / "data")


def put(data: Path, archive: Archive, edit: Edit = EDIT, *, anyway: bool = False) -> Save:
    return save_edit(data, archive, edit, sign_files(data, edit.files), ANALYST, anyway=anyway)


def refuse(key: str, call: Callable[[], object]) -> SaveError | ConflictError:
    with pytest.raises((SaveError, ConflictError)) as caught:
        call()
    assert isinstance(caught.value, (SaveError, ConflictError))
    assert caught.value.key == key
    return caught.value


def read_disk(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_saved_edit_is_in_the_files_and_nothing_else_lies_about(data: Path, archive: Archive) -> None:
    done = put(data, archive)
    assert read_disk(data) == NEW
    assert list_temporary(data, archive.folder) == []
    found = archive.saves.load().all
    assert found == (done,)
    assert (found[0].origin, found[0].role, found[0].applied.edit) == ("draft", ANALYST, EDIT)


@pytest.mark.usefixtures("once")
def test_save_killed_at_any_step_is_there_whole_and_noted_or_not_at_all(data: Path, archive: Archive) -> None:
    seen = []
    for steps in itertools.count():
        reset(data, archive)
        with fault_after(steps) as reached:
            put(data, archive)
        found = load_files(data)
        assert found in (OLD, NEW)
        seen.append(found == NEW)
        assert finish_restore(data, archive)
        assert read_disk(data) == found
        assert list_temporary(data, archive.folder) == []
        assert len(archive.saves.load().all) == (found == NEW)
        if not reached:
            break
    assert seen == sorted(seen), "once it is saved, it stays"
    assert 5 < seen.count(True) < len(seen) - 5


@pytest.mark.usefixtures("once")
def test_full_disk_saves_nothing_or_ends_later_and_says_which(data: Path, archive: Archive) -> None:
    keys = set()
    for steps in itertools.count():
        reset(data, archive)
        wanted = NEW
        with fault_after(steps, OSError) as reached:
            try:
                put(data, archive)
            except SaveError as error:
                keys.add(error.key)
                wanted = NEW if error.key == "desk.save_unfinished" else OLD
        assert load_files(data) == wanted
        if not reached:
            break
    assert keys == {"desk.save_unfinished", "desk.save_unwritable"}


@pytest.mark.usefixtures("once")
def test_undo_killed_at_any_step_leaves_one_or_the_other(data: Path, archive: Archive) -> None:
    for steps in itertools.count(0, 3):
        reset(data, archive)
        done = put(data, archive)
        with fault_after(steps) as reached:
            undo_save(data, archive, done.id, ANALYST)
        assert finish_restore(data, archive)
        found = read_disk(data)
        assert found in (OLD, NEW)
        assert (done.id in archive.saves.load().undone) == (found == OLD)
        if not reached:
            break
    assert steps > 20


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tried is when it is written: whether it is valid is asked once."""
    kept: dict[bool, object] = {}
    build = build_edition
    monkeypatch.setattr(
        module,
        "build_edition",
        lambda files, _: kept.get(files == NEW) or kept.setdefault(files == NEW, build(files)),
    )


def reset(data: Path, archive: Archive) -> None:
    """The folders as they were at first."""
    assert finish_restore(data, archive)
    save(OLD, data)
    (archive.folder / "saves.jsonl").unlink(missing_ok=True)


def test_file_that_was_changed_meanwhile_is_a_conflict_and_nothing_is_saved(
    data: Path, archive: Archive
) -> None:
    base = sign_files(data, EDIT.files)
    (data / "sources.csv").write_bytes(OLD["sources.csv"].replace(b"Article A", b"Article 1"))
    before = read_disk(data)
    error = refuse("desk.file_changed", lambda: save_edit(data, archive, EDIT, base, ANALYST))
    assert error.facts == {"file": "sources.csv"}
    assert read_disk(data) == before
    (data / "units.csv").write_bytes(OLD["units.csv"] + b"\n")
    save_edit(data, archive, Edit(cells=(CELL,)), base, ANALYST)


def test_file_that_is_changed_while_the_edit_is_checked_is_a_conflict_too(
    data: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = OLD["sources.csv"] + b"\r\n"
    build = build_edition

    def build_slowly(files: dict[str, bytes], _: object) -> object:
        (data / "sources.csv").write_bytes(edited)
        return build(files)

    monkeypatch.setattr(module, "build_edition", build_slowly)
    refuse("desk.file_changed", lambda: put(data, archive))
    assert read_disk(data) == OLD | {"sources.csv": edited}
    assert archive.saves.load().all == ()


def test_second_sending_of_one_edit_is_refused_so_that_no_row_is_doubled(
    data: Path, archive: Archive
) -> None:
    base = sign_files(data, EDIT.files)
    save_edit(data, archive, EDIT, base, ANALYST)
    refuse("desk.file_changed", lambda: save_edit(data, archive, EDIT, base, ANALYST))
    assert read_disk(data) == NEW


def test_edit_that_changes_nothing_is_not_noted_as_a_save(data: Path, archive: Archive) -> None:
    same = Edit(cells=(MendedCell(FIGURES, 3, "printed", CELL.was, CELL.was),))
    with pytest.raises(SaveError) as error:
        save_edit(data, archive, same, sign_files(data, same.files), ANALYST)
    assert error.value.key == "mend.unchanged"
    assert archive.saves.load().all == ()


def test_edit_of_which_no_valid_edition_comes_is_refused_with_its_problems(
    data: Path, archive: Archive
) -> None:
    error = refuse("desk.invalid", lambda: put(data, archive, Edit((ROW,))))
    assert isinstance(error, SaveError)
    assert {problem.code for problem in error.problems} == {"id_unknown"}
    assert read_disk(data) == OLD


@pytest.mark.parametrize(
    ("limit", "most", "code"),
    [("MAX_FILES", 1, "files_many"), ("MAX_BYTES", 10, "files_large"), ("MAX_LINES", 1, "lines_many")],
)
def test_edit_after_which_nothing_would_be_read_any_more_is_refused(
    limit: str, most: int, code: str, data: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = Edit((replace(ROW, file="figures/new.csv"), SOURCE))
    base, present = sign_files(data, edit.files), load_files(data)
    monkeypatch.setattr("publicstats.publishing.saving.load_files", lambda folder: present)
    monkeypatch.setattr(f"publicstats.reading.early.{limit}", most)
    with pytest.raises(SaveError) as error:
        save_edit(data, archive, edit, base, ANALYST)
    assert code in {problem.code for problem in error.value.problems}
    assert read_disk(data) == OLD


def test_undo_leaves_no_row_at_the_end_that_looks_cut_off(data: Path, archive: Archive) -> None:
    short = b"\n".join(line.rsplit(b",", 4)[0] for line in OLD[FIGURES].splitlines())
    (data / FIGURES).write_bytes(short)  # without the columns that may be left out, and no line end
    first = put(data, archive, Edit((replace(ROW, cells={**ROW.cells, "source": "paper_a", "base": ""}),)))
    later = dict(ROW.cells) | {"figure": "members_2021", "period": "2021", "source": "paper_a"}
    second = put(data, archive, Edit((NewRow(FIGURES, later),)))
    undo_save(data, archive, first.id, ANALYST)
    undo_save(data, archive, second.id, ANALYST)
    head, *rows = short.split(b"\n")
    assert (data / FIGURES).read_bytes() == b"\n".join([head + b",base", *rows, b""])


def test_nothing_is_saved_where_the_setting_is_off(
    data: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert can_save(data)
    for value in ("", "off", "0", "maybe"):
        monkeypatch.setenv("PUBLICSTATS_SAVING", value)
        refuse("desk.saving_off", lambda: put(data, archive))
        assert not can_save(data)
    assert read_disk(data) == OLD
    with pytest.raises(EditError):
        save_edit(data, archive, EDIT, {FIGURES: ""}, ANALYST)


def test_folder_that_may_only_be_read_is_told_and_nothing_is_changed(
    data: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != data / "figures")
    assert not can_save(data)
    assert refuse("desk.save_unwritable", lambda: put(data, archive)).facts == {"reason": "figures"}
    assert read_disk(data) == OLD


def test_figures_that_lie_elsewhere_are_not_saved_into(data: Path, archive: Archive, tmp_path: Path) -> None:
    (data / "figures").rename(tmp_path / "elsewhere")
    (data / "figures").symlink_to(tmp_path / "elsewhere")
    assert not can_save(data)
    refuse("desk.figures_apart", lambda: put(data, archive))
    assert load_files(data) == OLD


@pytest.mark.parametrize("name", ["~$figures.csv", ".~figures.csv", ".~lock.figures.csv#"])
def test_file_that_is_open_in_a_spreadsheet_is_told_and_the_analyst_decides(
    name: str, data: Path, archive: Archive
) -> None:
    (data / "figures" / name).write_bytes(b",official,desk,;")
    assert refuse("desk.file_open", lambda: put(data, archive)).facts == {"file": FIGURES}
    assert load_files(data) == OLD
    put(data, archive, anyway=True)
    assert load_files(data) == NEW


def test_save_waits_its_turn_and_is_told_so(
    data: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOCK_SECONDS", 0)
    with hold_lock(archive, 0):
        refuse("desk.busy", lambda: put(data, archive))


def test_linked_file_is_not_cut_from_its_link(data: Path, archive: Archive, tmp_path: Path) -> None:
    (data / "sources.csv").rename(tmp_path / "real.csv")
    (data / "sources.csv").symlink_to(tmp_path / "real.csv")
    refuse("desk.file_linked", lambda: put(data, archive))
    assert (data / "sources.csv").is_symlink()


def test_file_keeps_the_rights_that_let_others_edit_it(data: Path, archive: Archive) -> None:
    (data / FIGURES).chmod(0o664)
    (data / "sources.csv").chmod(0o666)
    put(data, archive)
    assert (data / FIGURES).stat().st_mode & 0o777 == 0o664
    assert (data / "sources.csv").stat().st_mode & 0o777 == 0o666
    row = NewRow("figures/new.csv", dict(ROW.cells) | {"figure": "members_2021", "period": "2021"})
    put(data, archive, Edit((row,)))
    assert (data / "figures" / "new.csv").stat().st_mode & 0o777 == 0o664
    assert (data / FIGURES).stat().st_uid == os.getuid()


def test_undone_save_leaves_the_old_bytes(data: Path, archive: Archive) -> None:
    row = NewRow("figures/new.csv", dict(ROW.cells) | {"figure": "members_2021", "period": "2021"})
    done = put(data, archive, Edit((*EDIT.rows, row), EDIT.cells))
    assert "figures/new.csv" in read_disk(data)
    undone = undo_save(data, archive, done.id[:5], ANALYST)
    assert read_disk(data) == OLD
    assert (undone.origin, undone.undoes) == (UNDO, done.id)
    refuse("desk.undone_already", lambda: undo_save(data, archive, done.id, ANALYST))
    refuse("desk.undo_of_undo", lambda: undo_save(data, archive, undone.id, ANALYST))
    refuse("desk.undo_unknown", lambda: undo_save(data, archive, "none", ANALYST))


def test_undo_takes_out_only_its_own_where_others_edited_since(data: Path, archive: Archive) -> None:
    done = put(data, archive)
    later = dict(ROW.cells) | {"figure": "members_2021", "period": "2021", "source": "paper_a"}
    put(data, archive, Edit((NewRow(FIGURES, later),)))
    edited = (data / FIGURES).read_bytes().replace("含退休人员".encode(), "含离退休人员".encode())
    (data / FIGURES).write_bytes(edited)
    undo_save(data, archive, done.id, ANALYST)
    wanted = apply_edit(OLD, Edit((NewRow(FIGURES, later),)))[FIGURES]
    assert (data / FIGURES).read_bytes() == wanted.replace("含退休人员".encode(), "含离退休人员".encode())
    assert (data / "sources.csv").read_bytes() == OLD["sources.csv"]


@pytest.mark.parametrize(("codec", "line_end"), [("gb18030", "\r\n"), ("utf-8-sig", "\r")])
def test_undo_finds_its_rows_after_a_spreadsheet_saved_the_file_in_its_own_way(
    codec: str, line_end: str, data: Path, archive: Archive
) -> None:
    done = put(data, archive)
    for name in EDIT.files:
        (data / name).write_bytes(rewrite(NEW[name], codec, line_end))
    undo_save(data, archive, done.id, ANALYST)
    assert {name: (data / name).read_bytes() for name in EDIT.files} == {
        name: rewrite(OLD[name], codec, line_end) for name in EDIT.files
    }


def rewrite(data: bytes, codec: str, line_end: str) -> bytes:
    """A file as a spreadsheet writes it that puts every cell in quotation marks."""
    buffer = io.StringIO()
    rows = csv.reader(io.StringIO(data.decode()))
    csv.writer(buffer, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(rows)
    return buffer.getvalue().encode(codec)


def test_undo_finds_its_rows_in_another_file_of_the_table(data: Path, archive: Archive) -> None:
    done = put(data, archive)
    head, *rows = (data / FIGURES).read_bytes().splitlines(keepends=True)
    (data / FIGURES).write_bytes(b"".join([head, *rows[:-1]]))
    (data / "figures" / "split.csv").write_bytes(head + rows[-1])
    undo_save(data, archive, done.id, ANALYST)
    assert read_disk(data) == OLD | {"figures/split.csv": head}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("1500万名", "1501万名", "desk.undo_row_changed"),
        ("1800多万名", "1801多万名", "desk.undo_cell_changed"),
    ],
)
def test_undo_is_refused_where_others_changed_what_was_saved(
    old: str, new: str, key: str, data: Path, archive: Archive
) -> None:
    done = put(data, archive)
    (data / FIGURES).write_bytes((data / FIGURES).read_bytes().replace(old.encode(), new.encode()))
    before = read_disk(data)
    refuse(key, lambda: undo_save(data, archive, done.id, ANALYST))
    assert read_disk(data) == before


def test_undo_that_would_leave_no_valid_edition_is_refused(data: Path, archive: Archive) -> None:
    done = put(data, archive, Edit((SOURCE,)))
    put(data, archive, Edit((ROW,)))
    refuse("desk.invalid", lambda: undo_save(data, archive, done.id, ANALYST))


def test_one_of_several_errors_is_mended_and_that_may_be_taken_back(data: Path, archive: Archive) -> None:
    wrong = make_files(figures=[change("fee", line="x"), change("share_2024", printed="98.7公斤")])
    save(wrong, data)
    mended = Edit(cells=(MendedCell(FIGURES, 10, "line", "x", "12"),), origin="mending")
    done = put(data, archive, mended)
    assert b",x," not in (data / FIGURES).read_bytes()
    undo_save(data, archive, done.id, ANALYST)
    assert read_disk(data) == wrong
    worse = Edit(cells=(MendedCell(FIGURES, 10, "period", "2024", "never"),), origin="mending")
    error = refuse("desk.invalid", lambda: put(data, archive, worse))
    assert [problem.column for problem in getattr(error, "problems", ())] == ["period"]
    assert read_disk(data) == wrong


def test_undo_of_what_is_gone_says_so(data: Path, archive: Archive) -> None:
    done = put(data, archive)
    save(OLD, data)
    refuse("desk.undo_nothing", lambda: undo_save(data, archive, done.id, ANALYST))


def test_journal_says_that_an_edition_came_from_a_draft_and_by_which_role(
    data: Path, archive: Archive
) -> None:
    first = Store(data, archive.folder)
    first.check()
    one = put(data, archive, Edit((SOURCE,)))
    two = put(data, archive, Edit((ROW,), (), "release"))
    first.check()
    assert [(note.save, note.origin, note.role) for note in archive.list_entries()[-1].saves] == [
        (two.id, "release", ANALYST),
        (one.id, "draft", ANALYST),
    ]
    (data / "units.csv").write_bytes(OLD["units.csv"] + b"\n")
    first.check()
    assert archive.list_entries()[-1].saves == ()
    (data / "units.csv").write_bytes(OLD["units.csv"])
    first.check()
    assert archive.list_entries()[-1].saves == (), "what was saved once came by hand this time"
    undone = undo_save(data, archive, two.id, ANALYST)
    first.check()
    assert [(note.save, note.origin) for note in archive.list_entries()[-1].saves] == [(undone.id, UNDO)]


def test_save_by_one_who_knows_the_folder_reads_the_files_that_it_changes(
    data: Path, archive: Archive
) -> None:
    knowing = Builder()
    knowing.build(OLD)
    builder = knowing.branch()
    save_edit(data, archive, EDIT, sign_files(data, EDIT.files), ANALYST, build=builder.build)
    assert builder.work.read == len(EDIT.files)
    again = knowing.branch()
    undo_save(data, archive, next(iter(archive.saves.load().all)).id, ANALYST, build=again.build)
    assert read_disk(data) == OLD
