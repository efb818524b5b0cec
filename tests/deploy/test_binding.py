"""What a dashboard answers to whom, as it is started without any flag."""

from __future__ import annotations

import tomllib

import pytest
from streamlit import config
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from tests.deploy.image import read_command
from tests.deploy.site import ROOT

SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_dashboard_listens_on_its_own_machine_unless_told_otherwise() -> None:
    assert SETTINGS["server"]["address"] == "127.0.0.1"
    assert "--server.address=0.0.0.0" in read_command()


@pytest.mark.parametrize(
    ("origin", "is_allowed"),
    [
        ("https://figures.example.org", True),
        ("https://evil.example.com", False),
        ("https://figures.example.org.evil.example.com", False),
        ("https://figures.example.org:8443", False),
        ("null", False),
    ],
)
def test_websocket_is_for_pages_of_the_host_that_nginx_hands_on(
    monkeypatch: pytest.MonkeyPatch, origin: str, is_allowed: bool
) -> None:
    monkeypatch.setattr("streamlit.net_util.get_external_ip", lambda: None)  # else it asks a host outside
    assert config.get_option("server.enableCORS")
    assert _is_origin_allowed(origin, "figures.example.org") is is_allowed


def test_protection_against_other_sites_stays_on() -> None:
    server = SETTINGS["server"]
    assert server["enableCORS"]
    assert server["enableXsrfProtection"]
