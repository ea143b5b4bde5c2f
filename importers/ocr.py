"""Reads a page's picture by machine: RapidOCR, whose models come with it, or Tesseract where it is installed.

RapidOCR reads better: of 1,677 printed words it missed 1, Tesseract 27, which takes half the
time. This module belongs in a worker process.
"""

from dataclasses import replace
from typing import Final

from importers import built_in, ocr_rapid, ocr_tesseract
from importers.machine_lines import printed_lines, turned
from importers.machine_page import MachinePage, MachineWord
from importers.pdf_pages import Picture
from importers.pixels import pixels_of

__all__ = ["DOTS_PER_INCH", "ENGINES", "available", "recognize"]

ENGINES: Final = ("rapidocr", "tesseract")
"""The engines by name, the better one first."""

DOTS_PER_INCH: Final = 200
"""What a page is drawn with to be read; from 150 to 300 the same words are found on real scans."""


def available() -> tuple[str, ...]:
    """Return the engines that work on this computer, the better one first."""
    found = {
        "rapidocr": built_in.reads_scans(),
        "tesseract": ocr_tesseract.is_installed(),
    }
    return tuple(name for name in ENGINES if found[name])


def recognize(picture: Picture, number: int, scale: float, engine: str) -> MachinePage:
    """Read the picture of the page with a 1-based number, drawn at ``scale`` pixels a point.

    Raises:
        ImportFailure: if the engine is not installed or fails.
        ValueError: if there is no engine of that name.
    """
    if engine not in ENGINES:
        raise ValueError(f"no engine is called {engine}")
    reader = ocr_rapid if engine == "rapidocr" else ocr_tesseract
    turn, pieces = reader.read_picture(pixels_of(picture))
    width, height = picture.width, picture.height
    if turn % 2:
        width, height = height, width
    lines = (
        tuple(
            _in_points(replace(word, box=turned(word.box, (4 - turn) % 4, width, height)), scale)
            for word in line
        )
        for line in printed_lines(pieces)
    )
    return MachinePage(number, reader.name(), tuple(lines))


def _in_points(word: MachineWord, scale: float) -> MachineWord:
    left, top, right, bottom = (round(float(edge) / scale, 2) for edge in word.box)
    return MachineWord(word.text, (left, top, right, bottom), round(float(word.confidence), 4))
