"""Periods of the contract: their days, their canonical text, and their wording in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.period import Period, PeriodError, format_period, parse_period
from publicstats.text.i18n import LANGS

KNOWN = [
    ("2023", "2023-01-01", "2023-12-31", "2023年", "2023"),
    ("2024-Q1", "2024-01-01", "2024-03-31", "2024年第一季度", "Q1 2024"),
    ("2024-Q4", "2024-10-01", "2024-12-31", "2024年第四季度", "Q4 2024"),
    ("2024-H1", "2024-01-01", "2024-06-30", "2024年上半年", "first half of 2024"),
    ("2024-H2", "2024-07-01", "2024-12-31", "2024年下半年", "second half of 2024"),
    ("2024-05", "2024-05-01", "2024-05-31", "2024年5月", "May 2024"),
    ("2024-02", "2024-02-01", "2024-02-29", "2024年2月", "February 2024"),
    ("2023-02", "2023-02-01", "2023-02-28", "2023年2月", "February 2023"),
    ("2024-05-31", "2024-05-31", "2024-05-31", "2024年5月31日", "31 May 2024"),
    (
        "2024-01-01/2024-06-15",
        "2024-01-01",
        "2024-06-15",
        "2024年1月1日至6月15日",
        "1 January – 15 June 2024",
    ),
    (
        "2023-12-31/2024-01-01",
        "2023-12-31",
        "2024-01-01",
        "2023年12月31日至2024年1月1日",
        "31 December 2023 – 1 January 2024",
    ),
    ("2020/2024-07-17", "2020-01-01", "2024-07-17", "2020年至2024年7月17日", "2020 – 17 July 2024"),
    ("2024-01/2024-03", "2024-01-01", "2024-03-31", "2024年1—3月", "January – March 2024"),
    ("2024-Q1/2024-Q3", "2024-01-01", "2024-09-30", "2024年第一季度至第三季度", "Q1 – Q3 2024"),
    (
        "2024-H1/2024-H2",
        "2024-01-01",
        "2024-12-31",
        "2024年上半年至下半年",
        "first half of 2024 – second half of 2024",
    ),
    ("2012/2023", "2012-01-01", "2023-12-31", "2012—2023年", "2012–2023"),
    ("2024-01/2024-02", "2024-01-01", "2024-02-29", "2024年1—2月", "January – February 2024"),
    ("2023-11/2024-02", "2023-11-01", "2024-02-29", "2023年11月至2024年2月", "November 2023 – February 2024"),
    ("2023-09/2024-08", "2023-09-01", "2024-08-31", "2023—2024学年", "school year 2023–24"),
    ("1999-09/2000-08", "1999-09-01", "2000-08-31", "1999—2000学年", "school year 1999–2000"),
    ("2023-09/2025-08", "2023-09-01", "2025-08-31", "2023年9月至2025年8月", "September 2023 – August 2025"),
    ("2021/2025", "2021-01-01", "2025-12-31", "2021—2025年", "2021–2025"),
    (
        "2026-W44",
        "2026-10-26",
        "2026-11-01",
        "2026年第44周（10月26日至11月1日）",
        "week 44 of 2026 (26 October – 1 November)",
    ),
    (
        "2026-W41",
        "2026-10-05",
        "2026-10-11",
        "2026年第41周（10月5日至11日）",
        "week 41 of 2026 (5 – 11 October)",
    ),
    (
        "2026-W01",
        "2025-12-29",
        "2026-01-04",
        "2026年第1周（2025年12月29日至2026年1月4日）",
        "week 1 of 2026 (29 December 2025 – 4 January 2026)",
    ),
    (
        "2026-W53",
        "2026-12-28",
        "2027-01-03",
        "2026年第53周（2026年12月28日至2027年1月3日）",
        "week 53 of 2026 (28 December 2026 – 3 January 2027)",
    ),
    (
        "2026-W40/2026-W44",
        "2026-09-28",
        "2026-11-01",
        "2026年第40周至第44周（9月28日至11月1日）",
        "weeks 40 – 44 of 2026 (28 September – 1 November)",
    ),
    ("../2024-07-17", None, "2024-07-17", "至2024年7月17日", "up to 17 July 2024"),
    ("../2022", None, "2022-12-31", "至2022年", "up to 2022"),
]


@pytest.mark.parametrize(("text", "start", "end", "zh", "en"), KNOWN)
def test_period_has_its_days_and_its_wording(
    text: str, start: str | None, end: str, zh: str, en: str
) -> None:
    period = parse_period(text)
    assert period == Period(text, date.fromisoformat(start) if start else None, date.fromisoformat(end))
    assert (format_period(period, "zh"), format_period(period, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("2024/5/31", "2024-05-31"),
        ("2024/05/31", "2024-05-31"),
        ("2024/12/1", "2024-12-01"),
        ("２０２４", "2024"),
        ("２０２４－Ｑ１", "2024-Q1"),
        ("２０２４／５／３１", "2024-05-31"),
        ("2024-q2", "2024-Q2"),
        ("2024-h1", "2024-H1"),
        (" 2024-05　", "2024-05"),
        ("．．／2024", "../2024"),
    ],
)
def test_other_ways_of_typing_mean_the_canonical_text(typed: str, text: str) -> None:
    assert parse_period(typed) == parse_period(text)
    assert parse_period(typed).text == text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("　 ", "empty"),
        ("2024-02-30", "no_such_day"),
        ("2023-02-29", "no_such_day"),
        ("2024/2/30", "no_such_day"),
        ("2024-13", "no_such_day"),
        ("2024-00", "no_such_day"),
        ("2024-01-00", "no_such_day"),
        ("2025-W53", "no_such_week"),
        ("2026-W54", "no_such_week"),
        ("2026-W00", "no_such_week"),
        ("2026-W44/2026-W60", "no_such_week"),
        ("2026-W4", "unreadable"),
        ("2026W44", "unreadable"),
        ("1899-W10", "year"),
        ("1899", "year"),
        ("2200", "year"),
        ("0000", "year"),
        ("2024/2023", "order"),
        ("2024-06/2024-05", "order"),
        ("2024-05-31/2024-05-30", "order"),
        ("2024-Q5", "unreadable"),
        ("2024-Q0", "unreadable"),
        ("2024-H3", "unreadable"),
        ("2024-5", "unreadable"),
        ("2024-5-31", "unreadable"),
        ("2024/5", "unreadable"),
        ("24", "unreadable"),
        ("20240531", "unreadable"),
        ("2024.5.31", "unreadable"),
        ("2024年5月", "unreadable"),
        ("2024 - 05", "unreadable"),
        ("2024/", "unreadable"),
        ("/2024", "unreadable"),
        ("..", "unreadable"),
        ("../", "unreadable"),
        ("../..", "unreadable"),
        ("2024/..", "unreadable"),
        ("2023/2024/2025", "unreadable"),
        ("٢٠٢٤", "unreadable"),
        ("May 2024", "unreadable"),
        ("45413", "unreadable"),
    ],
)
def test_what_is_no_period_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(typed)
    assert caught.value.reason == reason
    assert caught.value.text == typed


def test_a_day_knows_that_it_is_one() -> None:
    assert parse_period("2024-05-31").is_day
    assert not parse_period("2024-05").is_day
    assert not parse_period("../2024-05-31").is_day


@pytest.mark.parametrize(
    "texts",
    [
        ("2024-H1", "2024-01/2024-06", "2024-01-01/2024-06-30", "2024-Q1/2024-Q2"),
        ("2024", "2024-01/2024-12", "2024-H1/2024-H2", "2024/2024"),
        ("2026-W44", "2026-10-26/2026-11-01"),
        ("2023-09/2024-08", "2023-09-01/2024-08-31"),
        ("../2024", "../2024-12-31"),
    ],
)
def test_all_ways_of_writing_one_time_share_a_span(texts: tuple[str, ...]) -> None:
    assert len({parse_period(text).span for text in texts}) == 1
    assert [parse_period(text).text for text in texts] == list(texts)


_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_simple = st.one_of(
    st.integers(1900, 2199).map(str),
    st.builds("{}-Q{}".format, st.integers(1900, 2199), st.integers(1, 4)),
    st.builds("{}-H{}".format, st.integers(1900, 2199), st.integers(1, 2)),
    _days.map("{:%Y-%m}".format),
    _days.map("{:%Y-%m-%d}".format),
    st.builds("{}-W{:02d}".format, st.integers(1900, 2199), st.integers(1, 52)),
)


@st.composite
def canonical_texts(draw: st.DrawFn) -> str:
    """A period as the contract writes it: simple, from one to another, or with an open start."""
    last = draw(_simple)
    first = draw(st.one_of(st.just(""), st.just(".."), _simple))
    if first not in ("", "..") and parse_period(first).end > parse_period(last).end:
        first, last = last, first
    return f"{first}/{last}" if first else last


@settings(max_examples=400)
@given(canonical_texts())
def test_canonical_text_is_kept_and_starts_before_it_ends(text: str) -> None:
    period = parse_period(text)
    assert period.text == text
    assert parse_period(period.text) == period
    assert period.start is None or period.start <= period.end
    assert (period.start is None) == text.startswith("../")


@settings(max_examples=400)
@given(canonical_texts(), canonical_texts())
def test_different_periods_are_worded_differently(one: str, other: str) -> None:
    for lang in LANGS:
        words = {format_period(parse_period(text), lang) for text in (one, other)}
        assert len(words) == len({one, other})


def _assert_refused(error: PeriodError, text: str) -> None:
    """The error says why in a word, and of what."""
    assert re.fullmatch("[a-z_]+", error.reason)
    assert error.text == text


@settings(max_examples=400)
@given(st.one_of(st.text(), st.text("0123456789-/.QqHhWw 年月日０９－／", max_size=30)))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except PeriodError as error:
        _assert_refused(error, text)
        return
    assert period.start is None or period.start <= period.end
    assert parse_period(period.text) == period


@pytest.mark.parametrize("character", ["2", "/", "-", ".", "年", " "])
def test_long_repetitions_are_refused_at_once(character: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(character * 100_000)
