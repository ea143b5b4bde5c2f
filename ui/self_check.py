"""The self-check: every room of the program is put to work on the sample case, in a place that goes again.

For the command line, the window and whoever builds the program. Nothing of the user's is opened, no network
is reached for. Files that are not as they were shipped end it: what was swapped is not loaded.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

import resources
from resources.shipped import ListUnusable, damage_of, place_of, shipped_files
from ui.language import tr

if TYPE_CHECKING:
    from casefile.case import Case
    from casefile.import_records import Progress
    from casefile.workers import Workers

__all__ = ["STEPS", "Outcome", "Step", "check_files", "self_check"]

_AGAIN = tr("Install Pincite again; your cases are not touched by that.")
_MOST_NAMED = 3
_PASSPHRASE = "seven herons over brackwater"  # noqa: S105 - of a file that is gone a moment later
_AGAIN_FOLDER = "Again.pincite"
_ENGINE = "rapidocr"
_SCANNED = ("ferry", "landing", "february", "2026", "nine", "people", "aboard")
_PARTIES = {
    "Saltgrass Ferry Company, Inc.": "plaintiff",
    "Dorrance Pellwick": "defendant",
    "Thaddea Morrowick": "counsel for plaintiff",
    "Leocadia M. Strand": "judge",
    "U.S. Customs and Border Protection": None,
}
_SAID = {
    "I have never had to ask the others,": "Dorrance Pellwick",
    "I carried the second rack myself,": "Liz Undrell",
}
_DAYS = {"Labor Day, 2025": "2025-09-01", "The next day": "2026-02-10", "03/02/2026": "2026-02-03"}
_CITED = ("42 U.S.C. § 1983", "Fed. R. Civ. P. 12(b)(6)")
_SEARCHED = {
    '"courtesy, not a right"': 3,
    "attorney with:synonyms": 3,
    "carries with:forms": 3,
    "racks and the boat": 3,
    "kind:complaint AND (ferry w/5 company)": 1,
}
"""Queries, and in how many papers at least they have hits."""
_REPORTS = (("chronology", ".docx"), ("parties", ".pdf"), ("quotes", ".xlsx"))


class _Failed(Exception):  # noqa: N818 - the user's word for it
    """A step did not do what it must; the message is a sentence with the next step."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a step: ``title`` names it, ``sentence`` says what was seen, or what failed."""

    title: str
    passed: bool
    sentence: str


