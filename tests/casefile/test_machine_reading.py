"""Scans read in the background: every page once, kept at once; decisions stay with their words."""

import datetime as dt
from dataclasses import replace

import pypdf
import pytest

from casefile import appearances, ingest, machine_reading, pictures
from casefile.case import Case
from casefile.errors import NoEngine, NoSuchFinding
from casefile.records import Box, Ref, RefType, ReviewState
from casefile.workers import WorkersClosed
from extraction.findings import DocumentKind
from importers.document import ReaderStopped
from importers.source_text import PageSource, Span
from reports.cites import pin_cite
from tests.casefile.helpers import paper
from tests.casefile.scans import FIRST, LAST, SCANNED, ScanWorkers, picture_of, with_text, write_pdf

SHEET = picture_of(("A sheet that came from a scanner.",))
STAMP = "Case 4:26-cv-00017 Document 9 Filed 03/09/26 Page 2 of 2"
STOPPED = ReaderStopped("It could not be read by machine: it took too long. Look at its picture.")


@pytest.fixture
def workers():
    workers = ScanWorkers()
    yield workers
    workers.close()


@pytest.fixture
def mixed(case, tmp_path):
    """The case with one paper: text, a scan, text; and an article that quotes the last page."""
    write_pdf(tmp_path / "in" / "Log.pdf", (FIRST, SHEET, LAST))
    paper(
        tmp_path / "in",
        "Post.txt",
        "Marrow Ferry said “we carried four hundred people on that first morning alone” in a post.\n",
    )
    list(case.ingest([tmp_path / "in"]))
    return case


def quote_with(case, words):
    return next(row for row in case.view().quotes if words in " ".join(row.text.split()))


def sound(case):
    """Assert that every finding stands at its words, in the rows too."""
    assert case.check() == ()
    view = case.view(include_rejected=True)
    for row in (*view.quotes, *view.dates):
        if not row.pin.lost:
            assert row.pin.span.of(case.source(row.pin.document).text) == row.text
    for document in case.documents():
        text = case.source(document.id).text
        for mark in case.highlights(document.id):
            assert mark.span.end <= len(text)


def hits(case, query):
    return [hit for found in case.search(query).documents for hit in found.hits]


def outcomes(steps):
    return [
        (each.outcome.status, each.outcome.sentence) for each in steps if each.outcome is not None
    ]


# -- what a user sees


def test_a_scan_waits_until_it_is_read_and_is_then_searched_like_any_page(mixed):
    assert mixed.pages_to_read() == 1
    row = mixed.document(1)
    assert (row.pages_waiting, row.machine_read) == (1, False)
    assert hits(mixed, "gangway") == []
    steps = list(mixed.read_scans())
    assert (steps[0].done, steps[0].total) == (0, 1)
    assert steps[0].message == "Reading page 2 of 3 of “Log.pdf” by machine"
    assert outcomes(steps) == [("read", "“Log.pdf” was read by machine, 1 page.")]
    row = mixed.document(1)
    assert (row.pages_waiting, row.machine_read, row.state) == (0, True, "ready")
    assert mixed.pages_to_read() == 0
    (hit,) = hits(mixed, "gangway")
    assert hit.pin.machine_read and pin_cite(hit.pin).endswith("at 2 (machine-read)")
    assert "gangway" in quote_with(mixed, "nobody told the crew about it").text
    sound(mixed)


def test_only_what_stands_on_a_machine_read_page_is_marked_so(mixed):
    list(mixed.read_scans())
    marked = {" ".join(row.text.split()): row.pin.machine_read for row in mixed.view().quotes}
    assert [words for words, machine in marked.items() if machine] == [
        "nobody told the crew about it until the gangway was gone"
    ]
    pages = mixed.source(1).pages
    assert [page.source for page in pages] == [
        PageSource.DIGITAL,
        PageSource.OCR,
        PageSource.DIGITAL,
    ]
    same = quote_with(mixed, "we carried four hundred").same_words
    assert [each.pin.machine_read for each in same] == [False]


