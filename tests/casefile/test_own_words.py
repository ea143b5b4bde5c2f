"""Random notes, tags, issues and evidence, undone, redone and opened again, against a plain model."""

import copy
import random
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from casefile.case import Case
from casefile.issue_records import Side
from casefile.records import Ref, RefType
from tests.casefile.test_notes import everything_that_carries

NAMES = ("notice", "Notice", "berth", "Berth", "open question", "pier")
SIDES = tuple(Side)


@dataclass
class Model:
    """What the attorney said, by names of things; a note is the thing ("note", its number)."""

    notes: dict[int, tuple[object, str]] = field(default_factory=dict)
    tags: dict[object, set[str]] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    below: dict[int | None, list[int]] = field(default_factory=lambda: {None: []})
    evidence: dict[tuple[int, object], Side] = field(default_factory=dict)

    def spelled(self, name: str) -> str:
        """Return a tag as it is spelled where something carries it already."""
        used = {each.casefold(): each for names in self.tags.values() for each in names}
        return used.get(name.casefold(), name)

    def retag(self, old: str, new: str | None) -> None:
        for on, names in self.tags.items():
            if old in names:
                self.tags[on] = (names - {old}) | ({new} if new else set())

    def outline(self, parent: int | None = None) -> list[tuple[int, str, int | None]]:
        found: list[tuple[int, str, int | None]] = []
        for issue in self.below.get(parent, ()):
            found += [(issue, self.titles[issue], parent), *self.outline(issue)]
        return found

    def is_there(self, on: object) -> bool:
        return not isinstance(on, tuple) or on[1] in self.notes

    def shown(self) -> object:
        counts: dict[str, int] = {}
        for on, names in self.tags.items():
            for name in names if self.is_there(on) else ():
                counts[name] = counts.get(name, 0) + 1
        outline = self.outline()
        evidence = {
            (issue, on, side)
            for (issue, on), side in self.evidence.items()
            if self.is_there(on) and issue in {each for each, _, _ in outline}
        }
        tags = {on: names for on, names in self.tags.items() if names and self.is_there(on)}
        return self.notes, tags, counts, outline, evidence


