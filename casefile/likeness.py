"""Papers of a case that share their words: copies, versions of one paper, one paper inside another.

Candidates come from the sets of word triples that every text layer keeps (resemblance and containment after
A. Broder, 1997); a candidate's own text then decides. Thresholds are measured, see decision 0016.
"""

import datetime as dt
import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from casefile import difference, same_words
from casefile.appearances import Texts
from casefile.paper_words import Paper, paper
from casefile.records import DocumentRow, Likeness, LikePaper, VersionRow
from extraction.findings import DocumentKind
from importers.source_text import SourceText, Zone

__all__ = [
    "Alike",
    "alike",
    "compute",
    "newest_first",
    "replace",
    "told",
    "version_groups",
    "versions",
]

_PROMISING = 0.4  # of the smaller set of triples: what page furniture may take away is far less
_FEWEST = 12  # triples below which nothing is looked at: "See attached, thanks."
_COPY_FEWEST = 20  # words of a copy
_COPY = 0.8  # resemblance from which two papers may be copies
_INSIDE_FEWEST = 30
_SHORTER = 0.75  # of the length of the paper around it, mails aside
_INSIDE = 0.8  # of a paper's triples stand in the one that contains it
_VERSION_FEWEST = 100
_VERSION = 0.3  # resemblance of two versions
_VERSION_HELD = 0.6  # of the smaller version's triples stand in the other
_NAMES = 0.88  # of the names and figures of the paper with fewer stand in the other: a filled form's do not
_FEWEST_NAMES = 5

