# ruff: noqa: E501
"""Filled summonses and subpoenas, made on the spot: as a form, as a flat page, as a scan and in Word.

Of the forms only as many words are set as their fields need. Names and numbers are made up.
"""

import io
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

HEIGHT = LETTER[1]
PITCH = 12.0
SIZE = 10.0


@dataclass(frozen=True)
class Print:
    """Printed words of a form at a place in points from the top left; lines run down."""

    left: float
    top: float
    words: str
    size: float = SIZE


@dataclass(frozen=True)
class Fill:
    """What somebody filled in: a field's name, its place, its words."""

    name: str
    left: float
    top: float
    words: str
    width: float = 220.0


Form = tuple[Print | Fill, ...]


def flat(form: Form, *, filled_last: bool = False) -> bytes:
    """Return a PDF that has the words at their places, as printed or as a filing system leaves them."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=LETTER, invariant=1)
    items = sorted(form, key=lambda item: isinstance(item, Fill)) if filled_last else form
    for item in items:
        _write(canvas, item)
    canvas.save()
    return target.getvalue()


def acroform(form: Form) -> bytes:
    """Return a PDF whose values stand in form fields."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=LETTER, invariant=1)
    for item in form:
        if isinstance(item, Print):
            _write(canvas, item)
            continue
        lines = item.words.count("\n") + 1
        height = PITCH * lines + 6
        canvas.acroForm.textfield(
            name=item.name,
            value=item.words,
            x=item.left,
            y=HEIGHT - item.top - height + PITCH + 2,
            width=item.width,
            height=height,
            fontSize=9,
            borderWidth=0,
            maxlen=2000,
            fieldFlags="multiline" if lines > 1 else "",
        )
    canvas.save()
    return target.getvalue()


