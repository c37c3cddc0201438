"""A server of somebody outside, who takes whatever is sent and keeps it."""

from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from local_stack.home import SELF


@dataclass(frozen=True)
class Sent:
    """One request: how, where to, with which headers (in small letters) and what."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = field(repr=False)


@dataclass
class Receiver:
    """Answers every request with ``status``; ``got`` is all that came, oldest first."""

    status: int = 200
    got: list[Sent] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        assert self._server
        return f"http://{SELF}:{self._server.server_port}"

    def at(self, path: str) -> list[Sent]:
        """Return what was sent to a path."""
        return [each for each in self.got if each.path == path]

    def __enter__(self) -> "Receiver":
        keeps = self

        class Keeps(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(size)
                keeps.got.append(Sent(self.command, self.path, headers, body))
                self.send_response(keeps.status)
                self.end_headers()

            do_POST = do_GET

            def log_request(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer((SELF, 0), Keeps)
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server
        self._server.shutdown()
        self._server.server_close()
