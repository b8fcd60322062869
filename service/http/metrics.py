"""What Prometheus may ask. Labels are routes and statuses, never what a client made up."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from vectorstore.errors import FazhiError

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
UNMATCHED = "unmatched"
"""The route of every address that does not exist."""

# An answer takes tens of milliseconds, an upload seconds.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    def __init__(self, count_reports: Callable[[], int]) -> None:
        """`count_reports` raises a FazhiError while the collection cannot be read."""
        self._count_reports = count_reports
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "fazhi_requests", "Requests answered", ("method", "route", "status"), registry=self._registry
        )
        self._latency = Histogram(
            "fazhi_request_seconds",
            "From the request's head to the response's last byte",
            ("route", "status"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._reports = Gauge("fazhi_reports", "Reports in the collection", registry=self._registry)
        self._ready = Gauge("fazhi_ready", "1 where the collection can be read", registry=self._registry)
        ProcessCollector(registry=self._registry)

    def record(self, method: str, route: str | None, status: int, seconds: float) -> None:
        route = route or UNMATCHED
        method = method if route != UNMATCHED else "any"
        self._requests.labels(method, route, str(status)).inc()
        self._latency.labels(route, str(status)).observe(seconds)

    def render(self) -> bytes:
        """The text format. Reads the catalog: not for the event loop."""
        try:
            self._reports.set(self._count_reports())
            self._ready.set(1)
        except FazhiError:
            self._ready.set(0)  # The reason is told by /readyz.
        return generate_latest(self._registry)
