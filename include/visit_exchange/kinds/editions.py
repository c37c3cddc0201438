"""A newer edition of a kind of visit: what is added to, changed in and removed from an older one.

A section of parts with ids (milestones, items …) is given as ``added``, ``changed`` and
``removed``; any other key replaces the older one, a mapping key by key.
"""

from collections.abc import Mapping
from typing import Any

WAYS = {"added", "changed", "removed"}
# An added part comes last, or after the part that it names here.
PLACE = "place_after"
Part = dict[str, Any]


def with_difference(base: Mapping[str, Any], difference: Mapping[str, Any]) -> Part:
    """Return the newer edition; ValueError that names section and id when they do not fit."""
    return _merged(base, difference, "")


def _merged(base: Mapping[str, Any], difference: Mapping[str, Any], section: str) -> Part:
    merged = dict(base)
    for key, value in difference.items():
        place = f"{section}.{key}" if section else str(key)
        merged[key] = _value(merged.get(key), value, place)
    return merged


def _value(older: Any, newer: Any, place: str) -> Any:
    if isinstance(newer, Mapping) and set(newer) & WAYS:
        if wrong := set(newer) - WAYS:
            raise ValueError(
                f"{place}: {', '.join(sorted(wrong))} is not added, changed or removed"
            )
        return _parts(older or [], newer, place)
    if isinstance(newer, Mapping) and isinstance(older, Mapping):
        return _merged(older, newer, place)
    return newer


def _parts(older: list[Part], ways: Mapping[str, Any], place: str) -> list[Part]:
    ids = [part["id"] for part in older]
    changed, removed = ways.get("changed") or {}, ways.get("removed") or []
    if strange := [name for name in (*changed, *removed) if name not in ids]:
        raise ValueError(f"{place}: the older edition has no {', '.join(strange)}")
    kept = [
        _merged(part, changed.get(part["id"], {}), f"{place}.{part['id']}")
        for part in older
        if part["id"] not in removed
    ]
    for part in ways.get("added") or []:
        _add(kept, dict(part), place)
    return kept


def _add(parts: list[Part], part: Part, place: str) -> None:
    ids = [each["id"] for each in parts]
    if part.get("id") in ids:
        raise ValueError(f"{place}: {part['id']} is there already: put it under changed")
    after = part.pop(PLACE, None)
    if after is not None and after not in ids:
        raise ValueError(f"{place}: {part.get('id')} cannot be placed after {after}: there is none")
    parts.insert(len(parts) if after is None else ids.index(after) + 1, part)
