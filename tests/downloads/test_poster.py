"""A chart's picture says by itself what it shows, where it is from and of which edition, in any viewer."""

from __future__ import annotations

import base64
import io
import struct
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from fontTools.ttLib import TTFont
from PIL import ImageFont

from publicstats.analysis.suggested_charts import find_chart
from publicstats.charts import PictureError
from publicstats.charts.panel_words import describe_basis
from publicstats.contract.records import Chart
from publicstats.downloads import poster
from publicstats.downloads.fonts import NAME, embed_font
from publicstats.downloads.lines import find_font
from publicstats.downloads.poster import (
    MOST_HEIGHT,
    PADDING,
    WIDTH,
    draw_poster,
    list_drawn_panels,
    read_height,
    write_png,
)
from publicstats.edition.model import Edition
from publicstats.figures.wording import describe_figure
from publicstats.text.i18n import LANGS, Lang, Text, translate
from tests.downloads.reading import list_elements, read_svg, read_texts
from tests.helpers import add, change, copy, make_edition

CHARTS = ["care_bars", "care_share", "care_members", "calls_bars", "members-over_time", "requests-by_region"]


def _find(edition: Edition, name: str) -> Chart:
    chart = find_chart(edition, name)
    assert chart is not None
    return chart


def _read(edition: Edition, chart: Chart, lang: Lang) -> str:
    """All words of a picture, without what breaks its lines."""
    return "".join(read_texts(read_svg(draw_poster(edition, chart, lang)), "text")).replace(" ", "")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CHARTS)
def test_picture_names_title_basis_sources_and_edition(small_edition: Edition, name: str, lang: Lang) -> None:
    chart = _find(small_edition, name)
    text = _read(small_edition, chart, lang)
    panels = list_drawn_panels(small_edition, chart)
    words = [chart.title.to(lang), small_edition.fingerprint[:12], translate("site.title", lang)]
    words += [describe_basis(panel, lang) for panel in panels]
    words += [f.source.title.to(lang) for p in panels for f in p.points if f.source]
    assert [word for word in words if word.replace(" ", "") not in text] == []


def test_suggested_chart_is_named_by_its_indicator(small_edition: Edition) -> None:
    assert _read(small_edition, _find(small_edition, "members-over_time"), "zh").startswith(
        "会员：随时间变化"
    )


def test_cards_and_tables_have_nothing_to_draw(small_edition: Edition) -> None:
    assert [
        list_drawn_panels(small_edition, _find(small_edition, n)) for n in ("care_cards", "care_table")
    ] == [
        (),
        (),
    ]


def test_masked_figures_are_told_and_not_drawn() -> None:
    edition = make_edition(figures=[change("requests_bj", status="masked", printed="***件")])
    text = _read(edition, _find(edition, "calls_bars"), "zh")
    assert translate("chart.masked", "zh", count="1").replace(" ", "") in text
    assert "***" not in text


def test_long_title_is_broken_into_lines_that_fit(small_edition: Edition) -> None:
    chart = replace(_find(small_edition, "care_bars"), title=Text("很长的标题" * 20, "long title " * 20))
    svg = read_svg(draw_poster(small_edition, chart, "zh"))
    font = ImageFont.truetype(find_font(), 22)
    titles = [e.text or "" for e in list_elements(svg, "text") if "22px" in e.attrib["style"]]
    assert len(titles) > 2
    assert all(font.getlength(title) <= WIDTH - 2 * PADDING for title in titles)


def test_text_of_a_cell_is_text_and_what_no_xml_may_hold_is_left_out(small_edition: Edition) -> None:
    title = "<script>&amp;\x0b]]>"
    chart = replace(_find(small_edition, "care_bars"), title=Text(title, title))
    svg = read_svg(draw_poster(small_edition, chart, "zh"))
    assert read_texts(svg, "title") == ["<script>&amp;]]>"]
    assert list_elements(svg, "script") == []


