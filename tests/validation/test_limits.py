"""How much is listed of what is wrong in the same way, and that the rest is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import pytest

from publicstats.contract.problems import FLOOD, MOST, Problem, fold_files, fold_floods, has_errors
from publicstats.edition.model import build_edition
from publicstats.text import nearest
from publicstats.text.i18n import LANGS
from publicstats.validation import side_by_side
from tests.helpers import FIGURES, add, change, copy, make_files

FILES = 12


def make_many(row: str) -> dict[str, bytes]:
    """Files of figures, each with 150 rows: {n} in `row` tells them apart."""
    files = make_files()
    header = files[FIGURES].split(b"\n", 1)[0].decode()
    for file in range(FILES):
        rows = [row.format(n=f"{file}_{number}") for number in range(150)]
        files[f"figures/new{file}.csv"] = "\n".join([header, *rows, ""]).encode()
    return files


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("x{n},members,cn,,2024-05,stock,,,5人,paper_c{n},3,,,,,,", "id_unknown"),
        ("x{n},members,cn,,2024-05,stok,,,5人,paper_a,3,,,,,,", "choice"),
        ("x{n},members,cn,,2024-05,stock,,,5人{n},paper_a,3,,,,,,", "printed_unreadable"),
        ("x{n},members,cn,,2024-05,stock,,,5人,paper_a", "row_length"),
        ("合计{n},,,,,,,,,,,,,,,,", "row_sparse"),
    ],
)
def test_of_all_files_three_hundred_are_listed_and_the_rest_is_counted(row: str, code: str) -> None:
    problems = [p for p in build_edition(make_many(row)).problems if code in (p.code, p.facts.get("code"))]
    counts = Counter(problem.code for problem in problems)
    assert counts[code] <= MOST
    assert counts["more_files"] == 1
    # Of unlike texts in one file a rule may tell the first alone and name the rows of the others in it.
    more = sum(int(problem.facts["count"]) for problem in problems if problem.code.startswith("more"))
    assert counts[code] + more == FILES * 150
    assert len(problems) <= MOST + 1
    for lang in LANGS:
        assert all("{" not in problem.describe(lang) for problem in problems)


def test_suggestions_are_looked_for_only_where_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    find = nearest.Known.find

    def note(known: nearest.Known, name: str) -> str:
        asked.append(name)
        return find(known, name)

    monkeypatch.setattr(nearest.Known, "find", note)
    build_edition(make_many("x{n},members,cn,,2024-05,stock,,,5人,paper_c{n},3,,,,,,"))
    assert 0 < len(asked) <= MOST


def test_more_of_a_warning_is_a_warning() -> None:
    warnings = [
        Problem("base_unstated", "figures/a.csv", row, "base", severity="warning") for row in range(150)
    ]
    assert not has_errors(fold_floods(warnings))
    assert [p.facts for p in fold_floods(warnings)][-1] == {
        "code": "base_unstated",
        "count": "50",
        "first": "100",
    }
    many = [Problem("base_unstated", f"figures/{n}.csv", 1, severity="warning") for n in range(MOST + 5)]
    assert not has_errors(fold_files(many))


def test_many_figures_after_their_sources_are_one_flood() -> None:
    edits = [copy("members_2023", figure=f"x{n}", period=f"20{n % 70 + 30}-0{n % 9 + 1}") for n in range(400)]
    problems = build_edition(make_files(figures=[change("members_2023", line="3"), *edits])).problems
    later = [problem for problem in problems if problem.code == "period_later"]
    assert len(later) == FLOOD
    assert [p.facts["count"] for p in problems if p.facts.get("code") == "period_later"] == ["300"]


def test_categories_of_a_drawing_are_compared_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []

    def note(categories: Sequence[Any], size: int) -> Iterator[tuple[Any, ...]]:
        counts.append(len(categories))
        return combinations(categories, size)

    monkeypatch.setattr(side_by_side, "combinations", note)
    kinds = [add(breakdown=f"b{n}", name_zh=f"类{n}", name_en=f"Kind {n}") for n in range(500)]
    figures = [
        copy("members_young", figure=f"x{n}", breakdown=f"b{n}", printed=f"{n + 1}人") for n in range(500)
    ]
    assert build_edition(make_files(breakdowns=kinds, figures=figures)).edition is not None
    assert max(counts) == side_by_side.MOST
