"""What answers say to complaints: which complaint is answered, paragraph by paragraph, and what follows."""

import datetime as dt
from dataclasses import replace

import pytest

from casefile.admissions import pairs
from casefile.case import Case
from casefile.event_records import Response, Standing
from extraction.answers import read_answer
from extraction.captions import read_caption
from extraction.facts import document_facts
from extraction.findings import DocumentKind, Findings
from extraction.kinds import recognise_kind
from extraction.reading import read
from tests.casefile.helpers import FakeWorkers, imported, paper, really_read

A, D, P = Response.ADMITTED, Response.DENIED, Response.PARTLY
K, N, S = Response.NO_KNOWLEDGE, Response.NO_ANSWER, Response.NOT_DENIED

# Every line is a paragraph, counted from the title on; see helpers.paragraphs_of.
COMPLAINT = """COMPLAINT of Marrow Ferry Company, Inc. against the Tidewater Port Commission.
2. The Tidewater Port Commission closed the berth on 2026-03-07.
3. On 2026-03-08 nobody was told.
4. The berth was opened again on 2026-04-01.
5. On 2026-04-02 the ferry sailed from the berth and lost money.
6. A fee was charged on 2026-05-01.
"""
ANSWER = """ANSWER TO COMPLAINT
2. Admitted.
3. Denied.
4. Defendant lacks knowledge or information sufficient to form a belief.
5. Defendant admits that the ferry sailed from the berth, and otherwise denies the allegations.
"""
GENERAL = "Except as expressly admitted, Defendant denies each and every allegation.\n"


class AnswerWorkers(FakeWorkers):
    """Findings with an answer's responses, title and docket number as a test sets them."""

    def __init__(self):
        super().__init__()
        self.facts = {}

    def extract(self, document, context):
        found = super().extract(document, context)
        first = document.source.text.split("\n")[0]
        kind = context.kind or (
            DocumentKind.ANSWER if first.startswith("ANSWER") else found.facts.kind
        )
        facts = replace(found.facts, **{"kind": kind, "title": first, **self.facts.get(first, {})})
        answer = read_answer(read(document.source)) if kind is DocumentKind.ANSWER else None
        return replace(found, facts=facts, answer=answer)


@pytest.fixture
def workers():
    workers = AnswerWorkers()
    yield workers
    workers.close()


@pytest.fixture
def put(case, tmp_path):
    """Import papers of these texts, and return their numbers."""

    def put_in(*texts):
        for at, text in enumerate(texts):
            paper(tmp_path / "in", f"Paper {at}.txt", text)
        list(case.ingest([tmp_path / "in"]))
        return [row.id for row in case.documents()]

    return put_in


def told(case, document):
    return {row.number: row.response for row in case.responses(document)}


def standings(case):
    return {
        row.pin.place.first_paragraph: row.standing
        for row in case.chronology().rows
        if row.pin.document == 1
    }


def test_what_an_answer_says_is_shown_beside_the_complaint(case, put):
    complaint, answer = put(COMPLAINT, ANSWER)
    assert told(case, complaint) == {"1": S, "2": A, "3": D, "4": K, "5": P, "6": S}
    assert case.responses(complaint) == case.responses(answer)
    row = case.responses(complaint)[1]
    assert (row.number, row.reason, row.text) == ("2", "“Admitted.”", "2. Admitted.")
    assert row.complaint.span.of(case.source(complaint).text).startswith("2. The Tidewater")
    assert row.answer.span.of(case.source(answer).text) == "2. Admitted."
    assert row.answer.place.first_paragraph == "2"
    assert case.check() == ()


def test_the_standing_of_an_event_is_proposed(case, put):
    put(COMPLAINT, ANSWER)
    assert standings(case) == {
        "2": Standing.ADMITTED,
        "3": Standing.DISPUTED,
        "4": Standing.DISPUTED,
        "5": Standing.OPEN,
        "6": Standing.OPEN,
    }
    event = next(row for row in case.chronology().rows if "closed the berth" in row.text)
    assert not event.standing_given and [each.response for each in event.responses] == [A]
    case.edit_event([event.id], standing=Standing.DISPUTED)
    kept = next(row for row in case.chronology().rows if row.id == event.id)
    assert (kept.standing, kept.standing_given) == (Standing.DISPUTED, True)
    assert kept.responses == event.responses


def test_a_general_denial_denies_what_is_passed_over(case, put):
    complaint, _ = put(COMPLAINT, ANSWER + GENERAL)
    assert told(case, complaint) == {"1": D, "2": A, "3": D, "4": K, "5": P, "6": D}
    row = case.responses(complaint)[-1]
    assert "denies what is not admitted" in row.reason and row.text == GENERAL.strip()


