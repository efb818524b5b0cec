"""The nginx site before three small servers that tell what reached them."""

from __future__ import annotations

import http.client
import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.deploy.site import COOKIE, HOST, ROOT, Site, get, need_program, start_site, write_main, write_site


class Replica(BaseHTTPRequestHandler):
    """Answers with its port and the headers that came."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = json.dumps({"port": self.connection.getsockname()[1], "headers": dict(self.headers)}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Strict-Transport-Security", "max-age=1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Prints nothing."""


@pytest.fixture(scope="module")
def replicas() -> Iterator[list[ThreadingHTTPServer]]:
    servers = [ThreadingHTTPServer((HOST, 0), Replica) for _ in range(3)]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield servers
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def site(replicas: list[ThreadingHTTPServer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = start_site(tmp_path_factory.mktemp("nginx"), [server.server_port for server in replicas])
    yield site
    site.stop()


def find_replica(site: Site, cookie: str) -> int:
    port: int = json.loads(get(site, "/", Cookie=f"{COOKIE}={cookie}")[1])["port"]
    return port


def check_configuration(path: Path) -> None:
    command: list[str | Path] = [need_program("nginx"), "-t", "-c", path, "-e", path.with_name("error.log")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "[warn]" not in run.stderr


def test_nginx_accepts_the_site(tmp_path: Path) -> None:
    check_configuration(write_site(tmp_path, 18443, 18080, (8501, 8502, 8503)))


def test_nginx_accepts_the_replicas_of_the_compose_file(tmp_path: Path) -> None:
    write_site(tmp_path, 18443, 18080, (8501, 8502, 8503))
    upstream = ROOT / "deploy" / "container" / "upstream.conf"
    (tmp_path / "upstream.conf").write_bytes(upstream.read_bytes())
    check_configuration(write_main(tmp_path, ["publicstats.conf", "upstream.conf"]))


def test_new_reader_gets_a_cookie_that_leads_to_the_same_replica(site: Site) -> None:
    response, body = get(site, "/hotline?lang=en")
    cookie = response.headers["Set-Cookie"]
    assert cookie.endswith("; Path=/; Secure; HttpOnly; SameSite=Lax")
    value = cookie.partition(";")[0].partition("=")[2]
    assert {find_replica(site, value) for _ in range(6)} == {json.loads(body)["port"]}


def test_reader_with_a_cookie_gets_no_other(site: Site) -> None:
    assert get(site, "/", Cookie=f"{COOKIE}=known")[0].headers["Set-Cookie"] is None


def test_readers_spread_over_all_replicas(site: Site, replicas: list[ThreadingHTTPServer]) -> None:
    found = {find_replica(site, f"reader-{number}") for number in range(40)}
    assert found == {server.server_port for server in replicas}


def test_replica_hears_the_readers_host_and_scheme_and_nothing_that_a_reader_made_up(site: Site) -> None:
    _, body = get(
        site, "/", X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="http", Forwarded="for=203.0.113.9"
    )
    headers = json.loads(body)["headers"]
    assert headers["Host"] == f"{HOST}:{site.port}"
    assert headers["X-Forwarded-For"] == HOST
    assert headers["X-Forwarded-Proto"] == "https"
    assert "Forwarded" not in headers


def test_strict_transport_security_is_said_once_and_on_refusals_too(site: Site) -> None:
    for path in ("/", "/metrics"):
        assert get(site, path)[0].headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]


@pytest.mark.parametrize(
    "path", ["/metrics", "/metrics/", "//metrics", "/%6detrics", "/x/../metrics", "/_stcore/metrics"]
)
def test_metrics_are_closed_to_the_outside(site: Site, path: str) -> None:
    assert get(site, path)[0].status == http.HTTPStatus.NOT_FOUND


def test_other_paths_pass_as_they_were_asked(site: Site) -> None:
    for path in ("/healthz", "/readyz", "/api/figures.csv?theme=hotline", "/_stcore/health"):
        assert get(site, path)[0].status == http.HTTPStatus.OK


def test_other_host_gets_no_answer(site: Site) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        get(site, "/", Host="evil.example.com")


def test_plain_http_leads_to_tls(site: Site) -> None:
    connection = http.client.HTTPConnection(HOST, site.plain_port, timeout=20)
    connection.request("GET", "/hotline?lang=en")
    response = connection.getresponse()
    assert response.status == http.HTTPStatus.MOVED_PERMANENTLY
    assert response.headers["Location"] == f"https://{HOST}/hotline?lang=en"
    connection.close()


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ({}, http.HTTPStatus.OK),  # no browser
        ({"Origin": "https://{host}"}, http.HTTPStatus.OK),
        ({"Origin": "http://{host}"}, http.HTTPStatus.FORBIDDEN),
        ({"Origin": "https://{host}.evil.example.com"}, http.HTTPStatus.FORBIDDEN),
        ({"Origin": "https://evil.example.com"}, http.HTTPStatus.FORBIDDEN),
        ({"Origin": "null"}, http.HTTPStatus.FORBIDDEN),
    ],
)
def test_websocket_is_for_pages_of_this_site(site: Site, origin: dict[str, str], status: int) -> None:
    headers = {name: text.format(host=f"{HOST}:{site.port}") for name, text in origin.items()}
    assert get(site, "/_stcore/stream", **headers)[0].status == status


def test_large_upload_is_refused(site: Site) -> None:
    assert get(site, "/", Content_Length="3000000")[0].status == http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_next_replica_answers_when_one_is_down(tmp_path: Path, replicas: list[ThreadingHTTPServer]) -> None:
    down = ThreadingHTTPServer((HOST, 0), Replica)
    down.server_close()  # its port refuses
    ports = [down.server_port, *(server.server_port for server in replicas[1:])]
    site = start_site(tmp_path, ports)
    try:
        found = {find_replica(site, f"reader-{number}") for number in range(20)}
        tried = {replica for request in site.list_requests() for replica in request[1:-2]}
    finally:
        site.stop()
    assert found == set(ports[1:])
    assert f"{HOST}:{down.server_port}" in tried
