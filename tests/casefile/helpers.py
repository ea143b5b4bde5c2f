"""Made-up papers, and workers that read and extract them by simple rules, in this process."""

import datetime as dt
import re
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from casefile import sealed_files, worker_tasks
from casefile.case import Case
from casefile.connecting import connect
from casefile.records import Box, PageImage
from casefile.workers import Workers
from extraction.extract import EXTRACTOR
from extraction.findings import (
    Basis,
    Certainty,
    DateExpression,
    DocumentFacts,
    DocumentKind,
    Event,
    Findings,
    Mention,
    Party,
    PartyKind,
    PartySource,
    Quote,
    QuoteKind,
    Speaker,
)
from extraction.options import ExtractionContext
from importers.document import (
    ArchiveMember,
    Attachment,
    EncryptedFile,
    ImportContext,
    ImportedDocument,
    ReaderStopped,
    UnsupportedFormat,
)
from importers.source_text import Paragraph, SourceText, Span
from index.home import Home
from index.writer import IndexDocument

CAST = (
    ("Marrow Ferry Company, Inc.", PartyKind.ORGANIZATION, "plaintiff", ("Marrow Ferry", "Marrow")),
    ("Tidewater Port Commission", PartyKind.AGENCY, "defendant", ("Port Commission", "TPC")),
    ("Odile Vantreese", PartyKind.PERSON, "witness", ("Vantreese",)),
    ("@TidewaterPort", PartyKind.ACCOUNT, None, ()),
)

COMPLAINT = """COMPLAINT of Marrow Ferry Company, Inc. against the Tidewater Port Commission.
The Tidewater Port Commission closed the berth on 2026-03-07. Nobody was told.
Odile Vantreese said “the berth was closed without any notice to the ferry at all” on 2026-03-08.
Later that week the Tidewater Port Commission wrote “we regret the closing”.
"""
ARTICLE = """Ferry fight goes to court
Marrow Ferry said “the berth was closed without notice to the ferry at all” in a post.
On 2026-03-07 @TidewaterPort posted “service continues as usual today”.
"""


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """One paragraph a line."""
    found = []
    for number, match in enumerate(re.finditer(r"[^\n]+", text), 1):
        found.append(Paragraph(Span(*match.span()), str(number)))
    return tuple(found)


def imported(
    text: str, *, reader: str = "plain 1", attachments: tuple[Attachment, ...] = ()
) -> ImportedDocument:
    return ImportedDocument(
        SourceText(text, (), paragraphs_of(text)), "text/plain", reader, attachments=attachments
    )


def extracted(read: ImportedDocument, context: ExtractionContext) -> Findings:
    """Find the cast, curly quotes said by whom the line names first, and ISO dates."""
    text = read.source.text
    parties = []
    for at, (name, kind, role, aliases) in enumerate(CAST, 1):
        pattern = "|".join(
            re.escape(each) for each in sorted((name, *aliases), key=len, reverse=True)
        )
        mentions = tuple(
            Mention(Span(*match.span()), match.group()) for match in re.finditer(pattern, text)
        )
        if mentions:
            source = PartySource.CAPTION if text.startswith("COMPLAINT") else PartySource.BODY
            full = name if name in text else mentions[0].text
            parties.append(Party(f"p{at}", full, kind, role, source, aliases, mentions))
    quotes = []
    for match in re.finditer("“([^”]*)”", text):
        span = Span(*match.span(1))
        before = [
            (mention, party)
            for party in parties
            for mention in party.mentions
            if text.rfind("\n", 0, span.start) < mention.span.start < span.start
        ]
        mention, party = min(before, key=lambda pair: pair[0].span, default=(None, None))
        quotes.append(
            Quote(
                span,
                match[1],
                QuoteKind.DIRECT,
                Certainty.STATED if party else Certainty.UNATTRIBUTED,
                Speaker(mention.span, party.id) if party and mention else None,
                reading=match[1],
            )
        )
    dates = tuple(
        _date(match, context.day_first)
        for match in re.finditer(r"\d{4}-\d\d-\d\d|\b\d\d/\d\d/\d{4}", text)
    )
    if context.date is not None:
        dates = (
            tuple(
                _date_at(Span(*match.span()), match.group(), context.date, Basis.RELATIVE)
                for match in re.finditer("Later that week", text)
            )
            + dates
        )
    sentences = tuple(Span(*match.span()) for match in re.finditer(r"[^.\n]+[.\n]", text))
    dates = tuple(sorted(dates, key=lambda date: date.span))
    kind = context.kind or (
        DocumentKind.COMPLAINT if text.startswith("COMPLAINT") else DocumentKind.ARTICLE
    )
    facts = DocumentFacts(kind, "by its first word", text.split("\n")[0][:40], date=context.date)
    return Findings(
        facts=facts,
        parties=tuple(parties),
        quotes=tuple(quotes),
        dates=dates,
        events=_events(dates, sentences),
        sentences=sentences,
        extractor=EXTRACTOR,
    )


