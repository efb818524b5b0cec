"""What is said of a figure besides its value, on small data with answers worked out on paper."""

from __future__ import annotations

from datetime import date

import pytest

from publicstats.analysis.printed_growth import list_conflicts
from publicstats.analysis.telling import tell_figure, tell_figures
from publicstats.edition.model import Edition
from publicstats.text.i18n import Lang
from tests.helpers import Change, add, add_rows, change, make_edition

TODAY = date(2026, 3, 1)
HEAD = "figure,indicator,region,breakdown,period,basis,kind,status,printed,source,line,base,comparability"
SOURCES = add_rows(
    """source,title_zh,title_en,publisher,published,published_basis,document
early,一月公报,January bulletin,,2026-01-15,printed,c.txt
late,二月公报,February bulletin,,2026-02-15,printed,d.txt
last,终稿,Final bulletin,,2026-02-25,printed,e.txt"""
)


def make(*rows: str, **changes: list[Change]) -> Edition:
    """The small edition with more figures, each of the cells that tell them apart."""
    lines = []
    for number, row in enumerate(rows):
        name, indicator, period, basis, printed, *rest = row.split()
        cells = dict(part.split("=") for part in rest)
        more = {"region": "cn", "kind": "", "status": "", "source": "late", "base": "", "comparability": ""}
        cells = more | cells | {"breakdown": "", "line": str(20 + number)}
        lines.append(
            ",".join(
                {
                    **cells,
                    "figure": name,
                    "indicator": indicator,
                    "period": period,
                    "basis": basis,
                    "printed": printed,
                }[column]
                for column in HEAD.split(",")
            )
        )
    figures = [add_rows("\n".join((HEAD, *lines))), *changes.pop("figures", [])]
    return make_edition(figures=figures, sources=[SOURCES, *changes.pop("sources", [])], **changes)


def tell(edition: Edition, name: str, lang: Lang = "zh", today: date = TODAY) -> list[str]:
    return [line.text for line in tell_figure(edition, name, lang, today)]


MONTHS = (
    "m0 requests 2024-12 flow 3600件",
    "m1 requests 2025-11 flow 3800件",
    "m2 requests 2025-12 flow 3720件",
)


def test_monthly_figure_leads_with_the_year_before() -> None:
    edition = make(*MONTHS)
    # 3720 / 3600 is 1.0333, 3720 / 3800 is 0.9789
    assert tell(edition, "m2") == ["同比上升3.3%", "较上月下降2.1%"]
    assert tell(edition, "m2", "en") == [
        "Up 3.3% on the same month of the year before",
        "Down 2.1% on the month before",
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ("2025-Q2 flow", "2025-Q3 flow", "较上季度上升10%"),
        ("2025-H1 flow", "2025-H2 flow", "比2025年上半年上升10%"),
        ("2024 flow", "2025 flow", "比上年上升10%"),
        ("2023-09/2024-08 flow", "2024-09/2025-08 flow", "比上学年上升10%"),
        ("2016/2020 flow", "2021/2025 flow", "比2016—2020年上升10%"),
        ("2025-W49 flow", "2025-W50 flow", "较上周上升10%"),
        ("2025-12-11/2025-12-20 flow", "2025-12-21/2025-12-31 flow", "较上一旬上升10%"),
        ("2024 stock", "2025 stock", "比上年末上升10%"),
        ("2024-05-31 stock", "2025-05-31 stock", "比上年同期上升10%"),
        ("2024-01/2024-05 flow", "2025-01/2025-05 flow", "同比上升10%"),
        ("2024-01/2024-02 flow", "2025-01/2025-02 flow", "同比上升10%"),
        ("2024-12-15 stock", "2025-12-31 stock", "比上年上升10%"),
    ],
)
def test_what_is_compared_with_is_said_by_its_name(earlier: str, later: str, said: str) -> None:
    edition = make(f"a members {earlier} 1000人 region=110000", f"b members {later} 1100人 region=110000")
    assert tell(edition, "b") == [said]


def test_irregular_figure_is_compared_with_the_one_before_by_its_name() -> None:
    indicators = [change("members", frequency="irregular")]
    rows = ("a members 2010 stock 1000人 region=110000", "b members 2020 stock 1100人 region=110000")
    assert tell(make(*rows, indicators=indicators), "b") == ["比2010年上升10%"]


