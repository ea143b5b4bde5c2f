"""The real workers over real papers, and what the program's own process must not load."""

import json
import subprocess
import sys
from pathlib import Path

from casefile.case import Case
from casefile.records import DocumentState, RefType, RelationKind
from casefile.review_records import Doubt, ReviewFilter
from casefile.workers import Workers
from extraction.findings import Basis

ROOT = Path(__file__).parents[2]

SCRIPT = """
import json, sys
from pathlib import Path

def main():
    from casefile.case import Case
    from casefile.workers import Workers
    workers = Workers()
    with Case.create(Path(sys.argv[1]), workers, local=Path(sys.argv[2])) as case:
        steps = [step.outcome for step in case.ingest([Path(path) for path in sys.argv[3:]]) if step.outcome]
        case.view()
        heavy = ("spacy", "pypdf", "pypdfium2", "docx", "trafilatura", "lxml", "eyecite")
        print(json.dumps({
            "outcomes": [[outcome.status, outcome.sentence] for outcome in steps],
            "loaded": [name for name in heavy if name in sys.modules],
        }))
    workers.close()

if __name__ == "__main__":
    main()
"""


def test_real_papers_from_import_to_links(tmp_path, shared):
    script = tmp_path / "run.py"
    script.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{SCRIPT}")
    target, local = tmp_path / "real.pincite", tmp_path / "local"
    papers = [shared / "seeds", shared / "documents/pleadings/exam-2020-complaint.pdf"]
    run = subprocess.run(
        [sys.executable, str(script), str(target), str(local), *map(str, papers)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert [status for status, _ in answer["outcomes"]] == ["imported"] * 3
    assert answer["loaded"] == [], (
        "a library of the workers was loaded by the program's own process"
    )

    workers = Workers()
    try:
        with Case.open(target, workers, local=local) as case:
            _look_at(case)
    finally:
        workers.close()


def _look_at(case):
    assert [row.state for row in case.documents()] == [DocumentState.READY] * 3
    view = case.view()
    assert len(view.parties) > 5 and len(view.quotes) > 5 and len(view.dates) > 3
    for row in (*view.quotes, *view.dates):
        assert row.pin.span.of(case.source(row.pin.document).text) == row.text
    for row in view.parties[:10]:
        linked = case.view([row.ref])
        assert row.ref in {each.ref for each in linked.parties}
        spoken = [each for each in linked.quotes if each.speaker == row.id]
        assert all(each.relation.kind is RelationKind.SPEAKS for each in spoken)
    assert any(row.same_words for row in view.quotes)
    pdf = next(row for row in case.documents() if row.pages)
    assert len(case.page_sizes(pdf.id)) == pdf.pages
    picture = case.page_image(pdf.id, 1, 0.5)
    assert len(picture.pixels) == picture.height * picture.stride
    marks = [mark for mark in case.highlights(pdf.id) if mark.ref.type is RefType.PARTY]
    page = case.source(pdf.id).page_at(marks[0].span.start)
    boxes = case.boxes(pdf.id, page.number, [marks[0].span, marks[-1].span])
    width, height = case.page_sizes(pdf.id)[page.number - 1]
    assert boxes[0]
    assert all(
        0 <= box.left < box.right <= width and 0 <= box.top < box.bottom <= height
        for box in boxes[0]
    )
    assert case.search("complaint").total > 0
    _look_at_the_review(case)
    assert case.check() == () and case.unfinished() == 0


def _look_at_the_review(case):
    """What an attorney looks at first: the sides of the caption, what is in doubt, what is a deadline."""
    parties, quotes, dates = (
        case.review_queue(ReviewFilter(kind=kind)).rows
        for kind in (RefType.PARTY, RefType.QUOTE, RefType.DATE)
    )
    assert all(row.role for row in parties[:3])
    doubts = [case.review_item(row.ref).doubts for row in (quotes[0], quotes[-1])]
    assert len(doubts[0]) > len(doubts[1])
    altered = [row for row in quotes if Doubt.WORDS_ALTERED in case.review_item(row.ref).doubts]
    assert altered and set(altered) & set(quotes[:5])
    read_twice = [row for row in dates if row.basis is Basis.AMBIGUOUS]
    assert set(read_twice) <= set(dates[: len(read_twice) + 3])
    mixed = case.review_queue(limit=15).rows
    assert len({row.ref.type for row in mixed}) > 1


def test_a_closing_program_leaves_no_failed_papers(tmp_path, shared):
    workers = Workers()
    with Case.create(tmp_path / "closing", workers, local=tmp_path / "local") as case:
        steps = case.ingest([shared / "seeds"])
        next(step for step in steps if step.message.startswith("Reading"))
        workers.close()
        assert [step.outcome for step in steps if step.outcome] == []
        assert {row.state for row in case.documents()} <= {
            DocumentState.RECEIVED,
            DocumentState.READ,
        }
        assert case.unfinished() >= 1
