"""Our own numbers beside Airflow's: they go the way that Airflow's go, if it sends any."""

from airflow.sdk.configuration import conf
from airflow.sdk.observability import stats

from visit_steps import call_step

WAYS = ("otel_on", "statsd_on", "statsd_datadog_enabled")
PREFIX = "visit_exchange"


def send_numbers() -> None:
    """Send all of them as gauges, by OpenTelemetry or StatsD; nothing where both are off."""
    if any(conf.getboolean("metrics", way, fallback=False) for way in WAYS):
        for name, value in call_step("upkeep.metrics.numbers").items():
            stats.gauge(f"{PREFIX}.{name}", value)
