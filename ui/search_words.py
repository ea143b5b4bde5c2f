"""Changes a query's text as the buttons above the hits ask for it."""

import re
from collections.abc import Sequence

from index.query_lexer import Kind, lex
from ui.language import tr

__all__ = ["REACHES", "is_plain", "reach_of", "with_condition", "with_reach", "within"]

REACHES = {
    "": tr("Exact words"),
    "forms": tr("All forms of a word"),
    "synonyms": tr("Forms and synonyms"),
}
"""What may stand after ``with:``, in words."""

_WITH = re.compile(r"(?<!\S)with:\s*(\w*)\s*", re.IGNORECASE)


def with_condition(query: str, condition: str) -> str:
    """Return the query narrowed by a condition; alternatives are put in parentheses first."""
    if condition in query:
        return query
    reach, bare = reach_of(query), with_reach(query, "")
    depth, alternatives = 0, False
    for lexeme in lex(bare)[0]:
        depth += (lexeme.kind is Kind.OPEN) - (lexeme.kind is Kind.CLOSE)
        alternatives |= lexeme.kind is Kind.OR and depth == 0
    return with_reach(f"({bare}) {condition}" if alternatives else f"{bare} {condition}", reach)


def is_plain(query: str) -> bool:
    """Tell whether a query is a single word or phrase that means just itself."""
    lexemes = lex(query)[0]
    return len(lexemes) < 2 and not any(
        each.kind not in (Kind.WORD, Kind.QUOTE) or set(each.text) & set("*?!~") for each in lexemes
    )


def reach_of(query: str) -> str:
    """Return how far the query's plain words reach: "", "forms" or "synonyms"."""
    named = {found.lower() for found in _WITH.findall(query)}
    return next((reach for reach in ("synonyms", "forms") if reach in named), "")


def with_reach(query: str, reach: str) -> str:
    """Return the query with its plain words reaching as far as ``reach`` says."""
    bare = _WITH.sub("", query).strip()
    return tr("{bare} with:{reach}", bare=bare, reach=reach) if reach and bare else bare


def within(former: Sequence[str], words: str, *, typing: bool = False) -> str:
    """Return the query that asks for ``words`` in what all the former queries found.

    While somebody is ``typing``, the last word stays last, so that it can stand for its beginning.
    """
    asked = [query for query in (*former, words) if query.strip()]
    if len(asked) < 2:
        return asked[0] if asked else ""
    closing = "" if typing and words.strip() else ")"
    return " ".join(f"({query})" for query in asked[:-1]) + f" ({asked[-1]}{closing}"
