"""Layers of a PDF that are switched off: what lies on them is not shown, so it does not travel."""

from typing import Any

import pikepdf


class Layers:
    """Says of the marks around content whether their layer is off when the file is opened."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        told = pdf.Root.get("/OCProperties", pikepdf.Dictionary())
        shown = told.get("/D", pikepdf.Dictionary())
        switched = {"/OFF": _all(shown, "/OFF"), "/ON": _all(shown, "/ON")}
        is_off = str(shown.get("/BaseState", "/ON")) == "/OFF"
        self._off = _all(told, "/OCGs") - switched["/ON"] if is_off else switched["/OFF"]

    def hide(self, layer: Any) -> bool:
        """Say whether what belongs to a layer, or to several, is not shown."""
        if not isinstance(layer, pikepdf.Dictionary):
            return False
        members = layer.get("/OCGs")
        if str(layer.get("/Type")) != "/OCMD" or members is None:
            return layer.objgen in self._off
        groups = list(members) if isinstance(members, pikepdf.Array) else [members]
        hidden = [group.objgen in self._off for group in groups]
        policy = str(layer.get("/P", "/AnyOn"))
        return bool(hidden) and {
            "/AllOn": any(hidden),
            "/AnyOff": not any(hidden),
            "/AllOff": not all(hidden),
        }.get(policy, all(hidden))


def _all(told: Any, key: str) -> set[tuple[int, int]]:
    return {layer.objgen for layer in told.get(key, pikepdf.Array())}
