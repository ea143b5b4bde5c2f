"""Names of persons and organizations: endings, titles, letter case, acronyms, and keys for "the same name".

Nothing here looks at a whole paper; every function takes a name or a few words.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from unicodedata import combining, normalize

import resources

__all__ = [
    "ENDING",
    "TITLES",
    "fold",
    "has_company_ending",
    "has_organization_word",
    "initials_begin",
    "is_acronym",
    "is_all_capitals",
    "is_given_name",
    "looks_like_person",
    "name_key",
    "organization_words",
    "person_surname",
    "proper_case",
    "same_person",
    "sex_of_name",
    "stands_small",
    "without_ending",
    "without_titles",
]


def _dotted(word: str) -> str:
    """Return a pattern for an ending, full stops allowed after each letter of an abbreviation."""
    if word.isupper() and len(word) <= 5:
        return r"\.?\s?".join(map(re.escape, word)) + r"\.?"
    return re.escape(word).replace(r"\ ", r"\s+") + r"\.?"


_ENDINGS = sorted(resources.words("company_endings"), key=len, reverse=True)
# ", Inc.", " L.L.C.", ", National Association": with the comma or space before it.
ENDING = (
    rf"(?:,\s*|\s+)(?i:{'|'.join(map(_dotted, _ENDINGS))})"
    r"(?![\w'’])"
)
_ENDING_AT_END = re.compile(rf"{ENDING}$")
_LEGAL_FORM_AT_END = re.compile(
    r"(?:,\s*|\s+)(?i:inc(?:orporated)?|corp(?:oration)?|co(?:mpany)?|ltd|limited|l\.?\s?l\.?\s?c|l\.?\s?l\.?\s?p|"
    r"l\.?\s?p|p\.?l\.?l\.?c|p\.?\s?c|p\.?\s?a|n\.?\s?a|national\s+association|s\.?\s?a|a\.?g|gmbh|n\.?v|b\.?v|"
    r"p\.?l\.?c|holdings)\.?$"
)
_GENERATION = re.compile(
    r"(?:,\s*|\s+)(?:(?i:jr|sr|esq|m\.?d|ph\.?d|d\.?d\.?s|d\.?o|r\.?n)\.?|II|III|IV)$"
)

# One title: "Special Agent in Charge", "Lt.", "CAPTAIN"; a chain of them may stand before a name.
_TITLE = "|".join(
    re.escape(title).replace(r"\ ", r"\s+") + (r"(?=\W)" if title.endswith(".") else r"\b")
    for title in sorted(resources.words("titles"), key=len, reverse=True)
)
TITLES = rf"(?i:(?:{_TITLE})\s*)+"
_TITLES_AT_START = re.compile(rf"^(?:[Tt]he\s+)?({TITLES})(?=[A-Z“\"])")

_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "d'etat",
        "de",
        "del",
        "der",
        "des",
        "di",
        "du",
        "en",
        "for",
        "from",
        "in",
        "la",
        "le",
        "of",
        "on",
        "or",
        "the",
        "through",
        "to",
        "van",
        "von",
        "with",
        "y",
    ]
)
_KEPT_CAPITAL = frozenset(
    [
        "LLC",
        "LLP",
        "LLLP",
        "PLLC",
        "LP",
        "PC",
        "PA",
        "NA",
        "PLC",
        "USA",
        "US",
        "UK",
        "EU",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "NV",
        "SA",
        "AG",
        "AB",
        "KG",
        "IP",
        "BV",
        "TV",
        "DC",
        "NY",
        "NYC",
    ]
)
_AS_PRINTED = {
    "PH.D": "Ph.D",
    "GMBH": "GmbH",
    "S.P.A": "S.p.A",
    "SPA": "SpA",
    "AFL": "AFL",
    "CIO": "CIO",
}
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "der",
        "van",
        "von",
        "la",
        "le",
        "di",
        "da",
        "bin",
        "al",
        "st.",
        "st",
        "y",
        "dos",
        "mac",
    ]
)
_TOKEN = re.compile(r"[^\s\-–—/]+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_COUNTRY = re.compile(
    r"^(?:the\s+)?(?:u\.?\s?s\.?(?:a\.?)?|united\s+states(?:\s+of\s+america)?|american)\s+", re.I
)

_THE_COUNTRY = re.compile(
    r"(?i)(?:the\s+)?(?:united\s+states|u\.\s?s\.)(?:\s+of\s+america|\s?a\.)?"
)


@cache
def organization_words() -> frozenset[str]:
    """Return the words that make a name an organization's, in small letters."""
    return frozenset(word.casefold() for word in resources.words("organization_words"))


