"""The user guide as topics that can be looked up offline, and which of them tells of a part of the window."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtWidgets import QWidget

import resources
from ui.actions import COMMANDS, Command

__all__ = ["COMMANDS_TITLE", "TOPICS", "Topic", "found", "help_topics", "slug", "topic_for"]

COMMANDS_TITLE = "Every command"
_FIRST = "A case in five minutes"
_SIGNS = re.compile(r"([\\*_\[\]<>#~])")
_QUOTED = r"\\\1"

TOPICS = {
    "WelcomePanel": _FIRST,
    "LinkedViewPanel": "What is in a row",
    "PartyCardPanel": "Who a party is, and why",
    "SideBySidePanel": "What is in a row",
    "PartyForm": "Who a party is, and why",
    "PartiesForm": "Who a party is, and why",
    "MergeForm": "When two rows are one party",
    "DuplicatesPanel": "When two rows are one party",
    "SplitForm": "When one row is two parties",
    "AddPartyForm": "Parties that were missed",
    "ReviewPanel": "Reviewing suggestions",
    "HistoryDialog": "History",
    "TagListDialog": "Notes, tags and issues",
    "QuoteBankPanel": "The quote bank",
    "AddQuoteForm": "The quote bank",
    "QuoteBriefPanel": "Before you file: check the quotations",
    "ChronologyPanel": "The chronology",
    "TimelineStrip": "The chronology",
    "DateForm": "What is in a row",
    "OutlinePanel": "Notes, tags and issues",
    "IssueForm": "Notes, tags and issues",
    "LinkForm": "Notes, tags and issues",
    "DraftsForm": "Notes, tags and issues",
    "NoteForm": "Notes, tags and issues",
    "TagsForm": "Notes, tags and issues",
    "NetworkPanel": "Who with whom",
    "ImportsPanel": "Importing",
    "DocumentsPanel": "Importing",
    "DocumentForm": "Importing",
    "PasswordForm": "Importing",
    "ArchiveDialog": "Importing",
    "ServiceForm": "Service and deadlines",
    "DifferencePanel": "Versions",
    "CompareForm": "Versions",
    "SearchPanel": "Searching",
    "SearchField": "Searching",
    "FindBar": "Searching",
    "ReaderPanel": _FIRST,
    "ReportDialog": "Reports",
    "BinderDialog": "Reports",
    "CrashDialog": "Keeping it safe",
    "MessagesDialog": "Keeping it safe",
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
        "Ctrl+K does each of them by name.",
        "",
        "| command | keys | what it does |",
        "|---|---|---|",
    )
    return "\n".join((*head, *rows))


def _cell(words: str) -> str:
    return escape(words, quote=False).replace("|", "\\|")
