"""A page's picture packed as JPEG, for copies that show a page and hold nothing beneath."""

import io

__all__ = ["jpeg_of"]

_QUALITY = 88


def jpeg_of(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    """Pack rows of BGRX bytes, ``stride`` bytes each."""
    from PIL import Image

    picture = Image.frombuffer("RGB", (width, height), pixels, "raw", "BGRX", stride, 1)
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=_QUALITY)
    return packed.getvalue()
