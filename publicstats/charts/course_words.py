"""What a drawing over time says in words: each series in a clause, and the key of its marks."""

from __future__ import annotations

from decimal import Decimal

from publicstats.analysis.courses import Course
from publicstats.analysis.observations import Observation
from publicstats.analysis.panels import Panel
from publicstats.charts import marks
from publicstats.charts.course_names import name_courses
from publicstats.charts.labels import say_figure
from publicstats.figures.wording import format_figure
from publicstats.period import format_period, parse_period
from publicstats.text.i18n import Lang, translate


def describe_courses(panel: Panel, lang: Lang) -> list[str]:
    """Each series in a clause: how long it is, its latest value, the highest and the lowest, its targets."""
    names = name_courses(panel, lang)
    return [_describe(course, name, lang) for course, name in zip(panel.courses, names, strict=True)]


def _describe(course: Course, name: str, lang: Lang) -> str:
    past = [o for o in course.known if not o.is_ahead] or list(course.known)
    parts = [_say("latest", past[-1], lang)]
    if len(past) > 1:
        parts += [_say("highest", max(past, key=_value), lang), _say("lowest", min(past, key=_value), lang)]
    parts += [_say("ahead", o, lang) for o in course.known if o.is_ahead and o is not past[-1]]
    parts += [_say("aim", target, lang) for target in course.targets]
    first, last = course.known[0], course.known[-1]
    return translate(
        "chart.course" if first is not last else "chart.course_single",
        lang,
        name=name,
        first=_name_time(first, lang),
        last=_name_time(last, lang),
        count=str(len(course.known)),
        values=translate("list.comma", lang).join(parts),
    )


def _say(word: str, observation: Observation, lang: Lang) -> str:
    # What is ahead is a forecast by its word already.
    say = format_figure if observation.is_ahead else say_figure
    value, period = say(observation.figure, lang), _name_time(observation, lang)
    return translate(f"chart.course_{word}", lang, value=value, period=period)


def _name_time(observation: Observation, lang: Lang) -> str:
    return format_period(parse_period(observation.period), lang)


def _value(observation: Observation) -> Decimal:
    return observation.figure.value or Decimal(0)


def list_key(panel: Panel, lang: Lang) -> list[str]:
    """One line that names the marks and fills that the drawing has, and no others; none for none."""
    form = "line" if panel.form == "line" else "columns"
    words = [translate(f"chart.key.{form}.{state}", lang) for state in marks.list_states(panel)]
    if any(figure.is_qualified for figure in panel.points):
        words.append(translate(f"chart.key.{form}.qualified", lang))
    if form == "line" and any(len({o.shape for o in course.known}) > 1 for course in panel.courses):
        words.append(translate("chart.key.line.shape", lang))
    if not words:
        return []
    return [translate("chart.key", lang, items=translate("list.separator", lang).join(words))]
