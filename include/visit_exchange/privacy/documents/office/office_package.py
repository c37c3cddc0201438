"""A Word, PowerPoint or Excel file written anew from the parts, objects and attributes we know."""

import posixpath
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from visit_exchange.privacy.documents.cannot import BROKEN, DRAWN, UNKNOWN, CannotBeCleaned
from visit_exchange.privacy.documents.office.drawing_vocabulary import (
    CANVAS_IN_WORD,
    CHART_URI,
    DRAWING_URI,
    GROUPS_IN_WORD,
    IN_WORD,
    SHAPES_IN_WORD,
    SHARED,
)
from visit_exchange.privacy.documents.office.filtering import Filter, elements, parse, written
from visit_exchange.privacy.documents.office.links import readable_link
from visit_exchange.privacy.documents.office.names import OfficeNames
from visit_exchange.privacy.documents.office.package import read_package, write_package
from visit_exchange.privacy.documents.office.package_pictures import redrawn
from visit_exchange.privacy.documents.office.part_kinds import FOLLOWED, MAIN, REFUSED, PartKind
from visit_exchange.privacy.documents.office.relationships import (
    Relationship,
    read_relationships,
    relationships_place,
    written_relationships,
)
from visit_exchange.privacy.documents.office.sheets_vocabulary import IN_SHEETS, SHEETS, SHEETS_URI
from visit_exchange.privacy.documents.office.slides_vocabulary import SLIDES, SLIDES_URI
from visit_exchange.privacy.documents.office.vocabulary import RELATION, Vocabulary, parted
from visit_exchange.privacy.documents.office.word_fields import settle_fields
from visit_exchange.privacy.documents.office.word_vocabulary import OLD_OBJECTS, VML, WORD, WORD_URI

VOCABULARIES: Mapping[str, tuple[Vocabulary, ...]] = {
    "docx": (
        WORD, VML, OLD_OBJECTS, IN_WORD, SHAPES_IN_WORD, GROUPS_IN_WORD, CANVAS_IN_WORD, *SHARED,
    ),
    "pptx": (SLIDES, *SHARED),
    "xlsx": (SHEETS, IN_SHEETS, *SHARED),
}  # fmt: skip
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
# What shows nothing by itself: the part that it leads to does.
_LEADING = ((SLIDES_URI, "sldId"), (SHEETS_URI, "sheet"), (SHEETS_URI, "drawing"))
_LINKS = ((WORD_URI, "hyperlink"), (DRAWING_URI, "hlinkClick"))


def rebuilt_office(kind: str, content: bytes) -> bytes:
    """Return a docx, pptx or xlsx with nothing in it but what was read; CannotBeCleaned.

    The same document gives the same bytes, and a document that was rebuilt stays as it is read.
    """
    return _Package(kind, read_package(content)).rebuilt()


