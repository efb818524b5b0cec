"""Checks with known answers: real published tables, rounding, hidden digits, open ends."""

from collections.abc import Sequence

import pytest

from publicstats.analysis.audits import (
    Audit,
    audit_edition,
    find_audits,
    find_indicator_audits,
    list_verdicts,
)
from publicstats.edition.model import Edition, build_edition
from tests.helpers import add, copy, make_edition, make_files

HEADER = "calculation,indicator,region,breakdown,period,basis,formula,compare_with,note_zh,note_en\n"


def build(figures: Sequence[tuple[str, str, str]], formula: str, compare_with: str) -> Edition:
    """An edition with figures (id, unit, printed) and one check."""
    files = dict(make_files())
    units = dict.fromkeys(unit for _, unit, _ in figures)
    known = files["units.csv"].decode("utf-8-sig")
    files["units.csv"] = (
        known + "".join(f"{unit},,{unit},count\n" for unit in units if f"\n{unit}," not in known)
    ).encode()
    theme = files["themes.csv"].decode("utf-8-sig").splitlines()[1].split(",")[0]
    source = files["sources.csv"].decode("utf-8-sig").splitlines()[1].split(",")[0]
    region = files["regions.csv"].decode("utf-8-sig").splitlines()[1].split(",")[0]
    indicators, rows = "", ""
    for name, unit, printed in figures:
        status = "masked" if "*" in printed else ""
        indicators += f"i_{name},{theme},甲{name},A {name},{unit},,,,定义。,Definition.\n"
        rows += f"{name},i_{name},{region},,2020,stock,,{status},{printed},{source},1,,\n"
    header = files["figures/" + next(n for n in files if n.startswith("figures/")).partition("/")[2]]
    files["indicators.csv"] = files["indicators.csv"] + indicators.encode()
    files["figures/audit.csv"] = header.splitlines()[0] + b"\n" + rows.encode()
    measured = compare_with if not compare_with.isdigit() else figures[0][0]
    check = f'check,i_{measured},{region},,2020,stock,"{formula}",{compare_with},,\n'
    files["calculations.csv"] = HEADER.encode() + check.encode()
    outcome = build_edition(files)
    assert outcome.edition is not None, [problem.describe("en") for problem in outcome.problems]
    return outcome.edition


def check(figures: Sequence[tuple[str, str, str]], formula: str, compare_with: str) -> Audit:
    (audit,) = audit_edition(build(figures, formula, compare_with))
    return audit


# Seventh National Population Census, bulletins 3 and 5 (National Bureau of Statistics, 2021).
AGES = [("young", "人", "253383938人"), ("all", "人", "1411778724人"), ("share", "%", "17.95%")]
AGE_SHARES = [("a", "%", "17.95%"), ("b", "%", "63.35%"), ("c", "%", "18.70%")]
EAST = ("east", "人", "563717119人")
REGIONS = [
    EAST,
    ("central", "人", "364694362人"),
    ("west", "人", "382852295人"),
    ("northeast", "人", "98514948人"),
    ("share", "%", "39.93%"),
    ("all", "人", "1411778724人"),
]