def test_shares_change_by_points_and_are_raised_where_more_is_better() -> None:
    rows = ("a share 2024 stock 54.30%", "b share 2025 stock 58.60%")
    assert tell(make(*rows), "b") == ["比上年末提高4.3个百分点"]
    assert tell(make(*rows, indicators=[change("share", better="down")]), "b") == ["比上年末上升4.3个百分点"]


def test_difference_in_units_is_said_where_a_ratio_is_not_allowed() -> None:
    rows = ("a members 2024 flow 0人 region=110000", "b members 2025 flow 12人 region=110000")
    edition = make(*rows, indicators=[change("members", signed="yes")])
    assert tell(edition, "b") == ["比上年增加12人"]


def test_equal_prints_are_unchanged_as_far_as_is_printed_and_counts_wholly() -> None:
    rounded = make("a share 2024 stock 54.3%", "b share 2025 stock 54.3%")
    assert tell(rounded, "b") == ["与上年末按公布精度持平"]
    counted = make("a members 2024 stock 12人 region=110000", "b members 2025 stock 12人 region=110000")
    assert tell(counted, "b") == ["与上年末持平"]


def test_change_within_what_the_prints_leave_open_cannot_be_told_and_its_bounds_are_its_detail() -> None:
    edition = make(
        "a requests 2025-11 flow 约200件 region=110000", "b requests 2025-12 flow 201件 region=110000"
    )
    (line,) = tell_figure(edition, "b", "zh", TODAY)
    assert (line.text, line.direction, line.mood) == ("较上月分不出升降", "cannot_tell", "")
    assert "至" in line.detail


@pytest.mark.parametrize(("better", "mood"), [("up", "good"), ("down", "bad"), ("", "")])
def test_rise_is_good_or_bad_by_what_is_better(better: str, mood: str) -> None:
    edition = make(*MONTHS, indicators=[change("requests", better=better)])
    assert [line.mood for line in tell_figure(edition, "m2", "zh", TODAY)] == [
        mood,
        {"good": "bad", "bad": "good", "": ""}[mood],
    ]


BREAK = {"break": "x", "indicator": "requests", "from": "2025-12", "note_zh": "注", "note_en": "n"}


def test_nothing_is_compared_across_a_break() -> None:
    rupture = add(**BREAK)
    assert tell(make(*MONTHS, breaks=[rupture]), "m2") == []
    assert tell(make(*MONTHS, breaks=[rupture]), "m1") == []


def test_forecast_and_growth_and_standard_have_no_change() -> None:
    edition = make(*MONTHS, "f requests 2026-01 flow 3900件 status=forecast")
    assert tell(edition, "f") == []
    assert tell(edition, "fee") == []


def test_card_has_one_change_and_one_target() -> None:
    aims = "t requests 2026-12 flow 4000件以上 kind=target"
    edition = make(*MONTHS, aims)
    figure = edition.find("m2")
    assert figure is not None
    lines = tell_figures(edition, [figure], "zh", TODAY)["m2"]
    assert [line.text for line in lines] == ["同比上升3.3%", "距2026年12月目标（4000件以上）还差280件"]


PRINTED = "g requests 2025-12 growth 增长3.3% base=year_before"


def test_printed_rate_is_said_first_and_in_place_of_the_computed_one() -> None:
    edition = make(*MONTHS, PRINTED)
    lines = tell_figure(edition, "m2", "zh", TODAY)
    assert [line.text for line in lines] == ["同比增长3.3%", "较上月下降2.1%"]
    assert lines[0].cited is not None
    assert lines[0].cited.id == "g"
    assert tell(edition, "m2", "en")[0] == "Up 3.3% on the same month of the year before"
    assert list_conflicts(edition) == ()


def test_computed_change_stands_beside_a_printed_rate_that_it_cannot_meet() -> None:
    edition = make(*MONTHS, PRINTED.replace("3.3%", "5.1%"))
    assert tell(edition, "m2") == ["同比增长5.1%", "同比上升3.3%", "较上月下降2.1%"]
    assert [conflict.growth.id for conflict in list_conflicts(edition)] == ["g"]


