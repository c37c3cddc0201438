"""What makes the administrator's user one: given up, for a child may run as it."""

import ctypes
import os

from visit_exchange.child_process import kernel

VERSION = 0x20080522  # of the header: capabilities in two halves
_CAPSET = {"x86_64": 126, "aarch64": 91}


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def drop() -> None:
    """Give up every right over other users' files and processes, and what would bring one back."""
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)  # nobody reads this memory
    number = _CAPSET.get(os.uname().machine)
    if number is not None:
        none = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable, twice
        kernel.call(number, ctypes.byref(_Header(VERSION, 0)), ctypes.byref(none))
