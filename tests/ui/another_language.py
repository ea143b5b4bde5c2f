"""Shows the window in a language in which every text stands between brackets; prints what does not.

Run by ``test_texts`` as a program: ``python -m tests.ui.another_language``.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from typing_extensions import override

SAME_EVERYWHERE = re.compile(
    r"Pincite|(Ctrl|Shift|Alt)[+ ].*|F\d+|Esc|Compl\. ¶ 38|Complaint, paragraph 38|ECF No\. 1 ¶ 38"
    r"|2:26-cv-00417 · .*"
    r"|Cancel|Close|Save|OK|Discard|Scroll (Left|Right)"  # Qt's own have translations of their own
)


class Bracketed(QTranslator):
    """A language whose every text is the program's between brackets."""

    @override
    def translate(  # type: ignore[override]
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return f"⟦{sourceText}⟧" if context == "" else None

    @override
    def isEmpty(self) -> bool:
        return False


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Yield what the widgets and actions of a window say of themselves, with where."""
    for each in (widget, *widget.findChildren(QWidget)):
        kind = type(each).__name__
        yield f"{kind} tooltip", each.toolTip()
        yield f"{kind} name", each.accessibleName()
        if isinstance(each, QLabel | QAbstractButton):
            yield kind, each.text()
        if isinstance(each, QLineEdit):
            yield f"{kind} placeholder", each.placeholderText()
    for action in widget.findChildren(QAction):
        yield "QAction", action.text()
        yield "QAction tooltip", action.toolTip()


def main() -> None:
    application = QApplication(sys.argv)
    application.installTranslator(translator := Bracketed(application))

    from reports.catalogue import KINDS
    from tests.ui.fake_case import FakeCase
    from ui import app as program
    from ui.case_doors import CaseDoors
    from ui.jobs import Jobs
    from ui.settings import SettingsFile
    from ui.theme import Theme, ThemeMode

    program.build_application(("pincite",))
    jobs = Jobs()
    folder = Path(tempfile.mkdtemp())
    case = FakeCase(folder / "case")
    window = program.build_window(
        jobs,
        Theme(ThemeMode.LIGHT),
        SettingsFile(folder / "settings.json"),
        CaseDoors(lambda _folder: case, lambda _folder, _name: case),
    )
    window.show()
    said = dict.fromkeys(texts(window))
    window.desk.open_case(folder / "case")
    QTest.qWait(600)
    said |= dict.fromkeys(texts(window))
    for key in ("report", "edit", "merge", "card", "new", "note", "tags", "keys", "palette"):
        window.columns.focus_last()
        window.actions_by_key[key].trigger()
        QTest.qWait(150)
        said |= dict.fromkeys(texts(window))
        for over in application.topLevelWidgets():
            if over is not window and over.isVisible():
                said |= dict.fromkeys(texts(over))
                over.close()
    of_the_case = " ".join([*map(repr, vars(case).values()), *map(repr, KINDS)])
    left = [
        f"{where}: {text}"
        for where, text in said
        if re.search(r"[A-Za-z]{2}", text)
        and "⟦" not in text
        and not SAME_EVERYWHERE.fullmatch(text)
        and text.rstrip(".") not in of_the_case
    ]
    sys.stdout.write(json.dumps({"left": left, "translated": sum("⟦" in text for _, text in said)}))
    sys.stdout.flush()
    del translator
    os._exit(0)  # Qt's objects need no farewell here


if __name__ == "__main__":
    main()
