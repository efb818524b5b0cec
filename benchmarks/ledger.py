"""What a made-up history writes: rows of the tables, and figures one by one: a million need no memory."""

from __future__ import annotations

import calendar
import csv
import random
import shutil
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from publicstats.contract.schema import SCHEMAS

LAST_MONTH = 10
"""The month of the last year with which a history ends."""
FILE = "figures/grown.csv"
PREFIX = "grown_"
INVENTED = {"note_zh": "编造的示例。", "note_en": "Invented, as an example."}


class FullError(Exception):
    """Raised when there are as many figures as were asked for."""


class Book:
    """What is added to a copy of a folder: the rows of each table, and figures as they are written.

    `years` are those of the releases, from the year of the folder's latest source on; `months` are theirs up
    to October of the last, as (year, month). Ids of what is added begin with `grown_`. With `asof` the folder
    is as it was on that day: what was published later is left out, and all else reads the same.
    """

    def __init__(
        self, base: Path, out: Path, seed: int, years: int, most: int | None, asof: date | None = None
    ) -> None:
        shutil.copytree(base, out, dirs_exist_ok=True)
        self.out, self.seed, self.most, self.cities = out, seed, most, 0
        self._asof = asof or date.max
        self._later: set[str] = set()
        self.count = sum(len(read_table(path)[1]) for path in sorted((out / "figures").glob("*.csv")))
        self._number = self.count
        first = int(max((row["published"] for row in self.list_rows("sources")), default="2024")[:4])
        self.years = range(first, first + years)
        known = [(y, m) for y in self.years for m in range(1, 13)]
        self.months = [when for when in known if when <= (self.years[-1], LAST_MONTH)]
        self.provinces = [row["region"] for row in self.list_rows("regions") if row["level"] == "province"]
        self.theme = self.list_rows("themes")[0]["theme"]
        self._rows: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
        self._lines: dict[str, int] = defaultdict(int)
        self._file = (out / FILE).open("w", encoding="utf-8", newline="")
        self._writer = csv.DictWriter(self._file, SCHEMAS["figures"].names, lineterminator="\n", restval="")
        self._writer.writeheader()

    def draw(self, name: str) -> random.Random:
        """The chances of one series: what is added elsewhere leaves them as they were."""
        return random.Random(f"{self.seed}:{name}")

    def list_rows(self, table: str) -> list[dict[str, str]]:
        """The rows that the folder came with; none where it has no such table."""
        path = self.out / SCHEMAS[table].path
        return read_table(path)[1] if path.exists() else []

    def add(self, table: str, name: str, **cells: str) -> str:
        """Adds a row to a table other than the figures, unless it is there; its id."""
        self._rows[table].setdefault(name, {SCHEMAS[table].key: name} | cells)
        return name

    def indicator(self, name: str, zh: str, en: str, unit: str, **cells: str) -> str:
        """Adds an indicator of the first theme; its name without the prefix."""
        words = {"name_zh": f"{zh}（示例）", "name_en": f"{en} (example)"}
        words |= {"definition_zh": f"{zh}（示例），编造的。", "definition_en": f"{en} (example), invented."}
        self.add("indicators", PREFIX + name, theme=self.theme, unit=unit, **words, **cells)
        return name

    def city(self, number: int) -> str:
        """Adds a city; its id."""
        words = {"name_zh": f"示例市{number}", "name_en": f"Example City {number}"}
        return self.add("regions", f"{PREFIX}city_{number}", level="city", parent="cn", **words)

    def source(self, name: str, zh: str, en: str, day: date, revises: str = "", publisher: str = "") -> str:
        """Adds a source published on a day; its id."""
        name = PREFIX + name.replace("-", "_")
        words = {"title_zh": f"{zh}（{name}）", "title_en": f"{en} ({name})", "document": f"{name}.txt"}
        cells = {"published": day.isoformat(), "published_basis": "printed", "revises": revises}
        cells |= {"publisher": publisher} if publisher else {}
        if day > self._asof:
            self._later.add(name)
            return name
        return self.add("sources", name, **words, **cells, **INVENTED)

    def figure(
        self,
        indicator: str,
        region: str,
        period: str,
        printed: str,
        source: str,
        basis: str = "flow",
        **cells: str,
    ) -> str:
        """Writes a figure, unless its source is a later one; its id. `FullError` where there are enough."""
        if self.most is not None and self._number >= self.most:
            raise FullError
        self._number += 1
        self._lines[source] += 1
        own = {"figure": f"{PREFIX}{self._number}", "indicator": PREFIX + indicator, "region": region}
        own |= {"period": period, "basis": basis, "printed": printed, "source": source}
        if source not in self._later:
            self.count += 1
            self._writer.writerow(own | {"line": str(self._lines[source])} | cells)
        return own["figure"]

    def close(self) -> None:
        """Writes the other tables; columns that their files leave out are added where they are needed."""
        self._file.close()
        for table, rows in self._rows.items():
            path, key = self.out / SCHEMAS[table].path, SCHEMAS[table].key
            names, old = read_table(path) if path.exists() else ([], [])
            known = {row[key] for row in old}
            new = [row for name, row in rows.items() if name not in known]
            used = {name for row in new for name, cell in row.items() if cell}
            names += [n for n in SCHEMAS[table].names if n not in names and (n in used or not old)]
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, names, lineterminator="\n", restval="", extrasaction="ignore")
                writer.writeheader()
                writer.writerows([*old, *new])


def read_table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The columns and rows of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def month(when: tuple[int, int]) -> str:
    """A month as a period: 2024-05."""
    return f"{when[0]}-{when[1]:02d}"


def after(when: tuple[int, int], days: int) -> date:
    """The day so many days after a month."""
    return date(*when, calendar.monthrange(*when)[1]) + timedelta(days)


def say(value: int, unit: str, chance: random.Random) -> str:
    """A number as one bulletin or another prints it, with a qualifier that is true of it now and then."""
    if value < 10_000:
        return chance.choice((f"{value}{unit}", f"{value:,}{unit}", f"约{value}{unit}"))
    tens = f"{value // 10_000}万余{unit}", f"{value / 10_000:.1f}万{unit}", f"{value / 10_000:.2f}万{unit}"
    return chance.choice((f"{value}{unit}", f"{value:,}{unit}", *tens))


def change(now: int, before: int) -> str:
    """A change as it is printed: 增长3.0%, 下降4.5%, 持平."""
    rate = 100 * now / before - 100
    return "持平" if abs(rate) < 0.05 else f"{'增长' if rate > 0 else '下降'}{abs(rate):.1f}%"