def test_an_answer_that_leaves_most_unanswered_proposes_nothing_for_the_rest(case, put):
    lines = "".join(f"{at}. On 2026-04-{at:02} a boat left.\n" for at in range(7, 13))
    complaint, _ = put(COMPLAINT + lines, ANSWER + "6. Denied.\n7. Denied.\n")
    assert told(case, complaint) == {"2": A, "3": D, "4": K, "5": P, "6": D, "7": D}


def test_an_admission_in_the_complaints_own_words_is_whole(case, put):
    said = ANSWER.replace("otherwise denies the allegations", "lost money on 2026-04-02")
    complaint, _ = put(COMPLAINT, said)
    assert told(case, complaint)["5"] is A
    assert standings(case)["5"] is Standing.ADMITTED


def test_several_answers_one_denial_disputes(case, put):
    other = ANSWER.replace("2. Admitted.", "2. Denied.").replace("3. Denied.", "3. Admitted.")
    complaint, *_ = put(COMPLAINT, ANSWER, other.replace("TO", "of the Harbor to"))
    rows = [row for row in case.responses(complaint) if row.number == "2"]
    assert [row.response for row in rows] == [A, D]
    assert len({row.answer.document for row in rows}) == 2
    assert standings(case)["2"] is Standing.DISPUTED


def test_an_event_in_an_admitted_sentence_of_a_paragraph_is_admitted(case, put):
    line = "5. On 2026-04-02 the ferry sailed. It came back on 2026-04-03. It sank on 2026-04-04."
    said = "5. Defendant admits the allegations of the first sentence and denies the remaining allegations."
    texts = [
        "\n".join(new if each.startswith("5.") else each for each in text.split("\n"))
        for text, new in ((COMPLAINT, line), (ANSWER, said))
    ]
    complaint, _ = put(*texts)
    assert told(case, complaint)["5"] is P
    rows = [row for row in case.chronology().rows if row.pin.place.first_paragraph == "5"]
    rows = [row for row in rows if row.pin.document == complaint]
    assert [row.standing for row in rows] == [
        Standing.ADMITTED, Standing.DISPUTED, Standing.DISPUTED
    ]  # fmt: skip
    assert rows[0].responses[0].reason == "“Defendant admits the allegations of the first sentence”"


def test_the_same_event_of_another_paper_is_shown_with_the_answer(case, put):
    article = (
        "Ferry fight\nThe Tidewater Port Commission closed the berth, it says, on 2026-03-07.\n"
    )
    *_, number = put(COMPLAINT, ANSWER, article)
    (row,) = (row for row in case.chronology().rows if row.pin.document == number)
    assert row.standing is Standing.ADMITTED
    assert [each.answer.document for each in row.responses] == [2]
    case.separate_events(row.id)
    (row,) = (row for row in case.chronology().rows if row.pin.document == number)
    assert (row.standing, row.responses) == (Standing.OPEN, ())


DOCKETS = [
    ("3:17-cv-00072-NKM", "3:17-CV-72", True),
    ("3:17-cv-00072", None, True),
    ("3:17-cv-00072", "3:17-cv-00073", False),
]


@pytest.mark.parametrize(("one", "other", "paired"), DOCKETS)
def test_docket_numbers_decide(case, workers, put, one, other, paired):
    workers.facts = {
        COMPLAINT.split("\n")[0]: {"docket_number": one},
        "ANSWER TO COMPLAINT": {"docket_number": other},
    }
    complaint, _ = put(COMPLAINT, ANSWER)
    assert bool(case.responses(complaint)) is paired


def amended(name):
    return COMPLAINT.replace("COMPLAINT of", f"{name} COMPLAINT of")


@pytest.mark.parametrize(
    ("title", "answered"),
    [
        ("ANSWER TO COMPLAINT", 0),
        ("ANSWER TO FIRST AMENDED COMPLAINT", 1),
        ("ANSWER TO AMENDED COMPLAINT", 1),
        ("ANSWER AND GROUNDS OF DEFENSE TO SECOND AMENDED COMPLAINT", 2),
        ("ANSWER TO THIRD AMENDED COMPLAINT", None),
        ("ANSWER", None),
    ],
)
def test_the_title_says_which_complaint_is_answered(case, workers, put, title, answered):
    texts = [COMPLAINT, amended("FIRST AMENDED"), amended("SECOND AMENDED")]
    for text in texts:
        workers.facts[text.split("\n")[0]] = {"kind": DocumentKind.COMPLAINT}
    *complaints, _ = put(*texts, ANSWER.replace("ANSWER TO COMPLAINT", title))
    found = [number for number in complaints if case.responses(number)]
    assert found == ([] if answered is None else [complaints[answered]])


