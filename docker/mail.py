"""The local stack's mail sink, for the other containers to reach: keeps mails, sends none on."""

import asyncio
import os
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP

from local_stack.mail.mail_sink import Keep

PORT = 8025


async def serve(folder: Path) -> None:
    """Serve until the container stops. Only the network `mail` reaches this port."""
    loop = asyncio.get_running_loop()
    everywhere = "0.0.0.0"  # noqa: S104  (a container's own network, not published)
    server = await loop.create_server(lambda: SMTP(Keep(folder)), everywhere, PORT)
    await server.serve_forever()


if __name__ == "__main__":
    os.umask(0o077)
    asyncio.run(serve(Path(sys.argv[1])))
