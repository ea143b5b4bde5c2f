"""What is to be told, and waits while nothing may be shown."""

from collections.abc import Callable

__all__ = ["PutOff"]


class PutOff:
    """Does what it is given at once, or keeps it while it ``holds``."""

    def __init__(self) -> None:
        self.holds = False
        self._acts: list[Callable[[], object]] = []

    def do(self, act: Callable[[], object]) -> None:
        """Do something, now or later."""
        if self.holds:
            self._acts.append(act)
        else:
            act()

    def hold(self) -> None:
        """Keep what comes from now on."""
        self.holds = True

    def go_on(self) -> None:
        """Do what was kept, in the order it came, and keep nothing more."""
        acts, self._acts, self.holds = self._acts, [], False
        for act in acts:
            act()

    def drop(self) -> None:
        """Forget what was kept, and keep nothing more."""
        self._acts, self.holds = [], False
