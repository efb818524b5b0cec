"""The site of deploy/nginx on this machine: only ports, the host and the certificate differ."""

from __future__ import annotations

import http.client
import os
import re
import ssl
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from tests.browser.servers import STOP_SECONDS, find_free_port, is_listening
from tools.deployment import explain_missing, find_program

ROOT = Path(__file__).resolve().parents[2]
NGINX = ROOT / "deploy" / "nginx"
HOST = "127.0.0.1"
COOKIE = "publicstats_replica"
LOG = "$cookie_publicstats_replica $upstream_addr $status $request_uri"
START_SECONDS = 30


@dataclass(frozen=True)
class Site:
    """A running nginx: its ports, its process, and what it wrote."""

    port: int
    plain_port: int
    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def url(self) -> str:
        """Where readers come in."""
        return f"https://{HOST}:{self.port}"

    def read_log(self) -> str:
        """The errors that nginx has noted so far."""
        return (self.folder / "error.log").read_text(encoding="utf-8", errors="replace")

    def list_requests(self) -> list[list[str]]:
        """Every request so far: the reader's cookie, the replicas asked, status, address."""
        lines = (self.folder / "access.log").read_text(encoding="utf-8").splitlines()
        return [[word.strip(",") for word in line.split(" ")] for line in lines]

    def stop(self) -> None:
        """End nginx and its workers."""
        self.process.terminate()
        self.process.wait(STOP_SECONDS)


def need_program(name: str) -> str:
    """The path of a program; the test is skipped where there is none, and fails on the build server."""
    path = find_program(name)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(explain_missing(name))
    return path


def start_site(folder: Path, replicas: Sequence[int]) -> Site:
    """A site before replicas on these ports of this machine, ready for visitors."""
    port, plain_port = find_free_port(), find_free_port()
    main = write_site(folder, port, plain_port, replicas)
    process = subprocess.Popen([need_program("nginx"), "-c", main, "-e", folder / "error.log"])
    site = Site(port, plain_port, process, folder)
    deadline = time.monotonic() + START_SECONDS
    while not is_listening(port):
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"nginx did not start:\n{site.read_log()}", pytrace=False)
        time.sleep(0.05)
    return site


def write_site(folder: Path, port: int, plain_port: int, replicas: Sequence[int]) -> Path:
    """The file that nginx is started with. It includes the site with ports, host and certificate put in."""
    folder.mkdir(parents=True, exist_ok=True)
    certificate = trustme.CA().issue_cert(HOST)
    certificate.private_key_pem.write_to_path(folder / "privkey.pem")
    for part in certificate.cert_chain_pems:
        part.write_to_path(folder / "fullchain.pem", append=True)
    site = (NGINX / "publicstats.conf").read_text(encoding="utf-8")
    site = re.sub(r" *listen \[::\].*\n", "", site)  # not every machine has IPv6
    site = re.sub(r"listen 443\b", f"listen {HOST}:{port}", site)
    site = re.sub(r"listen 80\b", f"listen {HOST}:{plain_port}", site)
    site = site.replace("figures.example.org", HOST).replace("/etc/ssl/publicstats", str(folder))
    upstream = (NGINX / "upstream.conf").read_text(encoding="utf-8")
    for printed, replica in zip(("8501", "8502", "8503"), replicas, strict=True):
        assert f"127.0.0.1:{printed} " in upstream
        upstream = upstream.replace(f"127.0.0.1:{printed} ", f"{HOST}:{replica} ")
    (folder / "publicstats.conf").write_text(site, encoding="utf-8")
    (folder / "upstream.conf").write_text(upstream, encoding="utf-8")
    return write_main(folder, ["publicstats.conf", "upstream.conf"])


def write_main(folder: Path, included: Sequence[str]) -> Path:
    """What Debian's own nginx.conf does around a site, with every file that nginx writes in one folder."""
    temporary = "".join(
        f"    {kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "scgi", "uwsgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        ("user root;\n" if os.geteuid() == 0 else "")  # the folder is its owner's alone
        + f"daemon off;\nworker_processes 2;\npid {folder / 'nginx.pid'};\n"
        + f"error_log {folder / 'error.log'} warn;\nevents {{}}\nhttp {{\n{temporary}"
        + f"    log_format test '{LOG}';\n    access_log {folder / 'access.log'} test;\n"
        + "".join(f"    include {folder / name};\n" for name in included)
        + "}\n",
        encoding="utf-8",
    )
    return path


def get(site: Site, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    """What the site answers: the response and its body. `_` in the name of a header stands for `-`."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection(HOST, site.port, timeout=20, context=context)
    try:
        connection.request(
            "GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()