@pytest.mark.parametrize("kind", ["comparable", "constant_prices", "seasonally_adjusted"])
def test_rate_that_levels_do_not_give_is_no_conflict_and_says_how_it_compares(kind: str) -> None:
    edition = make(*MONTHS, PRINTED.replace("3.3%", "5.1%") + f" comparability={kind}")
    assert list_conflicts(edition) == ()
    assert tell(edition, "m2")[0].startswith("同比增长5.1%（")
    assert "同比上升3.3%" in tell(edition, "m2")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("下降2.1% base=period_before", "环比下降2.1%"),
        ("增长3% base=2018", "比2018年增长3%"),
        ("增长3% base=unstated", "增长3%"),
        ("162.35% base=year_before", "同比增长162.35%"),
        ("-2.1% base=year_before", "同比变动：-2.1%"),
        ("持平 base=year_before", "同比持平"),
        ("增加120件 base=year_before", "同比增加120件"),
        ("同比增长3.3% base=year_before", "同比增长3.3%"),
        ("比上月下降2.1% base=period_before", "比上月下降2.1%"),
    ],
)
def test_rate_is_said_as_printed_with_its_base(cells: str, said: str) -> None:
    assert said in tell(make(*MONTHS, f"g requests 2025-12 growth {cells}"), "m2")


def test_change_of_a_year_among_totals_of_the_year_so_far_is_said_once() -> None:
    halves = (f"h{y} requests {y}-01/{y}-06 cumulative {y}件" for y in (2024, 2025))
    years = (f"y{y} requests {y} flow {y - 2022}000件" for y in (2024, 2025))
    assert tell(make(*halves, *years), "y2025") == ["比上年上升50%"]


def test_rate_of_another_period_place_or_category_is_not_said() -> None:
    rows = (
        PRINTED.replace("2025-12", "2025"),
        "h requests 2025-12 growth 增长9% base=year_before region=110000",
    )
    assert tell(make(*MONTHS, *rows), "m2") == ["同比上升3.3%", "较上月下降2.1%"]


def _against(base: str) -> tuple[str, str]:
    return f"增长40% base={base}", f"增长50% base={base}"


@pytest.mark.parametrize(
    ("earlier", "later", "wrong", "right"),
    [
        ("2018 flow 1000件", "2025 flow 1500件", *_against("2018")),
        (
            "2025-W49 flow 1000件",
            "2025-W50 flow 1500件",
            "增长40% base=period_before",
            "增长50% base=period_before",
        ),
        (
            "2024-W50 flow 1000件",
            "2025-W50 flow 1500件",
            *_against("year_before"),
        ),
        ("2024 flow 1000件", "2025 flow 1500件", "增加400件 base=year_before", "增加500件 base=year_before"),
        ("2024 flow 1000件", "2025 flow 1500件", "持平 base=year_before", "增长0.5倍 base=year_before"),
        ("2024 flow 1000件", "2025 flow 900件", "增长10% base=year_before", "下降10% base=year_before"),
        (
            "2024-01/2024-05 cumulative 1000件",
            "2025-01/2025-05 cumulative 1500件",
            *_against("year_before"),
        ),
    ],
)
def test_printed_rate_that_its_levels_cannot_give_is_found_whatever_its_base(
    earlier: str, later: str, wrong: str, right: str
) -> None:
    period = later.split()[0]
    levels = (f"a requests {earlier}", f"b requests {later}")
    found = list_conflicts(make(*levels, f"g requests {period} growth {wrong}"))
    assert [conflict.growth.id for conflict in found] == ["g"]
    assert list_conflicts(make(*levels, f"g requests {period} growth {right}")) == ()


@pytest.mark.parametrize(("printed", "count"), [("提高0.8个百分点", 0), ("提高2个百分点", 1)])
def test_points_are_tested_by_the_difference_of_shares(printed: str, count: int) -> None:
    edition = make(
        "a share 2024 stock 54.3%",
        "b share 2025 stock 55.1%",
        f"g share 2025 growth {printed} base=year_before",
        units=[add(unit="个百分点", name_en="percentage points", kind="ratio")],
    )
    assert len(list_conflicts(edition)) == count


def test_rate_across_a_break_is_not_tested() -> None:
    rupture = add(**BREAK)
    assert list_conflicts(make(*MONTHS, PRINTED.replace("3.3%", "9%"), breaks=[rupture])) == ()


REVISED = (
    "p0 requests 2024-12 flow 3600件 source=early",
    "p1 requests 2025-12 flow 3780件 source=early status=provisional",
    "p2 requests 2025-12 flow 3720件 source=last",
)


def test_rate_published_before_its_level_was_replaced_is_not_said_of_the_new_one() -> None:
    edition = make(*REVISED, "g requests 2025-12 growth 增长5% base=year_before source=early")
    assert tell(edition, "p2") == ["同比上升3.3%"]


def test_rate_published_with_the_new_level_is_said() -> None:
    edition = make(*REVISED, "g requests 2025-12 growth 增长3.3% base=year_before source=last")
    assert tell(edition, "p2") == ["同比增长3.3%"]


