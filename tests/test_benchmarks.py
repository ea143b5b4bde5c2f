"""The benchmarks in their smoke form: they run, and what they print are figures; speed is not tested."""

import gc
import math
import random
import threading
from pathlib import Path

import pytest

from benchmarks import (
    aligning,
    beside,
    big_case,
    chronology,
    fuzzing,
    held,
    importing,
    naming,
    papers,
    protecting,
    reading,
    responsiveness,
    search_corpus,
    search_engines,
    searching,
    startup,
    steps,
    window_session,
)
from benchmarks.held import Held
from benchmarks.mutations import mutate
from benchmarks.sound_files import sound_files
from benchmarks.timing import SAMPLE, in_turns
from casefile import case_key, protected_file
from casefile.protection import Cost
from index.hits import Found


def test_in_turns_gives_one_median_a_work() -> None:
    calls: list[str] = []
    medians = in_turns(3, lambda: calls.append("one"), lambda: calls.append("two"))
    assert calls == ["one", "two"] * 3
    assert len(medians) == 2
    assert all(median >= 0 for median in medians)


def test_startup_compares_two_windows() -> None:
    found = startup.run(1)
    for moment in (found.frame, found.furnished, found.key):
        assert math.isfinite(moment.clock)
        assert moment.clock > 0
        assert moment.work > 0


def test_importing_measures_both_stages() -> None:
    figures = importing.run(SAMPLE / "Complaint.pdf")
    assert figures.pages == 7
    assert 0 < figures.searchable <= figures.extracted
    assert figures.spacy > 0


def test_protecting_measures_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protected_file, "COST", Cost(1, 1, 8))
    monkeypatch.setattr(case_key, "COST", Cost(1, 1, 8))
    figures = protecting.run(papers=SAMPLE / "Complaint.pdf", runs=1)
    assert min(min(both) for both in figures.works.values()) > 0
    assert {"import", "search"} <= figures.factors.keys()
    assert figures.size > 1000 and min(figures.one_try, figures.to_protect) > 0


def test_chronology_opens_a_case_anew() -> None:
    figures = chronology.run(SAMPLE / "Complaint.pdf", 1)
    assert figures.events > 20
    assert min(figures.linked, figures.first, figures.again, figures.decided) > 0


def test_naming_compares_the_parties_with_the_model() -> None:
    figures = naming.run(SAMPLE / "Complaint.pdf", 1)
    assert figures.pages == 7
    assert figures.parties > 2
    assert min(figures.names, figures.finding) > 0


def test_reading_compares_two_libraries_and_an_import() -> None:
    figures = reading.run([SAMPLE / "Complaint.pdf"], 1)
    assert figures.pages == 7
    assert min(figures.pdfium, figures.pypdf, figures.read) > 0
    assert 0 < figures.stored <= figures.searchable
    assert figures.at_once > 0


def test_responsiveness_imports_what_it_was_given(qapp: object) -> None:
    figures = responsiveness.run(3)
    assert figures["documents"] == 3
    assert figures["longest"] >= 0


def test_window_session_fulfils_every_wish_while_papers_come_in(
    qapp: object, tmp_path: Path
) -> None:
    case = big_case.make(tmp_path / "small", count=12, total=900)
    figures = window_session.run(case, 0.0, tmp_path / "local", importing=3, hurried=True)
    assert figures.faults == ()
    assert figures.unfulfilled == ()
    asked = {wish.name for wish in figures.wishes}
    assert {"narrow to a party", "quote bank", "chronology", "network", "review", "accept"} <= asked
    assert {"palette: the answer", "search: the answer", "timeline", "outline"} <= asked
    assert figures.documents == 12
    assert len(figures.arrived) == 3


def test_held_names_who_kept_the_others_from_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes, stands, over = threading.Event(), threading.Event(), threading.Event()

    def in_a_call() -> None:
        stands.set()
        goes.wait(20)

    def after_it() -> None:
        stands.set()
        over.wait(20)

    def work() -> None:
        in_a_call()
        after_it()

    job = threading.Thread(target=work, name="pincite-job")
    job.start()
    assert stands.wait(20)
    found, window, used = Held(), threading.get_native_id(), {job.native_id: 5.0}
    used[window] = 0.0
    monkeypatch.setattr(held, "_processor_seconds", lambda: dict(used))
    moments = iter([10.0, 10.0, 10.05, 10.05, 10.6, 10.6, 11.0, 11.0, 11.4, 11.4])
    monkeypatch.setattr(held.time, "perf_counter", lambda: next(moments))
    found.during = "typing"
    with (tmp_path / "stacks").open("w+b", buffering=0) as file:
        found.look(0.004, file)
        found.look(0.05, file)  # in time
        stands.clear()
        goes.set()
        assert stands.wait(20)
        used[job.native_id] += 0.5
        found.look(0.004, file)  # half a second late, and the job has used it
        used[window] += 0.5
        found.look(0.004, file)  # late again: the window itself
        found.look(0.004, file)  # and once more, and nobody has
    over.set()
    job.join()
    assert [hold.thread for hold in found.holds] == ["pincite-job", "the window", "the machine"]
    assert [round(hold.seconds, 2) for hold in found.holds] == [0.55, 0.4, 0.4]
    assert " after_it < " in found.holds[0].where
    assert "test_held_names_who" in found.holds[1].where
    assert {hold.during for hold in found.holds} == {"typing"}


