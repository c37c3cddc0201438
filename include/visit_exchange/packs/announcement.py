"""The mail that tells inspectors of a new version of the pack, in at most twelve lines."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from visit_exchange.kinds import Framework
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
    final = " (final)" if manifest.is_final else ""
    subject = f"Returns pack {manifest.version}{final}: {visit.la_name}, {visit.id}"
    documents = sum(1 for file in manifest.files if not _holds_lists(manifest, file.items))
    lines = [
        f"Version {manifest.version} of the returns pack is ready{final}: {place}",
        "",
        f"In it: {_counted(len(manifest.lists), 'list')} and {_counted(documents, 'document')}.",
        _changes(framework, manifest, previous),
        *_missing(framework, manifest),
        *_not_due(framework, manifest),
        *_late(framework, manifest),
        *_said("Not held by the authority", framework, manifest.not_held),
        *_questions(manifest),
        *_choose(visit, framework, manifest),
    ]
    return subject, "\n".join(lines) + "\n"


def _changes(framework: Framework, manifest: Manifest, previous: Manifest | None) -> str:
    if previous is None:
        return "This is the first version."
    had, have = _sources(previous), _sources(manifest)
    both = had.keys() & have.keys()
    changes = {
        "New": have.keys() - had.keys(),
        "Added to": {item for item in both if had[item] < have[item]},
        "Replaced": {item for item in both if had[item] - have[item] and have[item] - had[item]},
        "Partly withdrawn": {item for item in both if have[item] < had[item]},
        "Gone": had.keys() - have.keys(),
    }
    parts = [f"{word}: {_named(framework, items)}" for word, items in changes.items() if items]
    return f"Since version {previous.version}: {'. '.join(parts) or 'no item changed'}."


def _sources(manifest: Manifest) -> dict[str, set[str]]:
    """Return what each item consists of: the uploads of a list, the contents of documents."""
    found = {each.item: set(each.uploads or (each.upload,)) for each in manifest.lists}
    for file in manifest.files:
        for item in file.items:
            if item not in found or not _holds_lists(manifest, file.items):
                found.setdefault(item, set()).add(file.sha256)
    return found


def _missing(framework: Framework, manifest: Manifest) -> list[str]:
    if manifest.missing:
        return [f"Missing: {_named(framework, manifest.missing)}."]
    return ["Nothing that is due is missing." if manifest.not_due else "Missing: nothing."]


def _choose(visit: Visit, framework: Framework, manifest: Manifest) -> list[str]:
    """Return what to do next, once there is a list to choose from and until the choice is made."""
    held = {each.item for each in manifest.lists}
    if held.isdisjoint(framework.selection.lists) or visit.status.has_reached(VisitStatus.SELECTED):
        return []
    return ["", "Choose the children to track on the Selection sheet, or answer in Airflow."]


def _not_due(framework: Framework, manifest: Manifest) -> Iterator[str]:
    """Yield a line for each deadline to come, the next one first."""
    for due in sorted(set(manifest.not_due.values()), key=datetime.fromisoformat):
        items = [item for item, until in manifest.not_due.items() if until == due]
        yield f"Not due until {say_when(due)}: {_named(framework, items)}."


def _late(framework: Framework, manifest: Manifest) -> list[str]:
    if not manifest.late:
        return []
    worst = max(manifest.late, key=lambda item: manifest.late[item])
    said = (lateness(manifest.late[worst]) or "").rstrip(".").lower()
    return [f"Late: {_named(framework, manifest.late)} ({said} at most)."]


def _said(words: str, framework: Framework, items: Iterable[str]) -> list[str]:
    named = _named(framework, items)
    return [f"{words}: {named}."] if named else []


def _questions(manifest: Manifest) -> list[str]:
    told = sum(len(each.told) for each in manifest.lists)
    return [f"Questions from the checks: {told}, on the Summary sheet."] if told else []


def _named(framework: Framework, items: Iterable[str]) -> str:
    wanted = set(items)
    names = [numbered(item) for item in framework.items if item.id in wanted]
    more = len(names) - _MOST_NAMED
    if more > 0:
        names = [*names[:_MOST_NAMED], f"and {more} more"]
    return "; ".join(names)


def _holds_lists(manifest: Manifest, items: Iterable[str]) -> bool:
    return bool({each.item for each in manifest.lists} & set(items))


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
