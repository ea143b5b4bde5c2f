"""Which command of ``ui.actions`` does what: the window's parts behind every key and menu entry."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from casefile.cite_form import CiteStyle
from casefile.records import PartyRow
from reports.options import ReportOptions
from ui.language import tr
from ui.locking import LOCK_AFTER
from ui.open_in_tab import open_in_tab
from ui.theme import ThemeMode

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["handlers"]


def handlers(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """Return what each command does, by the command's key."""
    return {
        **_about_the_case(window),
        **_about_findings(window),
        **_about_the_view(window),
    }


def _about_the_case(window: "MainWindow") -> dict[str, Callable[[], object]]:
    cases, imports = window.cases, window.imports
    return {
        "new": cases.new,
        "open": cases.open,
        "sample": cases.sample,
        "close_case": window.desk.close_case,
        "forget": window.forgetting.ask_about_open,
        "import_files": imports.import_files,
        "import_folder": imports.import_folder,
        "import_table": imports.tables.open,
        "finish_import": window.desk.finish_import,
        "pause": window.arrivals.toggle_pause,
        "stop_import": window.arrivals.cancel,
        "outcomes": window.show_imports,
        "compare": lambda: window.versions.ask_about(window.documents.current()),
        "scans_rapidocr": lambda: window.scan_choice.choose("rapidocr"),
        "scans_tesseract": lambda: window.scan_choice.choose("tesseract"),
        "scans_again": lambda: window.scan_choice.read_again(),
        "scans_off": lambda: window.scan_choice.choose(""),
        **_reports(window),
        "cites_bluebook": lambda: window.cite_choice.choose(CiteStyle.BLUEBOOK),
        "cites_plain": lambda: window.cite_choice.choose(CiteStyle.PLAIN),
        "cites_docket": lambda: window.cite_choice.choose(CiteStyle.DOCKET),
        "history": lambda: window.history.open(),
        "bring_in": lambda: window.colleagues.bring_in(),
        "hand_out": lambda: window.colleagues.hand_out(),
        "settle": lambda: window.colleagues.settle(),
        "check": cases.check,
        "backup": window.backups.back_up,
        "restore": window.backups.restore,
        "part": cases.part.open,
        "protect": window.protection.protect,
        "change_passphrase": window.protection.change,
        "unprotect": window.protection.unprotect,
        "lock": lambda: window.locking.lock(),
        **{
            key: (lambda minutes=minutes: window.locking.lock_after(minutes))
            for key, minutes in LOCK_AFTER.items()
        },
    }


def _about_findings(window: "MainWindow") -> dict[str, Callable[[], object]]:
    review, parties = window.review, window.parties
    return {
        "accept": lambda: _decide(window, accept=True),
        "reject": lambda: _decide(window, accept=False),
        "edit": lambda: _edit(window),
        "card": lambda: _card(window),
        "merge": parties.merge,
        "split": parties.split,
        "kind": parties.choose_kind,
        "note": lambda: window.notes.note(),
        "tags": lambda: window.notes.tag(),
        "all_tags": lambda: window.tags.open(),
        "link_issue": lambda: window.outline.link(),
        "add_party": lambda: parties.add(window.readers.active.selected_place()),
        "add_quote": window.adding.add_quote,
        "add_date": window.adding.add_date,
        "same_speaker": window.speakers.again,
        "review": lambda: window.reviewing.open(),
        "review_paper": lambda: _review_paper(window),
        "next_unreviewed": lambda: window.progress.open_next(),
        "duplicate_parties": lambda: window.beside.open_duplicates(),
        "switch": review.switch_reading,
        "undo": review.undo,
        "redo": review.redo,
        "copy": lambda: _copy(window),
        "open_source": window.keys.open_source,
        "other_place": lambda: _other_place(window),
        "narrow": window.navigator.narrow_to_current,
    }


def _reports(window: "MainWindow") -> dict[str, Callable[[], object]]:
    reports = window.reports
    return {
        "report": lambda: _report(window),
        "report_chronology": lambda: reports.open("chronology"),
        "report_parties": lambda: reports.open("parties"),
        "report_quotes": lambda: reports.open("quotes"),
        "report_checked": lambda: reports.open("checked-quotes"),
        "report_hits": lambda: reports.open("hits", ReportOptions(query=window.search.query)),
        "report_dossier": lambda: reports.open_dossier(_party_of_card(window)),
        "report_documents": lambda: reports.open("documents"),
        "report_deadlines": lambda: reports.open("deadlines"),
        "report_outline": lambda: reports.open("outline"),
        "report_overview": lambda: reports.open("overview"),
        "binder": lambda: reports.binder.open(query=_query_shown(window)),
    }


def _query_shown(window: "MainWindow") -> str:
    """Return the search whose hits are on screen."""
    return window.search.query if window.middle.currentWidget() is window.hits else ""


def _party_of_card(window: "MainWindow") -> int | None:
    """Return the party whose card is open."""
    card = window.beside.card
    return card.party.id if window.beside.up is card and card.party is not None else None


