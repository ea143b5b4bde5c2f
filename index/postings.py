"""Posting lists: every word's documents and positions as few bytes, many words in one stroke.

A word's list is, all as packed numbers: the gaps between its documents, how often it stands in each beyond
the first time, and the gaps between its positions, which begin anew in each document.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.numbers import Bytes, Damaged, changes, firsts, pack, sizes, unpack
from index.spans import POSITION, SHIFT, Integers

__all__ = ["Packed", "Postings", "pack_postings", "unpack_postings"]

_STRETCH = 512  # documents of one word that are packed at once


@dataclass(frozen=True, eq=False)
class Postings:
    """Where words stand: parallel arrays of words and places (see ``index.spans``), ascending by both."""

    words: Integers
    places: Integers


@dataclass(frozen=True, eq=False)
class Packed:
    """Lists of words that follow one another: all their bytes; of each, how many bytes and documents."""

    body: Bytes
    lengths: Integers
    holding: Integers


def pack_postings(postings: Postings, count: int) -> Packed:
    """Return the lists of words 0 to ``count`` - 1, each of which must have a place at least."""
    if count == 1:
        return _pack_one(postings.places)
    words, documents = postings.words, postings.places >> SHIFT
    first = np.flatnonzero(changes(words) | changes(documents))  # place of a word in a document
    often = np.diff(first, append=len(words))
    holding = np.bincount(words[first], minlength=count)
    gaps = np.diff(postings.places & POSITION, prepend=0)
    gaps[first] = postings.places[first] & POSITION
    documents = documents[first]
    document_gaps = np.diff(documents, prepend=0)
    begins = firsts(holding)
    document_gaps[begins] = documents[begins]
    places = np.add.reduceat(often, begins)
    numbers = np.empty(2 * len(first) + len(gaps), np.int64)
    base = firsts(2 * holding + places)
    at = np.repeat(base - begins, holding) + np.arange(len(first))
    numbers[at] = document_gaps
    numbers[at + np.repeat(holding, holding)] = often - 1
    numbers[np.repeat(base + 2 * holding - firsts(places), places) + np.arange(len(gaps))] = gaps
    return Packed(pack(numbers), np.add.reduceat(sizes(numbers), base), holding)


def _pack_one(places: Integers) -> Packed:
    """Return the list of one word, which may be the commonest of all, a stretch of it at a time."""
    first = np.flatnonzero(changes(places >> SHIFT))
    often = np.diff(first, append=len(places))
    heads = (np.diff(places[first] >> SHIFT, prepend=0), often - 1)
    parts = [pack(np.concatenate(heads))]
    documents = first.tolist()
    for at in range(0, len(documents), _STRETCH):
        start = documents[at]
        end = documents[at + _STRETCH] if at + _STRETCH < len(documents) else len(places)
        positions = places[start:end] & POSITION
        gaps = np.diff(positions, prepend=0)
        here = first[at : at + _STRETCH] - start
        gaps[here] = positions[here]
        parts.append(pack(gaps))
    body = np.concatenate(parts)
    return Packed(body, np.array([len(body)]), np.array([len(first)]))


def unpack_postings(packed: Packed) -> Postings:
    """Return the places of all words of several lists, the first of them as word 0.

    Raises:
        Damaged: if the bytes are not what ``pack_postings`` made.
    """
    numbers, holding = unpack(packed.body), packed.holding
    if len(holding) == 1:
        count = int(holding[0])
        found = _placed(numbers[:count], numbers[count : 2 * count] + 1, numbers[2 * count :])
        return Postings(np.broadcast_to(np.int64(0), len(found)), found)
    if int(packed.lengths.sum()) != len(packed.body):
        raise Damaged("a posting list is damaged")
    counts = np.diff(np.cumsum(packed.body < 128)[np.cumsum(packed.lengths) - 1], prepend=0)
    base, begins = firsts(counts), firsts(holding)
    places = counts - 2 * holding
    if (places < holding).any():
        raise Damaged("a posting list is damaged")
    at = np.repeat(base - begins, holding) + np.arange(int(holding.sum()))
    often = numbers[at + np.repeat(holding, holding)] + 1
    documents = numbers[at]
    documents[begins[1:]] -= np.add.reduceat(documents, begins)[:-1]  # each list begins anew
    gaps = numbers[
        np.repeat(base + 2 * holding - firsts(places), places) + np.arange(int(places.sum()))
    ]
    return Postings(np.repeat(np.arange(len(holding)), places), _placed(documents, often, gaps))


def _placed(document_gaps: Integers, often: Integers, gaps: Integers) -> Integers:
    """Return places; the gaps of positions begin anew in each document, and are overwritten."""
    if int(often.sum()) != len(gaps):
        raise Damaged("a posting list is damaged")
    begins = firsts(often)
    first = gaps[begins]
    summed = np.cumsum(gaps, out=gaps)
    summed += np.repeat((np.cumsum(document_gaps) << SHIFT) + first - summed[begins], often)
    return summed
