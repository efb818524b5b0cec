"""A builder that takes over what another has built gives and goes on as that does."""

from publicstats.edition.builder import Builder
from tests.begun import Begun, Built
from tests.helpers import FIGURES, change, make_files

NEXT = make_files(figures=[change("members_2024", printed="1900多万名")])


def test_first_edition_is_taken_over_as_one_that_nobody_has_asked(small_built: Built) -> None:
    builder = Begun(small_built)
    outcome, before = builder.build(make_files()), small_built.outcome
    assert outcome.edition is not None
    assert before.edition is not None
    assert outcome.edition is not before.edition
    assert outcome.edition.fingerprint == before.edition.fingerprint
    assert outcome.problems == before.problems


def test_next_edit_is_built_on_what_was_taken_over_and_displaces_nothing_there(small_built: Built) -> None:
    for _ in range(2):
        builder = Begun(small_built)
        builder.build(make_files())
        outcome = builder.build(NEXT)
        assert outcome.edition is not None
        assert str(outcome.edition.figures["printed"].iloc[1]) == "1900多万名"
        assert (builder.work.read, builder.work.rows) == (1, {FIGURES: 1})


def test_other_files_are_built_as_by_any_builder(small_built: Built) -> None:
    outcome, other = Begun(small_built).build(NEXT), Builder().build(NEXT)
    assert outcome.edition is not None
    assert other.edition is not None
    assert outcome.edition.fingerprint == other.edition.fingerprint
    assert outcome.problems == other.problems
