"""What the data team does on the board: foreseen first, done under its login, audited with why."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from unittest.mock import Mock

import pytest

from builders.uploads import attending, child, send, word
from builders.visits import an_open_visit
from recorded_outside import AirflowRecorder, MailRecorder
from visit_exchange.errors import UserError
from visit_exchange.journey.access.people import add_inspector
from visit_exchange.journey.access.store_access import issue, live
from visit_exchange.journey.outbox.sending import send_waiting
from visit_exchange.journey.pages.board.acts.access import keys_out
from visit_exchange.journey.pages.board.acts.doing import (
    ACTS,
    BEING_DONE,
    LATER,
    carry_out,
    do_ordered,
    foreseen,
    offered,
    open_orders,
)
from visit_exchange.journey.requesting.partner_asking import add_partner
from visit_exchange.journey.requesting.people import give_role
from visit_exchange.services.mail import Refused
from visit_exchange.services.outside import Outside
from visit_exchange.visits.people.partners import Partner
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

TUESDAY = datetime(2023, 3, 28, 9, tzinfo=UTC)  # Tuesday 28 March 2023, 10am in London
BY, WHY = "ann", "The council asked for it"
LANO, LEAD = "lano@exampleshire.example", "lead@inspectorate.example"
MOVE = {"milestone": "returns", "to": "2023-03-31T12:00", "reason": WHY}
ASK = {"title": "Minutes of the placement panel", "reason": WHY, "due": "2023-04-04"}
ROLE = {"packs": "each", "reason": WHY}
ICB = {"name": "Exampleshire ICB", "kind": "health", "email": "icb@example.nhs.uk", "reason": WHY}
LATE_NOTIFICATION = "2024-01-15"  # a Monday


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit on its Tuesday, with an inspector."""
    opened = an_open_visit(outside, TUESDAY)
    add_inspector(outside, opened.id, "j.smith", by="data team")
    return opened


def do(outside: Outside, visit: Visit, act: str, entered: Mapping[str, str]) -> str:
    """Look at what will follow, and go on."""
    seen = foreseen(outside, visit.id, act, entered).mark
    return carry_out(outside, visit.id, act, entered, seen=seen, by=BY)


def acted(outside: Outside, visit: Visit) -> list[tuple[str, str]]:
    """Return what the audit says since the visit was opened: who, and what."""
    acts = [(each.by, each.act) for each in outside.register.audit(visit.id)]
    opened = max(n for n, (_, act) in enumerate(acts) if act == "visit moved")
    return [each for each in acts[opened + 1 :] if each[0] == BY]


# What is entered, what is said before, and what the audit has after: of the acts done at once.
AT_ONCE: dict[str, tuple[dict[str, str], str, str | None]] = {
    "adjust": (MOVE, "moves from 5pm on Thursday 30 March 2023 to midday on Friday 31", None),
    "ask": (ASK, "is asked for “Minutes of the placement panel”, due 5pm on Tuesday 4", None),
    "record": (
        {"event": "summary_note", "on": "2023-03-28", "reason": WHY},
        "Summary note sent to the local authority: Tuesday 28 March 2023",
        "reason given",
    ),
    "add-inspector": (
        {"login": "a.jones", "tracks": "yes", "reason": WHY},
        "a.jones reads what is sent about the selected children",
        "inspector added",
    ),
    "remove-inspector": (
        {"login": "j.smith", "reason": WHY},
        "Nobody is left who can choose the children",
        "inspector removed",
    ),
    "hold": ({"reason": WHY}, "Nothing of the visit is destroyed until", "hold set"),
}
# The same of the acts that a task does, and what is so after it.
BY_A_TASK: dict[str, tuple[dict[str, str], str]] = {
    "defer": ({"reason": WHY}, "becomes deferred"),
    "cancel": ({"reason": WHY}, "becomes cancelled"),
    "role": (
        {
            "role": "lano",
            "email": "new@exampleshire.example",
            "packs": "each",
            "reason": WHY,
        },
        "new@exampleshire.example, instead of lano@exampleshire.example",
    ),
    "issue-keys": ({"who": "la", "reason": WHY}, "There are no keys for the authority's officers"),
    "revoke-keys": ({"who": "inspectors", "reason": WHY}, "by asking to see them"),
    "add-partner": (ICB | {"items": "7, 9"}, "is asked for 2 items: 7, 9"),
}


