"""PDFs whose font tells glyph numbers only: a real font embedded as printing to a file may embed it."""

import io
import random
from collections.abc import Sequence
from pathlib import Path

import reportlab
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfbase.ttfonts import TTFontFile

_VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def numbered_pdf(
    pages: Sequence[Sequence[str]], *, shuffled: bool = False, name: str = "Vera"
) -> bytes:
    """Return a PDF of lines of text, 20 points apart, in a font that does not say which letters it shows.

    ``shuffled`` gives every glyph another number by chance, as fonts numbered by first use have them.
    """
    font = TTFontFile(str(_VERA))
    glyphs: dict[int, int] = font.charToGlyph
    numbers = list(range(max(glyphs.values()) + 1))
    if shuffled:
        random.Random(7).shuffle(numbers)
    writer = PdfWriter()
    type0 = writer._add_object(_type0(writer, font, numbers, name))
    sound = _named(Type="/Font", Subtype="/Type1", BaseFont="/Helvetica")
    fonts = DictionaryObject({NameObject("/F1"): type0, NameObject("/F2"): sound})
    for lines in pages:
        page = writer.add_blank_page(612, 792)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = [
            f"BT /F1 12 Tf 1 0 0 1 72 {720 - 20 * at} Tm <{_codes(line, glyphs, numbers)}> Tj ET"
            for at, line in enumerate(lines)
        ]
        shown.append("BT /F2 9 Tf 1 0 0 1 72 40 Tm (Filed in a sound font) Tj ET")
        page[NameObject("/Contents")] = writer._add_object(_stream("\n".join(shown).encode()))
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _codes(line: str, glyphs: dict[int, int], numbers: Sequence[int]) -> str:
    return "".join(f"{numbers[glyphs[ord(char)]]:04x}" for char in line)


def _type0(
    writer: PdfWriter, font: TTFontFile, numbers: Sequence[int], name: str
) -> DictionaryObject:
    scale = 1000 / font.unitsPerEm
    widths = ArrayObject([FloatObject(0)] * len(numbers))
    to_glyph = bytearray(2 * len(numbers))
    for char, glyph in font.charToGlyph.items():
        widths[numbers[glyph]] = FloatObject(round(font.charWidths[char], 2))
    for glyph, number in enumerate(numbers):
        to_glyph[2 * number : 2 * number + 2] = glyph.to_bytes(2, "big")
    descriptor = _named(Type="/FontDescriptor", FontName=f"/{name}")
    descriptor.update(
        {
            NameObject("/Flags"): NumberObject(4),
            NameObject("/FontBBox"): ArrayObject(
                [NumberObject(round(x * scale)) for x in font.bbox]
            ),
            NameObject("/ItalicAngle"): NumberObject(0),
            NameObject("/Ascent"): NumberObject(round(font.ascent)),
            NameObject("/Descent"): NumberObject(round(font.descent)),
            NameObject("/CapHeight"): NumberObject(700),
            NameObject("/StemV"): NumberObject(80),
            NameObject("/FontFile2"): writer._add_object(_stream(_VERA.read_bytes())),
        }
    )
    system = DictionaryObject(
        {
            NameObject("/Registry"): TextStringObject("Adobe"),
            NameObject("/Ordering"): TextStringObject("Identity"),
            NameObject("/Supplement"): NumberObject(0),
        }
    )
    descendant = _named(Type="/Font", Subtype="/CIDFontType2", BaseFont=f"/{name}")
    descendant.update(
        {
            NameObject("/CIDSystemInfo"): system,
            NameObject("/FontDescriptor"): writer._add_object(descriptor),
            NameObject("/W"): ArrayObject([NumberObject(0), widths]),
            NameObject("/CIDToGIDMap"): writer._add_object(_stream(bytes(to_glyph))),
        }
    )
    type0 = _named(Type="/Font", Subtype="/Type0", BaseFont=f"/{name}", Encoding="/Identity-H")
    type0[NameObject("/DescendantFonts")] = ArrayObject([writer._add_object(descendant)])
    return type0


def _named(**names: str) -> DictionaryObject:
    return DictionaryObject(
        {NameObject(f"/{key}"): NameObject(name) for key, name in names.items()}
    )


def _stream(content: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    return stream
