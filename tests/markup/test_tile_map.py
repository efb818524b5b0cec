"""The map and the lists of places as HTML: every place a link, every figure in characters."""

from __future__ import annotations

import re
from html import unescape

import pytest
from markupsafe import Markup

from publicstats.analysis import comparing, groups
from publicstats.analysis.region_tree import count_within, list_tiles
from publicstats.edition.model import Edition
from publicstats.markup import region_lists, tile_map
from publicstats.server.shell.page import PAGE_ASSETS
from publicstats.text.i18n import LANGS, Lang
from tests.helpers import Change, add_rows, change, copy, make_edition

PLACES = add_rows("""\
region,name_zh,name_en,level,parent,row,column
310115,浦东新区,Pudong,county,310000,,
120000,天津市,Tianjin,province,cn,3,5
230000,黑龙江省,Heilongjiang,province,cn,1,5""")
CSS = (PAGE_ASSETS / "places.css").read_text(encoding="utf-8")


def _draw(edition: Edition, indicator: str = "share", lang: Lang = "zh") -> str:
    group = groups.list_groups(edition, edition.indicators[indicator])[0]
    return tile_map.draw_indicator(list_tiles(edition), groups.select_group(edition, group), "题", lang)


def _draw_coverage(edition: Edition, lang: Lang) -> Markup:
    return tile_map.draw_coverage(list_tiles(edition), count_within(edition), lang)


def _tiles(html: str) -> dict[str, str]:
    """Each tile's HTML by what is heard of it."""
    found = re.findall(r'<li style="[^"]*"><a .*?</a></li>', html)
    return {unescape(re.findall(r'aria-label="([^"]*)"', tile)[0]): tile for tile in found}


def _edition(*figures: Change) -> Edition:
    return make_edition(regions=[PLACES], figures=figures)


def test_every_provincial_unit_is_a_link_in_its_cell_in_the_order_of_the_file(
    shipped_edition: Edition,
) -> None:
    for lang in LANGS:
        html = _draw_coverage(shipped_edition, lang)
        tiles = [r for r in shipped_edition.regions.values() if r.is_tile]
        assert re.findall(r"\./regions\?region=(\d{6})", html) == [tile.id for tile in tiles]
        for tile in tiles:
            assert html.count(f'"grid-area: {tile.row} / {tile.column}"') == 1
        assert (html.count("lang=en") == len(tiles)) == (lang == "en")


def test_coverage_tile_counts_the_figures_of_places_inside_and_says_so_in_words() -> None:
    html = _draw_coverage(_edition(change("requests_bj", region="310115")), "zh")
    assert list(_tiles(html)) == ["上海市：4项数据", "北京市：无数据", "天津市：无数据", "黑龙江省：无数据"]


def test_tile_without_figures_says_so_and_is_no_zero(small_edition: Edition) -> None:
    edition = _edition()
    for html in (_draw_coverage(edition, "zh"), _draw(edition)):
        blank = _tiles(html)["天津市：无数据"]
        assert "ps-look-none" in blank
        assert ">无数据<" in blank
        assert "0" not in re.sub("<[^>]*>", "", blank)


def test_one_figure_is_said_in_the_singular() -> None:
    assert "Beijing: 1 figure" in _tiles(_draw_coverage(_edition(), "en"))


@pytest.mark.parametrize(
    ("printed", "lang", "text", "heard"),
    [
        ("超98.7%", "zh", "超98.7%", "北京市：超98.7%"),
        ("超98.7%", "en", "over 98.7%", "Beijing: over 98.7%"),
    ],
)
def test_indicator_tile_has_the_printed_figure_with_its_qualifier(
    printed: str, lang: Lang, text: str, heard: str
) -> None:
    tile = _tiles(
        _draw(_edition(copy("share_2024", figure="bj", region="110000", printed=printed)), lang=lang)
    )[heard]
    assert f">{text}<" in tile


def test_unit_of_a_figure_is_heard_though_the_tile_leaves_it_to_the_caption() -> None:
    tile = _tiles(_draw(_edition(), "requests"))["上海市：414.4万件"]
    assert ">414.4万<" in tile


