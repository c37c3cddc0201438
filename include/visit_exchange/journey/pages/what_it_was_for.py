"""What a file answers, or was sent for, in the officer's words."""

from visit_exchange.journey.sender import Sender
from visit_exchange.tracking.items import is_tracking_item, kind_and_code
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places.sent_for import (
    child_sent_for,
    folder_number,
    item_sent_for,
    list_sent_for,
    sent_name,
)
from visit_exchange.visits.uploads.submission import (
    CHECKLIST_ITEM,
    TRACKING_CHECKLIST,
    Submission,
    Upload,
)

CHECKLISTS = {
    CHECKLIST_ITEM: "The checklist",
    TRACKING_CHECKLIST: "The checklist about the selected children",
}


def answers_of(upload: Submission, dossier: Dossier) -> tuple[str, ...]:
    """Return what an upload answers, used or not."""
    titles = {each.id: f"{each.number} {each.title}" for each in dossier.framework.items}
    kinds = {each.id: each.title for each in dossier.framework.tracking.items}
    found = []
    for item in dict.fromkeys(each.item for each in upload.items):
        kind, code = kind_and_code(item)
        about_child = f"{kinds.get(kind, kind)} of {code}" if is_tracking_item(item) else ""
        found.append(about_child or CHECKLISTS.get(item) or titles.get(item, item))
    return tuple(found)


def sent_for(upload: Upload, sender: Sender) -> tuple[str, ...]:
    """Return what a file was sent for on the page; nothing for one that we find out about."""
    if number := item_of(upload, sender):
        return tuple(f"{i.number} {i.title}" for i in sender.framework.items if i.number == number)
    if of_child := child_of(upload, sender):
        titles = {each.id: each.title for each in sender.framework.tracking.items}
        return (f"{titles[of_child[1]]} of {of_child[0]}",)
    return ()


def item_of(upload: Upload, sender: Sender) -> str:
    """Return the number of the item that a file was sent for; empty for none."""
    name = sent_name(sender.folder, upload.key)
    folder = item_sent_for(name) or list_sent_for(name)
    found = (i.number for i in sender.framework.items if folder_number(i.number) == folder)
    return next(found, "")


def child_of(upload: Upload, sender: Sender) -> tuple[str, str] | None:
    """Return code and kind that a file was sent for beside a child; None for none."""
    found = child_sent_for(sent_name(sender.folder, upload.key))
    kinds = {folder_number(each.id): each.id for each in sender.framework.tracking.items}
    if found is None or found[1] not in kinds:
        return None
    return found[0].upper(), kinds[found[1]]
