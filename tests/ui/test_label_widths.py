"""Widths of labels are reckoned from letters: never much off what the font says, and on any thread."""

from threading import Thread

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from ui.label_widths import LabelWidths

LABELS = (
    "",
    "Compl.",
    "The quay closed on March 2, 2026… (+1,204)",
    "Due: Answer or Rule 12 motion (verify)",
    "¶ 12: “No notice,” Ms. Vántreese’s letter — the second — said",
    "AVAST To We fi fl",
)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_as_wide_as_its_letters(qapp, label, bold):
    font = QFont(QApplication.font())
    font.setBold(bold)
    told, exact = LabelWidths(font)(label), QFontMetricsF(font).horizontalAdvance(label)
    assert exact * 0.99 <= told <= exact * 1.06 + 1


def test_a_letter_that_nobody_asked_for_is_rather_too_wide(qapp):
    font = QApplication.font()
    metrics = QFontMetricsF(font)
    assert LabelWidths(font)("港") == metrics.height() >= metrics.horizontalAdvance("m")


def test_another_thread_reckons_the_same(qapp):
    here, there, found = LabelWidths(QApplication.font()), LabelWidths(QApplication.font()), []
    thread = Thread(target=lambda: found.extend(map(there, LABELS)))
    thread.start()
    thread.join()
    assert found == [here(label) for label in LABELS] == [here(label) for label in LABELS]
