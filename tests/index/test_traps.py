"""What stock Whoosh and naive tokenizers get wrong; each trap was reproduced before the project began."""

import gc
import random
import threading

import pytest

from importers.source_text import Span
from index.home import Home
from index.query import parse
from index.searcher import Searcher
from index.writer import IndexDocument, update
from tests.index.conftest import Papers


def test_little_words_count_in_phrases(papers: Papers) -> None:
    papers.add(
        {
            1: "a breach of contract",
            2: "the breach contract",
            3: "breach to a contract",
            4: "breach by the contract",
            5: "To be, or not to be.",
            6: "see Exhibit A",
            7: "see Exhibit B",
        }
    )
    assert papers.documents('"breach of contract"') == [1]
    assert papers.documents('"to be or not to be"') == [5]
    assert papers.documents('"exhibit a"') == [6]


def test_a_refused_document_leaves_no_words_behind(papers: Papers) -> None:
    papers.add({1: "alpha"})
    with pytest.raises(TypeError):
        update(
            Home(papers.folder),
            [IndexDocument(2, "1", "beta"), IndexDocument(3, "1", 5)],  # type: ignore[arg-type]
        )
    papers.add({4: "gamma"})
    assert papers.documents("beta") == []
    assert papers.documents("gamma") == [4]


def test_the_same_number_twice_in_one_batch(papers: Papers) -> None:
    papers.texts[1] = "second"
    update(Home(papers.folder), [IndexDocument(1, "1", "first"), IndexDocument(1, "2", "second")])
    assert papers.documents("first OR second") == [1]
    assert papers.find("first OR second") == ["second"]


def test_a_searcher_per_thread_counts_right(papers: Papers) -> None:
    chance = random.Random(2)
    papers.add(
        {n: " ".join(chance.choices(["of", "the", "court", "x"], k=500)) for n in range(1, 30)}
    )
    queries = ['"of the court"', '"the court of"', "court w/3 x"]
    expected = [papers.search(query).total for query in queries]
    wrong: list[object] = []

    def ask() -> None:
        searcher = Searcher(Home(papers.folder))
        for _ in range(5):
            got = [
                searcher.search(parse(q), lambda *_: None, lambda _n: 1 / 0, limit=0).total
                for q in queries
            ]
            if got != expected:
                wrong.append(got)
        searcher.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_proximity_is_the_same_from_both_sides(papers: Papers) -> None:
    papers.add({1: "the duty of care that one owes to others brought damages"})
    phrase = '"duty of care that one owes"'
    assert papers.documents(f"damages w/5 {phrase}") == [1]
    assert papers.documents(f"{phrase} w/5 damages") == [1]


def test_proximity_is_unordered_unless_asked(papers: Papers) -> None:
    papers.add({1: "beta then alpha"})
    assert papers.documents("alpha w/2 beta") == [1]
    assert papers.documents("alpha pre/2 beta") == []
    assert papers.documents("beta pre/2 alpha") == [1]
    assert papers.documents("beta w/1 alpha") == []


def test_small_or_is_an_operator(papers: Papers) -> None:
    papers.add({1: "alpha", 2: "gamma"})
    assert papers.documents("alpha or gamma") == [1, 2]


def test_wild_cards_within_phrases(papers: Papers) -> None:
    papers.add({1: "a preliminary injunction", 2: "preliminary matters; an injunction"})
    assert papers.documents('"prelim* injunct*"') == [1]


def test_a_prefix_finds_the_word_itself_and_no_stem(papers: Papers) -> None:
    papers.add({1: "injunction", 2: "injunctive", 3: "injure"})
    assert papers.documents("injunctio*") == [1]
    assert papers.documents("injunction") == [1]
    assert papers.documents("injunct!") == [1, 2]


def test_apostrophes(papers: Papers) -> None:
    papers.add({1: "the plaintiff’s claim", 2: "Mr. O'Brien", 3: "Mr. O’Brien", 4: "plaintiff s"})
    assert papers.documents("plaintiff's") == [1]
    assert papers.documents("plaintiff") == [1, 4]
    assert papers.documents("O’Brien") == papers.documents("O'Brien") == [2, 3]
    assert papers.documents("obrien") == [2, 3]


def test_acronyms(papers: Papers) -> None:
    papers.add({1: "42 U.S.C. 1", 2: "42 USC 1", 3: "U.S. law", 4: "the US", 5: "between us"})
    assert papers.documents("U.S.C.") == papers.documents("usc") == [1, 2]
    assert papers.documents("U.S.") == papers.documents("US") == [3, 4]
    assert papers.documents("us") == [3, 4, 5]


