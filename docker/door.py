"""The one way out for HTTPS: to the hosts that WAY_OUT names, at port 443, and to nobody else.

A proxy that knows ``CONNECT`` alone: what is said is encrypted from end to end and not read here.
With nothing named it lets nobody out.
"""

import asyncio
import logging
import os
from collections.abc import Iterable

from gate import join

log = logging.getLogger("door")
PORT, HTTPS = 3128, 443
SECONDS = 30
REFUSED = b"HTTP/1.1 403 Not a host that may be reached\r\n\r\n"
NO_ANSWER = b"HTTP/1.1 502 No answer\r\n\r\n"
JOINED = b"HTTP/1.1 200 Joined\r\n\r\n"


def named_hosts(text: str) -> frozenset[str]:
    """Return the hosts that a variable names, parted by commas or spaces."""
    return frozenset(text.replace(",", " ").lower().split())


def host_of(request: bytes, allowed: Iterable[str], port: int = HTTPS) -> str | None:
    """Return the host that the first line of a request names, None if it may not be reached."""
    words = request.decode("ascii", "replace").split()
    if len(words) != 3 or words[0] != "CONNECT":
        return None
    host, _, asked = words[1].lower().rpartition(":")
    return host if host in allowed and asked == str(port) else None


class Door:
    """Lets callers through to the hosts that are allowed."""

    def __init__(self, allowed: Iterable[str], port: int = HTTPS) -> None:
        self._allowed = frozenset(allowed)
        self._port = port

    async def let_through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one caller: join it with the host that it names, or refuse."""
        try:
            await self._answer(reader, writer)
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), SECONDS)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError, TimeoutError):
            return
        host = host_of(head.partition(b"\r\n")[0], self._allowed, self._port)
        if host is None:
            log.warning("Somebody asked for what WAY_OUT does not name, and was refused")
            writer.write(REFUSED)
            return
        try:
            inner = await asyncio.wait_for(asyncio.open_connection(host, self._port), SECONDS)
        except (OSError, TimeoutError):
            log.warning("%s does not answer", host)
            writer.write(NO_ANSWER)
            return
        writer.write(JOINED)
        await join(reader, writer, *inner)


async def serve(door: Door) -> None:
    """Serve until the container stops."""
    everywhere = "0.0.0.0"  # noqa: S104  (a container's own network, not published)
    server = await asyncio.start_server(door.let_through, everywhere, PORT)
    await server.serve_forever()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    asyncio.run(serve(Door(named_hosts(os.environ.get("WAY_OUT", "")))))
