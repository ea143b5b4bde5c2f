"""Which command of ``ui.actions`` does what: the window's parts behind every key and menu entry."""

from collections.abc import Callable
from typing import TYPE_CHECKING

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
        "import_files": imports.import_files,
        "import_folder": imports.import_folder,
        "finish_import": window.desk.finish_import,
        "pause": window.arrivals.toggle_pause,
        "stop_import": window.arrivals.cancel,
        "outcomes": window.show_imports,
        "compare": lambda: window.versions.ask_about(window.documents.current()),
        "scans_rapidocr": lambda: window.scan_choice.choose("rapidocr"),
        "scans_tesseract": lambda: window.scan_choice.choose("tesseract"),
        "scans_again": lambda: window.scan_choice.read_again(),
        "scans_off": lambda: window.scan_choice.choose(""),
        "report_chronology": lambda: cases.report("chronology"),
        "report_parties": lambda: cases.report("parties"),
        "report_quotes": lambda: cases.report("quotes"),
        "report_hits": lambda: cases.report("hits", window.top.search.text().strip()),
        "history": cases.history,
        "check": cases.check,
        "backup": cases.backup,
    }


def _about_findings(window: "MainWindow") -> dict[str, Callable[[], object]]:
    review, parties = window.review, window.parties
    return {
        "accept": review.accept,
        "reject": review.reject,
        "edit": review.edit,
        "card": lambda: _card(window),
        "merge": parties.merge,
        "split": parties.split,
        "kind": parties.choose_kind,
        "add_party": lambda: parties.add(window.reader.selected_place()),
        "review_parties": lambda: window.beside.open_review(),
        "duplicate_parties": lambda: window.beside.open_duplicates(),
        "switch": review.switch_reading,
        "undo": review.undo,
        "redo": review.redo,
        "copy": lambda: _copy(window),
        "open_source": window.open_source,
        "narrow": window.navigator.narrow_to_current,
    }


def _about_the_view(window: "MainWindow") -> dict[str, Callable[[], object]]:
    return {
        "search": window.focus_search,
        "network": lambda: _network(window),
        "palette": window.open_palette,
        "next": lambda: _step(window, 1),
        "previous": lambda: _step(window, -1),
        "next_hit": lambda: _step_place(window, 1),
        "previous_hit": lambda: _step_place(window, -1),
        "back": window.navigator.back,
        "forward": window.navigator.forward,
        "loosen": lambda: _loosen(window),
        "rejected": window.toggle_rejected,
        "theme_system": lambda: window.set_theme(ThemeMode.SYSTEM),
        "theme_light": lambda: window.set_theme(ThemeMode.LIGHT),
        "theme_dark": lambda: window.set_theme(ThemeMode.DARK),
        "keys": window.cases.keys,
        "quit": window.close,
    }


def _step(window: "MainWindow", by: int) -> None:
    """Go to the next or previous row, or what stands for it in the picture of the parties."""
    if not window.network.step(by):
        window.step(by)


def _step_place(window: "MainWindow", by: int) -> None:
    if not window.network.step(by):
        window.step_place(by)


def _loosen(window: "MainWindow") -> None:
    """Take the last step back: in the picture of the parties where it is shown, else of the narrowing."""
    if not window.network.step_back():
        window.loosen()


def _card(window: "MainWindow") -> None:
    """Open the card of the party that the picture stands on, else that of the current row."""
    party = window.network.current_party()
    if party is not None:
        window.beside.open_card(party.id)
    else:
        window.beside.toggle_card()


def _network(window: "MainWindow") -> None:
    """Show who stands with whom: around the party whose card is open, else as the columns are narrowed."""
    card = window.beside.card
    if window.beside.up is card and card.party is not None:
        window.network.show_party(card.party.id)
    else:
        window.network.open()


def _copy(window: "MainWindow") -> None:
    """Copy the sentence that the picture of the parties shows as evidence, else what the window has."""
    line = window.network.current_hit()
    reading = window.reader.isAncestorOf(window.focusWidget() or window)
    if line is not None and line.hit is not None and not reading:
        window.review.copy_place(line.hit.pin)
    else:
        window.copy()
