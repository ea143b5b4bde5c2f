from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import pytest

from importers.source_text import SourceText, Span
from index import searcher as searcher_module
from index.home import Home
from index.numbers import Bytes
from index.query import parse
from index.searcher import IndexDamaged
from index.segments import Lists
from index.storage import IndexMissing, Manifest
from index.writer import IndexDocument, remove, update
from tests.index.conftest import Papers

COMPLAINT = "Doe alleged retaliation. “We never retaliated,” the agency said. Doe sued in April."
ARTICLE = "“It was retaliation, plain and simple,” Doe said. The agency declined to comment."
ORDER = "The motion is denied."


def spans(text: str, *words: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(word), text.index(word) + len(word)) for word in words)


ANSWERS: dict[tuple[str, str], Mapping[int, tuple[Span, ...] | None]] = {
    ("kind", "order"): {3: None},
    ("kind", "article"): {2: None, 99: None},
    ("kind", "complaint"): {1: None},
    ("speaker", "agency"): {1: spans(COMPLAINT, "We never retaliated,")},
    ("speaker", "Doe"): {2: spans(ARTICLE, "It was retaliation, plain and simple,")},
    ("in", "quotes"): {
        1: spans(COMPLAINT, "We never retaliated,"),
        2: spans(ARTICLE, "It was retaliation, plain and simple,"),
    },
    ("date", "2017-04"): {1: spans(COMPLAINT, "April")},
    ("party", "Doe"): {1: spans(COMPLAINT, "Doe"), 2: spans(ARTICLE, "Doe")},
}


def scope(
    name: str, value: str, _documents: Collection[int]
) -> Mapping[int, tuple[Span, ...] | None] | None:
    return ANSWERS.get((name, value))


@pytest.fixture
def case(papers: Papers) -> Papers:
    papers.add({1: COMPLAINT, 2: ARTICLE, 3: ORDER})
    return papers


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("retaliat*", ["retaliation", "retaliated", "retaliation"]),
        ("speaker:Doe retaliation", ["retaliation"]),
        ("speaker:agency retaliation", []),
        ("in:quotes retaliat*", ["retaliated", "retaliation"]),
        ("in:quotes speaker:Doe retaliat*", ["retaliation"]),
        ("speaker:Doe", ["It was retaliation, plain and simple,"]),
        ("in:quotes", ["We never retaliated,", "It was retaliation, plain and simple,"]),
        ("in:quotes speaker:Doe", ["It was retaliation, plain and simple,"]),
        ("speaker:Doe date:2017-04", []),
        ("kind:article agency", ["agency"]),
        ("kind:article in:quotes", ["It was retaliation, plain and simple,"]),
        ("speaker:(Doe OR agency) retaliat*", ["retaliated", "retaliation"]),
        ("speaker:Doe OR denied", ["It was retaliation, plain and simple,", "denied"]),
        ("party:Doe NOT kind:complaint", ["Doe"]),
        ("in:quotes NOT plain", ["We never retaliated,"]),
        ("retaliat* NOT in:quotes", ["retaliation"]),
        ("retaliat* NOT speaker:Doe", ["retaliation", "retaliated"]),
        ("in:quotes NOT speaker:Doe", ["We never retaliated,"]),
        ("agency NOT kind:complaint", ["agency"]),
        ("speaker:Doe w/3 retaliation", ["retaliation"]),
        ("(speaker:Doe retaliation) OR denied", ["retaliation", "denied"]),
        ("kind:order", []),
    ],
)
def test_fields_confine_the_words_of_their_group(case: Papers, typed: str, hits: list[str]) -> None:
    assert case.find(typed, scope) == hits


@pytest.mark.parametrize(
    ("typed", "documents"),
    [
        ("kind:order", [3]),
        ("NOT kind:order", [1, 2]),
        ("NOT speaker:Doe", [1, 3]),
        ("NOT in:quotes NOT kind:article", [3]),
        ("kind:order denied", [3]),
        ("kind:order retaliation", []),
        ("kind:article", [2]),
        ("kind:(order OR article)", [2, 3]),
        ("NOT retaliation", [3]),
        ("retaliation NOT declined", [1]),
        ("speaker:agency retaliation", []),
        ("kind:motion denied", []),
    ],
)
def test_documents(case: Papers, typed: str, documents: list[int]) -> None:
    assert case.documents(typed, scope) == documents


