"""Every model of the window keeps Qt's contract, watched by Qt's own tester through edits of all kinds."""

import importlib
import pkgutil
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

import ui
from casefile import difference
from casefile.import_records import Stage
from casefile.issue_records import EvidenceRow, IssueRow, Side
from casefile.records import HitRow, ReviewState
from casefile.review_records import PaperProgress
from casefile.table_columns import guess_of
from casefile.table_records import RowState
from importers.source_text import Span
from tests.ui.chronology_rows import many_events
from tests.ui.driving import press, settled
from tests.ui.fake_case import FakeCase, document, sample_dates, sample_parties, sample_quotes
from tests.ui.quote_rows import many
from tests.ui.table_rows import CAST, EVENTS, plan_of, read_table
from tests.ui.test_differences import FIRST, ROWS, SECOND
from tests.ui.test_import_queue import end, step
from tests.ui.test_lines import MANY, place, plain
from ui.chronology_arranged import Wish
from ui.chronology_arranged import arrange as arrange_events
from ui.chronology_book import make_book as event_book
from ui.chronology_lines import EventLines
from ui.column_lines import arrange
from ui.column_order import ColumnOrder, Group
from ui.dialogs.table_import import PlanWish
from ui.import_queue import ImportQueue
from ui.models.beside import Section
from ui.models.chronology import EventsModel
from ui.models.differences import DifferencesModel, Wanted
from ui.models.documents import DocumentsModel
from ui.models.findings import FindingsModel
from ui.models.hits import HitsModel
from ui.models.lines import LinesModel
from ui.models.outline import EvidenceModel, OutlineModel
from ui.models.queue import QueueModel
from ui.models.quote_lines import QuoteLinesModel
from ui.models.rows import RowsModel
from ui.models.table_rows import TableRowsModel
from ui.party_lines import spoken
from ui.quote_arranged import Laid, lay_out
from ui.quote_filter import BankFilter, kept
from ui.quote_lines import Grouping, make_book
from ui.quote_lines import arrange as arrange_quotes
from ui.quote_sizes import LineSizes
from ui.row_words import row_sentence

_TOP = QModelIndex()


def watched(model):
    """Return a model with Qt's tester on it, which fails the test by a warning of Qt."""
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    model.tester = QAbstractItemModelTester(model, mode)
    return model


def read(model, parent=_TOP):
    """Ask for all that a view asks for, of every index; returns how many there are."""
    number, is_list = 0, isinstance(model, QAbstractListModel)
    for row in range(model.rowCount(parent)):
        for column in range(1 if is_list else model.columnCount(parent)):
            index = model.index(row, column, parent)
            assert index.isValid()
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                model.data(index, role)
            model.flags(index)
        number += 1 + read(model, model.index(row, 0, parent))
    return number


def shuffled(rows, seed):
    """Yield rows as they may come one after the other: more, fewer, changed, in another order, none."""
    dice = random.Random(seed)
    rows = list(rows)
    yield rows
    for _ in range(12):
        some = [row for row in rows if dice.random() < 0.7]
        if dice.random() < 0.4:
            dice.shuffle(some)
        yield some
    yield []
    yield rows


def columns():
    for sample in (sample_parties(), sample_quotes(), sample_dates()):
        model = watched(RowsModel(row_sentence))
        for some in shuffled(sample, 1):
            states = [replace(row, state=ReviewState.ACCEPTED) for row in some[::2]] + some[1::2]
            model.set_rows(some, frozenset(row.ref for row in some[:2]))
            model.set_rows(states)
            read(model)
    model = watched(RowsModel(row_sentence))
    for some in shuffled(sample_parties(), 2):
        model.show(arrange(some, ColumnOrder(group=Group.KIND)))
        model.fold_all(folded=True)
        read(model)
        model.fold_all(folded=False)
        read(model)


def papers():
    model = watched(DocumentsModel())
    rows = [document(number) for number in range(1, 7)]
    for some in shuffled(rows, 3):
        model.set_rows(some, importing=True)
        model.set_progress({row.id: PaperProgress(row.id, 3) for row in some})
        assert read(model) >= len(some)


def hits():
    model = watched(HitsModel())
    case = FakeCase(Path("x"))
    found = replace(
        case.search("boxes"), parties=tuple(sample_parties()), quotes=tuple(sample_quotes())
    )
    for results in (found, replace(found, documents=found.documents[:1]), found, None, found):
        model.set_results(results)
        read(model)
        for section in (Section.PARTIES, Section.QUOTES, Section.PARTIES):
            model.turn(section)
            read(model)


def bank():
    model, sizes = watched(QuoteLinesModel()), LineSizes(6, 7, 5, 18, 14, 30)
    book = make_book(many(60))
    for grouping in Grouping:
        for asked in (BankFilter(), BankFilter(text="ferry"), BankFilter(text="zebra")):
            lines = arrange_quotes(kept(book.rows, asked), book, grouping)
            model.set_laid(lay_out(lines, sizes, 400))
            model.set_laid(lay_out(lines, sizes, 500))
            read(model)
    model.set_laid(Laid())


def events():
    model = watched(EventsModel(lambda line: line.key))
    book = event_book(many_events(60), sample_parties(), sample_quotes(), [document(1)])
    groups = frozenset(group for group, rows in book.groups.items() if len(rows) > 1)
    for opened in (frozenset(), groups, frozenset()):
        arranged = arrange_events(book, Wish(opened=opened))
        model.set_lines(arranged.lines)
        read(model)
        index = next(index for at in range(99) if model.line_at(index := model.index(at)).event)
        assert model.setData(index, "other words")
    model.set_lines(EventLines())


