"""How long evidence is kept: data, and what identifies a child never outlives the rest."""

from typing import Any

import pytest
from pydantic import ValidationError

from visit_exchange.kinds import framework_ids, load_framework
from visit_exchange.kinds.rules.retention import Evidence, Retention

SOUND: dict[str, Any] = {
    "after": "closed",
    "keys_days": 90,
    "crosswalk_days": 14,
    "tracking_days": 90,
    "staging_days": 90,
    "reply_days": 180,
    "upload_days": 180,
    "pack_days": 365,
    "source": "Set by the inspectorate",
}


@pytest.mark.parametrize("framework", framework_ids())
def test_every_kind_of_visit_says_how_long_each_kind_of_evidence_is_kept(framework: str) -> None:
    retention = load_framework(framework).retention

    assert all(retention.days(kind) > 0 for kind in Evidence)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"keys_days": 91}, "keys_days must be 90 or less"),
        ({"tracking_days": 200}, "tracking_days must be 90 or less"),
        ({"pack_days": 30}, "keys_days must be 30 or less"),
        ({"upload_days": -1}, "greater than or equal to 0"),
    ],
)
def test_days_that_would_leave_what_identifies_to_the_end_are_refused(
    change: dict[str, int], told: str
) -> None:
    with pytest.raises(ValidationError, match=told):
        Retention(**(SOUND | change))


def test_no_kind_is_kept_without_saying_for_how_long() -> None:
    for name in SOUND.keys() - {"after"}:
        with pytest.raises(ValidationError, match=name):
            Retention(**{key: value for key, value in SOUND.items() if key != name})


def test_what_needs_the_key_keeps_everything() -> None:
    with pytest.raises(ValidationError, match=r"needed_for\.complaint must have every kind"):
        Retention(**SOUND, needed_for={"complaint": ["keys", "packs"]})
    assert Retention(**SOUND, needed_for={"monitoring": ["packs"]}).needing(Evidence.PACKS)


def test_a_milestone_that_does_not_say_what_it_needs_is_told() -> None:
    sound = Retention(**SOUND, needed_for={"final_report": []})
    sound.check_followers(["final_report"])
    with pytest.raises(ValueError, match=r"needed_for must say which evidence complaint needs"):
        sound.check_followers(["final_report", "complaint"])
