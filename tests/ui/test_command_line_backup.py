"""Protected backups on the command line: the passphrase comes from a file or is typed, never an argument."""

import io

import pytest

from casefile import protected_file
from casefile.case import Case
from casefile.errors import CaseFailure, PassphraseNeeded
from casefile.protection import Cost
from main import main
from ui.command_line import passphrases

WORDS = "four words that do not belong"


@pytest.fixture
def case(monkeypatch, workers, tmp_path):
    monkeypatch.setattr(protected_file, "COST", Cost(1, 1, 8))
    monkeypatch.setattr("main.seal", lambda: None)
    monkeypatch.setattr("main.keep_private", lambda: None)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    Case.create(tmp_path / "Doe", workers, local=tmp_path / "data" / "Pincite").close()
    return tmp_path / "Doe.pincite"


@pytest.fixture
def typing(monkeypatch):
    """Type what is in this list, one entry for each question."""
    typed = []

    def ask(_prompt):
        if not typed:
            raise EOFError
        return typed.pop(0)

    monkeypatch.setattr("getpass.getpass", ask)
    return typed


def test_there_and_back_with_a_file_and_by_typing(case, typing, tmp_path, capsys):
    file, secret = tmp_path / "x.pincite-backup", tmp_path / "secret"
    secret.write_text(WORDS + "\n")
    given = ("--recovery-key", "--passphrase-file", str(secret))
    assert main(["backup", str(case), str(file), *given]) == 0
    recovery = capsys.readouterr().out.partition("shown only now: ")[2].strip()
    assert len(recovery) == 39 and protected_file.is_protected(file)
    assert main(["restore", str(file), str(tmp_path / "one"), *given[1:]]) == 0
    for folder, answer in (("two", WORDS), ("three", recovery)):
        typing.append(answer)
        assert main(["restore", str(file), str(tmp_path / folder)]) == 0
    assert (tmp_path / "three.pincite" / "case.db").is_file()
    secret.write_text("wrong words")
    assert main(["restore", str(file), str(tmp_path / "four"), *given[1:]]) == 1
    assert "not the passphrase" in capsys.readouterr().err
    assert not (tmp_path / "four.pincite").exists()


def test_a_new_passphrase_is_typed_twice(case, typing, tmp_path, capsys):
    file = tmp_path / "x"
    typing.extend((WORDS, WORDS + "!"))
    assert main(["backup", str(case), str(file), "--protect"]) == 1
    assert "differ" in capsys.readouterr().err and not file.exists()
    typing.extend((WORDS, WORDS))
    assert main(["backup", str(case), str(file), "--protect"]) == 0
    assert protected_file.is_protected(file)


def test_nobody_there_to_type_is_a_sentence(monkeypatch, typing, tmp_path):
    with pytest.raises(PassphraseNeeded, match="--passphrase-file"):
        passphrases.asked(twice=False)
    for content in (None, b"", b"\xff\xfe"):
        file = tmp_path / "secret"
        if content is not None:
            file.write_bytes(content)
        options = type("Options", (), {"passphrase_file": file})
        with pytest.raises(CaseFailure, match="no passphrase in"):
            passphrases.given(options)


def test_without_being_asked_a_backup_is_a_plain_archive(case, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["backup", str(case), str(tmp_path / "x.zip")]) == 0
    assert (tmp_path / "x.zip").read_bytes().startswith(b"PK")
