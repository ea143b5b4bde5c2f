"""The comparison's window: what it shows, how one moves in it, and where its rows lead."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QLabel, QListView, QStyleOptionViewItem

from casefile import difference
from casefile.compared import DifferenceKind
from casefile.errors import NothingToCompare
from casefile.records import Likeness, LikePaper
from importers.source_text import Page, PageSource, Paragraph, SourceText, Span
from tests.casefile.rows import document_row
from tests.counting import counted
from ui.dialogs.compare import CompareForm
from ui.models.differences import DifferencesModel, Wanted
from ui.models.documents import DocumentsModel
from ui.models.roles import ROW_ROLE
from ui.panels.difference import DifferencePanel
from ui.panels.difference_delegate import DifferenceDelegate, sides
from ui.theme import ThemeMode
from ui.version_words import kind_words, like_lines

LAND = "The commission sold the land to a company of its own chairman, {} a hearing."
TAIL = [
    f"Berth {at} was let to boat {at * 7} of the northern fleet in that year."
    for at in range(3, 15)
]


def source(lines: list[str], page: PageSource = PageSource.DIGITAL) -> SourceText:
    text = "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))
    found = tuple(
        Paragraph(Span(*match.span()), match[1]) for match in re.finditer(r"(\d+)\. .+", text)
    )
    return SourceText(text, (Page(1, "1", Span(0, len(text)), page),), found)


FIRST = source([LAND.format("without"), *TAIL[:9], "It rained.", *TAIL[9:]])
SECOND = source(["Nobody was told.", LAND.format("after"), *TAIL])
ROWS = (
    document_row(1, short_name="Compl."),
    document_row(2, short_name="Am. Compl.", alike=(LikePaper(1, Likeness.VERSION, 0.91),)),
)


@pytest.fixture(scope="module")
def comparison():
    return difference.compare(ROWS[0], FIRST, ROWS[1], SECOND)


@pytest.fixture
def panel(qtbot, theme, comparison):
    made = DifferencePanel(theme)
    qtbot.add_widget(made)
    made.resize(900, 500)
    made.show()
    made.show_comparison(comparison)
    return made


def test_which_paragraphs_are_shown(qapp, comparison):
    model = DifferencesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    counts = {}
    for wanted in Wanted:
        model.show(comparison, wanted)
        counts[wanted] = model.rowCount()
    assert counts == {Wanted.CHANGES: 3, Wanted.NUMBERS: 12, Wanted.ALL: 15}


def test_a_hidden_paragraph_leads_to_the_one_shown_after_it(qapp, comparison):
    model = DifferencesModel()
    model.show(comparison, Wanted.CHANGES)
    renumbered = comparison.paragraphs[3]
    assert renumbered.kind is DifferenceKind.RENUMBERED
    assert model.row_of(renumbered) == 2
    assert model.row_of(comparison.paragraphs[-1]) == 2
    assert model.row_of(None) == -1
    assert [model.next_change(0, 1), model.next_change(2, 1), model.next_change(0, -1)] == [
        1,
        -1,
        -1,
    ]


def test_a_screen_reader_is_told_what_changed_first(qapp, comparison):
    model = DifferencesModel()
    model.show(comparison, Wanted.CHANGES)
    told = [
        model.index(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(model.rowCount())
    ]
    assert told[0].startswith("¶ 1. added. 1. Nobody was told.")
    assert told[1].startswith("¶ 2. changed. taken out: without. put in: after. 2. The commission")
    assert told[2].startswith("¶ 11. removed")


def test_changes_come_first_and_are_counted(panel):
    assert panel.wanted.currentText() == "Changes only"
    assert panel.counts.text().startswith(
        "1 paragraph changed, 1 added, 1 removed, 9 renumbered · "
    )
    assert panel.place.text() == "Change 1 of 3"
    assert [title.text() for title in panel.titles] == ["Compl.", "Am. Compl."]


def test_keys_go_from_change_to_change(panel, qtbot):
    panel.list.setFocus()
    said = []
    panel.said.connect(said.append)
    qtbot.keyClick(panel.list, Qt.Key.Key_F3)
    assert panel.place.text() == "Change 2 of 3"
    qtbot.keyClick(panel.list, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert panel.place.text() == "Change 1 of 3"
    qtbot.keyClick(panel.list, Qt.Key.Key_J)
    assert panel.place.text() == "Change 2 of 3"
    assert panel.step(1)
    assert not panel.step(1)
    assert said == ["No more changes"]


def test_the_place_is_kept_when_other_paragraphs_are_shown(panel, qtbot):
    panel.step(1)
    current = panel.current()
    panel.wanted.setCurrentIndex(panel.wanted.findText("All paragraphs"))
    panel.wanted.activated.emit(panel.wanted.currentIndex())
    assert panel.model.rowCount() == 15
    assert panel.current() is current
    panel._go_to(14)
    area = panel.list.viewport().rect()
    qtbot.wait_until(
        lambda: panel.list.visualRect(panel.model.index(14)).intersects(area), timeout=3000
    )


def test_return_and_a_double_click_open_the_side_that_is_meant(panel, qtbot):
    opened = []
    panel.place_wanted.connect(opened.append)
    panel.step(1)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert [pin.document for pin in opened] == [2, 1]
    row = panel.current()
    assert opened[0].span.of(SECOND.text).startswith("2. The commission")
    assert opened[1] == row.first.pin
    rect = panel.list.visualRect(panel.list.currentIndex())
    (left, _), (right, _) = sides(panel.list.viewport().width())
    for x in (left, right):
        qtbot.mouseDClick(
            panel.list.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(round(x) + 5, rect.center().y()),
        )
    assert [pin.document for pin in opened[2:]] == [1, 2]
    opened.clear()
    panel.step(-1)
    panel.open_current(second=False)  # it stands in the second paper alone
    assert [pin.document for pin in opened] == [2]


def test_copying_takes_both_sides_with_their_cites(panel):
    panel.step(1)
    panel.copy_current()
    first, second = QGuiApplication.clipboard().text().splitlines()
    assert first.endswith("without a hearing. (Compl. ¶ 1)")
    assert second.endswith("after a hearing. (Am. Compl. ¶ 2)")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_changes_are_marked_by_more_than_a_colour(panel, theme, qtbot, mode):
    theme.set_mode(ThemeMode(mode))
    panel.step(1)
    delegate, paragraph = panel._delegate, panel.current()
    for second, name in ((False, "removed"), (True, "added")):
        (mark,) = delegate._shown(paragraph, second, 300).layout.formats()
        assert mark.format.fontStrikeOut() is not second
        assert mark.format.fontUnderline() is second
        assert mark.format.background().color() == theme.palette.color(f"{name}_wash")
    image = panel.list.grab().toImage()
    wash = theme.palette.color("added_wash").rgb()
    assert any(wash == colour for colour in colours(image))


def colours(image: QImage) -> set[int]:
    return {
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


def test_papers_without_a_change_are_shown_whole(panel):
    panel.show_comparison(difference.compare(ROWS[0], FIRST, ROWS[1], FIRST))
    assert panel.counts.text() == "No word differs · 100.0% of the words the same"
    assert panel.wanted.currentText() == "All paragraphs"
    assert panel.model.rowCount() == 14
    panel.wanted.setCurrentIndex(0)
    panel.wanted.activated.emit(0)
    assert panel.nothing.isVisible()
    assert panel.nothing.text() == "No changes."


def test_words_that_a_machine_read_are_told_so(qapp):
    scan = source([LAND.format("after")], PageSource.OCR)
    compared = difference.compare(ROWS[0], FIRST, ROWS[1], scan)
    model = DifferencesModel()
    model.show(compared, Wanted.ALL)
    assert "machine-read" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_moved_paragraphs_say_where_from():
    lines = [LAND.format("without"), *TAIL]
    compared = difference.compare(ROWS[0], source(lines), ROWS[1], source([*lines[1:], lines[0]]))
    assert kind_words(compared.paragraphs[-1]) == "moved from ¶ 1"
    assert kind_words(compared.paragraphs[0]) == "renumbered from ¶ 2"


def test_each_row_is_laid_out_once_and_only_where_it_is_needed(panel, monkeypatch):
    long = [f"{line} " * 12 for line in TAIL * 25]
    panel.show_comparison(difference.compare(ROWS[0], source(long), ROWS[1], source(long[:150])))
    panel.wanted.setCurrentIndex(2)
    panel.wanted.activated.emit(2)
    option = QStyleOptionViewItem()
    option.widget = panel.list
    assert panel.model.rowCount() == 450
    assert panel.list.layoutMode() is QListView.LayoutMode.Batched and panel.list.batchSize() <= 20
    laid_out = counted(monkeypatch, DifferenceDelegate, "_laid_out")
    for _ in range(3):
        for at in range(12):  # a batch
            panel._delegate.sizeHint(option, panel.model.index(290 - at))
    assert 12 <= len(laid_out) <= 24  # two sides at most
    panel.list.viewport().repaint()
    assert len(laid_out) < 80  # those in sight, of 450


@pytest.mark.parametrize(
    ("like", "expected"),
    [
        (LikePaper(1, Likeness.VERSION, 0.623), "Version of Compl.; 62% the same words"),
        (LikePaper(1, Likeness.VERSION, 0.999), "Version of Compl.; 99% the same words"),
        (LikePaper(1, Likeness.SAME_WORDS, 1), "The same words as Compl., saved or printed anew"),
        (LikePaper(1, Likeness.CONTAINED, 1), "Stands in Compl.; 100% of its words"),
        (LikePaper(1, Likeness.CONTAINS, 0.9), "Holds Compl."),
    ],
)
def test_likeness_in_words(like, expected):
    assert like_lines((like,), {1: "Compl."}) == [expected]
    assert like_lines((like,), {}) == []
    assert like_lines((like,) * 6, {1: "x"})[-1] == "and 2 more papers with its words"
    assert like_lines((like,) * 5, {1: "x"})[-1] == "and 1 more paper with its words"


def test_the_list_of_documents_tells_of_versions(qapp):
    model = DocumentsModel()
    model.set_rows(ROWS)
    second = model.index_of(2)
    assert "Version of Compl.; 91% the same words" in second.data(Qt.ItemDataRole.ToolTipRole)
    assert "Version of Compl." in second.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Version" not in model.index_of(1).data(Qt.ItemDataRole.ToolTipRole)


# ------------------------------------------------------------------------------- in the window


@pytest.fixture
def commands(opened, doors):
    """Show a case with the two papers on the desk."""
    case = doors.cases[-1]
    case.compare = lambda first, second: difference.compare(
        *((ROWS[0], FIRST) if first == 1 else (ROWS[1], SECOND)),
        *((ROWS[0], FIRST) if second == 1 else (ROWS[1], SECOND)),
    )
    likes = (LikePaper(2, Likeness.VERSION, 0.91),)
    opened.desk.documents = (document_row(1, short_name="Compl.", alike=likes), ROWS[1])
    return opened.versions


def test_the_menu_offers_the_version_before_and_any_other(commands):
    first, second = commands._desk.documents
    assert [words for words, _ in commands.entries(second)] == [
        "Compare with the earlier version, Compl.",
        "Compare with…",
    ]
    assert commands.entries(first)[0][0] == "Compare with the later version, Am. Compl."
    assert commands.entries(document_row(3, characters=0)) == ()


def test_a_comparison_opens_once_and_leads_back_to_the_reader(commands, opened, qtbot):
    second = commands._desk.documents[1]
    commands.entries(second)[0][1]()
    (window,) = commands.windows
    qtbot.wait_until(lambda: window.panel.model.rowCount() == 3)
    assert window.windowTitle() == "Two papers compared – Pincite"
    assert window.accessibleDescription() == "Compl. → Am. Compl."
    commands.entries(second)[0][1]()
    assert commands.windows == [window]
    opened.reader.asked.clear()
    window.panel.open_current(second=True)
    (asked,) = [asked for asked in opened.reader.asked if asked[0] == "pin"]
    assert asked[1].document == 2
    window.panel.swap_wanted.emit()
    qtbot.wait_until(lambda: window.panel.model.rowCount() == 3)
    assert window.accessibleDescription() == "Am. Compl. → Compl."
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert commands.windows == []


def test_a_paragraph_is_shown_in_both_papers_beside_each_other(commands, opened, qtbot):
    commands.entries(commands._desk.documents[1])[0][1]()
    (window,) = commands.windows
    panel = window.panel
    qtbot.wait_until(lambda: panel.model.rowCount() == 3)
    rows = [panel.model.index(at).data(ROW_ROLE) for at in range(3)]
    both = next(at for at, row in enumerate(rows) if row.first and row.second)
    panel._go_to(both)
    panel.open_both()
    asked = opened.reader.asked[-1]
    assert asked == ("both", rows[both].first.pin, rows[both].second.pin)
    alone = next(at for at, row in enumerate(rows) if not (row.first and row.second))
    panel._go_to(alone)
    panel.open_both()
    assert opened.reader.asked[-1][0] == "pin"
    window.close()


def test_the_older_paper_stands_on_the_left_whichever_was_asked_about(commands, qtbot):
    first, second = commands._desk.documents
    for row, other in ((first, second.id), (second, first.id)):
        commands._chosen(row, other)
        assert (commands.windows[-1].first.id, commands.windows[-1].second.id) == (1, 2)
    assert len(commands.windows) == 1
    commands.close_all()
    assert commands.windows == []


def test_closing_the_case_closes_its_comparisons(commands, opened, qtbot):
    commands.compare(*commands._desk.documents)
    opened.desk.close_case()
    assert commands.windows == []


def test_the_form_asks_for_the_other_paper(commands, opened, qtbot):
    commands.ask(commands._desk.documents[1])
    (form,) = opened.findChildren(CompareForm)
    assert form.other.currentText() == "Compl. (Paper 1.pdf)"
    form.submit()
    assert commands.windows[0].first.id == 1
    commands.close_all()


def test_a_redline_is_saved_as_word(commands, opened, qtbot, tmp_path, monkeypatch):
    commands.compare(*commands._desk.documents)
    (window,) = commands.windows
    qtbot.wait_until(lambda: window.panel.model.rowCount() == 3)
    target = tmp_path / "redline"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.wait_signal(commands.said) as said:
        window.panel._export()
    assert said.args == [f"Wrote {target}.docx"]
    assert (tmp_path / "redline.docx").is_file()
    commands.close_all()


def test_a_key_asks_about_the_paper_on_screen(commands, opened, qtbot):
    said = []
    commands.said.connect(said.append)
    commands.ask_about(None)
    commands.ask_about(document_row(9, characters=0))
    commands._desk.documents = ROWS[:1]
    commands.ask_about(ROWS[0])
    assert [sentence.split()[0] for sentence in said] == ["Open", "Open", "The"]
    commands._desk.documents = ROWS
    opened.documents.show_rows(ROWS)
    opened.documents.mark(2)
    opened.actions_by_key["compare"].trigger()
    (form,) = opened.findChildren(CompareForm)
    assert "“Am. Compl.”" in form.findChildren(QLabel)[0].text()
    form.reject()


def test_what_cannot_be_compared_is_said_in_the_window(commands, doors, qtbot):
    def refuse(first, second):
        raise NothingToCompare("“Scan.pdf” has no readable text to compare.")

    doors.cases[-1].compare = refuse
    commands.compare(*commands._desk.documents)
    (window,) = commands.windows
    qtbot.wait_until(lambda: "no readable text" in window.panel.nothing.text())
    commands.close_all()


def test_pages_that_were_not_compared_are_told_above(panel, comparison):
    assert not panel.notice.isVisible()
    panel.show_comparison(replace(comparison, notices=("Page 4 of Compl. has no readable text.",)))
    assert panel.notice.isVisible()
    assert "Page 4" in panel.notice.text()
    panel.show_waiting(*ROWS)
    assert not panel.notice.isVisible()


def test_a_paper_that_gained_text_is_compared_anew(commands, opened, doors, qtbot):
    commands.compare(*commands._desk.documents)
    (window,) = commands.windows
    qtbot.wait_until(lambda: window.panel.model.rowCount() == 3)
    doors.cases[-1].compare = lambda first, second: difference.compare(
        ROWS[0], FIRST, ROWS[1], FIRST
    )
    opened.desk.text_changed.emit(9)
    opened.desk.text_changed.emit(2)
    qtbot.wait_until(lambda: window.panel.counts.text().startswith("No word differs"))
    commands.close_all()
