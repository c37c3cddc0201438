"""What a child that was taken over finds: nothing to tell, and nobody to tell it to."""

import ctypes
import fcntl
import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psutil
import pytest

from visit_exchange.child_process import (
    ChildFailedError,
    ChildStoppedError,
    Stop,
    asking,
    capabilities,
    landlock,
    run_limited,
    serving,
    system_calls,
    walls,
)

T = TypeVar("T")
IN_MEMORY = "canary of this process"
ANSWERING = walls.ANSWERING


def inside(function: Callable[..., T], *args: object, seconds: int = 5) -> T:
    return run_limited(function, *args, memory_mb=256, seconds=seconds)


def refused(function: Callable[..., object], *args: object) -> bool:
    """Say whether the child was refused something."""
    try:
        function(*args)
    except (PermissionError, signal.ItimerError, ValueError):  # the last, of a limit
        return True
    return False


def is_refused(function: Callable[..., object], *args: object) -> bool:
    return inside(refused, function, *args)


def environment() -> dict[str, str]:
    return dict(os.environ)


def environment_by_c() -> str | None:
    getenv = ctypes.CDLL(None).getenv
    getenv.restype = ctypes.c_char_p
    found = getenv(b"VISIT_EXCHANGE_S3_SECRET_KEY")
    return found.decode() if found else None


def open_descriptors() -> list[int]:
    return [number for number in range(10_000) if _is_open(number)]


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def connect_to(address: str) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)


def loaded_here() -> bool:
    return IN_MEMORY in vars(sys.modules[__name__]).get("MADE_LATER", "")


def by_a_thread() -> list[int]:
    found: list[int] = []
    thread = threading.Thread(target=found.append, args=(1,))
    thread.start()
    thread.join()
    return found


def shed_limits() -> None:
    """Switch the child's own clock off, and work on."""
    signal.signal(signal.SIGPROF, signal.SIG_IGN)
    while True:
        pass


def sleep_with_signals_off() -> None:
    for number in (signal.SIGALRM, signal.SIGPROF, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(60)


def answer(content: bytes) -> None:
    os.write(ANSWERING, content)
    os._exit(0)


def answer_without_end() -> None:
    while True:
        os.write(ANSWERING, b"a" * 65_536)


def test_this_machine_has_both_walls() -> None:
    assert system_calls.is_offered()
    assert landlock.is_offered()
    assert walls.missing_walls() == ""


def test_the_child_has_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISIT_EXCHANGE_S3_SECRET_KEY", "canary")

    assert inside(environment) == {}
    assert inside(environment_by_c) is None


def test_the_child_has_nothing_of_its_parents_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "MADE_LATER", IN_MEMORY, raising=False)

    assert loaded_here()
    assert not inside(loaded_here)


def test_nothing_is_open_but_the_way_to_answer(tmp_path: Path) -> None:
    with (tmp_path / "inherited").open("w") as inherited:
        os.set_inheritable(inherited.fileno(), True)

        assert inside(open_descriptors) == [0, 1, 2, ANSWERING]


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, socket.AF_UNIX])
def test_no_socket_can_be_opened(family: int) -> None:
    assert is_refused(socket.socket, family)
    assert is_refused(socket.socketpair)


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (os.fork, ()),
        (os.execv, ("/bin/true", ["true"])),
        (os.posix_spawn, ("/bin/true", ["true"], {})),
        (os.kill, (os.getpid(), signal.SIGKILL)),
        (os.pidfd_open, (os.getpid(),)),
        # The kernel would signal whoever is named here once the answer is read.
        (fcntl.fcntl, (ANSWERING, fcntl.F_SETOWN, os.getpid())),
        (fcntl.fcntl, (ANSWERING, fcntl.F_SETSIG, int(signal.SIGKILL))),
        (resource.setrlimit, (resource.RLIMIT_CPU, (1000, 1000))),
        (signal.setitimer, (signal.ITIMER_PROF, 0)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_no_process_can_be_started_or_reached_and_no_limit_lifted(
    function: Callable[..., object], args: tuple[object, ...]
) -> None:
    assert is_refused(function, *args)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/etc/shadow",
        "/proc/self/environ",
        "/proc/self/mem",
        f"/proc/{os.getpid()}/mem",
    ],
    ids=["users", "passwords", "environment", "memory", "our memory"],
)
def test_no_file_but_our_librarys_can_be_read(path: str) -> None:
    assert is_refused(Path(path).read_bytes)


def test_no_key_file_can_be_read_and_no_folder_listed(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)

    assert is_refused(key.read_bytes)
    assert is_refused(os.listdir, tmp_path)
    assert is_refused(os.listdir, Path.home())


