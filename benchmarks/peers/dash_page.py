"""The page on Dash. Served by `gunicorn -w 1 --threads 8 dash_page:server`."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
from content import THEMES, load_facts, summarise
from dash import Dash, Input, Output, dash_table, dcc, html

app = Dash(__name__, title="Dash")
server = app.server
facts = cache(load_facts)


def _layout() -> html.Div:
    charts = html.Div(
        [dcc.Graph(id=f"chart_{place}") for place in range(4)],
        style={"display": "grid", "gridTemplateColumns": "1fr 1fr"},
    )
    return html.Div(
        [
            dcc.RadioItems(THEMES, "All", id="theme"),
            html.Div(id="showing"),
            html.Div(id="figures", style={"display": "flex", "gap": 8}),
            charts,
            dash_table.DataTable(id="table", page_size=20),
        ],
        style={"fontFamily": "sans-serif"},
    )


app.layout = _layout


@app.callback(
    Output("showing", "children"),
    Output("figures", "children"),
    *[Output(f"chart_{place}", "figure") for place in range(4)],
    Output("table", "data"),
    Output("table", "columns"),
    Input("theme", "value"),
)
def update(theme: str) -> tuple[Any, ...]:
    """Everything that the filter changes."""
    summary = summarise(facts(), theme)
    figures = [html.Div([html.Div(label), html.B(value)]) for label, value in summary["figures"]]
    table: pd.DataFrame = summary["table"]
    columns = [{"name": name, "id": name} for name in table.columns]
    return f"Showing {theme}", figures, *summary["charts"], table.to_dict("records"), columns