def test_held_notes_collections() -> None:
    found = Held()
    with found.collecting():
        gc.collect(1)
    gc.collect(1)
    assert [each.generation for each in found.collections] == [1]


def test_steps_measures_every_list(qapp: object) -> None:
    figures = steps.run((60, 100, 2000, 12, 120, 20))
    assert len(figures) == len(steps.LISTS) == 6
    assert "quote bank, 60 rows" in figures
    for measured in figures.values():
        assert len(measured.taken) >= 3
        assert all(0 <= taken < math.inf for taken in measured.taken.values())
        assert measured.longest[0] in measured.taken


def test_searching_compares_writing_and_every_question() -> None:
    figures = searching.run(60, rounds=1)
    assert {"ours", "SQLite FTS5", "stock Whoosh"} <= set(figures)
    kinds = set(figures["ours"].times)
    assert len(kinds) == 11
    assert set(figures["SQLite FTS5"].times) == kinds - {"fuzzy"}
    assert all(each.seconds > 0 and each.size > 0 for each in figures.values())
    assert all(0 < seconds < 60 for seconds in figures["ours"].one_more)
    assert searching.memory_of_writing(60) > 0


def test_every_engine_finds_what_was_asked_for(tmp_path: Path) -> None:
    made = list(search_corpus.papers(60))
    by_number = {paper.number: paper for paper in made}
    certain = ("common word", "legal phrase", "short prefix", "five words with OR")
    asked = [each for each in searching.questions("breach") if each.kind in certain]
    for engine in search_engines.ENGINES:
        engine.write(tmp_path / engine.name, made)
        ask = engine.ask(tmp_path / engine.name, by_number)
        for question in asked:
            answer = ask(question)
            found = answer.documents if isinstance(answer, Found) else answer
            assert len(found), (engine.name, question)


def test_fuzzing_reads_refuses_and_finds_no_defect() -> None:
    results = fuzzing.fuzz(24, 3)
    verdicts = {result.verdict for result in results}
    assert len(results) == 24
    assert {fuzzing.Verdict.READ, fuzzing.Verdict.REFUSED} <= verdicts
    assert not [result for result in results if result.verdict is fuzzing.Verdict.DEFECT]
    assert fuzzing.table(results).endswith(" s |")


def test_fuzzing_breaks_the_same_files_for_the_same_seed() -> None:
    seeds = sound_files()
    one, two = (
        [mutate(random.Random(5), seed, seeds[0]).content for seed in seeds[:20]] for _ in "ab"
    )
    assert one == two
    assert any(content != seed.content for content, seed in zip(one, seeds, strict=False))


def test_attacks_are_refused() -> None:
    results = fuzzing.attack(["PDF: a hundred million pages", "ZIP: links"])
    assert [result.verdict for result in results] == ["refused", "read"]


def test_papers_tells_what_became_of_each() -> None:
    figures = papers.run([SAMPLE / "Complaint.pdf", SAMPLE / "missing.pdf"])
    assert [(paper.path, paper.outcome, paper.pages) for paper in figures.papers] == [
        ("Complaint.pdf", "imported", 7),
        ("missing.pdf", "skipped", 0),
    ]
    assert figures.problems == ()
    assert figures.memory["main"] > 0
    assert figures.memory["worker “read”"] > 0
    assert papers.table(figures).count("\n| ") >= 5


def test_aligning_finds_what_it_made_up() -> None:
    figures = aligning.run(20, 30)
    assert (figures.pages, figures.quotes) == (20, 30)
    assert 15 <= figures.found <= 30
    assert figures.seconds > 0
    bank = aligning.run_bank(40, 20)
    assert bank.groups > 5
    assert min(bank.imported, bank.first) > 0


def test_beside_asks_every_kind_of_question() -> None:
    figures = beside.run(60)
    assert len(figures) == 10
    assert all(took > 0 for _, took in figures)
