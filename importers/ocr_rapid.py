"""Reads pictures by RapidOCR: finds the pieces of writing, then reads each of them.

The library's own way through is not taken, since it gives words the confidences of other letters, turns
every narrow piece on its side, and knows no page that lies sideways. Nothing is fetched: the models
come with the library, and their files are named so that it looks for no others. What runs the models
would tell its maker of each session (ONNX Runtime from 1.29 on); it is told not to before it is loaded.
"""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from importers.machine_lines import Piece
from importers.machine_page import MachineWord, Rectangle
from importers.pixels import Pixels

__all__ = ["name", "read_picture"]

_FINDING_SIDE = 1280
"""Pixels of the longer side of the picture in which writing is looked for; it is read from the whole one.
With 2000, finding takes two and a half times as long and finds nothing more."""
_FEWEST_CONFIDENCE = 0.5
_DOUBTFUL = 0.85
"""Mean confidence of a page below which it may stand on its head."""
_SURE_OF_ACCENT = 0.97
"""Confidence from which an accent is believed: specks on scans got up to 0.95, printed ones more."""
_MISSED_BLANK = 2.8
"""Letters so many times as far apart as is usual belong to two words. Of 4,100 pairs inside words, the
three that were this far apart were two words each."""
_SAMPLES = 6
_TALL = 1.5
"""Pieces that are so many times higher than wide are turned left by the library before they are read."""


@cache
def name() -> str:
    """Return the engine's name with its version."""
    from importlib.metadata import version

    return f"rapidocr {version('rapidocr')}"


_SILENCE = ("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED")
"""Variables of the environment by which ONNX Runtime makes no identifier, keeps and sends nothing; the
first is the one of the version that is pinned, the second has been its name, too."""


@cache
def _rapidocr() -> Any:  # noqa: ANN401 - the library declares no types
    for variable in _SILENCE:
        os.environ[variable] = "1"
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.use_cls": False,  # it turns lines that stand right
            "Global.use_vertical_padding": False,
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "Det.limit_type": "max",  # narrow strips would be drawn a hundred times as large
            "Det.limit_side_len": _FINDING_SIDE,
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def read_picture(pixels: Pixels) -> tuple[int, list[Piece]]:
    """Return by how many quarters to turn the picture left to read it, and what stands on it then."""
    import numpy

    found = _detected(pixels)
    turn = _turn_of(found)
    if turn:
        found = _detected(numpy.rot90(pixels, turn))
    lines = _read_upright(found)
    if found and _confidence(lines) < _DOUBTFUL and _reads_upside_down(found):
        turn += 2
        found = _detected(numpy.rot90(pixels, turn))
        lines = _read_upright(found)
    turn %= 4
    pieces = [
        Piece(words)
        for line, corners in lines
        if line.confidence >= _FEWEST_CONFIDENCE and (words := _words(corners, line))
    ]
    return turn, pieces


@dataclass(frozen=True)
class _Found:
    """A piece of writing: its corners from the top left clockwise, and its picture from left to right.

    ``is_tall`` tells a piece that is much higher than wide; its picture has been turned left.
    """

    corners: Pixels
    crop: Pixels
    is_tall: bool

    @property
    def length(self) -> int:
        return int(self.crop.shape[1])


@dataclass(frozen=True)
class _Line:
    """What stands in one piece: its characters, how sure each is, and where it stands, 0 to 1 of the way."""

    text: str
    confidences: list[float]
    places: list[float]

    @property
    def confidence(self) -> float:
        return sum(self.confidences) / max(len(self.confidences), 1)


_Read = tuple[_Line, Pixels]
"""A line with the corners of its piece, from the top left of the first letter clockwise."""


