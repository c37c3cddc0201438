"""A queue of SQS, as moto's server plays it, to which its S3 sends the events of a bucket."""

import logging
import uuid
from collections.abc import Iterator
from typing import Final

import boto3
import pytest

from moto_aws import running_aws
from visit_exchange.errors import ServiceError
from visit_exchange.services.upload_queue import UploadQueue, connect_queue

REGION: Final = "eu-west-2"
BUCKET = "uploads"
KEY = "999-ap-20261123/Quillon Fernsby.xlsx"


@pytest.fixture(scope="module")
def aws() -> Iterator[str]:
    """The address of an AWS."""
    with running_aws() as address:
        yield address


@pytest.fixture(autouse=True)
def _reached(aws: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "triggerer")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")


@pytest.fixture
def url() -> str:
    """The queue, new and empty."""
    client = boto3.client("sqs", region_name=REGION)
    return client.create_queue(QueueName=f"uploads-{uuid.uuid4().hex}")["QueueUrl"]


@pytest.fixture
def queue(url: str) -> UploadQueue:
    return UploadQueue(connect_queue(REGION, None, None), url, BUCKET)


def send(url: str, body: str) -> None:
    boto3.client("sqs", region_name=REGION).send_message(QueueUrl=url, MessageBody=body)


def left(url: str) -> int:
    """Return how many messages there are, those included that somebody has taken."""
    client = boto3.client("sqs", region_name=REGION)
    told = client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    taken = told["ApproximateNumberOfMessagesNotVisible"]
    return int(told["ApproximateNumberOfMessages"]) + int(taken)


def bucket_that_tells(queue_url: str) -> None:
    """Make the bucket of uploads, which sends its events to a queue."""
    sqs, s3 = boto3.client("sqs", region_name=REGION), boto3.client("s3", region_name=REGION)
    told = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["QueueArn"])
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_notification_configuration(
        Bucket=BUCKET,
        NotificationConfiguration={
            "QueueConfigurations": [
                {"QueueArn": told["Attributes"]["QueueArn"], "Events": ["s3:ObjectCreated:*"]}
            ]
        },
    )


def test_an_upload_is_told_once(url: str, queue: UploadQueue) -> None:
    bucket_that_tells(url)
    queue.wait(0)  # the store's own trial

    boto3.client("s3", region_name=REGION).put_object(Bucket=BUCKET, Key=KEY, Body=b"a list")

    assert queue.wait(1)
    assert left(url) == 0
    assert not queue.wait(0)


def test_a_message_that_is_no_event_is_dropped_and_told_without_its_words(
    url: str, queue: UploadQueue, caplog: pytest.LogCaptureFixture
) -> None:
    send(url, f"not an event: {KEY}")
    with caplog.at_level(logging.DEBUG, "visit_exchange"):
        assert not queue.wait(1)

    assert left(url) == 0
    told = [line.getMessage() for line in caplog.records if line.name.startswith("visit_exchange")]
    assert ["no event of S3" in words for words in told] == [True]
    assert "Quillon" not in " ".join(told)


def test_a_queue_that_is_not_there_is_named(url: str) -> None:
    gone = UploadQueue(connect_queue(REGION, None, None), f"{url}-gone", BUCKET)
    with pytest.raises(ServiceError, match="The upload queue refused"):
        gone.wait(0)
