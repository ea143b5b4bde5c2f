"""A quotation beside the words that it is held against, as rich text, and the difference in a sentence.

Knows no Qt. Whatever comes from a paper is escaped; links are numbers of places and never leave the window.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from casefile.quote_records import StepKind, WordStep
from casefile.records import SameWords, Verdict
from extraction.findings import Certainty
from reports.cites import bare_cite, pin_cite
from ui import messages
from ui.language import tr
from ui.quote_lines import LineForm, QuoteLine
from ui.quote_verdicts import NAMES, verdict_words
from ui.theme import Palette

__all__ = ["Shown", "comparison_html", "difference_words", "style_sheet"]

_MOST_TOLD = 4
_LONGEST = 48
_MOST_OTHERS = 40

_CLASSES = {
    StepKind.REPLACED: ("put", "left"),
    StepKind.PUT_IN: ("put", "left"),
    StepKind.LEFT_OUT: ("put", "left"),
    StepKind.BRACKETED: ("marked", "marked"),
    StepKind.ELLIPSIS: ("marked", "marked"),
    StepKind.CASE: ("slight", "slight"),
    StepKind.PUNCTUATION: ("slight", "slight"),
}
"""How the words of a step look in the quotation and in the other paper."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is compared: a line's words with ``against``, by ``steps``; ``others`` are further places."""

    line: QuoteLine
    against: SameWords | None = None
    steps: tuple[WordStep, ...] = ()
    others: tuple[SameWords, ...] = ()


def comparison_html(shown: Shown, *, wide: bool) -> str:
    """Return the comparison. Links are ``ours``, ``theirs``, ``cited``, ``open:2`` and ``compare:2``."""
    parts = [f"<p class='told'>{_told(shown)}</p>"]
    link = "ours" if shown.line.checked is None else ""  # a brief is no paper of the case
    ours = _side(tr("This quotation"), link, _own_cite(shown.line), _text(shown, ours=True))
    if shown.against is None:
        parts.append(ours)
    else:
        cite, text = pin_cite(shown.against.pin), _text(shown, ours=False)
        theirs = _side(tr("Held against"), "theirs", cite, text)
        parts.append(_beside(ours, theirs) if wide else ours + theirs)
        parts.append(_legend(shown.steps))
    parts += [_others(shown.others), _about(shown.line)]
    return "".join(parts)


def difference_words(shown: Shown) -> str:
    """Return the difference in words: "Compl. ¶ 38 says “notice”; Ledger para. 4 has “paper”"."""
    if shown.against is None:
        return ""
    there, here = bare_cite(shown.against.pin), _here(shown.line)
    told = [words for step in shown.steps if (words := _step_words(step))]
    first = next((step for step in shown.steps if step.kind is StepKind.REPLACED), None)
    if first is not None:
        told.remove(_step_words(first))
        told.insert(
            0,
            tr(
                "{there} says “{short}”; {here} has “{short2}”",
                there=there,
                short=_short(first.theirs),
                here=here,
                short2=_short(first.ours),
            ),
        )
    elif told:
        told[0] = tr("Against {there}, {told}", there=there, told=told[0])
    more = len(told) - _MOST_TOLD
    kept = told[:_MOST_TOLD]
    if more > 0:
        kept.append(messages.count(more, tr("more difference")))
    return "; ".join([*kept, *_slight_words(shown.steps)])


def style_sheet(palette: Palette, face: str, points: float) -> str:
    """Return how the classes look in a theme; quotes are set in the family ``face``, ``points`` tall."""
    return f"""
        a {{ color: {palette.party_ink}; text-decoration: none; }}
        .told {{ margin: 0 0 8px 0; }}
        .head {{ color: {palette.secondary}; margin: 0 0 2px 0; }}
        .words {{ font-family: '{face}'; font-size: {points}pt; margin: 0 0 10px 0; }}
        .small {{ color: {palette.secondary}; margin: 4px 0 0 0; }}
        .put {{ color: {palette.added_ink}; background-color: {palette.added_wash};
                text-decoration: underline; }}
        .left {{ color: {palette.removed_ink}; background-color: {palette.removed_wash};
                 text-decoration: line-through; }}
        .marked {{ color: {palette.party_ink}; background-color: {palette.party_wash}; }}
        .slight {{ color: {palette.quote_ink}; background-color: {palette.quote_wash}; }}
    """


# -- what is said


def _told(shown: Shown) -> str:
    line, against = shown.line, shown.against
    if line.form is LineForm.SOURCE:
        return "<b>The source.</b> What stands below it has the same words."
    if against is None:
        if line.verdict is None:
            return "<b>Too short to compare.</b> Fewer than four words stand in too many places."
        return (
            "<b>In no other paper.</b> No other paper of this case has these words. "
            "If their source is not in the case yet, import it."
        )
    words = difference_words(shown) or verdict_words(against.verdict, against)
    sentence = words[:1].upper() + words[1:]
    return f"<b>{escape(NAMES[against.verdict])}.</b> {escape(sentence)}."


def _here(line: QuoteLine) -> str:
    if line.checked is not None:
        return tr("the brief")
    return bare_cite(line.pin) if line.pin is not None else tr("the quotation")


