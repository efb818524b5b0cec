"""How fresh a figure is, in words: days worked out on a calendar, and nothing where nothing tells."""

from __future__ import annotations

from datetime import date

import pytest

from publicstats.analysis.freshness import list_overdue
from publicstats.analysis.telling import tell_figure, tell_figures
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang
from tests.helpers import Change, add, add_rows, change
from tests.series.making import ENDED, figure, make

MONTHS = tuple(figure(f"{n}次", f"2024-0{n}", f"m{n}") for n in (3, 4, 5))


def tell(edition: Edition, today: date, name: str = "m5", lang: Lang = "zh") -> list[str]:
    return [line.text for line in tell_figure(edition, name, lang, today) if line.mood == "calm"]


def release(period: str, expected: str) -> Change:
    return add(
        release="r", title_zh="月报", title_en="Report", indicators="visits", period=period, expected=expected
    )


def test_overdue_series_says_so_from_the_day_after_it_was_due() -> None:
    edition = make(*MONTHS)
    # June ends on the 30th, and 45 days later it is 14 August.
    assert tell(edition, date(2024, 8, 14)) == []
    assert tell(edition, date(2024, 8, 15)) == ["数据截至2024年5月，按周期应于8月中旬更新"]
    assert tell(edition, date(2024, 8, 15), lang="en") == [
        "Data up to May 2024; by its usual pace an update was due in mid-August 2024"
    ]


def test_only_the_latest_figure_says_that_a_newer_one_is_due() -> None:
    edition = make(*MONTHS)
    assert tell(edition, date(2024, 8, 15), "m4") == []
    lines = tell_figures(edition, map(edition.figure, range(3)), "zh", date(2024, 8, 15))
    assert [name for name, told in lines.items() if any(line.mood == "calm" for line in told)] == ["m5"]


@pytest.mark.parametrize(
    ("days", "chinese", "english"),
    [
        ("31", "7月上旬", "early July 2024"),
        ("41", "7月中旬", "mid-July 2024"),
        ("51", "7月下旬", "late July 2024"),
        ("220", "2025年1月上旬", "early January 2025"),
    ],
)
def test_day_is_said_in_ten_days_and_another_year_is_named(days: str, chinese: str, english: str) -> None:
    edition = make(*MONTHS, indicators=[change("visits", update_days=days)])
    [said] = tell(edition, date(2026, 1, 1))
    assert said == f"数据截至2024年5月，按周期应于{chinese}更新"
    assert tell(edition, date(2026, 1, 1), lang="en")[0].endswith(f"due in {english}")


def test_total_of_the_year_so_far_says_up_to_when_it_goes() -> None:
    rows = [figure(f"{n}次", f"2024-01/2024-0{n}", f"m{n}") for n in (3, 4, 5)]
    [said] = tell(make(*rows), date(2026, 1, 1))
    assert said == "数据截至2024年5月，按周期应于8月中旬更新"


def test_snapshot_is_never_late() -> None:
    assert tell(make(*MONTHS[1:]), date(2030, 1, 1)) == []
    assert tell(make(MONTHS[2]), date(2030, 1, 1)) == []


def test_nothing_of_the_shipped_articles_is_late(shipped_edition: Edition) -> None:
    figures = map(shipped_edition.figure, range(len(shipped_edition.figures)))
    told = tell_figures(shipped_edition, figures, "zh", date(2040, 1, 1)).values()
    assert not [line.text for lines in told for line in lines if line.mood == "calm"]
    assert list_overdue(shipped_edition, date(2040, 1, 1)) == ()


def test_release_that_is_not_due_yet_goes_before_the_pace() -> None:
    rows = [release("2024-06", "2024-09-20")]
    edition = make(*MONTHS, releases=rows)
    assert tell(edition, date(2024, 9, 20)) == []
    assert list_overdue(edition, date(2024, 9, 20)) == ()
    assert tell(edition, date(2024, 9, 21)) == ["数据截至2024年5月，原定2024年9月20日发布的数据尚未收录"]
    assert tell(edition, date(2024, 9, 21), lang="en") == [
        "Data up to May 2024; the release expected on 20 September 2024 is not in yet"
    ]
    assert list_overdue(edition, date(2024, 9, 21)) == (), "a late release is told as one"


def test_release_of_a_later_month_or_of_a_year_excuses_no_month() -> None:
    for period in ("2024-12", "2024"):
        edition = make(*MONTHS, releases=[release(period, "2025-01-20")])
        assert len(tell(edition, date(2024, 8, 15))) == 1, period


def test_late_release_makes_two_values_overdue_but_no_old_one() -> None:
    rows = [release("2024-06", "2024-07-15")]
    assert len(tell(make(*MONTHS[1:], releases=rows), date(2024, 7, 16))) == 1
    old = figure("1次", "2019-05", "old", region="310000")
    assert tell(make(*MONTHS[1:], old, releases=rows), date(2030, 7, 16), "old") == []


def test_two_values_have_no_pace_even_where_a_release_has_come() -> None:
    edition = make(*MONTHS[1:], releases=[release("2024-05", "2024-06-15")])
    assert tell(edition, date(2030, 1, 1)) == []
    assert list_overdue(edition, date(2030, 1, 1)) == ()


def test_ended_indicator_says_since_when_and_what_took_its_place() -> None:
    edition = make(*MONTHS, indicators=[ENDED])
    assert tell(edition, date(2030, 1, 1)) == ["自2025年起不再公布"]
    followed = make(*MONTHS, indicators=[change("visits", ended="2025", successor="dust")])
    assert tell(followed, date(2030, 1, 1)) == ["自2025年起不再公布，由“粉尘”取代"]
    assert tell(followed, date(2030, 1, 1), lang="en") == [
        "No longer published since 2025; its place has been taken by “Dust”"
    ]
    assert tell(followed, date(2030, 1, 1), "m4") == []


def test_place_that_ended_says_until_when_it_was_and_what_took_its_place() -> None:
    ended = change("310000", valid_to="2024-12-31", successor="110000")
    local = [figure(f"{n}次", f"2024-0{n}", f"m{n}", region="310000") for n in (3, 4, 5)]
    edition = make(*local, regions=[add_rows("region,name_zh,name_en,level,parent"), ended])
    assert tell(edition, date(2030, 1, 1)) == ["该地区的建制存续至2024年12月31日，现由北京市接替"]


def test_target_is_not_late() -> None:
    aims = [figure(f"{n}次", f"202{n}", kind="target") for n in (1, 2, 3)]
    edition = make(*aims, figure("4次", "2024", "m5", kind="target"))
    assert tell(edition, date(2040, 1, 1)) == []


def test_overdue_series_stand_with_the_longest_overdue_first() -> None:
    years = [figure(f"{n}次", f"202{n}", region="310000") for n in (0, 1, 2)]
    entries = list_overdue(make(*MONTHS, *years), date(2024, 8, 20))
    # 2023 ends on 31 December, and 45 days later it is 14 February.
    assert [(e.series.region.id, e.due) for e in entries] == [
        ("310000", date(2024, 2, 14)),
        ("cn", date(2024, 8, 14)),
    ]
