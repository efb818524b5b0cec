"""Which figures compare, and in what order places stand."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from publicstats.analysis import comparing, groups
from publicstats.edition.model import Edition
from tests.helpers import GROWTH, Change, add, add_rows, change, copy, make_edition

CITIES = add_rows("""\
region,name_zh,name_en,level,parent,row,column
310115,浦东新区,Pudong,county,310000,,
120000,天津市,Tianjin,province,cn,3,5
130000,河北省,Hebei,province,cn,2,4
masked_city,某市（地名隐去）,A city (name hidden),city,cn,,""")


def _share(region: str, printed: str, **cells: str) -> Change:
    return copy("share_2024", figure=f"s_{region}_{len(cells)}", region=region, printed=printed, **cells)


def _edition(*figures: Change, better: str = "up") -> Edition:
    return make_edition(regions=[CITIES], indicators=[change("share", better=better)], figures=figures)


def _rank(edition: Edition) -> list[list[tuple[str, int, int]]]:
    group = groups.list_groups(edition, edition.indicators["share"])[0]
    rankings = comparing.rank_places(groups.select_group(edition, group), group.indicator.better)
    return [[(s.region.id, s.best, s.worst) for s in ranking.ranked] for ranking in rankings]


def test_changes_in_several_units_are_compared_in_the_commonest() -> None:
    figures = [
        _share("110000", "增长3%", **GROWTH),
        _share("120000", "提高2.1个百分点", **GROWTH),
        _share("130000", "下降4%", **GROWTH),
    ]
    points = add(unit="个百分点", name_en="percentage points", kind="ratio")
    edition = make_edition(
        regions=[CITIES], units=[points], indicators=[change("share", better="up")], figures=figures
    )
    assert _rank(edition) == [[("110000", 1, 1), ("130000", 2, 2)]]


def test_places_whose_intervals_cannot_meet_are_ranked_one_after_another() -> None:
    figures = (_share("110000", "99.5%"), _share("120000", "97%"))
    assert _rank(_edition(*figures)) == [[("110000", 1, 1), ("310000", 2, 2), ("120000", 3, 3)]]
    assert _rank(_edition(*figures, better="down")) == [
        [("120000", 1, 1), ("310000", 2, 2), ("110000", 3, 3)]
    ]
    assert _rank(_edition(*figures, better="")) == _rank(_edition(*figures))


def test_places_whose_intervals_overlap_share_their_ranks() -> None:
    edition = _edition(_share("110000", "超98%"), _share("120000", "97%"))
    assert _rank(edition) == [[("310000", 1, 2), ("110000", 1, 2), ("120000", 3, 3)]]


def test_overlap_in_a_chain_does_not_make_the_ends_alike() -> None:
    edition = _edition(
        change("share_2024", printed="1至3%"), _share("110000", "2至5%"), _share("120000", "4至6%")
    )
    assert _rank(edition) == [[("120000", 1, 2), ("110000", 1, 3), ("310000", 2, 3)]]


def test_open_end_is_certainly_beyond_nothing() -> None:
    edition = _edition(
        change("share_2024", printed="90%以上"), _share("110000", "99%"), _share("120000", "80%")
    )
    assert _rank(edition) == [[("110000", 1, 2), ("310000", 1, 2), ("120000", 3, 3)]]


def test_masked_figure_is_listed_after_the_ranked_ones_and_has_no_rank() -> None:
    edition = _edition(_share("110000", "99%"), _share("120000", "***%", status="masked"))
    group = groups.list_groups(edition, edition.indicators["share"])[0]
    (ranking,) = comparing.rank_places(groups.select_group(edition, group))
    assert [s.region.id for s in ranking.ranked] == ["110000", "310000"]
    assert [(s.region.id, s.best, s.worst) for s in ranking.unknown] == [("120000", 0, 0)]


def test_place_is_never_ranked_with_one_of_another_level() -> None:
    edition = _edition(_share("cn", "97%"), _share("310115", "96%"), _share("masked_city", "95%"))
    assert _rank(edition) == []


def test_target_is_never_ranked_with_an_actual_figure() -> None:
    edition = _edition(_share("110000", "99%", kind="target"))
    assert _rank(edition) == []


def test_place_with_two_sources_stands_once_with_all_that_both_allow() -> None:
    edition = _edition(_share("310000", "90%", source="paper_a"), _share("110000", "95%"))
    group = groups.list_groups(edition, edition.indicators["share"])[0]
    (ranking,) = comparing.rank_places(groups.select_group(edition, group))
    both = next(s for s in ranking.ranked if s.region.id == "310000")
    assert [figure.source.id for figure in both.figures if figure.source] == ["paper_b", "paper_a"]
    assert (both.low, both.high) == (Decimal("89.5"), Decimal("98.75"))
    assert (both.best, both.worst) == (1, 2)


def test_neighbours_by_their_last_digit_are_ranked_and_a_limit_that_is_meant_is_not() -> None:
    figures = (_share("110000", "98.8%"), _share("120000", "98.6%"))
    assert _rank(_edition(*figures)) == [[("110000", 1, 1), ("310000", 2, 2), ("120000", 3, 3)]]
    limited = _edition(change("share_2024", printed="90%以下"), _share("110000", "90%以上"))
    assert _rank(limited) == [[("310000", 1, 2), ("110000", 1, 2)]]


def _is_certainly_below(one: comparing.Standing, other: comparing.Standing) -> bool:
    if one.high is None or other.low is None:
        return False
    rounded = all(f.quantity is not None and f.quantity.excludes_high for f in one.figures)
    return one.high <= other.low if rounded else one.high < other.low


@settings(max_examples=15)
@given(st.lists(st.integers(0, 60), min_size=4, max_size=4), st.sampled_from(["up", "down", ""]))
def test_ranks_follow_from_the_intervals_alone(numbers: list[int], better: str) -> None:
    printed = [
        f"{word}{number}%"
        for word, number in zip(("", "约", "超", "近"), (n + 1 for n in numbers), strict=True)
    ]
    edition = _edition(
        change("share_2024", printed=printed[0]),
        *(_share(r, p) for r, p in zip(("110000", "120000", "130000"), printed[1:], strict=True)),
        better=better,
    )
    group = groups.list_groups(edition, edition.indicators["share"])[0]
    (ranking,) = comparing.rank_places(groups.select_group(edition, group), better)
    for one in ranking.ranked:
        below = [_is_certainly_below(one, other) for other in ranking.ranked]
        above = [_is_certainly_below(other, one) for other in ranking.ranked]
        certain, behind = (above, below) if better == "down" else (below, above)
        assert (one.best, one.worst) == (1 + sum(certain), 4 - sum(behind))
