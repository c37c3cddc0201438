"""Every planted file, and what was planted where."""

from dataclasses import dataclass, field

from builders.canaries import Canaries
from builders.planted_documents import cleanable_pdf, cleanable_word, telling_documents
from builders.planted_workbooks import hiding_workbook, named_csv
from builders.uploads import child

ROWS = tuple(child(f"AP-{n:04}") for n in range(1, 7))


@dataclass(frozen=True)
class Planted:
    """``files`` by name, in the order in which to drop them; ``canaries`` by hiding place."""

    files: dict[str, bytes] = field(repr=False)
    canaries: dict[str, str] = field(repr=False)


def planted_files(seed: int) -> Planted:
    """Return the files. A workbook with everything hidden in it comes last: it is the list."""
    plant = Canaries(seed)
    files = {
        "05 Strategic planning.docx": cleanable_word(plant, "Strategic planning"),
        "06 Commissioning.pdf": cleanable_pdf(plant, "Commissioning"),
        **telling_documents(plant, "Monitoring and evaluation"),
        "first.csv": named_csv(plant, ROWS, "utf-16"),
        "second.csv": named_csv(plant, ROWS, "cp1252"),
        f"{plant.name('file name').replace(' ', '_')} list.xlsx": hiding_workbook(
            plant, "Currently attending", ROWS
        ),
    }
    return Planted(files, plant.places)
