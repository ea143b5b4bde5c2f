"""Asking the linked view: another chip, all or either, by which relations, and views kept under a name."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from casefile.questions import Constraint, Question
from casefile.records import Ref, RelationKind
from ui import messages
from ui.desk import Desk
from ui.dialogs.palette import CommandPalette, Entry
from ui.language import tr
from ui.narrowing import Narrowing
from ui.navigator import Navigator
from ui.panels.linked_chips import ChipBar
from ui.question_choices import ConstraintChoice, choices, typed_days
from ui.question_words import constraint_words, question_words, relation_name

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.saved_views import SavedView

__all__ = ["QuestionCommands"]


class QuestionCommands(QObject):
    """What the bar of chips and its keys do. Signal: ``said(str)`` for the line of status."""

    said = Signal(str)

    def __init__(self, desk: Desk, navigator: Navigator, bar: ChipBar, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._navigator = navigator
        self._bar = bar
        self._window = window
        bar.join_wanted.connect(self.toggle_join)
        bar.unreviewed_wanted.connect(self.toggle_unreviewed)
        bar.more_wanted.connect(self.narrow_by)
        bar.relations_wanted.connect(self._offer_relations)
        bar.views_wanted.connect(self._offer_views)
        self.compared: Callable[[], tuple[Ref, Ref] | None] = lambda: None
        """Tells the two that are held against each other in the place of the columns."""
        self.compare: Callable[[Ref, Ref], object] = lambda _one, _other: None
        """Holds two against each other."""

    @property
    def _question(self) -> Question:
        return self._desk.narrowing.question

    # -- how is asked

    def toggle_join(self) -> None:
        """Ask for what is linked to all of the chips' findings, or to any one of them: the other way."""
        if len(self._question.refs) < 2:
            self.said.emit(
                tr("Ctrl-click keeps several: then rows can be linked to all or any of them")
            )
            return
        either = not self._question.either
        self._ask(self._desk.narrowing.asked(either=either))
        self.said.emit(tr("Linked to any of these") if either else tr("Linked to all of these"))

    def toggle_unreviewed(self) -> None:
        """Show only what nobody has decided on, or everything again."""
        self._ask(self._desk.narrowing.asked(unreviewed=not self._question.unreviewed))

    def choose_relations(self) -> None:
        """Offer the relations at their button."""
        self._offer_relations(self._bar.place_of_relations())

    def _ask(self, narrowing: Narrowing) -> None:
        self._navigator.show_columns()
        self._navigator.narrow(narrowing)

    # -- relations

    def _offer_relations(self, at: QPoint) -> None:
        question, rejected = self._question, self._desk.rejected
        if not (question.findings or question.days):
            self.said.emit(
                tr("Narrow to a party, quote or date first: rows are linked to it by relations")
            )
            return
        self._desk.ask(
            lambda case: case.relation_counts(question, include_rejected=rejected),
            lambda counts: self._show_relations(question, counts, at),
            "relations",
        )

    def _show_relations(
        self, question: Question, counts: Mapping[RelationKind, int], at: QPoint
    ) -> None:
        if question != self._question:
            return
        menu = self._menu()
        usual = menu.addAction(tr("Any relation"))
        usual.setCheckable(True)
        usual.setChecked(not question.relations)
        usual.triggered.connect(lambda: self._by(frozenset()))
        menu.addSeparator()
        for kind in RelationKind:
            number = counts.get(kind, 0)
            entry = menu.addAction(f"{relation_name(kind)}\t{messages.count(number, tr('row'))}")
            entry.setCheckable(True)
            entry.setChecked(kind in question.relations)
            entry.setEnabled(number > 0 or kind in question.relations)
            entry.triggered.connect(partial(self._by, question.relations ^ {kind}))
        menu.popup(at)

    def _by(self, relations: frozenset[RelationKind], _checked: bool = False) -> None:
        self._ask(self._desk.narrowing.asked(relations=relations))

    # -- another chip

    def narrow_by(self) -> None:
        """Offer what the view can be narrowed by, to be typed for."""
        question = self._question
        self._desk.ask(lambda case: choices(case, question), self._show_choices, "constraints")

    def _show_choices(self, found: Sequence[ConstraintChoice]) -> None:
        known = {each.constraint for each in found}

        def typed(text: str) -> Sequence[Entry]:
            days = typed_days(text)
            return () if days is None or days.constraint in known else (self._entry(days),)

        palette = CommandPalette([self._entry(each) for each in found], self._window, typed)
        name = tr("Narrow by…")
        palette.setWindowTitle(tr("Narrow by…"))
        palette.field.setAccessibleName(name)
        palette.field.setPlaceholderText(
            tr("A party, paper, month, kind of paper, tag or issue; days as 2017-04-06/2017-05-01")
        )
        palette.list.setAccessibleName(tr("What the view can be narrowed by"))
        palette.move(self._bar.mapToGlobal(QPoint(12, self._bar.height())))
        palette.open()
        palette.field.setFocus()

    def _entry(self, choice: ConstraintChoice) -> Entry:
        return Entry(choice.words, choice.told, lambda: self._choose(choice.constraint))

    def _choose(self, constraint: Constraint) -> None:
        self.narrow_to(constraint)
        self._navigator.focus_columns()

    def narrow_to(self, constraint: Constraint) -> None:
        """Add a constraint to the chips: a month, a kind of paper, a tag, a finding."""
        self._ask(self._desk.narrowing.with_constraint(constraint))

    def narrow_to_all(self, constraints: Sequence[Constraint]) -> None:
        """Add constraints to the chips, or take them away where all of them are there."""
        narrowing = self._desk.narrowing
        are_there = set(constraints) <= set(narrowing.constraints)
        for each in constraints:
            narrowing = narrowing.without(each) if are_there else narrowing.with_constraint(each)
        self._ask(narrowing)

    def offer_kinds(self, kinds: Sequence[Constraint], at: QPoint) -> None:
        """Offer to narrow the view to the papers of a heading, or to leave that."""
        are_there = set(kinds) <= set(self._question.constraints)
        words = (
            tr("Narrow to these papers no longer") if are_there else tr("Narrow to these papers")
        )
        menu = self._menu()
        menu.addAction(words, lambda: self.narrow_to_all(kinds))
        menu.popup(at)

    # -- views under a name

    def offer_views(self) -> None:
        """Offer the saved views at their button."""
        self._offer_views(self._bar.place_of_views())

    def _offer_views(self, at: QPoint) -> None:
        self._desk.ask(
            lambda case: case.saved_views(), lambda views: self._show_views(views, at), "views"
        )

    def _show_views(self, views: "Sequence[SavedView]", at: QPoint) -> None:
        menu = self._menu()
        for view in views:
            entry = menu.addAction(messages.on_button(_told(view)), partial(self.open_view, view))
            entry.setCheckable(True)
            entry.setChecked(self._is_shown(view))
        if not views:
            menu.addAction(tr("No views saved yet")).setEnabled(False)
        menu.addSeparator()
        save = menu.addAction(tr("Save this view…"), self.save_view)
        save.setEnabled(self.compared() is not None or not self._question.is_everything)
        if views:
            renamed, removed = menu.addMenu(tr("Rename")), menu.addMenu(tr("Remove"))
            for view in views:
                renamed.addAction(messages.on_button(view.name), partial(self._rename, view))
                removed.addAction(messages.on_button(view.name), partial(self.remove_view, view))
        menu.popup(at)

    def _is_shown(self, view: "SavedView") -> bool:
        if view.compares:
            return view.question.refs == self.compared()
        return self.compared() is None and view.question == self._question

    def open_view(self, view: "SavedView") -> None:
        """Ask what a saved view asks; what it names and is gone keeps the words it had."""
        if view.compares:
            self.compare(*view.question.refs[:2])
            self.said.emit(tr("View: {name}", name=view.name))
            return
        self._navigator.show_columns()
        self._desk.names_kept = dict(view.names)
        self._navigator.narrow(Narrowing(view.question))
        self.said.emit(tr("View: {name}", name=view.name))

    def save_view(self) -> None:
        """Ask for a name and keep the question under it, or the two that are held against each other."""
        from ui.dialogs.save_view import ViewNameForm

        compared = self.compared()
        question = Question(compared) if compared is not None else self._question
        if question.is_everything:
            self.said.emit(tr("Narrow the view first: everything needs no name"))
            return

        kept = dict(self._desk.names_kept)

        def read(case: "Case") -> tuple[str, tuple[str, ...]]:
            names = {**kept, **case.constraint_names(question.constraints)}
            words = _asked(question, names, compares=compared is not None)
            return words, tuple(view.name for view in case.saved_views())

        def show(told: tuple[str, tuple[str, ...]]) -> None:
            words, taken = told
            form = ViewNameForm(words, self._window, taken=taken)
            form.chosen.connect(
                lambda name: self._keep(name, question, compares=compared is not None)
            )
            form.open()

        self._desk.ask(read, show, "save-view")

    def _keep(self, name: str, question: Question, *, compares: bool) -> None:
        def work(case: "Case") -> str:
            case.save_view(name, question, compares=compares)
            return tr("Saved the view {name}; V offers it", name=name)

        self._desk.change(work)

    def _rename(self, view: "SavedView") -> None:
        from ui.dialogs.save_view import ViewNameForm

        words = _asked(view.question, dict(view.names), compares=view.compares)
        form = ViewNameForm(words, self._window, name=view.name)
        form.chosen.connect(lambda name: self.rename_view(view, name))
        form.open()

    def rename_view(self, view: "SavedView", name: str) -> None:
        """Call a saved view otherwise."""
        self._change(
            lambda case: case.rename_view(view.id, name),
            tr("Renamed the view to {name}", name=name),
        )

    def remove_view(self, view: "SavedView") -> None:
        """Remove a saved view; undo brings it back."""
        self._change(
            lambda case: case.remove_view(view.id),
            tr("Removed the view {name}; Ctrl+Z brings it back", name=view.name),
        )

    def _change(self, act: Callable[["Case"], object], sentence: str) -> None:
        def work(case: "Case") -> str:
            act(case)
            return sentence

        self._desk.change(work)

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _asked(question: Question, names: Mapping[Constraint, str], *, compares: bool) -> str:
    """Return in words what a view asks, or which two it holds against each other."""
    if not compares:
        return question_words(question, names)
    one, other = (constraint_words(ref, names) for ref in question.refs[:2])
    return tr("{one} and {other} side by side", one=one, other=other)


def _told(view: "SavedView") -> str:
    return tr("{name} (side by side)", name=view.name) if view.compares else view.name
