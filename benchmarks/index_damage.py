"""What becomes of the search index when its writer is killed, its files are damaged or its disk is full.

Three promises are tested on indexes made for it: what was acknowledged is there, nothing is there by half,
and an answer is never silently another one. A killed writer dies by signal at a random moment of its commits.
Damage is a flipped bit, a zeroed block, a cut, a missing or an empty file, over every file of the index in
turn. A full disk is one that refuses the first, second, third … and every later call that opens a file for
writing or renames one, and one that takes no file beyond a size.

Run from the project's root, on Linux or macOS: ``python -m benchmarks.index_damage [KILLS] [DAMAGES]``.
"""

import errno
import itertools
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.search_corpus import papers
from benchmarks.timing import show
from importers.source_text import SourceText
from index.home import Home
from index.query import parse
from index.searcher import Searcher
from index.storage import LOCK, IndexMissing, indexed
from index.writer import IndexDocument, remove, tidy, update

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["Damages", "Kills", "Refusals", "damage", "kill", "refuse", "vanish"]

_FORK = multiprocessing.get_context("fork" if sys.platform != "win32" else "spawn")
_BATCH = 3
_QUERIES = (
    "court",
    '"breach of contract"',
    "injunct* w/20 court",
    "fraud AND NOT venue",
    "damagse~1",
    "contract /p damages",
)
Answer = tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...]


