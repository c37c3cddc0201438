"""Guessing passwords is slowed, and the API's description is closed to who is not signed in."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sign_in_guard import guard
from sign_in_guard.failures import FREE, LONGEST, Failures
from sign_in_guard.guard import SignInGuard

RIGHT = {"username": "data-team", "password": "right"}
WRONG = {"username": "data-team", "password": "wrong"}


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


async def airflow(scope: Any, receive: Any, send: Any) -> None:
    """Signs in who knows the password; every other page is open."""
    body = (await receive())["body"] if scope["method"] == "POST" else b""
    status = 401 if b"wrong" in body.replace(b"\0", b"") else 201
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": body})


def asked(requests: list[tuple[str, str, dict[str, Any]]], clock: Clock | None = None) -> list[int]:
    """Return the status of each answer; a request is method, path and what httpx is told."""

    async def ask() -> list[int]:
        guarded = SignInGuard(airflow)
        guarded._failures = Failures(clock or Clock())
        transport = httpx.ASGITransport(guarded, client=("192.0.2.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://airflow") as client:
            answers = [await client.request(how, path, **more) for how, path, more in requests]
        return [each.status_code for each in answers]

    return asyncio.run(ask())


def signing_in(credentials: dict[str, str]) -> tuple[str, str, dict[str, Any]]:
    return ("POST", "/auth/token", {"json": credentials})


def test_who_mistypes_a_few_times_signs_in() -> None:
    tries = [signing_in(WRONG)] * (FREE - 1) + [signing_in(RIGHT)] * 2
    assert asked(tries) == [401] * (FREE - 1) + [201] * 2


def test_who_fails_too_often_must_wait_even_with_the_right_password() -> None:
    tries = [signing_in(WRONG)] * FREE + [signing_in(RIGHT)]
    assert asked(tries)[-1] == 429


def test_another_name_is_not_held_up() -> None:
    other = signing_in({"username": "admin", "password": "right"})
    assert asked([*[signing_in(WRONG)] * (FREE + 2), other])[-1] == 201


@pytest.mark.parametrize("path", ["/auth/token", "/auth/token/cli", "/auth/login/", "/auth/login"])
@pytest.mark.parametrize("how", ["json", "data"])
def test_every_way_to_sign_in_is_guarded(path: str, how: str) -> None:
    tries = [("POST", path, {how: WRONG})] * (FREE + 1)
    assert asked(tries)[-1] == 429


def as_form(number: int) -> dict[str, Any]:
    return {"content": f"username=data-team&password=wrong&x=1&username=n{number}", "headers": FORM}


def as_json_in_a_form(number: int) -> dict[str, Any]:
    """What is JSON with one name, and a form with another."""
    form = "&username=data-team&password=wrong&"
    return {"json": {"username": f"n{number}", "x": form}, "headers": FORM}


def in_another_case(number: int) -> dict[str, Any]:
    name = "".join(c.upper() if number >> i & 1 else c for i, c in enumerate("data-team"))
    return {"json": WRONG | {"username": f" {name} "}}


def in_another_encoding(number: int) -> dict[str, Any]:
    more = f'{{"username": "data-team", "password": "wrong", "x": {number}}}'
    return {"content": more.encode("utf-16"), "headers": {"content-type": "application/json"}}


FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("way", [as_form, as_json_in_a_form, in_another_case, in_another_encoding])
def test_a_name_that_is_told_in_another_way_each_time_is_the_same(
    way: Callable[[int], dict[str, Any]],
) -> None:
    tries = [("POST", "/auth/login/", way(number)) for number in range(FREE + 1)]
    assert asked(tries)[-1] == 429


def test_who_signs_in_frees_no_other_name_with_his_own() -> None:
    both = ("POST", "/auth/token", {"json": {"username": "me", "x": "&username=data-team&"}})
    tries = [*[signing_in(WRONG)] * (FREE - 1), both, signing_in(WRONG), signing_in(RIGHT)]
    assert asked(tries)[-3:] == [201, 401, 429]


def test_a_form_in_parts_is_refused_for_its_name_could_be_hidden() -> None:
    parts = {"files": {"username": (None, "data-team"), "x": (None, "&username=n1&")}}
    assert asked([("POST", "/auth/login/", parts)]) == [415]
    twice = [("content-type", "application/json"), ("content-type", "text/plain")]
    assert asked([("POST", "/auth/token", {"content": b"{}", "headers": twice})]) == [415]


def test_a_request_that_is_far_too_large_is_refused() -> None:
    assert asked([signing_in({"username": "x" * (1 << 20)})]) == [413]


def test_each_failure_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    clock = Clock()
    failures = Failures(clock)
    waits = []
    for _ in range(FREE + 12):
        failures.failed("somebody")
        waits.append(failures.wait("somebody"))
        clock.time += waits[-1]

    assert waits[: FREE - 1] == [0.0] * (FREE - 1)
    assert waits[FREE - 1 : FREE + 3] == [1.0, 2.0, 4.0, 8.0]
    assert waits[-1] == LONGEST


def test_failures_are_forgotten_after_an_hour_and_after_success() -> None:
    clock = Clock()
    failures = Failures(clock)
    for _ in range(FREE + 3):
        failures.failed("somebody")
        failures.failed("another")
    failures.succeeded("another")
    assert (failures.wait("somebody"), failures.wait("another")) == (8.0, 0.0)
    clock.time = 3601
    assert failures.wait("somebody") == 0.0


def test_invented_names_fill_no_memory() -> None:
    failures = Failures(Clock())
    for number in range(20_000):
        failures.failed(str(number))
    assert len(failures._known) == 10_000


@pytest.mark.parametrize(
    "path",
    ["/openapi.json", "/docs", "/redoc", "/auth/openapi.json", "/execution/docs", "/docs/oauth2"],
)
def test_the_description_of_the_api_is_closed_to_the_anonymous(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(scope: Any) -> bool:
        return b"Bearer known" in dict(scope["headers"]).values()

    monkeypatch.setattr(guard, "is_signed_in", nobody)
    known = {"headers": {"Authorization": "Bearer known"}}
    assert asked([("GET", path, {}), ("GET", path, known)]) == [401, 201]


@pytest.mark.parametrize("path", ["/", "/upload/", "/api/v2/dags", "/visits/docs-of-a-visit"])
def test_every_other_page_is_airflows_to_judge(path: str) -> None:
    assert asked([("GET", path, {})]) == [201]
