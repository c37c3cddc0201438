"""Fields of a Word document: what they show stays, how they come by it goes.

An instruction may hold anything (a mail merge, a condition with a text for each case, a file's
name), and the choices of a form field are nobody's answer. Numbers of pages are still counted.
"""

import re
from collections.abc import Iterator
from typing import Any

from visit_exchange.privacy.documents.office.vocabulary import parted
from visit_exchange.privacy.documents.office.word_vocabulary import WORD_URI

_COUNTS = re.compile(
    r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\s*(?:\\\*\s*\w{1,20}\s*)?", re.IGNORECASE | re.ASCII
)
# Both are left out by the vocabulary: the first leaves its content, the second nothing.
_OPENED, _GONE = f"{{{WORD_URI}}}sdtContent", f"{{{WORD_URI}}}del"
_TICKED, _UNTICKED = "☒", "☐"


def settle_fields(root: Any) -> None:
    """Leave what fields show, and of instructions only those that count pages, in ``root``."""
    open_fields: list[_Field] = []
    for element in list(root.iter()):
        uri, local = parted(element.tag)
        if uri != WORD_URI:
            continue
        if local == "fldSimple":
            _settle_simple(element)
        elif local == "fldChar":
            _settle_mark(element, open_fields)
        elif local in ("instrText", "t", "drawing", "pict") and open_fields:
            _settle_content(element, local, open_fields)
    for field in open_fields:
        field.close()


class _Field:
    """A field while it is read: its marks, its instruction, and whether its result has begun."""

    def __init__(self, mark: Any) -> None:
        self.shows = False
        self.marks = [mark]
        self.instruction: list[Any] = []
        self.form = next((each for each in mark if parted(each.tag)[1] == "ffData"), None)

    def close(self) -> None:
        words = "".join(element.text or "" for element in self.instruction)
        if found := _COUNTS.fullmatch(words):
            for element in self.instruction:
                element.text = ""
            self.instruction[0].text = f" {found[1].upper()} "
            return
        for element in [*self.instruction, *self.marks[1:]]:
            element.tag = _GONE
        _show(self.marks[0], _chosen(self.form))


def _settle_simple(element: Any) -> None:
    name = f"{{{element.tag[1:].partition('}')[0]}}}instr"
    found = _COUNTS.fullmatch(element.get(name, ""))
    if found:
        element.set(name, f" {found[1].upper()} ")
    else:
        element.tag = _OPENED


def _settle_mark(mark: Any, open_fields: list[_Field]) -> None:
    kind = _setting(mark, "fldCharType")
    if kind == "begin":
        open_fields.append(_Field(mark))
    elif not open_fields:
        mark.tag = _GONE
    else:
        open_fields[-1].marks.append(mark)
        if kind == "separate":
            open_fields[-1].shows = True
        else:
            open_fields.pop().close()


def _settle_content(element: Any, local: str, open_fields: list[_Field]) -> None:
    if local == "instrText":
        open_fields[-1].instruction.append(element)
    elif any(not field.shows for field in open_fields):
        element.tag = _GONE  # a part of some field's instruction, which nobody sees


def _show(mark: Any, words: str) -> None:
    if not words:
        mark.tag = _GONE
        return
    for child in list(mark):
        mark.remove(child)
    mark.tag, mark.text = f"{{{WORD_URI}}}t", words


def _chosen(form: Any) -> str:
    """Return what a form field shows that has no result: the entry chosen, the box ticked."""
    if form is None:
        return ""
    parts = {parted(each.tag)[1]: each for each in form}
    if (box := parts.get("checkBox")) is not None:
        states = {parted(each.tag)[1]: _setting(each, "val") or "1" for each in box}
        state = states.get("checked", states.get("default", "0"))
        return _TICKED if state in ("1", "true", "on") else _UNTICKED
    if (choices := parts.get("ddList")) is not None:
        entries = [_setting(each, "val") for each in _named(choices, "listEntry")]
        picked = [_setting(each, "val") for each in _named(choices, "result")]
        place = int(picked[0]) if picked and picked[0].isdecimal() else 0
        return entries[place] if place < len(entries) else ""
    return ""


def _named(element: Any, local: str) -> Iterator[Any]:
    return (each for each in element if parted(each.tag)[1] == local)


def _setting(element: Any, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if parted(k)[1] == name), "")
