"""The one door to the pages and to the store: passes on what comes to a port, to one port inside.

``python docker/gate.py 8333=s3:8333 8080=api-server:8080``. Nothing is read or kept. Who may come
only through here reaches the ports that are named, and no other of what lies behind.
"""

import asyncio
import logging
import sys
from dataclasses import dataclass

log = logging.getLogger("gate")
PIECE = 1 << 16  # bytes


@dataclass(frozen=True)
class Way:
    """A port of ours, and the host and port behind it."""

    port: int
    host: str
    inside: int


def way(text: str) -> Way:
    """Return what ``PORT=HOST:PORT`` names; ValueError when it names nothing."""
    ours, _, target = text.partition("=")
    host, _, inside = target.rpartition(":")
    if not host:
        raise ValueError(f"{text} must be PORT=HOST:PORT")
    return Way(int(ours), host, int(inside))


async def open_way(each: Way, address: str = "0.0.0.0") -> asyncio.Server:  # noqa: S104  (a container's own network)
    """Listen, and pass on each connection until one side ends it."""

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            # The name is looked up for every connection: what is behind may have moved.
            inner_reader, inner_writer = await asyncio.open_connection(each.host, each.inside)
        except OSError as error:
            log.warning("%s:%d does not answer (%s)", each.host, each.inside, error.strerror)
            writer.close()
            return
        await join(reader, writer, inner_reader, inner_writer)

    return await asyncio.start_server(pass_on, address, each.port)


async def join(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    inner_reader: asyncio.StreamReader,
    inner_writer: asyncio.StreamWriter,
) -> None:
    """Pass on what either side says to the other, until both have ended, and close both."""
    try:
        async with asyncio.TaskGroup() as both:
            both.create_task(_copy(reader, inner_writer))
            both.create_task(_copy(inner_reader, writer))
    except* OSError:
        pass  # one side broke off: the other is told by the end of its connection
    finally:
        inner_writer.close()
        writer.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass on until the reader has no more, and say so to the other side."""
    while piece := await reader.read(PIECE):
        writer.write(piece)
        await writer.drain()
    writer.write_eof()


async def serve(words: list[str]) -> None:
    """Open every way and serve until the container stops."""
    servers = [await open_way(way(word)) for word in words]
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    asyncio.run(serve(sys.argv[1:]))
