"""People are given roles, replaced in mid-visit and let go; a LANO is nominated after the call."""

import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from builders.uploads import attending, child, send
from builders.visits import a_new_visit, an_open_visit, clock_at
from recorded_outside import MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import respondents
from visit_exchange.journey.access.store_access import live, show
from visit_exchange.journey.access.upload_link import sender_of_link
from visit_exchange.journey.deadlines.adjusting import adjust
from visit_exchange.journey.deadlines.waiting import timetable
from visit_exchange.journey.ending.closing import close_returns
from visit_exchange.journey.pages.inspectors.notes import add_note
from visit_exchange.journey.requesting.notifying import (
    draft_letters,
    is_nominated,
    letters_of,
    look_for_lanos,
)
from visit_exchange.journey.requesting.opening import send_request
from visit_exchange.journey.requesting.partner_asking import add_partner
from visit_exchange.journey.requesting.people import end_role, give_role, wish_packs
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.journey.selecting.agreeing import say_agreement
from visit_exchange.journey.selecting.selection import codes_in_lists, select
from visit_exchange.journey.selecting.tracking_request import send_tracking_request
from visit_exchange.journey.sender import Sender
from visit_exchange.packs.notes import About
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dates.timetable import NOMINATED
from visit_exchange.visits.people.people import PackWish
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)
FRIDAY_NOON = datetime(2023, 3, 31, 11, tzinfo=UTC)
TUESDAY_NOON = datetime(2023, 4, 11, 11, tzinfo=UTC)
LANO, OTHER = "lano@exampleshire.example", "second@exampleshire.example"
LEAD, TEAM = "lead@inspectorate.example", "data-team@example.org"
DCS, DEPUTY = "dcs@exampleshire.example", "deputy@exampleshire.example"
BOARD = "icb@exampleshire.example"


@pytest.fixture
def with_page(outside: Outside) -> Outside:
    """The outside with a page that takes uploads."""
    settings = outside.settings.model_copy(update={"upload_origin": "https://uploads.example"})
    return replace(outside, settings=settings)


@pytest.fixture
def without_lano(with_page: Outside) -> Visit:
    """A visit on its notification day whose LANO nobody knows yet."""
    return an_open_visit(with_page, MONDAY, lano_email="")


@pytest.fixture
def visit(with_page: Outside, mail: MailRecorder) -> Visit:
    """An open visit whose LANO has the request."""
    opened = an_open_visit(with_page, MONDAY)
    send_request(with_page, opened.id)
    mail.sent.clear()
    return opened


def link_in(text: str) -> str:
    [token] = re.findall(r"https?://\S+#(\S+)", text)
    return str(token)


def test_without_a_lano_the_data_team_gets_letters_and_what_to_do(
    with_page: Outside, without_lano: Visit, mail: MailRecorder
) -> None:
    for _ in range(2):
        draft_letters(with_page, without_lano.id)
        send_request(with_page, without_lano.id)

    [told] = mail.sent
    assert told.to == TEAM
    assert [name.removeprefix(without_lano.id) for name in told.attachments] == [
        " notification to local authority.docx",
        " notification to health.docx",
    ]
    assert f"visits people set {without_lano.id} lano" in told.text
    assert f"/visits/visit/{without_lano.id}/do/role" in told.text
    assert "Lists and documents due: 5pm on Thursday 30 March 2023" in told.text
    assert not is_nominated(with_page, without_lano.id)


def test_who_was_asked_already_needs_no_letter(
    with_page: Outside, visit: Visit, mail: MailRecorder
) -> None:
    """As after an update in mid-visit, when the run gets the step that drafts them."""
    assert draft_letters(with_page, visit.id) == 0
    assert mail.sent == []


