"""The names in one block of a caption: "ANN ROE, individually, and HARBOR LINES, INC., a Maine corporation;".

A block is cut into parts at semicolons, commas and "and"; a part is a name, or it describes the name
before it (an office, a capacity, a guardian).
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import resources
from extraction import agencies, names
from extraction.caption_segments import (
    EDGE,
    FOLDED,
    one_name_per_line,
    shared_surname,
    thing,
    with_locals,
    without_claims,
)
from importers.offset_map import MappedText
from importers.source_text import Span

__all__ = ["CaptionName", "read_names"]


@dataclass(frozen=True, slots=True)
class CaptionName:
    """One name of a caption with the place where it stands, in the text layer."""

    name: str
    span: Span
    aliases: tuple[str, ...] = ()
    capacity: str | None = None
    relator: bool = False


@dataclass
class _Draft:
    start: int
    end: int
    name: str = ""
    surname: str = ""  # where it stands with another given name only
    aliases: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    relator: bool = False


_COMMA = re.compile(rf"(?!{FOLDED}),(?:\s+|$|(?=[A-Z][A-Za-z]))(?:(?i:and)\s+)?")
_SEMICOLON = re.compile(r";\s*(?:(?i:and)\s+)?")
_AND = re.compile(r"\s+(?:and|AND|And|&)\s+(?:(?:the|THE)\s+(?=[A-Z]))?")
_ET_AL = re.compile(
    r"(?i),?\s*\bet\.?\s+al\b\.?\s*,?|,?\s*\bet\s+(?:ux|vir)\b\.?|,\s*etc\.(?=\s*(?:[;,]|$))"
)
_EX_REL = re.compile(
    r"(?i)(?:,?\s+|\b)(?:ex\.?\s+rel\.?|on\s+the\s+relation\s+of)\s+(?:and\s+on\s+behalf\s+of\s+)?"
)
_RELATION_APART = re.compile(r"(?i),\s*ex\.?\s+rel\.?\s*,|\bex\.?\s+rel\.?\s*,")
# The mark of a footnote that the text layer has set on the line: "ABEL ROWE,1 Secretary".
_NOTE_MARK = re.compile(r"(?<=[A-Za-z.][,;])\d{1,2}(?=\s|$)|(?<=[A-Za-z]{3})\d{1,2}(?=[,;])")
_ALIAS_MARK = (
    r"(?i:\b(?:a/?k/?a/?|d/?b/?a/?|f/?k/?a/?|n/?k/?a/?|t/a|f/d/b/a|also\s+known\s+as|(?:formerly\s+)?doing\s+business\s+as|formerly\s+known\s+as|"
    r"now\s+known\s+as|trading\s+as|sued\s+(?:herein\s+|incorrectly\s+)?as))(?!\w)"
)
_ALIAS = re.compile(
    rf",?\s*{_ALIAS_MARK}[:.]?\s*(?P<alias>[“\"][^“”\"]+[”\"]|[^,;()]+?(?:{FOLDED})*(?:\s+of\s+[^,;()]+?)?)(?=\s*(?:[,;()]|$|{_ALIAS_MARK}|\s(?:and|AND)\s(?!(?i:sons?|company|co|bros|brothers|associates|partners)\b)))"
)
_ALIAS_LISTED = re.compile(
    rf",?\s*{_ALIAS_MARK}[:.]?\s*(?P<alias>[“\"][^“”\"]+[”\"]|[^,;()]+?(?:{FOLDED})*)(?=\s*(?:[,;()]|$|{_ALIAS_MARK}))"
)
_BRACKET = re.compile(r"\((?P<inside>[^()]*)\)")
_DEFINED = re.compile(r"[“\"]([^“”\"]{2,60})[”\"]")

# Where a description begins inside a part, without a comma: "ANN ROE in her official capacity as Mayor".
_CAPACITY = re.compile(
    r"(?i)(?:^|[\s,]+)(?:and\s+)?(?P<words>(?:(?:both\s+)?individually\b|solely\b|in\s+(?:his|her|their|its|the)\s+(?:\w+\s+){0,4}capacit(?:y|ies)|"
    r"(?:and\s+)?on\s+behalf\s+of\b|for\s+(?:himself|herself|themselves|itself)\b|by\s+and\s+through\b|by\s+(?:his|her|their|its)\b|through\s+(?:his|her|their|its)\b|"
    r"as\s+(?:the\s+|an?\s+)?(?:\w+\s+){0,3}(?:trustee|executor|executrix|administrator|administratrix|representative|guardian|friend|conservator|receiver|assignee|"
    r"successor|subrogee|parents?|mother|father|parents|governor|secretary|commissioner|director|mayor|sheriff|attorney\s+general|warden|president|superintendent|next\s+friends?)\b|"
    r"jointly\s+and\b|a\s+minor\b|minor\b|deceased\b|debtors?\b|pro\s+se\b|being\s+(?:fictional|fictitious|unknown)|inclusive\b).*)$",
    re.S,
)
_DESCRIPTION = re.compile(
    r"(?i)^(?:an?\s+(?=[a-z\w])|the\s+(?=[a-z])(?!(?-i:\s*[A-Z]))|individually|in\s+(?:his|her|their|its|the)\b|(?:and\s+)?on\s+behalf|as\s|by\s|through\s|all\s+others|"
    r"both\s|each\s|and\s+each|husband|wife|his\s|her\s|its\s|their\s|jointly|severally|collectively|of\s|doing\s+business|formerly|former\s|deceased|being\s|sued\s|inclusive|"
    r"solely|pro\s+se|whose\s|who\s|and\s+all\s+(?:other|those)|similarly|similarly\s+situated|minors?\b|next\s+friend|debtors?\b|et\s+seq|fictitious|unknown\s+(?:spouse|heirs)|"
    r"respectively|chapter\s+\d+|to\s+wit|now\s|a\s+minor|successors?\b|heirs\b|if\s+any|the\s+last\s|said\s|true\s+names?|vin\b|serial\s|bearing\s)"
)
_LOWER_DESCRIPTION = re.compile(r"^(?:the\s+)?[a-z]")
_NEEDS_MORE = re.compile(
    r"(?i)\b(?:friend|child|children|son|daughter|minors?|guardian|guardians|mother|father|parents?|representative|trustee|administrator|administratrix|executor|executrix|through|of|ad\s+litem)$"
)
# "by and through her parents," whose names follow, joined by "and"
_NEEDS_SEVERAL = re.compile(
    r"(?i)\b(?:friends|children|sons|daughters|minors|guardians|parents|trustees|executors|administrators)$"
)
# "BRANCH HEAD OF THE …", "Chief Engineer of the …"
_OFFICE_OF = re.compile(
    r"(?i)^(?:[\w’'-]+\s+){0,2}(?:head|director|chief|secretary|commissioner|superintendent|engineer|administrator|chair\w*|clerk|chancellor)\s+(?:of|for)\s"
)
_PLACE = re.compile(r"(?i)(?:the\s+)?[\w.’' -]+\s(?:county|township|parish|borough)")
_OFFICES_OF_PLACES = frozenset(["city", "district", "harbor", "guardian", "senior"])
_DOES = re.compile(r"(?i)^\W*(?:john|jane|richard)?\W*(?:does?|roes?)\b|^unknown\b|^xyz\b")
_NUMBERS = re.compile(r"^\W*\d+\W+(?:through|to|[-–])\W*\d+", re.I)


def read_names(block: MappedText) -> list[CaptionName]:
    """Return the names of a block in order. ``block`` has the sides' words and the rules taken out."""
    listed = block.text.count(";") >= 2
    text, brackets = _masked(block.text, listed=listed)
    by_lines = one_name_per_line(text)
    segments = by_lines or list(_pieces(text, _SEMICOLON, 0, len(text)))
    apart = len(segments) > 1 and by_lines is None
    drafts: list[_Draft] = []
    for start, end in segments:
        _read_segment(text, start, end, drafts, listed=apart)
    _attach_aliases(block.text, brackets, drafts)
    return [name for draft in drafts if (name := _finish(block, draft, text)) is not None]


