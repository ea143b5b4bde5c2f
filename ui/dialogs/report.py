"""Makes a report: which one, of what, how it is put, its pages beside; saves it with progress and cancel.

Nothing here talks to the case: choices are told by signals, and what came of them is shown.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from extraction.date_values import bounds
from extraction.findings import DocumentKind
from extraction.typed_dates import parse_typed
from reports.catalogue import KINDS, ReportKind, kind_of
from reports.catalogue import Choice as Chosen
from reports.formats import READ_IN_ORDER, offered
from reports.options import ReportOptions
from reports.report import Layout
from ui.dialogs.form import Choice, Understood
from ui.dialogs.report_columns import ColumnList
from ui.dialogs.saving_dialog import SavingDialog
from ui.enum_words import enum_word
from ui.language import tr
from ui.panels.report_preview import ReportPreview
from ui.report_choices import Offer, Wanted
from ui.report_sheets import Sheets, face_at_hand

__all__ = ["ReportDialog"]

_PAUSE_MS = 300
_LEFT, _USUAL_LINE, _MOST_LARGER = 350, 14, 1.7
_PAGED = (".docx", ".pdf")
_LINKED = (".docx", ".pdf", ".xlsx", ".html")
_WIDTHS = {True: 792.0, False: 612.0}  # points of a letter sheet, lying and standing


class _Box(Choice):
    """A box whose entries and value can be changed."""

    def put(self, value: object) -> None:
        """Choose a value; one that is not offered chooses the first."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def offer(self, none: str, values: Sequence[str], current: str) -> None:
        """Offer other values, and none."""
        self.blockSignals(True)
        self.clear()
        self._values = ["", *values]
        self.addItems([none, *(tr("By {value}", value=value) for value in values)])
        self.put(current)
        self.blockSignals(False)


