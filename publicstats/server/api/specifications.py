"""A chart's drawings as plotly is told them: what a page's browser asks for to draw one again, alive."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publicstats.analysis.suggested_charts import find_chart
from publicstats.charts import NARROW, WIDE, draw_panel, name_specification, write_specification
from publicstats.downloads.poster import list_drawn_panels
from publicstats.edition.memo import memoize
from publicstats.edition.model import Edition
from publicstats.server.api.catalogues import build_object
from publicstats.server.api.operations import Asked, Operation
from publicstats.server.api.parameters import CHART, Parameter
from publicstats.server.api.refusals import refuse_unknown
from publicstats.text.i18n import Lang, choose_language

PANEL = Parameter("panel", "Place of a drawing in its chart, from 0", pattern="[0-9]{1,3}")
LAYOUT = Parameter("width", "Pixels that it is laid out for", choices=(str(WIDE), str(NARROW)))
VERSION = Parameter("v", "The name of the version that is wanted: the answer that has it may be kept", high=8)


@dataclass(frozen=True)
class Drawing:
    """A drawing in a language and a layout."""

    chart: str
    panel: int
    lang: Lang
    width: int


@dataclass(frozen=True)
class Wanted:
    """A drawing, and whether it is of the version that the address names."""

    drawing: Drawing
    is_named: bool


def _parse(edition: Edition, asked: Asked) -> Wanted:
    chart = find_chart(edition, asked["chart"])
    if chart is None:
        raise refuse_unknown(CHART.name, asked["chart"])
    typed = asked["panel"]
    is_number = re.fullmatch(PANEL.pattern, typed) is not None
    if not is_number or int(typed) >= len(list_drawn_panels(edition, chart)):
        raise refuse_unknown(PANEL.name, typed)
    width = int(asked.get(LAYOUT.name, WIDE))
    drawing = Drawing(chart.id, int(typed), choose_language(asked.get("lang")), width)
    return Wanted(drawing, asked.get(VERSION.name) == _specify(edition, drawing)[0])


@memoize(64)
def _specify(edition: Edition, drawing: Drawing) -> tuple[str, str]:
    """The name of a drawing's version, and its specification."""
    chart = find_chart(edition, drawing.chart)
    assert chart is not None
    panel = list_drawn_panels(edition, chart)[drawing.panel]
    text = write_specification(draw_panel(panel, drawing.lang, drawing.width))
    return name_specification(text), text


def _write(edition: Edition, wanted: Wanted) -> bytes:
    name, text = _specify(edition, wanted.drawing)
    return f'{{"name":"{name}",{text.removeprefix("{")}'.encode()


_ANY = {"type": "array", "items": {"type": "object"}}
OPERATIONS = (
    Operation(
        "/charts/{chart}/{panel}.json",
        "A drawing of a chart as data and layout of plotly, each point with what it answers to a pointer",
        _write,
        _parse,
        (LAYOUT, VERSION),
        (CHART, PANEL),
        schema=build_object({"name": {"type": "string"}, "data": _ANY, "layout": {"type": "object"}}),
        is_kept=lambda wanted: wanted.is_named,
    ),
)
