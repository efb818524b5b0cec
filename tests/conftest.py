"""What all tests share: the shipped edition, a small edition, and how hypothesis runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from streamlit.testing.v1 import AppTest

from publicstats.edition.model import Edition, load_edition
from tests import visiting
from tests.begun import Begun, Built, build_first
from tests.helpers import DATA, list_problems, make_edition, make_files, save

# A busy machine is no failure: time limits belong to the tests of speed.
settings.register_profile("publicstats", deadline=None)
settings.load_profile("publicstats")


@pytest.fixture(scope="session")
def shipped_edition() -> Edition:
    """The edition of data/."""
    outcome = load_edition(DATA)
    assert outcome.edition is not None, list_problems(outcome)
    return outcome.edition


@pytest.fixture(scope="session")
def small_edition() -> Edition:
    """The edition of `make_files()`."""
    return make_edition()


@pytest.fixture(scope="session")
def small_built() -> Built:
    """`make_files()`, built before any test has changed how."""
    return build_first(make_files())


@pytest.fixture
def visit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_built: Built
) -> Iterator[Callable[..., AppTest]]:
    """`visit(address, files=…, user=…, lang=…, source=…)`: the page that a reader finds there."""
    monkeypatch.setattr("publicstats.publishing.store.Builder", lambda: Begun(small_built))

    def open_page(
        address: str = "",
        *,
        files: dict[str, bytes] | None = None,
        user: dict[str, Any] | None = None,
        **query: str,
    ) -> AppTest:
        folder = save(make_files() if files is None else files, tmp_path / "data")
        app = visiting.start(tmp_path, monkeypatch, folder, user, **query)
        return visiting.turn_to(app, address) if address else app

    yield open_page
    visiting.forget()
