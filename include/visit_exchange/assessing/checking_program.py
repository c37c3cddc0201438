"""The program that checks one file and keeps nothing: started by a page, ended by its answer.

It is a program of its own so that what it took is gone when it ends, and so that who started it can
end it. It is given no key, no register and no store: the key of its codes is thrown away with it.
Standard input is one line of JSON (``Question``) and then the file; standard output is JSON.
"""

import json
import os
import sys
from base64 import b64encode
from dataclasses import asdict
from datetime import date
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel, Field

from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.desk import assess_at_desk
from visit_exchange.assessing.list_specs import list_specs
from visit_exchange.kinds import Framework
from visit_exchange.kinds.list_spec import ListSpec
from visit_exchange.returns.reply.reply_text import reply_text
from visit_exchange.returns.reply.reply_workbook import reply_workbook
from visit_exchange.returns.screening.screen import screen
from visit_exchange.returns.tables.columns.offering_safely import offer_safely
from visit_exchange.visits.uploads.submission import (
    ACCEPTED,
    CHECKLIST_ITEM,
    TRACKING_CHECKLIST,
)


class Question(BaseModel):
    """What is asked of a file: for which kind of visit, and what its sender calls its columns."""

    framework: Framework
    notified: date
    name: str = Field(repr=False)
    own: dict[str, dict[str, str]] = Field(default_factory=dict, repr=False)


def answered(question: Question, content: bytes) -> dict[str, Any]:
    """Return what is told of a file: the reply, its marked copy, and the columns to name."""
    kind_of_visit, notified, own = question.framework, question.notified, question.own
    [one] = assess_at_desk([(question.name, content)], kind_of_visit, notified, own=own)
    specs = list_specs(kind_of_visit)
    kind = screen(content, question.name).kind
    name = question.name
    tables = (
        offer_safely(content, kind, specs, notified=notified, name=name, own=own)
        if may_name_columns(one)
        else ()
    )
    book = reply_workbook(one.answer, one.reads) if one.reads else b""
    return {
        "verdict": one.answer.verdict.value,
        "reply": reply_text(one.answer),
        "marked": b64encode(book).decode("ascii"),
        "marked_name": f"{PurePath(name).stem}-checked.xlsx",
        "tables": [asdict(table) for table in tables],
        "lists": [_asked(spec) for spec in specs] if tables else [],
    }


def may_name_columns(one: Assessed) -> bool:
    """Say whether it helps to say which columns of a file are which: of a list, or what may be one.

    A checklist has columns of ours.
    """
    is_checklist = one.tracking is not None or one.not_held is not None
    items = {item.item for item in one.items}
    if one.answer.withheld_because or is_checklist or items & {CHECKLIST_ITEM, TRACKING_CHECKLIST}:
        return False
    return bool(one.reads) or one.answer.verdict not in ACCEPTED


def _asked(spec: ListSpec) -> dict[str, Any]:
    needed = {*spec.recognition.needs, *(c.id for c in spec.columns if c.required)}
    fields = [
        {"id": c.id, "title": c.title, "is_needed": c.id in needed} for c in spec.columns if c.asked
    ]
    return {"id": spec.id, "title": spec.title, "fields": fields}


def main() -> None:
    """Answer the one question that stands on standard input."""
    answering = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no part of the answer
    line, _, content = sys.stdin.buffer.read().partition(b"\n")
    answer = answered(Question.model_validate_json(line), content)
    with os.fdopen(answering, "wb") as out:
        out.write(json.dumps(answer).encode())
    # Nothing is left to tidy up, and threads of libraries would only take time.
    os._exit(0)


if __name__ == "__main__":
    main()
