"""The lines of a caption flow on; everything else keeps its breaks."""

from extraction.flowing import flowing
from extraction.reading import read
from importers.source_text import Paragraph, SourceText, Span, Zone, ZoneSpan


def test_caption_lines_are_one_run_and_offsets_stay() -> None:
    text = "Before Marsh,\nand Quist, Judges.\n7 of 9\nThe facts are these.\nMore."
    starts = [0, 14, 33, 40, 61]
    ends = [13, 32, 39, 60, 66]
    zones = [Zone.CAPTION, Zone.CAPTION, Zone.PAGE_FURNITURE, Zone.BODY, Zone.BODY]
    source = SourceText(
        text,
        paragraphs=tuple(
            Paragraph(Span(a, b), None, zone)
            for a, b, zone in zip(starts, ends, zones, strict=True)
            if zone is not Zone.PAGE_FURNITURE
        ),
        zones=(ZoneSpan(Span(33, 39), Zone.PAGE_FURNITURE, "page number"),),
    )
    reading = read(source)
    flow = flowing(reading)
    assert len(flow.text) == len(reading.text)
    assert [" ".join(flow.text[a:b].split()) for a, b in flow.runs] == [
        "Before Marsh, and Quist, Judges.",
        "The facts are these.",
        "More.",
    ]
    assert "7 of 9" not in flow.text
