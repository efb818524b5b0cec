"""However a folder is written, its state lies beside it, and never inside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publicstats.publishing.folders import PROJECT, data_folder, state_folder


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (".", "home/data"),
        ("./", "home/data"),
        ("..", "home"),
        ("../data", "home/data"),
        ("../data/", "home/data"),
        ("~/data", "home/data"),
        ("~", "home"),
        ("../link", "home/link"),
        ("sub/..", "home/data"),
    ],
)
def test_folder_is_the_one_that_is_meant_and_its_state_lies_beside_it(
    written: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    (home / "data" / "sub").mkdir(parents=True)
    (home / "link").symlink_to(home / "data")
    monkeypatch.chdir(home / "data")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PUBLICSTATS_DATA", written)
    monkeypatch.delenv("PUBLICSTATS_STATE", raising=False)
    data = data_folder()
    state = state_folder(data)
    assert data.resolve() == (tmp_path / meant).resolve()
    assert state.name == f"{Path(meant).name}.state"
    assert state.parent.resolve() == (tmp_path / meant).parent.resolve()


def test_nothing_named_is_the_projects_own_and_a_home_of_nobody_is_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PUBLICSTATS_DATA", raising=False)
    assert data_folder() == PROJECT / "data"
    monkeypatch.setenv("PUBLICSTATS_DATA", "~nobody_of_this_name/data")
    assert data_folder() == Path("~nobody_of_this_name/data")