def _detected(pixels: Pixels) -> list[_Found]:
    """Find the writing of a picture."""
    import cv2
    import numpy
    from rapidocr.main import RapidOCRError

    height, width = pixels.shape[:2]
    shrink = min(1.0, _FINDING_SIDE / max(width, height))
    pixels = numpy.ascontiguousarray(pixels)
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    small = pixels if shrink == 1.0 else cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    try:
        _, found = _rapidocr().detect_and_crop(small, {})
    except RapidOCRError:  # its word for an empty page
        return []
    boxes = (found.boxes / shrink).astype(numpy.float32)
    crops = _rapidocr().crop_text_regions(pixels, boxes)
    heights = [crop.shape[0] for crop in crops]
    usual = sorted(heights)[len(heights) // 2]
    made = []
    for corners, crop in zip(boxes, crops, strict=True):
        across, down = numpy.ptp(corners, axis=0)
        is_tall = bool(down >= _TALL * across)
        if is_tall and down < 2 * usual:  # a narrow letter, no writing up the margin
            crop, is_tall = numpy.rot90(crop, 3), False
        made.append(_Found(corners, numpy.ascontiguousarray(crop), is_tall))
    return made


def _turn_of(found: Sequence[_Found]) -> int:
    """Return by how many quarters to turn a picture left on which most writing runs up or down."""
    tall = [piece for piece in found if piece.is_tall]
    if sum(piece.length for piece in tall) <= sum(piece.length for piece in found) / 2:
        return 0
    sample = _longest(tall)
    downwards, upwards = (_sample_confidence(sample, turn) for turn in (0, 2))
    return 1 if downwards >= upwards else 3


def _reads_upside_down(found: Sequence[_Found]) -> bool:
    sample = _longest([piece for piece in found if not piece.is_tall])
    return _sample_confidence(sample, 2) > _sample_confidence(sample, 0) + 0.1


def _longest(found: Sequence[_Found]) -> list[_Found]:
    return sorted(found, key=lambda piece: piece.length)[-_SAMPLES:]


def _sample_confidence(found: Sequence[_Found], turn: int) -> float:
    import numpy

    crops = [numpy.ascontiguousarray(numpy.rot90(piece.crop, turn)) for piece in found]
    lines = list(_read(crops))
    return sum(line.confidence for line in lines) / max(len(lines), 1)


def _confidence(lines: Sequence[_Read]) -> float:
    """Return how sure the engine is of a page, by its letters."""
    letters = sum(len(line.confidences) for line, _ in lines)
    return sum(sum(line.confidences) for line, _ in lines) / max(letters, 1)


def _read_upright(found: Sequence[_Found]) -> list[_Read]:
    """Read what was found; what runs up or down the margin in the direction that reads better."""
    import numpy

    flat = [piece for piece in found if not piece.is_tall]
    tall = [piece for piece in found if piece.is_tall]
    lines = [
        (line, piece.corners)
        for piece, line in zip(flat, _read([piece.crop for piece in flat]), strict=True)
    ]
    upwards = [numpy.ascontiguousarray(numpy.rot90(piece.crop, 2)) for piece in tall]
    downwards = [piece.crop for piece in tall]
    for piece, down, up in zip(tall, _read(downwards), _read(upwards), strict=True):
        if down.confidence >= up.confidence:
            lines.append((down, numpy.roll(piece.corners, -1, axis=0)))
        else:
            lines.append((up, numpy.roll(piece.corners, 1, axis=0)))
    return lines


def _read(crops: list[Pixels]) -> Iterator[_Line]:
    """Read pieces of writing."""
    if not crops:
        return
    result = _rapidocr().recognize_txt(crops)
    for text, about in zip(result.txts, result.word_results, strict=True):
        columns = [column for word in about.word_cols for column in word]
        width = max(float(about.line_txt_len), 1.0)
        places = [(column + 0.5) / width for column in columns]
        confidences = list(about.confs)[: len(text)]
        yield _Line(_without_doubtful_accents(text, confidences), confidences, places)


def _without_doubtful_accents(text: str, confidences: Sequence[float]) -> str:
    """Return a line with plain letters for those whose accent may be a speck on the paper."""
    if text.isascii():
        return text
    letters = []
    for char, confidence in zip(text, confidences, strict=True):
        plain = unicodedata.normalize("NFD", char)[0]
        doubtful = confidence < _SURE_OF_ACCENT and plain.isascii() and plain.isalpha()
        letters.append(plain if doubtful else char)
    return "".join(letters)


def _words(corners: Pixels, line: _Line) -> tuple[MachineWord, ...]:
    """Return the words of a piece with the part of it that each takes."""
    visible = [at for at, char in enumerate(line.text) if not char.isspace()]
    if not visible or len(visible) != len(line.places):
        return ()
    places = dict(zip(visible, line.places, strict=True))
    groups = _grouped(visible, places)
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


def _grouped(visible: Sequence[int], places: dict[int, float]) -> list[list[int]]:
    """Return the letters of each word: between blanks, those read and those that were missed."""
    steps = sorted(
        places[after] - places[before] for before, after in pairwise(visible) if after == before + 1
    )
    widest = _MISSED_BLANK * steps[len(steps) // 2] if len(steps) > 4 else 1.0
    groups: list[list[int]] = []
    for at in visible:
        last = groups[-1][-1] if groups else None
        if last == at - 1 and places[at] - places[last] < widest:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _usual_step(groups: Sequence[Sequence[int]], places: dict[int, float]) -> float:
    """Return how far characters stand apart inside words."""
    ways = [places[group[-1]] - places[group[0]] for group in groups]
    steps = sum(len(group) - 1 for group in groups)
    return sum(ways) / steps if steps else 1.0


def _box(corners: Pixels, start: float, end: float) -> Rectangle:
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
