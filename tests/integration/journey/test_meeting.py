"""Lead inspector and LANO share a timetable; everybody is told, and the summary note has it."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document

from builders.uploads import PROVIDER, attending, child, providers, send
from builders.visits import a_new_visit, an_open_visit
from recorded_outside import MailRecorder
from scenes import Scene, scene_of
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.deadlines.adjusting import adjust
from visit_exchange.journey.ending.closing import close_returns
from visit_exchange.journey.ending.summarising import draft_summary_note
from visit_exchange.journey.meeting.entering import Entered, as_entered
from visit_exchange.journey.meeting.keeping import (
    cancel_slot,
    note_took_place,
    save_slot,
    start_timetable,
    timetable_of,
)
from visit_exchange.journey.meeting.telling import NO_NEWS, TOO_EARLY, tell_everybody
from visit_exchange.journey.pages.arranging.timetable import Asked, act, timetable_page
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.journey.selecting.provider_choice import choose_providers
from visit_exchange.journey.selecting.provider_letters import letter_to, tell_of_providers
from visit_exchange.journey.selecting.provider_visits import (
    arrange,
    choose_sample,
    chosen_visits,
    note_consulted,
    provider_visits_of,
)
from visit_exchange.journey.selecting.selection import codes_in_lists, select
from visit_exchange.services.outside import Outside
from visit_exchange.visits.meeting.meetings import MOVED_ON
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services
FRIDAY = datetime(2023, 3, 31, 9, tzinfo=UTC)  # Friday 31 March 2023
NEW = Entered("Call", "2023-04-05", "10:00", "30", "phone", "lead inspector, LANO")


@pytest.fixture
def outside(on_stage: Outside) -> Outside:
    return on_stage


@pytest.fixture
def visit(scene: Scene[Visit]) -> Visit:
    return scene.told


def a_visit_with_choices(outside: Outside) -> Visit:
    """A visit of which a child and a provider are chosen."""
    visit = an_open_visit(outside, FRIDAY)
    send(outside, visit, "a.xlsx", attending(child("AP-0001"), child("AP-0002")))
    send(outside, visit, "b.xlsx", providers(PROVIDER))
    close_returns(outside, visit.id)
    visit = outside.register.visit(visit.id)
    select(outside, visit, sorted(codes_in_lists(outside, visit))[:1], by="inspector")
    choose_providers(outside, visit, ["Oak Centre"], by="inspector")
    return visit


scene = scene_of(a_visit_with_choices)


def number(outside: Outside, visit: Visit) -> int:
    return timetable_of(outside, visit.id).number


def test_a_timetable_may_be_made_before_the_notification_and_nobody_is_told(
    outside: Outside, mail: MailRecorder
) -> None:
    before = list(mail.sent)
    early = register_visit(outside, a_new_visit(FRIDAY.date()), by="data team")
    save_slot(outside, early, timetable_of(outside, early).number, "", NEW, by="lead")
    made = timetable_of(outside, early).number
    with pytest.raises(UserError, match=TOO_EARLY):
        tell_everybody(outside, early, made, by="lead")
    assert mail.sent == before


def test_a_letter_lies_in_the_replies_and_its_time_is_agreed(
    outside: Outside, visit: Visit
) -> None:
    key = f"{visit.id}/tracking-request/letter-to-provider-1.docx"
    assert outside.store.get(Bucket.REPLIES, key)
    arrange(outside, visit.id, 1, "2023-03-31", "2023-04-18", "10:00")
    [agreed] = chosen_visits(outside, outside.register.dossier(visit.id))
    assert agreed.agreed is not None
    text = "\n".join(p.text for p in Document(BytesIO(letter_to(outside, visit.id, 1))).paragraphs)
    assert "The visit is at 10am on Tuesday 18 April 2023." in text


def test_the_letter_to_a_provider_that_is_not_visited_any_more_says_so(
    outside: Outside, visit: Visit
) -> None:
    """Inspectors chose two, and then one: the second letter must not be sent."""
    folder = f"{visit.id}/tracking-request/letter-to-provider-"
    outside.store.put(
        Bucket.REPLIES, f"{folder}2.docx", outside.store.get(Bucket.REPLIES, f"{folder}1.docx")
    )
    tell_of_providers(outside, visit.id, 2)
    texts = [
        "\n".join(
            p.text for p in Document(BytesIO(outside.store.get(Bucket.REPLIES, key))).paragraphs
        )
        for key in (f"{folder}1.docx", f"{folder}2.docx")
    ]
    assert ["Do not send" in each for each in texts] == [False, True]
    assert "Oak Centre" not in texts[1]


def test_a_sample_and_a_consultation_are_kept_and_the_audit_counts(
    outside: Outside, visit: Visit
) -> None:
    code = sorted(codes_in_lists(outside, visit))[1]
    choose_sample(outside, visit.id, 1, code, by="inspector")
    note_consulted(outside, visit.id, "2023-03-31", by="inspector")
    kept = provider_visits_of(outside, visit.id)
    assert ([each.sample for each in kept.visits], kept.consulted_on) == (
        [(code,)],
        FRIDAY.date(),
    )
    assert code not in str([each.detail for each in outside.register.audit(visit.id)])
    with pytest.raises(UserError, match="no code of this visit"):
        choose_sample(outside, visit.id, 1, "Somebody", by="inspector")


def test_what_is_said_of_a_provider_is_not_kept_for_another_that_took_its_place(
    outside: Outside, visit: Visit
) -> None:
    """Inspectors change their choice while the authority's page is open."""
    said = ("2023-03-31", "2023-04-18", "10:00")
    with pytest.raises(UserError, match="Open the page again"):
        arrange(outside, visit.id, 1, *said, name="Elm House")
    with pytest.raises(UserError, match="Open the page again"):
        choose_sample(outside, visit.id, 1, "", by="inspector", name="Elm House")
    arrange(outside, visit.id, 1, *said, name="Oak Centre")


