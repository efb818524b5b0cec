"""Small editions of invented figures, for questions about their series."""

from __future__ import annotations

from collections.abc import Iterable

from publicstats.analysis.headline_series import group_series
from publicstats.analysis.observations import (
    Observation,
    Series,
    find_latest_observation,
)
from publicstats.contract.codelists import DERIVED
from publicstats.edition.model import Edition
from tests.helpers import Change, add, add_rows, change, clear, make_edition

SOURCES = add_rows("""\
source,title_zh,title_en,published,published_basis,document
early,早报,Early,2021-02-01,printed,e.txt
late,晚报,Late,2026-11-01,printed,l.txt
later,再晚,Later,2026-11-05,printed,m.txt""")
UNITS = add_rows("""\
unit,same_as,name_en,kind
微克/立方米,,micrograms per cubic metre,ratio
次,,times,count""")
INDICATORS = add_rows("""\
indicator,theme,name_zh,name_en,unit,better,additive,additive_time,definition_zh,definition_en
visits,care,就诊,Visits,次,up,yes,yes,就诊次数,Number of visits
dust,care,粉尘,Dust,微克/立方米,down,,,粉尘浓度,Concentration of dust""")


def figure(printed: str, period: str, name: str = "", **cells: str) -> Change:
    """A row of figures, of visits in the whole country and over a period unless told otherwise."""
    told = {"indicator": "visits", "region": "cn", "basis": "flow", "source": "paper_a", "line": "1"} | cells
    parts = [told[name] for name in ("indicator", "region", "basis", "source")]
    parts += [told.get(name, "") for name in ("breakdown", "kind", "status", "base")]
    own = "_".join(filter(None, (*parts, period))).lower()
    own = own.replace("-", "_").replace("/", "_to_").replace("..", "open")
    return add(**told, figure=name or own, printed=printed, period=period)


def make(*figures: Change, **changes: Iterable[Change]) -> Edition:
    """The edition of some figures alone, with sources, units and indicators to spare."""
    given = {name: tuple(edits) for name, edits in changes.items()}
    return make_edition(
        figures=(clear, *figures),
        calculations=(clear, *given.pop("calculations", ())),
        charts=(clear,),
        sources=(SOURCES, *given.pop("sources", ())),
        units=(UNITS, *given.pop("units", ())),
        indicators=(INDICATORS, *given.pop("indicators", ())),
        **given,
    )


def find_series(edition: Edition, **wanted: str) -> Series:
    """The only series with some properties: `frequency`, `accumulation`, `basis`, `kind`, `base`."""
    [series] = list_series(edition, **wanted)
    return series


def list_series(edition: Edition, indicator: str = "visits", region: str = "", **wanted: str) -> list[Series]:
    """The series of an indicator with some properties."""
    groups = group_series(edition, indicator)
    found = [series for (name, _), group in groups.items() if region in ("", name) for series in group]
    return [s for s in found if all(getattr(s, name) == value for name, value in wanted.items())]


def find_latest(edition: Edition, series: Series) -> Observation:
    """The latest observation of a series that has one."""
    latest = find_latest_observation(edition, series.code)
    assert latest is not None
    return latest


def list_singles(edition: Edition) -> dict[str, str]:
    """The single periods that totals give: period and value."""
    frame = edition.figures
    ids = frame["figure"][frame["status"] == DERIVED]
    found = [f for name in ids if (f := edition.find(str(name)))]
    return {f.period.text: str(f.value) for f in found}


BREAK = add(
    **{
        "break": "new_rules",
        "indicator": "visits",
        "from": "2025",
        "note_zh": "新口径",
        "note_en": "New rules",
    }
)
ENDED = change("visits", ended="2025")
