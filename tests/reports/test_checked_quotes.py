import pytest

from casefile.records import Verdict
from casefile.word_steps import word_steps
from reports.checked_quotes import checked_quotes, difference_words, lines
from reports.report import Mark
from tests.reports import rows

OLD = "the company sold the old pier"


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (OLD, OLD, ""),
        ("the company sold the new pier", OLD, "“new” for “old”"),
        ("the company sold the pier", OLD, "leaves out “old”"),
        ("the company quickly sold the old pier", OLD, "adds “quickly”"),
        ("a courtesy and not a right of theirs", "a courtesy, not a right of theirs", "adds “and”"),
        ("[t]he company sold the old pier", f"T{OLD[1:]}", "“[t]he” for “The”"),
        ("the company … the old pier", OLD, "“…” for “sold”"),
        ("the company sold, the old pier", OLD, "a mark more: ,"),
        ("the company sold the old pier", "the company, sold the old pier", "a mark less: ,"),
        ("the Company sold the new pier", OLD, "“Company” for “company”; “new” for “old”"),
    ],
)
def test_differences_in_words(ours: str, theirs: str, told: str) -> None:
    assert difference_words(word_steps(ours, theirs)) == told


def test_lines_tell_the_verdict_the_place_and_the_difference() -> None:
    found = [
        rows.checked("the company sold the new pier", rows.same_words(Verdict.ALTERED, 1, OLD)),
        rows.checked(OLD, rows.same_words(Verdict.VERBATIM, 0, OLD)),
        rows.checked("nobody said these words here"),
        rows.checked("nobody said"),
    ]
    assert list(lines(found)) == [
        "altered: 1 word differs: “the company sold the new pier” (p. 3)",
        "    Answer ¶ 12: “new” for “old”",
        f"verbatim: “{OLD}” (p. 3)",
        "    Answer ¶ 12",
        "not in any paper: “nobody said these words here” (p. 3)",
        "too short to compare: “nobody said” (p. 3)",
    ]


def test_words_that_differ_are_marked() -> None:
    report = checked_quotes(
        [
            rows.checked("[T]he company … the\nnew pier", rows.same_words(Verdict.ALTERED, 1, OLD)),
            rows.checked(OLD, rows.same_words(Verdict.VERBATIM, 0, OLD)),
        ]
    )
    altered, verbatim = report.sections[0].rows
    marked = {(run.text, run.mark) for at in (0, 4) for run in altered[at].runs if run.mark}
    assert marked == {
        ("[T]he", Mark.TOLD),
        ("the", Mark.TOLD),
        ("…", Mark.TOLD),
        ("sold", Mark.TOLD),
        ("new", Mark.CHANGED),
        ("old", Mark.CHANGED),
    }
    for at in (0, 4):
        assert "".join(run.text for run in altered[at].runs) == altered[at].text
    assert altered[0].text == "“[T]he company … the new pier”"
    assert not verbatim[0].runs and not verbatim[4].text


def test_a_report_counts_its_verdicts() -> None:
    assert checked_quotes([]).note == "No quotation was found."
    note = checked_quotes([rows.checked("no planes at all today"), rows.checked("no planes")]).note
    assert note.startswith("2 quotations: 1 not in any paper, 1 too short to compare. ")
