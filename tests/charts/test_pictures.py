"""Plotly's drawing as SVG: whole, repeatable, safe, and many on one page."""

from __future__ import annotations

import io
import json
import re
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from publicstats.charts import KINDS, NARROW, WIDE, PictureError, draw_panel, pictures, plotter, write_svg
from publicstats.figures.wording import format_figure
from publicstats.text.i18n import LANGS, Lang
from tests.deploy.unit import limit_calls
from tests.helpers import change, make_panels

HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(1)>"


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("lang", LANGS)
def test_picture_is_one_element_of_its_width_with_every_printed_value(lang: Lang, width: int) -> None:
    panel, *_ = make_panels("care_bars")
    svg = write_svg(draw_panel(panel, lang, width), width)
    assert read(svg).get("viewBox", "").split()[2] == str(width)
    shown = "".join(read(svg).itertext())
    for figure in panel.points:
        assert format_figure(figure, lang) in shown


def test_same_figure_is_the_same_text_and_another_has_other_ids() -> None:
    panel, *_ = make_panels("care_bars")
    first = write_svg(draw_panel(panel, "zh"), WIDE)
    pictures._write.cache_clear()
    assert write_svg(draw_panel(panel, "zh"), WIDE) == first
    other = write_svg(draw_panel(panel, "en"), WIDE)
    ids = set(re.findall(r'id="([^"]+)"', first))
    assert ids
    assert not ids & set(re.findall(r'id="([^"]+)"', other))
    assert set(re.findall(r"url\(#([^)]+)\)", first)) <= ids


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_are_text_in_every_kind_of_picture(kind: str) -> None:
    across = {"across": "breakdown"}
    breakdowns = [change("young", name_zh=HOSTILE)]
    (panel, *_) = make_panels(
        "care_bars", charts=[change("care_bars", kind=kind, **across)], breakdowns=breakdowns
    )
    svg = write_svg(draw_panel(panel, "zh"), WIDE)
    names = {element.tag.rpartition("}")[2] for element in read(svg).iter()}
    assert not names & {"script", "img", "image", "a", "foreignObject"}
    assert not any(name.startswith("on") for element in read(svg).iter() for name in element.attrib)


def test_engine_is_made_anew_after_its_lifetime(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    class Engine:
        def __init__(self) -> None:
            made.append(self)

        def render_svg(self, *args: object, width: int) -> str:
            return "<svg/>"

    line = json.dumps({"spec": {"data": [], "layout": {}}, "width": WIDE})
    monkeypatch.setattr(plotter, "MirageEngine", Engine)
    monkeypatch.setattr(plotter, "LIFETIME", 2)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{line}\n" * 5))
    monkeypatch.setattr("sys.stdout", answers := io.StringIO())
    plotter.main()
    assert len(made) == 3
    assert answers.getvalue().count("<svg/>") == 5


def test_figure_that_plotly_cannot_draw_is_one_error_and_the_next_is_drawn() -> None:
    with pytest.raises(PictureError):
        pictures._write('{"layout": {}}', WIDE)
    assert write_svg(go.Figure(go.Bar(x=[7.25], y=["a"])), WIDE).startswith("<svg")


def test_process_draws_under_the_limits_of_the_systemd_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in limit_calls().items():
        monkeypatch.setenv(name, value)
    plotter_process = pictures._Plotter()
    assert plotter_process.draw('{"data": [], "layout": {}}', 640).startswith("<svg")
    plotter_process.close()


def test_process_that_died_is_started_anew_for_the_next_drawing() -> None:
    write_svg(go.Figure(go.Bar(x=[7.5], y=["a"])), WIDE)
    process = pictures._PLOTTER._process
    assert process is not None
    process.kill()
    process.wait()
    assert write_svg(go.Figure(go.Bar(x=[7.75], y=["a"])), WIDE).startswith("<svg")
