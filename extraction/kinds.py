"""What a paper is: complaint, summons, order, article and so on, told from its content.

The title decides where there is one; else the marks that only one kind of paper has. Every answer comes
with its reason in words, since the attorney may overrule it.
"""

import re

from extraction.caption_lines import Cell, cells
from extraction.caption_patterns import Sort, paper_kind, title_word
from extraction.findings import DocumentKind
from importers.document import ImportedDocument

__all__ = ["recognise_kind"]

_HEAD = 6_000
"""Code points from the start in which a paper says what it is."""

_MAIL_HEADERS = re.compile(r"(?m)^(?:From|To|Sent|Date|Subject|Cc|Von|An|Betreff):[ \t]+\S")
_SUMMONS_FORM = re.compile(
    r"(?i)summons\s+in\s+a\s+civil\s+(?:action|case)|you\s+are\s+(?:hereby\s+)?summoned"
    r"|a\s+lawsuit\s+has\s+been\s+filed\s+against\s+you(?!,?\s+or\s+the\s+entity)"
    r"|you\s+are\s+being\s+sued\s+by\s+plaintiff|required\s+to\s+serve\s+written\s+defenses"
    r"|monday\s+next\s+(?:following|after)\s+the\s+expiration"
)
# Titles stand alone on their lines; "You are commanded" in prose is somebody's story of a subpoena.
_SUBPOENA_FORM = re.compile(
    r"(?im)^\W*(?:AO\s+88\w?\b[^\n]*|(?:(?:civil|deposition)\s+)?subpoena\s+(?:to\s+(?:testify|produce|appear)\b"
    r"|duces\s+tecum|ad\s+testificandum)[^\n]{0,60})$"
)
_COMMANDS = re.compile(r"YOU\s+ARE\s+(?:HEREBY\s+)?(?:COMMANDED|ORDERED)|You\s+are\s+commanded")
_WAIVER_FORM = re.compile(
    r"(?i)notice\s+of\s+a\s+lawsuit\s+and\s+request\s+to\s+waive\s+service|waiver\s+of\s+the\s+service\s+of\s+summons"
)
_EXHIBIT = re.compile(
    r"(?im)^\W{0,3}(?:(?:plaintiff|defendant|petitioner|respondent|joint|government)[’'s]*\s+)?exhibit\s+(?:no\.\s*)?[A-Z0-9]{1,4}\W{0,3}$"
)
_SLIP = re.compile(
    r"(?m)^\s*\((?:Slip|Bench)\s+Opinion\)|SUPREME\s+COURT\s+OF\s+THE\s+UNITED\s+STATES\s+Syllabus\b"
)
_APPELLATE = re.compile(
    r"(?i)\b(?:before:?\s+[^\n]{3,120}(?:circuit\s+judges?|justices?|judges?)\b|per\s+curiam|circuit\s+judges?[.:]|delivered\s+the\s+opinion|,\s+(?:P|C)\.\s?J\.,|opinion\s+of\s+the\s+court)"
)
_PLEADS = re.compile(
    r"(?i)\b(?:plaintiffs?|petitioners?)\b[^.]{0,200}\b(?:alleges?|complains?|avers?|brings?\s+this|for\s+(?:his|her|its|their)\s+complaint|states?\s+and\s+alleges?)\b"
)
_ANSWERS = re.compile(
    r"(?i)\bdefendants?\b[^.]{0,200}\b(?:answers?\s+(?:the|plaintiff)|answering\s+the)\b|\baffirmative\s+defenses?\b|\bden(?:y|ies)\s+the\s+allegations\b"
)
_ORDERS = re.compile(
    r"(?i)\bit\s+is\s+(?:hereby\s+|so\s+|further\s+)*ordered\b|\bso\s+ordered\b|\bthe\s+court\s+(?:grants|denies|orders|finds)\b"
)
_OPINES = re.compile(
    r"(?i)\bwe\s+(?:affirm|reverse|vacate|remand|hold)\b|\b(?:affirmed|reversed|vacated\s+and\s+remanded)\."
)
_PRAYS = re.compile(
    r"(?i)\b(?:wherefore|prayer\s+for\s+relief|demands?\s+judgment\s+against|jury\s+trial\s+demanded)\b"
)
_SPEECH = re.compile(r"\b(?:said|told|says|according\s+to|added|announced|reported)\b")


def recognise_kind(document: ImportedDocument) -> tuple[DocumentKind, str]:
    """Return what a paper is, and the reason in words."""
    text = document.source.text
    head = text[:_HEAD]
    if _is_mail(document, head):
        return DocumentKind.EMAIL, "it has the headers of an e-mail"
    process = _process(head)
    if process is not None:
        return process
    slip = _SLIP.search(head)
    if slip:
        return DocumentKind.OPINION, f"it is headed “{_shown(slip.group())}”"
    row = cells(document.source)
    court_paper = _is_court_paper(row)
    exhibit = _EXHIBIT.search(text[:400])
    if exhibit:
        return DocumentKind.EXHIBIT, f"it is headed “{_shown(exhibit.group())}”"
    if court_paper:
        return _court_paper(row, text)
    if _is_article(document, text):
        return DocumentKind.ARTICLE, _article_reason(document)
    return _without_caption(row, text)


def _shown(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" _-–—*|)")


def _is_mail(document: ImportedDocument, head: str) -> bool:
    if document.media_type in ("message/rfc822", "application/mbox"):
        return True
    # Outlook saves appointments, contacts, tasks and notes in the form of its messages.
    needed = 2 if document.media_type == "application/vnd.ms-outlook" else 3
    return len({m.group().split(":")[0] for m in _MAIL_HEADERS.finditer(head[:1500])}) >= needed


