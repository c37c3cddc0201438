"""Dossiers on the real register: read at one instant, in as many queries for one as for all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from builders.dossiers import MORNING
from builders.visits import a_new_visit
from visit_exchange.errors import UserError
from visit_exchange.journey.pages.board import board
from visit_exchange.journey.pages.board.control_room import control_room
from visit_exchange.kinds import load_framework
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Answer, Register, Sealed
from visit_exchange.visits.dates.timeline import plan
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.people.partners import Partner
from visit_exchange.visits.uploads.statements import Says, Statement
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem, Upload
from visit_exchange.visits.visit import VisitStatus
from visit_exchange.visits.watch.waiting_mails import Channel, Lane

pytestmark = pytest.mark.services

BY = "data team"
PARTNER = "partners/icb/pathways.docx"


def a_busy_visit(register: Register, visit_id: str) -> str:
    """Register a visit of which every table of the register knows something."""
    new = replace(a_new_visit(), inspectors=("j.smith",))
    timeline = plan(load_framework(new.framework), new.notified, on_site_days=new.on_site_days)
    register.add_visit(new, timeline, by=BY, at=MORNING, visit_id=visit_id, is_rehearsal=False)
    register.move_visit(visit_id, VisitStatus.OPEN, by=BY, at=MORNING)
    icb = Partner(visit_id, "icb", "health", "ICB", "icb@health.example", ("evidence_of_pathways",))
    register.add_partner(icb, by=BY, at=MORNING)
    register.set_survey_link(visit_id, "parents", "https://s.example", by=BY, at=MORNING)
    register.record_survey_responses(visit_id, {"parents": 3}, date(2023, 3, 28), by=BY, at=MORNING)
    register.record_selection(visit_id, ["M3PX"], by=BY, at=MORNING)
    register.record_selection(visit_id, ["K7QF"], by=BY, at=MORNING)
    register.record_providers(visit_id, ["Oak Centre"], by=BY, at=MORNING)
    register.record_happening(visit_id, "published", date(2023, 3, 28), by=BY, at=MORNING)
    register.record_missed(visit_id, "returns", "1 item missing", at=MORNING)
    register.record_hold(visit_id, "A complaint", lift=False, by=BY, at=MORNING)
    for key in ("request", "reminder"):
        lane = Lane(Channel.MAIL, visit_id, "a@b.example")
        register.post(f"{visit_id}/{key}", lane, "outbox", b"sealed", at=MORNING)
    register.record_sent(register.waiting_mails()[0].number, at=MORNING)
    due = MORNING
    register.adjust_milestone(visit_id, "tracking", due, "A holiday", by=BY, at=MORNING)
    register.ask_for(visit_id, "A map", "It is far", due, words=("map",), by=BY, at=MORNING)
    for name in ("list.xlsx", "again.xlsx", "list.xlsx", PARTNER):
        an_accepted_upload(register, visit_id, name)
    for kind in ("returns", "tracking"):
        pack = register.next_pack(visit_id, "first", kind=kind)
        register.record_pack(pack, "0" * 64, at=MORNING)
        register.next_pack(visit_id, "second", kind=kind)  # reserved, not published
    said = Statement("impact", "", Says.DOES_NOT_APPLY, MORNING + timedelta(hours=1), who="LANO")
    register.state(visit_id, said, by="the authority")
    register.keep_file_date(visit_id, f"{visit_id} file", MORNING)
    return visit_id


def an_accepted_upload(register: Register, visit_id: str, name: str) -> None:
    version = f"v{len(register.submissions(visit_id))}"
    upload = Upload(f"{visit_id}/{name}", version, 10, MORNING)
    submission, _ = register.receive(visit_id, upload, MORNING, sealed_key=version.encode())
    accepted = SubmissionStatus.ACCEPTED
    item = "evidence_of_pathways" if submission.sender else "currently_attending"
    not_held = frozenset({"impact"})
    answer = Answer(
        items=(SubmittedItem(item, accepted),),
        crosswalk=version.encode(),
        names=frozenset({version}),
        not_held=not_held,
    )
    register.move_submission(submission.id, SubmissionStatus.SCREENED, at=MORNING)
    register.move_submission(submission.id, accepted, at=MORNING, answer=answer)
    register.hold_for_decision(submission.id, {"reference": 1}, at=MORNING)


@contextmanager
def statements(register: Register) -> Iterator[list[str]]:
    """Collect what is asked of PostgreSQL."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(register._engine, "before_cursor_execute", note)
    yield asked
    event.remove(register._engine, "before_cursor_execute", note)


def test_a_board_of_twenty_visits_asks_no_more_than_a_board_of_one(outside: Outside) -> None:
    register = outside.register
    a_busy_visit(register, "999-ap-1")
    with statements(register) as of_one:
        assert control_room(outside).shown == len(board(outside)) == 1
    for number in range(2, 21):
        a_busy_visit(register, f"999-ap-{number}")
    with statements(register) as of_twenty:
        assert control_room(outside).shown == len(board(outside)) == 20

    assert of_one
    assert len(of_twenty) == len(of_one)


