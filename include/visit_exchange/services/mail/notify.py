"""Mail by GOV.UK Notify, through its own client.

The template has ``((subject))`` as its subject, and ``((body))`` and ``((file))`` in its text.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from notifications_python_client.utils import prepare_upload

from visit_exchange.services.mail.letter import Attachment, Letter
from visit_exchange.services.mail.refusals import Away, Refused

SERVER = "GOV.UK Notify"
PATIENCE = 15  # seconds
# What Notify lets a reader fetch by a link in the mail, and how much of it.
FILES = frozenset(
    {".csv", ".doc", ".docx", ".jpeg", ".jpg", ".json", ".odt", ".pdf", ".png", ".rtf", ".txt"}
    | {".xlsx"}
)
MOST_BYTES = 2 * 1024 * 1024
NOBODY = "permanent-failure"  # there is no such inbox
UNDELIVERED = frozenset({NOBODY, "temporary-failure", "technical-failure"})
BAD_REQUEST = 400
# Of a bad request these words say that our template is at fault, not the letter.
OURS = ("template", "personalisation")


@dataclass(frozen=True)
class NotifySender:
    """Sends mails with one template of one service of Notify.

    ``api_key`` is as Notify shows it, ``reply_to`` the id of a reply-to address; empty for none.
    """

    url: str
    api_key: str = field(repr=False)
    template: str
    reply_to: str = ""

    def send(self, letter: Letter) -> None:
        """Send a letter unless Notify has it already; NotSent when it has not taken it."""
        client = self._client()
        with _refusals():
            if not _has_it(client, letter.key):
                client.send_email_notification(
                    email_address=letter.to,
                    template_id=self.template,
                    personalisation=personalisation(letter),
                    reference=letter.key,
                    email_reply_to_id=self.reply_to or None,
                )

    def check(self) -> None:
        """Ask Notify for our template; NotSent when it does not answer, or has it not."""
        with _refusals():
            self._client().get_template(self.template)

    def undelivered(self) -> tuple[str, ...]:
        """Return the keys of the newest mails that Notify could not deliver; NotSent if unknown."""
        with _refusals():
            found = self._client().get_all_notifications(status=NOBODY, template_type="email")
        return tuple(each["reference"] for each in found["notifications"] if each["reference"])

    def _client(self) -> NotificationsAPIClient:
        return NotificationsAPIClient(self.api_key, base_url=self.url, timeout=PATIENCE)


def personalisation(letter: Letter) -> dict[str, object]:
    """Return what stands in the template: the words, and one file as a link that Notify makes.

    Of any other file the words say where it lies.
    """
    sent = next((each for each in letter.attachments if _is_taken(each)), None)
    others = [_elsewhere(each) for each in letter.attachments if each is not sent]
    body = "\n".join([letter.text.rstrip(), "", *others]) if others else letter.text
    file = prepare_upload(BytesIO(sent.content), filename=sent.name) if sent else ""
    return {"subject": letter.subject, "body": body, "file": file}


def _is_taken(attached: Attachment) -> bool:
    ending = PurePosixPath(attached.name).suffix.casefold()
    return ending in FILES and len(attached.content) <= MOST_BYTES


def _elsewhere(attached: Attachment) -> str:
    where = attached.place or "GOV.UK Notify does not take this kind of file"
    return f"{attached.name}: {where}"


def _has_it(client: NotificationsAPIClient, key: str) -> bool:
    """Say whether a mail of this occasion was given to Notify and has not failed.

    A process that was killed before it could record it would send it twice.
    """
    found = client.get_all_notifications(template_type="email", reference=key)
    return any(each["status"] not in UNDELIVERED for each in found["notifications"])


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except APIError as error:
        status = error.status_code if error.response is not None else None
        code = f"{error.status_code} {_kind(error)}".strip() if status else "no answer"
        why = Refused if status == BAD_REQUEST and not _is_ours(error) else Away
        raise why(SERVER, code, status) from None


def _kind(error: APIError) -> str:
    """Return Notify's own word for an error; what it says besides may quote an address."""
    return next((str(each["error"]) for each in _errors(error)), "")


def _is_ours(error: APIError) -> bool:
    said = " ".join(str(each["message"]) for each in _errors(error)).casefold()
    return any(word in said for word in OURS)


def _errors(error: APIError) -> list[dict[str, Any]]:
    told = error.message
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
