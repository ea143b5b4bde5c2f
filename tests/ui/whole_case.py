"""A case in memory that fills every view of the window."""

from PySide6.QtWidgets import QLineEdit, QToolButton

from casefile.issue_records import EvidenceRow, IssueRow, Side
from casefile.party_records import NetworkEdge, NetworkNode, PartyNetwork
from casefile.records import HitRow, ReviewState
from casefile.word_steps import word_steps
from importers.source_text import Span
from tests.ui.chronology_rows import ChronologyCase
from tests.ui.driving import click, settled
from tests.ui.fake_case import pin
from tests.ui.quote_rows import sample_bank

EDGES = (
    NetworkEdge(1, 2, 12, 2, 1, 3, (1, 3)),
    NetworkEdge(1, 3, 4, 0, 0, 0, (1,)),
    NetworkEdge(2, 5, 0, 0, 0, 1, (1,)),
)


class WholeCase(ChronologyCase):
    """Events, the quote bank, who stands with whom, a rejected row, and an issue with a note."""

    def issues(self):
        evidence = (
            EvidenceRow(1, 1, Side.FOR, None, pin(1, 100, 60), None, "no notice was given"),
            EvidenceRow(2, 1, Side.AGAINST, self.quotes[0].ref, None, None, self.quotes[0].text),
        )
        return (
            IssueRow(
                1, "Taking", "42 U.S.C. § 1983", "", None, 0, "1", pin(1), evidence, is_bare=False
            ),
            IssueRow(2, "Duty to give notice", None, "", 1, 1, "1.1", None, (), is_bare=True),
        )

    def quote_bank(self):
        return sample_bank([row for row in self.quotes if row.state is not ReviewState.REJECTED])

    def word_steps(self, quote, place):
        return word_steps(self.quote(quote).text, place.text)

    def party_network(self, limit=200, documents=None):
        return PartyNetwork(tuple(NetworkNode(row, row.mentions) for row in self.parties), EDGES)

    def together_in_context(self, one, other):
        words = "The Commission wrote to Larkspur Press that the racks must go."
        return (HitRow(pin(1, 100, 60), words, (Span(4, 14), Span(24, 38)), (Span(100, 108),)),)


class WholeDoors:
    """Every folder holds this case."""

    def open(self, folder):
        return WholeCase(folder)

    def create(self, folder, name):
        return WholeCase(folder, name)


def _command(key):
    return lambda window, qtbot: window.actions_by_key[key].trigger()


def _card(window, qtbot):
    party = window.columns.current_row() or next(iter(window.desk.case.parties))
    click(window, qtbot, party.ref)
    window.actions_by_key["card"].trigger()


def _narrowed(window, qtbot):
    window.beside.close()
    click(window, qtbot, window.desk.case.parties[0].ref)


def _hits(window, qtbot):
    window.top.search.setText("notice")
    window.search.ask("notice", False)


def _imports(window, qtbot):
    window.show_imports()


VIEWS = {
    "columns": lambda window, qtbot: None,
    "narrowed": _narrowed,
    "card": _card,
    "issues": _command("outline"),
    "who with whom": _command("network"),
    "chronology": _command("chronology"),
    "timeline": _command("timeline"),
    "quote bank": _command("quotes"),
    "check of a brief": lambda window, qtbot: window.briefs.show(),
    "files of the import": _imports,
    "hits": _hits,
    "review": _command("review"),
    "possible duplicates": _command("duplicate_parties"),
    "first screen": _command("close_case"),
}
"""Every view of the window, and how it is opened; the first screen comes last."""


def views(window, qtbot):
    """Open one view after the other; yield each one's name when it is filled."""
    for name, show in VIEWS.items():
        show(window, qtbot)
        settled(window, qtbot)
        qtbot.wait(60)  # the timeline follows a moment after the columns
        qtbot.waitUntil(lambda: not _fading(window))
        yield name


def _fading(window):
    """Return whether the button that clears a field is just coming or going, which Qt draws slowly."""
    buttons = (
        button
        for edit in window.findChildren(QLineEdit)
        for button in edit.findChildren(QToolButton)
    )
    return any(0 < button.property("opacity") < 1 for button in buttons)
