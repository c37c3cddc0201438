"""What a dossier answers of what it holds: the newest version of each item, and what acts say."""

from datetime import timedelta

import pytest

from builders.dossiers import MORNING, a_dossier, a_partner, acts, an_upload, mailed
from visit_exchange.errors import UserError
from visit_exchange.visits.uploads.submission import SubmissionStatus, SubmittedItem
from visit_exchange.visits.watch.waiting_mails import Channel, Lane, WaitingMail

LIST, DOCUMENT = "currently_attending", "impact"


def test_of_each_item_the_version_that_came_last_is_accepted_whatever_its_number() -> None:
    early, late = MORNING, MORNING + timedelta(hours=1)
    dossier = a_dossier(
        submissions=(
            an_upload(1, LIST, DOCUMENT, received_at=early),
            an_upload(2, LIST, received_at=late),
            an_upload(3, LIST, received_at=early),
        )
    )
    numbers = {item: upload.number for item, (upload, _) in dossier.accepted_items().items()}
    assert numbers == {LIST: 2, DOCUMENT: 1}


def test_of_two_that_came_at_the_same_instant_the_higher_number_counts() -> None:
    both = tuple(an_upload(n, LIST, received_at=MORNING) for n in (1, 2))
    assert a_dossier(submissions=both).accepted_items()[LIST][0].number == 2


def test_what_must_be_fixed_is_not_accepted() -> None:
    wrong = SubmittedItem(LIST, SubmissionStatus.MUST_FIX)
    assert a_dossier(submissions=(an_upload(items=(wrong,)),)).accepted_items() == {}


def test_what_each_sender_sent_is_its_own_and_the_authority_comes_first() -> None:
    dossier = a_dossier(submissions=(an_upload(1, LIST, sender="icb"),))

    assert dossier.accepted_items() == {}
    assert list(dossier.accepted_items("icb")) == [LIST]
    assert list(dossier.accepted_of_every_sender()) == ["", "icb"]


def test_a_file_is_replaced_under_its_name_and_stands_beside_others() -> None:
    dossier = a_dossier(
        submissions=(
            an_upload(1, DOCUMENT, name_hash="a"),
            an_upload(2, DOCUMENT, name_hash="b"),
            an_upload(3, DOCUMENT, name_hash="a"),
        )
    )
    files = dossier.accepted_files()[DOCUMENT]
    assert [upload.number for upload, _ in files] == [3, 2]


def test_a_milestone_or_partner_that_there_is_not_is_told() -> None:
    dossier = a_dossier(partners=(a_partner(),))
    assert dossier.partner("icb").name == "Exampleshire ICB"
    assert dossier.milestone_for("returns").id == "returns"
    with pytest.raises(UserError, match="has no partner school"):
        dossier.partner("school")
    with pytest.raises(UserError, match="has no milestone tea"):
        dossier.milestone("tea")


def test_a_hold_stands_until_it_is_lifted() -> None:
    held, lifted = ("hold set", {"reason": "A complaint"}), ("hold lifted", {"reason": "Settled"})
    hold = a_dossier(audit=acts(held)).hold
    assert hold is not None
    assert (hold.reason, hold.by) == ("A complaint", "ann")
    assert a_dossier(audit=acts(held, lifted)).hold is None
    assert a_dossier(audit=acts(held, lifted, held)).hold is not None


def test_a_mail_that_waits_to_go_out_is_written_as_one_that_went() -> None:
    lane = Lane(Channel.MAIL, "999-ap-20230327", "lano@la.example")
    waiting = WaitingMail(1, "999-ap-20230327/request", lane, MORNING)
    dossier = a_dossier(mails=mailed("999-ap-20230327/reminder"), waiting_mails=(waiting,))
    assert dossier.mail_written("999-ap-20230327/reminder")
    assert dossier.mail_written("999-ap-20230327/request")
    assert not dossier.mail_written("999-ap-20230327")
