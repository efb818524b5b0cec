"""Data folders of any size: the shipped CSVs with made-up figures added, and flat CSVs for the peers."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.breadth import write_wide
from benchmarks.history import write_history
from publicstats.contract.schema import SCHEMAS

ROOT = Path(__file__).resolve().parents[1]
INDICATORS, PLACES, SOURCE = 400, 34, "bench"
DAYS = 28
SHIPPED = 300
"""The size that stands for the shipped figures as they are, of which there are about so many."""
HISTORY = 3_000
"""The size of three years of made-up releases: what the shipped figures will have grown to."""
WIDE = 14_000
"""The size that stands for 2,000 sources, 500 indicators and 400 charts, which have about so many figures."""
COLUMNS = SCHEMAS["figures"].names[: SCHEMAS["figures"].names.index("note_en") + 1]
"""The columns that every file of figures has; a row with fewer cells than its header is read slowly."""
THEMES = ("Health", "Schools", "Police", "Transport", "Housing", "Water", "Energy", "Courts")


def write_figures_alone(folder: Path, rows: int) -> int:
    """Writes valid CSVs with that many figures and nothing computed or drawn; the figures' bytes."""
    shutil.copytree(ROOT / "data", folder, dirs_exist_ok=True)
    shutil.rmtree(folder / "figures")
    (folder / "figures").mkdir()
    for name in ("calculations", "charts"):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return add_figures(folder, rows)


def write_data(folder: Path, rows: int) -> int:
    """Writes the shipped CSVs; for a larger size with made-up figures to that many. The figures' bytes."""
    shutil.copytree(ROOT / "data", folder, dirs_exist_ok=True)
    files = list((folder / "figures").glob("*.csv"))
    shipped = sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in files)
    if rows > SHIPPED:
        add_figures(folder, rows - shipped)
    return sum(path.stat().st_size for path in (folder / "figures").glob("*.csv"))


def write_grown(folder: Path, rows: int) -> int:
    """Writes the shipped CSVs with years of made-up releases, that many figures in all; their bytes."""
    write_history(ROOT / "data", folder, figures=rows)
    return sum(path.stat().st_size for path in (folder / "figures").glob("*.csv"))


def write_broad(folder: Path, rows: int) -> int:
    """Writes the shipped CSVs with thousands of made-up bulletins and hundreds of charts; their bytes."""
    write_wide(ROOT / "data", folder)
    return sum(path.stat().st_size for path in (folder / "figures").glob("*.csv"))


def add_figures(folder: Path, rows: int) -> int:
    """Adds indicators of one theme, places and a source with that many figures; their file's bytes."""
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(f"{SOURCE},基准,Benchmark,,2024-01-01,inferred,bench.txt,,\n")
    theme = (folder / "themes.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    with (folder / "indicators.csv").open("a", encoding="utf-8") as file:
        for number in range(INDICATORS):
            file.write(
                f"bench_{number},{theme},指标{number},Indicator {number},人,,yes,365,"
                f"为测量速度而编造的第{number}项指标。,Made up as number {number} for measuring speed.\n"
            )
    places = [f"bench_place_{number}" for number in range(PLACES)]
    with (folder / "regions.csv").open("a", encoding="utf-8") as file:
        file.writelines(
            f"{place},某地{number},Place {number},other,cn,,\n" for number, place in enumerate(places)
        )
    path = folder / "figures" / "bench.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(COLUMNS) + "\n")
        file.writelines(_list_rows(rows, places))
    return path.stat().st_size


def _list_rows(rows: int, places: list[str]) -> Iterator[str]:
    for number in range(rows):
        rest, place = divmod(number, PLACES)
        rest, indicator = divmod(rest, INDICATORS)
        rest, day = divmod(rest, DAYS)
        year, month = 1950 + rest // 12, rest % 12 + 1
        period = f"{year}-{month:02d}-{day + 1:02d}"
        yield (
            f"bench_figure_{number},bench_{indicator},{places[place]},,{period},flow,,,"
            f"超{number % 50_000}.{number % 10}万人,{SOURCE},{number % 900 + 1},,\n"
        )


def write_facts(path: Path, rows: int) -> int:
    """Writes the flat CSV that the peers read; its bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["indicator", "theme", "period", "region", "value", "target"])
        for number in range(rows):
            indicator, period = number % 400, 2006 + number // 20 % 20
            value = round(50 + indicator % 40 + (number * 7919 % 1000) / 100, 2)
            theme, region = THEMES[indicator % 8], f"Region {number * 31 % 20:02d}"
            writer.writerow([f"IND-{indicator:03d}", theme, period, region, value, 75])
    return path.stat().st_size