def test_how_sure_the_engine_was_is_told_word_by_word(mixed):
    assert mixed.machine_words(1) == ()
    list(mixed.read_scans())
    words, text = mixed.machine_words(1, 2), mixed.source(1).text
    assert words == mixed.machine_words(1) and mixed.machine_words(1, 3) == ()
    assert [word.span.of(text) for word in words] == " ".join(SCANNED).split()
    assert {word.confidence for word in words} == {0.95}
    with pytest.raises(NoSuchFinding):
        mixed.machine_words(99)


def test_repaired_pages_are_told_of_and_are_no_machine_read_ones(mixed, workers):
    def repaired(read):
        pages = (replace(read.source.pages[0], source=PageSource.REPAIRED), *read.source.pages[1:])
        return replace(read, source=replace(read.source, pages=pages))

    assert not mixed.document(1).repaired
    workers.altered = repaired
    list(mixed.read_scans())
    row = mixed.document(1)
    assert (row.repaired, row.machine_read, row.pages_waiting) == (True, True, 0)
    assert [page.source.value for page in mixed.source(1).pages] == ["repaired", "ocr", "digital"]
    pin = quote_with(mixed, "closed without any notice").pin
    assert not pin.machine_read and pin.place.first_page.source is PageSource.REPAIRED


def test_no_page_is_read_twice(mixed, workers):
    list(mixed.read_scans())
    assert list(mixed.read_scans()) == []
    list(mixed.resume())
    assert [page for _, page, _, _ in workers.recognized] == [2]


def test_a_page_without_words_is_read_once_too(mixed, workers):
    workers.lines = lambda path, page: ()
    list(mixed.read_scans())
    assert mixed.pages_to_read() == 0
    assert list(mixed.read_scans()) == [] and mixed.unfinished() == 0
    sound(mixed)


def test_an_engine_that_is_not_there_is_told_at_once(mixed):
    with pytest.raises(NoEngine, match="“another” is not installed"):
        mixed.read_scans("another")
    assert mixed.pages_to_read() == 1


def test_the_engine_that_was_asked_for_reads_with_the_papers_password(case, tmp_path, workers):
    plain = write_pdf(tmp_path / "plain.pdf", (SHEET,))
    writer = pypdf.PdfWriter(plain)
    writer.encrypt("open sesame", algorithm="AES-256")
    locked = tmp_path / "Locked.pdf"
    writer.write(locked)
    list(case.ingest([locked], passwords={"Locked.pdf": "open sesame"}))
    list(case.read_scans("rapidocr"))
    assert workers.recognized == [(case.original(1).name, 1, "rapidocr", "open sesame")]
    assert workers.reads[-1].password == "open sesame"
    assert hits(case, "gangway")


# -- decisions


def decided(case):
    """Decide on findings of the first and last page; return their rows."""
    first, last = quote_with(case, "closed without any notice"), quote_with(case, "four hundred")
    case.accept([first.ref])
    case.edit_quote(last.id, speaker=None)
    same_day = [row for row in case.view().dates if row.text == "2026-03-07"]
    assert [row.pin.place.first_page.number for row in same_day] == [1, 3]
    case.reject([same_day[0].ref])
    case.edit_date(same_day[1].id, value="2026-03-09")
    return first, last, *same_day


def test_decisions_stay_exactly_where_they_were_made(mixed):
    first, last, rejected, edited = decided(mixed)
    list(mixed.read_scans())
    assert mixed.quote(first.id).pin.span == first.pin.span
    assert mixed.quote(first.id).state is ReviewState.ACCEPTED
    moved = mixed.quote(last.id)
    shift = len(" ".join(SCANNED))
    assert moved.pin.span.start == last.pin.span.start + shift
    assert (moved.speaker, moved.state, moved.pin.machine_read) == (None, ReviewState.EDITED, False)
    assert mixed.date(rejected.id).pin.span == rejected.pin.span
    assert mixed.date(rejected.id).state is ReviewState.REJECTED
    assert mixed.date(edited.id).pin.span.start == edited.pin.span.start + shift
    assert mixed.date(edited.id).value == "2026-03-09"
    sound(mixed)


