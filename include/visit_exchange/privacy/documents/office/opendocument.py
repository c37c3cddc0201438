"""An OpenDocument text, spreadsheet or presentation written anew from what is known of it."""

import posixpath
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from visit_exchange.privacy.documents.cannot import (
    ANOTHER_FILE,
    BROKEN,
    UNKNOWN,
    CannotBeCleaned,
)
from visit_exchange.privacy.documents.office.filtering import Filter, elements, parse, written
from visit_exchange.privacy.documents.office.links import readable_link
from visit_exchange.privacy.documents.office.opendocument_names import OpenDocumentNames
from visit_exchange.privacy.documents.office.opendocument_vocabulary import (
    DRAW_URI,
    OFFICE_URI,
    OPEN_DOCUMENT,
    TABLE_URI,
    TEXT_URI,
    XLINK_URI,
)
from visit_exchange.privacy.documents.office.package import read_package, write_package
from visit_exchange.privacy.documents.office.package_pictures import redrawn

TYPES: Mapping[str, str] = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
_CHART = "application/vnd.oasis.opendocument.chart"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_HREF = f"{{{XLINK_URI}}}href"
_STRING = f"{{{OFFICE_URI}}}string-value"
_GONE = f"{{{OFFICE_URI}}}annotation"
_READ = ("content.xml", "styles.xml")


def rebuilt_opendocument(kind: str, content: bytes) -> bytes:
    """Return an odt, ods or odp with nothing in it but what was read; CannotBeCleaned.

    The same document gives the same bytes.
    """
    package = _Package(read_package(content))
    package.take("", "content.xml")
    package.take("", "styles.xml")
    return package.written(TYPES[kind])


class _Package:
    """The package that is read, and the one that is written."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._names = OpenDocumentNames()
        self._written: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._moved: dict[str, str] = {}

    def take(self, folder: str, name: str, moved: str = "") -> None:
        """Write a part anew: ``folder`` is the object's that it belongs to, empty for the document.

        ``moved`` is what the object's folder is called now.
        """
        content = self._parts.get(f"{folder}{name}")
        if content is None:
            if name == "content.xml":
                raise CannotBeCleaned(BROKEN)
            return
        root = parse(content)
        self._settle_links(root, folder)
        _settle_strings(root)
        made = Filter(OPEN_DOCUMENT, self._names_written()).rebuilt(root)
        self._written[f"{moved}{name}"] = written(made)

    def written(self, media_type: str) -> bytes:
        """Return the package: its type first and unpacked, as its readers expect."""
        lines = [("/", media_type), *self._types.items()]
        lines += [(name, "text/xml") for name in self._written if name.endswith(".xml")]
        entries = "".join(
            f"<manifest:file-entry manifest:full-path={quoteattr(path)} "
            f"manifest:media-type={quoteattr(kind)}/>"
            for path, kind in lines
        )
        manifest = (
            f'<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.3">'
            f"{entries}</manifest:manifest>"
        )
        parts = {"mimetype": media_type.encode(), **dict(sorted(self._written.items()))}
        parts["META-INF/manifest.xml"] = manifest.encode()
        return write_package(parts, stored=frozenset({"mimetype"}))

    def _names_written(self) -> dict[str, Callable[[str], str | None]]:
        return {**self._names.writers(), XLINK_URI: lambda value: value}

    def _settle_links(self, root: Any, folder: str) -> None:
        """Point what leads to pictures and charts to where they lie now; leave out the rest."""
        for element in list(root.iter()):
            for key in [key for key in element.attrib if key.startswith(f"{{{XLINK_URI}}}")]:
                if key != _HREF:
                    del element.attrib[key]
            if (target := element.attrib.pop(_HREF, None)) is not None:
                self._settle(element, target, folder)

    def _settle(self, element: Any, target: str, folder: str) -> None:
        if element.tag in (f"{{{TEXT_URI}}}a", f"{{{DRAW_URI}}}a"):
            self._set(element, readable_link(target))
            return
        place = posixpath.normpath(posixpath.join(folder, unquote(target)))
        if element.tag == f"{{{DRAW_URI}}}object":
            self._set(element, self._chart(place))
        elif "ObjectReplacements" in place:
            element.tag = _GONE  # how an object looked; it is drawn from its own data
        elif place in self._parts:
            self._set(element, self._picture(place))
        elif element.tag == f"{{{DRAW_URI}}}image":
            element.tag = _GONE  # somewhere else, not in the document

    def _set(self, element: Any, target: str | None) -> None:
        if target is None:
            # The words of a link stay; a text field that shows what is in it is known to do so.
            element.tag = f"{{{TEXT_URI}}}meta"
            return
        element.set(_HREF, target)
        element.set(f"{{{XLINK_URI}}}type", "simple")

    def _picture(self, place: str) -> str:
        if place not in self._moved:
            ending, content = redrawn(self._parts[place])
            moved = self._moved[place] = f"Pictures/image{len(self._moved) + 1}.{ending}"
            self._written[moved] = content
            self._types[moved] = f"image/{ending}"
        return self._moved[place]

    def _chart(self, place: str) -> str:
        content = self._parts.get(f"{place}/content.xml")
        if content is None or next(elements(parse(content), OFFICE_URI, "chart"), None) is None:
            raise CannotBeCleaned(ANOTHER_FILE)
        if place not in self._moved:
            moved = self._moved[place] = f"Object {len(self._moved) + 1}"
            self._types[f"{moved}/"] = _CHART
            for name in _READ:
                self.take(f"{place}/", name, f"{moved}/")
        return f"./{self._moved[place]}"


def _settle_strings(root: Any) -> None:
    """Refuse a cell that has its words in an attribute alone: it shows them, and we drop them."""
    for local in ("table-cell", "covered-table-cell"):
        for cell in elements(root, TABLE_URI, local):
            if cell.get(_STRING, "").strip() and not len(cell):
                raise CannotBeCleaned(UNKNOWN)
