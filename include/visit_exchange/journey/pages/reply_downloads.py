"""Downloads of our replies for a browser that holds no key of the store: good for five minutes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from visit_exchange.buckets import Bucket
from visit_exchange.journey.sender import Sender
from visit_exchange.services.object_store import ObjectStore, connect
from visit_exchange.settings.settings import plain
from visit_exchange.visits.places.keys import REQUEST, TRACKING_REQUEST, within
from visit_exchange.visits.places.names import (
    CALENDAR,
    CHECKLIST,
    CHILD_CODES,
    CHILDREN_CHECKLIST,
    REPLY_MAIL,
    REPLY_PAGE,
    REPLY_WORKBOOK,
    SELECTED_CHILDREN,
    TEMPLATE,
)
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus, SubmittedItem
from visit_exchange.visits.visit import VisitStatus

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

DOWNLOAD_SECONDS = 300
HTML = ".html"
NOTHING_TO_DO = "Our reply"  # what the page of a reply is called when it asks nothing of anybody
# What asks something of whoever sent it, as long as it counts.
ASKS = frozenset(
    {
        SubmissionStatus.ACCEPTED_WITH_QUERIES,
        SubmissionStatus.MUST_FIX,
        SubmissionStatus.WITHHELD,
        SubmissionStatus.SET_ASIDE,
    }
)
# File of a reply in the officer's words, in the order in which they are offered.
REPLY_FILES = {
    REPLY_PAGE: "What to do",
    REPLY_WORKBOOK: "Your lists with the cells marked",
    CHILD_CODES: "Our codes for your children",
}
DATES = within(REQUEST, CALENDAR)
REQUEST_FILES = {
    within(REQUEST, TEMPLATE): "Templates for the lists",
    within(REQUEST, CHECKLIST): "Checklist of the items",
    DATES: "Dates for your calendar",
    within(TRACKING_REQUEST, SELECTED_CHILDREN): "The selected children",
    within(TRACKING_REQUEST, CHILDREN_CHECKLIST): "Checklist about the selected children",
}


@dataclass(frozen=True)
class Download:
    """One file to read. ``url`` is good for five minutes and is a permission: it is not printed."""

    title: str
    url: str = field(repr=False)


class ReplyDownloads:
    """What lies in a sender's replies now, as far as it is offered it."""

    def __init__(self, outside: "Outside", sender: Sender) -> None:
        self._folder = sender.folder.rstrip("/")
        self._is_deferred = sender.visit.status is VisitStatus.DEFERRED
        self._store = _as_browsers_reach_it(outside)
        self._reads = outside.store
        self._keys = frozenset(outside.store.keys(Bucket.REPLIES, sender.folder))

    def of_request(self) -> tuple[Download, ...]:
        """Return the files of the request, and of the request about selected children.

        While the visit is deferred the old dates are not offered.
        """
        hidden = {DATES} if self._is_deferred else set()
        files = {name: title for name, title in REQUEST_FILES.items() if name not in hidden}
        return self._offered(self._folder, files)

    def to(self, submission: Submission, *, is_over: bool) -> tuple[Download, ...]:
        """Return the files of the reply to an upload; none before it is answered.

        ``is_over`` says that the upload is not used any more.
        """
        folder = submission.reply_prefix
        if not folder or submission.answered_at is None:
            return ()
        return self._offered(folder, reply_files(submission.status, is_over=is_over))

    def lines(self, submission: Submission) -> tuple[str, ...]:
        """Return what the mail of a reply says, without where the whole reply lies."""
        key = within(submission.reply_prefix or "", REPLY_MAIL)
        if submission.answered_at is None or key not in self._keys:
            return ()
        return _lines(self._reads, key, submission.status, submission.items)

    def _offered(self, folder: str, titles: Mapping[str, str]) -> tuple[Download, ...]:
        found = ((title, within(folder, name)) for name, title in titles.items())
        return tuple(
            Download(title, _address(self._store, key)) for title, key in found if key in self._keys
        )


def reply_files(status: SubmissionStatus, *, is_over: bool) -> dict[str, str]:
    """Return the files of a reply by name, each in the officer's words."""
    asks = status in ASKS and not is_over
    return REPLY_FILES if asks else REPLY_FILES | {REPLY_PAGE: NOTHING_TO_DO}


# A page asks every few seconds; a reply that is written again has another status or other items.
@lru_cache(maxsize=2000)
def _lines(
    store: ObjectStore, key: str, _status: SubmissionStatus, _items: tuple[SubmittedItem, ...]
) -> tuple[str, ...]:
    text: str = json.loads(store.get(Bucket.REPLIES, key))["text"]
    return tuple(text.splitlines()[:-1])


def _address(store: ObjectStore, key: str) -> str:
    name = PurePosixPath(key).name
    shown = "inline" if name.endswith(HTML) else "attachment"
    kind = "text/html; charset=utf-8" if name.endswith(HTML) else "application/octet-stream"
    return store.client.generate_presigned_url(
        "get_object",
        Params={
            "Bucket": store.name(Bucket.REPLIES),
            "Key": key,
            "ResponseContentType": kind,
            "ResponseContentDisposition": f'{shown}; filename="{name}"',
        },
        ExpiresIn=DOWNLOAD_SECONDS,
    )


def _as_browsers_reach_it(outside: "Outside") -> ObjectStore:
    """Return the store under the address that an address for a browser must name."""
    settings = outside.settings
    if not settings.s3_public_endpoint:
        return outside.store
    client = connect(
        settings.s3_public_endpoint,
        settings.s3_region,
        plain(settings.s3_access_key) or None,
        plain(settings.s3_secret_key) or None,
    )
    return ObjectStore(client, settings.buckets)
