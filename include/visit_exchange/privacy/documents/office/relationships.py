"""What a part of an Office package leads to: other parts, and addresses outside."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from visit_exchange.privacy.documents.office.filtering import parse
from visit_exchange.privacy.documents.office.vocabulary import RELATION, parted

_URI = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True)
class Relationship:
    """``kind`` is the last word of its type (``image``); ``target`` a part's name or an address."""

    id: str
    kind: str
    target: str
    is_outside: bool


def relationships_place(part: str) -> str:
    """Return where the relationships of a part lie; those of the package for an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relationships(parts: Mapping[str, bytes], part: str) -> dict[str, Relationship]:
    """Return the relationships of a part by id; none where it has none."""
    content = parts.get(relationships_place(part))
    if content is None:
        return {}
    found = [_relationship(each.attrib, part) for each in parse(content) if _is_one(each.tag)]
    return {each.id: each for each in found}


def _is_one(tag: str) -> bool:
    return parted(tag)[1] == "Relationship"


def _relationship(told: Mapping[str, str], part: str) -> Relationship:
    target = told.get("Target", "")
    is_outside = told.get("TargetMode", "").lower() == "external"
    return Relationship(
        told.get("Id", ""),
        told.get("Type", "").rpartition("/")[2],
        target if is_outside else _place(target, part),
        is_outside,
    )


def _place(target: str, part: str) -> str:
    named = unquote(target.replace("\\", "/").partition("#")[0])
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), named)).lstrip("/")


def written_relationships(relationships: list[tuple[Relationship, str]]) -> bytes:
    """Return the part that says where a part leads; each comes with its target as written."""
    root = etree.Element(f"{{{_URI}}}Relationships", nsmap={None: _URI})
    for each, target in relationships:
        made = etree.SubElement(root, f"{{{_URI}}}Relationship")
        made.set("Id", each.id)
        made.set("Type", f"{RELATION}/{each.kind}")
        made.set("Target", target)
        if each.is_outside:
            made.set("TargetMode", "External")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
