"""What a framework's YAML may say, and how a mistake in it is named."""

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from visit_exchange.errors import UserError
from visit_exchange.kinds import Framework, framework_ids, load_framework

AP = load_framework("ap_thematic_2023")


def edited(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(AP.model_dump()) | changes


def milestones(**changes: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the AP milestones, some of them changed."""
    return [rule.model_dump() | changes.get(rule.id, {}) for rule in AP.milestones]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"colour": "red"}, "Extra inputs are not permitted"),
        ({"returns_milestone": "retruns"}, "no milestone is called retruns"),
        ({"milestones": milestones(returns={"weekday": None})}, "weekday and week go together"),
        ({"milestones": milestones(on_site_end={"last_on_site_day": False})}, "has no rule"),
        ({"milestones": milestones(returns={"at": 1020})}, "in quotation marks"),
        ({"milestones": milestones(notification={"working_days": 1})}, "must be the notification"),
        (
            {"milestones": milestones(on_site_start={"weekday": "monday", "week": 3})},
            "on_site_start must have working_days and no other rule",
        ),
        (
            {
                "milestones": milestones(
                    selection={"after": {"milestone": "tracking", "working_days": 1}}
                )
            },
            "selection must come after tracking",
        ),
        ({"items": [AP.items[0].model_dump()] * 2}, "more than one is called currently_attending"),
    ],
)
def test_a_mistake_is_refused_and_named(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Framework.model_validate(edited(**changes))


@pytest.mark.parametrize("framework_id", framework_ids())
def test_every_framework_file_loads_and_is_called_what_it_says(framework_id: str) -> None:
    assert load_framework(framework_id).id == framework_id


@pytest.mark.parametrize("framework_id", framework_ids())
def test_every_document_can_be_recognised_and_every_item_has_a_source(framework_id: str) -> None:
    framework = load_framework(framework_id)
    assert [item.id for item in framework.documents if not item.words] == []
    assert [item.id for item in framework.tracking.items if not item.words] == []
    assert [item.id for item in framework.items if not item.source] == []


def test_an_unknown_framework_is_refused() -> None:
    with pytest.raises(UserError, match="Framework must be one of: ap_thematic_2023"):
        load_framework("ap_2050")


def test_an_unknown_item_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        AP.item("no_such_item")
