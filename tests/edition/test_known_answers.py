"""A builder that reads what another one kept goes on as that does: the first edit costs what it changed."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.edition.builder import Builder
from publicstats.edition.known_answers import read_answers, write_common, write_file
from publicstats.edition.model import build_edition
from publicstats.reading.folder import load_files
from publicstats.reading.kept import Kept
from publicstats.validation import RULES
from tests.edition.editing import PARTS, list_edits, make_parts
from tests.edition.test_builder import CARE, LENGTH, TRIED, change_line, describe
from tests.helpers import DATA


def join(columns: list[Any] | None) -> list[Any] | None:
    return columns and [c.combine_chunks() if isinstance(c, pa.ChunkedArray) else c for c in columns]


def carry(kept: Kept, *lost: str) -> Kept:
    """What another process reads of what this one kept, some files' part of it lost."""
    files = {digest: join(write_file(kept, digest)) for digest in kept.before.values()}
    without = {kept.before[name] for name in lost}
    common = join(write_common(kept))
    assert common is not None
    return read_answers(common, lambda digest: None if digest in without else files[digest])


def start_again(builder: Builder, *lost: str) -> Builder:
    """A builder of another process that knows what this one does."""
    kept, other = builder.copy(), Builder()
    other.recall(lambda: carry(kept, *lost))
    return other


@settings(max_examples=TRIED, database=None, print_blob=True)
@given(st.integers(0, 10**9))
def test_builder_that_starts_again_at_any_edit_gives_what_a_whole_build_gives(seed: int) -> None:
    builder = Builder()
    for told, files in list_edits(seed, LENGTH):
        builder = start_again(builder)
        built, whole = builder.build(files), build_edition(files)
        assert built.problems == whole.problems, told
        assert describe(built.edition) == describe(whole.edition), told
        failed = any(problem.code == "check_failed" for problem in whole.problems)
        assert builder.work.is_whole == failed, told


def test_first_edit_reads_and_asks_what_it_changed() -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    for edit, rows in (
        (files, {}),
        (files | {CARE: change_line(files[CARE])}, {CARE: 1}),
        (
            files
            | {"indicators.csv": files["indicators.csv"].replace("会员,Members".encode(), b"A,Members")},
            None,
        ),
    ):
        one, other = start_again(builder), builder.branch()
        assert describe(one.build(edit)) == describe(other.build(edit))
        assert one.work == other.work
        assert (one.work.read, one.work.is_whole) == (int(edit is not files), False)
        assert rows is None or one.work.rows == rows


def test_shipped_folder_is_read_in_the_changed_file_alone() -> None:
    builder, files = Builder(), load_files(DATA)
    builder.build(files)
    name = "figures/hotline.csv"
    edit = files | {name: change_line(files[name])}
    one, other = start_again(builder), builder.branch()
    assert describe(one.build(edit)) == describe(other.build(edit))
    assert one.work == other.work
    assert (one.work.read, one.work.rows[name]) == (1, 1)


def test_file_of_which_what_was_kept_is_lost_is_read_anew() -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    one = start_again(builder, PARTS[1], "units.csv")
    assert describe(one.build(files)) == describe(build_edition(files))
    assert (one.work.read, one.work.rows) == (2, {})


def test_what_is_known_is_read_once_and_only_for_a_build() -> None:
    read: list[int] = []
    builder, files = Builder(), make_parts()

    def recall() -> None:
        read.append(1)

    builder.recall(recall)
    assert not read
    builder.build(files)
    builder.build(files)
    builder.branch()
    assert read == [1]


def test_branch_knows_what_its_builder_will_begin_with() -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    branch = start_again(builder).branch()
    branch.build(files)
    assert branch.work.read == 0


def test_rules_have_names_of_their_own() -> None:
    assert len({f"{rule.__module__}.{rule.__qualname__}" for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("column", ["sound", "named"])
def test_answers_of_a_rule_that_is_not_there_are_refused(column: str) -> None:
    builder, files = Builder(), make_parts()
    builder.build(files)
    columns = join(write_common(builder.copy()))
    assert columns is not None
    told = columns[-1][0].as_py()
    spoilt = (
        told.replace("publicstats.validation.", "os.")
        if column == "sound"
        else told.replace('"regions",', "1,")
    )
    assert spoilt != told
    with pytest.raises((LookupError, ValueError)):
        read_answers([*columns[:-1], pa.array([spoilt], pa.large_string())], lambda digest: None)
