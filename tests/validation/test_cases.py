"""Every golden case in `cases/`: its problems and their messages; each problem has a case and a page."""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from publicstats.__main__ import main
from publicstats.contract.problem_docs import describe_problems
from publicstats.contract.problem_examples import EXAMPLES
from publicstats.contract.problems import MAX_KEPT, Problem, quote_typed
from publicstats.edition.model import Edition, Outcome, build_edition, load_edition
from publicstats.publishing.changes import find_gone_rows, find_lost_zeros
from publicstats.text.i18n import LANGS, Lang, read_words
from tests.golden import BASE, Case, Place, describe_case, list_cases, load_case, read_base
from tests.helpers import ROOT, list_problem_codes, save

EXPLAINED = [example for group in EXAMPLES.values() for example in group]
every_case = pytest.mark.parametrize("name", list_cases())
AROUND = {"also", "more", "nearest", "place", "place_row"}
"""Words that stand around a problem, and the one that counts others."""


@dataclass(frozen=True)
class Finding:
    """What became of a case: its problems, and those of comparing it with the base."""

    case: Case
    published: bool
    problems: tuple[Problem, ...]
    compared: tuple[Problem, ...]

    @property
    def places(self) -> list[Place]:
        """File, row, column and code of each problem, as `check --format json` gives them."""
        found = [problem.as_dict("zh") for problem in self.problems]
        return [(p["file"], p["row"], p["column"], p["code"]) for p in found]


@cache
def _base() -> Edition:
    edition = build_edition(read_base()).edition
    assert edition is not None
    return edition


_findings: dict[str, Finding] = {}


def _try(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Finding:
    """What becomes of a case, tried once."""
    if name not in _findings:
        case = load_case(name)
        outcome = _load(case, folder, monkeypatch) if case.needs_folder else build_edition(case.files)
        edition = outcome.edition
        compared = [*find_lost_zeros(_base(), edition), *find_gone_rows(_base(), edition)] if edition else []
        case.files.clear()
        _findings[name] = Finding(case, outcome.edition is not None, outcome.problems, tuple(compared))
    return _findings[name]


def _load(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """The outcome of a case's files in a folder, and of what else it has there."""
    save(case.files, folder)
    for name in case.folders:
        (folder / name).mkdir()
    for name, size in case.sizes.items():
        os.truncate(folder / name, size)
    read_bytes = Path.read_bytes

    def read(path: Path) -> bytes:
        failure = case.failing.get(path.relative_to(folder).as_posix())
        if failure is not None:
            raise failure
        return read_bytes(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", read)
        return load_edition(folder)


@every_case
def test_edit_gives_exactly_these_problems_and_messages_that_quote_what_was_typed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = _try(name, tmp_path, monkeypatch)
    assert found.places == found.case.expected
    assert found.published == found.case.published
    assert [problem.code for problem in found.compared] == found.case.compared
    for problem in (*found.problems, *found.compared):
        for lang in LANGS:
            _check_message(problem, lang)


def _check_message(problem: Problem, lang: Lang) -> None:
    words = read_words(lang)
    message, when = problem.describe(lang), problem.say("when", lang)
    given = [problem.typed, *problem.facts.values()]
    assert "{" not in message + when or any("{" in text for text in given)
    assert len(problem.typed) <= MAX_KEPT
    assert len(message) < 1000
    if "{typed}" in words[f"problem.{problem.code}"]:
        assert problem.typed
        assert quote_typed(problem.typed) in message
    if problem.facts.get("nearest"):
        assert problem.facts["nearest"] in message
    if problem.facts.get("rows"):
        assert problem.facts["rows"] in message


def test_base_of_the_cases_is_valid_without_a_word() -> None:
    outcome = load_edition(BASE)
    assert outcome.problems == ()
    assert outcome.edition is not None


def _list_codes() -> set[str]:
    """The codes of all problems: those that the sources give as words, or find by a word of theirs."""
    words = {key.partition(".")[2] for key in read_words("zh") if key.startswith("problem.")} - AROUND
    texts = {
        node.value
        for path in (ROOT / "publicstats").rglob("*.py")
        if not path.name.endswith("_examples.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert words <= list_problem_codes() | texts, "words of problems that no source has"
    return words | list_problem_codes()


def test_every_problem_has_a_case() -> None:
    cases = [describe_case(name) for name in list_cases()]
    shown = {place[-1] for case in cases for place in case.expected} | {
        c for case in cases for c in case.compared
    }
    assert _list_codes() - shown == set()
    assert "more" in shown


def test_every_case_says_what_happened_to_the_analyst() -> None:
    assert all(load_case(name).why.endswith((".", '."')) for name in list_cases() if "50_mb" not in name)


def test_every_problem_is_explained() -> None:
    assert {example.code for example in EXPLAINED} == _list_codes() | {"more"}


@pytest.mark.parametrize("example", EXPLAINED, ids=lambda example: example.code)
def test_problem_is_explained_by_what_a_case_gives(
    example: Problem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gives(name: str) -> bool:
        found = _try(name, tmp_path / name, monkeypatch)
        return any(_is_same(example, problem) for problem in (*found.problems, *found.compared))

    assert any(gives(name) for name in list_cases() if _may_give(describe_case(name), example))


def _may_give(case: Case, example: Problem) -> bool:
    """Whether a case, a short one, is one of a problem of this code at this place."""
    if "50_mb" in case.name or "flood" in case.name:
        return False
    place = example.as_dict("zh")
    place_of = (place["file"], place["row"], place["column"], place["code"])
    return place_of in case.expected or example.code in case.compared


def _is_same(example: Problem, problem: Problem) -> bool:
    """Whether an example shows a problem, a long text shortened, facts that no message has left out."""
    places = [(p.file, p.row, p.column, p.severity) for p in (example, problem)]
    typed = problem.typed == example.typed or (
        len(example.typed) > 80 and problem.typed.startswith(example.typed)
    )
    return places[0] == places[1] and typed and example.facts.items() <= problem.facts.items()


def test_page_of_problems_is_up_to_date() -> None:
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    assert page == describe_problems(), "run: python -m publicstats problems > docs/problems.md"


def test_command_prints_the_page_of_problems(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["problems"]) == 0
    assert capsys.readouterr().out == describe_problems()
