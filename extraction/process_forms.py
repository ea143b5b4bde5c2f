"""The printed words of the forms of summonses and subpoenas, and what is filled in after each.

Federal forms AO 88, 88A, 88B, 398, 399 and 440, CBP Form 3115 and IRS Form 2039; the summonses of
California and New York, the citation of Texas, and what other states' summonses have in common.
"""

import re
from dataclasses import dataclass

from extraction.form_words import FormWords, Label
from extraction.process import ProcessKind

__all__ = ["FormWording", "wording_of"]


def _line(words: str, *, anywhere: bool = False) -> re.Pattern[str]:
    """Return the pattern of a short label: at the start of a line, or behind a wide gap."""
    start = r"(?:^|(?<=[\s(]))" if anywhere else r"^[ \t\W]{0,4}(?:\d\.?\s+)?"
    return re.compile(rf"(?im){start}{words}")


@dataclass(frozen=True, slots=True)
class FormWording:
    """One form: what it is called, what it demands, and its printed words in the order of the page."""

    form: str | None
    kind: ProcessKind
    labels: tuple[Label, ...]


_DATE = _line(r"Dated?\s*:")
_SIGNATURES: tuple[Label, ...] = (
    ("issued", _DATE),
    ("", "CLERK OF COURT OR"),
    ("", _line(r"Clerk\s+of\s+(?:the\s+)?Court\b", anywhere=True)),
    ("", "Signature of Clerk or Deputy Clerk"),
    ("", _line(r"Attorney[’'`]?s\s+signature", anywhere=True)),
)
_AO_440: tuple[Label, ...] = (
    ("to", "To: (Defendant’s name and address)"),
    ("to", _line(r"T[o0]\s*:")),
    ("", "A lawsuit has been filed against you"),
    ("", "Within days after service of this summons on you not counting the day you received it"),
    ("attorney", "whose name and address are"),
    ("", "If you fail to respond judgment by default will be entered against you"),
    ("clerk", "You also must file your answer or motion with the court"),
    *_SIGNATURES,
)
_AO_88: tuple[Label, ...] = (
    ("to", _line(r"T[o0]\s*:")),
    ("", "(Name of person to whom this subpoena is directed)"),
    ("", "YOU ARE COMMANDED to appear in the United States district court at the time date and place"),
    ("", "YOU ARE COMMANDED to appear at the time date and place set forth below to testify at a deposition"),
    ("", "YOU ARE COMMANDED to produce at the time date and place set forth below the following"),
    ("", "YOU ARE COMMANDED to permit entry onto the designated premises"),
    ("", "You must also bring with you the following documents"),
    ("", "Production: You or your representatives must also bring with you to the deposition"),
    ("", "If you are an organization you must promptly confer in good faith with the party serving"),
    ("demanded", "objects and to permit inspection copying testing or sampling of the material"),
    ("demanded", "objects and must permit inspection copying testing or sampling of the material"),
    ("demanded", "(leave blank if not applicable)"),
    ("place", _line(r"Place\s*:", anywhere=True)),
    ("", _line(r"Courtroom\s+No\.?\s*:?", anywhere=True)),
    ("when", _line(r"Date\s+and\s+Time\s*:?", anywhere=True)),
    ("", "The deposition will be recorded by this method"),
    ("", _line(r"(?:[□☐]\s*)?Inspection\s+of\s+Premises\s*:")),
    ("", _line(r"(?:[□☐Xx]\s*)?Production\s*:")),
    ("", "The following provisions of Fed. R. Civ. P. 45 are attached"),
    *_SIGNATURES,
    ("party", "attorney representing (name of party)"),
    ("attorney", "who issues or requests this subpoena are"),
    ("", "Notice to the person who issues or requests this subpoena"),
)  # fmt: skip
_WAIVER: tuple[Label, ...] = (
    ("to", "(Name of the defendant or if the defendant is a corporation)"),
    ("to", _line(r"T[o0]\s*:")),
    ("", "(Name of the plaintiffs attorney or unrepresented plaintiff)"),
    ("", "Why are you getting this"),
    ("", "What happens next"),
    ("", "A lawsuit has been filed against you or the entity you represent"),
    ("", "I have received your request to waive service of a summons"),
    ("", "Duty to Avoid Unnecessary Expenses"),
    ("attorney", "Signature of the attorney or unrepresented party"),
    ("issued", _DATE),
)
_CBP: tuple[Label, ...] = (
    ("to", _line(r"T[O0o]\s*:?\s*\(Name[^)\n]*\)")),
    ("to", _line(r"T[O0o]\s*:")),
    ("", "By the service of this summons upon you YOU ARE HEREBY SUMMONED AND REQUIRED TO"),
    ("", "By the service of this subpoena upon you YOU ARE HEREBY SUMMONED AND REQUIRED TO"),
    ("", "APPEAR before the CBP Officer named in Block 2"),
    ("", "PRODUCE the records"),
    ("", "Your testimony and/or production of the indicated records is required"),
    ("", "Failure to comply with this summons will render you liable to proceedings"),
    ("before", "NAME TITLE ADDRESS AND TELEPHONE NUMBER OF THE CBP OFFICER BEFORE WHOM YOU ARE TO APPEAR"),
    ("when", "DATE AND TIME AT WHICH YOU ARE TO APPEAR"),
    ("demanded", "RECORDS REQUIRED TO BE PRODUCED FOR INSPECTION"),
    ("", _line(r"Issued\s+under\s+(?:the\s+)?authority\s+of")),
    ("", "NAME OF PERSON AUTHORIZED TO SERVE SUMMONS"),
    ("issued", _line(r"DATE\s+OF\s+ISSUE", anywhere=True)),
    ("issuer", "NAME AND TITLE OF PERSON ISSUING SUMMONS"),
    ("issuer", "NAME TITLE AND SIGNATURE OF PERSON ISSUING SUMMONS"),
    ("", _line(r"CBP\s+Form\s+3115")),
)  # fmt: skip
_IRS: tuple[Label, ...] = (
    ("", _line(r"In\s+the\s+matter\s+of\b")),
    ("", _line(r"Internal\s+Revenue\s+Service\b")),
    ("to", _line(r"The\s+Commissioner\s+of\s+Internal\s+Revenue\s+T[o0]\s*:")),
    ("to", _line(r"T[o0]\s*:")),
    ("address", _line(r"At\s*:")),
    ("before", "You are hereby summoned and required to appear before"),
    ("", "an officer of the Internal Revenue Service"),
    ("demanded", "for the periods shown"),
    ("", "Business address and telephone number of IRS officer before whom you are to appear"),
    ("", "Do not write in this space"),
    ("place", "Place and time for appearance at"),
    ("when", _line(r"on\s+the\s+(?=_{0,3}\s*\d{1,2})", anywhere=True)),
    ("issued", "Issued under authority of the Internal Revenue Code this"),
    ("issuer", "Signature of issuing officer"),
    ("office", _line(r"Title\s*:?", anywhere=True)),
)  # fmt: skip
_CALIFORNIA: tuple[Label, ...] = (
    ("defendant", "NOTICE TO DEFENDANT"),
    ("defendant", "(AVISO AL DEMANDADO)"),
    ("sued by", "YOU ARE BEING SUED BY PLAINTIFF"),
    ("sued by", "(LO ESTÁ DEMANDANDO EL DEMANDANTE)"),
    ("", "NOTICE You have been sued"),
    ("", "You have 30 CALENDAR DAYS after this summons"),
    ("court", "The name and address of the court is"),
    ("court", "(El nombre y dirección de la corte es)"),
    ("number", _line(r"CASE\s+NUMBER\s*:?", anywhere=True)),
    ("number", _line(r"\(N[úu]mero\s+del\s+Caso\)\s*:?", anywhere=True)),
    ("attorney", "telephone number of plaintiffs attorney or plaintiff without an attorney is"),
    ("attorney", _line(r"\(El\s+nombre,\s+la\s+direcci[^)]{20,200}\)\s*:?")),
    ("issued", _line(r"DATE\s*:(?:\s*\(Fecha\))?")),
    ("clerk", _line(r"Clerk,\s*by(?:\s*\(Secretario\))?", anywhere=True)),
    ("", _line(r",?\s*Deputy(?:\s*\(Adjunto\))?", anywhere=True)),
    ("", "(For proof of service of this summons use Proof of Service of Summons"),
    ("", "NOTICE TO THE PERSON SERVED"),
)
_NEW_YORK: tuple[Label, ...] = (
    ("", "To the above named Defendant"),
    ("", _line(r"YOU\s+ARE\s+(?:HEREBY\s+)?SUMMONED", anywhere=True)),
    ("issued", _DATE),
    ("to", _line(r"T[Oo]\s*:")),
)
_TEXAS: tuple[Label, ...] = (
    ("to", _line(r"T[Oo]\s*:")),
    ("", _line(r"NOTICE\s+TO\s+DEFENDANT\b|GREETINGS?\b|YOU\s+HAVE\s+BEEN\s+SUED", anywhere=True)),
    ("", "You have been sued You may employ an attorney"),
    ("", "Attached is a copy of"),
    ("issued", "ISSUED AND GIVEN UNDER MY HAND AND SEAL of said Court"),
    ("issued", _line(r"ISSUED\s+(?:this|on)\b")),
    ("attorney", _line(r"(?:ISSUED\s+AT\s+THE\s+)?REQUEST(?:ED\s+BY|\s+OF)\s*:", anywhere=True)),
    ("", _line(r"By\s*:?\s*_{3,}", anywhere=True)),
)
_STATE: tuple[Label, ...] = (
    ("to", _line(r"T[Oo](?:\s+(?:Each\s+)?Defendants?(?:\(s\))?)?\s*:")),
    ("", _line(r"YOU\s+ARE\s+(?:hereby\s+)?(?:SUMMONED|required)\b", anywhere=True)),
    ("", _line(r"Each\s+defendant\s+is\s+(?:hereby\s+)?required\b", anywhere=True)),
    ("", "A lawsuit has been filed against you"),
    ("attorney", "plaintiffs attorney whose name and address are"),
    ("attorney", "plaintiffs attorney whose name and address is"),
    ("attorney", _line(r"(?:name\s+and\s+address\s+of\s+)?plaintiff[’']?s?\s+attorney\s*:", anywhere=True)),
    ("demanded", _line(r"(?:following|produce)\b[^.\n:]{0,120}:", anywhere=True)),
    ("place", _line(r"Place\s*:", anywhere=True)),
    ("when", _line(r"Date\s+and\s+Time\s*:?", anywhere=True)),
    ("issued", _line(r"(?:Dated?(?:\s+on)?|WITNESS[^\n:]{0,60}?(?:\bon|:))\s*:?(?=\s*[_\w])")),
    ("", _line(r"Clerk\s+of\s+(?:the\s+)?(?:Circuit\s+|Superior\s+|District\s+)?Court\b", anywhere=True)),
)  # fmt: skip