def _events(dates: Sequence[DateExpression], sentences: Sequence[Span]) -> tuple[Event, ...]:
    """Every date is an event of its sentence."""
    return tuple(
        Event(at, sentence)
        for at, date in enumerate(dates)
        for sentence in sentences
        if sentence.contains(date.span)
    )


def _date(match: "re.Match[str]", day_first: bool | None) -> DateExpression:
    text, span = match.group(), Span(*match.span())
    if "/" in text:
        first, second, year = text.split("/")
        read, other = f"{year}-{first}-{second}", f"{year}-{second}-{first}"
        if day_first:
            read, other = other, read
        day = dt.date.fromisoformat(read)
        reason = "day first, as chosen" if day_first else ""
        return DateExpression(
            span, text, read, day, day, Basis.AMBIGUOUS, alternatives=(other,), reason=reason
        )
    return _date_at(span, text, dt.date.fromisoformat(text), Basis.STATED)


def _date_at(span: Span, text: str, day: dt.date, basis: Basis) -> DateExpression:
    return DateExpression(span, text, day.isoformat(), day, day, basis, anchor=None)


_ONE_READER = threading.Lock()


def really_read(path: Path, key: bytes | None = None) -> ImportedDocument:
    """Read a file by the real importers, one at a time: a case reads in threads, and PDFium knows none."""
    with _ONE_READER:
        return worker_tasks.read(path, ImportContext(path.name), key)


def connected(case: Case, file: Path | None = None) -> sqlite3.Connection:
    """Connect to a case's file, or to a copy of it, beside the program."""
    key = case._store.key
    return connect(file or case.folder / "case.db", key.database if key is not None else None)


def original(case: Case, document: int) -> bytes:
    """Return an original as it was imported."""
    return sealed_files.content(case.original(document), case._store.paths.key)


class FakeWorkers(Workers):
    """The same methods, answered in this process; knobs for failing."""

    def __init__(self) -> None:
        super().__init__()
        self.reader = "plain 1"
        self.extractor = EXTRACTOR
        self.on_read: Callable[[Path], None] = lambda path: None
        self.on_extract: Callable[[ImportedDocument], None] = lambda document: None
        self.on_unpack: Callable[[Path], None] = lambda path: None
        self.read_paths: list[Path] = []
        self.contexts: list[ExtractionContext] = []
        self.lock = threading.Lock()

    def read(
        self, path: Path, context: ImportContext, key: bytes | None = None
    ) -> ImportedDocument:
        self.read_paths.append(path)
        self.on_read(path)
        text = sealed_files.content(path, key).decode()
        if text.startswith("locked") and context.password != "open sesame":
            raise EncryptedFile("This paper is locked. Import it again with its password.")
        if text.startswith("\x7fELF"):
            raise UnsupportedFormat(
                "This is a program, which Pincite cannot read. Import papers only."
            )
        if text.startswith("hang"):
            raise ReaderStopped("It could not be read: it took longer than 60 seconds.")
        attachments = ()
        if text.startswith("Mail"):
            attachments = (Attachment("Enclosure.txt", b"The enclosed paper of Odile Vantreese."),)
        return imported(text, reader=self.reader, attachments=attachments)

    def archive_members(
        self, path: Path, passwords: Sequence[str] = ()
    ) -> tuple[tuple[ArchiveMember, ...], str | None] | None:
        return worker_tasks.archive_members(path, tuple(passwords))

    def unpack(
        self,
        path: Path,
        passwords: Sequence[str],
        wanted: Sequence[tuple[str, Path]],
        size: int,
        key: bytes | None = None,
    ) -> tuple[str | None, ...]:
        self.on_unpack(path)
        return worker_tasks.unpack(path, tuple(passwords), tuple(wanted), key)

    def leave_archive(self) -> None:
        worker_tasks.leave_archive()

    def extract(self, document: ImportedDocument, context: ExtractionContext) -> Findings:
        self.contexts.append(context)
        self.on_extract(document)
        return replace(extracted(document, context), extractor=self.extractor)

    def index(self, home: Home, documents: Sequence[IndexDocument]) -> int:
        return worker_tasks.index(home, documents)

    def forget(self, home: Home, documents: Iterable[int]) -> None:
        worker_tasks.forget(home, documents)

    def clear_index(self, home: Home) -> None:
        worker_tasks.clear_index(home)

    def tidy_index(self, home: Home) -> bool:
        return worker_tasks.tidy_index(home)

    def page_image(
        self,
        path: Path,
        page: int,
        scale: float,
        password: str | None = None,
        area: Box | None = None,
        key: bytes | None = None,
    ) -> PageImage:
        return PageImage(1, 1, 4, b"\0\0\0\0")

    def page_sizes(
        self, path: Path, password: str | None = None, key: bytes | None = None
    ) -> tuple[tuple[float, float], ...]:
        return ((612.0, 792.0),)

    def boxes(
        self,
        path: Path,
        page: int,
        spans: Sequence[Span],
        password: str | None = None,
        key: bytes | None = None,
    ) -> tuple[tuple[Box, ...], ...]:
        return tuple((Box(float(span.start), 0.0, float(span.end), 10.0),) for span in spans)


def paper(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path
