"""Everything is destroyed in the middle of a visit, and it goes on from the backup."""

import json
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backed_up import Exchange, with_disposer
from builders.evidence import a_closed_visit
from builders.uploads import PROVIDER, answer_all, attending, child, drop, providers, send
from builders.visits import an_open_visit
from recorded_outside import KeeperRecorder, MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.errors import UserError
from visit_exchange.journey.access.store_access import issue
from visit_exchange.journey.backing_up import backup as backing_up
from visit_exchange.journey.backing_up.backup import back_up
from visit_exchange.journey.backing_up.manifest import NAME
from visit_exchange.journey.backing_up.restore import Restored, restore
from visit_exchange.journey.backing_up.tombstones import Tombstones, read_certificates
from visit_exchange.journey.deadlines.waiting import uploads_waiting
from visit_exchange.journey.disposing import disposal as disposing
from visit_exchange.journey.disposing.disposal import dispose_visit, visits_to_dispose
from visit_exchange.journey.mailing import mail_once
from visit_exchange.journey.outbox.sending import send_waiting
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.kinds.rules.retention import Evidence
from visit_exchange.services.backing_up.versions import versions_of
from visit_exchange.services.key_ring import KeyRing, NoKey, list_keys
from visit_exchange.services.key_ring.copying import keep_ring
from visit_exchange.services.mail import Away
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.visit import Visit

pytestmark = pytest.mark.services

MONDAY = datetime(2023, 3, 27, 9, tzinfo=UTC)  # Monday 27 March 2023, 10am in London
RETURNS_DUE = datetime(2023, 3, 30, 16, tzinfo=UTC)  # Thursday 30 March 2023, 5pm in London
CLOSED = datetime(2023, 4, 3, 9, tzinfo=UTC)  # Monday 3 April 2023
LANO = "lano@exampleshire.example"
CHILDREN = attending(child("AP-0001"), child("AP-0002"))
NOTHING = Tombstones()

NewExchange = Callable[[], Exchange]


@pytest.fixture
def lost(new_exchange: NewExchange) -> Exchange:
    """The exchange that is backed up, and then is no more."""
    return new_exchange()


@pytest.fixture
def new(new_exchange: NewExchange) -> Exchange:
    """An empty one, into which the backup is laid."""
    return new_exchange()


