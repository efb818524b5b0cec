"""The settings file of the sign-in: right ones turn it on, wrong ones stop the start with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import config

from publicstats.server.access import settings
from publicstats.server.access.roles import Role
from publicstats.server.access.settings import SettingsError, describe_openness, load_settings, parse_settings
from publicstats.text.i18n import read_words
from tests.helpers import ROOT

RIGHT = """
[auth]
redirect_uri = "https://figures.example.org/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "publicstats"
client_secret = "given by the provider"
server_metadata_url = "https://login.example.org/.well-known/openid-configuration"

[access]
claim = "groups"
readers = ["figures-reader", "both"]
analysts = ["figures-analyst", "both"]
"""
FILE = Path("secrets.toml")


@pytest.fixture
def forget_settings() -> Iterator[None]:
    files = config.get_option("secrets.files")
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()
    config.set_option("secrets.files", files)


def test_right_file_gives_roles_and_what_strict_providers_want() -> None:
    found = parse_settings(tomllib.loads(RIGHT), FILE)
    assert found.roles == {
        "figures-reader": Role.READER,
        "figures-analyst": Role.ANALYST,
        "both": Role.ANALYST,
    }
    assert found.origin == "https://figures.example.org"
    assert found.behind_tls
    assert found.auth["client_kwargs"] == {"prompt": "login", "scope": "openid email profile"}


def test_what_is_asked_of_the_provider_may_be_changed() -> None:
    text = RIGHT.replace("\n[access]", 'client_kwargs = { scope = "openid groups" }\n\n[access]')
    assert parse_settings(tomllib.loads(text), FILE).auth["client_kwargs"] == {
        "prompt": "login",
        "scope": "openid groups",
    }


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("[auth]", "[Auth]", ["Auth", "[auth]"]),
        ("[access]", "[acess]", ["acess", "[access]"]),
        ("[auth]\n", "", ["redirect_uri", "[auth]"]),
        ('client_id = "publicstats"\n', "", ["[auth] client_id"]),
        ("client_id", "clientid", ["[auth] clientid", "[auth] client_id"]),
        ('"publicstats"', '""', ["[auth] client_id"]),
        ('"publicstats"', "5", ["[auth] client_id"]),
        ('"publicstats"\n', '"publicstats"\nexpose_tokens = "id"\n', ["[auth] expose_tokens"]),
        ("0123456789abcdef0123456789abcdef", "short", ["cookie_secret", "32"]),
        ("https://figures.example.org/", "http://figures.example.org/", ["[auth] redirect_uri", "https://"]),
        ("https://login", "http://login", ["[auth] server_metadata_url", "https://"]),
        ("https://login.example.org", "login.example.org", ["[auth] server_metadata_url", "https://"]),
        ("https://login.example.org", "https://[login", ["[auth] server_metadata_url"]),
        ("/oauth2callback", "/callback", ["/oauth2callback"]),
        ("example.org/oauth2callback", "example.org/sub/oauth2callback", ["/oauth2callback"]),
        ("\n[access]", 'client_kwargs = { scope = "email" }\n[access]', ["openid"]),
        ("\n[access]", 'client_kwargs = "login"\n[access]', ["[auth] client_kwargs"]),
        ('["figures-reader", "both"]', '"figures-reader"', ["[access] readers"]),
        ('readers = ["figures-reader", "both"]\nanalysts = ["figures-analyst", "both"]', "", ["[access]"]),
        ("\n[access]", '\n[access]\nmetrics_token = "short"', ["[access] metrics_token", "32"]),
        ('claim = "groups"', "claim = []", ["[access] claim"]),
    ],
)
def test_mistake_is_refused_with_a_sentence_that_names_it(before: str, after: str, words: list[str]) -> None:
    assert before in RIGHT
    with pytest.raises(SettingsError) as caught:
        parse_settings(tomllib.loads(RIGHT.replace(before, after, 1)), FILE)
    for word in ["secrets.toml", *words]:
        assert word in str(caught.value)
    assert "{" not in str(caught.value).replace("{ prompt", "")


def test_all_mistakes_are_told_at_once_in_both_languages() -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings({}, FILE)
    for lang in ("zh", "en"):
        said = [
            line for line in str(caught.value).splitlines() if read_words(lang)["access.missing"][-9:] in line
        ]
        assert len(said) == 2


@pytest.mark.parametrize("address", ["192.0.2.7", "::", None, "figures.example.org"])
def test_site_that_is_open_beyond_its_machine_warns(address: str | None) -> None:
    assert (address or "*") in describe_openness(None, address)
    assert describe_openness(parse_settings(tomllib.loads(RIGHT), FILE), address) == ""


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost"])
def test_site_that_is_open_to_its_own_machine_is_quiet(address: str) -> None:
    assert describe_openness(None, address) == ""


@pytest.mark.usefixtures("forget_settings")
def test_file_that_was_named_but_is_not_there_is_no_open_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLICSTATS_SETTINGS", str(tmp_path / "none.toml"))
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load_settings()


@pytest.mark.usefixtures("forget_settings")
@pytest.mark.parametrize("content", [b"[auth", b"", b"\xff\xfe", b"[auth]\n[access]\n"])
def test_file_that_is_damaged_or_says_nothing_is_no_open_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    (folder / "secrets.toml").write_bytes(content)
    monkeypatch.setattr(settings, "PROJECT", tmp_path)
    with pytest.raises(SettingsError):
        load_settings()


@pytest.mark.usefixtures("forget_settings")
def test_link_into_nowhere_is_no_open_site_and_no_file_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PROJECT", tmp_path)
    assert load_settings() is None
    load_settings.cache_clear()
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").symlink_to(tmp_path / "nowhere.toml")
    with pytest.raises(SettingsError):
        load_settings()


@pytest.mark.usefixtures("forget_settings")
def test_streamlit_reads_the_same_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text(RIGHT, encoding="utf-8")
    monkeypatch.setenv("PUBLICSTATS_SETTINGS", str(path))
    assert load_settings() is not None
    assert config.get_option("secrets.files") == [str(path)]


def test_server_with_a_mistake_in_the_file_does_not_start(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text(RIGHT.replace("[access]", "[acces]"), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port=0"],
        cwd=ROOT,
        env=os.environ | {"PUBLICSTATS_SETTINGS": str(path)},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert run.returncode == 1
    assert '"acces" is no name' in run.stderr
    assert "Traceback" not in run.stderr