def scan(content: bytes) -> bytes:
    """Return a PDF of pictures of another PDF's pages, as a scanner makes it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=LETTER, invariant=1)
    for page in document:
        picture = page.render(scale=200 / 72).to_pil().convert("L")
        canvas.drawImage(ImageReader(picture), 0, 0, *LETTER)
        canvas.showPage()
    canvas.save()
    document.close()
    return target.getvalue()


def word(form: Form, path: Path) -> Path:
    """Write the form in Word, line under line, the caption as a table of two columns."""
    from docx import Document

    document = Document()
    rows: dict[float, list[Print | Fill]] = {}
    for item in sorted(form, key=lambda item: (item.top, item.left)):
        rows.setdefault(item.top, []).append(item)
    for _, items in sorted(rows.items()):
        if len(items) > 1 and any(item.left >= 320 for item in items):
            table = document.add_table(rows=1, cols=2)
            halves = (
                [item for item in items if item.left < 320],
                [item for item in items if item.left >= 320],
            )
            for cell, half in zip(table.rows[0].cells, halves, strict=True):
                cell.text = " ".join(item.words for item in half)
        else:
            document.add_paragraph(" ".join(item.words for item in items))
    document.save(str(path))
    return path


def _write(canvas: Canvas, item: Print | Fill) -> None:
    canvas.setFont("Times-Roman", item.size if isinstance(item, Print) else SIZE)
    for at, line in enumerate(item.words.split("\n")):
        canvas.drawString(item.left, HEIGHT - item.top - at * PITCH, line)


def _caption(values: dict[str, str]) -> Form:
    brackets = tuple(Print(310, 130 + 12 * at, ")") for at in range(10))
    return (
        Print(190, 70, "UNITED STATES DISTRICT COURT", 14),
        Print(290, 86, "for the"),
        Fill("district", 240, 104, values["district"]),
        Fill("plaintiff", 72, 130, values["plaintiffs"]),
        *brackets,
        Print(150, 166, "Plaintiff(s)", 8),
        Print(165, 178, "v."),
        Print(330, 178, "Civil Action No."),
        Fill("case number", 405, 178, values["number"], 150),
        Fill("defendant", 72, 194, values["defendants"]),
        Print(150, 250, "Defendant(s)", 8),
    )


def ao440(values: dict[str, str]) -> Form:
    """Return form AO 440, summons in a civil action."""
    return (
        Print(60, 45, "AO 440 (Rev. 06/12)  Summons in a Civil Action", 8),
        *_caption(values),
        Print(220, 285, "SUMMONS IN A CIVIL ACTION", 12),
        Print(72, 315, "To:"),
        Print(92, 315, "(Defendant’s name and address)", 8),
        Fill("to", 210, 315, values["to"], 300),
        Print(100, 390, "A lawsuit has been filed against you."),
        Print(
            100,
            414,
            "Within 21 days after service of this summons on you (not counting the day you received it) — or 60\n"
            "days if you are the United States or a United States agency, or an officer or employee of the United\n"
            "States described in Fed. R. Civ. P. 12 (a)(2) or (3) — you must serve on the plaintiff an answer to the\n"
            "attached complaint or a motion under Rule 12 of the Federal Rules of Civil Procedure. The answer or\n"
            "motion must be served on the plaintiff or plaintiff’s attorney, whose name and address are:",
        ),
        Fill("plaintiffs attorney", 140, 482, values["attorney"], 300),
        Print(
            100,
            570,
            "If you fail to respond, judgment by default will be entered against you for the relief demanded\n"
            "in the complaint. You also must file your answer or motion with the court.",
        ),
        Fill("clerk name", 300, 630, values["clerk"], 120),
        Print(430, 630, "CLERK OF COURT"),
        Print(72, 670, "Date:"),
        Fill("date issued", 100, 670, values["date"], 120),
        Print(330, 690, "Signature of Clerk or Deputy Clerk", 8),
    )


def ao88(values: dict[str, str], letter: str) -> Form:
    """Return form AO 88, 88A or 88B, a subpoena in a civil action; ``letter`` is "", "A" or "B"."""
    title = {
        "": "SUBPOENA TO APPEAR AND TESTIFY\nAT A HEARING OR TRIAL IN A CIVIL ACTION",
        "A": "SUBPOENA TO TESTIFY AT A DEPOSITION IN A CIVIL ACTION",
        "B": "SUBPOENA TO PRODUCE DOCUMENTS, INFORMATION, OR OBJECTS\n"
        "OR TO PERMIT INSPECTION OF PREMISES IN A CIVIL ACTION",
    }[letter]
    command = {
        "": "YOU ARE COMMANDED to appear in the United States district court at the time, date, and place set forth\n"
        "below to testify at a hearing or trial in this civil action. When you arrive, you must remain at the court until\n"
        "the judge or a court officer allows you to leave.",
        "A": "Testimony: YOU ARE COMMANDED to appear at the time, date, and place set forth below to testify at a\n"
        "deposition to be taken in this civil action.",
        "B": "Production: YOU ARE COMMANDED to produce at the time, date, and place set forth below the following\n"
        "documents, electronically stored information, or objects, and to permit inspection, copying, testing, or\n"
        "sampling of the material:",
    }[letter]
    bring = {
        "": "You must also bring with you the following documents, electronically stored information, or objects\n"
        "(leave blank if not applicable):",
        "A": "Production: You, or your representatives, must also bring with you to the deposition the following\n"
        "documents, electronically stored information, or objects, and must permit inspection, copying, testing,\n"
        "or sampling of the material:",
        "B": "",
    }[letter]
    place_top = 455 if letter == "B" else 400
    demanded: Form = (
        (Fill("documents", 110, 412, values["demanded"], 400),)
        if letter == "B"
        else (
            Print(72, 460, bring),
            Fill("documents", 110, 498, values["demanded"], 400),
        )
    )
    return (
        Print(60, 45, f"AO 88{letter} (Rev. 12/20) {' '.join(title.split()).title()}", 8),
        *_caption(values),
        Print(160, 280, title, 11),
        Print(72, 315, "To:"),
        Fill("to", 100, 315, values["to"], 400),
        Print(220, 340, "(Name of person to whom this subpoena is directed)", 8),
        Print(72, 364, command),
        *(demanded if letter == "B" else ()),
        Print(72, place_top, "Place:"),
        Fill("place", 105, place_top, values["place"], 190),
        Print(330, place_top, "Date and Time:"),
        Fill("date and time", 400, place_top, values["when"], 150),
        *(() if letter == "B" else demanded),
        Print(
            72,
            540,
            "The following provisions of Fed. R. Civ. P. 45 are attached – Rule 45(c), relating to the place of compliance;\n"
            "Rule 45(d), relating to your protection as a person subject to a subpoena; and Rule 45(e) and (g).",
        ),
        Print(72, 580, "Date:"),
        Fill("date", 100, 580, values["date"], 120),
        Print(150, 600, "CLERK OF COURT"),
        Print(330, 600, "OR"),
        Print(90, 635, "Signature of Clerk or Deputy Clerk", 8),
        Fill("signature", 400, 620, values["signature"], 140),
        Print(400, 635, "Attorney’s signature", 8),
        Print(
            72,
            656,
            "The name, address, e-mail address, and telephone number of the attorney representing (name of party)",
        ),
        Fill("party", 72, 670, values["for"], 150),
        Print(250, 670, ", who issues or requests this subpoena, are:"),
        Fill("attorney", 72, 686, values["attorney"], 400),
    )


def cbp3115(values: dict[str, str]) -> Form:
    """Return CBP Form 3115, a summons to appear or to produce records."""
    return (
        Print(72, 50, "DEPARTMENT OF HOMELAND SECURITY"),
        Print(72, 64, "U.S. Customs and Border Protection"),
        Print(330, 50, "SUMMONS", 13),
        Print(330, 64, "to Appear and/or Produce Records"),
        Print(72, 90, "1. TO (Name, Address, City, State, ZIP Code)"),
        Fill("to", 80, 106, values["to"], 300),
        Print(
            72,
            170,
            "By the service of this summons upon you, YOU ARE HEREBY SUMMONED AND REQUIRED TO:\n"
            "(A) APPEAR before the CBP Officer named in Block 2 below, at the place, date, and time indicated, to\n"
            "testify and give information.\n"
            "(B) PRODUCE the records indicated in Block 3 below, before the CBP Officer named in Block 2 at the place,\n"
            "date, and time indicated.\n"
            "Your testimony and/or production of the indicated records is required in connection with an investigation.\n"
            "Failure to comply with this summons will render you liable to proceedings in a U.S. District Court.",
        ),
        Print(
            72,
            270,
            "2. (A) NAME, TITLE, ADDRESS, AND TELEPHONE NUMBER OF THE CBP OFFICER BEFORE WHOM YOU ARE TO APPEAR",
            8,
        ),
        Fill("officer", 80, 286, values["before"], 300),
        Print(72, 350, "(B) DATE AND TIME AT WHICH YOU ARE TO APPEAR", 8),
        Fill("appear", 80, 366, values["when"], 200),
        Print(72, 390, "3. RECORDS REQUIRED TO BE PRODUCED FOR INSPECTION", 8),
        Fill("records", 80, 406, values["demanded"], 420),
        Print(
            72,
            500,
            "Issued under authority of section 509, Tariff Act of 1930, as amended (19 U.S.C. 1509).",
        ),
        Print(72, 530, "4. NAME OF PERSON AUTHORIZED TO SERVE SUMMONS", 8),
        Fill("server", 80, 546, values["server"], 200),
        Print(330, 530, "5. DATE OF ISSUE", 8),
        Fill("issue", 340, 546, values["date"], 120),
        Print(72, 580, "6. NAME AND TITLE OF PERSON ISSUING SUMMONS", 8),
        Fill("issuer", 80, 596, values["issuer"], 300),
        Print(72, 660, "CBP Form 3115 (10/15)", 8),
    )


def california(values: dict[str, str]) -> Form:
    """Return a summons of the kind that California's courts use."""
    return (
        Print(520, 40, "SUM-100", 8),
        Print(230, 60, "SUMMONS", 14),
        Print(215, 76, "(CITACION JUDICIAL)"),
        Print(72, 100, "NOTICE TO DEFENDANT:"),
        Print(72, 112, "(AVISO AL DEMANDADO):", 8),
        Fill("defendant", 72, 126, values["defendants"], 400),
        Print(72, 165, "YOU ARE BEING SUED BY PLAINTIFF:"),
        Print(72, 177, "(LO ESTÁ DEMANDANDO EL DEMANDANTE):", 8),
        Fill("plaintiff", 72, 191, values["plaintiffs"], 400),
        Print(
            72,
            230,
            "NOTICE! You have been sued. The court may decide against you without your being heard.\n"
            "You have 30 CALENDAR DAYS after this summons and legal papers are served on you to file a written\n"
            "response at this court and have a copy served on the plaintiff.",
        ),
        Print(72, 300, "The name and address of the court is:"),
        Print(72, 312, "(El nombre y dirección de la corte es):", 8),
        Fill("court", 80, 328, values["court"], 240),
        Print(380, 300, "CASE NUMBER:"),
        Print(380, 312, "(Número del Caso):", 8),
        Fill("number", 380, 328, values["number"], 120),
        Print(
            72,
            400,
            "The name, address, and telephone number of plaintiff’s attorney, or plaintiff without an attorney, is:",
        ),
        Fill("attorney", 80, 418, values["attorney"], 400),
        Print(72, 500, "DATE:"),
        Fill("date", 105, 500, values["date"], 120),
        Print(300, 500, "Clerk, by"),
        Fill("clerk", 345, 500, values["clerk"], 100),
        Print(470, 500, ", Deputy"),
        Print(72, 540, "NOTICE TO THE PERSON SERVED: You are served"),
    )


