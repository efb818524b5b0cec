"""docs/access.md says what the program does: its example is valid, every key and open address is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from publicstats.server.access.mistakes import KEYS
from publicstats.server.access.roles import ADDRESSES, Role
from publicstats.server.access.settings import parse_settings
from tests.helpers import ROOT

TEXT = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")


def test_example_of_the_settings_is_right_and_has_every_key() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    for optional in (example, re.sub(r"(?m)^# (?=\w+ = )", "", example)):
        found = parse_settings(tomllib.loads(optional.replace('"…"', f'"{"s" * 32}"')), Path("secrets.toml"))
        assert set(found.roles.values()) == {Role.READER, Role.ANALYST}
    for _, key in KEYS:
        assert f"{key} = " in example, key


def test_every_address_that_answers_without_a_session_is_listed() -> None:
    _, _, rest = TEXT.partition("## What answers without a session")
    table = rest.partition("\nAll else")[0]
    listed = {address.rstrip("…") for address in re.findall(r"`(/[^`]*)`", table)}
    assert listed == {address for address, role in ADDRESSES.items() if role is Role.NONE}
