"""Connects the window's parts with each other; what the window itself answers to it connects by itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from casefile.records import DocumentRow, Ref, RefType
from ui.emptying import empty_lists
from ui.language import tr
from ui.middle_views import MiddleView
from ui.mouse_buttons import BackForward
from ui.open_in_tab import TabClicks
from ui.reader_menu import ReaderMenu, selection_acts
from ui.troubles import Step

if TYPE_CHECKING:
    from casefile.questions import Question
    from ui.main_window import MainWindow
    from ui.panels.reader_sides import ReaderSides

__all__ = ["connect_parts", "connect_view"]


def connect_parts(window: "MainWindow") -> None:
    """Make every connection between two parts of the window."""
    _connect_welcome(window)
    _connect_lists(window)
    _connect_review(window)
    _connect_reports(window)
    _connect_reader(window)
    _connect_arrivals(window)
    _connect_sentences(window)
    _connect_care(window)


def connect_view(window: "MainWindow", view: MiddleView) -> None:
    """Connect a view of the middle with the window, as soon as it is made."""
    view.source_shown.connect(window.reader.setFocus)
    view.said.connect(window.status.say)
    view.drawn_otherwise.connect(lambda: _make_room_for(window))


def _make_room_for(window: "MainWindow") -> None:
    """Hide the strip of dates where the middle of the window draws the days, and give it back elsewhere."""
    view = window.views.shown()
    window.timeline.setVisible(view is None or not view.draws_days)
    window.down.refresh()  # at once: what is drawn instead is laid out for the room there is


def _compared(window: "MainWindow") -> "tuple[Ref, Ref] | None":
    """Return the two that the view in the middle holds against each other."""
    view = window.views.shown()
    return view.compared() if view is not None else None


def _connect_welcome(window: "MainWindow") -> None:
    welcome, cases = window.welcome, window.cases
    welcome.new_wanted.connect(cases.new)
    welcome.open_wanted.connect(cases.open)
    welcome.sample_wanted.connect(cases.sample)
    welcome.tour_wanted.connect(window.tour.take)
    welcome.forget_wanted.connect(window.forgetting.ask_about)
    window.imports.case_wanted.connect(cases.new_with_papers)


def _connect_lists(window: "MainWindow") -> None:
    documents, columns, navigator = window.documents, window.columns, window.navigator
    window.desk.case_hidden.connect(lambda: empty_lists(window))
    documents.aside = lambda work, tell: window.desk.ask(
        lambda _case: work(), tell, "papers-listed"
    )
    documents.document_wanted.connect(navigator.show_document)
    documents.narrow_wanted.connect(navigator.toggle)
    documents.menu_wanted.connect(window.document_menu.show)
    window.desk.prepare = columns.prepare
    columns.row_clicked.connect(navigator.click)
    columns.row_visited.connect(navigator.pass_by)
    columns.row_opened.connect(navigator.open_row)
    columns.chip_removed.connect(navigator.remove_chip)
    columns.base_wanted.connect(navigator.return_to_base)
    columns.narrow_wanted.connect(navigator.toggle)
    window.document_menu.more.append(lambda row: _comparison_entries(window, row))
    documents.kinds_wanted.connect(window.questions.narrow_to_all)
    documents.kinds_menu_wanted.connect(window.questions.offer_kinds)
    window.desk.columns_read.connect(lambda told: documents.show_linked(told.columns.view.papers))
    window.timeline.days_wanted.connect(window.questions.narrow_to)
    navigator.shown_middle = window.views.shown
    navigator.apart = lambda: window.readers.apart
    window.questions.compared = lambda: _compared(window)
    window.questions.compare = lambda one, other: window.compared.compare(one, other)
    BackForward(window, navigator.back, navigator.forward)
    window.hits.hit_wanted.connect(navigator.show_hit)
    window.hits.list.opened.connect(navigator.open_hit)
    window.hits.list.row_wanted.connect(navigator.pass_by_found)
    window.hits.list.row_opened.connect(navigator.open_found)
    window.timeline.ref_wanted.connect(navigator.show_ref)
    window.middle.currentChanged.connect(lambda _place: _make_room_for(window))
    window.notes.tell_own_words(columns.show_own_words)
    window.versions.place_wanted.connect(navigator.show_place)


def _comparison_entries(
    window: "MainWindow", row: DocumentRow
) -> tuple[tuple[str, Callable[[], object]], ...]:
    """Return what a paper's menu offers: to hold it against another."""
    if not row.characters or len(window.desk.documents) < 2:
        return ()
    return ((tr("Side by side with…"), lambda: window.compared.ask_paper(row)),)


