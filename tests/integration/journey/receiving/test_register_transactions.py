"""What an upload costs the register: a visit is read at once, and written at once."""

from datetime import UTC, datetime

import pytest

from builders.uploads import PROVIDER, attending, checklist, child, drop, providers, word
from builders.visits import an_open_visit
from transactions import transactions_of
from visit_exchange.journey.receiving.answering import answer
from visit_exchange.journey.receiving.batching import find_batches
from visit_exchange.journey.receiving.finding import find_uploads
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023
# A mail is written; then its lane is taken, looked at, sent, and looked at again.
MAILED = 6
# That it is answered is written first; then its sender's turn is taken and the visit read, to see
# whether other files of it are still to come.
REPLIED = 3 + MAILED
# An upload is claimed and its try counted; its visit is read; it is screened; it is moved with all
# that was found out; its visit is read again, for what came meanwhile; it is answered.
CHECKED = 7 + REPLIED
# What goes no further is moved once and its reply's place noted; nothing came meanwhile.
SCREENED = 6 + REPLIED
# A mail to the data team is written on its own, and sealed.
TOLD = 3 + MAILED
LISTED = attending(child("AP-0001"), child("AP-0002"))
STRATEGY = word("Strategic planning", "We plan with our partners.")


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(outside, MONDAY)


def test_each_upload_more_is_received_in_one_transaction(outside: Outside, visit: Visit) -> None:
    costs = []
    for files in (1, 4):
        for number in range(files):
            drop(outside, visit, f"{files} {number}.xlsx", providers(PROVIDER))
        with transactions_of(outside.register) as begun:
            find_uploads(outside)
        costs.append(len(begun))

    one, four = costs
    assert four - one == 3


def test_an_upload_is_answered_in_few_transactions_whatever_came_before(
    outside: Outside, visit: Visit
) -> None:
    uploads = {
        "list.xlsx": (LISTED, CHECKED),
        "checklist.xlsx": (checklist(visit, {"1": "plan.docx"}, not_held=["2"]), CHECKED),
        "Strategic planning.docx": (STRATEGY, CHECKED),
        "list again.xlsx": (LISTED, SCREENED),
        "photo.png": (b"\x89PNG\r\n\x1a\n" + bytes(64), SCREENED + TOLD),
    }
    costs = {}
    for number, (name, (content, _)) in enumerate(uploads.items(), start=1):
        drop(outside, visit, name, content)
        find_batches(outside, f"run {number}", 1)
        with transactions_of(outside.register) as begun:
            answer(outside, f"{visit.id}/{number}", f"run {number}/0")
        costs[name] = len(begun)

    assert costs == {name: cost for name, (_, cost) in uploads.items()}
