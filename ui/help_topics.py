"""The help: the documents that come with the program as topics, and which tells of a part of the window."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

import resources
from ui.actions import COMMANDS
from ui.command import Command
from ui.help_pages import commands_page, keys_page
from ui.language import tr

__all__ = [
    "COMMANDS_TITLE",
    "KEYS_TITLE",
    "MANUALS",
    "TOPICS",
    "Place",
    "Topic",
    "help_topics",
    "place_for",
    "slug",
]

COMMANDS_TITLE = tr("Every command")
KEYS_TITLE = tr("Keys")
_FIRST = tr("A case in five minutes")
_REFERENCE = tr("To look things up")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the help tells of something: a topic, and the words that begin the passage."""

    topic: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help, as Markdown without pictures. ``name`` is what links call it."""

    title: str
    text: str
    group: str = ""
    name: str = ""

    @property
    def is_guide(self) -> bool:
        """Whether it is one of the guide's, which tell; not one to look things up in."""
        return self.group != _REFERENCE


MANUALS: Mapping[str, str] = MappingProxyType(
    {
        "command-line": tr("Command line"),
        "privacy": tr("What is kept where"),
        "messages": tr("Every message"),
    }
)
"""Documents beside the guide that are pages of the help, by the names of their files."""

_ROW = Place(tr("What is in a row"))
_PARTY = Place(tr("Who a party is, and why"))
_MERGE = Place(tr("When two rows are one party"))
_OWN = Place(tr("Notes, tags and issues"))
_IMPORTING = Place(tr("Importing"))
_COLLEAGUE = Place(tr("Two attorneys, one case"))
_SAFE = Place(tr("Keeping it safe"))
_PROTECTED = Place(tr("A case with a passphrase"))
_TROUBLES = Place(tr("Troubles, and what to do"))
_READER = tr("The reader")
_SEARCHING = Place(tr("Searching"))
_VERSIONS = Place(tr("Versions"))
_CHRONOLOGY = Place(tr("The chronology"))
_LINKED = tr("Ask the linked view")

TOPICS: Mapping[str, Place] = {
    "WelcomePanel": Place(_FIRST),
    "NewCaseForm": Place(_FIRST),
    "CommandPalette": Place(_FIRST, tr("Finding your way")),
    "LinkedViewPanel": Place(_LINKED),
    "SideBySidePanel": Place(_LINKED, tr("Side by side")),
    "ViewNameForm": Place(_LINKED, tr("Saved views")),
    "PartyCardPanel": _PARTY,
    "PartyForm": _PARTY,
    "PartiesForm": _PARTY,
    "MergeForm": _MERGE,
    "DuplicatesPanel": _MERGE,
    "SplitForm": Place(tr("When one row is two parties")),
    "AddPartyForm": Place(tr("Parties that were missed")),
    "ReviewPanel": Place(tr("Reviewing suggestions")),
    "HistoryDialog": Place(tr("History")),
    "TagListDialog": _OWN,
    "QuoteBankPanel": Place(tr("The quote bank")),
    "AddQuoteForm": Place(tr("The quote bank"), tr("A quotation or a date that was missed")),
    "AddDateForm": Place(tr("The quote bank"), tr("A quotation or a date that was missed")),
    "DaysForm": Place(tr("The quote bank"), tr("Narrow it")),
    "QuoteBriefPanel": Place(tr("Before you file: check the quotations")),
    "ChronologyPanel": _CHRONOLOGY,
    "PaperDateForm": Place(tr("The chronology"), tr("The day")),
    "TimelineStrip": Place(_LINKED, tr("The strip of dates")),
    "DateForm": Place(tr("What is in a row"), tr("Dates")),
    "OutlinePanel": _OWN,
    "IssueForm": _OWN,
    "LinkForm": _OWN,
    "DraftsForm": _OWN,
    "NoteForm": _OWN,
    "TagsForm": _OWN,
    "NetworkPanel": Place(tr("Who with whom")),
    "ImportsPanel": Place(tr("Importing"), tr("What the import did")),
    "DocumentsPanel": Place(tr("Importing"), tr("The list of papers")),
    "DocumentForm": Place(tr("Importing"), tr("Kind, short name and date")),
    "PasswordForm": Place(tr("Importing"), tr("Passwords")),
    "ArchiveDialog": Place(tr("Importing"), tr("Archives")),
    "PartForm": Place(tr("Some papers for somebody else")),
    "TableImportDialog": Place(tr("A chronology or cast from a spreadsheet")),
    "ServiceForm": Place(tr("Service and deadlines")),
    "DifferencePanel": _VERSIONS,
    "CompareForm": _VERSIONS,
    "SearchPanel": _SEARCHING,
    "SearchField": _SEARCHING,
    "SaveSearchForm": _SEARCHING,
    "FindBar": _SEARCHING,
    "GoToBar": Place(_READER, tr("Go to")),
    "ReaderPanel": Place(_READER),
    "ReaderTabs": Place(_READER),
    "ReportDialog": Place(tr("Reports")),
    "BinderDialog": Place(tr("The binder")),
    "ColleagueDialog": _COLLEAGUE,
    "ConflictsDialog": _COLLEAGUE,
    "BackupForm": _SAFE,
    "PassphraseForm": _SAFE,
    "RecoveryForm": _SAFE,
    "ForgetForm": _SAFE,
    "LockedPanel": _PROTECTED,
    "SecretForm": _PROTECTED,
    "ProtectForm": _PROTECTED,
    "ChangeForm": _PROTECTED,
    "CrashDialog": _TROUBLES,
    "AboutDialog": Place(tr("The program itself")),
    "SelfCheckDialog": Place(tr("The program itself")),
    "MessagesDialog": _TROUBLES,
    "AlertBar": _TROUBLES,
}
"""Parts of the window and dialogues by the names of their classes, and where the help tells of them."""