def new_york(values: dict[str, str]) -> Form:
    """Return a summons as attorneys draw it up in New York."""
    return (
        Print(72, 60, f"SUPREME COURT OF THE STATE OF NEW YORK\nCOUNTY OF {values['county']}"),
        Print(72, 90, "--------------------------------------------------x"),
        Print(72, 108, f"{values['plaintiffs']},"),
        Print(340, 108, f"Index No. {values['number']}"),
        Print(200, 130, "Plaintiff,"),
        Print(340, 130, "SUMMONS"),
        Print(160, 150, "-against-"),
        Print(72, 170, f"{values['defendants']},"),
        Print(200, 195, "Defendants."),
        Print(72, 210, "--------------------------------------------------x"),
        Print(72, 235, "To the above-named Defendants:"),
        Print(
            72,
            260,
            "YOU ARE HEREBY SUMMONED to answer the complaint in this action and to serve a copy of your answer\n"
            "on the plaintiff’s attorney within 20 days after the service of this summons, exclusive of the day of\n"
            "service (or within 30 days after the service is complete if this summons is not personally delivered to\n"
            "you within the State of New York); and in case of your failure to appear or answer, judgment will be\n"
            "taken against you by default for the relief demanded in the complaint.",
        ),
        Print(72, 345, f"Dated: Brooklyn, New York\n           {values['date']}"),
        Print(320, 385, values["signed"]),
        Print(72, 500, f"To:\n{values['to']}"),
    )