@dataclass(slots=True)
class _Bench:
    """Where the steps work: a folder that goes again, processes of their own, the case once it is made."""

    folder: Path
    workers: "Workers"
    closing: ExitStack
    made: "list[Case]" = field(default_factory=list)

    @property
    def case(self) -> "Case":
        return self.made[0]


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the check. Nothing after it is tried where one that ``is_needed`` failed."""

    title: str
    check: Callable[[_Bench], str]
    is_needed: bool = False


def self_check(
    new_workers: "Callable[[], Workers] | None" = None,
) -> Generator[Outcome, None, None]:
    """Do all steps and yield what came of each; closed early or not, nothing of it is left behind."""
    try:
        yield Outcome(_FILES.title, True, check_files())
    except _Failed as failure:  # before anything is loaded that needs these files
        yield Outcome(_FILES.title, False, str(failure))
        return
    ours = platformdirs.user_data_path("Pincite", appauthor=False)
    new = [folder for folder in (ours / "unfinished", ours) if not folder.exists()]
    try:
        yield from _worked(new_workers)
    finally:
        for folder in new:  # reports and backups are noted there while they are written
            with suppress(OSError):
                folder.rmdir()


def _worked(new_workers: "Callable[[], Workers] | None") -> Iterator[Outcome]:
    from casefile import leftovers
    from casefile.workers import Workers

    with ExitStack() as stack:
        # Under this name, and noted, the next start removes it even after a kill.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".new-pincite-")))
        stack.enter_context(leftovers.noted(folder))
        workers = stack.enter_context(closing((new_workers or Workers)()))
        bench = _Bench(folder, workers, stack)
        for step in STEPS[1:]:
            outcome = _tried(step.title, lambda step=step: step.check(bench))
            yield outcome
            if step.is_needed and not outcome.passed:
                return


def _tried(title: str, check: Callable[[], str]) -> Outcome:
    from casefile.errors import CaseFailure
    from importers.document import ImportFailure
    from reports.report import ReportFailure

    try:
        return Outcome(title, True, check())
    except (_Failed, CaseFailure, ImportFailure, ReportFailure) as failure:
        return Outcome(title, False, str(failure))
    except Exception as error:
        return Outcome(title, False, _fault(error))


def _fault(error: Exception) -> str:
    """Say that a step broke; a missing part of the program by its name."""
    if isinstance(error, ImportError) and error.name:
        return tr(
            "The part “{part}” of the program is missing. {next}", part=error.name, next=_AGAIN
        )
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None)
    what = str(reason or type(error).__name__)
    return tr("It broke off ({what}). {next}", what=what, next=_AGAIN)


def _expect(fulfilled: object, sentence: str) -> None:
    if not fulfilled:
        raise _Failed(f"{sentence} {_AGAIN}")


# -- what is shipped


def check_files() -> str:
    """Hold every shipped file against the list that was written when the program was built.

    Raises:
        _Failed: if one is missing or changed; the message names the first of them.
    """
    try:
        files = shipped_files()
    except ListUnusable:
        raise _Failed(
            tr("The list of the program’s files is missing or damaged. {next}", next=_AGAIN)
        ) from None
    found = [damage for file in files if (damage := damage_of(file, place_of)) is not None]
    if found:
        told = [
            tr("“{file}” is missing", file=f"{damage.file.root}/{damage.file.name}")
            if damage.is_missing
            else tr(
                "“{file}” is not as it was shipped", file=f"{damage.file.root}/{damage.file.name}"
            )
            for damage in found[:_MOST_NAMED]
        ]
        if len(found) > _MOST_NAMED:
            told.append(tr("and {count} more", count=len(found) - _MOST_NAMED))
        raise _Failed(
            tr("{files}. Nothing else was tried. {next}", files=", ".join(told), next=_AGAIN)
        )
    for path in sorted(resources.path("words").glob("*.txt")):
        _expect(resources.words(path.stem), tr("The word list “{name}” is empty.", name=path.name))
    return tr("{count} files are as they were shipped", count=len(files))


# -- the rooms at work


def _import(bench: _Bench) -> str:
    from casefile.case import Case

    case = Case.create(bench.folder / "Self-check", bench.workers, local=bench.folder / "local")
    bench.closing.enter_context(case)
    bench.made.append(case)
    papers = [resources.path("sample/papers"), resources.path("sample/check")]
    outcomes = [step.outcome for step in case.ingest(papers) if step.outcome is not None]
    failed = [outcome.sentence for outcome in outcomes if outcome.status != "imported"]
    if failed:
        raise _Failed(failed[0])
    count = sum(1 for folder in papers for _ in folder.iterdir())
    _expect(len(outcomes) == count, tr("Not all papers came in."))
    return tr("{count} papers came in: PDF, Word, web page, message, text", count=count)


def _search(bench: _Bench) -> str:
    for query, papers in _SEARCHED.items():
        found = bench.case.search(query)
        hits = [row for row in found.documents if row.count]
        _expect(
            len(hits) >= papers,
            tr("The search for {query} did not find what is there.", query=query),
        )
    return tr("Words, phrases, synonyms and fields are found")


def _findings(bench: _Bench) -> str:
    view = bench.case.view()
    roles = {row.name: row.role for row in view.parties}
    for name, role in _PARTIES.items():
        _expect(
            name in roles and role in (None, roles[name]),
            tr("The party {name} was not found as what it is.", name=name),
        )
    said = {row.text: row.speaker_name for row in view.quotes}
    for words, speaker in _SAID.items():
        _expect(
            said.get(words) == speaker, tr("The speaker of “{words}” was not found.", words=words)
        )
    days = {(" ".join(row.text.split()), row.value) for row in view.dates}
    for words, value in _DAYS.items():
        _expect((words, value) in days, tr("The date “{words}” was not read.", words=words))
    _expect(bench.case.chronology().rows, tr("The chronology is empty."))
    _expect(bench.case.deadlines(), tr("The summons has no day to answer it."))
    return tr(
        "{parties} parties, {quotes} quotations and {dates} dates, with speakers and days",
        parties=len(view.parties),
        quotes=len(view.quotes),
        dates=len(view.dates),
    )


def _citations(bench: _Bench) -> str:
    from extraction.options import ExtractionContext
    from importers.document import ImportContext

    path = resources.path("sample/check/Message about the racks.eml")
    document = bench.workers.read(path, ImportContext(path.name))
    found = [one.text for one in bench.workers.extract(document, ExtractionContext()).citations]
    for cited in _CITED:
        _expect(cited in found, tr("The citation {cited} was not found.", cited=cited))
    return tr("Statutes and rules are known")


def _page(bench: _Bench) -> str:
    case = bench.case
    pdf = next(row.id for row in case.documents() if row.name.endswith(".pdf"))
    picture = case.page_image(pdf, 1, 0.5)
    shades = Counter(picture.pixels[::4])
    _expect(len(shades) > 1, tr("The picture of a page is empty."))
    span = case.source(pdf).pages[0].span
    _expect(any(case.boxes(pdf, 1, [span])), tr("The words of a page have no places on it."))
    return tr("A page is drawn, and its words are where they are printed")


def _scan(bench: _Bench) -> str:
    from importers import ocr

    if _ENGINE not in ocr.available():
        return tr("Reading scans by machine is not part of this variant of Pincite")
    page = bench.workers.recognize(resources.path("sample/scan.png"), 1, _ENGINE)
    read = " ".join(word.text for line in page.lines for word in line).casefold()
    _expect(all(word in read for word in _SCANNED), tr("A scan was not read as it is printed."))
    return tr("A scan is read by machine")


def _reports(bench: _Bench) -> str:
    from importers.document import ImportContext
    from reports.export import export

    for report, suffix in _REPORTS:
        file = bench.folder / f"{report}{suffix}"
        export(bench.case, report, file)
        text = bench.workers.read(file, ImportContext(file.name)).source.text
        _expect("Saltgrass" in text, tr("The report {file} lacks its words.", file=file.name))
    return tr("Word, PDF and Excel are written and can be read again")


def _protected(bench: _Bench) -> str:
    from casefile.case import Case
    from casefile.errors import PassphraseNeeded
    from casefile.protection import Protection

    archive, again = bench.folder / "backup.zip", bench.folder / _AGAIN_FOLDER
    bench.case.backup(archive, Protection(_PASSPHRASE))
    _expect(b"Saltgrass" not in archive.read_bytes(), tr("A protected backup can be read."))
    refused = False
    try:
        Case.restore(archive, again, "another passphrase altogether")
    except PassphraseNeeded:
        refused = True
    _expect(refused, tr("A protected backup opens with a wrong passphrase."))
    Case.restore(archive, again, _PASSPHRASE)
    _expect((again / "case.db").is_file(), tr("A protected backup does not come back."))
    return tr("A protected backup opens with its passphrase alone")


def _sealed(bench: _Bench) -> str:
    """Protect the case that came back from the backup, and search in it."""
    from casefile.case import Case
    from casefile.errors import PassphraseNeeded
    from casefile.protecting import protect
    from casefile.protection import Protection

    folder, local = bench.folder / _AGAIN_FOLDER, bench.folder / "local again"
    _expect(folder.is_dir(), tr("There is no case to protect."))
    _drain(protect(folder, Protection(_PASSPHRASE), local=local))
    plain = [path.name for path in folder.rglob("*") if path.is_file() and _is_readable(path)]
    _expect(not plain, tr("A protected case can be read."))
    refused = False
    try:
        Case.open(folder, bench.workers, local=local, copy=False).close()
    except PassphraseNeeded:
        refused = True
    _expect(refused, tr("A protected case opens without its passphrase."))
    with Case.open(folder, bench.workers, local=local, copy=False, secret=_PASSPHRASE) as case:
        _drain(case.keep_index())
        found = case.search('"courtesy, not a right"')
    _expect(found.total, tr("Nothing is found in a protected case."))
    return tr("A protected case opens with its passphrase alone, and is searched")


def _is_readable(path: Path) -> bool:
    return b"Saltgrass" in path.read_bytes()


def _drain(steps: "Iterator[Progress]") -> None:
    for _ in steps:
        pass


def _sound(bench: _Bench) -> str:
    problems = bench.case.check()
    if problems:
        raise _Failed(f"{problems[0].subject}: {problems[0].sentence}")
    return tr("Originals, database and every pin cite agree")


_FILES = Step(tr("The program’s files"), lambda _bench: check_files(), is_needed=True)

STEPS: Sequence[Step] = (
    _FILES,
    Step(tr("Case and import"), _import, is_needed=True),
    Step(tr("Search"), _search),
    Step(tr("Parties, quotes and dates"), _findings),
    Step(tr("Citations"), _citations),
    Step(tr("Pages"), _page),
    Step(tr("Scans"), _scan),
    Step(tr("Reports"), _reports),
    Step(tr("Protected backup"), _protected),
    Step(tr("Protected case"), _sealed),
    Step(tr("Check of the case"), _sound),
)
"""All steps in order."""