def _step_words(step: WordStep) -> str:
    """Return what a step that is no mere mark changes; "" for others."""
    ours, theirs = _short(step.ours), _short(step.theirs)
    if step.kind is StepKind.REPLACED:
        return tr("“{theirs}” there is “{ours}” here", theirs=theirs, ours=ours)
    if step.kind is StepKind.LEFT_OUT and theirs:
        return tr("“{theirs}” is left out", theirs=theirs)
    if step.kind is StepKind.PUT_IN and ours:
        return tr("“{ours}” is put in", ours=ours)
    return ""


def _slight_words(steps: Iterable[WordStep]) -> list[str]:
    kinds = {step.kind for step in steps}
    told = []
    if StepKind.CASE in kinds:
        told.append(tr("a capital differs"))
    if StepKind.PUNCTUATION in kinds:
        told.append(tr("punctuation differs"))
    if kinds & {StepKind.BRACKETED, StepKind.ELLIPSIS}:
        marks = [
            name
            for kind, name in (
                (StepKind.BRACKETED, "brackets"),
                (StepKind.ELLIPSIS, tr("an ellipsis")),
            )
            if kind in kinds
        ]
        one = marks == [tr("an ellipsis")]
        told.append(
            tr(
                "{marks} {value} of a change",
                marks=tr(" and ").join(marks),
                value="tells" if one else "tell",
            )
        )
    return told


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"


# -- the two texts


def _side(name: str, link: str, cite: str, text: str) -> str:
    head = f"{name} · <a href='{link}'>{escape(cite)}</a>" if link else f"{name} · {escape(cite)}"
    return f"<p class='head'>{head}</p><p class='words'>{text}</p>"


def _beside(ours: str, theirs: str) -> str:
    cell = "<td width='50%' valign='top' style='padding-right: 14px'>{}</td>"
    both = cell.format(ours) + cell.format(theirs)
    look = "width='100%' cellspacing='0' cellpadding='0' style='margin-top: 8px'"
    return f"<table {look}><tr>{both}</tr></table>"


def _own_cite(line: QuoteLine) -> str:
    if line.checked is not None:
        return line.checked.cite or tr("the brief")
    return pin_cite(line.pin) if line.pin is not None else ""


def _text(shown: Shown, *, ours: bool) -> str:
    """Return one side's words between quotation marks, what differs marked."""
    if not shown.steps:
        plain = shown.line.text if ours or shown.against is None else shown.against.text
        return f"“{escape(plain.strip())}”"
    parts = []
    for step in shown.steps:
        words = escape(step.ours if ours else step.theirs)
        look = _CLASSES.get(step.kind)
        if look is None or not words.strip():
            parts.append(words)
        else:
            parts.append(_inside(words, look[0 if ours else 1]))
    return f"“{''.join(parts).strip()}”"


def _inside(words: str, look: str) -> str:
    """Return words with a look, the white space at their ends left as it is."""
    core = words.strip()
    before, _, after = words.partition(core)
    return f"{before}<span class='{look}'>{core}</span>{after}"


def _legend(steps: Sequence[WordStep]) -> str:
    kinds = {step.kind for step in steps}
    parts = []
    if kinds & {StepKind.REPLACED, StepKind.PUT_IN}:
        parts.append("<span class='put'>only in the quotation</span>")
    if kinds & {StepKind.REPLACED, StepKind.LEFT_OUT}:
        parts.append("<span class='left'>only in the other paper</span>")
    if kinds & {StepKind.BRACKETED, StepKind.ELLIPSIS}:
        parts.append("<span class='marked'>a change that is marked</span>")
    if kinds & {StepKind.CASE, StepKind.PUNCTUATION}:
        parts.append("<span class='slight'>capital or punctuation</span>")
    return f"<p class='small'>{tr(' &nbsp; ').join(parts)}</p>" if parts else ""


# -- what else is known


def _others(others: Sequence[SameWords]) -> str:
    if not others:
        return ""
    told = [
        f"<a href='open:{at}'>{escape(bare_cite(place.pin))}</a> "
        f"(<a href='compare:{at}'>{escape(_verdict_name(place.verdict))}</a>)"
        for at, place in enumerate(others[:_MOST_OTHERS])
    ]
    left = len(others) - len(told)
    more = tr(" and {left:,} more", left=left) if left else ""
    return f"<p class='small'>Also in {' · '.join(told)}{more}</p>"


def _verdict_name(verdict: Verdict) -> str:
    return NAMES[verdict].lower()


def _about(line: QuoteLine) -> str:
    """Return how the speaker is known, and what the paper itself cites for the words."""
    parts = []
    quote = line.quote
    if quote is not None:
        who = messages.speaker_words(quote)
        how = f" ({escape(quote.evidence)})" if quote.evidence else ""
        if quote.certainty is not Certainty.UNATTRIBUTED or quote.evidence:
            parts.append(tr("Said by {who}{how}", who=escape(who), how=how))
    cited = line.row.cited if line.row is not None else None
    if cited is not None:
        words = escape(_short(cited.text))
        if cited.document is not None:
            parts.append(f"It cites <a href='cited'>{words}</a>")
        else:
            parts.append(tr("It cites {words}, which is not in the case", words=words))
    return f"<p class='small'>{' · '.join(parts)}</p>" if parts else ""
