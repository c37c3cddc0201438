"""What the store tells of new uploads through a queue of Amazon SQS, where it has been told to.

A message is a hint that it is time to look at the bucket: what it names is not believed, and a
message that is lost, doubled or late changes nothing.
"""

import json
import logging
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from visit_exchange.services.aws_clients import aws_client
from visit_exchange.services.refusals import queue_refusals

if TYPE_CHECKING:
    from types_boto3_sqs.client import SQSClient

log = logging.getLogger(__name__)

# Seconds. The bucket is looked at as often, whatever the queue says: of SQS 20 at most.
LONGEST_WAIT = 10
MOST_AT_ONCE = 10  # messages; what SQS gives at most
CREATED = "ObjectCreated:"
CLIENT = Config(
    retries={"mode": "standard", "total_max_attempts": 2},
    connect_timeout=5,
    read_timeout=LONGEST_WAIT + 10,
)


class NoEvent(Exception):
    """A message of the queue is no event of S3."""


class UploadQueue:
    """The queue to which the uploads bucket sends its events. ServiceError when it is not there."""

    def __init__(self, client: "SQSClient", url: str, bucket: str) -> None:
        """``url`` is the queue's, ``bucket`` the name of the uploads bucket in the store."""
        self._client = client
        self._url = url
        self._bucket = bucket

    @queue_refusals()
    def wait(self, seconds: int = LONGEST_WAIT) -> bool:
        """Wait for messages, so many seconds at most; return whether one told of an upload.

        They are removed before anybody acts on them: the sweep finds what then goes wrong.
        """
        answer = self._client.receive_message(
            QueueUrl=self._url, MaxNumberOfMessages=MOST_AT_ONCE, WaitTimeSeconds=seconds
        )
        messages = answer.get("Messages", [])
        if messages:
            self._client.delete_message_batch(
                QueueUrl=self._url,
                Entries=[
                    {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]}
                    for number, message in enumerate(messages)
                ],
            )
        # All are read, so that each that is no event is told.
        return any([self._tells_of_an_upload(message.get("Body", "")) for message in messages])

    def _tells_of_an_upload(self, body: str) -> bool:
        try:
            return self._bucket in buckets_with_news(body)
        except NoEvent:
            # Nothing of it is quoted: it could hold the name of a file.
            log.warning("A message of the upload queue is no event of S3, and was dropped")
            return False


def buckets_with_news(body: str) -> set[str]:
    """Return the buckets in which an event of S3 tells of a new object; NoEvent if it is none.

    S3's own trial message, sent when the events are set up, tells of none.
    """
    try:
        event = json.loads(body)
        if event.get("Event") == "s3:TestEvent":
            return set()
        return {_bucket(record) for record in event["Records"] if _is_created(record)}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoEvent from None


def connect_queue(region: str, access_key: str | None, secret_key: str | None) -> "SQSClient":
    """Return an SQS client; without keys, boto3's own chain (an instance's role) decides."""
    client: SQSClient = aws_client("sqs", None, region, access_key, secret_key, CLIENT)
    return client


def _is_created(record: dict[str, Any]) -> bool:
    name: str = record["eventName"]
    return name.startswith(CREATED)


def _bucket(record: dict[str, Any]) -> str:
    return str(record["s3"]["bucket"]["name"])
