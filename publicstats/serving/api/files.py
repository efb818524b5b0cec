"""Files to take along, in a language: pictures, workbooks, briefings. `downloads` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from publicstats.downloads.poster import draw_poster, list_drawn_panels, write_png
from publicstats.edition import Edition
from publicstats.i18n import Lang
from publicstats.problems import quote_typed
from publicstats.queries import find_chart
from publicstats.remembering import remember
from publicstats.serving.api.operations import Asked, Operation
from publicstats.serving.api.parameters import CHART
from publicstats.serving.api.refusals import RefusalError


@dataclass(frozen=True)
class Picture:
    """A chart in a language, with the day of the edition that it names."""

    chart: str
    lang: Lang
    since: datetime | None


def read_lang(asked: Asked) -> Lang:
    """The language asked for, Chinese where none is."""
    return "en" if asked.get("lang") == "en" else "zh"


def _parse_picture(edition: Edition, asked: Asked) -> Picture:
    name = asked["chart"]
    chart = find_chart(edition, name)
    if chart is None:
        raise RefusalError(
            HTTPStatus.NOT_FOUND, "api.names_nothing", name=CHART.name, typed=quote_typed(name)
        )
    picture = Picture(name, read_lang(asked), edition.since)
    if not list_drawn_panels(edition, chart):
        raise RefusalError(HTTPStatus.NOT_FOUND, "api.no_picture", typed=quote_typed(name))
    return picture


def _write_svg(edition: Edition, picture: Picture) -> bytes:
    chart = find_chart(edition, picture.chart)
    assert chart is not None
    return draw_poster(edition, chart, picture.lang).encode()


@remember(32)
def _write_png(edition: Edition, picture: Picture) -> bytes:
    return write_png(_write_svg(edition, picture).decode())


OPERATIONS = (
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
)
