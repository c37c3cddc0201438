"""The object store as the authority and the inspectors reach it: each with the visit's own keys."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from botocore.exceptions import ClientError

from rehearsal.playing.doors import REFUSED, code_of, is_shut, listed, open_doors
from visit_exchange.buckets import Bucket
from visit_exchange.journey.access.store_access import show
from visit_exchange.services.object_store import connect
from visit_exchange.services.outside import Outside
from visit_exchange.visits.places.keys import TRACKING_PACKS
from visit_exchange.visits.visit import VisitStatus

if TYPE_CHECKING:
    from types_boto3_s3.client import S3Client

T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """What one identity of the visit may look at: the folders below the visit's prefix."""

    who: str
    folders: tuple[str, ...]


AUTHORITY = (View("la", ("",)),)
INSPECTORS = (View("inspectors", ("v", "answers/")), View("tracking-team", (TRACKING_PACKS,)))


@dataclass
class Desk:
    """One party's views of the store. ``shown`` is the bucket that it may read.

    It has no keys before the visit opens, and they are refused once it has closed: what was still
    on its way then is fetched as the pipeline sees it. ``trespasses`` are sentences about what
    somebody could reach and should not.
    """

    outside: Outside
    visit_id: str
    shown: Bucket
    views: tuple[View, ...]
    trespasses: list[str] = field(default_factory=list)
    _clients: dict[str, "S3Client"] = field(default_factory=dict, repr=False)
    _tried: set[str] = field(default_factory=set, repr=False)

    def drop(self, bucket: str, name: str, content: bytes) -> str:
        """Upload a file under the visit's prefix; return its key.

        A file that lies there already stays: the store may have been killed after it took it and
        before it said so, and a second version would be a second upload.
        """
        key = f"{self.visit_id}/{name}"
        try:
            self._client(self.views[0]).put_object(
                Bucket=bucket, Key=key, Body=content, IfNoneMatch="*"
            )
        except ClientError as error:
            if code_of(error) != "PreconditionFailed":
                raise
        return key

    def is_open(self) -> bool:
        """Return whether the visit has opened, so that its people have keys."""
        return self._status() is not VisitStatus.REGISTERED

    def list_keys(self) -> list[str]:
        """Return the keys of the visit that this party can see; none before it opens."""
        if not self.is_open():
            return []
        keys = [
            key
            for view in self.views
            for folder in view.folders
            for key in self._list(view, folder)
        ]
        self._try_the_tracking_pack(keys)
        return keys

    def read(self, key: str) -> bytes:
        """Return an object that this party can see."""
        view = next(each for each in self.views if self._shows(each, key))
        name = self.outside.store.name(self.shown)
        return self._reach(view, lambda s3: s3.get_object(Bucket=name, Key=key)["Body"].read())

    def download(self, folder: Path) -> int:
        """Bring everything that this party can see into ``folder``; return how many files."""
        keys = self.list_keys()
        for key in keys:
            path = folder / key.removeprefix(f"{self.visit_id}/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.read(key))
        return len(keys)

    def still_let_in(self) -> list[str]:
        """Return a sentence for every identity whose keys still open anything."""
        anything = f"{self.visit_id}/v"
        return [
            f"the keys of {who} still work after the visit has closed"
            for who, client in self._clients.items()
            if not is_shut(partial(listed, client, self._name, anything))
        ]

    def reaches(self, other: str) -> list[str]:
        """Return a sentence for every identity that can look into, or write to, another visit."""
        uploads = self.outside.store.name(Bucket.UPLOADS)
        return [
            f"{view.who} of {self.visit_id} can {what} {other}"
            for view in self.views
            for what in open_doors(self._client(view), self._name, uploads, other)
        ]

    @property
    def _name(self) -> str:
        return self.outside.store.name(self.shown)

    def _list(self, view: View, folder: str) -> list[str]:
        prefix = f"{self.visit_id}/{folder}"
        return self._reach(view, lambda s3: listed(s3, self._name, prefix))

    def _try_the_tracking_pack(self, keys: list[str]) -> None:
        """Ask for each new document of it as whoever of this party may not have it."""
        if self._status() is VisitStatus.CLOSED:
            return
        tracking = f"{self.visit_id}/{TRACKING_PACKS}"
        for key in keys:
            if key.startswith(tracking) and key not in self._tried:
                self._tried.add(key)
                self.trespasses += [
                    f"{view.who} can read a document of the tracking pack"
                    for view in self.views
                    if not self._shows(view, key) and not self._is_refused(view, key)
                ]

    def _is_refused(self, view: View, key: str) -> bool:
        s3 = self._client(view)
        return is_shut(lambda: s3.get_object(Bucket=self._name, Key=key))

    def _shows(self, view: View, key: str) -> bool:
        return key.removeprefix(f"{self.visit_id}/").startswith(view.folders)

    def _reach(self, view: View, act: "Callable[[S3Client], T]") -> T:
        try:
            return act(self._client(view))
        except ClientError as error:
            if code_of(error) not in REFUSED or self._status() is not VisitStatus.CLOSED:
                raise
            return act(self.outside.store.client)

    def _client(self, view: View) -> "S3Client":
        if view.who not in self._clients:
            settings = self.outside.settings
            keys = show(self.outside, self.visit_id, view.who, by="rehearsal")
            self._clients[view.who] = connect(
                str(settings.s3_endpoint), settings.s3_region, keys.access_key, keys.secret_key
            )
        return self._clients[view.who]

    def _status(self) -> VisitStatus:
        return self.outside.register.visit(self.visit_id).status
