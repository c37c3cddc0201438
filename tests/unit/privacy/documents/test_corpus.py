"""How many hiding places are tried, counted from what makes them: a place taken out is noticed.

Those of a whole upload go through a running stack as well
(`tests/dags/test_planted.py`).
"""

import re
from collections import Counter

from builders.hiding import open_documents, sheets, slides, texts, word
from builders.pdf_places import HIDDEN
from builders.planted import planted_files
from builders.printed import PRINTED

PICTURE = re.compile(r"photograph|picture|thumbnail|PNG|metafile", re.I)
FEWEST = {
    "pdf": 80, "docx": 90, "xlsx": 45, "pptx": 25, "odt": 40, "ods": 10, "odp": 6, "txt": 20,
    "in pictures": 20, "sent to the stack": 120, "printed by a program": 12,
}  # fmt: skip
PROGRAMS = (
    "Chromium", "LibreOffice Writer", "LibreOffice Calc", "LibreOffice Impress", "LibreOffice Draw",
    "Ghostscript", "cairo", "reportlab", "scanner",
)  # fmt: skip


def counted() -> Counter[str]:
    """Return how many places there are by kind; those in pictures are counted there as well."""
    office = [
        place for module in (word, slides, sheets, open_documents, texts) for place in module.PLACES
    ]
    count = Counter(place.kind for place in office)
    about = [*(place.about for place in office), *HIDDEN]
    count["in pictures"] = sum(1 for words in about if PICTURE.search(words))
    count["pdf"] = len(HIDDEN)
    count["sent to the stack"] = len(planted_files(seed=1).canaries)
    count["printed by a program"] = len(PRINTED)
    return count


def test_no_place_is_lost() -> None:
    count = counted()
    told = ", ".join(f"{places} {kind}" for kind, places in count.items())
    assert {kind for kind, places in count.items() if places < FEWEST[kind]} == set(), told
    assert count.total() - count["in pictures"] >= 450, told
    assert count.keys() == FEWEST.keys()


def test_every_program_prints_one() -> None:
    for program in PROGRAMS:
        assert any(name.startswith(program) for name in PRINTED), program
