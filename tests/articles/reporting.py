"""Made-up monthly reports of one city: texts in which each figure has the key of what it is in braces.

``{calls.phone}`` is the category phone of the indicator calls, ``{calls_growth_year}`` its change on the
year before, ``{orders@before}`` a figure of the same month a year earlier, ``{}`` one that no other has.
Rows of data/figures are made of the keys; which row a figure must be filled from is then known.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from publicstats.contract.schema import SCHEMAS
from publicstats.edition.model import Edition, build_edition
from publicstats.period import parse_period
from tests.helpers import BASE, Change, Row, add, make_files

FOLDER = Path(__file__).parent / "reports"
_MARK = re.compile(r"\{(?P<key>[a-z_.@]*)\}")
_TITLES = {
    "hotline": "江城市2024年{}月政务服务便民热线运行情况通报",
    "welfare": "云岭县民政服务统计月报（2024年{}月）",
}
_PUBLISHERS = {"hotline": "江城市政务服务局", "welfare": "云岭县民政局"}
_PLACES = {"jiangcheng": "江城市", "yunling": "云岭县"}
_KINDS = {"元": "money", "个百分点": "share", "秒": "time"}
_REGIONS = {"hotline": "jiangcheng", "welfare": "yunling"}


@dataclass(frozen=True)
class Report:
    """One month's report: its text, and the key of the figure that ends at a place of it."""

    name: str
    month: int
    marked: str

    @property
    def text(self) -> str:
        """The text as it is printed."""
        return _MARK.sub("", self.marked)

    @property
    def keys(self) -> dict[int, str]:
        """The keys of the figures by the place in `text` where each ends."""
        found, cut = {}, 0
        for match in _MARK.finditer(self.marked):
            found[match.start() - cut] = match["key"]
            cut += len(match[0])
        return found

    @property
    def source(self) -> str:
        """Its id in sources.csv."""
        return f"{_REGIONS[self.name]}_{self.name}_2024_{self.month:02d}"


def read_report(name: str, month: int) -> Report:
    """The report of a month."""
    return Report(name, month, (FOLDER / f"{name}_2024_{month:02d}.txt").read_text(encoding="utf-8"))


def write_row(report: Report, key: str, printed: str, line: int) -> dict[str, str]:
    """The row of a figure, as an analyst has confirmed it."""
    what, _, before = key.partition("@")
    what, _, growth = what.partition("_growth_")
    indicator, _, breakdown = what.partition(".")
    names = {row["id"]: row for row in list_names() if row["table"] == "indicator"}
    year = 2023 if before else 2024
    basis = "growth" if growth else names[indicator]["basis"]
    month = f"{year}-{report.month:02d}"
    period = month
    if basis == "stock":
        last = parse_period(month).end
        period = last.isoformat()
    elif "_since" in what:
        period = f"{year}-01/{month}"
    place = _REGIONS[report.name]
    stem = re.sub(r"\W", "_", key)
    return dict.fromkeys(SCHEMAS["figures"].names, "") | {
        "figure": f"{place}_{stem}_{year}_{report.month:02d}",
        "indicator": indicator,
        "region": place,
        "breakdown": breakdown,
        "period": period,
        "basis": basis,
        "printed": printed,
        "source": report.source,
        "line": str(line),
        "base": {"": "", "year": "year_before", "step": "period_before"}[growth],
    }


def list_names() -> list[dict[str, str]]:
    """The indicators and categories of the reports."""
    with (FOLDER / "names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def list_rows(report: Report) -> list[dict[str, str]]:
    """The rows of a report: each figure that has a key, its direction included."""
    rows = []
    pattern = re.compile(
        r"(?P<printed>(?:增长|下降|提高)?[0-9.]+(?:万|亿)?(?:个百分点|%|人次|[件秒条家个元张处户人对名]))\{(?P<key>[^}]+)\}"
    )
    for number, line in enumerate(report.marked.split("\n"), 1):
        rows += [write_row(report, m["key"], m["printed"], number) for m in pattern.finditer(line)]
    return rows


def make_edition(*reports: Report, change: Row | None = None) -> Edition:
    """An edition with the rows of reports, in each of which the cells of `change` are others."""
    outcome = build_edition(make_report_files(*reports, change=change))
    assert outcome.edition is not None, [problem.describe("en") for problem in outcome.problems]
    return outcome.edition


def make_report_files(*reports: Report, change: Row | None = None) -> dict[str, bytes]:
    """The CSVs of an edition with the rows of reports."""
    names = list_names()
    units = {row["unit"]: _KINDS.get(row["unit"], "count") for row in names if row["unit"]} | _KINDS
    indicators = [row for row in names if row["table"] == "indicator"]
    changes: dict[str, list[Change]] = {
        "units": [
            add(unit=unit, name_en=f"({unit})", kind=kind)
            for unit, kind in units.items()
            if f"{unit}," not in BASE["units"]
        ],
        "indicators": [
            add(indicator=row["id"], theme="calls", unit=row["unit"], **_name(row), **_define(row))
            for row in indicators
        ],
        "breakdowns": [
            add(breakdown=row["id"], order="9", **_name(row)) for row in names if row["table"] == "breakdown"
        ],
        "regions": [
            add(region=region, level="city", parent="cn", name_zh=_PLACES[region], name_en=region)
            for region in _PLACES
        ],
        "sources": [
            add(
                source=report.source,
                title_zh=_TITLES[report.name].format(report.month),
                title_en=report.source,
                publisher=f"{_PUBLISHERS[report.name]} / Bureau",
                published=f"2024-{report.month + 1:02d}-06" if report.month < 12 else "2025-01-06",
                published_basis="printed",
                document=f"{report.source}.txt",
            )
            for report in reports
        ],
        "figures": [add(**row | (change or {})) for report in reports for row in list_rows(report)],
    }
    return make_files(**changes)


def _name(row: dict[str, str]) -> dict[str, str]:
    return {"name_zh": row["name"], "name_en": row["id"]}


def _define(row: dict[str, str]) -> dict[str, str]:
    return {"definition_zh": row["name"], "definition_en": row["id"]}
