"""Alerts by webhook: one JSON POST for each, without anything of a child."""

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from visit_exchange.services.mail.letter import Letter
from visit_exchange.services.mail.refusals import Away, Refused

SERVER = "The alert webhook"
PATIENCE = 15  # seconds
# What was posted is at fault; every other refusal is of the address or of us, and may be mended.
NEVER = frozenset({400, 413, 415, 422})
LONGEST_SUMMARY = 1024  # PagerDuty's


@dataclass(frozen=True)
class Webhook:
    """Posts what happened to an address that is a secret.

    ``shape`` says who reads it: ``plain``, ``slack``, ``teams`` (a workflow's webhook) or
    ``pagerduty`` (Events API v2), which alone asks for a ``routing_key``.
    """

    url: str = field(repr=False)
    shape: str = "plain"
    routing_key: str = field(default="", repr=False)
    transport: httpx.BaseTransport | None = field(default=None, repr=False)

    def send(self, letter: Letter) -> None:
        """Post an alert; NotSent when it was not taken."""
        try:
            with httpx.Client(transport=self.transport, timeout=PATIENCE) as client:
                answer = client.post(self.url, json=self._body(letter))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Away(SERVER, type(error).__name__) from None
        if not answer.is_success:
            status = answer.status_code
            why = Refused if status in NEVER else Away
            raise why(SERVER, str(status), status)

    def _body(self, letter: Letter) -> dict[str, object]:
        if self.shape == "pagerduty":
            return {"routing_key": self.routing_key, **_pagerduty(letter)}
        return SHAPES[self.shape](letter)


def _plain(letter: Letter) -> dict[str, object]:
    return {
        "text": f"{letter.subject}\n{letter.link}".strip(),
        "what": letter.subject,
        "visit": letter.visit_id,
        "link": letter.link,
        "at": letter.written_at.isoformat(),
        "id": letter.key,
    }


def _slack(letter: Letter) -> dict[str, object]:
    said = letter.subject.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {"text": f"{said}\n<{letter.link}|Look into it>" if letter.link else said}


def _teams(letter: Letter) -> dict[str, object]:
    opens = {"type": "Action.OpenUrl", "title": "Look into it", "url": letter.link}
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [{"type": "TextBlock", "text": letter.subject, "wrap": True}],
        "actions": [opens] if letter.link else [],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card}]}


def _pagerduty(letter: Letter) -> dict[str, object]:
    links = [{"href": letter.link, "text": "Look into it"}] if letter.link else []
    return {
        "event_action": "trigger",
        "dedup_key": letter.key,
        "payload": {
            "summary": letter.subject[:LONGEST_SUMMARY],
            "source": letter.visit_id or "visit-exchange",
            "severity": "error",
            "timestamp": letter.written_at.isoformat(),
        },
        "links": links,
    }


SHAPES: dict[str, Callable[[Letter], dict[str, object]]] = {
    "plain": _plain,
    "slack": _slack,
    "teams": _teams,
}
