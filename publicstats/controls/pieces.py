"""Small pieces of pages: leads, card rows, tables, lists of problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from publicstats.analysis.audits import Audit
from publicstats.analysis.provenance import Provenance
from publicstats.analysis.remark_line import Line
from publicstats.analysis.vintage_story import Story
from publicstats.contract.problems import Problem
from publicstats.contract.records import Break, Figure, Region
from publicstats.controls.sharing import part, show_html
from publicstats.markup import elements, region_lists, standing, takeaways, turning_points
from publicstats.markup.cards import card_grid, headline, latest_figure
from publicstats.markup.checks import check_entry
from publicstats.markup.citation import citation_box, copy_link
from publicstats.markup.elements import Replaced, Verdicts
from publicstats.markup.mending_links import mending_link
from publicstats.markup.slides import slide_show
from publicstats.markup.telling_lines import line_list
from publicstats.text.i18n import Lang, translate


def render_markup(content: Markup) -> None:
    """Shows HTML that `markup` has made."""
    show_html(content)


def render_title(text: str) -> None:
    """Shows a page's title."""
    show_html(elements.tag("h1", escape(text), "ps-title"))


def render_lead(text: str) -> None:
    """Shows the line under a page's title."""
    show_html(elements.tag("p", escape(text), "ps-lead"))


def render_section(title: str) -> None:
    """Shows the heading of a part of a page."""
    show_html(elements.section(title))


@part
def render_cards(figures: Iterable[Figure], provenance: Provenance, lang: Lang, label: str) -> None:
    """Shows figures as cards."""
    show_html(card_grid(figures, provenance, lang, label))


@part
def render_figure(
    figure: Figure,
    provenance: Provenance,
    lang: Lang,
    story: Story | None,
    lines: Iterable[Line],
    series: Markup,
) -> None:
    """Shows one figure in large type with its whole citation, and beside it `series`, where it stands in one.

    First of all what replaced it, if anything.
    """
    notice = standing.replaced_notice(story, lang) if story else elements.BLANK
    said = line_list(lines, lang, is_full=True)
    cited = citation_box(figure, provenance, lang, copy_link(lang), is_defined=True)
    content = headline(figure, lang) + said + cited
    one = elements.tag("div", notice + content, "ps-one")
    show_html(elements.tag("div", one + series, "ps-pair"))


@part
def render_latest(
    latest: Iterable[tuple[Figure, Iterable[Line]]], provenance: Provenance, lang: Lang
) -> None:
    """Shows latest values in large type, each with what is said of it; several side by side."""
    shown = [latest_figure(figure, lines, provenance, lang) for figure, lines in latest]
    content = elements.BLANK.join(shown)
    show_html(elements.tag("div", content, "ps-latest-several") if shown[1:] else content)


@part
def render_other_values(story: Story, lang: Lang) -> None:
    """Shows the other values of a figure's observation: replaced ones, those that agree, and others."""
    if content := standing.other_values(story, lang):
        show_html(content)


@part
def render_breaks(rows: Sequence[tuple[Break, str]], lang: Lang) -> None:
    """Shows changes of counting, each with what that means for what is shown; nothing for none."""
    if rows:
        title = translate("break.title", lang)
        show_html(elements.section(title) + turning_points.break_list(rows, lang))


@part
def render_slides(
    themes: Iterable[tuple[str, Sequence[Figure]]], lang: Lang, seconds: int, back: str
) -> None:
    """Shows titled figures as slides; `back` is the page that a presenter returns to."""
    show_html(slide_show(themes, lang, seconds, elements.link(back, lang)))


@part
def render_tools(lang: Lang, theme: str = "", briefing: Mapping[str, str] | None = None) -> None:
    """Shows what a reader may do with the page: copy its address, print it, present it, take briefings.

    `briefing` is the selection that they are of; without one there is the brief of all themes.
    """
    show = elements.link("present", lang, **({"theme": theme} if theme else {}))
    print_button = elements.tag(
        "button", escape(translate("tools.print", lang)), "ps-copy ps-print", type="button"
    )
    present = elements.anchor(translate("tools.present", lang), show, "ps-copy")
    taken = takeaways.brief_link(briefing or {}, lang, "ps-copy")
    if briefing:
        taken += takeaways.briefing_link(briefing, lang, "ps-copy")
    show_html(elements.tag("div", copy_link(lang) + print_button + present + taken, "ps-tools"))


@part
def render_downloads(lang: Lang, label: str, parameters: Mapping[str, str], count: int = 0) -> None:
    """Shows links to the figures of a selection as files; `count` is how many there may be."""
    show_html(takeaways.file_links(translate(label, lang), parameters, lang, count))


@part
def render_table(
    figures: Sequence[Figure],
    lang: Lang,
    caption: str,
    columns: Sequence[str] = elements.TABLE_COLUMNS,
    current: str = "",
    verdicts: Verdicts = elements.UNCHECKED,
    replaced: Replaced = elements.UNREPLACED,
) -> None:
    """Shows figures in rows."""
    show_html(elements.figure_table(figures, lang, caption, columns, current, verdicts, replaced=replaced))


@part
def render_places(counts: Sequence[tuple[Region, int]], name: str, lang: Lang) -> None:
    """Shows places and their numbers of figures under the heading of that name; nothing for none."""
    if counts:
        title = translate(f"regions.{name}", lang)
        show_html(elements.section(title, translate(f"regions.{name}_text", lang)))
        show_html(region_lists.counted_places(counts, title, lang))


@part
def render_checks(audits: Iterable[Audit], lang: Lang, level: str = "h2") -> None:
    """Shows checks one under the other, with headings of a level."""
    show_html(elements.BLANK.join(check_entry(audit, lang, level) for audit in audits))


@part
def render_problems(problems: Sequence[Problem], lang: Lang) -> None:
    """Shows what is wrong with the data files, and the ways to mend it, for the analyst who looks."""
    show_html(
        elements.facts(
            (problem.locate(lang), escape(problem.describe(lang)) + " " + mending_link(problem, lang))
            for problem in problems
        )
    )
