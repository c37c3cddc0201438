"""What an authority sees on its upload page: what is asked, what it sent, our replies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from visit_exchange.journey.now import visit_now, wall_now
from visit_exchange.journey.pages.asked_items import Asked, asked_items, is_deferred
from visit_exchange.journey.pages.children_grid import Children, children_grid
from visit_exchange.journey.pages.reply_downloads import Download, ReplyDownloads
from visit_exchange.journey.pages.sent_files import Sent, SentFiles
from visit_exchange.journey.pages.turns import files_before
from visit_exchange.journey.pages.upload_permits import sent_by
from visit_exchange.journey.pages.what_it_was_for import child_of, item_of
from visit_exchange.journey.sender import Sender
from visit_exchange.returns.screening.screen import MOST_BYTES
from visit_exchange.visits.dossier import Dossier
from visit_exchange.visits.uploads.submission import Upload, UploadIdentity

if TYPE_CHECKING:
    from visit_exchange.services.outside import Outside

DEFERRED = (
    "This visit is deferred. There is no deadline now, and we will mail you the new dates. You can "
    "still send files: they count when the visit is resumed."
)


@dataclass(frozen=True)
class UploadPage:
    """Everything that the page shows. ``children`` is None until children are selected.

    ``arranges`` says that there is something to arrange with the inspectors, on pages of their own.
    ``has_surveys`` says that they may send surveys on, and say to whom.
    ``stopped`` says that the visit is deferred, and what that means; else it is empty. ``sent`` are
    the newest first.
    """

    visit_id: str
    authority: str
    kind: str
    contact: str
    most_bytes: int
    stopped: str
    arranges: bool
    has_surveys: bool
    asked: tuple[Asked, ...]
    children: Children | None
    sent: tuple[Sent, ...]
    downloads: tuple[Download, ...]


def upload_page(outside: "Outside", sender: Sender) -> UploadPage:
    """Return what the authority, or a partner, of this visit sees now."""
    visit, replies = sender.visit, ReplyDownloads(outside, sender)
    now = visit_now(visit)
    dossier = outside.register.dossier(visit.id)
    uploads = sent_by(outside, sender)
    checked = _being_checked(dossier, uploads)
    before = _files_before(outside) if checked else {}
    rules = outside.register.rules_failed(visit.id)
    files = SentFiles(dossier, sender, replies, before, rules).of(uploads)
    return UploadPage(
        visit_id=visit.id,
        authority=sender.name,
        kind=sender.framework.title,
        contact=visit.lead_inspector_email,
        most_bytes=MOST_BYTES,
        stopped=DEFERRED if is_deferred(visit) else "",
        arranges=not sender.partner,
        has_surveys=bool(dossier.framework.surveys.audiences),
        asked=tuple(asked_items(dossier, sender, now, {item_of(e, sender) for e in checked})),
        children=children_grid(
            dossier, sender, now, {found for e in checked if (found := child_of(e, sender))}
        ),
        sent=tuple(reversed(list(files))),
        downloads=replies.of_request(),
    )


def _files_before(outside: "Outside") -> dict[UploadIdentity, int]:
    now = wall_now()
    register = outside.register
    return files_before(register.unanswered(), register.turns_taken(now), now)


def _being_checked(dossier: Dossier, uploads: Sequence[Upload]) -> list[Upload]:
    """Return what has no answer yet, whether it is known or not."""
    answered = {each.upload for each in dossier.submissions if each.answered_at}
    return [each for each in uploads if each.identity not in answered]
