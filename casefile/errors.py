"""What can go wrong with a case, in the user's words: each message is a sentence with the next step."""

__all__ = [
    "CaseDamaged",
    "CaseDiskFull",
    "CaseExists",
    "CaseFailure",
    "CaseInUse",
    "CaseOpenElsewhere",
    "CaseReadOnly",
    "CaseTooNew",
    "CaseUnreachable",
    "NameTaken",
    "NoEngine",
    "NoLocalFolder",
    "NoPagePicture",
    "NoSuchFinding",
    "NotACase",
    "NotAValue",
    "NotTheOriginal",
    "NothingToCompare",
    "PassphraseNeeded",
]


class CaseFailure(Exception):  # noqa: N818 - the user's word for it
    """Something about the case that the user can act on; the message is shown as it stands."""


class NotACase(CaseFailure):
    """The folder or archive holds no Pincite case."""


class CaseExists(CaseFailure):
    """A case should be made where something already lies."""


class CaseTooNew(CaseFailure):
    """The case was written by a later version of Pincite."""


class CaseInUse(CaseFailure):
    """Another window, program or person has the case open."""


class CaseOpenElsewhere(CaseInUse):
    """A note in the folder says that another computer has it open, which nobody can ask from here."""


class PassphraseNeeded(CaseFailure):
    """A file is protected, and what was given opens it not."""


class CaseDamaged(CaseFailure):
    """The case file or one of its originals is missing or broken."""


class NotTheOriginal(CaseFailure):
    """A file that is to be put back is another one than was imported."""


class CaseDiskFull(CaseFailure):
    """The disk that holds the case has no room left."""


class CaseReadOnly(CaseFailure):
    """The case lies where this user may not write."""


class CaseUnreachable(CaseFailure):
    """The disk that holds the case does not answer: unplugged, off the network, or failing."""


class NoEngine(CaseFailure):
    """The engine that should read scans is not on this computer."""


class NoLocalFolder(CaseFailure):
    """This user's own folder for what can be made again, the search index, cannot be written."""


class NoSuchFinding(CaseFailure):
    """A party, quote, date or document that is no longer in the case."""


class NoPagePicture(CaseFailure):
    """The document's format has no pages to show as pictures."""


class NotAValue(CaseFailure):
    """What the attorney typed is no date in a form that Pincite can keep."""


class NameTaken(CaseFailure):
    """Another paper of the case was given the same short name; a cite must name one."""


class NothingToCompare(CaseFailure):
    """A paper that should be compared has no words that could be read."""
