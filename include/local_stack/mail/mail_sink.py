"""A mail server that keeps every mail as a file and sends none on.

``python -m local_stack.mail.mail_sink --port 18025 --folder mail`` keeps each mail as
``<folder>/<recipient>/<name>.eml``. The name comes from the Message-ID, so a mail that is sent
twice is kept once.
"""

import argparse
import asyncio
import hashlib
import os
import re
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from pathlib import Path

from aiosmtpd.smtp import SMTP as Server
from aiosmtpd.smtp import Envelope, Session

from local_stack.home import SELF


class Keep:
    """Keeps what arrives; aiosmtpd calls ``handle_DATA`` for each mail."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: Server, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        for recipient in envelope.rcpt_tos:
            keep(self.folder, recipient, content)
        return "250 Kept"


def keep(folder: Path, recipient: str, content: bytes) -> Path:
    """Write a mail into its recipient's folder, whole or not at all; return its path."""
    place = folder / _file_name(recipient.lower())
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{name_of(content)}.eml"
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    draft.replace(path)
    return path


def name_of(content: bytes) -> str:
    """Return the name a mail is kept under: from its Message-ID, or its content if it has none."""
    mail = BytesParser(_class=EmailMessage, policy=SMTP).parsebytes(content, headersonly=True)
    message_id = str(mail["Message-ID"] or "").strip().encode() or content
    readable = _file_name(message_id.decode(errors="replace").strip("<>").partition("@")[0])[:60]
    digest = hashlib.sha256(message_id).hexdigest()[:12]
    return f"{readable}-{digest}" if mail["Message-ID"] else digest


def _file_name(text: str) -> str:
    """Return ``text`` with whatever could name another folder taken out."""
    return re.sub(r"[^\w@.+-]", "_", text).lstrip(".") or "unnamed"


async def serve(folder: Path, port: int) -> None:
    """Serve until the process is ended."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(Keep(folder), ident="mail sink"), SELF, port)
    await server.serve_forever()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    chosen = parser.parse_args()
    os.umask(0o077)
    asyncio.run(serve(chosen.folder, chosen.port))


if __name__ == "__main__":
    main()
