"""Mail through the real workers: attachments become papers of their own, unread formats are kept."""

from email.message import EmailMessage

from casefile.case import Case
from casefile.records import DocumentState
from casefile.workers import Workers
from extraction.findings import DocumentKind
from tests.casefile.helpers import original


def message(subject: str, words: str) -> EmailMessage:
    built = EmailMessage()
    built["From"] = "Ida Moss <ida@moss.example>"
    built["To"] = "Ole Brandt <ole@brandt.example>"
    built["Date"] = "Wed, 4 Mar 2026 21:30:00 -0500"
    built["Subject"] = subject
    built.set_content(words)
    return built


def test_a_message_and_what_came_with_it(tmp_path):
    inner = message("The fee", "The board wants the fee by May 2, 2026.")
    inner.add_attachment("The ferry left at nine.", filename="log.txt")
    outer = message(
        "Fwd: the log",
        "See the log of March 1, 2026.\n\nOn Sun, 1 Mar 2026 at 10:02, Ole Brandt <ole@brandt.example>"
        ' wrote:\n> The harbor master said, "No boat leaves on June 7, 2026."\n',
    )
    outer.add_attachment(inner)
    outer.add_attachment(
        b"\xffWPC\x10\x00old words", "application", "octet-stream", filename="Brief.wpd"
    )
    paper = tmp_path / "mail.eml"
    paper.write_bytes(bytes(outer))
    workers = Workers()
    try:
        with Case.create(tmp_path / "Mail", workers, local=tmp_path / "local") as case:
            told = [step.outcome for step in case.ingest([paper]) if step.outcome]
            rows = {row.name: row for row in case.documents()}
            days = {str(row.value) for row in case.view().dates}
            quotes = case.view().quotes
            found = case.search("harbor master").total
            kept = original(case, rows["Brief.wpd"].id)
    finally:
        workers.close()
    assert sorted(outcome.status for outcome in told) == ["failed", *["imported"] * 3]
    assert {name: (row.kind, row.state) for name, row in rows.items()} == {
        "mail.eml": (DocumentKind.EMAIL, DocumentState.READY),
        "The fee.eml": (DocumentKind.EMAIL, DocumentState.READY),
        "log.txt": (DocumentKind.OTHER, DocumentState.READY),
        "Brief.wpd": (DocumentKind.OTHER, DocumentState.FAILED),
    }
    assert rows["The fee.eml"].parent == rows["Brief.wpd"].parent == rows["mail.eml"].id
    assert rows["log.txt"].parent == rows["The fee.eml"].id
    assert str(rows["mail.eml"].date) == "2026-03-04"
    assert kept.startswith(b"\xffWPC")
    # What another wrote before is searchable, but no finding of this message.
    assert {"2026-05-02", "2026-03-01"} <= days
    assert "2026-06-07" not in days
    assert not quotes
    assert found
