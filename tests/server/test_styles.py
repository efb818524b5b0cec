"""Style sheets are spelt out for browsers that know neither nesting nor `light-dark()`."""

import re

import pytest

from publicstats.server.shell.page import write_page_style
from publicstats.server.shell.styles import spell_out

PAGE = write_page_style()


@pytest.mark.parametrize(
    ("rule", "spelt"),
    [
        (".a { x: y; }", ":root .a { x: y; }"),
        (".a, .b > .c { x: y; }", ":root .a, :root .b > .c { x: y; }"),
        (
            ".a:is(.b, [c='d'], :not(.e, .f)) .g { x: y; }",
            ":root .a:is(.b, [c='d'], :not(.e, .f)) .g { x: y; }",
        ),
        ("&, .a { x: y; }", ":root, :root .a { x: y; }"),
        ("&:lang(en) .a { x: y; }", ":root:lang(en) .a { x: y; }"),
        (
            "@media print { .a { x: y; } .b { z: 1; } }",
            "@media print { :root .a { x: y; } :root .b { z: 1; } }",
        ),
        ("/* { a, b } */ .a { x: y; }", ":root .a { x: y; }"),
    ],
)
def test_each_selector_stands_inside_the_root(rule: str, spelt: str) -> None:
    (found, _) = spell_out(rule).split("@supports not")
    assert " ".join(found.split()) == spelt


def test_colours_of_both_schemes_are_given_to_a_browser_that_cannot_choose() -> None:
    _, older = spell_out(".a { --b: light-dark(#fff, #000); } .c { d: e; }").split("@supports not")
    light, dark = older.partition("{")[2].split("@media screen and (prefers-color-scheme: dark)")
    assert "--b: #fff" in light
    assert "--b: #000" in dark
    assert ".c" not in older


def test_page_style_nests_no_rule_in_another_and_loses_none() -> None:
    assert "&" not in PAGE
    flat = re.sub(r"@(media|supports)[^{]*\{", "", PAGE)
    assert not re.search(r"\{[^}]*\{", flat)
    assert PAGE.count("{") == PAGE.count("}")
    older = PAGE.split("@supports not")[1]
    assert "light-dark" not in older.partition("{")[2]
    assert older.count("--ps-text") == 2
