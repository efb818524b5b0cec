"""What became of a figure: what replaced it, why, what changed; what agrees with it, and what does not."""

from __future__ import annotations

import pytest

from publicstats.analysis.vintage_story import Story, find_last_step, keep_standing, read_story
from publicstats.edition.model import Edition
from tests.helpers import add_rows, make_edition

SOURCES = """source,title_zh,title_en,publisher,published,published_basis,document,revises
early,一月公报,January bulletin,,2026-01-15,printed,c.txt,
late,二月公报,February bulletin,,2026-02-15,printed,d.txt,{revises}
last,终稿,Final bulletin,,2026-02-25,printed,e.txt,"""
HEAD = "figure,indicator,region,breakdown,period,basis,kind,status,printed,source,line,supersedes,revision"


def make(*rows: str, revises: str = "") -> Edition:
    """The small edition with more values of the requests of the nation in one month."""
    lines = []
    for number, row in enumerate(rows):
        name, source, printed, *rest = row.split()
        cells = {"status": "", "supersedes": "", "revision": ""} | dict(part.split("=") for part in rest)
        values = (name, "requests", "cn", "", "2025-12", "flow", "", cells["status"], printed, source)
        lines.append(",".join((*values, str(20 + number), cells["supersedes"], cells["revision"])))
    return make_edition(
        figures=[add_rows("\n".join((HEAD, *lines)))], sources=[add_rows(SOURCES.format(revises=revises))]
    )


def read(edition: Edition, name: str) -> Story:
    story = read_story(edition, name)
    assert story is not None
    return story


@pytest.mark.parametrize("revision", ["final", "revised", "corrected", ""])
def test_replaced_figure_says_what_replaced_it_and_why_and_by_how_much(revision: str) -> None:
    edition = make("a early 499050件", f"b late 454136件 supersedes=a revision={revision}")
    story = read(edition, "a")
    (step,) = story.after
    assert (step.new.id, step.reason) == ("b", revision or "named")
    assert step.changed.zh == "由499050件改为454136件，下降9%"
    assert step.changed.en == "From 499,050 cases to 454,136 cases, down 9%"
    assert story.is_replaced
    assert story.current.id == "b"
    assert [step.old.id for step in read(edition, "b").before] == ["a"]
    assert read(edition, "b").stands


def test_withdrawn_figure_says_so_and_no_change() -> None:
    rows = f"""{HEAD}
a,requests,cn,,2025-12,flow,,,499050件,early,20,,
b,requests,cn,,2025-12,flow,,missing,,late,21,a,withdrawn"""
    edition = make_edition(figures=[add_rows(rows)], sources=[add_rows(SOURCES.format(revises=""))])
    (step,) = read(edition, "a").after
    assert step.reason == "withdrawn"
    assert step.changed.zh == "由499050件改为未载数字"


def test_preliminary_value_that_was_settled_says_that_it_agrees_as_far_as_is_printed() -> None:
    edition = make("a early 45.4万件 status=provisional", "b late 454136件")
    (step,) = read(edition, "a").after
    assert (step.reason, step.changed.zh) == ("final", "由45.4万件改为454136件，按公布精度相符")


def test_release_that_revises_another_replaces_its_figure() -> None:
    (step,) = read(make("a early 3000件", "b late 3300件", revises="early"), "a").after
    assert (step.reason, step.changed.en) == ("revised", "From 3,000 cases to 3,300 cases, up 10%")


def test_figure_replaced_twice_names_both_steps_and_leads_to_the_last() -> None:
    edition = make("a early 3000件", "b late 3300件 supersedes=a", "c last 3400件 supersedes=b")
    assert [step.new.id for step in read(edition, "a").after] == ["b", "c"]
    assert read(edition, "a").current.id == "c"
    assert [step.old.id for step in read(edition, "c").before] == ["b", "a"]
    step = find_last_step(edition, "a")
    assert step is not None
    assert step.new.id == "c"
    assert find_last_step(edition, "c") is None


def test_values_that_agree_are_said_to_agree_and_replace_nothing() -> None:
    edition = make("a early 45.4万件", "b late 454136件")
    story = read(edition, "a")
    assert not story.is_replaced
    assert story.after[0].is_finer
    assert story.after[0].changed.zh == "45.4万件与454136件相符"
    assert [step.reason for step in read(edition, "b").before] == [""]


def test_values_that_cannot_both_be_right_stand_side_by_side() -> None:
    edition = make("a early 3000件", "b late 3300件")
    assert [figure.id for figure in read(edition, "a").disagreeing] == ["b"]
    assert [figure.id for figure in read(edition, "b").disagreeing] == ["a"]
    assert read(edition, "a").stands


def test_lists_keep_figures_that_stand_only() -> None:
    edition = make("a early 3000件", "b late 3300件 supersedes=a")
    figures = [figure for name in ("a", "b") if (figure := edition.find(name))]
    assert [figure.id for figure in keep_standing(edition, figures)] == ["b"]


def test_figure_that_is_not_there_has_no_story() -> None:
    assert read_story(make("a early 3000件"), "no_such") is None