def test_the_section_sign(papers: Papers) -> None:
    papers.add({1: "42 U.S.C. § 1983", 2: "in 1983", 3: "42 U.S.C. 1983", 4: "§§ 1981, 1983"})
    assert papers.documents('"§ 1983"') == papers.documents("§ 1983") == [1, 4]
    assert papers.documents("§1983") == [1, 4]
    assert papers.documents('"usc 1983"') == [1, 3]
    assert papers.documents("§") == [1, 4]
    assert papers.find("§ 1983") == ["§ 1983", "1983"]
    assert papers.find('"U.S.C. § 1983"') == ["U.S.C. § 1983"]


def test_one_sign_before_several_numbers(papers: Papers) -> None:
    papers.add(
        {
            1: "§§ 1981, 1983 and 1985(3), 42 of them",
            2: "Compl. ¶¶ 38-41; 50 more",
            3: "§ 1981, 1985",
            4: "29 C.F.R. §§ 825.220(c)(1), 825.300; see 900",
        }
    )
    assert papers.documents("§ 1981") == [1, 3]
    assert papers.documents("§ 1985") == papers.documents("§ 1985(3)") == [1]
    assert papers.documents("§ 3") == papers.documents("§ 1") == papers.documents("§ 900") == []
    assert papers.documents("¶ 38") == papers.documents("¶ 41") == [2]
    assert papers.documents("§ 825.300") == papers.documents("§ 825.220(c)") == [4]
    assert papers.documents("¶ 39") == papers.documents("¶ 50") == []
    assert papers.find('"§§ 1981, 1983"') == ["§§ 1981, 1983"]


def test_accounts_and_addresses(papers: Papers) -> None:
    papers.add({1: "by @ALT_USCIS today", 2: "ALT and later USCIS", 3: "jane.roe@firm.example"})
    assert papers.documents("@ALT_USCIS") == [1]
    assert papers.documents("uscis") == [1, 2]
    assert papers.documents("jane.roe@firm.example") == [3]


def test_joined_words_are_phrases(papers: Papers) -> None:
    papers.add(
        {
            1: "Smith-Jones",
            2: "Jones and Smith",
            3: "No. 3:17-cv-01916-JD",
            4: "No. 3:17-cv-1916",
            5: "paid $1,250.00",
            6: "paid $1 and $250.00",
            7: "Form W-2",
            8: "we, two of us",
        }
    )
    assert papers.documents("Smith-Jones") == [1]
    assert papers.documents("3:17-cv-01916") == [3, 4]
    assert papers.documents("$1,250.00") == papers.documents("1250") == [5]
    assert papers.documents("W-2") == [7]


def test_hyphens_at_line_ends(papers: Papers) -> None:
    papers.add(
        {
            1: "an injunc-\ntion",
            2: "an in\u00adjunction",
            3: "an injunc\ufffe\n  tion",
            4: "a well-\nknown rule",
        }
    )
    assert papers.find("injunction") == [
        "injunc-\ntion",
        "in\u00adjunction",
        "injunc\ufffe\n  tion",
    ]
    assert papers.documents('"an injunction"') == [1, 2, 3]
    assert papers.documents("well-known") == papers.documents("known") == [4]


def test_accents_and_ligatures(papers: Papers) -> None:
    papers.add({1: "a naïve ﬁling", 2: "a nai\u0308ve filing", 3: "a naive filing", 4: "GROSSE"})
    for typed in ("naïve", "naive", "nai\u0308ve", "ﬁling", "filing", "NAÏVE"):
        assert papers.documents(typed) == [1, 2, 3]
    assert papers.documents("große") == [4]


def test_phrases_run_over_page_breaks(papers: Papers) -> None:
    text = "for breach of\n\nCase 3:17 Document 1 Page 9 of 12\n\ncontract"
    papers.texts[1] = text
    start = text.index("Case")
    furniture = Span(start, text.index("contract"))
    update(Home(papers.folder), [IndexDocument(1, "1", text, excluded=(furniture,))])
    assert papers.documents('"breach of contract"') == [1]
    assert papers.documents("case") == [1]


