"""A search in the real window over a real case: F3 from paper to paper, and what stands above the papers."""

import pytest
from PySide6.QtCore import Qt

from casefile.case import Case
from casefile.records import PartyRow, QuoteRow, Ref, RefType
from tests.ui.driving import press, settled
from ui.models.beside import BesideLine, Section, SectionLine
from ui.models.hits import HitLine

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier

PAPERS = {
    "Article.txt": """Ferry cut off after pamphlet

By Nora Quill
March 6, 2026

BRACKEN HARBOR - The Bracken Harbor Authority suspended the permit of Larkspur Ferry Company on
February 24, 2026. The permit had stood for ten years.

"A permit is a courtesy, not a right," said Tobias Wren, the director of the Authority.
""",
    "Letter.txt": """March 9, 2026

Dear Ms. Valdar:

On March 2, 2026 the Bracken Harbor Authority adopted its display rule. Larkspur Ferry Company may
be heard on March 30, 2026 on the permit.

Tobias Wren
""",
    "Minutes.txt": """March 30, 2026

The hearing was opened at nine. Nobody spoke for the ferry.
""",
}


@pytest.fixture(scope="module")
def made(workers, tmp_path_factory):
    """Return the folder of a case with three papers and a note, and its data of this computer."""
    above = tmp_path_factory.mktemp("walk")
    papers = []
    for name, text in PAPERS.items():
        papers.append(above / name)
        papers[-1].write_text(text)
    folder, local = above / "Larkspur.pincite", above / "local"
    case = Case.create(folder, workers, name="Larkspur v. Bracken Harbor", local=local)
    for _ in case.ingest(papers):
        pass
    quote = next(row for row in case.view().quotes if "courtesy" in row.text)
    case.add_note(Ref(RefType.QUOTE, quote.id), "Ask Wren about the permit at his deposition.")
    case.close()
    return folder


@pytest.fixture
def real(program_window, made, qtbot):
    program_window.resize(1440, 900)
    program_window.activateWindow()
    with qtbot.wait_signal(program_window.desk.columns_read, timeout=20_000):
        program_window.desk.open_case(made)
    settled(program_window, qtbot)
    return program_window


def ask(window, qtbot, query):
    window.top.search.setFocus()
    window.top.search.ask_at_once(query)
    settled(window, qtbot)
    # Where the index of a case just opened was still made, the answer is asked for again.
    qtbot.wait_until(lambda: window.hits.asked[0] == query, timeout=20_000)


def places(window):
    """Return the paper and the words that the reader stands on."""
    find, document = window.reader.paper._find, window.reader.document
    text = window.desk.case.source(document).text
    name = window.desk.case.document(document).name
    return name, [span.of(text).lower() for span in find.current], find.words


def test_f3_goes_through_every_hit_and_on_into_the_next_paper(real, qtbot):
    ask(real, qtbot, "permit")
    first, total = real.hits.model.lines, 0
    papers = [line.found for line in first if isinstance(line, HitLine) and line.hit is None]
    total = sum(found.count for found in papers)
    assert [found.count for found in papers].count(0) == 0 and len(papers) == 2 and total == 4
    walked = [places(real)]  # asking goes to the first
    for _ in range(total - 1):
        press(real, qtbot, Qt.Key.Key_F3)
        walked.append(places(real))
    names = [name for name, _, _ in walked]
    assert names == sorted(names, key=[found.document.name for found in papers].index)
    assert all(words == ["permit"] for _, words, _ in walked)
    counts = [found.count for found in papers]
    assert [said for _, _, said in walked] == [
        f"hit {at} of {count}" for count in counts for at in range(1, count + 1)
    ]
    press(real, qtbot, Qt.Key.Key_F3)
    assert places(real) == walked[-1]
    assert real.status.said == "No more hits"
    for expected in reversed(walked[:-1]):
        press(real, qtbot, Qt.Key.Key_F3, SHIFT)
        assert places(real) == expected
    press(real, qtbot, Qt.Key.Key_F3, SHIFT)
    assert real.status.said == "This is the first hit"


