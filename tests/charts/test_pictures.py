"""Plotly's drawing as SVG: whole, repeatable, safe, and many on one page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from publicstats.analysis.panels import Panel
from publicstats.charts import KINDS, NARROW, WIDE, draw_panel, pictures, write_svg
from publicstats.charts.style import FONT, category_axis, new_figure, quiet_axis
from publicstats.figures.wording import format_figure
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import change, copy, make_panels, remove

HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(1)>"
ODD = {
    "a script's end": "</script></svg>",
    "quotes": "\"'`${1}\\",
    "an emoji": "🀄👩‍👩‍👧",
    "a separator of lines": "a\u2028b\u2029",
    "an ideograph of plane 2": "𠮷野家",
    "marks": "e\u0301\u200b",
}
LINK = '<a href="https://example.org">a link</a>'


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def draw_word(word: str) -> str:
    """A bar with a word under it, and the same above."""
    bars = go.Bar(x=[word], y=[1])
    words = go.Scatter(x=[word], y=[1], text=[word], mode="text", cliponaxis=False)
    axes = {"xaxis": category_axis(), "yaxis": quiet_axis()}
    return write_svg(new_figure([bars, words], height=200, **axes), WIDE)


def list_ids(svg: str) -> list[str]:
    return re.findall(r'id="([^"]+)"', svg)


def read_tops(svg: str) -> list[float]:
    """How far down the words under a bar stand."""
    under = [element for element in read(svg).iter() if "," in element.get("transform", "")][-1]
    return [float(element.get("y", "0")) for element in under.iter() if element.get("y")]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("lang", LANGS)
def test_picture_is_one_element_of_its_width_with_every_printed_value(lang: Lang, width: int) -> None:
    panel, *_ = make_panels("care_bars")
    svg = write_svg(draw_panel(panel, lang, width), width)
    assert read(svg).get("viewBox", "").split()[2] == str(width)
    shown = "".join(read(svg).itertext())
    for figure in panel.points:
        assert format_figure(figure, lang) in shown


def test_same_figure_is_the_same_text_after_other_drawings_and_in_another_process() -> None:
    (panel, *_) = make_panels("care_bars")
    spec = draw_panel(panel, "zh").to_json()
    plotter = pictures.Plotter()
    first = plotter.draw(spec, WIDE)
    plotter.draw(draw_panel(panel, "en", NARROW).to_json(), NARROW)
    assert plotter.draw(spec, WIDE) == first
    plotter.close()
    assert plotter.draw(spec, WIDE) == first
    plotter.close()


def test_ids_are_a_figures_own_and_each_is_referred_to() -> None:
    (panel, *_) = make_panels("care_bars")
    svgs = [
        write_svg(draw_panel(panel, lang, width), width) for lang in LANGS for width in (NARROW, WIDE, 648)
    ]
    for svg in svgs:
        assert list_ids(svg)
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) == set(list_ids(svg))
    assert max(Counter(name for svg in svgs for name in list_ids(svg)).values()) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_written_that_is_not_seen(kind: str) -> None:
    (panel, *_) = make_panels("care_bars", charts=[change("care_bars", kind=kind)])
    svg = write_svg(draw_panel(panel, "zh"), WIDE)
    for element in read(svg).iter():
        name = element.tag.rpartition("}")[2]
        style = element.get("style", "")
        assert len(element) or name not in ("g", "defs"), "an empty group"
        assert name != "path" or element.get("d"), "a path to nowhere"
        assert "fill-opacity: 0;" not in f"{style};", "a shape without colour"
    assert svg.count("font-family") == 1
    assert FONT in svg


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


@pytest.mark.parametrize("word", ODD.values(), ids=ODD)
def test_odd_words_are_drawn_as_they_are(word: str) -> None:
    shown = [text for text in read(draw_word(word.replace("<", "&lt;"))).itertext() if text.strip()]
    assert shown == [word, word]


def test_40_000_characters_are_one_word() -> None:
    long = go.Scatter(x=[0], y=[0], text=["统计" * 20_000], mode="text")
    svg = write_svg(new_figure([long], height=200, xaxis=quiet_axis(), yaxis=quiet_axis()), WIDE)
    assert "".join(read(svg).itertext()) == "统计" * 20_000


@pytest.mark.parametrize("word", ["\ud83d.", ".\udc00", "a\x00b\x1b", "\ufffe"])
def test_what_no_document_may_hold_is_a_replacement_character(word: str) -> None:
    assert "\N{REPLACEMENT CHARACTER}" in "".join(read(draw_word(word)).itertext())


def test_link_of_a_label_is_its_words_alone() -> None:
    svg = draw_word(LINK)
    assert "a link" in "".join(read(svg).itertext())
    assert "href" not in svg
    assert "example.org" not in svg


def test_words_are_measured_in_the_font_that_comes_along() -> None:
    def leave_room(word: str) -> float:
        bars = go.Bar(x=[1], y=[word], orientation="h")
        svg = write_svg(new_figure([bars], height=120, xaxis=quiet_axis(), yaxis=category_axis()), WIDE)
        (clip,) = [element for element in read(svg).iter() if element.tag.endswith("clipPath")]
        return WIDE - float(clip[0].get("width", "0"))

    chinese, wide, narrow = leave_room("统计统计"), leave_room("mmmm"), leave_room("iiii")
    assert chinese - narrow == pytest.approx(14 * (4 - 4 * 0.275), abs=1)
    assert chinese - wide == pytest.approx(14 * (4 - 4 * 0.926), abs=1)


def test_words_in_two_lines_leave_room_for_both() -> None:
    one, two = (read_tops(draw_word(word))[0] for word in ("一", "一<br>二"))
    assert one - two == pytest.approx(1.3 * 14, abs=1)


def _make_long_panel() -> Panel:
    """46 years of seven series."""
    rows = [
        copy(
            "members_2024",
            figure=f"m{year}_{n}",
            period=str(year),
            breakdown=f"b{n}",
            printed=f"{year + 9 * n}万名",
        )
        for year in range(1979, 2025)
        for n in range(7)
    ]
    names = ("members_2023", "members_2024", "members_target", "members_young", "members_old")
    panel, *_ = make_panels(
        "care_bars",
        figures=[*rows, *map(remove, names)],
        breakdowns=[
            copy("young", breakdown=f"b{n}", name_zh=f"第{n}类", name_en=f"Kind {n}") for n in range(7)
        ],
        calculations=[remove(name) for name in ("members_gain", "money_per_member", "members_check")],
        charts=[change("care_bars", across="period")],
    )
    return panel


def test_46_years_of_seven_series_are_drawn_in_every_kind() -> None:
    panel = _make_long_panel()
    assert len(panel.points) == 46 * 7
    for kind, draw in KINDS.items():
        svg = write_svg(draw(replace(panel, chart=replace(panel.chart, kind=kind)), "zh", WIDE), WIDE)
        shown = "".join(read(svg).itertext())
        if kind in ("columns", "line"):
            # Drawn to scale: what tells the series apart is written, and of a line the last value.
            assert all(f"第{n}类" in shown for n in range(7)), kind
        else:
            assert all(format_figure(figure, "zh") in shown for figure in panel.points), kind