class _Package:
    """The package that is read, and the one that is written."""

    def __init__(self, kind: str, parts: Mapping[str, bytes]) -> None:
        self.kind = kind
        self.parts = parts
        self.places = {name.lower(): name for name in parts}
        self.names = OfficeNames()
        self._written: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._moved: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def rebuilt(self) -> bytes:
        roots = read_relationships(self.parts, "").values()
        main = next((each for each in roots if each.kind == "officeDocument"), None)
        place = self.places.get(main.target.lower()) if main else None
        if main is None or place is None:
            raise CannotBeCleaned(BROKEN)
        moved = self._take(place, MAIN[self.kind])
        root = Relationship("rId1", "officeDocument", "", is_outside=False)
        head = {
            "[Content_Types].xml": self._content_types(),
            relationships_place(""): written_relationships([(root, moved)]),
        }
        return write_package(head | dict(sorted(self._written.items())))

    def follow(self, relationship: Relationship) -> str | None:
        """Return where the part that a relationship leads to lies now; None if it stays behind."""
        if relationship.kind in REFUSED:
            raise CannotBeCleaned(REFUSED[relationship.kind])
        place = self.places.get(relationship.target.lower())
        if relationship.is_outside or place is None:
            return None
        if place in self._moved:
            return self._moved[place]
        if relationship.kind == "image":
            return self._take_picture(place)
        kind = FOLLOWED[self.kind].get(relationship.kind)
        return self._take(place, kind) if kind else None

    def _take(self, place: str, kind: PartKind) -> str:
        moved = self._moved[place] = self._numbered(kind.place)
        self._types[moved] = kind.content_type
        part = _Part(self, place, moved)
        self._written[moved] = part.rebuilt(kind)
        if relationships := part.written_relationships():
            self._written[relationships_place(moved)] = relationships
        return moved

    def _take_picture(self, place: str) -> str:
        ending, content = redrawn(self.parts[place])
        moved = self._moved[place] = self._numbered(f"{{folder}}/media/image{{n}}.{ending}")
        self._written[moved] = content
        return moved

    def _numbered(self, place: str) -> str:
        number = self._numbers[place] = self._numbers.get(place, 0) + 1
        return place.format(folder=posixpath.dirname(MAIN[self.kind].place), n=number)

    def _content_types(self) -> bytes:
        defaults = {"rels": _RELS, "png": "image/png", "jpeg": "image/jpeg"}
        lines = [
            f"<Default Extension={quoteattr(e)} ContentType={quoteattr(t)}/>"
            for e, t in defaults.items()
        ]
        lines += [
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(t)}/>"
            for name, t in sorted(self._types.items())
        ]
        return f'<Types xmlns="{_TYPES}">{"".join(lines)}</Types>'.encode()


class _Part:
    """One part while it is written anew."""

    def __init__(self, package: _Package, place: str, moved: str) -> None:
        self._package = package
        self._place = place
        self._moved = moved
        self._read = read_relationships(package.parts, place)
        self._written: list[tuple[Relationship, str]] = []
        self._ids: dict[str, str | None] = {}

    def rebuilt(self, kind: PartKind) -> bytes:
        root = parse(self._package.parts[self._place])
        for each in self._read.values():
            if each.kind in kind.brings or each.kind in REFUSED:
                self.relation(each.id)
        self._settle_links(root)
        if self._package.kind == "docx":
            settle_fields(root)
        writers: dict[str, Callable[[str], str | None]] = {RELATION: self.relation}
        writers |= self._package.names.writers()
        made = Filter(VOCABULARIES[self._package.kind], writers).rebuilt(root)
        _check_whole(made)
        return written(made)

    def relation(self, id_: str) -> str | None:
        """Return the id that a relationship has in the part written; None if it stays behind."""
        if id_ not in self._ids:
            found = self._read.get(id_)
            self._ids[id_] = self._add(found) if found else None
        return self._ids[id_]

    def written_relationships(self) -> bytes | None:
        return written_relationships(self._written) if self._written else None

    def _add(self, found: Relationship) -> str | None:
        if found.kind == "hyperlink" and found.is_outside:
            target = readable_link(found.target)
        else:
            place = self._package.follow(found)
            target = place and posixpath.relpath(place, posixpath.dirname(self._moved))
        if target is None:
            return None
        id_ = f"rId{len(self._written) + 1}"
        self._written.append((Relationship(id_, found.kind, "", found.is_outside), target))
        return id_

    def _settle_links(self, root: Any) -> None:
        """Leave the words of a link that leads nowhere, and not the link."""
        for uri, local in _LINKS:
            for link in list(elements(root, uri, local)):
                ids = [v for k, v in link.attrib.items() if k.endswith("relationships}id")]
                if not ids or self.relation(ids[0]) is None:
                    link.tag = f"{{{uri}}}{'sdtContent' if uri == WORD_URI else 'extLst'}"


def _check_whole(made: Any) -> None:
    """Stop a document of which something that shows would be lost: a slide, a sheet, a drawing."""
    graphics = list(elements(made, DRAWING_URI, "graphicData"))
    if any(len(each) == 0 for each in graphics):
        raise CannotBeCleaned(DRAWN)
    charts = [each for one in graphics for each in one if parted(each.tag) == (CHART_URI, "chart")]
    shown = [each for uri, local in _LEADING for each in elements(made, uri, local)]
    if any(each.get(f"{{{RELATION}}}id") is None for each in (*charts, *shown)):
        raise CannotBeCleaned(UNKNOWN)
