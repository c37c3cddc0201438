"""The exchange in numbers, and what is built on their names: alerts and a dashboard."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from visit_exchange.journey.upkeep.health import health_of
from visit_exchange.journey.upkeep.metrics import metrics_text, plain_numbers
from visit_exchange.visits.watch.findings import KnownFinding
from visit_exchange.visits.watch.measures import WITHIN, Measures, Replies

MONITORING = Path(__file__).parents[4] / "docker" / "monitoring"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)  # Monday 23 November 2026
ALL = Measures(
    visits={"open": 2, "closed": 5},
    replies={"under 1 MB": Replies(dict.fromkeys(WITHIN, 3) | {5: 1}, 4, 61.5)},
    unanswered=3,
    queued=1,
    oldest_unanswered=timedelta(seconds=90),
    deadlines={"1 day": 1, "7 days": 4},
    next_deadline=timedelta(hours=5),
    mails_waiting=2,
    mails_refused=1,
    oldest_mail=timedelta(minutes=7),
    last_backup=timedelta(hours=20),
)
ALERTS: list[dict[str, Any]] = yaml.safe_load((MONITORING / "alerts.yaml").read_text())["groups"][
    0
]["rules"]
DASHBOARD: dict[str, Any] = json.loads((MONITORING / "grafana.json").read_text())


def read(measures: Measures, *findings: KnownFinding) -> dict[str, float]:
    """Return what Prometheus reads: each sample by its name and labels."""
    text = metrics_text(measures, health_of(NOON - timedelta(minutes=4), findings, NOON), NOON)
    return {
        _named(sample.name, sample.labels): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def _named(name: str, labels: dict[str, str]) -> str:
    told = ",".join(f"{label}={value}" for label, value in sorted(labels.items()))
    return name.removeprefix("visit_exchange_") + (f"{{{told}}}" if told else "")


def test_who_has_no_labels_is_given_each_number_under_a_name_of_its_own() -> None:
    found = plain_numbers(ALL, health_of(NOON - timedelta(minutes=4), (), NOON), NOON)
    told = {
        "well": 1,
        "visits.open": 2,
        "deadlines_ahead.7_days": 4,
        "uploads_queued": 1,
        "reply_seconds_count.under_1_mb": 4,
        "reply_seconds_sum.under_1_mb": 61.5,
        "mails_waiting": 2,
    }
    assert {name: found[name] for name in told} == told
    assert [name for name in found if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)?", name)] == []


def test_a_monitor_reads_how_everything_stands() -> None:
    found = read(ALL)
    told = {
        "well": 1,
        "findings": 0,
        "last_look_age_seconds": 240,
        "visits{status=open}": 2,
        "uploads_unanswered": 3,
        "uploads_queued": 1,
        "oldest_unanswered_upload_seconds": 90,
        "deadlines_ahead{within=7 days}": 4,
        "next_deadline_seconds": 5 * 3600,
        "mails_waiting": 2,
        "mails_refused": 1,
        "oldest_mail_seconds": 420,
        "last_backup_age_seconds": 20 * 3600,
        "reply_seconds_bucket{le=5.0,size=under 1 MB}": 1,
        "reply_seconds_bucket{le=+Inf,size=under 1 MB}": 4,
        "reply_seconds_count{size=under 1 MB}": 4,
        "reply_seconds_sum{size=under 1 MB}": 61.5,
    }
    assert {name: found[name] for name in told} == told


def test_what_is_not_there_has_no_age() -> None:
    found = read(Measures())
    assert not {name for name in found if name.startswith(("oldest", "next", "last_backup"))}
    assert (found["uploads_unanswered"], found["mails_waiting"]) == (0, 0)


def test_a_finding_makes_it_not_well() -> None:
    lasting = KnownFinding("dags/visit", "The DAG visit is paused", "…", NOON, NOON, None, None)
    found = read(ALL, lasting)
    assert (found["well"], found["findings"]) == (0, 1)


NAMES = re.compile(r"visit_exchange_\w+")


def known_names() -> set[str]:
    return {f"visit_exchange_{name.partition('{')[0]}" for name in read(ALL)}


def expressions() -> Iterator[tuple[str, str]]:
    for alert in ALERTS:
        yield alert["alert"], alert["expr"]
    for panel in DASHBOARD["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


@pytest.mark.parametrize(("place", "expression"), list(expressions()))
def test_an_alert_or_a_panel_asks_for_a_metric_that_is_there(place: str, expression: str) -> None:
    asked = set(NAMES.findall(expression))
    assert asked, place
    assert asked <= known_names(), place
    assert expression.count("(") == expression.count(")"), place


@pytest.mark.parametrize("alert", ALERTS, ids=lambda each: each["alert"])
def test_an_alert_says_what_happened_and_what_to_do(alert: dict[str, Any]) -> None:
    assert alert["annotations"].keys() == {"summary", "what_to_do"}
    assert alert["for"].endswith("m")


def test_every_metric_is_on_the_dashboard() -> None:
    shown = {name for _, expression in expressions() for name in NAMES.findall(expression)}
    of_histograms = {"visit_exchange_reply_seconds_sum"}
    assert known_names() - shown == of_histograms


def test_panels_do_not_lie_upon_one_another() -> None:
    places = [panel["gridPos"] for panel in DASHBOARD["panels"]]
    taken = [
        (x, y)
        for at in places
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < 24