def test_page_furniture_is_found_where_nothing_else_is(papers: Papers) -> None:
    text = (
        "the document shows fraud\n\nCase 3:17 Document 1 DOE0001234\n\nand deceit of the document"
    )
    papers.texts[1] = text
    furniture = Span(text.index("Case"), text.index("and deceit"))
    update(Home(papers.folder), [IndexDocument(1, "1", text, excluded=(furniture,))])
    assert papers.find("document") == ["document", "document"]
    assert papers.search("document").warnings == ()
    found = papers.search("DOE0001234")
    assert found.warnings == ("“DOE0001234” found only in page headers, footers and stamps.",)
    (hit,) = found.documents[0].hits
    assert hit.snippet == "Case 3:17 Document 1 DOE0001234"
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["DOE0001234"]
    assert papers.find("fraud DOE000*") == ["fraud", "DOE0001234"]
    assert papers.find('"Case 3:17"') == ["Case 3:17"]
    assert papers.find("fraud w/9999 DOE0001234") == []
    assert papers.find("fraud /p DOE0001234") == []
    assert papers.documents("fraud NOT DOE0001234") == [1]


def test_stamps_of_other_papers_are_told_and_found_when_asked_for(papers: Papers) -> None:
    texts = {
        1: "a confidential letter",
        2: "CONFIDENTIAL\nfraud",
        3: "CONFIDENTIAL SEALED\ndeceit",
        4: "fraud",
    }
    papers.texts.update(texts)
    stamps = {2: (Span(0, 12),), 3: (Span(0, 19),)}
    update(
        Home(papers.folder),
        [IndexDocument(n, "1", text, excluded=stamps.get(n, ())) for n, text in texts.items()],
    )
    found = papers.search("confidential")
    assert [each.id for each in found.documents] == [1]
    assert found.warnings == (
        "“confidential” also stands in page headers, footers or stamps of 2 more papers; add in:stamps.",
    )
    assert not papers.search("fraud confidential").documents
    assert papers.documents("confidential in:stamps") == [2, 3]
    assert papers.search("confidential in:stamps").warnings == ()
    assert papers.find('"confidential sealed" in:stamps') == ["CONFIDENTIAL SEALED"]
    assert papers.documents("(confidential in:stamps) fraud") == [2]
    assert papers.documents("in:stamps confidential NOT fraud") == [3]
    assert papers.documents("fraud NOT (in:stamps confidential)") == [4]
    assert papers.documents("confidential NOT in:stamps") == [1]
    assert papers.documents("in:stamps fraud") == []
    assert papers.search("in:stamps").warnings == ("“in:stamps” needs a word beside it.",)


def test_words_of_different_pages_meet(papers: Papers) -> None:
    text = "fraud\fdamages"
    papers.texts[1] = text
    update(Home(papers.folder), [IndexDocument(1, "1", text)])
    assert papers.documents("fraud damages") == [1]


def test_only_what_matched_is_marked(papers: Papers) -> None:
    papers.add({1: "The duty of the court is the court's duty, of course."})
    assert papers.find('"duty of the court"') == ["duty of the court"]


def test_hits_late_in_a_long_paper(papers: Papers) -> None:
    papers.add({1: "word " * 60_000 + "estoppel"})
    (hit,) = papers.search("estoppel").documents[0].hits
    assert hit.spans == (Span(300_000, 300_008),)
    assert hit.marks[0].of(hit.snippet) == "estoppel"


def test_our_marks_in_a_text_do_not_part_it(papers: Papers) -> None:
    papers.add({1: "alpha \x01 beta \x02 gamma \x0c delta"})
    assert papers.documents("alpha /s gamma") == [1]


def test_counts_are_exact_whatever_is_shown(papers: Papers) -> None:
    papers.add({n: "fraud " * n for n in range(1, 20)})
    found = papers.search("fraud", limit=5)
    assert found.total == sum(range(1, 20))
    assert sum(len(document.hits) for document in found.documents) == 5
    assert {document.id: document.count for document in found.documents} == {
        n: n for n in range(1, 20)
    }


def test_the_number_of_a_note_that_sticks_to_a_word(papers: Papers) -> None:
    papers.add(
        {1: "The claim was dismissed4 then.", 2: "4The court; 12See id.", 3: "dismissed.4 The"}
    )
    assert papers.documents("dismissed") == [1, 3]
    assert papers.documents("the court") == papers.documents('"the court"') == [2]
    assert papers.documents("dismissed4") == [1]
    assert papers.documents('"see id"') == [2]


def test_marks_that_are_no_letters_by_themselves_do_no_harm(papers: Papers) -> None:
    papers.add({1: "\uff9e fraud \u037a \ufc5e"})
    assert papers.documents("fraud") == papers.documents("\uff9e") == [1]


def test_no_stem_is_searched_or_marked(papers: Papers) -> None:
    papers.add({1: "injunctions and injunctive relief", 2: "an injunction"})
    assert papers.find("injunctions") == ["injunctions"]
    assert papers.find("injunctions with:forms") == ["injunctions", "injunction"]


