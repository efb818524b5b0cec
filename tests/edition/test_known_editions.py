"""An edition that is read back says in everything what the built one says; nothing else is believed."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.history import write_history
from publicstats.analysis.hints import survey_hints
from publicstats.downloads.workbook import write_workbook
from publicstats.edition.known_editions import read_edition, write_edition
from publicstats.edition.model import Edition, build_edition, build_kept
from publicstats.edition.program import name_program
from publicstats.reading.folder import load_files
from publicstats.text.i18n import LANGS
from tests.edition.test_builder import describe
from tests.golden import load_case
from tests.helpers import DATA, ROOT, make_files

CASES = (
    "rules_as_they_should_be",
    "corrections_as_they_should_be",
    "unit_that_changes_at_a_break",
    "masked_but_legible",
    "withdrawn_figure_with_digits",
    "rule_of_periods_that_never_meet",
    "target_beside_actual",
    "thousand_files_of_an_export",
)
"""Folders with rules, warnings, breaks, figures that are hidden and replaced, many files."""


def carry(edition: Edition) -> Edition:
    """The edition that another process reads of what this one writes."""
    columns = write_edition(edition)
    return read_edition(
        [each.combine_chunks() if isinstance(each, pa.ChunkedArray) else each for each in columns]
    )


def build(files: dict[str, bytes]) -> Edition | None:
    return build_edition(files).edition


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("history")
    write_history(DATA, folder, seed=1, years=1)
    edition = build(load_files(folder))
    assert edition is not None
    return edition


def list_answers(edition: Edition) -> Any:
    """All that may be asked of an edition: figures one by one, calculations, series, hints, a workbook."""
    count = len(edition.figures)
    return (
        describe(edition),
        [describe(edition.figure(at)) for at in range(count)],
        [(edition.series.list_series(at), edition.series.find_replacement(at)) for at in range(count)],
        [edition.series.list_members(series).tolist() for series in range(len(edition.series))],
        survey_hints(edition),
        [write_workbook(edition, np.arange(min(count, 300)), lang) for lang in LANGS],
    )


def test_shipped_edition_comes_back_whole(shipped_edition: Edition) -> None:
    assert list_answers(carry(shipped_edition)) == list_answers(shipped_edition)


def test_edition_of_a_history_comes_back_whole(history: Edition) -> None:
    assert history.rolled
    assert list_answers(carry(history)) == list_answers(history)


@pytest.mark.parametrize("name", CASES)
def test_edition_of_a_case_comes_back_whole(name: str) -> None:
    edition = build(load_case(name).files)
    if edition is not None:
        assert describe(carry(edition)) == describe(edition)


def test_at_least_some_of_the_cases_are_editions() -> None:
    assert sum(build(load_case(name).files) is not None for name in CASES[:7]) >= 4


def test_what_rules_give_is_made_only_when_it_is_asked_for(
    history: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("a record of a rule was made")

    monkeypatch.setattr("publicstats.edition.rolled.word_formula", fail)
    monkeypatch.setattr("publicstats.edition.rolled.compute", fail)
    back = carry(history)
    assert len(back.calculations) == len(history.calculations)
    assert list(back.derived) == list(history.derived)


def test_edition_of_kept_files_is_that_of_the_same_files_as_they_were_published() -> None:
    files = make_files()
    assert describe(build_kept(files).edition) == describe(build(files))


def test_columns_of_other_types_come_back_of_these(shipped_edition: Edition) -> None:
    """Whoever makes a column narrower need not think of how it is written."""
    series = dataclasses.replace(
        shipped_edition.series,
        fate=shipped_edition.series.fate.astype(np.int8),
        members=shipped_edition.series.members.astype(np.int32),
    )
    frame = shipped_edition.figures.astype({"_row": "int32", "printed": "category", "low": "float32"})
    narrow = dataclasses.replace(shipped_edition, series=series, _figures=frame)
    assert describe(carry(narrow)) == describe(narrow)


def test_edition_and_name_of_the_program_follow_from_no_order_of_sets_no_zone_and_no_language() -> None:
    """What is known may be read by a process that hashes otherwise, elsewhere."""
    code = (
        "from hashlib import sha256; from publicstats.edition.model import build_edition;"
        "from publicstats.edition.program import name_program;"
        "from publicstats.reading.folder import load_files;"
        "from pathlib import Path; from tests.edition.test_builder import describe;"
        "told = repr(describe(build_edition(load_files(Path('data'))).edition));"
        "print(name_program(), sha256(told.encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone, language in (("1", "Asia/Shanghai", "C"), ("2", "America/Lima", "de_DE.UTF-8"))
    }
    assert len(found) == 1
    assert name_program().encode() in found.pop()


def edit_json(change: Callable[[Any], None]) -> Callable[[list[Any]], list[Any]]:
    """What changes the JSON of an edition."""

    def edit(columns: list[Any]) -> list[Any]:
        told = json.loads(columns[-1][0].as_py())
        change(told)
        return [*columns[:-1], pa.array([json.dumps(told)], pa.large_string())]

    return edit


def replace_codes(least: int, most: int) -> Callable[[list[Any]], list[Any]]:
    """What puts numbers out of their bounds into every column of codes, one column after the other."""

    def spoil(codes: Any) -> Any:
        if not pa.types.is_signed_integer(codes.type):
            return codes
        highest = min(most, np.iinfo(codes.type.to_pandas_dtype()).max)
        return pa.array(np.where(np.arange(len(codes)) % 2 == 0, least, highest), codes.type)

    return lambda columns: [*map(spoil, columns)]


HOSTILE: dict[str, Callable[[list[Any]], list[Any]]] = {
    "nothing": lambda columns: [],
    "JSON alone": lambda columns: columns[-1:],
    "no JSON": lambda columns: columns[:-1],
    "deep JSON": lambda columns: [
        *columns[:-1],
        pa.array(["[" * 200_000 + "]" * 200_000], pa.large_string()),
    ],
    "JSON cut": lambda columns: [*columns[:-1], pa.array([columns[-1][0].as_py()[:-9]], pa.large_string())],
    "a column less": lambda columns: columns[1:],
    "columns turned round": lambda columns: [*columns[-2::-1], columns[-1]],
    "columns too short": lambda columns: [*(c.slice(0, 3) for c in columns[:-1]), columns[-1]],
    "codes below": replace_codes(-5, 0),
    "codes above": replace_codes(0, 2**40),
    "a class by its name": edit_json(lambda told: told.__setitem__(1, {"class": "os.system"})),
    "a field less": edit_json(lambda told: told.pop()),
    "a number for a text": edit_json(lambda told: told.__setitem__(0, 1)),
    "no indicators": edit_json(lambda told: told[1].__setitem__(2, [[], []])),
    "no column of figures": edit_json(lambda told: told[2].pop(1)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_columns_that_are_no_edition_are_refused(name: str, shipped_edition: Edition) -> None:
    columns = [
        each.combine_chunks() if isinstance(each, pa.ChunkedArray) else each
        for each in write_edition(shipped_edition)
    ]
    with pytest.raises(Exception) as raised:  # noqa: PT011 - of whatever kind
        read_edition(HOSTILE[name](columns))
    assert not isinstance(raised.value, (AssertionError, AttributeError))