def test_a_dossier_says_the_same_as_the_single_methods(register: Register) -> None:
    visit_id, other = (a_busy_visit(register, each) for each in ("999-ap-1", "999-ap-2"))
    dossier = register.dossier(visit_id)

    assert dossier.visit == register.visit(visit_id)
    assert dossier.milestones == register.milestones(visit_id)
    assert dossier.milestone("returns") == register.milestone(visit_id, "returns")
    assert dossier.adjustments == register.adjustments(visit_id) != ()
    assert dossier.happened == register.happened(visit_id) != {}
    assert dossier.inspectors == register.inspectors(visit_id) != ()
    assert dossier.partners == register.partners(visit_id) != ()
    assert dossier.survey_links == register.survey_links(visit_id) != {}
    assert dossier.survey_responses == register.survey_responses(visit_id) != {}
    assert dossier.submissions == register.submissions(visit_id) != ()
    assert dossier.document_reviews == register.document_reviews(visit_id) != ()
    assert dossier.selection == register.selection(visit_id)
    assert dossier.providers == register.providers(visit_id)
    assert dossier.mails == register.mails_with_times(visit_id) != ()
    assert dossier.audit == register.audit(visit_id) != ()
    assert dossier.hold == register.hold(visit_id)
    assert dossier.stop == register.stop(visit_id)
    assert dossier.missed == register.missed(visit_id) != {}
    assert dossier.kinds_destroyed == register.kinds_destroyed(visit_id)
    assert dossier.accepted_of_every_sender() == register.accepted_of_every_sender(visit_id)
    for sender in ("", "icb", "nobody"):
        assert dossier.not_held(sender) == register.not_held(visit_id, sender)
    assert dossier.not_applicable() == {"impact"}
    assert dossier.modified == register.file_dates(visit_id) != {}
    for kind in ("returns", "tracking"):
        assert dossier.packs(kind) == register.packs(visit_id, kind) != ()
    assert register.dossiers() == (dossier, register.dossier(other))


def test_what_opens_only_with_the_key_is_read_with_the_dossier(register: Register) -> None:
    visit_id = a_busy_visit(register, "999-ap-1")
    a_busy_visit(register, "999-ap-2")

    dossier, sealed = register.dossier_and_seals(visit_id)

    assert dossier == register.dossier(visit_id)
    assert sealed.upload_keys == register.sealed(visit_id, Sealed.UPLOAD_KEY) != {}
    assert sealed.crosswalks == register.sealed(visit_id, Sealed.CROSSWALK) != {}
    assert sealed.name_prints == register.name_prints(visit_id) != frozenset()


def test_of_a_visit_of_which_little_is_known_it_says_the_same_too(register: Register) -> None:
    new = a_new_visit()
    timeline = plan(load_framework(new.framework), new.notified, on_site_days=new.on_site_days)
    visit = register.add_visit(
        new, timeline, by=BY, at=MORNING, visit_id="999-ap-1", is_rehearsal=False
    )
    assert register.dossier("999-ap-1") == Dossier(
        visit, milestones=register.milestones("999-ap-1"), audit=register.audit("999-ap-1")
    )


def test_only_the_visits_that_are_asked_for_are_read(register: Register) -> None:
    for number in (1, 2):
        a_busy_visit(register, f"999-ap-{number}")
    register.remove_inspector("999-ap-1", "j.smith", by=BY, at=MORNING)
    register.move_visit("999-ap-2", VisitStatus.RETURNS_CLOSED, by=BY, at=MORNING)

    assert [each.visit.id for each in register.dossiers(inspector="j.smith")] == ["999-ap-2"]
    still_open = register.dossiers(without={VisitStatus.RETURNS_CLOSED})
    assert [each.visit.id for each in still_open] == ["999-ap-1"]
    assert register.dossiers(inspector="nobody") == ()


def test_a_visit_that_is_not_registered_is_told(register: Register) -> None:
    with pytest.raises(UserError, match="No visit 999-ap-9 is registered"):
        register.dossier("999-ap-9")


def test_a_dossier_is_of_one_instant_whatever_is_written_meanwhile(register: Register) -> None:
    visit_id = a_busy_visit(register, "999-ap-1")
    before = register.dossier(visit_id)

    def write(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM milestones" in statement and not written:
            written.append(statement)
            with_another = Register(str(register._engine.url.render_as_string(False)))
            with_another.record_hold(visit_id, "Settled", lift=True, by=BY, at=MORNING)
            with_another.close()

    written: list[str] = []
    event.listen(register._engine, "before_cursor_execute", write)
    read = register.dossier(visit_id)
    event.remove(register._engine, "before_cursor_execute", write)

    assert written
    assert read == before
    assert register.dossier(visit_id).hold is None
