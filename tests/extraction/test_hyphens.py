"""Which hyphens at line ends go and which stay."""

import pytest

from extraction.hyphens import Hyphens


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("har\ufffebor", ""),
        ("har-\nbor", "-"),
        ("har-\nbor and a harbor", ""),
        ("har\ufffebor and a har-bor", "-"),
        ("har-bor, har\ufffebor, harbor", "-"),
        ("artist-in\ufffeline", "-"),
        ("in\ufffeline-up", "-"),
        ("10\ufffe12", "-"),
        ("pre-\nor post-", "- "),
        ("\ufffe", ""),
        ("(\ufffe)", ""),
    ],
)
def test_what_stands_for_the_break(text: str, instead: str):
    start = next(
        at for at, char in enumerate(text) if char == "\ufffe" or text[at : at + 2] == "-\n"
    )
    end = start + (1 if text[start] == "\ufffe" else 2)
    assert Hyphens(text).instead(start, end) == instead
