"""The outline of issues in the middle of the window: written, moved, proved, all by keys and with undo."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from casefile.issue_records import EvidenceRow, IssueDraft, IssueRow, Side
from casefile.marks import Carrier
from casefile.records import Pin
from extraction.findings import DocumentKind
from ui.desk import Desk
from ui.dialogs.issues import DraftsForm, IssueForm, Linked, LinkForm
from ui.issue_words import SIDE_NAMES, carrier, linked_words
from ui.key_table import KeyTable
from ui.language import tr
from ui.messages import count
from ui.middle_views import MiddleView
from ui.navigator import Navigator
from ui.note_commands import called
from ui.panels.outline import OutlinePanel
from ui.theme import Theme

if TYPE_CHECKING:
    from casefile.case import Case

__all__ = ["OutlineCommands"]

_TAKE_BACK = tr("Ctrl+Z takes it back")
_PLEADINGS = (DocumentKind.COMPLAINT, DocumentKind.ANSWER)

Act = Callable[[], object]


class OutlineCommands(MiddleView):
    """The outline, its keys and forms; and linking what is selected anywhere to one of its issues."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        theme: Theme,
        standing: Callable[[], tuple[Carrier, ...]],
        window: QWidget,
    ) -> None:
        """Make the view; ``standing`` tells what is selected anywhere in the window."""
        panel = OutlinePanel(theme)
        super().__init__(panel, navigator, window)
        self.panel = panel
        self.actions: Mapping[str, QAction] = {}
        """The window's commands, for the menu of evidence."""
        self._desk = desk
        self._standing = standing
        self._window = window
        self._side = Side.FOR
        panel.leave_wanted.connect(self.leave)
        panel.draft_wanted.connect(self.draft)
        panel.add_wanted.connect(self.add)
        panel.evidence_visited.connect(self._visit)
        panel.evidence_opened.connect(self._open)
        panel.issue_opened.connect(self._open_issue)
        panel.menu_wanted.connect(self._show_menu)
        panel.model.move_wanted.connect(self._move)
        KeyTable(panel.tree, self._issue_keys())
        KeyTable(panel.evidence, self._evidence_keys())
        KeyTable(
            panel.draft_button,
            {"D": self.draft, "Return": self.draft, "Enter": self.draft, "+": self.add},
        )
        desk.columns_read.connect(lambda _answered: self.refresh())
        desk.case_hidden.connect(panel.forget)

    def _issue_keys(self) -> dict[str, Act]:
        return {
            "+": self.add,
            "Insert": self.add,
            "Shift+N": self.add_below,
            "Shift+Insert": self.add_below,
            "E": self.edit,
            "F2": self.edit,
            "N": self.write_note,
            "Alt+Up": partial(self.shift, -1),
            "Alt+Down": partial(self.shift, 1),
            "Alt+Right": self.move_in,
            "Alt+Left": self.move_out,
            "Delete": self.remove,
            "D": self.draft,
            "Return": self.open_source,
            "Enter": self.open_source,
        }

    def _evidence_keys(self) -> dict[str, Act]:
        return {
            "F": partial(self.turn, Side.FOR),
            "G": partial(self.turn, Side.AGAINST),
            "B": partial(self.turn, Side.NEUTRAL),
            "Delete": self.take_away,
            "Return": self.open_source,
            "Enter": self.open_source,
            "D": self.draft,
        }

    # -- coming and going

    def open(self) -> None:
        """Show the outline as it was left."""
        self.show()
        self.refresh()
        self.panel.take_keyboard()

    def refresh(self) -> None:
        """Ask again, if the outline is shown: something in the case has changed."""
        if self.is_shown:
            self._desk.ask(lambda case: case.issues(), self._show_rows, "outline")

    def _show_rows(self, rows: tuple[IssueRow, ...]) -> None:
        focus = self._window.focusWidget()
        had = focus is not None and (focus is self.view or self.view.isAncestorOf(focus))
        in_evidence = self.panel.has_evidence_focus and bool(self.panel.current_evidence())
        self.panel.show_rows(rows)
        if had and not (in_evidence and self.panel.current_evidence()):
            self.panel.take_keyboard()

    # -- writing

    def add(self) -> None:
        """Write an issue beside the current one, after it."""
        row = self.panel.current_issue()
        if row is None:
            self._write(None, None)
            return
        siblings, at = self.panel.model.beside(row.id)
        self._write(row.parent, siblings[at + 1] if at + 1 < len(siblings) else None)

    def add_below(self) -> None:
        """Write an element below the current issue."""
        row = self._current()
        if row is not None:
            self._write(row.id, None)

    def _write(self, parent: int | None, before: int | None) -> None:
        form = IssueForm(
            tr("New issue") if parent is None else tr("New element"), None, self._window
        )

        def save(title: str, law: str, note: str) -> None:
            self._change(
                lambda case: case.add_issue(
                    title, parent=parent, before=before, law=law or None, note=note
                ),
                tr("Added the issue {title}", title=title),
            )

        form.chosen.connect(save)
        form.open()
        form.title.setFocus()

    def edit(self) -> None:
        """Write the current issue anew."""
        self._edit(in_note=False)

    def write_note(self) -> None:
        """Write the current issue's note."""
        self._edit(in_note=True)

    def _edit(self, *, in_note: bool) -> None:
        row = self._current()
        if row is None:
            return
        form = IssueForm(tr("Issue {number}", number=row.number), row, self._window)

        def save(title: str, law: str, note: str) -> None:
            if (title, law, note) != (row.title, row.law or "", row.note):
                self._change(
                    lambda case: case.edit_issue(row.id, title=title, law=law, note=note),
                    tr("Changed the issue {title}", title=title),
                )

        form.chosen.connect(save)
        form.open()
        (form.note if in_note else form.title).setFocus()

    def remove(self) -> None:
        """Remove the current issue with all that is below it."""
        row = self._current()
        if row is not None:
            more = tr(" with what is below it") if self.panel.model.below(row.id) else ""
            self._change(
                lambda case: case.remove_issues((row.id,)),
                tr("Removed the issue {title}{more}", title=row.title, more=more),
            )

    # -- moving

    def shift(self, by: int) -> None:
        """Move the current issue up or down among those beside it."""
        row = self._current()
        if row is None:
            return
        siblings, at = self.panel.model.beside(row.id)
        if not 0 <= at + by < len(siblings):
            self.said.emit(tr("It stands first here") if by < 0 else tr("It stands last here"))
            return
        after = at - 1 if by < 0 else at + 2
        self._move(row.id, row.parent, siblings[after] if after < len(siblings) else None)

    def move_in(self) -> None:
        """Make the current issue an element of the one above it."""
        row = self._current()
        if row is None:
            return
        siblings, at = self.panel.model.beside(row.id)
        if at == 0:
            self.said.emit(tr("There is no issue above it to put it below"))
        else:
            self._move(row.id, siblings[at - 1], None)

    def move_out(self) -> None:
        """Put the current issue beside the one that it is below, after it."""
        row = self._current()
        if row is None:
            return
        if row.parent is None:
            self.said.emit(tr("It stands at the top already"))
            return
        above = self.panel.model.row_at(self.panel.model.index_of(row.parent))
        siblings, at = self.panel.model.beside(row.parent)
        before = siblings[at + 1] if at + 1 < len(siblings) else None
        self._move(row.id, above.parent if above is not None else None, before)

    def _move(self, issue: int, parent: int | None, before: int | None) -> None:
        self._change(
            lambda case: case.move_issue(issue, parent=parent, before=before), tr("Moved the issue")
        )

    # -- drafts

    def draft(self) -> None:
        """Offer the claims that the pleadings plead."""

        def question(case: "Case") -> tuple[IssueDraft, ...]:
            papers = [row for row in case.documents() if row.kind in _PLEADINGS and row.characters]
            return tuple(draft for row in papers for draft in case.draft_issues(row.id))

        self._desk.ask(question, self._offer, "drafts")

    def _offer(self, drafts: tuple[IssueDraft, ...]) -> None:
        if not drafts:
            self.said.emit(tr("No complaint or answer here has headings that name its claims"))
            return
        form = DraftsForm(drafts, self._window)
        form.chosen.connect(self._accept)
        form.open()
        form.list.setFocus()

    def _accept(self, drafts: tuple[IssueDraft, ...]) -> None:
        self._change(
            lambda case: case.accept_drafts(drafts),
            tr("Made {drafts}", drafts=count(len(drafts), tr("issue"))),
        )

    # -- evidence

    def link(self) -> None:
        """Ask which issue what is selected anywhere speaks for or against."""
        on = self._standing()
        if on:
            self.link_things(on)
        else:
            self.said.emit(
                tr("Select a row, a paper, or words in the reader first: Shift+I links it")
            )

    def link_things(self, on: Sequence[Carrier]) -> None:
        """Ask which issue these speak for or against."""

        def question(case: "Case") -> tuple[str, tuple[IssueRow, ...]]:
            what = (
                called(case, on[0])
                if len(on) == 1
                else tr("{on} selected", on=count(len(on), tr("row")))
            )
            return what, case.issues()

        self._desk.ask(question, lambda known: self._ask_issue(tuple(on), *known))

    def _ask_issue(self, on: tuple[Carrier, ...], what: str, issues: tuple[IssueRow, ...]) -> None:
        form = LinkForm(what, issues, self._side, self._window)
        form.chosen.connect(lambda linked: self._link(on, linked))
        form.open()
        form.field.setFocus()

    def _link(self, on: tuple[Carrier, ...], linked: Linked) -> None:
        self._side = linked.side  # the next one is often for the same side

        def work(case: "Case") -> str:
            issue = linked.issue
            if issue is None:
                issue = case.add_issue(linked.title)
            case.link_evidence(issue, on, linked.side)
            title = next((row.title for row in case.issues() if row.id == issue), tr("the issue"))
            return f"{linked_words(title, linked.side)} {_TAKE_BACK}"

        self._desk.change(work)

    def turn(self, side: Side) -> None:
        """Say that the selected evidence speaks for the issue, against it, or bears on it."""
        issue, on = self._chosen()
        if issue is not None and on:
            self._change(
                lambda case: case.link_evidence(issue, on, side),
                tr("Now {side_names}", side_names=SIDE_NAMES[side])
                if side is not Side.NEUTRAL
                else tr("Now bears on it"),
            )

    def take_away(self) -> None:
        """Take the selected evidence away from the issue."""
        issue, on = self._chosen()
        if issue is not None and on:
            self._change(lambda case: case.unlink_evidence(issue, on), tr("Took the evidence away"))

    def _chosen(self) -> tuple[int | None, tuple[Carrier, ...]]:
        rows = self.panel.selected_evidence()
        if not rows:
            self.said.emit(tr("Select evidence first: Tab goes to it"))
            return None, ()
        things = (carrier(row) for row in rows)
        return rows[0].issue, tuple(thing for thing in things if thing is not None)

    # -- what keys do

    @override
    def step(self, by: int) -> None:
        self.panel.step(by)

    @override
    def open_source(self) -> None:
        evidence, issue = self.panel.current_evidence(), self.panel.current_issue()
        if self.panel.has_evidence_focus and evidence is not None:
            self._open(evidence)
        elif issue is not None:
            self._open_issue(issue)

    @override
    def current_place(self) -> Pin | None:
        evidence, issue = self.panel.current_evidence(), self.panel.current_issue()
        if self.panel.has_evidence_focus:
            return evidence.pin if evidence is not None else None
        return issue.source if issue is not None else None

    @override
    def carriers(self) -> tuple[Carrier, ...]:
        rows = self.panel.selected_evidence() if self.panel.has_evidence_focus else ()
        things = (carrier(row) for row in rows)
        return tuple(thing for thing in things if thing is not None)

    def _visit(self, row: EvidenceRow) -> None:
        """Show where evidence stands, as keys pass by it."""
        if row.pin is not None and not row.pin.lost:
            self.navigator.show_mention(row.pin, row.ref)

    def _open(self, row: EvidenceRow) -> None:
        """Show where evidence stands, and go there; a party narrows the columns."""
        if row.pin is not None:
            self.navigator.show_place(row.pin)
            self.source_shown.emit()
        elif row.ref is not None:
            self.navigator.show_ref(row.ref)

    def _open_issue(self, row: IssueRow | None) -> None:
        """Show the heading that an issue was drafted from; one without goes to its evidence."""
        if row is None:
            return
        if row.source is not None and not row.source.lost:
            self.navigator.show_place(row.source)
            self.source_shown.emit()
        elif row.evidence:
            self.panel.evidence.setFocus()
        else:
            self.said.emit(tr("It was written by hand and has no evidence yet; E changes it"))

    # -- menus

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, act in self._entries():
            entry = menu.addAction(f"{words}\t{keys}")
            entry.triggered.connect(lambda _checked=False, act=act: act())
        if self.panel.has_evidence_focus:
            for key in ("note", "tags", "copy"):
                if key in self.actions:
                    menu.addAction(self.actions[key])
        menu.popup(at)

    def _entries(self) -> tuple[tuple[str, str, Act], ...]:
        if self.panel.has_evidence_focus:
            return (
                (tr("Open source"), "Return", self.open_source),
                (tr("Speaks for it"), "F", partial(self.turn, Side.FOR)),
                (tr("Speaks against it"), "G", partial(self.turn, Side.AGAINST)),
                (tr("Bears on it"), "B", partial(self.turn, Side.NEUTRAL)),
                (tr("Take away"), "Delete", self.take_away),
            )
        return (
            (tr("Open its heading"), "Return", self.open_source),
            (tr("New issue…"), "+", self.add),
            (tr("New element below…"), "Shift+N", self.add_below),
            (tr("Edit…"), "E", self.edit),
            ("Up", "Alt+Up", partial(self.shift, -1)),
            ("Down", "Alt+Down", partial(self.shift, 1)),
            (tr("In"), "Alt+Right", self.move_in),
            (tr("Out"), "Alt+Left", self.move_out),
            (tr("Remove"), "Delete", self.remove),
            (tr("Draft from the pleadings…"), "D", self.draft),
        )

    def _current(self) -> IssueRow | None:
        row = self.panel.current_issue()
        if row is None:
            self.said.emit(tr("There is no issue yet: + writes one, D drafts them"))
        return row

    def _change(self, act: Callable[["Case"], object], sentence: str) -> None:
        def work(case: "Case") -> str:
            act(case)
            return f"{sentence}. {_TAKE_BACK}"

        self._desk.change(work)