def test_the_request_waits_for_the_lano_and_no_deadline_does(
    with_page: Outside, without_lano: Visit, mail: MailRecorder
) -> None:
    draft_letters(with_page, without_lano.id)
    mail.sent.clear()
    before = with_page.register.milestones(without_lano.id)
    end = with_page.register.milestone(without_lano.id, "on_site_end").due
    wall = timetable(with_page).wall_due(without_lano.id, NOMINATED)
    assert wall == without_lano.clock.wall_time(end)

    give_role(with_page, without_lano.id, "lano", LANO, by="dana")

    assert mail.sent == []
    now = timetable(with_page).wall_due(without_lano.id, NOMINATED)
    assert now is not None
    assert now < datetime.now(UTC)
    send_request(with_page, without_lano.id)
    [request] = mail.sent
    assert (request.to, request.attachments) == (LANO, ("timeline.ics",))
    assert with_page.register.milestones(without_lano.id) == before


def test_at_the_end_of_the_notification_day_the_data_team_is_alerted_once(
    outside: Outside, mail: MailRecorder
) -> None:
    visit = an_open_visit(outside, MONDAY + timedelta(hours=8), lano_email="")
    assert [look_for_lanos(outside) for _ in range(2)] == [1, 0]
    [alert] = mail.sent
    assert alert.to == TEAM
    assert "no LANO by the end of the notification day" in alert.subject
    for act in ("role", "adjust"):
        assert f"/visits/visit/{visit.id}/do/{act}" in alert.text


def test_who_acts_for_the_area_is_replaced_with_link_and_keys(
    with_page: Outside, visit: Visit, mail: MailRecorder
) -> None:
    keys = show(with_page, visit.id, "la", by="dana").secret_key
    give_role(with_page, visit.id, "lano", OTHER, by="dana")
    [request] = mail.sent
    assert request.to == OTHER
    old = link_in(request.text)
    mail.sent.clear()

    give_role(with_page, visit.id, "lano", LANO, by="dana")

    assert sender_of_link(with_page, link_in(mail.to(LANO)[0].text)).email == LANO
    with pytest.raises(PermissionError):
        sender_of_link(with_page, old)
    assert live(with_page, visit.id)["la"]
    assert show(with_page, visit.id, "la", by="dana").secret_key != keys


def test_who_comes_in_mid_visit_gets_what_inspectors_ask_as_it_stands_then(
    with_page: Outside, mail: MailRecorder
) -> None:
    visit, codes = a_visit_with_selected_children(with_page)
    leaves, stays = codes[:2]
    with_page.register.record_providers(visit.id, ("Oak",), by="j.smith", at=FRIDAY_NOON)
    say_agreement(with_page, Sender(visit), leaves, "declined", "social worker", "")
    adjust(with_page, visit.id, "tracking", TUESDAY_NOON, "A flood", confirmed=True, by="dana")
    for to in (OTHER, LANO, OTHER):  # three times in an hour, and back again
        mail.sent.clear()
        give_role(with_page, visit.id, "lano", to, by="dana")
        request, since = mail.to(to)
        assert link_in(request.text)
        assert sender_of_link(with_page, link_in(request.text)).email == to
        assert f"1 child to track: {stays}." in " ".join(since.text.split())
        assert f"{leaves} declined or withdrew" in since.text
        assert "By midday on Tuesday 11 April 2023" in since.text
        assert "Oak" in since.text


def test_who_comes_before_the_authority_was_asked_about_children_is_told_of_none(
    with_page: Outside, mail: MailRecorder
) -> None:
    visit, _ = a_visit_with_selected_children(with_page, is_asked=False)
    mail.sent.clear()
    give_role(with_page, visit.id, "lano", OTHER, by="dana")
    [request] = mail.to(OTHER)
    assert link_in(request.text)


def a_visit_with_selected_children(
    outside: Outside, *, is_asked: bool = True
) -> tuple[Visit, list[str]]:
    """Return a visit of which two children are selected, with their codes."""
    visit = an_open_visit(outside, FRIDAY_NOON)
    send_request(outside, visit.id)
    send(outside, visit, "a.xlsx", attending(*(child(f"AP-{n:04}") for n in range(1, 4))))
    close_returns(outside, visit.id)
    visit = outside.register.visit(visit.id)
    codes = sorted(codes_in_lists(outside, visit))[:2]
    select(outside, visit, codes, by="j.smith")
    if is_asked:
        send_tracking_request(outside, visit.id)
    return outside.register.visit(visit.id), codes


