"""The names on a summons or subpoena that are parties: who is summoned, who issued it, counsel."""

import re
from collections.abc import Iterator

from extraction.process import Process, ProcessKind, Written
from extraction.summons import SummonsParty
from importers.source_text import Span

__all__ = ["process_parties"]

# Before and after the name proper: an office that keeps records, an agent who takes service, others unnamed.
_BEFORE = re.compile(
    r"(?i)(?:the\s+)?(?:custodian|keeper)s?\s+of\s+(?:the\s+)?records\s*(?:,|of|for|at)\s*"
)
_AFTER = re.compile(
    r"(?i),?\s+(?:et\s+al\b|by\s+serving|c/o|care\s+of|(?:its\s+)?registered\s+agent|attn\b).*",
    re.S,
)
_NOBODY = re.compile(r"(?i)(?:does?|roes?)\b.*\d|custodian\s+of\s+records\W*$|.*\d")


def process_parties(process: Process) -> Iterator[SummonsParty]:
    """Yield the persons and firms that a paper names, each with the role that the paper gives."""
    role = "defendant" if process.kind is ProcessKind.SUMMONS else "witness"
    if process.kind in (ProcessKind.WAIVER, ProcessKind.WAIVER_REQUEST):
        role = "defendant"
    for plaintiff in process.plaintiffs:
        yield from _party(plaintiff, "plaintiff")
    for each in process.to:
        yield from _party(each.name, "summoned" if _is_agency_s(process) else role)
    if _is_agency_s(process) and process.issuer is not None:
        yield from _party(process.issuer, "issuing officer")
    if process.attorney is not None:
        side = "counsel for plaintiff" if process.kind is ProcessKind.SUMMONS else "counsel"
        yield from _party(process.attorney.name, side)
        if process.attorney.firm is not None:
            yield from _party(process.attorney.firm, side)


def _is_agency_s(process: Process) -> bool:
    return process.kind is ProcessKind.ADMINISTRATIVE


def _party(written: Written, role: str) -> Iterator[SummonsParty]:
    before = _BEFORE.match(written.text)
    start = before.end() if before else 0
    name = _AFTER.sub("", written.text[start:]).rstrip(" ,")
    if not re.search(r"[^\W\d_]{2}", name) or _NOBODY.match(name):
        return
    at = written.span
    span = Span(at.start + start, at.start + start + len(name)) if at is not None else None
    yield SummonsParty(" ".join(name.split()), role, span)
