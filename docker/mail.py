"""The one way out for mail: a relay, where the environment names one, else a sink that keeps it.

The parts that write mails reach nothing but this. A mail is taken only when the relay has taken it,
so whoever sent it knows, and tries again.
"""

import asyncio
import logging
import os
import smtplib
import ssl
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from local_stack.mail.mail_sink import Keep

log = logging.getLogger("mail")
PORT = 8025
SECONDS = 30
REFUSED = "554 The relay refused this mail"
NOT_NOW = "451 The relay does not answer: try again later"


@dataclass(frozen=True)
class Relay:
    """Hands each mail to a relay, encrypted unless that is refused by ``MAIL_RELAY_STARTTLS``."""

    host: str
    port: int = 587
    starttls: bool = True
    user: str = ""
    password: str = field(default="", repr=False)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return await asyncio.to_thread(self._hand_over, envelope)

    def _hand_over(self, envelope: Envelope) -> str:
        try:
            self._send(envelope)
        except smtplib.SMTPResponseException as error:
            # What a relay says of a mail quotes its addresses.
            log.warning("The relay answered %d", error.smtp_code)
            return REFUSED if error.smtp_code >= 500 else NOT_NOW
        except smtplib.SMTPRecipientsRefused:
            log.warning("The relay refused the recipients of a mail")
            return REFUSED
        except (smtplib.SMTPException, OSError) as error:
            log.warning("The relay does not answer (%s)", type(error).__name__)
            return NOT_NOW
        return "250 The relay has it"

    def _send(self, envelope: Envelope) -> None:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        with smtplib.SMTP(self.host, self.port, timeout=SECONDS) as relay:
            if self.starttls:
                relay.starttls(context=ssl.create_default_context())
            if self.user:
                relay.login(self.user, self.password)
            relay.sendmail(envelope.mail_from or "", envelope.rcpt_tos, content)


def handler(folder: Path, given: Mapping[str, str]) -> Keep | Relay:
    """Return what becomes of mails: MAIL_RELAY_HOST names a relay; without it they are kept."""
    host = given.get("MAIL_RELAY_HOST")
    if not host:
        return Keep(folder)
    return Relay(
        host,
        int(given.get("MAIL_RELAY_PORT") or 587),
        given.get("MAIL_RELAY_STARTTLS") != "false",
        given.get("MAIL_RELAY_USER", ""),
        given.get("MAIL_RELAY_PASSWORD", ""),
    )


async def serve(handles: Keep | Relay) -> None:
    """Serve until the container stops. Only the network `mail` reaches this port."""
    loop = asyncio.get_running_loop()
    everywhere = "0.0.0.0"  # noqa: S104  (a container's own network, not published)
    server = await loop.create_server(lambda: SMTP(handles), everywhere, PORT)
    await server.serve_forever()


if __name__ == "__main__":
    os.umask(0o077)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    asyncio.run(serve(handler(Path(sys.argv[1]), os.environ)))
