"""Requests of every shape that the API's own description allows or forbids: each is answered as it says."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from starlette.applications import Starlette

from publicstats.edition.model import Edition
from publicstats.server import api
from publicstats.server.api.addresses import OPERATIONS

EXAMPLES = 10


@pytest.fixture
def description(edition: Edition) -> Any:
    """The description as it is served, over the small edition."""
    return schemathesis.openapi.from_asgi("/api/openapi.json", Starlette(routes=api.ROUTES))


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("path", [operation.path for operation in OPERATIONS])
def test_answer_is_what_the_description_says(description: Any, path: str, mode: GenerationMode) -> None:
    @given(case=description[f"/api{path}"]["GET"].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()
