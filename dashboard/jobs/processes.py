"""One process told apart from every other, also from a later one that has got its number.

Numbers come round again: after a restart of the machine a small one is soon somebody else's. A
process is therefore known by its number, the moment it began (in the kernel's own ticks, so that no
clock can be set back), the boot and the machine.
"""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from socket import gethostname

PROCESSES = Path("/proc")
BOOT = PROCESSES / "sys/kernel/random/boot_id"
DEAD = ("Z", "X")
"""What the kernel says of a process that has ended and was not asked for its status yet."""

STATE, BEGAN = 0, 19
"""Fields of ``/proc/<pid>/stat`` after the program's name, which may hold blanks and brackets
itself.
"""


@dataclass(frozen=True)
class Process:
    """A process of this machine: its number, and ``birth``, which no other process with that number
    has.
    """

    pid: int
    birth: str

    @classmethod
    def current(cls) -> "Process":
        """The process that asks."""
        return cls(os.getpid(), _birth(os.getpid()))

    @classmethod
    def read(cls, text: str) -> "Process | None":
        """What ``str()`` of a process wrote; nothing where that is not what was written."""
        number, _blank, birth = text.partition(" ")
        return (
            cls(int(number), birth)
            # read from a file that anybody may have damaged: a pid of 0 or −1 would kill a whole
            # group
            if number.isascii() and number.isdigit() and len(number) < 10 and birth
            else None
        )

    def __str__(self) -> str:
        return f"{self.pid} {self.birth}"

    @property
    def is_alive(self) -> bool:
        """Whether this very process has not ended."""
        # same number and same birth: a number alone may be somebody else's by now
        return self.pid > 1 and bool(self.birth) and _birth(self.pid) == self.birth

    @property
    def is_of_this_machine(self) -> bool:
        """Whether it was begun here, in this boot or an earlier one, and so can be looked at."""
        machine = self.birth.split("@")[2:]
        # without one: written before several machines could share their jobs
        return machine in ([], [gethostname()])

    def kill(self) -> None:
        """End this very process and what it has started; one that has ended, or only has its
        number, is left alone.
        """
        if not self.is_alive:
            return
        with suppress(ProcessLookupError):
            # only its own group: before `setpgid` it would still be the server's
            if os.getpgid(self.pid) == self.pid:
                os.killpg(self.pid, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGKILL)


def _birth(pid: int) -> str:
    """When a process began and in which boot of the machine; empty for one that has ended."""
    try:
        status = (PROCESSES / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        # after the last bracket, as the program's name may hold any sign
        fields = status.rpartition(")")[2].split()
        if fields[STATE] in DEAD:
            return ""
        boot = BOOT.read_text(encoding="ascii").strip()
        return f"{fields[BEGAN]}@{boot}@{gethostname()}"
    except (FileNotFoundError, ProcessLookupError):
        return ""
