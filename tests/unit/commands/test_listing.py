"""What ``visits list`` says of a visit."""

import json

from builders.dossiers import MORNING, a_dossier, an_upload
from builders.visits import a_visit
from visit_exchange.commands.visits.listing import as_json_text, as_table
from visit_exchange.journey.pages.board import board_of
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import VisitStatus


def test_other_programs_are_told_what_comes_next_what_is_missing_and_what_waits() -> None:
    withheld = an_upload(2, status=SubmissionStatus.WITHHELD, reason="It has a password.")
    going_on = a_dossier(submissions=(an_upload(1, "impact"), withheld))
    over = a_dossier(a_visit(id="999-ap-20230306", status=VisitStatus.CANCELLED))
    boards = [board_of(dossier, MORNING) for dossier in (going_on, over)]

    first, second = json.loads(as_json_text(boards))
    assert first == {
        "id": "999-ap-20230327",
        "authority": "Exampleshire",
        "status": "registered",
        "notified": "2023-03-27",
        "next_deadline": {
            "id": "returns",
            "title": boards[0].deadlines[1].title,
            "at": "2023-03-30T17:00:00+01:00",
        },
        "missing": len(boards[0].items) - 1,
        "waiting": len(boards[0].waiting),
    }
    assert second["next_deadline"] is None
    assert as_table(boards).row_count == 2
