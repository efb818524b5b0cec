"""What tells the courses of a drawing apart, in words."""

from __future__ import annotations

from publicstats.analysis.panels import Panel
from publicstats.charts.labels import DIFFERENCE, label_figures
from publicstats.text.i18n import Lang


def name_courses(panel: Panel, lang: Lang) -> list[str]:
    """What tells each course from the others, in full: its place, category, indicator or base."""
    firsts = [course.observations[0].figure for course in panel.courses]
    return label_figures(firsts, DIFFERENCE, lang, period=False, around=panel.around)
