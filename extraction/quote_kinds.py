"""Tells quotations from words that merely stand between marks: titles, defined terms, scare quotes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extraction.findings import Certainty, Quote, QuoteKind
from extraction.quotations import Quotation
from extraction.speaker_parse import Way
from resources import words

__all__ = ["kind_of", "with_distance"]

_LONG_TITLE = 7
# Words after "the" that are all printed in capitals: the "Elm County Roof Menders' Club,"
_LONG_NAME = 3
_THE = re.compile(r"\b[Tt]he $")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")

# (the "Act")   (collectively, "Defendants")   ("Acme" or the "Company")   hereinafter "Lease"
_DEFINED_BEFORE = re.compile(
    r"(?:\((?:[^()]{0,60}\b(?:or|and|the|collectively|together|hereinafter|hereafter|individually|each|a|an),?\s*)?"
    r"|\bhere(?:in)?after,?\s(?:referred to as\s)?(?:the\s)?)$",
    re.IGNORECASE,
)
_DEFINED_AFTER = re.compile(
    r"[,.]?\s*(?:\)|(?:and|or)\s(?:(?:the|an?|each|together|collectively),?\s){0,3}[\"“])"
)
_HEREINAFTER = re.compile(r"\bhere(?:in)?after,?\s(?:referred to as\s)?(?:the\s)?$", re.IGNORECASE)
# (together with the parent company "Acme")
_INSIDE_PARENTHESIS = re.compile(r"\([^()]*$")
# the term "seller" means; the word "or"; defined as; known as; referred to as
_TERM_BEFORE = re.compile(
    r"\b(?:names\s(?:like|such\sas|including)(?:\s[\"“][^\"“”]{1,40}[\"”],?(?:\s(?:and|or))?){0,6}"
    r"|refer\sto\s[^.;\"“]{1,120}\sas(?:\sthe)?(?:\s[\"“][^\"“”]{1,40}[\"”]\sand\s(?:to\s)?[^.;\"“]{1,60})?"
    r"|the\s(?:(?:terms|names|labels)(?:\s[\"“][^\"“”]{1,40}[\"”],?(?:\s(?:and|or))?){0,6}"
    r"|term|word|phrase|name|label|expression|hashtag|acronym)|defined\sas|(?:also\s)?known\sas"
    r"|referred\sto\sas(?:\sthe)?|a/?k/?a|d/?b/?a|f/?k/?a)\s$",
    re.IGNORECASE,
)
_TERM_AFTER = re.compile(
    r"\s(?:means|shall\smean|refers\sto|includes|shall\sinclude|is\sdefined)\b"
)
_SENTENCE_BEFORE = re.compile(r"[.!?][\"”’']?\s+$")
# listed it as "lost", described him as "a friend"
_AS = re.compile(
    r"\b(?:describ|characteri[sz]|list|identif|label|portray|denounc|dismiss|brand|derid|hail|tout|depict)"
    r"(?:e[sd]?|ed|ing|y|ies|ied|s)?\b[^.;:\"“]{0,100}\bas\s(?:an?\s|the\s)?$",
    re.IGNORECASE,
)
# was called "a thief" by Poole, and a "liar" by Dale
_CALLED = re.compile(r"\b(?:called|branded|labell?ed|dubbed|termed|deemed)\b[^.;]*$")
_BY = re.compile(r"\sby\s(?:the\s|an?\s)?[A-Z]")
_ARTICLE = re.compile(r"\b[Aa]n?\s$")
_LISTED_BEFORE = re.compile(r"[\"“]([^\"“”]{3,80}),[\"”](?: and| or)? $")
_LISTED_AFTER = re.compile(r"(?: and| or)? [\"“](?:[A-Z][\w’'-]+ ){2,}")
_SO_CALLED = re.compile(
    r"\b(?:so-called|quote[- ]unquote|supposed|self-described)\s$", re.IGNORECASE
)


def kind_of(
    text: str, quotation: Quotation, way: Way | None, *, floats: bool, cited: bool = False
) -> QuoteKind:
    """Return how the words between the marks are used.

    ``way`` is how a speaker was found in the sentence; ``floats`` says that the quotation only follows
    another one, ``cited`` that a citation gives its source.
    """
    if quotation.is_block:
        return QuoteKind.BLOCK
    quoted = quotation.span.of(text)
    before = text[max(0, quotation.outer.start - 160) : quotation.outer.start]
    after = text[quotation.outer.end : quotation.outer.end + 40]
    count = len(quoted.split())
    if _INSIDE_PARENTHESIS.search(before) and after.startswith(")") and _is_titlecase(quoted):
        return QuoteKind.TERM
    if count <= 12 and _is_term(quoted, before, after, count):
        return QuoteKind.TERM
    if count <= 6 and _SO_CALLED.search(before):
        return QuoteKind.SCARE
    names_work = bool(
        _names_work().search(before)
        or _is_work().match(after)
        or _is_listed(before, after)
        or (count >= _LONG_NAME and _THE.search(before))
    )
    one_of_a_kind = count == 1 and _ARTICLE.search(before)
    is_used = one_of_a_kind or _is_sentence(quoted, before, after)
    if not is_used and _is_title(quoted, way, count, names_work=names_work):
        return QuoteKind.TITLE
    named = _AS.search(before) or (_CALLED.search(before) and _BY.match(after))
    if not named and not (cited and count > 1) and _is_scare(quoted, way, count, floats=floats):
        return QuoteKind.SCARE
    return QuoteKind.DIRECT if _is_whole(quoted) else QuoteKind.PARTIAL


def with_distance(quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes of a paper, words that it keeps at a distance being so wherever they stand.

    A complaint that writes of a "rally" in most places means nobody's words in the others either.
    """
    uses: dict[str, list[bool]] = {}
    for quote in quotes:
        uses.setdefault(_core(quote), []).append(quote.kind is QuoteKind.SCARE)
    distanced = {
        core for core, kinds in uses.items() if core and sum(kinds) > max(1, len(kinds) // 2)
    }
    reason = "the paper sets these words in marks wherever it uses them"
    return [
        replace(
            quote,
            kind=QuoteKind.SCARE,
            certainty=Certainty.UNATTRIBUTED,
            speaker=None,
            cue=None,
            evidence=reason,
        )
        if quote.kind is QuoteKind.PARTIAL and _core(quote) in distanced
        else quote
        for quote in quotes
    ]


def _core(quote: Quote) -> str:
    """Return one or two words without what the sentence around them puts inside their marks."""
    said = quote.reading.casefold().strip(" .,;:!?")
    return said if len(said.split()) <= 2 else ""


@cache
def _names_work() -> re.Pattern[str]:
    """Match the words before a title: on "…", his book "…", an episode of "…", entitled "…"."""
    nouns = "|".join(map(re.escape, words("title_works")))
    return re.compile(
        rf"(?:\b(?:{nouns})s?,?(?:(?: [\w.]+){{0,6}} (?:called|named|dubbed),?)?|\w['’]s"
        r"|\b(?:on|in|to|for|from|at|of|with|by|entitled|titled|headlined|published|sang|performed"
        r"|aired))[ ,:]*$",
        re.IGNORECASE,
    )


@cache
def _is_work() -> re.Pattern[str]:
    """Match the words behind a title: "…," a film of last year; "…", the series."""
    nouns = "|".join(map(re.escape, words("title_works")))
    return re.compile(
        rf",? (?:an?|the|his|her|their|its) (?:[\w’'-]+ ){{0,3}}(?:{nouns})\b| (?:{nouns})\b(?! that)"
    )


def _is_listed(before: str, after: str) -> bool:
    """Tell whether a name stands in marks right beside this one: "Elm Soymilk," "Elm Oat," and "Rice"."""
    preceding = _LISTED_BEFORE.search(before)
    following = _LISTED_AFTER.match(after)
    return bool(preceding and _is_titlecase(preceding[1])) or following is not None


def _is_sentence(quoted: str, before: str, after: str) -> bool:
    """Tell whether the words are a whole sentence of a paragraph, as titles are not."""
    if not _SENTENCE_BEFORE.search(before) or quoted.rstrip()[-1:] not in ".!?…":
        return False
    return not after.strip() or after.lstrip()[0].isupper() or after.lstrip()[0] in '"“'


def _is_term(quoted: str, before: str, after: str, count: int) -> bool:
    if _DEFINED_BEFORE.search(before) and _DEFINED_AFTER.match(after):
        return count <= 3 or _is_titlecase(quoted)
    if _HEREINAFTER.search(before):
        return True
    return count <= 6 and bool(_TERM_BEFORE.search(before) or _TERM_AFTER.match(after))


def _is_titlecase(quoted: str) -> bool:
    small = frozenset(words("title_small_words"))
    found = _WORD.findall(quoted)
    printed_small = sum(not word[0].isupper() and word not in small for word in found)
    # one word of a long title may be printed small against the rule: "My Account of my Trip to Elm"
    return bool(found) and found[0][0].isupper() and printed_small <= (len(found) >= _LONG_TITLE)


def _is_title(quoted: str, way: Way | None, count: int, *, names_work: bool) -> bool:
    if not _is_titlecase(quoted):
        return False
    if names_work and count > 1:
        return True
    if way is Way.GOVERNED:
        return count <= 1 and quoted.rstrip()[-1:] not in ".!?"
    if way in (Way.ADJACENT, Way.ACCORDING, Way.LABEL):
        return False
    return count <= 8 and quoted.rstrip()[-1:] not in ",!?"


def _is_scare(quoted: str, way: Way | None, count: int, *, floats: bool) -> bool:
    if floats:
        return count <= 2 and quoted.rstrip()[-1:] not in ",!?."
    if way is None:
        return count <= 3
    return way in (Way.SUBJECT, Way.NEAR) and count <= 2


def _is_whole(quoted: str) -> bool:
    """Tell whether the words are a sentence of their own rather than a part of the author's."""
    first = quoted.lstrip(" [('\"“‘")[:1]
    return first.isupper() or (quoted.rstrip()[-1:] in ".,!?…" and len(quoted.split()) >= 4)
