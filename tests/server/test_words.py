"""Streamlit's own words: each is one that the installed Streamlit writes, and is said in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import streamlit

from publicstats.server.shell.page import write_page_script
from publicstats.server.shell.streamlit_words import FRAMEWORK, write_words
from publicstats.text.i18n import LANGS


@pytest.fixture(scope="module")
def scripts() -> str:
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))


def test_every_word_still_stands_in_streamlits_scripts(scripts: str) -> None:
    sentences = [
        sentence for word in FRAMEWORK for sentence in word.removeprefix("{}").replace("{}", "${").split(". ")
    ]
    assert [sentence for sentence in sentences if sentence not in scripts] == []


def test_every_word_is_said_in_both_languages() -> None:
    words = json.loads(write_words().removeprefix("const WORDS = ").rstrip(";\n"))
    assert set(words) == set(FRAMEWORK)
    for said in words.values():
        assert set(said) == set(LANGS)
        assert not said["zh"].isascii()
        assert said["en"].isascii()


def test_script_of_the_pages_holds_every_part_once() -> None:
    script = write_page_script()
    assert script.count("const WORDS =") == 1
    for part in ("ps-plot", "ps-copy", "beforeprint", "ps-slides"):
        assert part in script
