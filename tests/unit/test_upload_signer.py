"""Keys of presigned uploads: ours to choose, with the sender's name made safe."""

import re

import pytest

from visit_exchange.services.store_access.upload_signer import (
    LONGEST_NAME,
    PresignedUpload,
    UploadSigner,
    safe_name,
    sent_name,
    upload_key,
)

VISIT = "999-ap-20261123"


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
    assert sent_name(VISIT, key) == f"{folder}list.csv"


@pytest.mark.parametrize("name", ["list.csv", "tracking/K7/plan.pdf", "from-inspectors/ticks.xlsx"])
def test_a_name_that_somebody_chose_stays(name: str) -> None:
    assert sent_name(VISIT, f"{VISIT}/{name}") == name


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
