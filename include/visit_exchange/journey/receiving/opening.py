"""An upload with its visit and its bytes, as the steps that answer it take it."""

from visit_exchange.journey.receiving.originals import content_of, key_of
from visit_exchange.journey.sender import Sender, sender_of
from visit_exchange.journey.upload import Opened
from visit_exchange.services.outside import Outside
from visit_exchange.visits.places import sent_name
from visit_exchange.visits.submission import Submission


def open_upload(outside: Outside, submission: Submission) -> Opened:
    """Fetch an upload with its visit. The bytes are the version that was received."""
    return open_with_sender(outside, submission)[0]


def open_with_sender(outside: Outside, submission: Submission) -> tuple[Opened, Sender]:
    """Fetch the same, with who sent it."""
    sender = sender_of(outside, submission)
    key = key_of(outside, submission)
    opened = Opened(
        visit=sender.visit,
        framework=sender.framework,
        submission=submission,
        name=sent_name(sender.folder, key),
        content=content_of(outside, submission, key),
    )
    return opened, sender
