"""Reads a summons, subpoena or waiver: from form fields where it has them, else from its printed words.

What a form leaves blank stays ``None``: nothing is made up from the printed words themselves. Values are
given whole, as printed; ``summons`` cuts the sides of a form into single names.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from extraction.answer_periods import find_answer_periods
from extraction.docket_numbers import FEDERAL, numbers_in
from extraction.filled_summons import filled_lines
from extraction.findings import DocumentKind
from extraction.form_words import FormWords
from extraction.process import Attorney, Process, ProcessKind, Written
from extraction.process_forms import FormWording, wording_of
from extraction.process_people import addressees, attorney_of, written
from extraction.written_days import first_day
from importers.document import ImportedDocument
from importers.source_text import Span

__all__ = ["find_process", "read_process"]

_LONGEST = 40_000
"""Code points from the start in which a form stands; the rules printed behind it are long."""

_FIELDS: tuple[tuple[str, str], ...] = (
    ("attorney", r"attorney|counsel|lawyer"),
    ("", r"signature|server|served\s*by"),
    ("issuer", r"issu(?:er|ing)|clerk"),
    ("issued", r"issue|\bdated?\b(?!.*time)|date\s*(?:signed|issued)"),
    ("when", r"date\s*(?:and|&)\s*time|appear|time"),
    ("place", r"place|location"),
    ("demanded", r"documents?|records?|materials?|produce"),
    ("before", r"officer|before"),
    (
        "to",
        r"^to\b|addressee|person\s*served|summoned|directed|defendant.{0,3}s?\s*name\s+(?:and\s+)?address",
    ),
    ("number", r"civil\s*action|case\s*(?:no|num)|docket|action\s*no|index\s*no|cause\s*no|^number"),
    ("party", r"^(?:name\s+of\s+)?party|representing"),
    ("sued by", r"plaintiff|petitioner"),
    ("defendant", r"defendant|respondent"),
    ("court", r"district|court"),
)  # fmt: skip
_OF_DISTRICT = r"district\s+of\s+(?:the\s+)?[a-z]+(?:[ \t]+[a-z]+){0,2}"
_COURT = re.compile(
    r"(?i)united\s+states\s+district\s+court(?:\s+for\s+the)?\s+(?:[a-z]+\s+)?" + _OF_DISTRICT
)
_DISTRICT = re.compile(
    r"(?im)^[ \t_]*((?:(?:northern|southern|eastern|western|middle|central)\s+)?"
    + _OF_DISTRICT
    + r")[ \t]*$"
)
_STATE_COURT = re.compile(
    r"(?im)^[^\n\w]*((?:in\s+the\s+)?(?:supreme|superior|circuit|district|county|municipal|civil)\s+court\b"
    r"[^\n]*(?:\n[^\n\w]*(?:county\s+of|in\s+and\s+for|for\s+the\s+county|state\s+of|[\w-]+\s+county\b)"
    r"[^\n]*){0,2})"
)
_NAMED_COURT = re.compile(
    r"(?i)in\s+the\s+((?:\w+\s+)?(?:judicial\s+)?district\s+court\s+of\s+\w+(?:\s\w+)?\s+county(?:,\s+\w+)?"
    r"|county\s+court[^.,\n]{0,60})"
)
_A_NUMBER = re.compile(
    rf"{FEDERAL.pattern}|\b(?:[A-Z]{{1,5}}-?)?\d{{2,4}}[-A-Z]{{1,5}}\d{{4,8}}(?:-[A-Z\d]{{1,8}})*\b"
    r"|\b\d{4,8}/\d{4}\b|\b[A-Z]{1,5}-?\d{5,9}\b"
)
_AUTHORITY = re.compile(
    r"\b\d{1,2}\s*U\.?\s?S\.?\s?C\.?\s*(?:§§?\s*|sections?\s+)?\d+[a-z]?(?:\(\w+\))*(?:[–-]\d+)?"
    r"|Internal\s+Revenue\s+Code"
)
_SERVE_ON = re.compile(
    r"(?i)commanded\s+to\s+serve[^:]{0,160}?\bon\s+(?:the\s+)?defendants?\s*:?\s+"
    r"(?P<who>[^\n]+(?:\n(?!\s*each\b)[^\n]+){0,3}?)\.?\s*\n\s*each\b"
)
_WHOSE_ADDRESS = re.compile(
    r"(?i)\bon\s+(?P<name>[^\n,]+(?:,\s*esq\.?)?),\s+(?:the\s+)?plaintiff[’']?s?[’']?\s+attorney,\s+whose\s+address\s+is\s+"
    r"(?P<address>.{5,160}?),?\s+within\b",
    re.DOTALL,
)
# The clerk's name over the office; a column beside it may stand before either.
_COUNTY_CLERK = re.compile(
    r"(?P<name>(?:[A-Z][\w.’'-]*[ \t]){1,3}?[A-Z][\w’'-]+),?[ \t]*(?:\n(?:[^\n]*?[ \t])??)?"
    r"(?P<title>(?:(?:San|Santa|Fort|El|La|Los|De|St\.|Saint|Van|Palo|Palm|Contra|New|Prince) )?"
    r"[A-Z][\w-]+ County (?:District |County |Circuit )?Clerk|(?:District|County|Circuit) Clerk"
    r"|(?:As )?Clerk of (?:the )?(?:Circuit |Superior |District )?Court)\b"
)
_A_DAY = re.compile(
    r"(?i)\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+day\s+of\s+[a-z]{3,9},?\s+\d{4}"
    r"|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)\b"
)
_TIME = re.compile(r"(?i)\b\d{1,2}(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?|o[’']clock(?:\s*[ap]\.?m\.?)?)")
_OFFICE_END = re.compile(
    r"(?m)^(?P<name>[^,\n]+)(?:,[ \t]*|[ \t]*\n[ \t]*)(?P<title>[^\d\n][^\n]*)"
)


_KINDS = (
    DocumentKind.SUMMONS,
    DocumentKind.SUBPOENA,
    DocumentKind.EXHIBIT,
    DocumentKind.OTHER,
)


def find_process(document: ImportedDocument, kind: DocumentKind) -> Process | None:
    """Return what a paper of some kind demands as process: pleadings and articles only tell of summonses."""
    return read_process(document) if kind in _KINDS else None


def read_process(document: ImportedDocument) -> Process | None:
    """Return what a summons, subpoena or waiver says, ``None`` for a paper that is none or is blank."""
    text = document.source.text[:_LONGEST]
    words = FormWords(text)
    form = wording_of(text, words)
    if form is None:
        return None
    labels = words.labels(form.labels)
    values = dict(words.values(labels))
    _settle(text, form, words, values)
    if labels and _is_filled_last(text, form, labels[-1][1]):
        # What stands behind the form's last words was filled in anywhere on it.
        values.pop(labels[-1][0], None)
    values |= _from_fields(document, text)
    number = _case_number(text, values) or _number(text)
    values.pop("number", None)
    if number is not None:
        values["number"] = number
    process = _process(text, form, values)
    return process if _says_something(process) else None


def _settle(text: str, form: FormWording, words: FormWords, values: dict[str, Span]) -> None:
    """Put right what the order of a page's lines puts behind the wrong label."""
    if form.form == "AO 440" and (filled := filled_lines(text)) is not None:
        blocks = {
            "to": filled.to,
            "attorney": filled.counsel,
            "clerk": filled.clerk,
            "issued": filled.issued,
        }
        for meaning, span in blocks.items():
            values.pop(meaning, None)
            if span is not None:
                values[meaning] = span
    if (clerk := _COUNTY_CLERK.search(text)) is not None and form.form is None:
        values["clerk"], values["office"] = Span(*clerk.span("name")), Span(*clerk.span("title"))
    if "when" in values and (day := _day_and_time(text, values["when"])) is not None:
        rest = words.trimmed(Span(day.end, values["when"].end))
        values["when"] = day
        if rest is not None and "place" in values:
            values["place, on"] = rest