def test_the_audit_says_which_role_and_no_address_or_name(with_page: Outside, visit: Visit) -> None:
    give_role(with_page, visit.id, "dcs", DCS, name="Ms Plumstead-Hale", by="dana")
    give_role(with_page, visit.id, "dcs", OTHER, by="dana")
    named = give_role(with_page, visit.id, "deputy", DEPUTY, by="dana")
    end_role(with_page, visit.id, named.people[-1].number, by="dana")

    acts = with_page.register.audit(visit.id)
    about = [(e.act, e.detail) for e in acts if "role" in e.detail]
    assert about == [
        ("person added", {"role": "dcs", "number": 3}),
        ("contact changed", {"role": "dcs", "number": 4}),
        ("person added", {"role": "deputy", "number": 5}),
        ("person left", {"role": "deputy", "number": 5}),
    ]
    assert not any(each in repr(acts) for each in (DCS, OTHER, DEPUTY, "Plumstead"))
    everybody = with_page.register.everybody(visit.id)
    assert [(each.role, each.until is None) for each in everybody] == [
        ("lead_inspector", True),
        ("lano", True),
        ("dcs", False),
        ("dcs", True),
        ("deputy", False),
    ]


def test_a_senior_contact_is_in_the_letters_until_names_and_numbers_are_forgotten(
    with_page: Outside, visit: Visit
) -> None:
    said = {"name": "Mr Grindlewood", "telephone": " 0300  999 0000"}
    named = give_role(with_page, visit.id, "senior_contact", OTHER, by="dana", **said)
    letters = letters_of(with_page, named).values()
    assert all(b"0300 999 0000" in words_of(letter) for letter in letters)
    assert with_page.register.forget_names(visit.id) == 1
    everybody = with_page.register.everybody(visit.id)
    assert {(each.name, each.telephone) for each in everybody} == {("", "")}


def words_of(letter: bytes) -> bytes:
    return zipfile.ZipFile(BytesIO(letter)).read("word/document.xml")


def test_a_deputy_gets_what_the_lano_gets_and_a_director_hears_of_dates(
    with_page: Outside, without_lano: Visit, mail: MailRecorder
) -> None:
    for role, to in (("deputy", DEPUTY), ("dcs", DCS), ("lano", LANO)):
        give_role(with_page, without_lano.id, role, to, by="dana")
    mail.sent.clear()
    send_request(with_page, without_lano.id)
    assert [sent.to for sent in mail.sent] == [LANO, DEPUTY]
    assert link_in(mail.sent[0].text) == link_in(mail.sent[1].text)
    mail.sent.clear()

    adjust(with_page, without_lano.id, "returns", FRIDAY_NOON, "A flood", by="dana")

    assert {sent.to for sent in mail.sent} == {LANO, LEAD, DEPUTY, DCS}


def test_a_moved_deadline_reaches_partners_and_moves_everybodys_calendar(
    with_page: Outside, visit: Visit, mail: MailRecorder
) -> None:
    add_partner(with_page, visit.id, "ICB", "health", BOARD, "", by="dana")
    mail.sent.clear()

    adjust(with_page, visit.id, "returns", FRIDAY_NOON, "A flood", by="dana")

    assert {sent.to for sent in mail.sent} == {LANO, LEAD, BOARD}
    assert {sent.attachments for sent in mail.sent} == {("timeline.ics",)}
    assert with_page.register.milestone(visit.id, "survey_closes").adjusted is False


def test_the_survey_closes_with_the_last_on_site_day_when_that_moves(
    with_page: Outside, visit: Visit, mail: MailRecorder
) -> None:
    evening = datetime(2023, 4, 18, 22, 59, 59, tzinfo=UTC)  # Tuesday
    adjust(with_page, visit.id, "on_site_end", evening, "A funeral", confirmed=True, by="dana")

    assert with_page.register.milestone(visit.id, "survey_closes").due == evening
    [told] = mail.to(LANO)
    assert "Survey closes moves with it, to the end of Tuesday 18 April 2023." in told.text


