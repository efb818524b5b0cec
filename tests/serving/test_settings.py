"""Streamlit's theme, looked up once, is the one that config.toml asks for."""

import pytest
from streamlit import config
from streamlit.runtime import app_session

from publicstats.serving.settings import remember_theme


def test_remembered_theme_is_what_streamlit_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    sections = ("theme", "theme.light", "theme.dark")
    found = [config.get_options_for_section(section) for section in sections]
    for module, name in ((config, "get_options_for_section"), (app_session, "to_snake_case")):
        monkeypatch.setattr(module, name, getattr(module, name))  # put back after the test
    remember_theme()
    for _ in range(2):
        assert [config.get_options_for_section(section) for section in sections] == found
    assert config.get_options_for_section("theme") is config.get_options_for_section("theme")
    assert app_session.to_snake_case("primaryColor") == "primary_color"  # type: ignore[attr-defined]
