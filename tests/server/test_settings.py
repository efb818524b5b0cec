"""What Streamlit looks up once is what it would find each time."""

import pytest
from streamlit import config
from streamlit.navigation import page
from streamlit.runtime import app_session, pages_manager

from publicstats.server.framework.lookups import remember_settings


def test_what_is_remembered_is_what_streamlit_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    sections = ("theme", "theme.light", "theme.dark")
    found = [config.get_options_for_section(section) for section in sections]
    remembered = (
        (config, "get_options_for_section"),
        (app_session, "to_snake_case"),
        (page, "calc_hash"),
        (pages_manager, "Path"),
    )
    for module, name in remembered:
        monkeypatch.setattr(module, name, getattr(module, name))  # put back after the test
    folder, address = pages_manager.Path("a/b.py").parent, page.calc_hash("hotline")  # type: ignore[attr-defined]
    remember_settings()
    for _ in range(2):
        assert [config.get_options_for_section(section) for section in sections] == found
    assert config.get_options_for_section("theme") is config.get_options_for_section("theme")
    assert pages_manager.Path("a/b.py").parent == folder  # type: ignore[attr-defined]
    assert page.calc_hash("hotline") == address  # type: ignore[attr-defined]
    assert page.calc_hash("care") != address  # type: ignore[attr-defined]
    assert app_session.to_snake_case("primaryColor") == "primary_color"  # type: ignore[attr-defined]
