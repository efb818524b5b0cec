"""Drafts filled from the rows of an earlier article: what carries over, and what stays blank."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publicstats.articles import Scan, find_earlier, list_earlier, scan_article
from publicstats.articles.shifting import shift_days, shift_period
from publicstats.edition.model import Edition
from publicstats.period import parse_period
from tests.articles.reporting import Report, make_edition, read_report, write_row

PAIRS = [("hotline", 7, 8), ("hotline", 8, 9), ("hotline", 7, 9), ("welfare", 11, 12)]
"""Reports a month apart; in September the order is another, sentences are gone and figures new."""
CARRIED = ("figure", "indicator", "region", "breakdown", "period", "basis", "kind", "base")
COMPLETE, BY_NAMES = 0.95, 0.85
"""Shares of rows that must come complete: with the earlier text, and without."""


def scan(new: Report, old: Report, edition: Edition, *, with_text: bool = True) -> Scan:
    earlier = list_earlier(edition, edition.sources[old.source], old.text if with_text else "")
    published = parse_period(f"2024-{new.month + 1:02d}-09" if new.month < 12 else "2025-01-09")
    return scan_article(new.text, edition, published=published, earlier=earlier)


def compare(new: Report, old: Report, found: Scan) -> Iterator[tuple[dict[str, str], dict[str, str] | None]]:
    """Each row with what it should be, or none where the earlier report has no such figure."""
    keys, known = new.keys, set(old.keys.values()) - {""}
    for draft in found.drafts:
        key = keys.get(found.article.raw_span(draft.mention.start, draft.mention.end)[1])
        yield draft.row, write_row(new, key, draft.mention.printed, 0) if key in known and key else None


@pytest.mark.parametrize("with_text", [True, False])
@pytest.mark.parametrize(("name", "before", "after"), PAIRS)
def test_most_rows_of_the_next_report_come_complete_and_none_wrong(
    name: str, before: int, after: int, with_text: bool
) -> None:
    old, new = read_report(name, before), read_report(name, after)
    found = scan(new, old, make_edition(old), with_text=with_text)
    complete = total = 0
    for row, wanted in compare(new, old, found):
        if wanted is None:
            assert not row["like"], row
            continue
        total += 1
        complete += all(row[column] == wanted[column] for column in CARRIED)
        if row["like"]:
            blank = row | {"figure": row["figure"] if row["period"] else ""}
            assert all(blank[column] in ("", wanted[column]) for column in CARRIED), row
    assert total > 30
    assert complete / total >= (COMPLETE if with_text else BY_NAMES)


def make_reports(before: str, after: str) -> tuple[Report, Report]:
    return Report("hotline", 7, before), Report("hotline", 8, after)


def fill(before: str, after: str, *, with_text: bool = True) -> list[str]:
    """The row that each figure of a text is filled from, of the text of the month before."""
    old, new = make_reports(before, after)
    found = scan(new, old, make_edition(old), with_text=with_text)
    return [draft.like.removeprefix("jiangcheng_").removesuffix("_2024_07") for draft in found.drafts]


@pytest.mark.parametrize(
    ("before", "after", "filled"),
    [
        # as before
        ("7月，受理诉求300件{calls}。", "8月，受理诉求310件。", ["calls"]),
        # another scale
        ("7月，开展回访9.6万人次{visits}。", "8月，开展回访101000人次。", ["visits"]),
        # a word more
        ("7月，全市共受理群众诉求300件{calls}。", "8月，全市受理诉求310件。", ["calls"]),
        # two alike: neither
        ("7月，受理诉求300件{calls}。", "8月，受理诉求310件。8月，受理诉求290件。", ["", ""]),
        ("7月，受理诉求300件{calls}。7月，受理诉求280件{orders}。", "8月，受理诉求310件。", [""]),
        # another word in its place
        ("7月，城市低保对象300人{persons.urban}。", "8月，农村低保对象310人。", [""]),
        ("7月，60岁以上老人入住300人{moved_in}。", "8月，80岁以上老人入住310人。", [""]),
        ("7月，受理诉求300件{calls}。", "8月，受理投诉310件。", [""]),
        ("7月，城镇新增就业老人300人{moved_in}。", "8月，城镇就业老人310人。", [""]),
        # another unit
        ("7月，受理诉求300件{calls}。", "8月，受理诉求310人次。", [""]),
        # what leans on another goes with it
        (
            "7月，受理诉求300件{calls}，同比增长3%{calls_growth_year}。办结280件{orders}，同比增长2%{orders_growth_year}。",
            "8月，办结290件，同比增长1%。受理诉求310件，同比下降4%。",
            ["orders", "orders_growth_year", "calls", "calls_growth_year"],
        ),
        # of a total that is new nothing is known
        (
            "7月，受理诉求300件{calls}，同比增长3%{calls_growth_year}。",
            "8月，评议诉求310件，同比下降4%。",
            ["", ""],
        ),
        # parts in another order, the first of them 其中
        (
            "7月，受理诉求300件{calls}，其中咨询200件{calls.advice}，占67%{portion.advice}，求助80件{calls.help}。",
            "8月，受理诉求310件，其中求助90件，咨询210件，占68%。",
            ["calls", "calls_help", "calls_advice", "portion_advice"],
        ),
        # a column gone: none is taken for the one that stood in its place
        (
            "类型|件数|占比|环比\n咨询|300件{calls.advice}|54%{portion.advice}|3%{calls.advice_growth_step}\n"
            "求助|200件{calls.help}|28%{portion.help}|2%{calls.help_growth_step}",
            "类型|件数|环比\n求助|190件|5%\n咨询|310件|4%",
            ["calls_help", "calls_help_growth_step", "calls_advice", "calls_advice_growth_step"],
        ),
        # said of the end of a month in another sentence
        (
            "截至7月底，知识库问答300条{knowledge}。话务座席42个{seats}。",
            "截至8月底，话务座席43个。知识库问答310条。",
            ["seats", "knowledge"],
        ),
        # more words of the same, by the name of its row
        ("7月，热线受理量300件{calls}。", "8月，全市各级部门热线共受理量310件。", ["calls"]),
        # the sum since January is another figure than the month's
        (
            "7月，受理诉求300件{calls}。1至7月，受理诉求2300件{calls_since}。",
            "1至8月，受理诉求2600件。",
            ["calls_since"],
        ),
    ],
)
def test_figure_is_filled_where_the_words_left_of_it_are_like_and_no_other_is(
    before: str, after: str, filled: list[str]
) -> None:
    assert fill(before, after) == filled


def test_sum_of_months_is_not_filled_from_the_row_of_a_month_of_its_name() -> None:
    before = "7月，热线受理量300件{calls}。"
    after = "1至8月，接听2700件，热线受理量2600件。"
    assert fill(before, after, with_text=False) == ["", ""]


def test_sum_of_categories_is_filled_from_none_of_them() -> None:
    before = "7月，热线受理量600件{calls}，其中咨询类300件{calls.advice}，求助类200件{calls.help}。"
    after = "8月，热线受理诉求咨询类求助类510件。"
    assert fill(before, after, with_text=False) == ["calls"]


@pytest.mark.parametrize(
    ("period", "figure", "month", "new", "name"),
    [
        ("2024-07", "calls_2024_07", 8, "2024-08", "calls_2024_08"),
        ("2024-07", "calls_202407", 8, "2024-08", "calls_202408"),
        ("2024-07", "calls_jul_2024", 8, "2024-08", "calls_aug_2024"),
        ("2024-07", "calls", 8, "2024-08", "calls_2024_08"),
        ("2024-07", "calls_2024", 8, "2024-08", "calls_2024_08"),
    ],
)
def test_new_period_stands_in_the_id_in_the_way_of_the_old_one(
    period: str, figure: str, month: int, new: str, name: str
) -> None:
    old, fresh = make_reports("7月，受理诉求300件{calls}。", f"{month}月，受理诉求310件。")
    edition = make_edition(old, change={"figure": figure, "period": period})
    (draft,) = scan(fresh, old, edition).drafts
    assert (draft.setting.period, draft.figure) == (new, name)


def test_place_that_the_text_names_otherwise_is_left_blank() -> None:
    old, new = make_reports("7月，受理诉求300件{calls}。", "云岭县公布8月情况。受理诉求310件。")
    (draft,) = scan(new, old, make_edition(old)).drafts
    assert (draft.indicator, draft.region) == ("calls", "")


def test_earlier_article_is_found_by_its_title_or_publisher() -> None:
    july, august = read_report("hotline", 7), read_report("hotline", 8)
    edition = make_edition(july, august, read_report("welfare", 11))
    text = read_report("hotline", 9).text
    found = find_earlier(edition, text, None, parse_period("2024-10-09"))
    assert found is not None
    assert found.id == august.source
    found = find_earlier(edition, text, None, parse_period("2024-09-01"))
    assert found is not None
    assert found.id == july.source
    assert find_earlier(edition, august.text, None, None) == edition.sources[july.source]  # not itself
    other = text.replace("江城市", "河城市")
    assert find_earlier(edition, other, None, parse_period("2024-10-09")) is None
    said = "2024年9月便民热线月报\n江城市政务服务局\n9月，受理诉求310件。"
    found = find_earlier(edition, said, None, parse_period("2024-10-09"))
    assert found is not None
    assert found.id == august.source
    assert find_earlier(edition, "一篇别的文章\n受理诉求310件。", None, None) is None


def test_article_that_is_not_registered_is_given_an_id_like_the_earlier_one() -> None:
    old, new = read_report("hotline", 7), read_report("hotline", 8)
    found = scan(new, old, make_edition(old))
    assert found.new_source == new.source
    assert {draft.source for draft in found.drafts} == {new.source}


@pytest.mark.parametrize(
    ("before", "period", "after", "published", "moved"),
    [
        ("一季度，受理诉求300件{calls}。", "2024-Q1", "上半年，受理诉求610件。", "2024-07-09", "2024-H1"),
        ("第二季度，受理诉求300件{calls}。", "2024-Q2", "第三季度，受理诉求310件。", "2024-10-09", "2024-Q3"),
        ("2023年，受理诉求300件{calls}。", "2023", "2024年，受理诉求310件。", "2025-01-09", "2024"),
        (
            "7月1日至7月7日，受理诉求300件{calls}。",
            "2024-07-01/2024-07-07",
            "7月8日至7月14日，受理诉求310件。",
            "2024-07-15",
            "2024-07-08/2024-07-14",
        ),
        # 12月 in a report that comes in January
        ("11月，受理诉求300件{calls}。", "2024-11", "12月，受理诉求310件。", "2025-01-09", "2024-12"),
    ],
)
def test_reports_of_any_frequency_are_carried_over(
    before: str, period: str, after: str, published: str, moved: str
) -> None:
    old = Report("hotline", 7, before)
    edition = make_edition(old, change={"period": period, "figure": f"calls_{period[:4]}_x"})
    earlier = list_earlier(edition, edition.sources[old.source], old.text)
    found = scan_article(after, edition, published=parse_period(published), earlier=earlier)
    (draft,) = found.drafts
    assert (draft.indicator, draft.setting.period) == ("calls", moved)


@pytest.mark.parametrize(
    ("period", "days", "moved"),
    [
        ("2024-W52", 7, "2025-W01"),
        ("2024-12-30/2025-01-05", 7, "2025-01-06/2025-01-12"),
        ("2024-07-08", 7, "2024-07-15"),
        ("2024-07", 7, ""),
    ],
)
def test_weeks_and_days_move_by_days(period: str, days: int, moved: str) -> None:
    assert shift_days(parse_period(period), days) == moved


@pytest.mark.parametrize(
    ("period", "months", "moved"),
    [
        ("2024-01/2024-11", 1, "2024-01/2024-12"),
        ("2024-01/2024-12", 1, "2025-01"),
        ("2020-05/2024-11", 1, "2020-05/2024-12"),
        ("../2024-01-31", 1, "../2024-02-29"),
        ("2024-04/2024-06", 3, "2024-07/2024-09"),
        ("2024-Q4", 3, "2025-Q1"),
        ("2024-H2", 6, "2025-H1"),
        ("2024", 1, ""),
        ("2024-07-15", 1, "2024-08-15"),
        ("2024-01-30", 1, ""),
    ],
)
def test_periods_move_by_months(period: str, months: int, moved: str) -> None:
    assert shift_period(parse_period(period), months) == moved
