"""A newer edition is a difference over an older one. The edition of 2025 here is invented."""

from pathlib import Path

import pytest

from visit_exchange.errors import UserError
from visit_exchange.kinds import load_framework
from visit_exchange.kinds.loading import editions, read_framework

OLDER = load_framework("area_send_full_2024")
EDITION = """
id: area_send_full_2025
extends: area_send_full_2024
short: send25
title: Area SEND full inspection 2025 (invented)
milestones:
  changed:
    person_level_data: {at: "12:00", source: Invented paragraph 1}
    comments:
      after: {working_days: 15}
  added:
    - id: set_up_call
      place_after: notification
      title: Set-up call
      working_days: 0
      at: "15:00"
      source: Invented paragraph 2
items:
  removed: [employment_data]
  added:
    - id: inclusion_bases
      place_after: ap_oversight
      number: "6.5"
      title: Inclusion bases
      kind: document
      due: additional_information
      about: Where inclusion bases are.
      source: Invented paragraph 3
      words: [inclusion bases]
tracking:
  items:
    removed: [discussion_notes]
selection: {about: 8}
"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    path = tmp_path / "area_send_full_2025.yaml"
    path.write_text(EDITION)
    return path


def edited(path: Path, older: str, newer: str) -> Path:
    text = path.read_text()
    assert older in text
    path.write_text(text.replace(older, newer))
    return path


def test_what_changed_is_changed_and_the_rest_is_as_it_was(edition: Path) -> None:
    newer = read_framework(edition)
    changed = newer.milestone("person_level_data")
    assert f"{changed.local_time:%H:%M}" == "12:00"
    assert changed.title == OLDER.milestone("person_level_data").title
    assert newer.milestone("publication") == OLDER.milestone("publication")
    assert (newer.selection.about, newer.selection.lists) == (8, OLDER.selection.lists)


def test_a_part_of_a_rule_can_change_alone(edition: Path) -> None:
    after = read_framework(edition).milestone("comments").after
    assert after is not None
    assert (after.milestone, after.working_days) == ("draft_report", 15)


def test_what_is_added_stands_in_its_place_and_what_is_removed_is_gone(edition: Path) -> None:
    newer = read_framework(edition)
    assert [rule.id for rule in newer.milestones][:3] == [
        "notification",
        "set_up_call",
        "person_level_data",
    ]
    before, after = {i.id for i in OLDER.items}, {i.id for i in newer.items}
    assert (before - after, after - before) == ({"employment_data"}, {"inclusion_bases"})
    assert newer.items[-1].number == "6.5"
    assert "discussion_notes" not in {item.id for item in newer.tracking.items}


def test_the_older_edition_stays_as_it_is(edition: Path) -> None:
    read_framework(edition)
    assert load_framework(OLDER.id) == OLDER
    assert OLDER.item("employment_data").number == "2.7"


@pytest.mark.parametrize(
    ("older", "newer", "told"),
    [
        (
            "removed: [employment_data]",
            "removed: [employment]",
            "items: the older edition has no empl",
        ),
        ("    comments:", "    remarks:", "milestones: the older edition has no remarks"),
        ("id: set_up_call", "id: fieldwork", "fieldwork is there already: put it under changed"),
        (
            "place_after: ap_oversight",
            "place_after: ap",
            "cannot be placed after ap: there is none",
        ),
        ("  removed: [discussion_notes]", "  dropped: [x]", "tracking.items"),
        ("extends: area_send_full_2024", "extends: area_send_full_2025", "extends itself"),
        (
            "extends: area_send_full_2024",
            "extends: area_send_1999",
            "area_send_1999/kind.yaml does not",
        ),
    ],
)
def test_a_difference_that_does_not_fit_is_told_with_file_and_place(
    edition: Path, older: str, newer: str, told: str
) -> None:
    with pytest.raises(UserError, match=r"area_send_\w+(/kind)?\.yaml") as error:
        read_framework(edited(edition, older, newer))
    assert told in str(error.value)


def test_the_lists_of_an_edition_are_those_of_the_older_one_unless_it_has_its_own() -> None:
    assert editions("area_send_monitoring_2024") == (
        "area_send_monitoring_2024",
        "area_send_full_2024",
    )
    assert editions("area_send_full_2024") == ("area_send_full_2024",)
