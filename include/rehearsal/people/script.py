"""What the rehearsal of an inspection plays, as data: who there is, what they hold, what they send.

A kind of visit whose lists are not about placements has such a file in ``material/``: its
children and providers are drawn once, and every list shows some of them.
"""

from datetime import timedelta
from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rehearsal.people.material import MATERIAL, Area, Draw, Mistake, People, ProviderNames, Strict
from visit_exchange.kinds.yaml_file import load_yaml_model
from visit_exchange.visits.uploads.submission import SubmissionStatus

Made = Literal["reference", "upn", "uln", "nhs_number", "full_name", "place"]
Odd = Literal["photo", "empty", "password", "menu"]


class Fact(Draw):
    """How one value is drawn; besides what a ``Draw`` knows, by ``ages`` or made up.

    ``ages`` are shares of ages in years, and give a date of birth. ``make`` is an identifier or a
    name that nobody has.
    """

    ages: dict[int, float] = Field(default_factory=dict)
    make: Made | None = None


# The first alternative whose `when` holds is drawn.
Alternatives = Annotated[
    tuple[Fact, ...], BeforeValidator(lambda one: (one,) if isinstance(one, dict) else one)
]
Facts = dict[str, Alternatives]


class Population(Strict):
    """Rows of one sort, children or providers: how many and what is drawn for each, in order."""

    count: int
    facts: Facts


class Sheet(Strict):
    """A sheet that a system writes of those of a population whom ``where`` names.

    ``facts`` are drawn for this sheet alone. A column without a heading of its own has that of
    the list.
    """

    list: str
    of: str
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    facts: Facts = Field(default_factory=dict)
    sheet: str
    title: str
    columns: tuple[str, ...]
    headings: dict[str, str] = Field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


class Sent(Strict):
    """A file that is sent: ``hours`` of visit time from a milestone, with ``outcome`` expected.

    ``sheets`` are in it, those of ``wrong`` with their mistakes. ``again`` is the label of the
    file whose content it repeats.
    """

    label: str
    name: str
    milestone: str
    hours: float
    outcome: tuple[SubmissionStatus, ...]
    sheets: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    format: Literal["xlsx", "csv"] = "xlsx"
    odd: Odd | None = None
    again: str | None = None

    @property
    def offset(self) -> timedelta:
        return timedelta(hours=self.hours)


class Together(Strict):
    """One file that answers several items, as the checklist alone tells."""

    name: str
    title: str
    items: tuple[str, ...]
    hours: float


class Documents(Strict):
    """The documents: ``hours`` from the milestone at which each is due, and those that differ.

    ``not_held`` are marked so on the checklist; ``missing`` never come and nothing is said.
    """

    name: str
    hours: dict[str, float]
    late: dict[str, float]
    together: Together
    not_held: tuple[str, ...]
    missing: tuple[str, ...]
    checklist: str
    checklist_hours: float


class Tracked(Strict):
    """Documents about the children selected: ``each`` kinds for a child, another each time."""

    name: str
    hours: float
    each: int = Field(ge=1)


class Recorded(Strict):
    """Something that the data team records afterwards: ``days`` from the day of a milestone."""

    event: str
    day_of: str
    days: int


class Afterwards(Strict):
    """What is recorded after the visit, in order, and what then has a day that had none before."""

    recorded: tuple[Recorded, ...] = ()
    dated: tuple[str, ...] = ()


class Script(Strict):
    """Everything that the rehearsal of an inspection is made of."""

    day_seconds: float
    authority: Area
    people: People
    provider_names: ProviderNames
    populations: dict[str, Population]
    sheets: dict[str, Sheet]
    files: tuple[Sent, ...]
    documents: Documents
    tracking: Tracked
    afterwards: Afterwards = Afterwards()


@cache
def load_script(framework: str) -> Script:
    """Return the script of a kind of visit; UserError when there is none or it has mistakes."""
    return load_yaml_model(MATERIAL / f"{framework}.yaml", Script)
