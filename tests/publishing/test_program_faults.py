"""Errors of the program itself: a problem, tried again, and nothing changes for readers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from publicstats import validation
from publicstats.__main__ import main
from publicstats.edition.builder import Builder
from publicstats.edition.model import build_edition
from publicstats.figures.wording import describe_figure
from publicstats.publishing import Store
from publicstats.publishing import changes as changes_module
from publicstats.publishing import store as store_module
from publicstats.reading.tables import fingerprint_files
from tests.helpers import FIGURES, change, make_files, save
from tests.publishing.spoiling import GOOD, NEXT, is_current, list_codes, served

ERRORS = [RecursionError(), MemoryError(), NotImplementedError(), ZeroDivisionError(), KeyError("x")]
STEPS = [
    (store_module, "load_files"),
    (store_module, "fingerprint_files"),
    (Builder, "build"),
    (store_module, "find_lost_zeros"),
    (store_module, "compare_editions"),
    (store_module, "give_back"),
    (store_module, "finish_restore"),
    (changes_module, "describe_figure"),
    (changes_module, "pair_figures"),
]


FAILURES = [(*step, OverflowError()) for step in STEPS] + [(*STEPS[0], error) for error in ERRORS]
"""Where the program fails, and with what: each place, and each kind of error at one of them."""


@pytest.mark.parametrize(("module", "step", "error"), FAILURES)
def test_error_of_the_program_is_a_problem_and_tried_again(
    module: Any, step: str, error: Exception, store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise error

    save(NEXT, data)
    with monkeypatch.context() as patch:
        patch.setattr(module, step, fail)
        for _ in range(2):
            serial = store.snapshot.serial
            store.check()
            (problem,) = store.snapshot.problems
            assert (problem.code, problem.facts["error"]) == ("check_failed", type(error).__name__)
            assert is_current(store) == 0
            assert store.snapshot.is_unsettled
            assert served(store) in ({fingerprint_files(GOOD)} if step != "give_back" else {served(store)})
    assert step == "give_back" or serial == store.snapshot.serial, "what stays the same redraws no page"
    store.check()
    assert (served(store), is_current(store), list_codes(store)) == (fingerprint_files(NEXT), 1, set())
    assert not store.snapshot.is_unsettled


@pytest.mark.parametrize("step", ["load_files", "fingerprint_files", "compare_editions", "find_lost_zeros"])
def test_start_serves_the_last_good_edition_whatever_fails(
    step: str, store: Store, data: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise OverflowError

    save(NEXT, data)
    restarted = Store(data, state)
    with monkeypatch.context() as patch:
        patch.setattr(store_module, step, fail)
        restarted.check()
    assert (served(restarted), list_codes(restarted)) == (fingerprint_files(GOOD), {"check_failed"})
    assert restarted.check().is_current
    assert served(store) == fingerprint_files(GOOD)


def test_archive_that_fails_for_another_reason_than_its_folder_is_a_problem(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise KeyError("x")

    save(NEXT, data)
    with monkeypatch.context() as patch:
        patch.setattr(store.archive, "record", fail)
        store.check()
    assert (served(store), list_codes(store)) == (fingerprint_files(GOOD), {"check_failed"})
    assert store.check().is_current


def test_rule_that_fails_hides_nothing_that_the_others_find(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(context: object) -> list[Any]:
        raise RecursionError

    monkeypatch.setattr(validation, "RULES", (fail, *validation.RULES))
    outcome = build_edition(make_files(figures=[change("fee", line="x")]))
    assert outcome.edition is None
    assert {(problem.file, problem.code) for problem in outcome.problems} == {
        ("*.csv", "check_failed"),
        (FIGURES, "integer"),
    }


def test_edition_before_that_cannot_be_worded_keeps_no_edit_from_being_published(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = store.snapshot.edition

    def fail(figure: Any, lang: Any) -> str:
        if figure.printed == "1700多万名":
            raise OverflowError
        return describe_figure(figure, lang)

    assert old is not None
    monkeypatch.setattr(changes_module, "describe_figure", fail)
    save(NEXT, data)
    assert store.check().is_current
    listed = {change.figure: change for change in store.archive.list_entries()[-1].changes.listed}
    assert listed["members_2024"].before.zh == "1700多万名"
    assert "1900" in listed["members_2024"].after.zh


def test_check_says_in_json_too_that_the_program_failed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(context: object) -> list[Any]:
        raise MemoryError

    monkeypatch.setattr(validation, "RULES", (fail, *validation.RULES))
    assert main(["check", str(data), "--format", "json", "--lang", "en"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["file"]) == ("check_failed", "*.csv")
    assert "MemoryError" in problem["message"]