ENTERED: dict[str, dict[str, str]] = {
    **{act: entered for act, (entered, _, _) in AT_ONCE.items()},
    **{act: entered for act, (entered, _) in BY_A_TASK.items()},
}


@pytest.mark.parametrize("act", AT_ONCE)
def test_an_act_says_what_will_follow_and_is_audited_under_the_login(
    outside: Outside, visit: Visit, act: str
) -> None:
    entered, said, audited = AT_ONCE[act]
    assert any(said in line for line in foreseen(outside, visit.id, act, entered).lines)
    assert acted(outside, visit) == [], "looking does nothing"

    do(outside, visit, act, entered)
    acts = acted(outside, visit)
    assert audited is None or audited in {what for _, what in acts}
    assert acts or outside.register.adjustments(visit.id)[0].made_by == BY


@pytest.mark.parametrize("act", [act for act in AT_ONCE if not ACTS[act].keeps_reason])
def test_an_act_that_keeps_no_reason_has_it_written_beside_it(
    outside: Outside, visit: Visit, act: str
) -> None:
    do(outside, visit, act, AT_ONCE[act][0])
    [kept] = [each for each in outside.register.audit(visit.id) if each.act == "reason given"]
    assert (kept.by, kept.detail["reason"], kept.detail["of"]) == (BY, WHY, ACTS[act].title)


@pytest.mark.parametrize("act", BY_A_TASK)
def test_what_needs_the_stores_keys_is_ordered_and_done_once_by_a_task(
    outside: Outside, visit: Visit, airflow: AirflowRecorder, act: str
) -> None:
    entered, said = BY_A_TASK[act]
    assert any(said in line for line in foreseen(outside, visit.id, act, entered).lines)
    assert do(outside, visit, act, entered) == BEING_DONE
    assert [dag for dag, _, _ in airflow.started] == ["act_on_visits"]
    assert outside.register.visit(visit.id).status is VisitStatus.OPEN, "not done yet"

    [order] = open_orders(outside)
    assert do_ordered(outside, order).startswith("done")
    assert open_orders(outside) == []
    before = outside.register.audit(visit.id)
    do_ordered(outside, order)
    assert outside.register.audit(visit.id) == before, "a second time changes nothing"
    done = outside.register.order(order)
    assert (done.by, done.is_refused) == (BY, False)
    assert done.said


def test_after_it_keys_are_as_the_board_says(outside: Outside, visit: Visit) -> None:
    def keys() -> dict[str, bool]:
        return keys_out(outside.register.dossier(visit.id))

    assert not any(keys().values())
    for act, there in (("issue-keys", True), ("revoke-keys", False)):
        do(outside, visit, act, {"who": "la", "reason": WHY})
        do_ordered(outside, open_orders(outside)[0])
        assert keys()["la"] is there is live(outside, visit.id)["la"]


def test_keys_that_work_are_said_to_end(outside: Outside, visit: Visit) -> None:
    issue(outside, visit.id, "la", by="data team")
    lines = foreseen(outside, visit.id, "issue-keys", {"who": "la", "reason": WHY}).lines
    assert "are refused at once" in lines[0]


def test_an_order_that_airflow_was_not_told_of_waits_for_the_next_run(
    outside: Outside, visit: Visit, airflow: AirflowRecorder
) -> None:
    airflow.is_down = True
    assert do(outside, visit, "defer", {"reason": WHY}) == LATER
    assert len(open_orders(outside)) == 1


def test_an_order_that_can_no_longer_be_done_fails_nothing_and_says_why(
    outside: Outside, visit: Visit
) -> None:
    do(outside, visit, "defer", {"reason": WHY})
    do(outside, visit, "cancel", {"reason": WHY})
    do(outside, visit, "defer", {"reason": WHY})
    told = [do_ordered(outside, order) for order in open_orders(outside)]
    assert told == [
        "done: Defer the visit",
        "done: Cancel the visit",
        "not done: Defer the visit",
    ]
    last = outside.register.dossier(visit.id).orders[-1]
    assert last.is_refused
    assert "cancelled" in last.said


