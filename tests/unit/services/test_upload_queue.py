"""Which messages of a queue say that there is something new in the bucket of uploads."""

import json
from typing import Any

import pytest

from visit_exchange.services.upload_queue import NoEvent, buckets_with_news


def event(name: str, bucket: str = "uploads", **more: Any) -> dict[str, Any]:
    """Return one record of S3, as AWS documents it."""
    key = {"key": "999-ap-20261123/1.1+list.xlsx", "size": 1024}
    return {
        "eventSource": "aws:s3",
        "eventName": name,
        "s3": {"bucket": {"name": bucket}, **more, "object": key},
    }


@pytest.mark.parametrize(
    ("message", "buckets"),
    [
        ({"Records": [event("ObjectCreated:Put")]}, {"uploads"}),
        ({"Records": [event("ObjectCreated:CompleteMultipartUpload")]}, {"uploads"}),
        (
            {"Records": [event("ObjectCreated:Put"), event("ObjectCreated:Put", "other")]},
            {"uploads", "other"},
        ),
        ({"Records": [event("ObjectRemoved:DeleteMarkerCreated")]}, set()),
        ({"Records": []}, set()),
        ({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "uploads"}, set()),
    ],
    ids=["put", "in parts", "several", "deleted", "none", "the store's own trial"],
)
def test_a_new_object_is_news_of_its_bucket(message: dict[str, Any], buckets: set[str]) -> None:
    assert buckets_with_news(json.dumps(message)) == buckets


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not JSON",
        "[]",
        "7",
        "null",
        "{}",
        '{"Records": 7}',
        '{"Records": [7]}',
        '{"Records": [{}]}',
        '{"Records": [{"eventName": "ObjectCreated:Put"}]}',
        '{"Records": [{"eventName": 7}]}',
    ],
)
def test_what_is_no_event_of_s3_is_named_as_such_and_quotes_nothing(body: str) -> None:
    with pytest.raises(NoEvent) as told:
        buckets_with_news(body)
    assert str(told.value) == ""
