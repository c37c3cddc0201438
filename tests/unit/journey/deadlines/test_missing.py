"""What is missing: asked for, neither accepted nor declared not held."""

import pytest

from builders.dossiers import MORNING, a_dossier, a_partner, acts, an_upload, chosen
from builders.visits import a_visit
from visit_exchange.journey.deadlines.deadline_alerts import missed_deadlines
from visit_exchange.journey.deadlines.missing import (
    due_later,
    missing_from,
    missing_items,
    missing_tracking,
)
from visit_exchange.journey.deadlines.partner_returns import owed_by_partners, sent_by_partners
from visit_exchange.journey.sender import sender_in
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem

LIST = "currently_attending"
ASKED = len(a_dossier().framework.items)
HELD_NOWHERE = {"": {"impact": "999-ap-20230327/1"}}
REFUSED = SubmittedItem(LIST, SubmissionStatus.MUST_FIX)


@pytest.mark.parametrize(
    ("dossier", "missing"),
    [
        (a_dossier(), ASKED),
        (a_dossier(submissions=(an_upload(1, LIST),)), ASKED - 1),
        (a_dossier(submissions=(an_upload(1, LIST), an_upload(2, LIST))), ASKED - 1),
        (a_dossier(submissions=(an_upload(1, items=(REFUSED,)),)), ASKED),
        (a_dossier(submissions=(an_upload(1, LIST, sender="icb"),)), ASKED),
        (a_dossier(declared_not_held=HELD_NOWHERE), ASKED - 1),
        (a_dossier(declared_not_held={"icb": HELD_NOWHERE[""]}), ASKED),
        (a_dossier(submissions=(an_upload(1, "impact"),), declared_not_held=HELD_NOWHERE), 14),
    ],
    ids=[
        "nothing came",
        "a list came",
        "it came twice",
        "it must be fixed",
        "only a partner sent it",
        "one is not held",
        "a partner does not hold it",
        "one is declared not held, and came",
    ],
)
def test_what_the_authority_still_owes(dossier: Dossier, missing: int) -> None:
    assert len(missing_items(dossier)) == missing


def test_a_partner_owes_only_what_it_is_asked_and_nothing_once_it_is_removed() -> None:
    came = an_upload(1, "evidence_of_pathways", sender="icb")
    dossier = a_dossier(partners=(a_partner(),), submissions=(came,))

    owed = missing_from(dossier, sender_in(dossier, "icb"))
    assert [item.id for item in owed] == ["health_system_overview"]
    [(sender, at_returns)] = owed_by_partners(dossier, "returns")
    assert (sender.email, at_returns) == ("icb@health.example", owed)

    gone = a_dossier(partners=(a_partner(is_removed=True),), submissions=(came,))
    assert list(owed_by_partners(gone, "returns")) == []
    [sent] = sent_by_partners(gone)
    assert (sent.sent, sent.missing) == ({"evidence_of_pathways": came.id}, ())


def test_every_document_about_every_selected_child_is_asked_for() -> None:
    kinds = len(a_dossier().framework.tracking.items)
    came = an_upload(1, "chronology:K7QF")

    assert missing_tracking(a_dossier()) == ()
    assert len(missing_tracking(a_dossier(selection=chosen("K7QF", "M3PX")))) == 2 * kinds
    left = missing_tracking(a_dossier(selection=chosen("K7QF"), submissions=(came,)))
    assert len(left) == kinds - 1
    assert "chronology:K7QF" not in left


def test_what_is_due_later_is_told_with_its_day() -> None:
    returns = a_dossier().milestone_for("returns")
    before, at = due_later(a_dossier(), MORNING), due_later(a_dossier(), returns.due)
    assert before[LIST] == returns.local
    assert LIST not in at, "due now is not later"


def test_a_deadline_that_fell_with_something_missing_is_told_until_the_visit_is_resumed() -> None:
    items = ("milestone missed", {"milestone": "returns", "what": "2 items missing", "of": "a"})
    partner = ("milestone missed", {"milestone": "returns", "what": "1 more missing", "of": "b"})
    title = a_dossier(a_visit()).milestone_for("returns").title

    told = missed_deadlines(a_dossier(audit=acts(items, partner)))
    assert told == (f"{title}: 2 items missing; 1 more missing",)
    assert missed_deadlines(a_dossier(audit=acts(items, ("visit resumed", {})))) == ()
