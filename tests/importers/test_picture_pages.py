"""Pictures as pages: size on paper, upright, on white, and limits; all made on the spot."""

import io
import zlib

import pytest
from PIL import Image

from importers import limits
from importers.document import DamagedFile, TooLargeFile
from importers.picture_pages import PicturePages
from importers.source_text import Span

ORIENTATION, EXIF_BLOCK, TAKEN = 0x0112, 0x8769, 0x9003


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def half_black(mode: str = "RGB", size: tuple[int, int] = (340, 440)) -> Image.Image:
    """Return a white picture whose upper half is black."""
    image = Image.new("L", size, 255)
    image.paste(0, (0, 0, size[0], size[1] // 2))
    return image.convert(mode)


def shades(content: bytes, page: int = 1, scale: float = 0.25) -> tuple[int, int]:
    """Return the blue of a page's pixels in the middle of its upper and of its lower quarter."""
    with PicturePages(content) as pages:
        picture = pages.render(page, scale)
    assert len(picture.pixels) == picture.height * picture.stride

    def blue(y: int) -> int:
        return picture.pixels[y * picture.stride + 4 * (picture.width // 2)]

    return blue(picture.height // 8), blue(picture.height - 1 - picture.height // 8)


SIZES = [
    # pixels, dots per inch that the file says, points
    ((1700, 2200), 200, (612, 792)),
    ((2550, 3300), 300, (612, 792)),
    ((1728, 1100), (204, 98), (609.88, 808.16)),  # a fax: half as many lines as dots
    ((1700, 2200), None, (612, 792)),  # says nothing: as wide as a Letter page
    ((1700, 2200), 1, (612, 792)),
    ((3024, 4032), 72, (612, 816)),  # a telephone's word for "no idea"
    ((4032, 3024), 72, (816, 612)),
    ((200, 100), None, (72, 36)),  # too small to be a page
    ((10200, 100), None, (3456, 33.88)),  # a strip is no longer than a building plan
]


@pytest.mark.parametrize(("pixels", "dots", "points"), SIZES)
def test_a_page_has_the_size_of_its_paper(pixels, dots, points):
    dpi = {} if dots is None else {"dpi": dots if isinstance(dots, tuple) else (dots, dots)}
    content = saved(Image.new("1", pixels, 1), "TIFF" if dots == (204, 98) else "PNG", **dpi)
    with PicturePages(content) as pages:
        assert pages.sizes()[0] == pytest.approx(points, abs=0.6)
        picture = pages.render(1, 0.1)
    assert (picture.width, picture.height) == pytest.approx((points[0] / 10, points[1] / 10), abs=1)


MODES = [
    ("1", "PNG"),
    ("L", "PNG"),
    ("LA", "PNG"),
    ("P", "PNG"),
    ("RGB", "PNG"),
    ("RGBA", "PNG"),
    ("I;16", "PNG"),
    ("L", "JPEG"),
    ("RGB", "JPEG"),
    ("CMYK", "JPEG"),
    ("1", "TIFF"),
    ("CMYK", "TIFF"),
    ("I;16", "TIFF"),
    ("F", "TIFF"),
    ("RGB", "BMP"),
    ("P", "GIF"),
    ("RGB", "WEBP"),
]


@pytest.mark.parametrize(("mode", "kind"), MODES)
def test_every_sort_of_colour_is_drawn(mode, kind):
    image = half_black("L" if mode in ("I;16", "F") else mode)
    if mode == "I;16":
        image = half_black("I").point(lambda value: value * 257).convert("I;16")
    elif mode == "F":
        image = half_black("F")
    upper, lower = shades(saved(image, kind))
    assert upper < 10
    assert lower > 245


def test_what_is_transparent_stands_on_white():
    image = Image.new("RGBA", (340, 440), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 340, 220))
    assert shades(saved(image, "PNG")) == (0, 255)
    indexed = half_black("P", (340, 440))
    assert shades(saved(indexed, "PNG", transparency=indexed.getpixel((5, 5))))[0] == 255


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WEBP"])
@pytest.mark.parametrize(("orientation", "turn"), [(1, 0), (3, 180), (6, 90), (8, 270)])
def test_pictures_stand_upright(kind, orientation, turn):
    upright = half_black(size=(340, 440))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    as_taken = upright.rotate(turn, expand=True)
    content = saved(as_taken, kind, exif=exif, dpi=(100, 100))
    # WebP has no word for a resolution.
    points = (122.4, 158.4) if kind == "WEBP" else (244.8, 316.8)
    with PicturePages(content) as pages:
        assert pages.sizes()[0] == pytest.approx(points, abs=1)
        pages.check(1)
        assert pages.sizes()[0] == pytest.approx(points, abs=1), "nor once it is decoded"
    upper, lower = shades(content)
    assert upper < 20
    assert lower > 235


def test_a_part_of_a_picture_is_drawn_alone() -> None:
    with PicturePages(saved(half_black(), "PNG", dpi=(72, 72))) as pages:
        width, height = pages.size(1)
        whole = pages.render(1, 1.0)
        left = pages.render(1, 2.0, (0.0, 0.0, width / 4, height / 2))
        assert (left.width, left.height) == (round(width / 2), round(height))
        corner = whole.pixels[0:3]
        assert left.pixels[0:3] == corner
        assert set(left.pixels[0 : 4 * left.width : 4]) == {corner[0]}


def test_a_tiff_has_pages():
    first, second = half_black(), half_black().rotate(180)
    content = saved(first, "TIFF", save_all=True, append_images=[second, first])
    with PicturePages(content) as pages:
        assert len(pages) == len(pages.sizes()) == 3
        assert pages.frames_left_out == 0
        with pytest.raises(ValueError, match="no page 4"):
            pages.render(4, 1.0)
    assert shades(content, 1)[0] < 10
    assert shades(content, 2)[0] > 245
    assert shades(content, 3)[0] < 10


def test_moving_pictures_have_one_page():
    content = saved(
        half_black("P"), "GIF", save_all=True, append_images=[Image.new("P", (340, 440))]
    )
    with PicturePages(content) as pages:
        assert len(pages) == 1
        assert pages.frames_left_out == 1


def test_no_words_have_boxes():
    with PicturePages(saved(half_black(), "PNG")) as pages:
        assert pages.boxes(1, [Span(0, 3), Span(4, 5)]) == ((), ())


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2021:03:04 10:11:12", "2021-03-04"),
        ("0000:00:00 00:00:00", None),
        ("soon", None),
        (None, None),
    ],
)
def test_the_day_of_a_photograph(said, day):
    exif = Image.Exif()
    if said:
        exif.get_ifd(EXIF_BLOCK)[TAKEN] = said
    with PicturePages(saved(half_black(), "JPEG", exif=exif)) as pages:
        assert pages.taken() == day


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.8])
def test_cut_off_pictures_are_damaged(kind, part):
    noise = Image.effect_noise((300, 300), 80).convert("RGB")
    content = saved(noise, kind)
    content = content[: int(len(content) * part)]
    with pytest.raises(DamagedFile, match="fresh copy"), PicturePages(content) as pages:
        pages.check(1)


