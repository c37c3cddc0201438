"""What a visit knows before a file is looked at, from what was gathered of it."""

from collections.abc import Mapping

import pandas as pd

from visit_exchange.assessing.inputs import NOTHING_SAID, Known
from visit_exchange.journey.receiving.earlier import (
    answered_before,
    earlier_files,
    released_before,
)
from visit_exchange.journey.receiving.originals import content_of, visits_key
from visit_exchange.journey.receiving.same_upload import answered_by_the_same
from visit_exchange.journey.selecting.selection import codes_in
from visit_exchange.journey.sender import Sender, sender_in
from visit_exchange.journey.staging.crosswalk import crosswalk_among
from visit_exchange.journey.staging.known_children import children_among
from visit_exchange.journey.staging.shelf import staged_frame
from visit_exchange.journey.upload import AtHand, Opened
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.privacy.own_headings import open_headings
from visit_exchange.request.checklist_reading import Checklist, read_checklist
from visit_exchange.returns.tables.safe_reading import TABLES
from visit_exchange.services.outside import Outside
from visit_exchange.visits.uploads.submission import CHECKLIST_ITEM, Submission, SubmittedItem

Accepted = Mapping[str, tuple[Submission, SubmittedItem]]


def known_of(outside: Outside, opened: Opened, sender: Sender) -> Known:
    """Return what an assessment of an upload needs to know."""
    at_hand, dossier, is_table = opened.at_hand, opened.dossier, opened.kind in TABLES
    selection = dossier.selection
    crosswalk, children = codes_and_children(outside, at_hand)
    checklist = read_checklist(opened.content, opened.framework) if is_table else None
    return Known(
        key=visits_key(outside, at_hand),
        crosswalk=crosswalk,
        children=children,
        lists=_lists(outside, sender, dossier.accepted_items(sender.id)) if is_table else {},
        codes=codes_in(outside, dossier) if selection else frozenset(),
        selection=frozenset(selection.codes) if selection else None,
        checklist=newest_checklist(outside, at_hand)[0],
        earlier=earlier_files(outside, at_hand, sender, checklist) if checklist else (),
        before=answered_before(dossier, sender, opened.submission),
        again=answered_by_the_same(dossier, opened.submission),
        not_held=frozenset(dossier.not_held(sender.id)),
        released=released_before(dossier, opened.submission),
        own=own_headings(outside, at_hand),
    )


def codes_and_children(outside: Outside, at_hand: AtHand) -> tuple[dict[str, str], KnownChildren]:
    """Return the codes of the visit's children by reference, and what documents are searched for.

    NoKey when the visit has no key.
    """
    key, visit = visits_key(outside, at_hand), at_hand.dossier.visit
    uploads, sealed = at_hand.dossier.submissions, at_hand.sealed
    crosswalk = crosswalk_among(outside, visit, uploads, sealed.crosswalks, key)
    return crosswalk, children_among(crosswalk, sealed.name_prints, key)


def own_headings(outside: Outside, at_hand: AtHand) -> dict[str, dict[str, str]]:
    """Return what the sender at hand calls its columns, by list: headings and their fields."""
    sealed, sender = at_hand.sealed.own_headings, at_hand.submission.sender
    return open_headings(visits_key(outside, at_hand), sealed, sender) if sealed else {}


def newest_checklist(outside: Outside, at_hand: AtHand) -> tuple[Checklist, int]:
    """Return the newest checklist of the sender at hand with its upload's number.

    It says nothing and is upload 0 when none came. It is read again from the upload: the file names
    in it may identify a child, so no other place may keep them.
    """
    sender = sender_in(at_hand.dossier, at_hand.submission.sender)
    accepted = at_hand.dossier.accepted_items(sender.id)
    if CHECKLIST_ITEM not in accepted:
        return NOTHING_SAID, 0
    submission, _ = accepted[CHECKLIST_ITEM]
    content = content_of(outside, at_hand, submission)
    return read_checklist(content, sender.framework) or NOTHING_SAID, submission.number


def _lists(outside: Outside, sender: Sender, accepted: Accepted) -> dict[str, pd.DataFrame]:
    lists = {item.id for item in sender.framework.lists}
    return {
        name: staged_frame(outside, item.staged_key)
        for name, (_, item) in accepted.items()
        if name in lists and item.staged_key
    }
