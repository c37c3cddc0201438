"""A visit's first list, taken: assessed once for all tests that ask for other things than that.

To assess takes a second, in processes of its own. Everything else is the pipeline's own work.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from builders.uploads import drop
from visit_exchange.assessing.assess import assess
from visit_exchange.assessing.assessed import Assessed
from visit_exchange.assessing.frames import frame_bytes, frame_of
from visit_exchange.assessing.inputs import Asked, File, Known
from visit_exchange.assessing.list_notes import SUFFIX
from visit_exchange.journey.receiving.finding import find_uploads
from visit_exchange.journey.receiving.intake import reply
from visit_exchange.journey.receiving.opening import gather, open_upload
from visit_exchange.journey.receiving.recording import move, record
from visit_exchange.kinds import load_framework
from visit_exchange.privacy.known_children import KnownChildren
from visit_exchange.privacy.name_prints import KnownNames
from visit_exchange.privacy.pseudonyms import child_code
from visit_exchange.services.outside import Outside
from visit_exchange.services.register import Answer
from visit_exchange.visits.uploads.submission import Submission, SubmissionStatus
from visit_exchange.visits.visit import Visit

ANOTHER, KEY = "000-another-visit", bytes(range(32))


def take_list(outside: Outside, visit: Visit, name: str, content: bytes) -> Submission:
    """Drop a workbook, the first of its visit, and return it answered."""
    drop(outside, visit, name, content)
    [upload] = find_uploads(outside)
    assert upload == f"{visit.id}/1", "what came before would have been asked about"
    answer = Answer(hashlib.sha256(content).hexdigest(), kind="xlsx", reason="")
    screened = move(outside, gather(outside, upload), SubmissionStatus.SCREENED, answer)
    assessed = _assessed(name, content, visit.framework, visit.notified)
    opened = open_upload(outside, screened)
    reply(outside, record(outside, opened, _of_visit(assessed, visit.id, screened.key)))
    return outside.register.submission(upload)


@cache
def _assessed(name: str, content: bytes, framework: str, notified: date) -> Assessed:
    """Return what a list comes to in another visit."""
    known = Known(KEY, {}, KnownChildren(frozenset(), KnownNames(KEY, frozenset())))
    asked = Asked(load_framework(framework), ANOTHER, number=1)
    return assess(File(name, content, "xlsx"), asked, known, notified=notified)


def _of_visit(assessed: Assessed, visit_id: str, key: bytes) -> Assessed:
    """Return the same in a visit with this key: its places, and its children's codes."""
    crosswalk = {reference: child_code(key, reference) for reference in assessed.crosswalk}
    codes = {assessed.crosswalk[each]: code for each, code in crosswalk.items()}
    staged = {
        _place(at, visit_id): _coded(at, content, codes) for at, content in assessed.staged.items()
    }
    items = tuple(
        replace(item, staged_key=_place(item.staged_key, visit_id) if item.staged_key else None)
        for item in assessed.items
    )
    return replace(assessed, crosswalk=crosswalk, staged=staged, items=items)


def _place(key: str, visit_id: str) -> str:
    return key.replace(ANOTHER, visit_id, 1)


def _coded(key: str, content: bytes, codes: Mapping[str, str]) -> bytes:
    if key.endswith(SUFFIX):
        return content
    return frame_bytes(frame_of(content).replace(dict(codes)))
