"""A list that tests take without assessing it again comes to what it comes to in the pipeline."""

from datetime import UTC, datetime

import pytest

from builders.taken import take_list
from builders.uploads import attending, child, send
from builders.visits import an_open_visit
from visit_exchange.buckets import Bucket
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.journey.staging.shelf import whole_frames
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import Submission
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023
LIST = attending(child("AP-0001"), child("AP-0002", Age=9))


def test_it_comes_to_the_same(outside: Outside) -> None:
    sent, taken = (an_open_visit(outside, MONDAY, la_code=code) for code in ("998", "997"))

    told = [
        came_to(outside, sent, send(outside, sent, "list.xlsx", LIST)),
        came_to(outside, taken, take_list(outside, taken, "list.xlsx", LIST)),
    ]

    assert told[0] == told[1]


def came_to(outside: Outside, visit: Visit, upload: Submission) -> dict[str, object]:
    """Return all that an upload came to, with references for codes and no visit's name."""
    references = {code: each for each, code in crosswalk_of(outside, visit).items()}
    frames = whole_frames(outside, visit)
    return {
        "upload": (upload.status, upload.kind, upload.sha256, upload.reason, upload.late_by),
        "items": str(upload.items).replace(visit.id, ""),
        # The order of staged rows is that of their codes, which differ from visit to visit.
        "lists": {
            name: sorted(frame.replace(references).to_csv(index=False).splitlines())
            for name, frame in frames.items()
        },
        "children": sorted(references.values()),
        "files": [
            key.removeprefix(visit.id)
            for bucket in (Bucket.STAGING, Bucket.REPLIES)
            for key in sorted(outside.store.keys(bucket, f"{visit.id}/"))
        ],
        "counts": outside.register.problem_counts(upload.id),
        "mails": [
            each.key.removeprefix(visit.id) for each in outside.register.mails_with_times(visit.id)
        ],
        "acts": [each.act for each in outside.register.audit(visit.id)],
    }