def test_words_that_a_new_reading_does_not_have_are_lost(mixed, workers):
    first, last, _, edited = decided(mixed)
    workers.altered = lambda read: with_text(read, "four hundred people", "some 400 passengers")
    list(mixed.read_scans())
    gone = mixed.quote(last.id)
    assert gone.pin.lost and gone.state is ReviewState.EDITED and "four hundred" in gone.text
    assert not mixed.quote(first.id).pin.lost and not mixed.date(edited.id).pin.lost
    assert gone.ref not in {mark.ref for mark in mixed.highlights(1)}
    sound(mixed)
    workers.altered = lambda read: replace(read, reader="pdf 0")
    list(ingest.read_again(mixed._store, 1))
    assert not mixed.quote(last.id).pin.lost
    sound(mixed)


def test_decisions_are_undone_after_the_new_reading(mixed):
    first, last, rejected, edited = decided(mixed)
    list(mixed.read_scans())
    while mixed.undo():
        pass
    assert mixed.quote(first.id).state is mixed.quote(last.id).state is ReviewState.SUGGESTED
    assert mixed.quote(last.id).speaker is not None
    assert mixed.date(edited.id).value == "2026-03-07"
    assert mixed.date(rejected.id).state is ReviewState.SUGGESTED
    while mixed.redo():
        pass
    assert mixed.date(edited.id).value == "2026-03-09"
    sound(mixed)


def test_the_same_words_in_other_papers_follow(mixed, workers):
    post = next(row for row in mixed.view().quotes if row.pin.document == 2)
    (same,) = post.same_words
    workers.on_extract = stopping  # nobody computes them anew
    list(mixed.read_scans())
    (moved,) = mixed.quote(post.id).same_words
    assert moved.pin.span.start == same.pin.span.start + len(" ".join(SCANNED))
    assert moved.pin.span.of(mixed.source(1).text) == moved.text
    assert moved.pin.place.first_page.number == 3


def stopping(document):
    raise ReaderStopped("Parties, quotes and dates could not be found: it took too long.")


def test_where_extraction_stops_findings_stand_at_their_words_all_the_same(mixed, workers):
    first, last, _, edited = decided(mixed)
    parties = {row.name: row.mentions for row in mixed.view().parties}
    workers.on_extract = stopping
    list(mixed.read_scans())
    assert mixed.document(1).failure is not None
    assert {row.name: row.mentions for row in mixed.view().parties} == parties
    for pin in mixed.mentions(mixed.view().parties[0].id):
        assert pin.span.of(mixed.source(pin.document).text).strip()
    assert mixed.quote(last.id).pin.span.start > last.pin.span.start
    said = mixed.view([Ref(RefType.QUOTE, first.id)])
    assert first.id in {row.id for row in said.quotes}
    sound(mixed)
    assert [hit.pin.place.first_page.number for hit in hits(mixed, "date:2026-03-09")] == [3]
    workers.on_extract = lambda document: None
    assert mixed.unfinished() == 0  # it failed, and says so
    mixed.set_document(1, short_name="Log")
    ingest.extract_again(mixed._store, 1)
    assert quote_with(mixed, "nobody told the crew")
    assert mixed.date(edited.id).value == "2026-03-09"
    sound(mixed)


def once(workers, work):
    """Do something while the next document is looked through."""

    def on_extract(document):
        workers.on_extract = lambda document: None
        work()

    workers.on_extract = on_extract


def test_findings_of_a_text_that_was_replaced_meanwhile_are_looked_for_anew(mixed, workers):
    once(workers, lambda: list(mixed.read_scans()))
    mixed.set_document(1, kind=DocumentKind.ORDER)  # has it looked through, as it was before
    assert mixed.document(1).machine_read and mixed.document(1).kind is DocumentKind.ORDER
    assert quote_with(mixed, "nobody told the crew")
    assert quote_with(mixed, "four hundred people")
    sound(mixed)


