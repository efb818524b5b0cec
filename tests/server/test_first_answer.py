"""A start loads what its first answer needs: what draws pages comes with the first of them."""

from __future__ import annotations

import subprocess
import sys

from tests.helpers import ROOT

LATER = (
    "pages",
    "publicstats.controls",
    "publicstats.charts",
    "publicstats.downloads",
    "publicstats.drafting",
)
"""What is not needed before a page is: an eighth of a start's processor time."""


def test_server_that_starts_loads_nothing_that_draws() -> None:
    code = "import sys, dashboard; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    loaded = said.stdout.split()
    assert "publicstats.server.shell.page" in loaded
    assert [name for name in loaded if name.startswith(LATER)] == []