KNOWN = {
    "census share of children": (AGES, "100 * young / all", "share", "consistent"),
    "census shares by age add to the whole": (AGE_SHARES, "sum(a, b, c)", "100", "consistent"),
    "census share of the east on the total with servicemen": (
        REGIONS,
        "100 * east / all",
        "share",
        "consistent",
    ),
    "census share of the east on the sum of the four regions": (
        REGIONS,
        "100 * east / sum(east, central, west, northeast)",
        "share",
        "inconsistent",
    ),
    "shares that rounding lets add to 99.9": (
        [("a", "%", "33.3%"), ("b", "%", "33.3%"), ("c", "%", "33.3%")],
        "a + b + c",
        "100",
        "consistent",
    ),
    "shares that cannot add to the whole": (
        [("a", "%", "33.3%"), ("b", "%", "33.3%"), ("c", "%", "33.0%")],
        "a + b + c",
        "100",
        "inconsistent",
    ),
    "parts rounded at 万 and 亿": (
        [("a", "人", "4.7亿人"), ("b", "人", "9364万人"), ("c", "人", "5.6亿人")],
        "a + b",
        "c",
        "consistent",
    ),
    "a slip by a factor of ten": (
        [("a", "人", "4.7亿人"), ("b", "人", "936万人"), ("c", "人", "5.6亿人")],
        "a + b",
        "c",
        "inconsistent",
    ),
    "hidden digits": ([("a", "元", "***万元"), ("b", "元", "10元")], "a + b", "b", "cannot_tell"),
    "open end above meets anything beyond": (
        [("a", "人", "80人以上"), ("b", "人", "500人")],
        "2 * a",
        "b",
        "consistent",
    ),
    "open end above does not meet what lies below": (
        [("a", "人", "80人以上"), ("b", "人", "100人")],
        "2 * a",
        "b",
        "inconsistent",
    ),
    "division by an interval with zero": (
        [("a", "人", "10人"), ("b", "人", "不到5人"), ("c", "人", "2人")],
        "a / b",
        "c",
        "cannot_tell",
    ),
    "an average printed whole is taken as rounded": (
        [("a", "人", "100人"), ("b", "个", "7个"), ("c", "人", "14人")],
        "a / b",
        "c",
        "consistent",
    ),
    "a rate compared with a whole number is taken as rounded": (
        [("a", "人", "358人"), ("b", "人", "1000人")],
        "100 * a / b",
        "36",
        "consistent",
    ),
    "a sum printed whole is exact": (
        [("a", "人", "100人"), ("b", "人", "7人"), ("c", "人", "108人")],
        "a + b",
        "c",
        "inconsistent",
    ),
}


@pytest.mark.parametrize("name", KNOWN)
def test_verdict_on_a_known_case(name: str) -> None:
    figures, formula, compare_with, verdict = KNOWN[name]
    assert check(figures, formula, compare_with).verdict == verdict


def test_sentence_gives_identity_inputs_interval_and_print_in_both_languages() -> None:
    audit = check(AGES, "100 * young / all", "share")
    for words in ("100 × 甲young ÷ 甲all", "253383938人", "17.95%", "相符"):
        assert words in audit.sentence.zh
    for words in ("100 × A young ÷ A all", "253,383,938", "17.95%", "agrees"):
        assert words in audit.sentence.en


def test_every_figure_of_a_check_leads_to_it() -> None:
    edition = build(AGES, "100 * young / all", "share")
    assert all(len(find_audits(edition, name)) == 1 for name in ("young", "all", "share"))
    assert find_audits(edition, "nosuch") == ()
    assert list_verdicts(edition) == dict.fromkeys(("young", "all", "share"), "consistent")


def test_verdict_on_a_figure_of_several_checks_is_the_worst() -> None:
    same = {"indicator": "members", "region": "cn", "period": "2024", "basis": "flow"}
    check = same | {"compare_with": "members_2024"}
    formulas = {"agrees": "members_2024", "differs": "members_2023"}
    edition = make_edition(
        calculations=[add(calculation=name, formula=text, **check) for name, text in formulas.items()]
    )
    assert {audit.verdict for audit in find_audits(edition, "members_2024")} == {"consistent", "inconsistent"}
    assert list_verdicts(edition)["members_2024"] == "inconsistent"


def test_shipped_checks_find_nothing_inconsistent(shipped_edition: Edition) -> None:
    audits = audit_edition(shipped_edition)
    assert len(audits) >= 6
    assert {audit.verdict for audit in audits} <= {"consistent", "cannot_tell"}


def test_indicator_has_the_checks_that_its_figures_take_part_in(small_edition: Edition) -> None:
    members = small_edition.indicators["members"]
    assert [audit.calculation.id for audit in find_indicator_audits(small_edition, members)] == [
        "members_check"
    ]
    assert find_indicator_audits(small_edition, small_edition.indicators["requests"]) == ()


def test_check_may_be_compared_with_another_check() -> None:
    again = copy("members_check", calculation="again", compare_with="members_check")
    edition = make_edition(calculations=[again])
    audit = next(audit for audit in audit_edition(edition) if audit.calculation.id == "again")
    assert audit.verdict == "consistent"
    assert audit.wanted == edition.derived["members_check"]
