"""The rehearsed people reach the store with the visit's own keys, from its opening to its end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from rich.console import Console

from builders.uploads import PROVIDER, answer_all, providers
from builders.visits import a_new_visit, clock_at
from rehearsal.playing.desks import AUTHORITY, INSPECTORS, Desk, View
from rehearsal.playing.screen import Screen
from rehearsal.playing.watching import Watch
from visit_exchange.buckets import Bucket
from visit_exchange.journey.ending.closing import close_returns, close_tracking, close_visit
from visit_exchange.journey.requesting.opening import open_visit
from visit_exchange.journey.requesting.registering import register_visit
from visit_exchange.services.object_store import ObjectStore
from visit_exchange.services.outside import Outside
from visit_exchange.services.store_access.keeper import AccessKeeper
from visit_exchange.services.store_access.parts import StoreAccess
from visit_exchange.services.store_access.sealed import SealedCredentials
from visit_exchange.visits.uploads.submission import SubmissionStatus

pytestmark = pytest.mark.services

# Nobody else may have this visit: its buckets are shared, as the server's own users know them.
MONDAY = datetime(2022, 3, 28, 9, tzinfo=UTC)
VISIT = "999-ap-20220328"


@pytest.fixture
def exchange(
    outside: Outside, shared_store: ObjectStore, real_keeper: AccessKeeper, tmp_path: Path
) -> Outside:
    """An outside with one registered visit, whose credentials the real server knows."""
    endpoint = shared_store.client.meta.endpoint_url
    real = replace(
        outside,
        store=shared_store,
        settings=outside.settings.model_copy(update={"s3_endpoint": endpoint}),
        access=StoreAccess(real_keeper, SealedCredentials(tmp_path / "sealed", outside.keys)),
    )
    new = replace(a_new_visit(MONDAY.date()), clock=clock_at(MONDAY))
    register_visit(real, new, by="data team")
    return real


def close(exchange: Outside) -> None:
    """Take the visit to its end."""
    close_returns(exchange, VISIT)
    close_tracking(exchange, VISIT)
    close_visit(exchange, VISIT)


def test_before_it_opens_there_is_nothing_to_see(exchange: Outside) -> None:
    assert Desk(exchange, VISIT, Bucket.REPLIES, AUTHORITY).list_keys() == []


def test_the_authority_adds_reads_its_replies_and_is_shut_out_at_the_end(
    exchange: Outside, tmp_path: Path
) -> None:
    open_visit(exchange, VISIT)
    desk = Desk(exchange, VISIT, Bucket.REPLIES, AUTHORITY)
    exchange.store.put(Bucket.REPLIES, f"{VISIT}/001/reply.html", b"reply")

    assert desk.drop("uploads", "list.csv", b"list") == f"{VISIT}/list.csv"
    assert desk.drop("uploads", "list.csv", b"another") == f"{VISIT}/list.csv"
    assert exchange.store.get(Bucket.UPLOADS, f"{VISIT}/list.csv") == b"list"
    assert desk.read(f"{VISIT}/001/reply.html") == b"reply"
    assert desk.still_let_in() == ["the keys of la still work after the visit has closed"]

    close(exchange)
    assert desk.still_let_in() == []
    with pytest.raises(ClientError, match="InvalidAccessKeyId"):
        desk.drop("uploads", "late.csv", b"late")
    # What came at the last moment is still shown to who rehearses.
    assert desk.download(tmp_path / "authority") == 1


def test_only_the_tracking_team_reads_the_tracking_pack(exchange: Outside) -> None:
    open_visit(exchange, VISIT)
    pack, tracking = f"{VISIT}/v001/manifest.json", f"{VISIT}/tracking/v001/manifest.json"
    for key in (pack, tracking):
        exchange.store.put(Bucket.PACKS, key, b"{}")
    desk = Desk(exchange, VISIT, Bucket.PACKS, INSPECTORS)

    assert desk.list_keys() == [pack, tracking]
    assert [desk.read(key) for key in (pack, tracking)] == [b"{}", b"{}"]
    assert desk.trespasses == []


def test_whoever_reaches_into_another_visit_is_told(exchange: Outside) -> None:
    open_visit(exchange, VISIT)
    desk = Desk(exchange, VISIT, Bucket.PACKS, INSPECTORS)

    assert desk.reaches("998-ap-20230327") == []
    # Their own packs they may see, and so they are told of when asked about them as another's.
    assert desk.reaches(f"{VISIT}/v") == [
        f"{who} of {VISIT} can look into {VISIT}/v" for who in ("inspectors", "tracking-team")
    ]


def test_an_inspector_who_can_read_the_tracking_pack_is_told(exchange: Outside) -> None:
    open_visit(exchange, VISIT)
    exchange.store.put(Bucket.PACKS, f"{VISIT}/tracking/v001/manifest.json", b"{}")
    leaky = (View("tracking-team", ("v",)), View("tracking-team", ("tracking/",)))
    desk = Desk(exchange, VISIT, Bucket.PACKS, leaky)

    desk.list_keys()

    assert desk.trespasses == ["tracking-team can read a document of the tracking pack"]


def test_each_thing_that_is_seen_of_a_visit_is_told_once(exchange: Outside) -> None:
    open_visit(exchange, VISIT)
    authority = Desk(exchange, VISIT, Bucket.REPLIES, AUTHORITY)
    inspectors = Desk(exchange, VISIT, Bucket.PACKS, INSPECTORS)
    told = StringIO()
    screen = Screen(Console(file=told, width=120), "Europe/London")
    a_minute_later = MONDAY + timedelta(minutes=1)
    watch = Watch(exchange, exchange.register.visit(VISIT), screen, now=lambda: a_minute_later)

    key = authority.drop("uploads", "ours.xlsx", providers(PROVIDER))
    watch.dropped(key, "the providers", MONDAY)
    answer_all(exchange)
    exchange.register.reach_milestone(VISIT, "returns", MONDAY)
    exchange.store.put(Bucket.PACKS, f"{VISIT}/v007/manifest.json", b"{}")
    for _ in range(2):
        watch.milestones()
        watch.replies(authority)
        watch.packs(inspectors)

    assert watch.answered["the providers"].status is SubmissionStatus.ACCEPTED
    assert watch.seconds == {"the providers": 60.0}
    title = exchange.register.milestone(VISIT, "returns").title
    for what in (title, "drops the providers", "replies to the providers", "receive v007"):
        assert told.getvalue().count(what) == 1, what
