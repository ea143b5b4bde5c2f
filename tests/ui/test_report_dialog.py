"""The dialog of reports: what can be chosen, by keyboard too; its sheets; a report of a real case."""

import datetime as dt
import threading

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QListWidget

from casefile.questions import Question
from casefile.records import Ref, RefType
from extraction.findings import DocumentKind
from reports.arranging import first_rows
from reports.catalogue import KINDS
from reports.formats import FORMATS
from reports.options import ReportOptions
from reports.quote_bank import quote_bank
from reports.report import Layout, Origin
from tests.reports import rows
from tests.ui.driving import click, settled
from tests.ui.report_saving import report_dialog, save_report
from ui.dialogs.report import ReportDialog
from ui.narrowing import Narrowing
from ui.report_choices import Offer, Wanted, remembered, restored
from ui.report_sheets import _font, draw_sheets
from ui.settings import Settings, SettingsFile

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ORIGIN = Origin("Voss v. Harbor Board", dt.date(2026, 3, 9))
PAPERS = (("Compl.", 1), ("Answer", 2))
PARTIES = (("Ida Voss", 7), ("Harbor Board", 9))


@pytest.fixture
def dialog(qtbot):
    made = ReportDialog(Offer(Wanted(), PAPERS, PARTIES, ("hot",)))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # the test's own to close
    qtbot.add_widget(made)
    made.show()
    qtbot.wait_exposed(made)
    return made


def choose(dialog, key):
    """Choose a report, as the window answers."""
    dialog.kind.put(key)
    dialog.show_kind(Wanted(key, dialog.narrowing(ReportOptions())))


def there(dialog, widget):
    return dialog.fields.isRowVisible(widget)


def test_the_preview_has_the_face_that_columns_are_measured_for(dialog):
    """A wider one broke words of narrow columns in their midst."""
    drawn = _font(9)
    assert QFontInfo(drawn).family() == "Liberation Sans"


# -- what can be chosen


def test_a_calendar_is_offered_for_reports_with_days(dialog):
    for kind in KINDS:
        choose(dialog, kind.key)
        dialog.format.put(".ics")
        assert dialog.format.value == (".ics" if kind.has_days else ".docx"), kind.key
        assert dialog.format.count() == len(FORMATS) - (not kind.has_days)


def test_each_report_offers_what_it_heeds(dialog):
    shown = {}
    for kind in KINDS:
        choose(dialog, kind.key)
        assert dialog.told.text().startswith(kind.told[:20])
        shown[kind.key] = {
            name
            for name in (
                "query",
                "about",
                "party",
                "document",
                "tag",
                "days",
                "text",
                "columns",
                "only",
            )
            if there(dialog, getattr(dialog, name))
        }
    assert shown["hits"] == {"query", "document", "days", "text", "columns"}
    assert shown["dossier"] == {"about"}
    assert shown["overview"] == set()
    assert shown["chronology"] == {"party", "document", "tag", "days", "text", "columns"}