# One paper asks for the same few hundred names again and again; a worker reads many papers.
_REMEMBERED = 4096


@lru_cache(_REMEMBERED)
def fold(name: str) -> str:
    """Return a name for comparison: small letters without marks, one kind of apostrophe, single spaces."""
    plain = "".join(c for c in normalize("NFKD", name) if not combining(c))
    return re.sub(r"\s+", " ", plain.replace("’", "'").replace("\ufffe", "")).strip().casefold()


@lru_cache(_REMEMBERED)
def name_key(name: str) -> str:
    """Return the key under which two spellings of one organization's or person's name meet.

    Articles, "U.S.", possessives, legal forms and punctuation do not count: "The Harbor Co., Inc." and
    "Harbor" share a key.
    """
    name = _POSSESSIVE.sub("", name.strip())
    if _THE_COUNTRY.fullmatch(name):
        return "united states"
    bare = without_ending(_GENERATION.sub("", name))
    bare = _COUNTRY.sub("", re.sub(r"^(?:the|a|an)\s+", "", bare, flags=re.I)) or bare
    plain = re.sub(r"['.]", "", fold(bare)).replace("&", " and ")
    return " ".join(re.sub(r"[^\w\s@]", " ", plain).split())


def is_all_capitals(text: str) -> bool:
    """Tell whether a text has letters and nearly all of them are capitals ("McDONALD" is)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def is_acronym(text: str) -> bool:
    """Tell whether a text looks like an acronym: two to eight capitals, perhaps with "&", digits or stops."""
    return bool(
        re.fullmatch(r"(?:[A-Z]\.?&?){2,8}s?|[A-Z][a-z]?[A-Z]{1,5}[a-z]?|[A-Z]{2,6}\d?", text)
    )


def has_company_ending(name: str) -> bool:
    """Tell whether a name ends like a company's ("Harbor Lines, L.L.C.")."""
    return bool(_ENDING_AT_END.search(name.strip()))


def has_organization_word(name: str) -> bool:
    """Tell whether a word of the name is one that only organizations have ("Church", "Union")."""
    words = {word.casefold().strip(".,'’") for word in name.split()}
    return bool(words & organization_words())


def without_ending(name: str) -> str:
    """Return a name without its legal form; words that belong to the name itself ("Bank") stay."""
    name = name.strip().rstrip(",;")
    for _ in range(3):
        shorter = _LEGAL_FORM_AT_END.sub("", name).rstrip(" ,")
        if shorter == name or not shorter:
            break
        name = shorter
    return name


@lru_cache(_REMEMBERED)
def without_titles(name: str) -> tuple[str, str]:
    """Return a name without the titles before it, and those titles ("" where there are none).

    A title stays where only one word would be left that could be read as no name at all.
    """
    match = _TITLES_AT_START.match(name)
    if not match or not name[match.end() :].strip():
        return name, ""
    return name[match.end() :].strip(), match.group(1).strip()


def is_title(text: str) -> bool:
    """Tell whether a text is a title or rank and nothing else ("Captain", "Deputy Warden")."""
    return bool(re.fullmatch(TITLES, f"{text.strip()} "))


def looks_like_person(name: str) -> bool:
    """Tell whether a name has a person's shape: two to five capitalised words."""
    bare = _GENERATION.sub("", without_titles(name)[0])
    if has_company_ending(bare) or has_organization_word(bare) or re.search(r"\d|&|@|,", bare):
        return False
    words = bare.split()
    if not 2 <= len(words) <= 5:
        return False
    return all(
        re.fullmatch(r"[A-Z“\"(][\w'’.\-”\")]*", word) or word.casefold() in _PARTICLES
        for word in words
    ) and words[0].casefold() not in {"the", "a", "an"}


@lru_cache(_REMEMBERED)
def person_surname(name: str) -> str:
    """Return the last word of a person's name without generation or degree, for matching ("Pena")."""
    bare = _GENERATION.sub("", without_titles(name)[0]).strip(" ,")
    words = bare.split()
    if len(words) > 2 and words[-2].casefold() in _PARTICLES:
        return " ".join(words[-2:])
    return words[-1] if words else ""


