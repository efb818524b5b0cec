"""Where the counting changes: a dashed rule across the drawing, and what it says in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from publicstats.analysis.courses import Course
from publicstats.analysis.panels import Panel
from publicstats.charts.time_axis import write_moment
from publicstats.contract.records import Break
from publicstats.period import format_period
from publicstats.text.i18n import Lang, translate


def list_ruptures(courses: Sequence[Course]) -> list[Break]:
    """The changes of counting of some courses, each once, in order of time."""
    found = {rupture.id: rupture for course in courses for rupture in course.breaks}
    return sorted(found.values(), key=_find_start)


def draw_ruptures(courses: Sequence[Course], axes: tuple[str, str] = ("x", "y")) -> list[dict[str, Any]]:
    """The rules as shapes of plotly, from top to bottom of the axes."""
    moments = dict.fromkeys(write_moment(_find_start(rupture)) for rupture in list_ruptures(courses))
    return [
        {
            "type": "line",
            "xref": axes[0],
            "yref": f"{axes[1]} domain",
            "x0": moment,
            "x1": moment,
            "y0": 0,
            "y1": 1,
            "line": {"color": "#7c8798", "width": 2, "dash": "5px,4px"},
        }
        for moment in moments
    ]


def say_ruptures(panel: Panel, lang: Lang) -> list[str]:
    """What each rule says: since when, of which place where the drawing has others, and the change."""
    lines = []
    for rupture in list_ruptures(panel.courses):
        concerned = [course for course in panel.courses if rupture in course.breaks]
        names = dict.fromkeys(course.series.region.name.to(lang) for course in concerned)
        is_of_all = len(concerned) == len(panel.courses)
        place = "" if is_of_all else translate("list.comma", lang).join(names)
        key = "chart.rupture" if is_of_all else "chart.rupture_of"
        period, note = format_period(rupture.start, lang), rupture.note.to(lang)
        lines.append(translate(key, lang, period=period, place=place, note=note))
    return lines


def _find_start(rupture: Break) -> datetime:
    day = rupture.start.start or rupture.start.end
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
