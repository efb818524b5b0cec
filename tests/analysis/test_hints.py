"""Hints with known answers: what looks odd is pointed at, what is all right is not."""

from collections.abc import Sequence

import pytest

from publicstats.analysis.hint_words import describe_hint
from publicstats.analysis.hints import find_hints, survey_hints
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import Edition, build_edition
from tests.helpers import Change, add, change, make_files
from tests.series.making import figure, make

Row = dict[str, str]


def build(rows: Sequence[Row], *, additive: str = "", acknowledgements: str = "") -> Edition:
    """An edition whose figures are the rows (id by place); columns that a row leaves out are filled in."""
    files = dict(make_files())
    first = {
        name: files[f"{name}.csv"].decode("utf-8-sig").splitlines()[1].split(",")[0]
        for name in ("themes", "sources", "regions")
    }
    known = files["units.csv"].decode("utf-8-sig")
    lines = [f"{u},,{u},{kind}" for u, kind in (("%", "share"), ("人", "count")) if f"\n{u}," not in known]
    files["units.csv"] = (known.rstrip("\n") + "\n" + "\n".join(lines) + "\n").encode()
    unit = "%" if "%" in rows[0]["printed"] else "人"
    signed = "yes" if any(row["printed"].startswith("-") for row in rows) else ""
    indicator = f"odd,{first['themes']},甲,A,{unit},,{additive},,定义。,Definition.,{signed}\n"
    files["indicators.csv"] += indicator.encode()
    files["breakdowns.csv"] += b"part_a,a,A,1\npart_b,b,B,2\npart_c,c,C,3\n"
    files["sources.csv"] += b"other,o,O,,2024-01-01,printed,o.txt,,\n"
    header = ",".join(column.name for column in SCHEMAS["figures"].columns if not column.optional).encode()
    text = ""
    for place, row in enumerate(rows):
        r = {"breakdown": "", "period": "2020", "basis": "stock", "source": first["sources"]} | row
        text += (
            f"f{place},odd,{first['regions']},{r['breakdown']},{r['period']},{r['basis']},,,"
            f"{r['printed']},{r['source']},1,,\n"
        )
    files["figures/odd.csv"] = header + b"\n" + text.encode()
    if acknowledgements:
        files["acknowledgements.csv"] = acknowledgements.encode()
    outcome = build_edition(files)
    assert outcome.edition is not None, [problem.describe("en") for problem in outcome.problems]
    return outcome.edition


def codes(rows: Sequence[Row], *, additive: str = "") -> list[str]:
    return [
        hint.code
        for hint in find_hints(build(rows, additive=additive))
        if hint.figures[0].indicator.id == "odd"
    ]


def parts(*printed: str, whole: str = "") -> list[Row]:
    rows = [{"breakdown": f"part_{letter}", "printed": p} for letter, p in zip("abc", printed, strict=False)]
    return rows + ([{"printed": whole}] if whole else [])


def years(*printed: str, basis: str = "stock", start: str = "") -> list[Row]:
    return [
        {"period": f"{start}{2018 + place}", "printed": p, "basis": basis} for place, p in enumerate(printed)
    ]