def test_the_list_follows_the_walk_and_keeps_the_keyboards_place(real, qtbot):
    ask(real, qtbot, "permit")
    assert real.hits.list.hasFocus()
    for turn in range(4):
        if turn:
            press(real, qtbot, Qt.Key.Key_F3)
        line = real.hits.current()
        assert line is not None and line.hit is not None
        assert line.hit.spans[0] == real.reader.paper._find.current[0]
        assert line.found.document.id == real.reader.document


def section(window, kind):
    return next(
        at for at, line in enumerate(window.hits.model.lines)
        if isinstance(line, SectionLine) and line.section is kind
    )  # fmt: skip


def test_parties_quotes_and_notes_stand_above_the_papers(real, qtbot):
    ask(real, qtbot, "permit")
    assert "1 quote" in real.hits._count.text() and "1 note" in real.hits._count.text()
    lines = real.hits.model.lines
    assert isinstance(lines[0], SectionLine)
    quote = lines[section(real, Section.QUOTES) + 1]
    assert isinstance(quote, BesideLine) and "courtesy" in quote.row.text
    note = lines[section(real, Section.NOTES) + 1]
    assert isinstance(note, BesideLine) and "deposition" in note.words


def test_return_on_a_party_that_was_found_narrows_the_columns_to_it(real, qtbot):
    ask(real, qtbot, "larkspur")
    at = section(real, Section.PARTIES)
    real.hits.list.setFocus()
    real.hits.list.setCurrentIndex(real.hits.model.index(at))
    press(real, qtbot, Qt.Key.Key_Down)
    row = real.hits.current_row()
    assert isinstance(row, PartyRow) and "Larkspur" in row.name
    press(real, qtbot, Qt.Key.Key_Return)
    assert real.middle.currentWidget() is real.columns
    assert [ref for ref in real.desk.narrowing.constraints if ref == row.ref]


def test_a_key_on_a_quote_that_was_found_shows_where_it_stands(real, qtbot):
    ask(real, qtbot, "courtesy")
    real.hits.list.setFocus()
    real.hits.list.setCurrentIndex(real.hits.model.index(section(real, Section.QUOTES)))
    press(real, qtbot, Qt.Key.Key_Down)
    row = real.hits.current_row()
    assert isinstance(row, QuoteRow)
    assert real.reader.document == row.pin.document
    assert real.reader.paper._shown == row.pin.span


def test_ctrl_f_finds_in_the_paper_only_while_the_reader_has_the_keyboard(real, qtbot):
    ask(real, qtbot, "permit")
    press(real, qtbot, Qt.Key.Key_F3)
    real.hits.list.setFocus()
    press(real, qtbot, Qt.Key.Key_F, CONTROL)
    assert real.top.search.hasFocus() and not real.reader.is_finding
    real.reader.setFocus()
    press(real, qtbot, Qt.Key.Key_F, CONTROL)
    bar = real.reader.paper._find.bar
    assert bar.field.hasFocus() and bar.field.text() == "permit"
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    settled(real, qtbot)
    assert real.keys.reads and not real.reader.is_finding


def test_all_papers_are_asked_what_the_bar_asks(real, qtbot):
    ask(real, qtbot, "hearing")
    press(real, qtbot, Qt.Key.Key_F3)
    real.reader.setFocus()
    press(real, qtbot, Qt.Key.Key_F, CONTROL)
    bar = real.reader.paper._find.bar
    bar.field.ask_at_once("ferry")
    settled(real, qtbot)
    assert bar.everywhere.text() == "2 other papers"
    qtbot.mouseClick(bar.everywhere, Qt.MouseButton.LeftButton)
    settled(real, qtbot)
    assert real.top.search.text() == "ferry" and not real.reader.is_finding
    assert real.hits.list.hasFocus()
    found = {
        line.found.document.name for line in real.hits.model.lines if isinstance(line, HitLine)
    }
    assert found == set(PAPERS)
