import pytest

from index.proximity import pairs, within
from tests.index.conftest import Papers
from tests.index.test_spans import edges, spans


def test_each_is_paired_with_its_nearest() -> None:
    left, right = spans((0, 0), (10, 11)), spans((2, 2), (4, 4), (13, 13), (30, 30))
    at_left, at_right = pairs(left, right, 5, ordered=True)
    assert list(zip(at_left.tolist(), at_right.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 2)]
    back = pairs(right, left, 5, ordered=True)
    assert [side.tolist() for side in back] == [[], []]


@pytest.mark.parametrize(
    "typed",
    [
        "breach w/5 damages w/5 contract",
        "(breach w/5 damages) w/5 contract",
        "contract w/5 (breach w/5 damages)",
        "breach /s damages /s contract",
        "breach /p damages /p contract",
        "breach w/5 damages /s contract",
    ],
)
def test_a_third_word_may_stand_between_the_two(papers: Papers, typed: str) -> None:
    papers.add({1: "breach of contract and damages", 2: "damages for the breach"})
    assert papers.find(typed) == ["breach + contract + damages"]


@pytest.mark.parametrize(
    ("typed", "documents"),
    [
        ("(fraud AND deceit) w/3 court", [1, 2]),
        ("court w/3 (fraud deceit)", [1, 2]),
        ("(fraud AND deceit) /s court", [1, 2]),
        ("(fraud deceit) w/3 (court judge)", [2]),
        ("(fraud NOT deceit) w/3 court", [3]),
        ("(fraud AND deceit) not w/3 court", [4]),
        ("(fraud OR deceit) w/3 court", [1, 2, 3]),
    ],
)
def test_each_word_of_a_group_must_be_near(
    papers: Papers, typed: str, documents: list[int]
) -> None:
    papers.add(
        {
            1: "fraud court deceit",
            2: "fraud court judge deceit",
            3: "fraud court",
            4: "fraud x x x court. X x x x deceit",
        }
    )
    assert papers.documents(typed) == documents


def test_a_word_is_not_near_itself(papers: Papers) -> None:
    papers.add({1: "fraud alone", 2: "fraud and fraud"})
    assert papers.documents("fraud w/5 fraud") == [2]
    assert papers.documents("fraud /s fraud") == [2]
    assert papers.find("fraud not w/5 fraud") == ["fraud"]
    assert papers.documents('breach w/9 "breach of contract"') == []


def test_parts_of_a_stretch_are_near_and_not_its_edges() -> None:
    stretch = spans((0, 9))
    apart = type(stretch)(stretch.starts, stretch.ends, spans((0, 0), (9, 9)).parts)
    assert edges(within(apart, spans((5, 5)), 4, ordered=False, negated=False)) == [(0, 9)]
    assert edges(within(apart, spans((5, 5)), 3, ordered=False, negated=False)) == []
    assert edges(within(apart, spans((5, 5)), 4, ordered=False, negated=True)) == []
