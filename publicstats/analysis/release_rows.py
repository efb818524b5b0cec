"""All releases of an edition as plain rows, for programs: `publicstats releases`, the API."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from publicstats.analysis.release_calendar import LATE, list_announced
from publicstats.edition.model import Edition

RELEASE_COLUMNS = (
    *("release", "title_zh", "title_en", "indicators", "period", "expected"),
    *("state", "days_late", "come", "missing", "figures"),
)


def describe_releases(edition: Edition, today: date) -> Iterator[dict[str, str]]:
    """A row for each release as it stands on a day, under `RELEASE_COLUMNS`, the first expected first.

    `state` is `come`, `expected` or `late`; `come` the day on which the last indicator was published first.
    """
    for announced in list_announced(edition, today):
        release = announced.release
        yield {
            "release": release.id,
            "title_zh": release.title.zh,
            "title_en": release.title.en,
            "indicators": ";".join(release.indicators),
            "period": release.period.text,
            "expected": release.expected.isoformat(),
            "state": announced.state,
            "days_late": str(announced.days_late) if announced.state == LATE else "",
            "come": announced.come.isoformat() if announced.come else "",
            "missing": ";".join(indicator.id for indicator in announced.missing),
            "figures": ";".join(figure.id for figure in announced.figures),
        }
