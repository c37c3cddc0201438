"""Landlock: the kernel lets a process read what is listed here, and write, connect to nothing.

https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from visit_exchange.child_process import kernel

# The same numbers on every kind of machine.
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
# How many kinds of access to files each version knows; an older kernel refuses the others.
_KINDS_OF_ACCESS = {1: 13, 2: 14, 3: 15, 4: 15}
_MOST_KINDS = 16
_WITH_NETWORK, _WITH_SCOPES = 4, 6
_BIND_AND_CONNECT = _SOCKETS_AND_SIGNALS = 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("access", ctypes.c_uint64), ("folder", ctypes.c_int32))


@cache
def version() -> int:
    """Return the version that the kernel offers; 0 for none."""
    try:
        return kernel.call(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)
    except OSError:
        return 0


def is_offered() -> bool:
    """Say whether the kernel has Landlock, switched on."""
    return version() > 0


def read_only(readable: Iterable[Path]) -> None:
    """Let this process read below ``readable`` and nowhere else, for good."""
    rules = _ruleset()
    for path in readable:
        with suppress(FileNotFoundError):
            _allow(rules, path)
    kernel.call(_RESTRICT, rules, 0)
    os.close(rules)


def _ruleset() -> int:
    offered = version()
    told = _Ruleset(
        (1 << _KINDS_OF_ACCESS.get(offered, _MOST_KINDS)) - 1,
        _BIND_AND_CONNECT if offered >= _WITH_NETWORK else 0,
        _SOCKETS_AND_SIGNALS if offered >= _WITH_SCOPES else 0,
    )
    known = 1 + (offered >= _WITH_NETWORK) + (offered >= _WITH_SCOPES)
    size = ctypes.c_size_t(known * ctypes.sizeof(ctypes.c_uint64))
    return kernel.call(_CREATE, ctypes.byref(told), size, 0)


def _allow(rules: int, path: Path) -> None:
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    access = READ_FILE | READ_FOLDER if path.is_dir() else READ_FILE
    try:
        kernel.call(_ADD_RULE, rules, _BENEATH, ctypes.byref(_Beneath(access, opened)), 0)
    finally:
        os.close(opened)
