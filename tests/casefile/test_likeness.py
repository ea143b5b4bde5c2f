"""Which papers share their words: copies, versions and papers inside others; forms and short mails do not."""

import datetime as dt
import re
import sqlite3
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from casefile import likeness, same_words
from casefile.case import Case
from casefile.compared import DifferenceKind
from casefile.errors import NoSuchFinding
from casefile.likeness import Alike
from casefile.records import DocumentRow, Likeness, LikePaper
from extraction.findings import DocumentKind
from importers.document import ImportContext, ImportFailure
from importers.registry import read_file
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan
from tests.casefile.helpers import FakeWorkers, paper
from tests.casefile.rows import document_row
from tests.counting import steps_of

COMPLAINT, OTHER, EMAIL = DocumentKind.COMPLAINT, DocumentKind.OTHER, DocumentKind.EMAIL

# A pleading whose paragraphs differ, each with words of its own.
PLEADING = [
    f"{at}. On March {at} the {who} of Tern Harbor told Odile Marsh that berth {at * 3} was {what}."
    for at, (who, what) in enumerate(
        [
            ("harbor master", "closed for repairs of the old pilings below the fish market"),
            ("night clerk", "let to a towing company that nobody in town had ever heard of"),
            ("bailiff", "sealed by order of the council, though no order was ever shown to her"),
            ("pilot", "too shallow since the storm for any boat with more than a meter of draft"),
            ("inspector", "unsafe, and that her license would lapse unless she moved before noon"),
            ("treasurer", "paid for until June, as the books of the commission plainly showed"),
            ("deputy mayor", "promised to a cousin of the chairman in return for a favor"),
            ("surveyor", "measured wrongly on every chart that the office had sold since 1998"),
        ],
        1,
    )
]
LETTER = (
    "Dear Ms. Marsh, we write on behalf of Gull Cannery to say that the landing fees for the past "
    "two years remain unpaid, and that we shall have to close your account at the end of the month "
    "unless the whole sum reaches us before that day. Yours, Peter Quill"
)


def source(text: str) -> SourceText:
    return SourceText(
        text, (), tuple(Paragraph(Span(*match.span())) for match in re.finditer(r"[^\n]+", text))
    )


def told(
    first: str | SourceText,
    second: str | SourceText,
    kinds: tuple[DocumentKind, DocumentKind] = (OTHER, OTHER),
) -> list[tuple[int, Likeness]]:
    """Return what papers 1 and 2 say of each other."""
    one, two = (
        likeness._Text(number, kind, each, same_words.fingerprint(each.text))
        for number, kind, each in zip(
            (1, 2),
            kinds,
            (source(each) if isinstance(each, str) else each for each in (first, second)),
            strict=True,
        )
    )
    return [(each.document, each.likeness) for each in likeness._both_ways(one, two)]


COPIES = [(1, Likeness.SAME_WORDS), (2, Likeness.SAME_WORDS)]
VERSIONS = [(1, Likeness.VERSION), (2, Likeness.VERSION)]
INSIDE = [(1, Likeness.CONTAINED), (2, Likeness.CONTAINS)]
FORM = """UNITED STATES DISTRICT COURT
{plaintiff}, Plaintiff, v. {defendant}, Defendant. Case No. {number}
COMPLAINT FOR NEGLIGENCE
The Plaintiff, {plaintiff}, is an individual residing in the State of {home}.
The Defendant, {defendant}, is an individual residing in the State of {state}.
This court has subject matter jurisdiction over the claims herein because the parties are citizens of
different states and the amount in controversy between them, without interest and costs, exceeds the value
that the statute asks for. Venue is proper in this district because a substantial part of the events or
omissions giving rise to the claim occurred in this district.
{facts}
As a direct and proximate result of the negligence of the Defendant, the Plaintiff suffered injuries of the
body and the mind, lost wages, and incurred medical expenses. Therefore the Plaintiff demands judgment
against the Defendant for damages, interest at the legal rate, costs of suit, and such other relief as the
court deems just and proper."""
ONE = FORM.format(
    plaintiff="Odile Marsh",
    defendant="Gull Cannery",
    number="26-cv-118",
    home="Maine",
    state="Vermont",
    facts="On May 2, 2026 a crate fell upon her at Pier Nine.",
)
ANOTHER = FORM.format(
    plaintiff="Peter Quill",
    defendant="Tern Towage",
    number="24-cv-9021",
    home="Ohio",
    state="Delaware",
    facts="On June 30, 2023 a tug of the Defendant ran him down in Lake Erie.",
)
AMENDED = ONE.replace(
    "at Pier Nine.", "at Pier Nine, and nobody came to her aid for an hour. Two men saw it."
)


