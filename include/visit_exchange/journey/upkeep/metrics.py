"""The exchange in numbers, as Prometheus reads them: no visit, person or file by name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, Metric

from visit_exchange.journey.now import wall_now
from visit_exchange.journey.upkeep.health import Health, Standing, health
from visit_exchange.settings.settings import plain
from visit_exchange.visits.watch.measures import Measures

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

PREFIX = "visit_exchange_"


@dataclass(frozen=True, eq=False)  # the library keeps it by its hash
class _Collected:
    """Hands metrics to the library that writes them."""

    metrics: tuple[Metric, ...]

    def collect(self) -> Iterator[Metric]:
        yield from self.metrics


def token(outside: "Outside") -> str:
    """Return what a monitor must say; empty where metrics are off."""
    return plain(outside.settings.metrics_token)


def metrics(outside: "Outside") -> str:
    """Return all metrics as Prometheus's text."""
    now = wall_now()
    return metrics_text(outside.register.measures(now), health(outside), now)


def metrics_text(measures: Measures, standing: Health, now: datetime) -> str:
    """Return the metrics of what was measured, as Prometheus's text."""
    registry = CollectorRegistry()
    registry.register(_Collected(_all(measures, standing, now)))
    return generate_latest(registry).decode()


def numbers(outside: "Outside") -> dict[str, float]:
    """Return the same as plain numbers by name, for who has no labels: StatsD, OpenTelemetry."""
    now = wall_now()
    return plain_numbers(outside.register.measures(now), health(outside), now)


def plain_numbers(measures: Measures, standing: Health, now: datetime) -> dict[str, float]:
    """Return each number under the metric's name and its labels' values, joined by dots.

    How replies are spread over time is left to Prometheus: here are their count and sum.
    """
    return {
        ".".join((sample.name.removeprefix(PREFIX), *map(_word, sample.labels.values()))): (
            sample.value
        )
        for metric in _all(measures, standing, now)
        for sample in metric.samples
        if not sample.name.endswith("_bucket")
    }


def _word(label: str) -> str:
    """Return a label's value as a part of a name."""
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")


def _all(measures: Measures, standing: Health, now: datetime) -> tuple[Metric, ...]:
    return (
        *_of_health(standing, measures.last_backup, now),
        *_of_visits(measures),
        *_of_uploads(measures),
        *_of_mails(measures),
    )


def _of_health(standing: Health, backed_up: timedelta | None, now: datetime) -> Iterator[Metric]:
    is_well = standing.standing is Standing.WELL
    yield _gauge("well", "1 while all is well by the last look, else 0", float(is_well))
    yield _gauge("findings", "Things that are not well", len(standing.lasting))
    looked = now - standing.looked_at if standing.looked_at else None
    yield _age("last_look_age_seconds", "Since reconcile looked last", looked)
    yield _age("last_backup_age_seconds", "Since the last finished backup", backed_up)


def _of_visits(measures: Measures) -> Iterator[Metric]:
    yield _by("visits", "Visits by status", "status", measures.visits)
    yield _by("deadlines_ahead", "Deadlines to come", "within", measures.deadlines)
    until = measures.next_deadline
    yield _age("next_deadline_seconds", "Until the next deadline of any visit", until)


def _of_uploads(measures: Measures) -> Iterator[Metric]:
    yield _gauge("uploads_unanswered", "Uploads without an answer", measures.unanswered)
    yield _gauge("uploads_queued", "Of those: given to no task yet", measures.queued)
    oldest = measures.oldest_unanswered
    yield _age("oldest_unanswered_upload_seconds", "Since the oldest of those came", oldest)
    told = "From an upload to its reply, by size of the upload"
    replies = HistogramMetricFamily(f"{PREFIX}reply_seconds", told, labels=["size"])
    for size, of_size in sorted(measures.replies.items()):
        buckets = [(str(float(most)), float(n)) for most, n in sorted(of_size.within.items())]
        every = [*buckets, ("+Inf", float(of_size.count))]
        replies.add_metric([size], every, of_size.seconds)
    yield replies


def _of_mails(measures: Measures) -> Iterator[Metric]:
    yield _gauge("mails_waiting", "Mails and alerts that have not gone out", measures.mails_waiting)
    yield _gauge("mails_refused", "Mails that wait for a person", measures.mails_refused)
    yield _age("oldest_mail_seconds", "Since the oldest that waits", measures.oldest_mail)


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{PREFIX}{name}", told, value=value)


def _age(name: str, told: str, seconds: timedelta | None) -> Metric:
    """Return a gauge of seconds, which has no value where there is nothing to tell."""
    gauge = GaugeMetricFamily(f"{PREFIX}{name}", told)
    if seconds is not None:
        gauge.add_metric([], seconds.total_seconds())
    return gauge


def _by(name: str, told: str, label: str, counts: Mapping[str, int]) -> Metric:
    gauge = GaugeMetricFamily(f"{PREFIX}{name}", told, labels=[label])
    for value, number in sorted(counts.items()):
        gauge.add_metric([value], number)
    return gauge
