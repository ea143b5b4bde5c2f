"""What a person does in two minutes at the window of a case: every view, list, field and decision."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.wishes import Session
from casefile.records import Ref, RefType
from ui.quote_lines import Grouping

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

__all__ = ["PARTS", "open_case"]


def open_case(session: Session, folder: Path) -> None:
    """Open a case and wait for its first rows, then until everything has come to rest."""
    window, watched = session.window, session.watched
    column = window.columns.columns[RefType.PARTY]
    session.do(
        "open the case: it is open",
        lambda: window.desk.open_case(folder),
        lambda: window.desk.case is not None,
        window.columns,
    )
    session.do(
        "open the case: first parties",
        lambda: None,
        lambda: column.list.model().rowCount() > 0,
        column.list.viewport(),
    )
    session.do(
        "open the case: first papers",
        lambda: None,
        lambda: bool(window.documents.model.groups),
        window.documents.tree.viewport(),
    )
    watched.settle()
    watched.until(lambda: not window.desk.index.busy, 600)  # it may have to be written first


def _columns(session: Session) -> None:
    window = session.window
    parties = window.columns.columns[RefType.PARTY]
    for kind, column in window.columns.columns.items():
        session.scroll(f"column of {kind.value}s: scroll", column.list)
    row = parties.list.model().index(0, 0)
    if row.isValid():
        session.narrow("narrow to a party", lambda: _click(parties.list, row))
    session.narrow("loosen", window.navigator.loosen)
    paper = window.desk.documents[len(window.desk.documents) // 2]
    session.narrow(
        "narrow to a paper",
        lambda: window.navigator.toggle(Ref(RefType.DOCUMENT, paper.id)),
    )
    session.narrow("back", window.navigator.back)
    session.narrow("forward", window.navigator.forward)
    session.narrow("loosen", window.navigator.loosen)


def _click(view: "QAbstractItemView", index: object) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    center = view.visualRect(index).center()  # type: ignore[arg-type]
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, center
    )


def _papers(session: Session) -> None:
    window = session.window
    tree = window.documents.tree
    session.scroll("papers: scroll", tree)
    rows = window.desk.documents
    for row in rows[len(rows) // 3 :: max(len(rows) // 4, 1)]:
        session.do(
            "open a paper",
            lambda row=row: window.navigator.show_document(row.id),
            lambda row=row: window.reader.document == row.id,
            window.reader,
        )
        session.watched.wait(150)


def _bank(session: Session) -> None:
    window = session.window
    # A view is made when it is first asked for: not here, before the wish.
    session.do(
        "quote bank",
        session.command("quotes"),
        lambda: window.views.shows("quotes") and bool(window.quotes.panel.list.lines.lines),
        window.middle,
    )
    panel = window.quotes.panel
    lines = panel.list.lines
    session.scroll("quote bank: scroll", panel.list)
    every = len(lines.lines)
    session.type(
        "quote bank",
        panel.filters.field,
        "berth",
        lambda: panel.filters.asked.text == "berth" and len(lines.lines) < every,
        panel,
    )
    session.do(
        "quote bank: show all again",
        panel.step_back,
        lambda: len(lines.lines) >= every,
        panel.list.viewport(),
    )
    for grouping in reversed(Grouping):
        before = lines.lines
        session.do(
            f"quote bank: {grouping.value.lower()}",
            lambda grouping=grouping: panel.group_by(grouping),
            lambda before=before: lines.lines is not before,
            panel.list.viewport(),
        )
    session.do("leave the quote bank", session.window.quotes.leave, lambda: True, session.window)


def _chronology(session: Session) -> None:
    window = session.window
    session.do(
        "chronology",
        session.command("chronology"),
        lambda: (
            window.views.shows("chronology")
            and bool(window.chronology.panel.model.lines)
            and window.chronology.panel.list.isVisible()
        ),
        window.middle,
    )
    panel = window.chronology.panel
    canvas = panel.timeline.canvas
    session.do(  # its first events stand before
        "chronology: all compared",
        panel.list.viewport().update,
        lambda: not panel.book.is_beginning,
        panel.list.viewport(),
    )
    session.scroll("chronology: scroll", panel.list)
    shown = len(panel.picked.shown)
    session.type(
        "chronology",
        panel.filters.text,
        "vessel",
        lambda: panel.filters.filter.text == "vessel" and len(panel.picked.shown) < shown,
        panel,
    )
    session.do(
        "chronology: show all again",
        panel.filters.clear_all,
        lambda: len(panel.picked.shown) >= shown,
        panel.list.viewport(),
    )
    session.do(
        "timeline", panel.toggle_timeline, lambda: panel.timeline.isVisible(), canvas.viewport()
    )
    for factor in (0.5, 0.5, 0.5, 2.0, 2.0):
        session.do(
            "timeline: zoom",
            lambda factor=factor: canvas.zoom(factor),
            lambda: True,
            canvas.viewport(),
        )
    session.do("leave the timeline", panel.toggle_timeline, lambda: True, panel)
    session.do("leave the chronology", session.window.chronology.leave, lambda: True, panel)


def _strip(session: Session) -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    strip = session.window.timeline

    def turn(by: int) -> None:
        middle = QPointF(strip.rect().center())
        event = QWheelEvent(
            middle,
            strip.mapToGlobal(middle),
            QPoint(0, 0),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.postEvent(strip, event)

    for by in (120, 120, 120, -120, -120, -120):
        session.do("strip of dates: zoom", lambda by=by: turn(by), lambda: True, strip)


def _views(session: Session) -> None:
    window = session.window
    session.do(
        "network",
        session.command("network"),
        lambda: window.views.shows("network") and bool(window.network.panel.shown.nodes),
        window.middle,
    )
    session.do("leave the network", window.network.leave, lambda: True, window)
    session.do(
        "outline", session.command("outline"), lambda: window.views.shows("outline"), window.middle
    )
    session.do("leave the outline", window.outline.leave, lambda: True, window)


def _palette(session: Session) -> None:
    from ui.dialogs.palette import CommandPalette

    window = session.window

    def opened() -> CommandPalette | None:
        return next((one for one in window.findChildren(CommandPalette) if one.isVisible()), None)

    session.do("palette", window.open_palette, lambda: opened() is not None, window)
    palette = session.watched.until(lambda: opened() is not None, 5) and opened()
    if palette:
        session.type("palette", palette.field, "report", lambda: True, palette)
        palette.close()


def _searching(session: Session) -> None:
    from ui.panels.reader_find_bar import FindBar

    window = session.window
    field_, hits = window.top.search, window.hits
    session.type(
        "search", field_, "notice", lambda: hits.asked[0].startswith("notice"), hits.list.viewport()
    )
    session.scroll("search: scroll", hits.list)
    session.do("leave the search", window.keys.loosen, lambda: not window.is_searching, window)
    rows = window.desk.documents
    if window.reader.document is None:
        window.navigator.show_document(rows[0].id)
        session.watched.settle()
    window.reader.find()
    session.watched.wait(50)
    bar = window.reader.findChild(FindBar)
    if isinstance(bar, FindBar):
        session.type("find in the paper", bar.field, "the", lambda: True, window.reader)
    window.reader.close_find()


def _deciding(session: Session) -> None:
    window = session.window
    column = window.columns.columns[RefType.PARTY]
    told: list[str] = []
    window.desk.changed.connect(told.append)
    for at in range(4, 7):
        index = column.list.model().index(at, 0)
        if not index.isValid():
            break
        session.narrow("a row is clicked", lambda index=index: _click(column.list, index))
        before = len(told)
        session.do(
            "accept",
            session.command("accept"),
            lambda before=before: len(told) > before,
            column.list.viewport(),
        )
        before = len(told)
        session.do(
            "undo",
            session.command("undo"),
            lambda before=before: len(told) > before,
            column.list.viewport(),
        )
    session.narrow("loosen", window.navigator.loosen)
    window.desk.changed.disconnect(told.append)
    _review(session)


def _review(session: Session) -> None:
    """Go through some suggestions as they come up, and take back what was said of one."""
    window = session.window

    def current() -> object:
        return window.views.shows("reviewing") and window.reviewing.panel.current()

    session.do("review", session.command("review"), lambda: bool(current()), window.middle)
    for _ in range(3):
        before = current()
        session.do(
            "review: accept, and the next",
            session.command("accept"),
            lambda before=before: current() not in (None, False, before),
            window.middle,
        )
    told: list[str] = []
    window.desk.changed.connect(told.append)
    session.do("review: undo", session.command("undo"), lambda: bool(told), window.middle)
    window.desk.changed.disconnect(told.append)
    session.do("leave the review", window.reviewing.leave, lambda: True, window)


PARTS: tuple[Callable[[Session], None], ...] = (
    _columns,
    _papers,
    _strip,
    _bank,
    _chronology,
    _views,
    _palette,
    _searching,
    _deciding,
)
