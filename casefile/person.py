"""Who is at the computer, as history and the lock's note name him."""

import getpass

__all__ = ["this_user"]


def this_user() -> str:
    """Return the user's account name, "somebody" for an account without one."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
