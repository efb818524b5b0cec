"""``publicstats schema``: the description of the CSVs for programs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from publicstats.contract.datapackage import describe_package
from publicstats.publishing.folders import write_atomically


def run_schema(folder: Path, options: argparse.Namespace) -> int:
    """Writes datapackage.json into the data folder."""
    text = json.dumps(describe_package(), ensure_ascii=False, indent=2) + "\n"
    write_atomically(folder / "datapackage.json", text.encode())
    return 0