@dataclass
class Kills:
    """Writers that were killed, and what was wrong afterwards: nothing, as it should be."""

    killed: int = 0
    in_commit: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class Damages:
    """How often each kind of damage was harmless or noticed; ``faults`` names the others."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    rebuilt: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class Refusals:
    """Commits that a disk refused at one step or another, and what was wrong afterwards."""

    refused: int = 0
    faults: list[str] = field(default_factory=list)


def document(number: int, round: int = 0) -> IndexDocument:  # noqa: A002 - a round of writing
    """Return a paper that is known by its first and by its last word, which change with each round."""
    body = next(papers(1, seed=number % 50)).text
    return IndexDocument(
        number, f"round {round}", f"first{number}r{round} {body} last{number}r{round}"
    )


# -- killed writers


def kill(folder: Path, times: int, chance: random.Random) -> Kills:
    """Kill a writing process so often; after each death look whether everything it acknowledged is there."""
    found = Kills()
    update(
        Home(folder), [document(number) for number in (1, 2)]
    )  # loads what the writers need, too
    held = _rounds(folder)
    for round in range(1, times + 1):  # noqa: A001
        told, tells = _FORK.Pipe(duplex=False)
        seed = chance.randrange(10**6)
        writer = _FORK.Process(target=_write_on, args=(folder, round, seed, tells), daemon=True)
        writer.start()
        tells.close()
        told.recv()  # it has begun
        time.sleep(chance.uniform(0, 0.25))
        writer.kill()
        writer.join()
        begun: dict[int, int | None] = {}
        try:
            while True:
                what, changes = told.recv()
                if what == "begins":
                    begun = changes
                else:
                    held.update(changes)
                    held = {number: at for number, at in held.items() if at is not None}
                    begun = {}
                    found.acknowledged += 1
        except EOFError:
            pass
        told.close()
        found.killed += 1
        found.in_commit += bool(begun)
        found.faults += _look(folder, held, begun, f"after death {round}")
        held = _rounds(folder)  # the last commit may have been whole, though nobody was told
    return found


def _write_on(folder: Path, round: int, seed: int, tells: "Connection") -> None:  # noqa: A002
    """Add, replace, remove and merge papers until killed; say what is begun and what acknowledged."""
    chance = random.Random(seed)
    tells.send("ready")
    while True:
        numbers = chance.sample(range(1, 60), _BATCH)
        if chance.random() < 0.15:
            tidy(Home(folder))
        elif chance.random() < 0.2:
            tells.send(("begins", dict.fromkeys(numbers)))
            remove(Home(folder), numbers)
            tells.send(("done", dict.fromkeys(numbers)))
        else:
            changes = dict.fromkeys(numbers, round)
            tells.send(("begins", changes))
            update(Home(folder), [document(number, round) for number in numbers])
            tells.send(("done", changes))


def _look(folder: Path, held: dict[int, int], begun: dict[int, int | None], when: str) -> list[str]:
    """Return what is wrong with an index that should hold ``held``, with all or nothing of ``begun``."""
    after = {number: at for number, at in {**held, **begun}.items() if at is not None}
    allowed = (held, after)
    if not held and not indexed(Home(folder)):
        return []
    reader = Searcher(Home(folder))
    try:
        now = _rounds(folder)
        if now not in allowed:
            return [f"{when}: papers {now} are neither those before, {held}, nor after, {after}"]
        return [
            f"{when}: paper {number} of round {at} is not there as a whole"
            for number, at in now.items()
            if not _has(reader, number, at)
        ]
    except Exception as error:
        return [f"{when}: {type(error).__name__}: {error}"]
    finally:
        reader.close()


def _rounds(folder: Path) -> dict[int, int]:
    return {number: int(layer.split()[1]) for number, layer in indexed(Home(folder)).items()}


def _has(reader: Searcher, number: int, round: int) -> bool:  # noqa: A002
    """Tell whether exactly this paper is found by its first and by its last word."""
    for word in (f"first{number}r{round}", f"last{number}r{round}"):
        found = reader.search(parse(word), lambda *_: None, _text_of(number, round))
        if [(each.id, each.count) for each in found.documents] != [(number, 1)]:
            return False
    return True


def _text_of(number: int, round: int) -> Callable[[int], SourceText]:  # noqa: A002
    return lambda wanted: SourceText(document(number, round).text if wanted == number else "")


# -- damaged files


def damage(folder: Path, times: int, chance: random.Random) -> Damages:
    """Damage one file of an index after the other; each time ask, and compare with the answers before."""
    for at in range(0, 42, 6):
        update(Home(folder), [document(number) for number in range(at + 1, at + 7)])
    remove(Home(folder), [3, 30])
    before, held = _answers(folder), indexed(Home(folder))
    whole = {each.name: each.read_bytes() for each in _files(folder)}
    found = Damages()
    names = sorted(whole)
    for at in range(times):
        name = names[at % len(names)]
        kind = _KINDS[at // len(names) % len(_KINDS)]
        _damage(folder / name, whole[name], kind, chance)
        found.files[name] += 1
        try:
            is_same = _answers(folder) == before and indexed(Home(folder)) == held
            outcome = "harmless" if is_same else "silently another"
        except IndexMissing:
            outcome = "noticed"
        except Exception as error:
            outcome = f"{type(error).__name__}: {error}"
        found.outcomes[kind, outcome if outcome in ("harmless", "noticed") else "fault"] += 1
        if outcome not in ("harmless", "noticed"):
            found.faults.append(f"{kind} in {name}: {outcome}")
        if outcome == "noticed" and at % 10 == 0:
            update(
                Home(folder), [document(number) for number in range(1, 43) if number not in (3, 30)]
            )
            if _answers(folder) != before:
                found.faults.append(f"{kind} in {name}: not rebuilt as it was")
            found.rebuilt += 1
        _put_back(folder, whole)
    return found


_KINDS = ("a flipped bit", "a cut file", "a zeroed block", "a missing file", "an empty file")


def _damage(path: Path, content: bytes, kind: str, chance: random.Random) -> None:
    if kind == "a missing file":
        path.unlink()
        return
    damaged = bytearray(content)
    at = chance.randrange(len(damaged))
    if kind == "a flipped bit":
        damaged[at] ^= 1 << chance.randrange(8)
    elif kind == "a zeroed block":
        end = min(len(damaged), at + 4096)
        damaged[at:end] = bytes(end - at)
    else:
        del damaged[at if kind == "a cut file" else 0 :]
    # A new file, as the damage is on the disk already when the program starts: nobody has it open.
    path.unlink()
    path.write_bytes(damaged)


def _put_back(folder: Path, whole: dict[str, bytes]) -> None:
    for each in _files(folder):
        each.unlink()
    for name, content in whole.items():
        (folder / name).write_bytes(content)


def _files(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.is_file() and each.name != LOCK]


def _answers(folder: Path) -> list[Answer]:
    """Return the answers to every question, as one who has just started the program gets them."""
    reader = Searcher(Home(folder))
    try:
        return [
            tuple(
                (
                    each.id,
                    each.count,
                    tuple((span.start, span.end) for hit in each.hits for span in hit.spans),
                )
                for each in reader.search(
                    parse(query), lambda *_: None, lambda wanted: SourceText(document(wanted).text)
                ).documents
            )
            for query in _QUERIES
        ]
    finally:
        reader.close()


# -- a disk that takes nothing


def refuse(folder: Path) -> Refusals:
    """Have each step of a commit refused in turn, then every size of file; look what is left each time."""
    held = dict.fromkeys(range(1, 7), 0)
    update(Home(folder), [document(number) for number in held])
    found = Refusals()
    for step in itertools.count(1):
        if _is_done(folder, found, held, partial(_refuse_from, step, errno.ENOSPC)):
            break  # the commit has no further step
    _is_done(folder, found, held, partial(_refuse_from, 1, errno.EROFS))
    for size in (0, 100, 1_000, 5_000, 20_000, 60_000):
        _is_done(folder, found, held, partial(_refuse_beyond, size))
    update(Home(folder), [document(number) for number in (7, 8)])
    held.update({7: 0, 8: 0})
    found.faults += _look(folder, held, {}, "after all that")
    return found


def _is_done(
    folder: Path, found: Refusals, held: dict[int, int], refusing: Callable[[], None]
) -> bool:
    """Add two papers under a refusal and note what comes of it; tell whether they were added all the same."""
    told, tells = _FORK.Pipe(duplex=False)
    writer = _FORK.Process(target=_write_refused, args=(folder, refusing, tells), daemon=True)
    writer.start()
    tells.close()
    ended = told.recv()
    writer.join()
    told.close()
    when = " ".join(map(str, refusing.args)) if isinstance(refusing, partial) else ""
    after = {**held, 7: 0, 8: 0} if ended == "done" else held
    found.faults += _look(folder, after, {}, f"refused: {when}")
    if ended == "done":
        remove(Home(folder), [7, 8])
        return True
    found.refused += 1
    if ended != "refused":
        found.faults.append(f"refused: {when}: {ended}")
    return False


def _write_refused(folder: Path, refusing: Callable[[], None], tells: "Connection") -> None:
    refusing()
    try:
        update(Home(folder), [document(number) for number in (7, 8)])
    except OSError:
        tells.send("refused")
    except Exception as error:
        tells.send(f"{type(error).__name__}: {error}")
    else:
        tells.send("done")


def _refuse_from(first: int, error: int) -> None:
    """Refuse this call and every later one, in this process, that opens a file for writing or renames one."""
    calls = itertools.count(1)

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        changes = event == "os.rename" or (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        )
        if changes and next(calls) >= first:
            raise OSError(error, os.strerror(error), str(arguments[0]))

    sys.addaudithook(refuse)


def _refuse_beyond(size: int) -> None:
    """Let no file in this process grow beyond so many bytes."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