def _connect_review(window: "MainWindow") -> None:
    """Have papers tell how far they are reviewed."""
    window.notes.all_tags_wanted.connect(lambda: window.tags.open())
    window.progress.progress_read.connect(window.documents.show_progress)
    window.document_menu.more.append(window.progress.entries)


def _asked_on_screen(window: "MainWindow") -> "Question | None":
    """Return what the linked view is asked, if its chips are on screen and leave anything out."""
    question = window.desk.narrowing.question
    return question if window.columns.isVisible() and not question.is_everything else None


def _connect_reports(window: "MainWindow") -> None:
    window.document_menu.more.append(window.reports.binder.entries)
    window.document_menu.more.append(window.imports.tables.entries)
    window.reports.asked = lambda: _asked_on_screen(window)


def _connect_reader(window: "MainWindow") -> None:
    reader, readers = window.reader, window.readers
    _answer_reader(window, reader)
    reader.hit_reached.connect(window.walk.follow)
    readers.reader_made.connect(lambda second: _answer_reader(window, second))
    readers.reader_made.connect(lambda second: second.trouble.connect(reader.trouble))
    TabClicks(window)
    readers.paper_chosen.connect(window.navigator.note_document)
    readers.more.append(window.versions.entries)
    window.versions.both_wanted.connect(lambda *pins: reader.show_both(*pins))
    readers.actions = list(window.actions())
    window.document_menu.more.insert(0, readers.entries)
    window.status.spoke.connect(readers.say)


def _answer_reader(window: "MainWindow", reader: "ReaderSides") -> None:
    """Have the window answer to what is clicked and asked in a reader, its own or the second window's."""
    reader.offer(selection_acts(window.actions_by_key))
    reader.paper_changed.connect(lambda: _mark_paper(window, reader))
    reader.ref_activated.connect(lambda ref: _follow(window, ref))
    reader.ref_activated.connect(window.beside.follow_ref)
    reader.menu_wanted.connect(ReaderMenu(window).show)
    reader.copy_requested.connect(window.review.copy_place)
    reader.search_wanted.connect(lambda query, typing: _search_all(window, query, typing=typing))


def _mark_paper(window: "MainWindow", reader: "ReaderSides") -> None:
    """Have the list of papers stand on the one that the reader shows."""
    if reader.tabs.document is not None:
        window.documents.mark(reader.tabs.document)


def _search_all(window: "MainWindow", query: str, *, typing: bool) -> None:
    """Ask of all papers what was asked of one."""
    window.readers.active.close_find()
    window.activateWindow()
    window.search.ask(query, typing)
    window.hits.list.setFocus()


def _follow(window: "MainWindow", ref: Ref) -> None:
    """Go to what was clicked in the reader: in the view that is shown if it has it, else in the columns."""
    if ref.type is RefType.DOCUMENT:  # a passage: what was said of it stands in its card
        window.status.say(tr("N writes on these words, T tags them; the right button has more"))
        return
    view = window.views.shown()
    if view is None or not view.follow(ref):
        window.navigator.choose(ref)


def _connect_arrivals(window: "MainWindow") -> None:
    files, imports = window.files, window.imports
    files.document_wanted.connect(window.navigator.show_document)
    files.password_wanted.connect(imports.ask_password)
    files.retry_wanted.connect(imports.read_again)
    files.original_wanted.connect(imports.reveal)
    window.arrivals.document_changed.connect(window.readers.refresh)


def _connect_care(window: "MainWindow") -> None:
    """Have damaged originals told, once each, with the way to put them back."""

    def tell(document: int, sentence: str) -> None:
        name = next((row.name for row in window.desk.documents if row.id == document), "")
        put_back = Step(tr("Put it back…"), lambda: window.putting_back.ask(document))
        window.troubles.tell(tr("“{name}”: {sentence}", name=name, sentence=sentence), put_back)

    window.original_care.damaged.connect(tell)
    window.cases.original_wanted.connect(window.putting_back.ask)
    window.cases.protected_wanted.connect(window.protection.create)


def _connect_sentences(window: "MainWindow") -> None:
    """Have the line of status say what was done, or why nothing was."""
    speakers = (
        window.navigator,
        window.questions,
        window.versions,
        window.service,
        window.history,
        window.colleagues,
        window.review,
        window.parties,
        window.beside,
        window.cases,
        window.backups,
        window.putting_back,
        window.forgetting,
        window.protection,
        window.reports,
        window.reports.binder,
        window.imports,
        window.scan_choice,
        window.cite_choice,
        window.shape,
        window.search,
        window.text_size,
        window.readers,
        window.speakers,
        window.adding,
        window.notes,
    )
    for speaker in speakers:
        speaker.said.connect(window.status.say)
    window.imports.explained.connect(window.show_sentence)
    window.status.spoke.connect(window.troubles.note)
