"""Files to take along, in a language: pictures, workbooks, briefings. `downloads` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

import numpy as np

from publicstats.analysis.find.selection import Selection, select_positions, select_standing
from publicstats.analysis.suggested_charts import find_chart
from publicstats.analysis.today import find_today
from publicstats.contract.problems import quote_typed
from publicstats.contract.records import Theme
from publicstats.downloads import build_flat_table, write_csv
from publicstats.downloads.limits import CHOSEN, MAX_ROWS
from publicstats.downloads.poster import draw_poster, list_drawn_panels, write_png
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.server.api.figures import parse_wanted
from publicstats.server.api.operations import Asked, Operation
from publicstats.server.api.parameters import CHART, SELECTION
from publicstats.server.api.refusals import RefusalError, refuse_unknown
from publicstats.text.i18n import Lang, choose_language

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Picture:
    """A chart in a language, with the day of the edition that it names."""

    chart: str
    lang: Lang
    since: datetime | None


def _parse_picture(edition: Edition, asked: Asked) -> Picture:
    name = asked["chart"]
    chart = find_chart(edition, name)
    if chart is None:
        raise refuse_unknown(CHART.name, name)
    picture = Picture(name, choose_language(asked.get("lang")), edition.since)
    if not list_drawn_panels(edition, chart):
        raise RefusalError(HTTPStatus.NOT_FOUND, "api.no_picture", typed=quote_typed(name))
    return picture


def _draw(edition: Edition, picture: Picture) -> str:
    chart = find_chart(edition, picture.chart)
    assert chart is not None
    return draw_poster(edition, chart, picture.lang)


@memoize(32)
def _write_svg(edition: Edition, picture: Picture) -> bytes:
    # What writes fonts, documents and workbooks is loaded by the first of them, not by every start.
    from publicstats.downloads.fonts import embed_font

    return embed_font(_draw(edition, picture)).encode()


@memoize(32)
def _write_png(edition: Edition, picture: Picture) -> bytes:
    return write_png(_draw(edition, picture))


@memoize(32)
def _write_data(edition: Edition, picture: Picture) -> bytes:
    """The figures that a picture shows, and those that it has no digits of, in its order, each once."""
    chart = find_chart(edition, picture.chart)
    assert chart is not None
    panels = list_drawn_panels(edition, chart)
    shown = {f.id: edition.locate(f.id) for panel in panels for f in (*panel.cited, *panel.masked)}
    positions = [position for position in shown.values() if position is not None]
    return write_csv(build_flat_table(edition, np.array(positions, dtype=int)))


@dataclass(frozen=True)
class Wanted:
    """The figures of a selection in a language, with the day of the edition that the file names."""

    selection: Selection
    lang: Lang
    since: datetime | None


def _parse_wanted(edition: Edition, asked: Asked) -> Wanted:
    return Wanted(parse_wanted(edition, asked), choose_language(asked.get("lang")), edition.since)


def _parse_workbook(edition: Edition, asked: Asked) -> Wanted:
    wanted = _parse_wanted(edition, asked)
    count = len(select_positions(edition, wanted.selection))
    if count > MAX_ROWS:
        raise RefusalError(HTTPStatus.BAD_REQUEST, "api.too_many", count=str(count), limit=str(MAX_ROWS))
    return wanted


@memoize(8)
def _write_workbook(edition: Edition, wanted: Wanted) -> bytes:
    from publicstats.downloads.workbook import write_workbook

    return write_workbook(edition, select_standing(edition, wanted.selection), wanted.lang)


@memoize(8)
def _write_briefing(edition: Edition, wanted: Wanted) -> bytes:
    """The briefing of a theme where nothing but one theme is asked for, else of the figures found."""
    from publicstats.downloads.briefing import write_chosen_briefing, write_theme_briefing

    if (theme := _find_theme(edition, wanted.selection)) is not None:
        return write_theme_briefing(edition, theme, wanted.lang)
    return write_chosen_briefing(edition, select_standing(edition, wanted.selection), wanted.lang)


@dataclass(frozen=True)
class WantedBrief:
    """A brief of a selection in a language, as on a day: what is late tomorrow is another matter."""

    wanted: Wanted
    today: date


def _parse_brief(edition: Edition, asked: Asked) -> WantedBrief:
    return WantedBrief(_parse_wanted(edition, asked), find_today())


@memoize(8)
def _write_brief(edition: Edition, asked: WantedBrief) -> bytes:
    """The brief of a theme where nothing but one is asked for, of all themes where nothing is."""
    from publicstats.downloads.brief import write_chosen_brief, write_overview_brief, write_theme_brief

    selection, lang = asked.wanted.selection, asked.wanted.lang
    if selection == Selection():
        return write_overview_brief(edition, lang, asked.today)
    if (theme := _find_theme(edition, selection)) is not None:
        return write_theme_brief(edition, theme, lang, asked.today)
    return write_chosen_brief(edition, selection, lang, asked.today)


def _find_theme(edition: Edition, selection: Selection) -> Theme | None:
    """The theme that a selection is of, where it is of one and of nothing else."""
    named = selection.theme
    return edition.themes[named[0]] if len(named) == 1 and selection == Selection(theme=named) else None


OPERATIONS = (
    Operation(
        "/figures.xlsx",
        "Figures as a workbook of three sheets: data, notes and sources",
        _write_workbook,
        _parse_workbook,
        SELECTION,
        media_type=XLSX,
        schema={"type": "string", "contentMediaType": XLSX},
        file_name="figures-{edition}.xlsx",
    ),
    Operation(
        "/briefing.docx",
        f"A briefing of a theme, or of the first {CHOSEN} figures of a selection, with charts and footnotes",
        _write_briefing,
        _parse_wanted,
        SELECTION,
        media_type=DOCX,
        schema={"type": "string", "contentMediaType": DOCX},
        file_name="briefing-{edition}.docx",
    ),
    Operation(
        "/brief.docx",
        "One page: the headlines of a theme, of a selection, or where nothing is asked for of all themes",
        _write_brief,
        _parse_brief,
        SELECTION,
        media_type=DOCX,
        schema={"type": "string", "contentMediaType": DOCX},
        file_name="brief-{edition}.docx",
    ),
    Operation(
        "/charts/{chart}.png",
        "A chart as a picture, with its title, what it shows, its sources and the edition",
        _write_png,
        _parse_picture,
        path_parameters=(CHART,),
        media_type="image/png",
        schema={"type": "string", "contentMediaType": "image/png"},
        file_name="{chart}-{edition}.png",
    ),
    Operation(
        "/charts/{chart}.svg",
        "The same picture as lines and text, which scales without loss",
        _write_svg,
        _parse_picture,
        path_parameters=(CHART,),
        media_type="image/svg+xml",
        schema={"type": "string", "contentMediaType": "image/svg+xml"},
        file_name="{chart}-{edition}.svg",
    ),
    Operation(
        "/charts/{chart}.csv",
        "The figures that the picture of a chart shows, with the columns of figures.csv",
        _write_data,
        _parse_picture,
        path_parameters=(CHART,),
        media_type="text/csv",
        schema={"type": "string"},
        file_name="{chart}-{edition}.csv",
    ),
)
