"""The words of kinds, states and verdicts as the window shows them, in the user's language.

Below the window they are values of enumerations, which reports and files keep as they are. Alike words of two
enumerations have one translation.
"""

from collections.abc import Mapping
from enum import StrEnum

from ui.language import tr

__all__ = ["WORDS", "enum_word"]

WORDS: Mapping[str, str] = {
    # DocumentKind
    "complaint": tr("complaint"),
    "summons": tr("summons"),
    "subpoena": tr("subpoena"),
    "answer": tr("answer"),
    "motion": tr("motion"),
    "order": tr("order"),
    "opinion": tr("opinion"),
    "article": tr("article"),
    "e-mail": tr("e-mail"),
    "exhibit": tr("exhibit"),
    "other": tr("other"),
    # PartyKind
    "person": tr("person"),
    "organization": tr("organization"),
    "agency": tr("agency"),
    "court": tr("court"),
    "account": tr("account"),
    # QuoteKind
    "direct": tr("direct"),
    "partial": tr("partial"),
    "block": tr("block"),
    "scare": tr("scare"),
    "title": tr("title"),
    "term": tr("term"),
    # Certainty
    "stated": tr("stated"),
    "inferred": tr("inferred"),
    "unattributed": tr("unattributed"),
    # EventKind
    "event": tr("event"),
    "filing or publication": tr("filing or publication"),
    "cited authority": tr("cited authority"),
    "deadline": tr("deadline"),
    # RefType
    "party": tr("party"),
    "quote": tr("quote"),
    "date": tr("date"),
    "document": tr("document"),
    # ReviewState
    "suggested": tr("suggested"),
    "accepted": tr("accepted"),
    "edited": tr("edited"),
    "rejected": tr("rejected"),
    # Verdict
    "verbatim": tr("verbatim"),
    "case or punctuation": tr("case or punctuation"),
    "brackets": tr("brackets"),
    "shorter": tr("shorter"),
    "altered": tr("altered"),
    "not in any paper": tr("not in any paper"),
    # Standing
    "open": tr("open"),
    "admitted": tr("admitted"),
    "undisputed": tr("undisputed"),
    "disputed": tr("disputed"),
    # Leaning
    "helps": tr("helps"),
    "hurts": tr("hurts"),
    # DifferenceKind
    "same": tr("same"),
    "renumbered": tr("renumbered"),
    "changed": tr("changed"),
    "moved": tr("moved"),
    "added": tr("added"),
    "removed": tr("removed"),
    # files of an import
    "waiting": tr("waiting"),
    "copying": tr("copying"),
    "copied": tr("copied"),
    "reading": tr("reading"),
    "read": tr("read"),
    "searchable": tr("searchable"),
    "ready": tr("ready"),
    "with a warning": tr("with a warning"),
    "already here": tr("already here"),
    "left out": tr("left out"),
    "unpacked": tr("unpacked"),
    "stopped": tr("stopped"),
    "not read": tr("not read"),
    "locked": tr("locked"),
    # Review
    "unreviewed": tr("unreviewed"),
    # Section
    "parties": tr("parties"),
    "quotes": tr("quotes"),
    "notes": tr("notes"),
    # Response
    "denied": tr("denied"),
    "admitted in part": tr("admitted in part"),
    "lacks knowledge": tr("lacks knowledge"),
    "no response required": tr("no response required"),
    "not denied": tr("not denied"),
}
"""By the value of a member its word."""


def enum_word(member: StrEnum) -> str:
    """Return a member's word; "" for one that has an empty value.

    Raises:
        KeyError: if its enumeration is not among those that the window shows.
    """
    return WORDS[member.value] if member.value else ""
