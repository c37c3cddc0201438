"""Who gets the places of a stack: replies before everything else, short ones before long."""

import json
from typing import Any

import httpx
import pytest

from local_stack.airflow.pools import as_file, set_pools, slots_of_pools


@pytest.mark.parametrize(
    ("slots", "pools"),
    [
        (4, {"answering": 4, "long_lists": 1, "visits": 2}),
        (1, {"answering": 1, "long_lists": 1, "visits": 1}),
        (32, {"answering": 32, "long_lists": 8, "visits": 16}),
    ],
)
def test_what_visits_do_leaves_half_of_the_places(slots: int, pools: dict[str, int]) -> None:
    assert slots_of_pools(slots) == pools


def test_every_pool_says_what_it_is_for() -> None:
    assert all(pool["description"] for pool in as_file(slots_of_pools(4)).values())


def test_pools_that_are_there_are_changed() -> None:
    asked: list[Any] = []

    def api(request: httpx.Request) -> httpx.Response:
        asked.append((request.method, request.url.path, json.loads(request.content)))
        return httpx.Response(200, json={})

    client = httpx.Client(base_url="http://airflow/api/v2/", transport=httpx.MockTransport(api))
    set_pools(client, {"visits": 2})

    [(method, path, body)] = asked
    assert (method, path) == ("PATCH", "/api/v2/pools")
    assert [entity["name"] for entity in body["actions"][0]["entities"]] == ["visits"]
    assert body["actions"][0]["action_on_existence"] == "overwrite"