def _masked(text: str, *, listed: bool) -> tuple[str, list[tuple[int, str]]]:
    """Blank out brackets, aliases and "et al."; return where the aliases stood.

    Where names are ``listed`` between semicolons, an alias may have an "and" in it.
    """
    aliases: list[tuple[int, str]] = []

    def bracket(match: re.Match[str]) -> str:
        inside = match["inside"].strip()
        marked = re.match(rf"(?i)^{_ALIAS_MARK}[:.]?\s*(?P<alias>.+)$", inside, re.S)
        found = _DEFINED.findall(inside) or ([marked["alias"]] if marked else [])
        aliases.extend((match.start(), alias) for alias in found)
        return " " * len(match.group())

    def alias(match: re.Match[str]) -> str:
        aliases.append((match.start(), match["alias"]))
        return " " * len(match.group())

    text = _NOTE_MARK.sub(lambda m: " " * len(m.group()), text)
    text = _RELATION_APART.sub(lambda m: m.group().replace(",", " "), text)
    text = _BRACKET.sub(bracket, text)
    text = (_ALIAS_LISTED if listed else _ALIAS).sub(alias, text)
    text = _ET_AL.sub(lambda m: " " * len(m.group()), text)
    return without_claims(text), aliases


def _pieces(
    text: str, separator: re.Pattern[str], start: int, end: int
) -> Iterator[tuple[int, int]]:
    at = start
    for match in separator.finditer(text, start, end):
        if text[at : match.start()].strip():
            yield at, match.start()
        at = match.end()
    if text[at:end].strip():
        yield at, end


