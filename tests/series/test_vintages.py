"""Which of several values printed for one observation stands, worked out on paper."""

from __future__ import annotations

from itertools import permutations

import pytest

from publicstats.series.vintages import APART, REPEATS, REPLACED, Value, settle

JANUARY, JUNE = 100, 200


def make(position: int, low: float, high: float, published: int = JANUARY, **more: object) -> Value:
    return Value(position, f"figure_{position}", low, high, True, published=published, **more)  # type: ignore[arg-type]


def settle_in_any_order(*values: Value, **more: object) -> tuple[list[int], dict[int, tuple[int, int, str]]]:
    """What stands and what became of the others; the order of the rows is of no matter."""
    told = []
    for order in permutations(values):
        verdict = settle(order, more.get("named", {}), more.get("revises", {}))  # type: ignore[arg-type]
        told.append(([value.position for value in verdict.standing], verdict.others))
    assert all(each == told[0] for each in told)
    return told[0]


def test_two_prints_of_one_number_are_one_and_the_narrower_stands() -> None:
    # 9.43亿 and 94293万
    standing, others = settle_in_any_order(make(0, 942.5, 943.5), make(1, 942.925, 942.935, JUNE))
    assert standing == [1]
    assert others == {0: (REPEATS, 1, "")}


def test_final_value_within_the_preliminary_one_settles_it() -> None:
    standing, others = settle_in_any_order(
        make(0, 942.5, 943.5, status="provisional"), make(1, 942.925, 942.935, JUNE)
    )
    assert standing == [1]
    assert others == {0: (REPLACED, 1, "final")}


def test_unmarked_later_value_that_does_not_meet_a_preliminary_one_replaces_it() -> None:
    standing, others = settle_in_any_order(
        make(0, 80.25, 80.35, status="provisional"), make(1, 80.005, 80.015, JUNE)
    )
    assert standing == [1]
    assert others == {0: (REPLACED, 1, "final")}


def test_repetition_of_a_preliminary_value_settles_nothing() -> None:
    standing, others = settle_in_any_order(
        make(0, 80.25, 80.35, status="provisional"), make(1, 80.25, 80.35, JUNE)
    )
    assert standing == [0]
    assert others == {1: (REPEATS, 0, "")}


def test_two_sources_of_one_day_that_do_not_meet_disagree_and_both_stand() -> None:
    standing, others = settle_in_any_order(make(0, 80, 80), make(1, 90, 90))
    assert standing == [0, 1]
    assert others == {}


def test_of_a_disagreement_the_value_published_last_is_quoted_first() -> None:
    standing, _ = settle_in_any_order(make(0, 80, 80), make(1, 90, 90, JUNE))
    assert standing == [1, 0]


@pytest.mark.parametrize("status", ["forecast", "estimated"])
def test_what_was_expected_gives_way_to_what_was(status: str) -> None:
    standing, others = settle_in_any_order(make(0, 82, 82, JUNE, status=status), make(1, 80, 81))
    assert standing == [1]
    assert others == {0: (REPLACED, 1, "actual")}


def test_hidden_value_gives_way_to_a_known_one() -> None:
    hidden = Value(0, "figure_0", float("-inf"), float("inf"), False, "masked", published=JUNE)
    standing, others = settle_in_any_order(hidden, make(1, 80, 81))
    assert standing == [1]
    assert others == {0: (REPLACED, 1, "known")}


def test_printed_value_stands_before_a_computed_one() -> None:
    standing, others = settle_in_any_order(make(0, 80, 80, 0, is_derived=True), make(1, 70, 90))
    assert standing == [1]
    assert others == {0: (REPLACED, 1, "printed")}


def test_named_figure_is_replaced_though_it_is_narrower_and_meets() -> None:
    correction = make(1, 79, 81, JUNE, revision="corrected")
    standing, others = settle_in_any_order(make(0, 80, 80), correction, named={0: 1})
    assert standing == [1]
    assert others == {0: (REPLACED, 1, "corrected")}


def test_release_that_revises_another_replaces_its_figures_and_no_others() -> None:
    values = (
        make(0, 80, 80, source="first"),
        make(1, 70, 70, JUNE, source="second"),
        make(2, 90, 90, source="third"),
    )
    standing, others = settle_in_any_order(*values, revises={"second": frozenset({"first"})})
    assert standing == [1, 2]
    assert others == {0: (REPLACED, 1, "revised")}


def test_withdrawn_value_leaves_nothing_standing_but_the_withdrawal() -> None:
    withdrawal = Value(
        1, "figure_1", float("-inf"), float("inf"), False, "missing", "withdrawn", published=JUNE
    )
    standing, others = settle_in_any_order(make(0, 80, 80), withdrawal, named={0: 1})
    assert standing == [1]
    assert others == {0: (REPLACED, 1, "withdrawn")}


def test_rounded_values_whose_ends_touch_do_not_meet() -> None:
    lower = make(0, 98.65, 98.75, ends_open=True)
    upper = make(1, 98.75, 98.85, ends_open=True)
    assert not lower.meets(upper)
    assert not upper.meets(lower)


def test_range_and_a_number_at_its_end_meet() -> None:
    assert make(0, 1, 3).meets(make(1, 3, 3))


def test_values_of_one_observation_are_compared_with_few_others(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    meets = Value.meets

    def count(value: Value, other: Value) -> bool:
        nonlocal calls
        calls += 1
        return meets(value, other)

    monkeypatch.setattr(Value, "meets", count)
    for more in ({}, {"is_derived": True}, {"status": "provisional"}, {"revision": "corrected"}):
        values = [make(n, n, n, n, **more) for n in range(3_000)]
        assert len(settle(values, {}, {}).standing) in (1, 3_000)
    assert calls <= 3 * APART * 3_000


def test_latest_revision_replaces_what_no_other_names() -> None:
    standing, others = settle_in_any_order(
        make(0, 80, 80),
        make(1, 90, 90, JUNE, revision="revised"),
        make(2, 95, 95, JUNE + 1, revision="final"),
    )
    assert standing == [2]
    assert others == {0: (REPLACED, 2, "final"), 1: (REPLACED, 2, "final")}