def _is_filled_last(text: str, form: FormWording, last: Span) -> bool:
    number = _number(text) if form.form is not None else None
    return number is not None and number.start > last.end


def _process(text: str, form: FormWording, values: Mapping[str, Span]) -> Process:
    court, court_name = _court(text, values)
    issuer, title = _issuer(text, form, values)
    admin = form.kind is ProcessKind.ADMINISTRATIVE
    apart = [values[m] for m in ("clerk", "office") if m in values]
    attorney = _attorney(text, form, values, apart)
    to = addressees(text, values.get("to") or values.get("defendant") or _served_on(text, form))
    if len(to) == 1 and to[0].address is None and "address" in values:
        to = (replace(to[0], address=written(text, values["address"])),)
    issued = _day(text, values.get("issued"))
    signs = form.kind.is_subpoena or _signed(text, form, values) is not None
    if signs and issuer is None and attorney is not None:
        issuer, title = attorney.name, None
    answers = form.kind in (ProcessKind.SUMMONS, ProcessKind.WAIVER, ProcessKind.WAIVER_REQUEST)
    return Process(
        kind=form.kind,
        form=form.form,
        to=to,
        court=court,
        court_name=court_name,
        docket_number=written(text, None if admin else values.get("number")),
        issuer=issuer,
        issuer_title=title,
        issued=written(text, issued),
        answer=find_answer_periods(text) if answers else (),
        plaintiffs=tuple(each.name for each in addressees(text, values.get("sued by"))),
        attorney=None if admin else attorney,
        demanded=written(text, values.get("demanded")),
        place=_places(text, values),
        when=written(text, values.get("when")),
        authority=_authority(text) if admin else None,
    )


