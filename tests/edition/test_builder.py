"""An edition built on what is known equals the one built of the files alone, and costs what was changed."""

from __future__ import annotations

import ast
import dataclasses
import logging
import os
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.edition import builder as builder_module
from publicstats.edition import model as model_module
from publicstats.edition.builder import Builder
from publicstats.edition.model import build_edition, load_edition
from publicstats.reading import tables as tables_module
from publicstats.reading.folder import load_files
from publicstats.reading.kept import Kept
from publicstats.validation import scopes
from tests.edition.editing import PARTS, list_edits, make_parts
from tests.helpers import DATA, change, change_rows, list_problems, make_files, remove, save

TRIED = int(os.environ.get("PUBLICSTATS_EDITS", "6"))
"""Chains of edits that are tried; each is of `LENGTH`."""
LENGTH = 8
CARE = PARTS[0]


def describe(thing: Any) -> Any:
    """Something as plain values that are equal where it says the same, in the same order."""
    if isinstance(thing, pd.DataFrame):
        return [(name, describe(thing[name])) for name in thing]
    if isinstance(thing, pd.Series):
        categories = list(thing.cat.categories) if isinstance(thing.dtype, pd.CategoricalDtype) else []
        return str(thing.dtype), categories, list(thing.index[:3]), list(map(repr, thing.tolist()))
    if isinstance(thing, np.ndarray):
        return str(thing.dtype), list(map(repr, thing.tolist()))
    if isinstance(thing, ast.AST):
        return ast.dump(thing)
    if isinstance(thing, Mapping):
        return [(describe(key), describe(thing[key])) for key in thing]
    if isinstance(thing, (list, tuple)):
        return [describe(each) for each in thing]
    if dataclasses.is_dataclass(thing):
        return [(field.name, describe(getattr(thing, field.name))) for field in dataclasses.fields(thing)]
    return thing


def change_line(data: bytes) -> bytes:
    """The same figures, the first on another line of its article."""

    def edit(rows: list[list[str]]) -> None:
        rows[1][rows[0].index("line")] = "99"

    return change_rows(edit)(data)


@settings(max_examples=TRIED, database=None, print_blob=True)
@given(st.integers(0, 10**9))
def test_builder_gives_after_each_edit_what_a_whole_build_gives(seed: int) -> None:
    builder = Builder()
    for told, files in list_edits(seed, LENGTH):
        built, whole = builder.build(files), build_edition(files)
        assert built.problems == whole.problems, told
        assert describe(built.edition) == describe(whole.edition), told
        failed = any(problem.code == "check_failed" for problem in whole.problems)
        assert builder.work.is_whole == failed, told


def test_edit_of_one_file_reads_and_asks_that_file_alone() -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    assert builder.work.read == len(files)
    assert builder.work.rows.keys() >= set(PARTS)
    outcome = builder.build(files | {CARE: change_line(files[CARE])})
    assert outcome.edition is not None, list_problems(outcome)
    assert (builder.work.read, builder.work.rows) == (1, {CARE: 1})


def test_nothing_is_read_or_asked_of_files_that_are_as_they_were() -> None:
    builder = Builder()
    assert builder.build(make_parts()).edition is not None
    assert builder.build(make_parts()).edition is not None
    assert (builder.work.read, builder.work.rows) == (0, {})


def test_shipped_folder_is_asked_anew_only_where_it_was_edited_or_warned_of() -> None:
    builder, files = Builder(), load_files(DATA)
    warned = {problem.file for problem in builder.build(files).problems}
    name = "figures/hotline.csv"
    builder.build(files | {name: change_line(files[name])})
    assert builder.work.read == 1
    assert builder.work.rows[name] == 1
    assert builder.work.rows.keys() <= {name} | warned


def test_other_name_of_an_indicator_asks_no_figure_again() -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    renamed = files["indicators.csv"].replace("会员,Members".encode(), "成员,Members".encode(), 1)
    assert builder.build(files | {"indicators.csv": renamed}).edition is not None
    assert (builder.work.read, builder.work.rows) == (1, {"indicators.csv": 1})


def test_new_article_asks_its_own_rows_alone() -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    figures, sources = files[CARE], files["sources.csv"]
    figure = figures.splitlines()[1].replace(b"paper_a", b"paper_c").replace(b"2023", b"2022")
    source = sources.splitlines()[1].replace(b"paper_a", b"paper_c").replace("甲报一文".encode(), b"C")
    new = {CARE: figures + figure + b"\n", "sources.csv": sources + source + b"\n"}
    assert builder.build(files | new).edition is not None
    assert (builder.work.read, builder.work.rows) == (2, {CARE: 1, "sources.csv": 1})


