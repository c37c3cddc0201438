"""Putting a name into a package: beside what a program wrote, in a part or an attribute."""

import io
import posixpath
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

# An invented child, whom the visit knows by name.
CHILD = "Casey Quillfeather"
JOINED = "Casey_Quillfeather"
GLUED = "CaseyQuillfeather"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Place:
    """A place where a file of a kind can hold a name, and what becomes of it.

    ``becomes`` is "gone" (the document goes on without), "found" (it is read, so it waits for a
    person) or "refused" (it goes no further, with a way out).
    """

    kind: str
    about: str
    becomes: str
    make: Callable[[], bytes]

    def __str__(self) -> str:
        return f"{self.kind}: {self.about}"


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return out.getvalue()


def changed(
    content: bytes,
    *,
    swap: Sequence[tuple[str, str, str]] = (),
    add: Mapping[str, str | bytes] | None = None,
    lead: Sequence[tuple[str, str, str]] = (),
    mode: str = "Internal",
) -> bytes:
    """Return a package with changes: ``swap`` (part, old, new) once, which must be there; ``add``
    parts; ``lead`` (part, kind of relationship, target) to them, as rId901 and up.
    """
    parts = unpacked(content)
    for name, old, new in swap:
        text = parts[name].decode()
        assert old in text, (name, old)
        parts[name] = text.replace(old, new, 1).encode()
    for name, part in (add or {}).items():
        parts[name] = part if isinstance(part, bytes) else part.encode()
    for number, (name, kind, target) in enumerate(lead, 901):
        _lead(parts, name, number, kind, target, mode)
    return packed(parts)


def _lead(
    parts: dict[str, bytes], name: str, number: int, kind: str, target: str, mode: str
) -> None:
    folder, last = posixpath.split(name)
    rels = posixpath.join(folder, "_rels", f"{last}.rels")
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    text = parts.get(rels, empty).decode()
    text = text.replace("/>", "></Relationships>") if text.endswith('relationships"/>') else text
    while f'"rId{number}"' in text:
        number += 1
    kind = kind if ":" in kind else f"{OFFICE}/{kind}"
    made = f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}" TargetMode="{mode}"/>'
    parts[rels] = text.replace("</Relationships>", f"{made}</Relationships>").encode()
