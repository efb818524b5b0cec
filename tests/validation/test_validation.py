"""Every rule about cells, rows and formulas: what is refused, where, and with which words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from publicstats.contract.codelists import RESERVED_THEMES
from publicstats.contract.problems import FLOOD, Problem, quote_typed
from publicstats.edition.model import build_edition
from publicstats.text.i18n import LANGS, Lang, translate
from tests.helpers import (
    FIGURES,
    GROWTH,
    Change,
    add,
    change,
    check,
    clear,
    copy,
    drop,
    list_problem_codes,
    make_edition,
    make_files,
    remove,
)
from tests.validation.misleading_cases import MISLEADING
from tests.validation.rolling_cases import ROLLING, ROLLING_ACCEPTED
from tests.validation.series_cases import SERIES
from tests.validation.validation_cases import CALCULATIONS, REFUSED, THEMES, UNITS

CASES = [*REFUSED, *MISLEADING, *SERIES, *ROLLING]


@cache
def _problems(case: int) -> tuple[Problem, ...]:
    return build_edition(make_files(**CASES[case][1])).problems


every_case = pytest.mark.parametrize("case", range(len(CASES)), ids=[case[0] for case in CASES])


@every_case
def test_wrong_edit_is_refused_where_it_is_wrong(case: int) -> None:
    assert [(p.file, p.row, p.column, p.code, p.typed) for p in _problems(case)] == CASES[case][2]


@pytest.mark.parametrize("lang", LANGS)
@every_case
def test_message_names_the_place_and_says_what_to_do(case: int, lang: Lang) -> None:
    for problem in _problems(case):
        message, place = problem.describe(lang), problem.locate(lang)
        assert problem.file in place
        assert str(problem.row) in place
        assert problem.column in place
        assert "{" not in message
        facts = {"typed": quote_typed(problem.typed), "column": problem.column} | problem.facts
        assert translate(f"remedy.{problem.code}", lang, **facts) in message


ACCEPTED: dict[str, dict[str, Any]] = {
    "a negative change": {"figures": [change("share_2024", printed="-3.2%", **GROWTH)]},
    "a fall in percentage points": {"figures": [change("share_2024", printed="下降3.2%", **GROWTH)]},
    "a change of people in per cent": {"figures": [change("members_2024", printed="增长3%", **GROWTH)]},
    "a growth in people and one in per cent": {
        "figures": [
            change("members_2024", printed="增长3%", **GROWTH),
            copy("members_2024", figure="added", printed="增加12万名", **GROWTH),
        ]
    },
    "growth against a year long before": {
        "figures": [change("members_2024", printed="增长3%", basis="growth", base="2018")]
    },
    "growth printed against the end of the year before": {
        "figures": [
            change(
                "members_2024", printed="比上年末增长3%", basis="growth", base="2023-12-31", period="2024-06"
            )
        ]
    },
    "growth at constant prices beside that at current ones": {
        "figures": [
            copy("money_2024", figure="real", printed="增长3%", basis="growth", base="year_before"),
            copy(
                "money_2024",
                figure="nominal",
                printed="增长4%",
                basis="growth",
                base="year_before",
                comparability="constant_prices",
            ),
        ]
    },
    "a final value of what was printed before": {
        "figures": [
            copy("members_2023", figure="final", source="paper_b", period="2023-12", revision="final"),
            copy(
                "money_2024",
                figure="gone",
                source="paper_b",
                printed="",
                status="missing",
                revision="withdrawn",
            ),
        ]
    },
    "a release that revises an earlier one": {"sources": [change("paper_b", revises="paper_a")]},
    "a place that took the place of another": {
        "regions": [
            add(
                region="old_town",
                name_zh="旧镇",
                name_en="Old Town",
                level="town",
                valid_from="1990-01-01",
                valid_to="2019-12-31",
                successor="310000;110000",
            )
        ]
    },
    "figures up to the end of their indicator": {
        "indicators": [change("share", ended="2024", successor="members")]
    },
    "another unit from a break on": {
        "breaks": [
            add(**{"break": "anew", "from": "2024-06"}, indicator="members", note_zh="改", note_en="Anew")
        ],
        "figures": [
            copy("members_2024", figure="visits", period="2024-07", printed="3万人次"),
            copy("members_2024", figure="more", period="2024-08", printed="4万人次"),
        ],
        "calculations": [change("members_check", formula="visits + more", compare_with="")],
    },
    "five-year plans and what they began with": {
        "figures": [
            copy("money_2024", figure=f"plan_{number}", period=period)
            for number, period in enumerate(("2021", "2021/2025", "2023-W44", "2023-09/2024-08"))
        ]
        + [change("money_hidden", kind="target")]
    },
    "people that have doubled": {"figures": [change("members_2024", printed="翻一番", **GROWTH)]},
    "an aim that is a target": {"figures": [change("members_target", printed="力争2000万名以上")]},
    "a growth rate under an indicator in per cent": {
        "calculations": [
            change("members_gain", indicator="share", formula="100 * (share_2024 - 90) / share_2024")
        ]
    },
    "a note that begins with a number": {
        "figures": [change("fee", note_zh="-3度以下", note_en="+5 in one place")]
    },
    "another source on the same thing": {
        "figures": [copy("share_2024", figure="again", source="paper_a", printed="98%")]
    },
    "a target beside the actual value": {"figures": [copy("share_2024", figure="goal", kind="target")]},
    "a unit that is the same as another": {"figures": [change("members_2024", printed="1700多万人")]},
    "a region that is an id": {
        "regions": [add(region="river_delta", name_zh="三角洲", name_en="Delta", level="area")]
    },
    "a list with other separators": {"charts": [change("care_table", indicators="members； share、money")]},
    "a line break inside a note": {"figures": [change("fee", note_zh="一\n二", note_en="one\r\ntwo")]},
    "a check against a number": {"calculations": [change("members_check", compare_with="-100.5")]},
    "a check of a calculation": {"calculations": [change("members_check", compare_with="members_gain")]},
    "a calculation of calculations": {"calculations": [change("members_check", formula="members_gain * 2")]},
    "an average compared with printed money": {
        "calculations": [
            add(
                calculation="x",
                indicator="average",
                region="cn",
                period="2024",
                basis="flow",
                formula="money_per_member - fee",
            )
        ]
    },
}


ALL_ACCEPTED = ACCEPTED | ROLLING_ACCEPTED


@pytest.mark.parametrize("changes", ALL_ACCEPTED.values(), ids=ALL_ACCEPTED)
def test_right_edit_is_accepted_without_a_word(changes: dict[str, Any]) -> None:
    assert check(**changes) == []


def test_warning_does_not_keep_an_edition_from_readers() -> None:
    edition = make_edition(figures=[remove("share_2024")])
    assert [(p.code, p.severity) for p in edition.problems] == [("chart_empty", "warning")]


def test_all_problems_of_an_edition_are_reported_at_once() -> None:
    problems = check(
        themes=[change("care", order="first")],
        units=[drop("kind")],
        figures=[
            change("fee", line="x", period="2024-13"),
            change("requests_bj", region="x"),
            change("money_2024", printed=""),
        ],
        calculations=[change("members_gain", formula="members_2024 -")],
    )
    assert {(file, code) for file, _, _, code, _ in problems} == {
        (THEMES, "integer"),
        (UNITS, "column_missing"),
        (FIGURES, "integer"),
        (FIGURES, "period_day"),
        (FIGURES, "id_unknown"),
        (FIGURES, "printed_blank"),
        (CALCULATIONS, "formula_unreadable"),
    }


def test_problems_come_in_the_order_of_files_and_rows() -> None:
    edits = [change("fee", line="x"), change("members_2023", line="y"), change("money_2024", line="z")]
    assert [row for _, row, *_ in check(figures=edits)] == [2, 8, 10]


def test_flood_of_one_mistake_is_folded_into_a_count() -> None:
    many = [
        copy("share_2024", figure=f"f{number}", period=f"{1900 + number}", line="x")
        for number in range(FLOOD + 5)
    ]
    problems = check(figures=many)
    assert [code for *_, code, _ in problems].count("integer") == FLOOD
    assert problems[-1][:4] == (FIGURES, 15 + FLOOD, "line", "more")


@pytest.mark.parametrize("name", ["themes", "units", "indicators", "regions", "sources", "breakdowns"])
def test_table_that_lost_its_rows_is_one_problem_and_not_one_for_each_reference(name: str) -> None:
    assert check(**{name: [clear]}) == [(f"{name}.csv", 0, "", "table_empty", "")]


def test_figures_that_formulas_need_are_missed_once() -> None:
    assert {code for *_, code, _ in check(figures=[clear])} == {"table_empty", "chart_empty"}


def test_edition_of_nothing_but_headers_is_valid() -> None:
    files = {name: data.split(b"\n", 1)[0] + b"\n" for name, data in make_files().items()}
    outcome = build_edition(files)
    assert outcome.edition is not None
    assert len(outcome.edition.figures) == 0


def test_every_code_of_the_rules_has_a_case_here() -> None:
    tested = {code for _, _, expected in CASES for *_, code, _ in expected}
    assert list_problem_codes("validation") - tested == {"table_empty"}  # which has a test of its own


def test_nearest_known_name_is_offered() -> None:
    files = make_files(figures=[change("share_2024", indicator="shares", basis="stok")])
    hints = {p.code: p.facts["nearest"] for p in build_edition(files).problems if "nearest" in p.facts}
    assert hints == {"id_unknown": "share", "choice": "stock"}


def test_message_says_which_number_a_spreadsheet_rewrote() -> None:
    problem = next(p for p in build_edition(make_files(figures=[change("fee", printed="1.2E+08")])).problems)
    assert "120000000" in problem.describe("zh")
    assert "120000000" in problem.describe("en")


def test_message_of_a_doubled_id_names_the_first_place() -> None:
    problem = build_edition(make_files(figures=[copy("fee", period="2023")])).problems[0]
    assert f"{FIGURES}:10" in problem.describe("en")


def test_every_page_of_the_site_is_an_address_that_no_theme_may_take() -> None:
    text = (Path(__file__).resolve().parents[2] / "dashboard.py").read_text(encoding="utf-8")
    pages = set(re.findall(r'make_page\("([a-z]+)"', text))
    assert len(pages) >= 6
    assert pages <= RESERVED_THEMES


@pytest.mark.parametrize("table", ["regions", "units", "calculations"])
def test_circle_of_thousands_is_one_short_problem(table: str) -> None:
    rows: dict[str, Callable[[int], Change]] = {
        "regions": lambda n: add(
            region=f"c{n}", name_zh=f"x{n}", name_en=f"x{n}", level="other", parent=f"c{(n + 1) % 3000}"
        ),
        "units": lambda n: add(unit=f"c{n}", same_as=f"c{(n + 1) % 3000}", kind="count"),
        "calculations": lambda n: add(
            calculation=f"c{n}",
            indicator="members",
            region="cn",
            period="2024",
            basis="stock",
            formula=f"c{(n + 1) % 3000} + 1",
        ),
    }
    (problem,) = build_edition(make_files(**{table: map(rows[table], range(3000))})).problems
    assert problem.facts["chain"] == "c0 → c1 → c2 → c3 → c4 → c5 → c6 → c7 → c8 → … → c0"


def test_thousands_of_circles_are_folded_into_a_count() -> None:
    row = {"indicator": "members", "region": "cn", "period": "2024", "basis": "stock"}
    pairs = [add(calculation=f"c{n}", formula=f"c{n ^ 1} + 1", **row) for n in range(2 * FLOOD + 20)]
    problems = check(calculations=pairs)
    assert len(problems) == FLOOD + 1
    assert problems[-1][3] == "more"


def test_message_does_not_write_out_a_number_of_hundreds_of_digits() -> None:
    (problem,) = build_edition(make_files(figures=[change("fee", printed="1.2E+999")])).problems
    assert len(problem.describe("en")) < 200