def test_what_is_chosen_is_told(dialog, qtbot):
    choose(dialog, "quotes")
    dialog.party.put(9)
    dialog.document.put(2)
    dialog.paper_kind.put(DocumentKind.ANSWER)
    dialog.tag.put("hot")
    dialog.days.setText("March 2026")
    dialog.reviewed.setChecked(True)
    dialog.grouping.put("speaker")
    dialog.order.put("day")
    dialog.headline.setText("  What  they said ")
    dialog.format.put(".pdf")
    dialog.page.put(False)
    dialog.footnotes.setChecked(True)
    with qtbot.wait_signal(dialog.preview_wanted, timeout=2000) as asked:
        qtbot.keyClicks(dialog.text, "berth")
    (wanted,) = asked.args
    assert wanted.key == "quotes" and wanted.suffix == ".pdf"
    assert wanted.options == ReportOptions(
        title="What they said",
        parties=frozenset({9}),
        documents=frozenset({2}),
        kinds=frozenset({DocumentKind.ANSWER}),
        tags=frozenset({"hot"}),
        days=(dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        text="berth",
        accepted_only=True,
        grouping="speaker",
        order="day",
    )
    assert (wanted.layout.landscape, wanted.layout.footnotes) == (False, True)


def test_what_another_report_does_not_heed_narrows_it_not(dialog):
    choose(dialog, "quotes")
    dialog.party.put(9)
    dialog.text.setText("berth")
    choose(dialog, "documents")
    assert dialog.wanted.options == ReportOptions(text="berth")
    choose(dialog, "overview")
    assert dialog.wanted.options == ReportOptions()


def test_columns_are_checked_and_moved_by_keyboard(dialog, qtbot):
    columns = dialog.columns
    usual = [each.key for each in KINDS[0].columns if each.usual]
    assert dialog.wanted.options.columns == ()
    columns.setFocus()
    columns.setCurrentRow(0)
    qtbot.keyClick(columns, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert columns.currentRow() == 1
    assert dialog.wanted.options.columns == (usual[1], usual[0], *usual[2:])
    qtbot.keyClick(columns, Qt.Key.Key_Space)
    assert dialog.wanted.options.columns == (usual[1], *usual[2:])
    qtbot.keyClick(columns, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(columns, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(columns, Qt.Key.Key_Space)
    assert dialog.wanted.options.columns == ()


def test_days_that_are_not_understood_are_not_saved(dialog, qtbot):
    saved = []
    dialog.save_wanted.connect(saved.append)
    dialog.days.setText("someday soon")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert not saved and dialog.problem.text()
    dialog.days.setText("March 7, 2026")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert [wanted.options.days for wanted in saved] == [(dt.date(2026, 3, 7),) * 2]


def test_only_what_the_view_shows_can_be_given_up(qtbot):
    start = Wanted("quotes", ReportOptions(only=frozenset({3}), shown_by="Ida Voss"))
    dialog = ReportDialog(Offer(start, PAPERS, PARTIES, (), frozenset({3}), "Ida Voss"))
    qtbot.add_widget(dialog)
    assert there(dialog, dialog.only)
    assert dialog.wanted.options.only == frozenset({3})
    assert dialog.wanted.options.shown_by == "Ida Voss"
    dialog.only.setChecked(False)
    assert dialog.wanted.options == ReportOptions()
    choose(dialog, "parties")
    assert not there(dialog, dialog.only) and dialog.wanted.options.only is None


def test_what_the_chips_ask_for_is_taken_unless_given_up(qtbot):
    question = Question((Ref(RefType.PARTY, 7), Ref(RefType.PARTY, 9)), either=True)
    offer = Offer(
        Wanted(), PAPERS, PARTIES, (), question=question, asked="Ida Voss or Harbor Board"
    )
    dialog = ReportDialog(offer)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.add_widget(dialog)
    dialog.show()
    assert there(dialog, dialog.asked) and dialog.asked.toolTip() == "Ida Voss or Harbor Board"
    assert dialog.wanted.options.question == question
    choose(dialog, "overview")
    assert not there(dialog, dialog.asked) and dialog.wanted.options.question is None
    choose(dialog, "quotes")
    assert dialog.wanted.options.question == question
    dialog.asked.setChecked(False)
    assert dialog.wanted.options.question is None


def test_every_field_has_a_name_for_screen_readers(dialog):
    for kind in (QLineEdit, QComboBox, QListWidget, QCheckBox):
        for widget in dialog.findChildren(kind):
            if widget.parent() in dialog.findChildren(QComboBox):
                continue
            assert widget.accessibleName() or (kind is QCheckBox and widget.text()), widget
    assert dialog.preview.view.accessibleName() == "Preview"


def test_while_it_is_written_close_cancels(dialog, qtbot):
    dialog.set_saving(True)
    dialog.show_progress(50, 200)
    assert (dialog.bar.value(), dialog.bar.maximum()) == (50, 200)
    assert not dialog.save_button.isEnabled() and dialog.close_button.text() == "Cancel"
    with qtbot.wait_signal(dialog.cancel_wanted):
        qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    dialog.set_saving(False)
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_what_is_missing_is_asked_for(dialog):
    choose(dialog, "hits")
    dialog.show_failure(RuntimeError("no query"))
    assert dialog.preview.told.text() == "Say what to search for."
    choose(dialog, "dossier")
    dialog.show_failure(RuntimeError("no party"))
    assert dialog.preview.told.text() == "Choose whom it is about."


# -- what is remembered


def test_columns_and_layout_are_remembered_and_what_narrows_is_not():
    options = ReportOptions(
        text="berth", parties=frozenset({7}), columns=("quote",), grouping="day"
    )
    made = Wanted(
        "quotes", options, Layout(landscape=False, footnotes=True), ".pdf", open_after=False
    )
    before = remembered({}, made)
    again = restored(before, Wanted("quotes"))
    assert again.options == ReportOptions(columns=("quote",), grouping="day")
    assert again.layout == made.layout
    assert (again.suffix, again.open_after) == (".pdf", False)
    other = restored(before, Wanted("parties"))
    assert other.options == ReportOptions() and other.suffix == ".pdf"
    both = remembered(before, Wanted("parties", ReportOptions(order="name")))
    assert restored(both, Wanted("quotes")).options.columns == ("quote",)


@pytest.mark.parametrize(
    "before",
    [
        {"reports": 7},
        {"reports": {"quotes": [1]}, "suffix": 3, "open": "no", "landscape": "yes"},
        {"reports": {"quotes": {"columns": "quote"}}},
    ],
)
def test_a_damaged_memory_is_none(before):
    assert restored(before, Wanted("quotes")) == Wanted("quotes")


def test_the_settings_keep_it_by_case(tmp_path):
    kept = SettingsFile(tmp_path / "window.json")
    value = Settings()
    for number in range(50):
        value = value.with_report(f"case {number}", {"suffix": ".csv"})
    kept.save(value.with_report("case 49", {"suffix": ".pdf"}))
    again = SettingsFile(tmp_path / "window.json").value
    assert again.report_of("case 49") == {"suffix": ".pdf"}
    assert again.report_of("case 0") == {} and len(again.reports) == 40


# -- the sheets


def sheets(number, *, words="no boats", most=12, previewed=200, landscape=True):
    report, total = first_rows(
        quote_bank([rows.banked(words, id=at) for at in range(number)]), previewed
    )
    return draw_sheets(report, ORIGIN, Layout(landscape=landscape), 0.5, most, total)


def test_sheets_have_the_papers_shape_and_all_rows(qapp):
    lying, standing = sheets(60), sheets(60, landscape=False)
    assert {(each.width(), each.height()) for each in lying.pictures} == {(396, 306)}
    assert {(each.width(), each.height()) for each in standing.pictures} == {(306, 396)}
    assert len(lying.pictures) >= len(standing.pictures) > 1
    for made in (lying, standing):
        assert (made.rows, made.total, made.whole) == (60, 60, True)


def test_long_reports_are_cut_and_say_so(qapp):
    made = sheets(1000, most=3)
    assert len(made.pictures) == 3
    assert made.rows < made.total == 1000 and not made.whole
    few = sheets(1000, previewed=5)
    assert (few.rows, few.whole) == (5, False)


def test_footnotes_are_numbered_and_their_words_are_told_to_be_missing(dialog):
    report, total = first_rows(quote_bank([rows.banked("no", id=at) for at in range(12)]), 200)
    plain = draw_sheets(report, ORIGIN, Layout(), 0.5, 12, total)
    noted = draw_sheets(report, ORIGIN, Layout(footnotes=True), 0.5, 12, total)
    assert (plain.notes, noted.notes) == (0, 12)
    assert noted.pictures[0] != plain.pictures[0]
    dialog.show_sheets(noted)
    assert "footnotes are not drawn" in dialog.preview.told.text()
    dialog.show_sheets(plain)
    assert "footnotes" not in dialog.preview.told.text()


@pytest.mark.parametrize(
    "words", ["", "word " * 3000, "Я" * 400, "\U0001f6a2 ferry\nleft", "a\x00b"]
)
def test_any_words_can_be_drawn(qapp, words):
    made = sheets(2, words=words)
    assert made.rows == 2 and made.pictures


# -- the window


def test_over_the_chronology_a_report_is_of_what_its_filters_leave(opened, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(opened.reports, "open", lambda *words: asked.append("whole"))
    opened.actions_by_key["report"].trigger()
    assert asked == ["whole"]
    opened.actions_by_key["chronology"].trigger()
    monkeypatch.setattr(opened.chronology, "save_list", lambda: asked.append("what is left"))
    opened.actions_by_key["report"].trigger()
    assert asked == ["whole", "what is left"]


def test_a_report_of_a_real_case(program_window, qtbot, tmp_path, monkeypatch):
    paper = tmp_path / "Complaint.txt"
    paper.write_text(
        "COMPLAINT\n\n1. On March 7, 2026 the Harbor Board closed the berth.\n\n"
        "2. Ida Voss said: “There were no boats after dark.”\n"
    )
    window = program_window
    with qtbot.wait_signal(window.desk.import_ended, timeout=60_000):
        window.desk.create_case(tmp_path / "Voss.pincite", "Voss v. Harbor Board", [paper])
    qtbot.wait_until(lambda: not window.desk.jobs.busy, timeout=20_000)
    opened: list[str] = []
    monkeypatch.setattr(
        "ui.file_writing.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )

    window.actions_by_key["report"].trigger()
    dialog = report_dialog(window, qtbot)
    qtbot.wait_until(lambda: "row" in dialog.preview.told.text(), timeout=10_000)
    assert dialog.kind.value == "chronology"
    dialog.kind.put("quotes")
    qtbot.wait_until(lambda: "1 row" in dialog.preview.told.text(), timeout=10_000)
    dialog.columns.setCurrentRow(1)
    qtbot.keyClick(dialog.columns, Qt.Key.Key_Space)
    target = tmp_path / "Quotes.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.wait_until(lambda: bool(opened), timeout=20_000)
    assert opened == [str(target)] and window.reports.dialog is None
    words = [cell.text for cell in docx.Document(str(target)).tables[0].rows[1].cells]
    assert words[0] == "“There were no boats after dark.”"
    assert not any("Voss" in each for each in words)

    window.actions_by_key["report"].trigger()
    dialog = report_dialog(window, qtbot)
    assert dialog.kind.value == "quotes" and "speaker" not in dialog.wanted.options.columns
    assert dialog.wanted.options.columns
    target.unlink()
    for each in FORMATS:
        target = tmp_path / f"Quotes{each.suffix}"
        if each.suffix != ".ics":
            monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, at=target: (str(at), ""))
            save_report(window, qtbot)
            assert target.stat().st_size > 100
            window.reports.open("quotes")
            report_dialog(window, qtbot)
    window.reports.dialog.reject()


def test_a_cancelled_report_leaves_no_file(opened, qtbot, tmp_path, monkeypatch):
    reached = []

    def export(case, report, path, options, layout, step):
        for done in range(1, 1001):
            reached.append(done)
            step(done, 1000)
            if done == 100:
                stopped.acquire(timeout=10)
        path.write_text("whole")

    stopped = threading.Semaphore(0)
    monkeypatch.setattr("reports.export.export", export)
    target = tmp_path / "Who.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    opened.reports.open("parties")
    dialog = report_dialog(opened, qtbot)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.wait_until(lambda: len(reached) >= 100, timeout=10_000)
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    stopped.release()
    qtbot.wait_until(lambda: not opened.desk.jobs.busy, timeout=10_000)
    assert len(reached) < 1000 and not target.exists()
    assert dialog.save_button.isEnabled() and "not written" in opened.status.said
    dialog.reject()


def test_the_dialog_goes_with_its_case(opened, qtbot):
    opened.reports.open("parties")
    report_dialog(opened, qtbot)
    opened.reports.open("quotes")
    settled(opened, qtbot)
    assert report_dialog(opened, qtbot).kind.value == "parties"  # one at a time
    with qtbot.wait_signal(opened.desk.case_closed):
        opened.desk.close_case()
    qtbot.wait_until(lambda: opened.reports.dialog is None)
    assert QGuiApplication.modalWindow() is None
    opened.reports.open("parties")
    assert opened.reports.dialog is None


def test_the_party_in_hand_is_whom_the_dossier_is_about(opened, qtbot):
    click(opened, qtbot, Ref(RefType.PARTY, 3))
    settled(opened, qtbot)
    opened.actions_by_key["report_dossier"].trigger()
    dialog = report_dialog(opened, qtbot)
    assert (dialog.kind.value, dialog.about.value) == ("dossier", 3)
    dialog.reject()


def test_the_chips_on_screen_are_what_a_report_is_of(opened, qtbot):
    port = Ref(RefType.PARTY, 1)
    opened.navigator.narrow(Narrowing.to(port))
    settled(opened, qtbot)
    opened.reports.open("quotes")
    dialog = report_dialog(opened, qtbot)
    assert dialog.wanted.options.question == Question((port,))
    assert dialog.asked.toolTip() == "Port Commission"
    dialog.close()
    settled(opened, qtbot)
    opened.quotes.open()
    settled(opened, qtbot)
    opened.reports.open("quotes")
    dialog = report_dialog(opened, qtbot)
    assert dialog.wanted.options.question is None, "its chips are not on screen"
    dialog.close()


def test_a_search_is_taken_into_the_report_of_hits(opened, qtbot, monkeypatch):
    monkeypatch.setattr(type(opened.search), "query", property(lambda _self: "ferry W/5 permit"))
    opened.actions_by_key["report_hits"].trigger()
    dialog = report_dialog(opened, qtbot)
    assert (dialog.kind.value, dialog.query.text()) == ("hits", "ferry W/5 permit")
    dialog.reject()
