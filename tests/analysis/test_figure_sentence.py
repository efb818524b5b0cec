"""A figure's sentence can be read aloud at a meeting: nothing that changes its meaning is left out."""

from __future__ import annotations

import pytest

from publicstats.analysis.figure_sentence import tell_sentence
from publicstats.analysis.remark_line import Line
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang
from tests.helpers import change, copy, make_edition

CHANGE, LATE = Line("Up 3%", direction="up"), Line("Data up to 2023", mood="calm")


@pytest.mark.parametrize(
    ("name", "lang", "said"),
    [
        ("members_2024", "zh", "截至2024年，全国会员1700多万名。"),
        ("members_2024", "en", "Members, China, as of 2024: over 17 million people."),
        ("members_old", "zh", "截至2024年，全国会员（老年）约200万人。"),
        ("members_old", "en", "Members (Old), China, as of 2024: about 2 million people."),
        ("members_target", "zh", "截至2025年，全国会员2000万人（目标值）。"),
        ("members_target", "en", "Members, China, as of 2025: 20 million people (target)."),
        ("money_hidden", "zh", "2024年，上海市经费***万元（数字隐去）。"),
        ("requests_missing", "zh", "2023年，全国诉求未载数字。"),
        ("requests_total", "zh", "累计至2024年7月17日，全国诉求500余万件。"),
        ("members_gain", "zh", "2024年，全国会员比上年增长100万至300万人（本站计算）。"),
        (
            "members_gain",
            "en",
            "Members, China, 2024: up 1 million to 3 million people on the year before (computed here).",
        ),
    ],
)
def test_value_keeps_its_qualifier_period_place_and_status(
    small_edition: Edition, name: str, lang: Lang, said: str
) -> None:
    figure = small_edition.find(name)
    assert figure is not None
    assert tell_sentence(figure, (), lang) == said


def test_printed_rate_is_said_as_a_change() -> None:
    rate = copy(
        "requests_sh",
        figure="rate",
        basis="growth",
        base="year_before",
        printed="下降12.3%",
        period="2024-05",
    )
    figure = make_edition(figures=[rate]).find("rate")
    assert figure is not None
    assert tell_sentence(figure, (), "zh") == "2024年5月，上海市诉求同比下降12.3%。"
    assert "down 12.3% on the same month of the year before" in tell_sentence(figure, (), "en")


def test_changes_follow_within_the_sentence_and_freshness_does_not(small_edition: Edition) -> None:
    figure = small_edition.find("share_2024")
    assert figure is not None
    assert (
        tell_sentence(figure, (CHANGE, LATE), "en") == "Coverage, Shanghai, as of 31 May 2024: 98.7%; up 3%."
    )


def test_indicator_may_have_any_name() -> None:
    figure = make_edition(indicators=[change("share", name_zh="{time}%s")]).find("share_2024")
    assert figure is not None
    assert tell_sentence(figure, (), "zh") == "截至2024年5月31日，上海市{time}%s98.7%。"