def _read_segment(text: str, start: int, end: int, drafts: list[_Draft], *, listed: bool) -> None:
    """Read what stands between two semicolons (or the whole block)."""
    first = len(drafts)
    of_thing = thing(text, start, end)
    if of_thing is not None:
        _add(text, start, of_thing, drafts)
        return
    describing = False
    capitals = names.is_all_capitals(text[start:end].split(",")[0])
    pieces = with_locals(text, list(_pieces(text, _COMMA, start, end)))
    pieces = _with_states(text, _with_firms(text, pieces))
    if len(pieces) > 1 and _is_office(text[slice(*pieces[0])].strip(EDGE)):
        pieces[:2] = [
            (pieces[0][0], pieces[1][1])
        ]  # "WARDEN, STATE PRISON": who holds it is unsaid
    for a, b in pieces:
        several = len(drafts) > first and _NEEDS_SEVERAL.search(_last_description(drafts[-1]))
        parts = [(a, b)] if several else _at_and(text, a, b)
        for c, d in parts:
            part = text[c:d].strip(EDGE)
            if not part:
                continue
            known = len(drafts) > first
            has_owner = known or (bool(drafts) and first > 0)
            if (
                has_owner
                and (known or _DESCRIPTION.match(part))
                and _describes(
                    part,
                    drafts[-1],
                    describing=describing,
                    listed=listed and known,
                    capitals=capitals,
                )
            ):
                drafts[-1].descriptions.append(_plain(text[c:d]))
                describing = True
                continue
            describing = _add(text, c, d, drafts)
        if len(parts) > 1:
            _share_surname(text, parts, drafts)


def _share_surname(text: str, parts: list[tuple[int, int]], drafts: list[_Draft]) -> None:
    """Give a given name before "and" the surname that follows it: "ODD and LENA BERGE"."""
    for (start, end), after in itertools.pairwise(parts):
        surname = shared_surname(text[start:end].strip(EDGE), text[slice(*after)].strip(EDGE))
        owner = next((d for d in drafts if d.start == start), None)
        if surname and owner is not None:
            owner.surname = surname


