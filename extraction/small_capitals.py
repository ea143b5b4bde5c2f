"""Small capitals that a text layer has parted from their first letters: "S ECOND C IRCUIT".

Programs that turn a page into text take the larger first letter for a word of its own. Such a caption
is read from a copy whose letters are joined again; the way back leads to the characters of the layer.
"""

import re

from importers.offset_map import MappedText, MappedTextBuilder
from importers.source_text import SourceText

__all__ = ["joined"]

# Words of every court's heading, which show that the first letters stand alone.
_PARTED = re.compile(
    r"\b(?:C OURTS?|C IRCUIT|D ISTRICT|U NITED|S TATES|D IVISION|P LAINTIFFS?|D EFENDANTS?)\b"
)
# "R OWE", "J R."; not the article of "A S TATE" nor an initial with its stop.
_LETTER = re.compile(r"(?<![\w.’'])[A-Z](?P<gap> )(?=[A-Z](?:[A-Z’']|\.(?!\s?[A-Z]\b)))")

# The rest of a word that ends in another large letter, and what follows that letter.
_INNER = re.compile(r"[AEIOU][A-Z](?P<gap> )(?=[A-Z]{3,}\b)")


def joined(source: SourceText, reach: int) -> tuple[SourceText, MappedText] | None:
    """Return the text with its small capitals joined in the first ``reach`` code points, and the way back.

    ``None`` where the heading is printed in whole words. The copy has no zones, pages or paragraphs.
    """
    if not _PARTED.search(source.text, 0, reach):
        return None
    builder = MappedTextBuilder(source.text)
    at = 0
    for match in _LETTER.finditer(source.text, 0, reach):
        builder.keep(at, match.start("gap"))
        at = match.end("gap")
        # "L AM ATTINA": a second large letter within the word, here that of LaMattina.
        inner = _INNER.match(source.text, at)
        if inner:
            builder.keep(at, inner.start("gap"))
            at = inner.end("gap")
    builder.keep(at, len(source.text))
    mapped = builder.build()
    return SourceText(mapped.text), mapped
