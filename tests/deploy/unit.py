"""The systemd unit as its tests read it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.deploy.site import ROOT, need_program

UNIT = ROOT / "deploy" / "systemd" / "publicstats@.service"
RESTRICTED = Path(__file__).parent / "restricted"


def read_values(option: str) -> list[str]:
    """Every value that the unit gives an option, in its order."""
    return re.findall(rf"^{option}=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)


def limit_calls() -> dict[str, str]:
    """The environment under which a Python process has the unit's limits (see restricted/)."""
    allowed: set[str] = set()
    for value in read_values("SystemCallFilter"):
        names = {call for name in value.lstrip("~").split() for call in list_calls(name)}
        allowed = allowed - names if value.startswith("~") else allowed | names
    return {"PYTHONPATH": str(RESTRICTED), "PUBLICSTATS_TEST_CALLS": " ".join(sorted(allowed))}


def list_calls(name: str) -> set[str]:
    """The system calls of a set such as @system-service, and of the sets in it."""
    if not name.startswith("@"):
        return {name}
    command = [need_program("systemd-analyze"), "syscall-filter", name, "--no-pager"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[1:]
    words = {line.strip() for line in lines if line.strip() and not line.strip().startswith("#")}
    return {call for word in words for call in list_calls(word)}
