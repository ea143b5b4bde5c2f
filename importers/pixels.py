"""Pictures as arrays, for those who compute with them."""

from typing import Any, TypeAlias

from importers.pdf_pages import Picture

__all__ = ["Pixels", "pixels_of"]

Pixels: TypeAlias = Any
"""A numpy array; numpy is loaded only where a picture is read."""


def pixels_of(picture: Picture) -> Pixels:
    """Return a picture as rows of pixels of blue, green and red."""
    import numpy

    rows = numpy.frombuffer(picture.pixels, numpy.uint8)
    return rows.reshape(picture.height, picture.stride // 4, 4)[:, : picture.width, :3]