def _process(head: str) -> tuple[DocumentKind, str] | None:
    """Tell a summons, subpoena or waiver of service by the words of its form."""
    waiver = _WAIVER_FORM.search(head)
    if waiver and not _title_before(head, waiver.start()):
        return DocumentKind.OTHER, f"it says “{_shown(waiver.group())}”"
    subpoena = _SUBPOENA_FORM.search(head)
    if subpoena and _COMMANDS.search(head) and not _title_before(head, subpoena.start()):
        return DocumentKind.SUBPOENA, f"it says “{_shown(subpoena.group())}”"
    form = _SUMMONS_FORM.search(head)
    if form and not _title_before(head, form.start()):
        return DocumentKind.SUMMONS, f"it says “{_shown(form.group())}”"
    return None


def _title_before(head: str, at: int) -> bool:
    """Tell whether a complaint's or motion's title stands before the words of a summons."""
    return any(
        (found := title_word(line)) and line.isupper() and paper_kind(found.group()) != "summons"
        for line in head[:at].splitlines()
    )


def _is_court_paper(row: tuple[Cell, ...]) -> bool:
    """Tell whether a court's heading, or the words for both sides, stand before any running text."""
    top = []
    prose = 0
    for cell in row[:160]:
        prose += cell.sort is Sort.PROSE
        if prose > 2:
            break
        top.append(cell)
    sorts = {c.sort for c in top}
    sides = sum(c.sort is Sort.ROLE for c in top)
    return (
        Sort.COURT in sorts
        and bool(sorts & {Sort.VERSUS, Sort.ROLE, Sort.IN_RE, Sort.DOCKET, Sort.TITLE})
    ) or (sides >= 1 and (Sort.VERSUS in sorts or Sort.TITLE in sorts))


def _court_paper(row: tuple[Cell, ...], text: str) -> tuple[DocumentKind, str]:
    titled = _first_title(row)
    body = text[:60_000]
    if titled is not None:
        kind, words = titled
        if kind is DocumentKind.ORDER and _OPINES.search(body) and _APPELLATE.search(body[:_HEAD]):
            return DocumentKind.OPINION, f"its title is “{words}” and it decides an appeal"
        if kind is not DocumentKind.OTHER:
            return kind, f"its title is “{words}”"
        return kind, f"its title is “{words}”, none of the usual kinds"
    return _by_formula(body)


def _first_title(row: tuple[Cell, ...]) -> tuple[DocumentKind, str] | None:
    for cell in row[:220]:
        if cell.sort is not Sort.TITLE:
            continue
        found = title_word(cell.text)
        if found is None:
            continue
        return DocumentKind(paper_kind(found.group())), _shown(cell.text)
    return None


def _by_formula(body: str) -> tuple[DocumentKind, str]:
    appellate = _APPELLATE.search(body[:_HEAD])
    if appellate and not _PLEADS.search(body[:2000]):
        return (
            DocumentKind.OPINION,
            f"it is the decision of an appeals court (“{_shown(appellate.group())}”)",
        )
    rules: tuple[tuple[re.Pattern[str], DocumentKind, str], ...] = (
        (_OPINES, DocumentKind.OPINION, "it decides an appeal"),
        (_PLEADS, DocumentKind.COMPLAINT, "a plaintiff alleges in it"),
        (_ANSWERS, DocumentKind.ANSWER, "a defendant answers allegations in it"),
        (_ORDERS, DocumentKind.ORDER, "a court orders in it"),
    )
    for pattern, kind, reason in rules:
        found = pattern.search(body)
        if found:
            return kind, f"{reason} (“{_shown(found.group())[:80]}”)"
    return DocumentKind.OTHER, "it is a court paper of no usual kind"


def _is_article(document: ImportedDocument, text: str) -> bool:
    if document.media_type in ("text/html", "application/xhtml+xml"):
        return True
    metadata = document.metadata
    told = [
        value
        for field in ("author", "published", "title", "outlet")
        for value in metadata.all(field)
    ]
    if any(
        re.search(r"(?i)byline|dateline|headline|meta\s+tag|json-ld|first\s+line", value.origin)
        for value in told
    ):
        return True
    if document.media_type not in ("text/plain", ""):
        return False
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 3 or not 15 <= len(lines[0]) <= 140 or lines[0].endswith((".", ":", ";", ",")):
        return False
    prose = [line for line in lines[1:] if len(line) > 120]
    return len(prose) >= 2 and bool(_SPEECH.search(text))


def _article_reason(document: ImportedDocument) -> str:
    if document.media_type in ("text/html", "application/xhtml+xml"):
        return "it is a web page"
    value = next(
        (
            document.metadata.first(f)
            for f in ("author", "published", "title")
            if document.metadata.first(f)
        ),
        None,
    )
    return (
        f"it reads like an article: {value.origin}"
        if value
        else "it reads like an article: a headline, then prose that quotes people"
    )


def _without_caption(row: tuple[Cell, ...], text: str) -> tuple[DocumentKind, str]:
    top = [cell for cell in row[:25] if cell.sort is Sort.TITLE and cell.text.isupper()]
    for cell in top:
        found = title_word(cell.text)
        if found and paper_kind(found.group()) != "other":
            kind = DocumentKind(paper_kind(found.group()))
            if kind in (DocumentKind.COMPLAINT, DocumentKind.ANSWER, DocumentKind.MOTION) and not (
                _PLEADS.search(text[:8000]) or _PRAYS.search(text) or _ANSWERS.search(text[:8000])
            ):
                continue
            return kind, f"its title is “{_shown(cell.text)}”"
    if _PLEADS.search(text[:3000]) and _PRAYS.search(text):
        return DocumentKind.COMPLAINT, "a plaintiff alleges in it and demands judgment"
    return DocumentKind.OTHER, "it shows no caption, byline or headers of a known kind"