CASES: dict[str, tuple[list[Row], str, list[str]]] = {
    "shares that add to 100 within rounding": (parts("33.3%", "33.3%", "33.3%"), "", []),
    "shares that nearly add to 100 but cannot": (parts("33.3%", "33.3%", "32.1%"), "", ["shares"]),
    "shares of different wholes": (parts("33.3%", "53.3%", "64.1%"), "", []),
    "part above its whole": (parts("30人", whole="20人"), "yes", ["part"]),
    "part above a rounded whole that may be larger": (parts("21人", whole="20余人"), "yes", []),
    "part above a whole that is not additive": (parts("30人", whole="20人"), "", []),
    "share above 100": ([{"printed": "120%"}], "", ["percentage"]),
    "growth above 100": ([{"printed": "162.35%", "basis": "growth"}], "", []),
    "cumulative figure that falls": (
        years("100人", "90人", basis="cumulative", start="2010/"),
        "",
        ["falls"],
    ),
    "cumulative figures that may be equal": (
        years("100余人", "105人", basis="cumulative", start="2010/"),
        "",
        [],
    ),
    "slip by ten": (years("100人", "110人", "1200人", "125人"), "", ["slip"]),
    "slip of sign": (years("100人", "-110人", "120人"), "", ["slip"]),
    "figures that are all negative": (years("-100人", "-110人", "-120人"), "", []),
    "two figures tell nothing of an order of magnitude": (years("100人", "1200人"), "", []),
    "steady growth": (years("100人", "140人", "190人", "250人"), "", []),
    "two sources that cannot both be right": (
        [{"printed": "100人"}, {"printed": "120人", "source": "other"}],
        "",
        ["disagreement"],
    ),
    "two sources, one rounded": ([{"printed": "1.2万人"}, {"printed": "11960人", "source": "other"}], "", []),
}


@pytest.mark.parametrize("name", CASES)
def test_hint_on_a_known_case(name: str) -> None:
    rows, additive, expected = CASES[name]
    assert codes(rows, additive=additive) == expected


def test_acknowledged_hint_keeps_its_reason_and_stands_last() -> None:
    text = (
        "acknowledgement,hint,figure,reason_zh,reason_en\n"
        "a,percentage,f0,按户籍人口计算,On the registered population\n"
    )
    hints = find_hints(build([{"printed": "120%"}], acknowledgements=text))
    assert hints[-1].is_acknowledged
    assert hints[-1].reason.en == "On the registered population"


ACKNOWLEDGED = "acknowledgement,hint,figure,reason_zh,reason_en,indicator,region\na,{},已核实,Looked at,{}\n"


@pytest.mark.parametrize(
    ("named", "more", "is_seen"),
    [
        ("percentage,f0", ",", True),
        (",f0", ",", True),
        ("percentage,", ",", True),
        ("percentage,", "odd,", True),
        (",", "odd,", True),
        ("slip,", "odd,", False),
        ("percentage,f1", ",", False),
        ("percentage,", "members,", False),
    ],
)
def test_hint_is_acknowledged_by_row_by_rule_or_by_indicator(named: str, more: str, is_seen: bool) -> None:
    hints = find_hints(build([{"printed": "120%"}], acknowledgements=ACKNOWLEDGED.format(named, more)))
    assert [hint.is_acknowledged for hint in hints] == [is_seen]


def test_one_wrong_cell_gives_one_hint() -> None:
    rows = [
        *(
            figure(f"{n}次", f"{n + 1918}", **cells)
            for n in (100, 101, 102)
            for cells in ({}, {"breakdown": "young"})
        ),
        figure("103次", "2021"),
        figure("1040次", "2021", breakdown="young"),
        figure("104次", "2021", source="late", breakdown="young"),
        figure("增长2%", "2021", basis="growth", base="year_before", breakdown="young"),
    ]
    [hint] = find_hints(make(*rows))
    assert hint.figures[0].printed == "1040次"


def test_of_many_hints_a_hundred_of_each_rule_are_told_and_the_rest_is_counted() -> None:
    rows = [{"printed": "120%", "period": str(1900 + at)} for at in range(130)]
    survey = survey_hints(build(rows))
    assert len(survey.hints) == 100
    assert survey.counts["percentage"] == 130


def test_hint_names_each_figure_as_printed() -> None:
    (hint,) = find_hints(build(parts("30人", whole="20人"), additive="yes"))
    assert "30人" in describe_hint(hint, "zh")
    assert "20人" in describe_hint(hint, "zh")


def test_shipped_figures_give_no_hint_that_is_not_acknowledged(shipped_edition: Edition) -> None:
    assert [
        describe_hint(hint, "en") for hint in find_hints(shipped_edition) if not hint.is_acknowledged
    ] == []