@pytest.mark.parametrize(
    ("edit", "asked"),
    [
        (lambda rows: rows.insert(2, [f"{rows[1][0]}_more", *rows[1][1:]]), 1),
        (lambda rows: rows.pop(2), 0),
        (lambda rows: rows.append(rows.pop(1)), 5),
        (lambda rows: [row.__setitem__(-3, "x") for row in (rows[1], rows[-1])], 2),
    ],
    ids=["inserted", "removed", "moved", "two cells"],
)
def test_rows_that_stood_in_a_file_before_are_not_asked(edit: Any, asked: int) -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    builder.build(files | {CARE: change_rows(edit)(files[CARE])})
    assert sum(builder.work.rows.values()) == asked


SIGNED = [change("members_2024", printed="-3名")]
"""A level below zero, which is right where its indicator is signed."""


@pytest.mark.parametrize(
    ("figures", "before", "after", "code"),
    [
        ([], {}, {"units": [change("名", same_as="")]}, "unit_differs"),
        ([], {}, {"units": [remove("人次"), remove("元/人次"), change("件", unit="宗")]}, "unit_unknown"),
        ([], {}, {"indicators": [change("requests", unit="人")]}, "unit_differs"),
        (SIGNED, {"indicators": [change("members", signed="yes")]}, {}, "level_negative"),
        ([], {}, {"indicators": [change("requests", ended="2020")]}, "indicator_ended"),
        ([], {}, {"regions": [change("310000", valid_from="2025-01-01")]}, "region_outside"),
        ([], {}, {"regions": [change("310000", valid_to="2020-01-01")]}, "region_outside"),
        ([], {}, {"sources": [change("paper_a", published="2022-10-10")]}, "period_later"),
    ],
)
def test_figure_that_is_as_it_was_is_judged_by_what_stands_beside_it_now(
    figures: Any, before: Any, after: Any, code: str
) -> None:
    first, second = make_files(figures=figures, **before), make_files(figures=figures, **after)
    builder = Builder()
    assert code not in {problem.code for problem in builder.build(first).problems}
    found = builder.build(second).problems
    assert code in {problem.code for problem in found}
    assert found == build_edition(second).problems
    assert builder.build(first).problems == build_edition(first).problems


def test_edit_of_a_catalogue_asks_the_figures_again_but_reads_no_other_file() -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    units = files["units.csv"].replace("人次,".encode(), "場次,".encode(), 1)
    builder.build(files | {"units.csv": units})
    assert builder.work.read == 1
    assert set(PARTS) <= builder.work.rows.keys()


def test_what_was_right_is_known_while_an_edit_is_refused_and_after_it() -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    refused = files | {CARE: files[CARE].replace(b"paper_a", b"paper_x")}
    for _ in range(2):
        assert builder.build(refused).edition is None
    assert builder.work.read == 0
    assert builder.build(files).edition is not None
    assert (builder.work.read, builder.work.rows) == (0, {})


def test_what_neither_the_edition_nor_the_last_edit_holds_is_forgotten() -> None:
    builder, files = Builder(), make_parts()
    for _ in range(3):
        builder.build(files)
        builder.build(files | {CARE: change_line(files[CARE])})
    builder.build(files)
    assert builder.work.read == 1


def test_branch_knows_what_its_builder_does_and_displaces_nothing_there() -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    branch, draft = builder.branch(), files | {CARE: change_line(files[CARE])}
    for edit in (draft, files | {CARE: b""}, {}):
        branch.build(edit)
    assert branch.build(draft).problems == build_edition(draft).problems
    builder.build(files)
    assert (builder.work.read, builder.work.rows) == (0, {})


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (builder_module, "assemble"),
        (Kept, "begin"),
        (Kept, "take"),
        (Kept, "end"),
        (tables_module, "trace_rows"),
        (scopes, "_choose_rows"),
        (scopes, "_choose_beside"),
        (model_module, "compute_all"),
    ],
)
def test_failure_on_the_way_gives_a_whole_build_and_a_line_in_the_log(
    module: Any, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What is kept is given up where building on it fails, and is there again after the next build."""
    builder, files = Builder(), make_parts()
    builder.build(files)
    edit = files | {CARE: change_line(files[CARE])}
    whole, step = build_edition(edit), getattr(module, name)

    def fail_once(*arguments: Any, **options: Any) -> Any:
        if failed:
            return step(*arguments, **options)
        failed.append(name)
        raise KeyError(name)

    failed: list[str] = []
    with caplog.at_level(logging.ERROR):
        monkeypatch.setattr(module, name, fail_once)
        outcome = builder.build(edit)
    assert failed
    assert builder.work.is_whole
    assert "built anew" in caplog.text
    assert outcome.problems == whole.problems
    assert describe(outcome.edition) == describe(whole.edition)
    for read in (len(files), 0):
        assert builder.build(files).problems == build_edition(files).problems
        assert (builder.work.read, builder.work.is_whole) == (read, False)


def test_folder_that_is_loaded_again_is_built_on_what_is_known(tmp_path: Any) -> None:
    builder, folder = Builder(), save(make_parts(), tmp_path)
    outcomes = [load_edition(folder, build=builder.build) for _ in range(2)]
    assert describe(outcomes[0].edition) == describe(outcomes[1].edition)
    assert builder.work.read == 0
