"""What a query means: a tree of words and the relations between them, and the tree in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "And",
    "Field",
    "Form",
    "Fuzzy",
    "Kin",
    "Near",
    "Node",
    "Not",
    "Or",
    "Pattern",
    "Slot",
    "Term",
    "Unit",
    "Words",
    "describe",
    "height",
    "shown_value",
]


@dataclass(frozen=True, slots=True)
class Term:
    """Exactly this word, as ``index.tokens`` folds it."""

    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """Every word of this shape: ``*`` stands for any letters, ``?`` for one."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word that becomes this one by at most ``edits`` letters changed, added, lost or swapped."""

    text: str
    edits: int


@dataclass(frozen=True, slots=True)
class Kin:
    """This word in every form; with ``synonyms``, words that mean the same in every form, too."""

    text: str
    synonyms: bool


Slot = Term | Pattern | Fuzzy | Kin


@dataclass(frozen=True, slots=True)
class Form:
    """Words side by side: each slot is an offset from the first word and what must stand there."""

    slots: tuple[tuple[int, Slot], ...]
    length: int


@dataclass(frozen=True, slots=True)
class Words:
    """A word or phrase; ``forms`` are its spellings ("well-known": well known, wellknown)."""

    forms: tuple[Form, ...]
    shown: str

    def __hash__(self) -> int:
        """Hash by what is shown: two thousand words are looked up many times each."""
        return hash(self.shown)


class Unit(StrEnum):
    """The stretch of text that both sides of a proximity must share."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Near:
    """Both sides close together: at most ``distance`` words apart, or in the same ``unit``."""

    left: Node
    right: Node
    distance: int
    unit: Unit | None = None
    ordered: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """All of these in one document; fields among them confine the words to their spans."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Documents in which this does not occur; with a field, words that do not stand inside its spans."""

    child: Node


@dataclass(frozen=True, slots=True)
class Field:
    """A condition that the case answers, such as ``speaker`` with a name."""

    name: str
    value: str


Node = Words | Near | And | Or | Not | Field

_FIELD_WORDS = {
    "kind": "in documents of the kind “{}”",
    "party": "where “{}” is named",
    "speaker": "in quotes of “{}”",
    "date": "dated {}",
    "title": "in documents titled “{}”",
    "author": "in documents by “{}”",
    "court": "in papers of the court “{}”",
    "docket": "in papers with docket number “{}”",
    "in": "inside {}",
    "tag": "tagged “{}”",
    "page": "on page {}",
    "para": "in ¶ {}",
}
_ORDER: dict[type, int] = {Field: 1, Not: 2}
_DATE_SIGNS = ((">=", "from "), ("<=", "up to "), (">", "after "), ("<", "before "))


def describe(node: Node | None) -> str:
    """Return the tree in the words that are shown to the user."""
    if node is None:
        return ""
    if isinstance(node, Words):
        return node.shown
    if isinstance(node, Near):
        return _relation(node).format(_grouped(node.left), _grouped(node.right))
    if isinstance(node, And):
        # Words first, then where they stand, then what must not be there.
        ordered = sorted(node.children, key=lambda child: _ORDER.get(type(child), 0))
        return "".join(_conjunct(child, at) for at, child in enumerate(ordered))
    if isinstance(node, Or):
        return " or ".join(_grouped(child) for child in node.children)
    if isinstance(node, Not):
        if isinstance(node.child, Field):
            return f"everything, but not {describe(node.child)}"
        return f"documents without {_grouped(node.child)}"
    return _FIELD_WORDS[node.name].format(shown_value(node))


def shown_value(field: Field) -> str:
    """Return a field's value in the words that are shown to the user."""
    value = field.value
    if field.name != "date":
        return value
    first, dots, last = value.partition("..")
    if dots:
        return (
            f"{first} to {last}"
            if first and last
            else f"from {first}"
            if first
            else f"up to {last}"
        )
    for sign, words in _DATE_SIGNS:
        value = value.replace(sign, words)
    return value.strip()


def height(node: Node) -> int:
    """Return how many levels a tree has."""
    if isinstance(node, And | Or):
        return 1 + max(map(height, node.children))
    if isinstance(node, Near):
        return 1 + max(height(node.left), height(node.right))
    return 1 + height(node.child) if isinstance(node, Not) else 1


def _conjunct(child: Node, at: int) -> str:
    if isinstance(child, Not):
        if isinstance(child.child, Field) and at:
            return f", but not {describe(child.child)}"
        return f"{', but' if at else 'documents'} without {_grouped(child.child)}"
    if isinstance(child, Field):
        return f"{', ' if at else ''}{describe(child)}"
    return f"{' and ' if at else ''}{_grouped(child)}"


def _grouped(node: Node) -> str:
    if isinstance(node, Words | Field):
        return describe(node)
    return f"({describe(node)})"


def _relation(node: Near) -> str:
    """Return the relation with places for both sides."""
    no = "not " if node.negated else ""
    if node.unit is not None:
        if node.ordered:
            return f"{{}} {no}before {{}} in the same {node.unit}"
        return f"{{}} {no}in the same {node.unit} as {{}}"
    words = f"{node.distance} word{'' if node.distance == 1 else 's'}"
    return (
        f"{{}} {no}at most {words} before {{}}"
        if node.ordered
        else f"{{}} {no}within {words} of {{}}"
    )
