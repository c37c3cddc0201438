"""What was destroyed is gone from the S3 server's own files: every byte of its folder is searched.

The search shares nothing with the server or with our code: it reads files as bytes.
"""

import stat
from collections.abc import Iterator
from pathlib import Path

import plyvel
import pytest

from local_stack.environment import environment
from local_stack.home import Home, Ports
from local_stack.secret_values import access_key, keep_secrets
from local_stack.store.forgetting import RECORDS, forget_deleted, mend_broken_off
from local_stack.store.object_store import REGION, object_store_part, store_address
from quick_folder import quick_folder
from services import free_ports, running
from visit_exchange.buckets import Bucket
from visit_exchange.errors import ServiceError
from visit_exchange.services.destroying import destroy_versions, stored_versions
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.services.purging import ASKED, purge, purges_asked

pytestmark = pytest.mark.services

VISIT = "999-ap-20230327"
FILE = "Zanzibar Quillfeather reviews.csv"
CONTENT = b"Zanzibar Quillfeather lives at Example Lane\n" * 2000
PARTS = (b"Quillfeather", b"Example Lane", b"zanzibar quillfeather")


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    with quick_folder("purged") as folder:
        yield Home(folder)


@pytest.fixture(scope="module")
def ports() -> Ports:
    return free_ports()


@pytest.fixture(scope="module")
def admin(home: Home, ports: Ports) -> Iterator[ObjectStore]:
    """A server of its own: it is stopped and started while it purges."""
    kept = keep_secrets(home.secrets)
    part = object_store_part(
        home.store, ports, kept, home.logs / "s3.log", environment(home, ports, kept)
    )
    with running(part):
        admin = as_user("admin", home, ports)
        admin.create_buckets(lock_days=1)
        yield admin


def as_user(name: str, home: Home, ports: Ports) -> ObjectStore:
    secret = keep_secrets(home.secrets).store_keys[name]
    client = connect(store_address(ports), REGION, access_key(name), secret)
    return ObjectStore(client, {bucket: bucket.value for bucket in Bucket})


def holders(folder: Path, what: bytes) -> list[str]:
    """Return the files under a folder that hold these bytes, in any case, or are named so."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if what.lower() in str(path.relative_to(folder)).lower().encode()
        or (path.is_file() and what.lower() in path.read_bytes().lower())
    ]


def fill(admin: ObjectStore) -> None:
    for bucket in Bucket:
        admin.put(bucket, f"{VISIT}/{FILE}", CONTENT)
    admin.put(Bucket.UPLOADS, f"{VISIT}/{FILE}", CONTENT * 2)  # a second version
    admin.client.delete_object(Bucket="uploads", Key=f"{VISIT}/{FILE}")  # and a marker over both


def destroy_all(disposer: ObjectStore) -> None:
    for bucket in Bucket:
        destroy_versions(disposer, list(stored_versions(disposer, bucket, f"{VISIT}/")))


def test_no_byte_of_what_was_destroyed_and_no_file_name_is_left_on_disk(
    admin: ObjectStore, home: Home, ports: Ports
) -> None:
    kept = "888-ap-20230327/kept.csv"
    admin.put(Bucket.UPLOADS, kept, b"another visit's")
    fill(admin)
    assert holders(home.folder, PARTS[0]), "the search must find what is there"
    disposer = as_user("disposer", home, ports)
    destroy_all(disposer)

    purge(disposer)

    assert {place for part in PARTS for place in holders(home.folder, part)} == set()
    assert admin.get(Bucket.UPLOADS, kept) == b"another visit's"
    assert purges_asked(admin) == ()


def test_an_upload_is_nowhere_in_clear_even_before_it_is_destroyed(
    admin: ObjectStore, home: Home
) -> None:
    admin.put(Bucket.UPLOADS, "888-ap-20230327/sealed.csv", b"Gwendolen Partridge " * 5000)
    assert holders(home.folder, b"Gwendolen Partridge") == []


def test_identities_that_were_issued_outlive_a_purge(
    admin: ObjectStore, home: Home, ports: Ports
) -> None:
    pipeline = as_user("pipeline", home, ports)
    pipeline.put(Bucket.STAGING, f"{VISIT}/staged", b"staged")

    purge(as_user("disposer", home, ports))

    assert pipeline.get(Bucket.STAGING, f"{VISIT}/staged") == b"staged"


@pytest.mark.parametrize("user", ["upload_signer", "access_keeper"])
def test_who_lets_others_in_cannot_ask_for_a_purge(
    admin: ObjectStore, home: Home, ports: Ports, user: str
) -> None:
    with pytest.raises(ServiceError, match="AccessDenied"):
        as_user(user, home, ports).put(Bucket.STAGING, f"{ASKED}x", b"")


def test_no_other_user_of_the_machine_can_enter_the_stores_folders(
    admin: ObjectStore, home: Home
) -> None:
    for folder in (home.store / "data", home.store / "run", home.store / "run" / "tls"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_purge_that_is_broken_off_loses_nothing(tmp_path: Path) -> None:
    records = tmp_path / RECORDS / "00"
    records.parent.mkdir()
    with plyvel.DB(str(records), create_if_missing=True) as database:
        database.put(b"d" * 16 + b"kept", b"entry")
    (tmp_path / f"{RECORDS}.new").mkdir()
    (tmp_path / RECORDS).rename(tmp_path / f"{RECORDS}.old")

    mend_broken_off(tmp_path)
    forget_deleted(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORDS]
    with plyvel.DB(str(records)) as database:
        assert database.get(b"d" * 16 + b"kept") == b"entry"
