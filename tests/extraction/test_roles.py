"""The words for the sides of a case."""

import pytest

from extraction.roles import line_role, normal_role, role_at_end


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("Plaintiffs,", "plaintiff"),
        ("Defendants—Appellees.", "defendant-appellee"),
        ("Plaintiff, Appellant,", "plaintiff-appellant"),
        ("Plaintiff-in-Interpleader,", "plaintiff-in-interpleader"),
        ("Plaintiff-in\ufffeInterpleader,", "plaintiff-in-interpleader"),
        ("Defendant/Third-Party Plaintiff", "defendant-third-party plaintiff"),
        ("Counter-Defendant", "counter-defendant"),
        ("Petitioner(s)", "petitioner"),
        ("Plaintif ", "plaintiff"),
        ("Real Parties in Interest", "real party in interest"),
        ("Insurance Carrier", "insurance carrier"),
        ("Intervenor-Plaintiffs", "intervenor-plaintiff"),
        ("PLAINTIFF(S)", "plaintiff"),
        ("Plaintiff and Counter\ufffeDefendant,", "plaintiff-counter-defendant"),
        ("Party-in-Interest.", "party-in-interest"),
        ("Amici Curiae Supporting Appellees.", "amicus curiae supporting appellee"),
        ("Defendaut.", "defendant"),
        ("P1aintiffs,", "plaintiff"),
    ],
)
def test_line_role(printed: str, role: str) -> None:
    assert line_role(printed) == role


@pytest.mark.parametrize(
    "line",
    [
        "Plaintiff Nora Quist",
        "The plaintiff says",
        "NORA QUIST,",
        "Plaintiffs move",
        "Petition",
        "Response",
        "DEFENDER",
    ],
)
def test_no_line_of_a_side(line: str) -> None:
    assert line_role(line) is None


def test_role_at_the_end_of_a_name() -> None:
    match = role_at_end("Nora Quist, Plaintiff,")
    assert match is not None
    assert normal_role(match["role"]) == "plaintiff"
    assert role_at_end("Attorney for Plaintiff") is None
