"""Models keep Qt's contract through every edit."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from casefile.evidence_records import RowEvidence
from casefile.records import Ref, RefType, Relation, RelationKind, SearchResults
from casefile.review_records import PaperProgress
from extraction.findings import DocumentKind
from tests.ui.fake_case import FakeCase, document, pin, sample_dates, sample_parties
from ui.column_lines import arrange
from ui.column_order import ColumnOrder, Group
from ui.models.documents import DocumentsModel
from ui.models.hits import HitsModel
from ui.models.roles import NOTE_ROLE, ROW_ROLE
from ui.models.rows import RowsModel
from ui.row_words import row_sentence


@pytest.fixture
def tested(qapp):
    """Watch a model with Qt's own tester, which fails the test through a fatal Qt message."""
    testers = []

    def watch(model):
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        testers.append(QAbstractItemModelTester(model, mode))
        return model

    return watch


def test_rows_through_a_sequence_of_edits(tested):
    model = tested(RowsModel(row_sentence))
    rows = sample_parties()
    model.set_rows(rows)
    model.set_rows(rows[:2], frozenset({rows[1].ref}))
    model.set_rows([])
    model.set_rows(list(reversed(rows)))
    assert model.rowCount() == 6
    assert model.index(0).data(ROW_ROLE).name == "@larkspur_press"
    assert model.index_of(Ref(RefType.PARTY, 1)).row() == 5
    assert not model.index_of(Ref(RefType.PARTY, 99)).isValid()
    assert model.rowCount(model.index(0)) == 0


def test_same_rows_with_other_words_do_not_reset(tested, qtbot):
    model = tested(RowsModel(row_sentence))
    rows = sample_parties()
    model.set_rows(rows)
    with qtbot.assert_not_emitted(model.modelReset), qtbot.wait_signal(model.dataChanged):
        model.set_rows([replace(row, mentions=7) for row in rows], frozenset({rows[0].ref}))
    assert model.index(0).data(ROW_ROLE).mentions == 7
    _, unlinked, _ = model.said_of(model.rows[0])
    assert unlinked


def test_documents_by_kind(tested, qtbot):
    model = tested(DocumentsModel())
    rows = [document(number) for number in range(1, 7)]
    model.set_rows(rows)
    headings = [group.heading for group in model.groups]
    assert headings == ["Pleadings", "Orders", "Articles", "Exhibits"]
    assert [row.id for row in model.groups[0].rows] == [1, 2, 3]
    index = model.index_of(6)
    assert model.document_at(index).id == 6
    assert index.data(NOTE_ROLE) == "OCR · 3 p"
    assert model.document_at(index.parent()) is None
    assert not model.index_of(77).isValid()
    with qtbot.assert_not_emitted(model.modelReset):
        model.set_rows([replace(row, pages=5) for row in rows])
        model.set_rows([replace(rows[0], kind=DocumentKind.OTHER), *rows[1:]])
        assert model.groups[-1].heading == "Other papers"
        assert model.index_of(1).parent() == model.index(4, 0)
        model.set_rows([])
    assert model.rowCount() == 0


def test_a_paper_that_gets_a_kind_and_a_day_goes_to_its_place_and_the_others_stay(tested, qtbot):
    model = tested(DocumentsModel())
    rows = [document(number) for number in range(1, 7)]
    model.set_rows([*rows[:4], replace(rows[4], kind=DocumentKind.OTHER), rows[5]])
    others = {number: QPersistentModelIndex(model.index_of(number)) for number in (1, 2, 3, 4, 6)}
    with qtbot.assert_not_emitted(model.modelReset):
        model.set_rows(rows)
    assert {number: model.document_at(index).id for number, index in others.items()} == {
        number: number for number in others
    }
    assert model.document_at(model.index_of(5)).id == 5


def test_what_changes_in_place_is_told_of_the_rows_that_are_seen(tested):
    model = tested(DocumentsModel())
    rows = [document(number) for number in range(1, 7)]
    model.set_rows(rows)
    model.seen = lambda: [model.index_of(2), model.index_of(3)]
    told = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    model.set_linked({2: 1})
    model.set_progress({2: PaperProgress(2, 4)})
    model.set_rows([replace(row, pages=5) for row in rows])
    assert told == [(1, 1), (2, 2)] * 3
    model.set_linked({2: 1})
    assert len(told) == 6
    assert "1 row of the narrowed view" in model.index_of(2).data(Qt.ItemDataRole.ToolTipRole)


