"""Disposal proven on the real store and register: nothing is left, and everything is on record."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from builders.evidence import a_closed_visit
from builders.uploads import attending, child, drop, send, word
from builders.visits import an_open_visit, clock_at
from local_stack.home import Home, Ports
from local_stack.secret_values import access_key, keep_secrets
from local_stack.store.object_store import REGION, store_address
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import ServiceError, UserError
from visit_exchange.journey.disposing import certifying, destroying
from visit_exchange.journey.disposing import disposal as disposing
from visit_exchange.journey.disposing.disposal import dispose_visit, visits_to_dispose
from visit_exchange.journey.disposing.disposal_plan import disposal_plan
from visit_exchange.journey.disposing.legal_hold import hold_visit, lift_hold
from visit_exchange.journey.ending.closing import close_visit
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.publishing.tracking_packs import publish_tracking_pack
from visit_exchange.journey.selecting.agreeing import say_agreement
from visit_exchange.journey.selecting.selection import answer
from visit_exchange.journey.selecting.tracking_request import send_tracking_request
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.services.destroying import (
    NotDestroyed,
    StoredVersion,
    destroy_versions,
    give_up_unfinished,
    stored_versions,
)
from visit_exchange.services.key_ring import NoKey
from visit_exchange.services.mail import Refused
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.outside import Outside
from visit_exchange.visits.places.names import CHILD_CODES, SELECTED_CHILDREN
from visit_exchange.visits.uploads.submission import SubmissionStatus
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 4, 3, 9, tzinfo=UTC)  # Monday 3 April 2023, the visit closes
DATA_TEAM = "data-team@example.org"


@pytest.fixture
def store(
    s3_admin: ObjectStore, services_home: Home, services_ports: Ports
) -> Iterator[ObjectStore]:
    """The four buckets under the names that the identities are known for, as the pipeline."""
    s3_admin.create_buckets(lock_days=30)
    _empty(s3_admin)
    yield as_identity("pipeline", services_home, services_ports)
    _empty(s3_admin)


@pytest.fixture
def outside(
    outside: Outside, store: ObjectStore, services_home: Home, services_ports: Ports
) -> Outside:
    """An outside whose store cannot delete; only the disposer can."""
    return replace(outside, disposal=as_identity("disposer", services_home, services_ports))


@pytest.fixture
def visit(outside: Outside, s3_admin: ObjectStore) -> Visit:
    """A visit that closed on Monday 3 April 2023: lists, replies, packs and tracking."""
    return a_closed_visit(outside, s3_admin, MONDAY)


@pytest.fixture
def played(outside: Outside, s3_admin: ObjectStore) -> Visit:
    """The same through the whole pipeline, which lays all of it by itself."""
    return played_visit(outside, s3_admin)


def as_identity(name: str, home: Home, ports: Ports) -> ObjectStore:
    secret = keep_secrets(home.secrets).store_keys[name]
    client = connect(store_address(ports), REGION, access_key(name), secret)
    return ObjectStore(client, {bucket: bucket.value for bucket in Bucket})


def played_visit(outside: Outside, admin: ObjectStore) -> Visit:
    visit = an_open_visit(outside, MONDAY)
    by_authority = replace(outside, store=admin)
    send(by_authority, visit, "list.xlsx", attending(child("AP-0001"), child("AP-0002")))
    publish_pack(outside, visit.id)
    code = crosswalk_of(outside, visit)["AP-0001"]
    answer(outside, visit.id, [code], "lead")
    send_tracking_request(outside, visit.id)
    send(by_authority, visit, f"tracking/{code} chronology.docx", word("Chronology", "An account"))
    publish_tracking_pack(outside, visit.id)
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED):
        if not outside.register.visit(visit.id).status.has_reached(status):
            outside.register.move_visit(visit.id, status, by="pipeline", at=MONDAY)
    close_visit(outside, visit.id)
    return outside.register.visit(visit.id)


def after(outside: Outside, visit: Visit, days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so many days have passed since the visit closed."""
    now = MONDAY + timedelta(days=days, hours=1)
    for module in ("disposal", "destroying", "legal_hold"):
        monkeypatch.setattr(f"visit_exchange.journey.disposing.{module}.visit_now", lambda _: now)


def states(outside: Outside, visit: Visit) -> set[str]:
    """Return how the kinds of evidence stand, by the time that the disposal goes by."""
    dossier = outside.register.dossier(visit.id)
    now: datetime = vars(disposing)["visit_now"](visit)
    return {each.state for each in disposal_plan(dossier, now)}


