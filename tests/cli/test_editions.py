"""`publicstats editions` and `publicstats diff`: what was published, what changed, and putting one back."""

import shutil
from pathlib import Path

import pytest

from publicstats.__main__ import main
from publicstats.publishing import Store, state_folder
from publicstats.reading.folder import load_files
from publicstats.reading.tables import fingerprint_files

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def published(tmp_path: Path) -> tuple[Path, str, str]:
    """A data folder with two published editions, and their fingerprints."""
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    store = Store(data, state_folder(data))
    first = store.check().edition
    path = data / "figures" / "hotline.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("414.4万个", "415.4万个"), encoding="utf-8")
    (data / "figures" / "extra.csv").write_bytes(
        (data / "figures" / "hotline.csv").read_bytes().split(b"\n")[0]
    )
    second = store.check().edition
    assert first is not None
    assert second is not None
    return data, first.fingerprint, second.fingerprint


def test_list_shows_the_latest_edition_first(
    published: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, first, second = published
    assert main(["editions", "list", str(data), "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [second, first]
    assert "0 added, 2 changed, 0 removed" in lines[0]


def test_restore_puts_every_file_back_and_keeps_what_was_there(
    published: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, first, second = published
    assert main(["editions", "restore", first[:6], str(data)]) == 0
    assert fingerprint_files(load_files(data)) == first
    assert not (data / "figures" / "extra.csv").exists()
    assert first in capsys.readouterr().out
    assert len(list((state_folder(data) / "replaced").glob("*.zip"))) == 1
    assert main(["editions", "restore", second, str(data)]) == 0
    assert fingerprint_files(load_files(data)) == second


def test_restore_works_though_the_folder_is_gone(published: tuple[Path, str, str]) -> None:
    data, first, _ = published
    shutil.rmtree(data)
    assert main(["editions", "restore", first, str(data)]) == 0
    assert fingerprint_files(load_files(data)) == first


def test_unknown_edition_is_said(
    published: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["editions", "restore", "nosuch", str(published[0]), "--lang", "en"]) == 1
    assert 'no edition "nosuch"' in capsys.readouterr().err


def test_diff_shows_old_and_new_figure_by_figure(
    published: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, first, second = published
    assert main(["diff", first, second, str(data), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("0 added, 2 changed, 0 removed")
    assert "shanghai_hotline_calls_2024" in out
    assert "4.144 million" in out
    assert "4.154 million" in out
    assert main(["diff", second, "data", str(data), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("0 added, 0 changed, 0 removed")