@pytest.fixture
def visit(lost: Exchange) -> Visit:
    """A visit that opened on Monday morning."""
    return an_open_visit(lost.outside, MONDAY)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Where the backup goes."""
    return tmp_path / "backup"


def gone_on(new: Exchange, copy: Path, gone: Tombstones = NOTHING) -> Restored:
    """Restore, and return what came of it."""
    return restore(new.outside, new.powers, copy, gone)


# --- what was acknowledged is there


def test_the_visit_goes_on_with_all_that_was_answered(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path
) -> None:
    send(lost.outside, visit, "list.xlsx", CHILDREN)
    codes = crosswalk_of(lost.outside, visit)
    publish_pack(lost.outside, visit.id)
    back_up(lost.outside, lost.powers, copy)

    done = gone_on(new, copy)

    assert (done.left_out, done.received, done.faults) == (0, 0, ())
    assert crosswalk_of(new.outside, visit) == codes
    assert new.outside.register.packs(visit.id) == lost.outside.register.packs(visit.id)
    [accepted] = new.outside.register.submissions(visit.id)
    found = new.outside.store.find_upload(visit.id, accepted.upload)
    assert new.outside.store.get(Bucket.UPLOADS, found.key, found.version_id) == CHILDREN
    assert answer_all(new.outside) == []
    corrected = attending(child("AP-0001"), child("AP-0002"), child("AP-0003"))
    assert send(new.outside, visit, "list.xlsx", corrected).status is Status.ACCEPTED
    publish_pack(new.outside, visit.id)
    assert [pack.version for pack in new.outside.register.packs(visit.id)] == [1, 2]


def test_every_version_is_there_in_its_order_with_its_lock(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path
) -> None:
    for content in (b"first", b"second", b"third"):
        drop(lost.outside, visit, "list.xlsx", content)
    lost.powers.store.client.delete_object(
        Bucket=lost.powers.store.name(Bucket.UPLOADS), Key=f"{visit.id}/list.xlsx"
    )
    back_up(lost.outside, lost.powers, copy)

    gone_on(new, copy)

    store = new.outside.store
    sent = [
        store.get(Bucket.UPLOADS, upload.key, upload.version_id)
        for upload in store.uploads(f"{visit.id}/")
    ]
    assert sent == [b"first", b"second", b"third"]
    markers = [each.is_marker for each in versions_of(new.powers.store, Bucket.UPLOADS)]
    assert markers == [False, False, False, True]
    assert locked_until(new, visit) == locked_until(lost, visit)


def locked_until(exchange: Exchange, visit: Visit) -> set[datetime]:
    store, until = exchange.powers.store, set()
    for upload in exchange.outside.store.uploads(f"{visit.id}/"):
        found = store.client.get_object_retention(
            Bucket=store.name(Bucket.UPLOADS), Key=upload.key, VersionId=upload.version_id
        )
        until.add(found["Retention"]["RetainUntilDate"].replace(microsecond=0))
    return until


def test_the_audit_goes_on_from_its_end_and_says_that_it_was_restored(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path
) -> None:
    made = back_up(lost.outside, lost.powers, copy)

    gone_on(new, copy)

    checked = new.outside.register.verify_audit(made.audit_head)
    assert checked.faults == ()
    newest = new.outside.register.audit(visit.id)
    assert "restored from a backup" in {entry.act for entry in newest}


def test_who_was_let_in_is_let_in_again_by_new_credentials(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path
) -> None:
    issue(lost.outside, visit.id, "la", by="data team")
    back_up(lost.outside, lost.powers, copy)

    done = gone_on(new, copy)

    assert done.issued == ((visit.id, "la"),)
    keeper = new.powers.access and new.powers.access.keeper
    assert isinstance(keeper, KeeperRecorder)
    assert len(keeper.live) == 1


def test_airflow_has_its_rows_again_and_goes_on_counting(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path
) -> None:
    lost.rows(
        "INSERT INTO dag_run (run_id, conf) VALUES ('999', '{\"a\": \"b\\tc\"}') RETURNING id"
    )
    lost.rows(
        "INSERT INTO task_instance (id, run, kind, note) "
        "VALUES (gen_random_uuid(), 1, 'wait', 'a\nline')"
    )
    lost.rows("SELECT setval('people', 41)")
    back_up(lost.outside, lost.powers, copy)

    gone_on(new, copy)

    assert new.rows("SELECT nextval('people')") == [(42,)]
    every = (
        "SELECT t.id, kind, note, length, conf FROM task_instance t JOIN dag_run r ON run = r.id"
    )
    assert new.rows(every) == lost.rows(every)
    assert new.rows("INSERT INTO dag_run (run_id) VALUES ('next') RETURNING id") == [(2,)]
    constraint = "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"
    assert new.rows(constraint) == [(1,)]


# --- nothing is judged anew


def test_an_upload_that_waited_is_answered_once_and_by_when_it_came(
    lost: Exchange, new: Exchange, copy: Path
) -> None:
    visit = an_open_visit(lost.outside, RETURNS_DUE - timedelta(hours=1))
    drop(lost.outside, visit, "list.xlsx", CHILDREN)
    [came] = lost.outside.store.uploads(f"{visit.id}/")
    in_time = visit.clock.visit_time(came.received_at)  # and not a moment too early
    lost.outside.register.adjust_milestone(
        visit.id, "returns", in_time, "A test", by="data team", at=MONDAY
    )
    back_up(lost.outside, lost.powers, copy)
    until(came.received_at + timedelta(seconds=2))  # what is laid down now would be late

    assert gone_on(new, copy).received == 1

    [waits] = uploads_waiting(new.outside)
    assert waits.received_at == came.received_at
    [answered] = answer_all(new.outside)
    assert (answered.status, answered.late_by) == (Status.ACCEPTED, None)
    assert answer_all(new.outside) == []


def until(wall: datetime) -> None:
    time.sleep(max(0.0, (wall - datetime.now(UTC)).total_seconds()))


def test_an_upload_that_was_received_keeps_its_number_and_its_hour(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path
) -> None:
    drop(lost.outside, visit, "list.xlsx", CHILDREN)
    drop(lost.outside, visit, "providers.xlsx", providers(PROVIDER))
    answer_all(lost.outside)
    back_up(lost.outside, lost.powers, copy)

    gone_on(new, copy)

    before, after = (
        [(s.number, s.received_at, s.sha256) for s in x.outside.register.submissions(visit.id)]
        for x in (lost, new)
    )
    assert after == before


# --- the copies are not of one instant


def test_what_came_while_it_was_backed_up_is_received_and_what_we_wrote_is_made_again(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(ring: KeyRing, folder: Path, copy: Path) -> int:
        time.sleep(1.1)  # the store tells whole seconds
        send(lost.outside, visit, "list.xlsx", CHILDREN)
        publish_pack(lost.outside, visit.id)
        return keep_ring(ring, folder, copy)

    monkeypatch.setattr(backing_up, "keep_ring", meanwhile)
    back_up(lost.outside, lost.powers, copy)

    done = gone_on(new, copy)

    assert done.received == 1
    assert done.left_out > 0
    assert new.outside.store.keys(Bucket.PACKS, f"{visit.id}/v") == ()
    [answered] = answer_all(new.outside)
    assert answered.status is Status.ACCEPTED
    publish_pack(new.outside, visit.id)
    assert [pack.version for pack in new.outside.register.packs(visit.id)] == [1]


# --- nothing is told twice


def test_what_was_mailed_is_not_mailed_again_and_what_waited_goes_out_once(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path, mail: MailRecorder
) -> None:
    send(lost.outside, visit, "list.xlsx", CHILDREN)
    told = list(mail.sent)
    mail.fails[""] = Away("The mail server", "TimeoutError")
    mail_once(lost.outside, f"{visit.id}/waits", LANO, "It waits", "…", visit_id=visit.id)
    back_up(lost.outside, lost.powers, copy)
    mail.fails.clear()

    gone_on(new, copy)
    mail_once(new.outside, f"{visit.id}/waits", LANO, "It waits", "…", visit_id=visit.id)
    rest(new)
    answer_all(new.outside)

    assert [each.subject for each in mail.sent[len(told) :]] == ["It waits"]


def rest(exchange: Exchange) -> None:
    """Let a mail server that did not answer be asked again at once."""
    letters = [each.number for each in exchange.outside.register.waiting_mails()]
    for number in letters:
        with exchange.outside.register._transaction() as session:
            session.connection().exec_driver_sql(
                "UPDATE outbox SET next_try_at = now() - interval '1 second' WHERE number = %s",
                (number,),
            )
    send_waiting(exchange.outside)


def test_an_upload_of_no_visit_is_told_of_once(
    lost: Exchange, new: Exchange, copy: Path, mail: MailRecorder
) -> None:
    lost.outside.store.put(Bucket.UPLOADS, "999-ap-20230403/Ada Ashgrove.xlsx", CHILDREN)
    assert answer_all(lost.outside) == []
    back_up(lost.outside, lost.powers, copy)

    gone_on(new, copy)

    assert answer_all(new.outside) == []
    assert len(mail.sent) == 1


# --- nothing that was destroyed comes back


@pytest.fixture
def over(lost: Exchange) -> Visit:
    """A visit that closed on Monday 3 April 2023."""
    return a_closed_visit(lost.outside, lost.powers.store, CLOSED)


def test_what_was_destroyed_after_the_backup_stays_so(
    lost: Exchange,
    new: Exchange,
    over: Visit,
    copy: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mail: MailRecorder,
) -> None:
    back_up(lost.outside, lost.powers, copy)
    long_after = CLOSED + timedelta(days=4000)
    monkeypatch.setattr(disposing, "visit_now", lambda _: long_after)
    dispose_visit(with_disposer(lost).outside, over.id)
    mailed = certificates_of(lost, over, tmp_path)

    done = gone_on(new, copy, Tombstones(read_certificates(mailed.glob("*.json"))))

    assert done.buried == (over.id,)
    assert not any(versions_of(new.powers.store, bucket) for bucket in Bucket)
    assert not list(new.powers.key_ring.rglob(f"*{over.id}*.sealed"))
    assert not (new.powers.key_ring / "store-access" / over.id).exists()
    with pytest.raises(NoKey, match="destroyed"):
        new.outside.keys.create(over.id)
    sent = len(mail.sent)
    # No certificate names a kind of which there was nothing: it is gone through once more.
    assert set(dispose_visit(with_disposer(new).outside, over.id)) <= {Evidence.CROSSWALK}
    assert visits_to_dispose(with_disposer(new).outside) == []
    assert new.outside.register.certificates(over.id) == lost.outside.register.certificates(over.id)
    assert len(mail.sent) == sent


def certificates_of(exchange: Exchange, visit: Visit, folder: Path) -> Path:
    """Return a folder with the certificates as they were mailed."""
    place = folder / "mailed"
    place.mkdir()
    for each in exchange.outside.register.certificates(visit.id):
        (place / f"disposal-{visit.id}-{each.number}.json").write_text(each.body)
    return place


def test_a_key_that_is_only_named_as_destroyed_stays_so(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path
) -> None:
    back_up(lost.outside, lost.powers, copy)

    gone_on(new, copy, Tombstones(further_keys=frozenset({visit.id})))

    assert new.outside.register.key_was_destroyed(visit.id)
    assert [key.state for key in list_keys(new.outside.keys)] == ["destroyed"]


def test_a_file_that_is_no_certificate_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(json.dumps({"visit": "999-ap-20230327"}))
    with pytest.raises(UserError, match=r"other\.json is no certificate"):
        read_certificates(tmp_path.glob("*.json"))


# --- refused, with nothing changed


def test_it_is_not_laid_over_an_exchange_that_lives(
    lost: Exchange, visit: Visit, copy: Path
) -> None:
    drop(lost.outside, visit, "list.xlsx", CHILDREN)
    back_up(lost.outside, lost.powers, copy)
    before = lost.outside.register.audit(visit.id)

    with pytest.raises(UserError) as told:
        gone_on(lost, copy)

    for what in ("the register has visits", "the buckets are not empty", "the key ring has keys"):
        assert what in str(told.value)
    assert lost.outside.register.audit(visit.id) == before


@pytest.mark.parametrize("harm", ["changed", "missing", "strange", "unfinished"])
def test_a_backup_that_is_not_whole_is_refused(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path, harm: str
) -> None:
    drop(lost.outside, visit, "list.xlsx", CHILDREN)
    back_up(lost.outside, lost.powers, copy)
    [content, *_] = [each for each in (copy / "store" / "content").rglob("*") if each.is_file()]
    if harm == "changed":
        content.write_bytes(b"other")
    elif harm == "missing":
        content.unlink()
    elif harm == "strange":
        (copy / "key-ring" / "999-ap-20230501.sealed").write_bytes(b"{}")
    else:
        (copy / NAME).unlink()

    with pytest.raises(UserError, match=r"not whole|no finished backup"):
        gone_on(new, copy)
    assert new.outside.register.visits() == ()


def test_keys_that_the_wrapping_key_does_not_open_are_refused(
    lost: Exchange, new: Exchange, visit: Visit, copy: Path, tmp_path: Path
) -> None:
    back_up(lost.outside, lost.powers, copy)
    (tmp_path / "wrapping-key").unlink()
    new.outside.keys.sealing.create()  # type: ignore[attr-defined]

    with pytest.raises(UserError, match="wrapping key"):
        gone_on(new, copy)
    assert new.outside.register.visits() == ()


def test_a_backup_is_not_written_over_another(lost: Exchange, visit: Visit, copy: Path) -> None:
    back_up(lost.outside, lost.powers, copy)
    with pytest.raises(UserError, match="is there already"):
        back_up(lost.outside, lost.powers, copy)


def test_the_wrapping_key_is_in_no_backup(
    lost: Exchange, visit: Visit, copy: Path, tmp_path: Path
) -> None:
    back_up(lost.outside, lost.powers, copy)

    secret = (tmp_path / "wrapping-key").read_bytes().strip()
    assert all(secret not in file.read_bytes() for file in copy.rglob("*") if file.is_file())
    shutil.rmtree(copy)
