"""What a page raises is logged by the server that serves it: what failed and where, of nobody."""

import asyncio
import sys
from types import ModuleType

import httpx
import pytest
from fastapi import FastAPI, HTTPException

from contained import StepFailed
from lazy_page import LazyPage
from visit_exchange.errors import UserError

CHILD = "Quill Thistlewood"
app = FastAPI()


@app.get("/fails")
def fails() -> None:
    raise KeyError(f"{CHILD}.xlsx")


@app.get("/refuses")
def refuses() -> None:
    try:
        raise UserError("Choose another file")
    except UserError as error:
        raise HTTPException(422, str(error)) from None


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> LazyPage:
    module = ModuleType("a_page")
    vars(module)["app"] = app
    monkeypatch.setitem(sys.modules, "a_page", module)
    return LazyPage("a_page")


def get(page: LazyPage, path: str) -> httpx.Response:
    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(page)
        async with httpx.AsyncClient(transport=transport, base_url="http://page") as client:
            return await client.get(path)

    return asyncio.run(answer())


def test_a_page_that_fails_is_told_by_type_and_place(page: LazyPage) -> None:
    with pytest.raises(StepFailed, match=r"KeyError at .*test_lazy_page\.py:\d+ fails") as failed:
        get(page, "/fails")
    assert CHILD not in str(failed.value)
    assert failed.value.__suppress_context__


def test_what_a_page_answers_comes_through(page: LazyPage) -> None:
    answer = get(page, "/refuses")
    assert (answer.status_code, answer.json()) == (422, {"detail": "Choose another file"})
