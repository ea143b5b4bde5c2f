"""Behind the lock nothing of the case is held by any widget, whether it is closed or still at work."""

import threading
from dataclasses import replace

import pytest

from casefile import case_key, protecting
from casefile.case import Case
from casefile.errors import CaseFailure
from casefile.protection import Cost, Protection
from casefile.records import Ref, RefType
from tests.ui.driving import find, settled
from tests.ui.words_held import where_held
from ui.case_doors import ProtectedDoors
from ui.dialogs.protecting import SecretForm

SECRET = "four words that do not belong"
WORDS = {
    "paper": "thistlebank",
    "name of a file": "copperbight",
    "party": "cloverhithe",
    "quotation": "vellichorate",
    "note": "snapdrift",
    "tag": "thistlewane",
    "query": "fernmoorish",
    "issue": "oakensward",
    "failure": "gorsemantle",
    "sentence": "marrowgate",
    "day": "quillfeather",
}
PAPER = """UNITED STATES DISTRICT COURT
DISTRICT OF OREGON

{party} LLC, Plaintiff, v. Wenzel Tamsin, Defendant.

COMPLAINT

1. On March 3, 2026, Mr. Tamsin wrote: “The {quotation} was never ours to sell, nor was the {paper}.”

2. {party} LLC signed the {day} lease on April 6, 2026. “We shall not return it,” said Mr. Tamsin.
"""


@pytest.fixture(scope="module")
def workers():
    from casefile.workers import Workers

    made = Workers()
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path, workers, monkeypatch):
    """A protected case with words planted in it that stand nowhere else."""
    monkeypatch.setattr(case_key, "COST", Cost(1, 1, 64))
    local, papers = tmp_path / "local", tmp_path / "papers"
    papers.mkdir()
    words = {kind: word.title() if kind == "party" else word for kind, word in WORDS.items()}
    complaint = papers / f"{WORDS['name of a file']} complaint.txt"
    complaint.write_text(PAPER.format(**words), encoding="utf-8")
    again = papers / f"{WORDS['name of a file']} motion.txt"
    again.write_text(PAPER.format(**words).replace("COMPLAINT", "MOTION"), encoding="utf-8")
    with Case.create(tmp_path / "Sealed.pincite", workers, local=local) as case:
        list(case.ingest([complaint, again]))
        quote = case.view().quotes[0].ref
        case.add_note(quote, f"Ask about the {WORDS['note']}.")
        case.tag([quote], WORDS["tag"])
        issue = case.add_issue(f"Was the {WORDS['issue']} sold?")
        case.link_evidence(issue, [quote])
        case.note_search(WORDS["query"])
        made = case.folder
    list(protecting.protect(made, Protection(SECRET), local))
    return made


@pytest.fixture
def sealed(program_window, folder, workers, qtbot, tmp_path):
    """The window with that case in it."""
    local, window = tmp_path / "local", program_window

    def unlock(place, secret):
        key = case_key.unlock(place, secret)
        return lambda: Case.open(place, workers, local=local, secret=key)

    def never(*_given):
        raise AssertionError

    opening = window.desk.opening
    protected = ProtectedDoors(
        asks=case_key.is_protected,
        unlock=unlock,
        create=never,
        protect=never,
        unprotect=never,
        change=never,
    )
    opening.doors = replace(opening.doors, protected=protected)
    opening.try_secret(folder, SECRET, lambda door: opening.open_by(folder, door), never)
    qtbot.wait_until(lambda: window.desk.case is not None)
    settled(window, qtbot)
    return window


def go_everywhere(window, qtbot):
    """Have every view, list and line show something of the case."""
    desk = window.desk
    party = next(
        row.ref
        for row in window.columns.columns[RefType.PARTY].model.rows
        if WORDS["party"] in row.name.casefold()
    )
    for key in ("outline", "network", "chronology", "timeline", "quotes", "review"):
        window.actions_by_key[key].trigger()
        settled(window, qtbot)
        qtbot.wait(60)
    window.compared.compare(Ref(RefType.DOCUMENT, 1), Ref(RefType.DOCUMENT, 2))
    settled(window, qtbot)
    window.navigator.show_columns()
    for quote in window.columns.columns[RefType.QUOTE].model.rows:
        window.navigator.click(quote, add=False)
        settled(window, qtbot)
    window.navigator.click(
        next(row for row in window.columns.columns[RefType.PARTY].model.rows if row.ref == party),
        add=False,
    )
    settled(window, qtbot)
    window.columns.go_to(party)
    window.actions_by_key["card"].trigger()
    settled(window, qtbot)
    window.readers.open_second(2)
    settled(window, qtbot)
    window.readers.main.paper.find()
    window.readers.main.paper._find.bar.field.ask_at_once(WORDS["paper"])
    settled(window, qtbot)
    window.top.search.setText(WORDS["query"])
    window.search.ask(WORDS["paper"], False)
    settled(window, qtbot)
    desk.change(lambda case: case.accept([party]) or f"Accepted {WORDS['party']}")
    window.show_sentence(f"No {WORDS['failure']}")
    settled(window, qtbot)
    window.show_error(CaseFailure(f"No {WORDS['failure']}"))
    window.readers.second.say(f"About {WORDS['sentence']}")
    window.status.say(f"About {WORDS['sentence']}")


def lock(window, qtbot):
    window.locking.lock()
    qtbot.wait_until(lambda: window.desk.case is None)
    settled(window, qtbot)


def test_a_locked_window_holds_no_word_of_the_case(sealed, qtbot):
    go_everywhere(sealed, qtbot)
    assert where_held(WORDS.values()).keys() == set(WORDS.values())
    lock(sealed, qtbot)
    held = where_held(WORDS.values())
    assert not held, "\n".join(f"{word}:\n{holders}" for word, holders in held.items())


@pytest.fixture
def gate(sealed):
    """What a job waits at; opened at the end in any case, before the window is closed."""
    made = threading.Event()
    yield made
    made.set()


def test_what_goes_on_behind_the_lock_tells_nothing_until_it_is_opened(
    sealed, gate, qtbot, tmp_path
):
    go_everywhere(sealed, qtbot)
    desk, told = sealed.desk, []
    coming = tmp_path / f"{WORDS['name of a file']} reply.txt"
    coming.write_text(PAPER.format(**WORDS).replace("COMPLAINT", "REPLY"), encoding="utf-8")
    desk.long_work(lambda _case: gate.wait(900), told.append)
    with qtbot.wait_signal(desk.import_ended):
        desk.import_papers([coming])
        sealed.locking.lock()
    case = desk.case
    desk.failed.emit(CaseFailure(f"No {WORDS['failure']}"))
    desk.refresh()
    qtbot.wait(300)
    held = where_held(WORDS.values())
    assert not held and not told, held
    assert sealed.windowTitle() == "Pincite" and not sealed.troubles.bar.isVisible()
    sealed.locking.ask()
    form = find(sealed, SecretForm)
    form.passphrase.setText(SECRET)
    form.submit()
    qtbot.wait_until(lambda: not sealed.locking.is_locked)
    gate.set()
    qtbot.wait_until(lambda: len(desk.documents) == 3 and not desk.jobs.busy)
    assert told == [True] and desk.case is case and not sealed.locking.is_locked
    assert [row.path for row in sealed.files.model._shown] == [str(coming)]
    assert WORDS["failure"] in sealed.troubles.bar.words.text()
    assert "Sealed" in sealed.windowTitle()
