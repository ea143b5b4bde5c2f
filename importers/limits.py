"""Every cap on what a file may cost, with the measurement behind it.

The attacks and times are those of a study over 1,400 real and hostile files on two slow cores; the
caps lie well above every real paper in it and well below what stopped the machine.
"""

from typing import Final

__all__ = [
    "MAX_ARCHIVE_BYTES",
    "MAX_ATTACHMENTS",
    "MAX_FILE_BYTES",
    "MAX_FORM_FIELDS",
    "MAX_FURNITURE_HTML_BYTES",
    "MAX_MAILBOX_BYTES",
    "MAX_MESSAGES",
    "MAX_NESTED_ARCHIVES",
    "MAX_NESTED_ARCHIVE_BYTES",
    "MAX_NESTED_GROUPS",
    "MAX_NESTED_MESSAGES",
    "MAX_NESTED_TABLES",
    "MAX_PAGES",
    "MAX_PICTURE_PIXELS",
    "MAX_TABLE_CELLS",
    "MAX_TEXT_LENGTH",
    "MAX_UNPACKED_BYTES",
    "MAX_UNPACK_RATIO",
    "MAX_XML_PART_BYTES",
    "MAX_ZIP_MEMBERS",
    "MEMORY_PER_FILE",
    "RATIO_FROM",
    "SECONDS_PER_FILE",
    "SECONDS_PER_PAGE",
]

MEBIBYTE: Final = 1024 * 1024

MAX_FILE_BYTES: Final = 512 * MEBIBYTE
"""Bytes of one file. Federal e-filing caps a paper at 35 to 200 MB; the reader holds the file once
in memory, so that this leaves two thirds of its memory for the work."""

MAX_PAGES: Final = 20_000
"""Pages of one PDF. The longest real paper measured had 500; a 1 KB file claimed 100,000,000."""

MAX_PICTURE_PIXELS: Final = 90_000_000
"""Pixels of one page of a picture. A ledger page at 600 dots per inch has 67 million; at this limit
drawing takes 0.8 GB. A bomb of 1 KB can claim 4,000 million."""

MAX_TEXT_LENGTH: Final = 50_000_000
"""Code points of one text layer: 20,000 full pages at 2,500 characters."""

MAX_FORM_FIELDS: Final = 20_000
"""Filled fields of one form. A civil cover sheet has about 100."""

MAX_ZIP_MEMBERS: Final = 10_000
"""Members of one zipped file. A long brief in Word has 30, one with many pictures some hundreds."""

MAX_XML_PART_BYTES: Final = 64 * MEBIBYTE
"""Unpacked bytes of one XML part of a Word file. A 500-page brief has 5 MB; parsing takes about ten
times the size in memory (310 MB took 3.1 GB and 34 s)."""

MAX_UNPACKED_BYTES: Final = 256 * MEBIBYTE
"""Unpacked bytes of all members of one zipped file together, pictures included."""

MAX_UNPACK_RATIO: Final = 200
"""Unpacked over packed bytes, asked only above 16 MB unpacked. Real Word files stay below 30; a bomb
had 280."""

RATIO_FROM: Final = 16 * MEBIBYTE
"""Unpacked bytes above which the ratio is asked: a scanned blank page packs to a thousandth."""

MAX_ARCHIVE_BYTES: Final = 4096 * MEBIBYTE
"""Unpacked bytes of all papers of one archive together: some 200,000 pages as PDF. Nothing of it is
held in memory; it is the disk that a bomb would fill."""

MAX_NESTED_ARCHIVES: Final = 3
"""Archives inside archives, the outermost counted. Discovery comes as volumes inside one file."""

MAX_NESTED_ARCHIVE_BYTES: Final = 256 * MEBIBYTE
"""Bytes of all archives inside one archive, which are held in memory while it is open."""

MAX_FURNITURE_HTML_BYTES: Final = 4 * MEBIBYTE
"""Bytes of a web page up to which site furniture is looked for. It takes 84 ms for a usual page, but
35 s for one of 12 MB; the text itself is read at any size."""

MAX_NESTED_TABLES: Final = 60
"""Tables inside tables of a Word file; real forms nest three deep."""

MAX_ATTACHMENTS: Final = 1_000
"""Attachments of one message; mail servers' limits on size allow real ones some dozens."""

MAX_NESTED_MESSAGES: Final = 20
"""Messages attached to messages. Each is copied out whole, so that depth multiplies bytes."""

MAX_MESSAGES: Final = 5_000
"""Messages of one mailbox; each becomes a document, which takes about a third of a second."""

MAX_MAILBOX_BYTES: Final = 256 * MEBIBYTE
"""Bytes of one mailbox. It is held, cut up and handed on at once: three times its size."""

MAX_NESTED_GROUPS: Final = 1_000
"""Groups inside groups of a Rich Text file; Word writes some twenty."""

MAX_TABLE_CELLS: Final = 5_000_000
"""Cells of all sheets of a workbook, or values of a table, empty ones counted: 100,000 rows of 50. A file of
1 KB can claim 17,000 million."""

SECONDS_PER_FILE: Final = 60.0
"""Seconds that a worker may take for one file. The slowest real file took 3.6 s."""

SECONDS_PER_PAGE: Final = 0.5
"""Seconds added for each page of a PDF."""

MEMORY_PER_FILE: Final = 1536 * MEBIBYTE
"""Bytes of memory for a reader process. The worst harmless stress file took 494 MB."""