class Both:
    """A case and the model of it, told the same."""

    def __init__(self, case: Case, chance: random.Random) -> None:
        self.case, self.chance = case, chance
        self.model = Model()
        self.before: list[Model] = []
        self.undone: list[Model] = []
        self.carriers: dict[object, object] = dict(everything_that_carries(case))
        self.event = case.chronology().rows[-1].id
        self.carriers["event"] = Ref(RefType.DATE, self.event)

    # -- what there is

    def shown(self) -> object:
        named = {self._key(on): name for name, on in self.carriers.items()}
        notes, tags, evidence = {}, {}, set()
        for note in self.case.notes():
            on = note.ref or (note.pin and note.pin.span)
            notes[note.id] = named[on], note.text
            if note.tags:
                tags["note", note.id] = set(note.tags)
        for name, on in self.carriers.items():
            if found := self.case.tags_on(on):
                tags[name] = set(found)
        rows = self.case.issues()
        for row in rows:
            for each in row.evidence:
                on = each.ref or (each.pin and each.pin.span)
                evidence.add(
                    (row.id, ("note", each.note.id) if each.note else named[on], each.side)
                )
        counts = {tag.name: tag.count for tag in self.case.tags()}
        return notes, tags, counts, [(row.id, row.title, row.parent) for row in rows], evidence

    @staticmethod
    def _key(on: object) -> object:
        return on if isinstance(on, Ref) else on.span  # type: ignore[attr-defined]

    def some(self, *, notes: bool) -> list[object]:
        known = [*self.carriers, *(("note", each) for each in self.model.notes if notes)]
        return self.chance.sample(known, self.chance.choice((1, 1, 2)))

    def real(self, names: Iterable[object]) -> list[object]:
        written = {note.id: note for note in self.case.notes()}
        return [written[on[1]] if isinstance(on, tuple) else self.carriers[on] for on in names]

    def used(self) -> list[str]:
        return sorted({each for names in self.model.tags.values() for each in names})

    # -- what is done

    def add_note(self, model: Model) -> None:
        (on, *_), text = self.some(notes=False), f"note {self.chance.random()}"
        model.notes[self.case.add_note(self.carriers[on], text)] = on, text

    def edit_note(self, model: Model) -> None:
        number = self.chance.choice(list(model.notes))
        text = self.chance.choice((model.notes[number][1], f"other {self.chance.random()}"))
        self.case.edit_note(number, text)
        model.notes[number] = model.notes[number][0], text

    def remove_note(self, model: Model) -> None:
        number = self.chance.choice(list(model.notes))
        self.case.remove_notes([number])
        del model.notes[number]

    def tag(self, model: Model) -> None:
        on, name = self.some(notes=True), self.chance.choice(NAMES)
        self.case.tag(self.real(on), name)
        spelled = model.spelled(name)
        for each in on:
            model.tags.setdefault(each, set()).add(spelled)

    def untag(self, model: Model) -> None:
        on, name = self.some(notes=True), self.chance.choice(NAMES)
        self.case.untag(self.real(on), name)
        for each in on:
            model.tags.get(each, set()).discard(model.spelled(name))

    def tag_event(self, model: Model) -> None:
        names = self.chance.sample(NAMES, self.chance.randrange(3))
        self.case.edit_event([self.event], tags=names)
        kept = {name.casefold(): name for name in reversed(names)}
        others = copy.deepcopy(model)
        model.tags["event"] = {others.spelled(name) for name in kept.values()}

    def rename_tag(self, model: Model) -> None:
        old, new = self.chance.choice(self.used()), self.chance.choice(NAMES)
        self.case.rename_tag(old, new)
        spelled = model.spelled(new)
        model.retag(old, new if spelled == old else spelled)

    def merge_tags(self, model: Model) -> None:
        keep, other = self.chance.sample(self.used(), 2)
        self.case.merge_tags(keep, other)
        model.retag(other, keep)

    def remove_tag(self, model: Model) -> None:
        name = self.chance.choice(self.used())
        self.case.remove_tag(name)
        model.retag(name, None)

    def add_issue(self, model: Model) -> None:
        parent = self.chance.choice([None, *model.titles])
        beside = model.below.setdefault(parent, [])
        before = self.chance.choice([None, *beside])
        title = f"issue {self.chance.random()}"
        number = self.case.add_issue(title, parent=parent, before=before)
        beside.insert(len(beside) if before is None else beside.index(before), number)
        model.titles[number] = title

    def move_issue(self, model: Model) -> None:
        number = self.chance.choice(list(model.titles))
        own = {number, *(each for each, _, _ in model.outline(number))}
        parent = self.chance.choice([None, *(each for each in model.titles if each not in own)])
        beside = model.below.setdefault(parent, [])
        before = self.chance.choice([None, *(each for each in beside if each != number)])
        self.case.move_issue(number, parent=parent, before=before)
        next(each for each in model.below.values() if number in each).remove(number)
        beside.insert(len(beside) if before is None else beside.index(before), number)

    def remove_issue(self, model: Model) -> None:
        number = self.chance.choice(list(model.titles))
        self.case.remove_issues([number])
        gone = [number, *(each for each, _, _ in model.outline(number))]
        next(each for each in model.below.values() if number in each).remove(number)
        for each in gone:
            del model.titles[each]
            model.below.pop(each, None)

    def link(self, model: Model) -> None:
        issue, on = self.chance.choice(list(model.titles)), self.some(notes=True)
        side = self.chance.choice(SIDES)
        self.case.link_evidence(issue, self.real(on), side)
        model.evidence |= {(issue, each): side for each in on}

    def unlink(self, model: Model) -> None:
        issue, on = self.chance.choice(list(model.titles)), self.some(notes=True)
        self.case.unlink_evidence(issue, self.real(on))
        for each in on:
            model.evidence.pop((issue, each), None)

    # -- steps

    def step(self) -> None:
        chances = [self.add_note, self.tag, self.tag, self.tag_event, self.untag, self.add_issue]
        if self.model.notes:
            chances += [self.edit_note, self.remove_note]
        if self.used():
            chances += [self.rename_tag, self.remove_tag]
        if len(self.used()) > 1:
            chances.append(self.merge_tags)
        if self.model.titles:
            chances += [self.move_issue, self.link, self.link, self.unlink]
        if len(self.model.titles) > 2:
            chances.append(self.remove_issue)
        after, entries = copy.deepcopy(self.model), self.case.history(1)
        self.chance.choice(chances)(after)
        if self.case.history(1) == entries:
            assert after.shown() == self.model.shown(), "history has no entry of a change"
            return
        self.before.append(self.model)
        self.undone.clear()
        self.model = after

    def undo(self) -> None:
        assert (self.case.undo() is None) == (not self.before)
        if self.before:
            self.undone.append(self.model)
            self.model = self.before.pop()

    def redo(self) -> None:
        assert (self.case.redo() is None) == (not self.undone)
        if self.undone:
            self.before.append(self.model)
            self.model = self.undone.pop()


@pytest.mark.parametrize("seed", range(4))
def test_what_is_said_in_any_order_is_what_stands(full, workers, tmp_path, seed):
    chance = random.Random(seed)
    both = Both(full, chance)
    for at in range(90):
        chance.choice((both.step, both.step, both.step, both.undo, both.redo))()
        assert both.shown() == both.model.shown(), (seed, at)
        if at % 30 == 29:
            both.case.close()
            both.case = Case.open(full.folder, workers, local=tmp_path / "local")
            assert both.shown() == both.model.shown(), (seed, at)
    while both.before:
        both.undo()
    assert both.shown() == Model().shown()
    both.case.close()
