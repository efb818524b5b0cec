"""``publicstats problems``: the page docs/problems.md."""

from __future__ import annotations

import argparse
from pathlib import Path

from publicstats.contract.problem_docs import describe_problems


def run_problems(folder: Path, options: argparse.Namespace) -> int:
    """Writes the page of all problems, their remedies and examples to standard output."""
    print(describe_problems(), end="")
    return 0
