"""Writes an XML part anew from the elements and attributes that a vocabulary knows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from lxml import etree

from visit_exchange.privacy.documents.cannot import BROKEN, TOO_LARGE, UNKNOWN, CannotBeCleaned
from visit_exchange.privacy.documents.office.vocabulary import XML, Vocabulary, parted

# A thousand pages of Word have some 300,000; every one takes memory when it is read.
MOST_TAGS = 3_000_000
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

# Returns the value that an attribute gets for the one it had, None to leave it out.
Writer = Callable[[str], str | None]


def parse(xml: bytes) -> Any:
    """Return the root of an XML part; CannotBeCleaned for what is none or has a document type."""
    # Counted before it is parsed: tags cost 30 times their length in memory. UTF-16 counts alike.
    if xml.count(b"<") > MOST_TAGS:
        raise CannotBeCleaned(TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CannotBeCleaned(BROKEN) from error
    if root.getroottree().docinfo.doctype:
        raise CannotBeCleaned(BROKEN)
    return root


def written(root: Any) -> bytes:
    """Return the XML part that a tree is."""
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


class Filter:
    """Rebuilds trees from ``vocabularies``.

    ``writers`` write attributes anew: of one element (``prefix:element@name``), of any
    (``prefix:name``), or all of a namespace (its address).
    """

    def __init__(self, vocabularies: Sequence[Vocabulary], writers: Mapping[str, Writer]) -> None:
        self._known: Mapping[str, Vocabulary] = {v.uri: v for v in vocabularies}
        self._prefixes = {None if v.is_bare else v.prefix: v.uri for v in vocabularies}
        self._prefixes["mc"] = COMPATIBILITY
        self._writers = writers
        # Elements of a name have the same attributes over and over.
        self._way_of = cache(self._way)

    def rebuilt(self, root: Any) -> Any:
        """Return the tree of ``root`` made anew; CannotBeCleaned for the unknown."""
        vocabulary, local = self._of(root)
        if vocabulary is None or local not in vocabulary.kept:
            raise CannotBeCleaned(UNKNOWN)
        made = etree.Element(f"{{{vocabulary.uri}}}{local}", nsmap=self._prefixes)
        self._fill(made, root, vocabulary, local)
        etree.cleanup_namespaces(made)
        return made

    def _of(self, element: Any) -> tuple[Vocabulary | None, str]:
        uri, local = parted(element.tag)
        return self._known.get(uri), local

    def _fill(self, made: Any, source: Any, vocabulary: Vocabulary, local: str) -> None:
        for key, value in source.attrib.items():
            name, write = self._way_of(vocabulary.uri, local, key)
            written = write(value)
            if written is not None:
                made.set(name, written)
        worded = local in vocabulary.worded
        if worded and source.text:
            made.text = source.text
        for child in source:
            self._add(made, child)
            if worded and child.tail:
                _append(made, child.tail)

    def _way(self, element: str, local: str, key: str) -> tuple[str, Writer]:
        """Return the name of an attribute of an element, and what writes it anew."""
        uri, name = parted(key)
        return f"{{{uri}}}{name}" if uri else name, self._writer(element, local, uri, name)

    def _writer(self, element: str, local: str, uri: str, name: str) -> Writer:
        if uri == XML:
            return lambda value: value if (name, value) == ("space", "preserve") else None
        vocabulary = self._known[element]
        owner = self._known.get(uri) if uri else vocabulary
        if owner is None:
            return lambda _value: None
        one = f"{vocabulary.prefix}:{local}@{name}" if owner is vocabulary else ""
        keys = (one, f"{owner.prefix}:{name}", owner.uri)
        writer = next((self._writers[key] for key in keys if key in self._writers), None)
        return writer or (lambda value: value if owner.lets(local, name, value) else None)

    def _add(self, parent: Any, source: Any) -> None:
        vocabulary, local = self._of(source)
        if vocabulary is None:
            if parted(source.tag) == (COMPATIBILITY, "AlternateContent"):
                self._add_alternative(parent, source)
            return
        if local in vocabulary.refused:
            raise CannotBeCleaned(vocabulary.refused[local])
        if local in vocabulary.unwrapped:
            self._unwrap(parent, source, worded=local in vocabulary.worded)
        elif local in vocabulary.kept:
            made = etree.SubElement(parent, f"{{{vocabulary.uri}}}{local}")
            self._fill(made, source, vocabulary, local)
        elif local not in vocabulary.dropped and self._has_words(source):
            raise CannotBeCleaned(UNKNOWN)

    def _unwrap(self, parent: Any, source: Any, *, worded: bool) -> None:
        if worded and source.text:
            _append(parent, source.text)
        for child in source:
            self._add(parent, child)
            if worded and child.tail:
                _append(parent, child.tail)

    def _add_alternative(self, parent: Any, source: Any) -> None:
        """Keep the first choice of which every required namespace is known, else the fallback."""
        for child in source:
            needed = [child.nsmap.get(prefix) for prefix in child.get("Requires", "").split()]
            if needed and all(uri in self._known for uri in needed):
                wrapped = etree.SubElement(parent, f"{{{COMPATIBILITY}}}AlternateContent")
                choice = etree.SubElement(wrapped, f"{{{COMPATIBILITY}}}Choice")
                choice.set("Requires", " ".join(self._known[str(uri)].prefix for uri in needed))
                self._unwrap(choice, child, worded=False)
                return
        for child in source:
            if parted(child.tag)[1] == "Fallback":
                self._unwrap(parent, child, worded=False)

    def _has_words(self, source: Any) -> bool:
        return any(self._is_worded(each) for each in source.iter())

    def _is_worded(self, element: Any) -> bool:
        vocabulary, local = self._of(element)
        worded = vocabulary is not None and local in vocabulary.worded
        return worded and bool((element.text or "").strip())


def _append(made: Any, text: str) -> None:
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text


def elements(root: Any, uri: str, local: str) -> Iterator[Any]:
    """Yield the elements of a name below ``root``, in either variant of its namespace."""
    return (each for each in root.iter() if parted(each.tag) == (uri, local))
