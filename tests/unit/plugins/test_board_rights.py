"""Who may act on the board: whoever may start a run of ``visit``, not who may only look at it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import HTTPException

from visit_board import reader as rights
from visit_board.act_routes import who_may_do
from visit_board.reader import Reader, reader, who_may_act

LOOKS = Reader("vera", is_data_team=True)
ACTS = Reader("ann", is_data_team=True, may_act=True)
INSPECTS = Reader("j.smith", is_data_team=False)


@pytest.mark.parametrize(
    ("methods", "expected"),
    [
        (set(), (False, False)),
        ({"GET"}, (True, False)),
        ({"GET", "POST"}, (True, True)),
        ({"POST"}, (False, False)),
    ],
    ids=["inspector", "who may only look", "data team", "who may not even look"],
)
def test_what_airflow_allows_decides(
    monkeypatch: pytest.MonkeyPatch, methods: set[str], expected: tuple[bool, bool]
) -> None:
    def allowed(*, method: str, **_: Any) -> bool:
        return method in methods

    manager = SimpleNamespace(is_authorized_dag=allowed)
    monkeypatch.setattr(rights, "get_auth_manager", lambda: manager)
    user: Any = SimpleNamespace(get_name=lambda: "somebody")
    found = reader(user)
    assert (found.is_data_team, found.may_act) == expected


@pytest.mark.parametrize(
    "refused",
    [
        lambda: who_may_act(LOOKS),
        lambda: who_may_act(INSPECTS),
        lambda: who_may_do("defer", LOOKS),
        lambda: who_may_do("ask", LOOKS),
        lambda: who_may_do("defer", INSPECTS),
    ],
)
def test_who_may_not_is_refused(refused: Callable[[], object]) -> None:
    with pytest.raises(HTTPException) as told:
        refused()
    assert told.value.status_code == 403


def test_an_inspector_asks_for_one_more_item_and_the_data_team_does_all() -> None:
    assert who_may_do("ask", INSPECTS) is INSPECTS
    assert who_may_do("defer", ACTS) is ACTS
    assert who_may_act(ACTS) is ACTS
