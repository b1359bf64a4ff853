"""Figures for a monitor, as Prometheus reads them: requests by rule, and what the database and the
jobs say of themselves.

Each process counts in a file of its own, where there is a folder for them; whichever is asked adds
all of them up.
"""

import os
import time
from collections import Counter as Tally
from collections.abc import Iterator
from functools import partial
from http import HTTPMethod
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from flask import Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Histogram,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from dashboard.http.context import asker, database
from dashboard.jobs.routes import jobs
from dashboard.operation import replication
from dashboard.operation.request_log import route
from data.database.replica import Lag
from data.database.versions import database_version
from data.imports.runs import loaded_rows
from data.refusals import LONGEST, Forbidden, Problem, refuse

SETTING = "ITOG_METRICS"
ADDRESS = "/metrics"
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where the library has each process keep its counts; it must be named before it is imported."""

Network = IPv4Network | IPv6Network

SECONDS = Histogram(
    "itog_request_seconds",
    "How long requests took until their last byte was sent.",
    ("method", "route", "status"),
    buckets=(0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60),
)
OTHER = "other"


def networks(setting: str) -> tuple[Network, ...]:
    """The addresses and networks that the operator lets read the figures; refuses what is neither."""
    listed = []
    for text in setting.split():
        try:
            listed.append(ip_network(text))
        except ValueError as error:
            raise refuse(
                "setting_wrong", name=SETTING, given=text[:LONGEST], known="127.0.0.1 10.0.0.0/8"
            ) from error
    return tuple(listed)


def register(server: Flask) -> None:
    """Count every request, and answer those who may know."""
    server.config[SETTING] = ()

    @server.after_request
    def measure(response: Response) -> Response:
        labels = (method(), route(), str(response.status_code))
        response.call_on_close(partial(_observe, labels, g.itog_began))
        return response

    server.add_url_rule(ADDRESS, "metrics", view)


def allow(server: Flask, readers: tuple[Network, ...]) -> None:
    """Let these addresses read the figures."""
    server.config[SETTING] = readers


def view() -> Response:
    """``/metrics``, for the addresses that the operator names and for nobody else."""
    if not _may_know(request.remote_addr or ""):
        raise Forbidden(Problem("metrics_closed", {"setting": SETTING}))
    registry = CollectorRegistry()
    registry.register(StateCollector())
    counted = CollectorRegistry() if os.environ.get(FOLDER) else REGISTRY
    if counted is not REGISTRY:
        MultiProcessCollector(counted)
    return Response(
        generate_latest(counted) + generate_latest(registry), content_type=CONTENT_TYPE_LATEST
    )


class StateCollector(Collector):
    """What is so at the moment somebody asks."""

    def collect(self) -> Iterator[Metric]:
        """The revision, the schema, the rows that files brought, and the jobs by kind and state."""
        yield GaugeMetricFamily("itog_revision", "The newest revision.", value=asker().revision())
        with database().read() as session:
            yield _schema(database_version(session.connection()) or "")
            yield _rows(loaded_rows(session))
        yield _jobs()
        lag = replication.lag()
        if lag is not None:
            yield from _replica(lag)


def method() -> str:
    """The method of the request, of the few that there are."""
    return request.method if request.method in HTTPMethod.__members__ else OTHER


def _observe(labels: tuple[str, str, str], began: float) -> None:
    SECONDS.labels(*labels).observe(time.perf_counter() - began)


def _may_know(address: str) -> bool:
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return any(known in network for network in current_app.config[SETTING])


def _schema(version: str) -> Metric:
    family = GaugeMetricFamily("itog_schema", "The schema of the database.", labels=("version",))
    family.add_metric((version,), 1)
    return family


def _rows(loaded: dict[str, int]) -> Metric:
    family = CounterMetricFamily("itog_import_rows", "Rows that files brought.", labels=("kind",))
    for kind, rows in loaded.items():
        family.add_metric((kind,), rows)
    return family


def _replica(lag: Lag) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "itog_replica_answers", "Whether the replica answers readers.", value=int(lag.answers)
    )
    if lag.seconds is not None:
        yield GaugeMetricFamily(
            "itog_replica_lag_seconds", "How far it is behind.", value=lag.seconds
        )


def _jobs() -> Metric:
    family = GaugeMetricFamily(
        "itog_jobs", "Jobs of the last hour, by kind and state.", labels=("kind", "state")
    )
    for labels, count in Tally((job.kind, job.state) for job in jobs().known()).items():
        family.add_metric(labels, count)
    return family
