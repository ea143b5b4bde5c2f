"""The published schema of review work: what Pincite writes keeps to it, what it refuses is refused."""

import copy
import json
import random
from collections.abc import Iterator

import jsonschema
import pytest

from casefile import exchange_check, exchange_file
from casefile.errors import CaseFailure
from casefile.event_records import Leaning, Standing
from casefile.exchange_words import ANCHORED, NAMED, WORDS
from casefile.records import RelationKind
from extraction.findings import Basis, Certainty, DocumentKind, EventKind, PartyKind, QuoteKind
from importers.source_text import Zone
from tests.casefile.attorney import work
from tests.casefile.test_merge import base, copies, workers  # noqa: F401 - fixtures
from tests.reports.rereading import schema

NAME = "review.schema.json"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return schema(NAME)


@pytest.fixture
def written(copies, tmp_path):  # noqa: F811
    """Return what a copy writes after decisions of every kind, some of them open conflicts."""
    with copies.open("a") as a, copies.open("b") as b:
        for seed in range(3):
            work(a, seed, 40)
            work(b, seed + 100, 40)
        b.export_review(tmp_path / "b.pincite-review")
        list(a.merge(tmp_path / "b.pincite-review"))
        file = tmp_path / "work.pincite-review"
        a.export_review(file)
    return json.loads(file.read_text(encoding="utf-8"))


def test_what_is_written_keeps_to_the_schema(written, validator):
    validator.validate(written)
    assert written["open"] and len({key[0] for key, *_ in written["subjects"]}) > 8


def test_the_schema_knows_every_table_word_and_part(validator):
    """What the program looks through, the schema tells, and nothing else."""
    parts = validator.schema["$defs"]
    subjects = {
        name.removeprefix("subject_"): shape["prefixItems"]
        for name, shape in parts.items()
        if name.startswith("subject_")
    }
    assert subjects.keys() == {*WORDS, "passage"} == exchange_check._SHAPES.keys()
    for table, (_, body, words) in subjects.items():
        assert body.get("properties", {}).keys() == exchange_check._BODIES.get(table, {}).keys()
        assert words.get("properties", {}).keys() == WORDS.get(table, {}).keys()
        for word, columns in WORDS.get(table, {}).items():
            assert len(words["properties"][word]["prefixItems"]) == len(columns), (table, word)
    assert parts["anchored_key"]["prefixItems"][0]["enum"] == list(ANCHORED)
    assert parts["named_key"]["prefixItems"][0]["enum"] == list(NAMED)


def test_the_schema_knows_every_kind(validator):
    told = {frozenset(each) for each in _lists(validator.schema)}
    for kinds in (
        DocumentKind, PartyKind, EventKind, QuoteKind, Certainty, Basis, Standing, Leaning, RelationKind,
    ):  # fmt: skip
        assert frozenset(kind.value for kind in kinds) in told, kinds
    assert frozenset({"", *(zone.value for zone in Zone)}) in told


def _lists(part):
    if isinstance(part, dict):
        if "enum" in part:
            yield part["enum"]
        for each in part.values():
            yield from _lists(each)
    elif isinstance(part, list):
        for each in part:
            yield from _lists(each)


def test_what_the_schema_refuses_the_program_refuses(written, validator, tmp_path):
    """A file with one thing changed anywhere: what the program takes keeps to the schema."""
    chooser = random.Random(7)
    file = tmp_path / "changed.pincite-review"
    taken = 0
    for _ in range(300):
        changed = copy.deepcopy(written)
        holder, at = chooser.choice([each for each in _places(changed) if each[1] != "made"])
        holder[at] = chooser.choice([None, -1, 2**40, 0.5, "", "x", "\0", [], {}, ["x"], True])
        file.write_text(json.dumps(changed), encoding="utf-8")
        try:
            exchange_file.read(file)
        except CaseFailure:
            continue
        taken += 1
        validator.validate(changed)
    assert 3 < taken < 150


def _places(part) -> Iterator[tuple[object, object]]:
    """Yield everything in a value as its holder and where it is there."""
    inside = part.items() if isinstance(part, dict) else enumerate(part)
    for at, each in inside:
        yield part, at
        if isinstance(each, dict | list):
            yield from _places(each)
