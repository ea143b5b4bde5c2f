"""The attorney's query → a tree; the only grammar of the search field.

    fraud damages            both in one document (also AND, and, &)
    fraud OR deceit          either (also or, |)
    fraud NOT dismissed      not that one (also BUT NOT, %, -dismissed)
    "breach of contract"     these words side by side
    breach w/5 damages       within five words; pre/5 or +5: in this order; /s, /p: same sentence, paragraph
    injunct*  injunct!       every word that begins so; wom?n: one letter; recieve~1: spelled like it
    before March 2017        what is said of that time; since 2016, between 2016 and 2018, date:2017-03
    speaker:"Jane Doe"       a condition on the document or on where the words stand
    with:forms               plain words in all their forms; with:synonyms: and words that mean the same
    ( )                      groups

Proximity binds closest, then NOT, then AND, then OR. Nothing that can be typed raises.
"""

import re
from dataclasses import dataclass

import resources
from index.query_dates import date_range
from index.query_lexer import FIELDS, Kind, Lexeme, lex
from index.query_tree import And, Field, Near, Node, Not, Or, Unit, Words, describe, height
from index.query_words import Reach, read_words
from index.tokens import surfaces

__all__ = ["FIELDS", "Query", "date_range", "number_range", "parse"]

_DEEPEST = 60
_MOST_IN_PHRASE = 500
_STARTS = (Kind.WORD, Kind.QUOTE, Kind.OPEN, Kind.FIELD)
_NUMBERS = re.compile(r"(\d{1,6})(?:\s*(?:-|–|\.\.)\s*(\d{1,6}))?")
_LABEL = re.compile(r"(?i:[ivxlcdm]{1,8}|[a-z]{1,3}-?\d{1,6}|\d{1,6}[a-z])")
_LAST_WORD = re.compile(r"[^\W_]{3}\Z")
_LOOKS_LIKE_FIELD = re.compile(r"([A-Za-z]{2,}):[^\s/:]")


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood: ``tree`` is ``None`` if it asks for nothing."""

    text: str
    tree: Node | None
    understood: str
    warnings: tuple[str, ...] = ()


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query. Never raises; what could not be honoured is said in ``warnings``.

    While somebody is still ``typing``, the last word stands for every word that begins so, and what is not
    finished yet is no cause for a warning.
    """
    lexemes, warnings = lex(_unfinished(text) if typing else text)
    lexemes, reach = _taken_reach(lexemes, warnings)
    parser = _Parser(lexemes, warnings, reach)
    tree = parser.read()
    if tree is None and text.strip() and not parser.warnings:
        parser.warnings.append(f"“{text.strip()[:40]}” holds no word to search for.")
    told = () if typing else tuple(dict.fromkeys(parser.warnings))
    return Query(text, tree, describe(tree), told)


def _unfinished(text: str) -> str:
    """Return the text with its last word made the beginning of one, if it is a word and long enough."""
    if not _LAST_WORD.search(text):
        return text
    lexemes, _ = lex(text)
    last = lexemes[-1]
    before = lexemes[-2].kind if len(lexemes) > 1 else None
    is_word = last.kind in (Kind.WORD, Kind.QUOTE) and before is not Kind.FIELD
    return f"{text}*" if is_word else text


def _taken_reach(lexemes: list[Lexeme], warnings: list[str]) -> tuple[list[Lexeme], Reach]:
    """Take ``with:`` out of the lexemes; return what is left, and how far plain words reach."""
    left: list[Lexeme] = []
    reach = Reach.WORD
    values = iter(lexemes)
    for lexeme in values:
        if lexeme.kind is not Kind.FIELD or lexeme.text.lower() != "with":
            left.append(lexeme)
            continue
        typed = next(values, None)
        value = typed.text.lower() if typed is not None else ""
        if value in ("forms", "synonyms"):
            reach = (
                Reach.SYNONYMS if value == "synonyms" or reach is Reach.SYNONYMS else Reach.FORMS
            )
        else:
            warnings.append(f"“with:{value}” was ignored; write with:forms or with:synonyms.")
    return left, reach