# -- a folder that is gone


def vanish(folder: Path) -> list[str]:
    """Take the folder away under an open reader; return what was wrong."""
    update(Home(folder), [document(number) for number in range(1, 7)])
    reader, faults = Searcher(Home(folder)), []
    try:
        if not _has(reader, 1, 0):
            faults.append("before: paper 1 is not there")
        shutil.rmtree(folder)
        try:
            _has(reader, 1, 0)
        except IndexMissing:
            pass
        else:
            faults.append("gone: answered all the same")
        update(Home(folder), [document(1)])
        if not _has(reader, 1, 0):
            faults.append("written anew: paper 1 is not there")
    finally:
        reader.close()
    return faults


def _rows(
    kills: Kills, damages: Damages, refusals: Refusals, gone: Sequence[str]
) -> list[tuple[str, str]]:
    told = Counter(outcome for _, outcome in damages.outcomes.elements())
    return [
        (
            "writers killed; in the midst of a commit; commits acknowledged",
            f"{kills.killed}; {kills.in_commit}; {kills.acknowledged}",
        ),
        ("indexes that lost or halved something, or did not open", str(len(kills.faults))),
        (
            "files damaged; noticed; harmless; rebuilt for a sample",
            f"{damages.files.total()} ({len(damages.files)} files); {told['noticed']}; "
            f"{told['harmless']}; {damages.rebuilt}",
        ),
        ("answers that were silently others, or faults", str(len(damages.faults))),
        ("commits refused by the disk", str(refusals.refused)),
        ("indexes that were not as before the refusal", str(len(refusals.faults))),
        ("folder taken away under a reader: faults", str(len(gone))),
    ]


def main(kills: int, damages: int) -> int:
    """Run everything, print it, and return 1 if a promise was broken."""
    chance = random.Random(11)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = (
            kill(folder / "killed", kills, chance),
            damage(folder / "damaged", damages, chance),
            refuse(folder / "full"),
            vanish(folder / "gone"),
        )
    show(_rows(*found))
    for fault in itertools.chain(*(each.faults for each in found[:3]), found[3]):
        print(f"  {fault}")
    return int(any([*(each.faults for each in found[:3]), found[3]]))


if __name__ == "__main__":
    wanted = [int(each) for each in sys.argv[1:]]
    raise SystemExit(main(*(wanted + [60, 300][len(wanted) :])))
