"""The reading copy with the lines of a caption flowing on, for what runs over them.

The head of a paper is printed line by line, and each line is a passage of its own; the list of counsel
above an opinion or the name of its court runs over several. Offsets are those of the reading copy.
"""

from dataclasses import dataclass

from extraction.reading import PASSAGE_BREAK, Reading
from importers.source_text import Zone

__all__ = ["Flow", "flowing"]


@dataclass(frozen=True, slots=True)
class Flow:
    """``text`` is as long as the reading copy; ``runs`` are its stretches without a break."""

    text: str
    runs: tuple[tuple[int, int], ...]


def flowing(reading: Reading) -> Flow:
    """Return the reading copy with breaks between caption lines made blanks, furniture blanked out."""
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    at = 0
    caption_open = False
    for passage in reading.passages:
        start, end = passage.span.start, passage.span.end
        between = reading.text[at:start]
        if passage.zone.is_furniture:
            parts += [between, " " * (end - start)]
            at = end
            continue
        joined = caption_open and (passage.zone is Zone.CAPTION or _goes_on(parts))
        gap = between.replace(PASSAGE_BREAK, "  ") if joined else between
        parts += [gap, reading.text[start:end]]
        if joined:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
        caption_open = passage.zone is Zone.CAPTION
        at = end
    text = "".join([*parts, reading.text[at:]])
    return Flow(text, tuple(runs))


def _goes_on(parts: list[str]) -> bool:
    """Tell whether the last line of a caption ends in the middle of a list."""
    said = next((part.rstrip() for part in reversed(parts) if part.strip()), "")
    return said.endswith((",", " and", " for")) or (
        said[-1:].isalpha() and said.split()[-1].istitle()
    )
