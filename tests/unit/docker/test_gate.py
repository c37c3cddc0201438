"""The one door of the containers: it passes on what comes to a port, unread, in both directions."""

import asyncio

import pytest
from gate import Way, open_way, way

HERE = "127.0.0.1"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("8333=s3:8333", Way(8333, "s3", 8333)),
        ("8080=api-server:80", Way(8080, "api-server", 80)),
    ],
)
def test_a_way_is_named_by_its_port_and_what_lies_behind(text: str, named: Way) -> None:
    assert way(text) == named


@pytest.mark.parametrize("text", ["8333", "8333=s3", "=s3:1", "8333=:8333"])
def test_what_names_no_way_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        way(text)


async def _shout(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer all that came, when it has ended, in capitals."""
    writer.write((await reader.read()).upper())
    await writer.drain()
    writer.close()


def port_of(server: asyncio.Server) -> int:
    port: int = server.sockets[0].getsockname()[1]
    return port


async def _ask(port: int, what: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(HERE, port)
    writer.write(what)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    return answer


def test_it_passes_on_all_that_is_said_and_all_that_is_answered() -> None:
    said = b"a file of a hundred thousand bytes or so " * 5000

    async def through_the_gate() -> bytes:
        inside = await asyncio.start_server(_shout, HERE, 0)
        gate = await open_way(Way(0, HERE, port_of(inside)), HERE)
        async with inside, gate:
            return await _ask(port_of(gate), said)

    assert asyncio.run(through_the_gate()) == said.upper()


def test_where_nothing_answers_the_connection_ends_and_the_next_is_served(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def twice() -> list[bytes]:
        inside = await asyncio.start_server(_shout, HERE, 0)
        port = port_of(inside)
        inside.close()
        await inside.wait_closed()
        async with await open_way(Way(0, HERE, port), HERE) as gate:
            first = await _ask(port_of(gate), b"hello")
            async with await asyncio.start_server(_shout, HERE, port):
                return [first, await _ask(port_of(gate), b"hello")]

    assert asyncio.run(twice()) == [b"", b"HELLO"]
    assert f"{HERE}:" in caplog.text
