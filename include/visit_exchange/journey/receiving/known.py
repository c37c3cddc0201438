"""What a visit knows before a file is looked at, gathered once."""

from collections.abc import Mapping

import pandas as pd

from visit_exchange.assessing.checklist import CHECKLIST_ITEM
from visit_exchange.assessing.inputs import NOTHING_SAID, Known
from visit_exchange.journey.receiving.earlier import (
    answered_before,
    earlier_files,
    released_before,
)
from visit_exchange.journey.receiving.originals import content_of
from visit_exchange.journey.receiving.same_upload import answered_by_the_same
from visit_exchange.journey.selecting.selection import codes_in_lists
from visit_exchange.journey.sender import Sender
from visit_exchange.journey.staging.crosswalk import crosswalk_among
from visit_exchange.journey.staging.known_children import children_known
from visit_exchange.journey.staging.shelf import staged_frame
from visit_exchange.journey.upload import Opened
from visit_exchange.request.checklist_reading import Checklist, read_checklist
from visit_exchange.returns.tables.safe_reading import TABLES
from visit_exchange.services.outside import Outside
from visit_exchange.visits.submission import Submission, SubmittedItem

Accepted = Mapping[str, tuple[Submission, SubmittedItem]]


def known_of(outside: Outside, opened: Opened, sender: Sender) -> Known:
    """Return what an assessment of an upload needs to know."""
    dossier, is_table = opened.dossier, opened.kind in TABLES
    visit, selection = dossier.visit, dossier.selection
    accepted = dossier.accepted_items(sender.id)
    crosswalk = crosswalk_among(outside, visit, dossier.submissions)
    key = opened.key or outside.keys.key(visit.id)
    checklist = read_checklist(opened.content, opened.framework) if is_table else None
    return Known(
        key=key,
        crosswalk=crosswalk,
        children=children_known(outside, visit, crosswalk, key),
        lists=_lists(outside, sender, accepted) if is_table else {},
        codes=codes_in_lists(outside, visit) if selection else frozenset(),
        selection=frozenset(selection.codes) if selection else None,
        checklist=checklist_among(outside, sender, accepted),
        earlier=earlier_files(outside, dossier, sender, checklist) if checklist else (),
        before=answered_before(dossier, sender, opened.submission),
        again=answered_by_the_same(dossier, opened.submission),
        not_held=frozenset(dossier.not_held(sender.id)),
        released=released_before(dossier, opened.submission),
    )


def newest_checklist(outside: Outside, sender: Sender) -> tuple[Checklist, int]:
    """Return the newest checklist of a sender with its upload's number.

    It says nothing and is upload 0 when none came.
    """
    accepted = outside.register.accepted_items(sender.visit.id, sender.id)
    number = accepted[CHECKLIST_ITEM][0].number if CHECKLIST_ITEM in accepted else 0
    return checklist_among(outside, sender, accepted), number


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