def test_a_correction_made_while_pages_are_taken_in_is_heeded(mixed, workers):
    day = dt.date(2026, 5, 4)
    once(workers, lambda: mixed.set_document(1, date=day))
    list(mixed.read_scans())
    assert (mixed.document(1).date, mixed.document(1).state) == (day, "ready")
    assert workers.contexts[-1].date == day
    sound(mixed)


def test_same_words_of_a_text_that_was_replaced_meanwhile_are_compared_anew(mixed, monkeypatch):
    compute, pending = appearances.compute, [lambda: list(mixed.read_scans())]

    def slow(*arguments):
        found = compute(*arguments)
        if pending:
            pending.pop()()
        return found

    monkeypatch.setattr(appearances, "compute", slow)
    ingest.extract_again(mixed._store, 2)  # the post that quotes the log's last page
    (same,) = next(row for row in mixed.view().quotes if row.pin.document == 2).same_words
    assert same.pin.span.of(mixed.source(1).text) == same.text
    sound(mixed)


# -- a reader that improves


def test_a_better_reader_is_given_the_pages_that_were_read(mixed, workers):
    first, last, _, _ = decided(mixed)
    workers.altered = lambda read: replace(read, reader="pdf 0")  # an earlier version of the reader
    list(mixed.read_scans())
    workers.altered = lambda read: read
    assert mixed.unfinished() == 1
    list(mixed.resume())
    assert mixed.unfinished() == 0
    assert [page for _, page, _, _ in workers.recognized] == [2]
    assert [page.number for page in workers.reads[-1].machine_pages] == [2]
    assert hits(mixed, "gangway") and mixed.document(1).machine_read
    assert mixed.quote(first.id).state is ReviewState.ACCEPTED
    assert mixed.quote(last.id).state is ReviewState.EDITED
    sound(mixed)


def test_looking_through_a_paper_again_keeps_its_machine_read_page(mixed, workers):
    list(mixed.read_scans())
    mixed.set_document(1, kind=DocumentKind.ORDER)
    assert quote_with(mixed, "nobody told the crew")
    assert [page for _, page, _, _ in workers.recognized] == [2]


# -- stopped at any moment


@pytest.mark.parametrize("moment", range(0, 60, 3))
def test_stopped_at_any_moment_it_goes_on(tmp_path, workers, moment):
    file = write_pdf(tmp_path / "Scan.pdf", (SHEET, FIRST, SHEET, SHEET))
    with Case.create(tmp_path / "a", workers, local=tmp_path / "local") as case:
        list(case.ingest([file]))
        steps = case.read_scans()
        for _, _ in zip(range(moment), steps, strict=False):
            pass
        steps.close()
        assert not case._store.importing.locked() and not case._store.recognizing.locked()
    with Case.open(tmp_path / "a.pincite", workers, local=tmp_path / "local") as case:
        if case.unfinished():
            list(case.resume())
        list(case.read_scans())
        pages = sorted(page for _, page, _, _ in workers.recognized)
        assert len(pages) <= 4 and set(pages) == {1, 3, 4}
        assert case.document(1).machine_read and case.document(1).state == "ready"
        assert len(hits(case, "gangway")) == 3
        assert (case.pages_to_read(), case.unfinished()) == (0, 0)
        sound(case)


def test_pages_that_were_read_before_the_end_are_taken_in_by_the_next_opening(mixed, workers):
    for step in mixed.read_scans():
        if step.done:
            break
    assert not mixed.document(1).machine_read
    assert mixed.unfinished() == 1
    list(mixed.resume())
    assert mixed.document(1).machine_read
    assert list(mixed.read_scans()) == []


def test_when_the_program_ends_no_page_has_failed(mixed, workers):
    def close(path, page):
        raise WorkersClosed

    workers.on_recognize = close
    steps = list(mixed.read_scans())
    assert steps[-1].message.startswith("Stopped")
    assert (
        mixed.pages_to_read() == 1 and mixed.document(1).notices == (mixed.document(1).notices[:1])
    )
    workers.on_recognize = lambda path, page: None
    list(mixed.read_scans())
    assert mixed.document(1).machine_read


