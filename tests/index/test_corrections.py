import pytest

from index.corrections import Correction, put_right
from tests.index.conftest import Papers

RECEIVE, COURT = Correction("recieve", "receive"), Correction("cuort", "court")


@pytest.mark.parametrize(
    ("query", "right"),
    [
        ("recieve", "receive"),
        ("Recieve w/5 (mail OR cuort)", "receive w/5 (mail OR court)"),
        ('"to recieve mail" kind:order', '"to receive mail" kind:order'),
        ("recieved recieve", "recieved receive"),
        ("recieve* recieve~1", "recieve* recieve~1"),
        ("author:recieve recieve", "author:recieve receive"),
        ("recieve:x", "recieve:x"),
        ("permit", "permit"),
        ("", ""),
    ],
)
def test_wrong_words_are_replaced_and_nothing_else(query, right):
    assert put_right(query, (RECEIVE, COURT)) == right


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("recieve", "receive"),
        ("Cuort dismised", "court dismissed"),
        ('"cuort dismised"', '"court dismissed"'),
        ('"the cuort hold"', '"the court hold"'),
        ('"cuort dismis*"', '"court dismis*"'),
        ("fraud NOT cuort", "fraud NOT cuort"),
        ("nowhere", "nowhere"),
    ],
)
def test_what_an_answer_puts_right(papers: Papers, typed: str, right: str) -> None:
    papers.add({1: "The court dismissed the claim of fraud.", 2: "to receive an injunction"})
    assert put_right(typed, papers.search(typed).corrections) == right
