"""What reaches a page is `Markup`: mypy refuses a text there, and one that gets past it is escaped."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup, escape
from mypy import api

from publicstats.controls.sharing import Writing, show_html
from publicstats.edition.model import Edition
from publicstats.markup.elements import BLANK, details, section, tag
from tests.helpers import ROOT

HOSTILE = '<b onclick="alert(1)">\'&amp;'
SETTINGS = f"""
[mypy]
mypy_path = {ROOT}
explicit_package_bases = True
follow_imports = skip
[mypy-markupsafe.*,publicstats.markup.*,publicstats.controls.*]
follow_imports = silent
"""
"""Whoever takes HTML, and nothing else: mypy needs half a minute for all that these import."""
HEAD = """
from markupsafe import Markup, escape
from publicstats.controls.pieces import render_markup
from publicstats.controls.sharing import show_html
from publicstats.markup.elements import details, section, tag
from publicstats.markup.parts import piece

def write() -> str:
    return "plain"

def make() -> Markup:
    return escape("plain")

"""
REFUSED = (
    'tag("p", "plain")',
    'tag("p", f"{escape(write())}")',
    'tag("p", "".join([make()]))',
    'show_html("plain")',
    "show_html(write())",
    'render_markup("plain")',
    'details("title", "plain")',
    'section("title", "remark", "plain")',
    "piece(write)",
)
TAKEN = (
    'tag("p", make(), title="plain")',
    'tag("p", Markup().join([make(), "plain"]))',
    'show_html(tag("p", make() + "plain"))',
    'section("title", "remark", "plain" + make())',
    "render_markup(piece(make)())",
)


def test_mypy_refuses_a_text_wherever_html_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mypy.ini").write_text(SETTINGS, "utf-8")
    Path("snippet.py").write_text(HEAD + "\n".join((*REFUSED, *TAKEN)), "utf-8")
    found, trouble, _ = api.run(["--config-file=mypy.ini", "--cache-dir=/dev/null", "snippet.py"])
    assert not trouble
    errors = [line for line in found.splitlines() if line.startswith("snippet.py:")]
    first = HEAD.count("\n") + 1
    assert [int(line.split(":")[1]) - first for line in errors] == [*range(len(REFUSED))], found
    assert all("arg-type" in line for line in errors), found


def test_text_that_gets_past_the_types_is_escaped(small_edition: Edition) -> None:
    text: Markup = HOSTILE  # type: ignore[assignment]

    def render(edition: Edition) -> None:
        show_html(text)

    for html in (
        tag("p", text),
        details("title", text),
        section("title", "remark", text),
        Writing(render).write(small_edition),
        BLANK.join([text, text]),
    ):
        assert isinstance(html, Markup)
        assert HOSTILE not in html
        assert escape(HOSTILE) in html


def test_html_stands_as_it_is_but_in_an_attribute() -> None:
    inner = tag("b", escape('"x"'), title='"')
    assert inner == '<b title="&#34;">&#34;x&#34;</b>'
    assert tag("p", inner) == f"<p>{inner}</p>"
    assert tag("p", BLANK, title=inner) == f'<p title="{escape(str(inner))}"></p>'
