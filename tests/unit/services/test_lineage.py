"""What a receiver of OpenLineage is sent: ids of what was made of what, and nothing else."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from receiver import Receiver
from visit_exchange.errors import ServiceError
from visit_exchange.services.lineage import Lineage, Made

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
UPLOAD = "999-ap-20261123/7"
MADE = Made(
    "answer", UPLOAD, (f"uploads/{UPLOAD}",), (f"accepted/{UPLOAD}/1", f"accepted/{UPLOAD}/1")
)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver(status=201) as receiver:
        yield receiver


def test_an_event_names_what_was_made_of_what_and_nothing_else(receiver: Receiver) -> None:
    Lineage(receiver.address).tell(MADE, NOON)

    [sent] = receiver.got
    event = json.loads(sent.body)
    assert (sent.method, sent.path) == ("POST", "/api/v1/lineage")
    assert "authorization" not in sent.headers
    assert len(event.pop("run").pop("runId")) == 36
    assert event.pop("schemaURL").startswith("https://openlineage.io/spec/")
    assert event == {
        "eventType": "COMPLETE",
        "eventTime": "2026-11-23T12:00:00+00:00",
        "job": {"namespace": "visit-exchange", "name": "answer", "facets": {}},
        "inputs": [_dataset(f"uploads/{UPLOAD}") | {"inputFacets": {}}],
        "outputs": [_dataset(f"accepted/{UPLOAD}/1") | {"outputFacets": {}}],
        "producer": "visit-exchange",
    }


def test_what_is_told_again_is_the_same_run(receiver: Receiver) -> None:
    for _ in range(2):
        Lineage(receiver.address).tell(MADE, NOON)
    first, again = (json.loads(each.body)["run"]["runId"] for each in receiver.got)
    assert first == again


def test_a_receiver_that_asks_for_a_key_is_given_it_and_nobody_else_sees_it(
    receiver: Receiver,
) -> None:
    lineage = Lineage(receiver.address, "secret")
    lineage.tell(MADE, NOON)
    assert receiver.got[0].headers["authorization"] == "Bearer secret"
    assert "secret" not in repr(lineage)


def test_a_receiver_that_refuses_or_is_away_is_named_without_its_address(
    receiver: Receiver,
) -> None:
    receiver.status = 503
    with pytest.raises(ServiceError, match=r"The receiver of lineage refused \(503\)"):
        Lineage(receiver.address).tell(MADE, NOON)
    assert len(receiver.got) == 1  # nobody waits for it twice
    with pytest.raises(ServiceError, match=r"The receiver of lineage did not answer"):
        Lineage("http://127.0.0.1:9").tell(MADE, NOON)


def _dataset(name: str) -> dict[str, object]:
    return {"namespace": "visit-exchange", "name": name, "facets": {}}
