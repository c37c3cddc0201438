"""What a bucket refuses whoever asks."""

import pytest

from visit_exchange.buckets import Bucket
from visit_exchange.services.bucket_rules import is_aws, refusals


@pytest.mark.parametrize(
    ("bucket", "on_aws", "refused"),
    [
        (Bucket.UPLOADS, False, ["NoTagsOnUpload", "NoAclOnUpload", "NoUnlistedUpload"]),
        (
            Bucket.UPLOADS,
            True,
            ["NoTagsOnUpload", "NoAclOnUpload", "NoUnlistedUpload", "TlsOnly"],
        ),
        (Bucket.PACKS, False, []),
        (Bucket.PACKS, True, ["TlsOnly"]),
    ],
)
def test_each_bucket_refuses_what_its_place_needs(
    bucket: Bucket, on_aws: bool, refused: list[str]
) -> None:
    assert [each["Sid"] for each in refusals(bucket, "ours", on_aws=on_aws)] == refused


def test_without_tls_the_bucket_and_all_in_it_are_closed() -> None:
    [statement] = refusals(Bucket.PACKS, "ours", on_aws=True)
    assert statement["Resource"] == ["arn:aws:s3:::ours", "arn:aws:s3:::ours/*"]
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


@pytest.mark.parametrize(
    ("address", "aws"),
    [
        ("https://s3.eu-west-2.amazonaws.com", True),
        ("http://127.0.0.1:18333", False),
        ("https://amazonaws.com.example", False),
    ],
)
def test_aws_is_known_by_its_name(address: str, aws: bool) -> None:
    assert is_aws(address) is aws
