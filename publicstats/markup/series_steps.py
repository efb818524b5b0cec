"""A figure inside its series: the course with its own point marked, and the values that matter beside it."""

from __future__ import annotations

from markupsafe import Markup, escape

from publicstats.analysis.series_position import CURRENT, OWN, Position, Step
from publicstats.charts.spark import LARGE, describe_spark, draw_spark
from publicstats.contract.records import Figure
from publicstats.figures.wording import format_time
from publicstats.markup import elements
from publicstats.markup.cards import write_picture
from publicstats.markup.parts import piece
from publicstats.period import format_period, parse_period
from publicstats.text.i18n import Lang, translate


@piece
def series_position(position: Position, lang: Lang) -> Markup:
    """The course of a figure's series where it has enough values, then the steps around the figure."""
    title = translate("position.title", lang)
    steps = elements.BLANK.join(_step(step, lang) for step in position.steps)
    listed = elements.tag("ol", steps, "ps-steps", aria_label=title)
    course = _course(position, lang) if position.has_line else elements.BLANK
    return elements.tag(
        "section", elements.section(title) + course + listed + _all(position, lang), "ps-in-series"
    )


def _course(position: Position, lang: Lang) -> Markup:
    said = describe_spark(position.course, lang)
    here = format_period(parse_period(position.here.period), lang)
    described = translate("position.described", lang, course=said, period=here)
    picture = write_picture(draw_spark(position.course, position.here, LARGE), described, LARGE)
    known = position.course.known
    ends = (format_period(parse_period(each.period), lang) for each in (known[0], known[-1]))
    axis = elements.BLANK.join(elements.tag("span", escape(end)) for end in ends)
    return elements.tag(
        "div", picture + elements.tag("p", axis, "ps-ends", aria_hidden="true"), "ps-line"
    ) + elements.note(said)


def _step(step: Step, lang: Lang) -> Markup:
    words = translate("list.enumeration", lang).join(
        translate(f"position.{role}", lang) for role in step.roles
    )
    content = (
        elements.tag("span", escape(words), "ps-role")
        + elements.tag("span", escape(format_time(step.figure, lang)), "ps-when")
        + elements.value("span", step.figure, lang, "ps-figure")
    )
    if OWN in step.roles:
        return elements.tag("li", content, "ps-current", aria_current="true")
    return elements.tag("li", content, "ps-current" if CURRENT in step.roles else "")


def _all(position: Position, lang: Lang) -> Markup:
    """The way to all values of the indicator at this place."""
    figure: Figure = position.here.figure
    chosen = {"indicator": figure.indicator.id, "region": figure.region.id}
    text = translate("position.all", lang, place=figure.region.name.to(lang))
    return elements.tag("p", elements.anchor(text, elements.link("explore", lang, **chosen), "ps-link"))