@pytest.mark.parametrize(
    ("first", "second", "kinds", "expected"),
    [
        (LETTER, LETTER.replace(", ", ",\n"), (OTHER, OTHER), COPIES),
        (
            LETTER,
            LETTER.replace("two years", "three years"),
            (OTHER, OTHER),
            [],
        ),  # too short to tell
        ("\n".join(PLEADING), "\n".join(PLEADING[:7]), (COMPLAINT, COMPLAINT), VERSIONS),
        ("\n".join(PLEADING), "\n".join(PLEADING[::-1]), (COMPLAINT, OTHER), VERSIONS),
        (ONE, AMENDED, (COMPLAINT, COMPLAINT), VERSIONS),
        (ONE, AMENDED, (DocumentKind.SUMMONS, DocumentKind.SUMMONS), []),
        (ONE, ANOTHER, (COMPLAINT, COMPLAINT), []),  # one form, filled for two cases
        (ONE, ANOTHER, (OTHER, OTHER), []),
        (LETTER, "\n".join([*PLEADING, LETTER]), (OTHER, COMPLAINT), INSIDE),
        (LETTER, "\n".join(PLEADING), (OTHER, COMPLAINT), []),
        (
            "\n".join(PLEADING),
            "\n".join(
                f"{line} Answer: Defendant lacks knowledge of this and so denies it."
                for line in PLEADING
            ),
            (COMPLAINT, DocumentKind.ANSWER),
            INSIDE,
        ),  # an answer that repeats what it answers is no version of it
        ("See attached, thanks.", "See attached, thanks.", (EMAIL, EMAIL), []),
        ("", "", (OTHER, OTHER), []),
    ],
)
def test_how_two_papers_stand_to_each_other(
    first: str,
    second: str,
    kinds: tuple[DocumentKind, DocumentKind],
    expected: list[tuple[int, Likeness]],
) -> None:
    assert sorted(told(first, second, kinds)) == expected


def test_a_stamp_makes_no_other_paper() -> None:
    stamp = "\nCase 1:26-cv-00118-LMS Document 4 Filed 03/09/26 Page 1 of 1"
    stamped = SourceText(
        LETTER + stamp,
        (),
        (Paragraph(Span(0, len(LETTER))),),
        (ZoneSpan(Span(len(LETTER) + 1, len(LETTER + stamp)), Zone.PAGE_FURNITURE, "stamp"),),
    )
    assert sorted(told(LETTER, stamped)) == COPIES


def test_one_figure_is_enough_to_be_no_copy() -> None:
    text = "\n".join(PLEADING)
    assert sorted(told(text, text.replace("berth 9", "berth 8"))) == VERSIONS


def test_a_mail_stands_in_the_reply_to_it(tmp_path: Path) -> None:
    head = (
        "From: {0} <{0}@x.example>\nTo: {1} <{1}@x.example>\nSubject: Fees\nMessage-ID: <{0}@x>\n\n"
    )
    quoted = "".join(f"> {line}\n" for line in re.sub("(.{60}) ", r"\1\n", LETTER).splitlines())
    mails = []
    for name, text in (
        ("a.eml", head.format("quill", "marsh") + LETTER),
        ("b.eml", f"{head.format('marsh', 'quill')}I paid.\n\nOn Monday Quill wrote:\n{quoted}"),
    ):
        (tmp_path / name).write_text(text)
        mails.append(read_file(tmp_path / name, ImportContext(name)).source)
    assert sorted(told(mails[0], mails[1], (EMAIL, EMAIL))) == INSIDE
    assert sorted(told(mails[1], mails[0], (EMAIL, EMAIL)), key=str) == [
        (1, Likeness.CONTAINS),
        (2, Likeness.CONTAINED),
    ]


