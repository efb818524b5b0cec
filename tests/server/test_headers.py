"""Every answer, whatever it is, tells the browser what it may do."""

import re

import pytest

from publicstats.server.headers import FILE_POLICY, HEADERS, hash_scripts
from tests.server.sites import list_scripts, open_site

SITE = open_site()
SCRIPT = "/" + list_scripts(SITE.get("/").text)[0]
ANSWERS = {
    "shell": ("/", 200),
    "shell of a page": ("/hotline?lang=en", 200),
    "script": (SCRIPT, 200),
    "icon": ("/favicon.png", 200),
    "missing": ("/_stcore/health", 404),
    "refused": ("//example.com", 400),
    "broken": ("/failure", 500),
}


@pytest.mark.parametrize(("path", "status"), ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_answer_has_the_headers(path: str, status: int, method: str) -> None:
    answer = SITE.request(method, SITE.base_url.copy_with(raw_path=path.encode()))
    assert answer.status_code == status
    assert HEADERS.items() <= answer.headers.items()
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "cache-control" in answer.headers
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("path", ["/", SCRIPT, "/failure"])
def test_answer_over_tls_asks_for_tls_from_then_on(path: str) -> None:
    answer = open_site("https://testserver").get(path)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_page_runs_the_scripts_of_its_shell_and_no_other() -> None:
    page = SITE.get("/")
    policy = page.headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src "))
    hashes = hash_scripts(page.content)
    assert scripts.split() == ["script-src", "'self'", *hashes]
    # One of Streamlit, and ours that tells whether the browser is new enough.
    assert len(hashes) == len(re.findall(r"<script(?![^>]* src=)", page.text)) == 2
    assert hash_scripts(b"<script>alert(1)</script>") != hashes


def test_file_opened_by_itself_runs_nothing() -> None:
    assert SITE.get("/favicon.png").headers["content-security-policy"] == FILE_POLICY
    assert "default-src 'none'" in FILE_POLICY
    assert "script" not in FILE_POLICY


def test_hashed_assets_are_kept_for_a_year_and_the_shell_is_asked_for_anew() -> None:
    kept = set(SITE.get(SCRIPT).headers["cache-control"].split(", "))
    assert kept == {"public", "immutable", "max-age=31536000"}
    assert SITE.get("/").headers["cache-control"] == "no-cache"
    assert SITE.get("/shell.js").headers["cache-control"] == "no-cache"
    address = re.search(r"page\.css\?v=\w+", SITE.get("/").text)
    assert address
    assert "immutable" in SITE.get(f"/{address[0]}").headers["cache-control"]
    assert SITE.get("/page.css?v=other").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(("lang", "words"), [("zh", "服务器处理此请求时出错"), ("en", "The server failed")])
def test_failure_is_told_in_a_sentence_without_its_reason(lang: str, words: str) -> None:
    answer = SITE.get(f"/failure?lang={lang}")
    assert words in answer.text
    assert "ValueError" not in answer.text
    assert "政务服务数据" not in answer.text
