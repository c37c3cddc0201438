"""Before an older file replaces a newer one its sender is asked, from what can be known."""

from datetime import datetime, timedelta
from typing import Any

from builders.dossiers import MORNING, a_dossier, an_upload
from visit_exchange.journey.pages.older_files import older_than_ours
from visit_exchange.visits.dossier import Dossier

LIST, OTHER_LIST, DOCUMENT = "currently_attending", "alternative_providers", "impact"
NAME, OTHER_NAME = "a" * 64, "b" * 64
YESTERDAY = MORNING - timedelta(days=1)


def asks(dossier: Dossier, **changes: Any) -> str:
    """Return what is asked before a file of this name is sent, last changed this morning."""
    usual: dict[str, Any] = {"sha256": "f" * 64, "name_hash": NAME, "modified": MORNING}
    return older_than_ours(dossier, "", **(usual | changes))


def with_date(modified: datetime, *items: str, name_hash: str = NAME, **changes: Any) -> Dossier:
    """Return the dossier of a visit with one upload that was last changed then."""
    sent = an_upload(1, *items, name_hash=name_hash, **changes)
    return a_dossier(submissions=(sent,), modified={sent.upload.key_hash: modified})


def test_a_file_changed_before_the_one_of_its_name_is_asked_about() -> None:
    asked = asks(with_date(MORNING, DOCUMENT), modified=YESTERDAY)
    assert asked == (
        "This file was last changed at 10am on Monday 27 March 2023. Upload 1, which it replaces, "
        "was changed later, at 10am on Tuesday 28 March 2023. It may be an older version."
    )


def test_a_newer_file_and_one_of_another_name_are_not_asked_about() -> None:
    dossier = with_date(YESTERDAY, DOCUMENT)
    assert asks(dossier) == ""
    assert asks(with_date(MORNING, DOCUMENT), modified=YESTERDAY, name_hash=OTHER_NAME) == ""


def test_a_list_sent_for_its_item_is_compared_with_the_one_in_use_whatever_its_name() -> None:
    dossier = with_date(MORNING, LIST)
    older = {"modified": YESTERDAY, "name_hash": OTHER_NAME}
    assert "Upload 1" in asks(dossier, item=LIST, **older)
    assert asks(dossier, item=OTHER_LIST, **older) == ""


def test_a_document_under_a_new_name_replaces_nothing_so_it_is_not_asked_about() -> None:
    dossier = with_date(MORNING, DOCUMENT)
    assert asks(dossier, item=DOCUMENT, modified=YESTERDAY, name_hash=OTHER_NAME) == ""


def test_the_very_bytes_that_were_replaced_are_asked_about_under_any_name() -> None:
    first, second = an_upload(1, LIST, name_hash=NAME), an_upload(2, LIST, name_hash=OTHER_NAME)
    dossier = a_dossier(submissions=(first, second))
    again = {"sha256": str(first.sha256), "name_hash": "c" * 64, "modified": None}
    assert asks(dossier, **again) == (
        "You sent this very file before, as upload 1, and upload 2 has replaced it since. If you "
        "send it again, it replaces upload 2."
    )
    assert asks(dossier, **again | {"sha256": str(second.sha256)}) == ""


def test_where_nobody_knows_a_date_nothing_is_asked() -> None:
    sent = an_upload(1, DOCUMENT, name_hash=NAME)
    assert asks(a_dossier(submissions=(sent,)), modified=YESTERDAY) == ""
    assert asks(with_date(MORNING, DOCUMENT), modified=None) == ""


def test_what_another_sender_sent_is_compared_with_nothing_of_ours() -> None:
    dossier = with_date(MORNING, DOCUMENT, sender="icb")
    assert asks(dossier, modified=YESTERDAY) == ""
