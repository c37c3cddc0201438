"""seccomp: the kernel answers a child the calls that reading a file needs, and refuses the rest."""

import errno
import fcntl
import os
from functools import cache
from typing import Any

from visit_exchange.child_process import kernel

_FILES = (
    "read readv pread64 lseek close fstat stat lstat newfstatat statx access faccessat faccessat2"
)
_FOLDERS = "getdents64 getdents readlink readlinkat getcwd dup dup2 dup3 fadvise64 write writev"
_MEMORY = "mmap munmap mremap mprotect madvise brk mincore membarrier"
_THREADS = (
    "futex futex_waitv set_robust_list get_robust_list rseq set_tid_address exit exit_group gettid "
    "getpid getppid sched_yield sched_getaffinity sched_setaffinity sched_getparam "
    "sched_getscheduler getcpu get_mempolicy arch_prctl"
)
_SIGNALS = "rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall rt_sigtimedwait"
_TIME = (
    "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getrusage "
    "poll ppoll select pselect6 pause"
)
_MACHINE = "uname sysinfo getrandom getuid geteuid getgid getegid getgroups umask getrlimit"
ALLOWED = " ".join((_FILES, _FOLDERS, _MEMORY, _THREADS, _SIGNALS, _TIME, _MACHINE)).split()
_WRITES = os.O_ACCMODE | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CLONE_THREAD = 0x00010000
_PR_SET_NAME, _PR_GET_NAME = 15, 16
# Never whom the kernel signals when a descriptor is ready (F_SETOWN): that reaches any process.
_OF_DESCRIPTORS = (
    fcntl.F_DUPFD,
    fcntl.F_DUPFD_CLOEXEC,
    fcntl.F_GETFD,
    fcntl.F_SETFD,
    fcntl.F_GETFL,
    fcntl.F_SETFL,
)
_IS_TERMINAL, _CLOSE_ON_EXEC = 0x5401, 0x5451


@cache
def is_offered() -> bool:
    """Say whether the kernel has seccomp's filters, and the machine the library for them."""
    try:
        kernel.prctl(kernel.PR_GET_SECCOMP, 0)
        import pyseccomp  # noqa: F401
    except (OSError, RuntimeError):
        return False
    return True


def allow_few() -> None:
    """Refuse this process every call that is not listed: sockets, programs, writing and the like.

    A thread may be made, a process not; a file may be opened to be read; a signal goes to itself.
    """
    import pyseccomp as seccomp

    rules = _of_every_child()
    for name in ("kill", "tgkill"):
        rules.add_rule(seccomp.ALLOW, name, seccomp.Arg(0, seccomp.EQ, os.getpid()))
    rules.load()


def make_ready() -> None:
    """Write the rules of all children once: they take a child more time than its fork."""
    if is_offered():
        _of_every_child()


@cache
def _of_every_child() -> Any:
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(defaction=seccomp.ERRNO(errno.EPERM))
    for name in ALLOWED:
        rules.add_rule(seccomp.ALLOW, name)
    for name, *conditions in (
        ("openat", seccomp.Arg(2, seccomp.MASKED_EQ, _WRITES, 0)),
        ("open", seccomp.Arg(1, seccomp.MASKED_EQ, _WRITES, 0)),
        ("clone", seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD, _CLONE_THREAD)),
        ("prlimit64", seccomp.Arg(2, seccomp.EQ, 0)),
        ("prctl", seccomp.Arg(0, seccomp.EQ, _PR_SET_NAME)),
        ("prctl", seccomp.Arg(0, seccomp.EQ, _PR_GET_NAME)),
        ("ioctl", seccomp.Arg(1, seccomp.EQ, _IS_TERMINAL)),
        ("ioctl", seccomp.Arg(1, seccomp.EQ, _CLOSE_ON_EXEC)),
        *(("fcntl", seccomp.Arg(1, seccomp.EQ, command)) for command in _OF_DESCRIPTORS),
    ):
        rules.add_rule(seccomp.ALLOW, name, *conditions)
    # The C library then makes a thread by the older call, whose kind of child can be seen.
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
    return rules
