"""A drawing in fewer bytes is the same drawing: the same words, the same marks, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from publicstats.charts.compact import compact_svg
from tests.downloads.reading import list_elements, read_svg

GOLDEN = sorted((Path(__file__).parent / "golden").rglob("*.svg"))


@pytest.mark.parametrize("path", GOLDEN, ids=[path.stem for path in GOLDEN])
def test_words_stay_and_what_is_referred_to_is_there(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    small = compact_svg(svg)
    before, after = read_svg(svg), read_svg(small)
    assert ["".join(e.itertext()) for e in list_elements(after, "text")] == [
        "".join(e.itertext()) for e in list_elements(before, "text")
    ]
    names = {e.attrib["id"] for e in after.iter() if "id" in e.attrib}
    assert {e.attrib["href"].removeprefix("#") for e in list_elements(after, "use")} <= names
    assert len(small) < len(svg)
    assert list_elements(after, "style") == []
    assert compact_svg(svg) == small


def test_lines_dots_and_shapes_are_written_once() -> None:
    long = "M0,0" + "".join(f"L{n}.123456,{n}.5" for n in range(20))
    course = f'<path d="{long}" style="fill: none; stroke: rgb(1, 2, 3)"/>'
    dot = '<path transform="translate({},2.04)" d="M2.5,0A2.5,2.5 0 1,1 0,-2.5A2.5,2.5 0 0,1 2.5,0Z" '
    dot += 'style="stroke-width: 0px; fill: rgb(0, 0, 255)"/>'
    rule = '<path transform="translate(0,{})" d="M4,1h10.00000001" style="stroke: rgb(9, 9, 9)"/>'
    svg = f"<svg>{course}<g/>{course}{dot.format(1)}{dot.format(7)}{rule.format(5)}{rule.format(6)}</svg>"
    small = compact_svg(svg)
    assert small.count("L3.1,3.5") == 1
    assert small.count("<use href=") == 2
    assert '<path d="M1,2h0M7,2h0" style="stroke:#0000ff;stroke-width:5px;stroke-linecap:round"/>' in small
    assert '<path d="M4,6h10M4,7h10" style="stroke:#090909"/>' in small


def test_words_that_look_like_tags_of_a_drawing_stay_words() -> None:
    text = '&lt;path d="M0.123456,0" style="fill: rgb(1, 2, 3)"/&gt; rgb(1, 2, 3); x="1.23456"'
    assert f"<text>{text}</text>" in compact_svg(f"<svg><text>{text}</text></svg>")


def test_what_is_no_drawing_stays_as_it_is() -> None:
    assert compact_svg("") == ""