def test_everybody_is_told_of_what_is_new_with_a_calendar_file(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    start_timetable(outside, visit.id, by="inspector")
    tell_everybody(outside, visit.id, number(outside, visit), by="inspector")
    with pytest.raises(UserError, match=NO_NEWS[:20]):
        tell_everybody(outside, visit.id, number(outside, visit), by="inspector")
    save_slot(outside, visit.id, number(outside, visit), "", NEW, by="local authority")
    first = timetable_of(outside, visit.id).standing[0]
    cancel_slot(outside, visit.id, number(outside, visit), first.id, by="inspector")
    tell_everybody(outside, visit.id, number(outside, visit), by="inspector")
    told = mail.to(visit.lano_email)[-1]
    assert told.attachments == ("meetings.ics", "cancelled-meetings.ics")
    assert "New: Call, 10am on Wednesday 5 April 2023, 30 minutes, phone" in told.text
    assert f"Cancelled: {first.title}" in told.text
    assert mail.to(visit.lead_inspector_email)[-1].subject == told.subject


def test_the_timetable_is_started_again_when_the_on_site_days_have_moved(
    outside: Outside, visit: Visit
) -> None:
    start_timetable(outside, visit.id, by="inspector")
    assert not timetable_page(outside, visit.id, Asked(), "").can_restart
    for milestone, day in (("on_site_end", "2023-04-27T23:59:59"), ("on_site_start", "2023-04-24")):
        to = datetime.fromisoformat(day)
        adjust(outside, visit.id, milestone, to, "Leaders are away", by="data team", confirmed=True)
    page = timetable_page(outside, visit.id, Asked(), "")
    assert page.can_restart
    [(begun_on, begun)] = [
        (day, slots) for day, slots in page.days.items() if any(each.has_ended for each in slots)
    ]
    assert (page.stay, page.to_cancel) == (1, sum(map(len, page.days.values())) - 1)
    assert "Wednesday 12 April 2023 is no on-site day" in " ".join(page.clashes)
    act(outside, visit.id, Asked("restart", number=page.number), by="inspector")
    page = timetable_page(outside, visit.id, Asked(), "")
    assert not page.can_restart
    assert "Monday 24 April 2023" in page.days
    assert "Wednesday 12 April 2023" not in page.days
    assert begun[0] in page.days[begun_on]


def test_of_two_who_change_it_at_once_the_second_looks_again(
    outside: Outside, visit: Visit
) -> None:
    start_timetable(outside, visit.id, by="inspector")
    seen = number(outside, visit)
    save_slot(outside, visit.id, seen, "", NEW, by="inspector")
    with pytest.raises(UserError, match=MOVED_ON[:20]):
        save_slot(outside, visit.id, seen, "", NEW, by="local authority")


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"title": ""}, "Enter what the meeting is for"),
        ({"title": "Talk with Mrs Kowalczyk"}, "must name nobody"),
        ({"roles": " , "}, "Enter who takes part"),
        ({"day": "5 April"}, "must be real"),
        ({"minutes": "0"}, "must be a number of minutes"),
        ({"how": "by pigeon"}, "Select in person, phone or video"),
        ({"child": "AAAA-AAAA"}, "must be the code of a selected child"),
    ],
)
def test_what_is_no_meeting_or_names_somebody_is_refused(
    outside: Outside, visit: Visit, changes: dict[str, str], refused: str
) -> None:
    with pytest.raises(UserError, match=refused):
        save_slot(outside, visit.id, 0, "", Entered(**(vars(NEW) | changes)), by="inspector")
    assert timetable_of(outside, visit.id).slots == ()


def test_what_took_place_fills_the_summary_note_without_a_code(
    outside: Outside, visit: Visit
) -> None:
    start_timetable(outside, visit.id, by="inspector")
    slots = timetable_of(outside, visit.id).standing
    assert (slots[0].title, as_entered(slots[0]).at) == ("Set-up call", "14:00")
    note_took_place(outside, visit.id, 1, slots[0].id, took_place=True, by="inspector")
    with pytest.raises(UserError, match="has not ended yet"):
        note_took_place(outside, visit.id, 2, slots[-1].id, took_place=True, by="inspector")
    note = Document(BytesIO(draft_summary_note(outside, outside.register.visit(visit.id))))
    rows = [[cell.text for cell in row.cells] for row in note.tables[-1].rows]
    whom = "lead inspector, CQC inspector, LANO, ICB representative"
    assert rows[1:] == [["Set-up call", whom, "1"]]
