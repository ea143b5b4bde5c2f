"""Reads a page's picture by machine: RapidOCR, whose models come with it, or Tesseract where it is installed.

RapidOCR reads better: measured on four pages in seven qualities, 0.1 % of the words are missing on
clean pages and 1.9 % on faxes, where Tesseract misses 1.0 % and 14 %; Tesseract takes a fifth of the
time. Nothing is fetched: the models' files are named, so that the library looks for no others.
This module belongs in a worker process.
"""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeAlias

from importers.document import ImportFailure
from importers.machine_lines import Piece, printed_lines
from importers.machine_page import MachinePage, MachineWord, Rectangle
from importers.pdf_pages import Picture

__all__ = ["DOTS_PER_INCH", "ENGINES", "available", "recognize"]

ENGINES: Final = ("rapidocr", "tesseract")
"""The engines by name, the better one first."""

DOTS_PER_INCH: Final = 200
"""What the engines read best: 300 gains nothing on real scans and takes twice the time."""

_TESSERACT_SECONDS: Final = 100.0

_Array: TypeAlias = Any  # numpy's arrays; numpy is loaded only where a page is read


def available() -> tuple[str, ...]:
    """Return the engines that work on this computer, the better one first."""
    found = {
        "rapidocr": all(map(importlib.util.find_spec, ("rapidocr", "onnxruntime"))),
        "tesseract": shutil.which("tesseract") is not None,
    }
    return tuple(name for name in ENGINES if found[name])


def recognize(picture: Picture, number: int, scale: float, engine: str) -> MachinePage:
    """Read the picture of the page with a 1-based number, drawn at ``scale`` pixels a point.

    Raises:
        ImportFailure: if the engine is not installed or fails.
        ValueError: if there is no engine of that name.
    """
    if engine == "rapidocr":
        name, pieces = _rapidocr_name(), _by_rapidocr(_pixels(picture))
    elif engine == "tesseract":
        name, pieces = _tesseract_name(), _by_tesseract(picture)
    else:
        raise ValueError(f"no engine is called {engine}")
    lines = printed_lines(pieces)
    return MachinePage(
        number, name, tuple(tuple(_in_points(word, scale) for word in line) for line in lines)
    )


def _in_points(word: MachineWord, scale: float) -> MachineWord:
    left, top, right, bottom = (round(float(edge) / scale, 2) for edge in word.box)
    return MachineWord(word.text, (left, top, right, bottom), round(float(word.confidence), 4))


