"""Calls of the kernel that Python has no name for."""

import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE, PR_GET_SECCOMP, PR_SET_NO_NEW_PRIVS = 4, 21, 38


def call(number: int, *args: object) -> int:
    """Return what a system call answers; OSError where it refuses."""
    return _checked(_libc.syscall(number, *args))


def prctl(what: int, value: int) -> int:
    """Set or ask something of this process; OSError where it is refused."""
    return _checked(_libc.prctl(what, *map(ctypes.c_ulong, (value, 0, 0, 0))))


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
