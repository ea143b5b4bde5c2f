"""The window's texts, by way of Qt's translations; without one, as they stand in the program.

Texts that stand in constants are translated when their module is loaded: the language is set before that.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

__all__ = ["set_language", "tr"]


def tr(text: str, /, **values: object) -> str:
    """Return a text of the window in the user's language, its ``{names}`` filled in.

    ``text`` is a literal wherever this is called, so that translators' tools find it. The command line, which
    shares some of the texts, has no Qt and no languages.
    """
    core = sys.modules.get("PySide6.QtCore")
    said = core.QCoreApplication.translate("", text) if core is not None else text
    return said.format(**values) if values else said


def set_language(application: "QCoreApplication", folder: Path) -> bool:
    """Have texts said in the system's language where ``folder`` has it, as in ``de.qm``; tell whether it has.

    English, as in the program, is what there is no file for.
    """
    from PySide6.QtCore import QLocale, QTranslator

    translator = QTranslator(application)
    found = translator.load(QLocale(), "", "", str(folder), ".qm")
    if found:
        application.installTranslator(translator)
    return found
