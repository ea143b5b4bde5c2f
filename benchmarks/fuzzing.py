"""Broken files by the thousand through the real way of reading, and what became of each.

Every file goes to a spawned reader like a file that was dropped in; every twentieth is imported into a
case as well, which is checked at the end. A file is **read**, **refused** in a sentence, or **stopped**:
the reader hung, crashed or grew too large, was killed and replaced, and the file was reported. Anything
else is a **defect**, and the exit status is then 1: an exception that no reader named, a text layer that
contradicts itself, text that cannot be stored, a file whose end is missing and that was read without a
notice, a limit that did not hold, a sentence that is none, memory that the main process keeps.

Run from the project's root: ``python -m benchmarks.fuzzing [--files N] [--seed N] [--only FORMAT]
[--keep FOLDER]``, or ``--attacks`` for the files made to do harm of ``benchmarks/attacks.py``.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import psutil

from benchmarks.attacks import ATTACKS
from benchmarks.mutations import Mutant, Seed, mutate
from benchmarks.sound_files import sound_files
from benchmarks.timing import scratch_case
from casefile.case import Case
from casefile.errors import NoPagePicture
from casefile.workers import Workers
from importers import archive_formats, limits, sniff
from importers.document import (
    ArchiveMember,
    ImportContext,
    ImportedDocument,
    ImportFailure,
    ReaderStopped,
)

__all__ = ["Result", "Verdict", "attack", "fuzz"]

_SHARES: Final = {"pdf": 5, "docx": 3, "odt": 2, "doc": 2, "rtf": 2, "msg": 2, "picture": 2}
"""How often a format's turn comes; one that is not named has one turn."""

_WHOLE_IMPORT_EVERY: Final = 20
_SLACK = 10.0  # seconds that killing and starting a reader may add to a limit
_GROWTH: Final = (
    200 * limits.MEBIBYTE
)  # that the main process may keep after its first hundred files
_SENTENCE: Final = re.compile(r"^[A-Z“].{15,400}\.$", re.S)
_NOT_FOR_USERS: Final = re.compile(
    r"\b\w+Error\b|Traceback|Errno|0x[0-9a-f]{2}|\bNone\b(?! of)|<class"
)


class Verdict(StrEnum):
    """What became of a file."""

    READ = "read"
    REFUSED = "refused"
    STOPPED = "stopped"
    DEFECT = "defect"


@dataclass(frozen=True)
class Result:
    """One file: what was done to it, what became of it, why, and the seconds that took."""

    name: str
    format: str
    how: str
    verdict: Verdict
    why: str
    seconds: float


@dataclass
class _Bench:
    """The workers, a folder for the files, and how the sound files read."""

    workers: Workers
    folder: Path
    keep: Path | None
    sound: dict[str, ImportedDocument | None] = field(default_factory=dict)
    kept: int = 0

    def read(self, name: str, content: bytes) -> ImportedDocument | None:
        """Read a paper; an archive is unpacked instead, and ``None`` returned."""
        path = self.folder / f"file{Path(name).suffix}"
        path.write_bytes(content)
        try:
            if archive_formats.may_be_archive(content[: archive_formats.HEAD], name):
                held = self.workers.archive_members(path)
                if held is not None:
                    self._unpack(path, held[0])
                    return None
            return self.workers.read(path, ImportContext(name))
        finally:
            path.unlink()

    def _unpack(self, path: Path, members: Sequence[ArchiveMember]) -> None:
        wanted = [
            (member.name, self.folder / f"member{number}")
            for number, member in enumerate(members)
            if member.refusal is None
        ]
        told = [member.refusal for member in members]
        size = sum(member.size for member in members)
        try:
            told += self.workers.unpack(path, (), wanted, size)
        finally:
            self.workers.leave_archive()
            for _, target in wanted:
                target.unlink(missing_ok=True)
        for sentence in told:
            if sentence is not None and not _is_sentence(sentence):
                raise ValueError(f"no sentence: {sentence!r}")

    def as_sound(self, seed: Seed) -> ImportedDocument | None:
        """Return how the sound file reads, or ``None`` where it is refused."""
        if seed.name not in self.sound:
            try:
                self.sound[seed.name] = self.read(seed.name, seed.content)
            except ImportFailure:
                self.sound[seed.name] = None
        return self.sound[seed.name]

    def keep_for_study(self, name: str, content: bytes) -> str:
        """Put a file aside and return its name there."""
        if self.keep is None:
            return name
        self.kept += 1
        path = self.keep / f"{self.kept:03d} {name}"
        path.write_bytes(content)
        return path.name


