"""A case is protected, opened, given another passphrase and made plain again on the command line."""

import io

import pytest

from casefile import case_key
from casefile.case import Case
from casefile.protection import Cost
from main import main
from tests.ui.test_command_line_backup import typing

__all__ = ["typing"]

WORDS = "four words that do not belong"
OTHERS = "other words than there were before"


@pytest.fixture
def case(monkeypatch, workers, tmp_path):
    monkeypatch.setattr(case_key, "COST", Cost(1, 1, 64))
    monkeypatch.setattr("main.seal", lambda: None)
    monkeypatch.setattr("main.keep_private", lambda: None)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "Doe.pincite"
    (tmp_path / "a.txt").write_text("On March 3, 2026 the berth was closed.")
    with Case.create(folder, workers, local=tmp_path / "data" / "Pincite") as made:
        for _ in made.ingest([tmp_path / "a.txt"]):
            pass
    return folder


def recovery_key_of(printed):
    return printed.partition("shown only now: ")[2].strip()


def test_there_and_back(case, typing, tmp_path, capsys, monkeypatch):
    typing.extend((WORDS, WORDS))
    assert main(["protect", str(case)]) == 0
    recovery = recovery_key_of(capsys.readouterr().out)
    assert len(recovery) == 39 and case_key.is_protected(case)

    typing.append(WORDS)
    assert main(["search", str(case), "berth"]) == 0
    assert "1 passage" in capsys.readouterr().out or not typing
    typing.append("wrong words")
    assert main(["search", str(case), "berth"]) == 1
    assert "not the passphrase of “Doe.pincite”" in capsys.readouterr().err

    secret, new = tmp_path / "secret", tmp_path / "new"
    secret.write_text(recovery + "\n")
    new.write_text(OTHERS)
    given = ("--unlock", str(secret), "--passphrase-file", str(new), "--no-recovery-key")
    assert main(["passphrase", str(case.with_suffix("")), *given]) == 0
    assert recovery_key_of(capsys.readouterr().out) == ""
    assert main(["check", str(case), "--unlock", str(secret)]) == 1
    assert main(["check", str(case), "--unlock", str(new)]) == 0
    assert "clean" in capsys.readouterr().out

    monkeypatch.setattr("sys.stdin", io.StringIO(f"{OTHERS}\n"))
    assert main(["unprotect", str(case), "--unlock", "-"]) == 0
    assert not case_key.is_protected(case)
    assert main(["check", str(case)]) == 0
    assert main(["unprotect", str(case)]) == 1
    assert "is no protected case" in capsys.readouterr().err


def test_a_new_case_is_protected_from_the_beginning(case, typing, tmp_path, capsys):
    secret, folder = tmp_path / "secret", tmp_path / "New.pincite"
    secret.write_text(WORDS + "\n")
    assert main(["new", str(folder), "--passphrase-file", str(secret)]) == 0
    recovery = recovery_key_of(capsys.readouterr().out)
    assert len(recovery) == 39 and case_key.is_protected(folder)
    assert case_key.unlock(folder, recovery) == case_key.unlock(folder, WORDS)

    typing.extend((WORDS, WORDS))
    assert main(["new", str(tmp_path / "Typed"), "--protect", "--no-recovery-key"]) == 0
    assert recovery_key_of(capsys.readouterr().out) == "" and typing == []
    assert case_key.is_protected(tmp_path / "Typed")
    assert main(["check", str(tmp_path / "Typed"), "--unlock", str(secret)]) == 0

    typing.extend((WORDS, OTHERS))
    assert main(["new", str(tmp_path / "No"), "--protect"]) == 1
    assert "differ" in capsys.readouterr().err
    secret.write_text("short")
    assert main(["new", str(tmp_path / "No"), "--passphrase-file", str(secret)]) == 1
    assert "8 characters" in capsys.readouterr().err
    assert not (tmp_path / "No.pincite").exists()


def test_what_opens_a_case_is_no_option_of_making_one(case, tmp_path, capsys):
    """As in `new CASE --unlock FILE`, which would leave a case plain that was thought to be protected."""
    with pytest.raises(SystemExit):
        main(["new", str(tmp_path / "No"), "--unlock", str(tmp_path / "secret")])
    assert "--unlock" in capsys.readouterr().err and not (tmp_path / "No.pincite").exists()


def test_two_passphrases_are_read_from_one_pipe(case, typing, monkeypatch):
    typing.extend((WORDS, WORDS))
    assert main(["protect", str(case), "--no-recovery-key"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{WORDS}\n{OTHERS}\n"))
    given = ("--unlock", "-", "--passphrase-file", "-", "--no-recovery-key")
    assert main(["passphrase", str(case), *given]) == 0
    assert case_key.unlock(case, OTHERS).key == case_key.unlock(case, OTHERS).key


def test_nobody_there_to_type_is_a_sentence(case, typing, capsys):
    typing.extend((WORDS, WORDS))
    assert main(["protect", str(case), "--no-recovery-key"]) == 0
    assert main(["list", str(case), "documents"]) == 1
    assert "--unlock" in capsys.readouterr().err


def test_a_case_is_asked_about_once(case, typing, capsys):
    """Two steps of one command open the case; its passphrase is typed once."""
    typing.extend((WORDS, WORDS))
    assert main(["protect", str(case), "--no-recovery-key"]) == 0
    (case / "case.db").write_bytes(b"no database" * 1000)
    typing.append(WORDS)
    main(["mend", str(case)])
    assert typing == []