def same_person(full: str, other: str) -> bool:
    """Tell whether ``other`` can be a form of the person ``full``: a surname alone, or fitting given names.

    "Nora J. Quist" takes "Quist", "Nora Quist" and "N. Quist", never "Ned Quist".
    """
    a, b = _person_words(full), _person_words(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    if len(b) < len(a) and a[-len(b) :] == b:
        return True
    first, second = a[:-1], b[:-1]
    if not first or not second:
        return True
    if not _fit(first[0], second[0]):
        return False
    middle, other_middle = first[1:], second[1:]
    return not (middle and other_middle) or _fit(middle[0], other_middle[0])


@lru_cache(_REMEMBERED)
def _person_words(name: str) -> tuple[str, ...]:
    bare = fold(_GENERATION.sub("", without_titles(name)[0]))
    return tuple(bare.replace(",", " ").replace(".", " ").split())


def _fit(a: str, b: str) -> bool:
    initial = (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))
    return a == b or initial or b in _short_names().get(a, ()) or a in _short_names().get(b, ())


@cache
def _short_names() -> dict[str, frozenset[str]]:
    """Return the short forms of given names: "christopher" is also "chris"."""
    rows = (line.casefold().partition(" = ") for line in resources.words("short_given_names"))
    return {name: frozenset(short.split()) for name, _, short in rows}


def stands_small(text: str, word: str) -> bool:
    """Tell whether a text has a word in small letters too, so that it is an ordinary one."""
    small = word.lower()
    at = text.find(small)  # ten times as fast as a pattern
    while at >= 0:
        around = text[max(0, at - 1) : at] + text[at + len(small) : at + len(small) + 1]
        if not any(c.isalnum() or c in "_@#/" for c in around):
            return True
        at = text.find(small, at + 1)
    return False


def sex_of_name(forms: Iterable[str]) -> str | None:
    """Return "f" or "m" where a person's given name is nearly always a woman's or a man's."""
    for form in forms:
        given = without_titles(form)[0].split()
        if len(given) > 1:
            if given[0].title() in resources.words("cue_female_names"):
                return "f"
            if given[0].title() in resources.words("cue_male_names"):
                return "m"
    return None


def is_given_name(word: str) -> bool:
    """Tell whether a word is a common given name of a woman or a man."""
    return any(word in resources.words(listed) for listed in ("cue_female_names", "cue_male_names"))


def proper_case(name: str) -> str:
    """Return a name that is printed in capitals in the letter case of ordinary prose.

    A name in mixed case is left as it is ("Acme IVC Filters").
    """
    told = [word for word in name.split() if word.casefold() not in _SMALL_WORDS]
    if not is_all_capitals(" ".join(told)):
        return name
    out: list[str] = []
    at = 0
    for match in _TOKEN.finditer(name):
        out.append(name[at : match.start()])
        out.append(_word_case(match.group(), first=match.start() == 0))
        at = match.end()
    return "".join([*out, name[at:]])


def _word_case(word: str, *, first: bool) -> str:
    core = word.strip(".,;:()“”\"'’")
    if core in _AS_PRINTED:
        return word.replace(core, _AS_PRINTED[core])
    bare = core.replace(".", "").upper()
    if re.fullmatch(r"Ma?c[A-Z]{3,}", core):
        return word.replace(
            core, f"{core[: core.index('c') + 2]}{core[core.index('c') + 2 :].casefold()}"
        )
    if not core.isupper() or bare in _KEPT_CAPITAL or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", core):
        return word
    if not first and core.casefold() in _SMALL_WORDS and not re.fullmatch(r"[A-Z]\.,?", word):
        return word.casefold()
    if len(core) > 2 and core.isalpha() and not re.search(r"[AEIOUY]", core):
        return (
            word if core not in {"SMTH", "MRS", "LTD", "DRS", "CPL", "SGT"} else word.capitalize()
        )
    small = word.casefold()
    small = re.sub(r"^([^\w]*)(\w)", lambda m: m[1] + m[2].upper(), small)
    small = re.sub(r"\b(Mc)(\w)", lambda m: m[1] + m[2].upper(), small)
    return re.sub(r"\b([OD]['’])(\w)", lambda m: m[1] + m[2].upper(), small)


def initials_begin(short: str, before: str) -> int | None:
    """Return where in ``before`` the long form of an acronym begins, or ``None``.

    The method of Schwartz and Hearst (2003): the acronym's letters are found from right to left, each
    in the words that stand directly before the bracket; the first letter must begin a word, and the
    long form has at most min(letters + 5, 2 × letters) words.
    """
    letters = [c.casefold() for c in short if c.isalnum()]
    if len(letters) < 2:
        return None
    limit = min(len(letters) + 5, len(letters) * 2)
    at = len(before)
    for index in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (
            before[at].casefold() != letters[index]
            or (index == 0 and at > 0 and before[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    if len(before[at:].split()) > limit or not before[at].isupper():
        return None
    return at
