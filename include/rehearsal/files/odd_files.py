"""What arrives beside the lists: a breach to contain, and files that are no return at all."""

import io
from collections.abc import Sequence

import msoffcrypto
from PIL import Image

from rehearsal.expectations import Drop
from rehearsal.files.lists import Maker
from rehearsal.files.tables import Table
from rehearsal.files.writing import write_workbook
from rehearsal.people.material import Row
from visit_exchange.visits.uploads.submission import SubmissionStatus as Status

CONTAINED = frozenset({Status.WITHHELD, Status.MUST_FIX})
USED_WITHOUT = frozenset({Status.ACCEPTED_WITH_QUERIES})
NO_RETURN = frozenset({Status.WITHHELD, Status.MUST_FIX, Status.SET_ASIDE})
PASSWORD = "Annex-A-2026"  # noqa: S105  (the rehearsal's own, told to nobody: the file stays shut)


def odd_drops(make: Maker) -> tuple[Drop, ...]:
    """Return the files that must not get through."""
    menu, photo = write_workbook([_menu()]), _photo(make.seed)
    locked = _locked([make.table("current")])
    return (
        make.drop("menu", "a canteen menu", menu, NO_RETURN),
        make.drop("photo", "a photo", photo, NO_RETURN),
        make.drop("empty", "an empty file", b"", NO_RETURN),
        make.drop("password", "a workbook with a password", locked, CONTAINED),
        _breach(make),
    )


def breach_rows(make: Maker) -> list[Row]:
    """Return the identifying cells of the breach, in the order of the current list."""
    known = {child.reference: child.identity for child in make.authority.children}
    key, breach = make.authority.material.keys.reference, make.authority.material.breach
    return [
        {field: getattr(known[str(row[key])], field) for field, _ in breach.columns}
        for row in make.truth("current")
    ]


def _breach(make: Maker) -> Drop:
    table = make.table("current")
    who = breach_rows(make)
    written = [row | _as_text(person) for row, person in zip(table.rows, who, strict=True)]
    content = write_workbook(
        [table.with_columns(make.authority.material.breach.columns, written)],
        author=make.authority.material.people.officers[0],
    )
    child = child_in_file_name(who)
    item = make.list_id("current")
    return make.drop(
        "breach",
        "a list with names, UPNs and dates",
        content,
        USED_WITHOUT,
        items=[item],
        rows={item: len(table.rows)},
        child=child,
    )


def child_in_file_name(rows: list[Row]) -> str:
    """Return how the breach's file names a child: officers do that."""
    return str(rows[0]["full_name"]).replace(" ", "_")


def _as_text(person: Row) -> Row:
    return {field: str(value) for field, value in person.items()}


def odd_content(odd: str, tables: Sequence[Table], seed: int) -> bytes:
    """Return a file that is no return: ``photo``, ``empty``, ``menu``, or locked ``tables``."""
    if odd == "password":
        return _locked(tables)
    if odd == "photo":
        return _photo(seed)
    return write_workbook([_menu()]) if odd == "menu" else b""


def _menu() -> Table:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    dishes = ("Vegetable lasagne", "Jacket potato", "Roast", "Bean chilli", "Fish and chips")
    rows: list[Row] = [{"day": day, "dish": dish} for day, dish in zip(days, dishes, strict=True)]
    columns = (("day", "Day"), ("dish", "Main dish"))
    return Table("Week 3", "Canteen menu", columns, tuple(rows))


def _photo(seed: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), (seed % 256, 120, 160)).save(out, format="PNG")
    return out.getvalue()


def _locked(tables: Sequence[Table]) -> bytes:
    """Return lists behind a password. Its salt is random: these bytes always differ."""
    out = io.BytesIO()
    plain = io.BytesIO(write_workbook(tables))
    msoffcrypto.OfficeFile(plain).encrypt(PASSWORD, out)
    return out.getvalue()