def test_a_deputy_who_leaves_hears_no_more_and_the_link_is_a_new_one(
    with_page: Outside, visit: Visit, mail: MailRecorder
) -> None:
    named = give_role(with_page, visit.id, "deputy", DEPUTY, by="dana")
    mail.sent.clear()

    end_role(with_page, visit.id, named.people[-1].number, by="dana")

    [link] = mail.sent
    assert link.to == LANO
    assert sender_of_link(with_page, link_in(link.text)).email == LANO


def test_who_is_given_a_role_is_told_it_with_the_dates(
    with_page: Outside, visit: Visit, mail: MailRecorder
) -> None:
    give_role(
        with_page, visit.id, "cqc_inspector", "cqc@inspectorate.example", packs="daily", by="dana"
    )

    [told] = mail.sent
    assert told.to == "cqc@inspectorate.example"
    assert "CQC inspector" in told.subject
    assert told.attachments == ("timeline.ics",)
    assert "- packs, once a day at 6pm" in told.text


def test_before_the_notification_the_area_hears_nothing(
    outside: Outside, mail: MailRecorder
) -> None:
    new = replace(a_new_visit(), clock=clock_at(MONDAY - timedelta(days=3)))
    to_come = register_visit(outside, new, by="dana")
    give_role(outside, to_come, "dcs", DCS, by="dana")
    give_role(outside, to_come, "deputy", DEPUTY, by="dana")
    assert mail.sent == []


def test_a_login_follows_the_person_who_has_the_role(with_page: Outside, visit: Visit) -> None:
    register = with_page.register
    first = ("a@inspectorate.example", "a.first")
    give_role(with_page, visit.id, "cqc_inspector", first[0], login=first[1], by="dana")
    assert register.inspectors(visit.id) == ("a.first",)
    keys = show(with_page, visit.id, "inspectors", by="dana").secret_key

    give_role(
        with_page, visit.id, "cqc_inspector", "b@inspectorate.example", login="b.next", by="dana"
    )

    assert register.inspectors(visit.id) == ("b.next",)
    assert show(with_page, visit.id, "inspectors", by="dana").secret_key != keys


def test_who_shadows_may_read_and_is_asked_nothing(with_page: Outside, visit: Visit) -> None:
    """SEND, paragraph 78."""
    give_role(with_page, visit.id, "shadow", "s@inspectorate.example", login="s.hadow", by="dana")
    assert "s.hadow" in with_page.register.inspectors(visit.id)
    assert "s.hadow" not in respondents(with_page, visit.id)
    with pytest.raises(UserError, match="You shadow this visit"):
        add_note(with_page, visit.id, About.VISIT, "", "A thought", is_line=False, by="s.hadow")


def test_everybody_of_the_team_says_which_packs_they_hear_of(
    with_page: Outside, visit: Visit
) -> None:
    [lead, lano] = visit.people
    wish_packs(with_page, visit.id, lead.number, "final", by="dana")
    assert with_page.register.visit(visit.id).people[0].packs is PackWish.FINAL
    with pytest.raises(UserError, match=r"No inspector of .* has the number 2"):
        wish_packs(with_page, visit.id, lano.number, "daily", by="dana")


@pytest.mark.parametrize(
    ("role", "email", "more", "why"),
    [
        ("mayor", DCS, {}, "The role must be one of: dcs"),
        ("dcs", "dcs", {}, "must be one e-mail address"),
        ("dcs", DCS, {"login": "d.cs"}, "signs in nowhere: leave the login empty"),
        ("dcs", DCS, {"name": "x" * 101}, "100 characters or fewer"),
        ("dcs", DCS, {"packs": "hourly"}, "must be one of: each, daily, final"),
        ("lano", LANO, {}, "is the LANO e-mail of .* already"),
    ],
)
def test_what_is_entered_wrongly_changes_nobody(
    with_page: Outside,
    visit: Visit,
    mail: MailRecorder,
    role: str,
    email: str,
    more: dict[str, str],
    why: str,
) -> None:
    with pytest.raises(UserError, match=why):
        give_role(with_page, visit.id, role, email, **more, by="dana")
    assert with_page.register.visit(visit.id).people == visit.people
    assert mail.sent == []
