r"""All text of a Rich Text file in reading order, with its notes, comments, boxes and headers.

A file is groups inside groups; a group that begins with a destination ("\footnote") sends its text
somewhere else. What a program does not know and is marked by "\*" must be passed over. Rules: Rich
Text Format specification 1.9.1. The list of destinations is striprtf's, whose own reader drops notes,
boxes and headers.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from importers import limits
from importers.document import TooLargeFile
from importers.paper_layer import is_block_quote
from importers.rtf_tokens import Characters, Sign, Token, tokens
from importers.source_text import Zone
from importers.word_numbering import roman
from importers.word_walk import Kind, Piece

__all__ = ["RtfText", "Written", "read_rtf"]

_ENDINGS: Final = frozenset(("par", "sect", "page"))
_CHARACTERS: Final = {
    "line": "\n",
    "column": "\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
_SYMBOLS: Final = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "{": "{", "}": "}", "\\": "\\"}

# Destinations whose text goes somewhere of its own.
_HEADERS: Final = re.compile(r"(header|footer)[lrf]?")
_INFORMATION: Final = frozenset(("title", "author"))
# Destinations that hold text of the place where they stand, though programs may pass over them.
_SHOWN: Final = frozenset(("shptxt", "dptxbxtext", "result", "ud"))
_DAYS: Final = {"creatim": "created", "revtim": "modified"}
# What stands for another group in programs that cannot show that one: the same words twice.
_FALLBACKS: Final = frozenset(("shprslt", "nonshppict"))
_ENDNOTE_AHEAD: Final = re.compile(
    r"[^\\]{0,40}(?:\\[a-z]+-?\d* ?|[{}\s]|\\\*){0,12}\\ftnalt", re.S
)
_HEADING: Final = re.compile(r"(?:heading|title|subtitle|berschrift|titre)", re.I)
_QUOTE_STYLE: Final = re.compile(r"quot|^block text$|zitat|citation", re.I)


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph as it was found; ``end`` is the sign behind it, a tab between cells of a row."""

    pieces: tuple[Piece, ...]
    zone: Zone | None = None
    end: str = "\n"