def test_a_bomb_is_too_large():
    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    side = (60_000).to_bytes(4, "big")
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", side + side + bytes([8, 2, 0, 0, 0]))
    content += chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b"")
    with pytest.raises(TooLargeFile, match="Save it smaller"), PicturePages(content) as pages:
        pages.check(1)


def test_limits_on_pixels_and_pages(monkeypatch):
    content = saved(half_black(), "TIFF", save_all=True, append_images=[half_black()])
    monkeypatch.setattr(limits, "MAX_PICTURE_PIXELS", 1000)
    with pytest.raises(TooLargeFile, match="340 × 440"), PicturePages(content) as pages:
        pages.check(1)
    monkeypatch.setattr(limits, "MAX_PAGES", 1)
    with pytest.raises(TooLargeFile, match="2 pages"):
        PicturePages(content)


def test_other_decoders_are_left_alone():
    with pytest.raises(DamagedFile):
        PicturePages(saved(half_black(), "PPM"))
    with pytest.raises(DamagedFile):
        PicturePages(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n")


def test_a_loop_of_tiff_pages_ends():
    """The last page of this file says that the first one follows it."""
    content = bytearray(saved(half_black("L", (20, 20)), "TIFF"))
    first = int.from_bytes(content[4:8], "little")
    count = int.from_bytes(content[first : first + 2], "little")
    at = first + 2 + 12 * count
    content[at : at + 4] = first.to_bytes(4, "little")
    with PicturePages(bytes(content)) as pages:
        assert len(pages) == 1
