"""The values of an indicator that were replaced: the latest first, and no more than asked for."""

from __future__ import annotations

from publicstats.analysis.revision_list import list_reasons_of_standing, list_revisions
from publicstats.edition.model import Edition
from tests.series.making import figure, make


def make_revised() -> Edition:
    return make(
        figure("80次", "2020-01", "a", source="early", status="provisional"),
        figure("84次", "2020-01", "a_final", source="late"),
        figure("90次", "2020-02", "b", source="early"),
        figure("99次", "2020-02", "b_right", source="later", supersedes="b", revision="corrected"),
        figure("50次", "2020-03", "c", source="late"),
        figure("约7微克/立方米", "2020-03", "dust", indicator="dust", source="late"),
    )


def test_replaced_values_are_listed_by_the_day_of_what_replaced_them() -> None:
    revisions = list_revisions(make_revised(), "visits", 9)
    steps = [(step.old.id, step.new.id, step.reason) for step in revisions.steps]
    assert steps == [("b", "b_right", "corrected"), ("a", "a_final", "final")]
    assert revisions.total == 2


def test_of_many_the_latest_are_listed_and_all_are_counted() -> None:
    revisions = list_revisions(make_revised(), "visits", 1)
    assert [step.old.id for step in revisions.steps] == ["b"]
    assert revisions.total == 2


def test_values_that_stand_say_why_those_before_them_do_not() -> None:
    edition = make_revised()
    assert list_reasons_of_standing(edition, "visits") == {"a_final": "final", "b_right": "corrected"}
    assert list_reasons_of_standing(edition, "dust") == {}
    assert list_revisions(edition, "dust", 9) == ((), 0)
