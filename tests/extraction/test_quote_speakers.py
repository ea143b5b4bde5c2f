"""From a whole paragraph to the party that speaks: papers, courts, laws, descriptions, split cues.

Every row of a table asks about the last quotation of a text, whose paragraphs ``/`` parts. Under it
stand the words that name the speaker and the party behind them, "-" where the text does not say.
"""

import re

import pytest

from extraction.citations import cited_places
from extraction.findings import (
    Certainty,
    DocumentKind,
    Mention,
    Party,
    PartyKind,
    PartySource,
    Quote,
)
from extraction.quotes import find_quotes
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span

CAST = {
    "Ana Ruiz": PartyKind.PERSON,
    "Tom Poole": PartyKind.PERSON,
    "Jo Dale": PartyKind.PERSON,
    "Orchard Pipe": PartyKind.ORGANIZATION,
    "Mill Bank": PartyKind.ORGANIZATION,
    "Land Agency": PartyKind.AGENCY,
    "Superior Court": PartyKind.COURT,
}
SHORT = {"Ruiz": "Ana Ruiz", "Poole": "Tom Poole", "Dale": "Jo Dale"}


def quotes_of(
    text: str, kind: DocumentKind = DocumentKind.ARTICLE, **roles: str
) -> tuple[str, tuple[Quote, ...]]:
    paragraphs = text.split(" / ")
    whole = "\n\n".join(paragraphs)
    found, at = [], 0
    for paragraph in paragraphs:
        found.append(Paragraph(Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    parties = []
    for name, sort in CAST.items():
        names = [name, *(short for short, full in SHORT.items() if full == name)]
        pattern = "|".join(names)
        mentions = tuple(Mention(Span(*m.span()), m.group()) for m in re.finditer(pattern, whole))
        role = roles.get(name.replace(" ", "_"))
        if mentions or role:
            parties.append(Party(name, name, sort, role, PartySource.BODY, mentions=mentions))
    reading = read(SourceText(whole, (), tuple(found)))
    return whole, find_quotes(reading, parties, kind, cited_places(reading))


def last_speaker(text: str, kind: DocumentKind = DocumentKind.ARTICLE, **roles: str):
    whole, quotes = quotes_of(text, kind, **roles)
    quote = [each for each in quotes if each.kind.is_quotation][-1]
    if quote.speaker is None:
        return None, None
    return (
        " ".join(quote.speaker.span.of(whole).split()) if quote.speaker.span else None,
        quote.speaker.party,
    )


PAPERS = """\
Orchard Pipe sued on Monday. “The roof was never mended,” the filing said.
    the filing = Orchard Pipe
Ana Ruiz filed a complaint in May. The complaint says that the roof “was never mended”.
    The complaint = Ana Ruiz
Orchard Pipe filed suit. “The roof was never mended,” according to the lawsuit.
    the lawsuit = Orchard Pipe
Orchard Pipe filed suit. According to court papers, the roof “was never mended at all”.
    court papers = -
Orchard Pipe filed suit. “The roof was never mended at all,” according to court documents.
    court documents = -
Land Agency issued a summons in May. The summons demanded “all records of the roof”.
    The summons = Land Agency
Land Agency served the subpoena on Orchard Pipe. The subpoena demanded “all records of the roof”.
    The subpoena = Land Agency
The Superior Court ruled on Monday. “The roof must be mended,” the order said.
    the order = Superior Court
Ana Ruiz wrote to the board. “The roof leaks every winter,” her letter said.
    her letter = Ana Ruiz
“The roof leaks every winter,” read a statement from Orchard Pipe.
    a statement from Orchard Pipe = Orchard Pipe
Orchard Pipe said in a statement: “The roof was mended in May.”
    Orchard Pipe = Orchard Pipe
In its motion, Orchard Pipe argued that the claim “was filed a year too late”.
    Orchard Pipe = Orchard Pipe
Land Agency made a rule in May. The rule is short. It reads: “No horse shall be kept on a roof.”
    It = -
The lease was signed by Ana Ruiz. It says that tenants “shall mend what they break”.
    It = -
Orchard Pipe signed the lease. The lease is short. It provides that “no horse shall be kept”.
    It = -
Orchard Pipe was founded in May. It said the roof “was mended long ago”.
    It = Orchard Pipe
"""

DESCRIPTIONS = """\
“The roof was mended,” said a spokesman for Orchard Pipe.
    a spokesman for Orchard Pipe = Orchard Pipe
“The roof was mended,” an Orchard Pipe spokeswoman said.
    an Orchard Pipe spokeswoman = Orchard Pipe
“The roof was mended,” said Orchard Pipe spokesman Tom Poole.
    Orchard Pipe spokesman Tom Poole = Tom Poole
Orchard Pipe rose on Monday. “The roof was mended,” the company said.
    the company = Orchard Pipe
“The roof was mended,” the agency’s deputy director, Jo Dale, said.
    the agency’s deputy director = Jo Dale
Jo Dale is the deputy director of the Land Agency. “The roof was mended,” the deputy director said.
    the deputy director = Jo Dale
Jo Dale, the mayor of the town, came late. “The roof was mended,” the mayor said.
    the mayor = Jo Dale
Jo Dale, deputy director of the Land Agency, came late. “The roof was mended,” the deputy director said.
    the deputy director = Jo Dale
Landlord Tom Poole met tenant Ana Ruiz. “The roof was mended,” the landlord said.
    the landlord = Tom Poole
Landlord Tom Poole met tenant Ana Ruiz. “The roof was mended,” the tenant said.
    the tenant = Ana Ruiz
Tom Poole, a lawyer, and Jo Dale, a lawyer, came late. “The roof was mended,” the lawyer said.
    the lawyer = -
Tom Poole came late. “The roof was mended,” the mayor said.
    the mayor = -
“The roof was mended,” said Tom Poole’s lawyer.
    Tom Poole’s lawyer = -
“The roof was mended,” said lawyers for Orchard Pipe.
    lawyers for Orchard Pipe = Orchard Pipe
“The roof was mended,” said one of the neighbors.
    one of the neighbors = -
Critics of Orchard Pipe said the roof “was never mended at all”.
    Critics of Orchard Pipe = -
"""

WAYS = """\
“The roof,” Ana Ruiz said, “was mended in May.”
    Ana Ruiz = Ana Ruiz
“The roof,” said Ana Ruiz, “was mended in May.”
    Ana Ruiz = Ana Ruiz
“The roof was mended in May,” Ruiz said. “It fell in June.”
    Ruiz = Ana Ruiz
“The roof was mended in May,” wrote Tom Poole, who owns the house.
    Tom Poole = Tom Poole
Asked about the roof, Ana Ruiz replied: “Ask the landlord.”
    Ana Ruiz = Ana Ruiz
Tom Poole, asked by Ana Ruiz about the roof, said it “was mended in May”.
    Tom Poole = Tom Poole
Ana Ruiz told Tom Poole that the roof “was never mended at all”.
    Ana Ruiz = Ana Ruiz
Tom Poole was told by Ana Ruiz that the roof “was never mended at all”.
    Ana Ruiz = Ana Ruiz
Ana Ruiz was quoted as saying the roof “was never mended at all”.
    Ana Ruiz = Ana Ruiz
The roof, Ana Ruiz was quoted as saying, “was never mended at all”.
    Ana Ruiz = Ana Ruiz
The roof was called “a trap for honest tenants” by Ana Ruiz.
    Ana Ruiz = Ana Ruiz
As Ana Ruiz put it, “the roof was never mended at all.”
    Ana Ruiz = Ana Ruiz
In the words of Ana Ruiz, “the roof was never mended at all.”
    Ana Ruiz = Ana Ruiz
Ana Ruiz—with Tom Poole, a clerk and a dog beside her—explained: “The roof was never mended.”
    Ana Ruiz = Ana Ruiz
“The roof was mended in May,” said Thursday morning Ana Ruiz, the clerk of the town.
    Ana Ruiz = Ana Ruiz
Ana Ruiz, a clerk of the town, said Thursday morning that “the roof was never mended at all”.
    Ana Ruiz = Ana Ruiz
A co-tenant wrote: “Mend the roof before the winter comes.”
    A co-tenant = -
Ana Ruiz passed the note, recognizing that they were late and condemning “the rot in every beam of it”.
    Ana Ruiz = Ana Ruiz
“The roof is mended at last!” they celebrated, “and nobody fell from it.”
    they = -
To quote Ana Ruiz, “the roof was never mended at all.”
    Ana Ruiz = Ana Ruiz
Tom Poole denied saying that the roof “was mended in May”.
    Tom Poole = Tom Poole
Ana Ruiz had one wish: “Mend the roof before the winter comes.”
    Ana Ruiz = Ana Ruiz
Indeed, the lease provides: “Nobody shall keep a horse upon the roof.”
    the lease = -
In May, Ana Ruiz told them: “Mend the roof before the winter comes.”
    Ana Ruiz = Ana Ruiz
Ana Ruiz, the secretary of state: “Mend the roof before the winter comes.”
    Ana Ruiz = Ana Ruiz
Ana Ruiz, the clerk, said: “Mend the roof before the winter comes.”
    Ana Ruiz = Ana Ruiz
Ana Ruiz wrote to the board: / “Mend the roof before the winter comes.”
    Ana Ruiz = Ana Ruiz
Ana Ruiz: “Mend the roof before the winter comes.”
    Ana Ruiz = Ana Ruiz
“Mend the roof before the winter comes.” — Ana Ruiz
    Ana Ruiz = Ana Ruiz
Ana Ruiz said: “Mend the roof. / “The winter is near. / “Nobody else will do it.”
    Ana Ruiz = Ana Ruiz
“Mend the roof,” Ruiz wrote. / She went on: “The winter is near.”
    She = Ana Ruiz
“Mend the roof,” Ruiz told Tom Poole. “Do it now,” he answered.
    he = Tom Poole
The house stood in Elm Street. A sign on it read “No horses on the roof”.
    A sign = -
It has been said that “a roof is only as good as its last winter”.
    - = -
“A roof is only as good as its last winter.”
    - = -
"""

COURT = """\
The court held that “a roof is part of the house”.
    The court = Superior Court
This Court wrote in Hill v. Dale, 4 U.S. 1, that “a roof is part of the house”.
    This Court = Superior Court
In Hill v. Orr, 410 U.S. 12 (1999), the Supreme Court held that “a roof is part of the house”.
    the Supreme Court = -
The Ninth Circuit held that “a roof is part of the house”. Hill v. Orr, 4 F.3d 9 (9th Cir. 1999).
    The Ninth Circuit = -
A roof is “part of the house that it covers”. Hill v. Orr, 4 F.3d 9 (9th Cir. 1999).
    - = -
Rule 8(a)(2) requires “a short and plain statement of the claim”.
    Rule 8(a)(2) = -
Section 1509 provides that a roof “shall keep the rain out of the house”.
    Section 1509 = -
The statute provides: “A roof shall keep the rain out of the house.”
    The statute = -
The Act prohibits “any horse or pig upon the roof of a house”.
    The Act = -
Under 19 U.S.C. § 1509, a roof “shall keep the rain out of the house”.
    - = -
Plaintiffs must show that the roof was “rotten through and through”.
    - = -
Defendants deny that the roof was “rotten through and through”.
    - = -
Poole testified that the roof was “rotten through and through”. Poole Dep. 14:3.
    Poole = Tom Poole
The roof was “rotten through and through”. Poole Decl. ¶ 4.
    Poole = Tom Poole
The roof was “rotten through and through”. Compl. ¶ 4.
    Compl. = Ana Ruiz
The roof was “rotten through and through”. (Am. Compl. ¶ 4.)
    Am. Compl. = Ana Ruiz
The Complaint alleges that the roof was “rotten through and through”. Compl. ¶ 4.
    The Complaint = Ana Ruiz
Plaintiff alleges that the roof was “rotten through and through”. Compl. ¶ 4.
    Plaintiff = Ana Ruiz
Defendant responds that the roof was “sound in every beam of it”.
    Defendant = Orchard Pipe
Exhibit C states that the roof was “rotten through and through”.
    Exhibit C = -
"""


def rows(table: str) -> list[tuple[str, str | None, str | None]]:
    found = []
    lines = table.splitlines()
    for text, answer in zip(lines[::2], lines[1::2], strict=True):
        words, party = (None if each == "-" else each for each in answer.strip().split(" = "))
        found.append((text, words, party))
    return found


@pytest.mark.parametrize(
    ("text", "words", "party"), [*rows(PAPERS), *rows(DESCRIPTIONS), *rows(WAYS)]
)
def test_who_speaks_in_an_article(text, words, party):
    assert last_speaker(text) == (words, party)


@pytest.mark.parametrize(("text", "words", "party"), rows(COURT))
def test_who_speaks_in_an_opinion(text, words, party):
    sides = {"Ana_Ruiz": "plaintiff", "Orchard_Pipe": "defendant", "Superior_Court": "court"}
    assert last_speaker(text, DocumentKind.OPINION, **sides) == (words, party)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz wrote to the board: / ● “Mend the roof.” / ● “The winter is near.” / ● “Do it now.”",
        "Ana Ruiz wrote to the board: / (a) “Mend the roof.” / (b) “The winter is near.”",
        "Ana Ruiz said: “Mend the roof. / “The winter is near. / “Nobody else will do it.”",
        "“The roof,” Ana Ruiz said, “was mended in May.” She paused. “Or so they say.”",
    ],
)
def test_every_part_of_a_quotation_has_its_speaker(text):
    _, quotes = quotes_of(text)
    assert [quote.speaker and quote.speaker.party for quote in quotes] == ["Ana Ruiz"] * len(quotes)


def test_a_list_in_a_complaint_has_the_speaker_that_introduces_it_and_no_other_paragraph_has():
    text = (
        "4. Ana Ruiz wrote to the board: / ● “Mend the roof.” / ● “The winter is near.” / "
        "5. “The roof fell in May.” / ● “The winter is here.”"
    )
    _, quotes = quotes_of(text, DocumentKind.COMPLAINT)
    assert [quote.speaker and quote.speaker.party for quote in quotes] == [
        "Ana Ruiz",
        "Ana Ruiz",
        None,
        None,
    ]


def test_what_a_law_says_is_stated_and_nobody_is_made_its_author():
    _, (quote,) = quotes_of(
        "Rule 8(a)(2) requires “a short and plain statement”.", DocumentKind.MOTION
    )
    assert quote.certainty is Certainty.STATED
    assert quote.speaker is not None and quote.speaker.party is None