# -- what cannot be read


def test_a_page_that_cannot_be_read_is_told_and_left_alone_until_asked(case, tmp_path, workers):
    file = write_pdf(tmp_path / "Scan.pdf", (SHEET, SHEET, SHEET))
    list(case.ingest([file]))
    workers.failing = {2: STOPPED}
    told = outcomes(case.read_scans())
    assert told == [
        ("read", f"“Scan.pdf” was read by machine, 2 pages; 1 page could not be read. {STOPPED}")
    ]
    row = case.document(1)
    assert row.notices[-1].pages == (2,) and str(STOPPED) in row.notices[-1].sentence
    assert row.pages_waiting == case.pages_to_read() == 0
    workers.failing = {}
    assert list(case.read_scans()) == []
    assert outcomes(case.read_scans(retry=True)) == [
        ("read", "“Scan.pdf” was read by machine, 3 pages.")
    ]
    assert not any(str(STOPPED) in notice.sentence for notice in case.document(1).notices)
    assert sorted(page for _, page, _, _ in workers.recognized) == [1, 2, 2, 3]
    assert len(hits(case, "gangway")) == 3


def test_a_paper_of_which_no_page_can_be_read_has_failed(case, tmp_path, workers):
    list(case.ingest([write_pdf(tmp_path / "Scan.pdf", (SHEET, SHEET))]))
    workers.failing = {1: STOPPED, 2: STOPPED}
    told = outcomes(case.read_scans())
    assert told == [("failed", f"“Scan.pdf” could not be read by machine. {STOPPED}")]
    assert case.document(1).notices[-1].pages == (1, 2)
    assert outcomes(case.read_scans(retry=True)) == told  # once a call, not for ever


def test_an_original_that_is_gone_is_no_failure_of_its_pages(mixed, workers):
    mixed.original(1).rename(mixed.folder / "elsewhere.pdf")
    ((status, sentence),) = outcomes(mixed.read_scans())
    assert status == "failed" and "cannot be opened" in sentence
    assert workers.recognized == [] and mixed.pages_to_read() == 1
    (mixed.folder / "elsewhere.pdf").rename(mixed.original(1))
    list(mixed.read_scans())
    assert mixed.document(1).machine_read


def test_pages_that_the_reader_refuses_are_kept_for_another_time(mixed, workers):
    def refuse(read):
        raise STOPPED

    workers.altered = refuse
    ((status, sentence),) = outcomes(mixed.read_scans())
    assert status == "failed" and str(STOPPED) in sentence
    assert not mixed.document(1).machine_read and mixed.document(1).state == "ready"
    sound(mixed)
    workers.altered = lambda read: read
    list(mixed.read_scans())
    assert mixed.document(1).machine_read
    assert [page for _, page, _, _ in workers.recognized] == [2]


# -- side by side with other work


def test_a_long_paper_is_searched_before_its_last_page_is_read(
    case, tmp_path, workers, monkeypatch
):
    monkeypatch.setattr(machine_reading, "_TAKEN_IN", 2)
    file = write_pdf(tmp_path / "Transcript.pdf", (SHEET,) * 7)
    list(case.ingest([file]))
    found = []
    workers.on_recognize = lambda path, page: found.append(len(hits(case, "gangway")))
    list(case.read_scans())
    assert found == [0, 0, 2, 2, 4, 4, 4]  # after 2, then 2 more, then as many as it has
    assert len(hits(case, "gangway")) == 7
    sound(case)


def test_the_shorter_paper_goes_first_even_when_it_comes_later(case, tmp_path, workers):
    list(case.ingest([write_pdf(tmp_path / "Long.pdf", (SHEET,) * 3)]))
    late = write_pdf(tmp_path / "Late.pdf", (SHEET,))
    steps = case.read_scans()
    while next(steps).done < 1:
        pass
    list(case.ingest([late]))  # the reading of scans holds up no import
    list(steps)
    long, short = (case.original(row.id).name for row in case.documents())
    order = [(name, page) for name, page, _, _ in workers.recognized]
    assert order == [(long, 1), (short, 1), (long, 2), (long, 3)]


