"""A rule of the date grammar: a named pattern, and what a passage must hold for it to be tried.

The patterns' groups are named by short letters, the same in every rule; a digit or second letter marks
another of its kind in one expression:

    y year    yy its last digits    yw a decade in words    m month    s season    h holiday, or an hour alone
    d day     dw a day in words     w weekday               pl plural: Mondays    a, b numbers of 5/7/17
    n number  c count, century or clock time   oc o'clock   mi minutes            t time or part of the day
    u unit    ru the unit around it            q fiscal, or which quarter         p part: early, mid, late
    r relation: last, next, that, the same     rw the week's own: next week Monday
    k the word that decides the rule's meaning: ago, ending, the day before yesterday
"""

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
