"""Which uploads wait until somebody of the data team acts, and how: what the board shows."""

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders.uploads import (
    PROVIDER,
    answer_all,
    attending,
    child,
    drop,
    providers,
    screened,
    send,
    word,
)
from builders.visits import an_open_visit
from visit_exchange.journey.pages.board import visit_board
from visit_exchange.journey.receiving.document_review import refuse
from visit_exchange.journey.receiving.finding import find_uploads
from visit_exchange.journey.receiving.intake import hand_over, reply
from visit_exchange.services.malware import MalwareScanner
from visit_exchange.services.outside import Outside
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023
SOUND = providers(PROVIDER)


@pytest.fixture
def visit(outside: Outside) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(outside, MONDAY)


def waiting(outside: Outside, visit: Visit) -> list[tuple[int, str, str]]:
    return [(each.number, each.why, each.how) for each in visit_board(outside, visit.id).waiting]


def test_a_document_that_may_identify_a_child_waits_until_it_is_decided(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "list.xlsx", attending(child("AP-0001")))
    send(outside, visit, "Strategic planning.docx", word("Strategic planning", "For AP-0001."))

    assert waiting(outside, visit) == [
        (
            2,
            "May identify a child: 1 × reference",
            f'visit-exchange submissions release {visit.id} 2 --reason "…" (or refuse)',
        )
    ]
    refuse(outside, visit.id, 2, "It is about one child", by="dana")
    assert waiting(outside, visit) == []


def test_a_file_that_waits_for_the_scanner_says_so_until_the_scanner_is_back(
    outside: Outside, visit: Visit, tmp_path: Path
) -> None:
    away = MalwareScanner(str(tmp_path / "none"), timedelta(days=3))
    drop(outside, visit, "providers.xlsx", SOUND)
    answer_all(dataclasses.replace(outside, scanner=away))

    [(number, why, how)] = waiting(outside, visit)
    assert (number, why) == (1, "The virus scanner does not answer")
    assert how == "Get the virus scanner running again. The upload is then checked automatically"
    answer_all(outside)
    assert waiting(outside, visit) == []


def test_a_file_that_we_failed_to_check_waits_until_it_is_sent_again(
    outside: Outside, visit: Visit
) -> None:
    drop(outside, visit, "providers.xlsx", SOUND)
    [submission] = find_uploads(outside)
    reply(outside, hand_over(outside, screened(outside, submission)))

    [(number, why, how)] = waiting(outside, visit)
    assert (number, why) == (1, "We failed to check it")
    assert "ask for the file again" in how
    send(outside, visit, "providers again.xlsx", SOUND)
    assert waiting(outside, visit) == []


def test_a_file_that_its_sender_has_to_mend_waits_for_nobody_here(
    outside: Outside, visit: Visit
) -> None:
    send(outside, visit, "photo.png", b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert waiting(outside, visit) == []