# Papers of these kinds are versions of each other also where one of them grew far beyond the other.
_GROWING = frozenset(
    {
        DocumentKind.COMPLAINT,
        DocumentKind.ANSWER,
        DocumentKind.MOTION,
        DocumentKind.ORDER,
        DocumentKind.OPINION,
    }
)
# What says nothing about a paper's lineage.
_ANY_KIND = frozenset({DocumentKind.OTHER, DocumentKind.EXHIBIT})
# Two summonses are one form with other names; a reply holds the mail it answers.
_NO_VERSIONS = frozenset({DocumentKind.SUMMONS, DocumentKind.EMAIL})

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_AMENDED = re.compile(
    rf"(?:\b({'|'.join(_ORDINALS)}|\d(?=st|nd|rd|th))\w*[\s_-]+)?(?:supplemental|amended)\b"
    r"|\bcorrected\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Alike:
    """How ``document`` stands to ``other``; ``share`` is the share of words that makes it so, 0 to 1."""

    document: int
    other: int
    likeness: Likeness
    share: float


# ------------------------------------------------------------------------------- the store


def compute(connection: sqlite3.Connection, document: int, texts: Texts) -> tuple[Alike, ...]:
    """Return how ``document`` stands to every other paper of the case, and they to it."""
    own = next(iter(_papers(connection, (document,))), None)
    if own is None:
        return ()
    mine: _Text | None = None
    found: list[Alike] = []
    like = texts.triples.papers_like(connection, own["words"], _PROMISING)
    for row in _papers(connection, like):
        if row["id"] == document or not _promising(own["words"], row["words"]):
            continue
        mine = mine or _text(connection, own, texts)
        found += _both_ways(mine, _text(connection, row, texts))
    return tuple(found)


def _papers(connection: sqlite3.Connection, numbers: Collection[int]) -> Sequence[sqlite3.Row]:
    return connection.execute(
        "SELECT document.id, coalesce(kind_given, kind) AS kind, layer.id AS layer, layer.words"
        " FROM document JOIN layer ON layer.id = document.layer"
        " WHERE document.id IN (SELECT value FROM json_each(?)) ORDER BY document.id",
        (str(sorted(numbers)),),
    ).fetchall()


def _promising(mine: bytes, theirs: bytes) -> bool:
    smaller, larger = sorted((mine, theirs), key=len)
    fewest = len(smaller) // 4
    if fewest < _FEWEST:
        return False
    return same_words.shared([smaller], larger)[0] >= _PROMISING * fewest


def replace(
    connection: sqlite3.Connection, document: int, found: Iterable[Alike]
) -> frozenset[int]:
    """Write what ``compute`` returned for a document; returns the documents whose rows changed."""
    before = _partners(connection, document)
    connection.execute("DELETE FROM likeness WHERE document = ? OR other = ?", (document, document))
    connection.executemany(
        "INSERT INTO likeness (document, other, likeness, share) SELECT ?, ?, ?, ?"
        " WHERE (SELECT count(*) FROM document WHERE id IN (?, ?)) = 2",
        [
            (each.document, each.other, each.likeness, each.share, each.document, each.other)
            for each in found
        ],
    )
    return before | _partners(connection, document)


def _partners(connection: sqlite3.Connection, document: int) -> frozenset[int]:
    rows = connection.execute("SELECT other FROM likeness WHERE document = ?", (document,))
    return frozenset(row["other"] for row in rows)


def alike(connection: sqlite3.Connection) -> Mapping[int, tuple[LikePaper, ...]]:
    """Return for each document the papers that share its words, the nearest first."""
    found: dict[int, list[LikePaper]] = {}
    for row in connection.execute(
        "SELECT document, other, likeness, share FROM likeness ORDER BY document, share DESC, other"
    ):
        like = LikePaper(row["other"], Likeness(row["likeness"]), row["share"])
        found.setdefault(row["document"], []).append(like)
    return {document: tuple(papers) for document, papers in found.items()}


def told(connection: sqlite3.Connection, document: int) -> list[str]:
    """Return the sentence on a paper that is a copy or a version of another, for its import; else nothing."""
    row = connection.execute(
        "SELECT document.name, likeness.likeness FROM likeness"
        " JOIN document ON document.id = likeness.other WHERE likeness.document = ?"
        " AND likeness.likeness IN ('same words', 'version of')"
        " ORDER BY likeness.share DESC, likeness.other LIMIT 1",
        (document,),
    ).fetchone()
    if row is None:
        return []
    if row["likeness"] == Likeness.SAME_WORDS:
        return [f"It has the same words as “{row['name']}”."]
    return [f"It is another version of “{row['name']}”."]


# ------------------------------------------------------------------------------- two papers


@dataclass(frozen=True)
class _Text:
    """A candidate's text. ``everything`` are the triples of all of it, furniture and replies included."""

    document: int
    kind: DocumentKind
    source: SourceText
    everything: bytes

    @cached_property
    def paper(self) -> Paper:
        return paper(self.source)

    @cached_property
    def own(self) -> bytes:
        """The triples of the author's own words: no furniture, no head of a mail."""
        return same_words.fingerprint(
            "\n".join(
                part.span.of(self.paper.reading.text)
                for part in self.paper.paragraphs
                if self.kind is not DocumentKind.EMAIL or part.zone is not Zone.HEADING
            )
        )

    @property
    def count(self) -> int:
        """How many triples the paper's own words make."""
        return len(self.own) // 4

    @cached_property
    def names(self) -> frozenset[str]:
        """Figures, and words that begin with a capital."""
        keys = set(self.paper.all_keys())
        return frozenset(
            key for key in keys if len(key) > 1 and (key[0].isupper() or key[0].isdigit())
        )

    @cached_property
    def small(self) -> frozenset[str]:
        """Words that begin with a small letter."""
        return frozenset(key for key in self.paper.all_keys() if key[0].islower())

    def held_by(self, other: "_Text") -> float:
        """Return the share of this paper's own triples that stand anywhere in the other."""
        return same_words.shared([self.own], other.everything)[0] / self.count


def _text(connection: sqlite3.Connection, row: sqlite3.Row, texts: Texts) -> _Text:
    source = texts.get(connection, row["layer"]).source
    return _Text(row["id"], DocumentKind(row["kind"]), source, row["words"])


def _both_ways(one: _Text, two: _Text) -> list[Alike]:
    """Return how two papers stand to each other, as each of them tells it; [] for strangers."""
    smaller, larger = sorted((one, two), key=lambda text: (text.count, text.document))
    likeness, share = _versions(smaller, larger)
    if likeness is None:
        inner, outer = sorted((one, two), key=lambda text: (len(text.source.text), text.document))
        likeness, share = _inside(inner, outer)
        smaller, larger = inner, outer
    if likeness is None:
        return []
    back = Likeness.CONTAINS if likeness is Likeness.CONTAINED else likeness
    return [
        Alike(smaller.document, larger.document, likeness, share),
        Alike(larger.document, smaller.document, back, share),
    ]


def _versions(smaller: _Text, larger: _Text) -> tuple[Likeness | None, float]:
    """Tell whether two papers are copies or versions, with the share of words they have in common."""
    if smaller.count < _FEWEST:
        return None, 0.0
    shared = same_words.shared([smaller.own], larger.own)[0]
    resemblance = shared / (smaller.count + larger.count - shared)
    if (
        resemblance >= _COPY
        and len(smaller.paper.all_keys()) >= _COPY_FEWEST
        and difference.same_words(smaller.source, larger.source)
    ):
        return Likeness.SAME_WORDS, 1.0
    if _is_version(smaller, larger, resemblance, shared / smaller.count):
        return Likeness.VERSION, 2 * resemblance / (1 + resemblance)  # of both papers' triples
    return None, 0.0


def _inside(inner: _Text, outer: _Text) -> tuple[Likeness | None, float]:
    """Tell whether one paper's own words stand in another that has more."""
    kinds = {inner.kind, outer.kind}
    if inner.count < _INSIDE_FEWEST or DocumentKind.SUMMONS in kinds:
        return None, 0.0
    # Two forms filled otherwise are of one length; a reply may add one line to the mail it answers.
    most = 1.0 if DocumentKind.EMAIL in kinds else _SHORTER
    if len(inner.source.text) > most * len(outer.source.text):
        return None, 0.0
    share = inner.held_by(outer)
    return (Likeness.CONTAINED, share) if share >= _INSIDE else (None, 0.0)


def _is_version(smaller: _Text, larger: _Text, resemblance: float, held: float) -> bool:
    kinds = {smaller.kind, larger.kind}
    if smaller.count < _VERSION_FEWEST or kinds & _NO_VERSIONS or held < _VERSION_HELD:
        return False
    if len(kinds) > 1 and not kinds & _ANY_KIND:
        return False
    if resemblance < _VERSION and not kinds <= _GROWING:
        return False
    # A word that either paper also writes small is no name.
    plain = smaller.small | larger.small
    ours, theirs = (
        {key for key in side.names if key.lower() not in plain} for side in (smaller, larger)
    )
    fewest = min(len(ours), len(theirs))
    return fewest < _FEWEST_NAMES or len(ours & theirs) >= _NAMES * fewest


# ------------------------------------------------------------------------------- versions in order


def versions(documents: Sequence[DocumentRow], document: int) -> tuple[VersionRow, ...]:
    """Return all versions and copies of a paper, itself among them, newest first; () for a lone paper."""
    by_id = {row.id: row for row in documents}
    group = _group(by_id, document)
    if len(group) < 2:
        return ()
    share = {like.document: like.share for like in by_id[document].alike}
    rows = newest_first([by_id[member] for member in group])
    return tuple(VersionRow(row, share.get(row.id)) for row in rows)


def version_groups(documents: Sequence[DocumentRow]) -> tuple[tuple[VersionRow, ...], ...]:
    """Return every paper of which there are versions or copies, each group newest first."""
    found: list[tuple[VersionRow, ...]] = []
    seen: set[int] = set()
    for row in documents:
        group = versions(documents, row.id) if row.id not in seen else ()
        if group:
            found.append(group)
            seen.update(version.document.id for version in group)
    return tuple(found)


def _group(documents: Mapping[int, DocumentRow], document: int) -> frozenset[int]:
    """Return what hangs together: a second amended complaint may be too far from the first to be like it."""
    group, waiting = {document}, [document]
    while waiting:
        row = documents.get(waiting.pop())
        for like in row.alike if row else ():
            if like.likeness.is_version and like.document in documents:
                if like.document not in group:
                    waiting.append(like.document)
                group.add(like.document)
    return frozenset(group)


def newest_first(rows: Sequence[DocumentRow]) -> tuple[DocumentRow, ...]:
    """Sort papers: by day where all have one, by how often they were amended, then as they came."""
    dated = all(row.filed or row.date for row in rows)

    def key(row: DocumentRow) -> tuple[int, int, int]:
        day = (row.filed or row.date or dt.date.min).toordinal() if dated else 0
        return -day, -_amended(row), -row.id

    return tuple(sorted(rows, key=key))


def _amended(row: DocumentRow) -> int:
    """Return how often a paper says that it was amended: 0 for the original."""
    found = _AMENDED.search(f"{row.title or ''} {row.name}")
    if found is None:
        return 0
    ordinal = (found[1] or "first").lower()
    return int(ordinal) if ordinal.isdigit() else _ORDINALS.index(ordinal) + 1
