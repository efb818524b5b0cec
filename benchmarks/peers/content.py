"""What every peer shows, computed one way, so that only the framework differs.

A theme filter, six key figures, four charts of about twenty points and a table of at most 400 rows. Each
chart's title ends with the theme, so that a browser can tell when a change is fully drawn.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd

THEMES = ["All", "Health", "Schools", "Police", "Transport", "Housing", "Water", "Energy", "Courts"]
FACTS = Path(os.environ["BENCH_FACTS"])


def load_facts() -> pd.DataFrame:
    """The flat CSV."""
    return pd.read_csv(FACTS)


def summarise(facts: pd.DataFrame, theme: str) -> dict[str, Any]:
    """The key figures, charts (as plain plotly JSON) and table of a theme."""
    chosen = facts if theme == "All" else facts[facts["theme"] == theme]
    by_period = chosen.groupby("period")[["value", "target"]].mean()
    by_region = chosen.groupby("region")["value"].mean()
    top = chosen.groupby("indicator")["value"].mean().nlargest(20)
    on_target = float((chosen["value"] >= chosen["target"]).mean() * 100)
    figures = [
        ("Indicators", f"{chosen['indicator'].nunique():,}"),
        ("Rows", f"{len(chosen):,}"),
        ("Mean", f"{chosen['value'].mean():.1f}"),
        ("On target", f"{on_target:.1f} %"),
        ("Best region", str(by_region.idxmax())),
        ("Latest", f"{by_period['value'].iloc[-1]:.1f}"),
    ]
    lines = [
        {"type": "scatter", "mode": "lines", "x": list(by_period.index), "y": list(by_period[name])}
        for name in ("value", "target")
    ]
    charts = [
        _chart(f"By year: {theme}", [lines[0]]),
        _chart(f"By region: {theme}", [_bars(by_region)]),
        _chart(f"Top 20: {theme}", [_bars(top)]),
        _chart(f"Against target: {theme}", lines),
    ]
    return {"figures": figures, "charts": charts, "table": chosen.head(400)}


def _bars(series: pd.Series[float]) -> dict[str, Any]:
    return {"type": "bar", "x": list(series.index), "y": list(series)}


def _chart(title: str, data: list[dict[str, Any]]) -> dict[str, Any]:
    margin = {"l": 40, "r": 10, "t": 40, "b": 40}
    return {
        "data": data,
        "layout": {"height": 280, "margin": margin, "showlegend": False, "title": {"text": title}},
    }
