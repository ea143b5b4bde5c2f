"""What a summons, subpoena or waiver says, as ``extract --json`` prints it."""

import datetime as dt
from typing import Any

from extraction.process import Attorney, Process, Written

__all__ = ["process_json"]

Json = dict[str, Any]


def process_json(process: Process | None) -> Json | None:
    """Return the record with the place of every value; ``None`` for papers that are not served."""
    if process is None:
        return None
    return {
        "kind": process.kind.value,
        "form": process.form,
        "to": [{"name": _words(each.name), "address": _words(each.address)} for each in process.to],
        "court": _words(process.court),
        "court_name": process.court_name,
        "docket_number": _words(process.docket_number),
        "docket": process.docket,
        "issuer": _words(process.issuer),
        "issuer_title": _words(process.issuer_title),
        "issued": _words(process.issued, process.issued_on),
        "answer": [
            {
                "days": each.days,
                "who": each.who,
                "counting": each.counting.value,
                "written": _words(each.written),
            }
            for each in process.answer
        ],
        "plaintiffs": [_words(each) for each in process.plaintiffs],
        "attorney": _attorney(process.attorney),
        "demanded": _words(process.demanded),
        "place": [_words(each) for each in process.place],
        "when": _words(process.when, process.due_on),
        "authority": _words(process.authority),
    }


def _attorney(attorney: Attorney | None) -> Json | None:
    if attorney is None:
        return None
    return {
        "name": _words(attorney.name),
        "firm": _words(attorney.firm),
        "address": _words(attorney.address),
        "telephone": _words(attorney.telephone),
        "email": _words(attorney.email),
        "bar_number": _words(attorney.bar_number),
    }


def _words(written: Written | None, day: dt.date | None = None) -> Json | None:
    if written is None:
        return None
    span = written.span
    found: Json = {
        "text": written.text,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }
    return found | {"day": day.isoformat()} if day else found
