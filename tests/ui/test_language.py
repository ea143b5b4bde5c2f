from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from typing_extensions import override

from ui.language import tr


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