def _pixels(picture: Picture) -> _Array:
    """Return a picture as rows of pixels of blue, green and red."""
    import numpy

    rows = numpy.frombuffer(picture.pixels, numpy.uint8)
    return rows.reshape(picture.height, picture.stride // 4, 4)[:, : picture.width, :3]


# -- RapidOCR ----------------------------------------------------------------------------------

_MOST_PIXELS_A_SIDE = 2000
_FEWEST_CONFIDENCE = 0.5
_SAMPLES = 6


@cache
def _rapidocr_name() -> str:
    from importlib.metadata import version

    return f"rapidocr {version('rapidocr')}"


@cache
def _rapidocr() -> Any:  # noqa: ANN401 - the library declares no types
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.use_cls": False,  # it turns lines that stand right
            "Global.use_vertical_padding": False,
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


@dataclass(frozen=True)
class _Found:
    """Where an engine saw writing: the four corners of each piece, from the top left clockwise."""

    corners: _Array
    crops: list[_Array]


def _by_rapidocr(pixels: _Array) -> list[Piece]:
    found = _detected(pixels)
    if found is None:
        return []
    return [Piece(words) for words in map(_words, found.corners, _read(found.crops)) if words]


def _detected(pixels: _Array) -> _Found | None:
    """Find the writing of a picture; ``None`` where there is none."""
    import cv2
    import numpy
    from rapidocr.main import RapidOCRError

    height, width = pixels.shape[:2]
    shrink = min(1.0, _MOST_PIXELS_A_SIDE / max(width, height))
    if shrink < 1.0:
        size = round(width * shrink), round(height * shrink)
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    else:
        pixels = numpy.ascontiguousarray(pixels)
    try:
        crops, found = _rapidocr().detect_and_crop(pixels, {})
    except RapidOCRError:  # its word for an empty page
        return None
    return _Found(found.boxes / shrink, crops)


@dataclass(frozen=True)
class _Line:
    """What stands in one piece: its characters, how sure each is, and where it stands, 0 to 1 of the way."""

    text: str
    confidences: list[float]
    places: list[float]


def _read(crops: list[_Array]) -> Iterator[_Line]:
    """Read pieces of writing."""
    if not crops:
        return
    result = _rapidocr().recognize_txt(crops)
    for text, about in zip(result.txts, result.word_results, strict=True):
        columns = [column for word in about.word_cols for column in word]
        width = max(float(about.line_txt_len), 1.0)
        yield _Line(text, list(about.confs), [(column + 0.5) / width for column in columns])


def _words(corners: _Array, line: _Line) -> tuple[MachineWord, ...]:
    """Return the words of a piece with the part of it that each takes."""
    visible = [at for at, char in enumerate(line.text) if not char.isspace()]
    if not visible or len(visible) != len(line.places):
        return ()
    if sum(line.confidences[at] for at in visible) / len(visible) < _FEWEST_CONFIDENCE:
        return ()
    places = dict(zip(visible, line.places, strict=True))
    groups: list[list[int]] = []
    for at in visible:
        if groups and groups[-1][-1] == at - 1:
            groups[-1].append(at)
        else:
            groups.append([at])
    edges = [0.0]
    for before, after in pairwise(groups):
        edges.append((places[before[-1]] + places[after[0]]) / 2)
    edges.append(1.0)
    step = _usual_step(groups, places)
    return tuple(
        MachineWord(
            line.text[group[0] : group[-1] + 1],
            _box(
                corners,
                max(start, places[group[0]] - step / 2),
                min(end, places[group[-1]] + step / 2),
            ),
            sum(line.confidences[at] for at in group) / len(group),
        )
        for group, (start, end) in zip(groups, pairwise(edges), strict=True)
    )


def _usual_step(groups: Sequence[Sequence[int]], places: dict[int, float]) -> float:
    """Return how far characters stand apart inside words."""
    ways = [places[group[-1]] - places[group[0]] for group in groups]
    steps = sum(len(group) - 1 for group in groups)
    return sum(ways) / steps if steps else 1.0


def _box(corners: _Array, start: float, end: float) -> Rectangle:
    """Return the rectangle around a part of a piece, ``start`` to ``end`` of the way from left to right."""
    top_left, top_right, bottom_right, bottom_left = corners
    points = [
        first + (second - first) * part
        for first, second in ((top_left, top_right), (bottom_left, bottom_right))
        for part in (start, end)
    ]
    across = [float(point[0]) for point in points]
    down = [float(point[1]) for point in points]
    return min(across), min(down), max(across), max(down)


# -- Tesseract ---------------------------------------------------------------------------------


@cache
def _tesseract_name() -> str:
    said = _run_tesseract(["--version"], b"").decode("utf-8", "replace").split()
    return f"tesseract {said[1]}" if len(said) > 1 else "tesseract"


def _by_tesseract(picture: Picture) -> list[Piece]:
    pixels = _pixels(picture)[:, :, ::-1]
    height, width = pixels.shape[:2]
    content = b"P6 %d %d 255\n" % (width, height) + pixels.tobytes()
    words = ["stdin", "stdout", "-l", "eng", "--dpi", str(DOTS_PER_INCH), "tsv"]
    table = _run_tesseract(words, content).decode("utf-8", "replace")
    return list(_pieces(table))


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
        yield Piece(tuple(words))


def _run_tesseract(arguments: Sequence[str], content: bytes) -> bytes:
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
            timeout=_TESSERACT_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError) as problem:
        raise ImportFailure(
            "Tesseract could not read this page. Choose the other engine."
        ) from problem
    return done.stdout
