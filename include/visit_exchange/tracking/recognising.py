"""Which selected child a document is about, and which kind of document it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from visit_exchange.kinds import Framework
from visit_exchange.kinds.rules.choosing_rules import TrackingItem
from visit_exchange.privacy.pseudonyms import (
    ALPHABET,
    is_child_code,
    normalised_reference,
    tidy_code,
)
from visit_exchange.privacy.redaction import is_telling
from visit_exchange.privacy.text.phrases import Phrases
from visit_exchange.privacy.text.reference_spellings import as_shown, spellings
from visit_exchange.visits.places.sent_for import TRACKING_FOLDER

_GROUP = f"[{ALPHABET}OIL]{{4}}"
# Looked ahead, so that "plan K7QM-2XWD" is also read from the second word on.
_CODE = re.compile(rf"(?<![^\W_])(?=({_GROUP}[ _‐‑‒–—-]?{_GROUP})(?![^\W_]))", re.IGNORECASE)
_START = 4_000  # characters: about the first page, where a document says what it is


@dataclass(frozen=True)
class TrackingDocument:
    """A document about a selected child: ``kind`` is the id of a tracking item.

    ``looks_like`` says what else it looks like than what it was sent for, in words; else empty.
    """

    code: str
    kind: str
    looks_like: str = ""


@dataclass(frozen=True)
class SetAside:
    """A document that goes no further, with the sentence that tells the authority why."""

    why: str


@dataclass(frozen=True)
class Children:
    """Whom a document may be about: ``selected`` codes, all ``known`` codes of the pack, and the
    authority's references with their codes (``crosswalk``), since officers use their own."""

    selected: frozenset[str]
    known: frozenset[str]
    crosswalk: Mapping[str, str] = field(default_factory=dict, repr=False)


NOT_SELECTED = SetAside(
    "This file is about a child who was not selected. We have set it aside and it goes no further. "
    "Send information about the selected children only."
)
SEVERAL_CHILDREN = SetAside(
    "This file is about more than one child. Upload one file for each child, with the child’s code "
    "in its name."
)
NO_CHILD = SetAside(
    "We could not tell which child this file is about. Put the child’s code in the file’s name and "
    "upload it again."
)


def recognise_tracking(
    name: str, text: str, framework: Framework, children: Children, meant: str = ""
) -> TrackingDocument | SetAside:
    """Return what a document is, from its ``name`` (with folders) first and its ``text`` second.

    A document that mentions a child of the visit who was not selected is set aside, whoever else
    it is about. ``meant`` is the kind that its sender sent it as: then its folder names the child.
    """
    named, mentioned = _codes(name, children), _codes(text, children)
    if (named | mentioned) - children.selected:
        return NOT_SELECTED
    codes = named or mentioned
    if len(codes) != 1:
        return SEVERAL_CHILDREN if codes else NO_CHILD
    code, asked = next(iter(codes)), framework.tracking.items
    own = name.rpartition("/")[2] if meant else name
    kind = _kind(own, asked) or _kind(text[:_START], asked)
    if meant:
        return TrackingDocument(code, meant, _looks_like(code, meant, kind, mentioned, framework))
    return TrackingDocument(code, kind) if kind else _no_kind(framework)


def _looks_like(
    code: str, meant: str, kind: str | None, mentioned: frozenset[str], framework: Framework
) -> str:
    """Return what a document looks like besides what it was sent for; empty when like nothing."""
    titles = {item.id: item.title.lower() for item in framework.tracking.items}
    is_of_another = bool(mentioned) and code not in mentioned
    others = sorted(mentioned) if is_of_another else []
    return ", ".join([*others, *([titles[kind]] if kind and kind != meant else [])])


def is_about_children(name: str, text: str, children: Children) -> bool:
    """Say whether a file names a child of the visit, by code or by the authority's reference."""
    return bool(_codes(name, children) | _codes(text, children))


def writes_a_code(name: str) -> bool:
    """Say whether the name of a file, or a folder above it, is written with a child's code.

    Whose code it may be is not known here. One code in twenty has no digit: it counts in capitals
    or in the folder for tracking, since words such as "long-term" pass the check character too.
    """
    is_for_tracking = TRACKING_FOLDER in name
    codes = [match[1] for match in _CODE.finditer(name) if is_child_code(match[1])]
    return any(is_for_tracking or c.isupper() or any(map(str.isdigit, c)) for c in codes)


def _codes(text: str, children: Children) -> frozenset[str]:
    """The codes in ``text``. An unknown code counts if it is written as one: a word of eight
    letters passes the check character now and then."""
    found = set()
    for match in _CODE.finditer(text):
        code = tidy_code(match[1])
        if code in children.known | children.selected or _is_written_as_code(match[1]):
            found.add(code)
    return frozenset(found | _by_reference(text, children.crosswalk))


def _is_written_as_code(text: str) -> bool:
    return "-" in text and any(c.isdigit() for c in text) and is_child_code(text)


def _by_reference(text: str, crosswalk: Mapping[str, str]) -> set[str]:
    telling = [reference for reference in crosswalk if is_telling(reference)]
    codes = {normalised_reference(reference): crosswalk[reference] for reference in telling}
    shown = as_shown(text)
    places = Phrases(spellings(telling)).find(shown)
    return {codes[normalised_reference(shown[place.start : place.end])] for place in places}


def _kind(text: str, items: Iterable[TrackingItem]) -> str | None:
    """The kind whose most telling words stand in ``text``; of equals, the one named earliest."""
    plain = _plain(text)
    ranked = [
        (rank, plain.index(_plain(words)), item.id)
        for item in items
        for rank, words in enumerate((item.title, *item.words))
        if _plain(words) in plain
    ]
    return min(ranked)[2] if ranked else None


def _plain(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "


def _no_kind(framework: Framework) -> SetAside:
    titles = ", ".join(item.title.lower() for item in framework.tracking.items)
    return SetAside(
        "We could not tell which kind of document this is. Put one of these in the file’s name and "
        f"upload it again: {titles}."
    )
