"""Our own numbers go out as Airflow's do, to whoever really listens."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from socket import AF_INET, SOCK_DGRAM, socket
from typing import Any

import pytest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)

import own_numbers
from local_stack.home import REPOSITORY, SELF
from receiver import Receiver

# As a task of Airflow's does: it sets up the way when it starts, and flushes it when it ends.
SENDS = """
import own_numbers
from airflow.sdk.observability import stats
from airflow.sdk.observability.metrics.stats_utils import get_stats_factory
own_numbers.call_step = lambda step: {"uploads_unanswered": 3.0, "visits.open": 2.0}
stats.initialize(factory=get_stats_factory(), export_legacy_names=True)
own_numbers.send_numbers()
"""
TRACES = """
from airflow._shared.observability.traces import configure_otel
from airflow.configuration import conf
from opentelemetry import trace
configure_otel(conf)
with trace.get_tracer("airflow").start_as_current_span("a run"):
    pass
trace.get_tracer_provider().force_flush()
"""
NUMBERS = {"airflow.visit_exchange.uploads_unanswered": 3, "airflow.visit_exchange.visits.open": 2}


@pytest.mark.slow
def test_statsd_hears_each_number_as_a_gauge() -> None:
    with socket(AF_INET, SOCK_DGRAM) as server:
        server.bind((SELF, 0))
        _send({"METRICS__STATSD_ON": "True", "METRICS__STATSD_HOST": SELF} | _port(server))
        server.settimeout(0)  # all that was sent lies there already
        heard = set(_lines(server))
    assert {each for each in heard if "visit_exchange" in each} == {
        f"{name}:{value:.1f}|g" for name, value in NUMBERS.items()
    }


@pytest.mark.slow
def test_an_opentelemetry_collector_hears_each_number_as_a_gauge() -> None:
    with Receiver() as collector:
        _send({"METRICS__OTEL_ON": "True"}, OTEL_EXPORTER_OTLP_ENDPOINT=collector.address)
    found = {}
    for sent in collector.at("/v1/metrics"):
        for metric in _metrics(ExportMetricsServiceRequest.FromString(sent.body)):
            [point] = metric.gauge.data_points
            found[metric.name] = point.as_double
    assert found == NUMBERS


@pytest.mark.slow
def test_traces_go_to_the_same_collector_by_the_variables_that_deploying_names() -> None:
    with Receiver() as collector:
        _send(
            {"TRACES__OTEL_ON": "True"},
            TRACES,
            OTEL_TRACES_EXPORTER="otlp_proto_http",
            OTEL_EXPORTER_OTLP_ENDPOINT=collector.address,
        )
    [sent] = collector.at("/v1/traces")
    assert b"a run" in sent.body


def test_nothing_is_counted_where_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(own_numbers, "call_step", asked.append)
    own_numbers.send_numbers()
    assert asked == []


def _send(airflow: dict[str, str], program: str = SENDS, **variables: str) -> None:
    path = os.pathsep.join(str(REPOSITORY / folder) for folder in ("include", "plugins"))
    own = {f"AIRFLOW__{name}": value for name, value in airflow.items()}
    environment = {**os.environ, "PYTHONPATH": path, **own, **variables}
    subprocess.run((sys.executable, "-c", program), env=environment, check=True)


def _port(server: socket) -> dict[str, str]:
    return {"METRICS__STATSD_PORT": str(server.getsockname()[1])}


def _lines(server: socket) -> Iterator[str]:
    with suppress(BlockingIOError):
        while True:
            yield server.recv(1000).decode()


def _metrics(request: ExportMetricsServiceRequest) -> list[Any]:
    return [
        metric
        for resource in request.resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
    ]