class _Parser:
    """Recursive descent over the lexemes; mends instead of failing, and says so."""

    def __init__(self, lexemes: list[Lexeme], warnings: list[str], reach: Reach) -> None:
        self.lexemes = lexemes
        self.warnings = warnings
        self.reach = reach
        self.at = 0
        self.depth = 0

    def read(self) -> Node | None:
        parts: list[Node] = []
        while self.at < len(self.lexemes):
            part = self._either()
            if part is not None:
                parts.append(part)
            if self._kind() is Kind.CLOSE:
                self.at += 1
                self.warnings.append("A closing parenthesis without an opening one was ignored.")
        return _all_of(parts)

    def _kind(self) -> Kind | None:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else None

    def _next(self) -> Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def _either(self) -> Node | None:
        parts = [self._all()]
        while self._kind() is Kind.OR:
            operator = self._next()
            parts.append(self._all())
            if parts[-1] is None or parts[-2] is None:
                self._nothing_beside(operator)
        found = [part for part in parts if part is not None]
        return Or(tuple(found)) if len(found) > 1 else found[0] if found else None

    def _all(self) -> Node | None:
        parts: list[Node] = []
        little: list[str] = []
        while (kind := self._kind()) not in (None, Kind.OR, Kind.CLOSE):
            before = self.at
            if kind is Kind.AND:
                operator = self._next()
                if not parts or self._kind() in (None, Kind.OR, Kind.CLOSE, Kind.AND):
                    self._nothing_beside(operator)
                continue
            typed = self.lexemes[self.at].text if kind is Kind.WORD else ""
            part = self._negation() if kind is Kind.NOT else self._near()
            if isinstance(part, Words) and typed.lower() in resources.words("little_words"):
                little.append(typed)
            elif part is not None:
                parts.append(part)
            elif self.at == before:
                self._nothing_beside(self._next())
        if little and not any(isinstance(part, Words | Near | Or | And) for part in parts):
            parts = [word for typed in little if (word := read_words(typed, quoted=False))] + parts
        elif little:
            words = ", ".join(f"“{word}”" for word in dict.fromkeys(little))
            self.warnings.append(
                f"{words} left out; put words in quotation marks to find them side by side."
            )
        return _all_of(parts)

    def _negation(self) -> Node | None:
        operator = self._next()
        negations = 1
        while self._kind() is Kind.NOT:
            self._next()
            negations += 1
        part = self._near() if self._kind() in _STARTS else None
        if part is None:
            self._nothing_beside(operator)
            return None
        return Not(part) if negations % 2 else part

    def _near(self) -> Node | None:
        left = self._atom()
        while self._kind() is Kind.NEAR:
            operator = self._next()
            right = self._atom()
            if left is None or right is None:
                self._nothing_beside(operator)
                left = left or right
                continue
            if max(height(left), height(right)) > _DEEPEST:
                self._too_deep()
                return left
            left = _near(operator.text.lower(), left, right)
            if not left.negated and isinstance(left.left, Field) | isinstance(left.right, Field):
                self.warnings.append(
                    f"“{operator.text}” beside a field means: inside what the field names."
                )
                left = And((left.left, left.right))
        return left

    def _atom(self) -> Node | None:
        kind = self._kind()
        if kind is Kind.OPEN:
            return self._group()
        if kind is Kind.FIELD:
            return self._field()
        if kind in (Kind.WORD, Kind.QUOTE):
            return self._words(self._next())
        return None

    def _group(self) -> Node | None:
        self.at += 1
        if self.depth >= _DEEPEST:
            self._too_deep()
            return None
        self.depth += 1
        inside = self._either()
        self.depth -= 1
        if self._kind() is Kind.CLOSE:
            self.at += 1
        else:
            self.warnings.append("A closing parenthesis is missing; it was added at the end.")
        return inside

    def _words(self, lexeme: Lexeme) -> Words | None:
        quoted = lexeme.kind is Kind.QUOTE
        if not quoted and (named := _LOOKS_LIKE_FIELD.match(lexeme.text)):
            self.warnings.append(
                f"“{named[1]}:” is not a field, so it was searched for as a word. "
                f"Fields are {', '.join(FIELDS)}."
            )
        typed = lexeme.text
        if not quoted and not typed.strip("§¶") and self._kind() is Kind.WORD:
            typed = f"{typed} {self._next().text}"  # "§ 1983" is one phrase
        words = read_words(self._cut(typed), quoted=quoted, reach=self.reach)
        if words is None and lexeme.text.strip():
            self.warnings.append(f"“{lexeme.text[:40]}” holds no word to search for.")
        return words

    def _cut(self, typed: str) -> str:
        """Return a phrase without what is beyond the longest one that is searched for."""
        words = surfaces(typed)
        if len(words) <= _MOST_IN_PHRASE:
            return typed
        self.warnings.append(
            f"Only the first {_MOST_IN_PHRASE} words of a phrase were searched for."
        )
        return typed[: words[_MOST_IN_PHRASE].start()]

    def _field(self) -> Node | None:
        name = self._next().text.lower()
        name = "para" if name == "¶" else name
        if self._kind() is Kind.OPEN:
            values = self._values()
        elif self._kind() in (Kind.WORD, Kind.QUOTE):
            values = [self._next().text]
        else:
            values = []
        fields = [field for value in values if (field := self._field_with(name, value)) is not None]
        if not any(value.strip() for value in values):
            self.warnings.append(f"“{name}:” needs a value, as in {name}:{_EXAMPLES[name]}.")
        return Or(tuple(fields)) if len(fields) > 1 else fields[0] if fields else None

    def _values(self) -> list[str]:
        """Return the values of ``speaker:(Doe OR Roe)``, which may be joined by OR only."""
        self.at += 1
        values = [""]
        while self._kind() not in (None, Kind.CLOSE):
            lexeme = self._next()
            if lexeme.kind is Kind.OR:
                values.append("")
            else:
                values[-1] = f"{values[-1]} {lexeme.text}".strip()
        self.at += 1
        return [value for value in values if value]

    def _field_with(self, name: str, value: str) -> Field | None:
        value = " ".join(value.split())
        if not value:
            return None
        if name in ("before", "after"):
            name, value = "date", ("<" if name == "before" else ">") + value.lstrip("<>= ")
        if name == "date" and date_range(value) is None:
            self.warnings.append(
                f"“{value}” is not a date; write date:2017-04-06, date:2017-03..2017-04 or before March 2017."
            )
        if name in ("page", "para") and number_range(value) is None:
            self.warnings.append(f"“{value}” is no number; write {name}:12 or {name}:12-15.")
        return Field(name, value)

    def _nothing_beside(self, operator: Lexeme) -> None:
        self.warnings.append(f"“{operator.text}” has nothing beside it and was ignored.")

    def _too_deep(self) -> None:
        self.warnings.append(
            f"Only {_DEEPEST} levels of parentheses or proximity are read; the rest was ignored."
        )
        self.at = len(self.lexemes)


