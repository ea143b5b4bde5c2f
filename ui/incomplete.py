"""What is said where the program cannot start because a part of it is missing."""

import sys

__all__ = ["tell"]


def tell(missing: Exception) -> int:
    """Say it on the console and, where that much of the program is there, in a window; return 1."""
    words = (
        "Pincite cannot start: a part of it is missing or damaged. Install it again; your cases are not "
        "touched by that. “pincite self-check” names the part."
    )
    if sys.stderr is not None:  # a program without console has none
        sys.stderr.write(f"{words}\n({missing})\n")
    try:
        from PySide6.QtWidgets import QApplication, QMessageBox
    except ImportError:  # it is Qt itself that is missing
        return 1
    application = QApplication.instance() or QApplication(["pincite"])
    QMessageBox.critical(QApplication.activeWindow(), "Pincite", words)
    application.quit()
    return 1