def wording_of(text: str, words: FormWords) -> FormWording | None:
    """Return the form that a paper is, ``None`` if it is no summons, subpoena or waiver."""
    return _subpoena(text, words) or _waiver(words) or _summons(text, words)


_DUCES_TECUM = re.compile(r"(?im)^\W*(?:[\w’' ]{0,40}\s)?subpoena\b[^\n]{0,60}$")
_COMMANDED = re.compile(r"(?i)you\s+are\s+(?:hereby\s+)?(?:commanded|ordered)\s+to\b")


def _subpoena(text: str, words: FormWords) -> FormWording | None:
    for form, kind, title in (
        ("AO 88B", ProcessKind.PRODUCTION, "Subpoena to produce documents information or objects"),
        ("AO 88A", ProcessKind.DEPOSITION, "Subpoena to testify at a deposition in a civil action"),
        ("AO 88", ProcessKind.TRIAL, "Subpoena to appear and testify at a hearing or trial"),
    ):
        if words.has(title):
            return FormWording(form, kind, _AO_88)
    if not (_DUCES_TECUM.search(text[:3000]) and _COMMANDED.search(text[:6000])):
        return None
    head = text[:6000].casefold()
    kind = ProcessKind.TRIAL
    if "duces tecum" in head or "produce" in head:
        kind = ProcessKind.PRODUCTION
    elif "deposition" in head:
        kind = ProcessKind.DEPOSITION
    return FormWording(None, kind, (*_AO_88, *_STATE[:1]))


