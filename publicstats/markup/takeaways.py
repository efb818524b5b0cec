"""Links to what a reader may take along: figures as files, briefings, a chart as a picture."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from publicstats.analysis.find.selection import SEPARATOR
from publicstats.contract.records import Chart
from publicstats.downloads.limits import CHOSEN, MAX_ROWS
from publicstats.markup.elements import anchor, link, tag
from publicstats.markup.parts import piece
from publicstats.text.i18n import Lang, translate

FORMATS = ("csv", "xlsx", "json")
"""What figures can be taken along as: `/api/figures.<format>`."""
CHART_FILES = ("png", "svg", "csv")
"""What a chart can be taken along as: pictures, and its figures."""


@piece
def file_links(label: str, parameters: Mapping[str, str], lang: Lang, count: int = 0) -> Markup:
    """Links to the figures of a selection as files, and to a briefing; `count` is how many there may be."""
    formats = [name for name in FORMATS if name != "xlsx" or count <= MAX_ROWS]
    links = [anchor(name.upper(), link(f"api/figures.{name}", lang, **parameters)) for name in formats]
    taken = brief_link(parameters, lang), briefing_link(parameters, lang, count=count)
    return _line(Markup(" ").join((escape(label), *links, *taken)))


def brief_link(parameters: Mapping[str, str], lang: Lang, css: str = "") -> Markup:
    """A link to the one-page brief of a selection; of all themes where there is no parameter."""
    return anchor(translate("download.brief", lang), link("api/brief.docx", lang, **parameters), css)


def briefing_link(parameters: Mapping[str, str], lang: Lang, css: str = "", count: int = 0) -> Markup:
    """A link to a briefing of a selection; of many figures it says that it has the first."""
    # A theme by itself has a form of its own, which is not cut off.
    is_theme = set(parameters) == {"theme"} and SEPARATOR not in parameters["theme"]
    key = "download.briefing_first" if count > CHOSEN and not is_theme else "download.briefing"
    text = translate(key, lang, count=str(CHOSEN))
    return anchor(text, link("api/briefing.docx", lang, **parameters), css)


@piece
def picture_links(chart: Chart, lang: Lang) -> Markup:
    """Links to a chart as a picture, a button that copies it (`page.js` acts on that), and its figures."""
    links = {name: anchor(name.upper(), link(f"api/charts/{chart.id}.{name}", lang)) for name in CHART_FILES}
    data = links.pop("csv")
    words = escape(translate("download.picture", lang)), escape(translate("download.chart_data", lang))
    return _line(Markup(" ").join((words[0], *links.values(), _copy_button(chart, lang), words[1], data)))


def _copy_button(chart: Chart, lang: Lang) -> Markup:
    """Copies the picture; hidden where the browser cannot."""
    return tag(
        "button",
        escape(translate("download.copy_picture", lang)),
        "ps-copy",
        type="button",
        data_picture=link(f"api/charts/{chart.id}.png", lang),
        data_done=translate("cite.copied", lang),
        data_failed=translate("download.not_copied", lang),
    )


def _line(content: Markup) -> Markup:
    return tag("p", content, "ps-panel ps-cite ps-downloads")
