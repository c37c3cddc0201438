"""What an area sends in a load: a list of two hundred children, and documents of a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rehearsal.files.documents import Text, write_docx, write_pdf
from rehearsal.files.lists import Maker
from rehearsal.files.writing import write_workbook
from rehearsal.load.areas import FRAMEWORK
from rehearsal.people.authority import Authority, invent_authority
from rehearsal.people.material import Material, load_material
from rehearsal.playing.demo import NOTIFIED

ROWS = 200
SHEET = "current"
TITLES = ("Strategic planning", "Commissioning arrangements", "Quality assurance", "Governance")
WORDS = "What we are proud of in alternative provision, written for area {area}, part {number}."


@dataclass(frozen=True)
class Sent:
    """A file of a load. ``sort`` is ``list`` or ``document``."""

    name: str
    sort: str
    content: bytes = field(repr=False)


def files_of(area: int, files: int, lists: int) -> Iterator[Sent]:
    """Yield what an area sends: ``files`` in all, of which ``lists`` are lists."""
    for number in range(files):
        yield _list(area, number) if number < lists else _document(area, number)


def _list(area: int, number: int) -> Sent:
    table = replace(_maker(area * 100 + number).table(SHEET), total=False)
    content = write_workbook([replace(table, rows=table.rows[:ROWS])])
    return Sent(f"currently attending {number}.xlsx", "list", content)


def _maker(seed: int) -> Maker:
    return Maker(_authority(load_material(FRAMEWORK), seed), seed)


def _authority(material: Material, seed: int) -> Authority:
    return invent_authority(material, seed=seed, notified=NOTIFIED)


def _document(area: int, number: int) -> Sent:
    title = TITLES[number % len(TITLES)]
    text = Text(title, (WORDS.format(area=area, number=number),) * 3, "An officer")
    write, ending = ((write_docx, "docx"), (write_pdf, "pdf"))[number % 2]
    return Sent(f"{title} {number}.{ending}", "document", write(text))
