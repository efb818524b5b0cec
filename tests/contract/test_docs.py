"""The documents name files that are there."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("SECURITY.md", "README.md", "CONTRIBUTING.md")
ADDRESS = re.compile(r"`((?:deploy|docs|pages|publicstats|tests|tools|benchmarks)/[\w./-]*)`")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_that_a_document_names_is_there(name: str) -> None:
    named = set(ADDRESS.findall((PROJECT / name).read_text(encoding="utf-8")))
    assert named
    assert [path for path in sorted(named) if not (PROJECT / path).exists()] == []


def test_every_promise_of_security_names_its_test() -> None:
    text = (PROJECT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "| held by |" not in line]
    assert len(rows) > 25
    assert [row for row in rows if "tests/" not in row.rsplit("|", 2)[1]] == []
