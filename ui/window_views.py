"""How each large view of the window is made and connected; their modules are loaded no earlier than that."""

from typing import TYPE_CHECKING

from reports.options import ReportOptions
from ui.role_choice import offer_roles
from ui.standing import selected_things

if TYPE_CHECKING:
    from ui.chronology_commands import ChronologyCommands
    from ui.main_window import MainWindow
    from ui.network_commands import NetworkCommands
    from ui.outline_commands import OutlineCommands
    from ui.quote_briefs import BriefCommands
    from ui.quote_commands import QuoteCommands
    from ui.review_view import ReviewView
    from ui.side_by_side import SideBySideView

__all__ = [
    "load_dialogs",
    "load_views",
    "make_bank",
    "make_brief",
    "make_chronology",
    "make_comparison",
    "make_network",
    "make_outline",
    "make_review",
]


def load_views() -> None:
    """Load the modules of all views, so that the first one opens at once; called from a job."""
    import ui.chronology_commands
    import ui.network_commands
    import ui.outline_commands
    import ui.quote_briefs
    import ui.quote_commands
    import ui.review_view
    import ui.side_by_side  # noqa: F401


def load_dialogs() -> None:
    """Load the modules of all dialogs, likewise."""
    import ui.dialogs.about
    import ui.dialogs.add_party
    import ui.dialogs.archive
    import ui.dialogs.binder
    import ui.dialogs.colleague
    import ui.dialogs.compare
    import ui.dialogs.conflicts
    import ui.dialogs.crash
    import ui.dialogs.event_forms
    import ui.dialogs.forget
    import ui.dialogs.form
    import ui.dialogs.forms
    import ui.dialogs.help
    import ui.dialogs.history
    import ui.dialogs.issues
    import ui.dialogs.lists
    import ui.dialogs.merge
    import ui.dialogs.messages
    import ui.dialogs.note
    import ui.dialogs.palette
    import ui.dialogs.part
    import ui.dialogs.parties
    import ui.dialogs.passphrase
    import ui.dialogs.password
    import ui.dialogs.protecting
    import ui.dialogs.quote_forms
    import ui.dialogs.report
    import ui.dialogs.report_columns
    import ui.dialogs.save_search
    import ui.dialogs.save_view
    import ui.dialogs.saving_dialog
    import ui.dialogs.secret_field
    import ui.dialogs.self_check
    import ui.dialogs.service
    import ui.dialogs.split
    import ui.dialogs.table_import
    import ui.dialogs.tag_list
    import ui.dialogs.tags
    import ui.dialogs.working  # noqa: F401


def make_network(window: "MainWindow") -> "NetworkCommands":
    """Return the picture of who stands with whom."""
    from ui.network_commands import NetworkCommands

    return NetworkCommands(window.desk, window.navigator, window.theme, window)


def make_bank(window: "MainWindow") -> "QuoteCommands":
    """Return the quote bank."""
    from ui.quote_commands import QuoteCommands

    view = QuoteCommands(window.desk, window.navigator, window.theme, window)
    view.actions = window.actions_by_key
    view.report_wanted.connect(lambda *asked: _report(window, *asked))
    window.notes.tell_own_words(view.panel.list.lines.set_own_words)
    return view


def make_brief(window: "MainWindow") -> "BriefCommands":
    """Return the check of a brief's quotations."""
    from ui.quote_briefs import BriefCommands

    return BriefCommands(window.desk, window.navigator, window.theme, window)


def make_chronology(window: "MainWindow") -> "ChronologyCommands":
    """Return the chronology with its timeline."""
    from ui.chronology_commands import ChronologyCommands

    view = ChronologyCommands(window.desk, window.navigator, window.theme, window)
    view.actions = window.actions_by_key
    view.report_wanted.connect(lambda *asked: _report(window, *asked))
    window.notes.tell_own_words(view.panel.model.set_own_words)
    return view


def make_outline(window: "MainWindow") -> "OutlineCommands":
    """Return the outline of issues."""
    from ui.outline_commands import OutlineCommands

    view = OutlineCommands(
        window.desk, window.navigator, window.theme, lambda: selected_things(window), window
    )
    view.actions = window.actions_by_key
    return view


def make_review(window: "MainWindow") -> "ReviewView":
    """Return the review, which asks others for what forms do."""
    from ui.review_view import ReviewView

    view = ReviewView(
        window.desk, window.navigator, window.theme, lambda: window.reader.document, window
    )
    parties = window.parties
    view.parties_wanted.connect(parties.edit_rows)
    view.roles_wanted.connect(lambda rows: offer_roles(window.desk, rows, window))
    view.kinds_wanted.connect(parties.offer_kinds)
    view.merge_wanted.connect(parties.merge_rows)
    view.speaker_wanted.connect(window.speakers.choose)
    view.again_wanted.connect(lambda: window.speakers.again())
    view.date_wanted.connect(window.review.edit_date)
    view.switch_wanted.connect(lambda: window.review.switch_reading())
    view.tags_wanted.connect(lambda: window.notes.tag())
    return view


def make_comparison(window: "MainWindow") -> "SideBySideView":
    """Return two parties or papers held against each other."""
    from ui.side_by_side import SideBySideView

    view = SideBySideView(window.desk, window.navigator, window.theme, window)
    view.actions = window.actions_by_key
    return view


def _report(
    window: "MainWindow", key: str, options: ReportOptions, only: frozenset[int] | None, words: str
) -> None:
    """Open a report of what a view shows."""
    window.reports.open(key, options, only=only, shown_by=words)