def _with_firms(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put the surnames of a firm's name together again: "BERGE, MARSH & CO., LTD."."""
    out: list[tuple[int, int]] = []
    for start, end in reversed(pieces):
        part = text[start:end].strip(EDGE)
        if (
            out
            and len(part.split()) == 1
            and part[:1].isupper()
            and re.match(
                r"[\w’'-]+,?\s+(?:&|and\s+(?:co|sons)\b)|[\w’'-]+,\s",
                text[out[-1][0] : out[-1][1]].strip(),
                re.I,
            )
        ):
            out[-1] = (start, out[-1][1])
        else:
            out.append((start, end))
    return out[::-1]


def _with_states(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave a county its state: "HARBOR COUNTY, TEXAS"."""
    out: list[tuple[int, int]] = []
    for start, end in pieces:
        state = text[start:end].strip(EDGE).casefold() in _states()
        if state and out and _PLACE.fullmatch(_plain(text[slice(*out[-1])])):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _describes(part: str, owner: _Draft, *, describing: bool, listed: bool, capitals: bool) -> bool:
    if _DESCRIPTION.match(part) and not re.match(r"(?:The|THE)\s+[A-Z]", part):
        return True
    if _NUMBERS.match(part) or (
        _LOWER_DESCRIPTION.match(part) and not re.search(r"[A-Z]{2}", part)
    ):
        return True
    last = _last_description(owner)
    if describing and _NEEDS_MORE.search(last):
        return True
    first_word = re.sub(r"['’]s$", "", part.split()[0].strip(".,")).casefold()
    company = names.has_company_ending(part) and not re.search(r"(?i)\b(?:of|for)\b", part)
    place = first_word in _OFFICES_OF_PLACES and names.has_organization_word(part)
    office = first_word in _offices() and not (company or place)
    bare = names.without_titles(part)[0]
    if office and (not names.looks_like_person(bare) or bare[:3].casefold() == "of "):
        return True
    if _OFFICE_OF.match(part) or _is_rank(part):
        return True
    if _is_rank(last) and re.match(r"(?i)(?:U\.\s?S\.|United\s+States)\s", part):
        return True  # "CAPTAIN, U.S. ARMY"
    if part.casefold() in _states():
        return owner.name.casefold() not in _states()
    if office and re.search(r"\b(?:of|for)\b", part, re.I) and not names.without_titles(part)[1]:
        return True
    if capitals and not names.is_all_capitals(part):
        return describing or office or listed
    if describing and (listed or names.has_organization_word(part)):
        return not names.is_all_capitals(part) or bool(_ends_in_office(last))
    return False


def _last_description(owner: _Draft) -> str:
    return owner.descriptions[-1] if owner.descriptions else ""


@cache
def _states() -> frozenset[str]:
    places = (entry.partition("=")[0].strip() for entry in resources.words("court_places"))
    return frozenset(place.casefold() for place in places)


def _offices() -> frozenset[str]:
    return frozenset(word.casefold() for word in resources.words("offices"))


def _is_rank(part: str) -> bool:
    """Tell whether a part is only titles: "Captain", "Police Officers", "Corporal and/or Sergeant"."""
    ranks = re.split(r"\s*/\s*|\s+and(?:/or)?\s+", part.strip())
    return all(names.is_title(re.sub(r"(?i)(?<=[a-z]{3})s$", "", rank)) for rank in ranks)


def _is_office(part: str) -> bool:
    """Tell whether a part is an office or a rank and nothing else: "WARDEN", "Deputy Director"."""
    return _is_rank(part) or all(w.casefold() in _offices() for w in part.split())


def _ends_in_office(description: str) -> bool:
    words = description.split()
    return bool(words) and _is_office(words[-1].strip(".,"))


def _add(text: str, start: int, end: int, drafts: list[_Draft]) -> bool:
    """Add the name at ``[start, end)``; return whether a description of it has begun."""
    relation = _EX_REL.search(text, start, end)
    if relation is not None and not text[start : relation.start()].strip(EDGE) and drafts:
        described = _add(text, relation.end(), end, drafts)
        drafts[-1].relator = True
        return described
    if relation and text[start : relation.start()].strip():
        _add(text, start, relation.start(), drafts)
        described = _add(text, relation.end(), end, drafts)
        drafts[-1].relator = True
        return described
    capacity = _CAPACITY.search(text, start, end)
    draft = _Draft(start, end, _plain(text[start:end]))
    if capacity and text[start : capacity.start()].strip(EDGE):
        draft.end = capacity.start()
        draft.descriptions.append(_plain(capacity["words"]))
    elif capacity and drafts and not text[start : capacity.start("words")].strip(EDGE):
        drafts[-1].descriptions.append(_plain(capacity["words"]))
        return True
    drafts.append(draft)
    return bool(draft.descriptions)


def _at_and(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a part at the "and"s that join two parties, not at those inside one name."""
    capacity = _CAPACITY.search(text, start, end)
    reach = capacity.start() if capacity and text[start : capacity.start()].strip(EDGE) else end
    out: list[tuple[int, int]] = []
    at = start
    for match in _AND.finditer(text, start, reach):
        if match.group().strip() == "&":
            continue
        left, right = text[at : match.start()].strip(EDGE), text[match.end() : reach].strip(EDGE)
        if _joins_parties(left, right, match.group().strip(), text[start:end]):
            out.append((at, match.start()))
            at = match.end()
    out.append((at, end))
    return [(a, b) for a, b in out if text[a:b].strip(EDGE)]


_PUBLIC_HEAD = re.compile(
    r"(?i)^(?:the\s+)?(?:u\.?s\.?\s+|united\s+states\s+|[\w.]+\s+){0,4}(?:department|bureau|office|board|ministry|commission|administration|division|agency|committee|institute|secretary|centers?)\b"
)


# "LIGHT AND POWER COMPANY", "Bank and Trust Co.": the second of a company's trades begins no name.
_TRADES = re.compile(
    r"(?i)(?:power|light|trust|electric|gas|water|fuel|coal|iron|steel|casualty|indemnity|surety|guaranty|marine|savings|"
    r"telegraph|telephone|pacific|western|northern|southern|eastern)\s+(?:insurance\s+)?(?:company|co\b|corp|bank|railway|railroad|r\.?r)"
)


def _inside_public_name(left: str, right: str) -> bool:
    """Tell whether "and" joins what one body is for: "HEALTH AND HOSPITALS CORPORATION"."""
    subjects = {s.casefold() for s in resources.words("agency_subjects")}
    if re.match(r"(?i)unknown\b", left):
        return True  # "UNKNOWN OWNERS AND NON-RECORD CLAIMANTS"
    head = right.split()[0].strip(",.").casefold()
    if head in subjects and (_PUBLIC_HEAD.match(left) or left.split()[-1].casefold() in subjects):
        return True
    # "CITIZENSHIP AND IMMIGRATION SERVICES"
    return all(w.strip(",.").casefold() in subjects for w in right.split())


def _joins_parties(left: str, right: str, word: str, whole: str) -> bool:
    if not left or not right:
        return bool(right)
    if agencies.canonical_agency(_plain(f"{left} and {right}")) or _TRADES.match(right):
        return False
    if re.fullmatch(r"(?i)john|jane", left) and re.match(
        r"(?i)(?:john|jane)\s+(?:does?|roes?)\b", right
    ):
        return False
    if _DOES.match(right) or re.match(r"(?i)the\s", word[4:] or ""):
        return True
    if shared_surname(left, right):
        return True
    if right.casefold() in _states() and left.casefold().endswith(tuple(_states())):
        return False  # "BRIDGE AUTHORITY OF MAINE AND VERMONT"
    if _inside_public_name(left, right):
        return False
    if word == "and" and names.is_all_capitals(left) and names.is_all_capitals(right):
        return True
    if names.has_company_ending(left) or names.looks_like_person(left):
        return not re.match(
            r"(?i)^(?:sons?|company|co\b|associates|partners|brothers|daughters?)", right
        )
    if len(left.split()) == 1:
        return False
    return (
        names.looks_like_person(right)
        or names.has_company_ending(right)
        or names.has_organization_word(right)
    )


def _attach_aliases(text: str, aliases: list[tuple[int, str]], drafts: list[_Draft]) -> None:
    for at, alias in aliases:
        owner = next((d for d in reversed(drafts) if d.start < at), None)
        if owner is not None:
            owner.aliases.append(_plain(alias).strip('“”"').rstrip(","))


def _plain(text: str) -> str:
    joined = re.sub(r"(?<=\w)-[ \t]*\n\s*(?=[A-Z])", "-", text.replace("\ufffe", ""))
    return re.sub(r"\s+", " ", joined).strip(" ,;:")


_LEAD = re.compile(r"(?:[\s,.;:–—_*-]|(?:and|AND|And)\s)*")
# "the Halyard Gallery", "THE CITY OF BOISE"; a company keeps its article ("The Halyard Company").
_ARTICLE = re.compile(r"(?:the|The|THE)\s+(?=\S+\s)")
_TRAIL = re.compile(r"(?:[\s,;:–—_*-]|(?<=\s)(?:and|AND|&)$)+$")
# The surname as reports print it: "Abel J. ROWE, Jr."
_RAISED_SURNAME = re.compile(
    r"(?<=[a-z.]\s)(?=[A-Z’'-]*[AEIOUY])[A-Z][A-Z’'-]{2,}(?=$|,?\s+(?:Jr|Sr|II|III|IV)\b)"
)
# Numerals, and the letters that stand for a company's unknown name: "Roes XI through XX", "ABC Corps.".
_KEPT_CAPITALS = re.compile(r"(?i)\b(?:abc|xyz|(?=[ivx]{2,}\b)x{0,3}(?:ix|iv|v?i{0,3}))\b")
# A stop that belongs to the name: "Inc.", "Jr.", "N.A.", "A.B."
_OWN_STOP = re.compile(
    r"(?i)(?:\.\w*|(?<=\w\s)(?-i:[A-Z])|\b(?:inc|corp|co|ltd|jr|sr|bros|llc|esq|ass[’']n|dept|assoc))\.$"
)
# Words of a blank form that stand where a name should.
_PRINTED = re.compile(
    r"(?i)(?:civil\s+action|case|docket|index|cause)\s*(?:no\b|number|$)|\(?name\b|to:"
)
_IS_CAPACITY = re.compile(r"(?i)capacit|individual|\bas\b|behalf|through|\bby\b")


def _finish(block: MappedText, draft: _Draft, masked: str) -> CaptionName | None:
    last = draft.start + len(masked[draft.start : draft.end].rstrip())
    start, end = _edges(block.text, draft.start, last)
    name = names.proper_case(
        f"{_without_marks(_plain(block.text[start:end]))} {draft.surname}".rstrip()
    )
    if names.looks_like_person(name):
        name = _RAISED_SURNAME.sub(lambda m: names.proper_case(m.group()), name)
    name = re.sub(r"^(?:DOES?|ROES?)\b", lambda m: m.group().capitalize(), name)
    if name != _plain(block.text[start:end]):  # it was printed in capitals
        name = _KEPT_CAPITALS.sub(lambda m: m.group().upper(), name)
    is_name = re.search(r"[^\W\d_]{2}|(?:[A-Z]\.\s?){2}", name) and re.search(r"[A-Z]", name)
    if not is_name or names.fold(name) in {"and", "the"} or _PRINTED.match(name):
        return None
    capacity = "; ".join(d for d in draft.descriptions if _IS_CAPACITY.search(d)) or None
    aliases = tuple(dict.fromkeys(names.proper_case(a) for a in draft.aliases if a))
    return CaptionName(name, block.to_source(start, end), aliases, capacity, draft.relator)


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without "and", an article, titles and punctuation around the name."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    article = _ARTICLE.match(text, start, end)
    if article and not names.has_company_ending(text[start:end].rstrip(" ,;")):
        start = article.end()
    bare, titles = names.without_titles(text[start:end])
    whole = len(bare.split()) > 1 or names.has_organization_word(titles)
    held = names.has_company_ending(bare) or bare[:3].casefold() == "of "
    if titles and whole and not held and not names.has_organization_word(bare):
        start = text.index(bare, start)
    while end > start:
        trail = _TRAIL.search(text, start, end)
        if trail:
            end = trail.start()
        elif text[end - 2 : end] == ".." or (
            text[end - 1] == "." and not _OWN_STOP.search(text[start:end])
        ):
            end -= 1
        else:
            break
    return start, end


def _without_marks(name: str) -> str:
    """Return a name without the quotation marks around a fictitious first part (“JOHN DOE” OFFICERS)."""
    name = re.sub(r"^[“\"]([^“”\"]+)[”\"](?=\s|$)", r"\1", name)
    return name.strip('“”"') if name.count("“") != name.count("”") else name