def test_while_an_import_is_under_way_other_pages_are_read(case, tmp_path, workers):
    list(case.ingest([write_pdf(tmp_path / "A.pdf", (SHEET,))]))
    list(case.ingest([write_pdf(tmp_path / "B.pdf", (SHEET, FIRST, SHEET))]))
    steps = case.read_scans()
    with case._store.importing:
        for step in steps:
            if step.message == "Waiting for the import under way":
                break
        assert len(workers.recognized) == 3
    list(steps)
    assert [row.machine_read for row in case.documents()] == [True, True]


def test_a_second_reading_waits_for_the_first(mixed, workers):
    first, second = mixed.read_scans(), mixed.read_scans()
    next(first)
    assert next(second).message == "Waiting for the scans that are being read"
    list(first)
    assert not any(step.outcome for step in second)
    assert len(workers.recognized) == 1


def test_check_tells_of_machine_words_out_of_place(mixed):
    list(mixed.read_scans())
    with mixed._store.database.write() as connection:
        connection.execute(
            "UPDATE machine_words SET words = '[[0, 3, 1, 1, 2, 2, 0.9], [100000, 100003, 1, 1, 2, 2, 0.9]]'"
        )
    (problem,) = mixed.check()
    assert problem.sentence.startswith("2 machine-read words do not stand where they should")
    with mixed._store.database.write() as connection:
        connection.execute("UPDATE machine_words SET words = '[[0, 3, 1, 1, 2, 2, 0.9]]'")
    (problem,) = mixed.check()
    assert problem.sentence.startswith("A machine-read word does not stand where it should.")


# -- boxes


def test_a_stamp_is_marked_by_the_file_and_the_rest_by_the_machine(case, tmp_path, workers):
    list(case.ingest([write_pdf(tmp_path / "Stamped.pdf", (FIRST, SHEET), stamp=STAMP)]))
    assert case.document(1).pages_waiting == 1
    workers.lines = lambda path, page: (STAMP, *SCANNED)  # the machine sees the stamp too
    list(case.read_scans())
    text, pages = case.source(1).text, case.source(1).pages
    page = pages[1].span
    assert page.of(text).count(STAMP) == 1
    stamp, word = text.index("Document 9", page.start), text.index("gangway")
    start = stamp - page.start
    spans = (
        Span(stamp, stamp + 10),
        Span(word, word + 7),
        Span(stamp, word + 7),
        Span(0, 5),
        Span(0, len(text)),
    )
    own, machine, both, elsewhere, whole = case.boxes(1, 2, spans)
    assert own == (Box(start, 0, start + 10, 10),)  # the fake process draws a box from start to end
    at = SCANNED[2].split().index("gangway")
    left = 72.0 + 5 * (sum(map(len, SCANNED[2].split()[:at])) + at)
    assert machine == (Box(left, 144, left + 35, 156),)
    assert len(both) == 4 and both[0].left == start and both[-1].right == left + 35
    assert elsewhere == ()
    assert len(whole) == 4


def test_boxes_ask_no_more_of_the_file_than_is_its_own(mixed, workers, monkeypatch):
    list(mixed.read_scans())
    monkeypatch.setattr(workers, "boxes", None)
    word = mixed.source(1).text.index("gangway")
    assert len(mixed.boxes(1, 2, (Span(word, word + 7),))[0]) == 1


def test_a_text_that_changed_meanwhile_gets_no_boxes_of_another(mixed):
    before = mixed.source(1)
    list(mixed.read_scans())
    after = mixed.source(1)
    shifted = replace(
        after, text=" " + after.text, pages=tuple(moved(page, 1000) for page in after.pages)
    )
    store, word = mixed._store, Span(1000, 1007)
    assert pictures.boxes(store, 1, before, 2, (Span(0, 5),)) == ((),)
    assert all(box.top == 0 for row in pictures.boxes(store, 1, shifted, 2, (word,)) for box in row)


def moved(page, by):
    return replace(page, span=Span(page.span.start + by, page.span.end + by))