def test_distance_is_a_window_for_each_two_words(papers: Papers) -> None:
    papers.add({1: "alpha x x beta x x gamma", 2: "gamma alpha beta", 3: "alpha x x x beta gamma"})
    assert papers.documents("alpha w/3 beta w/3 gamma") == [1, 2]
    assert papers.documents("alpha pre/3 beta pre/3 gamma") == [1]


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 5_000 + "fraud",
        "(" * 5_000 + "fraud" + ")" * 5_000,
        " AND ".join(f"word{at}" for at in range(2_000)),
        "fraud " * 2_000,
        "x" * 20_000,
        "AND",
        "OR",
        "NOT",
        "NOT NOT",
        "AND OR NOT",
        '"',
        '"' * 3_001,
        "~~~",
        "[",
        "[a TO",
        "[TO]",
        "*:*",
        "?",
        "*",
        "*" * 2_000,
        "a:" * 3_000,
        "d:notanumber",
        "date:notaday",
        "\ud800 \udfff",
        "\x00\x01\x02\x1f",
        "fraud\x00damages",
    ],
)
def test_whatever_is_typed_is_answered_or_told(papers: Papers, typed: str) -> None:
    papers.add({1: "fraud and damages", 2: "word1 word2"})
    found = papers.search(typed)
    assert found.documents or found.warnings or parse(typed).understood
    assert not [each for each in found.documents if len(typed) == 1 and each.count > 5]


def test_a_sign_alone_does_not_find_everything(papers: Papers) -> None:
    papers.add({1: "fraud"})
    for typed in ("*", "?", "*:*", "***", '"*"'):
        found = papers.search(typed)
        assert not found.documents
        assert found.warnings


def test_a_minus_excludes(papers: Papers) -> None:
    papers.add({1: "alpha beta", 2: "alpha"})
    assert papers.documents("alpha -beta") == papers.documents("alpha NOT beta") == [2]
    assert papers.documents("NOT beta") == [2]


def test_what_is_no_date_is_told_and_a_date_may_be_in_words(papers: Papers) -> None:
    papers.add({1: "fraud"})
    (warning, *_) = papers.search("date:foo").warnings
    assert warning.startswith("“foo” is not a date")
    asked: list[tuple[str, str]] = []

    def scope(name: str, value: str, _: object) -> dict[int, None]:
        asked.append((name, value))
        return {1: None}

    assert papers.documents("fraud before March 2017", scope) == [1]
    assert asked == [("date", "<March 2017")]


def test_a_condition_holds_however_few_hits_are_shown(papers: Papers) -> None:
    papers.add(dict.fromkeys(range(1, 10), "fraud " * 20))

    def orders(*_: object) -> dict[int, None]:
        return {3: None, 5: None}

    for limit in (0, 1, 5, 1_000):
        found = papers.search("fraud kind:order", orders, limit=limit)
        assert sorted(each.id for each in found.documents) == [3, 5]
        assert found.total == 40
        assert sum(len(each.hits) for each in found.documents) == min(limit, 40)


def test_a_writer_that_failed_leaves_no_lock(papers: Papers) -> None:
    gc.disable()
    try:
        with pytest.raises(TypeError):
            update(Home(papers.folder), [IndexDocument(1, "1", None)])  # type: ignore[arg-type]
        papers.add({2: "fraud"})
    finally:
        gc.enable()
    assert papers.documents("fraud") == [2]


def test_what_was_written_is_found_at_once(papers: Papers) -> None:
    for number in range(1, 6):
        papers.add({number: f"fraud {number}"})
        assert papers.documents("fraud") == list(range(1, number + 1))


def test_any_characters_may_stand_in_a_text(papers: Papers) -> None:
    papers.add(
        {1: "lone \ud800 surrogate\udfff, \x00 nul\x00s " + "y" * 70_000 + " fraud \U0010ffff"}
    )
    assert papers.find("fraud") == ["fraud"]
    assert papers.find("surrogate nuls") == []
    assert papers.find('"lone surrogate"') == ["lone \ud800 surrogate"]
    assert papers.documents("y" * 70_000) == [1]


@pytest.mark.parametrize("between", ["\f", "\n\n\f", "\n\n \f \n", "\f\n\n", "\n\f\n"])
def test_every_page_begins_a_paragraph(papers: Papers, between: str) -> None:
    papers.add({1: between.join(f"page{n} alpha beta" for n in range(50))})
    assert papers.search("alpha /p beta").total == 50
    assert papers.search("beta /p page7").total == 1
    assert papers.search("beta pre/1 page7").total == 1
