"""A stranger at every inner port of the S3 server, by our probe and by the server's own client.

The stranger is on this machine, has the server's programs, and lacks its certificate.
"""

import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from local_stack.environment import environment
from local_stack.home import SELF, Home, Ports
from local_stack.secret_values import keep_secrets
from local_stack.store.inner_ports import answers_a_stranger, refuse_open_ports
from local_stack.store.object_store import inner_ports, object_store_part
from local_stack.store.weed import INSIDE
from services import free_ports, running
from visit_exchange.errors import UserError
from visit_exchange.services.object_store import ObjectStore

pytestmark = pytest.mark.services

WEED = Path(sys.executable).with_name("weed")
PLACES = (
    "/",
    "/status",
    "/dir/status",
    "/dir/assign",
    "/cluster/status",
    "/col/delete?collection=uploads",
    "/vol/status",
    "/buckets/",
    "/etc/iam/identities/",
    "/metrics",
    "/debug/pprof/",
)


def ask_for_identities(ports: Ports, folder: Path, patience: float) -> str:
    """Return what the server's own shell tells when it is started in ``folder``."""
    first = ports.s3_internal
    words = (f"-master={SELF}:{first}.{first + 1}", f"-filer={SELF}:{first + 4}.{first + 5}")
    asked = "fs.ls /buckets\nfs.cat /etc/iam/identities/admin.json\nvolume.list\nexit\n"
    try:
        done = subprocess.run(
            (str(WEED), "shell", *words),
            input=asked,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired as still:  # it tries for ever
        return (still.stdout or b"").decode()
    return done.stdout


@pytest.mark.parametrize("number", range(len(INSIDE)), ids=INSIDE)
def test_no_inner_port_answers_a_stranger(
    s3_admin: ObjectStore, services_ports: Ports, number: int
) -> None:
    port = inner_ports(services_ports)[number]
    assert not answers_a_stranger(SELF, port)
    insecure = ssl.create_default_context()
    insecure.check_hostname, insecure.verify_mode = False, ssl.CERT_NONE
    for scheme in ("http", "https"):
        for place in PLACES:
            assert told(f"{scheme}://{SELF}:{port}{place}", insecure) in ("", NOT_TLS)


NOT_TLS = "Client sent an HTTP request to an HTTPS server.\n"


def told(url: str, context: ssl.SSLContext) -> str:
    try:
        return httpx.get(url, verify=context, trust_env=False, timeout=5).text
    except httpx.TransportError:
        return ""


def test_the_servers_own_client_learns_nothing_without_the_certificate(
    s3_admin: ObjectStore, services_home: Home, services_ports: Ports, tmp_path: Path
) -> None:
    s3_admin.create_buckets(lock_days=1)
    inside = ask_for_identities(services_ports, services_home.store / "run", 120)
    assert "uploads" in inside, "with the certificate it must work, or the next line proves nothing"
    assert "uploads" not in ask_for_identities(services_ports, tmp_path, 10)


@pytest.fixture
def open_server(tmp_path: Path) -> Iterator[Ports]:
    """The server as it comes, started past our wrapper, whose guard would end it."""
    home, ports = Home(tmp_path), free_ports()
    kept = keep_secrets(home.secrets)
    variables = environment(home, ports, kept)
    part = object_store_part(home.store, ports, kept, home.logs / "s3.log", variables)
    inside = (f"-{name}={ports.s3_internal + n}" for n, name in enumerate(INSIDE))
    command = (
        str(WEED),
        "mini",
        f"-dir={home.store / 'data'}",
        f"-ip={SELF}",
        f"-ip.bind={SELF}",
        f"-s3.port={ports.s3}",
        *inside,
        f"-s3.config={home.store / 'run' / 's3.json'}",
        "-master.telemetry=false",
        "-webdav=false",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with running(replace(part, command=command, folder=elsewhere, guard=None)):
        yield ports


def test_a_server_that_is_left_open_is_found_out(open_server: Ports) -> None:
    with pytest.raises(UserError, match="without its certificate") as refused:
        refuse_open_ports(SELF, inner_ports(open_server))

    first = open_server.s3_internal
    named = {n for n in range(len(INSIDE)) if str(first + n) in str(refused.value)}
    assert {0, 1, 2, 3, 4, 5} <= named  # HTTP and gRPC of master, volume and filer
