"""A client is made when it is first used, and once."""

from concurrent.futures import ThreadPoolExecutor

import boto3
import pytest

from visit_exchange.errors import UserError
from visit_exchange.services.object_store import connect

ADDRESS = "http://127.0.0.1:1"


def test_none_is_made_for_who_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(boto3, "client", lambda service, **_: made.append(service))

    connect(ADDRESS, "eu-west-2", "somebody", "secret")
    assert made == []


def test_it_speaks_to_the_address_it_was_given() -> None:
    client = connect(ADDRESS, "eu-west-2", "somebody", "secret", patience=7)

    assert (client.meta.endpoint_url, client.meta.region_name) == (ADDRESS, "eu-west-2")
    assert vars(client.meta.config)["read_timeout"] == 7


def test_threads_that_use_it_first_together_use_the_same() -> None:
    client = connect(ADDRESS, "eu-west-2", "somebody", "secret")
    with ThreadPoolExecutor(8) as threads:
        metas = list(threads.map(lambda _: id(client.meta), range(32)))
    assert len(set(metas)) == 1


def test_a_mistake_in_the_keys_is_told_at_once() -> None:
    with pytest.raises(UserError, match="access key and the secret key"):
        connect(ADDRESS, "eu-west-2", "somebody", None)
