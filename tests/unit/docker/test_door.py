"""The one way out of the containers for HTTPS: to hosts that are named, and to nobody else."""

import asyncio

import pytest
from door import JOINED, Door, host_of, named_hosts

HERE = "127.0.0.1"
NAMED = named_hosts("hooks.example.org, ping.example.org")


@pytest.mark.parametrize(
    ("request_line", "host"),
    [
        (b"CONNECT hooks.example.org:443 HTTP/1.1", "hooks.example.org"),
        (b"CONNECT PING.example.org:443 HTTP/1.1", "ping.example.org"),
        (b"CONNECT other.example.org:443 HTTP/1.1", None),
        (b"CONNECT hooks.example.org.evil.example:443 HTTP/1.1", None),
        (b"CONNECT hooks.example.org:25 HTTP/1.1", None),
        (b"CONNECT hooks.example.org HTTP/1.1", None),
        (b"CONNECT :443 HTTP/1.1", None),
        (b"GET http://hooks.example.org/ HTTP/1.1", None),
        (b"", None),
        (b"\xff\xfe", None),
    ],
)
def test_a_host_is_reached_when_it_is_named(request_line: bytes, host: str | None) -> None:
    assert host_of(request_line, NAMED) == host


def test_with_nothing_named_nobody_is_let_out() -> None:
    assert host_of(b"CONNECT hooks.example.org:443 HTTP/1.1", named_hosts("")) is None


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(await reader.read())
    writer.close()


async def _ask(door: Door, words: bytes) -> bytes:
    async with await asyncio.start_server(door.let_through, HERE, 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(words)
        writer.write_eof()
        answer = await reader.read()
        writer.close()
        return answer


def test_who_names_a_host_that_may_be_reached_is_joined_with_it() -> None:
    async def through() -> bytes:
        async with await asyncio.start_server(_echo, HERE, 0) as host:
            port = host.sockets[0].getsockname()[1]
            asked = f"CONNECT {HERE}:{port} HTTP/1.1\r\nHost: x\r\n\r\nsecret words"
            return await _ask(Door({HERE}, port), asked.encode())

    assert asyncio.run(through()) == JOINED + b"secret words"


@pytest.mark.parametrize(
    "words", [b"CONNECT other.example.org:443 HTTP/1.1\r\n\r\n", b"half a request"]
)
def test_everybody_else_is_turned_away(words: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert JOINED not in asyncio.run(_ask(Door(NAMED), words))
    assert "other.example.org" not in caplog.text
