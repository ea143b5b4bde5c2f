"""The window: PySide6 panels over plain rows. Qt is imported here alone."""