def list_hints(*figures: Change, **changes: tuple[Change, ...]) -> list[tuple[str, list[str]]]:
    """Codes and prints of the hints on figures of visits."""
    return [(hint.code, [f.printed for f in hint.figures]) for hint in find_hints(make(*figures, **changes))]


MONTHS = tuple(figure(f"{n}次", f"2024-0{n - 99}") for n in range(100, 104))


def test_slip_is_seen_among_figures_of_several_releases() -> None:
    slip = figure("1000次", "2024-05", source="late")
    assert list_hints(*MONTHS, slip) == [("slip", ["1000次"])]


def test_year_and_total_of_the_year_so_far_are_no_slips_among_months() -> None:
    assert list_hints(*MONTHS, figure("1200次", "2024"), figure("910次", "2024-01/2024-09")) == []


def test_totals_are_compared_with_those_up_to_the_same_day_of_other_years() -> None:
    rows = [figure(f"{n}次", f"{n + 1921}-01/{n + 1921}-09") for n in (100, 101, 102)]
    early = [figure(f"{n}次", f"{n + 2011}-01/{n + 2011}-02", basis="cumulative") for n in (10, 11, 12)]
    assert list_hints(*rows, *early) == []
    slip = figure("1040次", "2024-01/2024-09")
    assert [code for code, _ in list_hints(*rows, slip)] == ["slip"]


def test_figure_that_was_replaced_is_no_slip_and_disagrees_with_nothing() -> None:
    wrong = figure("1000次", "2024-05", "wrong")
    right = figure("104次", "2024-05", source="late", supersedes="wrong", revision="corrected")
    assert list_hints(*MONTHS, wrong, right) == []
    preliminary = figure("90次", "2024-06", status="provisional"), figure("95次", "2024-06", source="late")
    assert list_hints(*MONTHS, *preliminary) == []


def test_values_that_meet_are_no_disagreement_and_those_that_do_not_are_one() -> None:
    assert list_hints(figure("1.2万次", "2024"), figure("11960次", "2024", source="late")) == []
    assert list_hints(figure("1.2万次", "2024"), figure("11400次", "2024", source="late")) == [
        ("disagreement", ["1.2万次", "11400次"])
    ]


def test_every_spelling_of_a_period_is_one_observation_that_may_disagree() -> None:
    rows = figure("100次", "2024-Q2"), figure("120次", "2024-04/2024-06", source="late")
    assert [code for code, _ in list_hints(*rows)] == ["disagreement"]


def test_total_of_the_year_so_far_that_falls_is_pointed_at_whatever_its_basis() -> None:
    falling = figure("900次", "2024-H1"), figure("800次", "2024-01/2024-09", source="late")
    assert list_hints(*falling) == [("falls", ["800次", "900次"])]
    assert list_hints(figure("900次", "2023"), figure("200次", "2024-Q1"), figure("300次", "2024-H1")) == []
    average = (change("visits", additive_time=""),)
    assert list_hints(*falling, indicators=average) == []


def test_what_is_counted_anew_is_no_slip_but_one_after_the_break_is() -> None:
    before = [figure(f"{n}次", str(n + 1918)) for n in (100, 101, 102)]
    after = [figure(f"{n}次", str(n + 1021)) for n in (1000, 1001, 1002)]
    cut = add(**{"break": "b", "indicator": "visits", "from": "2021", "note_zh": "甲", "note_en": "A"})
    assert list_hints(*before, *after[:1], breaks=(cut,)) == []
    slip = figure("100次", "2024")
    assert [code for code, _ in list_hints(*before, *after, slip, breaks=(cut,))] == ["slip"]


def test_part_and_whole_are_compared_as_they_stand() -> None:
    young = {"breakdown": "young"}
    rows = [figure("300次", "2024", "typo", **young), figure("200次", "2024")]
    assert list_hints(*rows) == [("part", ["300次", "200次"])]
    right = figure("130次", "2024", source="late", supersedes="typo", **young)
    assert list_hints(*rows, right) == []
