"""What the body of a paper says about the names in its caption: letter case, and an "and" inside a name."""

import re
from dataclasses import replace

from extraction import names
from extraction.caption_names import CaptionName
from importers.source_text import Span

__all__ = ["better_case", "with_whole_names"]

_AND = re.compile(r"\s+(?:and|AND|And)\s+(?:the\s+|THE\s+)?")


def better_case(text: str, name: str, printed: str) -> str:
    """Return a name that is printed in capitals as the body of the paper writes it, if it does."""
    if not names.is_all_capitals(printed):
        return name
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    if re.search(rf"(?<!\w){pattern}(?!\w)", text):
        return name
    for match in re.finditer(rf"(?i)(?<!\w){pattern}(?!\w)", text):
        words = match.group().split()
        if match.group() == printed:
            continue
        if any(c.islower() for c in match.group()) and all(
            w[0] == n[0] or w.casefold() in {"and", "of", "the", "for"}
            for w, n in zip(words, name.split(), strict=False)
        ):
            return " ".join(words)
    return name


def with_whole_names(text: str, found: list[CaptionName]) -> list[CaptionName]:
    """Put names together again that the body never has apart: "HALYARD ROOTER AND PLUMBING, INC."."""
    out: list[CaptionName] = []
    for name in found:
        if out and _is_one(text, out[-1], name):
            first = out[-1]
            span = Span(first.span.start, name.span.end)
            whole = names.proper_case(" ".join(span.of(text).split()))
            aliases = (*first.aliases, *name.aliases)
            out[-1] = replace(first, name=whole, span=span, aliases=aliases, capacity=name.capacity)
        else:
            out.append(name)
    return out


def _is_one(text: str, first: CaptionName, second: CaptionName) -> bool:
    """Tell whether "and" between two names joins words of one name, by the text below the caption.

    There the whole name stands at least twice, and the second half never by itself.
    """
    between = text[first.span.end : second.span.start]
    plain = not (first.aliases or first.capacity or names.has_company_ending(first.name))
    if not plain or not _AND.fullmatch(between):
        return False
    core = names.without_ending(second.name)
    if len(core.split()) > 2 or names.looks_like_person(first.name) != names.has_company_ending(
        second.name
    ):
        return False
    below = text[second.span.end :]
    half = r"\s+".join(map(re.escape, core.split()))
    last = re.escape(first.name.split()[-1])
    joined = re.findall(rf"(?i)(?<!\w){last}\s+(?:and|&)\s+{half}(?!\w)", below)
    return len(joined) >= 2 and len(joined) == len(re.findall(rf"(?i)(?<!\w){half}(?!\w)", below))
