"""Reads pictures by Tesseract, a program of its own, where it is installed."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

from importers.document import ImportFailure
from importers.machine_lines import Piece
from importers.machine_page import MachineWord
from importers.pixels import Pixels

__all__ = ["is_installed", "name", "read_picture"]

_SECONDS: Final = 25.0
"""Seconds for one look at a page; one that lies askew is looked at four times."""
_SURE: Final = 0.6
"""Mean confidence of a page below which it may have been read from the wrong side."""


def is_installed() -> bool:
    """Tell whether the program is found."""
    return shutil.which("tesseract") is not None


@cache
def name() -> str:
    """Return the engine's name with its version."""
    said = _run(["--version"], b"").decode("utf-8", "replace").split()
    return f"tesseract {said[1]}" if len(said) > 1 else "tesseract"


def read_picture(pixels: Pixels) -> tuple[int, list[Piece]]:
    """Return by how many quarters to turn the picture left to read it, and what stands on it then."""
    pieces = _turned_pieces(pixels, 0)
    if _sureness(pieces) >= _SURE:
        return 0, pieces
    tried = {turn: _turned_pieces(pixels, turn) for turn in (1, 2, 3)}
    best = max(tried, key=lambda turn: _sureness(tried[turn]))
    if _sureness(tried[best]) > _sureness(pieces) + 0.1:
        return best, tried[best]
    return 0, pieces


def _turned_pieces(pixels: Pixels, turn: int) -> list[Piece]:
    import numpy

    turned = numpy.rot90(pixels, turn)[:, :, ::-1]
    height, width = turned.shape[:2]
    content = b"P6 %d %d 255\n" % (width, height) + turned.tobytes()
    arguments = ["stdin", "stdout", "-l", "eng", "tsv"]
    return list(_pieces(_run(arguments, content).decode("utf-8", "replace")))


def _sureness(pieces: Sequence[Piece]) -> float:
    """Return how sure the engine is of a page, by its letters; a page without any is sure.

    Of a page that lies askew it may read the words all the same, but it does not know where they stand:
    every word then has its whole line's place.
    """
    words = [word for piece in pieces for word in piece.words]
    letters = sum(len(word.text) for word in words)
    if not letters:
        return 1.0
    pairs = [pair for piece in pieces for pair in pairwise(piece.words)]
    in_order = sum(
        before.box[2] < (after.box[0] + after.box[2]) / 2 for before, after in pairs
    ) / max(len(pairs), 1)
    confidence = sum(len(word.text) * word.confidence for word in words) / letters
    return confidence * in_order if pairs else confidence


def _pieces(table: str) -> Iterator[Piece]:
    """Yield the printed lines of Tesseract's table.

    Its columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
    """
    lines: dict[tuple[str, ...], list[MachineWord]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = map(float, cells[6:10])
        word = MachineWord(
            cells[11].strip(),
            (left, top, left + width, top + height),
            max(float(cells[10]), 0) / 100,
        )
        lines.setdefault(tuple(cells[1:5]), []).append(word)
    for words in lines.values():
        # One height for all words of a line, as the other engine gives it.
        top = min(word.box[1] for word in words)
        bottom = max(word.box[3] for word in words)
        yield Piece(
            tuple(replace(word, box=(word.box[0], top, word.box[2], bottom)) for word in words)
        )


def _run(arguments: Sequence[str], content: bytes) -> bytes:
    program = shutil.which("tesseract")
    if program is None:
        raise ImportFailure(
            "Tesseract is not installed on this computer. Choose the other engine or install it."
        )
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no word of it comes from a file
            [program, *arguments],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError) as problem:
        raise ImportFailure(
            "Tesseract could not read this page. Choose the other engine."
        ) from problem
    return done.stdout
