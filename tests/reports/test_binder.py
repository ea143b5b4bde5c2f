"""Binders: what goes in, pages, labels, bookmarks, highlights and numbers; originals stay as they were."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from casefile.case import Case
from casefile.errors import NoSuchFinding
from casefile.records import Ref, RefType
from casefile.workers import Workers
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan
from reports.bates_register import next_number, register_report
from reports.binder import make_binder
from reports.binder_choice import COLOURS, Bates, BinderChoice, MarkKind, choice_from_json
from reports.binder_passages import Passage, title
from reports.report import ReportFailure
from tests.casefile.rows import document_row

LETTER = "The harbor office closed on May 4, 2021. Nobody gave notice of it."
MAIL = (
    "From: Ada Byrd <ada@example.org>\nTo: Cole Dunn <cole@example.org>\nSubject: The key\n"
    "Date: Tue, 4 May 2021 10:00:00 +0000\n\nWe never had notice — the key was gone.\n"
)


def pdf(*pages: str, password: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    for words in pages:
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    if password is None:
        return out.getvalue()
    writer = pypdf.PdfWriter(clone_from=out)
    writer.encrypt(password, algorithm="AES-256")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


def redacted() -> bytes:
    """Return a paper whose black box hides words that its file still holds."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.drawString(72, 700, "The informant is Odell Crane of Pier 9.")
    canvas.rect(160, 694, 80, 18, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    place = tmp_path_factory.mktemp("binder")
    papers = place / "papers"
    papers.mkdir()
    (papers / "1 Lease.pdf").write_bytes(pdf("Lease of the pier.", LETTER, "Signed by both."))
    (papers / "2 Locked.pdf").write_bytes(pdf("A locked page.", password="sesame"))
    (papers / "3 Key.eml").write_text(MAIL, encoding="utf-8")
    (papers / "4 Broken.pdf").write_bytes(b"%PDF-1.4\nnothing at all")
    (papers / "5 Redacted.pdf").write_bytes(redacted())
    workers = Workers()
    try:
        with Case.create(place / "Harbor", workers, local=place / "local") as made:
            for paper in sorted(papers.iterdir()):
                list(made.ingest([paper], passwords={"2 Locked.pdf": "sesame"}))
            yield made
    finally:
        workers.close()


def number_of(case: Case, name: str) -> int:
    return next(row.id for row in case.documents() if row.name.startswith(name))


def opened(path: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(path.read_bytes()))


def texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return [page.get_textpage().get_text_range().strip() for page in document]
    finally:
        document.close()


def bookmarks(reader: pypdf.PdfReader) -> list[tuple[int, str, int]]:
    def walk(entries: list, level: int) -> Iterator[tuple[int, str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                yield level, entry.title, reader.get_destination_page_number(entry)

    return list(walk(reader.outline, 0))


def test_a_whole_case(case: Case, tmp_path: Path) -> None:
    before = {row.id: case.original(row.id).read_bytes() for row in case.documents()}
    path = tmp_path / "all.pdf"
    made = make_binder(case, path)
    assert [paper.row.name[0] for paper in made.papers] == ["1", "2", "3", "5"]
    assert [left.row.name[0] for left in made.left_out] == ["4"]
    pages = texts(path)
    assert pages[2:6] == ["Lease of the pier.", LETTER, "Signed by both.", "A locked page."]
    assert "We never had notice — the key was gone." in pages[6]
    assert "Harbor" in pages[0]
    assert made.left_out[0].reason.split()[0] in pages[1]
    reader = opened(path)
    assert reader.page_labels == ["i", "ii", "1", "2", "3", "4", "5", "6"]
    assert bookmarks(reader)[:4] == [
        (0, "Cover", 0),
        (0, "Index", 1),
        (0, made.papers[0].row.name, 2),
        (0, made.papers[1].row.name, 5),
    ]
    assert made.pages == len(pages) == 8
    assert reader.metadata is not None
    assert reader.metadata.author is None
    assert before == {row.id: case.original(row.id).read_bytes() for row in case.documents()}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["all.pdf"]


def test_the_index_leads_to_its_papers(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    make_binder(case, path)
    assert targets_of_index(opened(path)) == [2, 5, 6, 7]


def targets_of_index(reader: pypdf.PdfReader) -> list[int]:
    """Return the pages, counted from 0, that the links of the index lead to."""
    return [
        next(
            at
            for at, page in enumerate(reader.pages)
            if page.indirect_reference == list.__getitem__(link["/Dest"], 0)
        )
        for link in (each.get_object() for each in reader.pages[1].annotations or ())
    ]


def test_each_passage_in_the_index_leads_to_its_words_and_is_called_as_its_page(
    case: Case, tmp_path: Path
) -> None:
    path = tmp_path / "passages.pdf"
    made = make_binder(case, path, BinderChoice(query="notice OR signed"))
    reader, pages = opened(path), texts(path)
    targets = targets_of_index(reader)
    papers, passages = targets[: len(made.papers)], targets[len(made.papers) :]
    assert papers == sorted(papers) and len(passages) == 3
    assert all("notice" in pages[at] or "Signed" in pages[at] for at in passages)
    # the index names each passage's page as the page is labelled
    told = [line for line in pages[1].splitlines() if "notice" in line or "Signed" in line]
    assert [line.split()[-1] for line in told] == [reader.page_labels[at] for at in passages]


def test_what_a_black_box_hides_stays_hidden(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "redacted.pdf"
    made = make_binder(case, path, BinderChoice(documents=(number_of(case, "5"),)))
    assert "pictures" in made.papers[0].note
    assert texts(path)[2] == ""
    for image in opened(path).pages[2].images:
        assert image.image is not None
        assert image.image.size == (1700, 2200)


def test_only_the_pages_of_passages(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    choice = BinderChoice(query="notice", only_pages=True, highlights=frozenset({MarkKind.HIT}))
    made = make_binder(case, path, choice)
    assert [(paper.row.name[0], paper.count) for paper in made.papers] == [("1", 1), ("3", 1)]
    assert made.papers[0].note == "1 of its 3 pages"
    assert texts(path)[2] == LETTER
    reader = opened(path)
    below = [entry for entry in bookmarks(reader) if entry[0] == 1]
    assert [page for _, _, page in below] == [2, 3]
    assert "notice of it" in below[0][1]
    for page in (2, 3):
        (mark,) = (each.get_object() for each in reader.pages[page].annotations or ())
        assert mark["/Contents"].endswith("Found: notice")
        assert [float(part) for part in mark["/C"]] == pytest.approx(COLOURS[MarkKind.HIT])
        assert words_under(path, page, mark["/Rect"]) == "notice"


def words_under(path: Path, page: int, rectangle: list) -> str:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        text = document[page].get_textpage()
        left, bottom, right, top = (float(part) for part in rectangle)
        return text.get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5).strip()
    finally:
        document.close()


def test_tags_and_notes(case: Case, tmp_path: Path) -> None:
    lease = number_of(case, "1")
    source = case.source(lease)
    at = source.text.index("Signed by both")
    row = case.document(lease)
    passage = row.pin(Span(at, at + 14), source.locate(Span(at, at + 14)))
    case.tag([passage], "signature")
    case.add_note(passage, "Ask who held the pen.")
    path = tmp_path / "tagged.pdf"
    quiet = BinderChoice(
        tags=("signature",), only_pages=True, highlights=frozenset({MarkKind.TAGGED})
    )
    make_binder(case, path, quiet)
    assert texts(path)[2:] == ["Signed by both."]
    assert "pen".encode("utf-16-be").hex().encode() not in path.read_bytes()
    loud = BinderChoice(tags=("signature",), only_pages=True, highlights=frozenset({MarkKind.NOTE}))
    make_binder(case, path, loud)
    (mark,) = (each.get_object() for each in opened(path).pages[2].annotations or ())
    assert mark["/Contents"].endswith("Ask who held the pen.")
    with pytest.raises(NoSuchFinding):
        make_binder(case, path, BinderChoice(tags=("no such tag",)))


def test_findings_are_highlighted(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "dates.pdf"
    lease = number_of(case, "1")
    make_binder(case, path, BinderChoice(documents=(lease,), highlights=frozenset({MarkKind.DATE})))
    (mark,) = (each.get_object() for each in opened(path).pages[3].annotations or ())
    assert words_under(path, 3, mark["/Rect"]) == "May 4, 2021"
    assert any(row.ref.type is RefType.DATE for row in case.highlights(lease))
    assert Ref(RefType.DOCUMENT, lease) == case.document(lease).ref


def test_bates_numbers(case: Case, tmp_path: Path) -> None:
    path, ranges = tmp_path / "bates.pdf", tmp_path / "ranges.csv"
    choice = BinderChoice(
        documents=(number_of(case, "3"), number_of(case, "1")), bates=Bates("HV-", 98, 4)
    )
    made = make_binder(case, path, choice, ranges=ranges)
    assert [paper.labels for paper in made.papers] == [
        ("HV-0098", "HV-0098"),
        ("HV-0099", "HV-0101"),
    ]
    pages = texts(path)[2:]
    for page, label in zip(pages, ["HV-0098", "HV-0099", "HV-0100", "HV-0101"], strict=True):
        assert page.count(label) == 1
    assert opened(path).page_labels[2:] == ["HV-0098", "HV-0099", "HV-0100", "HV-0101"]
    rows = list(csv.DictReader(io.StringIO(ranges.read_text(encoding="utf-8-sig"))))
    assert [row["Bates"] for row in rows] == ["HV-0098", "HV-0099 – HV-0101"]


@pytest.mark.parametrize(
    ("prefix", "first", "digits"),
    [("Ä", 1, 6), ("a\n", 1, 6), ("", -1, 6), ("", 1, 0), ("x" * 41, 1, 6)],
)
def test_numbers_that_cannot_be_stamped(prefix: str, first: int, digits: int) -> None:
    with pytest.raises(ReportFailure):
        Bates(prefix, first, digits)


def test_nothing_to_bind_leaves_no_file(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    for choice in (
        BinderChoice(documents=(number_of(case, "4"),)),
        BinderChoice(query="zebra", only_pages=True),
    ):
        with pytest.raises(ReportFailure, match="Nothing of what was chosen"):
            make_binder(case, path, choice)
    with pytest.raises(NoSuchFinding):
        make_binder(case, path, BinderChoice(documents=(99,)))
    with pytest.raises(ReportFailure, match="cannot be written"):
        make_binder(case, tmp_path / "missing" / "x.pdf")
    assert not list(tmp_path.iterdir())


def test_cancelling_leaves_no_file(case: Case, tmp_path: Path) -> None:
    class Stopped(Exception):  # noqa: N818
        pass

    def step(done: int, _total: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        make_binder(case, tmp_path / "x.pdf", step=step)
    assert not list(tmp_path.iterdir())


def test_what_was_chosen_and_which_numbers_were_given_is_noted(case: Case, tmp_path: Path) -> None:
    lease, redacted = number_of(case, "1"), number_of(case, "5")
    choice = BinderChoice("First production", (lease, redacted), bates=Bates("RG ", 5, 4))
    make_binder(case, tmp_path / "first.pdf", choice)
    noted = case.binders()[0]
    assert (noted.title, noted.file, noted.prefix, noted.digits) == (
        "First production",
        "first.pdf",
        "RG ",
        4,
    )
    assert [(run.name[0], run.page, run.number, run.count) for run in noted.pages] == [
        ("1", 1, 5, 3),
        ("5", 1, 8, 1),
    ]
    assert noted.last == 8
    assert choice_from_json(noted.choice) == choice
    assert next_number(case.binders(), "rg") == 9
    assert next_number(case.binders(), "XX") == 1
    report = register_report(case)
    section = next(each for each in report.sections if each.heading.startswith("First production"))
    assert [[cell.text for cell in row] for row in section.rows] == [
        ["RG 0005 – RG 0007", "1 Lease.pdf", "1 – 3"],
        ["RG 0008", "5 Redacted.pdf", "1"],
    ]


def test_no_number_is_given_to_a_second_page(case: Case, tmp_path: Path) -> None:
    lease, locked = number_of(case, "1"), number_of(case, "2")
    first = BinderChoice("Served", (lease,), bates=Bates("SV", 1, 3))
    path = tmp_path / "served.pdf"
    make_binder(case, path, first)
    make_binder(case, path, first)  # the same pages may get their own once more
    other = replace(first, documents=(locked,), bates=Bates("sv ", 3, 3))
    with pytest.raises(
        ReportFailure, match=r"sv 003 already: “1 Lease.pdf” p. 3 in the binder “Served”"
    ):
        make_binder(case, tmp_path / "other.pdf", other)
    with pytest.raises(ReportFailure, match="Go on with sv 004"):
        make_binder(case, tmp_path / "other.pdf", other)
    assert not (tmp_path / "other.pdf").exists()
    assert len([each for each in case.binders() if each.prefix in ("SV", "sv ")]) == 2
    make_binder(case, tmp_path / "other.pdf", replace(other, again=True))
    assert "sv 003" in texts(tmp_path / "other.pdf")[2]
    make_binder(case, tmp_path / "next.pdf", replace(other, bates=Bates("SV", 4, 3)))
    assert case.binders()[0].last == 4


def test_of_chosen_pages_each_keeps_its_own_number(case: Case, tmp_path: Path) -> None:
    lease = number_of(case, "1")
    choice = BinderChoice(
        "Notice", (lease,), query="notice", only_pages=True, bates=Bates("PG", 1, 3)
    )
    make_binder(case, tmp_path / "notice.pdf", choice)
    (run,) = case.binders()[0].pages
    assert (run.page, run.number, run.count) == (2, 1, 1)


def test_a_choice_that_is_damaged_is_an_empty_one() -> None:
    for kept in ({}, {"title": "A"}, {**BinderChoice().to_json(), "highlights": ["wings"]}):
        assert choice_from_json(kept) == BinderChoice()


def test_a_bookmark_has_whole_words_of_its_paragraph_and_no_page_furniture() -> None:
    text = "The first paragraph.\nNobody gave the harbor office any\nCase 1 Page 2\n“notice” of it.\nMore."
    furniture, paragraph = text.index("Case 1"), Span(text.index("Nobody"), text.index("\nMore"))
    source = SourceText(
        text,
        paragraphs=(Paragraph(Span(0, 20)), Paragraph(paragraph)),
        zones=(ZoneSpan(Span(furniture, furniture + 14), Zone.PAGE_FURNITURE, "stamp"),),
    )
    at = text.index("notice")
    row = document_row(1)
    short = title(Passage(Span(at, at + 6), MarkKind.HIT, "Found"), row, source)
    assert short.endswith("… office any “notice” of it.")
    long = Passage(Span(paragraph.start, paragraph.end), MarkKind.TAGGED, "Tagged")
    assert title(long, row, source).endswith("Nobody gave the harbor office any “notice” of it.")
    words = "ferry " * 40
    cut = title(Passage(Span(0, len(words)), MarkKind.TAGGED, ""), row, SourceText(words))
    assert cut.endswith("ferry …")