def _waiver(words: FormWords) -> FormWording | None:
    if words.has("Notice of a lawsuit and request to waive service of a summons"):
        return FormWording("AO 398", ProcessKind.WAIVER_REQUEST, _WAIVER)
    if words.has("Waiver of the service of summons"):
        return FormWording("AO 399", ProcessKind.WAIVER, _WAIVER)
    return None


def _summons(text: str, words: FormWords) -> FormWording | None:
    if re.search(r"(?i)monday\s+next\s+(?:following|after)\s+the\s+expiration", text):
        return FormWording(None, ProcessKind.SUMMONS, _TEXAS)
    if words.has("CITACION JUDICIAL", "SUM-100") and words.has("YOU ARE BEING SUED BY PLAINTIFF"):
        return FormWording("SUM-100", ProcessKind.SUMMONS, _CALIFORNIA)
    if words.has("hereby summoned and required"):
        if words.has("Internal Revenue Service"):
            return FormWording("IRS Form 2039", ProcessKind.ADMINISTRATIVE, _IRS)
        if words.has("Customs and Border Protection", "CBP Officer", "CBP Form 3115"):
            return FormWording("CBP Form 3115", ProcessKind.ADMINISTRATIVE, _CBP)
    if words.has("Summons in a civil action", "Summons in a civil case") or (
        words.has("A lawsuit has been filed against you") and words.has("under Rule 12 of")
    ):
        return FormWording("AO 440", ProcessKind.SUMMONS, _AO_440)
    if words.has("Supreme Court of the State of New York") and words.has("summoned to answer"):
        return FormWording(None, ProcessKind.SUMMONS, _NEW_YORK)
    if re.search(r"(?i)\bsummon(?:s|ed)\b", text) and re.search(
        r"(?i)you\s+are\s+(?:hereby\s+)?summoned|is\s+required\s+to\s+serve\s+written\s+defenses|"
        r"within\s+[\w()-]{1,14}(?:\s+\(\d+\))?\s+(?:calendar\s+)?days\s+(?:after|from|of)\s+(?:the\s+)?(?:date\s+of\s+)?service",
        text,
    ):
        return FormWording(None, ProcessKind.SUMMONS, _STATE)
    return None
