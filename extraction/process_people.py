"""Names and addresses on a summons or subpoena: whom it is for, and the attorney with how to reach him."""

import re
from collections.abc import Iterator, Sequence

from extraction.process import Addressee, Attorney, Written
from importers.source_text import Span

__all__ = ["addressees", "attorney_of", "written"]

_EMAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?:\+?1[-. ]?)?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)")
_BAR = re.compile(
    r"(?i)\(?\s*(?:(?:[A-Z]{2}\s)?(?:state\s+)?(?:bar|SBN|OSB|WSBA|ARDC|FBN|PHV)|atty\.?)\s*"
    r"(?:no\.?|number|\#|id\.?(?:\s+no\.?)?)?\s*[:#]?\s*(?P<number>\d{4,8})\s*\)?"
)
_FIRM = re.compile(
    r"\b(?:LLP|L\.L\.P\.?|PLLC|P\.L\.L\.C\.?|LLC|P\.?C\.?|PLC|P\.?A\.?|A\.P\.C\.|LPA|Chartered"
    r"|Law\s+(?:Offices?|Firm|Group)|Attorneys\s+at\s+Law|Legal\s+(?:Aid|Services?|Center|Clinic)"
    r"|Department\s+of\s+Justice|Attorney[’']?s?\s+Office|& Associates)(?!\w)"
)
_STREET = re.compile(
    r"(?i)^\W{0,2}(?:\d+[A-Z]?(?:[-/]\d+)?\s+\S|one\s+\S+|p\.?\s?o\.?\s+box|post\s+office\s+box|c/o\b"
    r"|suite\b|ste\.|(?:\w+\s+)?floor\b|attn\b|room\b|via\b)"
)
_PLACE = re.compile(
    r"(?:[A-Z]{2}|[A-Z][a-z]+\.?(?:\s[A-Z][a-z]+\.?)?),?\s+\d{5}(?:-\d{4})?\W*$"
    r"|^[A-Z][\w. ]+,\s+(?:[A-Z]{2}|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\.?$"
)
_ZIP = re.compile(r"\b\d{5}(?:-\d{4})?\W*$")
_STATE = re.compile(r"^\s*(?:[A-Z]{2}|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s+\d{5}(?:-\d{4})?\W*$")
_TAIL = re.compile(
    r"(?i)^\s*(?:inc|llc|l\.l\.c|ltd|corp|co|lp|llp|n\.?a|pllc|p\.?c|p\.?a|jr|sr|ii|iii|iv|esq)"
    r"\.?,?\s*$"
)
_SIGNS = re.compile(r"(?i)^\s*(?:by:?\s*)?(?:/s/|s/)\s*|^\s*by:\s*|^\s*_+\s*")
_NO_NAME = re.compile(
    r"(?i)^\W*(?:attorneys?\s+for|counsel\s+for|tel|telephone|phone|fax|facsimile|e-?mail|requested\s+by|"
    r"plaintiffs?\b|defendants?\b|dated|by\W*$|printed\s+name|address\W*$|e-?mail\s+address\W*$)"
)


def written(text: str, span: Span | None) -> Written | None:
    """Return the words at a span, ``None`` for none."""
    return None if span is None else Written(span.of(text), span)


def addressees(text: str, span: Span | None) -> tuple[Addressee, ...]:
    """Return the persons that an address block names, each with the address under or after the name."""
    if span is None:
        return ()
    found: list[Addressee] = []
    name: list[Span] = []
    address: list[Span] = []
    for chunk in _chunks(text, span):
        words = chunk.of(text)
        is_address = bool(_STREET.match(words)) or (
            bool(address) and not _ends(text, address) and bool(re.search(r"\d|,|^[A-Z]", words))
        )
        if is_address and name:
            address.append(chunk)
        elif not is_address and _is_contact(words):
            continue
        else:
            if address:
                found.append(_addressee(text, name, address))
                name, address = [], []
            elif name and _starts_anew(text, name[-1], chunk):
                found.append(_addressee(text, name, address))
                name = []
            name.append(chunk)
    if name:
        found.append(_addressee(text, name, address))
    return tuple(found)


