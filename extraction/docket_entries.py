"""Reads the number that a paper has on its docket from the stamp of the court's filing system.

"Case 3:16-cv-05561-KLS Document 1-2 Filed 06/24/16 Page 1 of 12" is entry 1-2, which other papers cite as
"Dkt. 1-2" or "ECF No. 1-2".
"""

import re
from collections import Counter

from importers.source_text import SourceText, Zone

__all__ = ["docket_entry"]

_STAMPED = re.compile(
    r"\b(?:Document|Doc|DOC|DOC\. NO|Dkt|ECF|DktEntry)\.?:? ?(?:Nos?\.? |# ?)?(?P<entry>\d{1,5}(?:-\d{1,4})?)"
    r"(?:,? +(?:[Ff]iled\b|FILED\b|Entered\b|ENTERED\b|Pa?ge?\b)|\s*$)"
)


def docket_entry(source: SourceText) -> str | None:
    """Return the docket entry that most of a paper's stamps name, "12" or "12-3", or ``None``."""
    counted: Counter[str] = Counter()
    for marked in source.zones:
        if marked.zone is Zone.PAGE_FURNITURE:
            lines = marked.span.of(source.text).splitlines()
            counted.update(m["entry"] for line in lines for m in _STAMPED.finditer(line))
    return counted.most_common(1)[0][0] if counted else None