def texas(values: dict[str, str]) -> Form:
    """Return a citation as clerks of Texas courts issue it."""
    return (
        Print(230, 50, "CITATION", 13),
        Print(220, 68, "THE STATE OF TEXAS"),
        Print(200, 90, f"CAUSE NO. {values['number']}"),
        Print(
            72, 120, f"{values['plaintiffs']}, Plaintiff\nvs.\n{values['defendants']}, Defendant"
        ),
        Print(72, 175, f"TO: {values['to']}"),
        Print(
            72,
            230,
            "NOTICE TO DEFENDANT: You have been sued. You may employ an attorney. If you or your attorney do not\n"
            "file a written answer with the clerk who issued this citation by 10:00 a.m. on the Monday next following\n"
            "the expiration of twenty days after you were served this citation and petition, a default judgment may be\n"
            "taken against you.",
        ),
        Print(
            72,
            300,
            f"Attached is a copy of the Plaintiff’s Original Petition filed in the {values['court']}.",
        ),
        Print(
            72,
            330,
            f"ISSUED AND GIVEN UNDER MY HAND AND SEAL of said Court at office, {values['date']}.",
        ),
        Print(72, 370, f"REQUESTED BY:\n{values['attorney']}"),
        Print(330, 370, f"{values['clerk']}"),
        Print(330, 430, "By: ________________, Deputy"),
    )
