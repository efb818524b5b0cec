"""Pages of the dashboard on Dash: their titles and the very charts, each ready as data and layout.

Nothing is computed when a page is asked for, and there is no callback: the quickest that Dash can be.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from dash import Dash, dcc, html

server: Any = True  # the first page makes it, the others share it
pages = json.loads(Path(os.environ["BENCH_CHARTS"]).read_text(encoding="utf-8"))
for name, page in pages.items():
    app = Dash(__name__, server=server, title="Dash", url_base_pathname=f"/{name}/")
    server = app.server
    app.layout = html.Div(
        [
            html.H1(page["title"]),
            html.Div(
                [dcc.Graph(id=f"chart_{place}", figure=chart) for place, chart in enumerate(page["charts"])],
                style={"display": "grid", "gridTemplateColumns": "1fr 1fr"},
            ),
        ],
        style={"fontFamily": "sans-serif"},
    )
