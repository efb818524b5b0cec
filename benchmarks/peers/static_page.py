"""The page written once as HTML with plotly.js beside it, and served: `python static_page.py FOLDER PORT`."""

from __future__ import annotations

import functools
import json
import shutil
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import plotly
from content import THEMES, load_facts, summarise

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Static</title>
<link rel="icon" href="data:,">
<style>body{font-family:sans-serif}#figures{display:flex;gap:8px}
#charts{display:grid;grid-template-columns:1fr 1fr}#table{height:400px;overflow:auto}</style>
<div id="themes"></div><div id="showing"></div><div id="figures"></div>
<div id="charts"><div id="c0"></div><div id="c1"></div><div id="c2"></div><div id="c3"></div></div>
<div id="table"></div>
<script type="application/json" id="data">DATA</script><script src="plotly.min.js"></script><script>
const data = JSON.parse(document.getElementById("data").textContent);
const put = (id, html) => { document.getElementById(id).innerHTML = html; };
const show = (theme) => {
  const page = data[theme];
  put("showing", "Showing " + theme);
  put("figures", page.figures.map(([a, b]) => `<div>${a}<br><b>${b}</b></div>`).join(""));
  put("table", page.table);
  page.charts.forEach((chart, i) => Plotly.react("c" + i, chart.data, chart.layout));
};
const choice = (theme) => `<label><input type="radio" name="theme" value="${theme}">${theme}</label>`;
put("themes", Object.keys(data).map(choice).join(""));
document.getElementById("themes").addEventListener("change", (event) => show(event.target.value));
show("All");
</script></html>"""


def main(folder: Path, port: int) -> None:
    """Writes the page and serves it until the end."""
    facts = load_facts()
    pages = {}
    for theme in THEMES:
        summary = summarise(facts, theme)
        pages[theme] = summary | {"table": summary["table"].to_html(index=False)}
    data = json.dumps(pages, default=lambda number: number.item()).replace("</", "<\\/")
    (folder / "index.html").write_text(PAGE.replace("DATA", data), encoding="utf-8")
    bundle = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    shutil.copy(bundle, folder / "plotly.min.js")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
    ThreadingHTTPServer(("127.0.0.1", port), handler).serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
