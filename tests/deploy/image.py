"""The Containerfile as its tests read it."""

from __future__ import annotations

import json
import re

from tests.deploy.site import ROOT

CONTAINER = ROOT / "deploy" / "container"
CONTAINERFILE = CONTAINER / "Containerfile"


def list_copied() -> list[str]:
    """The files and folders of the project that the image takes."""
    text = CONTAINERFILE.read_text(encoding="utf-8")
    return re.findall(r"^COPY (?!--from)(\S+) (?!/)\S+$", text, re.MULTILINE)


def read_command() -> list[str]:
    """How the container starts the dashboard."""
    found = re.search(r"^CMD (\[.*\])$", CONTAINERFILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    command: list[str] = json.loads(found[1])
    return command
