"""An upload with its visit and its bytes, as the steps that answer it take it: gathered once."""

from visit_exchange.journey.receiving.originals import content_of, key_of
from visit_exchange.journey.sender import sender_in
from visit_exchange.journey.upload import AtHand, Opened
from visit_exchange.services.outside import Outside
from visit_exchange.visits.places.sent_for import sent_name
from visit_exchange.visits.uploads.submission import visit_of_upload


def gather(outside: Outside, submission_id: str) -> AtHand:
    """Return an upload with all that is known of its visit, in one transaction.

    UserError when there is none. A visit whose key was destroyed still answers: what comes now is
    set aside.
    """
    visit_id = visit_of_upload(submission_id)
    dossier, sealed = outside.register.dossier_and_seals(visit_id)
    is_buried = dossier.is_key_destroyed
    has_key = outside.keys.has(visit_id) and not is_buried
    key = outside.keys.key(visit_id, is_buried=is_buried) if has_key else b""
    return AtHand(dossier, dossier.submission(submission_id), sealed, key)


def open_upload(outside: Outside, at_hand: AtHand) -> Opened:
    """Fetch an upload, unless it is fetched. The bytes are the version that was received."""
    sender = sender_in(at_hand.dossier, at_hand.submission.sender)
    place = key_of(outside, at_hand, at_hand.submission)
    content = at_hand.content
    if content is None:
        content = content_of(outside, at_hand, at_hand.submission, place)
    return Opened(at_hand, sender.framework, sent_name(sender.folder, place), content)
