"""A register of the last release with an open visit is brought up to date, and the visit goes on.

What that release wrote is in ``tests/support/releases/0.2.0``: the register with its tables, the
key of the (invented) visit and what lay in the store. Its own code wrote it; nothing is changed.
"""

import json
import re
import tarfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine, make_url, text

from builders.uploads import PROVIDER, answer_all, attending, child, providers, send
from builders.visits import clock_at
from recorded_outside import MailRecorder
from visit_exchange.buckets import Bucket
from visit_exchange.journey.ending.closing import close_returns
from visit_exchange.journey.intake_alerts import STRAY
from visit_exchange.journey.publishing.returns_packs import publish_pack
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.services.key_ring.ring import SEALED
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Register
from visit_exchange.services.register.migrating import MIGRATIONS
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status
from visit_exchange.visits.uploads.submission import UploadIdentity
from visit_exchange.visits.visit import Visit, VisitStatus

pytestmark = pytest.mark.services

RECORD = Path(__file__).parents[3] / "support" / "releases" / "0.2.0"
HEAD = json.loads((RECORD / "airflow.json").read_text())["register_head"]
VISIT = "999-ap-20230327"
TUESDAY = datetime(2023, 3, 28, 9, tzinfo=UTC)  # Tuesday 28 March 2023, the day after it opened


def lay_register(url: str) -> None:
    """Put what the release wrote into an empty database."""
    written = (RECORD / "register.sql").read_text(encoding="utf-8")
    # What psql alone understands says nothing about the data.
    statements = re.sub(r"^\\.*$", "", written, flags=re.MULTILINE)
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute(statements)
        connection.commit()


@pytest.fixture
def upgraded(outside: Outside, empty_url: str, mail: MailRecorder) -> Outside:
    """The exchange of the last release, with this release's tables; it is Tuesday for the visit."""
    lay_register(empty_url)
    register = Register(empty_url)
    register.migrate()
    at_present = json.dumps(clock_at(TUESDAY).to_json())
    with register._transaction() as session:
        session.execute(text("UPDATE visits SET clock = :clock"), {"clock": at_present})
    keys = outside.keys
    folder = keys._folder
    folder.mkdir(mode=0o700, exist_ok=True)
    key = bytes.fromhex((RECORD / "key.txt").read_text().strip())
    (folder / f"{VISIT}{SEALED}").write_bytes(keys.sealing.seal(VISIT, key).to_bytes())
    new = replace(outside, register=register)
    lay_store(new)
    mail.sent.clear()
    return new


def lay_store(outside: Outside) -> None:
    """Put what lay in the release's store into this test's, and let the register know it there."""
    versions: dict[str, str] = json.loads((RECORD / "versions.json").read_text())
    with tarfile.open(RECORD / "store.tar.gz") as kept:
        for member in kept.getmembers():
            bucket, _, key = member.name.partition("/")
            file = kept.extractfile(member)
            assert file is not None
            outside.store.put(Bucket(bucket), key, file.read())
    known = {}
    for upload in outside.store.uploads():
        was = UploadIdentity(upload.identity.key_hash, versions[upload.key])
        known[was] = (upload.version_id, upload.received_at)
    outside.register.map_versions(known, stray=STRAY)


@pytest.fixture
def visit(upgraded: Outside) -> Visit:
    """The visit that was open when the release was upgraded."""
    return upgraded.register.visit(VISIT)


def test_what_the_release_wrote_is_what_its_migrations_make(
    empty_url: str, register_url: str
) -> None:
    """No migration that was released has been changed since."""
    lay_register(empty_url)
    again = create_engine(register_url, poolclass=NullPool)
    with again.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)
    assert columns(register_url) == columns(empty_url)


def columns(url: str) -> set[tuple[object, ...]]:
    query = (
        "SELECT table_name, column_name, data_type, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = 'public'"
    )
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return {tuple(row) for row in connection.execute(text(query))}


def test_the_visit_stands_where_it_stood(upgraded: Outside, visit: Visit) -> None:
    assert visit.status is VisitStatus.OPEN
    statuses = [each.status for each in upgraded.register.submissions(VISIT)]
    assert statuses == [Status.ACCEPTED, Status.MUST_FIX, Status.RECEIVED]
    assert len(upgraded.register.packs(VISIT)) == 1
    assert upgraded.register.verify_audit().faults == ()
    assert len(crosswalk_of(upgraded, visit)) == 2


def test_what_waited_is_answered_once_and_nothing_is_told_again(
    upgraded: Outside, visit: Visit, mail: MailRecorder
) -> None:
    [answered] = answer_all(upgraded)
    assert (answered.number, answered.status) == (3, Status.ACCEPTED)
    assert answer_all(upgraded) == []
    assert len(mail.to(visit.lano_email)) == 1


def test_the_visit_goes_on_to_its_deadline(upgraded: Outside, visit: Visit) -> None:
    answer_all(upgraded)
    corrected = attending(child("AP-0001"), child("AP-0002"), child("AP-0003"))
    assert send(upgraded, visit, "list.xlsx", corrected).status is Status.ACCEPTED
    assert send(upgraded, visit, "p.xlsx", providers(PROVIDER)).status in {
        Status.ACCEPTED,
        Status.SEEN_BEFORE,
    }
    publish_pack(upgraded, VISIT)
    assert [pack.version for pack in upgraded.register.packs(VISIT)] == [1, 2]
    close_returns(upgraded, VISIT)
    assert upgraded.register.visit(VISIT).status is VisitStatus.RETURNS_CLOSED
    assert upgraded.register.verify_audit().faults == ()