@pytest.mark.parametrize("name", ["new", "there"])
def test_nothing_can_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "there").touch()

    assert is_refused((tmp_path / name).write_bytes, b"a")
    assert is_refused(Path(os.__file__).write_bytes, b"a")


@pytest.mark.slow
def test_the_server_cannot_be_asked_from_within() -> None:
    inside(environment)

    assert is_refused(connect_to, serving.connected().getpeername())


def test_our_code_can_be_read_and_a_thread_started() -> None:
    assert inside(Path(walls.__file__).read_bytes)
    assert inside(by_a_thread) == [1]


@pytest.mark.parametrize("wall", ["Landlock", "seccomp"])
def test_each_wall_holds_without_the_other(wall: str) -> None:
    """What one kernel lacks, the other wall keeps: files by the first, the network by both."""
    alone = {"Landlock": landlock_alone, "seccomp": seccomp_alone}[wall]
    child = os.fork()
    if child == 0:
        os._exit(alone())
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def landlock_alone() -> int:
    capabilities.drop()
    landlock.read_only(walls.readable())
    return 0 if refused(Path("/etc/passwd").read_bytes) and refused(os.listdir, "/") else 1


def seccomp_alone() -> int:
    capabilities.drop()
    system_calls.allow_few()
    owned = refused(fcntl.fcntl, 0, fcntl.F_SETOWN, os.getppid())
    return 0 if refused(socket.socket) and refused(os.fork) and owned else 1


@pytest.mark.slow
def test_a_child_that_ignores_its_clock_is_ended_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "WALL", 2)
    for function in (shed_limits, sleep_with_signals_off):
        with pytest.raises(ChildStoppedError) as stopped:
            inside(function, seconds=1)

        assert stopped.value.reason is Stop.TIME


@pytest.mark.parametrize(
    "content",
    [
        b"",
        pickle.dumps(("a", None)),
        b"a" + pickle.dumps(("a", None)),
        b'a\0\0\0\0\0\0\0\x12[["popen","x"],[]]',
        b"x",
    ],
    ids=["nothing", "a pickle", "a pickle as an answer", "an unknown sign", "another kind"],
)
def test_a_forged_answer_is_refused(content: bytes) -> None:
    with pytest.raises(ChildStoppedError) as stopped:
        inside(answer, content)

    assert stopped.value.reason is Stop.CRASH


def test_an_answer_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_ANSWER", 1 << 20)

    with pytest.raises(ChildStoppedError) as stopped:
        inside(answer_without_end)

    assert stopped.value.reason is Stop.MEMORY


@pytest.mark.parametrize("words", [b"fMaisie Oakley, 9", b"f\xff", b"f" + b"A" * 500])
def test_a_forged_failure_says_nothing_in_the_log(words: bytes) -> None:
    with pytest.raises(ChildFailedError, match=r"^a failure that it does not name$"):
        inside(answer, words)


def test_a_process_forked_from_this_one_asks_the_same_server() -> None:
    server = inside(os.getppid)
    forked = os.fork()
    if forked == 0:
        os._exit(0 if inside(os.getppid) == server else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]) == 0


def test_the_temporary_folder_may_have_a_long_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    serving.start()

    assert inside(sorted, [2, 1]) == [1, 2]


@pytest.mark.slow
def test_a_server_ends_with_the_last_process_that_may_ask_it() -> None:
    """Nothing is left running, and no folder, when a command has ended."""
    script = (
        "import os; from visit_exchange.child_process import run_limited, serving;"
        "print(run_limited(os.getppid, memory_mb=64, seconds=5), serving.connected().getpeername())"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()

    psutil.wait_procs([p for p in psutil.process_iter() if p.pid == int(told[0])], timeout=30)
    assert not psutil.pid_exists(int(told[0]))
    assert not Path(told[1]).parent.exists()


def test_a_caller_that_goes_takes_its_child_along() -> None:
    server = psutil.Process(inside(os.getppid))
    caller = os.fork()
    if caller == 0:
        inside(sleep_with_signals_off, seconds=60)
        os._exit(0)
    while not server.children():
        time.sleep(0.01)
    os.kill(caller, signal.SIGKILL)
    os.waitpid(caller, 0)

    assert psutil.wait_procs(server.children(), timeout=30)[1] == []


def test_a_server_that_was_ended_is_started_again() -> None:
    assert inside(sorted, [2, 1]) == [1, 2]
    server = psutil.Process(inside(os.getppid))
    server.kill()
    psutil.wait_procs([server])

    assert inside(sorted, [2, 1]) == [1, 2]