def _served_on(text: str, form: FormWording) -> Span | None:
    """Return whom a sheriff is told to serve: Florida's summonses name him in a sentence."""
    found = _SERVE_ON.search(text) if form.form is None else None
    return Span(*found.span("who")) if found else None


def _attorney(
    text: str, form: FormWording, values: Mapping[str, Span], apart: list[Span]
) -> Attorney | None:
    within = _WHOSE_ADDRESS.search(text) if form.form is None and "attorney" not in values else None
    if within is None:
        return attorney_of(text, values.get("attorney") or _signed(text, form, values), apart)
    found = attorney_of(text, Span(*within.span("name")))
    where = Span(*within.span("address"))
    return replace(found, address=written(text, where)) if found is not None else None


def _says_something(process: Process) -> bool:
    filled = (
        process.to,
        process.plaintiffs,
        process.docket_number,
        process.issued,
        process.attorney,
        process.demanded,
    )
    return any(filled) or bool(process.when or process.issuer)


def _places(text: str, values: Mapping[str, Span]) -> tuple[Written, ...]:
    found = [values.get(meaning) for meaning in ("place", "place, on", "before")]
    return tuple(Written(span.of(text), span) for span in found if span is not None)


def _from_fields(document: ImportedDocument, text: str) -> dict[str, Span]:
    """Return the places of what was typed into form fields, by what the fields' names say they hold."""
    found: dict[str, Span] = {}
    for field in document.form_fields:
        if not field.value.strip() or field.span is None or field.span.end > len(text):
            continue
        name = re.sub(r"[_.]+", " ", field.name)
        for meaning, pattern in _FIELDS:
            if re.search(rf"(?i){pattern}", name):
                found.setdefault(meaning, field.span)
                break
    found.pop("", None)
    return found


def _case_number(text: str, values: Mapping[str, Span]) -> Span | None:
    """Return the number in its own box, or in that of the court beside which its column was read."""
    for meaning in ("number", "court"):
        span = values.get(meaning)
        found = _A_NUMBER.search(text, span.start, span.end) if span is not None else None
        if found is not None:
            return Span(*found.span())
    return None


def _number(text: str) -> Span | None:
    """Return the docket number in the head of the form, wherever its column was read."""
    for match in re.finditer(r"[^\n]+", text[:6000]):
        line = match.group()
        for start, end in numbers_in(line):
            if not re.match(r"(?i)\s*(?:ao|cbp|irs)\b", line):
                return Span(match.start() + start, match.start() + end)
    found = FEDERAL.search(text)
    return Span(*found.span()) if found else None