def test_rate_is_tested_by_the_levels_that_stood_when_it_was_published() -> None:
    replaced = [row.replace("provisional", "estimated") for row in REVISED]
    right = make(*replaced, "g requests 2025-12 growth 增长5% base=year_before source=early")
    assert list_conflicts(right) == ()
    wrong = make(*replaced, "g requests 2025-12 growth 增长3.3% base=year_before source=early")
    assert [conflict.growth.id for conflict in list_conflicts(wrong)] == ["g"]


def test_provisional_level_contradicts_no_rate() -> None:
    rate = "g requests 2025-12 growth 增长9% base=year_before source=early"
    assert list_conflicts(make(*REVISED, rate)) == ()
    assert list_conflicts(make(*REVISED[:2], rate)) == ()
    settled = REVISED[1].replace(" status=provisional", "")
    assert [conflict.growth.id for conflict in list_conflicts(make(REVISED[0], settled, rate))] == ["g"]


SHARES = ("a share 2024 stock 54.3%", "b share 2025 stock 55.1%")


@pytest.mark.parametrize(
    ("aim", "zh", "en"),
    [
        (
            "2030 stock 70%以上",
            "距2030年目标（70%以上）还差14.9个百分点",
            "14.9 percentage points to go to the target for 2030 (at least 70%)",
        ),
        (
            "2025 stock 55%以上",
            "已达到2025年目标（55%以上）",
            "The target for 2025 (at least 55%) has been met",
        ),
        (
            "2025 stock 60%以上",
            "未达到2025年目标（60%以上），差4.9个百分点",
            "The target for 2025 (at least 60%) has been missed by 4.9 percentage points",
        ),
        (
            "2025 stock 55.1%以上",
            "是否达到2025年目标（55.1%以上），尚不能判定",
            "Whether the target for 2025 (at least 55.1%) has been met cannot be told",
        ),
        (
            "2030 stock 50%以上",
            "已提前达到2030年目标（50%以上）的水平",
            "The level of the target for 2030 (at least 50%) has been reached ahead of time",
        ),
        (
            "2030 stock 40%以下",
            "比2030年目标（40%以下）仍高15.1个百分点",
            "15.1 percentage points above the target for 2030 (at most 40%) still",
        ),
        (
            "2025 stock 40%以下",
            "未达到2025年目标（40%以下），高出15.1个百分点",
            "The target for 2025 (at most 40%) has been exceeded by 15.1 percentage points",
        ),
    ],
)
def test_target_is_said_with_its_distance_or_verdict(aim: str, zh: str, en: str) -> None:
    edition = make(*SHARES, f"t share {aim} kind=target source=early")
    assert tell(edition, "b")[-1] == zh
    assert tell(edition, "b", "en")[-1] == en


def test_target_without_direction_is_only_so_far_away() -> None:
    edition = make(
        *SHARES,
        "t share 2030 stock 70% kind=target source=early",
        indicators=[change("share", better="")],
    )
    assert tell(edition, "b")[-1] == "与2030年目标（70%）相差14.9个百分点"


def test_target_that_the_print_leaves_open_cannot_be_told() -> None:
    edition = make("a share 2025 stock 约55%", "t share 2025 stock 55%以上 kind=target source=early")
    assert tell(edition, "a")[-1] == "是否达到2025年目标（55%以上），尚不能判定"


def test_next_target_that_falls_due_is_said_else_the_last() -> None:
    edition = make(
        *SHARES,
        "t1 share 2026 stock 60%以上 kind=target source=early",
        "t2 share 2030 stock 70%以上 kind=target source=early",
    )
    assert "2026年" in tell(edition, "b")[-1]
    assert "2030年" in tell(edition, "b", today=date(2027, 5, 1))[-1]
    assert "2030年" in tell(edition, "b", today=date(2035, 5, 1))[-1]


def test_earlier_figure_says_whether_it_met_the_target_of_its_own_period_only() -> None:
    edition = make(
        *SHARES,
        "t1 share 2024 stock 50%以上 kind=target source=early",
        "t2 share 2030 stock 70%以上 kind=target source=early",
    )
    assert tell(edition, "a") == ["已达到2024年目标（50%以上）"]


def test_page_of_a_target_says_how_things_stand() -> None:
    edition = make(*SHARES, "t share 2030 stock 70%以上 kind=target source=early")
    assert tell(edition, "t") == ["距2030年目标（70%以上）还差14.9个百分点"]
