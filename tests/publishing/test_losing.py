"""What a spreadsheet saves over is missed by name and can be saved again; what was meant is not asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from publicstats.__main__ import main
from publicstats.editing import Edit, MendedCell, NewRow
from publicstats.editing.applying import apply_edit
from publicstats.publishing import Archive, Store
from publicstats.publishing.losing import Lost, find_lost, let_go
from publicstats.publishing.save_log import DAYS, RECENT
from publicstats.publishing.saving import ANALYST, save_edit, sign_files, undo_save
from publicstats.reading.folder import load_files
from tests.helpers import FIGURES, make_files, save

OLD = make_files()
CELL = MendedCell(FIGURES, 3, "printed", "1700多万名", "1800多万名")


def row(year: int, **cells: str) -> NewRow:
    made = {"figure": f"members_{year}", "indicator": "members", "region": "cn", "period": str(year)}
    made |= {"basis": "stock", "printed": "1500万名", "source": "paper_a", "line": "1"}
    return NewRow(FIGURES, made | cells)


EDIT = Edit((row(2021), row(2022)), (CELL,))


pytestmark = pytest.mark.usefixtures("saving_on")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return save(OLD, tmp_path / "data")


def put(data: Path, archive: Archive, edit: Edit = EDIT) -> str:
    return save_edit(data, archive, edit, sign_files(data, edit.files), ANALYST).id


def look(data: Path, archive: Archive) -> Lost | None:
    return find_lost(archive.saves.load(), load_files(data))


def name(lost: Lost | None) -> list[tuple[str, str]]:
    assert lost is not None
    return [(piece.key, piece.column) for piece in lost.pieces]


def test_older_copy_that_is_saved_over_it_is_noticed_and_the_rows_are_put_back(
    data: Path, archive: Archive
) -> None:
    done = put(data, archive)
    assert look(data, archive) is None
    # The spreadsheet adds a row of its own to the copy that it opened before.
    older = apply_edit(OLD, Edit((row(2020),)))[FIGURES]
    (data / FIGURES).write_bytes(older)
    lost = look(data, archive)
    assert name(lost) == [("members_2021", ""), ("members_2022", ""), ("members_2024", "printed")]
    assert lost is not None
    assert lost.saves == (done,)
    put(data, archive, lost.edit)
    assert look(data, archive) is None
    assert (data / FIGURES).read_bytes() == apply_edit({FIGURES: older}, EDIT)[FIGURES]
    (data / FIGURES).write_bytes(older)
    assert len(name(look(data, archive))) == 3, "lost twice, it is named once"


def test_server_names_what_is_lost_and_tells_its_pages(data: Path, archive: Archive) -> None:
    store = Store(data, archive.folder)
    put(data, archive)
    assert store.check().lost is None
    (data / FIGURES).write_bytes(OLD[FIGURES])
    snapshot = store.check()
    assert len(name(snapshot.lost)) == 3
    assert store.check().serial == snapshot.serial
    let_go(archive, load_files(data))
    assert store.check().lost is None


def test_only_the_file_that_went_back_is_missed(data: Path, archive: Archive) -> None:
    unit = NewRow("units.csv", {"unit": "公顷", "name_en": "hectares", "kind": "area"})
    put(data, archive, Edit((*EDIT.rows, unit)))
    (data / "units.csv").write_bytes(OLD["units.csv"])
    assert name(look(data, archive)) == [("公顷", "")]


def test_what_somebody_took_out_who_saw_the_rest_was_meant(data: Path, archive: Archive) -> None:
    put(data, archive)
    lines = (data / FIGURES).read_bytes().splitlines(keepends=True)
    (data / FIGURES).write_bytes(b"".join(lines[:-1]))
    assert look(data, archive) is None
    assert name_of_last(lines) not in (data / FIGURES).read_bytes()


def name_of_last(lines: list[bytes]) -> bytes:
    return lines[-1].split(b",")[0]


def test_row_that_stands_elsewhere_or_was_edited_is_not_lost(data: Path, archive: Archive) -> None:
    put(data, archive, Edit((row(2022),)))
    head, *rows = (data / FIGURES).read_bytes().splitlines(keepends=True)
    (data / FIGURES).write_bytes(b"".join([head, *rows[:-1]]))
    assert look(data, archive) is not None
    (data / "figures" / "split.csv").write_bytes(
        head + rows[-1].replace("1500万".encode(), "1600万".encode())
    )
    assert look(data, archive) is None


def test_cell_that_was_mended_twice_is_missed_as_it_was_mended_last(data: Path, archive: Archive) -> None:
    put(data, archive, Edit(cells=(CELL,)))
    put(data, archive, Edit(cells=(MendedCell(FIGURES, 3, "printed", CELL.now, "1900多万名"),)))
    assert look(data, archive) is None
    (data / FIGURES).write_bytes(OLD[FIGURES])
    lost = look(data, archive)
    assert lost is not None
    assert lost.edit.cells == (MendedCell(FIGURES, 3, "printed", CELL.was, "1900多万名"),)
    put(data, archive, lost.edit)
    put(data, archive, Edit(cells=(MendedCell(FIGURES, 3, "printed", "1900多万名", CELL.was),)))
    assert look(data, archive) is None, "mended back from a page"


def test_lost_row_comes_back_as_it_was_mended_since(data: Path, archive: Archive) -> None:
    put(data, archive, Edit((row(2022),)))
    number = len(OLD[FIGURES].splitlines()) + 1
    put(data, archive, Edit(cells=(MendedCell(FIGURES, number, "printed", "1500万名", "1501万名"),)))
    (data / FIGURES).write_bytes(OLD[FIGURES])
    lost = look(data, archive)
    assert lost is not None
    assert lost.edit == Edit((row(2022, printed="1501万名"),))


def test_row_whose_id_was_mended_from_a_page_is_missed_under_that_id_alone(
    data: Path, archive: Archive
) -> None:
    put(data, archive, Edit((row(2022),)))
    between = (data / FIGURES).read_bytes()
    number = len(OLD[FIGURES].splitlines()) + 1
    put(data, archive, Edit(cells=(MendedCell(FIGURES, number, "figure", "members_2022", "members_new"),)))
    assert look(data, archive) is None
    (data / FIGURES).write_bytes(OLD[FIGURES])
    lost = look(data, archive)
    assert lost is not None
    assert lost.edit == Edit((row(2022, figure="members_new"),))
    (data / FIGURES).write_bytes(between)
    lost = look(data, archive)
    assert lost is not None
    assert lost.edit == Edit(cells=(MendedCell(FIGURES, number, "figure", "members_2022", "members_new"),)), (
        "the row stands, its new id is gone"
    )


def test_undone_save_and_a_restored_edition_are_not_missed(
    data: Path, archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(data, archive.folder)
    first = store.check().edition
    assert first is not None
    undo_save(data, archive, put(data, archive), ANALYST)
    assert look(data, archive) is None
    put(data, archive)
    store.check()
    assert main(["editions", "restore", first.fingerprint, str(data), "--lang", "en"]) == 0
    assert capsys.readouterr().out
    assert look(data, archive) is None


def test_file_that_cannot_be_read_is_a_problem_and_no_loss(data: Path, archive: Archive) -> None:
    put(data, archive)
    (data / FIGURES).write_bytes(b'figure,"indicator\n')
    assert look(data, archive) is None


def test_only_so_many_saves_of_so_many_days_are_remembered(
    data: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publicstats.publishing.saving.build_edition", lambda files, _: FINE)
    for year in range(RECENT + 3):
        put(data, archive, Edit((row(1901 + year),)))
    assert len(archive.saves.load().all) == RECENT
    (data / FIGURES).write_bytes(OLD[FIGURES])
    assert len(name(look(data, archive))) == RECENT
    monkeypatch.setattr("publicstats.publishing.save_log.DAYS", -DAYS)
    assert Archive(archive.folder).saves.load().all == ()


class FINE:
    """What stands for a valid edition."""

    edition = object()


@pytest.mark.parametrize(
    "line",
    [
        b"x",
        b"{}",
        b'{"save": 1}',
        b'{"done": []}',
        b'{"let_go": [[1]]}',
        b'{"save": "a", "splices": [], "edit": 1}',
    ],
)
def test_line_that_is_no_save_spoils_no_other(line: bytes, data: Path, archive: Archive) -> None:
    done = put(data, archive)
    path = archive.folder / "saves.jsonl"
    path.write_bytes(line + b"\n" + path.read_bytes() + line + b" " * 30)
    later = put(data, archive, Edit((row(2020),)))
    assert [save.id for save in archive.saves.load().all] == [later, done]
