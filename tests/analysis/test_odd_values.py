"""Values far from what is expected, of other rows, or of a year before; and events that are none of these."""

from __future__ import annotations

import pytest

from publicstats.analysis.hint_words import describe_hint
from publicstats.analysis.hints import find_hints
from tests.helpers import Change, add, add_rows, change
from tests.series.making import figure, make

SEASON = (93, 82, 100, 99, 102, 106, 117, 116, 103, 96, 95, 99)
CALLS = [
    (f"{year}-{month:02d}", 7000 * SEASON[month - 1] * (1 + 0.03 * (year - 2022)) * (1 + 0.002 * (month % 3)))
    for year in (2022, 2023, 2024)
    for month in range(1, 13)
]
"""Three years of months that have a season, grow, and move a little besides."""
RATES = [
    (f"{year}-{month:02d}", 95 + month % 4 / 5 + (year - 2022) / 4)
    for year in (2022, 2023)
    for month in range(1, 13)
]
REQUESTS = add_rows("""\
indicator,theme,name_zh,name_en,unit,definition_zh,definition_en
asked,care,受理,Requests,次,受理次数,Number of requests
rate,care,接通率,Connection rate,%,接通比例,Share connected""")
PLACES = add_rows("""\
region,name_zh,name_en,level,parent
city_a,甲市,City A,city,cn
city_b,乙市,City B,city,cn
city_c,丙市,City C,city,cn
city_d,丁市,City D,city,cn
city_e,戊市,City E,city,cn""")


def write(value: float) -> str:
    return f"{value / 10_000:.1f}万次"


def months(odd: dict[str, str], **cells: str) -> list[Change]:
    """The months of `CALLS`, some of them typed otherwise."""
    return [figure(odd.get(period, write(value)), period, **cells) for period, value in CALLS]


