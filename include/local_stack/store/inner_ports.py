"""Whether the S3 server's inner ports answer a stranger: a caller without its certificate."""

import socket
import ssl
from collections.abc import Callable, Iterable

from visit_exchange.errors import UserError

SECONDS = 5.0
HTTP = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
# How a client of gRPC begins: the preface of HTTP/2 and an empty frame of settings.
GRPC = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
# What a server of TLS says to who speaks plainly: an alert, or this sentence.
ALERT = b"\x15\x03"
SPEAK_TLS = b"Client sent an HTTP request to an HTTPS server"


def refuse_open_ports(address: str, ports: Iterable[int]) -> None:
    """Raise UserError that names every port which tells a stranger anything."""
    open_ports = [port for port in ports if answers_a_stranger(address, port)]
    if open_ports:
        raise UserError(
            "Inner ports of the S3 server answered a caller without its certificate, so it was "
            f"stopped: {', '.join(map(str, open_ports))}. They let anybody past its rules. Remove "
            "security.toml and the folder tls where it runs, and start again."
        )


def answers_a_stranger(address: str, port: int) -> bool:
    """Return whether a port answers HTTP or gRPC, spoken plainly or inside TLS."""
    ways = (_plainly, _inside_tls)
    return any(_told(way, address, port, words) for way in ways for words in (HTTP, GRPC))


def _told(ask: Callable[[str, int, bytes], bytes], address: str, port: int, words: bytes) -> bool:
    try:
        answer = ask(address, port, words)
    except OSError:  # refused, closed, silent, or TLS broke off
        return False
    return bool(answer) and not answer.startswith(ALERT) and SPEAK_TLS not in answer


def _plainly(address: str, port: int, words: bytes) -> bytes:
    with socket.create_connection((address, port), timeout=SECONDS) as connection:
        connection.sendall(words)
        return connection.recv(4096)


def _inside_tls(address: str, port: int, words: bytes) -> bytes:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # who the server is does not matter to a stranger
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection((address, port), timeout=SECONDS) as plain,
        context.wrap_socket(plain) as connection,
    ):
        connection.sendall(words)
        return connection.recv(4096)
