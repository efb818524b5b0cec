"""A briefing is a Word document that an official can hand on: figures with all that belongs to them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import numpy as np
import pytest

from publicstats.analysis.filtering import select_figures
from publicstats.downloads import briefing
from publicstats.downloads.briefing import write_chosen_briefing, write_theme_briefing
from publicstats.downloads.limits import CHOSEN
from publicstats.edition.model import Edition
from publicstats.figures.citing import format_source
from publicstats.figures.wording import format_figure, format_time
from publicstats.text.i18n import LANGS, Lang, translate
from tests.downloads.reading import list_elements, read_part, read_texts
from tests.helpers import change, copy, make_edition


def _write(edition: Edition, theme: str = "care", lang: Lang = "zh") -> bytes:
    return write_theme_briefing(edition, edition.themes[theme], lang)


def _read(file: bytes, part: str = "document") -> str:
    return "\n".join(read_texts(read_part(file, f"word/{part}.xml"), "p"))


def _get(element: Element, name: str) -> str:
    return next(value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("theme", ["care", "calls"])
def test_briefing_has_every_figure_of_the_theme_as_printed_with_its_time(
    small_edition: Edition, theme: str, lang: Lang
) -> None:
    text = _read(_write(small_edition, theme, lang))
    for figure in select_figures(small_edition, theme=theme):
        assert format_figure(figure, lang) in text, figure.id
        assert format_time(figure, lang) in text, figure.id


def test_masked_figure_is_never_a_number_and_computed_one_says_so(small_edition: Edition) -> None:
    text = _read(_write(small_edition))
    assert "***万元（数字隐去）" in text
    assert "约203元/人次（本站计算）" in text or "本站计算" in text
    assert "2000万人（目标值）" in text


@pytest.mark.parametrize("lang", LANGS)
def test_footnotes_are_real_ones_and_each_mark_has_its_note(small_edition: Edition, lang: Lang) -> None:
    file = _write(small_edition, lang=lang)
    marks = [_get(e, "id") for e in list_elements(read_part(file, "word/document.xml"), "footnoteReference")]
    notes = {_get(e, "id") for e in list_elements(read_part(file, "word/footnotes.xml"), "footnote")}
    assert marks == [str(number) for number in range(1, len(marks) + 1)]
    assert notes == {"-1", "0", *marks}
    text = _read(file, "footnotes")
    assert text.count(format_source(small_edition.sources["paper_a"], lang)) == 1
    assert small_edition.calculations["money_per_member"].wording.to(lang) in text


@pytest.mark.parametrize("lang", LANGS)
def test_sources_are_listed_with_references_under_their_numbers(small_edition: Edition, lang: Lang) -> None:
    text = _read(_write(small_edition, lang=lang))
    for number, source in enumerate(small_edition.sources.values(), 1):
        assert f"[{number}] {format_source(source, lang)}" in text
        assert translate("briefing.cite", lang, number=str(number), line="4" if number == 1 else "8") in text


@pytest.mark.parametrize("lang", LANGS)
def test_charts_are_pictures_described_in_words(small_edition: Edition, lang: Lang) -> None:
    document = read_part(_write(small_edition, lang=lang), "word/document.xml")
    described = [e.attrib.get("descr", "") for e in list_elements(document, "docPr")]
    assert len(described) > 2
    assert all(
        small_edition.charts[name].title.to(lang) in "".join(described)
        for name in ("care_bars", "care_share")
    )
    assert all(described)


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_language_and_chinese_fonts_are_said(small_edition: Edition, lang: Lang, tag: str) -> None:
    styles = read_part(_write(small_edition, lang=lang), "word/styles.xml")
    assert {_get(e, "val") for e in list_elements(styles, "lang")} == {tag}
    fonts = {
        value
        for e in list_elements(styles, "rFonts")
        for key, value in e.attrib.items()
        if key.endswith("}eastAsia")
    }
    assert {"宋体", "黑体"} <= fonts


def test_header_names_the_edition_and_footer_counts_pages(small_edition: Edition) -> None:
    file = _write(small_edition)
    assert small_edition.fingerprint[:12] in _read(file, "header1")
    fields = [_get(e, "instr") for e in list_elements(read_part(file, "word/footer1.xml"), "fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_file_says_its_title_and_names_no_person(small_edition: Edition) -> None:
    core = read_part(_write(small_edition), "docProps/core.xml")
    assert read_texts(core, "title") == ["养老数据简报"]
    assert "".join(read_texts(core, "creator") + read_texts(core, "lastModifiedBy")) == ""


def test_same_edition_makes_the_same_file(small_edition: Edition) -> None:
    assert _write(small_edition) == _write(small_edition)


def test_chosen_figures_are_those_and_no_others(small_edition: Edition) -> None:
    ids = list(small_edition.figures["figure"])
    positions = np.array([ids.index("members_2024"), ids.index("members_2023"), ids.index("fee")])
    text = _read(write_chosen_briefing(small_edition, positions, "zh"))
    assert text.index("1700多万名") < text.index("近1600万名") < text.index("1000至5000元（标准）")
    assert "98.7%" not in text
    assert "会员：随时间变化" in text


def test_of_many_figures_the_first_are_shown_and_the_rest_is_told() -> None:
    copies = [copy("share_2024", figure=f"share_{n}", period=str(1900 + n)) for n in range(1, CHOSEN + 20)]
    edition = make_edition(figures=copies)
    text = _read(write_chosen_briefing(edition, np.arange(CHOSEN + 5), "zh"))
    count, shown = str(CHOSEN + 5), str(CHOSEN)
    assert translate("briefing.first", "zh", count=count, shown=shown) in text


def test_selection_without_figures_makes_a_briefing_that_opens(small_edition: Edition) -> None:
    assert translate("briefing.chosen", "zh") in _read(
        write_chosen_briefing(small_edition, np.arange(0), "zh")
    )


def test_chart_of_figures_of_another_theme_names_their_sources() -> None:
    edition = make_edition(charts=[change("calls_bars", indicators="requests;share")])
    assert format_source(edition.sources["paper_b"], "zh") in _read(_write(edition, "calls"))


def _grow() -> Edition:
    """An edition of a theme with a chart over time, and three years of months in two places."""
    figures = [
        copy(
            "requests_sh",
            figure=f"month_{region}_{number}",
            region=region,
            period=f"{2021 + number // 12}-{number % 12 + 1:02}",
            printed=f"{1000 + number}件",
        )
        for region in ("310000", "110000")
        for number in range(36)
    ]
    return make_edition(figures=figures, charts=[change("calls_bars", kind="line", across="region")])


@pytest.mark.parametrize("lang", LANGS)
def test_of_each_series_the_last_twelve_periods_are_listed_and_the_rest_is_told(lang: Lang) -> None:
    text = _read(_write(_grow(), "calls", lang))
    listed = [n for n in range(36) if f"{1000 + n:,}" in text.replace("件", "") or f"{1000 + n}件" in text]
    assert listed == list(range(24, 36))
    words = {"count": "76", "periods": "12"}
    assert translate("briefing.latest", lang, shown="28", **words) in text


def test_table_of_a_chart_is_bounded_however_many_places_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefing, "CHARTED", 6)
    monkeypatch.setattr(briefing, "LISTED", 2)
    text = _read(_write(_grow(), "calls"))
    assert sum(text.count(f"{1000 + number}件") for number in range(36)) <= 6
    assert "1035件" in text


def test_drawing_of_many_sources_names_the_newest_and_counts_the_others() -> None:
    sources = [
        copy("paper_a", source=f"s{n}", title_zh=f"第{n}月一文", published=f"2024-{n + 1:02}-11")
        for n in range(9)
    ]
    figures = [
        copy("requests_sh", figure=f"m{n}", period=f"2023-{n + 1:02}", printed="5件", source=f"s{n}")
        for n in range(9)
    ]
    edition = make_edition(
        sources=sources, figures=figures, charts=[change("calls_bars", kind="line", regions="310000")]
    )
    notes = _read(_write(edition, "calls"), "footnotes")
    caption = next(
        line for line in notes.splitlines() if translate("briefing.more_sources", "zh", count="8") in line
    )
    assert "第8月一文" in caption


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "该数据已被取代（更正），现行数据为1710万名，见"),
        ("en", "Since replaced (Corrected) by 17.1 million members, see"),
    ],
)
def test_footnote_of_a_replaced_figure_says_what_took_its_place(lang: Lang, said: str) -> None:
    new = copy(
        "members_2024",
        figure="members_right",
        printed="1710万名",
        source="paper_b",
        supersedes="members_2024",
        revision="corrected",
    )
    edition = make_edition(figures=[new], units=[change("名", name_en="members")])
    positions = [edition.locate(name) for name in ("members_2024", "members_right")]
    notes = _read(write_chosen_briefing(edition, np.array(positions), lang), "footnotes")
    assert notes.count(said) == 1
