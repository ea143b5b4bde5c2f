"""Changes a query's text as the buttons above the hits ask for it."""

import re

from index.query_lexer import Kind, lex

__all__ = ["REACHES", "reach_of", "with_condition", "with_reach"]

REACHES = {"": "Exact words", "forms": "All forms of a word", "synonyms": "Forms and synonyms"}
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


def reach_of(query: str) -> str:
    """Return how far the query's plain words reach: "", "forms" or "synonyms"."""
    named = {found.lower() for found in _WITH.findall(query)}
    return next((reach for reach in ("synonyms", "forms") if reach in named), "")


def with_reach(query: str, reach: str) -> str:
    """Return the query with its plain words reaching as far as ``reach`` says."""
    bare = _WITH.sub("", query).strip()
    return f"{bare} with:{reach}" if reach and bare else bare
