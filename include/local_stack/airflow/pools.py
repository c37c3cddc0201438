"""Airflow's pools: how many tasks of each sort run at once."""

from collections.abc import Mapping
from typing import Any

import httpx

WHAT_FOR = {
    "answering": "Tasks that answer uploads",
    "long_lists": "Tasks that answer a long list: they leave slots to short documents",
    "visits": "All other tasks: opening or closing many visits leaves slots to answers",
}


def slots_of_pools(slots: int) -> dict[str, int]:
    """Return the slots of each pool where ``slots`` tasks run at once, on all workers together."""
    return {"answering": slots, "long_lists": max(1, slots // 4), "visits": max(1, slots // 2)}


def as_file(slots: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """Return pools as ``airflow pools import`` reads them."""
    return {
        name: {"slots": number, "description": WHAT_FOR[name], "include_deferred": False}
        for name, number in slots.items()
    }


def set_pools(client: httpx.Client, slots: Mapping[str, int]) -> None:
    """Make or change the pools; ``client`` has signed in to Airflow's API as an administrator."""
    entities = [{"name": name} | pool for name, pool in as_file(slots).items()]
    made = {"action": "create", "entities": entities, "action_on_existence": "overwrite"}
    client.patch("pools", json={"actions": [made]}).raise_for_status()
