"""The user guide as topics that can be looked up offline, and which of them tells of a part of the window."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtWidgets import QWidget

import resources
from ui.actions import COMMANDS
from ui.command import Command
from ui.language import tr

__all__ = ["COMMANDS_TITLE", "TOPICS", "Topic", "found", "help_topics", "slug", "topic_for"]

COMMANDS_TITLE = tr("Every command")
_FIRST = tr("A case in five minutes")
_SIGNS = re.compile(r"([\\*_\[\]<>#~])")
_QUOTED = r"\\\1"

TOPICS = {
    "WelcomePanel": _FIRST,
    "LinkedViewPanel": tr("What is in a row"),
    "PartyCardPanel": tr("Who a party is, and why"),
    "SideBySidePanel": tr("What is in a row"),
    "PartyForm": tr("Who a party is, and why"),
    "PartiesForm": tr("Who a party is, and why"),
    "MergeForm": tr("When two rows are one party"),
    "DuplicatesPanel": tr("When two rows are one party"),
    "SplitForm": tr("When one row is two parties"),
    "AddPartyForm": tr("Parties that were missed"),
    "ReviewPanel": tr("Reviewing suggestions"),
    "HistoryDialog": tr("History"),
    "TagListDialog": tr("Notes, tags and issues"),
    "QuoteBankPanel": tr("The quote bank"),
    "AddQuoteForm": tr("The quote bank"),
    "QuoteBriefPanel": tr("Before you file: check the quotations"),
    "ChronologyPanel": tr("The chronology"),
    "TimelineStrip": tr("The chronology"),
    "DateForm": tr("What is in a row"),
    "OutlinePanel": tr("Notes, tags and issues"),
    "IssueForm": tr("Notes, tags and issues"),
    "LinkForm": tr("Notes, tags and issues"),
    "DraftsForm": tr("Notes, tags and issues"),
    "NoteForm": tr("Notes, tags and issues"),
    "TagsForm": tr("Notes, tags and issues"),
    "NetworkPanel": tr("Who with whom"),
    "ImportsPanel": tr("Importing"),
    "DocumentsPanel": tr("Importing"),
    "DocumentForm": tr("Importing"),
    "PasswordForm": tr("Importing"),
    "ArchiveDialog": tr("Importing"),
    "PartForm": tr("Some papers for somebody else"),
    "TableImportDialog": tr("A chronology or cast from a spreadsheet"),
    "ServiceForm": tr("Service and deadlines"),
    "DifferencePanel": tr("Versions"),
    "CompareForm": tr("Versions"),
    "SearchPanel": tr("Searching"),
    "SearchField": tr("Searching"),
    "FindBar": tr("Searching"),
    "ReaderPanel": _FIRST,
    "ReportDialog": tr("Reports"),
    "BinderDialog": tr("Reports"),
    "CrashDialog": tr("Keeping it safe"),
    "MessagesDialog": tr("Keeping it safe"),
}
"""Parts of the window and dialogues by the names of their classes, and what the guide says of them."""


@dataclass(frozen=True)
class Topic:
    """One section of the guide, as Markdown without pictures."""

    title: str
    text: str


def help_topics(commands: Sequence[Command] = COMMANDS) -> tuple[Topic, ...]:
    """Return the guide's sections and, at the end, every command with its keys."""
    sections = re.split(r"(?m)^## ", resources.guide())[1:]
    topics = [
        Topic(title, _plain(text)) for title, _, text in (s.partition("\n") for s in sections)
    ]
    return (*topics, Topic(COMMANDS_TITLE, _table(commands)))


def topic_for(widget: QWidget | None, topics: Iterable[Topic]) -> Topic:
    """Return the topic of what the keyboard is in, going outwards; else the first."""
    known = {topic.title: topic for topic in topics}
    while widget is not None:
        for kind in type(widget).__mro__:
            title = TOPICS.get(kind.__name__)
            if title in known:
                return known[title]
        widget = widget.parentWidget()
    return known.get(_FIRST, next(iter(known.values())))


def found(topics: Sequence[Topic], typed: str) -> tuple[Topic, ...]:
    """Return the topics that have every word typed, those with them in their titles first."""
    words = typed.casefold().split()

    def has(text: str) -> bool:
        folded = text.casefold()
        return all(word in folded for word in words)

    named = [topic for topic in topics if has(topic.title)]
    rest = [topic for topic in topics if topic not in named and has(f"{topic.title}\n{topic.text}")]
    return (*named, *rest)


def slug(title: str) -> str:
    """Return what a link within the guide calls a section: "Pin cites" is "pin-cites"."""
    return re.sub(r"[^\w\s-]", "", title.casefold()).strip().replace(" ", "-")


def _plain(text: str) -> str:
    """Take pictures and links to other papers out of a section."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)\n*", "", text)
    text = re.sub(r"\[([^\]]+)\]\((?!#)[^)]*\)", r"\1", text)
    # Typewriter letters of another size would set the lines of a paragraph unevenly.
    return re.sub(r"`([^`]+)`", lambda code: f"**{_SIGNS.sub(_QUOTED, code[1])}**", text).strip()


def _table(commands: Sequence[Command]) -> str:
    rows = [
        f"| {_cell(one.name)} | {_cell(', '.join(one.keys))} | {_cell(one.hint)} |"
        for one in sorted(commands, key=lambda one: one.name.casefold())
    ]
    head = (
        tr("Ctrl+K does each of them by name."),
        "",
        tr("| command | keys | what it does |"),
        "|---|---|---|",
    )
    return "\n".join((*head, *rows))


def _cell(words: str) -> str:
    return escape(words, quote=False).replace("|", "\\|")