def attorney_of(text: str, span: Span | None, apart: Sequence[Span] = ()) -> Attorney | None:
    """Return the attorney of a block such as a form asks for, ``None`` where it names nobody.

    ``apart`` are words of another column among the block's lines.
    """
    if span is None:
        return None
    block = span.of(text)
    chunks = [
        chunk
        for whole in _chunks(text, span)
        if (chunk := _without(whole, apart)) is not None
        and not _NO_NAME.match(chunk.of(text))
        and not _is_contact(chunk.of(text))
    ]
    firm = next((c for c in chunks if _FIRM.search(c.of(text))), None)
    street = next((i for i, c in enumerate(chunks) if _STREET.match(c.of(text))), None)
    names = [
        c
        for c in (chunks if street is None else chunks[:street])
        if c is not firm and re.search(r"[^\W\d_]{2}", c.of(text))
    ]
    name = _bare(text, names[0]) if names else firm
    if name is None:
        return None
    bar = _BAR.search(block)
    return Attorney(
        name=Written(name.of(text), name),
        firm=written(text, firm),
        address=written(text, _address(text, chunks[street:]) if street is not None else None),
        telephone=_found(_TELEPHONE, block, span),
        email=_found(_EMAIL, block, span),
        bar_number=Written(
            bar["number"], Span(span.start + bar.start("number"), span.start + bar.end("number"))
        )
        if bar
        else None,
    )


def _without(chunk: Span, apart: Sequence[Span]) -> Span | None:
    """Return a chunk up to another column's words, ``None`` where these are all of it."""
    for other in apart:
        if other.overlaps(chunk):
            return Span(chunk.start, other.start - 1) if other.start - 1 > chunk.start else None
    return chunk


def _found(pattern: re.Pattern[str], block: str, span: Span) -> Written | None:
    match = pattern.search(block)
    return (
        Written(match.group(), Span(span.start + match.start(), span.start + match.end()))
        if match
        else None
    )


def _is_contact(words: str) -> bool:
    rest = _BAR.sub("", _TELEPHONE.sub("", _EMAIL.sub("", words)))
    rest = re.sub(r"(?i)\b(?:tel(?:ephone)?|phone|fax|facsimile|e-?mail|cell|direct)\b", "", rest)
    return rest != words and not re.search(r"[^\W_]{2}", rest)


def _bare(text: str, span: Span) -> Span:
    """Return a name without the signature's marks before it and the bar number or title after it."""
    words = span.of(text)
    start = match.end() if (match := _SIGNS.match(words)) else 0
    bar = _BAR.search(words, start)
    end = bar.start() if bar else len(words)
    inner = re.sub(r"(?i)[,\s]*\b(?:esq\.?|attorney\s+at\s+law)?[\s,(]*$", "", words[start:end])
    return Span(span.start + start, span.start + start + len(inner)) if inner.strip() else span


def _address(text: str, chunks: Sequence[Span]) -> Span:
    """Return the stretch from a street to the end of its town's line."""
    for at, chunk in enumerate(chunks):
        if _ends(text, chunks[: at + 1]):
            return Span(chunks[0].start, chunk.end)
    return Span(chunks[0].start, chunks[0].end)


def _ends(text: str, chunks: Sequence[Span]) -> bool:
    """Tell whether an address is complete: a ZIP code, or a town with its state on a line of its own."""
    last = chunks[-1].of(text)
    if _ZIP.search(last) and not re.fullmatch(r"\W*\d{5}\s+\S.*", last):
        return True
    line = text[text.rfind("\n", 0, chunks[-1].start) + 1 : chunks[-1].end].strip()
    return len(chunks) > 1 and not re.search(r"\d", line) and bool(_PLACE.search(line))


def _starts_anew(text: str, before: Span, chunk: Span) -> bool:
    """Tell whether a chunk is another name: it follows a semicolon, or "and" ends the line before."""
    between = text[before.end : chunk.start]
    return ";" in between or bool(re.search(r"\band\b", between))


def _addressee(text: str, name: Sequence[Span], address: Sequence[Span]) -> Addressee:
    whole = Span(name[0].start, name[-1].end)
    where = Span(address[0].start, address[-1].end) if address else None
    if where is not None and re.search(r"\d\.$", where.of(text)):  # the end of a sentence
        where = Span(where.start, where.end - 1)
    return Addressee(Written(whole.of(text), whole), written(text, where))


def _chunks(text: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a block between line ends, semicolons and commas; "Inc." stays with its name."""
    parts: list[Span] = []
    for match in re.finditer(r"[^,;\n\r\f]+", span.of(text)):
        words = re.match(r"(?i)\s*(?:and\s+)?(?P<own>.*?)\s*(?:\band\s*)?$", match.group())
        if words is None or not re.search(r"\w", words["own"]):
            continue
        start = span.start + match.start()
        part = Span(start + words.start("own"), start + words.end("own"))
        between = text[parts[-1].end : part.start] if parts else "\n"
        if "\n" not in between and (_TAIL.match(words["own"]) or _STATE.match(words["own"])):
            parts[-1] = Span(parts[-1].start, part.end)
        else:
            parts.append(part)
    yield from parts