def fuzz(files: int, seed: int, only: str | None = None, keep: Path | None = None) -> list[Result]:
    """Break ``files`` files and read them, every twentieth in a whole import."""
    random_ = random.Random(seed)
    by_format: dict[str, list[Seed]] = {}
    for sound in sound_files():
        by_format.setdefault(sound.format, []).append(sound)
    turns = [name for name in by_format for _ in range(_SHARES.get(name, 1))]
    if only:
        turns = [only]
    every = [sound for group in by_format.values() for sound in group]
    results: list[Result] = []
    with scratch_case() as (case, workers), tempfile.TemporaryDirectory() as folder:
        bench = _Bench(workers, Path(folder), keep)
        whole = Path(folder) / "whole"
        whole.mkdir()
        resident = 0
        for number in range(files):
            sound = random_.choice(by_format[turns[number % len(turns)]])
            mutant = mutate(random_, sound, random_.choice(every))
            result = _one(bench, sound, mutant)
            results.append(result)
            _tell(result, number + 1, files)
            if number % _WHOLE_IMPORT_EVERY == 0:
                (whole / f"{number:05d} {mutant.name}").write_bytes(mutant.content)
            if number == min(100, files // 2):
                resident = psutil.Process().memory_info().rss
        grown = psutil.Process().memory_info().rss - resident
        if grown > _GROWTH:
            results.append(_defect("main process", "", f"keeps {grown // limits.MEBIBYTE} MB"))
        results += _whole_import(case, whole)
    return results


def attack(names: Sequence[str]) -> list[Result]:
    """Read the named files that are made to do harm, and a sound one after each."""
    results = []
    with scratch_case() as (_, workers), tempfile.TemporaryDirectory() as folder:
        bench = _Bench(workers, Path(folder), None)
        sound = next(file for file in sound_files() if file.name == "Plain.txt")
        for name in names:
            made = ATTACKS[name]
            mutant = Mutant(made.file_name, made.make(), name)
            result = _one(bench, Seed(made.file_name, made.format, b""), mutant)
            results.append(result)
            print(f"{name:44s} {result.verdict:8s} {result.seconds:6.1f} s  {result.why}")
            bench.read(sound.name, sound.content)
    return results


def _one(bench: _Bench, seed: Seed, mutant: Mutant) -> Result:
    start = time.monotonic()
    verdict, why = _judged(bench, seed, mutant)
    seconds = time.monotonic() - start
    allowed = limits.SECONDS_PER_FILE + len(mutant.content) * limits.SECONDS_PER_PAGE / 20_000
    if seconds > allowed + _SLACK:
        verdict, why = Verdict.DEFECT, f"took {seconds:.0f} s; {why}"
    name = mutant.name
    if verdict in (Verdict.DEFECT, Verdict.STOPPED):
        name = bench.keep_for_study(mutant.name, mutant.content)
    return Result(name, seed.format, mutant.how, verdict, why, seconds)


def _judged(bench: _Bench, seed: Seed, mutant: Mutant) -> tuple[Verdict, str]:
    try:
        document = bench.read(mutant.name, mutant.content)
    except ReaderStopped as stopped:
        trace = "\n".join(getattr(stopped.__cause__, "__notes__", ()))
        if "Traceback" in trace or "could not be understood" in str(stopped):
            return Verdict.DEFECT, trace or str(stopped)
        return Verdict.STOPPED, str(stopped)
    except ImportFailure as failure:
        sentence = str(failure)
        return (Verdict.REFUSED if _is_sentence(sentence) else Verdict.DEFECT), sentence
    except Exception as error:  # whatever comes is what this run is for
        return Verdict.DEFECT, f"{type(error).__name__}: {error}"
    if document is None:
        return Verdict.READ, ""
    faults = [*_faults(document)]
    if mutant.cut and not faults:
        faults = [*_silent_losses(document, bench.as_sound(seed), seed)]
    return (Verdict.DEFECT, "; ".join(faults)) if faults else (Verdict.READ, "")


def _is_sentence(words: str) -> bool:
    return bool(_SENTENCE.match(words)) and not _NOT_FOR_USERS.search(words)


def _faults(document: ImportedDocument) -> Iterator[str]:
    """Yield what is wrong with what a reader handed over."""
    try:
        document.source.validate()
    except ValueError as error:
        yield f"the text layer: {error}"
    end = len(document.source.text)
    placed = [
        *(value.span for value in document.metadata.values),
        *(value.span for value in document.form_fields),
        *(word.span for word in document.machine_words),
    ]
    if any(span is not None and span.end > end for span in placed):
        yield "something stands outside the text"
    for place, words in _strings(document, "document"):
        try:
            words.encode()
        except UnicodeEncodeError:
            yield f"{place} holds what cannot be stored"
    for attachment in document.attachments:
        if not attachment.name or "/" in attachment.name or "\\" in attachment.name:
            yield f"an attachment is called {attachment.name!r}"
    for notice in document.notices:
        if not _is_sentence(notice.sentence):
            yield f"no sentence: {notice.sentence!r}"


def _strings(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item, place)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _strings(getattr(value, each.name), each.name)


def _silent_losses(
    document: ImportedDocument, sound: ImportedDocument | None, seed: Seed
) -> Iterator[str]:
    """Yield what a file whose end was cut off has lost without a word about it."""
    if sound is None or document.media_type != sound.media_type or not _shows_its_end(seed):
        return
    codes = {notice.code for notice in document.notices} - {"misnamed-file"}
    if codes - {notice.code for notice in sound.notices}:
        return
    for what, before, after in (
        ("pages", len(sound.source.pages), len(document.source.pages)),
        ("attachments", len(sound.attachments), len(document.attachments)),
        ("characters", len(sound.source.text.strip()), len(document.source.text.strip())),
    ):
        if after < before:
            yield f"cut off, and read without a notice: {after:,} of {before:,} {what}"


def _shows_its_end(seed: Seed) -> bool:
    """Tell whether a file of this kind shows that its end is missing; by its content, for names lie."""
    media_type = sniff.sniff(seed.content, seed.name)
    if media_type in (sniff.MAIL, sniff.WEB_ARCHIVE):
        return b"multipart/" in seed.content
    return media_type not in (sniff.TEXT, sniff.MAILBOX)


def _whole_import(case: Case, folder: Path) -> list[Result]:
    """Import the files into a case, draw a page of each, and check the case."""
    files = sorted(folder.iterdir())
    outcomes: Counter[str] = Counter()
    results = []
    start = time.monotonic()
    try:
        for step in case.ingest([folder]):
            if step.outcome:
                outcomes[step.outcome.path] += 1
                if not _is_sentence(step.outcome.sentence):
                    results.append(_defect(step.outcome.path, "", step.outcome.sentence))
        results += [
            _defect(path.name, "", "the import says nothing of it")
            for path in files
            if not any(name.startswith(str(path)) for name in outcomes)
        ]
        for row in case.documents():
            if row.pages:
                try:
                    case.page_image(row.id, 1, 0.5)
                except NoPagePicture:
                    continue
                except ImportFailure as failure:
                    if "fault in the program" in str(failure):
                        results.append(_defect(row.name, "", str(failure)))
        problems = [f"{problem.subject}: {problem.sentence}" for problem in case.check()]
    except Exception as error:  # whatever comes is what this run is for
        problems = [f"{type(error).__name__}: {error}"]
    results += [_defect("whole import", "", problem) for problem in problems]
    seconds = time.monotonic() - start
    print(f"{len(files)} files imported into a case in {seconds:.0f} s; problems: {len(problems)}")
    return results


def _defect(name: str, how: str, why: str) -> Result:
    result = Result(name, "import", how, Verdict.DEFECT, why, 0.0)
    _tell(result, 0, 0)
    return result


def _tell(result: Result, number: int, files: int) -> None:
    if result.verdict in (Verdict.DEFECT, Verdict.STOPPED):
        print(f"{result.verdict.upper()}: {result.name} ({result.how}): {result.why}", flush=True)
    elif number % 200 == 0:
        print(f"{number:,} of {files:,}", flush=True)


def table(results: Sequence[Result]) -> str:
    """Return the verdicts by format as a table in Markdown."""
    rows = ["| format | files | read | refused | stopped | defects | longest |"]
    rows.append("|---|---|---|---|---|---|---|")
    for kind in (*dict.fromkeys(result.format for result in results), "all"):
        group = [result for result in results if kind in (result.format, "all")]
        counts = Counter(result.verdict for result in group)
        figures = " | ".join(f"{counts[verdict]:,}" for verdict in Verdict)
        longest = max(result.seconds for result in group)
        rows.append(f"| {kind} | {len(group):,} | {figures} | {longest:.1f} s |")
    return "\n".join(rows)


def _main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.fuzzing")
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", help="one format")
    parser.add_argument("--keep", type=Path, help="a folder for the files that were stopped on")
    parser.add_argument("--attacks", action="store_true")
    chosen = parser.parse_args(arguments)
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    if chosen.attacks:
        results = attack(tuple(ATTACKS))
    else:
        print(f"{chosen.files:,} files, seed {chosen.seed}")
        results = fuzz(chosen.files, chosen.seed, chosen.only, chosen.keep)
        print(table(results))
    return int(any(result.verdict is Verdict.DEFECT for result in results))


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
