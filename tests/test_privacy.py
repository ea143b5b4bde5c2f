"""Nothing leaks: a session watched from outside opens no socket and leaves no word where it does not belong.

The session (``privacy_session``) makes a case, imports, searches, reports, backs up, decides in the window
and is killed in the midst of an import, in a network namespace without any network where the system allows
that. It is watched by Python's audit events in every process, and by strace where that is installed.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.privacy_session import NAMED, SECRET
from tests.sessions import own_environment

ROOT = Path(__file__).resolve().parents[1]
HAS_STRACE = shutil.which("strace") is not None

# In every Python process, workers too. Libraries may try to make a socket, which ``casefile.sealed`` refuses;
# none may get as far as to look up a host, to connect or to send.
WATCH = """
import os, sys
log = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
reaching = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")
def watch(event, given):
    if event in reaching:
        address = given[1] if event.startswith("socket.c") or event.startswith("socket.s") else None
        if not isinstance(address, (str, bytes)):
            os.write(log, f"network {event}\\n".encode())
    elif event == "open" and isinstance(given[0], (str, bytes)) and isinstance(given[2], int):
        if given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            os.write(log, b"wrote " + os.path.abspath(os.fsencode(given[0])) + b"\\n")
sys.addaudithook(watch)
"""
CALLS = (
    "network,open,openat,openat2,creat,mkdir,mkdirat,link,linkat,symlink,symlinkat,"
    "rename,renameat,renameat2"
)
LOCAL = ("AF_UNIX", "AF_LOCAL")


@dataclass(frozen=True)
class Watched:
    """What was seen: reaches for a network, and the files and folders that were made or written."""

    done: subprocess.CompletedProcess[str]
    network: list[str]
    written: set[Path]


def watched(place: Path, *command: str) -> Watched:
    """Run a program with all places of this user under ``place``, and watch it and its children."""
    watch = place / "watch"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(WATCH)
    environment = {
        **own_environment(place),
        "PYTHONPATH": f"{watch}:{ROOT}",
        "WATCH_LOG": str(watch / "log"),
    }
    trace = watch / "trace"
    before = ["strace", "-f", "-y", "--seccomp-bpf", "-qq", "-s", "4096", "-e", f"trace={CALLS}"]
    prefix = [*_without_network(), *([*before, "-o", str(trace)] if HAS_STRACE else [])]
    done = subprocess.run(
        [*prefix, sys.executable, *command],
        cwd=ROOT,
        env=environment,
        umask=0o022,  # what the program makes is private by its own doing
        capture_output=True,
        text=True,
        check=False,
    )
    log = (watch / "log").read_text().splitlines()
    network = [line for line in log if line.startswith("network")]
    written = {Path(line.removeprefix("wrote ")) for line in log if line.startswith("wrote ")}
    if HAS_STRACE:
        for kind, seen in _traced(trace.read_text(errors="surrogateescape")):
            if kind == "network":
                network.append(seen)
            else:
                written.add(Path(seen))
    return Watched(done, network, written)


def _without_network() -> list[str]:
    """Return what runs a program where there is no network at all, where this system lets us."""
    asked = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None:
        return []
    tried = subprocess.run([*asked, "true"], capture_output=True, check=False)
    return asked if tried.returncode == 0 else []


CALL = re.compile(r"^\d+\s+(\w+)\((.*)")
TEXT = re.compile(r'(?:(AT_FDCWD|\d+)(?:<([^>]*)>)?, )?"((?:[^"\\]|\\.)*)"')


def _traced(trace: str) -> Iterator[tuple[str, str]]:
    """Yield what a trace tells of networks and of writing."""
    for line in trace.splitlines():
        found = CALL.match(line)
        if found is None or " = -1 " in line:
            continue
        call, arguments = found.groups()
        if call in ("socket", "socketpair", "socketcall"):
            if not arguments.startswith(LOCAL):
                yield "network", line
        elif call.startswith(("open", "creat")):
            if call == "creat" or re.search(r"O_WRONLY|O_RDWR|O_CREAT", arguments):
                yield from _paths(arguments)
        elif call.startswith(("mkdir", "link", "symlink", "rename")):
            yield from _paths(arguments)


def _paths(arguments: str) -> Iterator[tuple[str, str]]:
    for _, folder, name in TEXT.findall(arguments):
        path = name.encode("latin-1", "ignore").decode("unicode_escape")
        yield "wrote", os.path.normpath(Path(folder or ROOT, path.encode("latin-1").decode()))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("session").resolve()


@pytest.fixture(scope="module")
def session(place: Path) -> Watched:
    """Go through the session once for all tests."""
    seen = watched(place, "-m", "tests.privacy_session", str(place))
    assert seen.done.stdout.strip().endswith("session done"), seen.done.stderr
    return seen


def test_no_socket_is_opened(session: Watched) -> None:
    assert session.network == []


def test_only_the_case_and_pincites_own_folders_are_written(session: Watched, place: Path) -> None:
    allowed = [place / name for name in ("cases", "out", "papers", "watch", "tmp")]
    allowed += [place / "data" / "Pincite", place / "config" / "Pincite", Path("/dev")]
    # Programs that only read what is on the computer keep what they read: fonts, compiled modules.
    allowed += [place / "cache", Path("/proc")]
    strange = {
        path
        for path in session.written
        if not any(path.is_relative_to(each) for each in allowed)
        and "__pycache__" not in path.parts
        and path not in (place / "data", place / "config", place / "home")
    }
    assert strange == set()
    assert any(path.is_relative_to(place / "data" / "Pincite") for path in session.written)


def test_no_word_of_the_papers_lies_elsewhere(session: Watched, place: Path) -> None:
    words = [word.encode(coding) for word in (SECRET, NAMED) for coding in ("utf-8", "utf-16-le")]
    ours = [place / name for name in ("cases", "out", "papers", "watch")]
    ours.append(place / "data" / "Pincite")
    looked = 0
    for path in place.rglob("*"):
        if any(path.is_relative_to(each) for each in ours):
            continue
        looked += 1
        assert NAMED not in str(path)
        if path.is_file():
            content = path.read_bytes()
            assert not any(word in content for word in words), path
    assert looked > 5 and (place / "config" / "Pincite" / "window.json").is_file()
    assert SECRET not in session.done.stderr


def test_temporary_files_are_gone_after_a_kill(session: Watched, place: Path) -> None:
    assert list((place / "tmp").iterdir()) == []
    left = [
        path.relative_to(place)
        for path in (place / "cases").rglob("*")
        if path.name.startswith((".incoming-", ".unpacked-", ".backup-", ".new-", ".restore-"))
        or path.suffix == ".part"
    ]
    assert left == []


def test_a_case_that_was_forgotten_left_nothing_but_its_folder(
    session: Watched, place: Path
) -> None:
    assert (place / "cases" / "Gone v. Case.pincite" / "case.db").is_file()
    kept = [
        path for top in ("data", "config", "cache", "home") for path in (place / top).rglob("*")
    ]
    assert not [path for path in kept if "Gone v" in path.name]
    assert not [path for path in kept if path.is_file() and b"Gone v" in path.read_bytes()]
    notes = (place / "data" / "Pincite").glob("*/where.json")
    assert sorted(Path(json.loads(note.read_text())["case"]).name for note in notes) == [
        "Sealed.pincite"
    ]
    settings = json.loads((place / "config" / "Pincite" / "window.json").read_text())
    by_case = [set(settings[name]) for name in ("reports", "orders", "papers", "middles")]
    ids = {case["case_id"] for case in settings["recent"]}
    assert len(ids) == 1 and all(each <= ids for each in by_case)


@pytest.mark.skipif(os.name == "nt", reason="a user's folders are his own there")
def test_all_that_is_written_is_for_this_user_alone(session: Watched, place: Path) -> None:
    looked = 0
    for top in (place / "cases", place / "out", place / "data" / "Pincite", place / "config"):
        for path in (top, *top.rglob("*")):
            if path in (place / "out", place / "cases", place / "config"):
                continue
            looked += 1
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode & 0o077 == 0, (path, oct(mode))
            if path.parent.name == "documents":
                assert mode == 0o400, (path, oct(mode))
    assert looked > 30


ON_PURPOSE = {
    "by Python": "import socket; socket.create_connection(('127.0.0.1', 9), 0.1)",
    "by a look-up": "import socket; socket.getaddrinfo('localhost', 80)",
    "past Python": "import ctypes; ctypes.CDLL(None).socket(2, 1, 0)",
    "in a child": "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket;"
    ' socket.getaddrinfo("localhost", 80)\'])',
}


@pytest.mark.parametrize("how", ON_PURPOSE)
def test_a_socket_on_purpose_is_seen(tmp_path: Path, how: str) -> None:
    if how == "past Python" and not HAS_STRACE:
        pytest.skip("only strace sees what libraries written in C do")
    assert watched(tmp_path, "-c", ON_PURPOSE[how]).network


def test_a_file_elsewhere_is_seen(tmp_path: Path) -> None:
    stray = tmp_path / "home" / "stray é.txt"
    seen = watched(tmp_path, "-c", f"open({str(stray)!r}, 'w').write('x')")
    assert stray in seen.written
