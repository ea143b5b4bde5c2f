"""Made-up events for tests of the chronology: a small case with something of everything, and large ones."""

import datetime as dt
import random
from dataclasses import replace

from casefile.deadlines import DeadlineRow
from casefile.event_records import (
    Chronology,
    Conflict,
    EventRow,
    Leaning,
    Response,
    ResponseRow,
    Standing,
)
from casefile.records import ReviewState
from extraction.date_values import bounds
from extraction.findings import Basis, EventKind
from extraction.process import ProcessKind
from tests.ui.fake_case import FakeCase, date, pin


def answered(number, response=Response.ADMITTED):
    return ResponseRow(number, response, pin(1), pin(3, 40, 9, number), "Admitted.", "“Admitted.”")


def event(number, value, sentence, **changes):
    """Return an event; ``text``, ``paper``, ``paragraph`` and the like say how its date stands."""
    place = {
        "number": changes.pop("paper", 1),
        "start": 900 + 30 * number,
        "paragraph": changes.pop("paragraph", "36"),
    }
    about = {
        name: changes.pop(name)
        for name in ("basis", "anchor", "alternatives", "operator", "state", "reason")
        if name in changes
    }
    row = date(number, changes.pop("text", value or "later"), value, sentence, **about)
    days = bounds(value) if value else None
    if days:
        row = replace(row, earliest=days[0], latest=days[1])
    row = replace(row, pin=pin(place["number"], place["start"], 12, place["paragraph"]))
    made = EventRow(
        row, EventKind.EVENT, False, sentence, None, (), (), Standing.OPEN, False, (),
        Leaning.NONE, (), number,
    )  # fmt: skip
    return replace(made, **changes)


def sample_events():
    return [
        event(11, "2014-06", "In June 2014 the Port Commission leased Pier 4 to Larkspur Press LLC.",
              text="June 2014", parties=(1, 2)),
        event(12, "2025", "The rule was first drafted in 2025.", text="2025",
              operator="before", standing=Standing.ADMITTED, responses=(answered("12"),),
              paragraph="12"),
        event(1, "2026-03-02", "On March 2, 2026, the Commission adopted the display rule.",
              text="March 2, 2026", parties=(1,), quotes=(1,), state=ReviewState.ACCEPTED,
              group=1, conflicts=(15,), tags=("liability",), leaning=Leaning.HELPS),
        event(14, "2026-03-02", "The board voted for the rule on March 2.", text="March 2", paper=3,
              parties=(1,), group=1, paragraph="4"),
        event(13, "2026-03-02", "The board met on the same day in the harbour office.",
              text="the same day", basis=Basis.RELATIVE, anchor="2026-03-02"),
        event(2, "2026-03-03", "The next day, employees removed eleven boxes from Pier 4.",
              text="The next day", basis=Basis.RELATIVE, anchor="2026-03-02", parties=(4,),
              standing=Standing.DISPUTED, standing_given=True, leaning=Leaning.HURTS),
        event(15, "2026-03-05", "The display rule was adopted on March 5, 2026, officials said.",
              text="March 5, 2026", paper=5, paragraph=None, parties=(1,), conflicts=(1,)),
        event(4, "2026-03-07", "Stamped 03/07/2026.", text="03/07/2026", basis=Basis.AMBIGUOUS,
              alternatives=("2026-07-03",), paper=6, paragraph=None),
        event(16, "2026-03-09", "Larkspur Press LLC filed this action on March 9, 2026.",
              text="March 9, 2026", kind=EventKind.FILING, parties=(2,)),
        event(17, "2026-03-30", "An answer is due by March 30, 2026.", text="March 30, 2026",
              kind=EventKind.DEADLINE),
        event(18, "1938-06", "The Act was signed into law in June 1938.", text="June 1938",
              kind=EventKind.AUTHORITY),
    ]  # fmt: skip


def sample_undated():
    return [
        event(19, None, "A day after the filing of the suit the boxes were gone.",
              text="A day after", basis=Basis.RELATIVE, anchor="filing of the suit"),
    ]  # fmt: skip


