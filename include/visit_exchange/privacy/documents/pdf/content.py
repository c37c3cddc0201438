"""The drawing instructions of a rebuilt PDF: only those that draw, with numbers and text."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pikepdf

from visit_exchange.privacy.documents.pdf.values import UnknownPartError, is_number

_STATE = "q Q cm w J j M i g G rg RG k K sc SC d0 d1"
_PATHS = "m l c v y h re n W W*"
_PAINTS = "S s f F f* B B* b b*"
_TEXT = "BT ET Tc Tw Tz TL Tr Ts Td TD Tm T*"
_NUMBERS_ONLY = frozenset(" ".join((_STATE, _PATHS, _PAINTS, _TEXT)).split())
_PAINT = frozenset(_PAINTS.split())
_SHOW = {"Tj": False, "TJ": False, "Do": False, "sh": False, "'": True, '"': True}
# Marks say what content is for; drawing needs none of them.
_MARKS = frozenset({"BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"})
_NAMED = {
    "Tf": "/Font",
    "Do": "/XObject",
    "gs": "/ExtGState",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "sh": "/Shading",
}
_INTENTS = frozenset(
    {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"}
)
Instruction = tuple[list[Any], pikepdf.Operator]


class Names(Protocol):
    """Gives the things that content names their new names; None for what is not drawn at all."""

    def renamed(self, category: str, name: str) -> pikepdf.Name | None:
        """Return the new name of a thing of the old resources."""

    def inline(self, image: Any) -> pikepdf.Name:
        """Return the name of a picture that stood among the instructions."""

    def hides(self, mark: Any) -> bool:
        """Say whether what stands within a mark lies on a layer that is off."""


def plain_content(content: Any, names: Names) -> bytes:
    """Return the instructions of a page or stream that draw, as bytes."""
    return pikepdf.unparse_content_stream(list(_kept(content, names)))


def _kept(content: Any, names: Names) -> Iterator[Any]:
    hidden: list[bool] = []
    for instruction in pikepdf.parse_content_stream(content):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            if not any(hidden):
                yield [names.inline(instruction.iimage)], pikepdf.Operator("Do")
            continue
        name = str(instruction.operator)
        if name in _MARKS:
            _mark(name, instruction.operands, hidden, names)
        elif any(hidden) and (name in _PAINT or name in _SHOW):
            yield from _unseen(name)
        elif (kept := _checked(name, instruction, names)) is not None:
            yield kept


def _mark(name: str, operands: Any, hidden: list[bool], names: Names) -> None:
    if name == "BMC":
        hidden.append(False)
    elif name == "BDC":
        hidden.append(str(operands[0]) == "/OC" and names.hides(operands[1]))
    elif name == "EMC" and hidden:
        hidden.pop()


def _unseen(name: str) -> Iterator[Instruction]:
    """Yield what keeps the state of drawing where nothing is drawn."""
    if name in _PAINT:
        yield [], pikepdf.Operator("n")
    elif _SHOW[name]:
        yield [], pikepdf.Operator("T*")


def _checked(name: str, instruction: Any, names: Names) -> Any:
    if name in _NUMBERS_ONLY:
        _all_numbers(instruction.operands)
        return instruction
    if name in _NAMED:
        return _named(name, list(instruction.operands), names)
    if name not in _CHECKS:
        raise UnknownPartError("an unknown instruction")
    _CHECKS[name](instruction.operands)
    return instruction


def _named(name: str, operands: list[Any], names: Names) -> Instruction | None:
    place = 0 if name == "Tf" else -1
    if not operands or not isinstance(operands[place], pikepdf.Name):
        _all_numbers(operands)  # a colour that is no pattern
        return operands, pikepdf.Operator(name)
    _all_numbers([each for nth, each in enumerate(operands) if nth != place % len(operands)])
    new = names.renamed(_NAMED[name], str(operands[place]))
    if new is None:
        return None
    operands[place] = new
    return operands, pikepdf.Operator(name)


def _all_numbers(operands: Any) -> None:
    if not all(map(is_number, operands)):
        raise UnknownPartError("an instruction with something else than numbers")


def _dashes(operands: Any) -> None:
    _all_numbers(operands[0])
    _all_numbers(operands[1:])


def _text(operands: Any) -> None:
    if not isinstance(operands[-1], pikepdf.String):
        raise UnknownPartError("an instruction shows something else than text")
    _all_numbers(operands[:-1])


def _texts(operands: Any) -> None:
    if not all(isinstance(each, pikepdf.String) or is_number(each) for each in operands[0]):
        raise UnknownPartError("an instruction shows something else than text")


def _intent(operands: Any) -> None:
    if str(operands[0]) not in _INTENTS:
        raise UnknownPartError("an unknown intent")


_CHECKS: dict[str, Callable[[Any], None]] = {
    "d": _dashes,
    "Tj": _text,
    "'": _text,
    '"': _text,
    "TJ": _texts,
    "ri": _intent,
}
