"""A Word file's package: python-docx opens it; its parts, its own properties, and what is embedded in it."""

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import Final

from importers import zip_damage
from importers.document import Attachment, DamagedFile, MetadataValue, Notice, UnsupportedFormat
from importers.elements import Element, Package

__all__ = ["embedded", "notices", "open_package", "properties", "related"]

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"

_DAMAGED: Final = (
    "This Word file is damaged. Open it in Word, which may mend it, save it again and import that."
)


def open_package(content: bytes) -> Package:
    """Open a .docx file and return its main part.

    Raises:
        DamagedFile: if the package or its main part cannot be parsed.
        UnsupportedFormat: if it carries macros and was not saved as a plain document.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(content))
        if document.element.body is None:
            raise DamagedFile(_DAMAGED)
        _look_for_definitions(document.element)
    except (
        OpcError,
        KeyError,
        AttributeError,
        TypeError,  # python-docx, of a relationship without its target
        etree.XMLSyntaxError,
        *zip_damage.DAMAGE,
    ) as error:
        if isinstance(error, ValueError) and re.search("macroEnabled|template", str(error)):
            raise UnsupportedFormat(
                "This is a Word template or a Word file with macros. Save it as .docx and import that."
            ) from error
        raise DamagedFile(_DAMAGED) from error
    return document.part


def related(part: Package, kind: str) -> Iterator[Element]:
    """Yield the root elements of the parts that the main part refers to as ``kind``."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.rsplit("/", 1)[-1] == kind:
            yield _root(relation.target_part)


def _root(part: Package) -> Element:
    from lxml import etree

    element = getattr(part, "element", None)
    if element is not None:
        _look_for_definitions(element)
        return element
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        element = etree.fromstring(part.blob, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile(_DAMAGED) from error
    _look_for_definitions(element)
    return element


def _look_for_definitions(root: Element) -> None:
    """Refuse a part with definitions of its own (ECMA-376-2, 8.1.4): text could be left out unseen."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedFile(_DAMAGED)


def properties(part: Package) -> Iterator[MetadataValue]:
    """Yield the file's own properties; python-docx would make some up where the part is missing."""
    core = next(
        (
            _root(relation.target_part)
            for relation in part.package.rels.values()
            if not relation.is_external and relation.reltype.endswith("/core-properties")
        ),
        None,
    )
    if core is None:
        return
    for name, called in ((_DC + "title", "title"), (_DC + "creator", "author")):
        written = " ".join((core.findtext(name) or "").split())
        if written:
            yield MetadataValue(called, written, "Word properties")
    for name in ("created", "modified"):
        written = (core.findtext(_TERMS + name) or "")[:10]
        try:
            yield MetadataValue(name, date.fromisoformat(written).isoformat(), "Word properties")
        except ValueError:
            continue  # an unreadable property is as good as none


def notices(part: Package) -> Iterator[Notice]:
    """Yield what the attorney should know about the package as a whole."""
    names = [str(other.partname) for other in part.package.iter_parts()]
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield Notice("macros", "This Word file contains macros; Pincite never runs them.")


def embedded(part: Package) -> Iterator[Attachment]:
    """Yield the files that are embedded in a Word file."""
    for other in part.package.iter_parts():
        name = PurePath(str(other.partname))
        if "embeddings" in name.parts:
            yield Attachment(name.name, other.blob)
