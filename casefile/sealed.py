"""Seals a process off from every network, other programs and the disk, whatever library it loads.

Some libraries try a socket merely on being imported, to learn whether the machine speaks IPv6. Python
tells its audit hooks of every socket, program and file before it exists (PEP 578), and a hook cannot be
taken out again. Libraries written in C could go round it; what they are fed comes through Python's.
"""

import os
import sys
from dataclasses import dataclass

__all__ = ["NetworkRefused", "Permits", "ProgramRefused", "WritingRefused", "seal"]

# Local sockets carry what processes of one machine say to each other; -1 stands for a socket that
# exists already and is only being wrapped.
_LOCAL_FAMILIES = (1, -1)
_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_PROGRAMS = (
    "subprocess.Popen",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
)
_CHANGES = (
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "shutil.rmtree",
)
_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Permits:
    """What a sealed process may do all the same: write files, and start the one program named."""

    writes: bool = False
    program: str | None = None


class NetworkRefused(OSError):  # noqa: N818 - libraries expect an OSError where no network is
    """Code in this program tried to reach a network."""


class ProgramRefused(OSError):  # noqa: N818 - as above
    """Code in a worker process tried to start a program."""


class WritingRefused(PermissionError):  # noqa: N818 - as above
    """Code in a worker process that only reads tried to change something on the disk."""


def seal(permits: Permits | None = None) -> None:
    """Refuse every internet socket and every look-up of a host name from now on, in this process.

    With ``permits`` also every program and every change on the disk that they do not allow.
    """
    sys.addaudithook(_refuse_network)
    if permits is None:
        return

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in _PROGRAMS:
            _refuse_program(arguments, permits)
        elif not permits.writes and (event in _CHANGES or event == "open"):
            _refuse_writing(event, arguments)

    sys.addaudithook(refuse)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__":
        family = arguments[1]
        if not isinstance(family, int) or int(family) not in _LOCAL_FAMILIES:
            raise NetworkRefused("Pincite opens no network connection")
    elif event in _LOOK_UPS:
        raise NetworkRefused("Pincite looks up no host")


def _refuse_program(arguments: tuple[object, ...], permits: Permits) -> None:
    wanted = arguments[0]
    if wanted is None and len(arguments) > 1:  # Windows gives the whole command line instead
        line = str(arguments[1])
        wanted = line.split('"')[1] if line.startswith('"') else line.partition(" ")[0]
    name = os.path.basename(str(wanted)).lower().removesuffix(".exe")  # noqa: PTH119 - any string
    if permits.program is None or name != permits.program:
        raise ProgramRefused("Pincite starts no program for a paper")


def _refuse_writing(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        flags = arguments[2]
        if not isinstance(flags, int) or not flags & _FOR_WRITING:
            return
    if isinstance(arguments[0], int):  # a file that is open already
        return
    path = os.fsdecode(arguments[0])  # type: ignore[arg-type]
    # Python keeps the modules that it has compiled.
    if path == os.devnull or os.path.basename(os.path.dirname(path)) == "__pycache__":  # noqa: PTH119, PTH120
        return
    raise WritingRefused("Pincite writes nothing while it reads a paper")
