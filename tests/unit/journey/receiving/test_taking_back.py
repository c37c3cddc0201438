"""What follows when a file is taken back, and who may say what of an item: from the dossier."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from builders.dossiers import MORNING, a_dossier, acts, an_upload, chosen
from visit_exchange.errors import UserError
from visit_exchange.journey.receiving.job_titles import checked_job_title
from visit_exchange.journey.receiving.stating import why_not
from visit_exchange.journey.receiving.what_taking_back_does import TakingBack, taking_back
from visit_exchange.journey.sender import Sender
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.records import Pack
from visit_exchange.visits.uploads.statements import Says
from visit_exchange.visits.uploads.submission import (
    CHECKLIST_ITEM,
    Submission,
    SubmissionStatus,
    SubmittedItem,
)
from visit_exchange.visits.uploads.taken_back import taken_back

LIST, DOCUMENT, CODE = "currently_attending", "impact", "K7QM-2XWD"
PLANS, CHRONOLOGY = f"plans:{CODE}", f"chronology:{CODE}"
NOON, EVENING = MORNING + timedelta(hours=3), MORNING + timedelta(hours=9)
AFTER = MORNING + timedelta(days=30)


def answered(number: int, *items: str, **changes: Any) -> Submission:
    """Return an upload that has its answer since noon of Tuesday 28 March 2023."""
    return an_upload(number, *items, **({"answered_at": NOON} | changes))


def published(at: datetime, kind: str = "returns") -> Pack:
    """Return a pack that was published at an instant."""
    return Pack("999-ap-20230327", kind, 1, "print", False, "0" * 64, at)


def follows(dossier: Dossier, number: int, now: datetime = EVENING) -> TakingBack:
    """Return what follows if the authority takes an upload back."""
    upload = dossier.submission(f"999-ap-20230327/{number}")
    return taking_back(dossier, Sender(dossier.visit), upload, now)


def test_the_only_file_for_an_item_leaves_nothing_and_the_deadline_is_told() -> None:
    told = follows(a_dossier(submissions=(answered(1, LIST),)), 1)
    assert told.lines[0].startswith("1 ")
    assert ": nothing is left in use. It is due by 5pm on" in told.lines[0]
    assert told.lines[-1].startswith("The file itself stays stored, locked")
    assert not told.is_told


def test_the_list_that_it_had_replaced_is_used_again() -> None:
    told = follows(a_dossier(submissions=(answered(1, LIST), answered(2, LIST))), 2)
    assert told.lines[0].endswith(": upload 1 is used again.")


def test_other_documents_for_the_item_stay() -> None:
    told = follows(a_dossier(submissions=(answered(1, DOCUMENT), answered(2, DOCUMENT))), 2)
    assert told.lines[0].endswith(": your other files for it stay in use.")


def test_a_file_that_is_not_used_changes_nothing() -> None:
    told = follows(a_dossier(submissions=(answered(1, LIST), answered(2, LIST))), 1)
    assert told.lines[0] == "It is not used now, so nothing changes for the items."
    assert told.items == ()


def test_what_a_pack_holds_is_told_to_who_reads_it() -> None:
    sent = (answered(1, LIST),)
    told = follows(a_dossier(submissions=sent, published=(published(NOON),)), 1)
    assert told.is_published
    assert told.is_told
    assert "We tell the lead inspector and the data team." in told.lines


@pytest.mark.parametrize(
    "pack", [published(MORNING), published(NOON, "tracking"), published(AFTER)]
)
def test_a_pack_from_before_it_or_of_another_series_does_not_hold_it(pack: Pack) -> None:
    dossier = a_dossier(submissions=(answered(1, LIST),), published=(pack,))
    assert not follows(dossier, 1).is_published


def test_after_the_deadline_it_is_told_too() -> None:
    told = follows(a_dossier(submissions=(answered(1, LIST),)), 1, AFTER)
    assert told.is_late
    assert told.is_told
    assert not told.is_published
    assert "so it is late." in told.lines[0]


def test_a_document_about_a_child_is_named_by_code() -> None:
    dossier = a_dossier(submissions=(answered(1, PLANS),), selection=chosen(CODE))
    assert follows(dossier, 1).items == (f"Most recent plans of {CODE}",)


@pytest.mark.parametrize(
    ("upload", "why"),
    [
        (an_upload(1, LIST), "The file is being checked."),
        (answered(1, status=SubmissionStatus.SCREENED), "The file is being checked."),  # again
        (answered(1, status=SubmissionStatus.TAKEN_BACK), "You have taken this file back already."),
        (answered(1, CHECKLIST_ITEM), "A checklist is not taken back"),
    ],
)
def test_what_cannot_be_taken_back_says_why(upload: Submission, why: str) -> None:
    with pytest.raises(UserError, match=why):
        follows(a_dossier(submissions=(upload,)), 1)


def gone(used: str, **known: Any) -> Dossier:
    """Return the dossier of a visit in which upload 1 was taken back on Tuesday evening."""
    item = SubmittedItem(LIST, SubmissionStatus.TAKEN_BACK)
    upload = answered(1, items=(item,), status=SubmissionStatus.TAKEN_BACK)
    act = ("upload taken back", {"submission": upload.id, "used": used})
    return a_dossier(submissions=(upload,), audit=acts(act, at=EVENING), **known)


def test_later_packs_tell_of_what_an_earlier_one_held() -> None:
    [told] = taken_back(gone(LIST, published=(published(NOON),)))
    assert (told.upload, told.items, told.at) == ("999-ap-20230327/1", (LIST,), EVENING)


@pytest.mark.parametrize(
    ("used", "pack"),
    [("", published(NOON)), (LIST, published(AFTER)), (PLANS, published(NOON))],
)
def test_they_do_not_tell_of_what_none_held(used: str, pack: Pack) -> None:
    assert taken_back(gone(used, published=(pack,))) == ()


@pytest.mark.parametrize(
    ("item", "says", "why"),
    [
        (LIST, Says.NOT_HELD, ""),
        (LIST, Says.DOES_NOT_APPLY, ""),
        (LIST, Says.WILL_SEND, "Nothing was said of this item"),
        (DOCUMENT, Says.NOT_HELD, "A file that you sent answers this"),
        (PLANS, Says.DOES_NOT_APPLY, ""),
        (CHRONOLOGY, Says.NOT_HELD, ""),
        (CHRONOLOGY, Says.DOES_NOT_APPLY, "This is asked about every selected child"),
    ],
)
def test_what_can_be_said_of_an_item(item: str, says: Says, why: str) -> None:
    dossier = a_dossier(submissions=(answered(1, DOCUMENT),), selection=chosen(CODE))
    assert why_not(dossier, Sender(dossier.visit), item, says).startswith(why)
    assert bool(why_not(dossier, Sender(dossier.visit), item, says)) == bool(why)


def test_what_was_said_can_be_taken_back_though_a_file_came_since() -> None:
    declared = {"": {DOCUMENT: ""}}
    dossier = a_dossier(submissions=(answered(1, DOCUMENT),), declared_not_held=declared)
    assert why_not(dossier, Sender(dossier.visit), DOCUMENT, Says.WILL_SEND) == ""


@pytest.mark.parametrize("title", ["Head of SEND", "LANO", "Virtual school  head", "Data officer"])
def test_a_job_title_is_kept_tidied(title: str) -> None:
    assert checked_job_title(f" {title} ") == " ".join(title.split())


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (" ", "Enter your job title"),
        ("x" * 81, "must be 80 characters or fewer"),
        ("Marguerite Plumstead-Hale", "must name nobody"),
        ("Officer, 07700 900123", "must name nobody"),
    ],
)
def test_what_is_no_job_title_is_refused(written: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        checked_job_title(written)
