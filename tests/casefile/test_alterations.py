"""Quotations altered in known ways, over real papers and those of the sample case."""

from pathlib import Path

import pytest

from casefile import same_words
from casefile.records import Verdict
from importers.document import ImportContext
from importers.registry import read_content
from importers.source_text import Span
from tests.casefile.alterations import Case, cases, passages

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "papers"
REAL = (
    "documents/pleadings/twombly-complaint.pdf",
    "documents/pleadings/iqbal-second-amended-complaint.pdf",
    "documents/pleadings/sines-answer.pdf",
    "documents/pleadings/naacp-alamance-opinion.pdf",
)
_AROUND = (
    6_000  # characters of the paper around the words: what is looked through is no matter here
)


def verdict_of(each: Case, part: same_words.Text) -> Verdict:
    if each.paper != part.text:
        scanned = (Span(0, len(each.paper)),) if each.is_scan else ()
        part = same_words.Text(each.paper, scanned)
    found = same_words.find(each.quote, part, limit=5)
    return found[0].verdict if found else Verdict.NOT_FOUND


def check(texts: list[str], each_paper: int) -> tuple[int, list[str]]:
    """Return how many were made, and those with a wrong verdict."""
    made, wrong = 0, []
    for seed, text in enumerate(texts):
        for start, end in passages(text, each_paper, seed):
            begin = max(0, start - _AROUND)
            part = same_words.Text(text[begin : end + _AROUND])
            for each in cases(part.text, [(start - begin, end - begin)], seed * 1000 + start):
                made += 1
                verdict = verdict_of(each, part)
                if verdict not in each.right:
                    wrong.append(f"{each.kind}: {verdict.value}: {each.quote}")
    return made, wrong


def judge(made: int, wrong: list[str]) -> None:
    told = f"{len(wrong)} of {made} wrong\n" + "\n".join(wrong)
    assert not [row for row in wrong if ": verbatim: " in row], told
    assert len(wrong) <= 0.02 * made, told


def text_of(path: Path) -> str:
    return read_content(path.read_bytes(), ImportContext(path.name)).source.text


def test_alterations_of_the_sample_papers() -> None:
    texts = [text_of(SAMPLE / name) for name in ("Complaint.pdf", "Order on TRO.docx")]
    made, wrong = check(texts, 8)
    assert made >= 150
    judge(made, wrong)


def test_alterations_of_real_papers(shared: Path) -> None:
    made, wrong = check([text_of(shared / name) for name in REAL], 12)
    assert made >= 500
    judge(made, wrong)


@pytest.mark.parametrize("kind", ["a number changed", "a negation dropped", "plural and singular"])
def test_every_kind_that_matters_is_among_them(kind: str) -> None:
    text = text_of(SAMPLE / "Complaint.pdf")
    made = {each.kind for each in cases(text, passages(text, 40, 1), 1)}
    assert kind in made
