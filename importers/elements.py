"""What XML libraries hand over, by name: their objects have no types that a checker could use."""

from typing import Any, Final, TypeAlias

__all__ = ["Element", "Package", "W"]

Element: TypeAlias = Any
"""An lxml element, or ``None`` where a search for one may find none."""

Package: TypeAlias = Any
"""A part of an open Office package, by python-docx."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML, as lxml writes it before a tag's name."""
