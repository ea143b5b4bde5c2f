from tests.index.conftest import Papers


def test_more_and_rarer_words_come_first(papers: Papers) -> None:
    filler = "the case was filed in the district court on that day " * 5
    papers.add({1: f"fraud {filler}", 2: f"fraud fraud fraud {filler}", 3: f"estoppel {filler}"})
    papers.add(dict.fromkeys(range(10, 20), f"fraud {filler}"))
    assert next(d.id for d in papers.search("fraud").documents) == 2
    assert next(d.id for d in papers.search("fraud OR estoppel").documents) == 3


def test_hits_are_shared_out_among_the_documents(papers: Papers) -> None:
    papers.add(dict.fromkeys(range(1, 6), "fraud " * 50))
    built = [len(document.hits) for document in papers.search("fraud", limit=20).documents]
    assert built == [8, 3, 3, 3, 3]
    assert [len(d.hits) for d in papers.search("fraud", limit=0).documents] == [0] * 5


def test_hits_of_a_document_stand_in_its_order(papers: Papers) -> None:
    papers.add({1: "fraud. Deceit. Fraud.", 2: "deceit"})
    assert papers.find("deceit OR fraud") == ["fraud", "Deceit", "Fraud", "deceit"]


def test_like_documents_stand_in_the_order_of_their_numbers(papers: Papers) -> None:
    papers.add({3: "fraud", 1: "fraud", 2: "fraud"})
    assert [document.id for document in papers.search("fraud").documents] == [1, 2, 3]
