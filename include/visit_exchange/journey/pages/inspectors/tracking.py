"""The tracking pack by child: what has come, what is missing; for the team that follows them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visit_exchange.errors import UserError
from visit_exchange.journey.pages.inspectors.opened import NO_SUCH_VERSION, published
from visit_exchange.journey.publishing.pack_writing import published_manifest
from visit_exchange.kinds import Framework
from visit_exchange.tracking.items import tracking_item_id
from visit_exchange.tracking.pack import TrackingManifest, read_tracking_manifest
from visit_exchange.visits.kind_of import framework_of

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside
    from visit_exchange.services.register import Pack

TRACKING = "tracking"


@dataclass(frozen=True)
class TrackedKind:
    """What was asked for about a child: the places of its files in the manifest, by name.

    ``instead`` says why there is no file; ``is_taken_back`` that an earlier version held another.
    """

    title: str
    files: tuple[tuple[int, str], ...] = field(repr=False)
    instead: str
    is_missing: bool
    is_taken_back: bool


@dataclass(frozen=True)
class TrackedChild:
    """A selected child: what has come of each kind of document."""

    code: str = field(repr=False)
    kinds: tuple[TrackedKind, ...]

    @property
    def missing(self) -> int:
        """How many kinds have not come."""
        return sum(each.is_missing for each in self.kinds)


@dataclass(frozen=True)
class TrackingFolder:
    """A version of the tracking pack."""

    pack: "Pack"
    manifest: TrackingManifest
    children: tuple[TrackedChild, ...]


def open_tracking(outside: "Outside", visit_id: str, version: int) -> TrackingFolder:
    """Return a version of the tracking pack; UserError where there is none to open."""
    visit = outside.register.visit(visit_id)
    pack = published(outside, visit, TRACKING, version)
    try:
        manifest = read_tracking_manifest(published_manifest(outside, pack))
    except FileNotFoundError:
        raise UserError(NO_SUCH_VERSION) from None
    return TrackingFolder(pack, manifest, tracked(framework_of(visit), manifest))


def tracked(framework: Framework, manifest: TrackingManifest) -> tuple[TrackedChild, ...]:
    """Return what has come, child by child, in the order in which they were selected."""
    return tuple(
        TrackedChild(
            code,
            tuple(
                _kind(manifest, title, tracking_item_id(kind, code))
                for kind, title in _asked(framework)
            ),
        )
        for code in manifest.selected
    )


def _asked(framework: Framework) -> list[tuple[str, str]]:
    return [(each.id, each.title) for each in framework.tracking.items]


def _kind(manifest: TrackingManifest, title: str, item: str) -> TrackedKind:
    files = tuple(
        (place, file.name.rpartition("/")[2])
        for place, file in enumerate(manifest.files, start=1)
        if item in file.items
    )
    is_missing, is_back = item in manifest.missing, item in manifest.taken_back
    return TrackedKind(title, files, _instead(manifest, item), is_missing, is_back)


def _instead(manifest: TrackingManifest, item: str) -> str:
    """Return what is told in the place of a file; empty for one that is there."""
    told = {
        "Not held": manifest.not_held,
        "Does not apply": manifest.does_not_apply,
        "Missing": manifest.missing,
    }
    return next((words for words, items in told.items() if item in items), "")
