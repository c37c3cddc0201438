"""What a visit knows before a file is looked at, gathered once."""

from collections.abc import Mapping

import pandas as pd

from visit_exchange.assessing.checklist import CHECKLIST_ITEM
from visit_exchange.assessing.inputs import NOTHING_SAID, Known
from visit_exchange.journey.receiving.originals import content_of, key_of
from visit_exchange.journey.selecting.selection import codes_in_lists
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.crosswalk import crosswalk_of
from visit_exchange.journey.staging.known_children import children_known
from visit_exchange.journey.staging.shelf import staged_frame
from visit_exchange.journey.upload import Opened
from visit_exchange.request.checklist_reading import Checklist, read_checklist
from visit_exchange.returns.tables.safe_reading import TABLES
from visit_exchange.services.outside import Outside
from visit_exchange.visits.submission import Submission, SubmissionStatus, SubmittedItem

Accepted = Mapping[str, tuple[Submission, SubmittedItem]]


def known_of(outside: Outside, opened: Opened, sender: Sender) -> Known:
    """Return what an assessment of an upload needs to know."""
    visit, is_table = opened.visit, opened.kind in TABLES
    accepted = outside.register.accepted_items(visit.id, sender.id)
    crosswalk = crosswalk_of(outside, visit)
    selection = outside.register.selection(visit.id)
    return Known(
        key=outside.keys.key(visit.id),
        crosswalk=crosswalk,
        children=children_known(outside, visit, crosswalk),
        lists=_lists(outside, sender, accepted) if is_table else {},
        codes=codes_in_lists(outside, visit) if selection else frozenset(),
        selection=frozenset(selection.codes) if selection else None,
        checklist=checklist_among(outside, sender, accepted),
        unplaced=_unplaced(outside, opened) if is_table and _is_checklist(opened) else {},
    )


def newest_checklist(outside: Outside, sender: Sender) -> Checklist:
    """Return the newest checklist of a sender; one that says nothing when none came."""
    accepted = outside.register.accepted_items(sender.visit.id, sender.id)
    return checklist_among(outside, sender, accepted)


def checklist_among(outside: Outside, sender: Sender, accepted: Accepted) -> Checklist:
    """Return the checklist among what was accepted.

    It is read again from the upload: the file names in it may identify a child, so no other place
    may keep them.
    """
    if CHECKLIST_ITEM not in accepted:
        return NOTHING_SAID
    submission, _ = accepted[CHECKLIST_ITEM]
    content = content_of(outside, submission)
    return read_checklist(content, sender.framework) or NOTHING_SAID


def _lists(outside: Outside, sender: Sender, accepted: Accepted) -> dict[str, pd.DataFrame]:
    lists = {item.id for item in sender.framework.lists}
    return {
        name: staged_frame(outside, item.staged_key)
        for name, (_, item) in accepted.items()
        if name in lists and item.staged_key
    }


def _is_checklist(opened: Opened) -> bool:
    return read_checklist(opened.content, opened.framework) is not None


def _unplaced(outside: Outside, opened: Opened) -> dict[str, tuple[str, bytes]]:
    """Return kind and content by name of its sender's uploads that we could not place."""
    found = {}
    for submission in outside.register.submissions(opened.visit.id):
        is_unplaced = submission.status is SubmissionStatus.MUST_FIX and not submission.items
        if is_unplaced and submission.sender == opened.submission.sender:
            key = key_of(outside, submission)
            name = key.rpartition("/")[2].casefold()
            found[name] = (submission.kind or "", content_of(outside, submission, key))
    return found
