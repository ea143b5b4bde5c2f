import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from ui.language import set_language, tr


class Backwards(QTranslator):
    """A language in which one sentence is turned around; ``None`` is how Qt is told of no translation."""

    @override
    def translate(  # type: ignore[override]
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        return {"{count:,} papers": "papers: {count:,}"}.get(sourceText)

    @override
    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def backwards(qapp: QCoreApplication) -> Iterator[None]:
    translator = Backwards()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.mark.usefixtures("backwards")
def test_a_translated_text_puts_its_values_where_its_language_wants_them() -> None:
    assert tr("{count:,} papers", count=1200) == "papers: 1,200"


@pytest.mark.usefixtures("backwards")
def test_a_text_without_translation_stays_as_it_is() -> None:
    assert tr("Show {what}", what="“{x}”") == "Show “{x}”"


def test_braces_are_only_filled_in_where_there_are_values() -> None:
    assert tr("a {brace}") == "a {brace}"


def release(folder: Path) -> None:
    """Have Qt's own tool make a language of one text."""
    tool = Path(PySide6.__file__).parent / (
        "lrelease.exe" if sys.platform == "win32" else "lrelease"
    )
    source = folder / "en.ts"
    source.write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="en">'
        "<context><name></name>"
        "<message><source>{count} papers</source><translation>{count} documents</translation></message>"
        "</context></TS>",
        encoding="utf-8",
    )
    subprocess.run([tool, source, "-qm", folder / "en.qm"], check=True, capture_output=True)


def test_a_language_is_taken_from_a_file_of_its_name(qapp: QApplication, tmp_path: Path) -> None:
    assert not set_language(qapp, tmp_path)
    release(tmp_path)
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        assert set_language(qapp, tmp_path)
        assert tr("{count} papers", count=3) == "3 documents"
    finally:
        QLocale.setDefault(before)
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
    assert tr("{count} papers", count=3) == "3 papers"


def test_the_command_line_needs_no_qt_for_its_texts() -> None:
    told = "import sys; from ui.language import tr; print(tr('a {b}', b=1), 'PySide6.QtCore' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["a", "1", "False"]
