"""Seals a process off from every network, whatever library it loads.

Some libraries try a socket merely on being imported, to learn whether the machine speaks IPv6. Python
tells its audit hooks of every socket before it exists (PEP 578), and a hook cannot be taken out again.
"""

import sys

__all__ = ["NetworkRefused", "seal"]

# Local sockets carry what processes of one machine say to each other; -1 stands for a socket that
# exists already and is only being wrapped.
_LOCAL_FAMILIES = (1, -1)
_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


class NetworkRefused(OSError):  # noqa: N818 - libraries expect an OSError where no network is
    """Code in this program tried to reach a network."""


def seal() -> None:
    """Refuse every internet socket and every look-up of a host name from now on, in this process."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__":
        family = arguments[1]
        if not isinstance(family, int) or int(family) not in _LOCAL_FAMILIES:
            raise NetworkRefused("Pincite opens no network connection")
    elif event in _LOOK_UPS:
        raise NetworkRefused("Pincite looks up no host")
