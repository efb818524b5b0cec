"""What Prometheus reads: the edition, the sessions, how long runs take, and the process.

Names begin with `publicstats_`; docs/operations.md lists them. No label tells readers apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from publicstats.framework.counting import count_sessions
from publicstats.markup.parts import FAILURES as FAILED_PARTS
from publicstats.publishing import Snapshot, shared_store
from publicstats.publishing.settling import find_pace
from publicstats.server.exact import exact_route

SEVERITIES = ("error", "warning")
REGISTRY = CollectorRegistry()
RUNS = Histogram(
    "publicstats_run_seconds",
    "How long it took to draw a page, without the fragments that redraw a part of it",
    buckets=(0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0),
    registry=REGISTRY,
)
FAILURES = Counter("publicstats_run_failures", "Pages that broke while they were drawn", registry=REGISTRY)


def count_failure(error: Exception) -> None:
    """Counts a page that broke as a whole."""
    FAILURES.inc()


class StateCollector(Collector):
    """What is true at the moment of asking."""

    def collect(self) -> Iterator[Metric]:
        """The metrics of the edition and of the sessions."""
        yield from collect_edition(shared_store().snapshot, datetime.now(UTC))
        yield collect_part_failures()
        yield GaugeMetricFamily("publicstats_sessions", "Browsers that show a page", count_sessions())

    def describe(self) -> Iterator[Metric]:
        """Nothing: registering the collector is no reason to read the CSVs."""
        return iter(())


def collect_edition(snapshot: Snapshot, now: datetime) -> Iterator[Metric]:
    """The metrics of what is served."""
    edition = snapshot.edition
    if edition is not None:
        facts = {"fingerprint": edition.fingerprint}
        yield InfoMetricFamily("publicstats_edition", "The edition that is served", facts)
        figures = len(edition.figures)
        yield GaugeMetricFamily("publicstats_figures", "Figures of the edition", figures)
        if snapshot.since is not None:
            age = (now - snapshot.since).total_seconds()
            yield GaugeMetricFamily("publicstats_edition_age_seconds", "Since its publication", age)
    current = "Whether the CSVs as they are now are what is served"
    yield GaugeMetricFamily("publicstats_edition_current", current, int(snapshot.is_current))
    problems = GaugeMetricFamily("publicstats_problems", "Problems of the CSVs", labels=["severity"])
    for severity in SEVERITIES:
        problems.add_metric([severity], sum(p.severity == severity for p in snapshot.told))
    yield problems
    yield CounterMetricFamily("publicstats_edits_refused", "Edits not published", snapshot.refused)
    waiting = "Publications that could not be kept and noted yet"
    yield GaugeMetricFamily("publicstats_publications_unnoted", waiting, snapshot.unnoted)
    pace = "Seconds between two looks at the contents of the CSVs"
    yield GaugeMetricFamily("publicstats_content_look_seconds", pace, find_pace(snapshot.size))
    took = "How long it took to read, check and build the CSVs last"
    yield GaugeMetricFamily("publicstats_build_seconds", took, snapshot.seconds)


def collect_part_failures() -> Metric:
    """How often each part of a page could not be drawn."""
    failures = CounterMetricFamily(
        "publicstats_part_failures", "Parts of pages that could not be drawn", labels=["part"]
    )
    for name, count in sorted(FAILED_PARTS.items()):
        failures.add_metric([name], count)
    return failures


REGISTRY.register(StateCollector())
ProcessCollector(registry=REGISTRY)


async def _serve_metrics(request: Request) -> Response:
    text = await run_in_threadpool(generate_latest, REGISTRY)
    return Response(text, headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"})


ROUTES = [exact_route("/metrics", _serve_metrics)]