def _court(text: str, values: Mapping[str, Span]) -> tuple[Written | None, str | None]:
    """Return the court as the paper has it, and its full name."""
    given = values.get("court")
    if given is not None:
        named = re.match(r"[^\n]+", given.of(text))
        given = (
            _before_number(text, Span(given.start, given.start + named.end()), values)
            if named
            else given
        )
        words = " ".join(given.of(text).split())
        federal = re.search(r"(?i)united\s+states\s+district\s+court", text)
        full = "court" not in words.casefold() and federal is not None
        name = f"United States District Court for the {words}" if full else words
        return Written(given.of(text), given), name
    for pattern in (_COURT, _DISTRICT, _NAMED_COURT, _STATE_COURT):
        match = pattern.search(text)
        if match is None:
            continue
        span = _before_number(text, Span(*match.span(1 if pattern.groups else 0)), values)
        words = " ".join(span.of(text).split())
        if pattern is _DISTRICT:
            words = f"United States District Court for the {words}"
        elif pattern is _COURT:
            words = _titled(words)
        return Written(span.of(text), span), words
    return None, None


def _before_number(text: str, court: Span, values: Mapping[str, Span]) -> Span:
    """Return a court's name without the docket number of the next column."""
    number = values.get("number")
    end = court.end
    if number is not None and court.start < number.start < end:
        end = number.start
    return Span(court.start, court.start + len(text[court.start : end].rstrip()))


def _titled(words: str) -> str:
    """Return a federal court's name as one writes it, however its heading is set."""
    district = re.split(r"(?i)court(?:\s+for\s+the)?\s+", words, maxsplit=1)[-1]
    small = {"OF": "of", "THE": "the"}
    shown = " ".join(small.get(w.upper(), w.capitalize()) for w in district.split())
    return f"United States District Court for the {shown}"


def _issuer(
    text: str, form: FormWording, values: Mapping[str, Span]
) -> tuple[Written | None, Written | None]:
    """Return who issued the paper and the office: a clerk, or an agency's official."""
    span = values.get("issuer") or values.get("clerk")
    if span is None:
        return None, None
    if form.kind is ProcessKind.ADMINISTRATIVE:
        match = _OFFICE_END.match(span.of(text))
        if match and "office" not in values:
            parts = [Span(span.start + match.start(g), span.start + match.end(g)) for g in (1, 2)]
            return written(text, parts[0]), written(text, parts[1])
    elif form.form == "AO 440":
        office = re.search(r"(?i)clerk\s+of\s+(?:the\s+)?court", text)
        return written(text, span), written(text, Span(*office.span()) if office else None)
    return written(text, span), written(text, values.get("office"))


def _signed(text: str, form: FormWording, values: Mapping[str, Span]) -> Span | None:
    """Return the block under a date in which the attorney signs: summonses of New York have no label."""
    issued = values.get("issued")
    if form.form is not None or issued is None or "to" not in values:
        return None
    day = _day(text, issued)
    if day is None or day.end >= issued.end:
        return None
    return Span(day.end, issued.end)


def _day(text: str, span: Span | None) -> Span | None:
    """Return the words of the first day in a stretch."""
    if span is None:
        return None
    for match in _A_DAY.finditer(span.of(text)):
        if first_day(" ".join(match.group().split())) is not None:
            return Span(span.start + match.start(), span.start + match.end())
    return None


def _day_and_time(text: str, span: Span) -> Span | None:
    """Return the stretch of a day with the time beside it."""
    day = _day(text, span)
    if day is None:
        return None
    time = _TIME.search(text, span.start, span.end)
    if time is None:
        return day
    start, end = min(day.start, time.start()), max(day.end, time.end())
    return Span(start, end) if "\n" not in text[start:end] else day


def _authority(text: str) -> Written | None:
    found = _AUTHORITY.search(text)
    return Written(found.group(), Span(*found.span())) if found else None