def test_picture_that_cannot_be_drawn_lists_its_figures(
    small_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> str:
        raise PictureError("no")

    monkeypatch.setattr(poster, "write_svg", fail)
    chart = _find(make_edition(), "care_bars")
    text = _read(small_edition, replace(chart, order=99), "zh")
    for panel in list_drawn_panels(small_edition, chart):
        assert all(describe_figure(figure, "zh").replace(" ", "") in text for figure in panel.points)


def test_png_is_twice_as_wide_and_the_same_each_time(small_edition: Edition) -> None:
    svg = draw_poster(small_edition, _find(small_edition, "care_members"), "zh")
    png = write_png(svg)
    assert struct.unpack(">II", png[16:24]) == (2 * WIDTH, 2 * int(read_svg(svg).attrib["height"]))
    assert write_png(svg) == png


def test_every_character_of_the_shipped_pictures_is_in_the_font_that_draws_them(
    shipped_edition: Edition,
) -> None:
    font = ImageFont.truetype(find_font(), 20)
    box = bytes(font.getmask("\U0010ffff"))
    texts = [
        _read(shipped_edition, chart, lang)
        for chart in shipped_edition.charts.values()
        if list_drawn_panels(shipped_edition, chart)
        for lang in LANGS
    ]
    assert len(texts) > 50
    characters = {c for text in texts for c in text if not c.isspace()}
    assert {c for c in characters if bytes(font.getmask(c)) == box} == set()


@pytest.mark.parametrize("lang", LANGS)
def test_picture_takes_its_characters_along_and_is_the_same_each_time(
    small_edition: Edition, lang: Lang
) -> None:
    chart = _find(small_edition, "care_members")
    svg = embed_font(draw_poster(small_edition, chart, lang))
    assert embed_font(draw_poster(small_edition, chart, lang)) == svg
    [style] = read_texts(read_svg(svg), "style")
    data = style.partition("base64,")[2].partition(")")[0]
    characters = TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()
    text = _read(small_edition, chart, lang)
    assert {c for c in text if ord(c) not in characters and not c.isspace()} == set()
    assert f"font-family: {NAME}" in style
    assert read_svg(svg).attrib["style"].startswith(f"font-family: {NAME},")


def test_line_above_a_drawing_has_as_much_room_above_as_below(small_edition: Edition) -> None:
    chart = _find(small_edition, "care_share")
    picture = read_svg(draw_poster(small_edition, chart, "zh"))
    lines = list_elements(picture, "text")
    basis = describe_basis(list_drawn_panels(small_edition, chart)[0], "zh")
    at = next(n for n, line in enumerate(lines) if basis.startswith("".join(line.itertext())))
    ends = [int(line.attrib["y"]) + round(_read_size(line) * 0.4) for line in lines[: at + 1]]
    drawing = list_elements(picture, "g")[0].attrib["transform"]
    below = float(drawing.partition(",")[2].rstrip(")")) - ends[at]
    above = ends[at] - round(_read_size(lines[at]) * 1.5) - ends[at - 1]
    assert above == below > 0


def _read_size(line: Element) -> int:
    """The height of a line's letters in pixels."""
    return int(line.attrib["style"].partition("font-size: ")[2].partition("px")[0])


def test_every_line_of_words_begins_at_the_edge_of_what_is_in_the_picture(small_edition: Edition) -> None:
    picture = read_svg(draw_poster(small_edition, _find(small_edition, "care_bars"), "zh"))
    words = [line for line in list_elements(picture, "text") if "font-size: 22px" in line.attrib["style"]]
    assert words
    assert {line.attrib["x"] for line in words} == {str(PADDING)}


def _make_wide_chart(count: int, name: str) -> Edition:
    """An edition with a bar a place, each of a name."""
    places = [
        add(region=f"p{n}", name_zh=f"{name}{n}", name_en=f"{name}{n}", level="city", parent="cn")
        for n in range(count)
    ]
    figures = [
        copy("requests_bj", figure=f"f{n}", region=f"p{n}", printed=f"{n + 1}件") for n in range(count)
    ]
    charts = [change("calls_bars", kind="bars", across="region")]
    return make_edition(regions=places, figures=figures, charts=charts)


def test_picture_of_long_names_has_as_many_bars_as_there_is_room_for_and_says_so() -> None:
    edition = _make_wide_chart(33, "某地某部门某业务的名称很长的一个统计单位" * 6)
    chart = edition.charts["calls_bars"]
    svg = draw_poster(edition, chart, "zh")
    assert read_height(svg) <= MOST_HEIGHT
    text = _read(edition, chart, "zh")
    assert "图中只画出" in text
    assert "项中的前13项" in text or "项中的前8项" in text


def test_drawings_that_have_no_room_are_counted(small_edition: Edition) -> None:
    edition = _make_wide_chart(20, "某地")
    chart = edition.charts["calls_bars"]
    [*panels] = list_drawn_panels(edition, chart)
    sheet = poster.Sheet("zh")
    poster.draw_panels(sheet, panels * 4)
    text = "".join(sheet.parts)
    assert "幅分图未列入本图" in text
    assert sheet.top <= MOST_HEIGHT