def test_a_thousand_papers_are_looked_through_without_reading_one(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = np.random.default_rng(3)

    def words() -> bytes:
        hashes = np.unique(generator.integers(0, 2**32, 4_000, np.uint32))
        return bytes(hashes.tobytes())

    def add(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
        marks = ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )

    list(case.ingest([paper(tmp_path / "papers", "One.txt", LETTER)]))
    with case._store.database.write() as connection:
        document = dict(connection.execute("SELECT * FROM document").fetchone())
        layer = dict(connection.execute("SELECT * FROM layer").fetchone())
        connection.execute("UPDATE document SET layer = NULL")
        connection.execute("DELETE FROM document")
        for number in range(1, 1_001):
            name = {"stored_name": str(number), "sha256": str(number)}
            add(connection, "document", document | name | {"id": number, "layer": None})
            add(connection, "layer", layer | {"id": number, "document": number, "words": words()})
        connection.execute("UPDATE document SET layer = id")
    with case._store.database.read() as connection:
        found: list[tuple[Alike, ...]] = []
        read: list[sqlite3.Row] = []
        monkeypatch.setattr(likeness, "_text", lambda _, row, __: read.append(row))
        steps = steps_of(lambda: found.append(likeness.compute(connection, 1, case._store.texts)))
    assert found == [()]
    assert not read  # a stranger's words are told from its fingerprint alone
    assert steps < 1_000 * 300  # its 4,000 triples are never gone through one by one


# ------------------------------------------------------------------------------- in a case


def ready(case: Case, folder: Path, **papers: str) -> dict[str, DocumentRow]:
    for name, text in papers.items():
        list(case.ingest([paper(folder, f"{name}.txt", text)]))
    return {Path(row.name).stem: row for row in case.documents()}


def test_versions_are_told_by_the_case_newest_first(case: Case, tmp_path: Path) -> None:
    text = "COMPLAINT\n" + "\n".join(PLEADING)
    rows = ready(
        case,
        tmp_path / "papers",
        **{
            "Complaint": text,
            "Second amended complaint": text.replace("Marsh", "Marsh-Quill") + "\nIt also rained.",
            "First amended complaint": text + "\nIt also rained.",
            "Letter": LETTER,
        },
    )
    first, letter = rows["First amended complaint"], rows["Letter"]
    assert {like.document for like in first.alike} == {
        rows["Complaint"].id,
        rows["Second amended complaint"].id,
    }
    assert letter.alike == ()
    versions = case.versions(rows["Complaint"].id)
    assert [Path(row.document.name).stem for row in versions] == [
        "Second amended complaint",
        "First amended complaint",
        "Complaint",
    ]
    assert versions[-1].share is None
    assert versions[1].share and versions[1].share > 0.9
    assert case.versions(letter.id) == ()
    assert [len(group) for group in case.version_groups()] == [3]
    comparison = case.compare(rows["Complaint"].id, first.id)
    assert comparison.counts[DifferenceKind.ADDED] == 1
    assert comparison.second == first
    with pytest.raises(NoSuchFinding):
        case.compare(first.id, 99)


def test_an_import_says_that_a_paper_is_a_copy_or_a_version(case: Case, tmp_path: Path) -> None:
    text = "\n".join(PLEADING)
    sentences = []
    for name, words in (
        ("One", text),
        ("Two", text.replace("berth 9", "berth 8")),
        ("Three", text.replace(" of ", "  of ")),
        ("Letter", LETTER),
    ):
        steps = list(case.ingest([paper(tmp_path / "papers", f"{name}.txt", words)]))
        sentences += [step.outcome.sentence for step in steps if step.outcome]
    assert sentences == [
        "“One.txt” is ready.",
        "“Two.txt” is ready. It is another version of “One.txt”.",
        "“Three.txt” is ready. It has the same words as “One.txt”.",
        "“Letter.txt” is ready.",
    ]


def test_likeness_follows_a_new_reading(case: Case, workers: FakeWorkers, tmp_path: Path) -> None:
    text = "\n".join(PLEADING)
    rows = ready(case, tmp_path / "papers", One=text, Two=text + "\nIt rained.")
    assert rows["One"].alike[0] == LikePaper(
        rows["Two"].id, Likeness.VERSION, rows["One"].alike[0].share
    )
    with case._store.database.write() as connection:
        likeness.replace(connection, rows["Two"].id, ())
    assert all(row.alike == () for row in case.documents())
    with case._store.database.write() as connection:
        gone = Alike(rows["One"].id, 77, Likeness.VERSION, 1.0)
        assert likeness.replace(connection, rows["One"].id, (gone,)) == frozenset()
    workers.extractor = "newer"
    case.set_document(rows["Two"].id, kind=DocumentKind.ARTICLE)  # has it looked through anew
    assert [like.document for like in case.document(rows["One"].id).alike] == [rows["Two"].id]


@pytest.mark.parametrize(
    ("titles", "days", "expected"),
    [
        (("Complaint", "Amended Complaint", "Second Amended Complaint"), (), (3, 2, 1)),
        (("Third Amended Complaint", "Complaint", "First Amended Complaint"), (), (1, 3, 2)),
        (("Complaint", "2nd Amended Complaint", "Corrected Complaint"), (), (2, 3, 1)),
        (("Lease", "Lease", "Lease"), (), (3, 2, 1)),
        (("Lease", "Lease", "Lease"), ((2026, 5, 1), (2026, 3, 1), (2026, 4, 1)), (1, 3, 2)),
        (("Lease", "Amended Lease", "Lease"), ((2026, 5, 1),), (2, 3, 1)),  # not all have a day
    ],
)
def test_the_order_of_versions(
    titles: tuple[str, ...], days: tuple[tuple[int, int, int], ...], expected: tuple[int, ...]
) -> None:
    # Each is like its neighbour alone: the group hangs together all the same.
    likes = {1: (2,), 2: (1, 3), 3: (2,)}
    rows = [
        document_row(
            number,
            title=title,
            date=dt.date(*days[number - 1]) if number <= len(days) else None,
            alike=tuple(LikePaper(other, Likeness.VERSION, 0.9) for other in likes[number]),
        )
        for number, title in enumerate(titles, 1)
    ]
    versions = likeness.versions(rows, 1)
    assert tuple(row.document.id for row in versions) == expected
    assert {row.document.id: row.share for row in versions} == {1: None, 2: 0.9, 3: None}


def test_a_paper_inside_another_is_no_version_of_it() -> None:
    rows = [
        document_row(1, alike=(LikePaper(2, Likeness.CONTAINED, 1.0),)),
        document_row(2, alike=(LikePaper(1, Likeness.CONTAINS, 1.0),)),
    ]
    assert likeness.versions(rows, 1) == ()
    assert likeness.version_groups(rows) == ()


def test_of_the_real_papers_two_are_versions(shared: Path) -> None:
    """Of all complaints and opinions: two amended complaints of one case, and no other pair."""
    texts = []
    folder = shared / "documents"
    papers = [*folder.glob("pleadings/*complaint*"), *folder.glob("courts/*opinion*")]
    for number, path in enumerate(sorted(papers), 1):
        try:
            text = read_file(path, ImportContext(path.name)).source.as_shown()
        except ImportFailure:
            continue
        texts.append(
            (path.name, likeness._Text(number, OTHER, text, same_words.fingerprint(text.text)))
        )
    assert len(texts) > 12
    found = {
        (name, other): likeness._both_ways(one, two)
        for (name, one), (other, two) in combinations(texts, 2)
        if likeness._promising(one.everything, two.everything)
    }
    pair = ("iqbal-first-amended-complaint.pdf", "iqbal-second-amended-complaint.pdf")
    assert {names: rows[0].likeness for names, rows in found.items() if rows} == {
        pair: Likeness.VERSION
    }
    assert found[pair][0].share > 0.9
