"""The sheet of paper with a recovery key: made as a PDF file, or printed."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

from ui.language import tr

__all__ = ["print_sheet", "write_sheet"]

_MARGIN = 25  # millimetres


def write_sheet(file: Path, name: str, key: str) -> None:
    """Write the sheet as a PDF file.

    Raises:
        OSError: if it cannot be written.
    """
    page = QBuffer()
    page.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(page)
    writer.setTitle(tr("Recovery key"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(
        QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter
    )
    _draw(writer, name, key)
    file.write_bytes(page.data().data())


def print_sheet(name: str, key: str, parent: QWidget) -> bool:
    """Ask for a printer and print the sheet; tell whether it was sent there."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(tr("Recovery key"))
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    _draw(printer, name, key)
    return True


def _draw(device: QPagedPaintDevice, name: str, key: str) -> None:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(QSizeF(device.width(), device.height()))
    lines = (
        ("h2", tr("Recovery key")),
        ("p", tr("This key opens “{name}” in Pincite where its passphrase is lost.", name=name)),
        ("pre", key),
        (
            "p",
            tr(
                "Whoever has this sheet and the file can read everything in it. Keep it in a safe, apart "
                "from the computer. The digits 0, 1, 8 and 9 do not occur in it."
            ),
        ),
    )
    document.setHtml("".join(f"<{kind}>{_escaped(words)}</{kind}>" for kind, words in lines))
    document.print_(device)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