def left(admin: ObjectStore, visit: Visit) -> dict[Bucket, int]:
    """Count the versions and delete markers of a visit in each bucket."""
    counts = {b: len(list(stored_versions(admin, b, f"{visit.id}/"))) for b in Bucket}
    return {bucket: count for bucket, count in counts.items() if count}


def _empty(admin: ObjectStore) -> None:
    for bucket in Bucket:
        give_up_unfinished(admin, bucket, "")
        destroy_versions(admin, list(stored_versions(admin, bucket, "")))


def test_nothing_goes_before_its_day(
    outside: Outside, visit: Visit, s3_admin: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = left(s3_admin, visit)
    after(outside, visit, 13, monkeypatch)

    assert set(before) == set(Bucket)
    assert visits_to_dispose(outside) == []
    assert dispose_visit(outside, visit.id) == ()
    assert left(s3_admin, visit) == before
    assert states(outside, visit) == {"to come"}


def test_after_ninety_days_the_key_the_tracking_and_the_staging_are_gone_and_no_more(
    outside: Outside, played: Visit, s3_admin: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = [e.key for e in stored_versions(s3_admin, Bucket.REPLIES, f"{played.id}/")]
    after(outside, played, 90, monkeypatch)

    assert visits_to_dispose(outside) == [played.id]
    dispose_visit(outside, played.id)

    rest = left(s3_admin, played)
    assert Bucket.STAGING not in rest
    told = [key for key in replies if key.endswith((CHILD_CODES, SELECTED_CHILDREN))]
    about_a_child = [key for key in replies if "/0002/" in key]
    assert told
    assert about_a_child
    assert rest[Bucket.REPLIES] == len(replies) - len(told) - len(about_a_child)
    [upload] = stored_versions(s3_admin, Bucket.UPLOADS, f"{played.id}/")
    assert upload.key.endswith("list.xlsx")
    assert list(stored_versions(s3_admin, Bucket.PACKS, f"{played.id}/tracking/")) == []
    assert s3_admin.keys(Bucket.PACKS, f"{played.id}/v001/")
    assert outside.register.visit(played.id).status is VisitStatus.CLOSED
    assert visits_to_dispose(outside) == []


def test_no_reply_says_who_a_code_is_once_the_tracking_is_gone(
    outside: Outside, s3_admin: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever became of the file: used, or set aside, as of a child who was not selected."""
    visit = an_open_visit(outside, MONDAY)
    by_authority = replace(outside, store=s3_admin)
    send(by_authority, visit, "list.xlsx", attending(child("AP-0001"), child("AP-0002")))
    publish_pack(outside, visit.id)
    codes = crosswalk_of(outside, visit)
    answer(outside, visit.id, [codes["AP-0001"]], "lead")
    send_tracking_request(outside, visit.id)
    for code in codes.values():
        name = f"tracking/{code}/Zebedee Plumstead chronology.docx"
        send(by_authority, visit, name, word("Chronology", "An account"))
    statuses = {each.status for each in outside.register.submissions(visit.id)}
    assert SubmissionStatus.SET_ASIDE in statuses
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED):
        if not outside.register.visit(visit.id).status.has_reached(status):
            outside.register.move_visit(visit.id, status, by="pipeline", at=MONDAY)
    close_visit(outside, visit.id)
    after(outside, visit, 100, monkeypatch)
    dispose_visit(outside, visit.id)

    replies = [s3_admin.get(Bucket.REPLIES, key) for key in s3_admin.keys(Bucket.REPLIES, visit.id)]
    assert replies
    assert [each for each in replies if b"Zebedee" in each] == []


def test_what_is_about_a_child_who_declined_goes_early_and_is_certified(
    outside: Outside, s3_admin: ObjectStore
) -> None:
    visit = an_open_visit(outside, MONDAY)
    by_authority = replace(outside, store=s3_admin)
    send(by_authority, visit, "list.xlsx", attending(child("AP-0001"), child("AP-0002")))
    publish_pack(outside, visit.id)
    codes = crosswalk_of(outside, visit)
    gone, stays = codes["AP-0001"], codes["AP-0002"]
    answer(outside, visit.id, [gone, stays], "lead")
    send_tracking_request(outside, visit.id)
    for code in (gone, stays):
        document = word("Chronology", f"An account of {code}")
        send(by_authority, visit, f"tracking/{code} chronology.docx", document)
    assert publish_tracking_pack(outside, visit.id) == 1
    assert visits_to_dispose(outside) == []

    say_agreement(outside, Sender(visit), gone, "declined", "class teacher", "")
    assert publish_tracking_pack(outside, visit.id) == 2
    assert visits_to_dispose(outside) == [visit.id]
    assert dispose_visit(outside, visit.id) == ()

    for bucket in (Bucket.UPLOADS, Bucket.STAGING, Bucket.PACKS):
        keys = [each.key for each in stored_versions(s3_admin, bucket, f"{visit.id}/")]
        assert not [key for key in keys if gone in key], bucket
        assert [key for key in keys if stays in key], bucket
    [certificate] = outside.register.certificates(visit.id)
    [kind] = json.loads(certificate.body)["kinds"]
    assert (kind["kind"], kind["destroyed"] > 3) == ("no longer tracked", True)
    assert visits_to_dispose(outside) == []
    assert outside.register.visit(visit.id).status is not VisitStatus.CLOSED


def test_at_the_end_nothing_of_the_visit_is_left_and_no_code_can_be_made_again(
    outside: Outside, played: Visit, s3_admin: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3_admin.client.delete_object(Bucket="replies", Key=f"{played.id}/request/request.txt")
    begun = s3_admin.client.create_multipart_upload(Bucket="uploads", Key=f"{played.id}/half.xlsx")
    s3_admin.client.upload_part(
        Bucket="uploads",
        Key=f"{played.id}/half.xlsx",
        UploadId=begun["UploadId"],
        PartNumber=1,
        Body=b"half",
    )
    assert any(
        each.is_marker for each in stored_versions(s3_admin, Bucket.REPLIES, f"{played.id}/")
    )
    after(outside, played, 365, monkeypatch)

    dispose_visit(outside, played.id)

    assert left(s3_admin, played) == {}
    unfinished = s3_admin.client.list_multipart_uploads(Bucket="uploads", Prefix=f"{played.id}/")
    assert not unfinished.get("Uploads")
    for act in (outside.keys.key, outside.keys.create):
        with pytest.raises(NoKey, match="destroyed"):
            act(played.id)
    with pytest.raises(NoKey, match="destroyed"):  # sealed with the key, it died with it
        crosswalk_of(outside, played)
    assert outside.register.visit(played.id).status is VisitStatus.DISPOSED
    assert states(outside, played) == {"destroyed"}
    assert visits_to_dispose(outside) == []


def test_other_visits_are_untouched(
    outside: Outside, visit: Visit, s3_admin: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = an_open_visit(outside, MONDAY, la_code="998", la_name="Otherset")
    look_alike = f"{visit.id}0/list.xlsx"
    s3_admin.put(Bucket.UPLOADS, look_alike, b"another visit's")
    drop(replace(outside, store=s3_admin), other, "list.xlsx", b"its own")
    key, before = outside.keys.key(other.id), left(s3_admin, other)
    after(outside, visit, 365, monkeypatch)

    dispose_visit(outside, visit.id)

    assert (outside.keys.key(other.id), left(s3_admin, other)) == (key, before)
    assert s3_admin.get(Bucket.UPLOADS, look_alike) == b"another visit's"


def test_what_comes_after_the_end_goes_the_next_night(
    outside: Outside, visit: Visit, s3_admin: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    after(outside, visit, 365, monkeypatch)
    dispose_visit(outside, visit.id)
    late = send(replace(outside, store=s3_admin), visit, "late.xlsx", attending(child("AP-0001")))

    assert late.status is SubmissionStatus.SET_ASIDE
    assert visits_to_dispose(outside) == [visit.id]
    dispose_visit(outside, visit.id)

    assert left(s3_admin, visit) == {}
    assert len(outside.register.certificates(visit.id)) == 2


class TestWhoMayDelete:
    """Only the disposer passes over the lock; and it can do nothing else."""

    def test_the_pipeline_deletes_nothing_locked_or_not(
        self, outside: Outside, visit: Visit, s3_admin: ObjectStore
    ) -> None:
        for bucket in Bucket:
            found = next(stored_versions(s3_admin, bucket, f"{visit.id}/"))
            with pytest.raises(ClientError, match="AccessDenied"):
                outside.store.client.delete_object(
                    Bucket=bucket.value, Key=found.key, VersionId=found.version_id
                )

    def test_a_locked_object_stays_without_the_bypass_and_goes_with_it(
        self, outside: Outside, visit: Visit, s3_admin: ObjectStore
    ) -> None:
        assert outside.disposal is not None
        locked = next(stored_versions(s3_admin, Bucket.UPLOADS, f"{visit.id}/"))
        with pytest.raises(ClientError):
            outside.disposal.client.delete_object(
                Bucket="uploads", Key=locked.key, VersionId=locked.version_id
            )

        destroy_versions(outside.disposal, [locked])

        left_over = stored_versions(s3_admin, Bucket.UPLOADS, f"{visit.id}/")
        assert locked.version_id not in {each.version_id for each in left_over}

    def test_the_disposer_reads_nothing(
        self, outside: Outside, visit: Visit, s3_admin: ObjectStore
    ) -> None:
        assert outside.disposal is not None
        found = next(stored_versions(s3_admin, Bucket.PACKS, f"{visit.id}/"))
        with pytest.raises(ServiceError, match="AccessDenied"):
            outside.disposal.get(Bucket.PACKS, found.key)

    def test_without_the_disposer_nothing_is_destroyed_and_the_settings_are_named(
        self, outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        after(outside, visit, 365, monkeypatch)
        with pytest.raises(UserError, match="VISIT_EXCHANGE_DISPOSAL_ACCESS_KEY"):
            dispose_visit(replace(outside, disposal=None), visit.id)
        assert outside.keys.has(visit.id)

    def test_a_store_that_keeps_something_is_told_of_without_its_name(
        self, outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        after(outside, visit, 365, monkeypatch)
        with pytest.raises((UserError, ClientError, ServiceError)) as refused:
            dispose_visit(replace(outside, disposal=outside.store), visit.id)
        assert "chronology" not in str(refused.value)
        assert "list.xlsx" not in str(refused.value)


class TestHold:
    """While the data team holds a visit, nothing of it is destroyed."""

    def test_a_held_visit_keeps_everything_until_the_hold_is_lifted(
        self,
        outside: Outside,
        visit: Visit,
        s3_admin: ObjectStore,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        before = left(s3_admin, visit)
        hold_visit(outside, visit.id, "A complaint is looked into", by="data team")
        after(outside, visit, 365, monkeypatch)

        assert visits_to_dispose(outside) == []
        assert dispose_visit(outside, visit.id) == ()
        assert (left(s3_admin, visit), outside.keys.has(visit.id)) == (before, True)
        assert states(outside, visit) == {"legal hold"}

        lift_hold(outside, visit.id, "The complaint is closed", by="data team")
        dispose_visit(outside, visit.id)
        assert left(s3_admin, visit) == {}

    def test_a_hold_that_is_set_during_a_disposal_stops_it(
        self,
        outside: Outside,
        visit: Visit,
        s3_admin: ObjectStore,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        after(outside, visit, 365, monkeypatch)

        def hold_then_destroy(store: ObjectStore, things: list[StoredVersion]) -> None:
            if not outside.register.hold(visit.id):
                hold_visit(outside, visit.id, "A complaint", by="data team")
            destroy_versions(store, things)

        monkeypatch.setattr(destroying, "destroy_versions", hold_then_destroy)
        with pytest.raises(UserError, match="is under a legal hold"):
            dispose_visit(outside, visit.id)

        assert Bucket.UPLOADS in left(s3_admin, visit)

    def test_a_hold_is_audited_with_who_and_why(self, outside: Outside, visit: Visit) -> None:
        hold_visit(outside, visit.id, "A complaint", by="ann")
        lift_hold(outside, visit.id, "It is closed", by="ben")

        told = [(each.act, each.by, each.detail) for each in outside.register.audit(visit.id)[-2:]]
        assert told == [
            ("hold set", "ann", {"reason": "A complaint"}),
            ("hold lifted", "ben", {"reason": "It is closed"}),
        ]

    def test_a_hold_needs_a_reason_and_is_set_once(self, outside: Outside, visit: Visit) -> None:
        with pytest.raises(UserError, match="Enter a reason"):
            hold_visit(outside, visit.id, " ", by="ann")
        with pytest.raises(UserError, match="is not held"):
            lift_hold(outside, visit.id, "Why not", by="ann")
        hold_visit(outside, visit.id, "A complaint", by="ann")
        with pytest.raises(UserError, match="under a legal hold already"):
            hold_visit(outside, visit.id, "Another", by="ann")


class TestCertificate:
    """What was destroyed is listed by hash, in the register and in the data team's mail."""

    def test_it_lists_every_version_by_hash_and_names_none(
        self,
        outside: Outside,
        visit: Visit,
        s3_admin: ObjectStore,
        mail: MailRecorder,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        there = [v for b in Bucket for v in stored_versions(s3_admin, b, f"{visit.id}/")]
        content = next(v for v in there if v.key.endswith("list.xlsx") and v.bucket == "uploads")
        sha256 = hashlib.sha256(s3_admin.get(Bucket.UPLOADS, content.key)).hexdigest()
        after(outside, visit, 365, monkeypatch)
        mail.sent.clear()

        dispose_visit(outside, visit.id)

        [certificate] = outside.register.certificates(visit.id)
        told = json.loads(certificate.body)
        listed = {(each["key_hash"], each["version_id"]) for each in told["things"]}
        assert {(v.identity.key_hash, v.version_id) for v in there} < listed
        assert len(told["things"]) == len(there) + 1  # and the visit's key
        assert sha256 in {each["sha256"] for each in told["things"]}
        assert all(each["destroyed_at"] for each in told["things"])
        assert "chronology" not in certificate.body
        assert "list.xlsx" not in certificate.body
        [sent] = mail.sent
        assert sent.to == DATA_TEAM
        assert certificate.sha256 in sent.text
        names = (f"disposal-{visit.id}-1.json", f"disposal-{visit.id}-1.html")
        assert sent.attachments == names

    def test_the_audit_outlives_what_it_speaks_of(
        self, outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = outside.register.audit(visit.id)
        after(outside, visit, 365, monkeypatch)

        dispose_visit(outside, visit.id)

        entries = outside.register.audit(visit.id)
        assert entries[: len(before)] == before
        assert [each.act for each in entries[len(before) :]] == [
            "key destroyed",
            *["evidence destroyed"] * 7,
            "disposal certified",
            "visit moved",
        ]
        assert outside.register.verify_audit().faults == ()

    def test_it_cannot_be_rewritten(
        self, outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from sqlalchemy import text
        from sqlalchemy.exc import DBAPIError

        after(outside, visit, 365, monkeypatch)
        dispose_visit(outside, visit.id)

        with (
            pytest.raises(DBAPIError, match="is not changed"),
            outside.register._transaction() as session,
        ):
            session.execute(text("UPDATE certificates SET body = ''"))


STEPS: tuple[tuple[object, str], ...] = (
    (destroying, "_destroy_key"),
    (destroying, "give_up_unfinished"),
    (destroying, "destroy_versions"),
    (destroying, "is_left"),
    (disposing, "certify"),
    (certifying, "mail_once"),
    (disposing, "_close_the_book"),
)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("module", "step"), STEPS, ids=[step for _, step in STEPS])
def test_broken_off_at_any_step_the_next_run_ends_it_and_the_certificate_is_whole(
    outside: Outside,
    visit: Visit,
    s3_admin: ObjectStore,
    mail: MailRecorder,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    step: str,
    when: str,
) -> None:
    there = [v for b in Bucket for v in stored_versions(s3_admin, b, f"{visit.id}/")]
    after(outside, visit, 365, monkeypatch)
    mail.sent.clear()
    with monkeypatch.context() as patch:
        patch.setattr(module, step, dies(getattr(module, step), when))
        with pytest.raises(KeyboardInterrupt):
            dispose_visit(outside, visit.id)

    is_over = (step, when) == ("_close_the_book", "after")
    assert visits_to_dispose(outside) == ([] if is_over else [visit.id])
    dispose_visit(outside, visit.id)

    assert left(s3_admin, visit) == {}
    assert not outside.keys.has(visit.id)
    assert outside.register.visit(visit.id).status is VisitStatus.DISPOSED
    listed = [
        (each["key_hash"], each["version_id"])
        for certificate in outside.register.certificates(visit.id)
        for each in json.loads(certificate.body)["things"]
    ]
    assert len(listed) == len(set(listed)) == len(there) + 1
    assert {(v.identity.key_hash, v.version_id) for v in there} < set(listed)
    assert {sent.to for sent in mail.sent} == {DATA_TEAM}


def test_what_had_not_gone_out_about_a_visit_goes_with_its_key(
    outside: Outside, s3_admin: ObjectStore, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = an_open_visit(outside, MONDAY)
    mail.fails[visit.lano_email] = Refused("The mail server", "550", 550)
    mail_once(outside, "request", visit.lano_email, "S", "A secret link", visit_id=visit.id)
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED, VisitStatus.CLOSED):
        outside.register.move_visit(visit.id, status, by="pipeline", at=MONDAY)
    after(outside, visit, 365, monkeypatch)

    dispose_visit(outside, visit.id)

    assert outside.register.waiting_mails() == ()
    assert outside.register.outbox_key(visit.id) is None
    [certificate] = outside.register.certificates(visit.id)
    places = [each["place"] for each in json.loads(certificate.body)["things"]]
    # The mail, and the one that tells of its refusal.
    assert sorted(places) == ["key ring", "outbox", "outbox"]
    assert mail.to(DATA_TEAM)[-1].attachments, "the certificate is mailed all the same"


def test_what_was_written_about_a_visit_since_its_key_went_goes_with_the_rest(
    outside: Outside, visit: Visit, mail: MailRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    after(outside, visit, 91, monkeypatch)
    dispose_visit(outside, visit.id)
    mail.fails["late@example.org"] = Refused("The mail server", "550", 550)
    mail_once(outside, "late", "late@example.org", "S", "A file's name", visit_id=visit.id)

    after(outside, visit, 366, monkeypatch)
    dispose_visit(outside, visit.id)

    assert outside.register.sealed_letters(visit.id) == ()
    [*_, last] = outside.register.certificates(visit.id)
    assert "outbox" in {each["place"] for each in json.loads(last.body)["things"]}


def dies(step: Callable[..., object], when: str) -> Callable[..., object]:
    """Return the step as it is in a process that dies just before or just after its first call."""

    def died(*arguments: object, **named: object) -> object:
        if when == "after":
            step(*arguments, **named)
        raise KeyboardInterrupt

    return died


def test_a_rehearsals_own_clock_counts(outside: Outside, s3_admin: ObjectStore) -> None:
    visit = a_closed_visit(outside, s3_admin, MONDAY)
    later = clock_at(MONDAY + timedelta(days=366))
    outside.register.audit(visit.id)
    from sqlalchemy import text

    with outside.register._transaction() as session:
        session.execute(
            text("UPDATE visits SET clock = CAST(:clock AS jsonb)"),
            {"clock": json.dumps(later.to_json())},
        )

    assert visits_to_dispose(outside) == [visit.id]
    dispose_visit(outside, visit.id)
    assert left(s3_admin, visit) == {}


def test_no_file_name_and_no_name_of_a_child_is_left_on_disk(
    outside: Outside,
    s3_admin: ObjectStore,
    services_home: Home,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Searched byte by byte: S3 server, register, key ring and logs."""
    settings = outside.settings.model_copy(update={"purge_store": True})
    outside = replace(outside, settings=settings)
    visit = an_open_visit(outside, MONDAY, la_code="997", la_name="Marchester")
    by_authority = replace(outside, store=s3_admin)
    named = child("AP-0001", Health_needs="Peregrine Winterbourne has asthma")
    send(by_authority, visit, "Winterbourne P 2023.xlsx", attending(named))
    send(by_authority, visit, "Winterbourne report.docx", word("Strategic plan", "Winterbourne"))
    publish_pack(outside, visit.id)
    for status in (VisitStatus.RETURNS_CLOSED, VisitStatus.TRACKING_CLOSED):
        outside.register.move_visit(visit.id, status, by="pipeline", at=MONDAY)
    close_visit(outside, visit.id)
    assert on_disk(services_home, b"winterbourne"), "the search must find what is there"
    after(outside, visit, 365, monkeypatch)

    dispose_visit(outside, visit.id)

    assert on_disk(services_home, b"winterbourne") == []
    assert on_disk(Home(tmp_path), b"winterbourne") == []
    [certificate] = outside.register.certificates(visit.id)
    assert b"winterbourne" not in certificate.body.lower().encode()


def test_nothing_is_certified_while_the_store_keeps_it(
    outside: Outside, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = outside.settings.model_copy(update={"purge_store": True})
    after(outside, visit, 365, monkeypatch)

    def refuse(store: ObjectStore) -> None:
        raise NotDestroyed("it has not purged")

    with monkeypatch.context() as broken:
        broken.setattr(disposing, "purge", refuse)
        with pytest.raises(NotDestroyed):
            dispose_visit(replace(outside, settings=settings), visit.id)
    assert outside.register.certificates(visit.id) == ()
    assert visits_to_dispose(outside) == [visit.id]

    dispose_visit(replace(outside, settings=settings), visit.id)
    assert len(outside.register.certificates(visit.id)) == 1


def on_disk(home: Home, what: bytes) -> list[str]:
    return [
        str(path)
        for path in home.folder.rglob("*")
        if what in path.name.lower().encode()
        or (path.is_file() and what in path.read_bytes().lower())
    ]