def help_topics(commands: Sequence[Command] = COMMANDS) -> tuple[Topic, ...]:
    """Return the guide's topics by its parts, then what is there to look things up."""
    topics: list[Topic] = []
    for part in re.split(r"(?m)^# ", resources.manual("user-guide"))[1:]:
        group, _, rest = part.partition("\n")
        for section in re.split(r"(?m)^## ", rest)[1:]:
            title, _, text = section.partition("\n")
            topics.append(Topic(title, _without_pictures(text), group, slug(title)))
    topics.append(Topic(KEYS_TITLE, keys_page(commands), _REFERENCE, "keys.md"))
    topics.append(Topic(COMMANDS_TITLE, commands_page(commands), _REFERENCE, "commands.md"))
    for name, title in MANUALS.items():
        text = resources.manual(name).partition("\n")[2]  # its own heading is the topic's title
        topics.append(Topic(title, _without_pictures(text), _REFERENCE, f"{name}.md"))
    return tuple(topics)


def place_for(widget: QWidget | None, topics: Iterable[Topic]) -> Place:
    """Return where the help tells of what the keyboard is in, going outwards; else its first topic."""
    known = {topic.title for topic in topics}
    while widget is not None:
        for kind in type(widget).__mro__:
            place = TOPICS.get(kind.__name__)
            if place is not None and place.topic in known:
                return place
        widget = widget.parentWidget()
    return Place(_FIRST)


def slug(title: str) -> str:
    """Return what a link within the guide calls a section: "Pin cites" is "pin-cites"."""
    return re.sub(r"[^\w\s-]", "", title.casefold()).strip().replace(" ", "-")


def _without_pictures(text: str) -> str:
    """Take pictures out, and links to what does not come with the help: their words stay."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)\n*", "", text)
    return re.sub(r"\[([^\]]+)\]\(([^)]*)\)", _kept_link, text).strip()


def _kept_link(link: "re.Match[str]") -> str:
    words, target = link[1], link[2]
    file, _, section = target.partition("#")
    if file in ("", "user-guide.md"):
        return f"[{words}](#{section})"
    if file == "keys.md" or file.removesuffix(".md") in MANUALS:
        return f"[{words}](#{file})"
    return words
