"""manifest.json: what a version of a pack holds, where each file came from, what was found."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from pydantic import TypeAdapter

from visit_exchange.kinds.profile_spec import load_profile
from visit_exchange.packs.contents import Late, PackContents, PackDocument, PackList, PartnerSent
from visit_exchange.packs.numbers.closed_columns import Closed, closed_columns
from visit_exchange.packs.numbers.distributions import count_all
from visit_exchange.packs.numbers.glance import lists_of
from visit_exchange.packs.numbers.profile import ListProfile, profile, suppressed
from visit_exchange.packs.numbers.uniqueness import Uniqueness, as_may_be_told, uniqueness
from visit_exchange.packs.suppressing import SMALLEST_COUNT
from visit_exchange.packs.suppressing import told as may_be_told
from visit_exchange.privacy.documents.page_count import page_count


@dataclass(frozen=True)
class ManifestFile:
    """A file with its size in bytes, the uploads it was made from and the items it serves.

    ``pages`` are those of a PDF; None where nobody counted them.
    """

    name: str
    size: int
    sha256: str
    uploads: tuple[str, ...]
    items: tuple[str, ...]
    pages: int | None = None


@dataclass(frozen=True)
class Told:
    """A question that the authority was told of, and how many cells it concerns; None if few."""

    rule: str
    message: str
    cells: int | None


@dataclass(frozen=True)
class ManifestList:
    """A list: checks that were run and that found nothing, and its profile.

    Small numbers are None, here and wherever the manifest counts what is about children, and the
    others are rounded.
    """

    item: str
    upload: str
    as_at: date | None
    checks_run: int
    checks_passed: int
    told: tuple[Told, ...]
    not_held: tuple[str, ...]
    redacted: dict[str, int | None]
    profile: ListProfile
    uploads: tuple[str, ...] = ()


@dataclass(frozen=True)
class ManifestPartner:
    """What a partner sent (upload by item), still owes and does not hold."""

    id: str
    name: str
    kind: str
    sent: dict[str, str]
    missing: tuple[str, ...]
    not_held: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """One version of a pack. ``published`` is visit time, ``late`` is by how much (ISO 8601),
    ``not_due`` what has not come and until when it need not (local time). ``taken_back`` are
    uploads that an earlier version held and their senders took back, with the items that they were
    used for.

    ``small_numbers``: numbers of children from 1 to under this one are not told, and the others
    are rounded to the nearest multiple of it.
    """

    visit: str
    framework: str
    version: int
    is_final: bool
    published: datetime
    files: tuple[ManifestFile, ...]
    lists: tuple[ManifestList, ...]
    missing: tuple[str, ...]
    late: dict[str, timedelta]
    not_held: tuple[str, ...]
    uniqueness: tuple[Uniqueness, ...] = ()
    small_numbers: int = SMALLEST_COUNT
    partners: tuple[ManifestPartner, ...] = ()
    not_due: dict[str, str] = field(default_factory=dict)
    does_not_apply: tuple[str, ...] = ()
    taken_back: dict[str, tuple[str, ...]] = field(default_factory=dict)


_MANIFEST = TypeAdapter(Manifest)


def manifest_of(contents: PackContents, files: tuple[ManifestFile, ...]) -> Manifest:
    """Return the manifest of ``contents`` written as ``files``."""
    return Manifest(
        visit=contents.visit.id,
        framework=contents.framework.id,
        version=contents.version,
        is_final=contents.is_final,
        published=contents.published,
        files=files,
        lists=_lists(contents),
        missing=tuple(i.id for i in contents.missing if i.id not in contents.due_later),
        not_due={i.id: due for i in contents.missing if (due := contents.due_later.get(i.id))},
        late=_late(contents.late),
        not_held=tuple(item.id for item in contents.not_held),
        does_not_apply=tuple(item.id for item in contents.does_not_apply),
        taken_back={each.upload: each.items for each in contents.taken_back},
        partners=tuple(_partner(each) for each in contents.partners),
        uniqueness=_uniqueness(contents),
        small_numbers=contents.small_numbers,
    )


def manifest_file(
    name: str, content: bytes, uploads: tuple[str, ...], items: tuple[str, ...]
) -> ManifestFile:
    """Return how a file stands in a manifest."""
    return ManifestFile(name, len(content), sha256(content).hexdigest(), uploads, items)


def document_file(name: str, document: PackDocument, content: bytes) -> ManifestFile:
    """Return how a document stands in a manifest; ``content`` is what is published of it."""
    made = manifest_file(name, content, (document.upload,), document.items)
    return replace(made, pages=page_count(document.kind, content))


def manifest_json(manifest: Manifest) -> bytes:
    """Return the manifest as JSON."""
    return _MANIFEST.dump_json(manifest, indent=1)


def read_manifest(content: bytes) -> Manifest:
    """Return the manifest that an earlier version was published with."""
    return _MANIFEST.validate_json(content)


def _uniqueness(contents: PackContents) -> tuple[Uniqueness, ...]:
    rules = load_profile(contents.framework.id).recognisable
    found = uniqueness(rules, lists_of(contents.lists))
    return tuple(as_may_be_told(each, contents.small_numbers) for each in found)


def _lists(contents: PackContents) -> tuple[ManifestList, ...]:
    lists, smallest = lists_of(contents.lists), contents.small_numbers
    counted = count_all(load_profile(contents.framework.id).spreads, lists)
    closed = closed_columns(counted, lists, smallest)
    return tuple(_list(each, smallest, closed) for each in contents.lists)


def _list(each: PackList, smallest: int, closed: Closed) -> ManifestList:
    told = Counter((problem.rule, problem.message) for problem in each.problems_told)
    return ManifestList(
        item=each.spec.id,
        upload=each.upload,
        uploads=each.uploads,
        as_at=each.as_at,
        checks_run=each.checks_run,
        checks_passed=each.checks_run - len({rule for rule, _ in told if _is_check(each, rule)}),
        told=_questions(told, smallest),
        not_held=each.not_held,
        redacted={kind: may_be_told(count, smallest) for kind, count in each.redacted},
        profile=_profile(each, smallest, closed),
    )


def _questions(asked: Counter[tuple[str, str]], smallest: int) -> tuple[Told, ...]:
    """Return the questions, ordered by what is told of how many: the order tells no more."""
    told = [Told(*question, may_be_told(cells, smallest)) for question, cells in asked.items()]
    return tuple(sorted(told, key=lambda one: (-(one.cells or 0), one.rule, one.message)))


def _profile(each: PackList, smallest: int, closed: Closed) -> ListProfile:
    """Return a list's profile without the columns of which the Counts sheet alone tells."""
    told = suppressed(profile(each.spec, each.frame), smallest)
    left_out = {c.onward_title for c in each.spec.columns if (each.spec.id, c.id) in closed}
    return replace(told, columns=tuple(c for c in told.columns if c.title not in left_out))


def _partner(each: PartnerSent) -> ManifestPartner:
    return ManifestPartner(
        id=each.id,
        name=each.name,
        kind=each.kind,
        sent=dict(each.sent),
        missing=tuple(item.id for item in each.missing),
        not_held=tuple(item.id for item in each.not_held),
    )


def _is_check(each: PackList, rule: str) -> bool:
    return any(check.id == rule for check in each.spec.checks)


def _late(late: tuple[Late, ...]) -> dict[str, timedelta]:
    return {each.item: each.by for each in late}
