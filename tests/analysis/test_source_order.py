"""In which order sources are listed, by whom they are, and what was taken from each."""

from __future__ import annotations

from publicstats.analysis.source_order import (
    count_publishers,
    find_publisher,
    list_lines,
    list_sources,
    name_publisher,
)
from publicstats.edition.model import Edition
from tests.helpers import add, change, make_edition


def test_sources_come_the_latest_first_with_their_numbers_of_figures(small_edition: Edition) -> None:
    assert [(entry.source.id, entry.figures) for entry in list_sources(small_edition)] == [
        ("paper_b", 7),
        ("paper_a", 6),
    ]


def test_sources_without_figures_come_last() -> None:
    edition = make_edition(
        sources=[
            add(
                source="empty",
                title_zh="空",
                title_en="Empty",
                published="2025-01-01",
                published_basis="printed",
                document="c.txt",
            )
        ]
    )
    assert list_sources(edition)[-1].source.id == "empty"
    assert list_sources(edition)[-1].figures == 0


def test_publishers_are_counted_and_found_by_the_name_in_an_address(small_edition: Edition) -> None:
    names = {name_publisher(publisher): count for publisher, count in count_publishers(small_edition)}
    assert names == {"甲报": 1, "-": 1}
    assert find_publisher(small_edition, "甲报") == "甲报"
    assert find_publisher(small_edition, "-") == "-"
    assert find_publisher(small_edition, "丙报") == find_publisher(small_edition, "") == ""


def test_figures_of_a_source_come_in_the_order_of_its_lines_as_numbers() -> None:
    edition = make_edition(figures=[change("members_2023", line="100")])
    names = [edition.figure(position).id for position in list_lines(edition, "paper_a")]
    assert names[0] == "members_2024"
    assert names[-1] == "members_2023"
    assert list_lines(edition, "nobody") == ()