def many_events(number, seed=5):
    """Return a chronology of ``number`` events over some years, some of them told twice or in conflict."""
    chance = random.Random(seed)
    start = dt.date(2015, 1, 1)
    rows = []
    for one in range(1, number + 1):
        day = start + dt.timedelta(days=int(chance.triangular(0, 4000, 2200)))
        value = day.isoformat() if chance.random() < 0.8 else day.isoformat()[:7]
        words = " ".join(chance.choices(_WORDS.split(), k=chance.randint(8, 40))).capitalize()
        rows.append(
            event(
                one, value, f"{words}.", text=value, paper=chance.randint(1, 6),
                parties=tuple(chance.sample(range(1, 7), chance.randint(0, 3))),
                kind=chance.choice(list(EventKind)), standing=chance.choice(list(Standing)),
                group=one - 1 if one % 9 == 0 else one,
                conflicts=(one - 1,) if one % 50 == 0 else (one + 1,) if one % 50 == 49 else (),
            )
        )  # fmt: skip
    rows.sort(key=lambda row: (row.date.earliest, row.date.latest))
    return Chronology(tuple(rows), (), ())


_WORDS = (
    "the commission board press letter of harbor rule quay with notice against permits and boxes "
    "removed wrote adopted Larkspur Osei hearing in for it she they court staff office"
)


class ChronologyCase(FakeCase):
    """A case in memory that has a chronology and writes down what was said of it."""

    def __init__(self, folder, name="Larkspur Press v. Port Commission"):
        super().__init__(folder, name)
        self.events = sample_events()
        self.undated = sample_undated()
        self.dates = [row.date for row in (*self.events, *self.undated)]

    def chronology(self, documents=None, *, include_rejected=False):
        current = {row.id: row for row in self.dates}

        def kept(rows):
            shown = [replace(row, date=current[row.id]) for row in rows]
            rejected = ReviewState.REJECTED
            return tuple(row for row in shown if include_rejected or row.state is not rejected)

        reason = "the same party, and “display rule”"
        return Chronology(kept(self.events), kept(self.undated), (Conflict(1, 15, reason),))

    def deadlines(self):
        return (
            DeadlineRow(
                2, "Summons", ProcessKind.SUMMONS, "Answer", ("Larkspur",), dt.date(2026, 3, 31), None,
                "Rule 12(a)", (), (), False, dt.date(2026, 3, 10), None, pin(2),
            ),
        )  # fmt: skip

    def _change(self, ids, **changes):
        self.events = [replace(row, **changes) if row.id in ids else row for row in self.events]

    def edit_event(self, ids, **changes):
        self.calls.append(("edit_event", tuple(ids), dict(changes)))
        if "standing" in changes:
            changes["standing_given"] = True
        if isinstance(changes.get("tags"), dict):
            for number, tags in changes.pop("tags").items():
                self._change({number}, tags=tuple(tags))
        if changes.get("short") == "":
            changes["short"] = None
        self._change(set(ids), **changes)

    def move_event(self, number, before):
        self.calls.append(("move_event", number, before))
        row = next(row for row in self.events if row.id == number)
        self.events.remove(row)
        places = [one.id for one in self.events]
        days = [place for place, one in enumerate(self.events) if one.date.value == row.date.value]
        self.events.insert(days[-1] + 1 if before is None else places.index(before), row)

    def join_events(self, keep, *others):
        self.calls.append(("join_events", keep, *others))
        self._change({keep, *others}, group=min(keep, *others))

    def separate_events(self, number):
        self.calls.append(("separate_events", number))
        self._change({number}, group=number, conflicts=())

    def switch_reading(self, number, *, whole_document=False):
        self.calls.append(("switch_reading", number, whole_document))
        row = self.date(number)
        other = replace(row, value=row.alternatives[0], alternatives=(row.value,))
        self.dates = [other if each is row else each for each in self.dates]
