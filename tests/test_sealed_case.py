"""No byte of a protected case tells a word of it: not in its folder, nor anywhere else of this user.

The session (``sealed_session``) makes a protected case, imports papers of many kinds, decides and
writes, searches, reports, backs up, is killed in the midst of an import and goes on; then every byte it left
is looked through (``byte_scan``). So is a case that lies plain, and there the words are found.
"""

import base64
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.byte_scan import found_words
from tests.sealed_session import PASSPHRASE, SCANNED, WORDS
from tests.sessions import own_environment

ROOT = Path(__file__).resolve().parents[1]
PLACES = ("cases", "data", "config", "tmp", "home", "cache", "run")


def run_session(place: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the session with all places of this user under ``place``."""
    (place / "cases").mkdir(mode=0o700, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.sealed_session", str(place), *options],
        cwd=ROOT,
        env={**own_environment(place), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip().endswith("session done"), done.stderr + done.stdout
    return done


def looked_through(place: Path) -> list[tuple[str, str, str]]:
    words = [*WORDS.values(), SCANNED, PASSPHRASE]
    return [each for name in PLACES for each in found_words(place / name, words)]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sealed").resolve()


@pytest.fixture(scope="module")
def session(place: Path) -> subprocess.CompletedProcess[str]:
    """Go through the session once for all tests."""
    return run_session(place)


def test_no_byte_tells_a_word(session: subprocess.CompletedProcess[str], place: Path) -> None:
    assert looked_through(place) == []
    looked = [path for name in PLACES for path in (place / name).rglob("*") if path.is_file()]
    names = {path.name for path in looked}
    assert {"case.db", "case.keys", "backup.zip"} <= names and len(looked) > 30
    assert not any(word in session.stderr.casefold() for word in WORDS.values())


def test_a_plain_case_is_found_out(session: subprocess.CompletedProcess[str], place: Path) -> None:
    """The same scan over a case whose protection was taken away, and over its index."""
    run_session(place, "--unprotect")
    found = looked_through(place)
    later = "Protected later.pincite/"
    for kind in ("text", "pdf", "docx", "mail", "attachment", "archive", "party", "quotation"):
        files = {name for name, word, _ in found if word == WORDS[kind]}
        assert f"{later}case.db" in files, kind
        assert any(name.startswith(f"{later}documents/") for name in files), kind
        assert any("/index/" in name for name in files), kind
    assert {how for _, word, how in found if word == WORDS["name of a file"]} >= {"name"}
    assert {how for _, word, how in found if word == WORDS["docx"]} >= {"zip utf-8"}
    assert not [each for each in found if each[0].startswith("Sealed.pincite")]
    assert not [each for each in found if each[1] == PASSPHRASE]


WORD = "Quillfeather"
FORMS = {
    "as it is": WORD.encode(),
    "large": WORD.upper().encode(),
    "UTF-16": WORD.encode("utf-16-le"),
    "UTF-16, the other way": WORD.encode("utf-16-be"),
    "UTF-32": WORD.encode("utf-32-le"),
    "a stem": b"quillfeath\0",
    "reversed": WORD[::-1].encode(),
    "hexadecimal": WORD.encode().hex().encode(),
    "deflated": b"x" * 7 + zlib.compress(b"The " + WORD.encode() + b" was sold."),
    "deflated twice": zlib.compress(b"y" + zlib.compress(WORD.encode())),
    **{f"base64, {at}": base64.b64encode(b"x" * at + WORD.encode() + b"yy") for at in range(4)},
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_word_is_seen(tmp_path: Path, form: str) -> None:
    (tmp_path / "file").write_bytes(b"\0\1" + FORMS[form] + b"\2\3")
    assert found_words(tmp_path, [WORD])
    assert not found_words(tmp_path, ["Marrowgate"])


def test_a_name_is_seen(tmp_path: Path) -> None:
    (tmp_path / "the QUILLFEATHER papers").mkdir()
    assert found_words(tmp_path, [WORD]) == [("the QUILLFEATHER papers", WORD, "name")]