def find(*figures: Change, **changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    """Codes of the hints, and the period of the figure that each is about."""
    edition = make(*figures, indicators=(REQUESTS,), regions=(PLACES,), **changes)
    return [(hint.code, hint.figures[0].period.text) for hint in find_hints(edition)]


def test_months_with_a_season_and_growth_give_no_hint() -> None:
    assert find(*months({})) == []


@pytest.mark.parametrize("period", ["2022-01", "2023-06", "2024-12"])
@pytest.mark.parametrize(
    "slip",
    [
        lambda text: text.replace("万", ""),
        lambda text: text.replace(".", ""),
        lambda text: text.replace("万", "亿"),
    ],
    ids=["dropped 万", "lost point", "亿 for 万"],
)
def test_slip_by_orders_of_magnitude_is_seen_wherever_it_is(period: str, slip: object) -> None:
    right = write(dict(CALLS)[period])
    assert callable(slip)
    assert find(*months({period: slip(right)})) == [("slip", period)]


def test_exchanged_digits_are_seen_against_the_season_though_months_differ_by_more() -> None:
    # 71.6万 in place of 76.4万: less than what the season does from one month to the next.
    right = write(dict(CALLS)["2024-06"])
    assert right == "78.7万次"
    assert find(*months({"2024-06": "70.7万次"})) == [("slip", "2024-06")]


def test_hint_tells_about_how_much_was_expected_where_and_what_to_do() -> None:
    edition = make(*months({"2024-06": "7.87万次"}))
    [hint] = find_hints(edition)
    text = describe_hint(hint, "zh")
    assert "7.87万次" in text
    assert "按此约为78" in text
    assert "小数点" in text
    assert (hint.file, hint.row) == ("figures/figures.csv", 31)
    assert "about 78" in describe_hint(hint, "en")


def test_level_that_stays_is_no_slip_and_one_that_falls_back_is() -> None:
    later = {p: write(v * 1.3) for p, v in CALLS if p >= "2023-09"}
    assert find(*months(later)) == []
    assert find(*months({"2023-09": later["2023-09"]})) == [("slip", "2023-09")]


def test_jump_of_the_newest_month_is_no_slip_where_the_figures_beside_it_jump_as_well() -> None:
    jump = {"2024-12": 1.25}
    calls = [(p, v * jump.get(p, 1)) for p, v in CALLS]
    both = [
        row for p, v in calls for row in (figure(write(v), p), figure(write(v * 1.17), p, indicator="asked"))
    ]
    assert find(*both) == []
    alone = [figure(write(v * 1.17), p, indicator="asked") for p, v in CALLS]
    mixed = [row for pair in zip([figure(write(v), p) for p, v in calls], alone, strict=True) for row in pair]
    assert find(*mixed) == [("slip", "2024-12")]


def test_what_all_places_do_is_no_slip_and_what_one_does_is() -> None:
    def years(**odd: float) -> list[Change]:
        sizes = {f"city_{letter}": size for letter, size in zip("abcde", (11, 32, 48, 75, 90), strict=True)}
        return [
            figure(
                f"{size * (1.5 if year == 2023 else 1) * odd.get(city, 1):.2f}万次", str(year), region=city
            )
            for city, size in sizes.items()
            for year in (2022, 2023)
        ]

    assert find(*years()) == []
    one = [*years(), figure("4.05万次", "2024", region="city_a"), *(
        figure(f"{size}万次", "2024", region=f"city_{letter}")
        for letter, size in zip("bcde", ("48.1", "71.9", "112.6", "134.7"), strict=True)
    )]  # fmt: skip
    assert find(*one) == [("slip", "2024")]


def test_change_of_what_is_counted_is_no_slip() -> None:
    rows = [figure(f"{value / (1 if p < '2024' else 3) / 10_000:.1f}万次", p) for p, value in CALLS]
    cut = add(**{"break": "b", "indicator": "visits", "from": "2024", "note_zh": "甲", "note_en": "A"})
    assert find(*rows, breaks=(cut,)) == []


def test_printed_change_that_agrees_with_its_levels_confirms_a_jump() -> None:
    jump = months({"2024-12": write(dict(CALLS)["2024-12"] * 1.4)})
    assert find(*jump) == [("slip", "2024-12")]
    told = figure("增长44.1%", "2024-12", basis="growth", base="year_before")
    assert find(*jump, told) == []
    other = figure("增长2.9%", "2024-12", basis="growth", base="year_before")
    assert [code for code, _ in find(*jump, other)] == ["slip"]


def test_rows_that_change_places_are_one_hint_with_both() -> None:
    def pairs(swapped: str) -> list[Change]:
        rows = []
        for p, v in CALLS:
            cells = [write(v), write(v * 0.4)]
            first, second = reversed(cells) if p == swapped else cells
            rows += [figure(first, p), figure(second, p, indicator="asked")]
        return rows

    assert find(*pairs("")) == []
    assert find(*pairs("2023-05")) == [("exchanged", "2023-05")]


def test_shares_printed_to_as_many_places_as_the_other_always_is_are_exchanged() -> None:
    def shares(swapped: str) -> list[Change]:
        rows = []
        for at, (p, rate) in enumerate(RATES):
            cells = [f"{rate:.2f}%", f"{95.2 + at % 3 / 5:.1f}%"]
            first, second = reversed(cells) if p == swapped else cells
            rows += [figure(first, p, indicator="rate"), figure(second, p, indicator="share")]
        return rows

    assert find(*shares("")) == []
    assert find(*shares("2023-02")) == [("exchanged", "2023-02")]


def test_value_of_the_year_before_is_seen_where_its_digits_hardly_come_again() -> None:
    exact = {p: f"{v:.0f}次" for p, v in CALLS}
    again = exact | {"2024-04": exact["2023-04"]}
    assert [code for code, _ in find(*months(again))] in (["repeated"], ["slip"])
    edition = make(*months(again))
    assert any(hint.figures[0].period.text == "2024-04" for hint in find_hints(edition))


def test_of_two_figures_alone_both_are_told_where_one_must_be_wrong() -> None:
    edition = make(figure("31.2万次", "2023"), figure("33.0次", "2024"))
    [hint] = find_hints(edition)
    assert (hint.code, {f.printed for f in hint.figures}) == ("slip", {"31.2万次", "33.0次"})
    assert find(figure("1.2万次", "2023"), figure("9.1万次", "2024")) == []


def test_value_that_often_stays_the_same_gives_no_hint() -> None:
    same = [figure("24000次", f"2024-{month:02d}") for month in range(1, 13)]
    assert find(*same) == []
    coarse = [figure(f"{n}次", f"{2010 + at}") for at, n in enumerate((16, 18, 18, 17, 19, 16, 18))]
    assert find(*coarse) == []


def test_balance_that_comes_near_zero_is_no_slip() -> None:
    signed = (change("visits", signed="yes"),)
    rows = [
        figure(f"{value}万次", f"{2015 + at}")
        for at, value in enumerate((12.4, -8.1, 0.1, 15.3, -20.6, 3.3, 9.9))
    ]
    assert [hint.code for hint in find_hints(make(*rows, indicators=signed))] == []


def test_forecast_is_not_measured_by_what_was() -> None:
    ahead = figure("99.9万次", "2025-01", status="forecast", source="late")
    assert find(*months({}), ahead) == []