def lines():
    model = watched(LinesModel(spoken))
    model.set_lines(plain(at) for at in range(MANY))
    while model.canFetchMore():
        model.fetchMore()
    read(model)
    model.set_lines(place(at) for at in range(30))
    pins = model.wanted
    model.add_contexts([HitRow(pin, "Said here.", (Span(0, 4),), (pin.span,)) for pin in pins])
    read(model)
    model.forget()
    model.set_lines(())


def differences():
    model = watched(DifferencesModel())
    comparison = difference.compare(ROWS[0], FIRST, ROWS[1], SECOND)
    for wanted in (*Wanted, *reversed(Wanted)):
        model.show(comparison, wanted)
        read(model)


def outline():
    model = watched(OutlineModel())

    def issue(number, parent=None):
        return IssueRow(number, f"I{number}", None, "", parent, 0, f"{number}", None, (), True)

    for some in shuffled([issue(1), issue(2), issue(3), issue(4)], 4):
        nested = [
            replace(row, parent=some[at - 1].id) if at % 2 else row for at, row in enumerate(some)
        ]
        model.set_rows(nested)
        model.set_rows([replace(row, title="other") for row in nested])
        assert read(model) == len(some)
    data: QMimeData = model.mimeData([model.index(0, 0)])
    model.canDropMimeData(data, Qt.DropAction.CopyAction, 0, 0, _TOP)


def evidence():
    model = watched(EvidenceModel())
    sides = [*Side] * 3
    rows = [EvidenceRow(at, 1, side, None, None, None, "words") for at, side in enumerate(sides)]
    for some in shuffled(rows, 5):
        model.set_rows(some)
        model.set_rows([replace(row, rejected=True) for row in some])
        assert read(model) == len(some)


def imports():
    queue = ImportQueue()
    model = watched(QueueModel(queue))
    paths = [Path(f"/p/{at}.pdf") for at in range(9)]
    queue.wait(paths)
    model.settle()
    for at, path in enumerate(paths):
        for stage in Stage:
            queue.take(step(str(path), stage, at))
            model.settle()
        queue.take(end(str(path), "failed" if at % 3 else "imported", at))
        model.show_needing_only(bool(at % 2))
        read(model)
    queue.clear()
    model.settle()
    assert model.rowCount() == 0


def tables():
    model = watched(TableRowsModel())
    for text in (EVENTS, CAST, EVENTS):
        table = read_table(text)
        guess = guess_of(table.sheets[0])
        columns = guess.columns[guess.sort]
        wish = PlanWish(table.sheets[0], guess.sort, columns.fields, columns.heading, False)
        plan = plan_of(table, wish)
        model.show(plan.sort, plan.rows)
        for state in (None, *RowState):
            model.show_only(state)
            read(model)
        model.show_only(None)
        for updates in (True, False):
            model.set_updates(updates)
            model.toggle(plan.rows[:2])
            read(model)
    model.show(plan.sort, ())
    assert model.rowCount() == 0


def review():
    model = watched(FindingsModel(row_sentence))
    rows = [*sample_parties(), *sample_quotes(), *sample_dates()]
    for some in shuffled(rows, 6):
        model.set_rows(some)
        model.remove({row.ref for row in some[1:4]})
        read(model)
        model.insert(min(1, model.rowCount()), rows[0])
        read(model)


CASES: dict[type[QAbstractItemModel], Callable[[], None]] = {
    RowsModel: columns,
    DocumentsModel: papers,
    HitsModel: hits,
    QuoteLinesModel: bank,
    EventsModel: events,
    LinesModel: lines,
    DifferencesModel: differences,
    OutlineModel: outline,
    EvidenceModel: evidence,
    QueueModel: imports,
    FindingsModel: review,
    TableRowsModel: tables,
}


@pytest.mark.parametrize("model", CASES, ids=lambda model: model.__name__)
def test_each_model_keeps_the_contract_through_edits(qapp, model):
    CASES[model]()


def of_ui(kind):
    """Yield the window's own classes that are derived from one."""
    for each in kind.__subclasses__():
        if each.__module__.startswith("ui."):
            yield each
        yield from of_ui(each)


def test_every_model_of_the_window_is_among_them():
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    assert set(of_ui(QAbstractItemModel)) == set(CASES)


def test_the_window_s_own_models_are_watched_through_a_session(opened, qtbot):
    for view in (opened.chronology, opened.outline, opened.reviewing):
        assert not view.is_shown  # made when it is asked for, so that its models are there
    models = [each for each in opened.findChildren(QAbstractItemModel) if type(each) in CASES]
    assert len(models) > 8
    for model in models:
        watched(model)
    rows = opened.columns.parties.list
    rows.setFocus()
    for key in (Qt.Key.Key_J, Qt.Key.Key_A, Qt.Key.Key_Space, Qt.Key.Key_J, Qt.Key.Key_X):
        press(opened, qtbot, key)
    press(opened, qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(opened, qtbot, Qt.Key.Key_Escape)
    for view in (Qt.Key.Key_H, Qt.Key.Key_I):
        press(opened, qtbot, view)
        press(opened, qtbot, Qt.Key.Key_Escape)
    opened.top.search.ask_at_once("boxes")
    settled(opened, qtbot)
    press(opened, qtbot, Qt.Key.Key_F3)
    opened.keys.loosen()
    opened.desk.show_rejected(True)
    settled(opened, qtbot)
    opened.desk.close_case()
    settled(opened, qtbot)