def test_masked_figure_is_shown_as_printed_and_never_shaded_as_a_number() -> None:
    edition = _edition(copy("share_2024", figure="bj", region="110000", printed="***%", status="masked"))
    html = _draw(edition)
    tile = _tiles(html)["北京市：***% 数字隐去"]
    assert "ps-look-hidden" in tile
    assert ">***%<" in tile
    assert "数字隐去或未载" in html


def test_figure_of_a_county_colours_no_province() -> None:
    html = _draw(_edition(change("share_2024", region="310115")))
    assert set(_tiles(html)) == {"上海市：无数据", "北京市：无数据", "天津市：无数据", "黑龙江省：无数据"}
    assert "98.7" not in html


def test_two_sources_that_differ_are_both_on_the_tile() -> None:
    edition = _edition(copy("share_2024", figure="other", source="paper_a", printed="97%"))
    assert ">98.7% / 97%<" in _tiles(_draw(edition))["上海市：98.7%；97%"]


def test_legend_names_each_shade_in_numbers() -> None:
    edition = _edition(
        *(
            copy("share_2024", figure=f"s{r}", region=r, printed=p)
            for r, p in (("110000", "90%"), ("120000", "80%"))
        )
    )
    html = _draw(edition)
    legend = html[html.index("ps-legend") :]
    assert re.findall(r"ps-look-(\w+)", legend) == ["1", "3", "5", "none"]
    assert re.sub("<[^>]*>", "|", legend).replace("|", "").endswith("80%90%98.7%无数据")


def test_long_english_name_may_break_between_its_syllables_only() -> None:
    html = _draw_coverage(_edition(), "en")
    assert "Hei\u00adlong\u00adjiang" in html
    assert "Shang\u00adhai" in html
    assert "\u00ad" not in _draw_coverage(_edition(), "zh")


def test_no_name_of_a_place_is_markup(small_edition: Edition) -> None:
    edition = make_edition(regions=[change("110000", name_zh='"><script>x</script>', name_en="<b>B</b>")])
    region = edition.regions["110000"]
    group = groups.list_groups(edition, edition.indicators["requests"])[0]
    for lang in LANGS:
        html = (
            _draw_coverage(edition, lang)
            + _draw(edition, lang=lang)
            + region_lists.trail([edition.regions["cn"]], region, lang)
            + region_lists.counted_places([(region, 1)], "x", lang)
            + region_lists.format_group(group, lang)
        )
        assert "<script" not in html
        assert "<b>" not in html


def test_ranking_says_ranks_figures_periods_and_sources() -> None:
    edition = _edition(
        copy("share_2024", figure="bj", region="110000", printed="超98%"),
        copy("share_2024", figure="tj", region="120000", printed="***%", status="masked"),
    )
    group = groups.list_groups(edition, edition.indicators["share"])[0]
    (ranks,) = comparing.rank_places(groups.select_group(edition, group), "up")
    html = region_lists.ranking(ranks, "zh")
    ranked, unknown = html.split("</ol>")
    assert ranked.count("第1至2位") == 2
    for text in ("超98%", "截至2024年5月31日", "《乙报一文》", "./regions?region=110000"):
        assert text in ranked
    assert "天津市" not in ranked
    assert "***%" in unknown
    assert "位<" not in unknown


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_on_every_shade_has_enough_contrast(scheme: int) -> None:
    pairs = {
        name: colours
        for name, *colours in re.findall(r"--ps-(\w+-\d): light-dark\((#\w{6}), (#\w{6})\)", CSS)
    }
    assert len(pairs) == 10
    shades = [_luminance(pairs[f"shade-{step}"][scheme]) for step in range(1, 6)]
    assert shades == sorted(shades, reverse=scheme == 0)
    for step, shade in enumerate(shades, 1):
        low, high = sorted((shade, _luminance(pairs[f"ink-{step}"][scheme])))
        assert (high + 0.05) / (low + 0.05) >= 4.5
