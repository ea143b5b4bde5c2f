"""The command that makes a binder: how its arguments are read."""

import pytest

from reports.binder_choice import USUAL_KINDS, MarkKind
from ui.command_line.arguments import command_parser


def parsed(*more: str):
    return command_parser().parse_args(["binder", "Case.pincite", "-o", "out.pdf", *more])


@pytest.mark.parametrize(
    ("given", "numbers"), [("3", (3,)), ("3,1", (3, 1)), ("2-4, 1", (2, 3, 4, 1))]
)
def test_numbers_of_papers(given: str, numbers: tuple[int, ...]) -> None:
    assert parsed("--documents", given).documents == numbers


@pytest.mark.parametrize("given", ["", "a", "1-", "-2", "1,,2", "1-x"])
def test_what_is_no_number(given: str, capsys) -> None:
    with pytest.raises(SystemExit):
        parsed(f"--documents={given}")
    assert "not numbers of papers" in capsys.readouterr().err


def test_highlights() -> None:
    assert parsed().highlights == frozenset()
    assert parsed("--highlights").highlights == USUAL_KINDS
    assert MarkKind.NOTE not in USUAL_KINDS
    given = parsed("--highlights", "dates,notes").highlights
    assert given == frozenset({MarkKind.DATE, MarkKind.NOTE})


def test_an_unknown_highlight(capsys) -> None:
    with pytest.raises(SystemExit):
        parsed("--highlights", "words")
    assert "not one of" in capsys.readouterr().err


def test_nothing_is_numbered_unless_asked() -> None:
    assert parsed().bates is None
    asked = parsed("--bates", "HV ", "--from", "12", "--place", "top-left")
    assert (asked.bates, asked.first, asked.place) == ("HV ", 12, "top-left")
