"""The task list and the children's grid: how each item stands, in the officer's words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from builders.dossiers import MORNING, a_dossier, a_partner, an_upload, chosen
from builders.visits import a_visit
from visit_exchange.journey.deadlines.own_deadlines import missed_of_their_own
from visit_exchange.journey.pages.arranging.children import due_of
from visit_exchange.journey.pages.asked_items import Asked, asked_items
from visit_exchange.journey.pages.children_grid import Children, children_grid
from visit_exchange.journey.sender import Sender
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.statements import Says, Statement
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem
from visit_exchange.visits.visit import VisitStatus

LIST, NUMBER = "currently_attending", "1"
CODE, OTHER = "K7QM-2XWD", "M3PX-9T4A"
AFTER = MORNING + timedelta(days=30)


def first(dossier: Dossier, **asked: Any) -> Asked:
    """Return the first list as the authority sees it on the morning after notification."""
    now, checking = asked.get("now", MORNING), asked.get("checking", ())
    items = asked_items(dossier, Sender(dossier.visit), now, checking)
    return next(each for each in items if each.number == NUMBER)


def said(says: Says, item: str = LIST, **changes: Any) -> dict[str, Any]:
    """Return what a dossier knows of one statement."""
    usual: dict[str, Any] = {"said_at": MORNING, "who": "SEND data manager", "sender": ""}
    statement = Statement(item, says=says, **(usual | changes))
    held = says is Says.WILL_SEND
    declared = {} if held else {statement.sender: {item: statement.upload}}
    none = frozenset({item}) if says is Says.DOES_NOT_APPLY and ":" in item else frozenset()
    return {"statements": (statement,), "declared_not_held": declared, "does_not_apply": none}


def wrong(status: SubmissionStatus) -> Dossier:
    """Return a dossier in which the list came and is not used."""
    item = SubmittedItem(LIST, status)
    return a_dossier(submissions=(an_upload(1, items=(item,), status=status),))


@pytest.mark.parametrize(
    ("dossier", "state", "is_open", "is_done"),
    [
        (a_dossier(), "Not started", True, False),
        (wrong(SubmissionStatus.MUST_FIX), "Needs fixing", True, False),
        (wrong(SubmissionStatus.WITHHELD), "A person looks at it", False, False),
        (wrong(SubmissionStatus.TAKEN_BACK), "Not started", True, False),
        (a_dossier(submissions=(an_upload(1, LIST),)), "In use", False, True),
        (a_dossier(**said(Says.NOT_HELD)), "Not held", False, True),
        (a_dossier(**said(Says.DOES_NOT_APPLY)), "Not applicable", False, True),
        (a_dossier(**said(Says.WILL_SEND)), "Not started", True, False),
    ],
)
def test_each_state_has_its_word(
    dossier: Dossier, state: str, is_open: bool, is_done: bool
) -> None:
    asked = first(dossier)
    assert (asked.state, asked.is_open, asked.is_done) == (state, is_open, is_done)


def test_a_file_sent_for_an_item_is_being_checked_until_it_is_answered() -> None:
    asked = first(a_dossier(), checking={NUMBER})
    assert (asked.state, asked.is_open, asked.is_done) == ("Being checked", False, False)
    in_use = a_dossier(submissions=(an_upload(1, LIST),))
    assert first(in_use, checking={NUMBER}).state == "In use"


def test_what_is_open_after_its_deadline_is_late_and_what_is_answered_is_not() -> None:
    assert first(a_dossier(), now=AFTER).is_late
    assert not first(a_dossier(**said(Says.NOT_HELD)), now=AFTER).is_late


def test_a_deferred_visit_has_no_deadline() -> None:
    deferred = replace(a_dossier(), visit=a_visit(status=VisitStatus.DEFERRED))
    asked = first(deferred, now=AFTER)
    assert (asked.due, asked.is_late) == ("No deadline now", False)


@pytest.mark.parametrize(
    ("from_checklist", "by"),
    [
        ({}, "SEND data manager, 10am on Tuesday 28 March 2023"),
        (
            {"upload": "999-ap-20230327/4", "who": ""},
            "checklist, upload 4, 10am on Tuesday 28 March 2023",
        ),
    ],
)
def test_it_is_told_who_said_so_and_when(from_checklist: dict[str, str], by: str) -> None:
    asked = first(a_dossier(**said(Says.NOT_HELD, **from_checklist)))
    assert asked.said == f"You said that you do not hold this ({by})."


def test_the_files_in_use_are_named_by_their_numbers() -> None:
    both = (an_upload(1, LIST), an_upload(2, LIST))
    assert first(a_dossier(submissions=both)).uploads == (2,)


def grid(dossier: Dossier, **changes: Any) -> Children:
    """Return the grid of two children, on Tuesday 28 March 2023."""
    now, checking = changes.get("now", MORNING), changes.get("checking", ())
    found = children_grid(
        replace(dossier, selection=chosen(CODE, OTHER)), Sender(dossier.visit), now, checking
    )
    assert found is not None
    return found


def cell(children: Children, kind: str, code: str = CODE) -> str:
    """Return the word in one place of the grid."""
    [row] = [each for each in children.kinds if each.id == kind]
    return next(each.state for each in row.cells if each.code == code)


def test_the_grid_has_a_place_for_each_child_and_kind() -> None:
    children = grid(a_dossier())
    assert children.codes == (CODE, OTHER)
    assert children.awaited == 2 * len(children.kinds)
    assert {each.state for kind in children.kinds for each in kind.cells} == {"Not started"}


def test_each_place_says_what_came_of_it() -> None:
    item = f"plans:{CODE}"
    assert cell(grid(a_dossier(submissions=(an_upload(1, item),))), "plans") == "In use"
    two = (an_upload(1, item), an_upload(2, item))
    assert cell(grid(a_dossier(submissions=two)), "plans") == "2 in use"
    assert cell(grid(a_dossier(**said(Says.NOT_HELD, item))), "plans") == "Not held"
    assert cell(grid(a_dossier(**said(Says.DOES_NOT_APPLY, item))), "plans") == "Does not apply"
    assert cell(grid(a_dossier(), checking={(CODE, "plans")}), "plans") == "Being checked"
    assert cell(grid(a_dossier(), now=AFTER), "plans") == "Late"
    assert cell(grid(a_dossier(submissions=(an_upload(1, item),))), "plans", OTHER) == "Not started"


@pytest.mark.parametrize(
    ("after", "states"),
    [
        (timedelta(hours=1), ("Late", "Not started")),
        (timedelta(hours=25), ("Late", "Late")),
    ],
    ids=["before its own deadline", "after it"],
)
def test_a_child_who_took_a_place_is_late_after_its_own_deadline_alone(
    after: timedelta, states: tuple[str, str]
) -> None:
    due = a_dossier().milestone_for("tracking").due
    own = {OTHER: due + timedelta(hours=24)}
    selected = replace(chosen(CODE, OTHER), own_due=own)
    dossier = a_dossier(selection=selected)
    found = children_grid(dossier, Sender(dossier.visit), due + after)
    assert found is not None
    assert (cell(found, "plans"), cell(found, "plans", OTHER)) == states
    assert f"{OTHER} by 5pm on Tuesday 4 April 2023" in found.due


def test_a_deadline_of_its_own_that_is_before_that_of_all_does_not_count() -> None:
    """As after the deadline of all was moved, or the visit was resumed."""
    due = a_dossier().milestone_for("tracking").due
    early = {OTHER: due - timedelta(hours=24)}
    dossier = a_dossier(selection=replace(chosen(CODE, OTHER), own_due=early))
    now = due - timedelta(hours=1)
    found = children_grid(dossier, Sender(dossier.visit), now)
    assert found is not None
    assert cell(found, "plans", OTHER) == "Not started"
    assert due_of(dossier, OTHER) == due_of(dossier, CODE)
    assert missed_of_their_own(dossier, now) == {}


def test_a_kind_that_is_asked_of_every_child_always_applies() -> None:
    may = {kind.id: kind.may_not_apply for kind in grid(a_dossier()).kinds}
    assert not may["chronology"]
    assert may["plans"]


def test_there_is_no_grid_before_children_are_selected_nor_for_a_partner() -> None:
    dossier = a_dossier(partners=(a_partner(),))
    assert children_grid(dossier, Sender(dossier.visit), MORNING) is None
    selected = replace(dossier, selection=chosen(CODE))
    assert children_grid(selected, Sender(dossier.visit, a_partner()), MORNING) is None
