"""What the rehearsal plays for a kind of visit, as data: ``material/<framework>.yaml``."""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from visit_exchange.kinds.yaml_file import load_yaml_model

MATERIAL = Path(__file__).parent / "material"

Style = Literal["percentage", "minutes", "date"]

# A cell as a case system holds it, before an officer's spreadsheet gets hold of it.
Value = object
Row = dict[str, Value]


class Strict(BaseModel):
    """Frozen, and a key that nobody knows is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Area(Strict):
    """The invented local authority: DfE code and name."""

    code: str
    name: str


class Counts(Strict):
    """How many providers, and how many children of each sort."""

    providers: int
    current: int
    left: int
    register_only: int
    register_current: int


class People(Strict):
    """Names that belong to nobody."""

    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    officers: tuple[str, ...]


class ProviderNames(Strict):
    """Words that providers' names are made of."""

    places: tuple[str, ...]
    kinds: tuple[str, ...]


class Draw(Strict):
    """How one value is drawn: by ``weights``, evenly from ``text`` or ``between`` two numbers.

    ``days_before`` is a date that many days before the notification date. ``when`` names the
    values of other fields that it needs; ``held`` is the share of rows in which it is known.
    """

    weights: dict[int | str, float] = {}
    text: tuple[str, ...] = ()
    between: tuple[int, int] | None = None
    days_before: tuple[int, int] | None = None
    when: dict[str, tuple[str, ...]] = {}
    held: float = 1.0


Draws = dict[str, Draw]


class OutreachFrom(Strict):
    """The field that names another provider, and when."""

    field: str
    when: dict[str, tuple[str, ...]]


class Derived(Strict):
    """A provider's field that follows from another."""

    from_: str = Field(alias="from")
    words: dict[str, str]


class Sheet(Strict):
    """A sheet that a system writes: ``columns`` are (field of the list, heading)."""

    list: str
    rows: str
    sheet: str
    title: str
    total: bool = False
    columns: tuple[tuple[str, str], ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(field for field, _ in self.columns)


class Keys(Strict):
    """The fields of the lists that the rehearsal must know apart, and a placement's two standings.

    ``at`` is where a placed child is, ``provision`` where a child on the register is educated.
    """

    reference: str
    age: str
    provider: str
    standing: str
    current: str
    previous: str
    at: str
    provision: str


class Breach(Strict):
    """The identifying columns of a list that must be contained."""

    list: str
    columns: tuple[tuple[str, str], ...]


class Mistake(Strict):
    """One mistake to seed; ``days_after`` is a date counted from the notification date."""

    about: str
    field: str | None = None
    value: str | int | None = None
    days_after: int | None = None
    where: dict[str, tuple[str, ...]] = {}
    copy_: bool = Field(default=False, alias="copy")


class File(Strict):
    """A file's name and when it is dropped: ``hours`` of visit time from a milestone."""

    name: str
    milestone: str
    hours: int

    @property
    def offset(self) -> timedelta:
        return timedelta(hours=self.hours)


class Material(Strict):
    """Everything that the rehearsal of one kind of visit is made of."""

    authority: Area
    counts: Counts
    settings: dict[int, float]
    previous_share: float
    people: People
    provider_names: ProviderNames
    draws: dict[str, Draws]
    from_provider: dict[str, str]
    outreach_from: OutreachFrom
    keys: Keys
    derived: dict[str, Derived]
    words: dict[str, dict[str, tuple[str, ...]]]
    styles: dict[str, Style]
    sheets: dict[str, Sheet]
    breach: Breach
    mistakes: dict[str, tuple[Mistake, ...]]
    files: dict[str, File]
    two_items: tuple[int, int]
    late_document: int


@cache
def load_material(framework: str) -> Material:
    """Return the material of a kind of visit; UserError when there is none or it has mistakes."""
    return load_yaml_model(MATERIAL / f"{framework}.yaml", Material)
