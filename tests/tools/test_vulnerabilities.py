"""Nothing that the locks pin has a known vulnerability; where the index does not know, this is skipped."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tools.locks import LISTS, ROOT, lock_of

AUDIT = "pip_audit --disable-pip --require-hashes --progress-spinner off --format json"


def audit(*options: str) -> subprocess.CompletedProcess[str]:
    """What pip-audit says of all locks."""
    locks = [word for name in LISTS for word in ("--requirement", lock_of(name))]
    command = [sys.executable, "-m", *AUDIT.split(), *locks, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def read_findings(answer: str) -> dict[str, Any]:
    """What is known of each package, and why nothing could be; the test is skipped where no one knows."""
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except ValueError:
        pytest.skip("the package index does not answer what vulnerabilities it knows")
    if not any("vulns" in package for package in packages):
        pytest.skip("the package index does not know vulnerabilities of any package")
    known = {package["name"]: package.get("vulns") or package.get("skip_reason") for package in packages}
    return {name: found for name, found in known.items() if found}


def test_no_vulnerability_is_known_of_what_the_locks_pin() -> None:
    rehearsal = audit("--dry-run")
    assert rehearsal.returncode == 0, rehearsal.stderr  # so what fails from here on is the index
    assert read_findings(audit().stdout) == {}


def test_known_vulnerability_is_found_and_an_index_that_knows_nothing_is_no_all_clear() -> None:
    sound = {"name": "sound", "version": "1.0", "vulns": []}
    leaky = {"name": "leaky", "version": "1.0", "vulns": [{"id": "PYSEC-0000-1", "fix_versions": ["1.1"]}]}
    unknown = {"name": "unknown", "skip_reason": "not found"}
    assert read_findings(json.dumps({"dependencies": [sound]})) == {}
    assert [*read_findings(json.dumps({"dependencies": [sound, leaky, unknown]}))] == ["leaky", "unknown"]
    for answer in ("", json.dumps({"dependencies": [unknown]})):
        with pytest.raises(pytest.skip.Exception):
            read_findings(answer)