class ReportDialog(SavingDialog):
    """Everything that can be chosen of a report at the left, the report at the right.

    Signals: ``preview_wanted(Wanted)`` a moment after something was chosen; ``kind_changed(str)`` with the
    key of another report, to be answered by ``show_kind``; ``save_wanted(Wanted)``; ``cancel_wanted()``.
    """

    preview_wanted = Signal(object)
    kind_changed = Signal(str)

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        face_at_hand()
        self._offer = offer
        self.setWindowTitle(tr("Report"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._larger = min(max(self.fontMetrics().height() / _USUAL_LINE, 1.0), _MOST_LARGER)
        """How much larger the words are than usual."""
        self.resize(
            QSize(1160, 760).expandedTo(QSize(810, 760) + QSize(round(_LEFT * self._larger), 0))
        )
        self._due = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._due.timeout.connect(self._ask_preview)
        self._make_fields(offer)
        self._arrange()
        self.show_kind(offer.start)
        self.kind.currentIndexChanged.connect(lambda _at: self.kind_changed.emit(self.kind.value))

    # -- building

    def _make_fields(self, offer: Offer) -> None:
        self.kind = _Box([(kind.title, kind.key) for kind in KINDS], offer.start.key)
        self.told = QLabel("")
        self.told.setProperty("part", "secondary")
        self.told.setWordWrap(True)
        self.query = QLineEdit()
        self.query.setPlaceholderText(tr("What to search for"))
        self.about = _Box([(tr("Choose a party"), None), *offer.parties], None)
        self.asked = QCheckBox(tr("Only what the chips ask for"))
        self.asked.setToolTip(offer.asked)
        self.asked.setChecked(offer.question is not None)
        self.only = QCheckBox(tr("Only what the view shows"))
        self.only.setToolTip(offer.shown_by)
        self.party = _Box([(tr("Any party"), None), *offer.parties], None)
        self.document = _Box([(tr("All papers"), None), *offer.documents], None)
        kinds = [(enum_word(kind).capitalize(), kind) for kind in DocumentKind]
        self.paper_kind = _Box([(tr("Any kind"), None), *kinds], None)
        self.tag = _Box([(tr("Any tag"), None), *((tag, tag) for tag in offer.tags)], None)
        self.days = QLineEdit()
        self.days.setPlaceholderText(tr("March 2026, or March 2–9, 2026"))
        self.understood = Understood()
        self.days.textChanged.connect(self.understood.show_typed)
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("All of these words"))
        self.reviewed = QCheckBox(tr("Only what was accepted"))
        self.authority = QCheckBox(tr("Dates of cited law, too"))
        self.columns = ColumnList()
        self.grouping = _Box([("", "")], "")
        self.order = _Box([("", "")], "")
        self.headline = QLineEdit()
        self.format = _Box(_formats(has_days=True), ".docx")
        self.page = _Box([(tr("Landscape"), True), (tr("Portrait"), False)], True)
        self.footnotes = QCheckBox(tr("Cites in footnotes"))
        self.ids = QCheckBox(tr("Id. for repeated cites"))
        self.ids.setToolTip(
            tr("A cite to the paper that the entry before cites is told as Id. ¶ 39")
        )
        self.links = QCheckBox(tr("Cites open the passage"))
        self.links.setToolTip(
            tr("A click on a cite opens the paper there, where Pincite has the case")
        )
        self.casemap = QCheckBox(tr("Columns of CaseMap"))
        self.casemap.setToolTip(tr("Names of columns, and days, as CaseMap imports them"))
        self.preview = ReportPreview()

    def _arrange(self) -> None:
        self.fields = QFormLayout()
        self.fields.setSpacing(8)
        self.fields.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.fields.addRow(_named(tr("Report"), self.kind))
        self.fields.addRow(self.told)
        for name, widget in (
            (tr("Search"), self.query), (tr("About"), self.about), ("", self.asked), ("", self.only),
            (tr("Party"), self.party),
            (tr("Paper"), self.document), (tr("Kind of paper"), self.paper_kind), (tr("Tag"), self.tag),
            (tr("Days"), self.days), ("", self.understood), (tr("Words"), self.text), ("", self.reviewed),
            ("", self.authority),
            (tr("Columns"), self.columns), (tr("Groups"), self.grouping), (tr("Order"), self.order),
            (tr("Title"), self.headline), (tr("Format"), self.format), (tr("Page"), self.page),
            ("", self.footnotes), ("", self.ids), ("", self.links), ("", self.casemap),
        ):  # fmt: skip
            self.fields.addRow(name, _named(name, widget))
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(4, 4, 12, 4)
        rows.addLayout(self.fields)
        rows.addStretch(1)
        left = QScrollArea()
        left.setWidget(inside)
        left.setWidgetResizable(True)
        left.setFrameShape(QScrollArea.Shape.NoFrame)
        left.setAccessibleName(tr("What the report holds"))
        left.setFixedWidth(round(_LEFT * self._larger))
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields are gone through one by one
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(left)
        across.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addLayout(across, 1)
        column.addLayout(self.foot())
        for box in (self.about, self.party, self.document, self.paper_kind, self.tag, self.grouping,
                    self.order, self.format, self.page):  # fmt: skip
            box.currentIndexChanged.connect(self._changed)
        for line in (self.query, self.days, self.text, self.headline):
            line.textChanged.connect(self._changed)
        for check in (
            self.asked,
            self.only,
            self.reviewed,
            self.authority,
            self.footnotes,
            self.ids,
            self.links,
            self.casemap,
        ):
            check.toggled.connect(self._changed)
        self.columns.chosen.connect(self._changed)
        self.preview.resized.connect(self._due.start)

    # -- what is chosen

    def show_kind(self, wanted: Wanted) -> None:
        """Show a report with what is chosen of it."""
        kind = kind_of(wanted.key)
        self.told.setText(f"{kind.told}.")
        options, layout = wanted.options, wanted.layout
        self.grouping.offer(tr("No groups"), kind.groupings, options.grouping)
        self.order.offer(tr("As usual"), kind.orders, options.order)
        self.columns.show_columns(kind.columns, options.columns)
        self.kind.put(kind.key)
        self.about.put(options.party)
        self.party.put(next(iter(options.parties), None))
        self.document.put(next(iter(options.documents), None))
        self.paper_kind.put(next(iter(options.kinds), None))
        self.tag.put(next(iter(options.tags), None))
        self.format.set_entries(_formats(has_days=kind.has_days), wanted.suffix)
        self.page.put(layout.landscape)
        self.query.setText(options.query)
        self.text.setText(options.text)
        self.only.setChecked(options.only is not None)
        self.reviewed.setChecked(options.accepted_only)
        self.authority.setChecked(options.authority)
        self.footnotes.setChecked(layout.footnotes)
        self.ids.setChecked(layout.ids)
        self.links.setChecked(layout.links)
        self.open_after.setChecked(wanted.open_after)
        self.headline.setPlaceholderText(kind.title)
        self._show_rows(kind)
        self._changed()

    def _show_rows(self, kind: ReportKind) -> None:
        """Show the fields that this report heeds."""
        shown = {
            self.query: Chosen.QUERY in kind.choices,
            self.about: Chosen.PARTY in kind.choices,
            self.asked: self._offer.question is not None and Chosen.QUESTION in kind.choices,
            self.only: self._offer.only is not None and kind.key == self._offer.start.key,
            self.party: Chosen.PARTIES in kind.choices,
            self.document: Chosen.DOCUMENTS in kind.choices,
            self.paper_kind: Chosen.KINDS in kind.choices,
            self.tag: Chosen.TAGS in kind.choices and bool(self._offer.tags),
            self.days: Chosen.DAYS in kind.choices,
            self.text: Chosen.TEXT in kind.choices,
            self.reviewed: Chosen.ACCEPTED in kind.choices,
            self.authority: Chosen.AUTHORITY in kind.choices,
            self.columns: bool(kind.columns),
            self.grouping: bool(kind.groupings),
            self.order: bool(kind.orders),
        }
        for widget, there in shown.items():
            self.fields.setRowVisible(widget, there)

    @property
    def wanted(self) -> Wanted:
        """Return what is chosen.

        Raises:
            ValueError: if the days are not understood; the message says so.
        """
        kind = kind_of(self.kind.value)
        heeds = kind.choices
        typed = self.days.text().strip() if Chosen.DAYS in heeds else ""
        days = bounds(parse_typed(typed)) if typed else None
        shows_only = self._offer.only is not None and kind.key == self._offer.start.key
        only = self._offer.only if shows_only and self.only.isChecked() else None
        asks = Chosen.QUESTION in heeds and self.asked.isChecked()
        options = ReportOptions(
            question=self._offer.question if asks else None,
            title=" ".join(self.headline.text().split()),
            query=self.query.text().strip() if Chosen.QUERY in heeds else "",
            party=self.about.value if Chosen.PARTY in heeds else None,
            only=only,
            shown_by=self._offer.shown_by if only is not None else "",
            parties=_set(self.party.value, heeds, Chosen.PARTIES),
            documents=_set(self.document.value, heeds, Chosen.DOCUMENTS),
            kinds=_set(self.paper_kind.value, heeds, Chosen.KINDS),
            tags=_set(self.tag.value, heeds, Chosen.TAGS),
            days=days,
            text=self.text.text().strip() if Chosen.TEXT in heeds else "",
            accepted_only=Chosen.ACCEPTED in heeds and self.reviewed.isChecked(),
            authority=Chosen.AUTHORITY in heeds and self.authority.isChecked(),
            columns=self.columns.keys,
            grouping=self.grouping.value or "",
            order=self.order.value or "",
        )
        layout = Layout(
            self.page.value,
            self.footnotes.isChecked() and self.format.value in _PAGED,
            self.links.isChecked(),
            self.casemap.isChecked() and self.format.value == ".csv",
            self.ids.isChecked() and self.format.value in READ_IN_ORDER,
        )
        return Wanted(kind.key, options, layout, self.format.value, self.open_after.isChecked())

    def narrowing(self, put: ReportOptions) -> ReportOptions:
        """Return options with what narrows the report on screen, as far as it is understood."""
        try:
            now = self.wanted.options
        except ValueError:
            return put
        return replace(now, columns=put.columns, grouping=put.grouping, order=put.order)

    def _changed(self, *_what: object) -> None:
        suffix = self.format.value
        self.fields.setRowVisible(self.understood, bool(self.understood.text()))
        self.fields.setRowVisible(self.casemap, suffix == ".csv")
        self.fields.setRowVisible(self.links, suffix in _LINKED)
        self.fields.setRowVisible(self.ids, suffix in READ_IN_ORDER)
        self.fields.setRowVisible(self.page, suffix in _PAGED)
        self.fields.setRowVisible(self.footnotes, suffix in _PAGED)
        self._due.start()

    def _ask_preview(self) -> None:
        try:
            wanted = self.wanted
        except ValueError:
            return  # what is typed as days is told below the field
        self.complain("")
        self.preview_wanted.emit(wanted)

    # -- what came of it

    @property
    def scale(self) -> float:
        """How many pixels of the screen a point of the paper takes."""
        return self.preview.room / _WIDTHS[self.page.value]

    def show_sheets(self, sheets: Sheets) -> None:
        """Show the first pages."""
        self.preview.show_sheets(sheets)

    def show_failure(self, failure: Exception) -> None:
        """Say why there is no report yet: a search or a party is missing."""
        told = {"hits": tr("Say what to search for."), "dossier": tr("Choose whom it is about.")}
        asked = self.query.text().strip() if self.kind.value == "hits" else self.about.value
        missing = "" if asked else told.get(self.kind.value, "")
        self.preview.show_sentence(missing or str(failure))

    # -- saving and leaving

    @override
    def _save(self) -> None:
        try:
            wanted = self.wanted
        except ValueError as wrong:
            self.complain(str(wrong))
            self.days.setFocus()
            return
        self.complain("")
        self.save_wanted.emit(wanted)

    @override
    def sizeHint(self) -> QSize:
        return QSize(1160, 760)


def _formats(*, has_days: bool) -> list[tuple[str, object]]:
    return [(f"{each.name} ({each.suffix})", each.suffix) for each in offered(has_days=has_days)]


def _named(name: str, widget: QWidget) -> QWidget:
    """Name a widget for screen readers."""
    if name:
        widget.setAccessibleName(name)
    return widget


def _set(value: object, heeds: frozenset[Chosen], choice: Chosen) -> frozenset:  # type: ignore[type-arg]
    return frozenset(() if value is None or choice not in heeds else (value,))