_EXAMPLES = {
    "kind": "order",
    "party": '"Jane Doe"',
    "speaker": '"Jane Doe"',
    "date": "2017-04",
    "before": "2017-04-06",
    "after": "2017-04-06",
    "title": "complaint",
    "author": '"Jane Doe"',
    "court": '"Northern District"',
    "docket": "3:17-cv-00001",
    "page": "12",
    "para": "38",
    "in": "quotes",
    "tag": "damages",
}


def _all_of(parts: list[Node]) -> Node | None:
    """Join parts by AND; groups of ANDs are not flattened, since fields confine their own group only."""
    return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def number_range(value: str) -> tuple[str, str] | None:
    """Return the first and last number that ``page:`` or ``para:`` admits, as printed; ``None`` for none.

    Values are ``12``, ``12-15``, ``12..15``, and labels such as ``xii`` or ``A-3``.
    """
    value = value.strip().lstrip("¶").strip()
    numbers = _NUMBERS.fullmatch(value)
    if numbers is not None:
        return numbers[1], numbers[2] or numbers[1]
    return (value, value) if _LABEL.fullmatch(value) else None


def _near(operator: str, left: Node, right: Node) -> Near:
    ordered = "pre" in operator or "onear" in operator or "+" in operator
    negated = operator.startswith("not")
    last = operator[-1]
    if last.isdigit():
        found = re.search(r"\d+$", operator)
        distance = int(found[0]) if found else 0
        return Near(left, right, distance, None, ordered, negated)
    unit = Unit.SENTENCE if last == "s" else Unit.PARAGRAPH
    return Near(left, right, 0, unit, ordered, negated)
