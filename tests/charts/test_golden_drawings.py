"""Drawings as they were looked at: each is drawn again, in both languages, for a phone and a page.

`python -m tests.charts.test_golden_drawings` writes them anew into `golden/`; look at each before it is
committed.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from publicstats.analysis.panels import Panel
from publicstats.charts import NARROW, WIDE, draw_panel, write_svg
from publicstats.charts.labels import label_figures
from publicstats.charts.panel_words import describe_panel, list_remarks
from publicstats.text.i18n import LANGS, Lang
from tests.charts.drawn_cases import CASES
from tests.downloads.reading import read_svg

FOLDER = Path(__file__).parent / "golden"
DRAWINGS = [*product(CASES, LANGS, (NARROW, WIDE))]
NAMES = re.compile(r"\bp[0-9a-f]{8}-(?=\d)")
MOST_BYTES = 90_000
"""Of a drawing of any data: a page has several, each for two widths."""


@cache
def make_panel(name: str) -> Panel:
    """The first panel of a case."""
    return CASES[name]()[0]


def draw(name: str, lang: Lang, width: int) -> str:
    """The SVG of a case, each element on a line of its own, without the name that its ids begin with."""
    svg = write_svg(draw_panel(make_panel(name), lang, width), width)
    return NAMES.sub("p-", svg).replace("><", ">\n<") + "\n"


@pytest.mark.parametrize(("name", "lang", "width"), DRAWINGS)
def test_drawing_is_as_it_was_looked_at(name: str, lang: Lang, width: int) -> None:
    assert draw(name, lang, width) == (FOLDER / f"{name}.{lang}.{width}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "lang", "width"), DRAWINGS)
def test_drawing_stays_within_its_bounds(name: str, lang: Lang, width: int) -> None:
    svg = draw(name, lang, width)
    assert len(svg.encode()) < MOST_BYTES
    size = read_svg(svg).attrib
    assert float(size["width"]) == width
    assert float(size["height"]) <= 1600


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("lang", LANGS)
def test_no_two_bars_have_one_label(name: str, lang: Lang) -> None:
    panel = make_panel(name)
    if not panel.is_to_scale:
        labels = label_figures(panel.points, panel.chart.across, lang, around=panel.around)
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("districts_of_one_name", ("南京市", "Nanjing", "徐州市", "Xuzhou")),
        ("adults_here_children_there", ("上海市", "Shanghai", "北京市", "Beijing")),
        ("area_beside_province", ("京津冀", "Beijing–Tianjin–Hebei", "山西省", "Shanxi")),
    ],
)
def test_what_differs_is_said_in_drawing_and_description(
    name: str, said: tuple[str, ...], lang: Lang
) -> None:
    words = said[::2] if lang == "zh" else said[1::2]
    shown = "".join(read_svg(draw(name, lang, WIDE)).itertext())
    assert all(word in shown for word in words)
    assert all(word in describe_panel(make_panel(name), lang) for word in words)


def test_key_names_what_is_there_and_nothing_else() -> None:
    [key, rule] = list_remarks(make_panel("states_line"), "zh")
    for word in ("初步数", "预测数", "估计数", "未核实", "其他来源", "目标值", "隐去", "未载", "限定词"):
        assert word in key
    assert "本站计算" not in key
    assert "2021年" in rule
    assert list_remarks(make_panel("months_line"), "zh") == []


def test_year_and_quarter_are_never_in_one_drawing() -> None:
    panels = CASES["far_years_line"]()
    assert [[figure.period.text for figure in panel.points] for panel in panels] == [["2000", "2020", "2021"]]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for case, language, pixels in DRAWINGS:
        path = FOLDER / f"{case}.{language}.{pixels}.svg"
        path.write_text(draw(case, language, pixels), encoding="utf-8")
