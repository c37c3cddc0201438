"""The mail that tells inspectors of a new version of the pack, in at most twelve lines."""

from collections.abc import Iterable
from datetime import datetime

from visit_exchange.kinds import Framework
from visit_exchange.mails.catalogue import mail
from visit_exchange.packs.manifest import Manifest
from visit_exchange.packs.naming import numbered
from visit_exchange.visits.visit import Visit, VisitStatus
from visit_exchange.writing.dates_in_words import say_when
from visit_exchange.writing.lateness import lateness

_MOST_NAMED = 4  # items by name in one line; the rest are counted


def announcement_mail(
    visit: Visit, framework: Framework, manifest: Manifest, previous: Manifest | None, place: str
) -> tuple[str, str]:
    """Return subject and text: what is in the pack, what changed, what is missing, late, not held.

    ``previous`` is the manifest of the version before, ``place`` where the pack can be fetched.
    """
    worst = max(manifest.late, key=lambda item: manifest.late[item], default="")
    late = lateness(manifest.late[worst]) if worst else None
    return mail(
        "returns_pack",
        visit=visit.id,
        area=visit.la_name,
        version=manifest.version,
        is_final=manifest.is_final,
        place=place,
        lists=len(manifest.lists),
        documents=sum(not _holds_lists(manifest, file.items) for file in manifest.files),
        previous=previous.version if previous else None,
        changes=_changes(framework, manifest, previous) if previous else (),
        missing=_named(framework, manifest.missing),
        not_due=_not_due(framework, manifest),
        late=_named(framework, manifest.late),
        latest=(late or "").rstrip(".").lower(),
        not_held=_named(framework, manifest.not_held),
        does_not_apply=_named(framework, manifest.does_not_apply),
        taken_back=_named(framework, (i for items in manifest.taken_back.values() for i in items)),
        questions=sum(len(each.told) for each in manifest.lists),
        can_choose=_can_choose(visit, framework, manifest),
    )


def _changes(framework: Framework, manifest: Manifest, previous: Manifest) -> list[tuple[str, str]]:
    """Return what became of items since the version before: a word, and which they are."""
    had, have = _sources(previous), _sources(manifest)
    both = had.keys() & have.keys()
    changes = {
        "New": have.keys() - had.keys(),
        "Added to": {item for item in both if had[item] < have[item]},
        "Replaced": {item for item in both if had[item] - have[item] and have[item] - had[item]},
        "Partly withdrawn": {item for item in both if have[item] < had[item]},
        "Gone": had.keys() - have.keys(),
    }
    return [(word, _named(framework, items)) for word, items in changes.items() if items]


def _sources(manifest: Manifest) -> dict[str, set[str]]:
    """Return what each item consists of: the uploads of a list, the contents of documents."""
    found = {each.item: set(each.uploads or (each.upload,)) for each in manifest.lists}
    for file in manifest.files:
        for item in file.items:
            if item not in found or not _holds_lists(manifest, file.items):
                found.setdefault(item, set()).add(file.sha256)
    return found


def _can_choose(visit: Visit, framework: Framework, manifest: Manifest) -> bool:
    """Return whether there is a list to choose children from, and no choice has been made."""
    held = {each.item for each in manifest.lists}
    is_chosen = visit.status.has_reached(VisitStatus.SELECTED)
    return not is_chosen and not held.isdisjoint(framework.selection.lists)


def _not_due(framework: Framework, manifest: Manifest) -> list[tuple[str, str]]:
    """Return each deadline to come with its items, the next one first."""
    found = []
    for due in sorted(set(manifest.not_due.values()), key=datetime.fromisoformat):
        items = [item for item, until in manifest.not_due.items() if until == due]
        found.append((say_when(due), _named(framework, items)))
    return found


def _named(framework: Framework, items: Iterable[str]) -> str:
    wanted = set(items)
    names = [numbered(item) for item in framework.items if item.id in wanted]
    more = len(names) - _MOST_NAMED
    if more > 0:
        names = [*names[:_MOST_NAMED], f"and {more} more"]
    return "; ".join(names)


def _holds_lists(manifest: Manifest, items: Iterable[str]) -> bool:
    return bool({each.item for each in manifest.lists} & set(items))
