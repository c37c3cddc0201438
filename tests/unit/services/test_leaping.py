"""One listing through the bucket, over what belongs to visits that nobody asked for."""

from typing import Any

import pytest

from visit_exchange.services.leaping import versions_under

PAGE = 3
# Two visits that run, and what ended visits left before, between and behind them.
BUCKET = (
    *(("100-ap/old.xlsx", str(n)) for n in range(4)),
    ("200-ap/a.xlsx", "1"),
    ("200-ap/a.xlsx", "2"),
    ("200-ap/b.xlsx", "3"),
    ("200-ap/c.xlsx", "4"),
    *(("300-ap/old.xlsx", str(n)) for n in range(9)),
    ("400-ap/d.xlsx", "5"),
    *(("500-ap/old.xlsx", str(n)) for n in range(9)),
)
RUNNING = ("200-ap/", "400-ap/")


class Bucket:
    """Lists three versions at a time, as S3 does a thousand, and counts the questions."""

    def __init__(self) -> None:
        self.asked = 0

    def list_after(self, key: str, version: str) -> Any:
        self.asked += 1
        after = [each for each in BUCKET if each > (key, version or "~")]
        page = after[:PAGE]
        truncated = len(after) > PAGE
        last: dict[str, Any] = (
            {"NextKeyMarker": page[-1][0], "NextVersionIdMarker": page[-1][1]} if truncated else {}
        )
        return {
            "Versions": [{"Key": name, "VersionId": number} for name, number in page],
            "IsTruncated": truncated,
            **last,
        }


@pytest.mark.parametrize(
    "prefixes",
    [
        (),
        RUNNING[:1],
        RUNNING[1:],
        RUNNING,
        ("000-ap/", "200-ap/", "350-ap/", "400-ap/", "999-ap/"),
    ],
)
def test_every_version_of_the_visits_asked_for_is_listed_once(prefixes: tuple[str, ...]) -> None:
    listed = [
        (each["Key"], each["VersionId"]) for each in versions_under(prefixes, Bucket().list_after)
    ]

    assert listed == [each for each in BUCKET if each[0].startswith(prefixes)]


def test_it_leaps_over_the_visits_that_have_ended() -> None:
    bucket = Bucket()
    list(versions_under(RUNNING, bucket.list_after))

    # Two pages of the first visit, the second of which ends in another's; one of the second.
    assert bucket.asked == 3


def test_many_visits_cost_no_more_than_their_pages() -> None:
    bucket = Bucket()
    list(versions_under(tuple(f"2{n:02}-ap/" for n in range(100)), bucket.list_after))

    assert bucket.asked == 2
