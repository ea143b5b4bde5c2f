"""Who stands with whom: the picture, what it leaves out, and the evidence for any two parties under it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from casefile.party_records import PartyNetwork
from casefile.records import DocumentRow, HitRow, RefType
from extraction.findings import PartyKind
from ui import network_words
from ui.bar import bar
from ui.elided_label import ElidedLabel
from ui.flow_row import FlowRow
from ui.language import tr
from ui.messages import count
from ui.network_order import Shown, arrange
from ui.panels.network_canvas import NetworkCanvas
from ui.panels.network_evidence import NetworkEvidence
from ui.panels.network_legend import NetworkLegend
from ui.panels.network_picture import NetworkPicture
from ui.panels.network_table import NetworkTable
from ui.party_kinds import draw_kind
from ui.theme import Theme

__all__ = ["FEW", "NetworkPanel"]

FEW = 30
"""Up to how many parties the lines between them can be followed by eye; more are a table."""
_SPELLED_FROM = 720

_HINT_PICTURE = tr(
    "Point at a name for its ties · click a line for the sentences · Enter: who is around it"
)
_HINT_AROUND = tr(
    "Click or Enter: the sentences that name both · Space: on to that party · Esc: back"
)
_HINT_TABLE = tr(
    "Click or Enter on a number: the sentences · a name: who is around it · Ctrl+wheel, +, −, 0: size"
)
_EMPTY = tr("No parties yet. Import a complaint or summons: its caption names them.")
_EMPTY_FILTERED = tr("No party of the chosen kinds is named in the chosen papers.")


class NetworkPanel(QWidget):
    """The picture with its bars and its list.

    Signals: ``pair_wanted(int, int)`` for evidence; ``focus_changed(object)`` with a party or ``None``;
    ``papers_wanted()`` to look at all papers again; ``export_wanted()``; ``leave_wanted()``.
    """

    pair_wanted = Signal(int, int)
    focus_changed = Signal(object)
    papers_wanted = Signal()
    export_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._network = PartyNetwork((), ())
        self._hidden: frozenset[PartyKind] = frozenset()
        self._as_table: bool | None = None
        self.shown = Shown()
        self._counts: Counter[PartyKind] = Counter()
        self.focus: int | None = None
        self.pair: tuple[int, int] | None = None
        self.picture = NetworkPicture(theme)
        self.table = NetworkTable(theme)
        self.evidence = NetworkEvidence(theme)
        self.evidence.left.connect(self.close_evidence)
        for canvas in (self.picture, self.table):
            canvas.pair_wanted.connect(self._pair_chosen)
            canvas.party_wanted.connect(self.focus_changed.emit)
            canvas.told.connect(self._tell)
        self._kinds: dict[PartyKind, QToolButton] = {}
        self._build()
        theme.changed.connect(self._paint_kinds)
        self._paint_kinds()

    # -- building

    def _build(self) -> None:
        self._empty = QLabel(_EMPTY)
        self._empty.setProperty("part", "secondary")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(30)
        self.views = QStackedWidget()
        for view in (self.picture, self.table, self._empty):
            self.views.addWidget(view)
        self._hint = ElidedLabel()
        self._hint.setProperty("part", "secondary")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._legend = NetworkLegend(self._theme)
        foot = QWidget()
        foot.setProperty("part", "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(14, 4, 14, 4)
        lines.setSpacing(2)
        lines.addWidget(self._legend)
        lines.addWidget(self._hint)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.views, 1)
        column.addWidget(foot)
        self.down = QSplitter(Qt.Orientation.Vertical)
        self.down.setHandleWidth(1)
        self.down.setChildrenCollapsible(False)
        self.down.addWidget(upper)
        self.down.addWidget(self.evidence)
        self.down.setSizes([430, 260])
        self.down.setStretchFactor(0, 1)
        self.evidence.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._heading())
        layout.addWidget(self._filters())
        layout.addWidget(self.down, 1)

    def _heading(self) -> QWidget:
        self._everyone = _link(tr("Who with whom"), tr("Show everybody again (Esc)"))
        self._everyone.clicked.connect(lambda: self.focus_changed.emit(None))
        self._title = ElidedLabel()
        self._title.setProperty("part", "title")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        leave = _link(tr("Back to the columns"), tr("Leave the picture (Esc)"))
        leave.clicked.connect(self.leave_wanted)
        save = _link(tr("Save…"), tr("Save this picture as SVG or PNG"))
        save.clicked.connect(self.export_wanted)
        return bar("bar", (10, 4, 8, 4), (self._everyone, self._title, save, leave))

    def _filters(self) -> QWidget:
        self._left_out = ElidedLabel()
        self._left_out.setProperty("part", "secondary")
        self._papers = _link("", tr("Look at all papers again"))
        self._papers.clicked.connect(self.papers_wanted)
        parts: list[QWidget] = []
        for kind, name in network_words.KIND_NAMES.items():
            button = QToolButton()
            button.setProperty("part", "plain")
            button.setProperty("beside", "icon")
            button.setCheckable(True)
            button.setChecked(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(12, 12))
            button.setAccessibleName(tr("Show {lower}", lower=name.lower()))
            button.setToolTip(tr("Show or hide {lower}", lower=name.lower()))
            button.toggled.connect(partial(self._kind_toggled, kind))
            self._kinds[kind] = button
            parts.append(button)
        self._forms = QButtonGroup(self)
        for number, (words, tip) in enumerate(
            (
                (tr("Lines"), tr("Names with the lines between them")),
                (tr("Table"), tr("A row and a column for each")),
            )
        ):
            form = QToolButton()
            form.setText(words)
            form.setToolTip(tip)
            form.setCheckable(True)
            self._forms.addButton(form, number)
        self._forms.idClicked.connect(self._form_chosen)
        whole = QWidget()
        whole.setProperty("part", "column-head")
        whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 8, 0)
        across.addWidget(FlowRow((*parts, self._papers, self._left_out)), 1)
        for choice in self._forms.buttons():
            across.addWidget(choice)
        return whole

    def _paint_kinds(self) -> None:
        ratio = self.devicePixelRatioF()
        for kind, button in self._kinds.items():
            pixels = QPixmap(round(12 * ratio), round(12 * ratio))
            pixels.setDevicePixelRatio(ratio)
            pixels.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixels)
            color = self._theme.palette.ink(RefType.PARTY)
            if kind in self._hidden:
                painter.setOpacity(0.8)
            draw_kind(painter, kind, QPointF(6, 6), 9, color)
            painter.end()
            button.setIcon(QIcon(pixels))

    # -- what is shown

    @property
    def hidden(self) -> frozenset[PartyKind]:
        """Return the kinds of party that are not to be shown."""
        return self._hidden

    def show_network(
        self,
        network: PartyNetwork,
        focus: int | None,
        papers: Sequence[DocumentRow] = (),
        arranged: Shown | None = None,
    ) -> None:
        """Show the case's answer, around one party or everybody; ``papers`` are those it was narrowed to.

        ``arranged`` is the answer in its order, where that was worked out off this thread.
        """
        changed = focus != self.focus
        self._network, self.focus = network, focus
        names = ", ".join(row.short_name for row in papers)
        self._papers.setText(
            tr("only in {names} ×", names=names)
            if len(papers) < 3
            else tr("only in {papers} papers ×", papers=len(papers))
        )
        self._papers.setVisible(bool(papers))
        kinds = Counter(node.party.kind for node in network.nodes)
        self._counts = kinds
        for kind, button in self._kinds.items():
            button.setVisible(bool(kinds[kind]))
        self._name_kinds()
        if changed:
            self._as_table = None
            self.close_evidence()
        self._arrange(arranged)

    def _name_kinds(self) -> None:
        """Give the buttons of kinds their names and numbers, in a narrow window the numbers alone."""
        spelled = self.width() >= _SPELLED_FROM
        for kind, button in self._kinds.items():
            number = f"{self._counts[kind]:,}"
            button.setText(f"{network_words.KIND_NAMES[kind]} {number}" if spelled else number)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_kinds()

    def _arrange(self, arranged: Shown | None = None) -> None:
        self.shown = arranged or arrange(self._network, self._hidden, self.focus)
        if self.focus is not None and self.focus not in self.shown.nodes:
            self.focus = None
        if self.pair is not None and not self.shown.weight(*self.pair):
            self.close_evidence()
        crowd = self.focus is None and len(self.shown.nodes) > FEW
        table = self._as_table if self._as_table is not None and self.focus is None else crowd
        if table:
            self.table.show_parties(self.shown)
        else:
            self.picture.show_parties(self.shown, self.focus)
        self._legend.explain(table=table)
        view = self.table if table else self.picture
        self.views.setCurrentWidget(view if self.shown.nodes else self._empty)
        self._empty.setText(_EMPTY_FILTERED if self._network.nodes else _EMPTY)
        self._forms.buttons()[1 if table else 0].setChecked(True)
        for button in self._forms.buttons():
            button.setVisible(self.focus is None and bool(self.shown.nodes))
        name = self.shown.name(self.focus) if self.focus is not None else ""
        self._everyone.setVisible(bool(name))
        self._title.setText(f"› {name}" if name else tr("Who with whom"))
        unseen = self.picture.picture.unseen if self.focus is not None else self._network.left_out
        self._left_out.setText(tr("{unseen:,} not shown", unseen=unseen) if unseen else "")
        self._left_out.setToolTip(_left_out_words(unseen, around=self.focus is not None))
        self._tell("")

    @property
    def canvas(self) -> NetworkCanvas:
        """Return the picture or the table, whichever is shown."""
        return self.table if self.views.currentWidget() is self.table else self.picture

    def current_party(self) -> int | None:
        """Return the party that the keyboard stands on, in the table that of its row."""
        if not self.canvas.hasFocus():
            return None
        if self.canvas is self.picture:
            return self.picture.current
        cell = self.table.current
        return self.table.parties_of(cell)[0] if cell is not None else None

    def _form_chosen(self, number: int) -> None:
        self._as_table = number == 1
        self._arrange()
        self.canvas.setFocus()

    def _kind_toggled(self, kind: PartyKind, on: bool) -> None:
        self._hidden = self._hidden - {kind} if on else self._hidden | {kind}
        self._paint_kinds()
        self._arrange()

    def _tell(self, words: str) -> None:
        around = _HINT_AROUND if self.focus is not None else _HINT_PICTURE
        hint = _HINT_TABLE if self.canvas is self.table else around
        self._hint.setText(words or hint)
        self._hint.setToolTip(words or hint)

    # -- evidence

    def _pair_chosen(self, one: int, other: int) -> None:
        self.pair = one, other
        self.evidence.show_waiting(network_words.pair_words(self.shown, one, other))
        self.evidence.show()
        self.pair_wanted.emit(one, other)

    def show_evidence(
        self,
        pair: tuple[int, int],
        rows: Sequence[HitRow],
        documents: Iterable[DocumentRow],
        total: int,
    ) -> None:
        """Show what joins a pair, if it is still the one asked about, and give it the keyboard."""
        if pair == self.pair:
            self.evidence.show_rows(rows, documents, total)
            self.evidence.take_keyboard()

    def close_evidence(self) -> None:
        """Close the list; the keyboard goes back to the picture."""
        if self.pair is not None:
            self.pair = None
            self.evidence.hide()
            self.canvas.setFocus()

    # -- keys

    def step_back(self) -> bool:
        """Take back the last step: the list, then the surroundings; tell whether there was one."""
        if self.pair is not None:
            self.close_evidence()
        elif self.focus is not None:
            self.focus_changed.emit(None)
        else:
            return False
        return True

    def step(self, by: int) -> None:
        """Go to the next or previous sentence, name or dot."""
        if self.pair is not None:
            self.evidence.step(by)
        elif self.canvas is self.table:
            self.table.step(by)
        else:
            self.picture.step(by)


def _left_out_words(number: int, *, around: bool) -> str:
    if not number:
        return ""
    who = count(number, tr("party"), tr("parties"))
    if around:
        return tr("Not shown: {who} named with it less often. Its card has them all", who=who)
    return tr("Not shown: {who} named less often. Narrow to a paper, or look at one party", who=who)


def _link(words: str, tip: str) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("part", "link")
    made.setToolTip(tip)
    return made
