"""The quote bank over a real case: papers in, quotations compared, corrected by keys, a brief checked."""

import docx
import pytest
from PySide6.QtCore import Qt

from casefile.records import ReviewState, Verdict
from tests.ui.driving import find, press
from ui.dialogs.palette import CommandPalette
from ui.dialogs.quote_forms import AddQuoteForm
from ui.quote_lines import Grouping

CONTROL = Qt.KeyboardModifier.ControlModifier

LETTER = """March 2, 2026

To all licensees:

Tobias Wren, the director of the Bracken Harbor Authority, wrote: "A permit is a courtesy and never a
right of any ferry company on this quay."

Ines Valdar answered: "We shall see you in court before the summer is over."
"""

ARTICLE = """Ferry cut off after pamphlet

By Nora Quill
March 6, 2026

BRACKEN HARBOR - The Bracken Harbor Authority suspended the permit of Larkspur Ferry Company.

"A permit is a courtesy and never a claim of any ferry company on this quay," said Tobias Wren, the
director of the Authority.

Nobody at the pier would talk about the boats that lay there all winter.
"""


@pytest.fixture
def real(program_window, qtbot, tmp_path):
    """Show the window as the program builds it, with a case of two papers."""
    window = program_window
    window.resize(1440, 900)
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "Letter.txt").write_text(LETTER)
    (papers / "Article.txt").write_text(ARTICLE)
    with qtbot.wait_signal(window.desk.import_ended, timeout=60_000):
        window.desk.create_case(tmp_path / "Larkspur.pincite", "Larkspur", [papers])
    at_rest(window, qtbot)
    return window


def at_rest(window, qtbot):
    qtbot.wait_until(lambda: not window.desk.jobs.busy, timeout=20_000)
    qtbot.wait(10)


def test_from_papers_to_a_checked_brief(real, qtbot, tmp_path):
    # The bank knows that the article prints another word than the letter.
    press(real, qtbot, Qt.Key.Key_Q)
    at_rest(real, qtbot)
    panel = real.quotes.panel
    rows = {
        row.row.quote.pin.short_name: row.row
        for row in panel.book.rows
        if "courtesy" in row.looked_in
    }
    assert len(rows) == 2 and {row.verdict for row in rows.values()} == {Verdict.ALTERED}
    panel.group_by(Grouping.WORDS)
    at_rest(real, qtbot)
    assert panel.list.lines.lines[0].quote.pin.kind.value != "article", "the source is no article"
    panel.list.go_to(panel.list.lines.lines[0].key)
    real.quotes.step(1)
    at_rest(real, qtbot)
    told = " ".join(panel.comparison.toPlainText().split())
    assert "says “right”" in told and "has “claim”" in told

    # One key opens the place that it is held against.
    article = panel.list.current_line()
    press(real, qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    at_rest(real, qtbot)
    assert real.reader.document == article.against.pin.document != article.pin.document

    # Both get another speaker at once, and one undo takes it back.
    panel.group_by(Grouping.PAPER)
    panel.list.selectAll()
    chosen = panel.list.selected_quotes()
    assert len(chosen) == 3
    before = {row.id: row.speaker_name for row in chosen}
    panel.list.setFocus()
    press(real, qtbot, Qt.Key.Key_E)
    qtbot.wait_until(lambda: find(real, CommandPalette) is not None, timeout=10_000)
    popup = find(real, CommandPalette)
    qtbot.keyClicks(popup.field, "larkspur")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    at_rest(real, qtbot)
    quotes = {row.id: row for row in real.desk.case.view().quotes}
    assert {quotes[number].speaker_name for number in before} == {"Larkspur Ferry Company"}
    real.review.undo()
    at_rest(real, qtbot)
    quotes = {row.id: row for row in real.desk.case.view().quotes}
    assert {number: quotes[number].speaker_name for number in before} == before

    # Words that nobody put between marks become a quotation; rejecting it removes it.
    real.navigator.show_document(article.pin.document)
    at_rest(real, qtbot)
    words = "Nobody at the pier would talk"
    source = real.desk.case.source(article.pin.document)
    cursor = real.reader.paper._text.textCursor()
    cursor.setPosition(source.text.index(words))
    cursor.setPosition(source.text.index(words) + len(words), cursor.MoveMode.KeepAnchor)
    real.reader.paper._text.setTextCursor(cursor)
    real.actions_by_key["add_quote"].trigger()
    qtbot.wait_until(lambda: find(real, AddQuoteForm) is not None, timeout=10_000)
    find(real, AddQuoteForm).submit()
    qtbot.wait_until(lambda: any(each.row.quote.added for each in panel.book.rows))
    at_rest(real, qtbot)
    added = next(each.row.quote for each in panel.book.rows if each.row.quote.added)
    assert added.text == words and added.state is ReviewState.ACCEPTED
    panel.go_to(added.id)
    real.actions_by_key["reject"].trigger()
    qtbot.wait_until(lambda: not any(each.row.quote.added for each in panel.book.rows))
    at_rest(real, qtbot)

    # A brief is held against the case, and is no paper of it.
    brief = tmp_path / "Brief.docx"
    made = docx.Document()
    made.add_paragraph(
        "The director wrote that “[a] permit is a courtesy and never a right of any ferry company.” "
        "He added that “the boats stay out in every kind of weather there is.”"
    )
    made.save(brief)
    real.briefs.open()
    real.briefs.check(brief)
    qtbot.wait_until(lambda: real.briefs.panel.has_result, timeout=30_000)
    at_rest(real, qtbot)
    verdicts = {
        line.text[:8]: line.verdict for line in real.briefs.panel.list.lines.lines if line.checked
    }
    assert verdicts == {"[a] perm": Verdict.BRACKETS, "the boat": Verdict.NOT_FOUND}
    assert len(real.desk.documents) == 2
