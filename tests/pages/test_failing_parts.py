"""A part of a page that cannot be drawn says so in its place, is logged and counted; the rest stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest
from streamlit.runtime.scriptrunner import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from publicstats.contract.records import Figure
from publicstats.controls import piece
from publicstats.controls.sharing import part
from publicstats.figures.wording import format_interval
from publicstats.markup import parts
from publicstats.text.i18n import LANGS, Lang, translate
from tests.visiting import read_text

C = "publicstats.controls."
M = "publicstats.markup."
PARTS = [
    ("", {}, "pages.overview.count_places"),
    ("", {}, "pages.overview.list_headlines"),
    ("", {}, M + "digest.format_time"),
    ("care", {}, M + "cards.format_interval"),
    ("", {}, M + "citation.name_origin"),
    ("", {}, C + "pieces.copy_link"),
    ("care", {}, "pages.theme.list_charts"),
    ("care", {}, "pages.theme.trace_figures"),
    ("care", {}, "pages.theme.select_positions"),
    ("care", {}, "publicstats.analysis.chart_figures.select_chart_figures"),
    ("care", {}, "publicstats.analysis.chart_figures.build_panels"),
    ("care", {}, C + "chart_blocks.draw_panel"),
    ("care", {}, C + "chart_blocks.write_svg"),
    ("care", {}, C + "chart_blocks.describe_basis"),
    ("care", {}, M + "citation.describe_citation"),
    ("care", {}, M + "citation.format_reference"),
    ("care", {}, M + "elements.format_time"),
    ("care", {}, M + "takeaways.briefing_link"),
    ("explore", {}, C + "filters.list_options"),
    ("explore", {}, C + "filters.count_options"),
    ("explore", {}, C + "filters._format_sort"),
    ("explore", {}, M + "findings.explore_link"),
    ("explore", {"q": "会员"}, "pages.explore.search"),
    ("explore", {"q": "会员"}, "pages.explore._build_figures"),
    ("explore", {"theme": "care"}, "pages.explore.list_filters"),
    ("regions", {}, M + "tile_map.tile_map"),
    ("regions", {}, "publicstats.analysis.region_tree.list_elsewhere"),
    ("regions", {"indicator": "requests"}, "publicstats.analysis.comparing.rank_places"),
    ("regions", {"indicator": "requests"}, "publicstats.analysis.groups.select_group"),
    ("regions", {"region": "310000"}, "pages.profile.list_beside"),
    ("regions", {"region": "310000"}, "pages.profile.trace_figures"),
    ("regions", {"region": "310000"}, M + "series_summary.beside_cell"),
    ("regions", {"region": "310000"}, "publicstats.analysis.region_tree.count_within"),
    ("indicator", {}, M + "elements.glossary"),
    ("indicator", {"indicator": "members"}, "pages.indicator.suggest_charts"),
    ("indicator", {"indicator": "members"}, "pages.indicator.tell_next"),
    ("indicator", {"indicator": "members"}, "pages.indicator.build_period_table"),
    ("indicator", {"indicator": "members"}, M + "period_grid.format_basis"),
    ("indicator", {"indicator": "requests"}, M + "place_choice.name_places"),
    ("indicator", {"indicator": "requests"}, "pages.indicator_notes.rank_latest"),
    ("indicator", {"indicator": "members"}, "pages.indicator_notes.list_revisions"),
    ("indicator", {"indicator": "members"}, "pages.indicator_notes.find_indicator_audits"),
    ("indicator", {"indicator": "members"}, "pages.indicator_notes.format_unit"),
    ("figure", {"figure": "members_2024"}, M + "cards.format_interval"),
    ("figure", {"figure": "members_2024"}, "pages.figure.find_position"),
    ("figure", {"figure": "members_2024"}, "pages.figure.find_beside"),
    ("figure", {"figure": "members_2024"}, "pages.figure.find_audits"),
    ("figure", {"figure": "members_gain"}, M + "citation.describe_citation"),
    ("present", {}, "pages.present.list_headlines"),
    ("present", {}, M + "slides.format_nature"),
    ("sources", {}, "pages.sources.list_sources"),
    ("sources", {"source": "paper_a"}, "pages.sources.list_lines"),
    ("sources", {}, "pages.sources.count_publishers"),
    ("audit", {}, "pages.audit.audit_edition"),
    ("calendar", {}, "pages.calendar.list_announced"),
    ("calendar", {}, "pages.calendar.group_overdue"),
    ("changes", {}, "pages.changes.list_changed"),
    ("changes", {}, "pages.changes.find_moment"),
    ("changes", {}, M + "change_lists.release_line"),
    ("changes", {"source": "paper_a"}, "pages.changes.read_released"),
    ("changes", {"list": "editions"}, "pages.publications.shared_store"),
    ("changes", {"list": "editions"}, M + "publication_lists.format_moment"),
    ("quality", {}, "pages.quality.survey_hints"),
    ("quality", {}, "publicstats.analysis.coverage.find_stale"),
    ("quality", {}, "publicstats.analysis.coverage.count_by_theme"),
    ("quality", {}, "publicstats.analysis.coverage.count_by_source"),
    ("quality", {}, "pages.quality.format_moment"),
    ("care", {}, C + "frame.format_moment"),
]
"""Page, its query, and what fails there."""
SENTENCES = {lang: (translate("part.failed", lang), translate("chart.undrawn", lang)) for lang in LANGS}
Visit = Callable[..., AppTest]


class PlantedError(Exception):
    """What no part expects."""


def fail(*arguments: object, **named: object) -> object:
    raise PlantedError


def count_said(app: AppTest, lang: Lang) -> int:
    return sum(read_text(app).count(sentence) for sentence in SENTENCES[lang])


def strip(text: str) -> list[str]:
    return [words for words in re.sub(r"<[^>]*>", "\n", text).splitlines() if words.strip()]


@pytest.mark.parametrize(("case", "lang"), [*product(PARTS, LANGS)], ids=str)
def test_rest_of_the_page_stands(
    case: tuple[str, dict[str, str], str],
    lang: Lang,
    visit: Visit,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    address, query, place = case
    before = parts.FAILURES.total()
    with monkeypatch.context() as planted:
        planted.setattr(place, fail)
        app = visit(address, lang=lang, **query)
        assert count_said(app, lang) > 0
        assert not app.exception
        assert not app.error
        assert parts.FAILURES.total() > before
    records = [record for record in caplog.records if record.name == "publicstats.markup.parts"]
    assert records
    for record in records:
        assert record.lang == lang  # type: ignore[attr-defined]
        assert record.part  # type: ignore[attr-defined]
        assert record.exc_info
        assert record.exc_info[0] is PlantedError
    pages = {getattr(record, "page", "") for record in records}
    assert pages <= {address, "overview", ""}, "a visit begins at the overview"
    broken = strip(read_text(app))
    mended = app.run()
    assert count_said(mended, lang) == 0, "a part that failed is tried again"
    whole = strip(read_text(mended))
    assert '<h1 class="ps-title">' in read_text(app)
    assert len([words for words in broken if words in whole]) >= 6
    assert broken[:3] == whole[:3], "what stands around the page stands"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("regions", "publicstats.analysis.groups.list_comparable"),
        ("explore", C + "filters.parse_selection"),
        ("changes", "pages.changes.read_number"),
    ],
)
def test_page_that_fails_as_a_whole_says_so_between_head_and_edition(
    address: str, place: str, lang: Lang, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as planted:
        planted.setattr(place, fail)
        app = visit(address, lang=lang)
    assert translate("page.failed", lang) in read_text(app)
    assert not app.exception
    assert app.main.html[0].value.startswith('<div class="ps-head">')
    assert "ps-edition" in app.main.html[-1].value
    assert translate("page.failed", lang) not in read_text(app.run())


def test_one_card_that_fails_leaves_the_others(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_once(figure: Figure, lang: Lang) -> str:
        if figure.id == "members_2024":
            raise PlantedError
        return format_interval(figure, lang)

    monkeypatch.setattr(M + "cards.format_interval", fail_once)
    app = visit("care")
    assert count_said(app, "zh") == 1
    assert read_text(app).count('class="ps-value"') > 2


@pytest.mark.parametrize("lang", LANGS)
def test_choice_that_fails_is_told_and_the_page_is_drawn(
    lang: Lang, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit("explore", lang=lang)
    with monkeypatch.context() as planted:
        planted.setattr(C + "filters.FIELDS", None)
        app.multiselect[0].select("care").run()
    assert translate("part.failed", lang) in app.main.html[0].value
    assert not app.exception
    assert "ps-edition" in app.main.html[-1].value


@pytest.mark.parametrize("guard", [part, piece])
@pytest.mark.parametrize("signal", [StopException(), RerunException(RerunData())])
def test_streamlits_own_signals_pass(guard: Callable[..., Callable[[], None]], signal: BaseException) -> None:
    def draw() -> None:
        raise signal

    with pytest.raises(type(signal)):
        guard(draw)()