@dataclass
class _Target:
    """Where text goes at the moment: the body, a note, a comment, a box, a header."""

    kind: str
    name: str = ""
    pieces: list[Piece] = field(default_factory=list)
    done: list[Written] = field(default_factory=list)
    cell: list[Written] = field(default_factory=list)
    row: list[list[Written]] = field(default_factory=list)
    boxes: list[Written] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group and ends with it."""

    skipped: bool = False
    is_fallback: bool = False
    target: _Target | None = None
    font: int | None = None
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    style: int = 0
    left: int = 0
    right: int = 0
    outline: bool = False
    in_table: bool = False
    sink: str = ""


@dataclass
class RtfText:
    """What a file holds: paragraphs of its body, and what stands apart from them."""

    body: list[Written] = field(default_factory=list)
    notes: list[Written] = field(default_factory=list)
    comments: list[tuple[Written, str]] = field(default_factory=list)
    furniture: list[tuple[Written, str]] = field(default_factory=list)
    information: dict[str, str] = field(default_factory=dict)
    objects: int = 0
    is_closed: bool = False


def read_rtf(content: bytes) -> RtfText:
    """Return all text of a file.

    Raises:
        TooLargeFile: if its groups are nested deeper than any program writes them.
    """
    return _Walk(content.decode("latin-1")).run()


class _Walk:
    def __init__(self, content: str) -> None:
        from striprtf.striprtf import destinations

        self.content = content
        self.destinations: frozenset[str] = destinations
        self.text = RtfText()
        self.main = _Target("body")
        self.state = _State(target=self.main)
        self.stack: list[_State] = []
        self.characters = Characters()
        self.octets: list[str] = []
        self.to_skip = 0
        self.starred = self.opened = False
        self.styles: dict[int, str] = {}
        self.style_number = 0
        self.captured: list[str] = []
        self.comment_author = ""
        self.counts = {Kind.FOOTNOTE: 0, Kind.ENDNOTE: 0}
        self.automatic: Kind | None = None
        self.day: dict[str, int] = {}
        self.seen: set[tuple[tuple[Piece, ...], str]] = set()

    def run(self) -> RtfText:
        """Go through the file once."""
        for token in tokens(self.content):
            if token.sign is Sign.OCTETS:
                self._octets(token.text)
                continue
            self._flush()
            if token.sign is Sign.OPEN:
                self._open()
            elif token.sign is Sign.CLOSE:
                if self._close():
                    self.text.is_closed = True
                    break
            elif token.sign is Sign.SYMBOL:
                self._symbol(token.text)
            else:
                self._word(token)
        self._flush()
        while self.stack:
            self._close()
        self._end_paragraph(self.main)
        self._end_row(self.main)
        self.text.body = self.main.done
        return self.text

    def _open(self) -> None:
        if len(self.stack) >= limits.MAX_NESTED_GROUPS:
            raise TooLargeFile(
                "This Rich Text file is nested too deeply to be a paper. Open it in Word, save it as "
                ".docx and import that."
            )
        self.stack.append(self.state)
        self.to_skip = 0
        self.starred, self.opened = False, True

    def _close(self) -> bool:
        """End a group; returns whether it was the file's outermost."""
        self.to_skip = 0
        self.starred = self.opened = False
        if not self.stack:
            return True
        ended, self.state = self.state, self.stack.pop()
        if ended.sink != self.state.sink:
            self._end_sink(ended.sink)
        if ended.target is not self.state.target and ended.target is not None:
            self._end_target(ended.target)
        return not self.stack

    # -- characters ----------------------------------------------------------------------------

    def _octets(self, octets: str) -> None:
        if self.to_skip:
            skipped = min(self.to_skip, len(octets))
            self.to_skip -= skipped
            octets = octets[skipped:]
        self.opened = False
        self.octets.append(octets)

    def _flush(self) -> None:
        if self.octets:
            octets, self.octets = "".join(self.octets), []
            if not self.state.skipped or self.state.sink:
                self._write(self.characters.text(octets, self.state.font))

    def _write(self, text: str) -> None:
        if self.state.sink:
            self.captured.append(text)
            if self.state.sink == "stylesheet" and ";" in text:
                self._keep_style()
        elif not self.state.skipped and self.state.target is not None:
            self.state.target.pieces.append(Piece(text, self._kind()))

    def _kind(self) -> Kind:
        if self.state.deleted:
            return Kind.DELETED
        if self.state.inserted:
            return Kind.INSERTED
        return Kind.HIDDEN if self.state.hidden else Kind.TEXT

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.starred = True
        elif self.to_skip:
            self.to_skip -= 1
        elif symbol in _SYMBOLS:
            self._write(_SYMBOLS[symbol])

    # -- control words -------------------------------------------------------------------------

    def _word(self, token: Token) -> None:
        word, number = token.text, token.number
        opened, starred = self.opened, self.starred
        self.opened = self.starred = False
        if (opened or starred) and self._destination(word, starred, token.end):
            return
        if self.state.sink:
            self._word_in_sink(word, number)
        elif word == "u":
            self._unicode(number)
        elif word in _CHARACTERS:
            self._write(_CHARACTERS[word])
        elif word in _CHANGES:
            self.state = _CHANGES[word](self.state, number)
        elif not self.state.skipped and self.state.target is not None:
            self._structure(word, token.end, self.state.target)
        self.characters.page(word, number)

    def _unicode(self, number: int | None) -> None:
        if number is not None:
            self._write(chr(number & 0xFFFF))
        self.to_skip = self.state.fallback

    def _structure(self, word: str, at: int, target: _Target) -> None:
        if word in _ENDINGS:
            self._end_paragraph(target)
        elif word in ("cell", "nestcell"):
            self._end_cell(target, nested=word == "nestcell")
        elif word == "row":
            self._end_row(target)
        elif word == "chftn":
            self._note_mark(target, at)

    def _destination(self, word: str, starred: bool, at: int) -> bool:
        """Begin a destination, if the word names one."""
        header = _HEADERS.fullmatch(word)
        if word in _FALLBACKS or self.state.is_fallback:
            self.state = replace(self.state, skipped=True, is_fallback=True)
        elif word in _SHOWN:
            self._begin_shown(word)
        elif self.state.skipped:
            return word in self.destinations
        elif word == "footnote":
            self._begin_note(at)
        elif word == "annotation":
            self._begin(_Target("comment", self.comment_author))
        elif header:
            self._begin(_Target("furniture", header[1]))
        elif word in _INFORMATION or word in ("atnauthor", "stylesheet", "fonttbl", *_DAYS):
            self.state = replace(self.state, skipped=True, sink=word)
            self.captured, self.day = [], {}
        elif word == "info":
            pass  # its own groups say what of it is read
        elif word == "object":
            self.text.objects += 1
        elif word in ("pntext", "fldrslt", "listtext", "field", "shp"):
            pass
        elif word == "shpinst" or (starred and word not in _CHANGES) or word in self.destinations:
            self.state = replace(self.state, skipped=True)
        else:
            return False
        return True

    def _word_in_sink(self, word: str, number: int | None) -> None:
        sink = self.state.sink
        if sink == "fonttbl":
            self.characters.define(word, number)
        elif sink == "stylesheet" and word == "s" and number is not None:
            self.style_number = number
        elif sink in _DAYS and number is not None:
            self.day[word] = number
        elif word == "u":
            self._unicode(number)
        elif word in _CHARACTERS:
            self._write(_CHARACTERS[word])

    def _end_sink(self, sink: str) -> None:
        captured, self.captured = " ".join("".join(self.captured).split()), []
        if sink in _INFORMATION:
            if captured:
                self.text.information[sink] = captured
        elif sink == "atnauthor":
            self.comment_author = captured
        elif sink in _DAYS and {"yr", "mo", "dy"} <= self.day.keys():
            day = f"{self.day['yr']:04}-{self.day['mo']:02}-{self.day['dy']:02}"
            self.text.information[_DAYS[sink]] = day

    def _keep_style(self) -> None:
        name, _, rest = "".join(self.captured).partition(";")
        self.captured = [rest]
        self.styles[self.style_number] = name.strip()
        self.style_number = 0

    # -- where text goes -----------------------------------------------------------------------

    def _begin(self, target: _Target) -> None:
        self.state = replace(
            self.state, skipped=False, target=target, in_table=False, deleted=False, inserted=False
        )

    def _begin_shown(self, word: str) -> None:
        """Begin a group that is read though the one around it is passed over."""
        around = next((state for state in reversed(self.stack) if not state.skipped), self.state)
        self.state = replace(around, skipped=False, sink="")
        if word in ("shptxt", "dptxbxtext"):
            self._begin(_Target("box"))

    def _begin_note(self, at: int) -> None:
        kind, self.automatic = self.automatic, None
        target = _Target("note")
        if kind is not None:
            target.name = f"[{self._number(kind)}]"
        self._begin(target)

    def _note_mark(self, target: _Target, at: int) -> None:
        if target.kind == "note":
            return  # its own number, which stands before it already
        kind = Kind.ENDNOTE if _ENDNOTE_AHEAD.match(self.content, at) else Kind.FOOTNOTE
        self.counts[kind] += 1
        self.automatic = kind
        target.pieces.append(Piece(f"[{self._number(kind)}]", kind))

    def _number(self, kind: Kind) -> str:
        count = self.counts[kind]
        return str(count) if kind is Kind.FOOTNOTE else roman(count).lower()

    def _end_target(self, target: _Target) -> None:
        self._end_paragraph(target)
        self._end_row(target)
        rows = target.done
        if target.kind == "note":
            if target.name and rows:
                first = Piece(f"{target.name} ", Kind.TEXT)
                rows[0] = replace(rows[0], pieces=(first, *rows[0].pieces))
            self.text.notes += [replace(row, zone=Zone.FOOTNOTE) for row in rows]
        elif target.kind == "comment":
            self.text.comments += [(row, target.name) for row in rows]
        elif target.kind == "furniture":
            new = [row for row in rows if (row.pieces, target.name) not in self.seen]
            self.seen.update((row.pieces, target.name) for row in new)
            self.text.furniture += [(row, target.name) for row in new]
        elif self.state.target is not None:
            self.state.target.boxes += rows

    def _end_paragraph(self, target: _Target) -> None:
        written = self._written(target)
        if written:
            (target.cell if self.state.in_table else target.done).append(written)
        if not self.state.in_table:
            self._end_row(target, before=written)
            target.done += target.boxes
            target.boxes = []

    def _written(self, target: _Target) -> Written | None:
        pieces, target.pieces = tuple(target.pieces), []
        if not any(piece.text.strip() for piece in pieces):
            return None
        return Written(pieces, self._zone(sum(len(piece.text.split()) for piece in pieces)))

    def _zone(self, words: int) -> Zone | None:
        name = self.styles.get(self.state.style, "") if self.state.style else ""
        if self.state.outline or _HEADING.match(name):
            return Zone.HEADING
        if _QUOTE_STYLE.search(name) or is_block_quote(self.state.left, self.state.right, words):
            return Zone.BLOCK_QUOTE
        return None

    def _end_cell(self, target: _Target, *, nested: bool) -> None:
        written = self._written(target)
        if written:
            target.cell.append(written)
        if not nested:
            target.row.append(target.cell)
            target.cell = []

    def _end_row(self, target: _Target, before: Written | None = None) -> None:
        """Write a table's row: cells of one line each stand on one line, others whole."""
        row, target.row = [*target.row, target.cell], []
        target.cell = []
        if not any(row):
            return
        last = [target.done.pop()] if before and target.done else []
        if all(len(cell) <= 1 for cell in row):
            flat = [cell[0] for cell in row if cell]
            target.done += [replace(written, end="\t") for written in flat[:-1]]
            target.done.append(flat[-1])
        else:
            target.done += [written for cell in row for written in cell]
        target.done += [*target.boxes, *last]
        target.boxes = []


def _plain(state: _State, number: int | None) -> _State:
    return replace(state, font=None, hidden=False)


def _new_paragraph(state: _State, number: int | None) -> _State:
    return replace(state, style=0, left=0, right=0, outline=False, in_table=False)


def _outline(state: _State, number: int | None) -> _State:
    return replace(state, outline=number is not None and 0 <= number <= 8)


# A word that changes what holds from here to the end of the group.
_CHANGES: Final[dict[str, Callable[[_State, int | None], _State]]] = {
    "f": lambda state, number: replace(state, font=number),
    "uc": lambda state, number: replace(state, fallback=max(number or 0, 0)),
    "v": lambda state, number: replace(state, hidden=number != 0),
    "deleted": lambda state, number: replace(state, deleted=number != 0),
    "revised": lambda state, number: replace(state, inserted=number != 0),
    "s": lambda state, number: replace(state, style=number or 0),
    "li": lambda state, number: replace(state, left=number or 0),
    "ri": lambda state, number: replace(state, right=number or 0),
    "intbl": lambda state, number: replace(state, in_table=True),
    "outlinelevel": _outline,
    "plain": _plain,
    "pard": _new_paragraph,
}