def test_a_document_is_released_or_refused_by_a_task(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    send(outside, visit, "list.xlsx", attending(child("AP-0001")))
    for name in ("Strategic planning.docx", "Impact of alternative provision.docx"):
        send(outside, visit, name, word(name.removesuffix(".docx"), "For AP-0001."))
    release, refuse = {"number": "2", "reason": WHY}, {"number": "3", "reason": WHY}
    lines = foreseen(outside, visit.id, "release", release).lines
    assert "Upload 2 goes to the inspectors with the next pack" in lines[0]
    assert any(LANO in line for line in lines)
    do(outside, visit, "release", release)
    do(outside, visit, "refuse", refuse)
    assert [do_ordered(outside, order) for order in open_orders(outside)] == [
        "done: Release a document",
        "done: Refuse a document",
    ]
    decisions = [each.decision for each in outside.register.document_reviews(visit.id)]
    assert [decision and decision.value for decision in decisions] == ["released", "refused"]
    assert {"release", "refuse"}.isdisjoint(
        act.id for group in offered(outside.register.dossier(visit.id)).values() for act in group
    )


def test_a_deferred_visit_is_resumed_with_the_dates_that_were_shown(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    do(outside, visit, "defer", {"reason": WHY})
    do_ordered(outside, open_orders(outside)[0])
    entered = {"notified": LATE_NOTIFICATION, "reason": WHY}
    lines = foreseen(outside, visit.id, "resume", entered).lines
    assert any("Thursday 18 January 2024" in line for line in lines)
    do(outside, visit, "resume", entered)
    assert outside.register.visit(visit.id).status is VisitStatus.REGISTERED


def test_a_visit_is_not_resumed_while_its_deferral_is_still_being_done(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(outside, visit, "defer", {"reason": WHY})
    [order] = open_orders(outside)
    with monkeypatch.context() as away:
        away.setattr(type(outside.register), "finish_order", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            do_ordered(outside, order)
    assert outside.register.visit(visit.id).status is VisitStatus.DEFERRED

    resumed = {"notified": LATE_NOTIFICATION, "reason": WHY}
    with pytest.raises(UserError, match="“Defer the visit” is still being done"):
        foreseen(outside, visit.id, "resume", resumed)
    do_ordered(outside, order)
    assert foreseen(outside, visit.id, "resume", resumed)


def test_a_new_upload_link_goes_to_whom_it_says(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    settings = outside.settings.model_copy(update={"upload_origin": "https://uploads.example"})
    with_page = replace(outside, settings=settings)
    do(with_page, visit, "new-link", {"partner": "", "reason": WHY})
    assert mail.to(LANO)
    with pytest.raises(UserError, match="No page takes uploads"):
        foreseen(outside, visit.id, "new-link", {"partner": "", "reason": WHY})


@pytest.mark.parametrize("act", [*AT_ONCE, *BY_A_TASK])
@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("  ", "Enter (a reason|why it is necessary)"),
        ("x" * 501, "500 characters or fewer"),
        ("It is about NHS number 943 476 5870", "must name nobody"),
    ],
    ids=["none", "too long", "names a child"],
)
def test_a_reason_is_there_is_short_and_names_nobody(
    outside: Outside, visit: Visit, act: str, reason: str, told: str
) -> None:
    entered = {**ENTERED[act], "reason": reason}
    with pytest.raises(UserError, match=told):
        foreseen(outside, visit.id, act, entered)


@pytest.mark.parametrize(
    ("act", "entered", "told"),
    [
        ("adjust", MOVE | {"milestone": "lunch"}, "Select the deadline"),
        ("adjust", MOVE | {"to": ""}, "Enter the new time"),
        ("adjust", MOVE | {"to": "tomorrow"}, "must be a real date and time"),
        ("adjust", MOVE | {"to": "2023-03-01T12:00"}, "must be in the future"),
        ("adjust", MOVE | {"to": "2023-04-01T12:00"}, "is not a working day"),
        ("ask", ASK | {"due": "2023-03-01"}, "must be in the future"),
        ("record", {"event": "summary_note", "on": "2030-01-01", "reason": WHY}, "The day must be"),
        ("add-inspector", {"login": "j.smith", "reason": WHY}, "is an inspector .* already"),
        ("role", ROLE | {"role": "lano", "email": LANO}, "already"),
        ("role", ROLE | {"role": "lead_inspector", "email": "nobody"}, "must be one e-mail"),
        ("role", ROLE | {"role": "lano", "email": "a@b.example", "login": "x"}, "signs in nowhere"),
        ("role", ROLE | {"role": "king", "email": "a@b.example"}, "Select the role"),
        ("release", {"number": "1", "reason": WHY}, "cannot be done"),
        ("add-partner", ICB | {"name": " "}, "Enter the partner’s name"),
        ("add-partner", ICB | {"name": "?!"}, "at least one letter or digit"),
        ("add-partner", ICB | {"kind": "bank"}, "Select what kind of partner it is"),
        ("add-partner", ICB | {"email": "nobody"}, "Partner’s e-mail must be one e-mail address"),
        ("add-partner", ICB | {"items": "7, 99"}, "no item 99. Choose from"),
        ("remove-partner", {"partner": "nobody", "reason": WHY}, "cannot be done"),
        ("mail-again", {"number": "1", "reason": WHY}, "cannot be done"),
        ("issue-keys", {"who": "everybody", "reason": WHY}, "Select who it is for"),
        ("fly", {}, "no such act"),
    ],
)
def test_what_cannot_be_done_is_said_before_it_is_tried(
    outside: Outside, visit: Visit, act: str, entered: Mapping[str, str], told: str
) -> None:
    with pytest.raises(UserError, match=told):
        foreseen(outside, visit.id, act, entered)


def test_nobody_signs_in_with_a_mistyped_login(
    outside: Outside, visit: Visit, airflow: AirflowRecorder
) -> None:
    airflow.strangers = frozenset({"j.smiht"})
    with pytest.raises(UserError, match="Nobody signs in"):
        foreseen(outside, visit.id, "add-inspector", {"login": "j.smiht", "reason": WHY})


def test_a_deadline_moves_out_of_its_order_only_with_the_tick(
    outside: Outside, visit: Visit
) -> None:
    entered = MOVE | {"to": "2023-04-05T17:00"}  # a Wednesday, after the selection
    with pytest.raises(UserError, match="It would be after"):
        foreseen(outside, visit.id, "adjust", entered)
    lines = foreseen(outside, visit.id, "adjust", entered | {"override": "yes"}).lines
    assert any(line.startswith("It overrides this: It would be after") for line in lines)


def test_what_has_changed_since_it_was_seen_is_shown_again_and_not_done(
    outside: Outside, visit: Visit
) -> None:
    seen = foreseen(outside, visit.id, "remove-inspector", AT_ONCE["remove-inspector"][0]).mark
    do(outside, visit, "add-inspector", AT_ONCE["add-inspector"][0])
    with pytest.raises(UserError, match="has changed since you looked"):
        carry_out(
            outside, visit.id, "remove-inspector", AT_ONCE["remove-inspector"][0], seen=seen, by=BY
        )
    assert "j.smith" in outside.register.inspectors(visit.id)


def test_only_what_fits_a_visit_is_offered(outside: Outside, visit: Visit) -> None:
    def ids() -> set[str]:
        return _offered(outside, visit)

    assert {"adjust", "defer", "cancel", "ask", "hold"} <= ids()
    assert {"resume", "lift-hold", "release", "dates"}.isdisjoint(ids())
    do(outside, visit, "hold", {"reason": WHY})
    do(outside, visit, "cancel", {"reason": WHY})
    do_ordered(outside, open_orders(outside)[0])
    assert "lift-hold" in ids()
    assert {"adjust", "defer", "cancel", "ask", "hold", "issue-keys"}.isdisjoint(ids())


def test_a_partner_is_asked_written_to_elsewhere_and_removed(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    def partner() -> Partner:
        return outside.register.partner(visit.id, "exampleshire-icb")

    def done(act: str, entered: Mapping[str, str]) -> None:
        do(outside, visit, act, entered)
        [order] = open_orders(outside)
        assert do_ordered(outside, order).startswith("done")

    done("add-partner", ICB)
    assert partner().items, "with no items entered, those suggested for its kind"
    assert mail.to(ICB["email"])
    twice = foreseen(outside, visit.id, "add-partner", ICB).lines
    assert "Exampleshire ICB is asked already: it will be there twice." in twice

    new = {"partner": partner().id, "email": "panel@example.nhs.uk", "reason": WHY}
    done("replace-partner", new)
    assert partner().email == "panel@example.nhs.uk"
    assert mail.to("panel@example.nhs.uk")
    with pytest.raises(UserError, match="is the e-mail of Exampleshire ICB already"):
        foreseen(outside, visit.id, "replace-partner", new)

    remove = {"partner": partner().id, "reason": WHY}
    lines = foreseen(outside, visit.id, "remove-partner", remove).lines
    assert "What was accepted from it stays in the pack." in lines
    done("remove-partner", remove)
    assert partner().is_removed
    assert {"replace-partner", "remove-partner"}.isdisjoint(_offered(outside, visit))


KEPT = {"partner": "exampleshire-icb", "reason": WHY}
BY_HAND = {
    "add-partner": (ICB | {"name": "Oak Trust"}, "make", "partner-oak-trust"),
    "replace-partner": (KEPT | {"email": "a@b.example"}, "replace", "partner-exampleshire-icb"),
    "remove-partner": (KEPT, "destroy", "partner-exampleshire-icb"),
    "role": (ROLE | {"role": "lano", "email": "a@b.example"}, "replace", "la"),
    "end-role": ({"person": "3", "reason": WHY}, "replace", "la"),
    "defer": ({"reason": WHY}, "destroy", "inspectors, tracking-team"),
    "cancel": (
        {"reason": WHY},
        "destroy",
        "la, inspectors, tracking-team, partner-exampleshire-icb",
    ),
}


@pytest.mark.parametrize("act", BY_HAND)
def test_what_a_person_does_with_keys_by_hand_is_foreseen_and_mailed(
    outside: Outside, visit: Visit, mail: MailRecorder, act: str
) -> None:
    settings = outside.settings.model_copy(update={"store_access": "by-hand"})
    handmade = replace(outside, settings=settings, access=None)
    add_partner(handmade, visit.id, ICB["name"], "health", ICB["email"], "", by=BY)
    give_role(handmade, visit.id, "deputy", "deputy@exampleshire.example", by=BY)
    mail.sent.clear()
    entered, what, whose = BY_HAND[act]

    lines = foreseen(handmade, visit.id, act, entered).lines
    assert any(f"to {what} those of {whose}." in line for line in lines)
    assert not any("its link and its keys" in line.lower() for line in lines)
    do(handmade, visit, act, entered)
    assert do_ordered(handmade, open_orders(handmade)[0]).startswith("done")
    told = [each for each in mail.to(outside.settings.data_team_email) if "--for" in each.text]
    assert len(told) == 1
    assert all(f"--for {each} " in told[0].text for each in whose.split(", "))


@pytest.mark.parametrize("act", ["issue-keys", "revoke-keys"])
def test_where_keys_are_made_by_hand_the_board_says_that_it_makes_none(
    outside: Outside, visit: Visit, act: str
) -> None:
    settings = outside.settings.model_copy(update={"store_access": "by-hand"})
    with pytest.raises(UserError, match="made by hand here"):
        foreseen(replace(outside, settings=settings), visit.id, act, {"who": "la", "reason": WHY})


def test_an_order_that_is_given_twice_before_it_is_done_is_one(
    outside: Outside, visit: Visit
) -> None:
    for _ in range(2):
        do(outside, visit, "add-partner", ICB)
    assert len(open_orders(outside)) == 1


def test_a_mail_that_was_refused_is_let_go_again_or_dropped(
    outside: Outside, visit: Visit, mail: MailRecorder
) -> None:
    mail.fails[LEAD] = Refused("The mail server", "550 5.1.1", 550)
    do(outside, visit, "ask", ASK)
    send_waiting(outside)
    [refused] = [e for e in outside.register.dossier(visit.id).waiting_mails if e.is_refused]
    entered = {"number": str(refused.number), "reason": WHY}
    assert (
        f"It goes out to {LEAD} within a minute"
        in (foreseen(outside, visit.id, "mail-again", entered).lines[0])
    )
    mail.fails.clear()
    do(outside, visit, "mail-again", entered)
    send_waiting(outside)
    assert mail.to(LEAD)
    assert {"mail-again", "drop-mail"}.isdisjoint(_offered(outside, visit))


def _offered(outside: Outside, visit: Visit) -> set[str]:
    found = offered(outside.register.dossier(visit.id))
    return {act.id for group in found.values() for act in group}