def _about_the_view(window: "MainWindow") -> dict[str, Callable[[], object]]:
    return {
        **_open_papers(window),
        "find": lambda: _find(window),
        "search": lambda: window.search.focus(),
        "network": lambda: _network(window),
        "chronology": lambda: window.chronology.open(),
        "side_by_side": lambda: _side_by_side(window),
        "timeline": lambda: window.chronology.open_timeline(),
        "quotes": lambda: window.quotes.open(),
        "outline": lambda: window.outline.open(),
        "check_quotes": lambda: window.quotes.check(),
        "check_brief": lambda: window.briefs.open(),
        "palette": window.open_palette,
        "order_rows": lambda: _in_columns(window, window.columns.offer_order),
        "fold_rows": lambda: _in_columns(window, window.columns.fold_all),
        "next": lambda: window.keys.step(1),
        "previous": lambda: window.keys.step(-1),
        "next_hit": lambda: window.keys.step_place(1),
        "previous_hit": lambda: window.keys.step_place(-1),
        "narrow_by": window.questions.narrow_by,
        "join": window.questions.toggle_join,
        "relations": window.questions.choose_relations,
        "unreviewed": window.questions.toggle_unreviewed,
        "save_view": window.questions.save_view,
        "views": window.questions.offer_views,
        "back": window.keys.back,
        "forward": window.keys.forward,
        "loosen": window.keys.loosen,
        "rejected": window.toggle_rejected,
        "theme_system": lambda: window.set_theme(ThemeMode.SYSTEM),
        "theme_light": lambda: window.set_theme(ThemeMode.LIGHT),
        "theme_dark": lambda: window.set_theme(ThemeMode.DARK),
        "messages": lambda: window.troubles.show_messages(),
        "larger_text": lambda: window.text_size.larger(),
        "smaller_text": lambda: window.text_size.smaller(),
        "usual_text": lambda: window.text_size.usual(),
        "less_movement": lambda: window.text_size.toggle_movement(),
        "tour": lambda: window.tour.take(),
        "help": lambda: window.help.show(),
        "keys": lambda: window.help.show_keys(),
        "self_check": lambda: window.help.program.check(),
        "about": lambda: window.help.program.about(),
        "quit": lambda: window.window().close(),
    }


def _side_by_side(window: "MainWindow") -> None:
    """Compare the party that the window stands on; else the paper in the list."""
    row = window.keys.current_row()
    if isinstance(row, PartyRow) and window.focusWidget() is not window.documents.tree:
        window.compared.ask(row)
    else:
        window.compared.ask(window.documents.current())


def _in_columns(window: "MainWindow", act: Callable[[], object]) -> None:
    """Do something to the column used last, where the columns are shown."""
    if window.columns.isVisible():
        act()


def _open_papers(window: "MainWindow") -> dict[str, Callable[[], object]]:
    readers = window.readers
    return {
        "go_to": readers.go_to_place,
        "view": readers.next_view,
        "open_in_tab": lambda: open_in_tab(window),
        "tab_keep": readers.keep_open,
        "tab_next": lambda: readers.step(1),
        "tab_previous": lambda: readers.step(-1),
        "tab_close": readers.close_paper,
        "tab_reopen": readers.reopen,
        "beside": lambda: readers.open_beside(),
        "other_side": readers.other_side,
        "one_side": readers.one_side,
        "second_window": lambda: readers.open_second(),
        "next_finding": lambda: window.shape.step_finding(1),
        "previous_finding": lambda: window.shape.step_finding(-1),
        "small_pages": window.shape.toggle_strip,
        "larger": window.shape.larger,
        "smaller": window.shape.smaller,
        "page_width": window.shape.fit_width,
        "whole_page": window.shape.fit_page,
        "full_size": window.shape.full,
    }


def _find(window: "MainWindow") -> None:
    """Find in the open paper while the reader has the keyboard, else search all papers."""
    if window.keys.reads and window.readers.active.document is not None:
        window.readers.active.find()
    else:
        window.search.focus()


def _card(window: "MainWindow") -> None:
    """Open the card of the party that the view in the middle stands on, else that of the current row."""
    view = window.views.shown()
    row = view.current_row() if view is not None else None
    if isinstance(row, PartyRow):
        window.beside.open_card(row.id)
    else:
        window.beside.toggle_card()


def _decide(window: "MainWindow", *, accept: bool) -> None:
    """Accept or reject the current row; in the review the next one is up at once."""
    if window.views.shows("reviewing") and not window.readers.standing:
        window.reviewing.decide(accept=accept)
    elif accept:
        window.review.accept()
    else:
        window.review.reject()


def _review_paper(window: "MainWindow") -> None:
    """Go through what stands in the paper that the reader shows, else the one in the list."""
    paper = window.documents.current()
    number = window.readers.active.document or (paper.id if paper is not None else None)
    if number is None:
        window.status.say(tr("Open a paper first: Ctrl+Shift+R goes through what stands in it"))
    else:
        window.reviewing.open_paper(number)


def _edit(window: "MainWindow") -> None:
    """Correct the current row; of a quote, or several, who says it."""
    if not window.speakers.edit():
        window.review.edit()


def _copy(window: "MainWindow") -> None:
    """Copy what the window stands on; of several quotes selected in the bank, all."""
    in_bank = window.views.shows("quotes") and window.quotes.panel.list.hasFocus()
    quotes = window.quotes.quotes() if in_bank else ()
    if len(quotes) > 1:
        window.review.copy_quotes(quotes)
    else:
        window.keys.copy()


def _other_place(window: "MainWindow") -> None:
    """Show the place that a quotation is held against; outside the bank its next appearance."""
    if window.views.shows("quotes"):
        window.quotes.open_other()
    elif window.views.shows("briefs"):
        window.briefs.open_source()
    else:
        window.keys.step_place(1)


def _network(window: "MainWindow") -> None:
    """Show who stands with whom: around the party whose card is open, else as the columns are narrowed."""
    party = _party_of_card(window)
    if party is not None:
        window.network.show_party(party)
    else:
        window.network.open()


def _report(window: "MainWindow") -> None:
    """Open the report: over the chronology that of the events its filters leave, as its *Save…* does."""
    if window.views.shows("chronology"):
        window.chronology.save_list()
    else:
        window.reports.open()
