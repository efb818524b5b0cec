"""Python runs this first where the folder is on PYTHONPATH: the process gets the limits of the systemd unit.

systemd sets the same two before it starts a service: a seccomp filter (SystemCallFilter=, here by the same
library), and no memory that is both written and executed (MemoryDenyWriteExecute=).
"""

import ctypes
import errno
import os

ALLOW = 0x7FFF0000  # SCMP_ACT_ALLOW of <seccomp.h>
REFUSE = 0x00050000 | errno.EPERM  # SCMP_ACT_ERRNO(EPERM)
SET_MDWE = 65  # PR_SET_MDWE of <linux/prctl.h>, since Linux 6.3
REFUSE_EXEC_GAIN = 1  # PR_MDWE_REFUSE_EXEC_GAIN


def restrict(calls: list[str]) -> None:
    """Allows this process, and all that it starts, these system calls only."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(SET_MDWE, REFUSE_EXEC_GAIN, 0, 0, 0) and ctypes.get_errno() != errno.EINVAL:
        raise OSError(ctypes.get_errno(), "PR_SET_MDWE")
    seccomp = ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    rules = ctypes.c_void_p(seccomp.seccomp_init(ctypes.c_uint32(REFUSE)))
    for call in calls:
        number = seccomp.seccomp_syscall_resolve_name(call.encode())
        if number >= 0:  # others are not of this kind of processor
            seccomp.seccomp_rule_add(rules, ctypes.c_uint32(ALLOW), number, 0)
    if failed := seccomp.seccomp_load(rules):
        raise OSError(-failed, "seccomp_load")


restrict(os.environ["PUBLICSTATS_TEST_CALLS"].split())
