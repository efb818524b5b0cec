"""When the next value of a series comes: what is announced goes before the pace, and nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from publicstats.analysis.next_release import tell_next
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang
from tests.helpers import Change, add, change
from tests.series.making import ENDED, figure, find_series, make

MONTHS = tuple(figure(f"{n}次", f"2024-0{n}", f"m{n}") for n in (3, 4, 5))
JUNE = add(
    release="june",
    title_zh="月报",
    title_en="Report",
    indicators="visits",
    period="2024-06",
    expected="2024-07-15",
)


def tell(edition: Edition, today: date, lang: Lang = "zh") -> str:
    return tell_next(edition, find_series(edition, kind="actual"), today, lang)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2024, 7, 15), "2024年7月15日（2024年6月数据）"),
        (date(2024, 7, 16), "原定2024年7月15日发布2024年6月数据，尚未收录"),
    ],
)
def test_announced_day_is_said_and_that_it_has_passed(day: date, said: str) -> None:
    assert tell(make(*MONTHS, releases=[JUNE]), day) == said


@pytest.mark.parametrize(
    ("day", "said", "english"),
    [
        (
            date(2024, 8, 14),
            "按以往周期，预计2024年8月中旬前后",
            "Expected around mid-August 2024, by its usual pace",
        ),
        (
            date(2024, 8, 15),
            "按以往周期应于2024年8月中旬更新，尚未收录",
            "Was due around mid-August 2024 by its usual pace; not in yet",
        ),
    ],
)
def test_without_an_announcement_the_pace_says_about_when(day: date, said: str, english: str) -> None:
    assert tell(make(*MONTHS), day) == said
    assert tell(make(*MONTHS), day, "en") == english


@pytest.mark.parametrize("figures", [MONTHS[:1], (figure("5次", "2024", kind="target"),)])
def test_nothing_is_guessed_of_what_has_no_pace(figures: tuple[Change, ...]) -> None:
    edition = make(*figures)
    assert tell_next(edition, find_series(edition), date(2024, 8, 1), "zh") == "尚无发布安排"


def test_nothing_comes_of_what_has_ended() -> None:
    assert tell(make(*MONTHS, indicators=[ENDED]), date(2025, 8, 1)) == ""
    gone = change("cn", valid_to="2024-06-30")
    assert tell(make(*MONTHS, regions=[gone]), date(2025, 8, 1)) == ""


def test_usual_lag_says_more_than_the_days_allowed_for_an_update() -> None:
    days = {3: "2024-04-12", 4: "2024-05-12", 5: "2024-06-12"}
    months = [figure(f"{n}次", f"2024-0{n}", f"m{n}", source=f"s{n}") for n in days]
    later = figure("5次", "2024-05", "settled", source="final_s", supersedes="m5", revision="final")
    sources = [
        add(source=name, title_zh=name, title_en=name, published=day, published_basis="printed", document="t")
        for name, day in (*((f"s{n}", day) for n, day in days.items()), ("final_s", "2024-07-30"))
    ]
    edition = make(
        *months, later, sources=sources, indicators=[change("visits", frequency="month", update_days="90")]
    )
    assert tell(edition, date(2024, 6, 20)) == "按以往周期，预计2024年7月中旬前后"
    # Once that day has passed nothing but the allowance is left.
    assert tell(edition, date(2024, 7, 20)) == "按以往周期，预计2024年8月下旬前后"
