"""An S3 server that serves callers without a name is not left running."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from local_stack.home import SELF
from local_stack.store.object_store import refuse_if_open
from visit_exchange.errors import UserError


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """A server that answers everybody with one status."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(request.param)
            self.end_headers()

    with HTTPServer((SELF, 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{SELF}:{server.server_port}"
        server.shutdown()


@pytest.mark.slow
@pytest.mark.parametrize("server", [403], indirect=True)
def test_a_server_that_refuses_callers_without_a_name_may_run(server: str) -> None:
    refuse_if_open(server)


@pytest.mark.slow
@pytest.mark.parametrize("server", [200, 404, 500], indirect=True)
def test_any_other_answer_stops_the_stack(server: str) -> None:
    with pytest.raises(UserError, match="without credentials"):
        refuse_if_open(server)


def test_a_server_that_does_not_answer_is_not_taken_for_closed() -> None:
    with pytest.raises(UserError, match="without credentials"):
        refuse_if_open(f"http://{SELF}:9")
