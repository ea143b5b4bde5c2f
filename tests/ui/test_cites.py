"""Pin cites in the window: their style, going to a cite, what the clipboard gets."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from casefile.case import Case
from casefile.cite_form import CiteStyle
from extraction.findings import DocumentKind
from importers.source_text import Span
from tests.casefile.helpers import COMPLAINT, FakeWorkers, paper
from tests.ui.conftest import RecordingReader
from tests.ui.driving import click, find, last_pin, press, settled
from ui.case_doors import CaseDoors
from ui.dialogs.forms import DocumentForm
from ui.dialogs.palette import CommandPalette, Entry
from ui.main_window import MainWindow
from ui.settings import SettingsFile

LONG = "word " * 49 + "end"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stored(qtbot, jobs, theme, tmp_path):
    """Show the window over a real case of two made-up papers, read by simple workers."""
    workers = FakeWorkers()

    def opened(folder):
        return Case.open(folder, workers, local=tmp_path / "local")

    with Case.create(tmp_path / "Marrow", workers, local=tmp_path / "local") as case:
        papers = [
            paper(tmp_path, "Complaint.txt", COMPLAINT),
            paper(tmp_path, "Notes.txt", f"Notes\nShe wrote “{LONG}” at once.\n"),
        ]
        list(case.ingest(papers))
    with theme.laid_on_last():
        window = MainWindow(
            jobs,
            theme,
            SettingsFile(tmp_path / "window.json"),
            CaseDoors(opened, lambda folder, name: opened(folder)),
            RecordingReader,
        )
    qtbot.add_widget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.wait_exposed(window)
    with qtbot.wait_signal(window.desk.columns_read, timeout=60_000):
        window.desk.open_case(tmp_path / "Marrow.pincite")
    settled(window, qtbot)
    yield window
    window.desk.close_case()
    settled(window, qtbot)
    workers.close()


def quote_of(window, words):
    return next(row for row in window.desk.case.view().quotes if words in row.text)


def copied():
    return QGuiApplication.clipboard().mimeData()


def test_the_style_is_chosen_in_the_menu_and_kept_with_the_case(stored, qtbot, tmp_path):
    assert stored.actions_by_key["cites_bluebook"].isChecked()
    quote = quote_of(stored, "without any notice")
    stored.actions_by_key["cites_plain"].trigger()
    settled(stored, qtbot)
    assert "Complaint, paragraph 38" in stored.status.said
    click(stored, qtbot, quote.ref)
    press(stored, qtbot, Qt.Key.Key_C)
    assert copied().text().endswith("(Complaint, paragraph 3)")
    assert "paragraph\N{NO-BREAK SPACE}3)" in copied().html()
    assert stored.desk.case.cite_style() is CiteStyle.PLAIN

    stored.actions_by_key["cites_bluebook"].setChecked(True)
    with qtbot.wait_signal(stored.desk.columns_read, timeout=60_000):
        stored.desk.open_case(tmp_path / "Marrow.pincite")
    settled(stored, qtbot)
    assert stored.actions_by_key["cites_plain"].isChecked()


def test_the_quote_bank_cites_in_the_new_style_at_once(stored, qtbot):
    press(stored, qtbot, Qt.Key.Key_Q)
    settled(stored, qtbot)
    stored.actions_by_key["cites_plain"].trigger()
    qtbot.wait_until(
        lambda: any(
            line.pin is not None and line.pin.cite.style is CiteStyle.PLAIN
            for line in stored.quotes.panel.list.model().lines
        )
    )
    press(stored, qtbot, Qt.Key.Key_C)
    assert "paragraph" in copied().text()


def ask_for(window, qtbot, typed):
    press(window, qtbot, Qt.Key.Key_K, CONTROL)
    qtbot.wait_until(lambda: find(window, CommandPalette) is not None)
    palette = find(window, CommandPalette)
    qtbot.keyClicks(palette.field, typed)
    return palette


@pytest.mark.parametrize("typed", ["Compl. ¶ 3", "compl ¶3", "Compl. ¶\N{NO-BREAK SPACE}3"])
def test_a_typed_cite_is_gone_to(stored, qtbot, typed):
    palette = ask_for(stored, qtbot, typed)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(stored, qtbot)
    span = last_pin(stored)[1].span
    assert span.of(COMPLAINT).startswith("Odile Vantreese said")


def test_a_cite_to_no_place_says_so(stored, qtbot):
    palette = ask_for(stored, qtbot, "Compl. ¶ 99")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(stored, qtbot)
    assert "has a place “Compl. ¶ 99”" in stored.status.said
    palette = ask_for(stored, qtbot, "Compl. ¶ 99")
    settled(stored, qtbot)
    assert [(entry.name, entry.hint) for entry in palette._shown] == [
        ("Compl. ¶ 99", "in no paper")
    ]
    stored.status.say("")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert "has a place “Compl. ¶ 99”" in stored.status.said


@pytest.mark.parametrize("typed", ["Compl. ¶ 3; Notes para. 2", "Compl. (caption)"])
def test_a_cite_as_reports_write_it_is_gone_to_though_it_says_more(stored, qtbot, typed):
    palette = ask_for(stored, qtbot, typed)
    assert palette._shown[0].name == typed
    palette.close()


def test_a_short_cite_offers_the_place_in_every_paper_that_has_it(stored, qtbot, tmp_path):
    case = stored.desk.case
    papers = [
        paper(tmp_path, "Complaint 2.txt", COMPLAINT.replace("Odile Vantreese said", "He said")),
        paper(tmp_path, "Complaint 3.txt", "COMPLAINT of somebody.\nIt is short.\n"),
    ]
    list(case.ingest(papers))
    for number in (3, 4):
        case.set_document(number, kind=DocumentKind.COMPLAINT)
    with qtbot.wait_signal(stored.desk.documents_read, timeout=60_000):
        stored.desk.refresh()
    settled(stored, qtbot)
    names = [row.short_name for row in stored.desk.documents]
    assert names[0] == "Compl." and names[2:] == ["Compl. 2", "Compl. 3"]

    palette = ask_for(stored, qtbot, "Compl. ¶ 3")
    guessed = [entry.name for entry in palette._shown]
    assert guessed == ["Compl. ¶ 3", "Compl. 2 ¶ 3", "Compl. 3 ¶ 3"]
    settled(stored, qtbot)
    assert [entry.name for entry in palette._shown] == guessed[:2], "one has no third paragraph"
    assert [entry.hint for entry in palette._shown][1].startswith("He said “the berth")
    palette.field.setText("¶ 3")
    settled(stored, qtbot)
    assert [entry.name for entry in palette._shown] == guessed[:2]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    settled(stored, qtbot)
    assert last_pin(stored)[1].document == 3

    stored.reader.document = 3
    palette = ask_for(stored, qtbot, "¶ 3")
    assert [entry.name for entry in palette._shown][:2] == ["Compl. 2 ¶ 3", "Compl. ¶ 3"]
    palette.close()


def test_what_the_case_tells_leaves_the_keyboard_where_it_went(stored, qtbot):
    palette = ask_for(stored, qtbot, "a ¶ 3")
    palette.field.setText("a")
    before = [entry.name for entry in palette._shown]
    palette._go_to(2)
    palette.offer("an older text", [Entry("Compl. ¶ 3", "", lambda: None)])
    assert [entry.name for entry in palette._shown] == before
    palette.offer("a", [Entry("Compl. ¶ 3", "", lambda: None)])
    assert palette._shown[palette._place()].name == before[2] and palette._place() == 3
    palette.close()


def test_what_is_no_cite_offers_none(stored, qtbot):
    palette = ask_for(stored, qtbot, "Compl")
    assert all(entry.hint != "go to" for entry in palette._shown)
    palette.close()


def test_fifty_words_are_copied_as_a_block(stored, qtbot):
    stored.review.copy_quotes((quote_of(stored, "word word"),))
    assert copied().text().startswith(f"{LONG}\n") and "“" not in copied().text()
    assert f"<blockquote>{LONG}</blockquote><p>" in copied().html()


def test_a_selection_is_copied_unwrapped_with_nested_marks(stored, qtbot):
    case = stored.desk.case
    start = COMPLAINT.index("Odile Vantreese said")
    end = COMPLAINT.index("to the ferry at all”") + len("to the ferry at all”")
    span = Span(start, end)
    pin = case.document(1).pin(span, case.source(1).locate(span))
    stored.reader.copy_requested.emit(pin)
    settled(stored, qtbot)
    assert copied().text() == (
        "“Odile Vantreese said ‘the berth was closed without any notice to the ferry at all’”"
        " (Compl. ¶ 3)"
    )


def test_a_hit_is_copied_with_its_cite(stored, qtbot):
    with qtbot.wait_signal(stored.desk.found, timeout=60_000):
        stored.top.search.setText("regret")
    settled(stored, qtbot)
    stored.hits.list.setFocus()
    stored.hits.step(1)
    press(stored, qtbot, Qt.Key.Key_C)
    assert copied().text().endswith("(Compl. ¶ 4)") and "regret" in copied().text()
    assert "¶\N{NO-BREAK SPACE}4" in copied().html()


def test_the_chronology_copies_with_cites_in_the_style_of_the_case(stored, qtbot):
    stored.actions_by_key["cites_plain"].trigger()
    settled(stored, qtbot)
    press(stored, qtbot, Qt.Key.Key_H)
    qtbot.wait_until(lambda: bool(stored.chronology.panel.chosen()))
    press(stored, qtbot, Qt.Key.Key_C)
    assert copied().text().endswith("(Complaint, paragraph 2)")
    assert copied().html().startswith("<p>")


def test_a_short_name_is_edited_and_taken_back(stored, qtbot):
    stored.review.edit_document(stored.desk.case.document(1))
    qtbot.wait_until(lambda: find(stored, DocumentForm) is not None)
    form = find(stored, DocumentForm)
    form.short_name.setText("Marrow Compl.")
    with qtbot.wait_signal(stored.desk.columns_read, timeout=60_000) as read:
        form.submit()
    assert {quote.pin.short_name for quote in shown_quotes(read)} >= {"Marrow Compl."}
    settled(stored, qtbot)
    with qtbot.wait_signal(stored.desk.columns_read, timeout=60_000) as read:
        stored.review.undo()
    assert {quote.pin.short_name for quote in shown_quotes(read)} >= {"Compl."}


def shown_quotes(read):
    return read.args[0].columns.quotes
