"""An upload with its visit and its bytes, as the steps that answer it take it."""

from visit_exchange.journey.receiving.originals import content_of, key_of
from visit_exchange.journey.sender import Sender, sender_in
from visit_exchange.journey.upload import Opened
from visit_exchange.services.outside import Outside
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.places import sent_name
from visit_exchange.visits.submission import Submission


def open_upload(outside: Outside, submission: Submission) -> Opened:
    """Fetch an upload with its visit. The bytes are the version that was received."""
    return open_in(outside, outside.register.dossier(submission.visit_id), submission)[0]


def open_in(outside: Outside, dossier: Dossier, submission: Submission) -> tuple[Opened, Sender]:
    """Fetch the same where the visit's dossier is at hand, with who sent it."""
    sender = sender_in(dossier, submission.sender)
    # A visit whose key was destroyed still answers: what comes now is set aside.
    has_key = outside.keys.has(submission.visit_id)
    key = outside.keys.key(submission.visit_id) if has_key else b""
    place = key_of(outside, submission, key)
    opened = Opened(
        dossier=dossier,
        framework=sender.framework,
        submission=submission,
        name=sent_name(sender.folder, place),
        content=content_of(outside, submission, place),
        key=key,
    )
    return opened, sender