def test_an_answer_older_than_the_complaint_answers_another_one(case, workers, put):
    complaint, answer = put(COMPLAINT, ANSWER)
    assert case.responses(complaint)
    case.set_document(answer, date=dt.date(2026, 6, 1))
    case.set_document(complaint, date=dt.date(2026, 7, 1))
    assert case.responses(complaint) == ()
    case.undo()
    assert case.responses(complaint)


def test_a_paper_that_becomes_an_answer_is_read_as_one(case, put):
    text = ANSWER.replace("ANSWER TO COMPLAINT", "Response of the Tidewater Port Commission")
    complaint, answer = put(COMPLAINT, text)
    assert case.responses(complaint) == ()
    case.set_document(answer, kind=DocumentKind.ANSWER)
    assert told(case, complaint)["2"] is A
    case.undo()
    assert case.responses(complaint) == ()


def test_responses_follow_their_words_into_a_new_layer(case, workers, put):
    complaint, answer = put(COMPLAINT, ANSWER)
    workers.reader = "plain 2"

    def stop(document):
        raise RuntimeError("not looked through anew")

    before = told(case, complaint)
    original = workers.read

    def longer(path, context, key):
        read_now = original(path, context, key)
        if "ANSWER" not in read_now.source.text:
            return read_now
        return imported("Stamped.\n" + read_now.source.text, reader="plain 2")

    workers.read = longer
    workers.on_extract = stop
    with pytest.raises(RuntimeError):
        list(case.read_again(answer))
    rows = case.responses(complaint)
    assert told(case, complaint) == before
    assert rows[1].answer.span.of(case.source(answer).text) == "2. Admitted."


# ------------------------------------------------------------------------------- a real docket

# Labelled by reading the answer, before the program's own reading was looked at. Where a paragraph is partly
# denied and knowledge of the rest is lacking, it is denied.
LABELS = {
    A: "98 212",
    P: "28 34 35 47 53 76 93 195 197 223 224 260 326 329 332",
    D: "1 3 4 5 6 11 12 14 15 16 23 30 36 39 44 45 46 59 60 62 66 67 68 72 75 119 122 130 143 147 157 165 168"
       " 175 187 222 311 319 322 336 341 366 369 373 377",
    K: "2 7 10 13 17 18 19 20 22 24 26 27 29 31 48 50 52 54 58 61 63 99 101 123 164 200 225 293 314 357 360"
       " 363",
    N: "8 9 335 344 351 364 365 368 370 371 372",
}  # fmt: skip


class Reading(FakeWorkers):
    """Real papers read by the real importers, with what pairing a complaint and its answer needs."""

    def read(self, path, context, key=None):
        return really_read(path, key)

    def extract(self, document, context):
        source = document.source
        kind, reason = recognise_kind(document)
        caption = read_caption(source, document.metadata)
        reading = read(source)
        facts = document_facts(
            document, kind, caption, None, kind_reason=reason, date=None, date_reason=""
        )
        answer = read_answer(reading) if kind is DocumentKind.ANSWER else None
        return Findings(facts=facts, answer=answer, extractor=self.extractor)


def test_a_real_complaint_and_its_answer(tmp_path, shared):
    folder = shared / "documents/pleadings"
    names = (
        "iqbal-second-amended-complaint",
        "sines-second-amended-complaint",
        "sines-answer",
        "twombly-complaint",
    )
    workers = Reading()
    with Case.create(tmp_path / "Docket", workers, local=tmp_path / "local") as case:
        list(case.ingest([folder / f"{name}.pdf" for name in names]))
        found = list(pairs(case._store.memory.image(), case.source))
        assert [complaint.document.id for _, complaint in found] == [2]
        rows = {row.number: row for row in case.responses(2)}
        assert len(rows) == 377
        labels = {
            number: response for response, numbers in LABELS.items() for number in numbers.split()
        }
        assert len(labels) >= 100
        wrong = {
            number: (rows[number].response, label)
            for number, label in labels.items()
            if rows[number].response is not label
        }
        assert len(wrong) <= 0.05 * len(labels), wrong
        for number, row in rows.items():
            text = case.source(row.complaint.document).text
            assert row.complaint.span.of(text).lstrip().startswith(f"{number}."), number
    workers.close()