def test_hits_skip_headings(tested, tmp_path):
    model = tested(HitsModel())
    model.set_results(FakeCase(tmp_path).search("boxes"))
    assert model.rowCount() == 6
    assert model.next_hit(-1, 1).row() == 1
    assert model.next_hit(3, 1).row() == 5
    assert model.next_hit(5, -1).row() == 3
    assert not model.next_hit(5, 1).isValid()
    assert not model.next_hit(1, -1).isValid()
    third = model.index(3).data(ROW_ROLE)
    assert (len(third.spans), third.first) == (3, 2)
    model.set_results(SearchResults("x", "x", (), (), 0))
    assert not model.next_hit(-1, 1).isValid()
    model.set_results(None)
    assert model.data(QModelIndex()) is None


def test_a_deadline_and_an_office_are_said():
    day = replace(sample_dates()[0], is_deadline=True)
    assert row_sentence(day).startswith("Mar. 2, 2026, deadline: “March 2, 2026”")
    assert "deadline" not in row_sentence(sample_dates()[0])
    officer = replace(sample_parties()[3], post="harbormaster of the port")
    assert "witness, harbormaster of the port: 9 mentions" in row_sentence(officer)


def grouped(rows, group):
    return arrange(rows, ColumnOrder(group=group))


def test_groups_are_folded_and_keep_their_rows(tested, qtbot):
    model = tested(RowsModel(row_sentence))
    model.show(grouped(sample_parties(), Group.KIND))
    persons = model.line_at(model.index(0))
    assert (persons.words, persons.count) == ("Persons", 3)
    assert model.row_at(model.index(0)) is None
    said = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0).data(said) == "Persons: 3 rows"
    assert model.rowCount() == 6 + 4
    with qtbot.assert_not_emitted(model.modelReset):
        model.fold(persons, folded=True)
    assert model.rowCount() == 7
    assert model.index(0).data(said) == "Persons: 3 rows, folded"
    assert not model.index_of(Ref(RefType.PARTY, 3)).isValid()
    assert model.row_of(Ref(RefType.PARTY, 3)).name == "Ines Valdar"
    assert model.beyond(-1, 1).row() == 2
    model.unfold(Ref(RefType.PARTY, 3))
    assert model.row_at(model.index_of(Ref(RefType.PARTY, 3))).id == 3
    model.fold_all(folded=True)
    assert model.rowCount() == 4 and not model.beyond(-1, 1).isValid()
    model.show(grouped(sample_parties()[:4], Group.KIND))
    assert model.rowCount() == 3  # what is folded stays so
    model.fold_all(folded=False)
    assert model.heading_of(model.index_of(Ref(RefType.PARTY, 3))).row() == 0
    assert len(model.visible_letters()) == model.rowCount()
    model.show(grouped([], Group.KIND))
    assert model.rowCount() == 0 and not model.heading_of(model.index(0)).isValid()


def test_rows_that_come_or_go_leave_the_others_in_place(tested, qtbot):
    model = tested(RowsModel(row_sentence))
    rows = sample_parties()
    model.set_rows(rows)
    kept = QPersistentModelIndex(model.index(4))
    with qtbot.assert_not_emitted(model.modelReset):
        model.set_rows([*rows[:2], *rows[3:]])
        assert kept.row() == 3
        model.set_rows(rows)
        assert kept.row() == 4
        model.set_rows(rows[1:])
        assert kept.row() == 3
        model.set_rows(rows[1:5])
    assert kept.data(ROW_ROLE).id == 5
    others = [replace(row, mentions=99) for row in rows[2:5]]  # changed at once with what went
    model.set_rows(others)
    assert model.index(0).data(ROW_ROLE).mentions == 99
    with qtbot.wait_signal(model.modelReset):
        model.set_rows(rows[::-1])
    model.show(grouped(rows, Group.KIND))
    model.show(grouped([row for row in rows if row.id != 3], Group.KIND))  # the first of its group
    assert model.index(0).data(ROW_ROLE).count == 2


def test_evidence_is_asked_for_once_and_forgotten_with_the_question(tested):
    model = tested(RowsModel(row_sentence))
    relation = Relation(RelationKind.SAME_SENTENCE, 2)
    rows = [replace(row, relation=relation) for row in sample_parties()[:3]]
    model.set_rows([*rows, sample_parties()[4]])
    refs = model.without_evidence(0, 3)
    assert refs == tuple(row.ref for row in rows)
    told = RowEvidence("The Commission met Larkspur.", (), pin())
    model.add_evidence(refs, {refs[0]: told})
    assert model.without_evidence(0, 3) == ()
    assert [model.said_of(row)[0] for row in model.rows[:2]] == [told, None]
    assert "The Commission met Larkspur." in model.index(0).data()
    model.set_rows([*rows, sample_parties()[4]])
    assert model.evidence_of(refs[0]) is told  # until the case has answered anew
    assert model.without_evidence(0, 3) == refs
    model.forget_evidence()
    assert model.evidence_of(refs[0]) is None