def test_a_document_that_matches_as_a_whole_has_no_hits(case: Papers) -> None:
    found = case.search("kind:order", scope)
    assert [(document.id, document.count, document.hits) for document in found.documents] == [
        (3, 0, ())
    ]
    assert found.total == 0


def test_an_unknown_field_value_is_said(case: Papers) -> None:
    assert case.search("speaker:Nobody x", scope).warnings == (
        "Nothing in this case is known as speaker “Nobody”.",
    )


def test_marks_index_into_the_snippet(case: Papers) -> None:
    (document,) = case.search("speaker:Doe retaliation", scope).documents
    (hit,) = document.hits
    assert hit.snippet == "“It was retaliation, plain and simple,” Doe said."
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["retaliation"]
    assert document.layer == "1"


def test_a_new_generation_is_seen_at_once(papers: Papers) -> None:
    papers.add({1: "fraud"})
    assert papers.documents("fraud") == [1]
    papers.add({2: "fraud"})
    assert papers.documents("fraud") == [1, 2]
    assert papers.documents("frau*") == [1, 2]
    remove(Home(papers.folder), [1])
    assert papers.documents("frau*") == [2]


def test_a_closed_searcher_opens_again(papers: Papers) -> None:
    papers.add({1: "fraud"})
    assert papers.documents("fraud") == [1]
    papers.searcher.close()
    assert papers.documents("fraud") == [1]


def test_an_index_that_vanishes_is_missing_and_comes_back(papers: Papers) -> None:
    papers.add({1: "fraud"})
    assert papers.documents("fraud") == [1]
    (papers.folder / "manifest.json").unlink()
    with pytest.raises(IndexMissing):
        papers.documents("fraud")
    papers.add({1: "fraud"})
    assert papers.documents("fraud") == [1]


def test_a_text_that_has_changed_since_shows_no_wrong_hits(papers: Papers) -> None:
    papers.add({1: "fraud and deceit"})
    found = papers.searcher.search(
        parse("deceit"), scope, lambda _number: SourceText("another text")
    )
    assert found.documents[0].hits == ()
    assert found.documents[0].count == 1
    assert "has changed" in found.warnings[0]


def test_the_callers_own_errors_pass_through(papers: Papers) -> None:
    papers.add({1: "fraud"})

    def broken(_number: int) -> SourceText:
        raise KeyError("no such document")

    with pytest.raises(KeyError, match="no such document"):
        papers.searcher.search(parse("fraud"), scope, broken)


def test_asking_for_nothing_finds_nothing(papers: Papers) -> None:
    papers.add({1: "fraud"})
    found = papers.search("")
    assert (found.documents, found.total) == ((), 0)


def test_too_many_words_are_said(papers: Papers) -> None:
    papers.texts[1] = " ".join(f"con{number}" for number in range(2_500))
    update(Home(papers.folder), [IndexDocument(1, "1", papers.texts[1])])
    found = papers.search("con*", limit=1)
    assert found.total == 2_000
    assert "2,500 words" in found.warnings[0]


@pytest.mark.parametrize(
    ("typed", "warnings"),
    [
        ("recieve", ("“recieve” does not occur; “receive” does.",)),
        ("claimd", ("“claimd” does not occur; “claimed” and “claims” do.",)),
        ("fruad", ("“fruad” does not occur; “fraud” does.",)),
        ("zebra", ()),
        ("abcd", ()),
        ("fraud NOT recieve", ()),
        ('"recieve mail"', ("“recieve mail” does not occur; “receive” does.",)),
        ('"recieve fraud"', ("“recieve fraud” does not occur; “receive fraud” does.",)),
        ("12345", ()),
    ],
)
def test_a_word_that_does_not_occur_is_said(
    papers: Papers, typed: str, warnings: tuple[str, ...]
) -> None:
    papers.add({1: "receive fraud claims claimed claimed abc 12346"})
    assert papers.search(typed).warnings == warnings


