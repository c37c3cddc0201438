"""The control room of many visits: groups, the grid, the line of time, what is being answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders.boards import THURSDAY, many_visits
from builders.dossiers import MORNING, a_dossier, a_partner, an_upload
from builders.visits import a_visit
from visit_exchange.journey.pages.board import cells as cells_module
from visit_exchange.journey.pages.board.cells import Cell, cells_of, columns_of, worst
from visit_exchange.journey.pages.board.control_room import ControlRoom, control_room_of
from visit_exchange.journey.pages.board.in_work import BEGUN, in_work
from visit_exchange.journey.pages.board.narrowing import NO_REGION, Narrowed, choices
from visit_exchange.journey.pages.board.needs import Urgency
from visit_exchange.journey.pages.board.time_line import DAY, next_dues
from visit_exchange.kinds import load_framework
from visit_exchange.visits.dates.clock import Anchor, RehearsalClock
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.item_states import ItemState
from visit_exchange.visits.uploads.submission import ANSWERS, SubmissionStatus, SubmittedItem
from visit_exchange.visits.visit import VisitStatus

MUST_FIX = SubmissionStatus.MUST_FIX


def cells(dossier: Dossier, **changes: object) -> dict[str, Cell]:
    columns = columns_of(load_framework(dossier.visit.framework), [dossier])
    now = changes.get("now", MORNING)
    return {column.id: cell for column, cell in cells_of(dossier, columns, now)}  # type: ignore[arg-type]


def an_open_one(**known: object) -> Dossier:
    return a_dossier(a_visit(status=VisitStatus.OPEN), **known)


def test_every_visit_is_in_one_group_and_in_one_row_of_the_grid() -> None:
    room = control_room_of(many_visits(153), THURSDAY)
    assert room.shown == room.all == 153
    grouped = [row.visit.id for group in room.groups for row in group.rows]
    assert len(set(grouped)) == 153
    assert sorted(grouped) == sorted(row.visit.id for grid in room.grids for row in grid.rows)


def test_the_most_urgent_come_first_and_among_them_the_soonest_deadline() -> None:
    room = control_room_of(many_visits(60), THURSDAY)
    assert [group.urgency for group in room.groups] == sorted(
        group.urgency for group in room.groups
    )
    for group in room.groups:
        dues = [row.next.due for row in group.rows if row.next]
        assert dues == sorted(dues)
    assert sum(room.counts.values()) == 60


def test_a_board_without_visits_is_empty() -> None:
    assert control_room_of((), THURSDAY).groups == ControlRoom().groups == ()


@pytest.mark.parametrize(
    ("known", "cell"),
    [
        ({}, Cell.MISSING),
        ({"submissions": (an_upload(1, "impact"),)}, Cell.USED),
        ({"submissions": (an_upload(1, "impact", late_by=timedelta(hours=1)),)}, Cell.LATE),
        (
            {"submissions": (an_upload(1, items=(SubmittedItem("impact", MUST_FIX),)),)},
            Cell.MUST_FIX,
        ),
        ({"declared_not_held": {"": {"impact": "999-ap-20230327/1"}}}, Cell.NOT_HELD),
    ],
    ids=["not yet", "in use", "late", "to be corrected", "not held"],
)
def test_how_an_item_stands_is_its_cell(known: dict[str, object], cell: Cell) -> None:
    assert cells(an_open_one(**known))["impact"] is cell


def test_what_is_missing_after_its_deadline_is_overdue_unless_the_visit_stopped() -> None:
    assert cells(an_open_one(), now=THURSDAY + timedelta(hours=1))["impact"] is Cell.OVERDUE
    deferred = a_dossier(a_visit(status=VisitStatus.DEFERRED))
    assert cells(deferred, now=THURSDAY + timedelta(hours=1))["impact"] is Cell.MISSING


def test_the_items_of_partners_share_a_column_and_show_their_worst() -> None:
    sent = an_upload(1, "evidence_of_pathways", sender="icb")
    with_partner = an_open_one(partners=(a_partner(),), submissions=(sent,))
    assert cells(with_partner)["partners"] is Cell.MISSING
    assert "partners" not in cells(an_open_one())
    assert worst([]) is Cell.NOT_ASKED


def test_every_state_of_an_item_has_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for state in ItemState:
        monkeypatch.setattr(cells_module, "item_state", lambda *_, state=state: (state, None))
        found |= {cells(an_open_one())["impact"]}
    assert len(found) == len(ItemState)


@pytest.mark.parametrize("status", [each for each in SubmissionStatus if each not in BEGUN])
def test_only_what_was_begun_and_what_has_no_reply_yet_is_being_answered(
    status: SubmissionStatus,
) -> None:
    replied = an_upload(1, status=status, answered_at=MORNING)
    assert in_work(an_open_one(submissions=(replied,)), MORNING) == ()
    unreplied = an_upload(1, status=status)
    assert len(in_work(an_open_one(submissions=(unreplied,)), MORNING)) == (status in ANSWERS)


def test_every_mark_is_told_apart_from_the_others() -> None:
    assert len({cell.mark for cell in Cell}) == len({cell.look for cell in Cell}) == len(Cell)


@pytest.mark.parametrize(
    ("narrowed", "shown"),
    [
        (Narrowed(), 2),
        (Narrowed(kind="ap_thematic_2023"), 2),
        (Narrowed(kind="engagement_meeting_2024"), 0),
        (Narrowed(inspector="j.smith"), 1),
        (Narrowed(region="London"), 1),
        (Narrowed(region=NO_REGION), 1),
        (Narrowed(state="open"), 1),
        (Narrowed(state="open", region="London"), 0),
    ],
)
def test_visits_are_narrowed_by_kind_inspector_region_and_state(
    narrowed: Narrowed, shown: int
) -> None:
    here = an_open_one(inspectors=("j.smith",))
    camden = a_dossier(a_visit(id="202-ap-20230327", la_code="202", la_name="Camden"))
    room = control_room_of((here, camden), THURSDAY, narrowed)
    assert (room.shown, room.all) == (shown, 2)
    assert room.choices == choices((here, camden))


def test_choices_are_only_those_that_there_are() -> None:
    found = choices((an_open_one(inspectors=("j.smith",)),))
    assert found.states == (("open", "Open"),)
    assert found.regions == ((NO_REGION, NO_REGION),)
    assert found.inspectors == (("j.smith", "j.smith"),)


def test_an_upload_without_an_answer_says_how_long_it_waits() -> None:
    waits = an_upload(
        2, status=SubmissionStatus.RECEIVED, received_at=MORNING - timedelta(minutes=11)
    )
    answered = an_upload(1, "impact", answered_at=MORNING)
    [one] = in_work(an_open_one(submissions=(answered, waits)), MORNING)
    assert (one.number, one.in_words, one.is_long) == (2, "11 minutes", True)


def test_the_same_deadline_of_several_visits_is_one_place_on_the_line() -> None:
    two = (an_open_one(), a_dossier(a_visit(id="202-ap-20230327", la_code="202")))
    first = control_room_of(two, MORNING).dues[0]
    items = len(two[0].framework.items)
    assert (first.title, len(first.visits), first.missing) == (
        "Lists and documents due",
        2,
        2 * items,
    )
    assert first.when == "5pm on Thursday 30 March 2023"
    assert not first.is_within_a_day


def test_a_rehearsals_deadline_stands_where_the_wall_has_it() -> None:
    # A day of this visit takes a minute: a deadline two days and eight hours away comes soon.
    hour = timedelta(hours=1)
    fast = RehearsalClock(
        (Anchor(MORNING - hour, MORNING - 60 * DAY), Anchor(MORNING + hour, MORNING + 60 * DAY))
    )
    rehearsed = a_dossier(
        a_visit(id="999-ap-20230327-2", clock=fast, is_rehearsal=True, status=VisitStatus.OPEN)
    )
    found = next_dues([(an_open_one(), MORNING), (rehearsed, MORNING)])
    soon, plain = (due for due in found if due.title == "Lists and documents due")
    assert (plain.when, plain.visits) == ("5pm on Thursday 30 March 2023", ("999-ap-20230327",))
    assert soon.when == "5pm on Thursday 30 March 2023 in a rehearsal"
    assert soon.away < timedelta(minutes=4)


def test_a_visit_that_stopped_has_no_place_on_the_line() -> None:
    deferred = a_dossier(a_visit(status=VisitStatus.DEFERRED))
    assert control_room_of((deferred,), MORNING).dues == ()


def test_a_board_asks_nothing_of_a_visit_that_is_over() -> None:
    closed = replace(a_visit(), status=VisitStatus.CLOSED)
    room = control_room_of((a_dossier(closed),), MORNING)
    assert [group.urgency for group in room.groups] == [Urgency.OVER]
