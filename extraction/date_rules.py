"""A rule of the date grammar: a named pattern, and what a passage must hold for it to be tried."""

import re
from dataclasses import dataclass

__all__ = ["Rule", "rule"]

_BLANKS = re.compile(r"\[(?:\\.|[^\]])*\]|\\.| \?| ")


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile a pattern whose blanks, outside character classes, stand for one to three of them."""
    wider = {" ": " {1,3}", " ?": " {0,3}"}
    return re.compile(_BLANKS.sub(lambda found: wider.get(found.group(), found.group()), pattern))


@dataclass(frozen=True, slots=True)
class Rule:
    """``needs`` names the gate of ``date_patterns`` that guards the pattern."""

    name: str
    needs: str
    pattern: re.Pattern[str]


def rule(name: str, needs: str, pattern: str) -> Rule:
    """Return a rule; a blank in its pattern stands for one to three of them."""
    return Rule(name, needs, _compile(pattern))
