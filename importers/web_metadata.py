"""What a web page says of itself: title, author, dates, outlet, each with the tag it stands in.

Sources, best first: the page's JSON-LD record (schema.org NewsArticle), its meta tags, marked-up
bylines and times, the <title>. All are claims of the page, shown with their origin; a general date
finder was wrong on 8 % of pages, so that nothing is guessed from other text here.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from importers.document import MetadataValue
from importers.elements import Element

__all__ = ["page_metadata"]

_MOST_RECORDS: Final = 200
_ARTICLE_TYPES: Final = re.compile(r"Article|Report|BlogPosting|WebPage|LiveBlog|Review")

# Field, then the names of meta tags that hold it, best first.
_META: Final = (
    ("title", ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "title")),
    (
        "author",
        ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author"),
    ),
    (
        "published",
        (
            "article:published_time",
            "datepublished",
            "article.published",
            "parsely-pub-date",
            "dc.date.issued",
            "dc.date",
            "pubdate",
            "publish-date",
            "publication_date",
            "sailthru.date",
            "date",
        ),
    ),
    (
        "modified",
        ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod"),
    ),
    ("outlet", ("og:site_name", "publisher", "dc.publisher", "application-name")),
    ("language", ("og:locale", "dc.language", "content-language")),
)
_ISO_DATE: Final = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)")
_BY: Final = re.compile(r"^\s*by\s+", re.I)


def page_metadata(root: Element) -> tuple[MetadataValue, ...]:
    """Return a parsed page's claims about itself, best first within each field, without repeats."""
    found: list[MetadataValue] = []
    seen: set[tuple[str, str]] = set()
    for field, written, origin in (*_records(root), *_tags(root), *_marked(root)):
        value = _value(field, written)
        if value and (field, value) not in seen:
            seen.add((field, value))
            found.append(MetadataValue(field, value, origin))
    return tuple(found)


def _value(field: str, written: str) -> str:
    value = " ".join(written.split())
    if field in ("published", "modified"):
        return _iso(value)
    if field == "author":
        # "article:author" is often the address of a profile page, which is nobody's name.
        return "" if re.match(r"https?:|www\.|/", value) else _BY.sub("", value)
    if field == "language":
        return value.replace("_", "-")
    return value


def _iso(written: str) -> str:
    match = _ISO_DATE.match(written)
    if match:
        try:
            return date(*(int(part) for part in match.groups())).isoformat()
        except ValueError:
            return ""
    return ""


def _tags(root: Element) -> Iterator[tuple[str, str, str]]:
    tags: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        name = (
            tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        )
        if name and tag.get("content"):
            tags.setdefault(name.strip().lower(), []).append(tag.get("content"))
    for field, names in _META:
        for name in names:
            for content in tags.get(name, ()):
                yield field, content, f"meta tag {name}"


def _marked(root: Element) -> Iterator[tuple[str, str, str]]:
    """Yield what is marked up in the page's own text, and the window's title last."""
    for tag in root.iter():
        kind = tag.get("itemprop") or "" if isinstance(tag.tag, str) else ""
        if kind in ("datePublished", "dateModified"):
            field = "published" if kind == "datePublished" else "modified"
            yield (
                field,
                tag.get("datetime") or tag.get("content") or tag.text or "",
                f"itemprop {kind}",
            )
        elif isinstance(tag.tag, str) and tag.get("rel") == "author":
            yield "author", "".join(tag.itertext()), "link marked as the author's"
        elif tag.tag == "time" and (tag.get("datetime") and tag.get("pubdate") is not None):
            yield "published", tag.get("datetime"), "time tag"
    for title in root.iter("title"):
        yield "title", "".join(title.itertext()), "title of the browser window"
    language = root.get("lang")
    if language:
        yield "language", language, "lang attribute"


def _records(root: Element) -> Iterator[tuple[str, str, str]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # a broken record says nothing; the page's other claims stand
        for record in _articles(loaded):
            yield from _claims(record)


def _articles(loaded: object) -> Iterator[dict[str, Any]]:
    waiting, taken = [loaded], 0
    while waiting and taken < _MOST_RECORDS:
        taken += 1
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            waiting.append(item.get("@graph"))
            kinds = item.get("@type")
            if any(
                _ARTICLE_TYPES.search(str(kind))
                for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield item


def _claims(record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for field, key in (
        ("title", "headline"),
        ("published", "datePublished"),
        ("modified", "dateModified"),
        ("language", "inLanguage"),
    ):
        if isinstance(record.get(key), str):
            yield field, record[key], f"JSON-LD {key}"
    for field, key in (("author", "author"), ("outlet", "publisher")):
        people = record.get(key)
        for person in people if isinstance(people, list) else [people]:
            name = person.get("name") if isinstance(person, dict) else person
            if isinstance(name, str):
                yield field, name, f"JSON-LD {key}"
