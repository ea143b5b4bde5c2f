"""Verdicts of the quote bank to the eye: a sign, two colours and words for each. Knows no widgets."""

from casefile.records import SameWords, Verdict
from reports.cites import bare_cite
from ui.language import tr
from ui.messages import count

__all__ = ["NAMES", "SIGNS", "WORST_FIRST", "inks", "verdict_words"]

SIGNS: dict[Verdict | None, str] = {
    Verdict.VERBATIM: "=",
    Verdict.RESPELLED: "Aa",
    Verdict.BRACKETS: "[ ]",
    Verdict.SHORTER: "…",
    Verdict.ALTERED: "≠",
    Verdict.NOT_FOUND: "?",
    None: "·",
}
"""No verdict: fewer than four words are not compared."""
NAMES: dict[Verdict | None, str] = {
    Verdict.VERBATIM: tr("Verbatim"),
    Verdict.RESPELLED: tr("Case or punctuation"),
    Verdict.BRACKETS: tr("Brackets or ellipsis"),
    Verdict.SHORTER: tr("A part only"),
    Verdict.ALTERED: tr("Altered"),
    Verdict.NOT_FOUND: tr("In no other paper"),
    None: tr("Too short to compare"),
}
WORST_FIRST: tuple[Verdict | None, ...] = (
    Verdict.ALTERED,
    Verdict.SHORTER,
    Verdict.RESPELLED,
    Verdict.BRACKETS,
    Verdict.NOT_FOUND,
    None,
    Verdict.VERBATIM,
)
"""What an attorney looks at first before filing. Most quotations of articles are in no other paper."""

_INKS: dict[Verdict | None, tuple[str, str]] = {
    Verdict.VERBATIM: ("date_ink", "date_wash"),
    Verdict.RESPELLED: ("quote_ink", "panel"),
    Verdict.BRACKETS: ("party_ink", "party_wash"),
    Verdict.SHORTER: ("quote_ink", "quote_wash"),
    Verdict.ALTERED: ("removed_ink", "removed_wash"),
    Verdict.NOT_FOUND: ("secondary", "badge"),
    None: ("secondary", "panel"),
}


def inks(verdict: Verdict | None) -> tuple[str, str]:
    """Return the names of a verdict's ink and wash in ``ui.theme.Palette``."""
    return _INKS[verdict]


def verdict_words(verdict: Verdict | None, place: SameWords | None) -> str:
    """Return how a quotation stands to the place it is held against: "2 words differ from Compl. ¶ 38"."""
    if verdict is None:
        return ""
    if place is None or verdict is Verdict.NOT_FOUND:
        return tr("in no other paper")
    cite = bare_cite(place.pin)
    if verdict is Verdict.VERBATIM:
        return tr("verbatim in {cite}", cite=cite)
    if verdict is Verdict.RESPELLED:
        return tr("case or punctuation differs from {cite}", cite=cite)
    if verdict is Verdict.BRACKETS:
        return tr("every change is marked; see {cite}", cite=cite)
    if verdict is Verdict.SHORTER:
        return tr("only a part stands in {cite}", cite=cite)
    if place.words_changed < 1:
        return tr("differs from {cite}", cite=cite)
    differs = "differs" if place.words_changed == 1 else "differ"
    return tr(
        "{words_changed} {differs} from {cite}",
        words_changed=count(place.words_changed, tr("word")),
        differs=differs,
        cite=cite,
    )
