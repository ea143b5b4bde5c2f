"""A quotation that tells of citations left out, in a paper of the case and in a brief."""

from pathlib import Path

from casefile.case import Case
from casefile.quote_records import StepKind
from casefile.records import Verdict
from tests.casefile.helpers import imported, paper

SOURCE = "Order\nA claim must be plausible, Marrow v. Wren, 550 U.S. 5, 7 (2007), and not merely possible.\n"
QUOTED = "“A claim must be plausible, and not merely possible.”"


def test_the_remark_makes_it_a_change_that_was_told(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    paper(folder, "1 Order.txt", SOURCE)
    paper(
        folder,
        "2 Motion.txt",
        f"Motion\n{QUOTED} Order at 3 (citation omitted).\n{QUOTED} Order at 3.\n",
    )
    list(case.ingest([folder]))
    told, silent = case.quote_bank().rows
    assert (told.verdict, silent.verdict) == (Verdict.BRACKETS, Verdict.ALTERED)
    assert StepKind.ELLIPSIS in {step.kind for step in case.word_steps(told.quote.id, told.source)}
    left_out = {step.kind for step in case.word_steps(silent.quote.id, silent.source)}
    assert StepKind.LEFT_OUT in left_out


def test_a_brief_may_say_so_too(case: Case, tmp_path: Path) -> None:
    list(case.ingest([paper(tmp_path / "papers", "Order.txt", SOURCE)]))
    brief = imported(f"Brief\n{QUOTED} Order at 3 (cleaned up).\n{QUOTED} Order at 3.\n")
    checked = case.check_quotes(brief)
    assert [row.same_words[0].verdict for row in checked] == [Verdict.BRACKETS, Verdict.ALTERED]
    kinds = [{step.kind for step in case.steps_of(row)} for row in checked]
    assert [StepKind.LEFT_OUT in each for each in kinds] == [False, True]