@pytest.mark.parametrize(
    "typed",
    [
        "(a1 OR b1 NOT " * 60 + "fraud",
        "(" * 58 + "fraud" + " w/2 b1) " * 58,
        "(" * 25 + "fraud" + (" w/2 b1" * 10 + ")") * 25,
        "(fraud w/2 " * 60 + "b1",
        "NOT (" * 59 + "fraud",
        "fraud w/9 " * 900 + "fraud",
        "fraud " * 1_999,
    ],
)
def test_the_deepest_queries_are_answered(papers: Papers, typed: str) -> None:
    papers.add({1: "fraud"})
    found = papers.search(typed)
    assert {document.id for document in found.documents} <= {1}


def test_sentences_and_paragraphs(papers: Papers) -> None:
    papers.add({1: "Alpha met beta. Gamma v. Delta came.\n\nBeta left. Alpha stayed with gamma."})
    assert papers.find("alpha /s beta") == ["Alpha + beta"]
    assert papers.find("gamma /s delta") == ["Gamma + Delta"]
    assert papers.find("beta /p gamma") == ["beta + Gamma", "Beta + gamma"]
    assert papers.find("beta +s alpha") == []
    assert papers.find("alpha not /s beta") == ["Alpha"]
    assert papers.find("alpha /s alpha") == []


def test_a_generation_that_is_replaced_while_it_is_opened(
    papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers.add({1: "fraud"})
    read = searcher_module.read_manifest

    def slow(folder: Path) -> Manifest:
        manifest = read(folder)
        if 1 in manifest.documents:
            papers.add({2: "fraud"})  # a writer publishes, and removes what this manifest names
            remove(Home(papers.folder), [1])
        return manifest

    monkeypatch.setattr(searcher_module, "read_manifest", slow)
    papers.texts[1] = "fraud"
    assert papers.documents("fraud") == [2]


def test_the_manifest_is_read_again_only_when_it_has_changed(
    papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers.add({1: "fraud"})
    reads = []
    read = searcher_module.read_manifest

    def counted(folder: Path) -> Manifest:
        reads.append(folder)
        return read(folder)

    monkeypatch.setattr(searcher_module, "read_manifest", counted)
    for _ in range(3):
        papers.documents("fraud")
    assert len(reads) == 1
    papers.add({2: "fraud"})
    assert papers.documents("fraud") == [1, 2]
    assert len(reads) == 2


def test_forms_and_synonyms_are_searched_for_where_they_are_wanted(papers: Papers) -> None:
    papers.add({1: "She sued. He was suing the lawyers.", 2: "They sue an attorney; use us."})
    assert papers.find("sue") == ["sue"]
    assert papers.find("sue with:forms") == ["sued", "suing", "sue"]
    assert papers.find("attorney with:synonyms") == ["lawyers", "attorney"]
    assert papers.find("used with:forms") == ["use"]
    assert papers.find('"attorney" with:synonyms') == ["attorney"]
    assert papers.search("sue with:forms").warnings == (
        "“sue” was searched for as: sue, sued, suing.",
    )


def test_a_field_is_asked_only_for_papers_that_come_into_question(papers: Papers) -> None:
    papers.add({1: "fraud", 2: "deceit", 3: "fraud again"})
    asked: list[set[int]] = []

    def scope(_name: str, _value: str, documents: Collection[int]) -> Mapping[int, None]:
        asked.append(set(documents))
        return dict.fromkeys(documents)

    assert papers.documents("kind:order fraud", scope) == [1, 3]
    assert asked == [{1, 3}]


def test_a_list_that_is_not_as_it_was_written_is_told_as_damage(
    papers: Papers, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers.add({1: "fraud and deceit"})
    assert papers.documents("deceit") == [1]

    def flipped(lists: Lists, start: int, length: int) -> Bytes:
        return np.full(length, 128, np.uint8)

    with monkeypatch.context() as patch:
        patch.setattr(Lists, "_body", flipped)
        with pytest.raises(IndexDamaged):
            papers.documents("fraud")
    assert papers.documents("fraud") == [1]
