"""Hints with known answers: what looks odd is pointed at, what is all right is not."""

from collections.abc import Sequence

import pytest

from publicstats.analysis.hints import find_hints
from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import Edition, build_edition
from tests.helpers import make_files

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


def test_hint_names_each_figure_as_printed() -> None:
    (hint,) = find_hints(build(parts("30人", whole="20人"), additive="yes"))
    assert "30人" in hint.describe("zh")
    assert "20人" in hint.describe("zh")


def test_shipped_figures_give_no_hint_that_is_not_acknowledged(shipped_edition: Edition) -> None:
    assert [hint.describe("en") for hint in find_hints(shipped_edition) if not hint.is_acknowledged] == []
