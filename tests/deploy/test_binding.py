"""What a dashboard answers to whom, as it is started without any flag."""

from __future__ import annotations

import tomllib

from tests.deploy.image import read_command
from tests.deploy.site import ROOT

SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_dashboard_listens_on_its_own_machine_unless_told_otherwise() -> None:
    assert SETTINGS["server"]["address"] == "127.0.0.1"
    assert "--server.address=0.0.0.0" in read_command()


def test_protection_against_other_sites_stays_on() -> None:
    server = SETTINGS["server"]
    assert server["enableCORS"]
    assert server["enableXsrfProtection"]
