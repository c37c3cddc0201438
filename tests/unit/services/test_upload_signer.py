"""Keys of presigned uploads: ours to choose, with the sender's name made safe."""

import re
from datetime import UTC, datetime

import pytest

from visit_exchange.services.store_access.upload_signer import (
    LONGEST_NAME,
    PresignedUpload,
    UploadSigner,
    safe_name,
    upload_key,
)
from visit_exchange.visits.uploads.submission import Upload

VISIT = "999-ap-20261123"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def an_upload(key: str) -> Upload:
    return Upload(key, "v1", 10, MONDAY)


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("Currently attending.xlsx", "Currently attending.xlsx"),
        ("Pupils (Tŷ Gwyn).csv", "Pupils (Tŷ Gwyn).csv"),
        ("../../999-ap-20261124/list.csv", "list.csv"),
        (r"C:\Users\someone\list.csv", "list.csv"),
        ("a%2fb.csv", "a-2fb.csv"),
        ("list\r\nX-Header: 1.csv", "list--X-Header- 1.csv"),
        ("list.csv.versions", "list.csv"),
        ("..", "file"),
        ("", "file"),
        ("folder/", "file"),
    ],
)
def test_a_name_is_made_safe(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_a_long_name_keeps_its_end() -> None:
    name = safe_name("x" * 400 + ".xlsx")
    assert (len(name), name[-5:]) == (LONGEST_NAME, ".xlsx")


def test_every_upload_has_a_key_of_its_own() -> None:
    keys = {upload_key(VISIT, "list.csv", "tracking/") for _ in range(3)}
    assert len(keys) == 3
    assert all(re.fullmatch(rf"{VISIT}/tracking/[0-9a-f-]{{36}}/list\.csv", key) for key in keys)


@pytest.mark.parametrize("folder", ["", "tracking/", "partners/health/"])
def test_a_reply_names_the_file_as_its_sender_knows_it(folder: str) -> None:
    key = upload_key(VISIT, "list.csv", folder)
    assert an_upload(key).sent_name == f"{folder}list.csv"


@pytest.mark.parametrize("name", ["list.csv", "tracking/K7/plan.pdf", "from-inspectors/ticks.xlsx"])
def test_a_name_that_somebody_chose_stays(name: str) -> None:
    assert an_upload(f"{VISIT}/{name}").sent_name == name


@pytest.mark.parametrize("folder", ["", "tracking/", "partners/health/"])
def test_a_correction_has_the_name_of_what_it_corrects(folder: str) -> None:
    first, second = (an_upload(upload_key(VISIT, "plan.pdf", folder)) for _ in range(2))
    assert first.identity != second.identity
    assert first.name_hash == second.name_hash == an_upload(f"{VISIT}/{folder}plan.pdf").name_hash


@pytest.mark.parametrize(
    "key", [f"{VISIT}/Plan 2.pdf", f"{VISIT}/partners/health/plan.pdf", "998-ap-20230327/plan.pdf"]
)
def test_another_name_sender_or_visit_is_another_file(key: str) -> None:
    assert an_upload(key).name_hash != an_upload(f"{VISIT}/plan.pdf").name_hash


@pytest.mark.parametrize(
    ("visit", "folder"),
    [("../998", ""), ("", ""), (VISIT, "../"), (VISIT, "tracking"), (VISIT, "/")],
)
def test_a_key_cannot_leave_the_visits_prefix(visit: str, folder: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        upload_key(visit, "list.csv", folder)


@pytest.mark.parametrize(
    ("length", "sha256"), [(0, "00" * 32), (-1, "00" * 32), (9, "00" * 31), (9, "no hex")]
)
def test_a_length_and_a_checksum_must_be_possible(length: int, sha256: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (bytes.fromhex words one of them)
        UploadSigner(None, "uploads").presigned_upload(VISIT, "a.csv", length, sha256)  # type: ignore[arg-type]


def test_a_permission_does_not_print_itself() -> None:
    given = PresignedUpload("https://s3.example/Wilhelmina?X-Amz-Signature=1", {}, "Wilhelmina")
    assert repr(given) == "PresignedUpload()"
