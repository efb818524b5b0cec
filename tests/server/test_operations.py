"""Probes, metrics and log: what tells whoever runs the dashboard how it is."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.testclient import TestClient

from publicstats.edition.model import Edition
from publicstats.publishing import Store
from publicstats.server import ROUTES
from publicstats.server.logs import build_formatter
from publicstats.server.metrics import collect_edition, count_failure
from tests.helpers import FIGURES, ROOT, change, make_files, save

CLIENT = TestClient(Starlette(routes=ROUTES))


def read_metrics() -> dict[str, float]:
    """Every sample by its name, and by its label where it has one."""
    answer = CLIENT.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_server_with_an_edition_is_alive_and_ready(edition: Edition) -> None:
    assert CLIENT.get("/healthz").status_code == 200
    answer = CLIENT.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "edition": edition.fingerprint, "current": True}


def test_server_without_an_edition_is_alive_and_not_ready(serve_files: Callable[..., Store]) -> None:
    serve_files({**make_files(), FIGURES: b"nonsense"})
    assert CLIENT.get("/healthz").status_code == 200
    assert CLIENT.get("/readyz").status_code == 503
    assert "publicstats_figures" not in read_metrics()


def test_metrics_follow_the_edits(serve_files: Callable[..., Store]) -> None:
    store = serve_files()
    before = read_metrics()
    assert before[f"publicstats_edition_info {store.snapshot.edition.fingerprint}"] == 1  # type: ignore[union-attr]
    assert before["publicstats_edition_current"] == 1
    assert before["publicstats_edits_refused_total"] == 0
    assert before["publicstats_build_seconds"] > 0
    save(make_files(figures=[change("members_2024", printed="许多")]), store.data)
    store.check()
    after = read_metrics()
    assert after["publicstats_edition_current"] == 0
    assert CLIENT.get("/readyz").json()["current"] is False
    assert after["publicstats_edits_refused_total"] == 1
    assert after["publicstats_problems error"] == len(store.snapshot.problems) > 0
    assert after["publicstats_figures"] == before["publicstats_figures"] > 0


def test_age_is_counted_from_the_publication(small_store: Store) -> None:
    snapshot = small_store.snapshot
    assert snapshot.since is not None
    later = collect_edition(snapshot, snapshot.since + timedelta(hours=2))
    ages = [family for family in later if family.name == "publicstats_edition_age_seconds"]
    assert [sample.value for family in ages for sample in family.samples] == [7200]


def test_page_that_breaks_is_counted(edition: Edition) -> None:
    before = read_metrics()["publicstats_run_failures_total"]
    count_failure(ValueError("words of a reader"))
    assert read_metrics()["publicstats_run_failures_total"] == before + 1


def test_process_is_measured(edition: Edition) -> None:
    found = read_metrics()
    assert found["process_resident_memory_bytes"] > 10_000_000
    assert found["publicstats_sessions"] == 0


def test_docs_explain_every_metric(edition: Edition) -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    families = text_string_to_metric_families(CLIENT.get("/metrics").text)
    own = {family.name for family in families if not family.name.endswith("_created")}
    assert len(own) > 12
    assert {name for name in own if f"`{name}" not in text} == set()


def test_event_is_one_line_of_json_with_its_facts_and_its_traceback() -> None:
    try:
        raise ValueError("两行\n字")
    except ValueError as error:
        record = logging.LogRecord("publicstats.x", logging.ERROR, "", 0, "坏了 %s", ("a",), None)
        record.exc_info = (ValueError, error, error.__traceback__)
    record.edition = "36226f95192a5f4e"
    line = build_formatter(is_terminal=False).format(record)
    assert "\n" not in line
    event = json.loads(line)
    assert (event["event"], event["level"], event["logger"]) == ("坏了 a", "error", "publicstats.x")
    assert event["edition"] == "36226f95192a5f4e"
    assert event["timestamp"].endswith("+00:00")
    assert "ValueError: 两行" in event["exception"]


def test_event_on_a_terminal_is_for_eyes() -> None:
    record = logging.LogRecord("publicstats.x", logging.INFO, "", 0, "edition served", (), None)
    record.figures = 300
    line = build_formatter(is_terminal=True).format(record)
    assert "edition served  figures=300" in line
    with pytest.raises(json.JSONDecodeError):
        json.loads(line)
