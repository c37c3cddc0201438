"""One invented identifier in each hiding place and format: none of them gets past intake.

Every step of intake and publishing runs here on the real register and store; a leak is put in on
purpose at the end, and found. What the whole stack writes beside (task logs, Airflow's tables) is
searched in ``tests/dags/test_canaries.py`` with the rehearsal's own files.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders.planted import Planted, planted_files
from builders.uploads import answer_all, drop
from builders.visits import an_open_visit
from recorded_outside import MailRecorder
from rehearsal.judging.leaks import leaks
from visit_exchange.buckets import Bucket
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import ACCEPTED
from visit_exchange.visits.visit import Visit

pytestmark = [pytest.mark.services, pytest.mark.soak]

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)


@pytest.fixture
def planted() -> Planted:
    return planted_files(seed=1)


@pytest.fixture
def visit(outside: Outside, planted: Planted) -> Visit:
    """A visit that was sent every planted file, and has its first pack."""
    visit = an_open_visit(outside, MONDAY)
    for name, content in planted.files.items():
        drop(outside, visit, name, content)
    answer_all(outside)
    publish_pack(outside, visit.id)
    return visit


def laid_out(outside: Outside, visit: Visit, mail: MailRecorder, folder: Path) -> Path:
    """Write what everyone but the authority could get hold of, file by file."""
    for bucket in (Bucket.STAGING, Bucket.PACKS):
        for key in outside.store.keys(bucket, ""):
            place = folder / bucket.value / key
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(outside.store.get(bucket, key))
    (folder / "audit").write_text(repr(outside.register.audit(visit.id)))
    (folder / "uploads").write_text(repr(outside.register.submissions(visit.id)))
    (folder / "reviews").write_text(repr(outside.register.document_reviews(visit.id)))
    (folder / "mails").write_text("\n".join(f"{m.subject} {m.text}" for m in mail.sent))
    return folder


def test_over_sixty_places_hold_one_each(planted: Planted) -> None:
    assert len(set(planted.canaries.values())) == len(planted.canaries) > 60


def test_none_gets_past_intake_and_a_leak_would_be_seen(
    outside: Outside, visit: Visit, planted: Planted, mail: MailRecorder, tmp_path: Path
) -> None:
    accepted = outside.register.dossier(visit.id).accepted_items()
    assert len(accepted) >= 3  # a list, a Word document and a PDF went on, without what they hid
    assert all(item.status in ACCEPTED for _, item in accepted.values())
    assert outside.register.packs(visit.id)
    everything = laid_out(outside, visit, mail, tmp_path)
    assert leaks(everything, tuple(planted.canaries.values())) == []

    (tmp_path / "log.txt").write_text(f"row 8: {planted.canaries['PDF XMP']}")
    assert leaks(everything, tuple(planted.canaries.values())) == ["log.txt"]
